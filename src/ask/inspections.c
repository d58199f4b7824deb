/*-------------------------------------------------------------------------
 *
 * inspections.c
 *	  Reports on inspections: clauses that nobody assessed, and clauses that were
 *	  found not met and are not mended.
 *
 * The reports have no verdict.  The Order does not say how often a clause is
 * assessed, and the term for mending is set by the act of the inspection.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/date.h"

#include "base/base.h"

/* The records of the inspections of one provider; each array has an element for each record */
typedef struct Inspections
{
	SssElements conditions;		/* the clauses that were assessed */
	SssElements assessed;		/* the days */
	SssElements outcomes;
	bool		has_outcomes;	/* false: the caller knows no outcomes */
	SssDay		on_date;		/* the day of the report; later records do not count */
} Inspections;

/* Get an array that has an element for each record; NULL stands for no records, or for nothing but NULLs */
static SssElements
GetArgOfRecords(FunctionCallInfo fcinfo, int argument, const char *name,
				const SssElements *conditions)
{
	SssElements elements = SssGetArgElements(fcinfo, argument);

	if (!PG_ARGISNULL(argument))
		SssCheckSameLength(conditions, "conditions", &elements, name);
	return elements;
}

static SssProvision
AssessedClause(const Inspections *records, int record)
{
	return records->conditions.nulls[record] ? SSS_NO_PROVISION :
		SssDatumProvision(records->conditions.values[record]);
}

static int
OutcomeOf(const Inspections *records, int record)
{
	return !records->has_outcomes || records->outcomes.nulls[record] ? SSS_MISSING :
		SssDatumCode(CODES_inspection_outcome, records->outcomes.values[record]);
}

/* Get the day of the record; false: it is not known, or after the day of the report */
static bool
GetAssessedDay(const Inspections *records, int record, SssDay *day)
{
	if (!SssIsDay(&records->assessed, record))
		return false;
	*day = DatumGetDateADT(records->assessed.values[record]);
	return *day <= records->on_date;
}

/* The condition of quality that the clause sets, or belongs to as a part; NULL: none */
static const SssQualityCondition *
ConditionOf(SssProvision clause)
{
	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		if (SssIsAssessedWith(clause, sss_quality_conditions[i].provision))
			return &sss_quality_conditions[i];
	}
	return NULL;
}

/* The kind of services that the clause is about; SSS_MISSING: all kinds, or none */
static int
KindOfClause(SssProvision clause)
{
	const SssQualityCondition *condition = ConditionOf(clause);

	if (condition != NULL)
		return condition->kind;
	for (int i = 0; i < sss_scope_count; i++)
	{
		if (sss_scope[i].provision == clause)
			return sss_service_kind[sss_scope[i].service];
	}
	return SSS_MISSING;
}

/* The services that the clause lists; NULL: it lists none */
static char *
ServicesOfClause(SssProvision clause, SssLanguage language)
{
	StringInfoData names;

	initStringInfo(&names);
	for (int i = 0; i < sss_scope_count; i++)
	{
		if (sss_scope[i].provision == clause)
			appendStringInfo(&names, "%s%s", names.len > 0 ? "; " : "",
							 SssLabel(CODES_service, sss_scope[i].service, language));
	}
	return names.len > 0 ? names.data : NULL;
}

/* The demand of the clause on a fact that must be one of several codes; NULL: none */
static char *
MembersOfClause(SssProvision clause, SssLanguage language)
{
	for (int i = 0; i < sss_memberships_count; i++)
	{
		const SssMembershipLine *line = &sss_memberships[i];
		SssCodeListId list = sss_fact_lines[line->fact].list;
		StringInfoData names;

		if (line->provision != clause)
			continue;
		initStringInfo(&names);
		for (int code = 0; code < sss_code_lists[list].ncodes; code++)
		{
			if ((line->members & SSS_BIT(code)) != 0)
				appendStringInfo(&names, "%s%s", names.len > 0 ? "; " : "",
								 SssLabel(list, code, language));
		}
		return psprintf(SssLocalize(sss_subjects[SssSubjectOf(line->rule, SHAPE_membership)].asks, language),
						names.data);
	}
	return NULL;
}

