/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  Check the changes of a statement through a facts view.
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
 * Check the rows that a change trigger fired for.  Facts without a date are
 * checked as of today.  All calls of one trigger run share the memory context
 * "run".  If the result is false, the view failed in log mode; the failure was
 * reported, and the caller must not report it again.
 */
extern bool SssCheckChange(SssFactsInfo *info, TriggerData *trigdata, SssDay today,
						   MemoryContext run);

#endif							/* SSS_ENFORCE_FACTS_H */
