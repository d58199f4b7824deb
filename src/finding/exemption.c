/*-------------------------------------------------------------------------
 *
 * exemption.c
 *	  Whether a waiver or a baseline exempts a violation.
 *
 * A waiver exempts one case from one requirement of one provision, on the days
 * and under the facts that the act allows.  A baseline exempts the violations
 * that it recorded, and nothing worse.  Anything else that the case fails is
 * refused as if the case had no exemption.
 *
 * A lookup locks the tables until the transaction ends if it finds something,
 * so that a withdrawal waits: once it is committed, no transaction commits that
 * relied on the exemption.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "access/xact.h"
#include "nodes/pg_list.h"
#include "storage/proc.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "attach/attach.h"
#include "base/base.h"
#include "finding/finding_private.h"
#include "law/law.h"
#include "store/store.h"

static bool
IsNamed(const SssExemptionScan *scan, int column, const char *name)
{
	return !scan->nulls[column] &&
		strcmp(TextDatumGetCString(scan->values[column]), name) == 0;
}

static bool
IsOnDay(const SssExemptionScan *scan, const SssFacts *facts)
{
	RangeType  *valid = DatumGetRangeTypeP(scan->values[WAIVER_valid]);

	return facts->has_date &&
		range_contains_elem_internal(lookup_type_cache(RangeTypeGetOid(valid), TYPECACHE_RANGE_INFO),
									 valid, DateADTGetDatum(facts->on_date));
}

/* A code that this build does not know matches no case */
static bool
IsCode(const SssExemptionScan *scan, int column, int named, int fact)
{
	return scan->nulls[column] || (named != SSS_MISSING && named == fact);
}

/* Does the case have the codes that the act names?  The child may have more categories. */
static bool
AreFacts(const SssExemptionScan *scan, const SssFacts *facts)
{
	SssFacts	named;

	SssGetCodes(scan->values, scan->nulls, WAIVER_categories, &named);
	return !named.category_missing && (named.categories & ~facts->categories) == 0 &&
		IsCode(scan, WAIVER_basis, named.codes[ROLE_basis], facts->codes[ROLE_basis]) &&
		IsCode(scan, WAIVER_provider, named.codes[ROLE_provider], facts->codes[ROLE_provider]) &&
		IsCode(scan, WAIVER_stay, named.codes[ROLE_stay], facts->codes[ROLE_stay]) &&
		IsCode(scan, WAIVER_service, named.codes[ROLE_service], facts->codes[ROLE_service]);
}

static bool
IsMeant(const SssExemptionScan *scan, const SssCaseRef *of)
{
	return scan->nulls[WAIVER_withdrawn_at] &&
		(scan->nulls[WAIVER_attachment] || IsNamed(scan, WAIVER_attachment, of->attachment->name));
}

/* A requirement that this build does not know is never failed */
static SssFinding
WaivedFinding(const SssExemptionScan *scan)
{
	SssFinding	waived = {.requirement = N_ROLES,.verdict = VERDICT_violation};

	for (int role = 0; role < N_ROLES; role++)
	{
		if (IsNamed(scan, WAIVER_requirement, sss_fact_lines[role].name))
			waived.requirement = role;
	}
	waived.provision = SssDatumProvision(scan->values[WAIVER_provision]);
	return waived;
}

/* The key that is looked for */
typedef struct SoughtKey
{
	Oid			relation;
	int			ncolumns;
	AttrNumber	columns[INDEX_MAX_KEYS];
	Datum		texts;
	bool		by_text;		/* equal values have equal texts */
	char	  **identity;
} SoughtKey;

/* False: the key does not name one case */
static bool
ReadSoughtKey(const SssCaseRef *of, SoughtKey *sought)
{
	if (!SssKeyIsWhole(of->key->ncolumns, of->key->texts) ||
		!SssFindKeyColumns(of->relation, of->key, sought->columns))
		return false;
	sought->relation = of->relation;
	sought->ncolumns = of->key->ncolumns;
	sought->texts = SssTextArray(of->key->texts, sought->ncolumns);
	sought->by_text = SssTextsIdentify(sought->relation, sought->columns, sought->ncolumns);
	sought->identity = SssKeyIdentity(sought->relation, sought->columns, sought->ncolumns, of->key->texts);
	return true;
}

/* A key of other columns names another case, whatever its values are */
static bool
HasKeyColumns(const SssExemptionScan *scan, int column, const SoughtKey *sought)
{
	return !scan->nulls[column] &&
		SssAreKeyColumns(scan->values[column], sought->relation, sought->columns, sought->ncolumns);
}

