/*-------------------------------------------------------------------------
 *
 * violation.h
 *	  The one place that refuses a row, or logs it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_VIOLATION_H
#define SSS_VIOLATION_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/rel.h"

#include "binding.h"
#include "compat.h"

/* What facts amount to under a policy */
typedef enum SssOutcome
{
	OUTCOME_PASS,
	OUTCOME_NOTE,				/* worth a line in the log, never refused */
	OUTCOME_REFUSE				/* refused where enforcing, logged elsewhere */
} SssOutcome;

typedef struct SssAssessment
{
	SssOutcome	outcome;		/* of OUTCOME_PASS nothing else is said */
	SssVerdict	verdict;		/* of the predicate, whatever is required */
	uint32		absent;			/* required roles that are missing, as bits */
	int			category;		/* the category that decided, or SSS_MISSING */
	SssFinding	finding;		/* what decided */
} SssAssessment;

extern void SssAssess(SssRule rule, const SssPolicy *policy, const SssFacts *facts,
					  SssAssessment *assessment);

/* Let the first of the absent roles decide */
extern void SssFindAbsence(const SssFacts *facts, SssAssessment *assessment);

/* A row found wanting, and where it stands */
typedef struct SssOffence
{
	const char *attachment;
	Oid			trigger;		/* the one that was called, of a partition or a companion */
	const SssBinding *binding;
	Relation	rel;
	TupleTableSlot *slot;
	const SssFacts *facts;
	const SssAssessment *assessment;
} SssOffence;

pg_noreturn extern void SssRefuseRow(const SssOffence *offence);
extern void SssLogRow(const SssOffence *offence);

/* The CHECK lane: facts alone, no row, no table */
pg_noreturn extern void SssRefuseFacts(SssRule rule, const SssFacts *facts,
									   const SssAssessment *assessment);

/*
 * Wrong set-up of a trigger.  An error where it enforces; a warning and a
 * line in the log where it only logs, so that nothing of ours fails the
 * application's statement.
 */
extern void SssReportProblem(Relation rel, const Trigger *trigger, bool enforcing,
							 const SssProblem *problem);

/* Wrong set-up found before anything was done: always an error */
pg_noreturn extern void SssRaiseProblem(const SssProblem *problem);

#endif							/* SSS_VIOLATION_H */
