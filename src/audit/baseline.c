/*-------------------------------------------------------------------------
 *
 * baseline.c
 *	  sss.baseline() and sss.end_baseline(): present violations are recorded and
 *	  thereby exempt, until the baseline ends.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/indexing.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rel.h"
#include "utils/timestamp.h"

#include "attach/attach.h"
#include "audit/audit_private.h"
#include "base/base.h"
#include "finding/finding.h"
#include "store/store.h"

/* A baseline while it is recorded */
typedef struct Recording
{
	Oid			relation;
	const SssAttachment *attached;
	Datum		key_columns;
	int64		id;
	Relation	entries;
	CatalogIndexState indexes;
	int64		recorded;
	int64		waived;			/* left out, since a waiver covers them */
	int64		unnamed;		/* left out, since their keys do not name one case */
} Recording;

/*
 * Does a waiver cover part of the violation?  If the baseline recorded the case,
 * it would stay exempt after the waiver has ended.
 */
static bool
IsCoveredByWaiver(const Recording *recording, const SssAuditRow *row)
{
	SssCaseRef	of = {
		recording->relation, recording->attached,
		&row->key, row->facts
	};
	SssExemptions exemptions;
	ListCell   *cell;

	if (!SssFindWaivers(&of, &exemptions))
		return false;
	foreach(cell, exemptions.waivers)
	{
		const SssWaiver *waiver = lfirst(cell);

		if (waiver->covers && SssIsNeeded(&of, waiver))
			return true;
	}
	return false;
}

static void
RecordEntry(void *argument, const SssAuditRow *row)
{
	Recording  *recording = argument;
	const SssFinding *finding = &row->assessment->finding;
	const SssFacts *facts = row->facts;
	Datum		values[N_ENTRY_COLUMNS];
	bool		nulls[N_ENTRY_COLUMNS] = {false};

	if (!row->refused)
		return;
	if (!SssKeyIsWhole(row->key.ncolumns, row->key.texts))
	{
		recording->unnamed++;
		return;
	}
	if (IsCoveredByWaiver(recording, row))
	{
		recording->waived++;
		return;
	}
	values[ENTRY_baseline] = Int64GetDatum(recording->id);
	values[ENTRY_key] = SssTextArray(row->key.texts, row->key.ncolumns);
	SssSetCodes(RelationGetDescr(recording->entries), values, nulls, ENTRY_categories, facts);
	values[ENTRY_category_missing] = BoolGetDatum(facts->category_missing);
	values[ENTRY_stay_unknown] = BoolGetDatum(facts->stay_unknown);
	nulls[ENTRY_on_date] = !facts->has_date;
	values[ENTRY_on_date] = DateADTGetDatum(facts->on_date);
	values[ENTRY_circumstances] = SssOtherFacts(facts);
	nulls[ENTRY_circumstances] = values[ENTRY_circumstances] == (Datum) 0;
	SssSetText(values, nulls, ENTRY_requirement, sss_fact_lines[finding->requirement].name);
	SssSetCode(values, nulls, ENTRY_verdict, CODES_verdict, finding->verdict);
	nulls[ENTRY_provision] = finding->provision == SSS_NO_PROVISION;
	values[ENTRY_provision] = SssProvisionDatum(finding->provision);
	SssAddExemption(recording->entries, recording->indexes, values, nulls, N_ENTRY_COLUMNS);
	recording->recorded++;
}

/*
 * End the attachment's baseline, and return its rule, or NULL if it has none.
 * Wait for transactions that rely on the baseline, see finding/exemption.c.
 */
static char *
EndBaseline(Oid relation, const char *attachment)
{
	Relation	baselines = SssOpenExemptionsToWrite(EXEMPTION_baselines, ExclusiveLock);
	char	   *rule = NULL;
	SssExemptionScan scan;

	SssScanBaselines(&scan, baselines, relation);
	while (SssNextExemption(&scan))
	{
		if (!scan.nulls[BASELINE_ended_at] ||
			strcmp(TextDatumGetCString(scan.values[BASELINE_attachment]), attachment) != 0)
			continue;
		SssMarkEnded(&scan, BASELINE_ended_at);
		rule = TextDatumGetCString(scan.values[BASELINE_rule]);
	}
	SssEndExemptionScan(&scan);
	table_close(baselines, NoLock);
	return rule;
}

