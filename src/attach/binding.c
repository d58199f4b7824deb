/*-------------------------------------------------------------------------
 *
 * binding.c
 *	  Columns are bound to the roles of a rule, to the key and to links.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "attach/attach_private.h"

static bool
IsFunction(Oid function, const char *schema, const char *name)
{
	char	   *found = get_func_name(function);

	return found != NULL && strcmp(found, name) == 0 &&
		get_func_namespace(function) == get_namespace_oid(schema, true);
}

bool
SssIsOwnFunction(Oid function, const char *name)
{
	return IsFunction(function, "sss", name);
}

bool
SssIsInternalFunction(Oid function, const char *name)
{
	return IsFunction(function, "sss_internal", name);
}

bool
SssIsOwnRelation(Oid relid)
{
	Oid			schema = get_rel_namespace(relid);

	/*
	 * The cheap test comes first.  It does not suffice: other roles may create objects in the
	 * schema.
	 */
	return (schema == get_namespace_oid("sss", true) || schema == get_namespace_oid("sss_internal", true)) &&
		OidIsValid(getExtensionOfObject(RelationRelationId, relid));
}

bool
SssRuleByName(const char *name, SssRule *rule)
{
	for (int i = 0; i < N_RULES; i++)
	{
		if (strcmp(sss_rule_names[i], name) == 0)
		{
			*rule = (SssRule) i;
			return true;
		}
	}
	return false;
}

bool
SssRoleOfRule(SssRule rule, const char *name, SssRole *role)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule == rule && strcmp(sss_fact_lines[line->role].name, name) == 0)
		{
			*role = line->role;
			return true;
		}
	}
	return false;
}

/* Is it the type of that name in schema sss? */
static bool
IsCodeType(Oid type, const char *type_name)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	bool		own = false;

	if (HeapTupleIsValid(tuple))
	{
		Form_pg_type form = (Form_pg_type) GETSTRUCT(tuple);

		own = strcmp(NameStr(form->typname), type_name) == 0 &&
			form->typnamespace == get_namespace_oid("sss", true);
		ReleaseSysCache(tuple);
	}
	return own;
}

static SssColumnForm
FormOfMeasure(Oid base)
{
	switch (base)
	{
		case INT2OID:
			return COLUMN_INT2;
		case INT4OID:
			return COLUMN_INT4;
		case INT8OID:
			return COLUMN_INT8;
		case FLOAT4OID:
			return COLUMN_FLOAT4;
		case FLOAT8OID:
			return COLUMN_FLOAT8;
		case NUMERICOID:
			return COLUMN_NUMERIC;
		default:
			return COLUMN_NONE;
	}
}

/*
 * A column of nearly any type can name the document or person that is the
 * evidence.  A type that can be read as text, such as citext, is read so.  JSON
 * and arrays are refused, since NULL is not their only way to hold no evidence.
 */
static SssColumnForm
FormOfEvidence(Oid base)
{
	if (base == BOOLOID)
		return COLUMN_BOOLEAN;
	if (base == BPCHAROID)
		return COLUMN_PADDED_TEXT;
	if (base == JSONOID || base == JSONBOID || type_is_array(base))
		return COLUMN_NONE;
	return IsBinaryCoercible(base, TEXTOID) ? COLUMN_TEXT : COLUMN_THING;
}

static SssColumnForm
FormOfCode(Oid base, SssRole role)
{
	const char *type_name = sss_fact_lines[role].type_name;
	Oid			element = get_base_element_type(base);

	if (base == TEXTOID || base == VARCHAROID)
		return COLUMN_TEXT;
	if (base == BPCHAROID)
		return COLUMN_PADDED_TEXT;
	if (IsCodeType(base, type_name))
		return COLUMN_CODE;
	if (role != ROLE_category || !OidIsValid(element))
		return COLUMN_NONE;
	if (element == TEXTOID || element == VARCHAROID || element == BPCHAROID)
		return COLUMN_TEXT_ARRAY;
	if (IsCodeType(getBaseType(element), type_name))
		return COLUMN_CODE_ARRAY;
	return COLUMN_NONE;
}

static SssColumnForm
FormOfDate(Oid base)
{
	return base == DATEOID ? COLUMN_DATE : base == TIMESTAMPOID ? COLUMN_TIMESTAMP : COLUMN_NONE;
}

