/*-------------------------------------------------------------------------
 *
 * query.c
 *	  SQL functions of ours are called, and their rows read as text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "nodes/pg_list.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"

#include "audit/audit_private.h"

#define MOST_PARAMETERS	4

/* Between SPI_connect() and SPI_finish() */
static void
Execute(const char *sql, int nparameters, va_list parameters)
{
	Oid			types[MOST_PARAMETERS] = {InvalidOid};
	Datum		values[MOST_PARAMETERS] = {0};
	char		nulls[MOST_PARAMETERS] = {' '};

	Assert(nparameters <= MOST_PARAMETERS);
	for (int i = 0; i < nparameters; i++)
	{
		types[i] = va_arg(parameters, Oid);
		values[i] = va_arg(parameters, Datum);
		nulls[i] = values[i] == (Datum) 0 ? 'n' : ' ';
	}
	if (SPI_execute_with_args(sql, nparameters, types, values, nulls, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", sql);
}

List *
SssQueryRows(const char *sql, int nparameters,...)
{
	MemoryContext context = CurrentMemoryContext;
	List	   *rows = NIL;
	va_list		parameters;

	SPI_connect();
	va_start(parameters, nparameters);
	Execute(sql, nparameters, parameters);
	va_end(parameters);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		int			ncolumns = SPI_tuptable->tupdesc->natts;
		MemoryContext spi_context = MemoryContextSwitchTo(context);
		char	  **row = palloc(sizeof(char *) * ncolumns);

		for (int column = 0; column < ncolumns; column++)
			row[column] = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, column + 1);
		rows = lappend(rows, row);
		MemoryContextSwitchTo(spi_context);
	}
	SPI_finish();
	return rows;
}

Datum
SssQueryValue(const char *sql, int nparameters,...)
{
	MemoryContext context = CurrentMemoryContext;
	Datum		value = (Datum) 0;
	bool		isnull = true;
	va_list		parameters;

	SPI_connect();
	va_start(parameters, nparameters);
	Execute(sql, nparameters, parameters);
	va_end(parameters);
	if (SPI_processed > 0)
		value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	if (!isnull)
	{
		MemoryContext spi_context = MemoryContextSwitchTo(context);
		int16		length;
		bool		by_value;

		get_typlenbyval(SPI_gettypeid(SPI_tuptable->tupdesc, 1), &length, &by_value);
		value = datumCopy(value, by_value, length);
		MemoryContextSwitchTo(spi_context);
	}
	SPI_finish();
	return isnull ? (Datum) 0 : value;
}

void
SssRunCommand(const char *command)
{
	SPI_connect();
	if (SPI_execute(command, false, 0) < 0)
		elog(ERROR, "could not execute \"%s\"", command);
	SPI_finish();
}
