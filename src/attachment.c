/*-------------------------------------------------------------------------
 *
 * attachment.c
 *	  Attachments as SQL: what creates them, and what the catalogs say of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "attachment.h"
#include "compat.h"
#include "store.h"

#define COMPANION_SUFFIX	"_companion"

char *
SssCompanionName(const char *attachment)
{
	return psprintf("%s%s", attachment, COMPANION_SUFFIX);
}

static const char *
QuotedColumn(Oid relid, AttrNumber attnum)
{
	return quote_identifier(get_attname(relid, attnum, false));
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

		for (int i = 0; i < ncolumns; i++)
			listed |= columns[i] == attnum;
		if (!listed)
			columns[ncolumns++] = attnum;
	}
	return ncolumns;
}

/* The same, and the key's columns that hold no fact behind them */
static int
BoundColumns(const SssBinding *binding, AttrNumber *columns)
{
	int			ncolumns = FactColumns(binding, columns);

	for (int k = 0; k < binding->nkeys; k++)
	{
		bool		listed = false;

		for (int i = 0; i < ncolumns; i++)
			listed |= columns[i] == binding->keys[k];
		if (!listed)
			columns[ncolumns++] = binding->keys[k];
	}
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
			appendStringInfo(&roles, "%s%s", roles.len > 0 ? "+" : "", sss_role_names[role]);
	}
	for (int k = 0; k < binding->nkeys && with_key; k++)
	{
		if (binding->keys[k] == attnum)
			appendStringInfo(&roles, "%s%s", roles.len > 0 ? "+" : "", SSS_KEY_ROLE);
	}
	return roles.data;
}

static char *
RequiredRoles(const SssBinding *binding)
{
	StringInfoData roles;

	initStringInfo(&roles);
	for (int role = 0; role < N_ROLES; role++)
	{
		if ((binding->policy.required & SSS_BIT(role)) != 0)
			appendStringInfo(&roles, "%s%s", roles.len > 0 ? "," : "", sss_role_names[role]);
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

char *
SssMainTriggerSql(const char *attachment, Oid relid, const SssBinding *binding, bool replace)
{
	AttrNumber	columns[N_ROLES + INDEX_MAX_KEYS] = {0};
	int			ncolumns = BoundColumns(binding, columns);
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE%s%s TRIGGER %s AFTER INSERT%s OR UPDATE OF ",
					 replace ? " OR REPLACE" : "", binding->deferred ? " CONSTRAINT" : "",
					 quote_identifier(attachment),
					 get_rel_relkind(relid) == RELKIND_PARTITIONED_TABLE ? " OR DELETE" : "");
	for (int i = 0; i < ncolumns; i++)
		appendStringInfo(&sql, "%s%s", i > 0 ? ", " : "", QuotedColumn(relid, columns[i]));
	AppendCall(&sql, relid, binding, "", columns, ncolumns, true);
	appendStringInfo(&sql, ", 'mode=%s'", binding->policy.enforcing ? "enforce" : "log");
	if (binding->policy.strict)
		appendStringInfoString(&sql, ", 'unsettled=enforce'");
	if (binding->policy.required != 0)
		appendStringInfo(&sql, ", 'required=%s'", RequiredRoles(binding));
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

/* The argument of a require function that stands for a role */
static char *
CheckArgument(Oid relid, const SssColumn *column, const char *type_name)
{
	const char *name;

	if (column->form == COLUMN_NONE)
		return psprintf("NULL::sss.%s", type_name);
	name = QuotedColumn(relid, column->attnum);
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
						 CheckArgument(relid, &binding->columns[line->role], line->type_name));
		first = false;
	}
	appendStringInfoString(&sql, ")) NOT VALID");
	return sql.data;
}

bool
SssReadCheck(Oid relid, const char *expression, SssBinding *binding)
{
	FuncExpr   *call = (FuncExpr *) stringToNode(expression);
	const char *function;
	ListCell   *argument;
	int			line = 0;

	memset(binding, 0, sizeof(SssBinding));
	binding->policy.enforcing = true;
	if (!IsA(call, FuncExpr) || !SssIsRequire(call->funcid))
		return false;

	function = get_func_name(call->funcid) + strlen("require_");
	while (line < N_RULES && strncmp(function, sss_rule_names[line], strlen(sss_rule_names[line])) != 0)
		line++;
	if (line == N_RULES)
		return false;
	binding->rule = line;

	/* The arguments stand in the order of the rule's roles */
	line = 0;
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
						   sss_role_names[sss_role_lines[line].role], binding, &problem))
			return false;
		line++;
	}
	return true;
}

