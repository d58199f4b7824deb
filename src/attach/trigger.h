/*-------------------------------------------------------------------------
 *
 * trigger.h
 *	  Triggers that call sss.enforce(), as pg_trigger has them.
 *
 * The roles are in a trigger's arguments.  The columns are in its column list, or
 * in the WHEN clause of a companion, where PostgreSQL itself follows renames and
 * refuses to drop them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_TRIGGER_H
#define SSS_ATTACH_TRIGGER_H

#include "attach/attach.h"
#include "nodes/pg_list.h"
#include "utils/reltrigger.h"

/* Is the function sss.enforce()? */
extern bool SssIsEnforce(Oid function);

/* The facts view that the trigger names; InvalidOid: it names none */
extern Oid	SssViewOf(const Trigger *trigger);

/*
 * Read the binding of a trigger that calls sss.enforce() from its own arguments,
 * columns and WHEN clause.  If the set-up is wrong, the result is false, and
 * problem is set.  The rule is then N_RULES unless it could be read, and the
 * policy enforces unless the trigger has the option mode=log.
 */
extern bool SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding,
						   SssProblem *problem);

/* The trigger of that name, or NULL */
extern const Trigger *SssFindTrigger(const TriggerDesc *triggers, const char *name);

/* The triggers of a relation, read from the catalog: the relation need not be locked */
extern TriggerDesc *SssTriggersOf(Oid relid);

/* The table of a trigger, and whether it fires, as pg_trigger has it */
typedef struct SssFiring
{
	Oid			relid;
	Oid			parent;			/* the trigger that it is a clone of, in a partition */
	char		enabled;
} SssFiring;

/* False: the trigger does not exist */
extern bool SssFiringOf(Oid trigger, SssFiring *firing);

/* The clones of a trigger of a partitioned table in its partitions, as SssFiring */
extern List *SssClonesOf(Oid trigger);

#endif							/* SSS_ATTACH_TRIGGER_H */
