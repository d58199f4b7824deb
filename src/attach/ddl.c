/*-------------------------------------------------------------------------
 *
 * ddl.c
 *	  The SQL commands that create and change an attachment's triggers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "attach/attach_private.h"
#include "store/store.h"

static const char *
QuotedColumn(Oid relid, AttrNumber attnum)
{
	return SssQuoteName(get_attname(relid, attnum, false));
}

static bool
IsAmong(AttrNumber column, const AttrNumber *columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		if (columns[i] == column)
			return true;
	}
	return false;
}

/* The columns that hold facts, each once, in the order of the roles */
static int
FactColumns(const SssBinding *binding, AttrNumber *columns)
{
	int			ncolumns = 0;

	for (int role = 0; role < N_ROLES; role++)
	{
		AttrNumber	attnum = binding->columns[role].attnum;
		bool		listed = binding->columns[role].form == COLUMN_NONE;

		if (!listed && !IsAmong(attnum, columns, ncolumns))
			columns[ncolumns++] = attnum;
	}
	return ncolumns;
}

/*
 * All bound columns: those that hold facts, then those that lead to the facts
 * view, then the key, each in its order.  A column that is several of them
 * stands in the place of the last.
 */
static int
BoundColumns(const SssBinding *binding, AttrNumber *columns)
{
	const SssView *view = &binding->view;
	AttrNumber	facts[N_ROLES] = {0};
	int			nfacts = FactColumns(binding, facts);
	int			ncolumns = 0;

	for (int i = 0; i < nfacts; i++)
	{
		if (!IsAmong(facts[i], binding->keys, binding->nkeys) &&
			!IsAmong(facts[i], view->links, view->nlinks))
			columns[ncolumns++] = facts[i];
	}
	for (int i = 0; i < view->nlinks; i++)
	{
		if (!IsAmong(view->links[i], binding->keys, binding->nkeys))
			columns[ncolumns++] = view->links[i];
	}
	for (int k = 0; k < binding->nkeys; k++)
		columns[ncolumns++] = binding->keys[k];
	return ncolumns;
}

/* The roles that a column is bound to: 'role', 'key' or 'role+key' */
static char *
RolesOfColumn(const SssBinding *binding, AttrNumber attnum)
{
	StringInfoData roles;

	initStringInfo(&roles);
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE && binding->columns[role].attnum == attnum)
			appendStringInfo(&roles, "%s%s", roles.len > 0 ? "+" : "", sss_fact_lines[role].name);
	}
	if (IsAmong(attnum, binding->view.links, binding->view.nlinks))
		appendStringInfo(&roles, "%s%s", roles.len > 0 ? "+" : "", SSS_LINK_ROLE);
	if (IsAmong(attnum, binding->keys, binding->nkeys))
		appendStringInfo(&roles, "%s%s", roles.len > 0 ? "+" : "", SSS_KEY_ROLE);
	return roles.data;
}

static char *
RequiredRoles(const SssBinding *binding)
{
	StringInfoData roles;

	initStringInfo(&roles);
	for (int role = 0; role < N_ROLES; role++)
	{
		if ((binding->policy.required & SSS_ROLE_BIT(role)) != 0)
			appendStringInfo(&roles, "%s%s", roles.len > 0 ? "," : "", sss_fact_lines[role].name);
	}
	return roles.data;
}

/* FOR EACH ROW, the clause WHEN, and the call with its roles, without the closing parenthesis */
static void
AppendCall(StringInfo sql, const SssBinding *binding, const char *when,
		   const AttrNumber *columns, int ncolumns)
{
	appendStringInfo(sql, " FOR EACH ROW%s EXECUTE FUNCTION sss.enforce(%s", when,
					 quote_literal_cstr(sss_rule_names[binding->rule]));
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(sql, ", '%s'", RolesOfColumn(binding, columns[i]));
}

/* The view's columns, as a list of identifiers */
static char *
ViewColumns(Oid view, const AttrNumber *columns, int ncolumns)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? "," : "", QuotedColumn(view, columns[i]));
	return list.data;
}

/*
 * WHEN (view IS NULL) never holds.  It makes the server follow renames of the view,
 * dump it before the trigger, and refuse to drop it.
 */
static char *
WhenViewIsNull(Oid view)
{
	return psprintf(" WHEN (%s::pg_catalog.regclass IS NULL)", quote_literal_cstr(SssQualifiedName(view)));
}

/* A deferred check of cases without a date needs a note of the day on which each row is written */
static const char *
WhenNoted(const SssBinding *binding)
{
	bool		needs_note = binding->deferred && binding->columns[ROLE_on_date].form == COLUMN_NONE &&
	binding->view.columns[ROLE_on_date].form == COLUMN_NONE;

	return needs_note ? " WHEN (sss.written())" : "";
}

static const char *
ModeOption(const SssBinding *binding)
{
	return binding->policy.enforcing ? "mode=enforce" : "mode=log";
}