/*
 * What the catalogs say of an attachment, for view sss.attachments.
 */
enum
{
	DESCRIBED_rule,
	DESCRIBED_lane,
	DESCRIBED_companion,
	DESCRIBED_columns,
	DESCRIBED_key,
	DESCRIBED_mode,
	DESCRIBED_effective_mode,
	DESCRIBED_unsettled,
	DESCRIBED_required,
	DESCRIBED_timing,
	DESCRIBED_always,
	DESCRIBED_problem,
	DESCRIBED_definition,
	N_DESCRIBED
};

static Datum
TextArray(char **texts, int ntexts)
{
	Datum	   *elements = palloc(sizeof(Datum) * (ntexts + 1));

	for (int i = 0; i < ntexts; i++)
		elements[i] = CStringGetTextDatum(texts[i]);
	return PointerGetDatum(construct_array(elements, ntexts, TEXTOID, -1, false, TYPALIGN_INT));
}

/* ARRAY['a', 'b'] */
static char *
ArrayLiteral(char **texts, int ntexts)
{
	StringInfoData literal;

	initStringInfo(&literal);
	appendStringInfoString(&literal, "ARRAY[");
	for (int i = 0; i < ntexts; i++)
		appendStringInfo(&literal, "%s%s", i > 0 ? ", " : "", quote_literal_cstr(texts[i]));
	appendStringInfoChar(&literal, ']');
	return literal.data;
}

/* The parts of a description that are lists of texts */
typedef struct Described
{
	const char *name;
	const char *lane;
	bool		always;
	char	   *columns[N_ROLES];
	int			ncolumns;
	char	   *key[INDEX_MAX_KEYS];
	int			nkeys;
	char	   *required[N_ROLES];
	int			nrequired;
} Described;

static void
ListBinding(Oid relid, const SssBinding *binding, Described *described)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &binding->columns[role];

		if (column->form != COLUMN_NONE)
			described->columns[described->ncolumns++] =
				psprintf("%s=%s", sss_role_names[role], get_attname(relid, column->attnum, false));
		if ((binding->policy.required & SSS_BIT(role)) != 0)
			described->required[described->nrequired++] = pstrdup(sss_role_names[role]);
	}
	for (int i = 0; i < binding->nkeys; i++)
		described->key[described->nkeys++] = get_attname(relid, binding->keys[i], false);
}

/* The call that makes the same attachment again */
static char *
AttachCall(Oid relid, const SssBinding *binding, Described *described)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT sss.attach(%s, %s, columns => %s",
					 quote_literal_cstr(SssQualifiedName(relid)),
					 quote_literal_cstr(sss_rule_names[binding->rule]),
					 ArrayLiteral(described->columns, described->ncolumns));
	if (described->nkeys > 0)
		appendStringInfo(&sql, ", key => %s", ArrayLiteral(described->key, described->nkeys));
	appendStringInfo(&sql, ", mode => '%s'", binding->policy.enforcing ? "enforce" : "log");
	if (strcmp(described->lane, "trigger") != 0)
		appendStringInfo(&sql, ", lane => '%s'", described->lane);
	if (described->nrequired > 0)
		appendStringInfo(&sql, ", required => %s",
						 ArrayLiteral(described->required, described->nrequired));
	if (binding->policy.strict)
		appendStringInfoString(&sql, ", unsettled => 'enforce'");
	if (binding->deferred)
		appendStringInfoString(&sql, ", timing => 'deferred'");
	if (described->always)
		appendStringInfoString(&sql, ", always => true");
	appendStringInfo(&sql, ", name => %s)", quote_literal_cstr(described->name));
	return sql.data;
}

char *
SssDefinition(const char *attachment, Oid relid, const SssBinding *binding, bool constraint,
			  bool always)
{
	Described	described = {
		.name = attachment,
		.lane = constraint ? "constraint" : "trigger",
		.always = always,
	};

	ListBinding(relid, binding, &described);
	return AttachCall(relid, binding, &described);
}

