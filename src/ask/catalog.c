/*-------------------------------------------------------------------------
 *
 * catalog.c
 *	  The catalogue: the lists of the Order, and its clauses, as rows.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "base/base.h"
#include "law/law.h"
#include "law/lists/words.h"

/* A function that returns the rows of each line of a list, which put() puts and ends */
#define ROWS_OF(function, lines, count, put) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	SssRow		row = SssStartRows(fcinfo); \
\
	for (int i = 0; i < (count); i++) \
		put(&row, &(lines)[i]); \
	return (Datum) 0; \
}

static void
PutProviderStandard(SssRow *row, const SssProviderStandard *line)
{
	SssPutCode(row, CODES_provider_type, line->provider);
	SssPutCode(row, CODES_standard, line->standard);
	SssPutProvision(row, line->provision);
	SssPutValidity(row, line->valid_from, line->valid_to);
	SssEndRow(row);
}

ROWS_OF(sss_provider_standards_rows, sss_provider_standards, sss_provider_standards_count, PutProviderStandard)

/* Does the line name the provider, and does its standard govern the provider when the line begins? */
static bool
LineCovers(const SssPlacementLine *line, int provider)
{
	return (line->providers & SSS_BIT(provider)) != 0 &&
		SssProviderProvision(provider, line->standard, line->valid_from) != SSS_NO_PROVISION;
}

/* The last columns of a row, which lines of admissions.h and of stays.h have in common */
static void
EndPlacementRow(SssRow *row, const SssPlacementLine *line, int provider)
{
	SssPutCode(row, CODES_provider_type, provider);
	SssPutCode(row, CODES_standard, line->standard);
	SssPutProvision(row, line->provision);
	SssPutValidity(row, line->valid_from, line->valid_to);
	SssEndRow(row);
}

/* One row a category, basis and provider that the line admits */
static void
PutAdmissions(SssRow *row, const SssPlacementLine *line)
{
	for (int c = 0; c < N_CATEGORIES && line->verdict == VERDICT_compliant; c++)
	{
		for (int b = 0; b < N_BASES; b++)
		{
			if ((line->sets[PLACEMENT_category] & SSS_BIT(c)) == 0 ||
				(line->sets[PLACEMENT_basis] & SSS_BIT(b)) == 0)
				continue;
			for (int p = 0; p < N_PROVIDERS; p++)
			{
				if (!LineCovers(line, p))
					continue;
				SssPutCode(row, CODES_recipient_category, c);
				SssPutCode(row, CODES_placement_basis, b);
				EndPlacementRow(row, line, p);
			}
		}
	}
}

ROWS_OF(sss_admissions_rows, sss_placement_lines[PLACEMENT_basis].lines,
		sss_placement_lines[PLACEMENT_basis].nlines, PutAdmissions)

/* One row a mode and provider that the line admits */
static void
PutStays(SssRow *row, const SssPlacementLine *line)
{
	for (int s = 0; s < N_STAYS && line->verdict == VERDICT_compliant; s++)
	{
		for (int p = 0; p < N_PROVIDERS; p++)
		{
			if ((line->sets[PLACEMENT_stay] & SSS_BIT(s)) == 0 || !LineCovers(line, p))
				continue;
			SssPutCode(row, CODES_stay_mode, s);
			EndPlacementRow(row, line, p);
		}
	}
}

ROWS_OF(sss_stays_rows, sss_placement_lines[PLACEMENT_stay].lines,
		sss_placement_lines[PLACEMENT_stay].nlines, PutStays)

static void
PutScope(SssRow *row, const SssScopeLine *line)
{
	SssPutCode(row, CODES_service, line->service);
	SssPutCode(row, CODES_service_kind, sss_service_kind[line->service]);
	SssPutCode(row, CODES_standard, line->standard);
	SssPutProvision(row, line->provision);
	SssPutValidity(row, line->valid_from, line->valid_to);
	SssEndRow(row);
}

ROWS_OF(sss_scope_rows, sss_scope, sss_scope_count, PutScope)

static void
PutQualityCondition(SssRow *row, const SssQualityCondition *condition)
{
	SssPutCode(row, CODES_standard, condition->standard);
	SssPutProvision(row, condition->provision);
	SssPutCode(row, CODES_service_kind, condition->kind);
	SssPutLocalized(row, condition->names);
	SssPutValidity(row, condition->valid_from, condition->valid_to);
	SssEndRow(row);
}

ROWS_OF(sss_quality_conditions_rows, sss_quality_conditions, sss_quality_conditions_count, PutQualityCondition)

static void
PutReading(SssRow *row, const SssReading *reading)
{
	SssPutText(row, reading->code);
	SssPutProvision(row, reading->provision);
	SssPutLocalized(row, reading->question);
	SssPutLocalized(row, reading->reading);
	SssPutLocalized(row, reading->alternative);
	SssPutValidity(row, reading->valid_from, reading->valid_to);
	SssEndRow(row);
}

ROWS_OF(sss_readings_rows, sss_readings, sss_readings_count, PutReading)

