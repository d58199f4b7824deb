/*-------------------------------------------------------------------------
 *
 * enforce_private.h
 *	  Private to room enforce: what its files share.  Each section is
 *	  headed by the file that defines it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ENFORCE_PRIVATE_H
#define SSS_ENFORCE_ENFORCE_PRIVATE_H

#include "postgres.h"

#include "access/htup.h"
#include "access/skey.h"
#include "access/tupdesc.h"
#include "commands/trigger.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"
#include "utils/tuplestore.h"

#include "attach/attach.h"
#include "enforce/enforce.h"
#include "finding/finding.h"
#include "law/law.h"

/*----------
 * facts_info.c
 *
 * The cache that a session keeps of a change trigger and its facts view.
 *
 * Reading a trigger, its view and what the view reads takes longer than
 * checking a row. So it is done once, and again after any of them was
 * altered.
 *----------
 */

/* The effect of a change of the table on the facts of cases */
typedef enum SssUse
{
	USE_READS,					/* none: other tables hold the facts */
	USE_CHANGES					/* the facts may change */
} SssUse;

/* A table whose rows tell which cases a row may change that no case shows yet */
typedef struct SssReferring
{
	bool		leads;			/* its rows lead to the first lock column */
	SssFactsQuery query;		/* of the values that they have for it, by a link */
} SssReferring;

typedef struct SssFactsInfo
{
	Oid			trigger;		/* the change trigger */
	SssReads	reads;			/* the tables and views that the facts view reads, itself included */
	List	   *related;		/* relations whose change makes the entry invalid */
	bool		valid;
	int			users;			/* statements that use the entry */
	MemoryContext context;
	SssAttachment attachment;	/* without the triggers that it was read from */
	bool		checks_rows;	/* each row is a case, because its own columns hold facts */
	bool		every_change;	/* every change of a row counts */
	Bitmapset  *relevant;		/* else: a change of these columns, by number */
	SssUse		use;
	int			nlock_columns;	/* zero: the view is locked as a whole */
	AttrNumber	lock_columns[INDEX_MAX_KEYS];	/* columns of the view whose values are locked */
	int			lock_links[INDEX_MAX_KEYS]; /* the link to each of them, or -1 */
	bool		lock_fully[INDEX_MAX_KEYS]; /* exclusively, if the use is; else in share mode */
	bool		by_case;		/* the view must be asked for the cases that links lead to */
	bool		links_are_key;	/* the links are the case's key, in its order */
	AttrNumber	key_columns[INDEX_MAX_KEYS];	/* if not by_case: the table's columns that are
												 * the case's key */
	SssFactsQuery facts;		/* by the links if rows are checked, else by the case's key */
	SssFactsQuery cases;		/* the keys of cases, by the links */
	SssFactsQuery lock_values;	/* of the lock columns, by the links; unset if these give them all */
	bool		knows_referring;	/* it is known whether these are set */
	int			referring_link; /* the link by which rows refer */
	int			nreferring;		/* zero: rows that no case shows lock the view as a whole */
	SssReferring *referring;
} SssFactsInfo;

/* Is there a valid entry for the trigger?  If not, it may still be a change trigger. */
extern bool SssIsKnownChangeTrigger(Oid trigger);

/*
 * The entry of a change trigger, usable until the memory context is reset, and
 * a copy of its attachment.  If the set-up is wrong, the result is NULL, and the
 * attachment holds what could be read, and the problem.
 */
extern SssFactsInfo *SssUseFactsInfo(MemoryContext context, Relation rel, const Trigger *trigger,
									 SssAttachment *attachment);

/*
 * Find the referring tables, unless they are known.  They are looked for when the links
 * match no case, which is seldom.
 */
extern void SssFindReferring(SssFactsInfo *info);

/*----------
 * probe.c
 *
 * Rows of a simple view, read by their keys without a query.
 *----------
 */

/* Tables that are joined at most */
#define SSS_MOST_STEPS	8

/* Operands that are no column of a table */
#define SSS_OPERAND_OF_KEY		0
#define SSS_OPERAND_CONSTANT	(-1)

