/*-------------------------------------------------------------------------
 *
 * row_cases.h
 *	  Rows that are cases, to whose facts a view adds what they lack.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ROW_CASES_H
#define SSS_ENFORCE_ROW_CASES_H

#include "enforce/inquiry.h"

/* Judge each row that a carrier is fired for */
extern void SssJudgeRows(SssInquiry *inquiry);

/* The row is moved to another partition: note what it was, the worst of it */
extern void SssRememberRow(SssInquiry *inquiry);

#endif							/* SSS_ENFORCE_ROW_CASES_H */
