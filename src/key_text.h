/*-------------------------------------------------------------------------
 *
 * key_text.h
 *	  The key of a row as text, for the log and for errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_KEY_TEXT_H
#define SSS_KEY_TEXT_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/rel.h"

#include "binding.h"

/* Longer values are cut, to whole characters */
#define SSS_KEY_TEXT	256

/*
 * The values of the key's columns, NULL being NULL, and the columns.  Returns
 * their number.
 */
extern int	SssKeyTexts(const SssBinding *binding, Relation rel, TupleTableSlot *slot,
						AttrNumber *keys, char **texts);

/* Are all of them of the server's own types, whose output does not fail? */
extern bool SssKeyIsBuiltIn(const SssBinding *binding, Relation rel);

#endif							/* SSS_KEY_TEXT_H */
