/*-------------------------------------------------------------------------
 *
 * preview.c
 *	  The findings on a row that nobody has written.
 *
 * The triggers of the table are asked as if they fired for the row, one after the
 * other, and what they would report is collected.  Nothing is locked that a writer
 * waits for, and nothing is stored.  sss.preview() makes the row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/attmap.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "access/tupconvert.h"
#include "catalog/namespace.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "storage/bufmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/rls.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"
#include "finding/finding.h"
#include "store/store.h"

/* The row, and the one that it replaces */
typedef struct Written
{
	TriggerData trigdata;		/* as a row trigger would get it */
	TupleTableSlot *new;
	Oid			old_table;		/* invalid: the row is inserted */
	ItemPointerData old;
} Written;

/* One trigger that is asked */
typedef struct Asked
{
	const Written *written;
	const TriggerDesc *triggers;
	const Trigger *trigger;
	SssAttachment attachment;
	SssDay		today;
	SssPreview	preview;
	bool		checks;			/* it would look at the row */
	const SssProblem *problem;	/* the set-up is wrong */
	SssUnwritten *overlay;		/* NULL: none was made */
} Asked;

static bool
MayWriteSome(Oid relid, AclMode mode)
{
	return pg_class_aclcheck(relid, GetUserId(), mode) == ACLCHECK_OK ||
		pg_attribute_aclcheck_all(relid, GetUserId(), mode, ACLMASK_ANY) == ACLCHECK_OK;
}

static void
RequireRights(Oid relid, bool updates)
{
	char		relkind = get_rel_relkind(relid);

	if (relkind == '\0')
		SssRaiseNoRelation(relid);
	/* A view's owner may see rows that the view hides from the caller */
	if (relkind != RELKIND_RELATION && relkind != RELKIND_PARTITIONED_TABLE)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", get_rel_name(relid))));
	if (!MayWriteSome(relid, updates ? ACL_UPDATE : ACL_INSERT) ||
		(updates && pg_class_aclcheck(relid, GetUserId(), ACL_SELECT) != ACLCHECK_OK))
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, get_rel_name(relid));
	if (check_enable_rls(relid, InvalidOid, true) == RLS_ENABLED)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row-level security is active for relation \"%s\"", get_rel_name(relid)),
				 errhint("Preview as a role that row-level security does not apply to.")));
}

/*
 * A partition is prepared for by code of the tables above it, too: their types, keys and
 * CHECKs.  So that none of it gets the rights of another owner, they must have one.
 */
static void
RequirePart(Oid relid, Oid part)
{
	List	   *ancestors;
	ListCell   *cell;

	if (part == relid)
		return;
	ancestors = get_rel_relispartition(part) ? get_partition_ancestors(part) : NIL;
	if (!list_member_oid(ancestors, relid))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("relation %u is no part of \"%s\"", part, get_rel_name(relid))));
	foreach(cell, ancestors)
	{
		if (SssOwnerOfRelation(lfirst_oid(cell)) != SssOwnerOfRelation(part))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("partition \"%s\" and table \"%s\" belong to different roles",
							get_rel_name(part), get_rel_name(lfirst_oid(cell))),
					 errhint("Give the table and its partitions one owner.")));
		if (lfirst_oid(cell) == relid)
			break;
	}
}

/* A step runs with the rights of the owner, so it must run nothing of another table */
static void
RequireOwn(const char *step, Oid stored_in, Oid part)
{
	bool		own = part == stored_in;

	if (!OidIsValid(part))
		return;
	if (strcmp(step, "choose") == 0)
		own = get_rel_relispartition(part) && SssPartitionParent(part) == stored_in;
	else if (strcmp(step, "check") == 0)
	{
		HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(part));

		own = HeapTupleIsValid(tuple) && ((Form_pg_constraint) GETSTRUCT(tuple))->conrelid == stored_in;
		if (HeapTupleIsValid(tuple))
			ReleaseSysCache(tuple);
	}
	if (!own)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("object %u is no part of \"%s\"", part, get_rel_name(stored_in))));
}

static TupleTableSlot *
SlotOf(Relation rel, HeapTuple tuple)
{
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsHeapTuple);

	tuple->t_tableOid = RelationGetRelid(rel);
	ItemPointerSetInvalid(&tuple->t_data->t_ctid);
	tuple->t_data->t_infomask |= HEAP_XMAX_INVALID;
	ExecStoreHeapTuple(tuple, slot, false);
	return slot;
}