/* Does a mention hold a day?  Otherwise it is shown as it is written. */
static bool
IsMentionedDay(SssRole role)
{
	return strcmp(sss_fact_lines[role].type_name, "date") == 0;
}

/* A column that can be sorted, as the rows of a view are */
static SssColumnForm
FormOfNumber(Oid base)
{
	return base == INT2OID || base == INT4OID || base == INT8OID || base == NUMERICOID ||
		base == BPCHAROID || IsBinaryCoercible(base, TEXTOID) ? COLUMN_THING : COLUMN_NONE;
}

/* The form in which a type holds the fact */
static SssColumnForm
FormOfType(Oid type, SssRole role)
{
	Oid			base = getBaseType(type);

	switch (sss_fact_lines[role].kind)
	{
		case FACT_date:
			return FormOfDate(base);
		case FACT_mention:
			return IsMentionedDay(role) ? FormOfDate(base) : FormOfNumber(base);
		case FACT_measure:
			return FormOfMeasure(base);
		case FACT_evidence:
			return FormOfEvidence(base);
		default:
			return FormOfCode(base, role);
	}
}

/* The hint that names the columns to bind instead */
static char *
FormHint(SssRole role)
{
	switch (sss_fact_lines[role].kind)
	{
		case FACT_date:
			return pstrdup(_("Bind a stored column of type date or timestamp without time zone."));
		case FACT_measure:
			return pstrdup(_("Bind a stored column of type smallint, integer, bigint, real, double precision or numeric."));
		case FACT_mention:
			return IsMentionedDay(role) ?
				pstrdup(_("Bind a stored column of type date or timestamp without time zone.")) :
				pstrdup(_("Bind a stored column of type text, varchar, char, smallint, integer, bigint or numeric."));
		case FACT_evidence:
			return pstrdup(_("Bind a stored column that is neither JSON nor an array; a view can yield such a value as text or boolean."));
		default:
			return psprintf(_("Bind a stored column of type sss.%s, text, varchar or char that holds its codes."),
							sss_fact_lines[role].type_name);
	}
}

SssColumnForm
SssFormOfColumn(Oid relid, AttrNumber attnum, SssRole role, SssProblem *problem)
{
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum(attnum));
	Form_pg_attribute attribute;
	SssColumnForm form = COLUMN_NONE;

	if (!HeapTupleIsValid(tuple))
	{
		SssWrong(problem, ERRCODE_UNDEFINED_COLUMN,
				 psprintf(_("column number %d of the table does not exist"), attnum), NULL, NULL);
		return COLUMN_NONE;
	}
	attribute = (Form_pg_attribute) GETSTRUCT(tuple);

	if (attnum > 0 && !(SSS_HAVE_VIRTUAL_COLUMNS && attribute->attgenerated == ATTRIBUTE_GENERATED_VIRTUAL))
		form = FormOfType(attribute->atttypid, role);
	if (form == COLUMN_NONE)
		SssWrong(problem, ERRCODE_DATATYPE_MISMATCH,
				 psprintf(_("column \"%s\" cannot hold the role \"%s\""),
						  NameStr(attribute->attname), sss_fact_lines[role].name),
				 psprintf(getBaseType(attribute->atttypid) == TIMESTAMPTZOID ?
						  _("The column has type %s, whose day depends on the session.") :
						  _("The column has type %s."), format_type_be(attribute->atttypid)),
				 FormHint(role));
	ReleaseSysCache(tuple);
	return form;
}

static bool
TooManyColumns(const char *role, SssProblem *problem)
{
	return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
					psprintf(_("too many columns are bound as \"%s\""), role), NULL,
					psprintf(_("Use at most %d columns."), INDEX_MAX_KEYS));
}

bool
SssIsVirtualColumn(Oid relid, AttrNumber attnum)
{
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum(attnum));
	bool		is_virtual;

	if (!HeapTupleIsValid(tuple))
		return false;
	is_virtual = SSS_HAVE_VIRTUAL_COLUMNS &&
		((Form_pg_attribute) GETSTRUCT(tuple))->attgenerated == ATTRIBUTE_GENERATED_VIRTUAL;
	ReleaseSysCache(tuple);
	return is_virtual;
}

