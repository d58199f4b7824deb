/*-------------------------------------------------------------------------
 *
 * problem.h
 *	  Wrong set-up: what is wrong, and how to mend it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_PROBLEM_H
#define SSS_BASE_PROBLEM_H

#include "postgres.h"

#include "base/compat.h"

/* Reported as an error, or as a warning where only logging */
typedef struct SssProblem
{
	int			sqlstate;
	const char *message;
	const char *detail;
	const char *hint;
} SssProblem;

/* Note what is wrong, and return false */
extern bool SssWrong(SssProblem *problem, int sqlstate, const char *message,
					 const char *detail, const char *hint);

/* Say what is wrong, with a detail of its own instead of the problem's */
extern void SssEmitProblem(int elevel, const SssProblem *problem, const char *detail);

/* Found before anything was done: always an error */
pg_noreturn extern void SssRaiseProblem(const SssProblem *problem);

#endif							/* SSS_BASE_PROBLEM_H */