typedef struct SssOperand
{
	int			table;			/* its number: in the range table while the probe is made, then
								 * that of its step */
	int			column;			/* of the table; or the number of a column of the key, or of a
								 * constant */
} SssOperand;

/* A condition that the index does not fulfil */
typedef struct SssProbeCondition
{
	SssOperand	sides[2];
	FmgrInfo	function;
	Oid			collation;
} SssProbeCondition;

/* One table, and the index by which its row is found */
typedef struct SssStep
{
	Oid			table;
	Oid			index;
	bool		children;		/* rows of inheritance children belong to it */
	bool		optional;		/* if no row is found, there are NULLs */
	int			nkeys;
	ScanKeyData keys[INDEX_MAX_KEYS];
	SssOperand	sources[INDEX_MAX_KEYS];
	List	   *comparisons;
} SssStep;

typedef struct SssProbe
{
	Oid			view;
	const bool *valid;			/* is it still what the view and its tables are? */
	int			nsteps;
	SssStep		steps[SSS_MOST_STEPS];	/* step 1 comes first */
	bool		scannable;		/* there is one table, whose rows lead to keys: */
	int			nlinks;
	AttrNumber	links[INDEX_MAX_KEYS];	/* its columns that equal those of a key */
	List	   *constants;		/* of Const */
	TupleDesc	answer;
	int			ncolumns;		/* of the answer, behind the first */
	SssOperand	columns[INDEX_MAX_KEYS + N_ROLES];
} SssProbe;

/*
 * Let the query read its view without a query wherever that is possible.  *valid tells,
 * as long as the query exists, that neither the view nor its tables were altered.
 */
extern void SssPrepareProbe(SssFactsQuery *query, const bool *valid);

/*----------
 * read_probe.c
 *----------
 */

/* Like SssReadView; false: the view must be queried */
extern bool SssProbeView(const SssProbe *probe, const SssKeySet *keys, int first, int nkeys,
						 SssViewRow callback, void *argument);

/*----------
 * transition.c
 *
 * The rows that a trigger fires for: walked through, and kept for later.
 *----------
 */

typedef struct SssTransitionTable
{
	Tuplestorestate *table;		/* NULL: there are no such rows, or it is a row trigger */
	int			pointer;		/* of the place in it */
	int			mark;
} SssTransitionTable;

/* A walk through the rows of a statement, or the one row of a row trigger */
typedef struct SssChange
{
	const SssFactsInfo *info;
	SssTransitionTable old_table;
	SssTransitionTable new_table;
	bool		ended;
	bool		ended_at_mark;
	bool		own_slots;
	TupleTableSlot *old;		/* the row as it was; NULL for an insert */
	TupleTableSlot *new;		/* the row as it is; NULL for a delete */
	TupleTableSlot *last;		/* a slot that replaced new, or NULL */
} SssChange;

extern void SssStartChange(SssChange *change, const SssFactsInfo *info, const TriggerData *trigdata);

/* Go to the next row whose change counts; false: there is none */
extern bool SssNextChange(SssChange *change);

/* Remember the place in the walk, and go back to it */
extern void SssMarkChange(SssChange *change);
extern void SssReturnToMark(SssChange *change);

extern void SssEndChange(SssChange *change);

/* A copy of a row that waits until the facts of its key are read */
typedef struct SssWaitingRow
{
	int			key;
	MinimalTuple new;
	MinimalTuple old;			/* or NULL */
} SssWaitingRow;

typedef struct SssWaitingRows
{
	TupleDesc	tupdesc;
	MemoryContext parent;
	MemoryContext context;		/* of the copies; NULL: no row has waited yet */
	TupleTableSlot *new_slot;
	TupleTableSlot *old_slot;
	int			nrows;
	int			capacity;
	SssWaitingRow *rows;
} SssWaitingRows;

/* Begin without rows, in the current memory context */
extern void SssStartWaiting(SssWaitingRows *waiting, TupleDesc tupdesc);

