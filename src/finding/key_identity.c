/*-------------------------------------------------------------------------
 *
 * key_identity.c
 *	  Keys that name one case though their texts differ, such as 1 and 1.0.
 *
 * Waivers, baselines and log lines hold a key as text.  For nearly all types,
 * values are equal exactly if their texts are.  For the others, a value stands
 * for itself by the hash of 64 bits that its type defines, in the collation of
 * the key's column.  A restore or another version of a library may change that
 * hash: sss.compact() compares what it stored of it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"
#include "utils/uuid.h"

#include "base/base.h"
#include "finding/finding_private.h"
#include "store/store.h"

/* A column of a key; the type is below any domain */
typedef struct KeyColumn
{
	Oid			type;
	int32		typmod;
	Oid			collation;
} KeyColumn;

static KeyColumn
KeyColumnOf(Oid relid, AttrNumber attnum)
{
	KeyColumn	column;

	get_atttypetypmodcoll(relid, attnum, &column.type, &column.typmod, &column.collation);
	column.type = getBaseTypeAndTypmod(column.type, &column.typmod);
	return column;
}

/* Are values equal exactly if their texts are? */
static bool
IsEqualAsText(const KeyColumn *column)
{
	switch (column->type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case OIDOID:
		case UUIDOID:
		case BOOLOID:
		case CHAROID:
		case BYTEAOID:
		case DATEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case TIMEOID:
			return true;
		case NUMERICOID:
			return column->typmod >= 0; /* then all have the same scale */
		case BPCHAROID:
			return column->typmod >= 0 && get_collation_isdeterministic(column->collation);
		case TEXTOID:
		case VARCHAROID:
		case NAMEOID:
			return !OidIsValid(column->collation) || get_collation_isdeterministic(column->collation);
		default:
			return false;
	}
}

/*
 * The function that hashes values of the type; NULL: their texts must do.
 * Reading a text must run no code of a user's, as a domain within another type
 * might.
 */
static FmgrInfo *
HashOf(const KeyColumn *column)
{
	Oid			element = get_element_type(column->type);
	TypeCacheEntry *type;

	if (IsEqualAsText(column) || get_typtype(column->type) != TYPTYPE_BASE ||
		(OidIsValid(element) && get_typtype(element) != TYPTYPE_BASE))
		return NULL;
	type = lookup_type_cache(column->type, TYPECACHE_HASH_EXTENDED_PROC_FINFO);
	return OidIsValid(type->hash_extended_proc) ? &type->hash_extended_proc_finfo : NULL;
}

bool
SssTextsIdentify(Oid relid, const AttrNumber *columns, int ncolumns)
{
	for (int i = 0; i < ncolumns; i++)
	{
		KeyColumn	column = KeyColumnOf(relid, columns[i]);

		if (HashOf(&column) != NULL)
			return false;
	}
	return true;
}

typedef struct HashTask
{
	const KeyColumn *column;
	FmgrInfo   *hash;
	const char *value;
	char	   *identity;
} HashTask;

static void
HashText(const void *argument)
{
	HashTask   *task = (HashTask *) argument;
	Datum		value = SssReadValue(task->column->type, task->column->typmod, task->value);

	task->identity = psprintf("#" UINT64_FORMAT,
							  DatumGetUInt64(FunctionCall2Coll(task->hash, task->column->collation,
															   value, UInt64GetDatum(0))));
}

/* A text that the type does not read, because it was cut or the type is another one now, stands for itself */
static char *
IdentityOf(const KeyColumn *column, char *value)
{
	HashTask	task = {.column = column,.value = value};
	MemoryContext context = CurrentMemoryContext;

	if (value != NULL)
		task.hash = HashOf(column);
	if (task.hash == NULL)
		return value;
	if (SssTryInSubtransaction(HashText, &task) != NULL)
		task.identity = value;
	MemoryContextSwitchTo(context);
	return task.identity;
}

char	  **
SssKeyIdentity(Oid relid, const AttrNumber *columns, int ncolumns, char *const *texts)
{
	char	  **identity = palloc(sizeof(char *) * (ncolumns + 1));

	for (int i = 0; i < ncolumns; i++)
	{
		KeyColumn	column = KeyColumnOf(relid, columns[i]);

		identity[i] = IdentityOf(&column, texts[i]);
	}
	return identity;
}

bool
SssFindKeyColumns(Oid relid, const SssKey *key, AttrNumber *columns)
{
	for (int i = 0; i < key->ncolumns; i++)
	{
		columns[i] = get_attnum(relid, key->names[i]);
		if (columns[i] <= 0)
			return false;
	}
	return true;
}

