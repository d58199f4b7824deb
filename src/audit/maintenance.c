/*-------------------------------------------------------------------------
 *
 * maintenance.c
 *	  Upkeep of the log with the rights of its owner.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "store/store.h"

/* before_audit(by, tidy): what a run would find out only after it has read everything is an error here */
PG_FUNCTION_INFO_V1(sss_before_audit);
Datum
sss_before_audit(PG_FUNCTION_ARGS)
{
	SssOwnersRights rights;
	SssDimensions by;

	PreventCommandIfReadOnly("sss.run_audit()");
	PreventCommandDuringRecovery("sss.run_audit()");
	SssGetDimensions(fcinfo, 0, &by);
	if (!PG_GETARG_BOOL(1) || !SssMayResolve())
		PG_RETURN_VOID();
	SssActAsOwner(&rights);
	SPI_connect();
	if (SPI_execute("SELECT sss_internal.tidy()", false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not call sss_internal.tidy()");
	SPI_finish();
	SssActAsUser(&rights);
	PG_RETURN_VOID();
}

/* Run a DELETE with one parameter; returns the number of rows */
static int64
Delete(const char *sql, Datum before)
{
	Oid			types[] = {TIMESTAMPTZOID};

	if (SPI_execute_with_args(sql, lengthof(types), types, &before, NULL, false, 0) != SPI_OK_DELETE)
		elog(ERROR, "could not delete from the log");
	return SPI_processed;
}

/* drop_history(older_than) */
PG_FUNCTION_INFO_V1(sss_drop_history);
Datum
sss_drop_history(PG_FUNCTION_ARGS)
{
	SssOwnersRights rights;
	Datum		now = TimestampTzGetDatum(GetCurrentTransactionStartTimestamp());
	Datum		before;
	int64		dropped;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "older_than")));
	before = DirectFunctionCall2(timestamptz_mi_interval, now, PG_GETARG_DATUM(0));
	if (DatumGetTimestampTz(before) > DatumGetTimestampTz(now))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must not be negative", "older_than")));

	SssActAsOwner(&rights);
	SPI_connect();

	/* A case must not vanish while sss.compact() adds to it */
	if (SPI_execute("LOCK TABLE sss_internal.violation_sources IN SHARE ROW EXCLUSIVE MODE", false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "could not lock the log");
	dropped = Delete("DELETE FROM sss_internal.violation_history"
					 " WHERE logged_at OPERATOR(pg_catalog.<) $1", before);

	/* Cases of which nothing is known but that they are resolved: no line will find them any more */
	(void) Delete("DELETE FROM sss_internal.violation_state AS s WHERE s.last_seen IS NULL"
				  " AND NOT EXISTS (SELECT FROM pg_catalog.unnest(s.resolutions) AS r"
				  " WHERE r.at OPERATOR(pg_catalog.>=) $1)", before);
	SPI_finish();
	SssActAsUser(&rights);
	SssWriteJournal("drop_history", InvalidOid, NULL, NULL, NULL,
					psprintf("SELECT sss.drop_history(%s)",
							 quote_literal_cstr(DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(0))))),
					(Datum) 0, (Datum) 0);
	PG_RETURN_INT64(dropped);
}
