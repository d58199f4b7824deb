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

#include "compat.h"
#include "lock.h"

/*
 * From so many keys on a statement locks the view at once, and a transaction
 * of many statements if nobody else is there; at last it waits for it.
 */
#define MANY_KEYS		64
#define TOO_MANY_KEYS	512

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
	uint32		left = *(const uint32 *) a;
	uint32		right = *(const uint32 *) b;

	return left < right ? -1 : left > right;
}

void
SssLockKeys(Oid view, SssUse use, uint32 *hashes, int nkeys)
{
	int		   *taken = Taken();

	if (nkeys > MANY_KEYS || *taken + nkeys > TOO_MANY_KEYS)
	{
		SssLockView(view, use);
		return;
	}
	if (*taken + nkeys > MANY_KEYS && Lock(view, 0, whole[use], false) != LOCKACQUIRE_NOT_AVAIL)
		return;

	/* All in the same order, or two statements would wait for each other */
	qsort(hashes, nkeys, sizeof(uint32), CompareHashes);
	(void) Lock(view, 0, mark[use], true);
	for (int i = 0; i < nkeys; i++)
	{
		if (Lock(view, Max(hashes[i], 1), use == USE_READS ? ShareLock : ExclusiveLock, true) == LOCKACQUIRE_OK)
			(*taken)++;
	}
}
