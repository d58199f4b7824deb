/*-------------------------------------------------------------------------
 *
 * row.h
 *	  What a row of a bound table says: its facts, and the key that names it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ROW_H
#define SSS_ROW_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/relcache.h"

#include "binding.h"

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

/*
 * The columns that identify a row: the bound key, or else the primary key, in
 * its order.  Returns their number, zero if there is no key.
 */
extern int	SssKeyColumns(const SssBinding *binding, Relation rel, AttrNumber *keys);

/* Does the row's key name no other row of the table? */
extern bool SssKeyNamesOneRow(const SssBinding *binding, Relation rel, TupleTableSlot *slot);

#endif							/* SSS_ROW_H */
