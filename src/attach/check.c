/*-------------------------------------------------------------------------
 *
 * check.c
 *	  Attachments that a CHECK enforces.
 *
 * Such a CHECK calls one of the functions sss.require_*() and nothing else.  Its
 * binding is read back from the stored expression.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "attach/attach_private.h"

/* Is it one of the functions that CHECKs call? */
static bool
IsRequireFunction(Oid function, SssRule *rule)
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

/* The expression for evidence, with the same answer as finding/read_row.c gives for such a column */
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
	name = SssQuoteName(get_attname(relid, column->attnum, false));
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
SssCheckSql(const SssAttachment *attachment)
{
	const SssBinding *binding = &attachment->binding;
	bool		several = binding->columns[ROLE_category].form == COLUMN_CODE_ARRAY;
	bool		first = true;
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (sss.require_%s%s(",
					 SssQualifiedName(attachment->relid), SssQuoteName(attachment->name),
					 sss_rule_names[binding->rule], several ? "_any" : "");
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule != binding->rule || sss_fact_lines[line->role].kind == FACT_mention)
			continue;
		appendStringInfo(&sql, "%s%s", first ? "" : ", ",
						 CheckArgument(attachment->relid, &binding->columns[line->role], line->role));
		first = false;
	}
	appendStringInfoString(&sql, ")) NOT VALID");
	return sql.data;
}

/* The arguments of the call stand in the order of the rule's roles */
static bool
ReadCall(Oid relid, const FuncExpr *call, SssBinding *binding)
{
	ListCell   *argument;
	int			line = 0;

	if (!IsA(call, FuncExpr) || !IsRequireFunction(call->funcid, &binding->rule))
		return false;
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

/* Read the attachment of a row of pg_constraint; false: the constraint is not an attachment */
static bool
ReadCheck(HeapTuple constraint, SssAttachment *attachment)
{
	Form_pg_constraint form = (Form_pg_constraint) GETSTRUCT(constraint);
	bool		isnull;
	Datum		expression = SysCacheGetAttr(CONSTROID, constraint, Anum_pg_constraint_conbin,
											 &isnull);

	memset(attachment, 0, sizeof(SssAttachment));
	attachment->relid = form->conrelid;
	attachment->name = pstrdup(NameStr(form->conname));
	attachment->oid = form->oid;
	attachment->enforced_by = ENFORCED_BY_CONSTRAINT;
	attachment->enabled = SssIsEnforcedCheck(form) ? TRIGGER_FIRES_ON_ORIGIN : TRIGGER_DISABLED;
	attachment->inheritable = !form->connoinherit;
	attachment->binding.policy.enforcing = true;

	/* The relation may have been dropped in the meantime */
	return form->contype == CONSTRAINT_CHECK && !isnull && SssQualifiedName(form->conrelid) != NULL &&
		ReadCall(form->conrelid, stringToNode(TextDatumGetCString(expression)), &attachment->binding);
}

bool
SssFindCheck(Oid constraint, SssAttachment *attachment)
{
	HeapTuple	tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	bool		found;

	if (!HeapTupleIsValid(tuple))
		return false;
	found = ReadCheck(tuple, attachment);
	ReleaseSysCache(tuple);
	return found;
}

List *
SssChecksOf(Oid relid)
{
	Relation	catalog = table_open(ConstraintRelationId, AccessShareLock);
	List	   *checks = NIL;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;

	ScanKeyInit(&key, Anum_pg_constraint_conrelid, BTEqualStrategyNumber, F_OIDEQ,
				ObjectIdGetDatum(relid));
	scan = systable_beginscan(catalog, ConstraintRelidTypidNameIndexId, true, NULL, 1, &key);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		SssAttachment *attachment = palloc(sizeof(SssAttachment));

		if (ReadCheck(tuple, attachment))
			checks = lappend(checks, attachment);
		else
			pfree(attachment);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return checks;
}
