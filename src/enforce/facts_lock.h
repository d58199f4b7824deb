/*-------------------------------------------------------------------------
 *
 * facts_lock.h
 *	  Sessions whose changes meet in one case wait for each other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_LOCK_H
#define SSS_ENFORCE_FACTS_LOCK_H

#include "postgres.h"

#include "base/base.h"

/*----------
 * What is locked of the cases that keys lead to.
 *----------
 */
/*
 * Lock what the keys from number first up to, but without, number end lead to,
 * by the binding's links; what is read of the view afterwards stays so.
 */
struct SssFactsInfo;
extern void SssLockBatch(struct SssFactsInfo *info, const SssKeySet *keys, int first, int end);

/*----------
 * Locks on what a facts view yields for a key.
 *
 * Two sessions could break together what each alone keeps: one moves a case
 * to another provider while the other adds a service to it.  Whoever changes
 * facts locks their keys against those who change or read them, and reads
 * the view thereafter.
 *
 *----------
 */
/*
 * From so many keys on a statement locks the view at once, and a transaction
 * of many statements if nobody else is there; at last it waits for it.
 */
#define SSS_MANY_KEYS		64
#define SSS_TOO_MANY_KEYS	512

typedef enum SssUse
{
	USE_READS,					/* of facts that other tables hold */
	USE_CHANGES					/* facts themselves */
} SssUse;

typedef struct SssKeyLock
{
	uint32		hash;
	SssUse		use;
} SssKeyLock;

/*
 * Lock keys, by their hashes, to the end of the transaction; keys is sorted.
 * Of too many it is the whole view, so that nobody fills the lock table.
 */
extern void SssLockKeys(Oid view, SssUse use, SssKeyLock *keys, int nkeys);

extern void SssLockView(Oid view, SssUse use);

#endif							/* SSS_ENFORCE_FACTS_LOCK_H */
