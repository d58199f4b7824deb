/*-------------------------------------------------------------------------
 *
 * registry.h
 *	  The triggers that there are: pg_trigger is the registry.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_REGISTRY_H
#define SSS_REGISTRY_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

/* The trigger of that name, or NULL */
extern const Trigger *SssFindTrigger(const TriggerDesc *triggers, const char *name);

/* The triggers of a relation, from the catalog: who asks need not lock the relation */
extern TriggerDesc *SssTriggersOf(Oid relid);

/* Where a trigger stands, and whether it fires, as pg_trigger has it */
typedef struct SssFiring
{
	Oid			relid;
	Oid			parent;			/* the trigger that it stands for in a partition */
	char		enabled;
} SssFiring;

/* False: there is no such trigger */
extern bool SssFiringOf(Oid trigger, SssFiring *firing);

/*
 * The table that a trigger of the relation was attached to.  The log names it
 * also where the row is in a partition: the lines of one case stay together
 * when it moves.
 */
extern Oid	SssAttachedRelation(Relation rel, Oid trigger);

/* Does the trigger stand in a partition for one of the partitioned table? */
extern bool SssIsClone(const Trigger *trigger);

/* What stands for a trigger of a partitioned table in its partitions, as SssFiring */
extern List *SssClonesOf(Oid trigger);

#endif							/* SSS_REGISTRY_H */
