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

/* An empty set, in the current memory context, of values of those columns */
extern SssKeySet *SssMakeKeySet(TupleDesc tupdesc, const AttrNumber *columns, int ncolumns);

/* An empty set of keys such as another one's */
extern SssKeySet *SssMakeSameKeySet(const SssKeySet *other);

extern void SssFreeKeySet(SssKeySet *set);

/* Forget all keys */
extern void SssEmptyKeySet(SssKeySet *set);

/* The number of a row's key, added if need be; -1: a value of it is NULL */
extern int	SssAddKey(SssKeySet *set, TupleTableSlot *slot);

/* Likewise, of a key of another set of such columns */
extern int	SssCopyKey(SssKeySet *set, const SssKeySet *from, int key);

/* The number of the key of those values, none of which is NULL; -1: it is not in the set */
extern int	SssFindKey(const SssKeySet *set, const Datum *values);

extern int	SssKeyCount(const SssKeySet *set);

/* A value of a key; valid until the set is emptied */
extern Datum SssKeyValue(const SssKeySet *set, int key, int column);

/*
 * The hash of one of a key's values.  It is the same for equal values of all
 * types of one hash operator family.
 */
extern uint32 SssKeyHash(const SssKeySet *set, int key, int column);

#endif							/* SSS_ENFORCE_KEY_SET_H */
