/*-------------------------------------------------------------------------
 *
 * lock.h
 *	  Locks on what a facts view yields for a key.
 *
 * Two sessions could break together what each alone keeps: one moves a case
 * to another provider while the other adds a service to it.  Whoever changes
 * facts locks their keys against those who change or read them, and reads
 * the view thereafter.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_LOCK_H
#define SSS_LOCK_H

#include "postgres.h"

typedef enum SssUse
{
	USE_READS,					/* of facts that other tables hold */
	USE_CHANGES					/* facts themselves */
} SssUse;

/*
 * Lock keys, by their hashes, to the end of the transaction; hashes is sorted.
 * Above some number it is the whole view, so that a large statement does not
 * fill the lock table.
 */
extern void SssLockKeys(Oid view, SssUse use, uint32 *hashes, int nkeys);

extern void SssLockView(Oid view, SssUse use);

#endif							/* SSS_LOCK_H */
