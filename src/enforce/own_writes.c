/*-------------------------------------------------------------------------
 *
 * own_writes.c
 *	  Cases as they would be without the writes of this transaction.
 *
 * A transaction may delete a case and insert it again as it was, or repair it
 * and undo the repair.  Its statements then make the case worse, but the
 * transaction as a whole does not.  So a row that fails, and is worse than before
 * the statement, is looked up by its key under the latest snapshot, without the
 * commands of this transaction.  What other transactions committed is seen.
 *
 * An inserted row has no version before the statement.  But the statement may
 * have deleted the same case, which failed since an earlier statement of the
 * transaction: one that only logged, or one that changed what a lookup view
 * reads.  So if the row is also worse than at the start, it is looked up once
 * more, without the writes of its own statement.
 *
 * The lookup costs nothing where it cannot find anything.  If the transaction
 * updated and deleted no row of the table, no case was there before that is not
 * there now.  The server counts such rows for its statistics.  If it does not
 * count, every row that fails is looked up.
 *
 * Most keys have an index.  Where none leads to the key, a row trigger would scan
 * the table for each row that fails.  Instead it scans the table once in a trigger
 * run, for the rows that were updated or deleted, and keeps those that failed; if
 * several rows may have a key, once more for each state.
 *
 * The lookup is no part of the statement: if it fails, for example because the
 * table's owner may not read the table, the row is checked without it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/tupdesc.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_inherits.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "pgstat.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/snapmgr.h"
#include "utils/typcache.h"

#include "base/base.h"
#include "enforce/enforce_private.h"

/* The placements that fail, by the number of their key */
typedef struct Failing
{
	int			capacity;
	SssCase    *cases;
} Failing;

/* The states that are read */
enum
{
	STATE_BEFORE,
	STATE_NOW,
	N_STATES
};

/* The case as it was found without the writes of some commands */
typedef struct Found
{
	CommandId	before;			/* the first of these commands */
	bool		was_scanned;
	SssKeySet  *scanned;		/* the keys that a scan found; NULL: it found none */
	MemoryContext context;		/* of the keys, and of the following */
	Failing		failing[N_STATES];
} Found;

struct SssLookBack
{
	SssLookBack *next;
	MemoryContext run;			/* of the trigger run */
	LocalTransactionId xact;
	NameData	attachment;
	Oid			relid;			/* the table to which the rule is attached */
	bool		changed;		/* this transaction may have changed rows with such a key */
	bool		asked;			/* it is known whether a lookup may find these, */
	bool		possible;		/* and it may */
	bool		indexed;		/* an index leads to the key */
	bool		unique;			/* one row at most has a key */
	SssBinding	binding;		/* with columns of that table; the key is bound */
	SssDay		today;
	SssFactsQuery rows;			/* of the table, by key */
	SssFactsQuery changed_rows; /* if there is no index */
	SssFactsQuery *facts;		/* of the view, by link; NULL: the row holds all facts */
	Found		found[N_PASTS];
	MemoryContextCallback callback;
};

static SssLookBack *look_backs = NULL;

static bool
IsReadBy(const SssReads *reads, Oid relid)
{
	bool		whole;

	return SssColumnsRead(reads, relid, &whole) != NULL || whole;
}

static bool
HasNewStorage(Oid relid)
{
	Relation	rel = try_relation_open(relid, AccessShareLock);
	bool		is_new;

	if (rel == NULL)
		return false;
	is_new = rel->rd_createSubid != InvalidSubTransactionId || SssHasNewFile(rel);
	relation_close(rel, NoLock);
	return is_new;
}

/*
 * A command that gives a table new storage locks the table exclusively, and
 * writes its row of pg_class.  If the WAL serves standbys, the server notes that
 * the transaction took such a lock.
 */
