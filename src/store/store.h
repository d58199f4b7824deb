/*-------------------------------------------------------------------------
 *
 * store.h
 *	  The door of room store: the extension's own tables.
 *
 * Nouns:
 *	  log			sss.violation_log, one line for each time a case is found to
 *					fail, and one for each time it is resolved
 *	  tail			the lines that are not folded yet, to which writers append
 *	  state			what the folded lines say of each case
 *	  source		the attachment that a line or a case is of
 *	  journal		sss.journal, one row for each action of an administrator
 *	  exemption		a waiver or a baseline, as sss.waivers, sss.baselines and
 *					sss.baseline_entries hold it
 *	  suspension	what sss.suspend() took away for a migration, as sss.suspensions
 *					holds it
 *	  demote		the setting sss.demote, by which enforcing attachments only log
 *
 * The tables are read and written without SQL text and without regard to the
 * user's rights: a user who changes a case need not have rights on the log of
 * all cases, and no search_path, rule or plan of the session affects what is
 * written.  A table is used only if it begins with the columns that this build
 * knows.
 *
 * Every room above may call the functions declared here.  Room finding decides
 * what a log line or an exemption means for a case.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_STORE_H
#define SSS_STORE_STORE_H

#include "postgres.h"

#include "access/genam.h"
#include "access/htup.h"
#include "access/tupdesc.h"
#include "catalog/indexing.h"
#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "storage/lockdefs.h"
#include "utils/relcache.h"
#include "utils/snapshot.h"
#include "utils/uuid.h"

#include "law/law.h"

/* The log */

/* A line of the log; a NULL string gives a NULL column */
typedef struct SssLogEntry
{
	Oid			relid;			/* the attached table, or the facts view that yields the cases */
	const char *relation;		/* present qualified name */
	const char *attachment;
	const char *rule;
	Datum		key_columns;	/* of type sss_internal.key_columns; 0 without a key */
	int			nkeys;
	char	  **key;			/* values of the key as text, NULL being NULL */
	const SssFacts *facts;		/* NULL where the set-up is wrong */
	const SssFinding *finding;	/* likewise; compliant or not governed: the case is resolved */
	const char *problem;		/* SQLSTATE of a wrong set-up */
	TimestampTz at;				/* when the case was found; 0: now */
	TimestampTz resolves;		/* resolves the case unless it was found later; 0: in any case */
} SssLogEntry;

/* Write one line; an error if another session holds a lock on the log for long */
extern void SssLog(const SssLogEntry *entry);

/*
 * Write one line if the log is plain: nobody has added an index, trigger or
 * constraint to it, and it can be locked without waiting.  This takes no
 * transaction ID, and raises no error if there is no room for the line: the error
 * is set.  Returns false if the line must be written by SssLog(), in a
 * subtransaction.
 */
extern bool SssLogPlainly(const SssLogEntry *entry, const ErrorData **failure);

/*
 * Write many lines about one relation, all with the time of the begin unless an
 * entry gives its own.  The lines exist once the end is reached.  Begin and end
 * must be in one subtransaction, and a query opened in between must be closed
 * in between.  The caller may free an entry when the call returns.
 */
typedef struct SssLogWriter SssLogWriter;

extern SssLogWriter *SssBeginLog(Oid relid);

/*
 * The same if the log is plain, see SssLogPlainly(); NULL if it is not.  Want of
 * room then raises no error: it is returned by the calls that follow, and lines
 * are lost.
 */
extern SssLogWriter *SssBeginLogPlainly(void);
extern const ErrorData *SssLogInto(SssLogWriter *writer, const SssLogEntry *entry);
extern const ErrorData *SssEndLog(SssLogWriter *writer);

/*
 * The tail and the state, to be read.  Both hold the codes of a case, its other
 * facts and the finding in the columns from categories to provision.
 */
