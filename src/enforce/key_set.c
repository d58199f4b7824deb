/*-------------------------------------------------------------------------
 *
 * key_set.c
 *	  A set of keys, numbered in the order in which they were added.
 *
 * A statement may touch a key a thousand times, and reads its facts once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "catalog/pg_index.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "base/base.h"
#include "enforce/enforce.h"

#define FIRST_CAPACITY	16

typedef struct KeyColumn
{
	AttrNumber	attnum;			/* in the rows that keys are taken from */
	Oid			collation;
	int16		length;
	bool		by_value;
	TypeCacheEntry *type;
} KeyColumn;

/* A scan looks up many rows that have none of the keys, so that small places count: most of these look-ups end here */
typedef struct Place
{
	uint32		hash;
	int			number;			/* of the key, counted from one; 0: the place is free */
} Place;

struct SssKeySet
{
	MemoryContext context;		/* of the keys */
	int			ncolumns;
	KeyColumn	columns[INDEX_MAX_KEYS];
	int			nkeys;
	int			capacity;		/* a power of two */
	Datum	   *values;			/* ncolumns of each key */
	Place	   *places;			/* twice the capacity */
};

static void
AllocateKeys(SssKeySet *set, int capacity)
{
	MemoryContext caller_context = MemoryContextSwitchTo(set->context);

	set->capacity = capacity;
	set->values = palloc(sizeof(Datum) * set->ncolumns * capacity);
	set->places = palloc0(sizeof(Place) * 2 * capacity);
	MemoryContextSwitchTo(caller_context);
}

SssKeySet *
SssMakeKeySet(TupleDesc tupdesc, const AttrNumber *columns, int ncolumns)
{
	SssKeySet  *set = palloc0(sizeof(SssKeySet));

	set->context = AllocSetContextCreate(CurrentMemoryContext, "keys", ALLOCSET_DEFAULT_SIZES);
	set->ncolumns = ncolumns;
	for (int i = 0; i < ncolumns; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(tupdesc, columns[i] - 1);
		KeyColumn  *column = &set->columns[i];

		column->attnum = columns[i];
		column->collation = attribute->attcollation;
		column->length = attribute->attlen;
		column->by_value = attribute->attbyval;
		column->type = lookup_type_cache(getBaseType(attribute->atttypid),
										 TYPECACHE_HASH_PROC_FINFO | TYPECACHE_HASH_EXTENDED_PROC_FINFO |
										 TYPECACHE_EQ_OPR_FINFO);
		if (!OidIsValid(column->type->hash_proc) || !OidIsValid(column->type->eq_opr))
			elog(ERROR, "type %u cannot be hashed", attribute->atttypid);
	}
	AllocateKeys(set, FIRST_CAPACITY);
	return set;
}

SssKeySet *
SssMakeSameKeySet(const SssKeySet *other)
{
	SssKeySet  *set = palloc(sizeof(SssKeySet));

	memcpy(set, other, sizeof(SssKeySet));
	set->context = AllocSetContextCreate(CurrentMemoryContext, "keys", ALLOCSET_DEFAULT_SIZES);
	set->nkeys = 0;
	AllocateKeys(set, FIRST_CAPACITY);
	return set;
}

void
SssFreeKeySet(SssKeySet *set)
{
	MemoryContextDelete(set->context);
	pfree(set);
}

void
SssEmptyKeySet(SssKeySet *set)
{
	MemoryContextReset(set->context);
	set->nkeys = 0;
	AllocateKeys(set, FIRST_CAPACITY);
}

static uint32
HashOfValue(const KeyColumn *column, Datum value)
{
	return DatumGetUInt32(FunctionCall1Coll(&column->type->hash_proc_finfo, column->collation, value));
}

static uint32
HashOfKey(const SssKeySet *set, const Datum *values)
{
	uint32		hash = 0;

	for (int i = 0; i < set->ncolumns; i++)
		hash = hash_combine(hash, HashOfValue(&set->columns[i], values[i]));
	return hash;
}

static bool
AreEqual(const KeyColumn *column, Datum a, Datum b)
{
	return (column->by_value && a == b) ||
		DatumGetBool(FunctionCall2Coll(&column->type->eq_opr_finfo, column->collation, a, b));
}

