/*-------------------------------------------------------------------------
 *
 * moved.h
 *	  A row that an update moves to another partition.
 *
 * The server carries such an update out as a delete and an insert, and fires
 * our trigger for both.  To refuse the insert without a look at the row as it
 * was would hold old rows hostage: a case could no longer be moved among the
 * closed ones.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_MOVED_H
#define SSS_MOVED_H

#include "postgres.h"

#include "access/htup.h"

#include "rulebook.h"

/* Remember the facts of a deleted row, if the row was not deleted but moved */
extern void SssRememberMoved(const char *attachment, HeapTuple deleted, const SssFacts *facts);

/*
 * The facts of the row before it was moved to where it is inserted now.
 * False: it is a new row.
 */
extern bool SssRecallMoved(const char *attachment, HeapTuple inserted, SssFacts *facts);

#endif							/* SSS_MOVED_H */
