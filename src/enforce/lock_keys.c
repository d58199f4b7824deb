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
 * While a session adds rows for keys, it holds the keys' locks in the lock table.
 * So it waits for the sessions that keep these locks, and no other session comes in
 * between.  A session that keeps them looks for rows afterwards, but only if some
 * session has locked by rows, which object 0 with number 1 tells.  So most
 * transactions never look.  A session that locks by rows looks in the same way.  If no
 * other session writes cases of the view, it locks the view while it adds rows, in place of
 * their keys: the others then wait for some milliseconds, and find the rows.
 *
 * A session that waits for a row holds no key after it in their order.  Otherwise
 * two sessions that lock the same keys in the same order could wait for each other.
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
#include "common/hashfn.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/lock.h"
#include "storage/proc.h"
#include "utils/elog.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "base/base.h"
#include "enforce/enforce_private.h"
#include "store/store.h"

/* Modes of the lock on the view as a whole: of a session that locks keys, and of one that does not */
static const LOCKMODE mark[] = {[USE_READS] = RowShareLock,[USE_CHANGES] = RowExclusiveLock};
static const LOCKMODE whole[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};
static const LOCKMODE of_key[] = {[USE_READS] = ShareLock,[USE_CHANGES] = ExclusiveLock};

/*
 * From this number on, keys are near enough to each other to be packed into rows.  A session that
 * looks for a key reads a row of each statement that packed its own.  So a transaction of many
 * statements packs no longer, once they are small beside what it has locked.
 */
#define PACKED_KEYS		4096
#define PACKED_STATEMENTS	16

/* The number of keys that are locked by rows at a time: if no other session locks keys, and if one does */
#define KEYS_ALONE		4096
#define KEYS_AMONG_OTHERS	32

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

static SssCaseLock
CaseLockOf(const SssLockKey *key)
{
	return (SssCaseLock)
	{
		.number = key->number,.exclusive = key->use == USE_CHANGES
	};
}

static SssUse
UseOf(const SssCaseLock *lock)
{
	return lock->exclusive ? USE_CHANGES : USE_READS;
}

/* Wait until no other transaction holds the lock of the key as a row */
static void
WaitForRows(SssCaseLocks *rows, Oid view, const SssLockKey *key)
{
	SssCaseLock wanted = CaseLockOf(key);
	TransactionId holder;
	int			first;

	while (TransactionIdIsValid(holder = SssCaseLockHolder(rows, &wanted, 1, &first)))
		(void) WaitFor(view, false, NULL, NoLock, holder);
}

/* Lock keys in the lock table while others lock by rows: one after the other */
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
	uint8		use;			/* an SssUse */
	char		status;			/* of simplehash.h */
} LockedByRow;

/* A number is a hash already */
#define SH_PREFIX locked
#define SH_ELEMENT_TYPE LockedByRow
#define SH_KEY_TYPE uint64
#define SH_KEY number
#define SH_HASH_KEY(table, key) ((uint32) (key))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* The keys of this transaction.  A table that had no memory to grow cannot be used again: a new one is made. */
static locked_hash * keys_by_row;
static LocalTransactionId keys_by_row_of = InvalidLocalTransactionId;

/* With room for so many more: a table that grows step by step would be filled with zeros, and copied, at each step */
static locked_hash *
KeysLockedByRow(int nmore)
{
	bool		exist = keys_by_row_of == SssCurrentTransaction();

	keys_by_row_of = InvalidLocalTransactionId;
	if (!exist)
		keys_by_row = locked_create(TopTransactionContext, nmore, NULL);
	else if (keys_by_row->members + nmore > keys_by_row->grow_threshold)
		locked_grow(keys_by_row, keys_by_row->size + 2 * (uint64) nmore);
	keys_by_row_of = SssCurrentTransaction();
	return keys_by_row;
}

/* Keys that are to be locked by rows, in their order */
typedef struct RowKeys
{
	Oid			view;
	SssCaseLocks *rows;
	int			n;
	SssCaseLock *locks;
	bool		pack;			/* several go into one row */
} RowKeys;

/* Add rows for keys; other sessions cannot lock them meanwhile */
static void
AddRows(const RowKeys *row_keys, int first, int end)
{
	locked_hash *locked = KeysLockedByRow(end - first);
	TransactionId xid = GetCurrentTransactionId();

	SssAddCaseLocks(row_keys->rows, &row_keys->locks[first], end - first, row_keys->pack);
	keys_by_row_of = InvalidLocalTransactionId;
	for (int i = first; i < end; i++)
	{
		bool		found;
		LockedByRow *by_row = locked_insert(locked, row_keys->locks[i].number, &found);

		by_row->xid = xid;
		by_row->use = UseOf(&row_keys->locks[i]);
	}
	keys_by_row_of = SssCurrentTransaction();
}

