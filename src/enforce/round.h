/*-------------------------------------------------------------------------
 *
 * round.h
 *	  What one call of the trigger leaves for a later one.
 *
 * The server fires what it has queued in rounds: at the end of a command, at
 * SET CONSTRAINTS, at the end of the transaction.  All calls of a round find
 * the same memory context in fn_mcxt, and what is noted lives as long as that:
 * it is gone when the command ends, well or not.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_ENFORCE_ROUND_H
#define SSS_ENFORCE_ROUND_H

#include "postgres.h"

#include "utils/hsearch.h"

#include "law/rulebook.h"

/* What a row was before; not existed: it is new, and there are no facts */
typedef struct SssEarlier
{
	bool		existed;
	SssFacts	facts;
} SssEarlier;

typedef struct SssRound
{
	MemoryContext context;
	LocalTransactionId xact;
	SubTransactionId subxact;
	MemoryContext notes;		/* of what follows */
	struct SssMovedRow *moved;	/* see moved.c */
	HTAB	   *versions;		/* see version.c */
	struct SssRound *next;
	MemoryContextCallback callback;
} SssRound;

/* The round that has its calls in that context; NULL: nothing was noted in it */
extern SssRound *SssFindRound(MemoryContext context);

/* The same, begun if need be */
extern SssRound *SssBeginRound(MemoryContext context);

#endif							/* SSS_ENFORCE_ROUND_H */
