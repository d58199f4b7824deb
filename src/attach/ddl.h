/*-------------------------------------------------------------------------
 *
 * ddl.h
 *	  The SQL commands that create and change an attachment's triggers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ATTACH_DDL_H
#define SSS_ATTACH_DDL_H

#include "attach/helpers.h"
#include "nodes/pg_list.h"
#include "utils/reltrigger.h"

/* CREATE TRIGGER for an attachment's binding trigger, and for a helper trigger */
extern char *SssBindingTriggerSql(const SssAttachment *attachment);
extern char *SssHelperSql(const SssAttachment *attachment, SssHelper helper);

/* CREATE TRIGGER for an existing trigger, as it is declared but for its mode */
extern char *SssInModeSql(const Trigger *trigger, bool enforcing, bool replace);

/* ALTER TABLE, or ALTER TABLE ONLY, that lets a trigger fire as pg_trigger.tgenabled says */
extern char *SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled);

/*
 * Run the commands with the caller's rights, and write the action into the
 * journal.  The relation is closed, but stays locked.  Without a command nothing
 * happens.
 */
extern void SssRunDdl(Relation rel, List *commands, const char *action,
					  const SssAttachment *attachment, const char *definition);

#endif							/* SSS_ATTACH_DDL_H */