/* The row of the preview, which no transaction has written.  Its types may be the owner's. */
static TupleTableSlot *
GivenRow(Relation rel, const char *given)
{
	SssCaller	caller = SssBecomeOwnerOf(RelationGetRelid(rel));
	HeapTupleHeader header;
	HeapTupleData tuple;
	HeapTuple	copy;
	Oid			input;
	Oid			element;

	getTypeInputInfo(rel->rd_rel->reltype, &input, &element);
	header = DatumGetHeapTupleHeader(OidInputFunctionCall(input, unconstify(char *, given), element, -1));
	SssBecomeCaller(&caller);
	tuple.t_len = HeapTupleHeaderGetDatumLength(header);
	tuple.t_data = header;
	tuple.t_tableOid = InvalidOid;
	ItemPointerSetInvalid(&tuple.t_self);
	copy = heap_copytuple(&tuple);
	HeapTupleHeaderSetXmin(copy->t_data, InvalidTransactionId);
	HeapTupleHeaderSetCmin(copy->t_data, FirstCommandId);
	return SlotOf(rel, copy);
}

/*
 * The stored row that is replaced.  If it is in another partition, it gets the
 * columns of the relation, and keeps the transaction that wrote it.
 */
static TupleTableSlot *
StoredRow(Relation rel, Oid relid, ItemPointer tid)
{
	Relation	table = table_open(relid, AccessShareLock);
	TupleTableSlot *slot = table_slot_create(table, NULL);
	TupleConversionMap *map;
	HeapTuple	stored;
	HeapTuple	converted;
	bool		copied;

	if (table->rd_rel->relkind != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table", RelationGetRelationName(table))));

	/*
	 * The server would extend the table for the greatest number of a block, and fail for others
	 * that do not exist
	 */
	if (ItemPointerGetBlockNumberNoCheck(tid) >= RelationGetNumberOfBlocks(table) ||
		!table_tuple_fetch_row_version(table, tid, GetActiveSnapshot(), slot))
		ereport(ERROR,
				(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
				 errmsg("the row of table \"%s\" was changed meanwhile", RelationGetRelationName(table)),
				 errhint("Retry the preview.")));
	stored = ExecFetchSlotHeapTuple(slot, true, &copied);
	map = convert_tuples_by_name(RelationGetDescr(table), RelationGetDescr(rel));
	converted = map == NULL ? heap_copytuple(stored) : execute_attr_map_tuple(stored, map);
	HeapTupleHeaderSetXmin(converted->t_data, HeapTupleHeaderGetRawXmin(stored->t_data));
	HeapTupleHeaderSetCmin(converted->t_data, HeapTupleHeaderGetRawCommandId(stored->t_data));
	ExecDropSingleTupleTableSlot(slot);
	table_close(table, NoLock);
	return SlotOf(rel, converted);
}

/* Would the trigger fire for the row in this session? */
static bool
Fires(const Trigger *trigger, bool updates)
{
	char		other = SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA ?
	TRIGGER_FIRES_ON_REPLICA : TRIGGER_FIRES_ON_ORIGIN;

	return (trigger->tgenabled == TRIGGER_FIRES_ALWAYS || trigger->tgenabled == other) &&
		(updates ? TRIGGER_FOR_UPDATE(trigger->tgtype) : TRIGGER_FOR_INSERT(trigger->tgtype));
}

static void
AskView(Asked *asked, TriggerData *trigdata)
{
	SssFactsInfo *info = SssUseFactsInfo(CurrentMemoryContext, trigdata->tg_relation, asked->trigger,
										 &asked->attachment);
	SssUnwritten *overlay;

	asked->checks = true;
	if (info == NULL)
	{
		asked->problem = asked->attachment.problem;
		return;
	}
	overlay = SssMakeOverlay(&info->reads, trigdata->tg_relation, asked->written->new);
	if (OidIsValid(asked->written->old_table))
	{
		ItemPointerData old = asked->written->old;

		SssReplaceInOverlay(overlay, asked->written->old_table, &old);
	}
	asked->overlay = overlay;
	if (SssOverlayProblem(overlay) == NULL)
		SssPreviewChange(info, trigdata, overlay, asked->today, &asked->preview);
	SssEndOverlay(overlay);
}

/* In a subtransaction, because a view may fail */
static void
AskTrigger(const void *argument)
{
	Asked	   *asked = (Asked *) argument;
	TriggerData trigdata = asked->written->trigdata;
	Relation	rel = trigdata.tg_relation;
	bool		fires = Fires(asked->trigger, OidIsValid(asked->written->old_table));

	trigdata.tg_trigger = (Trigger *) asked->trigger;
	if (fires && SssTriggerRoleOf(asked->trigger) == TRIGGER_CHANGE)
	{
		AskView(asked, &trigdata);
		return;
	}
	if (!SssReadAttachment(RelationGetRelid(rel), asked->triggers, asked->trigger, &asked->attachment))
	{
		asked->checks = fires;
		asked->problem = asked->attachment.problem;
		return;
	}
	asked->attachment.name = SssViewAttachmentName(&asked->attachment);
	/* The change triggers check what a view yields */
	asked->checks = fires && !OidIsValid(asked->attachment.binding.view.relid);
	if (asked->checks)
		SssPreviewRow(&asked->attachment, &trigdata, asked->today, &asked->preview);
}

static void
PutOutcome(SssRow *row, const Asked *asked, const char *outcome, const SssTold *told)
{
	const SssBinding *binding = &asked->attachment.binding;

	SssPutText(row, asked->attachment.name != NULL ? asked->attachment.name : asked->trigger->tgname);
	SssPutText(row, asked->attachment.name == NULL || binding->rule == N_RULES ? NULL : sss_rule_names[binding->rule]);
	SssPutText(row, SssMayEnforce(asked->triggers, asked->trigger) ? "enforce" : "log");
	SssPutText(row, outcome);
	SssPutText(row, told == NULL || told->sqlstate == 0 ? NULL : unpack_sql_state(told->sqlstate));
	SssPutText(row, told == NULL ? NULL : told->message);
	SssPutText(row, told == NULL ? NULL : told->detail);
	SssPutText(row, told == NULL ? NULL : told->hint);
	SssPutText(row, told == NULL ? NULL : told->column);
	SssEndRow(row);
}

/* The statement fails if the attachment enforces; otherwise it passes, with a warning, and unchecked */
static void
PutFailure(SssRow *row, const Asked *asked, const SssTold *told)
{
	bool		fails = SssMayEnforce(asked->triggers, asked->trigger) && !SssIsDemoted();

	PutOutcome(row, asked, fails ? "fails" : "not checked", told);
}

static void
PutAnswer(SssRow *row, const Asked *asked, const ErrorData *failure)
{
	const SssProblem *problem = asked->problem;
	SssTold		told = {.message = asked->overlay == NULL ? NULL : SssOverlayProblem(asked->overlay)};
	ListCell   *cell;

	if (told.message != NULL)
		PutOutcome(row, asked, "unknown", &told);
	else if (failure != NULL || problem != NULL)
	{
		told.sqlstate = failure != NULL ? failure->sqlerrcode : problem->sqlstate;
		told.message = failure != NULL ? failure->message : problem->message;
		told.detail = failure != NULL ? failure->detail : problem->detail;
		told.hint = failure != NULL ? failure->hint : problem->hint;
		PutFailure(row, asked, &told);
	}
	else if (!asked->checks || asked->preview.told == NIL)
		PutOutcome(row, asked, asked->checks ? "passes" : "not checked", NULL);
	else
	{
		foreach(cell, asked->preview.told)
			PutOutcome(row, asked, ((SssTold *) lfirst(cell))->refused ? "refused" : "logged", lfirst(cell));
	}
}

static void
AskTriggers(SssRow *row, const Written *written)
{
	Relation	rel = written->trigdata.tg_relation;
	TriggerDesc *triggers = CopyTriggerDesc(rel->trigdesc);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Asked		asked = {.written = written,.triggers = triggers,.trigger = &triggers->triggers[i],.today = SssToday()};
		MemoryContext context;
		MemoryContext caller_context;
		const ErrorData *failure;

		if (!SssIsEnforce(asked.trigger->tgfoid) || SssTriggerRoleOf(asked.trigger) == TRIGGER_COMPANION ||
			(SssTriggerRoleOf(asked.trigger) == TRIGGER_CHANGE && !Fires(asked.trigger, OidIsValid(written->old_table))))
			continue;
		asked.preview.context = CurrentMemoryContext;
		context = AllocSetContextCreate(CurrentMemoryContext, "preview", ALLOCSET_DEFAULT_SIZES);
		caller_context = MemoryContextSwitchTo(context);
		failure = SssTryInSubtransaction(AskTrigger, &asked);
		PutAnswer(row, &asked, failure);
		MemoryContextSwitchTo(caller_context);
		MemoryContextDelete(context);
	}
}

