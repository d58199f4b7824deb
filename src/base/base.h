/*-------------------------------------------------------------------------
 *
 * base.h
 *	  The door of the room base: the server for the rooms above, and the
 *	  Order as the server's types and texts.
 *
 * The law knows no PostgreSQL, and most of the other rooms should know only
 * the part of the server that they are about.  This room holds the shared code:
 *
 *	code, citation	types of the extension, their texts in three languages
 *	facts			arguments of SQL functions, and text[] where a table has no
 *					column for a fact
 *	message			a finding in words, and what would be lawful instead
 *	problem			a wrong set-up, as a value; failures that must not reach the
 *					application's statement
 *	row				what an SQL function returns
 *
 * Each section of this header is headed by the file that defines it.  compat.h
 * holds all that differs between the versions of PostgreSQL.  Base decides
 * nothing and reads no table.  Every room above calls it; it calls the law alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_BASE_H
#define SSS_BASE_BASE_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "fmgr.h"
#include "storage/lockdefs.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/numeric.h"
#include "utils/relcache.h"
#include "utils/tuplestore.h"

#include "base/compat.h"
#include "law/law.h"

/*----------
 * names.c
 *
 * Names of relations.
 *----------
 */

/*
 * The name, quoted where it must be.  Names are stored and compared as text, so
 * they must not depend on the session's quote_all_identifiers.
 */
extern const char *SssQuoteName(const char *name);

/*
 * Let the server write names of types and functions with their schema, quoted
 * likewise, until AtEOXact_GUC(false, ...) of the result: a text that is stored,
 * compared or run under another search_path must not depend on the session's.
 */
extern int	SssQualifyNames(void);

/*
 * The name without an underscore and a number at its end: the name of a facts view's
 * attachment, of which name_2 belongs to a table that stands in the view once more
 */
extern const char *SssNameWithoutNumber(const char *name);

/* schema.relation, quoted likewise; NULL: the relation does not exist */
extern char *SssQualifiedName(Oid relid);

/*
 * The relation of such a name.  A text that is no such name, as a line of the journal
 * may have that somebody inserted, means none: an error would silence sss.verify().
 */
extern Oid	SssRelationNamed(const char *name);

/* Open a relation, of which a user gave the OID; an error if there is none */
extern Relation SssOpenRelation(Oid relid, LOCKMODE lockmode);

/*
 * Open it to describe it; NULL: there is none, or somebody holds it.  Whoever has no
 * right to it waits for nobody, and makes nobody wait: close it with the lock,
 * AccessShareLock.
 */
extern Relation SssOpenUnlessLocked(Oid relid);

/* Raise that error */
pg_noreturn extern void SssRaiseNoRelation(Oid relid);

/*----------
 * as_owner.c
 *
 * Code that a user wrote runs as the owner of the relation that leads to it.
 *----------
 */

/* The user whose rights are used again after that */
typedef struct SssCaller
{
	Oid			user;
	int			security;
	int			nest_level;
} SssCaller;

/* The owner of a relation, which must exist */
extern Oid	SssOwnerOfRelation(Oid relid);

/*
 * From the first to the second, the owner's rights are used, in a
 * security-restricted operation with a fixed search_path, and row security raises
 * an error instead of hiding rows.  An error in between restores the caller when
 * its transaction or subtransaction ends.
 */
extern SssCaller SssBecomeOwnerOf(Oid relid);

/* The same of a role */
extern SssCaller SssBecomeRole(Oid role);
extern void SssBecomeCaller(const SssCaller *caller);

/*----------
 * error.c
 *
 * Errors that are not raised at once: a wrong set-up as a value, and a
 * failure that a subtransaction catches.
 *----------
 */

/*
 * A wrong set-up, and how to correct it.  An attachment that enforces raises it
 * as an error, one that only logs as a warning.
 */
typedef struct SssProblem
{
	int			sqlstate;
	const char *message;
	const char *detail;
	const char *hint;
} SssProblem;

