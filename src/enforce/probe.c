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
 * Nothing that a user wrote runs: all comparisons are the server's own.  So role
 * and settings stay as they are.  The rights are those that the query would need.  In any other case the
 * view is queried: if the tables have row security or children, if its owner may read only
 * some of their columns, or if a module checks rights by itself.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/relscan.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "nodes/makefuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "optimizer/plancat.h"
#include "parser/parse_relation.h"
#include "parser/parsetree.h"
#include "rewrite/rewriteHandler.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "attach/attach.h"
#include "base/base.h"
#include "enforce/enforce_private.h"

/* Tables that are joined at most */
#define MAX_STEPS	8

/* Number of keys for which an index is always used */
#define FEW_KEYS	64

/* Number of rows that a scan reads while an index finds one */
#define ROWS_PER_SEARCH	16

/* Operands that are no column of a table */
#define OF_KEY		0
#define CONSTANT	(-1)

typedef struct Operand
{
	int			table;			/* its number: in the range table while the probe is made, then
								 * that of its step */
	int			column;			/* of the table; or the number of a column of the key, or of a
								 * constant */
} Operand;

/* A condition of the view, or that of a link */
typedef struct Equality
{
	Operand		sides[2];
	Oid			operator;
	Oid			collation;
	int			optional;		/* the table that the condition joins by an outer join, or zero */
	bool		used;
} Equality;

/* A condition that is not that of the index */
typedef struct Comparison
{
	Operand		sides[2];
	FmgrInfo	function;
	Oid			collation;
} Comparison;

/* One table, and the index by which its row is found */
typedef struct Step
{
	Oid			table;
	Oid			index;
	bool		children;		/* rows of inheritance children belong to it */
	bool		optional;		/* if no row is found, there are NULLs */
	int			nkeys;
	ScanKeyData keys[INDEX_MAX_KEYS];
	Operand		sources[INDEX_MAX_KEYS];
	List	   *comparisons;
} Step;

struct SssProbe
{
	Oid			view;
	const bool *valid;			/* is it still what the view and its tables are? */
	int			nsteps;
	Step		steps[MAX_STEPS];	/* step 1 comes first */
	bool		scannable;		/* there is one table, whose rows lead to keys: */
	int			nlinks;
	AttrNumber	links[INDEX_MAX_KEYS];	/* its columns that equal those of a key */
	List	   *constants;		/* of Const */
	TupleDesc	answer;
	int			ncolumns;		/* of the answer, behind the first */
	Operand		columns[INDEX_MAX_KEYS + N_ROLES];
};