/* Copy a row, with the number of its key; old is NULL if it is not needed */
extern void SssKeepWaitingRow(SssWaitingRows *waiting, int key, TupleTableSlot *new, TupleTableSlot *old);

/* Put row number i into the slots; they hold it until the next call */
extern const SssWaitingRow *SssWaitingRowAt(SssWaitingRows *waiting, int i);

/* Forget the rows */
extern void SssStopWaiting(SssWaitingRows *waiting);

extern void SssEndWaiting(SssWaitingRows *waiting);

/*
 * May the rows that a command inserted be frozen?  If so, even older snapshots
 * see them, and no snapshot shows the facts before the insert.  "before" is the
 * number of the command.
 */
extern bool SssInsertsFrozen(const TriggerData *trigdata, CommandId before);

/*----------
 * earlier.c
 *
 * The facts of a row before the transaction, the command, or a move to
 * another partition.
 *----------
 */

/* The facts of a row before the change; if existed is false, the row is new and facts is unset */
typedef struct SssEarlier
{
	bool		existed;
	SssFacts	facts;
} SssEarlier;

/*
 * Do both versions of a row have the key of one case?  Values are compared as
 * their types compare.  Columns that choose the partition may differ.
 */
extern bool SssIsSameCase(const SssBinding *binding, Relation rel, TupleTableSlot *before,
						  TupleTableSlot *after);

/*
 * The command whose writes, with those of later commands, a check compares with what
 * was before: that of the statement, or the transaction's first one if the check
 * is deferred.
 */
extern CommandId SssComparedSince(const SssBinding *binding, const TriggerData *trigdata,
								  MemoryContext run);

/* Note that a row is written on this day */
extern void SssNoteDay(void);

/*
 * The day as of which a check is made of a row without a date: that of the statement,
 * or of a deferred check that on which this version of the row was written.
 */
extern SssDay SssDayWritten(const SssBinding *binding, const TriggerData *trigdata,
							MemoryContext run, TupleTableSlot *version);

typedef enum SssRowState
{
	ROW_STAYS,
	ROW_MOVED,					/* to another partition */
	ROW_DELETED
} SssRowState;

/*
 * Follow a row that this transaction wrote, from its version in the slot to its
 * last version.  If that is another version, it is put into a new slot, which
 * the caller drops.
 */
extern SssRowState SssFollowRow(Relation rel, TupleTableSlot **slot);

/* Did this transaction write the version of the row? */
extern bool SssIsOwnVersion(TupleTableSlot *slot);

/*
 * SssNoteVersion notes the earlier facts of the row of that last version, for the
 * rest of the trigger run with that memory context.  If a note exists, it stays.
 * SssFindVersion returns false if there is no note.
 */
extern void SssNoteVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, const SssEarlier *earlier);
extern bool SssFindVersion(MemoryContext context, const char *attachment, Relation rel,
						   TupleTableSlot *last, SssEarlier *earlier);

/* One half of a move to another partition: the delete, or the insert */
typedef struct SssMove
{
	MemoryContext context;		/* of the trigger run */
	const SssAttachment *attachment;
	Relation	rel;
	HeapTuple	tuple;			/* the row, with its header as it is stored */
	TupleTableSlot *slot;		/* the same */
	const struct SssMovedRow *candidate;	/* the row that may have been moved here, or NULL */
} SssMove;

/* Did this transaction move the deleted row to another partition? */
extern bool SssIsMoved(HeapTuple deleted);

/* Note the earlier facts of a row that is being moved */
extern void SssRememberMoved(const SssMove *deleted, const SssEarlier *earlier);

/* Find the candidate of an inserted row; must be called for every inserted row */
extern void SssMatchMoved(SssMove *inserted);

/*
 * The earlier facts of an inserted row, whose last version is given; if existed
 * is false, the row was not moved here, or has become another case since.
 */
extern SssEarlier SssRecallMoved(const SssMove *inserted, TupleTableSlot *last);

/*----------
 * overlay.c
 *
 * A facts view read as if a table had a row that nobody has written.
 *----------
 */

typedef struct SssUnwritten SssUnwritten;

