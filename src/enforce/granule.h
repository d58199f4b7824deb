/*-------------------------------------------------------------------------
 *
 * granule.h
 *	  What is locked of the cases that keys lead to.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_GRANULE_H
#define SSS_ENFORCE_GRANULE_H

#include "postgres.h"

#include "base/key_set.h"
#include "enforce/facts_info.h"

/*
 * Lock what the keys from number first up to, but without, number end lead to,
 * by the lane's links; what is read of the view afterwards stays so.
 */
extern void SssLockLot(SssLane *lane, const SssKeySet *keys, int first, int end);

#endif							/* SSS_ENFORCE_GRANULE_H */
