/*-------------------------------------------------------------------------
 *
 * audit_private.h
 *	  Private to room audit: what its files share.  Each section is
 *	  headed by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_AUDIT_AUDIT_PRIVATE_H
#define SSS_AUDIT_AUDIT_PRIVATE_H

#include "postgres.h"

#include "access/htup.h"
#include "datatype/timestamp.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "storage/dsm.h"
#include "storage/shm_toc.h"
#include "utils/relcache.h"
#include "utils/snapshot.h"

#include "attach/attach.h"
#include "finding/finding.h"
#include "store/store.h"

/*----------
 * request.c
 *
 * The arguments of sss.audit() and its siblings are turned into targets.
 *----------
 */

/*
 * Columns by whose values rows are counted.  The numbers are those of the rows that
 * are read; zero where the relation lacks the column.
 */
#define SSS_MAX_DIMENSIONS	3

typedef struct SssDimensions
{
	int			n;
	const char *names[SSS_MAX_DIMENSIONS];
	AttrNumber	columns[SSS_MAX_DIMENSIONS];
} SssDimensions;

/* A relation and a rule to audit; the key is bound */
typedef struct SssAuditTarget
{
	const SssAttachment *attachment;	/* its name is NULL if the rule is not attached */
	Oid			cases;			/* relation whose exemptions count; invalid if it has none */
	Relation	rel;			/* the relation, or the facts view that yields its cases */
	bool		descendants;	/* also the rows of partitions, or of children */
	bool		logged;			/* every case that the attachment may have logged is checked */
	bool		bounded;		/* cases that are dated after "until" are left out */
	SssDay		until;
	SssDimensions by;			/* as columns of rel */
	SssBinding	binding;		/* as rel is read: the attachment's, or made from its view's
								 * columns */
} SssAuditTarget;

typedef struct SssAuditRequest
{
	Relation	rel;			/* open, and not locked against writers */
	List	   *targets;
	SssDay		today;
	bool		tolerant;		/* given: pass over what is wrong beside what can be audited */
} SssAuditRequest;

/* The arguments that the functions have in common, in their order */
enum
{
	AUDIT_relation,
	AUDIT_rule,
	AUDIT_columns,
	AUDIT_key,
	AUDIT_lookup,
	AUDIT_lookup_by,
	AUDIT_required,
	AUDIT_unsettled,
	AUDIT_name,
	AUDIT_on_date,
	AUDIT_language,				/* of sss.audit() alone */
	AUDIT_tolerant = AUDIT_language,	/* of sss_internal.audit_resolving() alone, */
	AUDIT_by					/* and this */
};

/* Raise an error unless the user may read some column of the relation, which need not be locked */
extern void SssRequireSelect(Oid relid);

/* The target of an attachment to an open relation; an error if the user may not read all rows */
extern SssAuditTarget *SssTargetOfAttachment(Relation rel, const SssAttachment *attachment);

extern void SssEndAuditTarget(SssAuditTarget *target, Relation rel);

extern void SssGetAuditRequest(FunctionCallInfo fcinfo, SssAuditRequest *request);

/* The argument on_date, unless NULL, replaces every row's own day */
extern void SssAuditAsOf(FunctionCallInfo fcinfo, SssAuditRequest *request);

/* The same argument, unless NULL, leaves out cases that are dated later, and is the day of those that have none bound */
extern void SssAuditUntil(FunctionCallInfo fcinfo, SssAuditRequest *request);

extern void SssEndAuditRequest(SssAuditRequest *request);

/*----------
 * check_rows.c
 *
 * Existing rows are checked, counted and passed on.
 *----------
 */

/* Progress of a long audit */
typedef struct SssProgress
{
	const char *relation;
	int64		rows;			/* checked so far */
	int64		failing;		/* of these, not compliant */
	TimestampTz reported_at;
} SssProgress;

/* Milliseconds after which sss.run_audit() gives up an attachment; zero: never */
extern int	SssAuditTimeout(void);

/* Report to the client, unless the last report is more recent than sss.audit_progress allows */
extern void SssReportProgress(SssProgress *progress);

/* Called for each row; looks at the clock once in 1024 rows */
static inline void
SssCountProgress(SssProgress *progress)
{
	if ((++progress->rows & 1023) == 0)
		SssReportProgress(progress);
}