/* The demand of the clause, in words; NULL: it is a paragraph as a whole */
static char *
NameOfClause(SssProvision clause, SssLanguage language)
{
	const SssQualityCondition *condition = ConditionOf(clause);
	char	   *name = ServicesOfClause(clause, language);

	if (condition != NULL)
		return SssLocalize(condition->names, language);
	if (name == NULL)
		name = MembersOfClause(clause, language);
	for (int i = 0; i < sss_requirements_count && name == NULL; i++)
	{
		if (sss_requirements[i].provision == clause)
			name = SssLocalize(sss_requirements[i].asks, language);
	}
	for (int i = 0; i < sss_intervals_count && name == NULL; i++)
	{
		if (sss_intervals[i].provision == clause)
			name = SssLocalize(sss_subjects[SUBJECT_review].asks, language);
	}
	return name;
}

/* The columns of both reports that say what the clause is */
static void
PutInspected(SssRow *row, int standard, SssProvision clause, SssLanguage language)
{
	SssPutCode(row, CODES_standard, standard);
	SssPutCode(row, CODES_service_kind, KindOfClause(clause));
	SssPutProvision(row, clause);
	SssPutText(row, NameOfClause(clause, language));
}

/* The last day on which the clause was assessed; SSS_NO_START: never */
static SssDay
LastAssessed(const Inspections *records, SssProvision clause)
{
	SssDay		last = SSS_NO_START;

	for (int i = 0; i < records->conditions.count; i++)
	{
		SssProvision assessed = AssessedClause(records, i);
		int			outcome = OutcomeOf(records, i);
		SssDay		day;

		if (!SssIsAssessedWith(clause, assessed) || !GetAssessedDay(records, i, &day) ||
			!SssIsClause(assessed, day) ||
			(records->has_outcomes && outcome != INSPECTED_met && outcome != INSPECTED_not_met))
			continue;
		if (day > last)
			last = day;
	}
	return last;
}

static void
PutUnassessed(SssRow *row, const Inspections *records, SssStandard standard, SssDay since,
			  SssLanguage language)
{
	SssProvision clauses[SSS_MOST_CLAUSES];
	int			nclauses = SssGetInspected(standard, records->on_date, clauses);

	for (int i = 0; i < nclauses; i++)
	{
		SssDay		last = LastAssessed(records, clauses[i]);

		if (last != SSS_NO_START && last >= since)
			continue;
		PutInspected(row, standard, clauses[i], language);
		if (last == SSS_NO_START)
			SssPutNull(row);
		else
			SssPutDate(row, last);
		SssEndRow(row);
	}
}

/* unassessed(provider, conditions, assessed, since, on_date, language, outcomes) */
PG_FUNCTION_INFO_V1(sss_unassessed);
Datum
sss_unassessed(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssDay		since = PG_ARGISNULL(3) ? SSS_NO_START : PG_GETARG_DATEADT(3);
	SssLanguage language = SssGetArgLanguage(fcinfo, 5);
	Inspections records;

	records.conditions = SssGetArgElements(fcinfo, 1);
	records.assessed = SssGetArgElements(fcinfo, 2);
	records.outcomes = GetArgOfRecords(fcinfo, 6, "outcomes", &records.conditions);
	records.has_outcomes = !PG_ARGISNULL(6);
	SssCheckSameLength(&records.conditions, "conditions", &records.assessed, "assessed");
	SssCheckPeriod(fcinfo, 3, 4);
	if (provider == SSS_MISSING || PG_ARGISNULL(4))
		return (Datum) 0;
	records.on_date = PG_GETARG_DATEADT(4);

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		if (SssProviderProvision(provider, standard, records.on_date) != SSS_NO_PROVISION)
			PutUnassessed(&row, &records, standard, since, language);
	}
	return (Datum) 0;
}

/* A record that a clause is not met, and where it stands among the records */
typedef struct Unmet
{
	SssProvision clause;
	SssDay		found;			/* SSS_NO_START: the day is not known */
	int			record;
} Unmet;

/* Was the clause found met on a later day? */
static bool
IsFoundMetLater(const Inspections *records, const Unmet *unmet)
{
	for (int i = 0; i < records->conditions.count; i++)
	{
		SssDay		day;

		if (OutcomeOf(records, i) == INSPECTED_met &&
			SssIsAssessedWith(unmet->clause, AssessedClause(records, i)) &&
			GetAssessedDay(records, i, &day) && day > unmet->found)
			return true;
	}
	return false;
}

/*
 * Is the clause still not met on the day of the report?  If the day on which it
 * was found is not known, only a day of mending shows that it is met again.
 */
