/*-------------------------------------------------------------------------
 *
 * probe.c
 *	  Rows of a simple view, read by their keys without a query.
 *
 * It takes longer to start and end a query than to read one row by it, and longer
 * to plan one for many keys than to read their rows.  So no query is made of a view
 * that joins tables by unique indexes and shows their columns as they are: from each
 * table comes the one row that has the values of the key, or of a row read before.
 * If there are many keys for the rows of a single table, all its rows are read.
 *
 * A probe is made here, once for a query, and read in read_probe.c.
 *
 * Nothing that a user wrote runs: all comparisons are the server's own.  So role
 * and settings stay as they are.  The rights are those that the query would need.  In any other case the
 * view is queried: if the tables have row security or children, if its owner may read only
 * some of their columns, or if a module checks rights by itself.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/transam.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "parser/parse_relation.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

/* A condition of the view, or that of a link */
typedef struct Equality
{
	SssOperand	sides[2];
	Oid			operator;
	Oid			collation;
	int			optional;		/* the table that the condition joins by an outer join, or zero */
	bool		used;
} Equality;

/* A probe that is being made */
typedef struct Builder
{
	SssProbe   *probe;
	Query	   *query;
	List	   *tables;			/* that have no step yet */
	Bitmapset  *optional;
	Bitmapset  *placed;
	int			steps[SSS_MOST_STEPS];	/* the table of each step */
	List	   *equalities;
} Builder;

/*
 * Is it an equality of the server's own, that runs no code of others?  One of arrays or
 * rows would run that of their elements.  That of a date and a moment depends on the time
 * zone, which the query sets.
 */
static bool
IsServersEquality(Oid operator)
{
	Oid			left;
	Oid			right;

	if (operator >= FirstNormalObjectId || op_volatile(operator) != PROVOLATILE_IMMUTABLE)
		return false;
	op_input_types(operator, &left, &right);
	return get_typtype(left) != TYPTYPE_PSEUDO && get_typtype(right) != TYPTYPE_PSEUDO &&
		op_mergejoinable(operator, left);
}

/* A column of a table, as it is, or a constant; false: it is another expression */
static bool
ReadOperand(const Builder *builder, Node *node, SssOperand *operand)
{
	const Var  *var;
	const		RangeTblEntry *entry;

	while (IsA(node, RelabelType))
		node = (Node *) ((RelabelType *) node)->arg;
	if (IsA(node, Const))
	{
		*operand = (SssOperand)
		{
			SSS_OPERAND_CONSTANT, list_length(builder->probe->constants)
		};
		builder->probe->constants = lappend(builder->probe->constants, copyObject(node));
		return true;
	}
	var = (const Var *) node;
	if (!IsA(node, Var) || var->varlevelsup != 0 || var->varattno <= 0)
		return false;
	entry = rt_fetch(var->varno, builder->query->rtable);
	if (entry->rtekind != RTE_RELATION || SssIsVirtualColumn(entry->relid, var->varattno))
		return false;
	*operand = (SssOperand)
	{
		var->varno, var->varattno
	};
	return true;
}

static bool
AddQual(Builder *builder, Node *qual, int optional)
{
	const		OpExpr *comparison = (const OpExpr *) qual;
	Equality   *equality = palloc0(sizeof(Equality));

	if (!IsA(qual, OpExpr) || list_length(comparison->args) != 2 || !IsServersEquality(comparison->opno))
		return false;
	equality->operator = comparison->opno;
	equality->collation = comparison->inputcollid;
	equality->optional = optional;
	builder->equalities = lappend(builder->equalities, equality);
	return ReadOperand(builder, linitial(comparison->args), &equality->sides[0]) &&
		ReadOperand(builder, lsecond(comparison->args), &equality->sides[1]);
}

static bool
AddQuals(Builder *builder, Node *quals, int optional)
{
	ListCell   *cell;

	if (quals == NULL)
		return true;
	if (!IsA(quals, BoolExpr) || ((BoolExpr *) quals)->boolop != AND_EXPR)
		return AddQual(builder, quals, optional);
	foreach(cell, ((BoolExpr *) quals)->args)
	{
		if (!AddQuals(builder, lfirst(cell), optional))
			return false;
	}
	return true;
}

