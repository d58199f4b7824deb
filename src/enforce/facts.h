/*-------------------------------------------------------------------------
 *
 * facts.h
 *	  Attachments whose facts a view yields.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_FACTS_H
#define SSS_ENFORCE_FACTS_H

#include "postgres.h"

#include "commands/trigger.h"

#include "enforce/facts_info.h"

/*
 * Judge what a carrier was fired for, as of the day where no date is bound;
 * the round is the memory that its calls have in common.  False: the view
 * failed, which was reported and is not to be reported again.
 */
extern bool SssJudgeChange(SssLane *lane, TriggerData *trigdata, SssDay today,
						   MemoryContext round);

#endif							/* SSS_ENFORCE_FACTS_H */
