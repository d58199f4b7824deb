/*-------------------------------------------------------------------------
 *
 * test_lists.c
 *	  The lists as a whole: their counts, their citations, their coverage.
 *
 * Numbers are those of the edition of 12 June 2023 and are counted as of the
 * day on which it came into force, so that an amendment does not touch them.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "facts.h"
#include "tap.h"

/* Kinds, in the order of the annexes */
#define KINDS	8

/* The columns that a line of any list has */
typedef struct Line
{
	SssStandard standard;
	SssProvision provision;
	SssDay		valid_from;
	SssDay		valid_to;
} Line;

typedef struct LineList
{
	const char *name;
	int			nlines;
	Line		(*line_at) (int index);
	bool		in_order;		/* does the first edition stand as the Order reads? */
	int			paragraphs[N_STANDARDS][2]; /* which the annex may be cited with; 0: any */
} LineList;

static Line
LineOfRequirement(SssPlacementRequirement requirement, int index)
{
	const SssPlacementLine *line = &sss_placement_lines[requirement].lines[index];
	Line		common = {line->standard, line->provision, line->valid_from, line->valid_to};

	return common;
}

static Line
RecipientsLine(int index)
{
	return LineOfRequirement(PLACEMENT_category, index);
}

static Line
AdmissionLine(int index)
{
	return LineOfRequirement(PLACEMENT_basis, index);
}

static Line
StaysLine(int index)
{
	return LineOfRequirement(PLACEMENT_stay, index);
}

static Line
ProviderLine(int index)
{
	const SssProviderStandard *line = &sss_provider_standards[index];
	Line		common = {line->standard, line->provision, line->valid_from, line->valid_to};

	return common;
}

static Line
ScopeLine(int index)
{
	const SssScopeLine *line = &sss_scope[index];
	Line		common = {line->standard, line->provision, line->valid_from, line->valid_to};

	return common;
}

static Line
QualityLine(int index)
{
	const SssQualityCondition *line = &sss_quality_conditions[index];
	Line		common = {line->standard, line->provision, line->valid_from, line->valid_to};

	return common;
}

static SssProvisionParts
PartsOf(SssProvision provision)
{
	SssProvisionParts parts;

	SssSplitProvision(provision, &parts);
	return parts;
}

static bool
InForceFirst(SssDay from, SssDay to)
{
	return SssInForce(from, to, FirstDay());
}

static void
CheckCodeCounts(void)
{
	static const int expected[N_CODE_LISTS] = {3, 10, 8, 21, 4, 8, 72, 5, 5, 4, 5, 3, 5};

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		int			count = 0;

		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			if (InForceFirst(SssCodeAt(list, i)->valid_from, SssCodeAt(list, i)->valid_to))
				count++;
		}
		Check(count == expected[list], "%s has %d codes, %d are expected",
			  sss_code_lists[list].type_name, count, expected[list]);
	}
}

static void
CheckValues(void)
{
	Claim		ascending = CLAIM("values on disk ascend");
	Claim		fitting = CLAIM("values on disk fit their type");

	for (int list = 0; list < N_CODE_LISTS; list++)
	{
		int			max = list == CODES_service ? INT16_MAX : INT8_MAX;

		for (int i = 0; i < sss_code_lists[list].ncodes; i++)
		{
			const SssCode *code = SssCodeAt(list, i);

			CASE(&fitting, code->value > 0 && code->value <= max, "%s: %d", code->text, code->value);
			if (i > 0)
				CASE(&ascending, code->value > SssCodeAt(list, i - 1)->value,
					 "%s: %d", code->text, code->value);
		}
	}
	ClaimDone(&ascending);
	ClaimDone(&fitting);
}