#define SSS_LOG_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(logged_at, TIMESTAMPTZOID) \
	BUILT_IN(relid, OIDOID) \
	BUILT_IN(relation, TEXTOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	SSS_FOUND_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(problem, TEXTOID) \
	BUILT_IN(resolves, TIMESTAMPTZOID) \
	OWN(key_columns, "key_columns") \
	BUILT_IN(reason, TEXTOID)

#define SSS_STATE_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(origin, INT8OID) \
	BUILT_IN(source, INT8OID) \
	BUILT_IN(same_key, UUIDOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	SSS_FOUND_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(first_seen, TIMESTAMPTZOID) \
	BUILT_IN(last_seen, TIMESTAMPTZOID) \
	BUILT_IN(count, INT8OID) \
	OWN(resolutions, "_resolution") \
	BUILT_IN(resolved, TIMESTAMPTZOID) \
	BUILT_IN(reason, TEXTOID)

#define SSS_FOUND_COLUMNS(BUILT_IN, OWN) \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(on_date, DATEOID) \
	BUILT_IN(circumstances, TEXTARRAYOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(verdict, "verdict") \
	OWN(provision, "provision")

/* The codes of a case, in the order in which every table has them */
#define SSS_CODE_COLUMNS(OWN) \
	OWN(categories, "_recipient_category") \
	OWN(basis, "placement_basis") \
	OWN(provider, "provider_type") \
	OWN(stay, "stay_mode") \
	OWN(service, "service")

#define SSS_LOG_INDEX(column, type) LOG_##column,
#define SSS_STATE_INDEX(column, type) STATE_##column,

enum
{
	SSS_LOG_COLUMNS(SSS_LOG_INDEX, SSS_LOG_INDEX)
	N_LOG_COLUMNS
};

enum
{
	SSS_STATE_COLUMNS(SSS_STATE_INDEX, SSS_STATE_INDEX)
	N_STATE_COLUMNS
};

#define N_FOUND_COLUMNS	(LOG_provision - LOG_categories + 1)

extern Relation SssOpenTail(LOCKMODE lockmode);
extern Relation SssOpenState(LOCKMODE lockmode);

/*
 * The sources of lines, as a query finds them: each answer is kept until the
 * context is deleted.
 */
typedef struct SssSources SssSources;

extern SssSources *SssBeginSources(MemoryContext parent);

/* The source of a line of the tail; negative: it has no number yet */
extern int64 SssSourceOfLine(SssSources *sources, int64 origin, const Datum *values, const bool *nulls);

/*
 * The key columns of a source, 0 being none, and the time after which no line of it
 * was folded.  False: there is no such source.
 */
extern bool SssDescribeSource(SssSources *sources, int64 origin, int64 number, Datum *key_columns,
							  TimestampTz * folded_until);

/* Does the value equal the one that the views of the log give to their functions? */
extern bool SssIsPass(const pg_uuid_t * pass);

/* A user without rights on the log acts there with its owner's rights, and restricted */
typedef struct SssOwnersRights
{
	Oid			user;
	int			security;
} SssOwnersRights;

extern void SssActAsOwner(SssOwnersRights *rights);
extern void SssActAsUser(const SssOwnersRights *rights);

/* Locks of cases that the server's lock table has no room for, see case_locks.c */

typedef struct SssCaseLocks SssCaseLocks;

typedef struct SssCaseLock
{
	uint64		number;
	bool		exclusive;
} SssCaseLock;

/* Open the table; an error if it is not usable.  Its lock is kept until the transaction ends. */
extern SssCaseLocks *SssOpenCaseLocks(void);

/*
 * Another transaction that holds a lock with which one of these, sorted by number,
 * conflicts; invalid: none.  first becomes the first one that conflicts, or n.  The
 * result may be a subtransaction.
 */
extern TransactionId SssCaseLockHolder(SssCaseLocks *locks, const SssCaseLock *wanted, int n, int *first);

/*
 * Hold locks, sorted by number, until the end of the transaction, or until its savepoint
 * is rolled back.  If pack is true, several go into one row; this pays if many are near
 * to each other.
 */
extern void SssAddCaseLocks(SssCaseLocks *locks, const SssCaseLock *added, int n, bool pack);

extern void SssCloseCaseLocks(SssCaseLocks *locks);

/* The journal */

/* generated: expressions of generated columns, as text[]; reads: columns, as text[]; 0: none */
extern void SssWriteJournal(const char *action, Oid relid, const char *relation,
							const char *attachment, const char *rule, const char *definition,
							Datum generated, Datum reads);

/* Is the last line about the table and the attachment such an action with that definition? */
extern bool SssIsJournalled(const char *action, Oid relid, const char *attachment,
							const char *definition);

/* The same of a waiver or a baseline, which has a number */
extern void SssJournalExemption(const char *action, Oid relid, const char *relation,
								const char *attachment, const char *rule, const char *definition,
								int64 number);

/*
 * Set the columns written_by and written_at of a row that a function of ours
 * writes.  A row that anybody else writes gets them from a trigger of its table,
 * which never sets the time that the row claims.
 */
extern void SssSetStamp(Datum *values, int written_by, Datum at);

/* The mode */

extern void SssDefineDemote(void);

/* Does sss.demote make enforcing attachments only log? */
extern bool SssIsDemoted(void);

/*
 * Does sss.demote let a violation of this enforcing attachment pass?  The first
 * one in a transaction is written into the journal; if that fails, its error is
 * raised.  The rule is N_RULES if it could not be read.
 */
extern bool SssOverrides(Oid relid, const char *attachment, SssRule rule);

/* Exemptions */

#define SSS_WAIVER_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(id, INT8OID) \
	BUILT_IN(relation, REGCLASSOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(key, TEXTARRAYOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(provision, "provision") \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(act_number, TEXTOID) \
	BUILT_IN(act_date, DATEOID) \
	BUILT_IN(issuer, TEXTOID) \
	BUILT_IN(valid, DATERANGEOID) \
	BUILT_IN(granted_at, TIMESTAMPTZOID) \
	BUILT_IN(granted_by, TEXTOID) \
	BUILT_IN(withdrawn_at, TIMESTAMPTZOID) \
	BUILT_IN(withdrawn_by, TEXTOID) \
	OWN(key_columns, "key_columns") \
	BUILT_IN(written_by, TEXTOID) \
	BUILT_IN(written_at, TIMESTAMPTZOID)

#define SSS_BASELINE_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(id, INT8OID) \
	BUILT_IN(relation, REGCLASSOID) \
	BUILT_IN(attachment, TEXTOID) \
	BUILT_IN(rule, TEXTOID) \
	BUILT_IN(entries, INT8OID) \
	BUILT_IN(recorded_at, TIMESTAMPTZOID) \
	BUILT_IN(recorded_by, TEXTOID) \
	BUILT_IN(ended_at, TIMESTAMPTZOID) \
	BUILT_IN(ended_by, TEXTOID) \
	OWN(key_columns, "key_columns") \
	BUILT_IN(written_by, TEXTOID) \
	BUILT_IN(written_at, TIMESTAMPTZOID)

#define SSS_ENTRY_COLUMNS(BUILT_IN, OWN) \
	BUILT_IN(baseline, INT8OID) \
	BUILT_IN(key, TEXTARRAYOID) \
	SSS_CODE_COLUMNS(OWN) \
	BUILT_IN(category_missing, BOOLOID) \
	BUILT_IN(stay_unknown, BOOLOID) \
	BUILT_IN(on_date, DATEOID) \
	BUILT_IN(circumstances, TEXTARRAYOID) \
	BUILT_IN(requirement, TEXTOID) \
	OWN(verdict, "verdict") \
	OWN(provision, "provision")

#define SSS_WAIVER_INDEX(column, type) WAIVER_##column,
#define SSS_BASELINE_INDEX(column, type) BASELINE_##column,
#define SSS_ENTRY_INDEX(column, type) ENTRY_##column,

enum
{
	SSS_WAIVER_COLUMNS(SSS_WAIVER_INDEX, SSS_WAIVER_INDEX)
	N_WAIVER_COLUMNS
};

enum
{
	SSS_BASELINE_COLUMNS(SSS_BASELINE_INDEX, SSS_BASELINE_INDEX)
	N_BASELINE_COLUMNS
};

enum
{
	SSS_ENTRY_COLUMNS(SSS_ENTRY_INDEX, SSS_ENTRY_INDEX)
	N_ENTRY_COLUMNS
};

typedef enum SssExemptionTable
{
	EXEMPTION_waivers,
	EXEMPTION_baselines,
	EXEMPTION_entries
} SssExemptionTable;

extern Relation SssOpenExemptions(SssExemptionTable table, LOCKMODE lockmode);
extern Relation SssOpenExemptionsToWrite(SssExemptionTable table, LOCKMODE lockmode);

/*
 * A scan of the rows that have the given values in the first columns of an
 * index.  It sees the latest committed rows, not those of the transaction's
 * snapshot.
 */
typedef struct SssExemptionScan
{
	Relation	rel;
	Snapshot	snapshot;
	SysScanDesc scan;
	HeapTuple	tuple;
	Datum	   *values;
	bool	   *nulls;
} SssExemptionScan;

extern void SssScanWaivers(SssExemptionScan *scan, Relation rel, Oid relation, const char *rule,
						   const Datum *key);
extern void SssScanBaselines(SssExemptionScan *scan, Relation rel, Oid relation);
extern void SssScanEntries(SssExemptionScan *scan, Relation rel, int64 baseline, const Datum *key);
extern void SssScanExemption(SssExemptionScan *scan, Relation rel, const char *index, int64 id);
extern bool SssNextExemption(SssExemptionScan *scan);
extern void SssEndExemptionScan(SssExemptionScan *scan);

/*
 * The number for the next row of the table: the first one that is free after the
 * last row that a function of ours wrote.  The arguments are the columns of the time
 * that a row claims and of its stamp.  The caller must hold a lock that conflicts
 * with itself, and rows added before must be visible.
 */
extern int64 SssNextExemptionId(Relation rel, int claimed, int written);

/* Open the table's indexes for SssAddExemption(); close them by CatalogCloseIndexes() */
extern CatalogIndexState SssOpenExemptionIndexes(Relation rel);

/* Add a row; columns that somebody added behind those of this build stay NULL */
extern void SssAddExemption(Relation rel, CatalogIndexState indexes, const Datum *values,
							const bool *nulls, int ncolumns);

/* Mark the row that the scan has found as ended now by the user, in this column and the next */
extern void SssMarkEnded(SssExemptionScan *scan, int ended_at);

/* Let a waiver or baseline name its cases by these columns of that relation, which may have replaced another */
extern void SssRepointExemption(SssExemptionTable table, int64 id, Oid relid, Datum key_columns);

/* Suspensions */

/* One row of sss.suspensions, as far as other rooms need it */
typedef struct SssSuspension
{
	Datum		relations;		/* text[] */
	const char *reason;
	Datum		kept;			/* jsonb */
	Datum		failing;		/* uuid[]; 0: not known */
	bool		stamped;		/* a function of ours wrote the row */
	const char *by;				/* role whose rights were used; of another row, the role that
								 * inserted it */
} SssSuspension;

/* Open the table to write */
extern Relation SssOpenSuspensions(LOCKMODE lockmode);

/* Add a row; returns its number */
extern int64 SssAddSuspension(Relation rel, const SssSuspension *suspension);

/* Read a row that is not resumed yet; an error if there is none */
extern void SssReadSuspension(Relation rel, int64 id, SssSuspension *suspension);

/* Mark the row as resumed */
extern void SssEndSuspension(Relation rel, int64 id);

/* Type sss_internal.key_columns: the columns by which a relation names its cases, in the order of the key */

extern Datum SssKeyColumnsDatum(Oid relid, const AttrNumber *columns, int ncolumns);

/* Is it these columns of that relation? */
extern bool SssAreKeyColumns(Datum stored, Oid relid, const AttrNumber *columns, int ncolumns);

/* Relation and columns; returns their number, zero if the names meant nothing when they were read */
extern int	SssReadKeyColumns(Datum stored, Oid *relid, AttrNumber *columns);

/* Do both mean the same columns? */
extern bool SssKeyColumnsEqual(Datum a, Datum b);

/* As schema.relation(column, ...), and back */
extern char *SssKeyColumnsText(Datum stored);
extern Datum SssParseKeyColumns(const char *text);

/* Rows put together and taken apart */

extern void SssSetText(Datum *values, bool *nulls, int column, const char *string);
extern void SssSetCode(Datum *values, bool *nulls, int column, SssCodeListId list, int index);

/* Set or read the columns of SSS_CODE_COLUMNS, the first of which is given */
extern void SssSetCodes(TupleDesc tupdesc, Datum *values, bool *nulls, int first,
						const SssFacts *facts);
extern void SssGetCodes(const Datum *values, const bool *nulls, int first, SssFacts *facts);

/* Raise the error that a table of the extension does not exist */
pg_noreturn extern void SssRaiseMissing(const char *table);

#endif							/* SSS_STORE_STORE_H */