/* Number of rows with one outcome */
typedef struct SssAuditCount
{
	SssVerdict	verdict;
	SssProvision provision;
	bool		refused;		/* an enforcing attachment would refuse them as new rows */
	bool		waived;			/* it would, without a waiver or a baseline */
	int64		rows;
} SssAuditCount;

/* Numbers of rows, by outcome */
typedef struct SssTally
{
	int64		compliant;
	int			ncounts;
	int			room;
	SssAuditCount *counts;		/* of rows that are not compliant */
} SssTally;

extern void SssStartTally(SssTally *tally);

/* A row, or if every is set one placement of a row */
typedef struct SssAuditRow
{
	const struct SssAudit *audit;
	SssKey		key;
	const SssFacts *facts;
	const SssAssessment *assessment;
	SssVerdict	verdict;
	bool		refused;
	bool		waived;
	List	   *waivers;		/* SssWaiver: those that the row needs and that cover it */
	bool		by_baseline;	/* waivers alone do not exempt it, a baseline does */
	SssMentions mentions;		/* for whom the row is returned to */
} SssAuditRow;

/*
 * Called for each row that is governed and not compliant, or if every is set for
 * each placement of each row, in a memory context that is reset after the row.
 */
typedef void (*SssAuditFound) (void *argument, const SssAuditRow *row);

/* One rule, audited over one relation */
typedef struct SssAudit
{
	const SssAttachment *attachment;	/* its name is NULL if the rule is not attached */
	Oid			cases;			/* relation whose exemptions count; invalid if it has none */
	SssBinding	binding;		/* the columns are those of the relation, keys included */
	bool		only_keyed;		/* a row with NULL in its key is no case */
	const struct SssExceptedKeys *excepted; /* that a CHECK lets pass; NULL: none */
	SssDay		today;			/* date of a row if no column is bound to it */
	SssAuditFound found;		/* or NULL */
	bool		every;			/* call it for every placement, not only for the worst of a row */
	void	   *argument;
	bool		bounded;		/* leave out cases that are dated after "until" */
	SssDay		until;
	SssDimensions by;
	struct SssGroups *groups;	/* NULL: there is no dimension */
	bool		selects;		/* bounded, or with groups */
	MemoryContext row_context;
	SssProgress progress;
	SssTally	all;			/* without dimensions, the rows */
	SssTally   *tally;			/* where the row is counted: all, or that of its group */
} SssAudit;

/* Was there such a case on the day until which the audit counts?  Without a date it may have been. */
static inline bool
SssCaseExists(const SssAudit *audit, const SssFacts *facts)
{
	return !audit->bounded || !facts->has_date || facts->on_date <= audit->until;
}

extern void SssStartAudit(SssAudit *audit, const char *relation);

/* Check facts; key and mentions are in the slot's columns, as bound */
extern void SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot,
						  const SssBinding *bound);

/* Read a row of a table and check it */
extern void SssAuditSlot(SssAudit *audit, TupleTableSlot *slot);

/* Assess facts: are they compliant, with nothing to refuse or to log? */
extern bool SssIsInOrder(const SssBinding *binding, const SssFacts *facts, SssAssessment *assessment);

extern void SssEndAudit(SssAudit *audit);

/*----------
 * groups.c
 *
 * The rows of an audit are counted by dimensions.
 *----------
 */

typedef struct SssGroups SssGroups;

/* The rows that have the same values */
typedef struct SssGroup
{
	char	   *values[SSS_MAX_DIMENSIONS]; /* NULL: the column is NULL, or missing */
	SssTally	tally;
} SssGroup;

/* The dimensions that a text[] names; an error if they are too many, or not distinct names */
extern void SssGetDimensions(FunctionCallInfo fcinfo, int argument, SssDimensions *by);

/* Find their columns; an error if the user may not read one, or its type is the user's own */
extern void SssFindDimensions(Relation rel, SssDimensions *by);

/* The name of the relation is for errors */
extern SssGroups *SssMakeGroups(const SssDimensions *by, const char *relation);

/* The tally of the group that the row belongs to */
extern SssTally *SssTallyOfGroup(SssGroups *groups, TupleTableSlot *row);

extern int	SssGroupCount(const SssGroups *groups);

extern const SssGroup *SssGroupAt(const SssGroups *groups, int i);