/* The server computes a virtual column only for queries: a trigger finds NULL in the row */
static bool
CheckIsStored(Oid relid, AttrNumber attnum, const char *role_name, SssProblem *problem)
{
	if (!SSS_HAVE_VIRTUAL_COLUMNS || !SssIsVirtualColumn(relid, attnum))
		return true;
	return SssWrong(problem, ERRCODE_FEATURE_NOT_SUPPORTED,
					psprintf(_("virtual generated column \"%s\" cannot be bound as \"%s\""),
							 get_attname(relid, attnum, false), role_name),
					pstrdup(_("A trigger does not see the value of such a column.")),
					pstrdup(_("Bind a stored column.")));
}

bool
SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name, SssBinding *binding,
			  SssProblem *problem)
{
	bool		is_key = strcmp(role_name, SSS_KEY_ROLE) == 0;
	bool		is_link = strcmp(role_name, SSS_LINK_ROLE) == 0;
	SssRole		role;

	if ((is_key || is_link) && !CheckIsStored(relid, attnum, role_name, problem))
		return false;
	if (is_key)
	{
		if (binding->nkeys >= INDEX_MAX_KEYS)
			return TooManyColumns(SSS_KEY_ROLE, problem);
		binding->keys[binding->nkeys++] = attnum;
		return true;
	}
	if (is_link)
	{
		if (binding->view.nlinks >= INDEX_MAX_KEYS)
			return TooManyColumns(SSS_LINK_ROLE, problem);
		binding->view.links[binding->view.nlinks++] = attnum;
		return true;
	}
	if (!SssRoleOfRule(binding->rule, role_name, &role))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("rule \"%s\" has no role \"%s\""),
								 sss_rule_names[binding->rule], role_name),
						NULL, pstrdup(_("See view sss.rules for the roles of each rule.")));
	if (binding->columns[role].form != COLUMN_NONE)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("role \"%s\" is bound twice"), role_name), NULL,
						pstrdup(_("Bind each role to one column.")));
	binding->columns[role].attnum = attnum;
	/* A mention is no fact: nothing reads it when a row is checked */
	if (sss_fact_lines[role].kind != FACT_mention)
	{
		binding->last_column = Max(binding->last_column, attnum);
		binding->bound |= SSS_ROLE_BIT(role);
	}
	binding->columns[role].form = SssFormOfColumn(relid, attnum, role, problem);
	return binding->columns[role].form != COLUMN_NONE;
}

/* In a view a mention's column has the role's name; a column of another type is none */
void
SssBindMentions(Oid view, SssBinding *binding)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];
		SssColumn  *column = &binding->columns[line->role];
		SssProblem	problem;

		if (line->rule != binding->rule || sss_fact_lines[line->role].kind != FACT_mention ||
			column->form != COLUMN_NONE)
			continue;
		column->attnum = get_attnum(view, sss_fact_lines[line->role].name);
		if (column->attnum > 0)
			column->form = SssFormOfColumn(view, column->attnum, line->role, &problem);
	}
}

bool
SssRequireRole(const char *role_name, SssBinding *binding, SssProblem *problem)
{
	SssRole		role;

	if (!SssRoleOfRule(binding->rule, role_name, &role) ||
		SssFormOfRole(binding, role) == COLUMN_NONE)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("required role \"%s\" is not bound to a column"), role_name),
						NULL, pstrdup(_("Bind the role to a column, or do not require it.")));
	if (sss_fact_lines[role].kind == FACT_mention)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("role \"%s\" cannot be required"), role_name),
						pstrdup(_("No rule reads it.")), pstrdup(_("Declare the column NOT NULL.")));
	binding->policy.required |= SSS_ROLE_BIT(role);
	return true;
}

/* Is the fact evidence that the list requires, and not only a condition of such a line? */
static bool
IsEvidence(SssRule rule, SssRole role)
{
	for (int i = 0; i < sss_evidence_count; i++)
	{
		if (sss_evidence[i].rule == rule && sss_evidence[i].fact == role)
			return true;
	}
	return false;
}

