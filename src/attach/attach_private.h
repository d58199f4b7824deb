/*-------------------------------------------------------------------------
 *
 * attach_private.h
 *	  Private to room attach: the attachments of one relation.  Each section is
 *	  headed by the file that defines it.  view_private.h has the rest.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_ATTACH_PRIVATE_H
#define SSS_ATTACH_ATTACH_PRIVATE_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/reltrigger.h"

#include "attach/attach.h"

/*----------
 * binding.c
 *
 * Making a binding, column by column.
 *----------
 */

/* Is it the function of that name in schema sss, or in sss_internal? */
extern bool SssIsOwnFunction(Oid function, const char *name);
extern bool SssIsInternalFunction(Oid function, const char *name);

/* Is the relation one of the extension's own? */
extern bool SssIsOwnRelation(Oid relid);

/* The rule of that name; false: there is none */
extern bool SssRuleByName(const char *name, SssRule *rule);

/* The role of a column that identifies the row, and of a column that leads to rows of the facts view */
#define SSS_KEY_ROLE	"key"
#define SSS_LINK_ROLE	"via"

/* Bind one more column, to a role or as part of the key; false: it cannot be bound */
extern bool SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name,
						  SssBinding *binding, SssProblem *problem);

/* Require a role; false: no column is bound to it, so that the fact would always be absent */
extern bool SssRequireRole(const char *role_name, SssBinding *binding, SssProblem *problem);

/* Does every obligatory role have a column? */
extern bool SssCheckObligatory(const SssBinding *binding, SssProblem *problem);

/* How the column holds the role's fact; COLUMN_NONE and a problem if it cannot */
extern SssColumnForm SssFormOfColumn(Oid relid, AttrNumber attnum, SssRole role,
									 SssProblem *problem);

/* Do both bind the same columns to the same roles of the same rule? */
extern bool SssSameColumns(const SssBinding *a, const SssBinding *b);

/* Do both name the same columns of the table as the key, in the same order? */
extern bool SssSameKey(const SssBinding *a, const SssBinding *b);

/* As SssKeyColumns(), from the catalogs: the table need not be locked */
extern int	SssKeyColumnsOf(const SssBinding *binding, Oid relid, AttrNumber *keys);

/* As SssCaseKeyColumns(), likewise */
extern Datum SssDescribedCaseKey(const SssAttachment *attachment);

/* Are these the columns of the table's primary key, in its order, as the key is by default? */
extern bool SssIsPrimaryKey(Oid relid, const AttrNumber *keys, int nkeys);

/*----------
 * facts_view.c
 *
 * Facts views: the columns that an attachment binds, and the tables that a
 * view reads.
 *----------
 */

/* Names of columns of the view, as an attachment gives them; none: those of the table's columns */
typedef struct SssViewNames
{
	const char *links[INDEX_MAX_KEYS];
	int			nlinks;
	const char *keys[INDEX_MAX_KEYS];
	int			nkeys;
	const char *locks[INDEX_MAX_KEYS];
	int			nlocks;
} SssViewNames;

/*
 * Bind columns of the facts view: those that the links lead to, those that
 * identify a case, those by which sessions wait and, by their names, those of the
 * roles that no column of the table holds.  The binding already has the table's columns of the links.  False:
 * the columns cannot be bound.
 */
extern bool SssBindView(Oid relid, const SssViewNames *names, SssBinding *binding,
						SssProblem *problem);

/* Bind the roles alone, to columns of the view of the binding; false: it cannot yield facts */
extern bool SssBindRolesOfView(SssBinding *binding, SssProblem *problem);

/* The query of a view, read from the catalog: the view need not be locked; NULL: it is no view */
extern Query * SssViewQuery(Oid view);

/* The partitioned table or the inheritance parents of a table, one level up */
extern List *SssParentsOf(Oid relid);

/*----------
 * followed.c
 *
 * Facts views that the look-up by key cannot follow.
 *----------
 */

/* Does the look-up by links find all cases that a change of the table may alter? */
extern bool SssCheckFollowed(Oid relid, const SssView *view, SssProblem *problem);

