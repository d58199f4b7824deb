/*-------------------------------------------------------------------------
 *
 * trigger.h
 *	  Triggers that call sss.enforce(), as pg_trigger has them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_TRIGGER_H
#define SSS_ATTACH_TRIGGER_H

#include "postgres.h"

#include "nodes/pg_list.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "attach/binding.h"

/*----------
 * Triggers that call sss.enforce(), as they are declared.
 *
 * pg_trigger is the registry: the roles stand in a trigger's arguments, the
 * columns in its column list, or in the WHEN clause of a companion, where
 * PostgreSQL itself follows renames and refuses to drop them.
 *
 *----------
 */
/* Is the function sss.enforce()? */
extern bool SssIsEnforce(Oid function);

/* The facts view that it is bound to; InvalidOid: to none */
extern Oid	SssViewOf(const Trigger *trigger);

/* Which part of an attachment is a trigger that calls it? */
extern SssTriggerRole SssTriggerRoleOf(const Trigger *trigger);

/*
 * Read the binding of a trigger that calls sss.enforce().  False: the set-up
 * is wrong, and problem says why; the rule is then N_RULES unless it could be
 * read, and the policy enforces unless the trigger says that it only logs.
 */
extern bool SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding,
						   SssProblem *problem);

/*----------
 * The triggers that there are: pg_trigger is the registry.
 *----------
 */
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

#endif							/* SSS_ATTACH_TRIGGER_H */