bool
SssCheckObligatory(const SssBinding *binding, SssProblem *problem)
{
	bool		evidence = false;

	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule == binding->rule && line->obligatory &&
			SssFormOfRole(binding, line->role) == COLUMN_NONE)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("rule \"%s\" needs a column for the role \"%s\""),
									 sss_rule_names[binding->rule], sss_fact_lines[line->role].name),
							NULL, pstrdup(_("See view sss.rules for the roles of each rule.")));
		evidence |= line->rule == binding->rule && line->rule == RULE_evidence &&
			SssFormOfRole(binding, line->role) != COLUMN_NONE && IsEvidence(line->rule, line->role);
	}
	if (binding->rule == RULE_other_act_norm && SssFormOfRole(binding, ROLE_norm) == COLUMN_NONE &&
		SssFormOfRole(binding, ROLE_maximum) == COLUMN_NONE)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("rule \"%s\" needs a column for the role \"%s\""),
								 sss_rule_names[binding->rule], sss_fact_lines[ROLE_norm].name),
						NULL, pstrdup(_("See view sss.rules for the roles of each rule.")));
	if (binding->rule == RULE_evidence && !evidence)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("rule \"%s\" needs a column with evidence"),
								 sss_rule_names[binding->rule]),
						NULL, pstrdup(_("See view sss.rules for the roles of each rule.")));
	return true;
}

bool
SssHoldsFacts(const SssBinding *binding)
{
	return binding->last_column != InvalidAttrNumber;
}

SssColumnForm
SssFormOfRole(const SssBinding *binding, SssRole role)
{
	return binding->columns[role].form != COLUMN_NONE ? binding->columns[role].form :
		binding->view.columns[role].form;
}

bool
SssSameColumns(const SssBinding *a, const SssBinding *b)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		if (a->columns[role].attnum != b->columns[role].attnum ||
			a->view.columns[role].attnum != b->view.columns[role].attnum)
			return false;
	}
	return a->rule == b->rule && a->view.relid == b->view.relid;
}

bool
SssSameKey(const SssBinding *a, const SssBinding *b)
{
	return a->nkeys == b->nkeys && memcmp(a->keys, b->keys, a->nkeys * sizeof(AttrNumber)) == 0;
}

static int
ColumnsOfIndex(Oid indexid, AttrNumber *columns)
{
	HeapTuple	tuple = OidIsValid(indexid) ? SearchSysCache1(INDEXRELID, ObjectIdGetDatum(indexid)) : NULL;
	Form_pg_index index;
	int			ncolumns;

	if (!HeapTupleIsValid(tuple))
		return 0;
	index = (Form_pg_index) GETSTRUCT(tuple);
	ncolumns = index->indnkeyatts;
	for (int i = 0; i < ncolumns; i++)
		columns[i] = index->indkey.values[i];
	ReleaseSysCache(tuple);
	return ncolumns;
}

/* The columns of the primary key, from the catalogs: the table need not be locked */
static int
PrimaryKeyOf(Oid relid, AttrNumber *columns)
{
	Oid			constraint = InvalidOid;

	(void) get_primary_key_attnos(relid, true, &constraint);
	return OidIsValid(constraint) ? ColumnsOfIndex(get_constraint_index(constraint), columns) : 0;
}

bool
SssIsPrimaryKey(Oid relid, const AttrNumber *keys, int nkeys)
{
	AttrNumber	columns[INDEX_MAX_KEYS];
	int			ncolumns = PrimaryKeyOf(relid, columns);

	return ncolumns > 0 && ncolumns == nkeys && memcmp(columns, keys, sizeof(AttrNumber) * nkeys) == 0;
}

int
SssKeyColumnsOf(const SssBinding *binding, Oid relid, AttrNumber *keys)
{
	if (binding->nkeys == 0)
		return PrimaryKeyOf(relid, keys);
	memcpy(keys, binding->keys, binding->nkeys * sizeof(AttrNumber));
	return binding->nkeys;
}

int
SssKeyColumns(const SssBinding *binding, Relation rel, AttrNumber *keys)
{
	if (binding->nkeys == 0)
		return ColumnsOfIndex(SssPrimaryKeyIndex(rel), keys);
	memcpy(keys, binding->keys, binding->nkeys * sizeof(AttrNumber));
	return binding->nkeys;
}