/* Every line has days, an annex and a paragraph that go with its standard */
static void
CheckLines(const LineList *list)
{
	char		texts[4][100];
	Claim		annex = CLAIM(texts[0]);
	Claim		paragraph = CLAIM(texts[1]);
	Claim		days = CLAIM(texts[2]);
	Claim		order = CLAIM(texts[3]);
	SssProvision previous = SSS_NO_PROVISION;

	snprintf(texts[0], sizeof(texts[0]), "%s: a line cites the annex of its standard", list->name);
	snprintf(texts[1], sizeof(texts[1]), "%s: a line cites the paragraph meant for it", list->name);
	snprintf(texts[2], sizeof(texts[2]), "%s: a line ends no earlier than it begins", list->name);
	snprintf(texts[3], sizeof(texts[3]), "%s: %s", list->name,
			 list->in_order ? "citations ascend" : "annexes ascend");
	for (int i = 0; i < list->nlines; i++)
	{
		Line		line = list->line_at(i);
		SssProvisionParts parts = PartsOf(line.provision);
		const int  *allowed = list->paragraphs[line.standard];

		CASE(&annex, parts.annex == (int) line.standard + 1, "%s", Cited(line.provision));
		CASE(&paragraph, allowed[0] == 0 || parts.paragraph == allowed[0] ||
			 parts.paragraph == allowed[1], "%s", Cited(line.provision));
		CASE(&days, line.valid_from <= line.valid_to, "%s", Cited(line.provision));
		if (!InForceFirst(line.valid_from, line.valid_to))
			continue;
		CASE(&order, list->in_order ? previous <= line.provision :
			 PartsOf(previous).annex <= parts.annex,
			 "%s before %s", Cited(previous), Cited(line.provision));
		previous = line.provision;
	}
	ClaimDone(&annex);
	ClaimDone(&paragraph);
	ClaimDone(&days);
	ClaimDone(&order);
}

static void
CheckAllLines(void)
{
	const LineList lists[] = {
		{"recipients", sss_placement_lines[PLACEMENT_category].nlines, RecipientsLine, false,
		{{2, 2}, {2, 2}, {2, 2}}},
		{"admissions", sss_placement_lines[PLACEMENT_basis].nlines, AdmissionLine, false,
		{{4, 4}, {4, 4}, {5, 5}}},
		{"stays", sss_placement_lines[PLACEMENT_stay].nlines, StaysLine, true,
		{{2, 2}, {2, 2}, {2, 2}}},
		{"provider_standards", sss_provider_standards_count, ProviderLine, true,
		{{3, 3}, {3, 3}, {3, 4}}},
		{"scope", sss_scope_count, ScopeLine, true, {{0, 0}, {0, 0}, {0, 0}}},
		{"quality_conditions", sss_quality_conditions_count, QualityLine, true,
		{{0, 0}, {0, 0}, {0, 0}}},
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		CheckLines(&lists[i]);
}

/* Services stand in the odd paragraphs from 5 (annex 3: even, from 6); their quality in the next */
static int
ServiceParagraph(SssStandard standard, SssKind kind)
{
	return (standard == STANDARD_families ? 6 : 5) + 2 * (int) kind;
}

static void
CheckServiceParagraphs(void)
{
	Claim		table = CLAIM("paragraphs: a kind of services has the paragraph that the annex gives it");
	Claim		scope = CLAIM("scope: a service stands in the paragraph of its kind");
	Claim		quality = CLAIM("quality_conditions: a condition stands behind the services of its kind");

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		for (int kind = 0; kind < KINDS; kind++)
			CASE(&table, sss_service_paragraph[standard][kind] ==
				 SSS_PARAGRAPH(standard + 1, ServiceParagraph(standard, kind)),
				 "%s", Cited(sss_service_paragraph[standard][kind]));
	}
	for (int i = 0; i < sss_scope_count; i++)
	{
		const SssScopeLine *line = &sss_scope[i];

		CASE(&scope, PartsOf(line->provision).paragraph ==
			 ServiceParagraph(line->standard, sss_service_kind[line->service]),
			 "%s", Cited(line->provision));
	}
	for (int i = 0; i < sss_quality_conditions_count; i++)
	{
		const SssQualityCondition *line = &sss_quality_conditions[i];

		CASE(&quality, PartsOf(line->provision).paragraph ==
			 ServiceParagraph(line->standard, line->kind) + 1, "%s", Cited(line->provision));
	}
	ClaimDone(&table);
	ClaimDone(&scope);
	ClaimDone(&quality);
}

