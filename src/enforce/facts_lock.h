/*-------------------------------------------------------------------------
 *
 * facts_lock.h
 *	  Locks that make sessions wait for each other if they change one case.
 *
 * Two sessions could break together what each keeps alone: one moves a child
 * to another provider while the other adds a service to the child.  A session
 * that changes facts therefore locks what names the case against sessions that
 * change or read its facts, and reads the view after that.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_LOCK_H
#define SSS_ENFORCE_FACTS_LOCK_H

#include "postgres.h"

#include "enforce/facts_info.h"
#include "enforce/key_set.h"

/*
 * Lock, to the end of the transaction, the cases that keys number first up to,
 * but not including, end lead to.
 */
extern void SssLockCases(SssFactsInfo *info, const SssKeySet *keys, int first, int end);

#endif							/* SSS_ENFORCE_FACTS_LOCK_H */
