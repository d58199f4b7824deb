/*-------------------------------------------------------------------------
 *
 * planner.c
 *	  Support functions: the planner sees through predicates of the Order.
 *
 * A predicate, such as sss.in_scope(service, 'youth_house', '2024-01-01'), often
 * has one argument that differs from row to row, and that argument is a code.  Codes
 * are few, so the planner can ask the predicate about each: those for which it is
 * true become a condition of an index, and their shares in the statistics of the
 * column become an estimate.  The predicates read nothing and raise no error.
 *
 * The operators <@ and !<@ stand for sss.in_scope() and its negation (scope.c).  A
 * verdict that is compared with a constant becomes a function that returns boolean.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_am.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "parser/parse_oper.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"
#include "utils/syscache.h"

#include "base/base.h"
#include "law/law.h"

/*
 * The share of rows that fail a predicate of which the planner knows no more.  Most
 * records are lawful, and the server's own guess, one third, leads to scans of whole
 * tables.
 */
#define FAILING_SHARE	0.005

/* A predicate whose arguments are constants, except one, which is a code */
typedef struct Predicate
{
	FmgrInfo	function;
	int			nargs;
	int			free;			/* the argument that is no constant */
	Node	   *free_node;
	SssCodeListId list;			/* of its type */
	NullableDatum args[FUNC_MAX_ARGS];
} Predicate;

static List *
InternalName(const char *name)
{
	return list_make2(makeString(pstrdup("sss_internal")), makeString(pstrdup(name)));
}

/* The list whose codes have that type; N_CODE_LISTS: none */
static SssCodeListId
ListOfCodes(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	SssCodeListId list = 0;
	Form_pg_type form;

	if (!HeapTupleIsValid(tuple))
		return N_CODE_LISTS;
	form = (Form_pg_type) GETSTRUCT(tuple);
	while (list < N_CODE_LISTS && strcmp(NameStr(form->typname), sss_code_lists[list].type_name) != 0)
		list++;
	if (form->typnamespace != get_namespace_oid("sss", true))
		list = N_CODE_LISTS;
	ReleaseSysCache(tuple);
	return list;
}

/* Is it such a predicate?  A function that is not called by this module's SQL never is. */
static bool
SetPredicate(Predicate *predicate, Oid function, List *args)
{
	ListCell   *cell;
	int			i = 0;

	predicate->free = -1;
	predicate->nargs = list_length(args);
	foreach(cell, args)
	{
		Node	   *arg = lfirst(cell);

		if (IsA(arg, Const))
		{
			predicate->args[i].value = castNode(Const, arg)->constvalue;
			predicate->args[i].isnull = castNode(Const, arg)->constisnull;
		}
		else if (predicate->free >= 0)
			return false;
		else
		{
			predicate->free = i;
			predicate->free_node = arg;
		}
		i++;
	}
	if (predicate->free < 0)
		return false;
	predicate->list = ListOfCodes(exprType(predicate->free_node));
	if (predicate->list == N_CODE_LISTS)
		return false;
	fmgr_info(function, &predicate->function);
	return true;
}

/* Is the predicate true for that value of its free argument? */
static bool
IsTrueFor(Predicate *predicate, Datum value, bool isnull)
{
	LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);
	Datum		result;

	InitFunctionCallInfoData(*fcinfo, &predicate->function, predicate->nargs, InvalidOid, NULL, NULL);
	predicate->args[predicate->free].value = value;
	predicate->args[predicate->free].isnull = isnull;
	for (int i = 0; i < predicate->nargs; i++)
	{
		fcinfo->args[i] = predicate->args[i];
		if (fcinfo->args[i].isnull && predicate->function.fn_strict)
			return false;
	}
	result = FunctionCallInvoke(fcinfo);
	return !fcinfo->isnull && DatumGetBool(result);
}

static bool
HoldsForCode(Predicate *predicate, int code)
{
	return IsTrueFor(predicate, SssCodeDatum(predicate->list, code), false);
}

/*
 * Estimates
 */

/* The share of the values of a slot for which the predicate holds: by their frequencies, or each as one */
static double
ShareOfSlot(Predicate *predicate, const AttStatsSlot * slot)
{
	double		share = 0;

	for (int i = 0; i < slot->nvalues; i++)
	{
		if (IsTrueFor(predicate, slot->values[i], false))
			share += slot->nnumbers > 0 ? slot->numbers[i] : 1.0 / slot->nvalues;
	}
	return share;
}

