/*-------------------------------------------------------------------------
 *
 * attach.h
 *	  The door of room attach: a rule is attached to a table, and the attachment
 *	  is read back and described.
 *
 * An attachment binds one rule to one table.  There is no registry of our own:
 * an attachment is a trigger that calls sss.enforce(), or a CHECK that calls a
 * function sss_internal.require_*(), and what it binds is read from that.
 *
 *	attachment		the rule, the table, and what is bound
 *	binding			which columns hold the facts, which identify a case, and the
 *					policy: what is refused, and what is only logged
 *	binding trigger	the trigger that holds the binding; it bears the
 *					attachment's name
 *	helper trigger	a trigger that works for the binding trigger that it is
 *					named after: the companion, or one of the change triggers
 *	facts view		a view that yields the facts that the table's columns lack
 *
 * finding, enforce, audit and report read attachments through this header.
 * They get an SssAttachment and pass it on.  sss.attach(), sss.detach(),
 * sss.set_mode() and view sss.attachments are in this room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_ATTACH_H
#define SSS_ATTACH_ATTACH_H

#include "postgres.h"

#include "access/attnum.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "base/base.h"
#include "law/law.h"

/* How a column holds a fact */
typedef enum SssColumnForm
{
	COLUMN_NONE,				/* no column is bound to the role */
	COLUMN_CODE,				/* the extension's own type */
	COLUMN_CODE_ARRAY,
	COLUMN_TEXT,				/* a code as text or varchar */
	COLUMN_PADDED_TEXT,			/* a code as char(n) */
	COLUMN_TEXT_ARRAY,
	COLUMN_DATE,
	COLUMN_TIMESTAMP,			/* without time zone */
	COLUMN_INT2,				/* quantities */
	COLUMN_INT4,
	COLUMN_INT8,
	COLUMN_FLOAT4,
	COLUMN_FLOAT8,
	COLUMN_NUMERIC,
	COLUMN_BOOLEAN,				/* evidence: true or false */
	COLUMN_THING				/* evidence: present unless the column is null; a mention */
} SssColumnForm;

typedef struct SssColumn
{
	AttrNumber	attnum;
	SssColumnForm form;
} SssColumn;

/* The findings that an attachment refuses */
typedef struct SssPolicy
{
	bool		enforcing;		/* refuse, not only log */
	bool		strict;			/* also refuse what the text does not settle */
	SssRoles	required;		/* roles whose absence is a violation, as bits */
} SssPolicy;

/* The binding to a facts view */
typedef struct SssView
{
	Oid			relid;			/* invalid: the attachment has no facts view */
	SssColumn	columns[N_ROLES];	/* of the view; none where the table's is bound */
	int			nlinks;			/* pairs of columns that lead from a row to the view's rows */
	AttrNumber	links[INDEX_MAX_KEYS];	/* columns of the table */
	AttrNumber	view_links[INDEX_MAX_KEYS]; /* columns of the view */
	int			nkeys;			/* columns of the view that identify a case; zero: the row is one */
	AttrNumber	keys[INDEX_MAX_KEYS];
	int			nlocks;			/* columns of the view by which sessions wait; zero: by the whole
								 * view */
	AttrNumber	locks[INDEX_MAX_KEYS];
} SssView;

typedef struct SssBinding
{
	SssRule		rule;
	SssColumn	columns[N_ROLES];
	AttrNumber	last_column;	/* the last column of the table that is bound to a role */
	SssRoles	bound;			/* the roles that have a column, as bits */
	int			nkeys;			/* zero: the primary key identifies a row */
	AttrNumber	keys[INDEX_MAX_KEYS];
	SssView		view;
	SssPolicy	policy;
	bool		deferred;
} SssBinding;

typedef enum SssEnforcedBy
{
	ENFORCED_BY_TRIGGER,
	ENFORCED_BY_CONSTRAINT
} SssEnforcedBy;

/*
 * One attachment.  The triggers are those from which it was read, or NULL for a
 * CHECK.  They must not be used after the caller has freed its triggers.
 */
typedef struct SssAttachment
{
	Oid			relid;			/* the table, or the partition of it that was read */
	const char *name;			/* NULL: a binding that nobody attached */
	Oid			oid;			/* of the binding trigger or CHECK; invalid: not created yet */
	SssEnforcedBy enforced_by;
	char		enabled;		/* as pg_trigger.tgenabled; D of a CHECK that is NOT ENFORCED */
	bool		inheritable;	/* a CHECK that applies to the rows of children, too */
	const char *except_keys;	/* condition of the keys that a CHECK lets pass; NULL: none */
	bool		always;			/* rows are checked for replicated changes, too */
	SssBinding	binding;
	const SssProblem *problem;	/* why it cannot work; NULL: it can */
	const TriggerDesc *triggers;	/* the table's, helper triggers among them */
	const Trigger *trigger;		/* the binding trigger */
} SssAttachment;