bool
SssIsRebuilt(const SssReads *reads)
{
	Relation	catalog;
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		rebuilt = false;

	if (XLogStandbyInfoActive() && (MyXactFlags & XACT_FLAGS_ACQUIREDACCESSEXCLUSIVELOCK) == 0)
		return false;
	catalog = table_open(RelationRelationId, AccessShareLock);
	scan = systable_beginscan(catalog, InvalidOid, false, NULL, 0, NULL);
	while (!rebuilt && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_class form = (Form_pg_class) GETSTRUCT(tuple);

		rebuilt = TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data)) &&
			(form->relkind == RELKIND_RELATION || form->relkind == RELKIND_MATVIEW) &&
			form->relpersistence != RELPERSISTENCE_TEMP &&
			IsReadBy(reads, form->oid) && HasNewStorage(form->oid);
	}
	systable_endscan(scan);
	table_close(catalog, AccessShareLock);
	return rebuilt;
}

/* Did this transaction update or delete rows of the table?  True if nobody counts. */
static bool
MayHaveChanged(Relation rel)
{
	if (!SssCountsChanges(rel))
		return true;
	for (const PgStat_TableXactStatus * counts = rel->pgstat_info->trans; counts != NULL;
		 counts = counts->upper)
	{
		if (counts->tuples_updated > 0 || counts->tuples_deleted > 0)
			return true;
	}
	return false;
}

/*
 * The same for a table of which that relation is a part.  Whoever writes a
 * partition has it locked.  The others are not locked for this, nor is the table: a
 * row must not wait for what is done to a partition that it does not belong to.
 */
static bool
MayAnyHaveChanged(Oid table, Relation part)
{
	bool		changed = MayHaveChanged(part);
	List	   *parts;

	if (changed || table == RelationGetRelid(part))
		return changed;
	parts = find_all_inheritors(table, NoLock, NULL);
	for (int i = 0; i < list_length(parts) && !changed; i++)
	{
		Oid			relid = list_nth_oid(parts, i);
		LOCKTAG		tag;
		Relation	other;

		SET_LOCKTAG_RELATION(tag, MyDatabaseId, relid);
		if (!SssHoldsLock(&tag, RowExclusiveLock))
			continue;
		other = table_open(relid, NoLock);
		changed = other->rd_rel->relkind == RELKIND_RELATION && MayHaveChanged(other);
		table_close(other, NoLock);
	}
	return changed;
}

/* Is a column of the index one of the key, and does the index compare its values as keys are compared? */
static bool
IsKeyColumn(const SssBinding *binding, Relation table, Relation index, int column)
{
	AttrNumber	attnum = index->rd_index->indkey.values[column];

	for (int i = 0; i < binding->nkeys; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(table), binding->keys[i] - 1);
		TypeCacheEntry *type;

		if (binding->keys[i] != attnum)
			continue;
		type = lookup_type_cache(getBaseType(attribute->atttypid),
								 TYPECACHE_BTREE_OPFAMILY | TYPECACHE_HASH_OPFAMILY);
		return index->rd_indcollation[column] == attribute->attcollation &&
			(index->rd_opfamily[column] == type->btree_opf || index->rd_opfamily[column] == type->hash_opf);
	}
	return false;
}

static void
FindIndexes(SssLookBack *look, Relation table)
{
	ListCell   *cell;

	foreach(cell, RelationGetIndexList(table))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);
		Form_pg_index form = index->rd_index;
		bool		leads = form->indisvalid && IsKeyColumn(&look->binding, table, index, 0) &&
		heap_attisnull(index->rd_indextuple, Anum_pg_index_indpred, NULL);
		bool		covered = leads;

		for (int i = 0; i < form->indnkeyatts && covered; i++)
			covered = IsKeyColumn(&look->binding, table, index, i);
		look->indexed |= leads;
		look->unique |= covered && form->indisunique && form->indimmediate;
		index_close(index, NoLock);
	}
}