/* Set the problem; returns false, for the caller to return */
extern bool SssWrong(SssProblem *problem, int sqlstate, const char *message,
					 const char *detail, const char *hint);

/*
 * Within ereport(): keep the statement and its context out of the server's log,
 * for both may quote a row.  The context of an apply worker stays, for it names
 * the LSN by which an administrator skips the transaction.
 */
extern int	SssHideStatement(void);

/* Define the setting sss.log_detail, and: may the DETAIL in the server's log hold keys and codes? */
extern void SssDefineLogDetail(void);
extern bool SssLogsDetail(void);

/* Before ereport(ERROR): the same for a context that the client must not see either */
extern void SssDropContext(void);

/* Report the problem at a level, with another detail in place of its own */
extern void SssEmitProblem(int elevel, const SssProblem *problem, const char *detail);

/* Raise the problem as an error */
pg_noreturn extern void SssRaiseProblem(const SssProblem *problem);

typedef void (*SssAction) (const void *argument);

/*
 * Run the action in a subtransaction.  If it fails, its work is rolled back
 * and the error returned; NULL means success.  An error is raised again if it
 * ends the transaction anyway, or if somebody requested it, such as a cancel.
 */
extern ErrorData *SssTryInSubtransaction(SssAction action, const void *argument);

/* The same in two steps: catch every error, then raise it again in such a case; NULL: do nothing */
extern ErrorData *SssCatchInSubtransaction(SssAction action, const void *argument);
extern void SssThrowIfRequested(ErrorData *failure);

/* Run the action to see what it does, and roll its work back; an error is raised */
extern void SssUndoInSubtransaction(SssAction action, const void *argument);

/*----------
 * time_limit.c
 *
 * An action that ends after some time, by itself or by force.
 *----------
 */

/*
 * As SssTryInSubtransaction(), but the action is cancelled after that time (zero:
 * never), and awaits no lock for long.  The failure is then 57014 or 55P03.  A
 * user's own cancel, or one of the session's statement_timeout, is raised again.
 */
extern ErrorData *SssTryWithin(int milliseconds, SssAction action, const void *argument);

/*----------
 * today.c
 *
 * The day of the statement.
 *----------
 */

/* Define the setting sss.time_zone */
extern void SssDefineTimeZone(void);

/* The day on which the statement began, and that on which the transaction did, in that time zone */
extern SssDay SssToday(void);
extern SssDay SssDayOfTransaction(void);

/* The name of that time zone; NULL: the session has the same, or cannot have it */
extern const char *SssOtherTimeZone(void);

/*----------
 * language.c
 *
 * The language and the encoding of texts about the law.
 *----------
 */

/* Define the setting sss.language */
extern void SssDefineLanguage(void);

/*
 * The language for messages that are raised: that of the session, or English
 * if the client's encoding lacks its letters
 */
extern SssLanguage SssMessageLanguage(void);

/* The language that an argument names; NULL: the session's */
extern SssLanguage SssGetArgLanguage(FunctionCallInfo fcinfo, int argument);

/*
 * The text in that language, in the database's encoding.  If the encoding
 * lacks a letter of the language's alphabet, every text is in English.
 */
extern char *SssLocalize(const char *const texts[SSS_LANGUAGES], SssLanguage language);

/*----------
 * types.c
 *
 * The extension's types as C functions see them.
 *
 * The Datum of a code is the value on disk, and that of a citation the
 * packed number. Both are positive integers passed by value, so that one set
 * of functions compares, hashes and sorts all types.
 *----------
 */

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

/*----------
 * cite.c
 *
 * Citations as lawyers write them.
 *----------
 */

/* Such as "подпункт 10) пункта 7 приложения 1", in the database's encoding */
extern char *SssCite(SssProvision provision, SssLanguage language);

/*----------
 * verdict.c
 *
 * The verdict alone, without the provision that decided it.
 *
 * The session remembers which facts are compliant, so that lawful rows cost
 * next to nothing.
 *----------
 */

extern bool SssIsCompliant(SssRule rule, const SssFacts *facts);
extern SssVerdict SssVerdictOn(SssRule rule, const SssFacts *facts);