/* Is the function sss.enforce()? */
extern bool SssIsEnforce(Oid function);

/* The role of a trigger in its attachment */
typedef enum SssTriggerRole
{
	TRIGGER_BINDING,
	TRIGGER_COMPANION,
	TRIGGER_CHANGE
} SssTriggerRole;

/* The role of a trigger that calls sss.enforce(), whatever its name */
extern SssTriggerRole SssTriggerRoleOf(const Trigger *trigger);

/*
 * May the trigger be meant to enforce?  It may, unless it has the option mode=log.
 * A helper trigger is meant as the binding trigger that it is named after, or if
 * there is none, may be meant as any trigger of the table.
 */
extern bool SssMayEnforce(const TriggerDesc *triggers, const Trigger *trigger);

/*
 * Read the attachment of a trigger that calls sss.enforce(): its own if it is
 * a binding trigger, or else that of the binding trigger that it is named
 * after, which is looked for among the triggers.  These may be NULL for a
 * binding trigger if the caller needs no helper triggers.
 *
 * If the set-up is wrong, the result is false, and problem is set.  The name is
 * then that of the trigger, the rule is N_RULES unless it could be read, and the
 * policy enforces unless the trigger has the option mode=log.
 */
extern bool SssReadAttachment(Oid relid, const TriggerDesc *triggers, const Trigger *trigger,
							  SssAttachment *attachment);

/*
 * The attachments of a table or view, as SssAttachment, including those with a
 * wrong set-up.  Those enforced by triggers come first.  An attachment of a view
 * is that of one of the tables that it guards.  The relation need not be locked.
 */
extern List *SssAttachmentsOf(Oid relid);

/*
 * The attachments of all tables by a facts view, as SssAttachment, including those
 * with a wrong set-up.  Those in partitions that belong to an attachment of the
 * partitioned table are left out.
 */
extern List *SssAttachmentsByView(Oid view);

/*
 * The attachment of that name, or if name is NULL, the only one of the rule, or
 * if both are NULL, the only one.  With any_alike, several attachments may match
 * if they identify cases by the same columns.  It is an error if none matches, or
 * if a CHECK enforces the one that does: waivers and baselines do not reach a
 * CHECK.
 */
extern SssAttachment *SssFindAttachment(Relation rel, const char *rule, const char *name,
										bool any_alike);

/*
 * The name of the view's attachment to which this one of a table belongs.  If a
 * table stands in several places of the view, its second attachment is numbered,
 * as in sss_placement_2.
 */
extern const char *SssViewAttachmentName(const SssAttachment *attachment);

/*
 * Raise the error that no attachment has that name, or if name is NULL, that
 * rule, or if both are NULL, that nothing is attached.  The detail may be NULL.
 */
pg_noreturn extern void SssRaiseNotAttached(Relation rel, const char *rule, const char *name,
											const char *detail, const char *hint);

/*
 * The table to which an attachment read in a partition was attached.  The log
 * names that table, so that the lines of a case stay together when it moves.
 */
extern Oid	SssAttachedRelation(const SssAttachment *attachment);

/* Does the attachment stand in a partition for that of the partitioned table? */
extern bool SssIsInherited(const SssAttachment *attachment);

/* Raise an error if it does: an inherited attachment is changed where it was attached */
extern void SssRefuseInherited(Relation rel, const SssAttachment *attachment);

/*
 * The relation whose columns identify an attachment's cases: a facts view that
 * yields whole cases, so that an exemption holds whichever table is changed, or
 * else the table that was attached.
 */
extern Oid	SssCaseRelation(const SssAttachment *attachment);

/* The columns of that relation that identify a case.  Returns their number; zero: there is no key. */
extern int	SssCaseColumns(Relation rel, const SssAttachment *attachment, AttrNumber *columns);

/* The same columns as the store holds them; 0: there is no key.  The relation may be a partition. */
extern Datum SssCaseKeyColumns(Relation rel, const SssAttachment *attachment);

/* The role of that name; false: the rule has none */
extern bool SssRoleOfRule(SssRule rule, const char *name, SssRole *role);

