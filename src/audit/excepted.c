/*-------------------------------------------------------------------------
 *
 * excepted.c
 *	  Keys that a CHECK excepts, so that an audit knows which rows it lets pass.
 *
 * The condition runs as the table's owner, restricted: planning a query of his
 * table may already run his code, such as a function in the expression of an index.
 *
 * Memory grows with the number of existing rows that the condition excepts.  It is
 * meant for known breaches, of which there are few.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "nodes/execnodes.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

struct SssExceptedKeys
{
	char	  **names;			/* sorted */
	int			nnames;
};

static int
CompareKeys(const void *one, const void *other)
{
	return strcmp(*(char *const *) one, *(char *const *) other);
}

/* The texts of a key as one */
static char *
KeyAsText(char *const *texts, int ntexts)
{
	StringInfoData name;

	initStringInfo(&name);
	for (int i = 0; i < ntexts; i++)
		appendStringInfo(&name, "%zu:%s", strlen(texts[i]), texts[i]);
	return name.data;
}

/* A column of the primary key is never NULL */
static char *
RowKeyAsText(HeapTuple tuple, TupleDesc tupdesc)
{
	char	   *texts[INDEX_MAX_KEYS];

	for (int i = 0; i < tupdesc->natts; i++)
	{
		bool		isnull;
		Datum		value = SPI_getbinval(tuple, tupdesc, i + 1, &isnull);

		texts[i] = SssKeyText(SPI_gettypeid(tupdesc, i + 1), value);
	}
	return KeyAsText(texts, tupdesc->natts);
}

SssExceptedKeys *
SssReadExceptedKeys(Relation rel, const SssBinding *binding, const char *condition)
{
	MemoryContext caller_context = CurrentMemoryContext;
	SssExceptedKeys *excepted = palloc0(sizeof(SssExceptedKeys));
	StringInfoData sql;
	SssCaller	caller;

	if (binding->nkeys == 0)
		return excepted;
	initStringInfo(&sql);
	for (int i = 0; i < binding->nkeys; i++)
		appendStringInfo(&sql, "%s%s", i == 0 ? "SELECT " : ", ",
						 SssQuoteName(get_attname(RelationGetRelid(rel), binding->keys[i], false)));
	appendStringInfo(&sql, " FROM %s WHERE %s", SssQualifiedName(RelationGetRelid(rel)), condition);
	caller = SssBecomeOwnerOf(RelationGetRelid(rel));
	SPI_connect();
	if (SPI_execute(sql.data, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not execute \"%s\"", sql.data);
	MemoryContextSwitchTo(caller_context);
	excepted->names = MemoryContextAllocHuge(caller_context, sizeof(char *) * Max(SPI_processed, 1));
	for (uint64 i = 0; i < SPI_processed; i++)
		excepted->names[excepted->nnames++] = RowKeyAsText(SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
	SPI_finish();
	SssBecomeCaller(&caller);
	qsort(excepted->names, excepted->nnames, sizeof(char *), CompareKeys);
	return excepted;
}

bool
SssIsExceptedKey(const SssExceptedKeys *excepted, const SssKey *key)
{
	char	   *name = KeyAsText(key->texts, key->ncolumns);

	return bsearch(&name, excepted->names, excepted->nnames, sizeof(char *), CompareKeys) != NULL;
}
