/*-------------------------------------------------------------------------
 *
 * report.h
 *	  The one place that refuses a row, or logs it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_FINDING_REPORT_H
#define SSS_FINDING_REPORT_H

#include "postgres.h"

#include "utils/relcache.h"
#include "utils/reltrigger.h"

#include "base/base.h"
#include "finding/offence.h"

/* Refuse what was found, or log it, as the attachment and sss.mode say */
extern void SssReport(const SssViolation *violation);

/* The row was an offence, and is none any more: the assessment is what it is now */
extern void SssReportResolved(const SssViolation *mended);

/* Write what was found of many; begin and end belong to one subtransaction */
extern void SssEndLogBatch(SssLogBatch *series);

/* What is to be refused of what a statement did */
typedef struct SssViolations
{
	uint64		count;
	SssViolation first;
	SssFacts	facts;			/* of the first */
	SssAssessment assessment;
	SssKey		keys[SSS_NAMED];
} SssViolations;

/* Log what was found, or add it to what is to be refused, in the current memory context */
extern void SssReportOneOf(SssViolations *violations, const SssViolation *violation);

/* Refuse it, if there is any */
extern void SssRefuseAll(const SssViolations *violations);

/* Is what an attachment finds to be refused?  If sss.mode spares it, the journal names the table. */
extern bool SssRefuses(const SssAttachment *attachment);

/* The CHECK lane: facts alone, no row, no table */
pg_noreturn extern void SssRefuseFacts(SssRule rule, const SssFacts *facts,
									   const SssAssessment *assessment);

/*
 * Wrong set-up of a trigger.  An error where it enforces; a warning and a
 * line in the log where it only logs, so that nothing of ours fails the
 * application's statement.
 */
extern void SssReportProblem(Relation rel, const Trigger *trigger, const SssAttachment *attachment,
							 bool enforcing, const SssProblem *problem);

#endif							/* SSS_FINDING_REPORT_H */
