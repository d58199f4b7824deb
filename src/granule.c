/*-------------------------------------------------------------------------
 *
 * granule.c
 *	  What is locked of the cases that keys lead to.
 *
 * One case can be reached in several ways: by its number, by its person.  Who
 * comes one way must meet who comes another.  So all values are locked that
 * the case has in the columns by which cases are locked: those that the links
 * give, and those that the view gives for them.  Once they are locked nobody
 * else changes which they are; what was changed before is found by looking
 * again.
 *
 * Changes of one case meet at its value of the first column.  Of the others a
 * change locks against changes what led to it, but only holds what the case
 * has: cases of one institution do not wait for each other, the institution
 * waits for all of them.
 *
 * Whom the links lead to no case may complete one that is not to be seen yet,
 * and to which nothing but the first column would lead: they lock the view.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "utils/snapmgr.h"

#include "cases.h"
#include "compat.h"
#include "granule.h"
#include "lock.h"

typedef struct Granules
{
	const SssLane *lane;
	MemoryContext context;
	SssKeySet  *found[INDEX_MAX_KEYS];	/* values of each column, or NULL: none yet */
	int			nlocks;
	SssKeyLock	locks[SSS_MANY_KEYS + 1];	/* one more: too many */
} Granules;

static void
AddLock(Granules *granules, int granule, uint32 value)
{
	const SssLane *lane = granules->lane;
	SssKeyLock	lock = {
		.hash = hash_combine(lane->granules[granule], value),
		.use = granule == 0 || lane->granule_links[granule] >= 0 ? lane->use : USE_READS,
	};

	for (int i = 0; i < granules->nlocks; i++)
	{
		if (granules->locks[i].hash == lock.hash)
		{
			granules->locks[i].use = Max(granules->locks[i].use, lock.use);
			return;
		}
	}
	if (granules->nlocks <= SSS_MANY_KEYS)
		granules->locks[granules->nlocks++] = lock;
}

static void
AddLinks(Granules *granules, const SssKeySet *keys, int first, int end)
{
	const SssLane *lane = granules->lane;

	for (int key = first; key < end && granules->nlocks <= SSS_MANY_KEYS; key++)
	{
		for (int i = 0; i < lane->ngranules; i++)
		{
			if (lane->granule_links[i] >= 0)
				AddLock(granules, i, SssKeyHash(keys, key, lane->granule_links[i]));
		}
	}
}

static void
TakeNeighbour(void *argument, int key, TupleTableSlot *row)
{
	Granules   *granules = argument;

	(void) key;
	for (int i = 0; i < granules->lane->ngranules; i++)
	{
		AttrNumber	column = SSS_FIRST_ANSWER + i;

		if (granules->found[i] == NULL)
		{
			MemoryContext caller_context = MemoryContextSwitchTo(granules->context);

			granules->found[i] = SssMakeKeySet(row->tts_tupleDescriptor, &column, 1);
			MemoryContextSwitchTo(caller_context);
		}
		(void) SssAddKey(granules->found[i], row);
	}
}

static void
AddNeighbours(Granules *granules, SssLane *lane, const SssKeySet *keys, int first, int end)
{
	for (int i = 0; i < lane->ngranules; i++)
	{
		if (granules->found[i] != NULL)
			SssEmptyKeySet(granules->found[i]);
	}
	SssPushMoment(MOMENT_NOW, InvalidCommandId);
	SssFetchRows(&lane->neighbours, keys, first, end - first, TakeNeighbour, granules);
	PopActiveSnapshot();
	for (int i = 0; i < lane->ngranules; i++)
	{
		int			nvalues = granules->found[i] == NULL ? 0 : SssKeyCount(granules->found[i]);

		for (int value = 0; value < nvalues && granules->nlocks <= SSS_MANY_KEYS; value++)
			AddLock(granules, i, SssKeyHash(granules->found[i], value, 0));
	}
}

/* Does each key lead to a case?  By the first column it may lead to one that is not yet complete. */
static bool
ReachAll(const Granules *granules, int nkeys)
{
	const SssLane *lane = granules->lane;

	if (lane->granule_links[0] >= 0)
		return true;
	for (int i = 0; i < lane->ngranules && lane->binding.view.nlinks == 1; i++)
	{
		if (lane->granule_links[i] >= 0)
			return granules->found[i] != NULL && SssKeyCount(granules->found[i]) == nkeys;
	}
	return false;
}

void
SssLockLot(SssLane *lane, const SssKeySet *keys, int first, int end)
{
	Oid			view = lane->binding.view.relid;
	Granules	granules = {.lane = lane,.context = CurrentMemoryContext};
	int			locked = -1;

	if (first == end)
		return;
	while (granules.nlocks > locked)
	{
		if (lane->ngranules == 0 || end - first > SSS_MANY_KEYS)
			granules.nlocks = SSS_MANY_KEYS + 1;
		else
			AddLinks(&granules, keys, first, end);
		if (lane->neighbours.one != NULL && granules.nlocks <= SSS_MANY_KEYS)
		{
			AddNeighbours(&granules, lane, keys, first, end);
			if (!ReachAll(&granules, end - first))
				granules.nlocks = SSS_MANY_KEYS + 1;
		}
		if (granules.nlocks > SSS_MANY_KEYS)
		{
			SssLockView(view, lane->use);
			return;
		}
		if (granules.nlocks == locked)
			return;
		locked = granules.nlocks;
		SssLockKeys(view, lane->use, granules.locks, granules.nlocks);
		if (lane->neighbours.one == NULL)
			return;
	}
}
