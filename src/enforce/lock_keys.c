/*-------------------------------------------------------------------------
 *
 * lock_keys.c
 *	  Locks of a facts view, and of keys of its cases.
 *
 * A transaction holds its first locks of keys in the server's lock table, as
 * object locks of a class of our own, the view's OID, so that they meet neither
 * advisory locks nor those of DDL.  That table is shared, and has on average
 * max_locks_per_transaction places for each session.  So a transaction takes at most
 * so many for keys.  All further ones are rows of sss_internal.case_locks.
 * However many there are, they never become a lock of the whole view: sessions
 * that write different cases would then wait for each other, and deadlock.
 *
 * While a session adds a row for a key, it holds the key's lock in the lock table.
 * So it waits for the sessions that keep that lock, and no other session comes in
 * between.  A session that keeps it looks for rows afterwards, but only if some
 * session has locked by rows, which object 0 with number 1 tells.  So most
 * transactions never look.  A session that locks by a row looks in the same way.
 *
 * Object 0 is the view as a whole, or with number 1, the use of rows.  The other
 * objects are hashes of a lock column and its value.  Two values with one hash wait for
 * each other, which is harmless but must be rare: among a million keys of two
 * loads each, some 230 pairs have the same hash of 32 bits.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/elog.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "base/base.h"
#include "enforce/enforce_private.h"
#include "store/store.h"

/* Modes of the lock on the view as a whole: of a session that locks keys, and of one that does not */
static const LOCKMODE mark[] = {[USE_READS] = RowShareLock,[USE_CHANGES] = RowExclusiveLock};
static const LOCKMODE whole[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};
static const LOCKMODE of_key[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};

/* The error context of a session that waits */
typedef struct Wait
{
	const char *view;
	bool		for_all;		/* for every writer of the view, not of one case */
} Wait;

static LOCKTAG
TagOfView(Oid view, uint16 number)
{
	LOCKTAG		tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, view, 0, number);
	return tag;
}

static LOCKTAG
TagOfKey(Oid view, uint64 number)
{
	LOCKTAG		tag;

	SET_LOCKTAG_OBJECT(tag, MyDatabaseId, view, Max((uint32) number, 1), (uint16) (number >> 32));
	return tag;
}

static void
DescribeWait(void *argument)
{
	const Wait *wait = argument;

	if (wait->for_all)
		errcontext("while waiting for all other transactions that write cases of facts view \"%s\"", wait->view);
	else
		errcontext("while waiting for another transaction that writes a case of facts view \"%s\", or what the case shares with others",
				   wait->view);
}

/* Acquire the lock of the tag or, if that is NULL, wait for the end of the transaction */
static LockAcquireResult
WaitFor(Oid view, bool for_all, const LOCKTAG * tag, LOCKMODE mode, TransactionId xid)
{
	char	   *name = get_rel_name(view);
	Wait		wait = {.view = name == NULL ? "" : name,.for_all = for_all};
	ErrorContextCallback context = {.previous = error_context_stack,.callback = DescribeWait,.arg = &wait};
	LockAcquireResult result = LOCKACQUIRE_OK;

	error_context_stack = &context;
	if (tag != NULL)
		result = LockAcquire(tag, mode, false, false);
	else
		XactLockTableWait(xid, NULL, NULL, XLTW_None);
	error_context_stack = context.previous;
	if (name != NULL)
		pfree(name);
	return result;
}

/* The name of the view is looked up only if the session has to wait */
static LockAcquireResult
Lock(Oid view, bool for_all, const LOCKTAG * tag, LOCKMODE mode)
{
	LockAcquireResult result = LockAcquire(tag, mode, false, true);

	return result == LOCKACQUIRE_NOT_AVAIL ? WaitFor(view, for_all, tag, mode, InvalidTransactionId) : result;
}

void
SssLockView(Oid view, SssUse use)
{
	LOCKTAG		tag = TagOfView(view, 0);

	(void) Lock(view, true, &tag, whole[use]);
}

bool
SssHoldsView(Oid view, SssUse use)
{
	LOCKTAG		tag = TagOfView(view, 0);

	return SssHoldsLock(&tag, whole[USE_CHANGES]) || (use == USE_READS && SssHoldsLock(&tag, whole[use]));
}

/* The number of keys that the transaction has in the lock table, those of aborted savepoints included */
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

/* Does another session hold locks of keys that are rows? */
static bool
OthersUseRows(Oid view)
{
	LOCKTAG		tag = TagOfView(view, 1);
	VirtualTransactionId *holders;
	int			nholders;

	holders = GetLockConflicts(&tag, ShareLock, &nholders);
	pfree(holders);
	return nholders > 0;
}

/* Wait until no other transaction holds the lock of the key as a row */
static void
WaitForRows(SssCaseLocks *rows, Oid view, const SssLockKey *key)
{
	TransactionId holder;

	while (TransactionIdIsValid(holder = SssCaseLockHolder(rows, key->number, key->use == USE_CHANGES)))
		(void) WaitFor(view, false, NULL, NoLock, holder);
}

