/*-------------------------------------------------------------------------
 *
 * cases.c
 *	  What a facts view says of cases, now and before.
 *
 * What a case was is what the view would say if the change to be judged had
 * not been made: everything that is committed, whenever that was, and what
 * the transaction did before.  So what other sessions did meanwhile is
 * neither held against the change, nor does it excuse it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"

#include "base/base.h"
#include "enforce/cases.h"
#include "finding/finding.h"

SssCases *
SssMakeCases(SssFactsInfo *info, SssDay today, CommandId before)
{
	SssCases   *cases = palloc0(sizeof(SssCases));

	cases->parent = CurrentMemoryContext;
	cases->info = info;
	cases->today = today;
	cases->before = before;
	return cases;
}

void
SssPushSnapshotAsOf(SssReadAsOf moment, CommandId before)
{
	if (moment == AS_OF_TRANSACTION)
		PushActiveSnapshot(GetTransactionSnapshot());
	else
		PushCopiedSnapshot(GetLatestSnapshot());
	if (moment == AS_OF_BEFORE)
		GetActiveSnapshot()->curcid = before;
}

/* So many cases are at hand for others that are alike */
#define POOLED	256

struct SssCasePool
{
	MemoryContext context;
	SssCase    *pooled[POOLED];
};

SssCasePool *
SssMakeCasePool(MemoryContext context)
{
	SssCasePool *pool = MemoryContextAllocZero(context, sizeof(SssCasePool));

	pool->context = context;
	return pool;
}

static SssCase *
MakeCase(SssCasePool *pool, const SssFacts *facts)
{
	SssCase    *made = MemoryContextAlloc(pool->context, sizeof(SssCase));

	made->nfacts = 1;
	made->facts = MemoryContextAlloc(pool->context, sizeof(SssFacts));
	*made->facts = *facts;
	return made;
}

/* The case of one placement, which others may have in common */
static SssCase *
PooledCase(SssCasePool *pool, const SssFacts *facts)
{
	uint32		hash = hash_combine(hash_combine(facts->categories, facts->codes[ROLE_basis]),
									hash_combine(facts->codes[ROLE_provider], facts->on_date));
	SssCase   **pooled = &pool->pooled[hash % POOLED];

	if (*pooled == NULL || !SssDifferOnlyInCategory((*pooled)->facts, facts) ||
		(*pooled)->facts->categories != facts->categories ||
		(*pooled)->facts->category_missing != facts->category_missing)
		*pooled = MakeCase(pool, facts);
	return *pooled;
}

/* A case of several placements is its own; room is doubled at each power of two */
static void
AddPlacement(SssCasePool *pool, SssCase **found, const SssFacts *facts)
{
	if ((*found)->nfacts == 1)
		*found = MakeCase(pool, (*found)->facts);
	if (((*found)->nfacts & ((*found)->nfacts - 1)) == 0)
		(*found)->facts = repalloc((*found)->facts, sizeof(SssFacts) * 2 * (*found)->nfacts);
	(*found)->facts[(*found)->nfacts++] = *facts;
}

void
SssAddFacts(SssCasePool *pool, SssCase **found, const SssFacts *facts)
{
	for (int i = 0; *found != NULL && i < (*found)->nfacts; i++)
	{
		SssFacts	merged = (*found)->facts[i];

		if (!SssDifferOnlyInCategory(&merged, facts))
			continue;
		merged.categories |= facts->categories;
		merged.category_missing |= facts->category_missing;
		if ((*found)->nfacts == 1)
			*found = PooledCase(pool, &merged);
		else
			(*found)->facts[i] = merged;
		return;
	}
	if (*found == NULL)
		*found = PooledCase(pool, facts);
	else
		AddPlacement(pool, found, facts);
}

static void
TakeFacts(void *argument, int key, TupleTableSlot *row)
{
	SssCases   *cases = argument;
	SssFacts	facts;

	SssReadFacts(&cases->info->facts.answer, row, cases->today, &facts);
	SssAddFacts(cases->pool, &cases->cases[key - cases->first], &facts);
}

void
SssStartCases(SssCases *cases, int first)
{
	if (cases->context != NULL)
		MemoryContextReset(cases->context);
	cases->first = cases->end = first;
	cases->capacity = 0;
	cases->pool = NULL;
	cases->cases = NULL;
}

static void
MakeRoom(SssCases *cases, int capacity)
{
	Size		size = sizeof(SssCase *) * capacity;

	if (capacity <= cases->capacity)
		return;
	cases->cases = cases->cases == NULL ? MemoryContextAllocHuge(cases->context, size) :
		repalloc_huge(cases->cases, size);
	memset(cases->cases + cases->capacity, 0, size - sizeof(SssCase *) * cases->capacity);
	cases->capacity = capacity;
}

void
SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf moment)
{
	if (end == cases->end)
		return;
	if (cases->context == NULL)
		cases->context = AllocSetContextCreate(cases->parent, "cases", ALLOCSET_DEFAULT_SIZES);
	if (cases->pool == NULL)
		cases->pool = SssMakeCasePool(cases->context);
	MakeRoom(cases, end - cases->first);
	SssPushSnapshotAsOf(moment, cases->before);
	SssFetchRows(&cases->info->facts, keys, cases->end, end - cases->end, TakeFacts, cases);
	PopActiveSnapshot();
	cases->end = end;
}

const SssCase *
SssCaseOf(const SssCases *cases, int key)
{
	static const SssCase none = {0, NULL};

	Assert(key >= cases->first && key < cases->end);
	return cases->cases[key - cases->first] == NULL ? &none : cases->cases[key - cases->first];
}

/* Where the cases that are found are put */
typedef struct Finding
{
	MemoryContext context;
	const SssView *view;
	SssKeySet **cases;
} Finding;

static void
TakeCase(void *argument, int key, TupleTableSlot *row)
{
	const Finding *finding = argument;

	(void) key;
	if (*finding->cases == NULL)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(finding->context);
		AttrNumber	columns[INDEX_MAX_KEYS];

		for (int i = 0; i < finding->view->nkeys; i++)
			columns[i] = SSS_FIRST_ANSWER + i;
		*finding->cases = SssMakeKeySet(row->tts_tupleDescriptor, columns, finding->view->nkeys);
		MemoryContextSwitchTo(caller_context);
	}
	(void) SssAddKey(*finding->cases, row);
}

void
SssAddCases(SssFactsInfo *info, const SssKeySet *links, SssReadAsOf moment, CommandId before,
			SssKeySet **cases)
{
	Finding		finding = {CurrentMemoryContext, &info->attachment.binding.view, cases};

	SssPushSnapshotAsOf(moment, before);
	SssFetchRows(&info->cases, links, 0, SssKeyCount(links), TakeCase, &finding);
	PopActiveSnapshot();
}