static bool
IsSoughtKey(Datum key, const SoughtKey *sought)
{
	char	   *texts[INDEX_MAX_KEYS];
	char	  **identity;

	if (SssKeyTextsOf(key, texts) != sought->ncolumns)
		return false;
	identity = SssKeyIdentity(sought->relation, sought->columns, sought->ncolumns, texts);
	for (int i = 0; i < sought->ncolumns; i++)
	{
		if (identity[i] == NULL || strcmp(identity[i], sought->identity[i]) != 0)
			return false;
	}
	return true;
}

static void
FindWaivers(const SssCaseRef *of, const SoughtKey *sought, SssExemptions *exemptions)
{
	Relation	rel = SssOpenExemptions(EXEMPTION_waivers, RowShareLock);
	SssExemptionScan scan;

	SssScanWaivers(&scan, rel, of->relation, sss_rule_names[of->attachment->binding.rule],
				   sought->by_text ? &sought->texts : NULL);
	while (SssNextExemption(&scan))
	{
		SssWaiver  *waiver;

		if (!IsMeant(&scan, of) || !HasKeyColumns(&scan, WAIVER_key_columns, sought) ||
			(!sought->by_text && !IsSoughtKey(scan.values[WAIVER_key], sought)))
			continue;
		waiver = palloc(sizeof(SssWaiver));
		waiver->id = DatumGetInt64(scan.values[WAIVER_id]);
		waiver->waived = WaivedFinding(&scan);
		waiver->covers = IsOnDay(&scan, of->facts) && AreFacts(&scan, of->facts);
		exemptions->waivers = lappend(exemptions->waivers, waiver);
	}
	SssEndExemptionScan(&scan);
	table_close(rel, exemptions->waivers != NIL ? NoLock : RowShareLock);
}

/* The facts that a baseline recorded.  If no column is bound to the date, the case's date is used. */
static SssFacts *
RecordedFacts(const SssExemptionScan *entry, const SssCaseRef *of)
{
	SssFacts   *facts = palloc(sizeof(SssFacts));

	SssGetCodes(entry->values, entry->nulls, ENTRY_categories, facts);
	facts->category_missing = DatumGetBool(entry->values[ENTRY_category_missing]);
	facts->stay_unknown = DatumGetBool(entry->values[ENTRY_stay_unknown]);
	facts->has_date = !entry->nulls[ENTRY_on_date];
	if (facts->has_date)
		facts->on_date = DatumGetDateADT(entry->values[ENTRY_on_date]);
	if (!entry->nulls[ENTRY_circumstances])
		SssParseOtherFacts(entry->values[ENTRY_circumstances], facts);
	if (SssFormOfRole(&of->attachment->binding, ROLE_on_date) == COLUMN_NONE)
	{
		facts->has_date = of->facts->has_date;
		facts->on_date = of->facts->on_date;
	}
	return facts;
}

/* Nearly always an entry has the very text of the case; only if none has, all are compared by value */
static void
FindEntries(const SssCaseRef *of, int64 baseline, const SoughtKey *sought, SssExemptions *exemptions)
{
	Relation	rel = SssOpenExemptions(EXEMPTION_entries, AccessShareLock);
	List	   *found = NIL;
	SssExemptionScan scan;

	SssScanEntries(&scan, rel, baseline, &sought->texts);
	while (SssNextExemption(&scan))
		found = lappend(found, RecordedFacts(&scan, of));
	SssEndExemptionScan(&scan);
	if (found == NIL && !sought->by_text)
	{
		SssScanEntries(&scan, rel, baseline, NULL);
		while (SssNextExemption(&scan))
		{
			if (IsSoughtKey(scan.values[ENTRY_key], sought))
				found = lappend(found, RecordedFacts(&scan, of));
		}
		SssEndExemptionScan(&scan);
	}
	exemptions->recorded = list_concat(exemptions->recorded, found);
	table_close(rel, AccessShareLock);
}

static bool
IsBaselineOf(const SssExemptionScan *baseline, SssRule rule)
{
	return baseline->nulls[BASELINE_ended_at] &&
		IsNamed(baseline, BASELINE_rule, sss_rule_names[rule]);
}

static void
FindBaselines(const SssCaseRef *of, const SoughtKey *sought, SssExemptions *exemptions)
{
	Relation	rel = SssOpenExemptions(EXEMPTION_baselines, RowShareLock);
	SssExemptionScan scan;

	SssScanBaselines(&scan, rel, of->relation);
	while (SssNextExemption(&scan))
	{
		if (IsBaselineOf(&scan, of->attachment->binding.rule) &&
			HasKeyColumns(&scan, BASELINE_key_columns, sought) &&
			(of->relation == of->attachment->binding.view.relid ||
			 IsNamed(&scan, BASELINE_attachment, of->attachment->name)))
			FindEntries(of, DatumGetInt64(scan.values[BASELINE_id]), sought, exemptions);
	}
	SssEndExemptionScan(&scan);
	table_close(rel, exemptions->recorded != NIL ? NoLock : RowShareLock);
}

