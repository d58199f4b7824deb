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

#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "compat.h"
#include "offence.h"

/* Refuse what was found, or log it, as the attachment and sss.mode say */
extern void SssAnswer(const SssOffence *offence);

/* The row was an offence, and is none any more: the assessment is what it is now */
extern void SssTellMended(const SssOffence *mended);

/* Write what was found of many; begin and end belong to one subtransaction */
extern void SssEndSeries(SssSeries *series);

/* What is to be refused of what a statement did */
typedef struct SssOffences
{
	uint64		count;
	SssOffence	first;
	SssFacts	facts;			/* of the first */
	SssAssessment assessment;
	SssKey		keys[SSS_NAMED];
} SssOffences;

/* Log what was found, or add it to what is to be refused, in the current memory context */
extern void SssAnswerOneOf(SssOffences *offences, const SssOffence *offence);

/* Refuse it, if there is any */
extern void SssRefuseAll(const SssOffences *offences);

/* Is what an attachment finds to be refused?  If sss.mode spares it, the journal names the table. */
extern bool SssRefuses(Relation rel, Oid trigger, const char *attachment,
					   const SssBinding *binding);

/* The CHECK lane: facts alone, no row, no table */
pg_noreturn extern void SssRefuseFacts(SssRule rule, const SssFacts *facts,
									   const SssAssessment *assessment);

/*
 * Wrong set-up of a trigger.  An error where it enforces; a warning and a
 * line in the log where it only logs, so that nothing of ours fails the
 * application's statement.
 */
extern void SssReportProblem(Relation rel, const Trigger *trigger, const char *attachment,
							 bool enforcing, const SssProblem *problem);

#endif							/* SSS_VIOLATION_H */