/* Make the overlay of a view with those reads by a row of the relation; it may have a problem */
extern SssUnwritten *SssMakeOverlay(const SssReads *reads, Relation rel, TupleTableSlot *row);

/* The row replaces the one at that place of a table */
extern void SssReplaceInOverlay(SssUnwritten *overlay, Oid relid, ItemPointer tid);

/* Why the view cannot be read so, once that is known; NULL: it can */
extern const char *SssOverlayProblem(const SssUnwritten *overlay);

extern void SssEndOverlay(SssUnwritten *overlay);

/*
 * Within SPI: plan a query with that text on the view with the row, until the overlay
 * is left with the result.  An error in between leaves it likewise.
 */
extern SssUnwritten *SssEnterOverlay(SssUnwritten *overlay, const char *query);
extern void SssLeaveOverlay(SssUnwritten *outer);

/*----------
 * lock_keys.c
 *
 * Locks of a facts view, and of keys of its cases.
 *
 * Sessions that lock the same keys in the order of their numbers do not
 * deadlock.
 *----------
 */

/* Keys are locked exclusively by those that change the facts, in share mode by others */
typedef struct SssLockKey
{
	uint64		number;			/* a hash of the view, the lock column and its value */
	SssUse		use;
	bool		locked;			/* it need not be locked again */
} SssLockKey;

/* Lock keys that are sorted by number, until the transaction ends */
extern void SssLockKeys(Oid view, SssUse use, SssLockKey *keys, int nkeys);

/* Lock the view as a whole, against all who lock keys of it or the whole */
extern void SssLockView(Oid view, SssUse use);

/* Does the transaction hold such a lock, or a stronger one? */
extern bool SssHoldsView(Oid view, SssUse use);

/*----------
 * facts_lock.c
 *
 * Locks that make sessions wait for each other if they change one case.
 *
 * Two sessions could together cause a violation that neither causes alone:
 * one moves a child to another provider while the other adds a service to
 * the child. A session that changes facts therefore locks the values that
 * identify the case, against sessions that change or read its facts. It
 * reads the view after that.
 *----------
 */

/*
 * Lock cases to the end of the transaction: those that the keys lead to, from
 * number first up to, but not including, end.
 */
extern void SssLockCases(SssFactsInfo *info, const SssKeySet *keys, int first, int end);

/*----------
 * check_case.c
 *
 * One case of a facts view: checked, and compared with what it was.
 *----------
 */

/* One call of a change trigger */
typedef struct SssFactsCheck
{
	SssFactsInfo *info;
	TriggerData *trigdata;
	SssDay		today;
	CommandId	before;			/* the first command whose writes are checked */
	bool		enforcing;
	bool		all_new;		/* every inserted row counts as new */
	bool		locked;			/* the cases of all rows are locked */
	SssCases   *now;
	SssCases   *earlier;
	SssCases   *start;			/* without this transaction's own writes */
	bool		looked_back;	/* it is known whether these can be read, */
	bool		may_look_back;	/* and they can */
	MemoryContext run;			/* of the trigger run */
	SssMove		half;			/* the row, if it may be half of a move to another partition */
	SssEarlier	moved;			/* the earlier facts of a row that is being moved */
	SssFactsQuery *facts_before;	/* as that of the info, without the row of a preview */
	SssFactsQuery *cases_before;	/* likewise */
	SssPreview *preview;		/* NULL: the change was written */
	SssViolations violations;
	SssLogBatch log;
} SssFactsCheck;

/* Does any placement of the case fail?  The row is the case itself, or NULL. */
extern bool SssCaseFails(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row);

/* The facts of the case's worst placement; false: it has none */
extern bool SssWorstFacts(const SssFactsCheck *check, const SssCase *of, TupleTableSlot *row,
						  SssFacts *facts);

/* Without the writes of which commands a case is looked up */
typedef enum SssPast
{
	PAST_STATEMENT,				/* those of the statement and later ones */
	PAST_START,					/* those of this transaction */
	N_PASTS
} SssPast;

typedef struct SssPastCase
{
	const SssCase *was;			/* NULL: not known */
	const SssCase *alike;		/* all rows with the key as they are now; NULL: there is one */
} SssPastCase;

