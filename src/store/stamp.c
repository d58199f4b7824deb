/*-------------------------------------------------------------------------
 *
 * stamp.c
 *	  The stamp of a row of the journal, a waiver or a baseline: its writer and the time.
 *
 * To restore a dump, the extension's owner may insert rows into these tables, and
 * a row may claim anything.  So each also has a stamp.  A function of ours gives
 * both the same time.  A row from elsewhere gets its stamp from a trigger, which
 * makes the times differ: sss.verify() names such rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "base/base.h"
#include "store/store.h"
#include "store/store_private.h"

/* Is it a function of ours that writes? */
static bool writing = false;

void
SssSetStamp(Datum *values, int written_by, Datum at)
{
	values[written_by] = CStringGetTextDatum(GetUserNameFromId(GetSessionUserId(), false));
	values[written_by + 1] = at;
}

void
SssAppendStamped(SssStoreTable *table, Datum *values, bool *nulls)
{
	SssAppender *appender = SssBeginAppending(SssOpenToAppend(table, WAIT_ALWAYS), table, false);

	PG_TRY();
	{
		writing = true;
		(void) SssAppendRow(appender, values, nulls);
	}
	PG_FINALLY();
	{
		writing = false;
	}
	PG_END_TRY();
	(void) SssEndAppending(appender);
}

/* 0: there is none */
static int
FindColumn(TupleDesc tupdesc, const char *name, Oid type)
{
	for (int i = 0; i < tupdesc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, i);

		if (!attribute->attisdropped && attribute->atttypid == type &&
			strcmp(NameStr(attribute->attname), name) == 0)
			return i + 1;
	}
	return 0;
}

static int
ColumnNumber(TupleDesc tupdesc, const char *name, Oid type)
{
	int			column = FindColumn(tupdesc, name, type);

	if (column == 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("the table has no column \"%s\" for the stamp", name),
				 errhint("The trigger is for tables of the extension alone.")));
	return column;
}

/*
 * A superuser's subscription replicates the stamps as they are, but the OID of a
 * table means nothing in this database: here it is the one of that name.
 */
static HeapTuple
ReplicatedRow(HeapTuple row, TupleDesc tupdesc)
{
	int			relid = FindColumn(tupdesc, "relid", OIDOID);
	Datum		relation;
	Datum		value;
	bool		isnull;

	if (relid == 0)
		return row;
	relation = heap_getattr(row, ColumnNumber(tupdesc, "relation", TEXTOID), tupdesc, &isnull);
	value = ObjectIdGetDatum(isnull ? InvalidOid : SssRelationNamed(TextDatumGetCString(relation)));
	return heap_modify_tuple_by_cols(row, tupdesc, 1, &relid, &value, &isnull);
}

/* stamp(column of the claimed time): BEFORE INSERT on the journal, waivers and baselines */
PG_FUNCTION_INFO_V1(sss_stamp);
Datum
sss_stamp(PG_FUNCTION_ARGS)
{
	const TriggerData *trigdata = (TriggerData *) fcinfo->context;
	TupleDesc	tupdesc;
	int			columns[2];
	Datum		values[2];
	bool		nulls[2] = {false, false};
	bool		isnull;
	Datum		claimed;
	TimestampTz now = GetCurrentTimestamp();

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BEFORE(trigdata->tg_event) ||
		!TRIGGER_FIRED_BY_INSERT(trigdata->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigdata->tg_event) ||
		trigdata->tg_trigger->tgnargs != 1)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("sss_internal.stamp() must be called by a trigger before insert for each row")));

	tupdesc = RelationGetDescr(trigdata->tg_relation);
	if (writing)
		return PointerGetDatum(trigdata->tg_trigtuple);
	if (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA && superuser())
		return PointerGetDatum(ReplicatedRow(trigdata->tg_trigtuple, tupdesc));
	claimed = heap_getattr(trigdata->tg_trigtuple,
						   ColumnNumber(tupdesc, trigdata->tg_trigger->tgargs[0], TIMESTAMPTZOID), tupdesc, &isnull);
	if (!isnull && DatumGetTimestampTz(claimed) == now)
		now++;
	columns[0] = ColumnNumber(tupdesc, "written_by", TEXTOID);
	columns[1] = ColumnNumber(tupdesc, "written_at", TIMESTAMPTZOID);
	SssSetStamp(values, 0, TimestampTzGetDatum(now));

	/*
	 * A suspension that was inserted reaches no further than the role that did it. That is the
	 * one whose rights were used: a function of its own may run in a session of somebody else.
	 */
	if (strcmp(trigdata->tg_trigger->tgargs[0], "suspended_at") == 0)
		values[0] = CStringGetTextDatum(GetUserNameFromId(GetUserId(), false));
	return PointerGetDatum(heap_modify_tuple_by_cols(trigdata->tg_trigtuple, tupdesc, 2, columns, values, nulls));
}
