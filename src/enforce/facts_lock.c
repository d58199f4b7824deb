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
 * Changes of one case meet at its value of the first lock column, which is locked
 * exclusively.  A row that leads to the view by another lock column, but not by the
 * first one, may lead to many cases, so its value is locked exclusively, too.  All
 * other values are locked in share mode.  So two cases of one institution do not wait
 * for each other, but a change of the institution waits for both.
 *
 * If the key does not tell the value of the first lock column, a case may have several,
 * so that its changes would not meet there.  A linked lock column that belongs to the
 * key is then locked exclusively as well.
 *
 * A change may also complete a case that the view does not yield yet, while another
 * session does what else the case lacks.  The view then tells neither of them where to
 * meet.  A row that knows the first lock column locks that.  Another row changes no case
 * unless rows of a certain other table refer to it, which lead to the first lock column.
 * Once the row's own value is locked, no other session adds such a referring row.  So
 * the values that the present ones have for the first lock column are locked, whether the
 * view yields their cases or not.  A new child, to whom nothing refers yet, makes nobody
 * wait.  If the query of the view says nothing of the kind, the whole view is locked.
 *
 * How keys are locked is the subject of lock_keys.c.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "utils/snapmgr.h"

#include "base/base.h"
#include "enforce/enforce_private.h"

/* The lock keys of the cases that a statement may change */
typedef struct LockKeys
{
	const SssFactsInfo *info;
	MemoryContext context;
	SssKeySet  *values[INDEX_MAX_KEYS]; /* found in the view, by lock column; NULL: none yet */
	int			nkeys;
	int			capacity;
	SssLockKey *keys;
} LockKeys;

static void
AddLockKey(LockKeys *set, int lock_column, uint64 value)
{
	const SssFactsInfo *info = set->info;
	Oid			view = info->attachment.binding.view.relid;

	if (set->nkeys == set->capacity)
	{
		set->capacity *= 2;
		set->keys = repalloc_huge(set->keys, sizeof(SssLockKey) * set->capacity);
	}
	set->keys[set->nkeys++] = (SssLockKey)
	{
		.number = hash_combine64(hash_combine(view, info->lock_columns[lock_column]), value),
			.use = info->lock_fully[lock_column] ? info->use : USE_READS,
	};
}

static int
CompareLockKeys(const void *a, const void *b)
{
	uint64		left = ((const SssLockKey *) a)->number;
	uint64		right = ((const SssLockKey *) b)->number;

	return left < right ? -1 : left > right;
}

/* Keys are locked in one order everywhere, to avoid deadlocks between statements */
static void
SortLockKeys(LockKeys *set)
{
	int			n = 0;

	qsort(set->keys, set->nkeys, sizeof(SssLockKey), CompareLockKeys);
	for (int i = 0; i < set->nkeys; i++)
	{
		SssLockKey *last = &set->keys[n - 1];
		const SssLockKey *key = &set->keys[i];

		if (n == 0 || last->number != key->number)
		{
			set->keys[n++] = *key;
			continue;
		}
		/* The lock that it has may be weaker than the one that it needs */
		if (last->use == key->use)
			last->locked |= key->locked;
		else if (last->use < key->use)
			*last = *key;
	}
	set->nkeys = n;
}

/* Add the values that the links give */
static void
AddLinkValues(LockKeys *set, const SssKeySet *keys, int first, int end)
{
	const SssFactsInfo *info = set->info;

	for (int key = first; key < end; key++)
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

		for (int value = 0; value < nvalues; value++)
			AddLockKey(set, i, SssKeyHash(set->values[i], value, 0));
	}
}

/* A table that refers to the rows of links is being read */
typedef struct ReferringRead
{
	LockKeys   *set;
	bool		leads;
	bool		found;
	SssKeySet  *values;			/* of the first lock column; NULL: none yet */
} ReferringRead;

static void
CollectReferring(void *argument, int key, TupleTableSlot *row)
{
	ReferringRead *reading = argument;
	AttrNumber	column = SSS_FIRST_ANSWER;

	(void) key;
	reading->found = true;
	if (!reading->leads)
		return;
	if (reading->values == NULL)
	{
		MemoryContext caller_context = MemoryContextSwitchTo(reading->set->context);

		reading->values = SssMakeKeySet(row->tts_tupleDescriptor, &column, 1);
		MemoryContextSwitchTo(caller_context);
	}
	(void) SssAddKey(reading->values, row);
}

/* Add the values of the first lock column that referring rows have; false: one of them leads to none */
static bool
AddReferringValues(LockKeys *set, SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	SssKeySet  *links = SssMakeColumnSet(keys, first, end, info->referring_link);
	bool		lead = true;

	for (int i = 0; i < info->nreferring && lead; i++)
	{
		SssReferring *referring = &info->referring[i];
		ReferringRead reading = {.set = set,.leads = referring->leads};

		SssPushSnapshotAsOf(AS_OF_NOW, InvalidCommandId);
		SssReadView(&referring->query, links, 0, SssKeyCount(links), CollectReferring, &reading);
		PopActiveSnapshot();
		lead = referring->leads || !reading.found;
		if (reading.values == NULL)
			continue;
		for (int value = 0; value < SssKeyCount(reading.values); value++)
			AddLockKey(set, 0, SssKeyHash(reading.values, value, 0));
		SssFreeKeySet(reading.values);
	}
	SssFreeKeySet(links);
	return lead;
}

/* Collect the lock keys; false: not all can be known */
static bool
CollectLockKeys(LockKeys *set, SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	if (info->lock_links[0] < 0)
	{
		SssFindReferring(info);
		/* Another session may have detached the rule from a referring table meanwhile */
		if (info->nreferring == 0 || !AddReferringValues(set, info, keys, first, end) || !info->valid)
			return false;
	}
	AddLinkValues(set, keys, first, end);
	if (info->lock_values.one != NULL)
		AddViewValues(set, info, keys, first, end);
	SortLockKeys(set);
	return true;
}

void
SssLockCases(SssFactsInfo *info, const SssKeySet *keys, int first, int end)
{
	Oid			view = info->attachment.binding.view.relid;
	LockKeys	set = {.info = info,.context = CurrentMemoryContext};
	int			locked = -1;

	if (first == end || SssHoldsView(view, info->use))
		return;
	set.capacity = 2 * Max(1, info->nlock_columns) * (end - first);
	set.keys = palloc_extended(sizeof(SssLockKey) * set.capacity, MCXT_ALLOC_HUGE);
	while (set.nkeys > locked)
	{
		locked = set.nkeys;
		if (info->nlock_columns == 0 || !CollectLockKeys(&set, info, keys, first, end))
		{
			SssLockView(view, info->use);
			break;
		}
		if (set.nkeys == locked)
			break;
		SssLockKeys(view, info->use, set.keys, set.nkeys);
		if (info->lock_values.one == NULL)
			break;
	}
	pfree(set.keys);
}
