/*-------------------------------------------------------------------------
 *
 * facts_lock.c
 *	  Locks that make sessions wait for each other if they change one case.
 *
 * One case can be reached in several ways: by its number, by its person.  A
 * session that comes one way must meet a session that comes another way.  So a
 * session locks every value that the case has in the view's lock columns: the
 * values that the links give, and those that the view yields for the links.
 * Once these are locked, no other session can change the set of values.  The view
 * is read again after that, to find changes that another session made before.
 *
 * Changes of one case meet at its value of the first lock column.  In the other
 * lock columns, a change locks the values that led to the case exclusively, and
 * its other values in share mode.  So two cases of one institution do not wait for
 * each other, but a change of the institution waits for both.
 *
 * If the links match no case, the change may complete a case that another
 * session has not committed yet.  Only the first lock column could reach it, so
 * the whole view is locked.
 *
 * The locks are heavyweight object locks of a class of our own, the view's OID,
 * so that they meet neither advisory locks nor those of DDL.  Object 0 is the
 * view as a whole, the others are hashes of values.  Two values with one hash
 * wait for each other, which is harmless.
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
#include "enforce/enforce_private.h"

/*
 * These limits keep a transaction from filling the lock table.  A statement with
 * more than MANY_KEYS lock keys locks the whole view.  A transaction with more
 * than MANY_KEYS locks the whole view if that takes no waiting; with more than
 * TOO_MANY_KEYS it waits.
 */
#define MANY_KEYS		64
#define TOO_MANY_KEYS	512

typedef struct LockKey
{
	uint32		hash;			/* of the lock column and its value */
	SssUse		use;
} LockKey;

/* The lock keys of the cases that a statement may change */
typedef struct LockKeys
{
	const SssFactsInfo *info;
	MemoryContext context;
	SssKeySet  *values[INDEX_MAX_KEYS]; /* found in the view, by lock column; NULL: none yet */
	int			nkeys;
	LockKey		keys[MANY_KEYS + 1];	/* one more stands for "too many" */
} LockKeys;

/* Modes of the lock on the view as a whole: of a session that locks keys, and of one that does not */
static const LOCKMODE mark[] = {[USE_READS] = RowShareLock,[USE_CHANGES] = RowExclusiveLock};
static const LOCKMODE whole[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};

static LockAcquireResult
LockObject(Oid view, uint32 object, LOCKMODE mode, bool wait)
{
	LOCKTAG		tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, view, object, 0);
	return LockAcquire(&tag, mode, false, !wait);
}

static void
LockWholeView(const SssFactsInfo *info)
{
	(void) LockObject(info->attachment.binding.view.relid, 0, whole[info->use], true);
}

/* The number of keys that the transaction has locked, those of aborted savepoints included */
static int *
LockedSoFar(void)
{
	static LocalTransactionId counted_in = InvalidLocalTransactionId;
	static int	locked;

	if (counted_in != SssCurrentTransaction())
	{
		counted_in = SssCurrentTransaction();
		locked = 0;
	}
	return &locked;
}

static int
CompareHashes(const void *a, const void *b)
{
	uint32		left = ((const LockKey *) a)->hash;
	uint32		right = ((const LockKey *) b)->hash;

	return left < right ? -1 : left > right;
}

static void
LockAll(LockKeys *set)
{
	Oid			view = set->info->attachment.binding.view.relid;
	SssUse		use = set->info->use;
	int		   *locked = LockedSoFar();

	if (*locked + set->nkeys > TOO_MANY_KEYS)
	{
		LockWholeView(set->info);
		return;
	}
	if (*locked + set->nkeys > MANY_KEYS &&
		LockObject(view, 0, whole[use], false) != LOCKACQUIRE_NOT_AVAIL)
		return;

	/* Keys are locked in one order everywhere, to avoid deadlocks between statements */
	qsort(set->keys, set->nkeys, sizeof(LockKey), CompareHashes);
	(void) LockObject(view, 0, mark[use], true);
	for (int i = 0; i < set->nkeys; i++)
	{
		LOCKMODE	mode = set->keys[i].use == USE_READS ? ShareLock : ExclusiveLock;

		if (LockObject(view, Max(set->keys[i].hash, 1), mode, true) == LOCKACQUIRE_OK)
			(*locked)++;
	}
}

