/*-------------------------------------------------------------------------
 *
 * trigger.c
 *	  Triggers that call sss.enforce(), as they are declared.
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
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "nodes/primnodes.h"
#include "rewrite/prs2lock.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "compat.h"
#include "trigger.h"

enum
{
	OPTION_mode,
	OPTION_unsettled,
	OPTION_required,
	N_OPTIONS
};

static const char *const option_names[N_OPTIONS] = {"mode", "unsettled", "required"};

/* The arguments behind the rule */
typedef struct Arguments
{
	int			nroles;
	const char *options[N_OPTIONS]; /* NULL: not given */
} Arguments;

bool
SssIsEnforce(Oid function)
{
	return SssIsOwnFunction(function, "enforce");
}

/*
 * Who does not say that the trigger only logs may have meant it to enforce:
 * that is what a wrong set-up must not lose.
 */
static bool
SaysLog(const Trigger *trigger)
{
	bool		log = false;

	for (int i = 0; i < trigger->tgnargs; i++)
	{
		if (strncmp(trigger->tgargs[i], "mode=", 5) != 0)
			continue;
		if (strcmp(trigger->tgargs[i] + 5, "log") != 0)
			return false;
		log = true;
	}
	return log;
}

/* Which option an argument gives, and its value; N_OPTIONS if none */
static int
OptionOf(const char *argument, const char **value)
{
	int			option;

	for (option = 0; option < N_OPTIONS; option++)
	{
		size_t		length = strlen(option_names[option]);

		if (strncmp(argument, option_names[option], length) == 0 && argument[length] == '=')
		{
			*value = argument + length + 1;
			break;
		}
	}
	return option;
}

static bool
SplitArguments(const Trigger *trigger, Arguments *arguments, SssProblem *problem)
{
	bool		behind_roles = false;

	memset(arguments, 0, sizeof(Arguments));
	for (int i = 1; i < trigger->tgnargs; i++)
	{
		const char *argument = trigger->tgargs[i];
		const char *value;
		int			option = OptionOf(argument, &value);

		if (option == N_OPTIONS && !behind_roles && strchr(argument, '=') == NULL)
		{
			arguments->nroles++;
			continue;
		}
		if (option == N_OPTIONS)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							behind_roles && strchr(argument, '=') == NULL ?
							psprintf(_("role \"%s\" stands behind an option"), argument) :
							psprintf(_("unrecognized trigger argument \"%s\""), argument), NULL,
							pstrdup(_("Name the rule, then one role for each listed column, then the options mode=, unsettled= and required=.")));
		if (arguments->options[option] != NULL)
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							psprintf(_("option \"%s\" is given twice"), option_names[option]),
							NULL, pstrdup(_("Give each option once.")));
		arguments->options[option] = value;
		behind_roles = true;
	}
	return true;
}

/* "log" or "enforce"; where the option is not given, nothing changes */
static bool
ReadChoice(const Arguments *arguments, int option, bool *enforce, SssProblem *problem)
{
	const char *value = arguments->options[option];

	if (value == NULL)
		return true;
	if (strcmp(value, "enforce") != 0 && strcmp(value, "log") != 0)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("invalid value for option \"%s\": \"%s\""),
								 option_names[option], value),
						NULL, pstrdup(_("Use log or enforce.")));
	*enforce = strcmp(value, "enforce") == 0;
	return true;
}

