/*-------------------------------------------------------------------------
 *
 * key_text.h
 *	  The key of a row as text, for the log and for errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_KEY_TEXT_H
#define SSS_FINDING_KEY_TEXT_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/relcache.h"

#include "attach/attach.h"

/* Longer values are cut, to whole characters */
#define SSS_KEY_TEXT	256

/* A key: its columns' names, and their values, NULL being NULL */
typedef struct SssKey
{
	int			ncolumns;		/* zero: the table has none */
	const char *names[INDEX_MAX_KEYS];
	char	   *texts[INDEX_MAX_KEYS];
} SssKey;

extern void SssReadKey(const SssBinding *binding, Relation rel, TupleTableSlot *slot,
					   SssKey *key);

/* The text of one value */
extern char *SssKeyText(Oid type, Datum value);

/* The text of any value, uncut, the same in every setting */
extern char *SssValueText(Oid type, Datum value);

/*
 * The text that a row would have whose value somebody gives as text; what is
 * no such value is an error.
 */
extern char *SssGivenKeyText(Oid type, int32 typmod, char *given);

/* Does it name one case: is there a key, no NULL in it, no text cut or too long for an index? */
extern bool SssKeyIsWhole(int ncolumns, char *const *texts);

/* Are all of them of the server's own types, whose output does not fail? */
extern bool SssKeyIsBuiltIn(const SssBinding *binding, Relation rel);

#endif							/* SSS_FINDING_KEY_TEXT_H */