static void
CheckAskingParagraphs(void)
{
	static const int expected[N_STANDARDS][N_ROLES] = {
		[STANDARD_organizations] = {[ROLE_category] = 2, [ROLE_basis] = 4, [ROLE_stay] = 2, [ROLE_service] = 5},
		[STANDARD_centers] = {[ROLE_category] = 2, [ROLE_basis] = 4, [ROLE_stay] = 2, [ROLE_service] = 5},
		[STANDARD_families] = {[ROLE_category] = 2, [ROLE_basis] = 5, [ROLE_stay] = 2, [ROLE_service] = 6},
	};
	Claim		claim = CLAIM("paragraphs: a fact is asked for in the paragraph that the annex gives it");

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		for (int role = 0; role < N_ROLES; role++)
		{
			if (expected[standard][role] != 0)
				CASE(&claim, sss_asking_paragraph[standard][role] ==
					 SSS_PARAGRAPH(standard + 1, expected[standard][role]),
					 "%s for %s", Cited(sss_asking_paragraph[standard][role]), sss_fact_lines[role].name);
		}
	}
	ClaimDone(&claim);
}

/* How many items of a list a paragraph has; they must be numbered without a gap */
typedef struct Items
{
	int			lines;
	int			items;
	bool		gap;
} Items;

static Items
CountItems(Line (*line_at) (int index), int nlines, int annex, int paragraph)
{
	Items		found = {0, 0, false};
	SssProvision previous = SSS_NO_PROVISION;

	for (int i = 0; i < nlines; i++)
	{
		Line		line = line_at(i);
		SssProvisionParts parts = PartsOf(line.provision);

		if (parts.annex != annex || parts.paragraph != paragraph ||
			!InForceFirst(line.valid_from, line.valid_to))
			continue;
		found.lines++;
		if (line.provision == previous)
			continue;
		found.items++;
		previous = line.provision;
		if (parts.item != found.items && !(parts.item == 0 && found.items == 1))
			found.gap = true;
	}
	return found;
}

/* Items of the paragraphs of one list, one annex after the other */
static void
CheckItemCounts(const char *name, Line (*line_at) (int index), int nlines, int offset,
				const int expected[N_STANDARDS][KINDS])
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		for (int kind = 0; kind < KINDS; kind++)
		{
			int			paragraph = ServiceParagraph(standard, kind) + offset;
			Items		found = CountItems(line_at, nlines, standard + 1, paragraph);

			Check(found.items == expected[standard][kind] && !found.gap,
				  "%s: annex %d, paragraph %d has %d items%s", name, standard + 1, paragraph,
				  found.items, found.gap ? ", numbered with a gap" : "");
		}
	}
}

static void
CheckTotals(const char *name, Line (*line_at) (int index), int nlines,
			const int expected_lines[N_STANDARDS])
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		int			lines = 0;

		for (int i = 0; i < nlines; i++)
		{
			Line		line = line_at(i);

			if ((int) line.standard == standard && InForceFirst(line.valid_from, line.valid_to))
				lines++;
		}
		Check(lines == expected_lines[standard], "%s: annex %d has %d lines, %d are expected",
			  name, standard + 1, lines, expected_lines[standard]);
	}
}

static void
CheckCounts(void)
{
	static const int services[N_STANDARDS][KINDS] = {
		{10, 11, 8, 6, 4, 3, 2, 8}, {10, 11, 8, 6, 4, 3, 2, 8}, {10, 7, 3, 4, 4, 2, 2, 6}
	};
	static const int conditions[N_STANDARDS][KINDS] = {
		{7, 9, 8, 6, 2, 2, 1, 5}, {7, 9, 8, 6, 2, 2, 1, 5}, {6, 4, 2, 2, 2, 2, 1, 4}
	};
	static const int service_lines[N_STANDARDS] = {54, 52, 38};
	static const int condition_lines[N_STANDARDS] = {40, 40, 23};

	CheckItemCounts("scope", ScopeLine, sss_scope_count, 0, services);
	CheckTotals("scope", ScopeLine, sss_scope_count, service_lines);
	CheckItemCounts("quality_conditions", QualityLine, sss_quality_conditions_count, 1, conditions);
	CheckTotals("quality_conditions", QualityLine, sss_quality_conditions_count, condition_lines);
}

int
main(void)
{
	CheckCodeCounts();
	CheckValues();
	CheckAllLines();
	CheckServiceParagraphs();
	CheckAskingParagraphs();
	CheckCounts();
	return ChecksDone();
}