/* The columns of the same names in the table that the relation is a part of */
static bool
MapColumns(Oid relid, Oid table, AttrNumber *columns, int ncolumns)
{
	for (int i = 0; i < ncolumns && relid != table; i++)
	{
		char	   *name = get_attname(relid, columns[i], true);

		columns[i] = name == NULL ? InvalidAttrNumber : get_attnum(table, name);
		if (columns[i] == InvalidAttrNumber)
			return false;
	}
	return true;
}

/* The binding with the columns of the table, and with the key */
static bool
MapToTable(SssLookBack *look, const SssAttachment *attachment, Relation rel)
{
	Oid			relid = RelationGetRelid(rel);
	SssBinding *binding = &look->binding;

	*binding = attachment->binding;
	binding->nkeys = SssKeyColumns(&attachment->binding, rel, binding->keys);
	for (int role = 0; role < N_ROLES; role++)
	{
		if (binding->columns[role].form != COLUMN_NONE &&
			!MapColumns(relid, look->relid, &binding->columns[role].attnum, 1))
			return false;
	}
	if (binding->nkeys == 0 || !MapColumns(relid, look->relid, binding->keys, binding->nkeys) ||
		!MapColumns(relid, look->relid, binding->view.links, binding->view.nlinks))
		return false;
	for (int i = 0; i < binding->nkeys; i++)
	{
		Oid			type = get_atttype(look->relid, binding->keys[i]);

		if (SssLinkOperator(type, type) == NULL)
			return false;
	}
	return true;
}

/* A lookup that is prepared for changes of that relation */
typedef struct Preparation
{
	SssLookBack *look;
	const SssAttachment *attachment;
	Relation	rel;
	bool		done;
} Preparation;

static void
ReadTable(const void *argument)
{
	Preparation *preparation = (Preparation *) argument;
	SssLookBack *look = preparation->look;
	Relation	table;

	if (!SssRowsAreHere(look->relid) || !MapToTable(look, preparation->attachment, preparation->rel))
		return;
	table = table_open(look->relid, AccessShareLock);
	FindIndexes(look, table);
	table_close(table, NoLock);
	preparation->done = true;
}

/* The table of a partition that was written itself may be locked, so that this fails as well */
static void
PrepareLookBack(SssLookBack *look, const SssAttachment *attachment, Relation rel)
{
	Preparation preparation = {look, attachment, rel, false};

	look->changed = MayAnyHaveChanged(look->relid, rel) &&
		SssTryInSubtransaction(ReadTable, &preparation) == NULL && preparation.done;
}

/* Is there a lookup that may find rows?  If so, prepare its queries. */
static bool
IsPossible(SssLookBack *look)
{
	SssRead		read = {.relid = look->relid,.columns = NULL};
	SssReads	reads = {.tables = list_make1(&read)};
	Relation	table;

	if (look->asked)
		return look->possible;
	look->asked = true;
	look->possible = !SssIsRebuilt(&reads);
	if (look->possible)
	{
		table = table_open(look->relid, AccessShareLock);
		SssQueryRowsByKey(&look->rows, table, &look->binding);
		SssQueryChangedRows(&look->changed_rows, table, &look->binding);
		table_close(table, NoLock);
		for (int past = 0; past < N_PASTS; past++)
			look->found[past].context = AllocSetContextCreate(look->run, "rows before", ALLOCSET_SMALL_SIZES);
	}
	return look->possible;
}

static void
EndLookBack(void *argument)
{
	SssLookBack *look = argument;
	SssLookBack **link = &look_backs;

	while (*link != look)
		link = &(*link)->next;
	*link = look->next;
	SssReleaseQuery(&look->rows);
	SssReleaseQuery(&look->changed_rows);
}

/* Find what this trigger run prepared; in a procedure that commits, its context may outlive the transaction */
static SssLookBack *
FindLookBack(MemoryContext context, const SssAttachment *attachment, Oid relid)
{
	for (SssLookBack *look = look_backs; look != NULL; look = look->next)
	{
		if (look->run == context && look->relid == relid &&
			strcmp(NameStr(look->attachment), attachment->name) == 0 &&
			look->xact == SssCurrentTransaction())
			return look;
	}
	return NULL;
}

