/*-------------------------------------------------------------------------
 *
 * binding.c
 *	  What a trigger of ours binds to the columns of its table.
 *
 * The arguments of a trigger are
 *
 *		rule, role ..., option=value ...
 *
 * with one role for each column of the column list, in its order; of a
 * companion, for each pair of the WHEN clause.  The role "key" marks a column
 * that identifies the row; a column that does and holds a fact as well is
 * named by both, as in "on_date+key".
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "nodes/primnodes.h"
#include "rewrite/prs2lock.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "binding.h"
#include "compat.h"

bool
SssWrong(SssProblem *problem, int sqlstate, const char *message, const char *detail,
		 const char *hint)
{
	problem->sqlstate = sqlstate;
	problem->message = message;
	problem->detail = detail;
	problem->hint = hint;
	return false;
}

/* Is it the function of that name in schema sss? */
static bool
IsOwnFunction(Oid function, const char *name)
{
	char	   *found = get_func_name(function);

	return found != NULL && strcmp(found, name) == 0 &&
		get_func_namespace(function) == get_namespace_oid("sss", true);
}

bool
SssIsEnforce(Oid function)
{
	return IsOwnFunction(function, "enforce");
}

bool
SssIsRequire(Oid function)
{
	return IsOwnFunction(function, "require_placement") ||
		IsOwnFunction(function, "require_placement_any") ||
		IsOwnFunction(function, "require_service");
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
SssRoleOfRule(SssRule rule, const char *name, SssRole *role, const char **type_name)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule == rule && strcmp(sss_role_names[line->role], name) == 0)
		{
			*role = line->role;
			if (type_name != NULL)
				*type_name = line->type_name;
			return true;
		}
	}
	return false;
}

/* Which of the types of schema sss, by name; false: another type */
static bool
IsOwnType(Oid type, const char *type_name)
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

/* The form in which a type holds a fact of the role's type */
static SssColumnForm
FormOfType(Oid type, SssRole role, const char *type_name)
{
	Oid			base = getBaseType(type);
	Oid			element = get_base_element_type(base);

	if (role == ROLE_on_date)
		return base == DATEOID ? COLUMN_DATE :
			base == TIMESTAMPOID ? COLUMN_TIMESTAMP : COLUMN_NONE;
	if (base == TEXTOID || base == VARCHAROID)
		return COLUMN_TEXT;
	if (base == BPCHAROID)
		return COLUMN_PADDED_TEXT;
	if (IsOwnType(base, type_name))
		return COLUMN_CODE;
	if (role != ROLE_category || !OidIsValid(element))
		return COLUMN_NONE;
	if (element == TEXTOID || element == VARCHAROID || element == BPCHAROID)
		return COLUMN_TEXT_ARRAY;
	if (IsOwnType(getBaseType(element), type_name))
		return COLUMN_CODE_ARRAY;
	return COLUMN_NONE;
}

SssColumnForm
SssFormOfColumn(Oid relid, AttrNumber attnum, SssRule rule, SssRole role, SssProblem *problem)
{
	HeapTuple	tuple = SearchSysCache2(ATTNUM, ObjectIdGetDatum(relid), Int16GetDatum(attnum));
	Form_pg_attribute attribute;
	SssColumnForm form = COLUMN_NONE;
	const char *type_name = NULL;

	if (!HeapTupleIsValid(tuple))
	{
		SssWrong(problem, ERRCODE_UNDEFINED_COLUMN,
				 psprintf(_("column number %d of the table does not exist"), attnum), NULL, NULL);
		return COLUMN_NONE;
	}
	attribute = (Form_pg_attribute) GETSTRUCT(tuple);

	(void) SssRoleOfRule(rule, sss_role_names[role], &role, &type_name);
	if (attnum > 0 &&
		(attribute->attgenerated == '\0' || attribute->attgenerated != ATTRIBUTE_GENERATED_VIRTUAL))
		form = FormOfType(attribute->atttypid, role, type_name);
	if (form == COLUMN_NONE)
		SssWrong(problem, ERRCODE_DATATYPE_MISMATCH,
				 psprintf(_("column \"%s\" cannot hold the role \"%s\""),
						  NameStr(attribute->attname), sss_role_names[role]),
				 psprintf(_("The column has type %s."), format_type_be(attribute->atttypid)),
				 role == ROLE_on_date ?
				 pstrdup(_("Bind a stored column of type date or timestamp without time zone; the day of a timestamp with time zone depends on the session.")) :
				 psprintf(_("Bind a stored column of type sss.%s, text, varchar or char that holds its codes."),
						  type_name));
	ReleaseSysCache(tuple);
	return form;
}

