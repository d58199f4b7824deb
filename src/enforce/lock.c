/*-------------------------------------------------------------------------
 *
 * lock.c
 *	  Locks on what a facts view yields for a key.
 *
 * The locks are of a class of our own, the view's OID, so that they meet
 * neither advisory locks nor those of DDL: object 0 is the view as a whole,
 * the others are hashes of keys.  Two keys of one hash wait for each other,
 * which is harmless.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/lock.h"
#include "storage/proc.h"

#include "base/compat.h"
#include "enforce/lock.h"

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
