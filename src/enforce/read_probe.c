/*-------------------------------------------------------------------------
 *
 * read_probe.c
 *	  The rows of a simple view are read by a probe, which probe.c makes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relscan.h"
#include "access/skey.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/transam.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "optimizer/plancat.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"

#include "base/base.h"
#include "enforce/enforce_private.h"

/* Number of keys for which an index is always used */
#define FEW_KEYS	64

/* Number of rows that a scan reads while an index finds one */
#define ROWS_PER_SEARCH	16

/* One step while the probe runs */
typedef struct OpenStep
{
	Relation	rel;
	Relation	index;
	IndexScanDesc scan;
	TupleTableSlot *slot;		/* with the row of the present key; empty: there are NULLs */
} OpenStep;

static bool
MayBeRead(const SssStep *step, Relation rel, Relation index, Oid owner)
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
		const SssStep *step = &probe->steps[i];

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
OperandValue(const SssProbe *probe, const OpenStep *steps, const SssKeySet *keys, int key, SssOperand operand, bool *isnull)
{
	TupleTableSlot *slot;

	*isnull = false;
	if (operand.table == SSS_OPERAND_OF_KEY)
		return SssKeyValue(keys, key, operand.column);
	if (operand.table == SSS_OPERAND_CONSTANT)
	{
		Const	   *constant = list_nth(probe->constants, operand.column);

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
IsFulfilled(const SssProbe *probe, const SssProbeCondition *comparison, const OpenStep *steps, const SssKeySet *keys, int key)
{
	bool		isnull[2];
	Datum		left = OperandValue(probe, steps, keys, key, comparison->sides[0], &isnull[0]);
	Datum		right = OperandValue(probe, steps, keys, key, comparison->sides[1], &isnull[1]);

	return !isnull[0] && !isnull[1] &&
		DatumGetBool(FunctionCall2Coll((FmgrInfo *) & comparison->function, comparison->collation, left, right));
}

static bool
AreFulfilled(const SssProbe *probe, const SssStep *step, const OpenStep *steps, const SssKeySet *keys, int key)
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
	const SssStep *step = &probe->steps[number];
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
	OpenStep	steps[SSS_MOST_STEPS];
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
