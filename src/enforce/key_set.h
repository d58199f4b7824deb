/*-------------------------------------------------------------------------
 *
 * key_set.h
 *	  A set of keys, numbered in the order in which they were added.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_KEY_SET_H
#define SSS_ENFORCE_KEY_SET_H

#include "postgres.h"

#include "access/attnum.h"
#include "access/tupdesc.h"
#include "executor/tuptable.h"

typedef struct SssKeySet SssKeySet;

/* An empty set of keys of those columns, in the current memory context */
extern SssKeySet *SssMakeKeySet(TupleDesc tupdesc, const AttrNumber *columns, int ncolumns);

/* An empty set of keys of the same columns as another set's */
extern SssKeySet *SssMakeSameKeySet(const SssKeySet *other);

extern void SssFreeKeySet(SssKeySet *set);

/* Remove all keys */
extern void SssEmptyKeySet(SssKeySet *set);

/* The number of a row's key, which is added if it is new; -1: a value of it is NULL */
extern int	SssAddKey(SssKeySet *set, TupleTableSlot *slot);

/* The same for a key of another set of the same columns */
extern int	SssCopyKey(SssKeySet *set, const SssKeySet *from, int key);

/* The number of the key with those values, none of which is NULL; -1: the set lacks it */
extern int	SssFindKey(const SssKeySet *set, const Datum *values);

extern int	SssKeyCount(const SssKeySet *set);

/* A value of a key; valid until the set is emptied */
extern Datum SssKeyValue(const SssKeySet *set, int key, int column);

/*
 * The hash of a value of a key.  Equal values have equal hashes, also across
 * the types of a hash operator family.
 */
extern uint32 SssKeyHash(const SssKeySet *set, int key, int column);

#endif							/* SSS_ENFORCE_KEY_SET_H */
