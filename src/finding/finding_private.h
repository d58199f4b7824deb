/*-------------------------------------------------------------------------
 *
 * finding_private.h
 *	  Private to room finding: what its files share.  Each section is
 *	  headed by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_FINDING_PRIVATE_H
#define SSS_FINDING_FINDING_PRIVATE_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/relcache.h"
#include "utils/uuid.h"

#include "finding/finding.h"

/*----------
 * assess.c
 *
 * The verdict on the facts of a case, and what it amounts to.
 *----------
 */

/* Let the first of the absent roles decide */
extern void SssFindAbsence(const SssFacts *facts, SssAssessment *assessment);

/*----------
 * key_identity.c
 *
 * Keys that name one case though their texts differ.
 *----------
 */

/* What was read of key columns; all zero before the first call */
typedef struct SssKeyReader
{
	bool		known;
	Oid			relid;
	int			ncolumns;
	AttrNumber	columns[INDEX_MAX_KEYS];
	bool		by_text;
} SssKeyReader;

/* Do keys of these columns name one case exactly if their texts are the same?  0: no columns */
extern bool SssIsKeyText(SssKeyReader *reader, Datum key_columns);

/* A hash of the key's identity; key 0: NULL, which has a hash, too */
extern void SssHashKey(SssKeyReader *reader, Datum key_columns, Datum key, pg_uuid_t * same_key);

/*----------
 * key_text.c
 *
 * Values of a key as texts.
 *----------
 */

/* Are all columns of the key of built-in types, whose output functions do not fail? */
extern bool SssKeyIsBuiltIn(const SssBinding *binding, Relation rel);

/* The value of a text, as SssValueText() writes it */
extern Datum SssReadValue(Oid type, int32 typmod, const char *text);

/*----------
 * read_row.c
 *
 * The facts of a row.
 *----------
 */

/* Does a unique index say that the row's key names no other row of the table? */
extern bool SssKeyNamesOneRow(const SssBinding *binding, Relation rel, TupleTableSlot *slot);

/*----------
 * violation.c
 *
 * The parts of a report on a violation.
 *----------
 */

/* The key that names the case in the log, in exemptions and in errors */
extern void SssKeyOfViolation(const SssViolation *violation, SssKey *key);

/* May the user who reads the error see the contents of the row? */
extern bool SssMayReadRow(const SssViolation *violation);

/* SQLSTATE of the refusal: numeric value out of range for an impossible quantity, else check violation */
extern int	SssErrorCodeOf(const SssFacts *facts, const SssFinding *finding);

/* Column of the fact that fails, NULL if no column is bound to it */
extern const char *SssFailingColumn(const SssViolation *violation);

/*
 * The line of JSON for programs, the same in every language: key, codes and
 * citation, or only the citation if the row may not be read.  Without a
 * violation there is no row, and so no key.
 */
extern char *SssDetail(SssRule rule, const SssFacts *facts, const SssFinding *finding,
					   const SssViolation *violation, bool readable);

#endif							/* SSS_FINDING_FINDING_PRIVATE_H */
