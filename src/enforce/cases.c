/*-------------------------------------------------------------------------
 *
 * cases.c
 *	  The facts of cases, as a facts view yields them now or yielded them before.
 *
 * "Before" means that the view is read as if the change that is checked had not
 * been made: with everything that is committed, however recently, and everything
 * that the transaction itself did before.  Concurrent commits therefore neither
 * count as violations of the change nor grandfather it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/snapshot.h"

#include "enforce/enforce.h"
#include "finding/finding.h"

/* Number of cases that are kept at hand for others with the same facts */
#define POOLED	256

/* Many children have one provider, and so the same facts: they share one case */
typedef struct SssCasePool
{
	SssCase    *pooled[POOLED];
} SssCasePool;

SssCases *
SssMakeCases(SssFactsQuery *query, SssDay today, CommandId before)
{
	SssCases   *cases = palloc0(sizeof(SssCases));

	cases->parent = CurrentMemoryContext;
	cases->query = query;
	cases->today = today;
	cases->before = before;
	return cases;
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

static SssCase *
MakeCase(MemoryContext context, const SssFacts *facts)
{
	SssCase    *made = MemoryContextAlloc(context, sizeof(SssCase));

	made->nfacts = 1;
	made->facts = MemoryContextAlloc(context, sizeof(SssFacts));
	*made->facts = *facts;
	return made;
}

/* A case of one placement, which others may share */
static SssCase *
PooledCase(SssCases *cases, const SssFacts *facts)
{
	uint32		hash = hash_combine(hash_combine(facts->categories, facts->codes[ROLE_basis]),
									hash_combine(facts->codes[ROLE_provider], facts->on_date));
	SssCase   **pooled = &cases->pool->pooled[hash % POOLED];

	if (*pooled == NULL || !SssDifferOnlyInCategory((*pooled)->facts, facts) ||
		(*pooled)->facts->categories != facts->categories ||
		(*pooled)->facts->category_missing != facts->category_missing)
		*pooled = MakeCase(cases->context, facts);
	return *pooled;
}

/* A case of several placements is not shared; its array doubles at each power of two */
static void
AddPlacement(MemoryContext context, SssCase **of, const SssFacts *facts)
{
	if ((*of)->nfacts == 1)
		*of = MakeCase(context, (*of)->facts);
	if (((*of)->nfacts & ((*of)->nfacts - 1)) == 0)
		(*of)->facts = repalloc((*of)->facts, sizeof(SssFacts) * 2 * (*of)->nfacts);
	(*of)->facts[(*of)->nfacts++] = *facts;
}

bool
SssMergeFacts(SssFacts *placement, const SssFacts *facts)
{
	if (!SssDifferOnlyInCategory(placement, facts))
		return false;
	placement->categories |= facts->categories;
	placement->category_missing |= facts->category_missing;
	return true;
}

/* Add the facts of one row of the view to a case, which is NULL before its first row */
static void
AddFacts(SssCases *cases, SssCase **of, const SssFacts *facts)
{
	for (int i = 0; *of != NULL && i < (*of)->nfacts; i++)
	{
		SssFacts	merged = (*of)->facts[i];

		if (!SssMergeFacts(&merged, facts))
			continue;
		if ((*of)->nfacts == 1)
			*of = PooledCase(cases, &merged);
		else
			(*of)->facts[i] = merged;
		return;
	}
	if (*of == NULL)
		*of = PooledCase(cases, facts);
	else
		AddPlacement(cases->context, of, facts);
}

static void
AddFactsOfRow(void *argument, int key, TupleTableSlot *row)
{
	SssCases   *cases = argument;
	SssFacts	facts;

	SssReadFacts(&cases->query->answer, row, cases->today, &facts);
	AddFacts(cases, &cases->cases[key - cases->first], &facts);
}

static void
GrowCases(SssCases *cases, int capacity)
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
SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssReadAsOf as_of)
{
	if (end == cases->end)
		return;
	if (cases->context == NULL)
		cases->context = AllocSetContextCreate(cases->parent, "cases", ALLOCSET_DEFAULT_SIZES);
	if (cases->pool == NULL)
		cases->pool = MemoryContextAllocZero(cases->context, sizeof(SssCasePool));
	GrowCases(cases, end - cases->first);
	SssPushSnapshotAsOf(as_of, cases->before);
	SssReadView(cases->query, keys, cases->end, end - cases->end, AddFactsOfRow, cases);
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