/* A probe that is being made */
typedef struct Builder
{
	SssProbe   *probe;
	Query	   *query;
	List	   *tables;			/* that have no step yet */
	Bitmapset  *optional;
	Bitmapset  *placed;
	int			steps[MAX_STEPS];	/* the table of each step */
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
ReadOperand(const Builder *builder, Node *node, Operand *operand)
{
	const Var  *var;
	const		RangeTblEntry *entry;

	while (IsA(node, RelabelType))
		node = (Node *) ((RelabelType *) node)->arg;
	if (IsA(node, Const))
	{
		*operand = (Operand)
		{
			CONSTANT, list_length(builder->probe->constants)
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
	*operand = (Operand)
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
		list_length(builder->tables) <= MAX_STEPS;
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
IsKnown(const Builder *builder, const Operand *operand)
{
	return operand->table <= OF_KEY || bms_is_member(operand->table, builder->placed);
}

/* Where an operand is found when the probe runs */
static Operand
AtStep(const Builder *builder, Operand operand)
{
	for (int i = 0; i < builder->probe->nsteps; i++)
	{
		if (builder->steps[i] == operand.table)
			return (Operand)
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
AddScanKey(Builder *builder, int table, Relation index, Step *step, int i)
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
UseIndex(Builder *builder, int table, Relation index, Step *step)
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
AddComparisons(Builder *builder, int table, Step *step)
{
	ListCell   *cell;

	foreach(cell, builder->equalities)
	{
		Equality   *equality = lfirst(cell);
		Comparison *comparison;
		bool		concerns = equality->sides[0].table == table || equality->sides[1].table == table;

		if (equality->used || !concerns || !IsKnown(builder, &equality->sides[0]) || !IsKnown(builder, &equality->sides[1]))
			continue;

		/*
		 * A condition on the result of an outer join drops rows, and one of the join itself does
		 * not
		 */
		if (equality->optional != (step->optional ? table : 0))
			return false;
		comparison = palloc(sizeof(Comparison));
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
	Step	   *step = &builder->probe->steps[builder->probe->nsteps];
	Relation	rel = table_open(entry->relid, AccessShareLock);
	List	   *used = UsedEqualities(builder);
	ListCell   *cell;

	*step = (Step)
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
		Operand		operand;

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
	const Step *step = &probe->steps[0];

	for (int i = 0; i < step->nkeys; i++)
		comparable &= step->sources[i].table == OF_KEY;
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

/* One step while the probe runs */
typedef struct OpenStep
{
	Relation	rel;
	Relation	index;
	IndexScanDesc scan;
	TupleTableSlot *slot;		/* with the row of the present key; empty: there are NULLs */
} OpenStep;

static bool
MayBeRead(const Step *step, Relation rel, Relation index, Oid owner)
{
	return !rel->rd_rel->relrowsecurity && !(step->children && rel->rd_rel->relhassubclass) &&
		pg_class_aclcheck(step->table, owner, ACL_SELECT) == ACLCHECK_OK &&
		index->rd_index->indisvalid &&
		(!index->rd_index->indcheckxmin ||
		 TransactionIdPrecedes(HeapTupleHeaderGetXmin(index->rd_indextuple->t_data), TransactionXmin));
}

static void
CloseSteps(OpenStep *steps, int nsteps)
{
	for (int i = 0; i < nsteps; i++)
	{
		if (steps[i].scan != NULL)
			index_endscan(steps[i].scan);
		if (steps[i].slot != NULL)
			ExecDropSingleTupleTableSlot(steps[i].slot);
		index_close(steps[i].index, NoLock);
		table_close(steps[i].rel, NoLock);
	}
}

/*
 * Lock the view and its tables, as a query would, and open the indexes.  A lock may let
 * in the news that one of them was altered, so validity is asked after it.
 */
static bool
OpenSteps(const SssProbe *probe, OpenStep *steps)
{
	Oid			owner;

	if (ExecutorCheckPerms_hook != NULL)
		return false;
	LockRelationOid(probe->view, AccessShareLock);
	if (!*probe->valid)
		return false;
	owner = SssOwnerOfRelation(probe->view);
	if (pg_class_aclcheck(probe->view, owner, ACL_SELECT) != ACLCHECK_OK)
		return false;
	for (int i = 0; i < probe->nsteps; i++)
	{
		const Step *step = &probe->steps[i];

		LockRelationOid(step->table, AccessShareLock);
		if (!*probe->valid)
		{
			CloseSteps(steps, i);
			return false;
		}
		steps[i] = (OpenStep)
		{
			.rel = table_open(step->table, NoLock),.index = index_open(step->index, AccessShareLock),
		};
		if (!*probe->valid || !MayBeRead(step, steps[i].rel, steps[i].index, owner))
		{
			CloseSteps(steps, i + 1);
			return false;
		}
	}
	for (int i = 0; i < probe->nsteps; i++)
		steps[i].slot = table_slot_create(steps[i].rel, NULL);
	return true;
}

static Datum
OperandValue(const SssProbe *probe, const OpenStep *steps, const SssKeySet *keys, int key, Operand operand, bool *isnull)
{
	TupleTableSlot *slot;

	*isnull = false;
	if (operand.table == OF_KEY)
		return SssKeyValue(keys, key, operand.column);
	if (operand.table == CONSTANT)
	{
		const		Const *constant = list_nth(probe->constants, operand.column);

		*isnull = constant->constisnull;
		return constant->constvalue;
	}
	slot = steps[operand.table - 1].slot;
	if (!TTS_EMPTY(slot))
		return slot_getattr(slot, operand.column, isnull);
	*isnull = true;
	return (Datum) 0;
}

static bool
IsFulfilled(const SssProbe *probe, const Comparison *comparison, const OpenStep *steps, const SssKeySet *keys, int key)
{
	bool		isnull[2];
	Datum		left = OperandValue(probe, steps, keys, key, comparison->sides[0], &isnull[0]);
	Datum		right = OperandValue(probe, steps, keys, key, comparison->sides[1], &isnull[1]);

	return !isnull[0] && !isnull[1] &&
		DatumGetBool(FunctionCall2Coll((FmgrInfo *) & comparison->function, comparison->collation, left, right));
}

static bool
AreFulfilled(const SssProbe *probe, const Step *step, const OpenStep *steps, const SssKeySet *keys, int key)
{
	ListCell   *cell;

	foreach(cell, step->comparisons)
	{
		if (!IsFulfilled(probe, lfirst(cell), steps, keys, key))
			return false;
	}
	return true;
}

/* Find the row of a step; if there is none, its slot is empty */
static bool
FindRow(const SssProbe *probe, int number, OpenStep *steps, const SssKeySet *keys, int key)
{
	const Step *step = &probe->steps[number];
	OpenStep   *open = &steps[number];
	ScanKeyData scan_keys[INDEX_MAX_KEYS];

	ExecClearTuple(open->slot);
	for (int i = 0; i < step->nkeys; i++)
	{
		bool		isnull;

		scan_keys[i] = step->keys[i];
		scan_keys[i].sk_argument = OperandValue(probe, steps, keys, key, step->sources[i], &isnull);
		if (isnull)
			return false;
	}
	index_rescan(open->scan, scan_keys, step->nkeys, NULL, 0);
	if (!index_getnext_slot(open->scan, ForwardScanDirection, open->slot))
		return false;
	if (AreFulfilled(probe, step, steps, keys, key))
		return true;
	ExecClearTuple(open->slot);
	return false;
}

/* Find the rows that a key leads to; false: the view has no row */
static bool
FindRows(const SssProbe *probe, OpenStep *steps, const SssKeySet *keys, int key)
{
	for (int i = 0; i < probe->nsteps; i++)
	{
		if (!FindRow(probe, i, steps, keys, key) && !probe->steps[i].optional)
			return false;
	}
	return true;
}

/* A range of keys, and who wants their rows */
typedef struct Request
{
	const SssKeySet *keys;
	int			first;
	int			end;
	TupleTableSlot *answer;
	SssViewRow	callback;
	void	   *argument;
} Request;

static void
PassRow(const SssProbe *probe, const OpenStep *steps, int key, const Request *request)
{
	TupleTableSlot *answer = request->answer;

	ExecClearTuple(answer);
	answer->tts_values[0] = Int64GetDatum(1);
	answer->tts_isnull[0] = false;
	for (int i = 0; i < probe->ncolumns; i++)
		answer->tts_values[i + 1] = OperandValue(probe, steps, request->keys, key, probe->columns[i], &answer->tts_isnull[i + 1]);
	ExecStoreVirtualTuple(answer);
	request->callback(request->argument, key, answer);
}

/* The number of the key that a row leads to; -1: there is none */
static int
KeyOfTableRow(const SssProbe *probe, TupleTableSlot *row, const SssKeySet *keys)
{
	Datum		values[INDEX_MAX_KEYS];

	for (int i = 0; i < probe->nlinks; i++)
	{
		bool		isnull;

		values[i] = slot_getattr(row, probe->links[i], &isnull);
		if (isnull)
			return -1;
	}
	return SssFindKey(keys, values);
}
static void
SearchIndexes(const SssProbe *probe, OpenStep *steps, const Request *request)
{
	for (int i = 0; i < probe->nsteps; i++)
		steps[i].scan = SssBeginIndexScan(steps[i].rel, steps[i].index, GetActiveSnapshot(), probe->steps[i].nkeys);
	for (int key = request->first; key < request->end; key++)
	{
		CHECK_FOR_INTERRUPTS();
		if (FindRows(probe, steps, request->keys, key))
			PassRow(probe, steps, key, request);
	}
}

static void
ScanForKeys(const SssProbe *probe, OpenStep *steps, const Request *request)
{
	TableScanDesc scan = SssBeginScan(steps[0].rel, GetActiveSnapshot());

	while (table_scan_getnextslot(scan, ForwardScanDirection, steps[0].slot))
	{
		int			key = KeyOfTableRow(probe, steps[0].slot, request->keys);

		CHECK_FOR_INTERRUPTS();
		if (key >= request->first && key < request->end && AreFulfilled(probe, &probe->steps[0], steps, request->keys, key))
			PassRow(probe, steps, key, request);
	}
	table_endscan(scan);
}

/* Are there so many keys that it takes less to read all rows of the first table? */
static bool
AreMany(const OpenStep *first, int nkeys)
{
	BlockNumber pages;
	double		tuples;
	double		all_visible;

	if (nkeys <= FEW_KEYS)
		return false;
	estimate_rel_size(first->rel, NULL, &pages, &tuples, &all_visible);
	return tuples < (double) nkeys * ROWS_PER_SEARCH;
}

bool
SssProbeView(const SssProbe *probe, const SssKeySet *keys, int first, int nkeys, SssViewRow callback,
			 void *argument)
{
	Request		request = {
		.keys = keys,.first = first,.end = first + nkeys,.callback = callback,.argument = argument
	};
	OpenStep	steps[MAX_STEPS];
	bool		many;

	if (!OpenSteps(probe, steps))
		return false;
	many = AreMany(&steps[0], nkeys);
	if (!many || probe->scannable)
	{
		request.answer = MakeSingleTupleTableSlot(probe->answer, &TTSOpsVirtual);
		if (many)
			ScanForKeys(probe, steps, &request);
		else
			SearchIndexes(probe, steps, &request);
		ExecDropSingleTupleTableSlot(request.answer);
	}
	CloseSteps(steps, probe->nsteps);
	return !many || probe->scannable;
}
