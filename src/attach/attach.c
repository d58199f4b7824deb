/*-------------------------------------------------------------------------
 *
 * attach.c
 *	  sss.attach(), sss.add_check(), sss.detach() and sss.set_mode().
 *
 * The whole request is checked before anything changes.  The triggers or
 * the CHECK are then created, replaced or dropped by ordinary commands with
 * the caller's rights.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/comment.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"

#include "attach/attach_private.h"
#include "store/store.h"

pg_noreturn static void
RaiseTaken(const char *message, const char *detail, const char *hint)
{
	SssProblem	problem;

	SssWrong(&problem, ERRCODE_DUPLICATE_OBJECT, message, detail, hint);
	SssRaiseProblem(&problem);
}

pg_noreturn static void
RaiseAttached(const SssAttachment *asked, const char *detail, const char *hint)
{
	RaiseTaken(psprintf(_("attachment \"%s\" of relation \"%s\" already exists"),
						asked->name, get_rel_name(asked->relid)), detail, hint);
}

pg_noreturn static void
RaiseAttachedOtherwise(const SssAttachment *asked)
{
	RaiseAttached(asked, _("An attachment of that name exists with different columns, view or options."),
				  asked->enforced_by == ENFORCED_BY_CONSTRAINT ?
				  _("Detach it first, or choose another name.") :
				  _("Use replace => true to replace it, or choose another name."));
}

pg_noreturn static void
RaiseConstraintTaken(Oid relid, const char *name)
{
	RaiseTaken(psprintf(_("constraint \"%s\" for relation \"%s\" already exists"),
						name, get_rel_name(relid)), NULL, _("Choose another name."));
}

/*
 * The relation and, if it is partitioned, its partitions.  They are locked as
 * the commands will lock them, so that their triggers do not change after they
 * were read.
 */
static List *
WithPartitions(Relation rel, LOCKMODE lockmode)
{
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		return find_all_inheritors(RelationGetRelid(rel), lockmode, NULL);
	return list_make1_oid(RelationGetRelid(rel));
}

/* A deferred attachment is a constraint trigger, whose name must also be free as a constraint's */
static void
CheckNameFree(Relation rel, const SssAttachment *asked, const char *name)
{
	List	   *relids = NIL;
	ListCell   *cell;

	if (SssFindTrigger(asked->triggers, name) != NULL)
		RaiseTaken(psprintf(_("trigger \"%s\" for relation \"%s\" already exists"),
							name, RelationGetRelationName(rel)),
				   NULL, _("Choose another name."));
	if (asked->binding.deferred)
		relids = WithPartitions(rel, ShareRowExclusiveLock);
	foreach(cell, relids)
	{
		if (OidIsValid(get_relation_constraint_oid(lfirst_oid(cell), name, true)))
			RaiseConstraintTaken(lfirst_oid(cell), name);
	}
}

static bool
SameView(const SssView *a, const SssView *b)
{
	bool		same_locks = a->nlocks == b->nlocks &&
	memcmp(a->locks, b->locks, a->nlocks * sizeof(AttrNumber)) == 0;

	/* Of a lookup view the caller cannot say by which columns sessions wait */
	return a->nlinks == b->nlinks && a->nkeys == b->nkeys && (same_locks || a->nkeys == 0) &&
		memcmp(a->links, b->links, a->nlinks * sizeof(AttrNumber)) == 0 &&
		memcmp(a->view_links, b->view_links, a->nlinks * sizeof(AttrNumber)) == 0 &&
		memcmp(a->keys, b->keys, a->nkeys * sizeof(AttrNumber)) == 0;
}

/*
 * Do both bind the same?  With a facts view, CheckHelper() compares the timing.
 * A trigger that was written by hand may leave out the key if it is the primary key.
 */