/* Lock keys by rows if no other session has locked a key of the view; false: one may have */
static bool
LockAlone(const RowKeys *row_keys, int first, int end)
{
	LOCKTAG		tag = TagOfView(row_keys->view, 0);

	if (LockAcquire(&tag, ExclusiveLock, false, true) == LOCKACQUIRE_NOT_AVAIL)
		return false;
	AddRows(row_keys, first, end);
	(void) LockRelease(&tag, ExclusiveLock, false);
	return true;
}

/* Lock keys in the lock table, until their rows are there */
static void
HoldKeys(const RowKeys *row_keys, int first, int end)
{
	for (int i = first; i < end; i++)
	{
		LOCKTAG		tag = TagOfKey(row_keys->view, row_keys->locks[i].number);

		(void) Lock(row_keys->view, false, &tag, of_key[UseOf(&row_keys->locks[i])]);
	}
}

static void
ReleaseKeys(const RowKeys *row_keys, int first, int end)
{
	for (int i = first; i < end; i++)
	{
		LOCKTAG		tag = TagOfKey(row_keys->view, row_keys->locks[i].number);

		(void) LockRelease(&tag, of_key[UseOf(&row_keys->locks[i])], false);
	}
}

/* Lock keys by rows while other sessions lock keys */
static void
LockAmongOthers(const RowKeys *row_keys, int first, int end)
{
	int			looked = first; /* no row conflicts with the keys before */

	HoldKeys(row_keys, first, end);
	while (looked < end && OthersUseRows(row_keys->view))
	{
		int			conflict;
		TransactionId holder = SssCaseLockHolder(row_keys->rows, &row_keys->locks[looked], end - looked, &conflict);

		looked += conflict;
		if (!TransactionIdIsValid(holder))
			break;
		ReleaseKeys(row_keys, looked + 1, end);
		(void) WaitFor(row_keys->view, false, NULL, NoLock, holder);
		HoldKeys(row_keys, looked + 1, end);
	}
	AddRows(row_keys, first, end);
	ReleaseKeys(row_keys, first, end);
}

/* The keys that the transaction has not locked yet */
static RowKeys
KeysToLock(Oid view, const SssLockKey *keys, int nkeys)
{
	locked_hash *locked = KeysLockedByRow(nkeys);
	RowKeys		row_keys = {.view = view};

	row_keys.locks = palloc_extended(sizeof(SssCaseLock) * nkeys, MCXT_ALLOC_HUGE);
	for (int i = 0; i < nkeys; i++)
	{
		LOCKTAG		tag = TagOfKey(view, keys[i].number);
		const LockedByRow *by_row;

		if (keys[i].locked)
			continue;
		by_row = locked_lookup(locked, keys[i].number);
		if ((by_row != NULL && by_row->use >= keys[i].use && TransactionIdIsCurrentTransactionId(by_row->xid)) ||
			(*LockedSoFar() > 0 && SssHoldsLock(&tag, of_key[keys[i].use])))
			continue;
		row_keys.locks[row_keys.n++] = CaseLockOf(&keys[i]);
	}
	row_keys.pack = row_keys.n >= PACKED_KEYS && row_keys.n >= (int) (locked->members / PACKED_STATEMENTS);
	return row_keys;
}

static void
LockByRows(Oid view, const SssLockKey *keys, int nkeys)
{
	LOCKTAG		use_of_rows = TagOfView(view, 1);
	RowKeys		row_keys = KeysToLock(view, keys, nkeys);
	int			together = Max(1, Min(KEYS_AMONG_OTHERS, max_locks_per_xact / 2));

	(void) LockAcquire(&use_of_rows, RowExclusiveLock, false, false);
	if (row_keys.n > 0)
		row_keys.rows = SssOpenCaseLocks();
	for (int first = 0, end; first < row_keys.n; first = end)
	{
		CHECK_FOR_INTERRUPTS();
		end = Min(first + KEYS_ALONE, row_keys.n);
		if (LockAlone(&row_keys, first, end))
			continue;
		end = Min(first + together, row_keys.n);
		LockAmongOthers(&row_keys, first, end);
	}
	if (row_keys.n > 0)
		SssCloseCaseLocks(row_keys.rows);
	pfree(row_keys.locks);
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