/*
 * preview_triggers(relation, stored_in, new_row, old_table, old_place): the caller
 * has the rights of the statement on the relation; stored_in is the relation or a
 * part of it
 */
PG_FUNCTION_INFO_V1(sss_preview_triggers);
Datum
sss_preview_triggers(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	bool		updates = !PG_ARGISNULL(3);
	Written		written = {.old_table = InvalidOid};
	Oid			relid;
	Oid			stored_in;
	Relation	rel;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || updates == PG_ARGISNULL(4))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "new_row")));
	relid = PG_GETARG_OID(0);
	stored_in = PG_GETARG_OID(1);
	RequireRights(relid, updates);
	RequirePart(relid, stored_in);
	rel = SssOpenRelation(stored_in, AccessShareLock);
	written.new = GivenRow(rel, text_to_cstring(PG_GETARG_TEXT_PP(2)));
	written.trigdata = (TriggerData)
	{
		.type = T_TriggerData,.tg_relation = rel,.tg_event = TRIGGER_EVENT_ROW | (updates ? TRIGGER_EVENT_UPDATE : TRIGGER_EVENT_INSERT),
			.tg_trigslot = written.new,
	};
	if (updates)
	{
		Oid			old_table = PG_GETARG_OID(3);

		RequirePart(relid, old_table);
		written.old_table = old_table;
		written.old = *(ItemPointer) PG_GETARG_POINTER(4);
		written.trigdata.tg_newslot = written.new;
		written.trigdata.tg_trigslot = StoredRow(rel, old_table, &written.old);
	}
	AskTriggers(&row, &written);
	ExecDropSingleTupleTableSlot(written.new);
	if (updates)
		ExecDropSingleTupleTableSlot(written.trigdata.tg_trigslot);
	relation_close(rel, NoLock);
	return (Datum) 0;
}