static bool
FindExemptions(const SssCaseRef *of, bool waivers_only, SssExemptions *exemptions)
{
	SoughtKey	sought;

	exemptions->waivers = NIL;
	exemptions->recorded = NIL;
	if (!ReadSoughtKey(of, &sought))
		return false;
	FindWaivers(of, &sought, exemptions);
	if (!waivers_only)
		FindBaselines(of, &sought, exemptions);
	return exemptions->waivers != NIL || exemptions->recorded != NIL;
}

bool
SssFindExemptions(const SssCaseRef *of, SssExemptions *exemptions)
{
	return FindExemptions(of, false, exemptions);
}

bool
SssFindWaivers(const SssCaseRef *of, SssExemptions *exemptions)
{
	return FindExemptions(of, true, exemptions);
}

static bool
IsAbsenceExempt(const SssFacts *facts, SssRole role, const SssExemption *exemption)
{
	if (exemption->before != NULL && SssFactMissing(exemption->before, role))
		return true;
	for (int i = 0; i < exemption->nwaived; i++)
	{
		if (exemption->waived[i].requirement == role &&
			exemption->waived[i].provision == SssAskingProvision(facts, role))
			return true;
	}
	return false;
}

/* Check absent facts first, then the present ones, as SssAssess() does */
static bool
IsExemptBy(const SssCaseRef *of, const SssExemption *exemption, SssAssessment *remaining)
{
	SssRule		rule = of->attachment->binding.rule;
	SssPolicy	policy = of->attachment->binding.policy;
	SssFacts	there = *of->facts;

	SssAssess(rule, &policy, of->facts, remaining);
	if (remaining->outcome != OUTCOME_REFUSE)
		return true;
	for (int role = 0; role < N_ROLES; role++)
	{
		if ((remaining->absent & SSS_ROLE_BIT(role)) != 0 && IsAbsenceExempt(of->facts, role, exemption))
			remaining->absent &= ~SSS_ROLE_BIT(role);
	}
	if (remaining->absent != 0)
	{
		SssFindAbsence(of->facts, remaining);
		return false;
	}

	policy.required = 0;
	there.impossible = 0;
	SssAssess(rule, &policy, &there, remaining);
	return remaining->outcome != OUTCOME_REFUSE ||
		!SssAddsViolation(rule, &there, exemption, policy.strict, &remaining->finding);
}

bool
SssIsExempt(const SssCaseRef *of, const SssExemptions *found, SssAssessment *remaining)
{
	SssFinding *waived = palloc(sizeof(SssFinding) * (list_length(found->waivers) + 1));
	SssExemption exemption = {NULL, waived, 0};
	SssAssessment other;
	ListCell   *cell;

	foreach(cell, found->waivers)
	{
		const SssWaiver *waiver = lfirst(cell);

		if (waiver->covers)
			waived[exemption.nwaived++] = waiver->waived;
	}
	if (IsExemptBy(of, &exemption, remaining))
		return true;
	foreach(cell, found->recorded)
	{
		exemption.before = lfirst(cell);
		if (IsExemptBy(of, &exemption, &other))
			return true;
		*remaining = other;
	}
	return false;
}

bool
SssIsNeeded(const SssCaseRef *of, const SssWaiver *waiver)
{
	const SssBinding *binding = &of->attachment->binding;
	SssRole		role = waiver->waived.requirement;
	SssAssessment assessment;

	SssAssess(binding->rule, &binding->policy, of->facts, &assessment);
	if (role < N_ROLES && (assessment.absent & SSS_ROLE_BIT(role)) != 0 &&
		SssAskingProvision(of->facts, role) == waiver->waived.provision)
		return true;
	return SssFailsClause(binding->rule, of->facts, &waiver->waived, binding->policy.strict);
}

bool
SssMayHaveExemptions(Oid relation, SssRule rule)
{
	Relation	rel = SssOpenExemptions(EXEMPTION_waivers, RowShareLock);
	bool		found = false;
	SssExemptionScan scan;

	SssScanWaivers(&scan, rel, relation, sss_rule_names[rule], NULL);
	while (!found && SssNextExemption(&scan))
		found = scan.nulls[WAIVER_withdrawn_at];
	SssEndExemptionScan(&scan);
	table_close(rel, RowShareLock);
	if (found)
		return true;

	rel = SssOpenExemptions(EXEMPTION_baselines, RowShareLock);
	SssScanBaselines(&scan, rel, relation);
	while (!found && SssNextExemption(&scan))
		found = IsBaselineOf(&scan, rule);
	SssEndExemptionScan(&scan);
	table_close(rel, RowShareLock);
	return found;
}