/*----------
 * reads.c
 *
 * The columns that an attachment reads.
 *----------
 */

/* The columns of the table that the attachment reads, by number; whole: all of them */
extern Bitmapset *SssColumnsOf(const SssAttachment *attachment, bool *whole);

/*
 * Columns and views that the attachment reads, as text[], three texts for each: "column" or "view", then
 * its name, then its number, 0 for a view.
 */
extern Datum SssTextsOfReads(Relation rel, const SssAttachment *attachment);

/*----------
 * generated.c
 *
 * The expressions of generated columns.
 *----------
 */

/*
 * The expressions of the generated columns that an attachment reads, two texts
 * for each: by names and by numbers.  Returns the number of texts.
 */
extern int	SssGeneratedColumns(Relation rel, const SssAttachment *attachment, char **expressions);

/*----------
 * trigger.c
 *
 * Triggers that call sss.enforce(), as pg_trigger has them.
 *
 * The roles are in a trigger's arguments. The columns are in its column
 * list, or in the WHEN clause of a companion, where PostgreSQL itself
 * follows renames and refuses to drop them.
 *----------
 */

/* The facts view that the trigger names; InvalidOid: it names none */
extern Oid	SssViewOf(const Trigger *trigger);

/* Has it a WHEN clause, apart from the call of sss.written()? */
extern bool SssHasWhen(const Trigger *trigger);

/*
 * Read the binding of a trigger that calls sss.enforce() from its own arguments,
 * columns and WHEN clause.  If the set-up is wrong, the result is false, and
 * problem is set.  The rule is then N_RULES unless it could be read, and the
 * policy enforces unless the trigger has the option mode=log.
 */
extern bool SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding,
						   SssProblem *problem);

/* Does the trigger have the option mode= with that mode? */
extern bool SssNamesMode(const Trigger *trigger, bool enforcing);

/* The trigger of that name, or NULL */
extern const Trigger *SssFindTrigger(const TriggerDesc *triggers, const char *name);

/* The triggers of a relation, read from the catalog: the relation need not be locked */
extern TriggerDesc *SssTriggersOf(Oid relid);

/* The table of a trigger, and whether it fires, as pg_trigger has it */
typedef struct SssFiring
{
	Oid			relid;
	Oid			parent;			/* the trigger that it is a clone of, in a partition */
	char		enabled;
} SssFiring;

/* False: the trigger does not exist */
extern bool SssFiringOf(Oid trigger, SssFiring *firing);

/* The clones of a trigger of a partitioned table in its partitions, as SssFiring */
extern List *SssClonesOf(Oid trigger);

/*----------
 * helpers.c
 *
 * Helper triggers: the companion and the change triggers.
 *
 * A helper trigger belongs to the binding trigger that it is named after,
 * and to nothing else.
 *
 * Without a facts view, the binding trigger fires for the columns that an
 * UPDATE lists. The companion, which lists none, catches the changes that a
 * BEFORE UPDATE trigger adds.
 *
 * With a facts view, the binding trigger never fires: it holds the columns,
 * the arguments and the view, where the server follows renames. Change
 * triggers fire instead. Three statement triggers see all rows that a
 * statement changed, and so read the view once. They do not see rows that
 * are written directly into a partition or applied by a subscription, and
 * they cannot be deferred. In these cases one row trigger replaces them.
 * Change triggers do not name the view, so DROP VIEW ... CASCADE leaves them,
 * and they then fail: the rules are not lost in silence.
 *----------
 */

typedef enum SssHelper
{
	HELPER_COMPANION,
	HELPER_INSERT,				/* change triggers */
	HELPER_UPDATE,
	HELPER_DELETE,
	HELPER_ROW,
	N_HELPERS
} SssHelper;

/* The longest name of an attachment, so that the names of its helper triggers fit */
#define SSS_LONGEST_NAME	(NAMEDATALEN - 1 - 10)

extern char *SssHelperName(const char *attachment, SssHelper helper);

