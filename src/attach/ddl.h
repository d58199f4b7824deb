/*-------------------------------------------------------------------------
 *
 * ddl.h
 *	  The SQL commands that make and change an attachment, and how they are run.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_DDL_H
#define SSS_ATTACH_DDL_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "storage/lockdefs.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "attach/binding.h"
#include "attach/parts.h"
#include "law/law.h"

/*----------
 * Attachments as SQL: the commands that create them, and a CHECK read back.
 *----------
 */
/* The longest name of an attachment: its other triggers are named after it */
#define SSS_LONGEST_NAME	(NAMEDATALEN - 1 - 10)

/* CREATE TRIGGER for an attachment, for its companion, and for the carriers of a facts view */
extern char *SssBindingTriggerSql(const char *attachment, Oid relid, const SssBinding *binding);
extern char *SssCompanionSql(const char *attachment, Oid relid, const SssBinding *binding);
extern char *SssChangeTriggerSql(const char *attachment, Oid relid, const SssBinding *binding,
								 SssChangeTrigger carrier);

/* CREATE TRIGGER for one that is there, as it is declared but for its mode */
extern char *SssInModeSql(const Trigger *trigger, bool enforcing, bool replace);

/* ALTER TABLE ... ADD CONSTRAINT for an attachment in the constraint lane */
extern char *SssCheckSql(const char *attachment, Oid relid, const SssBinding *binding);

/*
 * The binding of a CHECK of ours, from its stored expression.  False: it is
 * none of ours.
 */
extern bool SssReadCheck(Oid relid, const char *expression, SssBinding *binding);

/* Likewise, by name; taken: there is a constraint of that name, if perhaps another */
extern bool SssFindCheck(Oid relid, const char *name, SssBinding *binding, bool *taken);

/*----------
 * Change what is attached, by ordinary commands and with the caller's rights.
 *----------
 */
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
extern void SssRunDdl(Relation rel, List *commands, const char *action, const char *name,
					  SssRule rule, const char *definition);

#endif							/* SSS_ATTACH_DDL_H */