/* The options of a binding trigger, and the end of the call */
static void
AppendOptions(StringInfo sql, const SssBinding *binding)
{
	const SssView *view = &binding->view;

	appendStringInfo(sql, ", '%s'", ModeOption(binding));
	if (binding->policy.strict)
		appendStringInfoString(sql, ", 'unsettled=enforce'");
	if (binding->policy.required != 0)
		appendStringInfo(sql, ", 'required=%s'", RequiredRoles(binding));
	if (view->nlinks > 0)
		appendStringInfo(sql, ", %s",
						 quote_literal_cstr(psprintf("via=%s", ViewColumns(view->relid, view->view_links,
																		   view->nlinks))));
	if (view->nkeys > 0)
		appendStringInfo(sql, ", %s",
						 quote_literal_cstr(psprintf("key=%s", ViewColumns(view->relid, view->keys,
																		   view->nkeys))));
	if (view->nlocks > 0)
		appendStringInfo(sql, ", %s",
						 quote_literal_cstr(psprintf("lock=%s", ViewColumns(view->relid, view->locks,
																			view->nlocks))));
	appendStringInfoChar(sql, ')');
}

/* With a facts view the binding trigger never fires, so it is not declared deferred */
char *
SssBindingTriggerSql(const SssAttachment *attachment)
{
	Oid			relid = attachment->relid;
	const SssBinding *binding = &attachment->binding;
	bool		inert = OidIsValid(binding->view.relid);
	bool		deferred = binding->deferred && !inert;
	AttrNumber	columns[N_ROLES + 2 * INDEX_MAX_KEYS] = {0};
	int			ncolumns = BoundColumns(binding, columns);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER %sUPDATE OF ",
					 deferred ? " CONSTRAINT" : "", SssQuoteName(attachment->name),
					 inert ? "" :
					 get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE ||
					 get_rel_relispartition(relid) ? "INSERT OR DELETE OR " : "INSERT OR ");
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "", QuotedColumn(relid, columns[i]));
	appendStringInfo(&sql, " ON %s%s", SssQualifiedName(relid),
					 deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
	AppendCall(&sql, binding, inert ? WhenViewIsNull(binding->view.relid) : WhenNoted(binding), columns, ncolumns);
	AppendOptions(&sql, binding);
	return sql.data;
}

static char *
CompanionSql(const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	AttrNumber	columns[N_ROLES + INDEX_MAX_KEYS] = {0};
	int			ncolumns = BoundColumns(binding, columns);
	StringInfoData when;
	StringInfoData sql;

	initStringInfo(&when);
	appendStringInfoString(&when, " WHEN (sss.changed(");
	for (int i = 0; i < ncolumns; i++)
	{
		const char *column = QuotedColumn(attachment->relid, columns[i]);

		appendStringInfo(&when, "%sOLD.%s, NEW.%s", i > 0 ? ", " : "", column, column);
	}
	appendStringInfoString(&when, "))");

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER UPDATE ON %s%s",
					 binding->deferred ? " CONSTRAINT" : "",
					 SssQuoteName(SssHelperName(attachment->name, HELPER_COMPANION)),
					 SssQualifiedName(attachment->relid),
					 binding->deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
	AppendCall(&sql, binding, when.data, columns, ncolumns);
	appendStringInfo(&sql, ", '%s')", ModeOption(binding));
	return sql.data;
}

static char *
ChangeTriggerSql(const SssAttachment *attachment, SssHelper helper)
{
	static const char *const events[N_HELPERS] = {
		[HELPER_INSERT] = "INSERT",
		[HELPER_UPDATE] = "UPDATE",
		[HELPER_DELETE] = "DELETE",
		[HELPER_ROW] = "INSERT OR UPDATE OR DELETE",
	};
	const SssBinding *binding = &attachment->binding;
	bool		deferred = helper == HELPER_ROW && binding->deferred;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER %s ON %s%s",
					 deferred ? " CONSTRAINT" : "",
					 SssQuoteName(SssHelperName(attachment->name, helper)), events[helper],
					 SssQualifiedName(attachment->relid),
					 deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
	if (helper == HELPER_ROW)
		appendStringInfo(&sql, " FOR EACH ROW%s", WhenNoted(binding));
	else
		appendStringInfo(&sql, " REFERENCING%s%s FOR EACH STATEMENT",
						 helper == HELPER_INSERT ? "" : " OLD TABLE AS sss_old",
						 helper == HELPER_DELETE ? "" : " NEW TABLE AS sss_new");
	appendStringInfo(&sql, " EXECUTE FUNCTION sss.enforce(%s, '%s')",
					 quote_literal_cstr(sss_rule_names[binding->rule]), ModeOption(binding));
	return sql.data;
}

char *
SssHelperSql(const SssAttachment *attachment, SssHelper helper)
{
	return helper == HELPER_COMPANION ? CompanionSql(attachment) :
		ChangeTriggerSql(attachment, helper);
}

/* The place of a keyword in a command, or its end; names and strings may contain the same text */
static char *
FindUnquoted(char *sql, const char *keyword)
{
	char		quote = '\0';

	for (; *sql != '\0'; sql++)
	{
		if (quote == '\0' && strncmp(sql, keyword, strlen(keyword)) == 0)
			break;
		if (quote == '\0' && (*sql == '\'' || *sql == '"'))
			quote = *sql;
		else if (*sql == quote)
			quote = '\0';
	}
	return sql;
}