/* Bind what a view mentions, for an audit that reads the view itself */
extern void SssBindMentions(Oid view, SssBinding *binding);

/* Does a column of the table itself hold a fact? */
extern bool SssHoldsFacts(const SssBinding *binding);

/* How the role's fact is held, in the table or in the facts view; COLUMN_NONE: nowhere */
extern SssColumnForm SssFormOfRole(const SssBinding *binding, SssRole role);

/*
 * The columns that identify a row: the bound key, or else the primary key, in
 * its order.  Returns their number, zero if there is no key.
 */
extern int	SssKeyColumns(const SssBinding *binding, Relation rel, AttrNumber *keys);

/*
 * May the table's owner read the view, and make the writers of its other tables
 * wait?  An attachment must neither reveal rows that are otherwise hidden, nor let
 * a reader hold up others.  It is asked before the view is locked.
 */
extern bool SssOwnerMayGuard(Oid relid, Oid view, SssProblem *problem);

/*
 * Are all rows of the table, its partitions and children stored here, so that
 * they obey our snapshots?
 */
extern bool SssRowsAreHere(Oid relid);

/* Does Citus distribute the table, so that it holds no rows itself? */
extern bool SssIsDistributed(Oid relid);

/* Can the attachment hold its rows, wherever they are stored?  If not, the problem says why. */
extern bool SssIsHeld(const SssAttachment *attachment, SssProblem *problem);

/* A table that a view reads, directly or through other views */
typedef struct SssRead
{
	Oid			relid;
	Bitmapset  *columns;		/* attribute numbers; holds 0 where rows are read as a whole */
} SssRead;

typedef struct SssReads
{
	List	   *tables;			/* of SssRead */
	List	   *views;			/* itself included */
	bool		unseen;			/* a function of the view may read any table */
} SssReads;

/* Read from the catalogs: nothing is locked */
extern SssReads SssReadsOf(Oid view);

/*
 * A table whose rows lead to the view by a lock column, and without whose rows that of
 * another table changes no case.  A case that is not complete has such a row, too.
 */
typedef struct SssReferrer
{
	Oid			relid;
	AttrNumber	column;			/* leads to the lock column */
	AttrNumber	first;			/* leads to the first lock column; 0: none does */
} SssReferrer;

/*
 * The referrers of rows of the attached table, by their column that leads to a lock
 * column: each row that changes a case has a row of one of them.  The writers of all of these
 * lock the same value.  False: the query of the view, or the attachments, do not say so.
 */
extern bool SssFindReferrers(const SssAttachment *attachment, AttrNumber column, AttrNumber lock,
							 List **referrers);

/* Is it a virtual generated column, whose value no stored row has? */
extern bool SssIsVirtualColumn(Oid relid, AttrNumber attnum);

/* Does the query of the view prove that each of its rows has another key, without NULL? */
extern bool SssKeyIsUnique(Oid view, const AttrNumber *columns, int ncolumns);

/*
 * The columns of a table, by attribute number, that a view with those reads
 * reads.  whole is set if the view reads the table's rows as a whole.  Reading a
 * partitioned table or an inheritance parent counts as reading the table.  If the
 * view does not read the table, the result is NULL and whole is false.
 */
extern Bitmapset *SssColumnsRead(const SssReads *reads, Oid relid, bool *whole);

/* The operator that finds rows of the view by a column of the table; invalid: none */
extern Oid	SssLinkEquality(Oid view_type, Oid type);

/* The same as SQL, qualified; NULL: none */
extern char *SssLinkOperator(Oid view_type, Oid type);

/* Is it a view or materialized view, which does not store cases but yields them? */
extern bool SssIsView(Relation rel);

/* The positions of the arguments that name columns to bind */
typedef struct SssBindingArguments
{
	int			columns;
	int			facts;
	int			key;
	int			via;
	int			required;
	int			lock_by;		/* zero: there is no such argument */
} SssBindingArguments;

/*
 * Bind the columns of the relation, which is open, to the rule of the
 * attachment: those that the arguments name, and those that need no name.
 */
extern void SssGetArgBinding(FunctionCallInfo fcinfo, const SssBindingArguments *arguments,
							 Relation rel, SssAttachment *attachment);

extern SssRule SssGetArgRule(FunctionCallInfo fcinfo, int argument);

/* Is the argument the second of two words?  NULL and any third word are refused. */
extern bool SssGetArgChoice(FunctionCallInfo fcinfo, int argument, const char *name,
							const char *no, const char *yes);

#endif							/* SSS_ATTACH_ATTACH_H */
