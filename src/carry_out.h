/*-------------------------------------------------------------------------
 *
 * carry_out.h
 *	  Change what is attached, by ordinary commands and with the caller's rights.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_CARRY_OUT_H
#define SSS_CARRY_OUT_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/relcache.h"

#include "rulebook.h"

/*
 * The relation and, if it is partitioned, its partitions, locked as the
 * commands will lock them, so that what is read of their triggers stays so.
 */
extern List *SssWithPartitions(Relation rel, LOCKMODE lockmode);

/* ALTER TABLE, or ALTER TABLE ONLY, that lets a trigger fire as pg_trigger.tgenabled says */
extern char *SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled);

/*
 * Run what is to be run, with the relation closed but locked, and write it
 * down.  The rule is N_RULES where it could not be read.
 */
extern void SssCarryOut(Relation rel, List *commands, const char *action, const char *name,
						SssRule rule, const char *definition);

#endif							/* SSS_CARRY_OUT_H */