/*----------
 * message.c
 *
 * Findings in words, and what would be lawful instead.
 *----------
 */

/*
 * The document that an explanation mentions beside the facts.  It is text of a row:
 * it goes to the user who asked for the explanation, and into no error, log line or
 * table.
 */
typedef struct SssMentions
{
	const char *document_number;	/* or NULL */
	bool		has_document_date;
	SssDay		document_date;
} SssMentions;

/* The finding in words; category is the one that it is about, or SSS_MISSING; NULL mentions: none */
extern char *SssFindingMessage(SssRule rule, const SssFacts *facts, int category,
							   const SssFinding *finding, const SssMentions *mentions,
							   SssLanguage language);

/* The same for a reader who may not see the record: it names the provision alone */
extern char *SssBareMessage(const SssFinding *finding, SssLanguage language);

/*
 * The lawful alternative in words, for a child in several categories that of any
 * of them; NULL: none is needed, or there is none
 */
extern char *SssFindingRemedy(SssRule rule, const SssFacts *facts, const SssFinding *finding,
							  SssLanguage language);

/* The value that replaces {name} in a message of the lists */
typedef struct SssMessageValue
{
	const char *name;
	const char *value;
} SssMessageValue;

extern char *SssSubstitute(const char *message, const SssMessageValue *values, int nvalues);

/*----------
 * other_facts.c
 *
 * The facts that have no column of their own in the store, as text[].
 *
 * Each fact that is known is an element "role=value". The value is a code, a
 * citation, a quantity in the unit of its rule or, of evidence, one of
 * present, absent and unknown.
 *----------
 */

/* Those facts as text[]; (Datum) 0: there are none */
extern Datum SssOtherFacts(const SssFacts *facts);

/* Add the facts of such an array; roles and codes that this build does not know are skipped */
extern void SssParseOtherFacts(Datum circumstances, SssFacts *facts);

/* A quantity without trailing zeros */
extern char *SssQuantity(int64 parts, char decimal_point);

/*----------
 * arguments.c
 *
 * The arguments of SQL functions: facts, arrays, periods.
 *----------
 */

/* The index of a code; SSS_MISSING: it is NULL, or this build does not know it */
#define SSS_GETARG_CODE(list, n) \
	(PG_ARGISNULL(n) ? SSS_MISSING : SssDatumCode(list, PG_GETARG_DATUM(n)))

/*
 * Add the categories of an array to the facts.  A category is missing if the
 * array is NULL or empty, or has an element that is NULL or an unknown code.
 */
extern void SssAddCategories(ArrayType *categories, SssFacts *facts);

/* The categories of an array argument */
extern void SssGetArgCategories(FunctionCallInfo fcinfo, int argument, SssFacts *facts);

/*
 * The facts of a placement and of a service.  All functions of the two rules
 * have their arguments in this order: category, basis, provider, stay,
 * on_date; service, provider, on_date.
 */
extern void SssGetArgPlacement(FunctionCallInfo fcinfo, bool several_categories, SssFacts *facts);
extern void SssGetArgService(FunctionCallInfo fcinfo, SssFacts *facts);

/* A placement without a stay: category, basis and provider follow each other from argument first */
extern void SssGetArgPlacementWithoutStay(FunctionCallInfo fcinfo, int first, int on_date,
										  SssFacts *facts);

/* The facts of any rule, in the order of its roles; returns the number of arguments */
extern int	SssGetArgRoles(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts);

/* The same for a constant rule, inlined for the two rules that are checked for every row of large tables */
static inline int
SssGetArgFacts(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	switch (rule)
	{
		case RULE_placement:
			SssGetArgPlacement(fcinfo, false, facts);
			return 5;
		case RULE_service:
			SssGetArgService(fcinfo, facts);
			return 3;
		default:
			return SssGetArgRoles(fcinfo, rule, facts);
	}
}

/* Raise an error if a quantity is out of range; most rules have no quantity */
extern void SssCheckMeasures(const SssFacts *facts);