static SssLookBack *
MakeLookBack(MemoryContext context, const SssAttachment *attachment, Relation rel,
			 SssFactsQuery *facts, SssDay today)
{
	SssLookBack *look = palloc0(sizeof(SssLookBack));

	look->run = context;
	look->xact = SssCurrentTransaction();
	namestrcpy(&look->attachment, attachment->name);
	look->relid = SssAttachedRelation(attachment);
	look->facts = facts;
	look->today = today;
	PrepareLookBack(look, attachment, rel);
	look->next = look_backs;
	look_backs = look;
	look->callback.func = EndLookBack;
	look->callback.arg = look;
	MemoryContextRegisterResetCallback(context, &look->callback);
	return look;
}

SssLookBack *
SssStartLookBack(MemoryContext context, const SssAttachment *attachment, Relation rel,
				 SssFactsQuery *facts, SssDay today, bool compared)
{
	SssLookBack *look = FindLookBack(context, attachment, SssAttachedRelation(attachment));
	MemoryContext caller_context = MemoryContextSwitchTo(context);
	bool		possible;

	if (look == NULL)
		look = MakeLookBack(context, attachment, rel, facts, today);
	else if (look->today != today)
	{
		/* Rows that failed on another day need not fail on this one */
		look->today = today;
		for (int i = 0; i < N_PASTS; i++)
			look->found[i].was_scanned = false;
	}
	possible = look->changed && !(compared && look->unique) && IsPossible(look);
	MemoryContextSwitchTo(caller_context);
	return possible ? look : NULL;
}

bool
SssOneRowHasKey(const SssLookBack *look)
{
	return look->unique;
}

SssKeySet *
SssMakeLookBackKeys(const SssLookBack *look, Relation rel)
{
	AttrNumber	keys[INDEX_MAX_KEYS];

	memcpy(keys, look->binding.keys, sizeof(AttrNumber) * look->binding.nkeys);
	if (!MapColumns(look->relid, RelationGetRelid(rel), keys, look->binding.nkeys))
		elog(ERROR, "table \"%s\" lacks a column of its parent", RelationGetRelationName(rel));
	return SssMakeKeySet(RelationGetDescr(rel), keys, look->binding.nkeys);
}

static bool
Fails(const SssLookBack *look, const SssFacts *facts)
{
	SssAssessment assessment;

	SssAssess(look->binding.rule, &look->binding.policy, facts, &assessment);
	return assessment.outcome != OUTCOME_PASS;
}

