/*-------------------------------------------------------------------------
 *
 * problem.c
 *	  Wrong set-up: what is wrong, and how to mend it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "base/problem.h"

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
