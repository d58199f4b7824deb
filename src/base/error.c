/*-------------------------------------------------------------------------
 *
 * error.c
 *	  Errors that are not raised at once: a wrong set-up as a value, and a
 *	  failure that a subtransaction catches.
 *
 * An attachment that only logs must not fail the application's statements:
 * neither because of a broken log or a full disk, nor because of a user's trigger
 * on the log or the client's encoding.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/copy.h"
#include "miscadmin.h"
#include "replication/logicalworker.h"
#include "utils/guc.h"
#include "utils/resowner.h"

#include "base/base.h"

static bool log_detail = true;

void
SssDefineLogDetail(void)
{
	DefineCustomBoolVariable("sss.log_detail",
							 "Writes the DETAIL of refusals, with the key of the row, into the server's log.",
							 "off: DETAIL there has only the rule and the provision; MESSAGE and HINT still name codes in words. The client still gets all that its role may read.",
							 &log_detail,
							 true,
							 PGC_SUSET,
							 0,
							 NULL,
							 NULL,
							 NULL);
}

bool
SssLogsDetail(void)
{
	return log_detail;
}

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

/*
 * In an apply worker, reduce the error context to its outermost part, in which
 * the worker names the LSN.  False: there is no such part.  While the worker
 * copies a table, that part quotes the row.
 */
static bool
KeepWorkersContext(void)
{
	ErrorContextCallback *outermost = error_context_stack;

	if (!SSS_APPLY_CONTEXT_NAMES_LSN || !IsLogicalWorker() || outermost == NULL)
		return false;
	while (outermost->previous != NULL)
		outermost = outermost->previous;
	if (outermost->callback == CopyFromErrorCallback)
		return false;
	error_context_stack = outermost;
	return true;
}

int
SssHideStatement(void)
{
	(void) errhidestmt(true);
	if (!KeepWorkersContext())
		(void) errhidecontext(true);
	return 0;
}

void
SssDropContext(void)
{
	if (!KeepWorkersContext())
		error_context_stack = NULL;
}

void
SssEmitProblem(int elevel, const SssProblem *problem, const char *detail)
{
	ereport(elevel,
			(errcode(problem->sqlstate),
			 errmsg_internal("%s", problem->message),
			 detail != NULL ? errdetail_internal("%s", detail) : 0,
			 problem->hint != NULL ? errhint("%s", problem->hint) : 0,
			 SssHideStatement()));
}

void
SssRaiseProblem(const SssProblem *problem)
{
	SssEmitProblem(ERROR, problem, problem->detail);
	pg_unreachable();
}

/*
 * Must the error be raised again, because somebody requested it, or because the
 * transaction is lost anyway?  A deadlock need not be: it ends when the
 * subtransaction stops waiting.
 */
static bool
MustPropagate(int sqlstate)
{
	int			category = ERRCODE_TO_CATEGORY(sqlstate);

	if (sqlstate == ERRCODE_T_R_DEADLOCK_DETECTED)
		return false;
	return category == ERRCODE_OPERATOR_INTERVENTION || category == ERRCODE_TRANSACTION_ROLLBACK;
}

static ErrorData *
RunInSubtransaction(SssAction action, const void *argument, bool keep)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	ErrorData  *volatile failure = NULL;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		/* A user's trigger on the log may write rows that are logged in turn */
		check_stack_depth();
		action(argument);
		if (keep)
			ReleaseCurrentSubTransaction();
		else
		{
			MemoryContextSwitchTo(context);
			RollbackAndReleaseCurrentSubTransaction();
		}
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
	return failure;
}

ErrorData *
SssCatchInSubtransaction(SssAction action, const void *argument)
{
	return RunInSubtransaction(action, argument, true);
}

void
SssUndoInSubtransaction(SssAction action, const void *argument)
{
	ErrorData  *failure = RunInSubtransaction(action, argument, false);

	if (failure != NULL)
		ReThrowError(failure);
}

void
SssThrowIfRequested(ErrorData *failure)
{
	if (failure != NULL && MustPropagate(failure->sqlerrcode))
		ReThrowError(failure);
}

ErrorData *
SssTryInSubtransaction(SssAction action, const void *argument)
{
	ErrorData  *failure = SssCatchInSubtransaction(action, argument);

	SssThrowIfRequested(failure);
	return failure;
}