int
SssKeyTextsOf(Datum key, char **texts)
{
	Datum	   *elements;
	bool	   *nulls;
	int			ntexts;

	deconstruct_array(DatumGetArrayTypeP(key), TEXTOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, &ntexts);
	for (int i = 0; i < Min(ntexts, INDEX_MAX_KEYS); i++)
		texts[i] = nulls[i] ? NULL : TextDatumGetCString(elements[i]);
	return ntexts;
}

/* The columns of the last call nearly always are those of the next */
static void
ReadColumns(SssKeyReader *reader, Datum key_columns)
{
	if (reader->known && SssAreKeyColumns(key_columns, reader->relid, reader->columns, reader->ncolumns))
		return;
	reader->ncolumns = SssReadKeyColumns(key_columns, &reader->relid, reader->columns);
	reader->known = true;
	reader->by_text = get_rel_name(reader->relid) == NULL;
	for (int i = 0; i < reader->ncolumns && !reader->by_text; i++)
		reader->by_text = !OidIsValid(get_atttype(reader->relid, reader->columns[i]));
	if (!reader->by_text)
		reader->by_text = SssTextsIdentify(reader->relid, reader->columns, reader->ncolumns);
}

bool
SssIsKeyText(SssKeyReader *reader, Datum key_columns)
{
	if (key_columns == (Datum) 0)
		return true;
	ReadColumns(reader, key_columns);
	return reader->by_text;
}

/* The texts of a key, replaced by its identity if they are of these columns; returns their number */
static int
IdentityTexts(SssKeyReader *reader, Datum key_columns, Datum key, char **texts)
{
	bool		by_text = SssIsKeyText(reader, key_columns);
	int			ntexts = SssKeyTextsOf(key, texts);

	if (!by_text && ntexts == reader->ncolumns)
		memcpy(texts, SssKeyIdentity(reader->relid, reader->columns, ntexts, texts), sizeof(char *) * ntexts);
	return Min(ntexts, INDEX_MAX_KEYS);
}

void
SssHashKey(SssKeyReader *reader, Datum key_columns, Datum key, pg_uuid_t * same_key)
{
	char	   *texts[INDEX_MAX_KEYS];
	int			ntexts = key == (Datum) 0 ? 0 : IdentityTexts(reader, key_columns, key, texts);
	StringInfoData name;
	Datum		hash;

	/* Room for the header of a bytea, then for each text so that no other key has the same bytes */
	initStringInfo(&name);
	appendStringInfoSpaces(&name, VARHDRSZ);
	if (key != (Datum) 0)
		appendStringInfoChar(&name, '+');
	for (int i = 0; i < ntexts; i++)
	{
		if (texts[i] == NULL)
			appendStringInfoChar(&name, '-');
		else
			appendStringInfo(&name, "%d:%s", (int) strlen(texts[i]), texts[i]);
	}
	SET_VARSIZE(name.data, name.len);
	hash = DirectFunctionCall1(sha256_bytea, PointerGetDatum(name.data));
	memcpy(same_key->data, VARDATA_ANY(DatumGetPointer(hash)), UUID_LEN);
}

static SssKeyReader *
ReaderOf(FmgrInfo * function)
{
	if (function->fn_extra == NULL)
		function->fn_extra = MemoryContextAllocZero(function->fn_mcxt, sizeof(SssKeyReader));
	return function->fn_extra;
}

/* An argument; 0: NULL */
static Datum
ArgumentOrNone(FunctionCallInfo fcinfo, int number)
{
	return PG_ARGISNULL(number) ? (Datum) 0 : PG_GETARG_DATUM(number);
}

/* key_identity(columns, key) */
PG_FUNCTION_INFO_V1(sss_key_identity);
Datum
sss_key_identity(PG_FUNCTION_ARGS)
{
	SssKeyReader *reader = ReaderOf(fcinfo->flinfo);
	char	   *texts[INDEX_MAX_KEYS];
	int			ntexts;

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (SssIsKeyText(reader, ArgumentOrNone(fcinfo, 0)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(1));
	ntexts = IdentityTexts(reader, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), texts);
	PG_RETURN_DATUM(SssTextArray(texts, ntexts));
}

/* same_key(columns, key): a hash of the identity, short enough for any index */
PG_FUNCTION_INFO_V1(sss_same_key);
Datum
sss_same_key(PG_FUNCTION_ARGS)
{
	pg_uuid_t  *same_key = palloc(sizeof(pg_uuid_t));

	SssHashKey(ReaderOf(fcinfo->flinfo), ArgumentOrNone(fcinfo, 0), ArgumentOrNone(fcinfo, 1), same_key);
	PG_RETURN_UUID_P(same_key);
}