/* The share of the codes that are not among the most common ones */
static double
ShareOfOtherCodes(Predicate *predicate, const AttStatsSlot * common)
{
	int			codes = 0;
	int			holding = 0;

	for (int code = 0; code < sss_code_lists[predicate->list].ncodes; code++)
	{
		int			i = 0;

		while (i < common->nvalues && SssDatumCode(predicate->list, common->values[i]) != code)
			i++;
		if (i < common->nvalues)
			continue;
		codes++;
		if (HoldsForCode(predicate, code))
			holding++;
	}
	return codes == 0 ? 0 : (double) holding / codes;
}

/*
 * The most common codes count by their frequencies.  All others are shared out by the
 * histogram, which of so few values is nearly a sample, or else by the codes.
 */
static double
ShareByStatistics(Predicate *predicate, HeapTuple statistics)
{
	double		nulls = ((Form_pg_statistic) GETSTRUCT(statistics))->stanullfrac;
	double		rest = 1 - nulls;
	double		share = IsTrueFor(predicate, (Datum) 0, true) ? nulls : 0;
	AttStatsSlot common = {0};
	AttStatsSlot histogram;

	if (get_attstatsslot(&common, statistics, STATISTIC_KIND_MCV, InvalidOid,
						 ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
	{
		for (int i = 0; i < common.nnumbers; i++)
			rest -= common.numbers[i];
		share += ShareOfSlot(predicate, &common);
	}
	rest = Max(rest, 0);
	if (get_attstatsslot(&histogram, statistics, STATISTIC_KIND_HISTOGRAM, InvalidOid,
						 ATTSTATSSLOT_VALUES))
	{
		share += rest * ShareOfSlot(predicate, &histogram);
		free_attstatsslot(&histogram);
	}
	else
		share += rest * ShareOfOtherCodes(predicate, &common);
	free_attstatsslot(&common);
	return share;
}

/* Estimate the share of rows for which a function is true; false: it is no such predicate */
static bool
EstimateShare(PlannerInfo * root, Oid function, List *args, int varRelid, double *share)
{
	AttStatsSlot no_common = {0};
	Predicate	predicate;
	VariableStatData column;
	List	   *estimated = NIL;
	ListCell   *cell;

	foreach(cell, args)
		estimated = lappend(estimated, estimate_expression_value(root, lfirst(cell)));
	if (!SetPredicate(&predicate, function, estimated))
		return false;
	examine_variable(root, predicate.free_node, varRelid, &column);
	if (HeapTupleIsValid(column.statsTuple) && statistic_proc_security_check(&column, function))
		*share = ShareByStatistics(&predicate, column.statsTuple);
	else
		*share = ShareOfOtherCodes(&predicate, &no_common);
	ReleaseVariableStats(column);
	CLAMP_PROBABILITY(*share);
	return true;
}

/* Statistics on the whole expression, of an index or of CREATE STATISTICS, are best */
static bool
EstimateByExpression(SupportRequestSelectivity * request)
{
	Node	   *call = (Node *) makeFuncExpr(request->funcid, BOOLOID, request->args, InvalidOid,
											 request->inputcollid, COERCE_EXPLICIT_CALL);
	VariableStatData expression;
	bool		known;

	examine_variable(request->root, call, request->varRelid, &expression);
	known = HeapTupleIsValid(expression.statsTuple);
	ReleaseVariableStats(expression);
	if (known)
		request->selectivity = boolvarsel(request->root, call, request->varRelid);
	return known;
}

static Node *
EstimateCall(SupportRequestSelectivity * request)
{
	if (!EstimateByExpression(request) &&
		!EstimateShare(request->root, request->funcid, request->args, request->varRelid,
					   &request->selectivity))
		request->selectivity = 1 - FAILING_SHARE;
	return (Node *) request;
}

static double
EstimateOperator(FunctionCallInfo fcinfo, double otherwise)
{
	double		share;

	if (EstimateShare((PlannerInfo *) PG_GETARG_POINTER(0), get_opcode(PG_GETARG_OID(1)),
					  (List *) PG_GETARG_POINTER(2), PG_GETARG_INT32(3), &share))
		return share;
	return otherwise;
}

PG_FUNCTION_INFO_V1(sss_in_scope_sel);
Datum
sss_in_scope_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(EstimateOperator(fcinfo, 1 - FAILING_SHARE));
}

PG_FUNCTION_INFO_V1(sss_out_of_scope_sel);
Datum
sss_out_of_scope_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(EstimateOperator(fcinfo, FAILING_SHARE));
}