/* The same for a direct call, where an impossible quantity is an error; a CHECK refuses the row instead */
static inline int
SssGetArgCallersFacts(FunctionCallInfo fcinfo, SssRule rule, SssFacts *facts)
{
	int			taken = SssGetArgFacts(fcinfo, rule, facts);

	if (rule != RULE_placement && rule != RULE_service)
		SssCheckMeasures(facts);
	return taken;
}

/*
 * Set a quantity.  Digits beyond the smallest unit are cut off, so that
 * rounding never lifts a quantity to its norm.  A quantity that is negative or
 * too large is marked as impossible.
 */
extern void SssSetMeasure(double value, SssRole role, SssFacts *facts);
extern void SssSetNumericMeasure(Numeric value, SssRole role, SssFacts *facts);

/*
 * An array that SQL collected from another table.  array_agg() over no row
 * returns NULL, and an outer join yields a NULL element: neither stands for
 * an event.
 */
typedef struct SssElements
{
	int			count;
	Datum	   *values;
	bool	   *nulls;
} SssElements;

/* The elements of an array of any number of dimensions; a NULL array has none */
extern SssElements SssGetArgElements(FunctionCallInfo fcinfo, int argument);

/* Is the element of a date[] a finite date? */
extern bool SssIsDay(const SssElements *dates, int element);

/* Raise an error unless the arrays, whose elements form pairs, have the same length */
extern void SssCheckSameLength(const SssElements *a, const char *a_name,
							   const SssElements *b, const char *b_name);

/* Raise an error if the period ends before it begins; NULL leaves it open */
extern void SssCheckPeriod(FunctionCallInfo fcinfo, int since, int until);

/*----------
 * rows.c
 *
 * Rows that SQL functions return, built column by column.
 *
 * The columns are put in the order of the function's OUT parameters. A build
 * with assertions checks the type of each value, and that no column of a row
 * is left out.
 *----------
 */

/* The widest row is that of sss_internal.requirement_lines() */
#define SSS_MOST_COLUMNS	21

typedef struct SssRow
{
	TupleDesc	tupdesc;
	Tuplestorestate *store;		/* NULL: the function returns one row */
	int			ncolumns;		/* put so far */
	Datum		values[SSS_MOST_COLUMNS];
	bool		nulls[SSS_MOST_COLUMNS];
} SssRow;

/* The result of a function that returns a set: put the columns, then SssEndRow(), for each row */
extern SssRow SssStartRows(FunctionCallInfo fcinfo);
extern void SssEndRow(SssRow *row);

/* The result of a function that returns one row: put the columns, then return SssRowDatum() */
extern SssRow SssStartRow(FunctionCallInfo fcinfo);
extern Datum SssRowDatum(SssRow *row);

/* The value of the next column, of a built-in type */
extern void SssPut(SssRow *row, Oid type, Datum value);
extern void SssPutNull(SssRow *row);
extern void SssPutNulls(SssRow *row, int ncolumns);
extern void SssPutBool(SssRow *row, bool value);
extern void SssPutDate(SssRow *row, DateADT date);

extern void SssPutInt8s(SssRow *row, const int64 *numbers, int nnumbers);

/* Of text; a NULL pointer is NULL */
extern void SssPutText(SssRow *row, const char *string);
extern void SssPutTexts(SssRow *row, char *const *strings, int nstrings);

/* Of a type of the extension; SSS_MISSING and SSS_NO_PROVISION are NULL */
extern void SssPutCode(SssRow *row, SssCodeListId list, int index);
extern void SssPutCodes(SssRow *row, SssCodeListId list, uint32 set);
extern void SssPutProvision(SssRow *row, SssProvision provision);

/* Three columns: a text in Kazakh, Russian and English; a NULL pointer is three times NULL */
extern void SssPutLocalized(SssRow *row, const char *const texts[SSS_LANGUAGES]);

/* Two columns: the first and the last day, NULL where there is none */
extern void SssPutValidity(SssRow *row, SssDay from, SssDay to);

#endif							/* SSS_BASE_BASE_H */