static void
AddLockKey(LockKeys *set, int lock_column, uint32 value)
{
	const SssFactsInfo *info = set->info;
	LockKey		key = {
		.hash = hash_combine(info->lock_columns[lock_column], value),
		.use = lock_column == 0 || info->lock_links[lock_column] >= 0 ? info->use : USE_READS,
	};

	for (int i = 0; i < set->nkeys; i++)
	{
		if (set->keys[i].hash == key.hash)
		{
			set->keys[i].use = Max(set->keys[i].use, key.use);
			return;
		}
	}
	if (set->nkeys <= MANY_KEYS)
		set->keys[set->nkeys++] = key;
}

/* Add the values that the links give */
static void
AddLinkValues(LockKeys *set, const SssKeySet *keys, int first, int end)
{
	const SssFactsInfo *info = set->info;

	for (int key = first; key < end && set->nkeys <= MANY_KEYS; key++)
	{
		for (int i = 0; i < info->nlock_columns; i++)
		{
			if (info->lock_links[i] >= 0)
				AddLockKey(set, i, SssKeyHash(keys, key, info->lock_links[i]));
		}
	}
}

static void
CollectValues(void *argument, int key, TupleTableSlot *row)
{
	LockKeys   *set = argument;

	(void) key;
	for (int i = 0; i < set->info->nlock_columns; i++)
	{
		AttrNumber	column = SSS_FIRST_ANSWER + i;

		if (set->values[i] == NULL)
		{
			MemoryContext caller_context = MemoryContextSwitchTo(set->context);

			set->values[i] = SssMakeKeySet(row->tts_tupleDescriptor, &column, 1);
			MemoryContextSwitchTo(caller_context);
		}
		(void) SssAddKey(set->values[i], row);
	}
}

/* Add the values that the view yields for the links */
static void
AddViewValues(LockKeys *set, SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	for (int i = 0; i < info->nlock_columns; i++)
	{
		if (set->values[i] != NULL)
			SssEmptyKeySet(set->values[i]);
	}
	SssPushSnapshotAsOf(AS_OF_NOW, InvalidCommandId);
	SssReadView(&info->lock_values, keys, first, end - first, CollectValues, set);
	PopActiveSnapshot();
	for (int i = 0; i < info->nlock_columns; i++)
	{
		int			nvalues = set->values[i] == NULL ? 0 : SssKeyCount(set->values[i]);

		for (int value = 0; value < nvalues && set->nkeys <= MANY_KEYS; value++)
			AddLockKey(set, i, SssKeyHash(set->values[i], value, 0));
	}
}

/* Does each key lead to a case, or to the first lock column, which reaches incomplete cases too? */
static bool
LeadToCases(const LockKeys *set, int nkeys)
{
	const SssFactsInfo *info = set->info;

	if (info->lock_links[0] >= 0)
		return true;
	for (int i = 0; i < info->nlock_columns && info->attachment.binding.view.nlinks == 1; i++)
	{
		if (info->lock_links[i] >= 0)
			return set->values[i] != NULL && SssKeyCount(set->values[i]) == nkeys;
	}
	return false;
}

/* Collect the lock keys; false: they are too many, or not all can be known */
static bool
CollectLockKeys(LockKeys *set, SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	if (info->nlock_columns == 0 || end - first > MANY_KEYS)
		return false;
	AddLinkValues(set, keys, first, end);
	if (info->lock_values.one != NULL && set->nkeys <= MANY_KEYS)
	{
		AddViewValues(set, info, keys, first, end);
		if (!LeadToCases(set, end - first))
			return false;
	}
	return set->nkeys <= MANY_KEYS;
}

void
SssLockCases(SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	LockKeys	set = {.info = info,.context = CurrentMemoryContext};
	int			locked = -1;

	if (first == end)
		return;
	while (set.nkeys > locked)
	{
		if (!CollectLockKeys(&set, info, keys, first, end))
		{
			LockWholeView(info);
			return;
		}
		if (set.nkeys == locked)
			return;
		locked = set.nkeys;
		LockAll(&set);
		if (info->lock_values.one == NULL)
			return;
	}
}
