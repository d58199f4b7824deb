/*-------------------------------------------------------------------------
 *
 * ddl.c
 *	  The SQL commands that make and change an attachment, and how they are run.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/reltrigger.h"
#include "utils/syscache.h"

#include "attach/ddl.h"
#include "attach/parts.h"
#include "base/base.h"
#include "store/store.h"

/*----------
 * Attachments as SQL: the commands that create them, and a CHECK read back.
 *----------
 */
static const char *
QuotedColumn(Oid relid, AttrNumber attnum)
{
	return quote_identifier(get_attname(relid, attnum, false));
}

/* Is it a function of the constraint lane? */
static bool
IsRequire(Oid function, SssRule *rule)
{
	for (int i = 0; i < N_RULES; i++)
	{
		if (SssIsOwnFunction(function, psprintf("require_%s", sss_rule_names[i])) ||
			SssIsOwnFunction(function, psprintf("require_%s_any", sss_rule_names[i])))
		{
			*rule = i;
			return true;
		}
	}
	return false;
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
 * All that is bound: facts first, then what leads to the facts view, then the
 * key, each in its order.  A column that is several of them stands in the
 * place of the last.
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

/* What a column is bound as: 'role', 'key' or 'role+key' */
static char *
RolesOfColumn(const SssBinding *binding, AttrNumber attnum, bool with_key)
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
	if (with_key && IsAmong(attnum, binding->keys, binding->nkeys))
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

/* The end that both triggers share: timing and the call */
static void
AppendCall(StringInfo sql, Oid relid, const SssBinding *binding, const char *when,
		   const AttrNumber *columns, int ncolumns, bool with_key)
{
	appendStringInfo(sql, " ON %s%s FOR EACH ROW%s EXECUTE FUNCTION sss.enforce(%s",
					 SssQualifiedName(relid),
					 binding->deferred ? " DEFERRABLE INITIALLY DEFERRED" : "", when,
					 quote_literal_cstr(sss_rule_names[binding->rule]));
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(sql, ", '%s'", RolesOfColumn(binding, columns[i], with_key));
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

/* WHEN (sss.facts(view)), which always holds, or WHEN (NOT sss.facts(view)) */
static char *
WhenFacts(Oid view, bool negated)
{
	return psprintf(" WHEN (%ssss.facts(%s::pg_catalog.regclass))", negated ? "NOT " : "",
					quote_literal_cstr(SssQualifiedName(view)));
}

/* The options that the main trigger of either lane has */
static void
AppendOptions(StringInfo sql, const SssBinding *binding)
{
	const SssView *view = &binding->view;

	appendStringInfo(sql, ", 'mode=%s'", binding->policy.enforcing ? "enforce" : "log");
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
}

char *
SssChangeTriggerSql(const char *attachment, Oid relid, const SssBinding *binding, SssChangeTrigger carrier)
{
	static const char *const events[N_CHANGE_TRIGGERS] = {
		[CHANGE_INSERT] = "INSERT",
		[CHANGE_UPDATE] = "UPDATE",
		[CHANGE_DELETE] = "DELETE",
		[CHANGE_ROW] = "INSERT OR UPDATE OR DELETE",
	};
	bool		deferred = carrier == CHANGE_ROW && binding->deferred;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER %s ON %s%s",
					 deferred ? " CONSTRAINT" : "",
					 quote_identifier(SssChangeTriggerName(attachment, carrier)), events[carrier],
					 SssQualifiedName(relid), deferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
	if (carrier == CHANGE_ROW)
		appendStringInfoString(&sql, " FOR EACH ROW");
	else
		appendStringInfo(&sql, " REFERENCING%s%s FOR EACH STATEMENT",
						 carrier == CHANGE_INSERT ? "" : " OLD TABLE AS sss_old",
						 carrier == CHANGE_DELETE ? "" : " NEW TABLE AS sss_new");
	appendStringInfo(&sql, "%s EXECUTE FUNCTION sss.enforce(%s, 'mode=%s')",
					 carrier == CHANGE_ROW ? WhenFacts(binding->view.relid, false) : "",
					 quote_literal_cstr(sss_rule_names[binding->rule]),
					 binding->policy.enforcing ? "enforce" : "log");
	return sql.data;
}

/* The main trigger where there is a facts view: it holds the binding, and never fires */
static char *
InertTriggerSql(const char *attachment, Oid relid, const SssBinding *binding)
{
	AttrNumber	columns[N_ROLES + 2 * INDEX_MAX_KEYS] = {0};
	int			ncolumns = BoundColumns(binding, columns);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE TRIGGER %s AFTER UPDATE OF ", quote_identifier(attachment));
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "", QuotedColumn(relid, columns[i]));
	appendStringInfo(&sql, " ON %s FOR EACH ROW%s EXECUTE FUNCTION sss.enforce(%s",
					 SssQualifiedName(relid), WhenFacts(binding->view.relid, true),
					 quote_literal_cstr(sss_rule_names[binding->rule]));
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&sql, ", '%s'", RolesOfColumn(binding, columns[i], true));
	AppendOptions(&sql, binding);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

char *
SssBindingTriggerSql(const char *attachment, Oid relid, const SssBinding *binding)
{
	AttrNumber	columns[N_ROLES + INDEX_MAX_KEYS] = {0};
	int			ncolumns;
	StringInfoData sql;

	if (OidIsValid(binding->view.relid))
		return InertTriggerSql(attachment, relid, binding);
	ncolumns = BoundColumns(binding, columns);
	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER INSERT%s OR UPDATE OF ",
					 binding->deferred ? " CONSTRAINT" : "",
					 quote_identifier(attachment),
					 get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE ||
					 get_rel_relispartition(relid) ? " OR DELETE" : "");
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "", QuotedColumn(relid, columns[i]));
	AppendCall(&sql, relid, binding, "", columns, ncolumns, true);
	AppendOptions(&sql, binding);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