static bool
ReadPolicy(const Arguments *arguments, SssBinding *binding, SssProblem *problem)
{
	const char *required = arguments->options[OPTION_required];
	char	   *rest = required == NULL ? NULL : pstrdup(required);
	char	   *role;

	if (!ReadChoice(arguments, OPTION_mode, &binding->policy.enforcing, problem) ||
		!ReadChoice(arguments, OPTION_unsettled, &binding->policy.strict, problem))
		return false;
	while ((role = strsep(&rest, ",")) != NULL)
	{
		if (!SssRequireRole(role, binding, problem))
			return false;
	}
	if (arguments->options[OPTION_mode] == NULL && !binding->companion)
		binding->policy.enforcing = false;
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
	if (!IsA(call, FuncExpr) || !SssIsOwnFunction(call->funcid, "changed"))
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
CheckType(const Trigger *trigger, bool companion, SssProblem *problem)
{
	int16		events = TRIGGER_TYPE_UPDATE | (companion ? 0 : TRIGGER_TYPE_INSERT);
	int16		optional = companion ? 0 : TRIGGER_TYPE_DELETE;

	if (!TRIGGER_FOR_ROW(trigger->tgtype) || !TRIGGER_FOR_AFTER(trigger->tgtype) ||
		(trigger->tgtype & TRIGGER_TYPE_EVENT_MASK & ~optional) != events)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger does not fire as sss.enforce() needs")), NULL,
						companion ?
						pstrdup(_("Declare it AFTER UPDATE ... FOR EACH ROW WHEN (sss.changed(old.column, new.column, ...)).")) :
						pstrdup(_("Declare it AFTER INSERT OR UPDATE OF column, ... FOR EACH ROW.")));
	return true;
}

/* A finding in the log would be a row to judge, and to log, for ever */
static bool
CheckRelation(Oid relid, SssBinding *binding, SssProblem *problem)
{
	if (!SssIsOwnRelation(relid))
		return true;
	binding->policy.enforcing = true;
	return SssWrong(problem, ERRCODE_WRONG_OBJECT_TYPE,
					pstrdup(_("the extension's own tables cannot be watched")), NULL,
					pstrdup(_("Drop the trigger.")));
}

static bool
ReadRoles(Oid relid, const Trigger *trigger, int nroles, SssBinding *binding,
		  SssProblem *problem)
{
	int16		when_attrs[MaxHeapAttributeNumber];
	const int16 *attrs = binding->companion ? when_attrs : trigger->tgattr;
	int			nattrs = binding->companion ? ColumnsOfWhen(trigger->tgqual, when_attrs) :
	trigger->tgnattr;

	if (nattrs <= 0 || nattrs != nroles)
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						pstrdup(_("the trigger's roles do not match its columns")),
						nattrs <= 0 ? NULL :
						psprintf(_("It lists %d columns and names %d roles."), nattrs, nroles),
						pstrdup(_("Name one role for each column, in the order of UPDATE OF, or of the pairs in WHEN (sss.changed(old.column, new.column, ...)).")));

	for (int i = 0; i < nattrs; i++)
	{
		char	   *roles = pstrdup(trigger->tgargs[1 + i]);
		char	   *role;

		while ((role = strsep(&roles, "+")) != NULL)
		{
			if (!SssBindColumn(relid, attrs[i], role, binding, problem))
				return false;
		}
	}
	return SssCheckObligatory(binding, problem);
}

bool
SssIsCompanion(const Trigger *trigger)
{
	return trigger->tgnattr == 0 && trigger->tgqual != NULL;
}

bool
SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding, SssProblem *problem)
{
	Arguments	arguments;

	memset(binding, 0, sizeof(SssBinding));
	binding->rule = N_RULES;
	binding->deferred = trigger->tgdeferrable;
	binding->companion = SssIsCompanion(trigger);
	binding->policy.enforcing = !SaysLog(trigger);

	if (!CheckRelation(relid, binding, problem))
		return false;
	if (trigger->tgnargs == 0 || !SssRuleByName(trigger->tgargs[0], &binding->rule))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						trigger->tgnargs == 0 ? pstrdup(_("the trigger names no rule")) :
						psprintf(_("unrecognized rule \"%s\""), trigger->tgargs[0]),
						NULL, pstrdup(_("See view sss.rules for the rules.")));
	return CheckType(trigger, binding->companion, problem) &&
		SplitArguments(trigger, &arguments, problem) &&
		ReadRoles(relid, trigger, arguments.nroles, binding, problem) &&
		ReadPolicy(&arguments, binding, problem);
}
