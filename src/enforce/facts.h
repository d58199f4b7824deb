/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  What a statement changed, checked through a facts view.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_H
#define SSS_ENFORCE_FACTS_H

#include "postgres.h"

#include "access/htup.h"
#include "access/tupdesc.h"
#include "commands/trigger.h"

#include "enforce/facts_info.h"

/*
 * Check what a change trigger fired for; facts without a date are judged as of
 * today.  All calls of one trigger run have the memory context "run" in common.
 * False: the view failed in log mode.  That was reported, and is not to be
 * reported again.
 */
extern bool SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today,
						   MemoryContext run);

#endif							/* SSS_ENFORCE_FACTS_H */