static void
AddBaseline(const Recording *recording, Relation baselines)
{
	const SssAttachment *attached = recording->attached;
	CatalogIndexState indexes = SssOpenExemptionIndexes(baselines);
	Datum		values[N_BASELINE_COLUMNS];
	bool		nulls[N_BASELINE_COLUMNS] = {false};

	values[BASELINE_id] = Int64GetDatum(recording->id);
	values[BASELINE_relation] = ObjectIdGetDatum(recording->relation);
	SssSetText(values, nulls, BASELINE_attachment, attached->name);
	SssSetText(values, nulls, BASELINE_rule, sss_rule_names[attached->binding.rule]);
	values[BASELINE_entries] = Int64GetDatum(recording->recorded);
	values[BASELINE_recorded_at] = TimestampTzGetDatum(GetCurrentTimestamp());
	SssSetText(values, nulls, BASELINE_recorded_by, GetUserNameFromId(GetUserId(), false));
	nulls[BASELINE_ended_at] = nulls[BASELINE_ended_by] = true;
	values[BASELINE_key_columns] = recording->key_columns;
	SssSetStamp(values, BASELINE_written_by, values[BASELINE_recorded_at]);
	SssAddExemption(baselines, indexes, values, nulls, N_BASELINE_COLUMNS);
	CatalogCloseIndexes(indexes);
}

/* The journal names the relation of the cases, but the call to repeat names the relation that was given */
static void
Journal(const char *action, Relation given, Oid relation, const char *attachment, const char *rule, int64 id)
{
	SssJournalExemption(action, relation, SssQualifiedName(relation), attachment, rule,
						psprintf("SELECT sss.%s(%s, %s)", action,
								 quote_literal_cstr(SssQualifiedName(RelationGetRelid(given))),
								 quote_literal_cstr(attachment)), id);
}

/* Warn of rows that were left out */
static void
WarnOfOmissions(const Recording *recording)
{
	if (recording->unnamed > 0)
		ereport(WARNING,
				(errmsg_plural("%lld row was not recorded, since its key does not name one case",
							   "%lld rows were not recorded, since their keys do not name one case",
							   (unsigned long) recording->unnamed, (long long) recording->unnamed)));
	if (recording->waived > 0)
		ereport(NOTICE,
				(errmsg_plural("%lld row was not recorded, since a waiver covers it",
							   "%lld rows were not recorded, since waivers cover them",
							   (unsigned long) recording->waived, (long long) recording->waived)));
}

static Relation
GetArgRelation(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be NULL", "relation")));
	return SssOpenRelation(PG_GETARG_OID(0), AccessShareLock);
}

static char *
GetArgName(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(1));
}

/* baseline(relation, name) */
PG_FUNCTION_INFO_V1(sss_baseline);
Datum
sss_baseline(PG_FUNCTION_ARGS)
{
	Relation	rel = GetArgRelation(fcinfo);
	SssAttachment *attached = SssFindAttachment(rel, NULL, GetArgName(fcinfo), false);
	Relation	baselines;
	Recording	recording = {
		.relation = SssCaseRelation(attached),
		.attached = attached,
	};

	SssRequireKey(rel, attached);
	recording.key_columns = SssCaseKeyColumns(rel, attached);
	baselines = SssOpenExemptionsToWrite(EXEMPTION_baselines, ShareRowExclusiveLock);
	recording.id = SssNextExemptionId(baselines, BASELINE_recorded_at, BASELINE_written_at);
	recording.entries = SssOpenExemptionsToWrite(EXEMPTION_entries, RowExclusiveLock);
	recording.indexes = SssOpenExemptionIndexes(recording.entries);
	SssAuditAll(rel, attached, RecordEntry, &recording);
	CatalogCloseIndexes(recording.indexes);
	table_close(recording.entries, NoLock);

	(void) EndBaseline(recording.relation, attached->name);
	AddBaseline(&recording, baselines);
	table_close(baselines, NoLock);
	Journal("baseline", rel, recording.relation, attached->name,
			sss_rule_names[attached->binding.rule], recording.id);
	relation_close(rel, NoLock);
	CommandCounterIncrement();
	WarnOfOmissions(&recording);
	PG_RETURN_INT64(recording.recorded);
}

/* end_baseline(relation, name); the attachment of that name may have been detached */
PG_FUNCTION_INFO_V1(sss_end_baseline);
Datum
sss_end_baseline(PG_FUNCTION_ARGS)
{
	Relation	rel = GetArgRelation(fcinfo);
	Oid			relation = RelationGetRelid(rel);
	char	   *name = GetArgName(fcinfo);
	char	   *rule = name == NULL ? NULL : EndBaseline(relation, name);
	const SssAttachment *attached;

	if (rule == NULL)
	{
		attached = SssFindAttachment(rel, NULL, name, false);
		relation = SssCaseRelation(attached);
		name = pstrdup(attached->name);
		rule = EndBaseline(relation, name);
	}
	if (rule == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("attachment \"%s\" of relation \"%s\" has no baseline",
						name, RelationGetRelationName(rel))));
	Journal("end_baseline", rel, relation, name, rule, 0);
	relation_close(rel, NoLock);
	CommandCounterIncrement();
	PG_RETURN_VOID();
}