static bool
SameBinding(const SssAttachment *existing, const SssAttachment *asked)
{
	const SssBinding *a = &existing->binding;
	const SssBinding *b = &asked->binding;

	return SssSameColumns(a, b) && SameView(&a->view, &b->view) &&
		(a->deferred == b->deferred || OidIsValid(a->view.relid)) &&
		(SssSameKey(a, b) || (a->nkeys == 0 && SssIsPrimaryKey(asked->relid, b->keys, b->nkeys))) &&
		a->policy.strict == b->policy.strict && a->policy.required == b->policy.required;
}

bool
SssIsAskedFor(const SssAttachment *existing, const SssAttachment *asked)
{
	return existing->problem == NULL && existing->enforced_by == asked->enforced_by &&
		SameBinding(existing, asked) && existing->binding.deferred == asked->binding.deferred &&
		existing->always == asked->always && SssIsAttachable(existing->trigger);
}

/* Does the same attachment exist?  A different one of the same name is an error. */
static bool
IsAttached(const SssAttachment *asked)
{
	const Trigger *trigger = SssFindTrigger(asked->triggers, asked->name);
	SssAttachment existing;

	if (SssFindCheck(get_relation_constraint_oid(asked->relid, asked->name, true), &existing))
		RaiseAttachedOtherwise(asked);
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		return false;
	if (SssTriggerRoleOf(trigger) != TRIGGER_BINDING ||
		!SssReadAttachment(asked->relid, asked->triggers, trigger, &existing) ||
		!SameBinding(&existing, asked) || !SssIsAttachable(trigger))
		RaiseAttachedOtherwise(asked);
	if (existing.binding.policy.enforcing != asked->binding.policy.enforcing)
		RaiseAttached(asked, _("It is attached in another mode."),
					  _("Change the mode with sss.set_mode()."));
	if (existing.enabled != asked->enabled)
		RaiseAttached(asked, _("It does not fire as asked for."),
					  _("Run ALTER TABLE ... ENABLE [ALWAYS] TRIGGER, for its helper triggers as well."));
	return true;
}

/* An existing trigger must fire as asked for, in every partition */
static void
CheckFiring(const SssAttachment *asked, const Trigger *trigger)
{
	const char *lack = SssFiringLack(asked->relid, trigger, asked->enabled);

	if (lack != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg_internal("%s", lack),
				 errhint("Run ALTER TABLE ... ENABLE [ALWAYS] TRIGGER.")));
}

static List *
CreateCommands(Relation rel, const SssAttachment *asked, const char *name, char *sql)
{
	List	   *commands = list_make1(sql);

	CheckNameFree(rel, asked, name);
	if (asked->always)
		commands = lappend(commands, SssFiringCommand("ALTER TABLE", asked->relid, name,
													  TRIGGER_FIRES_ALWAYS));
	return commands;
}

/* A helper trigger that lost its binding trigger serves the new one if it matches */
static void
CheckHelper(const SssAttachment *asked, const Trigger *existing)
{
	SssBinding	binding;
	SssProblem	problem;

	if (!SssReadTrigger(asked->relid, existing, &binding, &problem) ||
		!SssMatchesHelper(&asked->binding, &binding) ||
		(TRIGGER_FOR_ROW(existing->tgtype) && binding.deferred != asked->binding.deferred))
		RaiseAttachedOtherwise(asked);
	CheckFiring(asked, existing);
}

/*
 * A row trigger also sees the rows of an inheritance child that are written through
 * a parent without such an attachment.  One that exists stays when the table is no
 * child or partition any more.
 */
static bool
SeesEachRow(const SssAttachment *asked)
{
	return OidIsValid(asked->binding.view.relid) &&
		(SssFindHelper(asked->triggers, asked->name, HELPER_ROW) != NULL ||
		 SssHasUnwatchedParent(asked->relid, &asked->binding));
}

