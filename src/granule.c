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
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
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
	int			nhashes;
	uint32		hashes[SSS_MANY_KEYS + 1];	/* one more: too many */
} Granules;

static void
AddHash(Granules *granules, AttrNumber column, uint32 value)
{
	uint32		hash = hash_combine(column, value);

	for (int i = 0; i < granules->nhashes; i++)
	{
		if (granules->hashes[i] == hash)
			return;
	}
	if (granules->nhashes <= SSS_MANY_KEYS)
		granules->hashes[granules->nhashes++] = hash;
}

static void
AddLinks(Granules *granules, const SssKeySet *keys, int first, int end)
{
	const SssLane *lane = granules->lane;

	for (int key = first; key < end && granules->nhashes <= SSS_MANY_KEYS; key++)
	{
		for (int i = 0; i < lane->ngranules; i++)
		{
			if (lane->granule_links[i] >= 0)
				AddHash(granules, lane->granules[i], SssKeyHash(keys, key, lane->granule_links[i]));
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
	SssPushMoment(MOMENT_NOW, InvalidCommandId);
	SssFetchRows(&lane->neighbours, keys, first, end - first, TakeNeighbour, granules);
	PopActiveSnapshot();
	for (int i = 0; i < lane->ngranules; i++)
	{
		int			nvalues = granules->found[i] == NULL ? 0 : SssKeyCount(granules->found[i]);

		for (int value = 0; value < nvalues && granules->nhashes <= SSS_MANY_KEYS; value++)
			AddHash(granules, lane->granules[i], SssKeyHash(granules->found[i], value, 0));
	}
}

void
SssLockLot(SssLane *lane, const SssKeySet *keys, int first, int end)
{
	Oid			view = lane->binding.view.relid;
	Granules	granules = {lane, CurrentMemoryContext};
	int			locked = -1;

	while (granules.nhashes > locked)
	{
		if (lane->ngranules == 0 || end - first > SSS_MANY_KEYS)
			granules.nhashes = SSS_MANY_KEYS + 1;
		else
			AddLinks(&granules, keys, first, end);
		if (lane->neighbours.one != NULL && granules.nhashes <= SSS_MANY_KEYS)
			AddNeighbours(&granules, lane, keys, first, end);
		if (granules.nhashes > SSS_MANY_KEYS)
		{
			SssLockView(view, lane->use);
			return;
		}
		if (granules.nhashes == locked)
			return;
		locked = granules.nhashes;
		SssLockKeys(view, lane->use, granules.hashes, granules.nhashes);
		if (lane->neighbours.one == NULL)
			return;
	}
}
