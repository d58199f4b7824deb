/*-------------------------------------------------------------------------
 *
 * rows.h
 *	  The rows of a set-returning function, column by column.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ROWS_H
#define SSS_BASE_ROWS_H

#include "postgres.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "base/arguments.h"
#include "base/compat.h"

/* The widest row of all */
#define MOST_COLUMNS	21

/* A row under construction, column by column */
typedef struct Row
{
	ReturnSetInfo *rsinfo;
	int			ncolumns;
	Datum		values[MOST_COLUMNS];
	bool		nulls[MOST_COLUMNS];
} Row;

static inline Row
StartRows(FunctionCallInfo fcinfo)
{
	Row			row = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo};

	InitMaterializedSRF(fcinfo, 0);
	return row;
}

static inline void
Put(Row *row, Datum value, bool isnull)
{
	row->values[row->ncolumns] = value;
	row->nulls[row->ncolumns++] = isnull;
}

static inline void
PutCode(Row *row, SssCodeListId list, int index)
{
	Put(row, SssCodeDatum(list, index), false);
}

static inline void
PutNull(Row *row)
{
	Put(row, (Datum) 0, true);
}

static inline void
PutText(Row *row, const char *string)
{
	Put(row, CStringGetTextDatum(string), false);
}

static inline void
PutProvision(Row *row, SssProvision provision)
{
	Put(row, SssProvisionDatum(provision), false);
}

static inline void
PutLocalized(Row *row, const char *const texts[SSS_LANGUAGES])
{
	for (int language = 0; language < SSS_LANGUAGES; language++)
		PutText(row, SssLocalize(texts, language));
}

/* The texts in the three languages, or three times NULL */
static inline void
PutLocalizedOrNull(Row *row, const char *const texts[SSS_LANGUAGES])
{
	if (texts != NULL)
		PutLocalized(row, texts);
	else
		for (int language = 0; language < SSS_LANGUAGES; language++)
			PutNull(row);
}

static inline void
PutValidity(Row *row, SssDay from, SssDay to)
{
	Put(row, DateADTGetDatum(from), from == SSS_NO_START);
	Put(row, DateADTGetDatum(to), to == SSS_NO_END);
}

static inline void
EndRow(Row *row)
{
	tuplestore_putvalues(row->rsinfo->setResult, row->rsinfo->setDesc, row->values, row->nulls);
	row->ncolumns = 0;
}

#endif							/* SSS_BASE_ROWS_H */