/* The earlier states that a case is compared with */
typedef struct SssComparison
{
	const SssCase *earlier;		/* the case before the statement; NULL: it is new */
	TupleTableSlot *old_row;	/* the row that was the case then, or NULL */
	SssPastCase past[N_PASTS];	/* as looked up */
} SssComparison;

/* Is a placement of the case worse than all that it is compared with? */
extern bool SssIsCaseWorse(const SssFactsCheck *check, int number, TupleTableSlot *row,
						   const SssComparison *comparison);

/*
 * The same for a row whose own columns hold its facts, if these fail.  It is
 * compared only with the past cases.  If one of these failed, too, the assessment
 * becomes that of the added violation.
 */
extern bool SssAreFactsWorse(const SssBinding *binding, const SssFacts *facts,
							 const SssComparison *comparison, SssAssessment *assessment);

/*
 * Check the case of a key, and report its violations.  If a row is the case, its
 * worst placement is reported; otherwise each placement that fails is.
 */
extern void SssCheckCase(SssFactsCheck *check, const SssKeySet *keys, int number,
						 TupleTableSlot *row, const SssComparison *comparison);

/*----------
 * own_writes.c
 *
 * Cases as they would be without the writes of this transaction.
 *----------
 */

/*
 * May tables that the reads name hold rows of this transaction that every
 * snapshot shows, because it created, truncated or rewrote them?
 */
extern bool SssIsRebuilt(const SssReads *reads);

typedef struct SssLookBack SssLookBack;

/*
 * Prepare to look up rows of the attached table, of which the relation is a part,
 * without this transaction's writes.  The result is kept for the trigger run with
 * that memory context.  The facts query is by links, for a row that lacks facts,
 * or NULL.  NULL: the table cannot be read so, this transaction changed no row of it,
 * or each row was compared already with the only row that had its key.
 */
extern SssLookBack *SssStartLookBack(MemoryContext context, const SssAttachment *attachment,
									 Relation rel, SssFactsQuery *facts, SssDay today, bool compared);

/* Does at most one row have a key? */
extern bool SssOneRowHasKey(const SssLookBack *look);

/* A set for keys of rows of the relation, in the current memory context */
extern SssKeySet *SssMakeLookBackKeys(const SssLookBack *look, Relation rel);

/*
 * Look up the rows with these keys as they were before a command of this
 * transaction, by one query; false: they could not be read.  What was found stays
 * until the next lookup, apart from that of the first command, which is kept beside it.
 */
extern bool SssLookUpKeys(SssLookBack *look, CommandId before, const SssKeySet *keys);

/* Look up the key of one row: its number, or -1 if nothing was found */
extern int	SssLookUpRow(SssLookBack *look, CommandId before, Relation rel, TupleTableSlot *row);

/* Set the past case of the comparison for the number of a key that was looked up, or -1 */
extern void SssCompareWithPast(const SssLookBack *look, CommandId before, int key,
							   SssComparison *comparison);

/*----------
 * facts.c
 *
 * Check the changes of a statement through a facts view.
 *----------
 */

/*
 * Check the rows that a change trigger fired for.  Facts without a date are
 * checked as of today.  All calls of one trigger run share the memory context
 * "run".  If the result is false, the view failed in log mode; the failure was
 * reported, and the caller must not report it again.
 */
extern bool SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today,
						   MemoryContext run);

/* Collect what a check of the row would report; the row is laid over the view, and nobody has written it */
extern void SssPreviewChange(SssFactsInfo *info, TriggerData *trigdata, SssUnwritten *overlay,
							 SssDay today, SssPreview *preview);

/*----------
 * enforce.c
 *
 * The trigger function, and those of a CHECK.
 *----------
 */

/* Collect what a check of the row by its own columns would report */
extern void SssPreviewRow(const SssAttachment *attachment, TriggerData *trigdata, SssDay today,
						  SssPreview *preview);

#endif							/* SSS_ENFORCE_ENFORCE_PRIVATE_H */