char *
SssCompanionSql(const char *attachment, Oid relid, const SssBinding *binding)
{
	AttrNumber	columns[N_ROLES] = {0};
	int			ncolumns = FactColumns(binding, columns);
	StringInfoData when;
	StringInfoData sql;

	initStringInfo(&when);
	appendStringInfoString(&when, " WHEN (sss.changed(");
	for (int i = 0; i < ncolumns; i++)
	{
		const char *column = QuotedColumn(relid, columns[i]);

		appendStringInfo(&when, "%sOLD.%s, NEW.%s", i > 0 ? ", " : "", column, column);
	}
	appendStringInfoString(&when, "))");

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s TRIGGER %s AFTER UPDATE",
					 binding->deferred ? " CONSTRAINT" : "",
					 quote_identifier(SssCompanionName(attachment)));
	AppendCall(&sql, relid, binding, when.data, columns, ncolumns, false);
	appendStringInfoChar(&sql, ')');
	return sql.data;
}

char *
SssInModeSql(const Trigger *trigger, bool enforcing, bool replace)
{
	static const char call[] = "EXECUTE FUNCTION ";
	char	   *declared = TextDatumGetCString(DirectFunctionCall1(pg_get_triggerdef,
																   ObjectIdGetDatum(trigger->tgoid)));
	const char *mode = enforcing ? "mode=enforce" : "mode=log";
	char	   *end = declared;
	bool		given = false;
	StringInfoData sql;

	/* The call comes last, and none of its arguments, which were read, looks like one */
	for (char *found = declared; (found = strstr(found, call)) != NULL; found += strlen(call))
		end = found;
	*end = '\0';

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

/* Is it there?  As row.c reads such a column. */
static char *
EvidenceArgument(const char *name, SssColumnForm form)
{
	switch (form)
	{
		case COLUMN_BOOLEAN:
			return pstrdup(name);
		case COLUMN_TEXT:
		case COLUMN_PADDED_TEXT:
			return psprintf("(COALESCE(pg_catalog.btrim(%s::pg_catalog.text, E' \\t\\n\\x0b\\f\\r'), '') OPERATOR(pg_catalog.<>) '')", name);
		default:
			return psprintf("(%s IS NOT NULL)", name);
	}
}

/* The argument of a require function that stands for a role */
static char *
CheckArgument(Oid relid, const SssColumn *column, SssRole role)
{
	const SssFactLine *fact = &sss_fact_lines[role];
	bool		own_type = fact->kind == FACT_code || fact->kind == FACT_citation;
	const char *type_name = fact->type_name;
	const char *name;

	if (column->form == COLUMN_NONE)
		return psprintf("NULL::%s.%s", own_type ? "sss" : "pg_catalog",
						fact->kind == FACT_evidence ? "bool" : type_name);
	name = QuotedColumn(relid, column->attnum);
	if (fact->kind == FACT_evidence)
		return EvidenceArgument(name, column->form);
	if (fact->kind == FACT_measure)
		return psprintf("%s::pg_catalog.numeric", name);
	switch (column->form)
	{
		case COLUMN_TEXT:
			return psprintf("sss.try_%s(%s)", type_name, name);
		case COLUMN_PADDED_TEXT:
			return psprintf("sss.try_%s(%s::pg_catalog.text)", type_name, name);
		case COLUMN_TIMESTAMP:
			return psprintf("%s::pg_catalog.date", name);
		default:
			return pstrdup(name);
	}
}

char *
SssCheckSql(const char *attachment, Oid relid, const SssBinding *binding)
{
	bool		several = binding->columns[ROLE_category].form == COLUMN_CODE_ARRAY;
	bool		first = true;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (sss.require_%s%s(",
					 SssQualifiedName(relid), quote_identifier(attachment),
					 sss_rule_names[binding->rule], several ? "_any" : "");
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule != binding->rule)
			continue;
		appendStringInfo(&sql, "%s%s", first ? "" : ", ",
						 CheckArgument(relid, &binding->columns[line->role], line->role));
		first = false;
	}
	appendStringInfoString(&sql, ")) NOT VALID");
	return sql.data;
}

