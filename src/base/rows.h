/*-------------------------------------------------------------------------
 *
 * rows.h
 *	  Rows that SQL functions return, built column by column.
 *
 * The columns are put in the order of the function's OUT parameters.  A build
 * with assertions checks the type of each value, and that no column of a row
 * is left out.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ROWS_H
#define SSS_BASE_ROWS_H

#include "postgres.h"

#include "access/tupdesc.h"
#include "fmgr.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "law/law.h"

/* The widest row is that of sss.requirement_lines() */
#define SSS_MOST_COLUMNS	21

typedef struct SssRow
{
	TupleDesc	tupdesc;
	Tuplestorestate *store;		/* NULL: the function returns one row */
	int			ncolumns;		/* put so far */
	Datum		values[SSS_MOST_COLUMNS];
	bool		nulls[SSS_MOST_COLUMNS];
} SssRow;

/* The result of a function that returns a set: put the columns, then SssEndRow(), for each row */
extern SssRow SssStartRows(FunctionCallInfo fcinfo);
extern void SssEndRow(SssRow *row);

/* The result of a function that returns one row: put the columns, then return SssRowDatum() */
extern SssRow SssStartRow(FunctionCallInfo fcinfo);
extern Datum SssRowDatum(SssRow *row);

/* The value of the next column, of a built-in type */
extern void SssPut(SssRow *row, Oid type, Datum value);
extern void SssPutNull(SssRow *row);
extern void SssPutNulls(SssRow *row, int ncolumns);
extern void SssPutBool(SssRow *row, bool value);
extern void SssPutDate(SssRow *row, DateADT date);

extern void SssPutInt8s(SssRow *row, const int64 *numbers, int nnumbers);

/* Of text; a NULL pointer is NULL */
extern void SssPutText(SssRow *row, const char *string);
extern void SssPutTexts(SssRow *row, char *const *strings, int nstrings);

/* Of a type of the extension; SSS_MISSING and SSS_NO_PROVISION are NULL */
extern void SssPutCode(SssRow *row, SssCodeListId list, int index);
extern void SssPutCodes(SssRow *row, SssCodeListId list, uint32 set);
extern void SssPutProvision(SssRow *row, SssProvision provision);

/* Three columns: a text in Kazakh, Russian and English; a NULL pointer is three times NULL */
extern void SssPutLocalized(SssRow *row, const char *const texts[SSS_LANGUAGES]);

/* Two columns: the first and the last day, NULL where there is none */
extern void SssPutValidity(SssRow *row, SssDay from, SssDay to);

#endif							/* SSS_BASE_ROWS_H */
