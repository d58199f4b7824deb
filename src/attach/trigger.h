/*-------------------------------------------------------------------------
 *
 * trigger.h
 *	  Triggers that call sss.enforce(), as they are declared.
 *
 * pg_trigger is the registry: the roles stand in a trigger's arguments, the
 * columns in its column list, or in the WHEN clause of a companion, where
 * PostgreSQL itself follows renames and refuses to drop them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_TRIGGER_H
#define SSS_ATTACH_TRIGGER_H

#include "postgres.h"

#include "utils/reltrigger.h"

#include "attach/binding.h"

/* Is the function sss.enforce()? */
extern bool SssIsEnforce(Oid function);

/* The facts view that it is bound to; InvalidOid: to none */
extern Oid	SssViewOf(const Trigger *trigger);

/* Which part of an attachment is a trigger that calls it? */
extern SssPart SssPartOf(const Trigger *trigger);

/*
 * Read the binding of a trigger that calls sss.enforce().  False: the set-up
 * is wrong, and problem says why; the rule is then N_RULES unless it could be
 * read, and the policy enforces unless the trigger says that it only logs.
 */
extern bool SssReadTrigger(Oid relid, const Trigger *trigger, SssBinding *binding,
						   SssProblem *problem);

#endif							/* SSS_ATTACH_TRIGGER_H */
