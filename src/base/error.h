/*-------------------------------------------------------------------------
 *
 * error.h
 *	  Wrong set-up as a value, and work that must not fail the application's
 *	  statement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ERROR_H
#define SSS_BASE_ERROR_H

#include "postgres.h"

#include "base/compat.h"

/*----------
 * Wrong set-up: what is wrong, and how to mend it.
 *----------
 */
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

/*----------
 * What must not fail the application's statement.
 *----------
 */
typedef void (*SssAction) (const void *argument);

/*
 * Do it, in a subtransaction of its own.  What goes wrong is undone and
 * returned, NULL being success; only what ends the transaction anyway, or was
 * asked for, such as a cancel, is raised.
 */
extern ErrorData *SssTryInSubtransaction(SssAction action, const void *argument);

#endif							/* SSS_BASE_ERROR_H */