char *
SssInModeSql(const Trigger *trigger, bool enforcing, bool replace)
{
	static const char call[] = "EXECUTE FUNCTION ";
	int			nest_level = SssQualifyNames();
	char	   *declared = TextDatumGetCString(DirectFunctionCall1(pg_get_triggerdef,
																   ObjectIdGetDatum(trigger->tgoid)));
	const char *mode = enforcing ? "mode=enforce" : "mode=log";
	bool		given = false;
	StringInfoData sql;

	AtEOXact_GUC(false, nest_level);
	*FindUnquoted(declared, call) = '\0';
	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s%s%ssss.enforce(", replace ? " OR REPLACE" : "",
					 declared + strlen("CREATE"), call);
	for (int i = 0; i < trigger->tgnargs; i++)
	{
		bool		is_mode = strncmp(trigger->tgargs[i], "mode=", 5) == 0;

		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "",
						 quote_literal_cstr(is_mode ? mode : trigger->tgargs[i]));
		given |= is_mode;
	}
	appendStringInfo(&sql, "%s)", given ? "" : psprintf(", '%s'", mode));
	return sql.data;
}

/* ALTER TABLE reaches the partitions, ALTER TABLE ONLY does not */
char *
SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled)
{
	return psprintf("%s %s %s TRIGGER %s", alter, SssQualifiedName(relid),
					enabled == TRIGGER_FIRES_ALWAYS ? "ENABLE ALWAYS" :
					enabled == TRIGGER_FIRES_ON_REPLICA ? "ENABLE REPLICA" :
					enabled == TRIGGER_FIRES_ON_ORIGIN ? "ENABLE" : "DISABLE",
					SssQuoteName(trigger));
}

/* Does the condition have a constant of a type that a user made? */
static bool
HasUsersConstant(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, Const) && ((Const *) node)->consttype >= FirstNormalObjectId)
		return true;
	return expression_tree_walker(node, HasUsersConstant, context);
}

/*
 * A trigger that was written by hand is created anew from its own text.  If that
 * has such a constant, the input of its type runs the code of a domain.
 */
static bool
MayRunUsersCode(Oid relid)
{
	const TriggerDesc *triggers = SssTriggersOf(relid);

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (SssIsEnforce(trigger->tgfoid) && trigger->tgqual != NULL &&
			HasUsersConstant(stringToNode(trigger->tgqual), NULL))
			return true;
	}
	return false;
}

/* The relation must be closed, since the server refuses to alter one that is in use */
static void
RunCommands(Oid relid, List *commands)
{
	bool		as_owner = MayRunUsersCode(relid);
	SssCaller	caller = {.nest_level = 0};
	ListCell   *cell;

	if (as_owner)
		caller = SssBecomeOwnerOf(relid);
	SPI_connect();
	foreach(cell, commands)
	{
		if (SPI_execute(lfirst(cell), false, 0) < 0)
			elog(ERROR, "could not execute \"%s\"", (char *) lfirst(cell));
	}
	SPI_finish();
	if (as_owner)
		SssBecomeCaller(&caller);
}

char *
SssDemotionOf(Oid relid, const char *name)
{
	MemoryContext context = CurrentMemoryContext;
	Oid			types[] = {REGCLASSOID, TEXTOID};
	Datum		values[] = {ObjectIdGetDatum(relid), CStringGetTextDatum(name)};
	char	   *call = NULL;

	SPI_connect();
	if (SPI_execute_with_args("SELECT call FROM sss_internal.demoted WHERE relation OPERATOR(pg_catalog.=) $1"
							  " AND attachment OPERATOR(pg_catalog.=) $2",
							  2, types, values, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not read sss_internal.demoted");
	if (SPI_processed > 0)
		call = MemoryContextStrdup(context, SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	SPI_finish();
	return call;
}

void
SssRunDdl(Relation rel, List *commands, const char *action, const SssAttachment *attachment,
		  const char *definition)
{
	Oid			relid = RelationGetRelid(rel);
	char	   *relation = SssQualifiedName(relid);
	SssRule		rule = attachment->binding.rule;
	bool		attaches = strcmp(action, "attach") == 0;
	char	  **expressions = palloc(sizeof(char *) * 2 * (RelationGetNumberOfAttributes(rel) + 1));
	int			nexpressions = attaches ? SssGeneratedColumns(rel, attachment, expressions) : 0;
	Datum		reads = attaches ? SssTextsOfReads(rel, attachment) : (Datum) 0;

	table_close(rel, NoLock);
	/* If somebody sets the mode of a demoted attachment, it is to stay */
	if (commands == NIL && (strcmp(action, "set_mode") != 0 || SssDemotionOf(relid, attachment->name) == NULL))
		return;
	RunCommands(relid, commands);
	SssWriteJournal(action, relid, relation, attachment->name,
					rule == N_RULES ? NULL : sss_rule_names[rule], definition,
					nexpressions > 0 ? SssTextArray(expressions, nexpressions) : (Datum) 0, reads);
}