/* The commands that create what is missing */
static List *
TriggerCommands(Relation rel, const SssAttachment *asked)
{
	bool		by_row = SssIsCheckedByRow(asked) || SeesEachRow(asked);
	List	   *commands = NIL;

	if (IsAttached(asked))
		CheckFiring(asked, SssFindTrigger(asked->triggers, asked->name));
	else
		commands = CreateCommands(rel, asked, asked->name, SssBindingTriggerSql(asked));
	for (SssHelper helper = 0; helper < N_HELPERS; helper++)
	{
		const Trigger *existing = SssFindHelper(asked->triggers, asked->name, helper);
		bool		needed = SssNeedsHelper(&asked->binding, by_row, helper);

		if (existing != NULL && needed)
			CheckHelper(asked, existing);
		else if (existing != NULL)
			RaiseAttachedOtherwise(asked);
		else if (needed)
			commands = list_concat(commands,
								   CreateCommands(rel, asked, SssHelperName(asked->name, helper),
												  SssHelperSql(asked, helper)));
	}
	return commands;
}

static bool
SameException(const SssAttachment *existing, const SssAttachment *asked)
{
	if (existing->except_keys == NULL || asked->except_keys == NULL)
		return existing->except_keys == asked->except_keys;
	return strcmp(existing->except_keys, asked->except_keys) == 0;
}

static List *
CheckCommands(const SssAttachment *asked)
{
	const Trigger *trigger = SssFindTrigger(asked->triggers, asked->name);
	Oid			constraint = get_relation_constraint_oid(asked->relid, asked->name, true);
	SssAttachment existing;

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
		RaiseAttachedOtherwise(asked);
	if (!OidIsValid(constraint))
		return list_make1(SssCheckSql(asked));
	if (!SssFindCheck(constraint, &existing))
		RaiseConstraintTaken(asked->relid, asked->name);
	if (existing.problem != NULL || !SameBinding(&existing, asked) || existing.enabled != asked->enabled ||
		!SameException(&existing, asked))
		RaiseAttachedOtherwise(asked);
	return NIL;
}

/*
 * Take over the mode of the attachment of that name, if there is one: even if its
 * set-up is wrong, or if only its helper triggers are left.
 */
static void
KeepMode(SssAttachment *asked)
{
	const Trigger *trigger = SssFindTrigger(asked->triggers, asked->name);
	List	   *triggers = trigger != NULL && SssIsEnforce(trigger->tgfoid) ? list_make1((void *) trigger) :
	SssHelpersOf(asked->triggers, asked->name);
	ListCell   *cell;

	if (triggers != NIL)
		asked->binding.policy.enforcing = false;
	foreach(cell, triggers)
	{
		SssAttachment existing;

		(void) SssReadAttachment(asked->relid, asked->triggers, lfirst(cell), &existing);
		asked->binding.policy.enforcing |= existing.binding.policy.enforcing;
	}
}

pg_noreturn static void
RaiseNotAttached(Relation rel, const char *name)
{
	SssRaiseNotAttached(rel, NULL, name, NULL, _("See view sss.attachments for what is attached."));
}

/*
 * Read the attachment of that name.  The name of a helper trigger is an
 * error, unless it lost its binding trigger.
 */
static bool
ReadNamed(Relation rel, const TriggerDesc *triggers, const Trigger *trigger,
		  SssAttachment *attachment)
{
	bool		read = SssReadAttachment(RelationGetRelid(rel), triggers, trigger, attachment);

	if (read && attachment->trigger != trigger)
		SssRaiseNotAttached(rel, NULL, trigger->tgname,
							psprintf(_("The trigger is a helper trigger of attachment \"%s\"."), attachment->name),
							psprintf(_("Name attachment \"%s\" instead."), attachment->name));
	SssRefuseInherited(rel, attachment);
	return read;
}