static bool
IsKey(const SssKeySet *set, int key, const Datum *values)
{
	for (int i = 0; i < set->ncolumns; i++)
	{
		if (!AreEqual(&set->columns[i], SssKeyValue(set, key, i), values[i]))
			return false;
	}
	return true;
}

/* The place of a key, or the free place for it */
static Place *
FindPlace(const SssKeySet *set, uint32 hash, const Datum *values)
{
	uint32		mask = 2 * set->capacity - 1;
	Place	   *place = &set->places[hash & mask];

	while (place->number != 0 && (place->hash != hash || !IsKey(set, place->number - 1, values)))
		place = place == &set->places[mask] ? set->places : place + 1;
	return place;
}

static void
Grow(SssKeySet *set)
{
	uint32		mask = 4 * set->capacity - 1;
	Place	   *places = MemoryContextAllocZero(set->context, sizeof(Place) * 4 * set->capacity);

	for (int i = 0; i < 2 * set->capacity; i++)
	{
		uint32		position = set->places[i].hash & mask;

		if (set->places[i].number == 0)
			continue;
		while (places[position].number != 0)
			position = (position + 1) & mask;
		places[position] = set->places[i];
	}
	pfree(set->places);
	set->places = places;
	set->capacity *= 2;
	set->values = repalloc(set->values, sizeof(Datum) * set->ncolumns * set->capacity);
}

static int
AddValues(SssKeySet *set, const Datum *values)
{
	uint32		hash = HashOfKey(set, values);
	Place	   *place = FindPlace(set, hash, values);
	MemoryContext caller_context;

	if (place->number != 0)
		return place->number - 1;

	if (set->nkeys == set->capacity)
	{
		Grow(set);
		place = FindPlace(set, hash, values);
	}
	caller_context = MemoryContextSwitchTo(set->context);
	for (int i = 0; i < set->ncolumns; i++)
		set->values[set->nkeys * set->ncolumns + i] =
			datumCopy(values[i], set->columns[i].by_value, set->columns[i].length);
	MemoryContextSwitchTo(caller_context);
	place->hash = hash;
	place->number = ++set->nkeys;
	return set->nkeys - 1;
}

int
SssAddKey(SssKeySet *set, TupleTableSlot *slot)
{
	Datum		values[INDEX_MAX_KEYS];

	for (int i = 0; i < set->ncolumns; i++)
	{
		bool		isnull;

		values[i] = slot_getattr(slot, set->columns[i].attnum, &isnull);
		if (isnull)
			return -1;
	}
	return AddValues(set, values);
}

int
SssCopyKey(SssKeySet *set, const SssKeySet *from, int key)
{
	return AddValues(set, &from->values[key * from->ncolumns]);
}

SssKeySet *
SssMakeColumnSet(const SssKeySet *from, int first, int end, int column)
{
	SssKeySet	one = *from;
	SssKeySet  *set;

	one.ncolumns = 1;
	one.columns[0] = from->columns[column];
	set = SssMakeSameKeySet(&one);
	for (int key = first; key < end; key++)
		(void) AddValues(set, &from->values[key * from->ncolumns + column]);
	return set;
}

int
SssFindKey(const SssKeySet *set, const Datum *values)
{
	return FindPlace(set, HashOfKey(set, values), values)->number - 1;
}

int
SssKeyCount(const SssKeySet *set)
{
	return set->nkeys;
}

Datum
SssKeyValue(const SssKeySet *set, int key, int column)
{
	return set->values[key * set->ncolumns + column];
}

uint64
SssKeyHash(const SssKeySet *set, int key, int column)
{
	const KeyColumn *of = &set->columns[column];
	Datum		value = SssKeyValue(set, key, column);

	/* A type of somebody's own may have only a hash of 32 bits */
	if (!OidIsValid(of->type->hash_extended_proc))
		return HashOfValue(of, value);
	return DatumGetUInt64(FunctionCall2Coll(&of->type->hash_extended_proc_finfo, of->collation, value,
											UInt64GetDatum(0)));
}
