/*-------------------------------------------------------------------------
 *
 * error.c
 *	  Wrong set-up as a value, and work that must not fail the application's
 *	  statement.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/resowner.h"

#include "base/compat.h"
#include "base/error.h"

/*----------
 * Wrong set-up: what is wrong, and how to mend it.
 *----------
 */
bool
SssWrong(SssProblem *problem, int sqlstate, const char *message, const char *detail,
		 const char *hint)
{
	problem->sqlstate = sqlstate;
	problem->message = message;
	problem->detail = detail;
	problem->hint = hint;
	return false;
}

void
SssEmitProblem(int elevel, const SssProblem *problem, const char *detail)
{
	ereport(elevel,
			(errcode(problem->sqlstate),
			 errmsg_internal("%s", problem->message),
			 detail != NULL ? errdetail_internal("%s", detail) : 0,
			 problem->hint != NULL ? errhint("%s", problem->hint) : 0,
			 errhidestmt(true),
			 errhidecontext(true)));
}

void
SssRaiseProblem(const SssProblem *problem)
{
	SssEmitProblem(ERROR, problem, problem->detail);
	pg_unreachable();
}

/*----------
 * What must not fail the application's statement.
 *
 * An attachment that only logs is a guest in other people's transactions.
 * Whatever is wrong with the log, the disk, a trigger that somebody put on
 * the log or the encoding of a client is no reason to fail them.
 *
 *----------
 */
/*
 * Somebody asked for it, or the transaction is lost in any case.  A deadlock is
 * over when the subtransaction waits no longer.
 */
static bool
MustPropagate(int sqlstate)
{
	int			category = ERRCODE_TO_CATEGORY(sqlstate);

	if (sqlstate == ERRCODE_T_R_DEADLOCK_DETECTED)
		return false;
	return category == ERRCODE_OPERATOR_INTERVENTION || category == ERRCODE_TRANSACTION_ROLLBACK;
}

ErrorData *
SssTryInSubtransaction(SssAction action, const void *argument)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile failure = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		/* A trigger on the log may write what is logged in turn */
		check_stack_depth();
		action(argument);
		ReleaseCurrentSubTransaction();
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(context);
		failure = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;

	if (failure != NULL && MustPropagate(failure->sqlerrcode))
		ReThrowError(failure);
	return failure;
}