/*----------
 * facts.c
 *
 * An audit that reads a facts view: all of its rows, or those of a table's
 * keys.
 *----------
 */

/* Audit all rows of a view, or of another relation that only the executor can read */
extern void SssAuditQuery(SssAudit *audit, Relation rel);

/* Rows of a table that wait until the view was asked about all of them */
typedef struct SssAuditBatch SssAuditBatch;

extern SssAuditBatch *SssMakeAuditBatch(SssAudit *audit, Relation rel);

/* Add a row; a batch that is full is audited */
extern void SssAddToBatch(SssAuditBatch *batch, TupleTableSlot *row);

/* Audit the rows that are left */
extern void SssEndBatch(SssAuditBatch *batch);

/*----------
 * parallel.c
 *
 * Several processes read a table for one audit.
 *----------
 */

/* Number of workers by the settings of table and session; zero: the session reads alone */
extern int	SssAuditWorkers(const SssAudit *audit, Relation rel);

/* Audit a table whose own columns hold all facts, in that snapshot, with up to so many workers */
extern void SssAuditInParallel(SssAudit *audit, Relation rel, Snapshot snapshot, int nworkers);

/* Entry point of a worker */
extern PGDLLEXPORT void SssAuditWorker(dsm_segment *segment, shm_toc *toc);

/*----------
 * scan.c
 *
 * The rows of a relation are read and checked.
 *----------
 */

/*
 * Audit the rows of the target in the active snapshot: those of a table, and
 * with descendants those of its partitions and inheritance children.  The caller
 * sets found, argument and every beforehand.
 */
extern void SssRunAudit(const SssAuditTarget *target, SssDay today, SssAudit *audit);

/*
 * Call found for each case of an attachment, or for each placement of a case
 * that has several, whether or not it fails.  Exemptions are not looked up.
 */
extern void SssAuditAll(Relation rel, const SssAttachment *attachment, SssAuditFound found,
						void *argument);

/* Raise an error if no key names the cases of the attachment */
extern void SssRequireKey(Relation rel, const SssAttachment *attachment);

/*----------
 * resolve.c
 *
 * Open violations of the log that an audit no longer finds are resolved.
 *----------
 */

/* Open violations of one attachment */
typedef struct SssOpenViolations SssOpenViolations;

/* May an audit of this user resolve violations? */
extern bool SssMayResolve(void);

/* Read them in the active snapshot, which must be that of the audit */
extern SssOpenViolations *SssReadOpenViolations(const SssAuditTarget *target, Oid relid);

/* SssAuditFound: the audit found the row, or its facts are unknown, so it stays open */
extern void SssStillOpen(void *violations, const SssAuditRow *row);

/* Log that the others are resolved, and return their number */
extern int64 SssResolveOthers(SssOpenViolations *violations);

/*----------
 * excepted.c
 *
 * Keys that a CHECK excepts.
 *----------
 */

typedef struct SssExceptedKeys SssExceptedKeys;

/* The keys of existing rows that the condition excepts, read with the caller's rights */
extern SssExceptedKeys *SssReadExceptedKeys(Relation rel, const SssBinding *binding, const char *condition);

extern bool SssIsExceptedKey(const SssExceptedKeys *excepted, const SssKey *key);

/*----------
 * query.c
 *
 * SQL functions of ours are called, and their rows read as text.
 *----------
 */

/*
 * The rows, as char ** with a string or NULL for each column.  Each of the parameters
 * is an Oid, its type, and a Datum; 0 is NULL.
 */
extern List *SssQueryRows(const char *sql, int nparameters,...);

/* The first column of the first row, copied; 0: it is NULL */
extern Datum SssQueryValue(const char *sql, int nparameters,...);

/* Run a command, which returns nothing or whose rows nobody needs */
extern void SssRunCommand(const char *command);

/*----------
 * resume.c
 *
 * sss.resume() brings back all that sss.suspend() took away.
 *----------
 */

/*
 * Bring back the views of a suspension, see that each is as it was, and take that
 * back again.  Returns what does not fit, as const char *.
 */
extern List *SssTryViews(const SssSuspension *suspension);

/* Raise an error if the transaction does not see what is committed meanwhile */
extern void SssRefuseOldSnapshot(void);

#endif							/* SSS_AUDIT_AUDIT_PRIVATE_H */