/*
 * Conditions for indexes
 */

/*
 * The codes for which the predicate holds, as an array.  NULL: it also holds where
 * the argument is NULL or a code that this build does not know.
 */
static Const *
HoldingCodes(Predicate *predicate, Oid type, int *ncodes)
{
	const SssCodeList *codes = &sss_code_lists[predicate->list];
	Datum	   *held = palloc(sizeof(Datum) * codes->ncodes);
	int			unknown = 0;
	int16		length;
	bool		by_value;
	char		alignment;

	*ncodes = 0;
	get_typlenbyvalalign(type, &length, &by_value, &alignment);
	while (SssCodeByValue(predicate->list, unknown) != SSS_MISSING)
		unknown++;
	if (IsTrueFor(predicate, (Datum) 0, true) || IsTrueFor(predicate, Int32GetDatum(unknown), false))
		return NULL;
	for (int code = 0; code < codes->ncodes; code++)
	{
		if (HoldsForCode(predicate, code))
			held[(*ncodes)++] = SssCodeDatum(predicate->list, code);
	}
	return makeConst(get_array_type(type), -1, InvalidOid, -1,
					 PointerGetDatum(construct_array(held, *ncodes, type, length, by_value, alignment)),
					 false, false);
}

/* The services that are, or are not, in the scope of a provider who is known when the index is searched */
static Node *
ServicesOf(OpExpr * clause, Oid service)
{
	Node	   *day = lsecond(clause->args);
	Oid			types[2] = {exprType(day), BOOLOID};
	bool		in_scope = strcmp(get_opname(clause->opno), "<@") == 0;
	Oid			function = LookupFuncName(InternalName("services_of"), 2, types, false);

	return (Node *) makeFuncExpr(function, get_array_type(service),
								 list_make2(copyObject(day), makeBoolConst(in_scope, false)),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/*
 * The condition "column = ANY (array)", which is true for the same rows as the
 * predicate.  Before version 17 the planner takes a scan to be in the order of the
 * index unless it sees that a later column has such a condition, and it does not see
 * those of support functions.
 */
static List *
IndexCondition(SupportRequestIndexCondition * request)
{
	List	   *args = IsA(request->node, FuncExpr) ? castNode(FuncExpr, request->node)->args :
	castNode(OpExpr, request->node)->args;
	Node	   *column = list_nth(args, request->indexarg);
	Oid			type = exprType(column);
	Oid			equal = get_opfamily_member(request->opfamily, type, type, BTEqualStrategyNumber);
	int			ncodes = -1;
	ScalarArrayOpExpr *any = makeNode(ScalarArrayOpExpr);
	Predicate	predicate;
	Node	   *array;

	if (request->index->relam != BTREE_AM_OID || !OidIsValid(equal))
		return NIL;
	if (SetPredicate(&predicate, request->funcid, args))
		array = (Node *) HoldingCodes(&predicate, type, &ncodes);
	else if (IsA(request->node, OpExpr))
		array = ServicesOf(castNode(OpExpr, request->node), type);
	else
		return NIL;
	if (array == NULL || (request->indexcol > 0 && !SSS_ANY_KEEPS_ORDER))
		return NIL;

	request->lossy = false;
	any->opno = equal;
	any->opfuncid = get_opcode(equal);
	any->useOr = true;
	any->args = list_make2(column, array);
	any->location = -1;
	return list_make1(any);
}

static Node *
Answer(Node *request)
{
	if (IsA(request, SupportRequestSelectivity))
		return EstimateCall((SupportRequestSelectivity *) request);
	if (IsA(request, SupportRequestIndexCondition))
		return (Node *) IndexCondition((SupportRequestIndexCondition *) request);
	return NULL;
}

/* Of a predicate */
PG_FUNCTION_INFO_V1(sss_plan_predicate);
Datum
sss_plan_predicate(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(Answer ((Node *) PG_GETARG_POINTER(0)));
}

/*
 * Simplifications
 */

static bool
MentionsRelation(Node *node, void *varno)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
		return castNode(Var, node)->varlevelsup == 0 && (int) castNode(Var, node)->varno == *(int *) varno;
	return expression_tree_walker(node, MentionsRelation, varno);
}

/*
 * sss.in_scope() as the operator <@, if provider and date are those of another table,
 * or of none.  Where all are columns of one row, nothing could be found by an index.
 */
static Node *
SimplifyInScope(FuncExpr *call)
{
	Node	   *service = linitial(call->args);
	List	   *others = list_copy_tail(call->args, 1);
	Oid			types[2] = {exprType(linitial(others)), exprType(lsecond(others))};
	Node	   *column = strip_implicit_coercions(service);
	FuncExpr   *day;
	Oid			function;
	int			varno;
	Oid			operator;

	if (!IsA(column, Var) || castNode(Var, column)->varlevelsup > 0)
		return NULL;
	varno = castNode(Var, column)->varno;
	if (MentionsRelation((Node *) others, &varno) || contain_subplans((Node *) others))
		return NULL;

	function = LookupFuncName(InternalName("provider_day"), 2, types, false);
	day = makeFuncExpr(function, get_func_rettype(function), others, InvalidOid, InvalidOid,
					   COERCE_EXPLICIT_CALL);
	operator = OpernameGetOprid(InternalName("<@"), exprType(service), day->funcresulttype);
	return (Node *) make_opclause(operator, BOOLOID, false, (Expr *) service,
								  (Expr *) eval_const_expressions(NULL, (Node *) day),
								  InvalidOid, InvalidOid);
}

/* Of sss.in_scope() */
PG_FUNCTION_INFO_V1(sss_plan_in_scope);
Datum
sss_plan_in_scope(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(SimplifyInScope(((SupportRequestSimplify *) request)->fcall));
	PG_RETURN_POINTER(Answer (request));
}

/* The function sss_internal.<rule>_verdict_is() for the function sss.<rule>_verdict(); none for others */
static Oid
VerdictIs(Oid function)
{
	const char *name = get_func_name(function);
	Oid			types[FUNC_MAX_ARGS];
	Oid		   *signature;
	int			nargs;

	if (name == NULL || get_func_namespace(function) != get_namespace_oid("sss", true))
		return InvalidOid;
	(void) get_func_signature(function, &signature, &nargs);
	if (nargs == FUNC_MAX_ARGS)
		return InvalidOid;
	memcpy(types, signature, sizeof(Oid) * nargs);
	types[nargs] = get_func_rettype(function);
	return LookupFuncName(InternalName(psprintf("%s_is", name)), nargs + 1, types, true);
}

/* A verdict that is compared with a constant, if it depends on one code; no verdict is NULL */
static Expr *
SimplifyComparison(FuncExpr *comparison)
{
	Node	   *call = linitial(comparison->args);
	Node	   *verdict = lsecond(comparison->args);
	Predicate	predicate;
	List	   *args;
	Oid			function;

	if (IsA(call, Const))
	{
		verdict = call;
		call = lsecond(comparison->args);
	}
	if (!IsA(call, FuncExpr) || !IsA(verdict, Const) || castNode(Const, verdict)->constisnull)
		return NULL;
	function = VerdictIs(castNode(FuncExpr, call)->funcid);
	args = lappend(list_copy(castNode(FuncExpr, call)->args), verdict);
	if (!OidIsValid(function) || !SetPredicate(&predicate, function, args))
		return NULL;
	return (Expr *) makeFuncExpr(function, BOOLOID, args, InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* Of the equality of verdicts */
PG_FUNCTION_INFO_V1(sss_plan_verdict_eq);
Datum
sss_plan_verdict_eq(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(SimplifyComparison(((SupportRequestSimplify *) request)->fcall));
}

/* Of their inequality */
PG_FUNCTION_INFO_V1(sss_plan_verdict_ne);
Datum
sss_plan_verdict_ne(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Expr	   *equal;

	if (!IsA(request, SupportRequestSimplify))
		PG_RETURN_POINTER(NULL);
	equal = SimplifyComparison(((SupportRequestSimplify *) request)->fcall);
	PG_RETURN_POINTER(equal == NULL ? NULL : make_notclause(equal));
}
