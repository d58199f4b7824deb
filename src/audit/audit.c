/*-------------------------------------------------------------------------
 *
 * audit.c
 *	  Rows that exist, checked as an attachment would check them.
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
#include "base/base.h"
#include "finding/finding.h"

/*----------
 * Rows that exist, judged as an attachment would judge them.
 *
 * The trigger's own functions judge, so that audit and trigger cannot differ.
 * What is kept grows with the different findings, not with the rows.
 *
 *----------
 */
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
Count(SssAudit *audit, const SssAuditRow *row)
{
	SssProvision provision = row->assessment->finding.provision;
	SssAuditCount *count = audit->counts;
	SssAuditCount *end = count + audit->ncounts;

	while (count < end &&
		   (count->verdict != row->verdict || count->provision != provision ||
			count->refused != row->refused || count->waived != row->waived))
		count++;
	if (count == end)
	{
		if (audit->ncounts == audit->room)
			audit->counts = repalloc(audit->counts, sizeof(SssAuditCount) * (audit->room *= 2));
		count = &audit->counts[audit->ncounts++];
		count->verdict = row->verdict;
		count->provision = provision;
		count->refused = row->refused;
		count->waived = row->waived;
		count->rows = 0;
	}
	count->rows++;
}

static void
ReadKey(TupleTableSlot *slot, const AttrNumber *keys, int nkeys, SssKey *key)
{
	key->ncolumns = nkeys;
	for (int i = 0; i < nkeys; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(slot->tts_tupleDescriptor, keys[i] - 1);
		bool		isnull;
		Datum		value = slot_getattr(slot, keys[i], &isnull);

		key->names[i] = NameStr(attribute->attname);
		key->texts[i] = isnull ? NULL : SssKeyText(attribute->atttypid, value);
	}
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

/* What is not in order, or is asked for all the same */
static void
Tell(SssAudit *audit, const SssFacts *facts, const SssAssessment *assessment, bool in_order,
	 TupleTableSlot *slot, const AttrNumber *keys)
{
	SssAuditRow row = {.audit = audit,.facts = facts,.assessment = assessment};
	bool		told;

	/* An absent fact that is required makes a violation of what is not known */
	row.refused = assessment->outcome == OUTCOME_REFUSE;
	row.verdict = row.refused ? assessment->finding.verdict : assessment->verdict;
	told = audit->found != NULL && (audit->every || row.verdict != VERDICT_not_governed);
	if (told || (row.refused && OidIsValid(audit->cases)))
		ReadKey(slot, keys, audit->binding.nkeys, &row.key);
	if (row.refused && OidIsValid(audit->cases))
		FindRowExemptions(audit, &row);
	if (!in_order)
		Count(audit, &row);
	if (!in_order && row.verdict != VERDICT_not_governed)
		audit->progress.wanting++;
	if (told)
		audit->found(audit->argument, &row);
}

bool
SssIsInOrder(const SssBinding *binding, const SssFacts *facts, SssAssessment *assessment)
{
	SssAssess(binding->rule, &binding->policy, facts, assessment);
	return assessment->verdict == VERDICT_compliant && assessment->outcome == OUTCOME_PASS;
}

/* Nearly every row is in order: it must cost next to nothing */
void
SssAuditFacts(SssAudit *audit, const SssFacts *facts, TupleTableSlot *slot, const AttrNumber *keys)
{
	SssAssessment assessment;
	bool		in_order;

	CHECK_FOR_INTERRUPTS();
	SssCountProgress(&audit->progress);
	in_order = SssIsInOrder(&audit->binding, facts, &assessment);
	if (in_order)
		audit->compliant++;
	if (!in_order || audit->every)
		Tell(audit, facts, &assessment, in_order, slot, keys);
}

void
SssAuditSlot(SssAudit *audit, TupleTableSlot *slot)
{
	MemoryContext caller_context = MemoryContextSwitchTo(audit->row_context);
	SssFacts	facts;

	SssReadFacts(&audit->binding, slot, audit->today, &facts);
	SssAuditFacts(audit, &facts, slot, audit->binding.keys);
	MemoryContextSwitchTo(caller_context);
	MemoryContextReset(audit->row_context);
}

/*----------
 * How far a long run is.
 *
 * The server's own progress views know no command but its own.  So whoever
 * waits for a run is told, by a NOTICE now and then; a run that is over soon
 * tells nothing.
 *
 *----------
 */
static int	interval;			/* in milliseconds; zero: never */

void
SssDefineProgress(void)
{
	DefineCustomIntVariable("sss.audit_progress",
							"Sets how often an audit tells how far it is.",
							"0: never.",
							&interval,
							10000,
							0,
							INT_MAX,
							PGC_USERSET,
							GUC_UNIT_MS,
							NULL,
							NULL,
							NULL);
}

void
SssStartProgress(SssProgress *progress, const char *relation)
{
	progress->relation = relation;
	progress->rows = 0;
	progress->wanting = 0;
	progress->told_at = GetCurrentTimestamp();
}

void
SssReportProgress(SssProgress *progress)
{
	TimestampTz now = GetCurrentTimestamp();

	if (interval == 0 || !TimestampDifferenceExceeds(progress->told_at, now, interval))
		return;
	progress->told_at = now;
	ereport(NOTICE,
			(errmsg("auditing %s: %lld rows judged, of which %lld are not compliant",
					progress->relation, (long long) progress->rows, (long long) progress->wanting),
			 errhidestmt(true),
			 errhidecontext(true)));
}
