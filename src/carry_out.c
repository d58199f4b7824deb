/*-------------------------------------------------------------------------
 *
 * carry_out.c
 *	  Change what is attached, by ordinary commands and with the caller's rights.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "carry_out.h"
#include "compat.h"
#include "store.h"

List *
SssWithPartitions(Relation rel, LOCKMODE lockmode)
{
	if (rel->rd_rel->relkind == RELKIND_PARTITIONED_TABLE)
		return find_all_inheritors(RelationGetRelid(rel), lockmode, NULL);
	return list_make1_oid(RelationGetRelid(rel));
}

/* ALTER TABLE reaches the partitions, ALTER TABLE ONLY does not */
char *
SssFiringCommand(const char *alter, Oid relid, const char *trigger, char enabled)
{
	return psprintf("%s %s %s TRIGGER %s", alter, SssQualifiedName(relid),
					enabled == TRIGGER_FIRES_ALWAYS ? "ENABLE ALWAYS" :
					enabled == TRIGGER_FIRES_ON_REPLICA ? "ENABLE REPLICA" :
					enabled == TRIGGER_FIRES_ON_ORIGIN ? "ENABLE" : "DISABLE",
					quote_identifier(trigger));
}

/*
 * Run the commands with the caller's rights.  The relation must be closed,
 * since the server refuses to alter one that is in use.
 */
static void
RunCommands(List *commands)
{
	ListCell   *cell;

	SPI_connect();
	foreach(cell, commands)
	{
		if (SPI_execute(lfirst(cell), false, 0) < 0)
			elog(ERROR, "could not execute \"%s\"", (char *) lfirst(cell));
	}
	SPI_finish();
}

void
SssCarryOut(Relation rel, List *commands, const char *action, const char *name, SssRule rule,
			const char *definition)
{
	Oid			relid = RelationGetRelid(rel);
	char	   *relation = SssQualifiedName(relid);

	table_close(rel, NoLock);
	if (commands == NIL)
		return;
	RunCommands(commands);
	SssWriteJournal(action, relid, relation, name,
					rule == N_RULES ? NULL : sss_rule_names[rule], definition);
}
