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
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "cases.h"
#include "compat.h"
#include "row.h"

SssCases *
SssMakeCases(SssLane *lane, SssDay today, CommandId before)
{
	SssCases   *cases = palloc0(sizeof(SssCases));

	cases->parent = CurrentMemoryContext;
	cases->lane = lane;
	cases->today = today;
	cases->before = before;
	return cases;
}

void
SssPushMoment(SssMoment moment, CommandId before)
{
	if (moment == MOMENT_OWN)
		PushActiveSnapshot(GetTransactionSnapshot());
	else
		PushCopiedSnapshot(GetLatestSnapshot());
	if (moment == MOMENT_BEFORE)
		GetActiveSnapshot()->curcid = before;
}

void
SssAddFacts(SssCase *found, const SssFacts *facts, MemoryContext context)
{
	for (int i = 0; i < found->nfacts; i++)
	{
		if (SssDifferOnlyInCategory(&found->facts[i], facts))
		{
			found->facts[i].categories |= facts->categories;
			found->facts[i].category_missing |= facts->category_missing;
			return;
		}
	}

	/* Nearly every case has one; room is doubled at each power of two */
	if (found->nfacts == 0)
		found->facts = MemoryContextAlloc(context, sizeof(SssFacts));
	else if ((found->nfacts & (found->nfacts - 1)) == 0)
		found->facts = repalloc(found->facts, sizeof(SssFacts) * 2 * found->nfacts);
	found->facts[found->nfacts++] = *facts;
}

static void
TakeFacts(void *argument, int key, TupleTableSlot *row)
{
	SssCases   *cases = argument;
	SssFacts	facts;

	SssReadFacts(&cases->lane->facts.answer, row, cases->today, &facts);
	SssAddFacts(&cases->cases[key - cases->first], &facts, cases->context);
}

void
SssStartCases(SssCases *cases, int first)
{
	if (cases->context != NULL)
		MemoryContextReset(cases->context);
	cases->first = cases->end = first;
	cases->capacity = 0;
	cases->cases = NULL;
}

static void
MakeRoom(SssCases *cases, int capacity)
{
	Size		size = sizeof(SssCase) * capacity;

	if (capacity <= cases->capacity)
		return;
	cases->cases = cases->cases == NULL ? MemoryContextAllocHuge(cases->context, size) :
		repalloc_huge(cases->cases, size);
	memset(cases->cases + cases->capacity, 0, size - sizeof(SssCase) * cases->capacity);
	cases->capacity = capacity;
}

void
SssReadCases(SssCases *cases, const SssKeySet *keys, int end, SssMoment moment)
{
	if (end == cases->end)
		return;
	if (cases->context == NULL)
		cases->context = AllocSetContextCreate(cases->parent, "cases", ALLOCSET_DEFAULT_SIZES);
	MakeRoom(cases, end - cases->first);
	SssPushMoment(moment, cases->before);
	SssFetchRows(&cases->lane->facts, keys, cases->end, end - cases->end, TakeFacts, cases);
	PopActiveSnapshot();
	cases->end = end;
}

const SssCase *
SssCaseOf(const SssCases *cases, int key)
{
	Assert(key >= cases->first && key < cases->end);
	return &cases->cases[key - cases->first];
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
SssAddCases(SssLane *lane, const SssKeySet *links, SssMoment moment, CommandId before,
			SssKeySet **cases)
{
	Finding		finding = {CurrentMemoryContext, &lane->binding.view, cases};

	SssPushMoment(moment, before);
	SssFetchRows(&lane->cases, links, 0, SssKeyCount(links), TakeCase, &finding);
	PopActiveSnapshot();
}