/* Dropping a trigger would lose its deferred checks */
static void
RefuseWhilePending(Relation rel, List *triggers, LOCKMODE lockmode)
{
	bool		deferrable = false;
	ListCell   *cell;

	foreach(cell, triggers)
		deferrable |= ((const Trigger *) lfirst(cell))->tgdeferrable;
	if (!deferrable)
		return;
	foreach(cell, WithPartitions(rel, lockmode))
	{
		if (AfterTriggerPendingOnRel(lfirst_oid(cell)))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_IN_USE),
					 errmsg("relation \"%s\" has pending trigger events",
							get_rel_name(lfirst_oid(cell))),
					 errhint("Run SET CONSTRAINTS ALL IMMEDIATE first.")));
	}
}

static char *
DropCommand(Oid relid, const char *trigger)
{
	return psprintf("DROP TRIGGER %s ON %s", SssQuoteName(trigger), SssQualifiedName(relid));
}

/*
 * The triggers of the attachment of that name, and the attachment as far as it
 * could be read from the first.  NIL: the relation has no such trigger.
 */
static List *
TriggersNamed(Relation rel, const char *name, SssAttachment *attachment)
{
	TriggerDesc *triggers = SssTriggersOf(RelationGetRelid(rel));
	const Trigger *trigger = SssFindTrigger(triggers, name);
	List	   *named = SssHelpersOf(triggers, name);

	if (trigger != NULL && SssIsEnforce(trigger->tgfoid))
	{
		(void) ReadNamed(rel, triggers, trigger, attachment);
		if (SssTriggerRoleOf(trigger) != TRIGGER_BINDING)
			return list_make1((void *) trigger);
		return lcons((void *) trigger, named);
	}
	if (named != NIL)
		(void) ReadNamed(rel, triggers, linitial(named), attachment);
	attachment->name = name;
	return named;
}

/*
 * The commands that drop the triggers or the CHECK of that name, and what was
 * attached as far as it could be read.  NIL: nothing has that name.
 */
static List *
DropCommands(Relation rel, const char *name, LOCKMODE lockmode, SssAttachment *attachment)
{
	List	   *dropped = TriggersNamed(rel, name, attachment);
	List	   *commands = NIL;
	ListCell   *cell;

	RefuseWhilePending(rel, dropped, lockmode);
	foreach(cell, dropped)
		commands = lappend(commands, DropCommand(RelationGetRelid(rel),
												 ((const Trigger *) lfirst(cell))->tgname));
	if (dropped == NIL &&
		SssFindCheck(get_relation_constraint_oid(RelationGetRelid(rel), name, true), attachment))
	{
		/* Dropping it would drop other conditions with it */
		if (attachment->problem != NULL)
			SssRaiseProblem(attachment->problem);
		commands = list_make1(psprintf("ALTER TABLE %s DROP CONSTRAINT %s",
									   SssQualifiedName(RelationGetRelid(rel)),
									   SssQuoteName(name)));
	}
	return commands;
}

/* A constraint trigger cannot be replaced, only dropped and created */
static bool
IsReplaceable(const Trigger *trigger)
{
	return SSS_HAVE_REPLACE_TRIGGER && !OidIsValid(trigger->tgconstraint);
}

/* The lock needed to set the mode.  It is taken at once, since raising it later could deadlock. */
static LOCKMODE
LockToSetMode(Oid relid, const char *name)
{
	const TriggerDesc *triggers = SssTriggersOf(relid);
	const Trigger *trigger = SssFindTrigger(triggers, name);
	bool		replaceable = trigger == NULL || IsReplaceable(trigger);
	ListCell   *cell;

	foreach(cell, SssHelpersOf(triggers, name))
		replaceable &= IsReplaceable(lfirst(cell));
	return replaceable ? ShareRowExclusiveLock : AccessExclusiveLock;
}

/*
 * The commands that put a trigger into a mode, and change nothing else of it or
 * of its clones in partitions.
 */