static bool
AddTable(Builder *builder, int number)
{
	const		RangeTblEntry *entry = rt_fetch(number, builder->query->rtable);

	builder->tables = lappend_int(builder->tables, number);
	return entry->rtekind == RTE_RELATION && entry->relkind == RELKIND_RELATION && entry->tablesample == NULL &&
		list_length(builder->tables) <= SSS_MOST_STEPS;
}

static bool
AddJoin(Builder *builder, Node *node)
{
	const		JoinExpr *join = (const JoinExpr *) node;
	int			added;
	ListCell   *cell;

	if (IsA(node, RangeTblRef))
		return AddTable(builder, ((RangeTblRef *) node)->rtindex);
	if (IsA(node, FromExpr))
	{
		foreach(cell, ((FromExpr *) node)->fromlist)
		{
			if (!AddJoin(builder, lfirst(cell)))
				return false;
		}
		return AddQuals(builder, ((FromExpr *) node)->quals, 0);
	}
	if (join->jointype == JOIN_INNER)
		return AddJoin(builder, join->larg) && AddJoin(builder, join->rarg) &&
			AddQuals(builder, join->quals, 0);
	if (join->jointype != JOIN_LEFT || !IsA(join->rarg, RangeTblRef))
		return false;
	added = ((RangeTblRef *) join->rarg)->rtindex;
	builder->optional = bms_add_member(builder->optional, added);
	return AddJoin(builder, join->larg) && AddTable(builder, added) && AddQuals(builder, join->quals, added);
}

/* Does the query do nothing but join, and name columns? */
static bool
OnlyJoins(const Query * query)
{
	return query->commandType == CMD_SELECT && !query->hasAggs && !query->hasWindowFuncs &&
		!query->hasTargetSRFs && !query->hasSubLinks && query->cteList == NIL && query->groupClause == NIL &&
		query->groupingSets == NIL && query->havingQual == NULL && query->distinctClause == NIL &&
		query->limitOffset == NULL && query->limitCount == NULL && query->rowMarks == NIL &&
		query->setOperations == NULL;
}

/* A link is a condition on a column that the view shows */
static bool
AddLinkEquality(Builder *builder, const SssFactsQuery *query, int link)
{
	const		TargetEntry *target = get_tle_by_resno(builder->query->targetList, query->links[link]);
	Equality   *equality = palloc0(sizeof(Equality));
	Oid			type;
	int32		typmod;

	get_atttypetypmodcoll(query->view, query->links[link], &type, &typmod, &equality->collation);
	equality->operator = SssLinkEquality(type, query->types[link]);
	equality->sides[1].column = link;
	builder->equalities = lappend(builder->equalities, equality);
	if (target == NULL || !IsServersEquality(equality->operator) ||
		!ReadOperand(builder, (Node *) target->expr, &equality->sides[0]))
		return false;
	builder->probe->links[builder->probe->nlinks++] = equality->sides[0].column;
	return true;
}

static bool
IsKnown(const Builder *builder, const SssOperand *operand)
{
	return operand->table <= SSS_OPERAND_OF_KEY || bms_is_member(operand->table, builder->placed);
}

/* Where an operand is found when the probe runs */
static SssOperand
AtStep(const Builder *builder, SssOperand operand)
{
	for (int i = 0; i < builder->probe->nsteps; i++)
	{
		if (builder->steps[i] == operand.table)
			return (SssOperand)
		{
			i + 1, operand.column
		};
	}
	return operand;
}

/* The condition by which a column of the table must equal something that is known, or NULL */
static Equality *
KnownEquality(const Builder *builder, int table, AttrNumber column, int *side)
{
	ListCell   *cell;
	int			optional = bms_is_member(table, builder->optional) ? table : 0;

	foreach(cell, builder->equalities)
	{
		Equality   *equality = lfirst(cell);

		for (*side = 0; *side < 2 && equality->optional == optional; (*side)++)
		{
			if (equality->sides[*side].table == table && equality->sides[*side].column == column &&
				IsKnown(builder, &equality->sides[1 - *side]))
				return equality;
		}
	}
	return NULL;
}

