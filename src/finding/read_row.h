/*-------------------------------------------------------------------------
 *
 * read_row.h
 *	  What a row of a bound table says: its facts, and the key that names it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_READ_ROW_H
#define SSS_FINDING_READ_ROW_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/relcache.h"

#include "attach/attach.h"

/* The facts of a row; today serves where no column is bound to the date */
extern void SssReadFacts(const SssBinding *binding, TupleTableSlot *slot, SssDay today,
						 SssFacts *facts);

/* What the columns of a row say goes before what its facts view says */
extern void SssOverlay(const SssBinding *binding, const SssFacts *row, SssFacts *facts);

/* The day on which the statement began, in the session's time zone */
extern SssDay SssToday(void);

/* Did an update leave every bound column as it was? */
extern bool SssFactsUntouched(const SssBinding *binding, TupleTableSlot *before,
							  TupleTableSlot *after);

/* Does the row's key name no other row of the table? */
extern bool SssKeyNamesOneRow(const SssBinding *binding, Relation rel, TupleTableSlot *slot);

#endif							/* SSS_FINDING_READ_ROW_H */