static List *
ReplaceCommands(Oid relid, const Trigger *trigger, bool enforcing)
{
	bool		replace = IsReplaceable(trigger);
	char	   *comment = GetComment(trigger->tgoid, TriggerRelationId, 0);
	List	   *commands = NIL;
	ListCell   *cell;

	if (!replace)
		commands = lappend(commands, DropCommand(relid, trigger->tgname));
	commands = lappend(commands, SssInModeSql(trigger, enforcing, replace));
	if (!replace && comment != NULL)
		commands = lappend(commands, psprintf("COMMENT ON TRIGGER %s ON %s IS %s",
											  SssQuoteName(trigger->tgname),
											  SssQualifiedName(relid),
											  quote_literal_cstr(comment)));
	if (trigger->tgenabled != TRIGGER_FIRES_ON_ORIGIN)
		commands = lappend(commands, SssFiringCommand("ALTER TABLE", relid, trigger->tgname,
													  trigger->tgenabled));
	foreach(cell, SssClonesOf(trigger->tgoid))
	{
		SssFiring  *clone = lfirst(cell);

		if (clone->enabled != trigger->tgenabled)
			commands = lappend(commands, SssFiringCommand("ALTER TABLE ONLY", clone->relid,
														  trigger->tgname, clone->enabled));
	}
	return commands;
}

/* The attachment whose mode can be set */
static void
FindToSetMode(Relation rel, const char *name, SssAttachment *attachment)
{
	const TriggerDesc *triggers = SssTriggersOf(RelationGetRelid(rel));
	const Trigger *trigger = SssFindTrigger(triggers, name);
	Oid			constraint = get_relation_constraint_oid(RelationGetRelid(rel), name, true);

	if (trigger == NULL && SssFindCheck(constraint, attachment))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("attachment \"%s\" is a constraint", name),
				 errdetail("A constraint always enforces."),
				 errhint("Detach it, and attach the rule with sss.attach().")));
	if (trigger == NULL || !SssIsEnforce(trigger->tgfoid))
		RaiseNotAttached(rel, name);
	if (!ReadNamed(rel, triggers, trigger, attachment))
		SssRaiseProblem(attachment->problem);
}

/*
 * The triggers of an attachment that do not have the mode.  A helper trigger that
 * bore another name when the mode was set may name the other one.
 */
static List *
TriggersToReplace(const SssAttachment *attachment, bool enforcing)
{
	bool		all = attachment->binding.policy.enforcing != enforcing;
	List	   *replaced = all ? list_make1((void *) attachment->trigger) : NIL;
	ListCell   *cell;

	foreach(cell, SssHelpersOf(attachment->triggers, attachment->name))
	{
		if (all || SssNamesMode(lfirst(cell), !enforcing))
			replaced = lappend(replaced, lfirst(cell));
	}
	return replaced;
}

/* Does exactly what is asked for exist, apart from helper triggers? */
static bool
IsAttachedAlike(const SssAttachment *asked)
{
	const Trigger *trigger = SssFindTrigger(asked->triggers, asked->name);
	SssAttachment existing;

	return trigger != NULL && SssIsEnforce(trigger->tgfoid) &&
		SssTriggerRoleOf(trigger) == TRIGGER_BINDING &&
		SssReadAttachment(asked->relid, asked->triggers, trigger, &existing) &&
		SameBinding(&existing, asked) && SssIsAttachable(trigger) &&
		existing.binding.deferred == asked->binding.deferred &&
		existing.binding.policy.enforcing == asked->binding.policy.enforcing &&
		existing.enabled == asked->enabled;
}

/* Drop the triggers or the CHECK of that name, and read the triggers that are left */
static Relation
DropExisting(Relation rel, SssAttachment *asked)
{
	SssAttachment existing;
	List	   *commands = DropCommands(rel, asked->name, AccessExclusiveLock, &existing);

	if (commands == NIL)
		return rel;
	SssRunDdl(rel, commands, "detach", &existing, NULL);
	CommandCounterIncrement();
	asked->triggers = SssTriggersOf(asked->relid);
	return table_open(asked->relid, NoLock);
}