static Datum
Describe(FunctionCallInfo fcinfo, Oid relid, const SssBinding *binding, Described *described,
		 bool fires)
{
	const char *mode = binding->policy.enforcing ? "enforce" : "log";
	TupleDesc	tupdesc;
	Datum		values[N_DESCRIBED] = {0};
	bool		nulls[N_DESCRIBED] = {false};

	ListBinding(relid, binding, described);
	values[DESCRIBED_rule] = CStringGetTextDatum(sss_rule_names[binding->rule]);
	values[DESCRIBED_lane] = CStringGetTextDatum(described->lane);
	values[DESCRIBED_companion] = BoolGetDatum(binding->companion);
	values[DESCRIBED_columns] = TextArray(described->columns, described->ncolumns);
	values[DESCRIBED_key] = TextArray(described->key, described->nkeys);
	nulls[DESCRIBED_key] = described->nkeys == 0;
	values[DESCRIBED_mode] = CStringGetTextDatum(mode);
	values[DESCRIBED_effective_mode] = CStringGetTextDatum(fires ? mode : "disabled");
	values[DESCRIBED_unsettled] = CStringGetTextDatum(binding->policy.strict ? "enforce" : "log");
	values[DESCRIBED_required] = TextArray(described->required, described->nrequired);
	values[DESCRIBED_timing] = CStringGetTextDatum(binding->deferred ? "deferred" : "immediate");
	values[DESCRIBED_always] = BoolGetDatum(described->always);
	nulls[DESCRIBED_problem] = true;
	values[DESCRIBED_definition] = CStringGetTextDatum(AttachCall(relid, binding, described));

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

/* A trigger that cannot work: all that can be said is why */
static Datum
DescribeProblem(FunctionCallInfo fcinfo, const SssProblem *problem)
{
	TupleDesc	tupdesc;
	Datum		values[N_DESCRIBED] = {0};
	bool		nulls[N_DESCRIBED];

	memset(nulls, true, sizeof(nulls));
	nulls[DESCRIBED_lane] = nulls[DESCRIBED_companion] = nulls[DESCRIBED_problem] = false;
	values[DESCRIBED_lane] = CStringGetTextDatum("trigger");
	values[DESCRIBED_companion] = BoolGetDatum(false);
	values[DESCRIBED_problem] = CStringGetTextDatum(problem->message);
	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls));
}

/* The arguments of a trigger as pg_trigger stores them: each ends in a zero byte */
static int
SplitArguments(bytea *stored, char **args)
{
	const char *cursor = VARDATA_ANY(stored);
	const char *end = cursor + VARSIZE_ANY_EXHDR(stored);
	int			nargs = 0;

	while (cursor < end)
	{
		args[nargs] = pstrdup(cursor);
		cursor += strlen(args[nargs++]) + 1;
	}
	return nargs;
}

/* describe_trigger(relation, name, type, deferrable, enabled, columns, arguments, when) */
PG_FUNCTION_INFO_V1(sss_describe_trigger);
Datum
sss_describe_trigger(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	char		enabled = PG_GETARG_CHAR(4);
	int2vector *columns = (int2vector *) PG_GETARG_POINTER(5);
	bytea	   *arguments = PG_GETARG_BYTEA_PP(6);
	SssTriggerSource source = {.relid = relid};
	Described	described = {.lane = "trigger"};
	SssBinding	binding;
	SssProblem	problem;

	described.name = NameStr(*PG_GETARG_NAME(1));
	described.always = enabled == TRIGGER_FIRES_ALWAYS;
	source.type = PG_GETARG_INT16(2);
	source.deferrable = PG_GETARG_BOOL(3);
	source.nattrs = columns->dim1;
	source.attrs = columns->values;
	source.args = palloc(sizeof(char *) * (VARSIZE_ANY_EXHDR(arguments) + 1));
	source.nargs = SplitArguments(arguments, source.args);
	source.qual = PG_ARGISNULL(7) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(7));

	if (!SssReadBinding(&source, &binding, &problem))
		return DescribeProblem(fcinfo, &problem);
	return Describe(fcinfo, relid, &binding, &described,
					enabled == TRIGGER_FIRES_ON_ORIGIN || enabled == TRIGGER_FIRES_ALWAYS);
}

/* describe_check(relation, name, expression) */
PG_FUNCTION_INFO_V1(sss_describe_check);
Datum
sss_describe_check(PG_FUNCTION_ARGS)
{
	Oid			relid = PG_GETARG_OID(0);
	Described	described = {.lane = "constraint"};
	SssBinding	binding;

	described.name = NameStr(*PG_GETARG_NAME(1));
	if (!SssReadCheck(relid, text_to_cstring(PG_GETARG_TEXT_PP(2)), &binding))
		PG_RETURN_NULL();
	return Describe(fcinfo, relid, &binding, &described, true);
}