static void
GrowFailing(Failing *failing, MemoryContext context, int key)
{
	int			capacity = Max(Max(64, key + 1), 2 * failing->capacity);
	SssCase    *cases = MemoryContextAllocExtended(context, sizeof(SssCase) * capacity,
												   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	if (failing->capacity > 0)
		memcpy(cases, failing->cases, sizeof(SssCase) * failing->capacity);
	failing->cases = cases;
	failing->capacity = capacity;
}

/* Add a placement that fails; the array of a case doubles at each power of two */
static void
AddFailing(Found *found, int state, int key, const SssFacts *facts)
{
	Failing    *failing = &found->failing[state];
	SssCase    *of;

	if (key >= failing->capacity)
		GrowFailing(failing, found->context, key);
	of = &failing->cases[key];
	if (of->nfacts == 0)
		of->facts = MemoryContextAlloc(found->context, sizeof(SssFacts));
	else if ((of->nfacts & (of->nfacts - 1)) == 0)
		of->facts = repalloc(of->facts, sizeof(SssFacts) * 2 * of->nfacts);
	of->facts[of->nfacts++] = *facts;
}

/* A row whose facts are to be completed by the view */
typedef struct Incomplete
{
	int			key;
	int			link;
	SssFacts	facts;			/* those that the row holds */
} Incomplete;

/* One lookup of rows */
typedef struct Lookup
{
	SssLookBack *look;
	Found	   *found;			/* what the lookup adds to */
	const SssFactsQuery *query;
	const SssKeySet *keys;		/* NULL: a scan, whose keys are added to those scanned */
	int			state;
	MemoryContext context;
	SssKeySet  *links;			/* NULL: there are none yet */
	int			nrows;
	int			capacity;
	Incomplete *rows;
} Lookup;

/* The key of a row that a scan found; -1: it has a NULL */
static int
ScannedKey(const Lookup *lookup, TupleTableSlot *row)
{
	Found	   *found = lookup->found;
	const SssBinding *answer = &lookup->query->answer;
	MemoryContext caller_context = MemoryContextSwitchTo(found->context);

	if (found->scanned == NULL)
		found->scanned = SssMakeKeySet(row->tts_tupleDescriptor, answer->keys, answer->nkeys);
	MemoryContextSwitchTo(caller_context);
	return SssAddKey(found->scanned, row);
}

static void
KeepIncomplete(Lookup *lookup, int key, TupleTableSlot *row, const SssFacts *facts)
{
	const SssBinding *answer = &lookup->query->answer;
	MemoryContext caller_context = MemoryContextSwitchTo(lookup->context);
	Incomplete *incomplete;
	int			link;

	if (lookup->links == NULL)
		lookup->links = SssMakeKeySet(row->tts_tupleDescriptor, answer->view.links, answer->view.nlinks);
	link = SssAddKey(lookup->links, row);
	if (lookup->nrows == lookup->capacity)
	{
		Incomplete *rows = MemoryContextAllocHuge(lookup->context,
												  sizeof(Incomplete) * Max(64, 2 * lookup->capacity));

		if (lookup->nrows > 0)
			memcpy(rows, lookup->rows, sizeof(Incomplete) * lookup->nrows);
		lookup->rows = rows;
		lookup->capacity = Max(64, 2 * lookup->capacity);
	}
	incomplete = &lookup->rows[lookup->nrows];
	incomplete->key = key;
	incomplete->link = link;
	incomplete->facts = *facts;
	lookup->nrows += link >= 0;
	MemoryContextSwitchTo(caller_context);
}

static void
AddRow(void *argument, int key, TupleTableSlot *row)
{
	Lookup	   *lookup = argument;
	SssLookBack *look = lookup->look;
	SssFacts	facts;

	SssReadFacts(&lookup->query->answer, row, look->today, &facts);
	if (look->facts == NULL && !Fails(look, &facts))
		return;
	if (lookup->keys == NULL)
		key = ScannedKey(lookup, row);
	if (key < 0)
		return;
	if (look->facts != NULL)
		KeepIncomplete(lookup, key, row, &facts);
	else
		AddFailing(lookup->found, lookup->state, key, &facts);
}

/* The view adds to each row the facts that it lacks, in the same state */
static void
CompleteRows(Lookup *lookup)
{
	SssLookBack *look = lookup->look;
	SssCases   *cases;

	if (lookup->nrows == 0)
		return;
	cases = SssMakeCases(look->facts, look->today, lookup->found->before);
	SssStartCases(cases, 0);
	SssReadCases(cases, lookup->links, SssKeyCount(lookup->links),
				 lookup->state == STATE_BEFORE ? AS_OF_BEFORE : AS_OF_NOW);
	for (int i = 0; i < lookup->nrows; i++)
	{
		const Incomplete *row = &lookup->rows[i];
		const SssCase *of = SssCaseOf(cases, row->link);

		for (int j = 0; j < of->nfacts; j++)
		{
			SssFacts	facts = of->facts[j];

			SssOverlay(&look->binding, &row->facts, &facts);
			if (Fails(look, &facts))
				AddFailing(lookup->found, lookup->state, row->key, &facts);
		}
	}
}

static void
ReadState(Lookup *lookup)
{
	SssFactsQuery *query = (SssFactsQuery *) lookup->query;

	SssPushSnapshotAsOf(lookup->state == STATE_BEFORE ? AS_OF_BEFORE : AS_OF_NOW, lookup->found->before);
	SssReadView(query, lookup->keys, 0, lookup->keys == NULL ? 0 : SssKeyCount(lookup->keys),
				AddRow, lookup);
	PopActiveSnapshot();
	CompleteRows(lookup);
}

static void
ForgetFailing(Found *found)
{
	memset(found->failing, 0, sizeof(found->failing));
}

/*
 * If several rows may have a key, those of now are needed as well.  A scan finds
 * only rows that were changed.  Rows of their keys that were not changed belong to
 * both states, so both are then read by these keys.
 */
static void
ReadStates(const void *argument)
{
	const Lookup *asked = argument;
	SssLookBack *look = asked->look;
	Lookup		by_key = *asked;

	if (asked->keys == NULL)
	{
		Lookup		scan = *asked;

		ReadState(&scan);
		if (look->unique || asked->found->scanned == NULL)
			return;
		ForgetFailing(asked->found);
		by_key.keys = asked->found->scanned;
		by_key.query = &look->rows;
	}
	for (int state = 0; state < (look->unique ? STATE_NOW : N_STATES); state++)
	{
		Lookup		lookup = by_key;

		lookup.state = state;
		ReadState(&lookup);
	}
}

static SssPast
PastOf(CommandId before)
{
	return before == FirstCommandId ? PAST_START : PAST_STATEMENT;
}

/* False: the rows could not be read */
static bool
ReadAnew(SssLookBack *look, CommandId before, const SssFactsQuery *query, const SssKeySet *keys)
{
	Found	   *found = &look->found[PastOf(before)];
	Lookup		lookup = {
		.look = look,.found = found,.query = query,.keys = keys,.context = CurrentMemoryContext,
	};

	MemoryContextReset(found->context);
	ForgetFailing(found);
	found->scanned = NULL;
	found->was_scanned = false;
	found->before = before;

	/* Make visible what the statement wrote */
	CommandCounterIncrement();
	return SssTryInSubtransaction(ReadStates, &lookup) == NULL;
}

bool
SssLookUpKeys(SssLookBack *look, CommandId before, const SssKeySet *keys)
{
	return ReadAnew(look, before, &look->rows, keys);
}

/* The number of the row's key among those that were scanned; -1: no row with it failed */
static int
FindScanned(SssLookBack *look, CommandId before, const SssKeySet *keys)
{
	Found	   *found = &look->found[PastOf(before)];
	Datum		values[INDEX_MAX_KEYS];

	if (!found->was_scanned || found->before != before)
	{
		if (!ReadAnew(look, before, &look->changed_rows, NULL))
			look->possible = false;
		found->was_scanned = true;
	}
	for (int i = 0; i < look->binding.nkeys; i++)
		values[i] = SssKeyValue(keys, 0, i);
	return look->possible && found->scanned != NULL ? SssFindKey(found->scanned, values) : -1;
}

int
SssLookUpRow(SssLookBack *look, CommandId before, Relation rel, TupleTableSlot *row)
{
	SssKeySet  *keys = SssMakeLookBackKeys(look, rel);
	int			key = SssAddKey(keys, row);

	if (key >= 0 && !look->indexed)
		key = FindScanned(look, before, keys);
	else if (key >= 0 && !SssLookUpKeys(look, before, keys))
		key = -1;
	SssFreeKeySet(keys);
	return key;
}

void
SssCompareWithPast(const SssLookBack *look, CommandId before, int key, SssComparison *comparison)
{
	static const SssCase none = {0, NULL};
	const Failing *failing = look->found[PastOf(before)].failing;
	SssPastCase *past = &comparison->past[PastOf(before)];

	if (key < 0 || key >= failing[STATE_BEFORE].capacity)
		return;
	past->was = &failing[STATE_BEFORE].cases[key];
	if (!look->unique)
		past->alike = key < failing[STATE_NOW].capacity ? &failing[STATE_NOW].cases[key] : &none;
}