/*
 * Journal what takes the place of a demoted attachment in its mode as one that is meant to
 * enforce, and is demoted itself: sss.verify() names it, and sss.restore_all() makes it enforce.
 */
static void
RunDemoted(Relation rel, List *commands, const SssAttachment *asked, const char *demotion)
{
	SssAttachment meant = *asked;

	meant.binding.policy.enforcing = true;
	SssRunDdl(rel, commands, "attach", asked, SssDefinition(&meant));
	if (commands != NIL)
		SssWriteJournal("demote", asked->relid, SssQualifiedName(asked->relid), asked->name,
						sss_rule_names[asked->binding.rule], demotion, (Datum) 0, (Datum) 0);
}

/* Only another mode that is given in exchange for the old one is a decision: what an attachment lacks is created in its mode */
static bool
KeepsDemotion(const SssAttachment *asked, const SssAttachOptions *options)
{
	return options->demotion == NULL && (options->keep_mode || !options->replace) && !asked->binding.policy.enforcing &&
		(SssFindTrigger(asked->triggers, asked->name) != NULL || SssHelpersOf(asked->triggers, asked->name) != NIL);
}

bool
SssAttachTable(Relation rel, SssAttachment *asked, const SssAttachOptions *options)
{
	const char *demotion = options->demotion;
	List	   *commands;

	asked->triggers = SssTriggersOf(asked->relid);
	if (options->keep_mode)
		KeepMode(asked);
	if (KeepsDemotion(asked, options))
		demotion = SssDemotionOf(asked->relid, asked->name);
	if (options->replace && !IsAttachedAlike(asked))
		rel = DropExisting(rel, asked);
	commands = asked->enforced_by == ENFORCED_BY_CONSTRAINT ? CheckCommands(asked) : TriggerCommands(rel, asked);
	if (demotion != NULL && !asked->binding.policy.enforcing)
		RunDemoted(rel, commands, asked, demotion);
	else
		SssRunDdl(rel, commands, "attach", asked, SssDefinition(asked));
	return commands != NIL;
}

/* Warn that the tables of a lookup view are not guarded: their changes alter facts unseen */
static void
WarnOfUnguarded(const SssAttachment *attached)
{
	Oid			view = attached->binding.view.relid;
	SssReads	reads = SssReadsOf(view);
	StringInfoData tables;
	ListCell   *cell;

	initStringInfo(&tables);
	foreach(cell, reads.tables)
	{
		const SssRead *read = lfirst(cell);

		if (read->relid != attached->relid)
			appendStringInfo(&tables, "%s%s", tables.len > 0 ? ", " : "", SssQualifiedName(read->relid));
	}
	if (tables.len > 0)
		ereport(WARNING,
				(errmsg("the tables that lookup view \"%s\" reads are not guarded", get_rel_name(view)),
				 errdetail("Changes of these tables are not checked: %s.", tables.data),
				 errhint("To guard them, use sss.attach_view() with a view that yields whole cases.")));
}

/* attach(relation, rule, columns, key, lookup, lookup_by, mode, required, unsettled, timing, always, name, replace) */
PG_FUNCTION_INFO_V1(sss_attach);
Datum
sss_attach(PG_FUNCTION_ARGS)
{
	SssAttachment asked;
	SssAttachOptions options;
	Relation	rel = SssGetAttachRequest(fcinfo, false, &asked, &options);

	if (SssAttachTable(rel, &asked, &options) && OidIsValid(asked.binding.view.relid))
		WarnOfUnguarded(&asked);
	PG_RETURN_TEXT_P(cstring_to_text(asked.name));
}

