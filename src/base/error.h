/*-------------------------------------------------------------------------
 *
 * error.h
 *	  Errors that are not raised at once: a wrong set-up as a value, and a
 *	  failure that a subtransaction catches.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ERROR_H
#define SSS_BASE_ERROR_H

#include "postgres.h"

#include "base/compat.h"

/*
 * A wrong set-up, and how to correct it.  An attachment that enforces raises it
 * as an error, one that only logs as a warning.
 */
typedef struct SssProblem
{
	int			sqlstate;
	const char *message;
	const char *detail;
	const char *hint;
} SssProblem;

/* Set the problem; returns false, for the caller to return */
extern bool SssWrong(SssProblem *problem, int sqlstate, const char *message,
					 const char *detail, const char *hint);

/* Report the problem at a level, with another detail in place of its own */
extern void SssEmitProblem(int elevel, const SssProblem *problem, const char *detail);

/* Raise the problem as an error */
pg_noreturn extern void SssRaiseProblem(const SssProblem *problem);

typedef void (*SssAction) (const void *argument);

/*
 * Run the action in a subtransaction.  If it fails, its work is rolled back
 * and the error returned; NULL means success.  An error is raised again if it
 * ends the transaction anyway, or if somebody requested it, such as a cancel.
 */
extern ErrorData *SssTryInSubtransaction(SssAction action, const void *argument);

#endif							/* SSS_BASE_ERROR_H */