/* The query of a step, from sss_internal.preview_text(), in the memory of the caller; NULL: there is none */
static char *
TextOfStep(FunctionCallInfo fcinfo)
{
	Oid			types[] = {TEXTOID, REGCLASSOID, OIDOID, JSONBOID, BOOLOID};
	int			arguments[] = {0, 1, 3, 4, 6};
	Datum		values[lengthof(arguments)];
	char		nulls[lengthof(arguments)];

	for (int i = 0; i < (int) lengthof(arguments); i++)
	{
		values[i] = PG_GETARG_DATUM(arguments[i]);
		nulls[i] = PG_ARGISNULL(arguments[i]) ? 'n' : ' ';
	}
	if (SPI_execute_with_args("SELECT sss_internal.preview_text($1, $2, $3, $4, $5)", lengthof(arguments), types, values, nulls, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not read the query of a step");
	return SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
}

/*
 * The query that tells whether a row of the relation would go to that partition.  The server's
 * own function for the condition locks the partition, as no statement does that writes to another one.
 */
static char *
TextOfChoice(Oid relid, Oid part)
{
	Relation	parent = SssOpenRelation(SssPartitionParent(part), AccessShareLock);
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(part));
	char	   *condition = "false";
	bool		isnull = true;
	Datum		bound = (Datum) 0;

	if (HeapTupleIsValid(tuple))
		bound = SysCacheGetAttr(RELOID, tuple, Anum_pg_class_relpartbound, &isnull);
	if (!isnull)
	{
		PartitionBoundSpec *spec = stringToNode(TextDatumGetCString(bound));
		Expr	   *within = make_ands_explicit(SssPartitionCondition(parent, spec));

		condition = deparse_expression((Node *) within, deparse_context_for(RelationGetRelationName(parent),
																			RelationGetRelid(parent)),
									   false, false);
	}
	if (HeapTupleIsValid(tuple))
		ReleaseSysCache(tuple);
	relation_close(parent, NoLock);
	return psprintf("SELECT ARRAY[((%s) IS NOT FALSE)::pg_catalog.text] FROM (SELECT ($2::%s).*) AS p",
					condition, SssQualifiedName(relid));
}

/* preview_step(step, relation, stored_in, part, given, r, updates) */
PG_FUNCTION_INFO_V1(sss_preview_step);
Datum
sss_preview_step(PG_FUNCTION_ARGS)
{
	Oid			types[] = {JSONBOID, TEXTOID};
	Datum		values[] = {PG_GETARG_DATUM(4), PG_GETARG_DATUM(5)};
	char		nulls[] = {PG_ARGISNULL(4) ? 'n' : ' ', PG_ARGISNULL(5) ? 'n' : ' '};
	bool		isnull = true;
	Datum		answer = (Datum) 0;
	char	   *query;
	SssCaller	caller;
	char	   *step;
	bool		chooses;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(6))
		PG_RETURN_NULL();
	step = text_to_cstring(PG_GETARG_TEXT_PP(0));
	/* A role that may only insert must not be told a stored row */
	RequireRights(PG_GETARG_OID(1), PG_GETARG_BOOL(6) || strcmp(step, "find") == 0);
	RequirePart(PG_GETARG_OID(1), PG_GETARG_OID(2));
	RequireOwn(step, PG_GETARG_OID(2), PG_ARGISNULL(3) ? InvalidOid : PG_GETARG_OID(3));
	chooses = strcmp(step, "choose") == 0 && !PG_ARGISNULL(3);
	SPI_connect();
	query = chooses ? NULL : TextOfStep(fcinfo);
	caller = SssBecomeOwnerOf(PG_GETARG_OID(2));
	if (chooses)
		query = TextOfChoice(PG_GETARG_OID(1), PG_GETARG_OID(3));
	if (query != NULL && SPI_execute_with_args(query, lengthof(types), types, values, nulls, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not execute a step");
	SssBecomeCaller(&caller);
	if (query != NULL && SPI_processed == 1)
		answer = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	if (!isnull)
		answer = SPI_datumTransfer(answer, false, -1);
	SPI_finish();
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(answer);
}

/* Does a function of somebody else answer by what it may read, and so by the role that calls it? */
static bool
IsStableOfOthers(Oid function, void *context)
{
	(void) context;
	return function >= FirstNormalObjectId && func_volatile(function) == PROVOLATILE_STABLE &&
		get_func_namespace(function) != get_namespace_oid("sss", true);
}

/*
 * May another role get another value?  A preview evaluates the default as the owner of the
 * relation, and must not tell what only the owner may read.
 */
static bool
DependsOnRole(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, SQLValueFunction))
	{
		switch (((SQLValueFunction *) node)->op)
		{
			case SVFOP_CURRENT_ROLE:
			case SVFOP_CURRENT_USER:
			case SVFOP_USER:
			case SVFOP_CURRENT_SCHEMA:
				return true;
			default:
				return false;
		}
	}
	return check_functions_in_node(node, IsStableOfOthers, context) ||
		expression_tree_walker(node, DependsOnRole, context);
}

