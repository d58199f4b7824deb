/*-------------------------------------------------------------------------
 *
 * explain.h
 *	  Explanations and options: every requirement, how it came out, and what
 *	  would be lawful.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ASK_EXPLAIN_H
#define SSS_ASK_EXPLAIN_H

#include "postgres.h"

#include "law/law.h"

/* The facts of evidence that a standard asks for behind the service, as a text array of their names */
extern Datum SssEvidenceRoles(int service, SssStandard standard, SssDay day);

#endif							/* SSS_ASK_EXPLAIN_H */