static bool
AddScanKey(Builder *builder, int table, Relation index, SssStep *step, int i)
{
	int			side;
	Equality   *equality = KnownEquality(builder, table, index->rd_index->indkey.values[i], &side);
	Oid			operator;
	int			strategy;
	Oid			left;
	Oid			right;

	if (equality == NULL)
		return false;
	operator = side == 0 ? equality->operator : get_commutator(equality->operator);
	if (!OidIsValid(operator) || index->rd_opfamily[i] >= FirstNormalObjectId ||
		index->rd_indcollation[i] != equality->collation ||
		!op_in_opfamily(operator, index->rd_opfamily[i]))
		return false;
	get_op_opfamily_properties(operator, index->rd_opfamily[i], false, &strategy, &left, &right);
	if (strategy != BTEqualStrategyNumber || left != index->rd_opcintype[i])
		return false;
	ScanKeyEntryInitialize(&step->keys[i], 0, i + 1, BTEqualStrategyNumber, right, equality->collation,
						   get_opcode(operator), (Datum) 0);
	step->sources[i] = AtStep(builder, equality->sides[1 - side]);
	equality->used = true;
	return true;
}

/* Does the index find at most one row, by what is known? */
static bool
UseIndex(Builder *builder, int table, Relation index, SssStep *step)
{
	const		FormData_pg_index *form = index->rd_index;

	if (index->rd_rel->relam != BTREE_AM_OID || !form->indisunique || !form->indimmediate || !form->indisvalid ||
		RelationGetIndexPredicate(index) != NIL || RelationGetIndexExpressions(index) != NIL)
		return false;
	step->nkeys = form->indnkeyatts;
	for (int i = 0; i < step->nkeys; i++)
	{
		if (!AddScanKey(builder, table, index, step, i))
			return false;
	}
	return true;
}

/* The conditions that can be checked now, and belong to no index */
static bool
AddComparisons(Builder *builder, int table, SssStep *step)
{
	ListCell   *cell;

	foreach(cell, builder->equalities)
	{
		Equality   *equality = lfirst(cell);
		SssProbeCondition *comparison;
		bool		concerns = equality->sides[0].table == table || equality->sides[1].table == table;

		if (equality->used || !concerns || !IsKnown(builder, &equality->sides[0]) || !IsKnown(builder, &equality->sides[1]))
			continue;

		/*
		 * A condition on the result of an outer join drops rows, and one of the join itself does
		 * not
		 */
		if (equality->optional != (step->optional ? table : 0))
			return false;
		comparison = palloc(sizeof(SssProbeCondition));
		comparison->sides[0] = AtStep(builder, equality->sides[0]);
		comparison->sides[1] = AtStep(builder, equality->sides[1]);
		comparison->collation = equality->collation;
		fmgr_info(get_opcode(equality->operator), &comparison->function);
		step->comparisons = lappend(step->comparisons, comparison);
		equality->used = true;
	}
	return true;
}

static void
ForgetUse(const Builder *builder, const List *used)
{
	ListCell   *cell;

	foreach(cell, builder->equalities)
		((Equality *) lfirst(cell))->used = list_member_ptr(used, lfirst(cell));
}

static List *
UsedEqualities(const Builder *builder)
{
	List	   *used = NIL;
	ListCell   *cell;

	foreach(cell, builder->equalities)
	{
		if (((Equality *) lfirst(cell))->used)
			used = lappend(used, lfirst(cell));
	}
	return used;
}

