/*-------------------------------------------------------------------------
 *
 * facts_lock.h
 *	  Locks that make sessions wait for each other if they change one case.
 *
 * Two sessions could together cause a violation that neither causes alone: one
 * moves a child to another provider while the other adds a service to the child.
 * A session that changes facts therefore locks the values that identify the case,
 * against sessions that change or read its facts.  It reads the view after that.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_LOCK_H
#define SSS_ENFORCE_FACTS_LOCK_H

#include "postgres.h"

#include "enforce/facts_info.h"
#include "enforce/key_set.h"

/*
 * Lock cases to the end of the transaction: those that the keys lead to, from
 * number first up to, but not including, end.
 */
extern void SssLockCases(SssFactsInfo *info, const SssKeySet *keys, int first, int end);

#endif							/* SSS_ENFORCE_FACTS_LOCK_H */