/* attach_table(relation, ...), with the arguments of attach() */
PG_FUNCTION_INFO_V1(sss_attach_table);
Datum
sss_attach_table(PG_FUNCTION_ARGS)
{
	SssAttachment asked;
	SssAttachOptions options;
	Relation	rel = SssGetAttachRequest(fcinfo, true, &asked, &options);

	(void) SssAttachTable(rel, &asked, &options);
	PG_RETURN_TEXT_P(cstring_to_text(asked.name));
}

/* add_check(relation, rule, columns, except_keys, name) */
PG_FUNCTION_INFO_V1(sss_add_check);
Datum
sss_add_check(PG_FUNCTION_ARGS)
{
	SssAttachment asked;
	SssAttachOptions options = {.keep_mode = false};
	Relation	rel = SssGetCheckRequest(fcinfo, &asked);

	(void) SssAttachTable(rel, &asked, &options);
	PG_RETURN_TEXT_P(cstring_to_text(asked.name));
}

/* The name of the only attachment of a table or view */
static char *
OnlyName(Oid relid)
{
	const char *name = NULL;
	ListCell   *cell;

	foreach(cell, SssAttachmentsOf(relid))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (name != NULL && strcmp(name, attachment->name) != 0)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_PARAMETER),
					 errmsg("more than one attachment of relation \"%s\" matches", get_rel_name(relid)),
					 errhint("Name one of them with the argument \"name\".")));
		name = attachment->name;
	}
	if (name == NULL)
		RaiseNotAttached(SssOpenRelation(relid, AccessShareLock), NULL);
	return pstrdup(name);
}

/* The relation and the name of what is attached; NULL name: the only attachment */
static char *
GetArgAttached(FunctionCallInfo fcinfo, int name)
{
	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "relation")));
	return PG_ARGISNULL(name) ? OnlyName(PG_GETARG_OID(0)) : text_to_cstring(PG_GETARG_TEXT_PP(name));
}

/* A table, and the name of its attachment */
typedef struct AttachedTable
{
	Oid			relid;
	const char *name;
} AttachedTable;

static AttachedTable *
MakeAttachedTable(Oid relid, const char *name)
{
	AttachedTable *table = palloc(sizeof(AttachedTable));

	table->relid = relid;
	table->name = name;
	return table;
}

/*
 * The tables that have the attachment: of a view all that it guards, in the order
 * of their OIDs, so that two sessions lock them in the same order.
 */
static List *
AttachedTables(Oid relid, const char *name)
{
	List	   *tables = NIL;
	ListCell   *cell;

	if (get_rel_relkind(relid) != RELKIND_VIEW)
		return list_make1(MakeAttachedTable(relid, name));
	foreach(cell, SssAttachmentsNamed(relid, name))
	{
		const SssAttachment *attachment = lfirst(cell);

		tables = lappend(tables, MakeAttachedTable(attachment->relid, attachment->name));
	}
	if (tables == NIL)
		RaiseNotAttached(SssOpenRelation(relid, AccessShareLock), name);
	return tables;
}

void
SssDetachTable(Relation rel, const char *name)
{
	SssAttachment attachment;
	List	   *commands = DropCommands(rel, name, AccessExclusiveLock, &attachment);

	if (commands == NIL)
		RaiseNotAttached(rel, name);
	SssRunDdl(rel, commands, "detach", &attachment, NULL);
}

/* The view whose cases an attachment of the table yields, and the view's name for it; invalid: none */
static Oid
ViewOfCases(Oid relid, const char *name, const char **view_name)
{
	ListCell   *cell;

	foreach(cell, get_rel_relkind(relid) == RELKIND_VIEW ? NIL : SssAttachmentsOf(relid))
	{
		const SssAttachment *attachment = lfirst(cell);

		if (strcmp(attachment->name, name) != 0 || attachment->binding.view.nkeys == 0)
			continue;
		*view_name = SssViewAttachmentName(attachment);
		return attachment->binding.view.relid;
	}
	return InvalidOid;
}

