/*-------------------------------------------------------------------------
 *
 * check.c
 *	  Attachments that a CHECK enforces.
 *
 * Such a CHECK calls one of the functions sss_internal.require_*() with plain columns.  A
 * condition on the primary key may except rows: CHECK (condition OR call).  The
 * binding and the condition are read back from the stored expression.  A CHECK of
 * another shape that calls such a function has a problem, and is never guessed at.
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
#include "access/transam.h"
#include "catalog/indexing.h"
#include "catalog/namespace.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_coerce.h"
#include "parser/parse_collate.h"
#include "parser/parse_expr.h"
#include "parser/parse_node.h"
#include "parser/parse_relation.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/ruleutils.h"
#include "utils/syscache.h"

#include "attach/attach_private.h"

/* Is it one of the functions that CHECKs call? */
static bool
IsRequireFunction(Oid function, SssRule *rule)
{
	for (int i = 0; i < N_RULES; i++)
	{
		if (SssIsInternalFunction(function, psprintf("require_%s", sss_rule_names[i])) ||
			SssIsInternalFunction(function, psprintf("require_%s_any", sss_rule_names[i])))
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
	appendStringInfo(&sql, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (",
					 SssQualifiedName(attachment->relid), SssQuoteName(attachment->name));
	if (attachment->except_keys != NULL)
		appendStringInfo(&sql, "%s OR ", attachment->except_keys);
	appendStringInfo(&sql, "sss_internal.require_%s%s(", sss_rule_names[binding->rule], several ? "_any" : "");
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

/* Does the expression, or a part of it, call one of these functions? */
static bool
CallsRequire(Node *node, void *context)
{
	SssRule		rule;

	if (node == NULL)
		return false;
	if (IsA(node, FuncExpr) && IsRequireFunction(((FuncExpr *) node)->funcid, &rule))
		return true;
	return expression_tree_walker(node, CallsRequire, context);
}

/* The expression without casts that are only another name of the type */
static Node *
WithoutRelabel(Node *node)
{
	while (IsA(node, RelabelType))
		node = (Node *) ((RelabelType *) node)->arg;
	return node;
}

/* Is it the column itself, or if there may be a cast, its value through one cast of the server or of ours? */
static bool
IsPlainColumn(Node *node, bool through_cast)
{
	const FuncExpr *cast;

	node = WithoutRelabel(node);
	if (IsA(node, Var))
		return ((Var *) node)->varattno > 0;
	if (through_cast && IsA(node, CoerceViaIO))
		return IsPlainColumn((Node *) ((CoerceViaIO *) node)->arg, false);
	cast = (const FuncExpr *) node;
	return through_cast && IsA(node, FuncExpr) && list_length(cast->args) == 1 &&
		cast->funcformat != COERCE_EXPLICIT_CALL &&
		(cast->funcid < FirstGenbkiObjectId || get_func_namespace(cast->funcid) == get_namespace_oid("sss", true)) &&
		IsPlainColumn(linitial(cast->args), false);
}

/* Is it the text of a column, without the blanks around it, compared with the empty text? */
static bool
IsEvidenceOfText(const OpExpr * compared)
{
	const		CoalesceExpr *text;
	const FuncExpr *trimmed;

	if (!IsA(compared, OpExpr) || get_opcode(compared->opno) != F_TEXTNE)
		return false;
	text = (const CoalesceExpr *) WithoutRelabel(linitial(compared->args));

	if (!IsA(text, CoalesceExpr) || list_length(text->args) != 2)
		return false;
	trimmed = (const FuncExpr *) linitial(text->args);
	return IsA(trimmed, FuncExpr) && list_length(trimmed->args) == 2 &&
		trimmed->funcid < FirstGenbkiObjectId && strcmp(get_func_name(trimmed->funcid), "btrim") == 0 &&
		IsPlainColumn(linitial(trimmed->args), true);
}

/* Is the argument for the role formed from the column as CheckArgument() forms it? */
static bool
IsPlainArgument(Node *node, SssRole role, SssColumnForm form)
{
	const SssFactLine *fact = &sss_fact_lines[role];
	const FuncExpr *call = (const FuncExpr *) node;

	if (fact->kind == FACT_evidence && (form == COLUMN_TEXT || form == COLUMN_PADDED_TEXT))
		return IsEvidenceOfText((const OpExpr *) node);
	if (fact->kind == FACT_evidence && form != COLUMN_BOOLEAN)
		return IsA(node, NullTest) && ((NullTest *) node)->nulltesttype == IS_NOT_NULL &&
			IsPlainColumn((Node *) ((NullTest *) node)->arg, false);
	if (fact->kind == FACT_measure)
		return IsPlainColumn(node, form != COLUMN_NUMERIC);
	if (form == COLUMN_TIMESTAMP)
		return IsPlainColumn(node, true);
	/* A column that became one of the type itself keeps the call that reads its text */
	if (IsA(node, FuncExpr) && SssIsOwnFunction(call->funcid, psprintf("try_%s", fact->type_name)))
		return IsPlainColumn(linitial(call->args), form != COLUMN_TEXT);
	return form != COLUMN_TEXT && form != COLUMN_PADDED_TEXT && form != COLUMN_TEXT_ARRAY && IsPlainColumn(node, false);
}

/* Bind what an argument reads to the role: a column, or if it is NULL, nothing */
static bool
ReadArgument(Oid relid, Node *argument, SssRole role, SssBinding *binding, SssProblem *problem)
{
	Bitmapset  *columns = NULL;
	int			attnum;

	if (IsA(argument, Const) && ((Const *) argument)->constisnull)
		return true;
	pull_varattnos(argument, 1, &columns);
	if (bms_membership(columns) == BMS_SINGLETON)
	{
		attnum = bms_singleton_member(columns) + FirstLowInvalidHeapAttributeNumber;
		if (attnum > 0 && !SssBindColumn(relid, attnum, sss_fact_lines[role].name, binding, problem))
			return false;
		if (attnum > 0 && IsPlainArgument(argument, role, binding->columns[role].form))
			return true;
	}
	return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
					psprintf(_("the argument of the constraint for role \"%s\" is not a plain column"),
							 sss_fact_lines[role].name),
					pstrdup(_("The extension cannot tell from the constraint which facts it checks.")),
					pstrdup(_("Store the value in a column, or attach the rule with a view.")));
}

/* The role of the argument at that position */
static bool
RoleAt(SssRule rule, int position, SssRole *role)
{
	for (int i = 0; i < sss_role_lines_count; i++)
	{
		if (sss_role_lines[i].rule != rule || sss_fact_lines[sss_role_lines[i].role].kind == FACT_mention ||
			position-- > 0)
			continue;
		*role = sss_role_lines[i].role;
		return true;
	}
	return false;
}

/* The arguments of the call stand in the order of the rule's roles, or are named */
static bool
ReadCall(Oid relid, const FuncExpr *call, SssBinding *binding, SssProblem *problem)
{
	ListCell   *cell;
	int			place = 0;

	foreach(cell, call->args)
	{
		Node	   *argument = lfirst(cell);
		int			position = place++;
		SssRole		role;

		if (IsA(argument, NamedArgExpr))
		{
			position = ((NamedArgExpr *) argument)->argnumber;
			argument = (Node *) ((NamedArgExpr *) argument)->arg;
		}
		if (!RoleAt(binding->rule, position, &role))
			elog(ERROR, "function %u has too many arguments", call->funcid);
		if (!ReadArgument(relid, argument, role, binding, problem))
			return false;
	}
	return true;
}

/* Others evaluate the condition as well, so that it may call none of the user's code */
static bool
IsUsersCode(Oid function, void *context)
{
	(void) context;
	return function >= FirstNormalObjectId;
}

static bool
CallsUsersCode(Node *node, void *context)
{
	return node != NULL &&
		(IsA(node, CoerceToDomain) || check_functions_in_node(node, IsUsersCode, NULL) || expression_tree_walker(node, CallsUsersCode, context));
}

/* Does the condition depend on the primary key, and on nothing else? */
static bool
ReadsKeyAlone(Oid relid, Node *condition)
{
	Bitmapset  *columns = NULL;
	Oid			constraint;

	pull_varattnos(condition, 1, &columns);
	return !bms_is_empty(columns) && bms_is_subset(columns, get_primary_key_attnos(relid, false, &constraint)) &&
		!contain_mutable_functions(condition) && !CallsUsersCode(condition, NULL);
}

/* The parts of a disjunction, whatever its parentheses were: the server does not keep them all */
static List *
Alternatives(List *conditions)
{
	List	   *flat = NIL;
	ListCell   *cell;

	foreach(cell, conditions)
	{
		BoolExpr   *either = lfirst(cell);

		flat = IsA(either, BoolExpr) && either->boolop == OR_EXPR ?
			list_concat(flat, Alternatives(either->args)) : lappend(flat, either);
	}
	return flat;
}

static char *
ExpressionText(Node *expression, List *context)
{
	int			nest_level = SssQualifyNames();
	char	   *text = deparse_expression(expression, context, false, false);

	AtEOXact_GUC(false, nest_level);
	return text;
}

/* The conditions that stand before the call, as the text of one */
static bool
ReadException(Oid relid, List *conditions, const char **except_keys, SssProblem *problem)
{
	const char *name = get_rel_name(relid);
	List	   *context = deparse_context_for(name == NULL ? "" : name, relid);
	StringInfoData text;
	ListCell   *cell;

	initStringInfo(&text);
	foreach(cell, Alternatives(conditions))
	{
		if (!ReadsKeyAlone(relid, lfirst(cell)))
			return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
							pstrdup(_("the condition of excepted keys is not about the primary key alone")),
							pstrdup(_("It must read columns of the primary key and no others, and call no function of yours.")),
							pstrdup(_("Name the keys of the rows that are to pass, such as 'id IN (3, 7)'.")));
		appendStringInfo(&text, "%s%s", text.len > 0 ? " OR " : "",
						 ExpressionText(lfirst(cell), context));
	}
	*except_keys = text.data;

	return true;
}

/* The condition that a user gives, as parsed; NULL: it is not one expression */
static Node *
ParseCondition(const char *condition)
{
	List	   *parsed = pg_parse_query(psprintf("SELECT WHERE %s", condition));
	SelectStmt *select = list_length(parsed) != 1 ? NULL : (SelectStmt *) linitial_node(RawStmt, parsed)->stmt;

	if (select == NULL || !IsA(select, SelectStmt) || select->op != SETOP_NONE || select->groupClause != NIL ||
		select->havingClause != NULL || select->windowClause != NIL || select->sortClause != NIL ||
		select->limitCount != NULL || select->limitOffset != NULL || select->lockingClause != NIL)
		return NULL;
	return select->whereClause;
}

/* An error's position is one in the condition, not in the statement that calls us */
static void
AddConditionContext(void *condition)
{
	errposition(0);
	errcontext("argument \"%s\": %s", "except_keys", (const char *) condition);
}

bool
SssReadCondition(Relation rel, const char *condition, const char **except_keys, SssProblem *problem)
{
	ParseState *pstate = make_parsestate(NULL);
	ErrorContextCallback context = {.previous = error_context_stack,.callback = AddConditionContext,.arg = unconstify(char *, condition)};
	Node	   *parsed;
	Node	   *expression;

	error_context_stack = &context;
	parsed = ParseCondition(condition);
	error_context_stack = context.previous;
	if (parsed == NULL)
		return SssWrong(problem, ERRCODE_SYNTAX_ERROR,
						psprintf(_("argument \"%s\" is not one condition"), "except_keys"), NULL,
						pstrdup(_("Name the keys of the rows that are to pass, such as 'id IN (3, 7)'.")));
	addNSItemToQuery(pstate, addRangeTableEntryForRelation(pstate, rel, AccessShareLock, NULL, false, true),
					 true, true, true);
	error_context_stack = &context;
	expression = coerce_to_boolean(pstate, transformExpr(pstate, parsed, EXPR_KIND_CHECK_CONSTRAINT), "CHECK");
	assign_expr_collations(pstate, expression);
	error_context_stack = context.previous;
	free_parsestate(pstate);
	return ReadException(RelationGetRelid(rel), list_make1(expression), except_keys, problem);
}

/* The call that a CHECK makes, and the condition before it, if there is one */
static bool
SplitExpression(Oid relid, Node *expression, const FuncExpr **call, const char **except_keys, SssProblem *problem)
{
	BoolExpr   *either = (BoolExpr *) expression;
	List	   *conditions;

	*call = (const FuncExpr *) expression;
	if (!IsA(expression, BoolExpr) || either->boolop != OR_EXPR || !IsA(llast(either->args), FuncExpr))
		return true;
	conditions = list_truncate(list_copy(either->args), list_length(either->args) - 1);
	if (CallsRequire((Node *) conditions, NULL))
		return true;
	*call = (const FuncExpr *) llast(either->args);
	return ReadException(relid, conditions, except_keys, problem);
}

/* Read the expression of a CHECK, which calls a require function somewhere */
static bool
ReadExpression(const Form_pg_constraint form, Node *expression, SssAttachment *attachment, SssProblem *problem)
{
	SssBinding *binding = &attachment->binding;
	const FuncExpr *call;

	if (OidIsValid(form->contypid))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("constraint \"%s\" belongs to domain %s"), NameStr(form->conname),
								 format_type_be(form->contypid)),
						pstrdup(_("A domain's constraint sees one value, and not the row.")),
						pstrdup(_("Drop the constraint, and attach the rule to the table.")));
	if (!SplitExpression(form->conrelid, expression, &call, &attachment->except_keys, problem))
		return false;
	if (!IsA(call, FuncExpr) || !IsRequireFunction(call->funcid, &binding->rule))
		return SssWrong(problem, ERRCODE_INVALID_PARAMETER_VALUE,
						psprintf(_("constraint \"%s\" is more than one call of a function sss_internal.require_*()"),
								 NameStr(form->conname)),
						pstrdup(_("The extension cannot tell from the constraint which rows it refuses.")),
						pstrdup(_("Let the constraint be that call alone, and put other conditions into constraints of their own.")));
	return ReadCall(form->conrelid, call, binding, problem);
}

