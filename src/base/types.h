/*-------------------------------------------------------------------------
 *
 * types.h
 *	  The extension's types as C functions see them.
 *
 * The Datum of a code is the value on disk, and that of a citation the packed
 * number.  Both are positive integers passed by value, so that one set of
 * functions compares, hashes and sorts all types.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_TYPES_H
#define SSS_BASE_TYPES_H

#include "postgres.h"

#include "fmgr.h"

#include "base/language.h"
#include "law/law.h"

static inline Datum
SssCodeDatum(SssCodeListId list, int index)
{
	return Int32GetDatum(SssCodeAt(list, index)->value);
}

/* The index of a code in a Datum; SSS_MISSING if this build does not know it */
static inline int
SssDatumCode(SssCodeListId list, Datum datum)
{
	return SssCodeByValue(list, DatumGetInt32(datum));
}

static inline Datum
SssProvisionDatum(SssProvision provision)
{
	return Int32GetDatum((int32) provision);
}

static inline SssProvision
SssDatumProvision(Datum datum)
{
	return (SssProvision) DatumGetInt32(datum);
}

/* The codes of a set, as an array; only of types that take one byte */
extern Datum SssCodeArray(SssCodeListId list, uint32 set, Oid element_type);

/* A text[], in which a NULL pointer is a NULL element */
extern Datum SssTextArray(char *const *strings, int nstrings);

/* A code's name, in the database's encoding */
static inline char *
SssLabel(SssCodeListId list, int index, SssLanguage language)
{
	return SssLocalize(SssCodeAt(list, index)->names, language);
}

/* The names of the codes of a set, separated by semicolons */
extern char *SssLabels(SssCodeListId list, uint32 set, SssLanguage language);

#endif							/* SSS_BASE_TYPES_H */