/*
 * Lookups that the command has made, by trigger.  A load of old data may cause a
 * million violations, which then need one lookup.
 */
typedef struct Lookup
{
	LocalTransactionId xact;	/* zero: no lookup */
	SubTransactionId subxact;
	CommandId	command;
	Oid			trigger;
	bool		found;
} Lookup;

/* Number of triggers whose lookups are remembered; triggers of partitions count singly */
#define N_LOOKUPS 32			/* a power of two */

static Lookup lookups[N_LOOKUPS];
static unsigned next_lookup = 0;

static Lookup *
FindLookup(Oid trigger)
{
	/* The newest first: each new page of the log begins a command */
	for (unsigned i = 1; i <= N_LOOKUPS; i++)
	{
		Lookup	   *one = &lookups[(next_lookup - i) % N_LOOKUPS];

		if (one->trigger == trigger && one->xact == SssCurrentTransaction() && one->subxact == GetCurrentSubTransactionId() &&
			one->command == GetCurrentCommandId(false))
			return one;
	}
	return NULL;
}

static void
RememberLookup(Oid trigger, bool found)
{
	Lookup	   *one = FindLookup(trigger);

	if (one == NULL)
		one = &lookups[next_lookup++ % N_LOOKUPS];
	one->xact = SssCurrentTransaction();
	one->subxact = GetCurrentSubTransactionId();
	one->command = GetCurrentCommandId(false);
	one->trigger = trigger;
	one->found = found;
}

/* Arguments and results of one lookup */
typedef struct LookupTask
{
	const SssViolation *violation;
	bool	   *may_be;			/* may such cases have exemptions? */
	bool	   *exempt;
	SssAssessment *remaining;
} LookupTask;

static void
LookUp(const void *argument)
{
	const LookupTask *task = argument;
	const SssViolation *violation = task->violation;
	SssKey		key;
	SssCaseRef	of = {
		SssCaseRelation(violation->attachment), violation->attachment, &key, violation->facts
	};
	SssExemptions exemptions;
	SssAssessment remaining;

	if (!*task->may_be)
		*task->may_be = SssMayHaveExemptions(of.relation, of.attachment->binding.rule);
	if (!*task->may_be)
		return;
	SssKeyOfViolation(violation, &key);
	if (!SssFindExemptions(&of, &exemptions))
		return;
	*task->exempt = SssIsExempt(&of, &exemptions, &remaining);
	*task->remaining = remaining;
}

static void
WarnOfFailure(const void *argument)
{
	const ErrorData *failure = argument;

	ereport(WARNING,
			(errcode(failure->sqlerrcode),
			 errmsg("could not look for waivers and baselines: %s",
					unpack_sql_state(failure->sqlerrcode)),
			 SssHideStatement()));
}

bool
SssKnownNotExempt(const SssViolation *violation)
{
	const Lookup *answer = FindLookup(violation->attachment->oid);

	return violation->assessment->outcome != OUTCOME_REFUSE || (answer != NULL && !answer->found);
}

/* If the attachment enforces, an error of the lookup refuses the row as well */
bool
SssIsViolationExempt(const SssViolation *violation, SssAssessment *remaining)
{
	const SssPolicy *policy = &violation->attachment->binding.policy;
	bool		may_be = FindLookup(violation->attachment->oid) != NULL;
	bool		exempt = false;
	LookupTask	task = {violation, &may_be, &exempt, remaining};
	ErrorData  *failure = NULL;
	MemoryContext context;
	MemoryContext caller_context;

	if (SssKnownNotExempt(violation))
		return false;

	/* A statement may cause a million violations before its memory is freed */
	context = AllocSetContextCreate(CurrentMemoryContext, "special_social_services exemptions",
									ALLOCSET_SMALL_SIZES);
	caller_context = MemoryContextSwitchTo(context);
	if (policy->enforcing && !SssIsDemoted())
		LookUp(&task);
	else
		failure = SssTryInSubtransaction(LookUp, &task);
	if (failure != NULL)
		(void) SssTryInSubtransaction(WarnOfFailure, failure);
	exempt &= failure == NULL;
	RememberLookup(violation->attachment->oid, may_be && failure == NULL);
	MemoryContextSwitchTo(caller_context);
	MemoryContextDelete(context);
	return exempt;
}
