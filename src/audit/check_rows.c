/*-------------------------------------------------------------------------
 *
 * check_rows.c
 *	  Existing rows are checked as a trigger would check them.
 *
 * Memory grows with the number of different outcomes, not with the number of
 * rows.  The server has no progress view for an extension, so a NOTICE reports
 * the progress of a long audit from time to time.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <limits.h>

#include "access/tupdesc.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "audit/audit.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"

#define FIRST_ROOM	16

/* sss.audit_progress, in milliseconds; zero: never */
static int	interval;

/* sss.audit_timeout, likewise */
static int	time_limit;

int
SssAuditTimeout(void)
{
	return time_limit;
}

void
SssDefineProgress(void)
{
	DefineCustomIntVariable("sss.audit_progress",
							"Sets the time between progress messages of an audit.",
							"0 disables the messages.",
							&interval,
							10000,
							0,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_MS,
							NULL,
							NULL,
							NULL);
	DefineCustomIntVariable("sss.audit_timeout",
							"Sets the time after which sss.run_audit() gives up an attachment and goes on with the next.",
							"0 disables the limit.",
							&time_limit,
							30 * 60 * 1000,
							0,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_MS,
							NULL,
							NULL,
							NULL);
}

static void
StartProgress(SssProgress *progress, const char *relation)
{
	progress->relation = relation;
	progress->rows = 0;
	progress->failing = 0;
	progress->reported_at = GetCurrentTimestamp();
}

void
SssReportProgress(SssProgress *progress)
{
	TimestampTz now = GetCurrentTimestamp();

	if (interval == 0 || !TimestampDifferenceExceeds(progress->reported_at, now, interval))
		return;
	progress->reported_at = now;
	ereport(NOTICE,
			(errmsg("auditing %s: %lld rows checked, of which %lld are not compliant",
					progress->relation, (long long) progress->rows, (long long) progress->failing),
			 SssHideStatement()));
}

void
SssStartTally(SssTally *tally)
{
	tally->compliant = 0;
	tally->ncounts = 0;
	tally->room = FIRST_ROOM;
	tally->counts = palloc(sizeof(SssAuditCount) * tally->room);
}

void
SssStartAudit(SssAudit *audit, const char *relation)
{
	audit->row_context = AllocSetContextCreate(CurrentMemoryContext, "audit of a row",
											   ALLOCSET_SMALL_SIZES);
	SssStartTally(&audit->all);
	audit->tally = &audit->all;
	if (audit->by.n > 0)
		audit->groups = SssMakeGroups(&audit->by, relation);
	audit->selects = audit->bounded || audit->groups != NULL;
	StartProgress(&audit->progress, relation);
}

void
SssEndAudit(SssAudit *audit)
{
	MemoryContextDelete(audit->row_context);
}

/* There are few different outcomes, so search them one by one */
static void
CountOutcome(SssTally *tally, const SssAuditRow *row)
{
	SssProvision provision = row->assessment->finding.provision;
	SssAuditCount *count = tally->counts;
	SssAuditCount *end = count + tally->ncounts;

	while (count < end &&
		   (count->verdict != row->verdict || count->provision != provision ||
			count->refused != row->refused || count->waived != row->waived))
		count++;
	if (count == end)
	{
		if (tally->ncounts == tally->room)
			tally->counts = repalloc(tally->counts, sizeof(SssAuditCount) * (tally->room *= 2));
		count = &tally->counts[tally->ncounts++];
		count->verdict = row->verdict;
		count->provision = provision;
		count->refused = row->refused;
		count->waived = row->waived;
		count->rows = 0;
	}
	count->rows++;
}

/* A waiver or baseline may exempt the row, in whole or in part, as it would in the trigger */
static void
FindRowExemptions(const SssAudit *audit, SssAuditRow *row)
{
	SssCaseRef	of = {audit->cases, audit->attachment, &row->key, row->facts};
	SssExemptions exemptions;
	SssExemptions waivers;
	SssAssessment left;
	ListCell   *cell;

	if (!SssFindExemptions(&of, &exemptions))
		return;
	waivers = (SssExemptions)
	{
		exemptions.waivers, NIL
	};
	row->waived = SssIsExempt(&of, &exemptions, &left);
	row->refused = !row->waived;
	row->by_baseline = row->waived && !SssIsExempt(&of, &waivers, &left);
	foreach(cell, exemptions.waivers)
	{
		const SssWaiver *waiver = lfirst(cell);

		if (waiver->covers && SssIsNeeded(&of, waiver))
			row->waivers = lappend(row->waivers, lfirst(cell));
	}
}

/* Count a row that is not in order, and pass it to the caller's function, if any */
static void
HandOn(SssAudit *audit, const SssFacts *facts, const SssAssessment *assessment, bool in_order,
	   TupleTableSlot *slot, const SssBinding *bound)
{
	SssAuditRow row = {.audit = audit,.facts = facts,.assessment = assessment};
	bool		wanted;

	/* A required fact that is absent turns unknown into a violation */
	row.refused = assessment->outcome == OUTCOME_REFUSE;
	row.verdict = row.refused ? assessment->finding.verdict : assessment->verdict;
	wanted = audit->found != NULL && (audit->every || row.verdict != VERDICT_not_governed);
	if (wanted || (row.refused && (OidIsValid(audit->cases) || audit->excepted != NULL)))
		SssReadKey(slot, bound->keys, audit->binding.nkeys, &row.key);
	if (row.refused && audit->excepted != NULL && SssIsExceptedKey(audit->excepted, &row.key))
		row.refused = false;
	if (row.refused && OidIsValid(audit->cases))
		FindRowExemptions(audit, &row);
	if (!in_order)
		CountOutcome(audit->tally, &row);
	if (!in_order && row.verdict != VERDICT_not_governed)
		audit->progress.failing++;
	if (wanted)
		SssReadMentions(bound, slot, &row.mentions);
	if (wanted)
		audit->found(audit->argument, &row);
}

bool
SssIsInOrder(const SssBinding *binding, const SssFacts *facts, SssAssessment *assessment)
{
	SssAssess(binding->rule, &binding->policy, facts, assessment);
	return assessment->verdict == VERDICT_compliant && assessment->outcome == OUTCOME_PASS;
}

/* Is the row counted?  If so, in its group. */
static bool
SelectRow(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot)
{
	if (!SssCaseExists(audit, facts))
		return false;
	if (audit->groups != NULL)
		audit->tally = SssTallyOfGroup(audit->groups, slot);
	return true;
}

/* Nearly every row is in order, so that case must cost next to nothing */
void
SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot, const SssBinding *bound)
{
	SssAssessment assessment;
	bool		in_order;

	CHECK_FOR_INTERRUPTS();
	if (audit->selects && !SelectRow(audit, facts, slot))
		return;
	SssCountProgress(&audit->progress);
	in_order = SssIsInOrder(&audit->binding, facts, &assessment);
	if (in_order)
		audit->tally->compliant++;
	if (!in_order || audit->every)
		HandOn(audit, facts, &assessment, in_order, slot, bound);
}

void
SssAuditSlot(SssAudit *audit, TupleTableSlot *slot)
{
	MemoryContext caller_context = MemoryContextSwitchTo(audit->row_context);
	SssFacts	facts;

	SssReadFacts(&audit->binding, slot, audit->today, &facts);
	SssAuditFacts(audit, &facts, slot, &audit->binding);
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(audit->row_context);
}
