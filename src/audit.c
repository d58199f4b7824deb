/*-------------------------------------------------------------------------
 *
 * audit.c
 *	  Rows that exist, judged as an attachment would judge them.
 *
 * The trigger's own functions judge, so that audit and trigger cannot differ.
 * What is kept grows with the different findings, not with the rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "audit.h"
#include "compat.h"

#define FIRST_ROOM	16

void
SssStartAudit(SssAudit *audit, const char *relation)
{
	audit->row_context = AllocSetContextCreate(CurrentMemoryContext, "audit of a row",
											   ALLOCSET_SMALL_SIZES);
	audit->compliant = 0;
	audit->ncounts = 0;
	audit->room = FIRST_ROOM;
	audit->counts = palloc(sizeof(SssAuditCount) * audit->room);
	SssStartProgress(&audit->progress, relation);
}

void
SssEndAudit(SssAudit *audit)
{
	MemoryContextDelete(audit->row_context);
}

/* There are few different ones, and the same ones come again and again */
static void
Count(SssAudit *audit, SssVerdict verdict, SssProvision provision, bool refused)
{
	SssAuditCount *count = audit->counts;
	SssAuditCount *end = count + audit->ncounts;

	while (count < end &&
		   (count->verdict != verdict || count->provision != provision || count->refused != refused))
		count++;
	if (count == end)
	{
		if (audit->ncounts == audit->room)
			audit->counts = repalloc(audit->counts, sizeof(SssAuditCount) * (audit->room *= 2));
		count = &audit->counts[audit->ncounts++];
		count->verdict = verdict;
		count->provision = provision;
		count->refused = refused;
		count->rows = 0;
	}
	count->rows++;
}

void
SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot, const AttrNumber *keys)
{
	const SssBinding *binding = &audit->binding;
	SssAssessment assessment;
	SssAuditRow row;

	CHECK_FOR_INTERRUPTS();
	SssNoteProgress(&audit->progress);
	SssAssess(binding->rule, &binding->policy, facts, &assessment);
	if (assessment.verdict == VERDICT_compliant && assessment.outcome == OUTCOME_PASS)
	{
		audit->compliant++;
		return;
	}

	/* An absent fact that is required makes a violation of what is not known */
	row.verdict = assessment.outcome == OUTCOME_REFUSE ? assessment.finding.verdict :
		assessment.verdict;
	Count(audit, row.verdict, assessment.finding.provision, assessment.outcome == OUTCOME_REFUSE);
	if (row.verdict == VERDICT_not_governed)
		return;
	audit->progress.wanting++;
	if (audit->found == NULL)
		return;
	row.audit = audit;
	row.slot = slot;
	row.keys = keys;
	row.facts = facts;
	row.assessment = &assessment;
	audit->found(audit->argument, &row);
}