/* A role that detaches one table may mean the view */
static void
NoteOtherTables(Oid view, const char *name, Oid relid)
{
	if (!OidIsValid(view) || SssAttachmentsNamed(view, name) == NIL)
		return;
	ereport(NOTICE,
			(errmsg("view \"%s\" is still attached by its other tables", get_rel_name(view)),
			 errdetail("Changes of table %s are not checked for it any more.", SssQualifiedName(relid)),
			 errhint("To detach the view as a whole, run SELECT sss.detach(%s, %s).",
					 quote_literal_cstr(SssQualifiedName(view)), quote_literal_cstr(name))));
}

/* detach(relation, name) */
PG_FUNCTION_INFO_V1(sss_detach);
Datum
sss_detach(PG_FUNCTION_ARGS)
{
	char	   *name = GetArgAttached(fcinfo, 1);
	const char *view_name = NULL;
	Oid			view = ViewOfCases(PG_GETARG_OID(0), name, &view_name);
	ListCell   *cell;

	foreach(cell, AttachedTables(PG_GETARG_OID(0), name))
	{
		const AttachedTable *table = lfirst(cell);

		SssDetachTable(SssOpenToAttach(table->relid, AccessExclusiveLock, true), table->name);
	}
	CommandCounterIncrement();
	NoteOtherTables(view, view_name, PG_GETARG_OID(0));
	PG_RETURN_VOID();
}

/* A demotion is journalled as such, so that the journal still says what is meant */
static void
SetModeOfTable(const AttachedTable *table, bool enforcing, const char *demotion)
{
	Oid			relid = table->relid;
	const char *name = table->name;
	LOCKMODE	lockmode = LockToSetMode(relid, name);
	Relation	rel = SssOpenToAttach(relid, lockmode, true);
	List	   *commands = NIL;
	List	   *replaced;
	SssAttachment attachment;
	SssProblem	problem;
	ListCell   *cell;

	FindToSetMode(rel, name, &attachment);
	if (enforcing && !SssIsHeld(&attachment, &problem))
		SssRaiseProblem(&problem);
	replaced = TriggersToReplace(&attachment, enforcing);
	if (replaced != NIL)
	{
		(void) WithPartitions(rel, lockmode);
		RefuseWhilePending(rel, replaced, lockmode);
	}
	foreach(cell, replaced)
		commands = list_concat(commands, ReplaceCommands(relid, lfirst(cell), enforcing));
	attachment.binding.policy.enforcing = enforcing;
	if (demotion != NULL)
		SssRunDdl(rel, commands, "demote", &attachment, demotion);
	else
		SssRunDdl(rel, commands, "set_mode", &attachment,
				  SssIsAttachable(attachment.trigger) ? SssDefinition(&attachment) : NULL);
}

/* set_mode(relation, mode, name) */
PG_FUNCTION_INFO_V1(sss_set_mode);
Datum
sss_set_mode(PG_FUNCTION_ARGS)
{
	char	   *name = GetArgAttached(fcinfo, 2);
	bool		enforcing = SssGetArgChoice(fcinfo, 1, "mode", "log", "enforce");
	ListCell   *cell;

	foreach(cell, AttachedTables(PG_GETARG_OID(0), name))
		SetModeOfTable(lfirst(cell), enforcing, NULL);
	PG_RETURN_VOID();
}

/* demote(relation, name, reason): for sss.demote_all() */
PG_FUNCTION_INFO_V1(sss_demote);
Datum
sss_demote(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(1));
	char	   *reason = text_to_cstring(PG_GETARG_TEXT_PP(2));
	char	   *demotion = psprintf("CALL sss.demote_all(%s)", quote_literal_cstr(reason));
	ListCell   *cell;

	foreach(cell, AttachedTables(PG_GETARG_OID(0), name))
		SetModeOfTable(lfirst(cell), false, demotion);
	PG_RETURN_VOID();
}