/* Read the attachment of a row of pg_constraint; false: the constraint is not an attachment */
static bool
ReadCheck(HeapTuple constraint, SssAttachment *attachment)
{
	Form_pg_constraint form = (Form_pg_constraint) GETSTRUCT(constraint);
	bool		isnull;
	Datum		stored = SysCacheGetAttr(CONSTROID, constraint, Anum_pg_constraint_conbin, &isnull);
	Node	   *expression;
	SssProblem *problem;

	memset(attachment, 0, sizeof(SssAttachment));
	attachment->relid = form->conrelid;
	attachment->name = pstrdup(NameStr(form->conname));
	attachment->oid = form->oid;
	attachment->enforced_by = ENFORCED_BY_CONSTRAINT;
	attachment->enabled = SssIsEnforcedCheck(form) ? TRIGGER_FIRES_ON_ORIGIN : TRIGGER_DISABLED;
	attachment->inheritable = !form->connoinherit;
	attachment->binding.policy.enforcing = true;

	/* The relation may have been dropped in the meantime */
	if (form->contype != CONSTRAINT_CHECK || isnull ||
		(OidIsValid(form->conrelid) && SssQualifiedName(form->conrelid) == NULL))
		return false;
	expression = stringToNode(TextDatumGetCString(stored));
	if (!CallsRequire(expression, NULL))
		return false;
	problem = palloc(sizeof(SssProblem));
	if (ReadExpression(form, expression, attachment, problem))
		pfree(problem);
	else
	{
		attachment->problem = problem;
		attachment->binding.rule = N_RULES;
	}
	return true;
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