/* Add the step of a table, if what is known leads to its row */
static bool
PlaceTable(Builder *builder, int table)
{
	const		RangeTblEntry *entry = rt_fetch(table, builder->query->rtable);
	SssStep    *step = &builder->probe->steps[builder->probe->nsteps];
	Relation	rel = table_open(entry->relid, AccessShareLock);
	List	   *used = UsedEqualities(builder);
	ListCell   *cell;

	*step = (SssStep)
	{
		.table = entry->relid,.children = entry->inh,.optional = bms_is_member(table, builder->optional),
	};
	foreach(cell, RelationGetIndexList(rel))
	{
		Relation	index;

		if (OidIsValid(step->index))
			break;
		index = index_open(lfirst_oid(cell), AccessShareLock);
		if (UseIndex(builder, table, index, step))
			step->index = lfirst_oid(cell);
		else
			ForgetUse(builder, used);
		index_close(index, NoLock);
	}
	table_close(rel, NoLock);
	if (!OidIsValid(step->index))
		return false;
	builder->steps[builder->probe->nsteps++] = table;
	builder->placed = bms_add_member(builder->placed, table);
	builder->tables = list_delete_int(builder->tables, table);
	return true;
}

static bool
PlaceTables(Builder *builder)
{
	while (builder->tables != NIL)
	{
		int			nsteps = builder->probe->nsteps;
		ListCell   *cell;

		foreach(cell, builder->tables)
		{
			int			table = lfirst_int(cell);

			if (!PlaceTable(builder, table))
				continue;
			if (!AddComparisons(builder, table, &builder->probe->steps[nsteps]))
				return false;
			break;
		}
		if (builder->probe->nsteps == nsteps)
			return false;
	}
	return list_length(UsedEqualities(builder)) == list_length(builder->equalities);
}

/* The answer has the form of that of the query for one key */
static bool
AddColumns(Builder *builder, const SssFactsQuery *query)
{
	List	   *targets = list_make1(makeTargetEntry((Expr *) makeConst(INT8OID, -1, InvalidOid, sizeof(int64), Int64GetDatum(1),
																		false, FLOAT8PASSBYVAL), 1, NULL, false));

	for (int i = 0; i < query->nasked; i++)
	{
		const		TargetEntry *target = get_tle_by_resno(builder->query->targetList, query->asked[i]);
		SssOperand	operand;

		if (target == NULL || !ReadOperand(builder, (Node *) target->expr, &operand))
			return false;
		builder->probe->columns[i] = AtStep(builder, operand);
		targets = lappend(targets, makeTargetEntry(target->expr, SSS_FIRST_ANSWER + i, NULL, false));
	}
	builder->probe->ncolumns = query->nasked;
	builder->probe->answer = ExecTypeFromTL(targets);
	return true;
}

/* A scan of all rows compares the columns of the key, and nothing else that the index would compare */
static bool
MayScan(const SssProbe *probe, bool comparable)
{
	const SssStep *step = &probe->steps[0];

	for (int i = 0; i < step->nkeys; i++)
		comparable &= step->sources[i].table == SSS_OPERAND_OF_KEY;
	return comparable && probe->nsteps == 1;
}

static SssProbe *
BuildProbe(const SssFactsQuery *query, Query * definition)
{
	SssProbe   *probe = palloc0(sizeof(SssProbe));
	Builder		builder = {.probe = probe,.query = definition};

	if (!OnlyJoins(definition) || !AddJoin(&builder, (Node *) definition->jointree))
		return NULL;
	for (int i = 0; i < query->nlinks; i++)
	{
		if (!AddLinkEquality(&builder, query, i))
			return NULL;
	}
	if (!PlaceTables(&builder) || !AddColumns(&builder, query))
		return NULL;
	probe->scannable = MayScan(probe, query->comparable);
	return probe;
}

void
SssPrepareProbe(SssFactsQuery *query, const bool *valid)
{
	Relation	rel;

	if (query->one == NULL)
		return;
	rel = relation_open(query->view, AccessShareLock);
	if (rel->rd_rel->relkind == RELKIND_VIEW && rel->rd_rules != NULL)
		query->probe = BuildProbe(query, get_view_query(rel));
	if (query->probe != NULL)
	{
		query->probe->view = query->view;
		query->probe->valid = valid;
	}
	relation_close(rel, NoLock);
}