bool
SssBindColumn(Oid relid, AttrNumber attnum, const char *role_name, SssBinding *binding,
			  SssProblem *problem)
{
	SssRole		role;

	if (strcmp(role_name, SSS_KEY_ROLE) == 0)
	{
		if (binding->nkeys >= INDEX_MAX_KEYS)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							pstrdup(_("the key has too many columns")), NULL, NULL);
		binding->keys[binding->nkeys++] = attnum;
		return true;
	}
	if (!SssRoleOfRule(binding->rule, role_name, &role, NULL))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("rule \"%s\" has no role \"%s\""),
								 sss_rule_names[binding->rule], role_name),
						NULL, pstrdup(_("The roles of each rule are listed in view sss.rules.")));
	if (binding->columns[role].form != COLUMN_NONE)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("role \"%s\" is bound twice"), role_name), NULL, NULL);
	binding->columns[role].attnum = attnum;
	binding->last_column = Max(binding->last_column, attnum);
	binding->columns[role].form = SssFormOfColumn(relid, attnum, binding->rule, role, problem);
	return binding->columns[role].form != COLUMN_NONE;
}

/* "log" or "enforce" */
static bool
ReadMode(const char *option, const char *value, bool *enforcing, SssProblem *problem)
{
	if (strcmp(value, "enforce") == 0)
		*enforcing = true;
	else if (strcmp(value, "log") == 0)
		*enforcing = false;
	else
	{
		*enforcing = true;
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("invalid value for option \"%s\": \"%s\""), option, value),
						NULL, pstrdup(_("Use log or enforce.")));
	}
	return true;
}

/* Roles separated by commas; each must be bound, or it would always be absent */
static bool
ReadRequired(const char *value, SssBinding *binding, SssProblem *problem)
{
	char	   *names = pstrdup(value);
	char	   *rest = names;
	char	   *name;

	while ((name = strsep(&rest, ",")) != NULL)
	{
		SssRole		role;

		if (!SssRoleOfRule(binding->rule, name, &role, NULL) ||
			binding->columns[role].form == COLUMN_NONE)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("required role \"%s\" is not bound to a column"), name),
							NULL, NULL);
		binding->policy.required |= SSS_BIT(role);
	}
	return true;
}

/*
 * The options.  The mode comes first, whatever else is wrong: it decides
 * whether a wrong set-up fails the statement.
 */
static bool
ReadModeOption(int noptions, char **options, SssBinding *binding, SssProblem *problem)
{
	for (int i = 0; i < noptions; i++)
	{
		if (strncmp(options[i], "mode=", 5) == 0)
			return ReadMode("mode", options[i] + 5, &binding->policy.enforcing, problem);
	}
	return true;
}

static bool
ReadOptions(int noptions, char **options, SssBinding *binding, SssProblem *problem)
{
	for (int i = 0; i < noptions; i++)
	{
		const char *option = options[i];

		if (strncmp(option, "mode=", 5) == 0)
			continue;
		if (strncmp(option, "unsettled=", 10) == 0)
		{
			if (!ReadMode("unsettled", option + 10, &binding->policy.strict, problem))
				return false;
		}
		else if (strncmp(option, "required=", 9) == 0)
		{
			if (!ReadRequired(option + 9, binding, problem))
				return false;
		}
		else
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("unknown trigger argument \"%s\""), option), NULL,
							pstrdup(_("Behind the rule and one role for each listed column come only mode=, unsettled= and required=.")));
	}
	return true;
}

/*
 * The columns of a companion, from WHEN (sss.changed(old.a, new.a, ...)).
 * Returns their number, or -1 if the clause is of another shape.
 */
static int
ColumnsOfWhen(const char *qual, int16 *attrs)
{
	Node	   *node = stringToNode(qual);
	FuncExpr   *call = (FuncExpr *) node;
	ListCell   *cell;
	int			nattrs = 0;
	bool		old = true;

	/* A qualification is stored as an implicitly AND-ed list of one or as itself */
	if (IsA(node, List) && list_length((List *) node) == 1)
		call = (FuncExpr *) linitial((List *) node);
	if (!IsA(call, FuncExpr) || !IsOwnFunction(call->funcid, "changed"))
		return -1;

	foreach(cell, call->args)
	{
		Var		   *var = (Var *) lfirst(cell);

		if (!IsA(var, Var) || nattrs >= MaxHeapAttributeNumber)
			return -1;
		if (old)
			attrs[nattrs] = var->varattno;
		else if (attrs[nattrs++] != var->varattno)
			return -1;
		if (var->varno != (old ? PRS2_OLD_VARNO : PRS2_NEW_VARNO))
			return -1;
		old = !old;
	}
	return old ? nattrs : -1;
}

