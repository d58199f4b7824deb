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

PG_FUNCTION_INFO_V1(sss_provider_standards_rows);
Datum
sss_provider_standards_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_provider_standards_count; i++)
	{
		const SssProviderStandard *line = &sss_provider_standards[i];

		SssPutCode(&row, CODES_provider_type, line->provider);
		SssPutCode(&row, CODES_standard, line->standard);
		SssPutProvision(&row, line->provision);
		SssPutValidity(&row, line->valid_from, line->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

/* Does the line name the provider, and does its standard govern the provider when the line begins? */
static bool
LineCovers(const SssPlacementLine *line, int provider)
{
	return (line->providers & SSS_BIT(provider)) != 0 &&
		SssProviderProvision(provider, line->standard, line->valid_from) != SSS_NO_PROVISION;
}

/* The lines of admissions.h that admit, one row a category, basis and provider */
PG_FUNCTION_INFO_V1(sss_admissions_rows);
Datum
sss_admissions_rows(PG_FUNCTION_ARGS)
{
	const SssPlacementLines *list = &sss_placement_lines[PLACEMENT_basis];
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < list->nlines; i++)
	{
		const SssPlacementLine *line = &list->lines[i];

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
					SssPutCode(&row, CODES_recipient_category, c);
					SssPutCode(&row, CODES_placement_basis, b);
					SssPutCode(&row, CODES_provider_type, p);
					SssPutCode(&row, CODES_standard, line->standard);
					SssPutProvision(&row, line->provision);
					SssPutValidity(&row, line->valid_from, line->valid_to);
					SssEndRow(&row);
				}
			}
		}
	}
	return (Datum) 0;
}

/* The lines of stays.h that admit, one row a mode and provider */
PG_FUNCTION_INFO_V1(sss_stays_rows);
Datum
sss_stays_rows(PG_FUNCTION_ARGS)
{
	const SssPlacementLines *list = &sss_placement_lines[PLACEMENT_stay];
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < list->nlines; i++)
	{
		const SssPlacementLine *line = &list->lines[i];

		for (int s = 0; s < N_STAYS && line->verdict == VERDICT_compliant; s++)
		{
			for (int p = 0; p < N_PROVIDERS; p++)
			{
				if ((line->sets[PLACEMENT_stay] & SSS_BIT(s)) == 0 || !LineCovers(line, p))
					continue;
				SssPutCode(&row, CODES_stay_mode, s);
				SssPutCode(&row, CODES_provider_type, p);
				SssPutCode(&row, CODES_standard, line->standard);
				SssPutProvision(&row, line->provision);
				SssPutValidity(&row, line->valid_from, line->valid_to);
				SssEndRow(&row);
			}
		}
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_scope_rows);
Datum
sss_scope_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		SssPutCode(&row, CODES_service, line->service);
		SssPutCode(&row, CODES_service_kind, sss_service_kind[line->service]);
		SssPutCode(&row, CODES_standard, line->standard);
		SssPutProvision(&row, line->provision);
		SssPutValidity(&row, line->valid_from, line->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_quality_conditions_rows);
Datum
sss_quality_conditions_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *condition = &sss_quality_conditions[i];

		SssPutCode(&row, CODES_standard, condition->standard);
		SssPutProvision(&row, condition->provision);
		SssPutCode(&row, CODES_service_kind, condition->kind);
		SssPutLocalized(&row, condition->names);
		SssPutValidity(&row, condition->valid_from, condition->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_readings_rows);
Datum
sss_readings_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_readings_count; i++)
	{
		const SssReading *reading = &sss_readings[i];

		SssPutText(&row, reading->code);
		SssPutProvision(&row, reading->provision);
		SssPutLocalized(&row, reading->question);
		SssPutLocalized(&row, reading->reading);
		SssPutLocalized(&row, reading->alternative);
		SssPutValidity(&row, reading->valid_from, reading->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_readings_elsewhere_rows);
Datum
sss_readings_elsewhere_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_readings_elsewhere_count; i++)
	{
		const SssReadingElsewhere *elsewhere = &sss_readings_elsewhere[i];

		SssPutText(&row, sss_readings[elsewhere->reading].code);
		SssPutProvision(&row, elsewhere->provision);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_rules_rows);
Datum
sss_rules_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_role_lines_count; i++)
	{
		const SssRoleLine *line = &sss_role_lines[i];

		SssPutText(&row, sss_rule_names[line->rule]);
		SssPutText(&row, sss_fact_lines[line->role].name);
		SssPutText(&row, sss_fact_lines[line->role].type_name);
		SssPutBool(&row, line->obligatory);
		SssPutText(&row, sss_rule_descriptions[line->rule]);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_editions_rows);
Datum
sss_editions_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_editions_count; i++)
	{
		const SssEdition *edition = &sss_editions[i];

		SssPutDate(&row, edition->edition);
		SssPutProvision(&row, edition->provision);
		SssPutLocalized(&row, edition->notes);
		SssPutValidity(&row, edition->valid_from, edition->valid_to);
		SssEndRow(&row);
	}
	return (Datum) 0;
}

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

/* clauses(): paragraphs, items and parts; a line for an item adds the parts of that item alone */
PG_FUNCTION_INFO_V1(sss_clauses_rows);
Datum
sss_clauses_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_clauses_count; i++)
	{
		const SssClauses *clauses = &sss_clauses[i];
		SssProvisionParts parts;

		SssSplitProvision(clauses->provision, &parts);
		if (parts.item == 0)
			PutClause(&row, clauses->provision, clauses);
		for (int item = 1; item <= clauses->items; item++)
			PutClause(&row, clauses->provision | ((SssProvision) item << SSS_ITEM_SHIFT), clauses);
		for (int part = 1; clauses->parts > 1 && part <= clauses->parts; part++)
			PutClause(&row, clauses->provision |
					  ((SssProvision) part << (parts.item == 0 ? SSS_PARAGRAPH_PART_SHIFT :
											   SSS_ITEM_PART_SHIFT)), clauses);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sss_other_acts_rows);
Datum
sss_other_acts_rows(PG_FUNCTION_ARGS)
{
	SssRow		row = SssStartRows(fcinfo);

	for (int i = 0; i < sss_references_count; i++)
	{
		const SssReference *reference = &sss_references[i];

		SssPutText(&row, reference->act);
		SssPutProvision(&row, reference->provision);
		SssPutLocalized(&row, reference->names);
		SssEndRow(&row);
	}
	return (Datum) 0;
}
