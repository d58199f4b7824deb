/*-------------------------------------------------------------------------
 *
 * describe.c
 *	  What the catalogs say of an attachment, for view sss.attachments and the
 *	  journal.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attachment.h"
#include "compat.h"
#include "describe.h"
#include "store.h"

/* The columns of a description */
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
	const char *relation;
	const char *lane;
	bool		always;
	char	   *columns[N_ROLES];
	int			ncolumns;
	char	   *key[INDEX_MAX_KEYS];
	int			nkeys;
	char	   *required[N_ROLES];
	int			nrequired;
} Described;

/* False: the table, or a column of it, has just gone */
static bool
ListBinding(Oid relid, const SssBinding *binding, Described *described)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		const SssColumn *column = &binding->columns[role];
		char	   *name = column->form == COLUMN_NONE ? NULL :
		get_attname(relid, column->attnum, true);

		if (column->form != COLUMN_NONE && name == NULL)
			return false;
		if (name != NULL)
			described->columns[described->ncolumns++] = psprintf("%s=%s", sss_role_names[role], name);
		if ((binding->policy.required & SSS_BIT(role)) != 0)
			described->required[described->nrequired++] = pstrdup(sss_role_names[role]);
	}
	for (int i = 0; i < binding->nkeys; i++)
	{
		described->key[i] = get_attname(relid, binding->keys[i], true);
		if (described->key[i] == NULL)
			return false;
		described->nkeys++;
	}
	described->relation = SssQualifiedName(relid);
	return described->relation != NULL;
}

/* The call that makes the same attachment again */
static char *
AttachCall(const SssBinding *binding, Described *described)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "SELECT sss.attach(%s, %s, columns => %s",
					 quote_literal_cstr(described->relation),
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

	if (!ListBinding(relid, binding, &described))
		return NULL;
	return AttachCall(binding, &described);
}

static Datum
Describe(FunctionCallInfo fcinfo, Oid relid, const SssBinding *binding, Described *described,
		 bool fires)
{
	const char *mode = binding->policy.enforcing ? "enforce" : "log";
	TupleDesc	tupdesc;
	Datum		values[N_DESCRIBED] = {0};
	bool		nulls[N_DESCRIBED] = {false};

	if (!ListBinding(relid, binding, described))
		PG_RETURN_NULL();
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
	values[DESCRIBED_definition] = CStringGetTextDatum(AttachCall(binding, described));

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

/*
 * The functions take nothing but an OID and read the catalog themselves: a
 * stored expression from any other hand could hold whatever pointer it likes.
 */
static Datum
DescribeTrigger(FunctionCallInfo fcinfo, Relation catalog, HeapTuple tuple)
{
	Form_pg_trigger form = (Form_pg_trigger) GETSTRUCT(tuple);
	TupleDesc	tupdesc = RelationGetDescr(catalog);
	SssTriggerSource source = {.relid = form->tgrelid};
	Described	described = {.lane = "trigger"};
	SssBinding	binding;
	SssProblem	problem;
	bytea	   *arguments;
	Datum		qual;
	bool		isnull;

	if (!SssIsEnforce(form->tgfoid) || SssQualifiedName(form->tgrelid) == NULL)
		PG_RETURN_NULL();
	described.name = pstrdup(NameStr(form->tgname));
	described.always = form->tgenabled == TRIGGER_FIRES_ALWAYS;
	source.type = form->tgtype;
	source.deferrable = form->tgdeferrable;
	source.nattrs = form->tgattr.dim1;
	source.attrs = form->tgattr.values;
	arguments = DatumGetByteaPP(heap_getattr(tuple, Anum_pg_trigger_tgargs, tupdesc, &isnull));
	source.args = palloc(sizeof(char *) * (VARSIZE_ANY_EXHDR(arguments) + 1));
	source.nargs = SplitArguments(arguments, source.args);
	qual = heap_getattr(tuple, Anum_pg_trigger_tgqual, tupdesc, &isnull);
	source.qual = isnull ? NULL : TextDatumGetCString(qual);

	if (!SssReadBinding(&source, &binding, &problem))
		return DescribeProblem(fcinfo, &problem);
	return Describe(fcinfo, form->tgrelid, &binding, &described,
					form->tgenabled == TRIGGER_FIRES_ON_ORIGIN ||
					form->tgenabled == TRIGGER_FIRES_ALWAYS);
}

/* describe_trigger(trigger): NULL if it is none of ours, or gone */
PG_FUNCTION_INFO_V1(sss_describe_trigger);
Datum
sss_describe_trigger(PG_FUNCTION_ARGS)
{
	Relation	catalog = table_open(TriggerRelationId, AccessShareLock);
	SysScanDesc scan;
	ScanKeyData key;
	HeapTuple	tuple;
	Datum		described = (Datum) 0;

	ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(PG_GETARG_OID(0)));
	scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		described = DescribeTrigger(fcinfo, catalog, tuple);
	else
		fcinfo->isnull = true;
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return described;
}

/* describe_check(constraint): NULL if it is none of ours, or gone */
PG_FUNCTION_INFO_V1(sss_describe_check);
Datum
sss_describe_check(PG_FUNCTION_ARGS)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(PG_GETARG_OID(0)));
	Form_pg_constraint form;
	Oid			relid;
	Described	described = {.lane = "constraint"};
	SssBinding	binding;
	Datum		expression;
	bool		isnull;
	bool		ours = false;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_NULL();
	form = (Form_pg_constraint) GETSTRUCT(tuple);
	relid = form->conrelid;
	expression = SysCacheGetAttr(CONSTROID, tuple, Anum_pg_constraint_conbin, &isnull);
	described.name = pstrdup(NameStr(form->conname));
	if (!isnull && SssQualifiedName(form->conrelid) != NULL)
		ours = SssReadCheck(form->conrelid, TextDatumGetCString(expression), &binding);
	ReleaseSysCache(tuple);
	if (!ours)
		PG_RETURN_NULL();
	return Describe(fcinfo, relid, &binding, &described, true);
}