bool
SssReadCheck(Oid relid, const char *expression, SssBinding *binding)
{
	FuncExpr   *call = (FuncExpr *) stringToNode(expression);
	ListCell   *argument;
	int			line = 0;

	memset(binding, 0, sizeof(SssBinding));
	binding->policy.enforcing = true;
	if (!IsA(call, FuncExpr) || !IsRequire(call->funcid, &binding->rule))
		return false;

	/* The arguments stand in the order of the rule's roles */
	foreach(argument, call->args)
	{
		Bitmapset  *columns = NULL;
		int			column;
		SssProblem	problem;

		while (line < sss_role_lines_count && sss_role_lines[line].rule != binding->rule)
			line++;
		if (line == sss_role_lines_count)
			return false;
		pull_varattnos((Node *) lfirst(argument), 1, &columns);
		column = bms_next_member(columns, -1);
		if (column >= 0 &&
			!SssBindColumn(relid, column + FirstLowInvalidHeapAttributeNumber,
						   sss_fact_lines[sss_role_lines[line].role].name, binding, &problem))
			return false;
		line++;
	}
	return true;
}

bool
SssFindCheck(Oid relid, const char *name, SssBinding *binding, bool *taken)
{
	Oid			constraint = get_relation_constraint_oid(relid, name, true);
	HeapTuple	tuple;
	Datum		expression;
	bool		isnull;
	bool		found = false;

	*taken = OidIsValid(constraint);
	if (!*taken)
		return false;
	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	expression = SysCacheGetAttr(CONSTROID, tuple, Anum_pg_constraint_conbin, &isnull);
	if (!isnull)
		found = SssReadCheck(relid, TextDatumGetCString(expression), binding);
	binding->policy.enforcing = SssIsEnforcedCheck((Form_pg_constraint) GETSTRUCT(tuple));
	ReleaseSysCache(tuple);
	return found;
}

/*----------
 * Change what is attached, by ordinary commands and with the caller's rights.
 *----------
 */
List *
SssWithPartitions(Relation rel, LOCKMODE lockmode)
{
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		return find_all_inheritors(RelationGetRelid(rel), lockmode, NULL);
	return list_make1_oid(RelationGetRelid(rel));
}

/* ALTER TABLE reaches the partitions, ALTER TABLE ONLY does not */
char *
SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled)
{
	return psprintf("%s %s %s TRIGGER %s", alter, SssQualifiedName(relid),
					enabled == TRIGGER_FIRES_ALWAYS ? "ENABLE ALWAYS" :
					enabled == TRIGGER_FIRES_ON_REPLICA ? "ENABLE REPLICA" :
					enabled == TRIGGER_FIRES_ON_ORIGIN ? "ENABLE" : "DISABLE",
					quote_identifier(trigger));
}

/*
 * Run the commands with the caller's rights.  The relation must be closed,
 * since the server refuses to alter one that is in use.
 */
static void
RunCommands(List *commands)
{
	ListCell   *cell;

	SPI_connect();
	foreach(cell, commands)
	{
		if (SPI_execute(lfirst(cell), false, 0) < 0)
			elog(ERROR, "could not execute \"%s\"", (char *) lfirst(cell));
	}
	SPI_finish();
}

void
SssRunDdl(Relation rel, List *commands, const char *action, const char *name, SssRule rule,
		  const char *definition)
{
	Oid			relid = RelationGetRelid(rel);
	char	   *relation = SssQualifiedName(relid);

	table_close(rel, NoLock);
	if (commands == NIL)
		return;
	RunCommands(commands);
	SssWriteJournal(action, relid, relation, name,
					rule == N_RULES ? NULL : sss_rule_names[rule], definition);
}