static void
PutReadingElsewhere(SssRow *row, const SssReadingElsewhere *elsewhere)
{
	SssPutText(row, sss_readings[elsewhere->reading].code);
	SssPutProvision(row, elsewhere->provision);
	SssEndRow(row);
}

ROWS_OF(sss_readings_elsewhere_rows, sss_readings_elsewhere, sss_readings_elsewhere_count, PutReadingElsewhere)

static void
PutRole(SssRow *row, const SssRoleLine *line)
{
	SssPutText(row, sss_rule_names[line->rule]);
	SssPutText(row, sss_fact_lines[line->role].name);
	SssPutText(row, sss_fact_lines[line->role].type_name);
	SssPutBool(row, line->obligatory);
	SssPutText(row, sss_rule_descriptions[line->rule]);
	SssEndRow(row);
}

ROWS_OF(sss_rules_rows, sss_role_lines, sss_role_lines_count, PutRole)

static void
PutEdition(SssRow *row, const SssEdition *edition)
{
	SssPutDate(row, edition->edition);
	SssPutProvision(row, edition->provision);
	SssPutLocalized(row, edition->notes);
	SssPutValidity(row, edition->valid_from, edition->valid_to);
	SssEndRow(row);
}

ROWS_OF(sss_editions_rows, sss_editions, sss_editions_count, PutEdition)

/* An answer that differs from the one an earlier version gave */
typedef struct Change
{
	const char *version;
	const char *function;
	SssProvision provision;
	const char *arguments;
	const char *before;
	const char *after;
	const char *reason;
} Change;

#define CHANGE(version, function, provision, arguments, before, after, reason) \
	{version, function, provision, arguments, before, after, reason},
static const Change changes[] = {
#include "law/lists/changes.h"
	{NULL, NULL, SSS_NO_PROVISION, NULL, NULL, NULL, NULL}
};
#undef CHANGE

/* Is version a newer than version b?  Both are numbers separated by dots. */
static bool
IsNewer(const char *a, const char *b)
{
	while (*a != '\0' || *b != '\0')
	{
		char	   *a_end;
		char	   *b_end;
		long		left = strtol(a, &a_end, 10);
		long		right = strtol(b, &b_end, 10);

		if (left != right)
			return left > right;
		if (a_end == a && b_end == b)
			return false;
		a = *a_end == '.' ? a_end + 1 : a_end;
		b = *b_end == '.' ? b_end + 1 : b_end;
	}
	return false;
}

/* changes(since): the answers that differ from those of that version */
PG_FUNCTION_INFO_V1(sss_changes);
Datum
sss_changes(PG_FUNCTION_ARGS)
{
	char	   *since = text_to_cstring(PG_GETARG_TEXT_PP(0));
	SssRow		row = SssStartRows(fcinfo);

	if (strspn(since, "0123456789.") != strlen(since) || since[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid version"),
				 errhint("Write the version as numbers separated by dots, such as 0.1.0.")));

	for (const Change *change = changes; change->version != NULL; change++)
	{
		if (!IsNewer(change->version, since))
			continue;
		SssPutText(&row, change->version);
		SssPutText(&row, change->function);
		SssPutProvision(&row, change->provision);
		SssPutText(&row, change->arguments);
		SssPutText(&row, change->before);
		SssPutText(&row, change->after);
		SssPutText(&row, change->reason);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

/* Why the clause requires nothing; NULL: it requires something */
static const char *const *
InformativeReason(SssProvision provision)
{
	for (int i = 0; i < sss_informative_count; i++)
	{
		if (sss_informative[i].provision == provision)
			return sss_informative[i].reason;
	}
	return NULL;
}

static void
PutClause(SssRow *row, SssProvision provision, const SssClauses *clauses)
{
	SssPutProvision(row, provision);
	SssPutLocalized(row, InformativeReason(provision));
	SssPutValidity(row, clauses->valid_from, clauses->valid_to);
	SssEndRow(row);
}

/* The paragraph, its items and parts; a line for an item adds the parts of that item alone */
static void
PutClauses(SssRow *row, const SssClauses *clauses)
{
	SssProvisionParts parts;

	SssSplitProvision(clauses->provision, &parts);
	if (parts.item == 0)
		PutClause(row, clauses->provision, clauses);
	for (int item = 1; item <= clauses->items; item++)
		PutClause(row, clauses->provision | ((SssProvision) item << SSS_ITEM_SHIFT), clauses);
	for (int part = 1; clauses->parts > 1 && part <= clauses->parts; part++)
		PutClause(row, clauses->provision |
				  ((SssProvision) part << (parts.item == 0 ? SSS_PARAGRAPH_PART_SHIFT :
										   SSS_ITEM_PART_SHIFT)), clauses);
}

ROWS_OF(sss_clauses_rows, sss_clauses, sss_clauses_count, PutClauses)

static void
PutOtherAct(SssRow *row, const SssReference *reference)
{
	SssPutText(row, reference->act);
	SssPutProvision(row, reference->provision);
	SssPutLocalized(row, reference->names);
	SssEndRow(row);
}

ROWS_OF(sss_other_acts_rows, sss_references, sss_references_count, PutOtherAct)