/* Does the table or the attachment require checks row by row? */
extern bool SssIsCheckedByRow(const SssAttachment *attachment);

/* Does an attachment that is checked by row, or by statement, need that helper trigger? */
extern bool SssNeedsHelper(const SssBinding *binding, bool by_row, SssHelper helper);

/* The trigger that has the name and the shape of an attachment's helper trigger, or NULL */
extern const Trigger *SssFindHelper(const TriggerDesc *triggers, const char *attachment,
									SssHelper helper);

/* All of them, as Trigger */
extern List *SssHelpersOf(const TriggerDesc *triggers, const char *attachment);

/* The binding trigger that a helper trigger is named after, or NULL */
extern const Trigger *SssBindingTriggerOf(const TriggerDesc *triggers, const Trigger *helper);

/* Does the binding that was read from a helper trigger match that of its binding trigger? */
extern bool SssMatchesHelper(const SssBinding *binding, const SssBinding *of_helper);

/*
 * Does a helper trigger that is named after no binding trigger enforce?  The
 * attachments that lack such a helper trigger tell, or else its own mode does.
 */
extern bool SssRenamedHelperEnforces(const TriggerDesc *triggers, Oid relid, const Trigger *helper,
									 const SssBinding *of_helper);

/*----------
 * ddl.c
 *
 * The SQL commands that create and change an attachment's triggers.
 *----------
 */

/* CREATE TRIGGER for an attachment's binding trigger, and for a helper trigger */
extern char *SssBindingTriggerSql(const SssAttachment *attachment);
extern char *SssHelperSql(const SssAttachment *attachment, SssHelper helper);

/* CREATE TRIGGER for an existing trigger, as it is declared but for its mode */
extern char *SssInModeSql(const Trigger *trigger, bool enforcing, bool replace);

/* ALTER TABLE, or ALTER TABLE ONLY, that lets a trigger fire as pg_trigger.tgenabled says */
extern char *SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled);

/* The call of sss.demote_all() that put the attachment into mode log; NULL: none did, or its mode was set since */
extern char *SssDemotionOf(Oid relid, const char *name);

/*
 * Run the commands with the caller's rights, and write the action into the
 * journal.  The relation is closed, but stays locked.  Without a command nothing
 * happens.
 */
extern void SssRunDdl(Relation rel, List *commands, const char *action,
					  const SssAttachment *attachment, const char *definition);

/*----------
 * describe.c
 *
 * An attachment described from the catalogs, for sss.attachments and the
 * journal.
 *----------
 */

/* The arguments from required to name, which end every call that attaches */
typedef struct SssCallOptions
{
	char	   *const *required;
	int			nrequired;
	bool		strict;
	bool		deferred;
	bool		always;
	const char *name;
} SssCallOptions;

/* Append an argument of type text[] to a call; nothing if it is empty */
extern void SssAppendTexts(StringInfo sql, const char *argument, char *const *texts, int ntexts);

/* Append those arguments, and the end of the call */
extern void SssAppendOptions(StringInfo sql, const SssCallOptions *options);

/* The call that creates the same attachment; NULL: its table was dropped in the meantime */
extern char *SssDefinition(const SssAttachment *attachment);

/* Does sss.attach() create binding triggers of that shape? */
extern bool SssIsAttachable(const Trigger *trigger);

/*----------
 * firing.c
 *
 * Whether an attachment's triggers fire for all rows that they should see.
 *----------
 */

/*
 * The message that a trigger, or its clone in a partition, fires less than one
 * with the wanted pg_trigger.tgenabled; NULL: none does.
 */
extern const char *SssFiringLack(Oid relid, const Trigger *trigger, char wanted);

/* The reason why the attachment does not see all rows that it seems to check; NULL: it sees all */
extern const char *SssEscapeReason(const SssAttachment *attachment);

/* Does any trigger that checks rows fire, for the table or for a partition? */
extern bool SssAnyFires(const SssAttachment *attachment);

/* Is there a parent of the table whose triggers do not see rows that are written through it? */
extern bool SssHasUnwatchedParent(Oid relid, const SssBinding *binding);

