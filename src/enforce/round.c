/*-------------------------------------------------------------------------
 *
 * round.c
 *	  What one call of the trigger leaves for a later one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "storage/proc.h"
#include "utils/memutils.h"

#include "base/compat.h"
#include "enforce/round.h"

/* Few at any time: one, and one for each round that another interrupts */
static SssRound *rounds = NULL;

static void
ForgetRound(void *round)
{
	SssRound  **link = &rounds;

	while (*link != round)
		link = &(*link)->next;
	*link = (*link)->next;
}

/* A procedure that commits may keep the context for the next transaction */
static void
StartAnew(SssRound *round)
{
	MemoryContextReset(round->notes);
	round->versions = NULL;
	round->moved = NULL;
	round->xact = SssCurrentTransaction();
}

/*
 * A context may outlive a subtransaction: what was noted in one that was
 * rolled back must not be found again.
 */
SssRound *
SssFindRound(MemoryContext context)
{
	for (SssRound *round = rounds; round != NULL; round = round->next)
	{
		if (round->context != context || round->subxact != GetCurrentSubTransactionId())
			continue;
		if (round->xact != SssCurrentTransaction())
			StartAnew(round);
		return round;
	}
	return NULL;
}

SssRound *
SssBeginRound(MemoryContext context)
{
	SssRound   *round = SssFindRound(context);

	if (round != NULL)
		return round;
	round = MemoryContextAllocZero(context, sizeof(SssRound));
	round->context = context;
	round->xact = SssCurrentTransaction();
	round->subxact = GetCurrentSubTransactionId();
	round->notes = AllocSetContextCreate(context, "special_social_services round",
										 ALLOCSET_SMALL_SIZES);
	round->callback.func = ForgetRound;
	round->callback.arg = round;
	round->next = rounds;
	rounds = round;
	MemoryContextRegisterResetCallback(context, &round->callback);
	return round;
}
