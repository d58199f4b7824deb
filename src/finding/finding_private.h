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
#include "fmgr.h"
#include "storage/itemptr.h"
#include "utils/hsearch.h"
#include "utils/relcache.h"
#include "utils/uuid.h"

#include "finding/finding.h"
#include "store/store.h"

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

/* The answers about key columns; all zero before the first call */
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
 * unfolded.c
 *
 * The cases that have lines in the tail.
 *----------
 */

/* A row that is not folded: a line of the tail, or a row of the state that was restored */
typedef struct SssPlace
{
	ItemPointerData row;
	uint16		restored;		/* as wide as to leave no gap: places are compared byte by byte */
} SssPlace;

/* A line by which a case is resolved, see type sss_internal.resolution */
typedef struct SssResolution
{
	TimestampTz at;
	TimestampTz seen;
	const char *reason;
} SssResolution;

/* The identity is that of the texts where these identify keys, else a hash; of no key it is empty */
typedef struct SssCaseName
{
	int64		source;
	Size		length;
	const char *identity;
} SssCaseName;

typedef struct SssUnfoldedCase
{
	SssCaseName name;
	bool		by_text;
	bool		found;			/* not only resolved; else the next three are not set */
	TimestampTz first_seen;
	TimestampTz last_seen;
	int64		count;
	SssPlace	last;			/* the row that stands for the case: the one that found it last */
	int			nresolutions;
	SssResolution *resolutions;
} SssUnfoldedCase;

/* A source, as the state has it; of the last call */
typedef struct SssKnownSource
{
	bool		known;
	int64		number;
	Datum		key_columns;
	TimestampTz folded_until;
} SssKnownSource;

/* The lines that a query has read */
typedef struct SssUnfolded
{
	MemoryContext query;
	MemoryContext context;
	struct SssUnfolded *next;
	int64		origin;
	pg_uuid_t	pass;
	HTAB	   *cases;
	HTAB	   *lines;			/* those that stand for a case */
	SssSources *sources;
	SssKnownSource source;
	SssKeyReader reader;
	MemoryContext scratch;
	const SssUnfoldedCase *merged;	/* the case of the last call, its row, and where the state has
									 * its own */
	Datum		row;
	ItemPointerData state;		/* invalid: it has none */
	MemoryContext row_context;
} SssUnfolded;

StaticAssertDecl((int) N_STATE_COLUMNS <= (int) N_LOG_COLUMNS, "a row of the state must fit");

/* A row, and where the columns are in it */
typedef struct SssStoredRow
{
	int			key;
	int			found;			/* first of the columns from categories to provision */
	Datum		values[N_LOG_COLUMNS];
	bool		nulls[N_LOG_COLUMNS];
} SssStoredRow;

/* Read a row at its place, into the present memory context */
extern void SssReadStoredRow(SssPlace place, SssStoredRow *row);

/* The elements of an array of type sss_internal.resolution */
extern SssResolution *SssResolutionsOf(Datum array, int *nresolutions);

/* The lines that the query has read; NULL: none yet.  All functions of a query have one memory context. */
extern SssUnfolded *SssUnfoldedOf(FmgrInfo * function);

/* The case that the row stands for; NULL: it stands for none */
extern const SssUnfoldedCase *SssCaseOfPlace(const SssUnfolded *unfolded, bool restored, Datum row);

extern const SssKnownSource *SssSourceNumbered(SssUnfolded *unfolded, int64 number);

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