/*----------
 * check.c
 *
 * Attachments that a CHECK enforces.
 *----------
 */

/*
 * Read a condition on the primary key, of rows that a CHECK lets pass, and write it
 * as the server does; false: it is about something else.
 */
extern bool SssReadCondition(Relation rel, const char *condition, const char **except_keys, SssProblem *problem);

/* ALTER TABLE ... ADD CONSTRAINT for an attachment */
extern char *SssCheckSql(const SssAttachment *attachment);

/* The attachment of a constraint, whose OID may be invalid; false: the constraint is not an attachment */
extern bool SssFindCheck(Oid constraint, SssAttachment *attachment);

/* All attachments of a relation that CHECKs enforce, as SssAttachment */
extern List *SssChecksOf(Oid relid);

/*----------
 * attach.c
 *
 * sss.attach(), sss.add_check(), sss.detach() and sss.set_mode().
 *----------
 */

/* The treatment of an attachment that exists */
typedef struct SssAttachOptions
{
	bool		keep_mode;		/* keep its mode */
	bool		replace;		/* let another binding take its place */
	const char *demotion;		/* the call that demoted what it takes the place of; NULL: none
								 * did */
} SssAttachOptions;

/*
 * Create what the attachment lacks on its table, which is open and locked, write
 * it into the journal, and close the table.  Unless it is to be replaced, an
 * attachment of that name with another binding is an error.  Returns whether
 * anything was created.
 */
extern bool SssAttachTable(Relation rel, SssAttachment *asked, const SssAttachOptions *options);

/* Do both bind the same in the same way, apart from the mode? */
extern bool SssIsAskedFor(const SssAttachment *existing, const SssAttachment *asked);

/* Drop the attachment of that name, write that into the journal, and close the table, which is open and locked */
extern void SssDetachTable(Relation rel, const char *name);

/*----------
 * request.c
 *
 * The arguments of sss.attach() and sss.add_check() are checked and turned into
 * an attachment.
 *----------
 */

/*
 * The attachment that sss.attach() is asked for, or one of the tables of a view
 * that is guarded.  Returns its relation, open and locked.
 */
extern Relation SssGetAttachRequest(FunctionCallInfo fcinfo, bool guards_view, SssAttachment *attachment,
									SssAttachOptions *options);

/* The attachment that sss.add_check() is asked for.  Returns its relation, open and locked. */
extern Relation SssGetCheckRequest(FunctionCallInfo fcinfo, SssAttachment *attachment);

/* The elements of an array argument that must not contain NULL; returns their number */
extern int	SssGetArgTexts(FunctionCallInfo fcinfo, int argument, const char *name, char ***texts);

/* The name of an attachment, by default sss_<rule> */
extern char *SssGetArgAttachmentName(FunctionCallInfo fcinfo, int argument, SssRule rule);

/* Open and lock a relation, once it is clear that the user may attach to it */
extern Relation SssOpenToAttach(Oid relid, LOCKMODE lockmode, bool owner);

/*----------
 * view_attachments.c
 *
 * All attachments by one facts view.
 *----------
 */

/*
 * Does the view yield the attachment's cases?  Where columns of the table hold facts,
 * its rows are the cases, and the view is only looked up.  One with a wrong set-up may
 * be meant either way.
 */
extern bool SssYieldsCases(const SssAttachment *attachment);

/* Is it the attachment of that name, or another one of the same table that belongs to it? */
extern bool SssBearsName(const SssAttachment *attachment, const char *name);

/* The attachments of all tables by a view under that name, in the order of the tables' OIDs */
extern List *SssAttachmentsNamed(Oid view, const char *name);

/* The attachments of a view, under the view's name: one for all its tables that are attached alike */
extern List *SssAttachmentsOfView(Oid view);

/*
 * Do sessions that change this table wait by the same columns as those that change
 * other tables of the view?  Otherwise they would not meet.
 */
extern bool SssWaitsAlike(const SssAttachment *attachment, SssProblem *problem);

#endif							/* SSS_ATTACH_ATTACH_PRIVATE_H */