/*
 * preview_default_kind(relation, attnum): fixed if evaluating the default of the column leaves
 * nothing behind and does not depend on the role, sequence if it takes the next value
 * of a sequence, volatile if nobody knows; NULL: it has none
 */
PG_FUNCTION_INFO_V1(sss_preview_default_kind);
Datum
sss_preview_default_kind(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Relation	rel;
	Node	   *expression;
	const char *kind;

	/* Before the relation is locked: a role without rights shall keep nobody waiting */
	if (get_rel_name(relid) == NULL)
		SssRaiseNoRelation(relid);
	if (!MayWriteSome(relid, ACL_INSERT) && !MayWriteSome(relid, ACL_UPDATE))
		aclcheck_error(ACLCHECK_NO_PRIV, get_relkind_objtype(get_rel_relkind(relid)), get_rel_name(relid));
	rel = SssOpenRelation(relid, AccessShareLock);
	if (PG_GETARG_INT16(1) < 1 || PG_GETARG_INT16(1) > RelationGetNumberOfAttributes(rel) ||
		TupleDescAttr(RelationGetDescr(rel), PG_GETARG_INT16(1) - 1)->attisdropped)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column %d of relation \"%s\" does not exist", PG_GETARG_INT16(1), get_rel_name(relid))));
	expression = build_column_default(rel, PG_GETARG_INT16(1));
	kind = expression == NULL ? NULL :
		contain_volatile_functions_not_nextval(expression) || DependsOnRole(expression, NULL) ? "volatile" :
		contain_volatile_functions(expression) ? "sequence" : "fixed";
	relation_close(rel, NoLock);
	if (kind == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(kind));
}
