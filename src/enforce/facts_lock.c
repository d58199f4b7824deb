/*-------------------------------------------------------------------------
 *
 * facts_lock.c
 *	  Sessions whose changes meet in one case wait for each other.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/snapmgr.h"

#include "base/base.h"
#include "enforce/cases.h"
#include "enforce/facts_info.h"
#include "enforce/facts_lock.h"

/*----------
 * What is locked of the cases that keys lead to.
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
 *----------
 */
typedef struct Granules
{
	const SssFactsInfo *info;
	MemoryContext context;
	SssKeySet  *found[INDEX_MAX_KEYS];	/* values of each column, or NULL: none yet */
	int			nlocks;
	SssKeyLock	locks[SSS_MANY_KEYS + 1];	/* one more: too many */
} Granules;

static void
AddLock(Granules *granules, int granule, uint32 value)
{
	const SssFactsInfo *info = granules->info;
	SssKeyLock	lock = {
		.hash = hash_combine(info->granules[granule], value),
		.use = granule == 0 || info->granule_links[granule] >= 0 ? info->use : USE_READS,
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
	const SssFactsInfo *info = granules->info;

	for (int key = first; key < end && granules->nlocks <= SSS_MANY_KEYS; key++)
	{
		for (int i = 0; i < info->ngranules; i++)
		{
			if (info->granule_links[i] >= 0)
				AddLock(granules, i, SssKeyHash(keys, key, info->granule_links[i]));
		}
	}
}

static void
TakeNeighbour(void *argument, int key, TupleTableSlot *row)
{
	Granules   *granules = argument;

	(void) key;
	for (int i = 0; i < granules->info->ngranules; i++)
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
AddNeighbours(Granules *granules, SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	for (int i = 0; i < info->ngranules; i++)
	{
		if (granules->found[i] != NULL)
			SssEmptyKeySet(granules->found[i]);
	}
	SssPushSnapshotAsOf(AS_OF_NOW, InvalidCommandId);
	SssFetchRows(&info->neighbours, keys, first, end - first, TakeNeighbour, granules);
	PopActiveSnapshot();
	for (int i = 0; i < info->ngranules; i++)
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
	const SssFactsInfo *info = granules->info;

	if (info->granule_links[0] >= 0)
		return true;
	for (int i = 0; i < info->ngranules && info->attachment.binding.view.nlinks == 1; i++)
	{
		if (info->granule_links[i] >= 0)
			return granules->found[i] != NULL && SssKeyCount(granules->found[i]) == nkeys;
	}
	return false;
}

void
SssLockBatch(SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	Oid			view = info->attachment.binding.view.relid;
	Granules	granules = {.info = info,.context = CurrentMemoryContext};
	int			locked = -1;

	if (first == end)
		return;
	while (granules.nlocks > locked)
	{
		if (info->ngranules == 0 || end - first > SSS_MANY_KEYS)
			granules.nlocks = SSS_MANY_KEYS + 1;
		else
			AddLinks(&granules, keys, first, end);
		if (info->neighbours.one != NULL && granules.nlocks <= SSS_MANY_KEYS)
		{
			AddNeighbours(&granules, info, keys, first, end);
			if (!ReachAll(&granules, end - first))
				granules.nlocks = SSS_MANY_KEYS + 1;
		}
		if (granules.nlocks > SSS_MANY_KEYS)
		{
			SssLockView(view, info->use);
			return;
		}
		if (granules.nlocks == locked)
			return;
		locked = granules.nlocks;
		SssLockKeys(view, info->use, granules.locks, granules.nlocks);
		if (info->neighbours.one == NULL)
			return;
	}
}

/*----------
 * Locks on what a facts view yields for a key.
 *
 * The locks are of a class of our own, the view's OID, so that they meet
 * neither advisory locks nor those of DDL: object 0 is the view as a whole,
 * the others are hashes of keys.  Two keys of one hash wait for each other,
 * which is harmless.
 *
 *----------
 */
/* Of the view as a whole: whoever locks single keys leaves a mark there */
static const LOCKMODE mark[] = {[USE_READS] = RowShareLock,[USE_CHANGES] = RowExclusiveLock};
static const LOCKMODE whole[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};

static LockAcquireResult
Lock(Oid view, uint32 object, LOCKMODE mode, bool wait)
{
	LOCKTAG		tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, view, object, 0);
	return LockAcquire(&tag, mode, false, !wait);
}

void
SssLockView(Oid view, SssUse use)
{
	(void) Lock(view, 0, whole[use], true);
}

/* How many locks of keys the transaction has taken; those that a savepoint gave back count on */
static int *
Taken(void)
{
	static LocalTransactionId counted_in = InvalidLocalTransactionId;
	static int	taken;

	if (counted_in != SssCurrentTransaction())
	{
		counted_in = SssCurrentTransaction();
		taken = 0;
	}
	return &taken;
}

static int
CompareHashes(const void *a, const void *b)
{
	uint32		left = ((const SssKeyLock *) a)->hash;
	uint32		right = ((const SssKeyLock *) b)->hash;

	return left < right ? -1 : left > right;
}

void
SssLockKeys(Oid view, SssUse use, SssKeyLock *keys, int nkeys)
{
	int		   *taken = Taken();

	if (nkeys > SSS_MANY_KEYS || *taken + nkeys > SSS_TOO_MANY_KEYS)
	{
		SssLockView(view, use);
		return;
	}
	if (*taken + nkeys > SSS_MANY_KEYS && Lock(view, 0, whole[use], false) != LOCKACQUIRE_NOT_AVAIL)
		return;

	/* All in the same order, or two statements would wait for each other */
	qsort(keys, nkeys, sizeof(SssKeyLock), CompareHashes);
	(void) Lock(view, 0, mark[use], true);
	for (int i = 0; i < nkeys; i++)
	{
		LOCKMODE	mode = keys[i].use == USE_READS ? ShareLock : ExclusiveLock;

		if (Lock(view, Max(keys[i].hash, 1), mode, true) == LOCKACQUIRE_OK)
			(*taken)++;
	}
}