/*
 * Lock keys in the lock table while others lock by rows.  Only one key at a time is
 * locked and then looked for among the rows: otherwise two sessions that lock the
 * same keys in the same order could wait for each other.
 */
static void
LockOneByOne(Oid view, SssLockKey *keys, int nkeys)
{
	SssCaseLocks *rows = SssOpenCaseLocks();

	for (int i = 0; i < nkeys; i++)
	{
		LOCKTAG		tag = TagOfKey(view, keys[i].number);

		if (keys[i].locked)
			continue;
		if (Lock(view, false, &tag, of_key[keys[i].use]) == LOCKACQUIRE_OK)
		{
			(*LockedSoFar())++;
			WaitForRows(rows, view, &keys[i]);
		}
	}
	SssCloseCaseLocks(rows);
}

static void
LockInTable(Oid view, SssLockKey *keys, int nkeys)
{
	int			nlocked = 0;
	bool	   *taken = palloc0(sizeof(bool) * nkeys);

	for (int i = 0; i < nkeys; i++)
	{
		LOCKTAG		tag = TagOfKey(view, keys[i].number);

		taken[i] = !keys[i].locked && Lock(view, false, &tag, of_key[keys[i].use]) == LOCKACQUIRE_OK;
		nlocked += taken[i];
	}
	if (nlocked > 0 && OthersUseRows(view))
	{
		for (int i = 0; i < nkeys; i++)
		{
			LOCKTAG		tag = TagOfKey(view, keys[i].number);

			if (taken[i])
				(void) LockRelease(&tag, of_key[keys[i].use], false);
		}
		LockOneByOne(view, keys, nkeys);
	}
	else
		*LockedSoFar() += nlocked;
	pfree(taken);
}

/* A key that this transaction has locked by a row, unless the subtransaction was rolled back since */
typedef struct LockedByRow
{
	uint64		number;
	TransactionId xid;
	SssUse		use;
} LockedByRow;

static HTAB *
KeysLockedByRow(void)
{
	static LocalTransactionId made_in = InvalidLocalTransactionId;
	static HTAB * keys;

	if (made_in != SssCurrentTransaction())
	{
		HASHCTL		control = {.keysize = sizeof(uint64),.entrysize = sizeof(LockedByRow),.hcxt = TopTransactionContext};

		keys = hash_create("special_social_services locked keys", 1024, &control,
						   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		made_in = SssCurrentTransaction();
	}
	return keys;
}

/* Lock a key by a row, unless the transaction holds its lock in the lock table */
static void
LockByRow(SssCaseLocks *rows, Oid view, const SssLockKey *key)
{
	LOCKTAG		tag = TagOfKey(view, key->number);

	if (Lock(view, false, &tag, of_key[key->use]) == LOCKACQUIRE_OK)
	{
		if (OthersUseRows(view))
			WaitForRows(rows, view, key);
		SssAddCaseLock(rows, key->number, key->use == USE_CHANGES);
	}
	(void) LockRelease(&tag, of_key[key->use], false);
}

static void
LockByRows(Oid view, SssLockKey *keys, int nkeys)
{
	HTAB	   *locked = KeysLockedByRow();
	LOCKTAG		use_of_rows = TagOfView(view, 1);
	SssCaseLocks *rows = NULL;

	(void) LockAcquire(&use_of_rows, RowExclusiveLock, false, false);
	for (int i = 0; i < nkeys; i++)
	{
		LockedByRow *by_row;
		bool		found;

		if (keys[i].locked)
			continue;
		CHECK_FOR_INTERRUPTS();
		by_row = hash_search(locked, &keys[i].number, HASH_FIND, NULL);
		if (by_row != NULL && by_row->use >= keys[i].use && TransactionIdIsCurrentTransactionId(by_row->xid))
			continue;
		if (rows == NULL)
			rows = SssOpenCaseLocks();
		LockByRow(rows, view, &keys[i]);
		by_row = hash_search(locked, &keys[i].number, HASH_ENTER, &found);
		by_row->xid = GetCurrentTransactionId();
		by_row->use = keys[i].use;
	}
	if (rows != NULL)
		SssCloseCaseLocks(rows);
}

void
SssLockKeys(Oid view, SssUse use, SssLockKey *keys, int nkeys)
{
	LOCKTAG		tag = TagOfView(view, 0);
	int			nwanted = 0;

	for (int i = 0; i < nkeys; i++)
		nwanted += !keys[i].locked;
	(void) Lock(view, true, &tag, mark[use]);
	if (*LockedSoFar() + nwanted <= max_locks_per_xact)
		LockInTable(view, keys, nkeys);
	else
		LockByRows(view, keys, nkeys);
	for (int i = 0; i < nkeys; i++)
		keys[i].locked = true;
}