static bool
IsStillUnmet(const Inspections *records, const SssElements *mended, Unmet *unmet)
{
	SssDay		day;

	if (OutcomeOf(records, unmet->record) != INSPECTED_not_met)
		return false;
	unmet->clause = AssessedClause(records, unmet->record);
	unmet->found = SSS_NO_START;
	if (SssIsDay(&records->assessed, unmet->record))
	{
		if (!GetAssessedDay(records, unmet->record, &unmet->found) || !SssGoverned(unmet->found))
			return false;
		if (unmet->clause != SSS_NO_PROVISION && IsFoundMetLater(records, unmet))
			return false;
	}
	if (mended->count == 0 || !SssIsDay(mended, unmet->record))
		return true;
	day = DatumGetDateADT(mended->values[unmet->record]);
	return day > records->on_date || day < unmet->found;
}

/* As the Order reads, and then by day; a clause that is not known comes last */
static int
CompareUnmet(const void *a, const void *b)
{
	const Unmet *one = a;
	const Unmet *other = b;

	if (one->clause != other->clause)
		return one->clause - 1 < other->clause - 1 ? -1 : 1;
	if (one->found != other->found)
		return one->found < other->found ? -1 : 1;
	return one->record - other->record;
}

/* The standard of the clause, if it governs the provider */
static int
StandardOfProvider(int provider, SssProvision clause, SssDay day)
{
	int			standard = SssStandardOf(clause);

	return provider == SSS_MISSING || standard == SSS_MISSING ||
		SssProviderProvision(provider, standard, day) == SSS_NO_PROVISION ? SSS_MISSING : standard;
}

/* The columns about mending: act, term, whether the term is over */
static void
PutMending(SssRow *row, const SssElements *acts, const SssElements *terms, const Unmet *unmet,
		   SssDay on_date)
{
	int			record = unmet->record;

	if (acts->count == 0 || acts->nulls[record])
		SssPutNull(row);
	else
		SssPut(row, TEXTOID, acts->values[record]);
	if (terms->count == 0 || !SssIsDay(terms, record))
		SssPutNulls(row, 2);
	else
	{
		SssDay		term = DatumGetDateADT(terms->values[record]);

		SssPutDate(row, term);
		SssPutBool(row, term < on_date);
	}
}

/* unmet(provider, conditions, assessed, outcomes, acts, terms, mended, on_date, language) */
PG_FUNCTION_INFO_V1(sss_unmet);
Datum
sss_unmet(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);
	int			provider = SSS_GETARG_CODE(CODES_provider_type, 0);
	SssLanguage language = SssGetArgLanguage(fcinfo, 8);
	Inspections records = {.has_outcomes = true};
	SssElements acts;
	SssElements terms;
	SssElements mended;
	Unmet	   *unmet;
	int			nunmet = 0;

	records.conditions = SssGetArgElements(fcinfo, 1);
	records.assessed = SssGetArgElements(fcinfo, 2);
	records.outcomes = SssGetArgElements(fcinfo, 3);
	SssCheckSameLength(&records.conditions, "conditions", &records.assessed, "assessed");
	SssCheckSameLength(&records.conditions, "conditions", &records.outcomes, "outcomes");
	acts = GetArgOfRecords(fcinfo, 4, "acts", &records.conditions);
	terms = GetArgOfRecords(fcinfo, 5, "terms", &records.conditions);
	mended = GetArgOfRecords(fcinfo, 6, "mended", &records.conditions);
	if (PG_ARGISNULL(7) || !SssGoverned(PG_GETARG_DATEADT(7)))
		return (Datum) 0;
	records.on_date = PG_GETARG_DATEADT(7);

	unmet = palloc(records.conditions.count * sizeof(Unmet));
	for (int i = 0; i < records.conditions.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		unmet[nunmet].record = i;
		if (IsStillUnmet(&records, &mended, &unmet[nunmet]))
			nunmet++;
	}
	qsort(unmet, nunmet, sizeof(Unmet), CompareUnmet);

	for (int i = 0; i < nunmet; i++)
	{
		SssProvision clause = unmet[i].clause;

		PutInspected(&row, StandardOfProvider(provider, clause, records.on_date), clause, language);
		if (unmet[i].found == SSS_NO_START)
			SssPutNull(&row);
		else
			SssPutDate(&row, unmet[i].found);
		PutMending(&row, &acts, &terms, &unmet[i], records.on_date);
		SssEndRow(&row);
	}
	return (Datum) 0;
}