/*
 * Is it a row trigger after INSERT or UPDATE OF, or a companion's after UPDATE?
 * On a partitioned table or a partition it fires after DELETE as well, see moved.h.
 */
static bool
CheckTriggerType(const SssTriggerSource *source, bool companion, SssProblem *problem)
{
	int16		events = TRIGGER_TYPE_UPDATE | (companion ? 0 : TRIGGER_TYPE_INSERT);

	if (!TRIGGER_FOR_ROW(source->type) || !TRIGGER_FOR_AFTER(source->type) ||
		(source->type & TRIGGER_TYPE_EVENT_MASK & (companion ? ~0 : ~TRIGGER_TYPE_DELETE)) != events)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger does not fire as sss.enforce() needs")), NULL,
						companion ?
						pstrdup(_("Declare it AFTER UPDATE ... FOR EACH ROW WHEN (sss.changed(old.column, new.column, ...)).")) :
						pstrdup(_("Declare it AFTER INSERT OR UPDATE OF column, ... FOR EACH ROW.")));
	return true;
}

bool
SssCheckObligatory(const SssBinding *binding, SssProblem *problem)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		if (line->rule == binding->rule && line->obligatory &&
			binding->columns[line->role].form == COLUMN_NONE)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("rule \"%s\" needs a column for the role \"%s\""),
									 sss_rule_names[binding->rule], sss_role_names[line->role]),
							NULL, pstrdup(_("The roles of each rule are listed in view sss.rules.")));
	}
	return true;
}

bool
SssReadBinding(const SssTriggerSource *source, SssBinding *binding, SssProblem *problem)
{
	int16		when_attrs[MaxHeapAttributeNumber];
	const int16 *attrs = source->attrs;
	int			nattrs = source->nattrs;
	int			noptions = 0;

	memset(binding, 0, sizeof(SssBinding));
	binding->deferred = source->deferrable;
	binding->companion = nattrs == 0 && source->qual != NULL;

	while (noptions < source->nargs && strchr(source->args[source->nargs - 1 - noptions], '=') != NULL)
		noptions++;
	if (!ReadModeOption(noptions, source->args + source->nargs - noptions, binding, problem))
		return false;

	if (source->nargs == 0 || !SssRuleByName(source->args[0], &binding->rule))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						source->nargs == 0 ? pstrdup(_("the trigger names no rule")) :
						psprintf(_("unknown rule \"%s\""), source->args[0]),
						NULL, pstrdup(_("The rules are listed in view sss.rules.")));
	if (!CheckTriggerType(source, binding->companion, problem))
		return false;
	if (binding->companion)
	{
		attrs = when_attrs;
		nattrs = ColumnsOfWhen(source->qual, when_attrs);
	}
	if (nattrs <= 0 || nattrs != source->nargs - 1 - noptions)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger's roles do not match its columns")),
						nattrs <= 0 ? NULL :
						psprintf(_("It lists %d columns and names %d roles."),
								 nattrs, source->nargs - 1 - noptions),
						pstrdup(_("Name one role for each column, in the order of UPDATE OF, or of the pairs in WHEN (sss.changed(old.column, new.column, ...)).")));

	for (int i = 0; i < nattrs; i++)
	{
		char	   *roles = pstrdup(source->args[1 + i]);
		char	   *role;

		while ((role = strsep(&roles, "+")) != NULL)
		{
			if (!SssBindColumn(source->relid, attrs[i], role, binding, problem))
				return false;
		}
	}
	return SssCheckObligatory(binding, problem) &&
		ReadOptions(noptions, source->args + source->nargs - noptions, binding, problem);
}

SssTriggerSource
SssSourceOfTrigger(Oid relid, const Trigger *trigger)
{
	SssTriggerSource source = {
		.relid = relid,
		.type = trigger->tgtype,
		.deferrable = trigger->tgdeferrable,
		.nargs = trigger->tgnargs,
		.args = trigger->tgargs,
		.nattrs = trigger->tgnattr,
		.attrs = trigger->tgattr,
		.qual = trigger->tgqual,
	};

	return source;
}

bool
SssSameColumns(const SssBinding *a, const SssBinding *b)
{
	for (int role = 0; role < N_ROLES; role++)
	{
		if (a->columns[role].attnum != b->columns[role].attnum)
			return false;
	}
	return a->rule == b->rule;
}
