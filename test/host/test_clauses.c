/*-------------------------------------------------------------------------
 *
 * test_clauses.c
 *	  The clauses of the order, and the lists about them.
 *
 * The numbers were counted in the text of the edition of 12 June 2023, apart
 * from the list.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <string.h>

#include "facts.h"
#include "law/law.h"
#include "tap.h"

/* How many subparagraphs the paragraphs have, from the first on */
static const int order_items[] = {3, 2, 3, 0, 0};
static const int services_items[] = {
	0, 7, 3, 0, 10, 7, 11, 9, 8, 8, 6, 6, 4, 2, 3, 2, 2, 0, 8, 5, 0, 0
};
static const int families_items[] = {
	0, 3, 0, 0, 3, 10, 6, 7, 4, 3, 2, 4, 2, 4, 2, 2, 2, 2, 0, 6, 4
};

#define COUNT(array) ((int) (sizeof(array) / sizeof((array)[0])))

static const struct
{
	const int  *items;
	int			paragraphs;
}			annexes[] = {
	{order_items, COUNT(order_items)},
	{services_items, COUNT(services_items)},
	{services_items, COUNT(services_items)},
	{families_items, COUNT(families_items)}
};

/* Clauses with more than one unnumbered part */
static const struct
{
	const char *citation;
	int			parts;
}			divided[] = {
	{"1.2", 2}, {"1.3", 2}, {"1.4", 4}, {"1.6.1", 4}, {"1.22", 2},
	{"2.2", 2}, {"2.3", 2}, {"2.4", 3}, {"2.6.1", 4}, {"2.22", 2},
	{"3.2", 2}
};

static const SssClauses *
ClausesAt(SssProvision provision)
{
	for (int i = 0; i < sss_clauses_count; i++)
	{
		if (sss_clauses[i].provision == provision)
			return &sss_clauses[i];
	}
	return NULL;
}

/* Is it one of the clauses? */
static bool
IsClause(SssProvision provision)
{
	SssProvisionParts parts;
	const SssClauses *clauses;
	int			part;

	SssSplitProvision(provision, &parts);
	part = parts.item != 0 ? parts.item_part : parts.paragraph_part;
	if (parts.item != 0 && part == 0)
	{
		clauses = ClausesAt(SSS_PARAGRAPH(parts.annex, parts.paragraph));
		return clauses != NULL && parts.item <= clauses->items;
	}
	clauses = ClausesAt(parts.item != 0 ? SSS_ITEM(parts.annex, parts.paragraph, parts.item) :
						SSS_PARAGRAPH(parts.annex, parts.paragraph));
	return clauses != NULL && (part == 0 || (clauses->parts > 1 && part <= clauses->parts));
}

static void
CheckCounts(void)
{
	Claim		items = CLAIM("every paragraph has the subparagraphs that the text has");
	Claim		parts = CLAIM("clauses have the parts that the text has, and no others have any");
	int			paragraphs = 0;

	for (int annex = 0; annex < COUNT(annexes); annex++)
	{
		for (int i = 0; i < annexes[annex].paragraphs; i++)
		{
			const SssClauses *clauses = ClausesAt(SSS_PARAGRAPH(annex, i + 1));

			paragraphs++;
			CASE(&items, clauses != NULL && clauses->items == annexes[annex].items[i],
				 "%d.%d", annex, i + 1);
		}
	}
	for (int i = 0; i < sss_clauses_count; i++)
	{
		const SssClauses *clauses = &sss_clauses[i];
		int			expected = 1;

		for (int j = 0; j < COUNT(divided); j++)
		{
			if (strcmp(Cited(clauses->provision), divided[j].citation) == 0)
				expected = divided[j].parts;
		}
		CASE(&parts, clauses->parts == expected, "%s", Cited(clauses->provision));
		CASE(&items, ClausesAt(clauses->provision) == clauses, "%s twice", Cited(clauses->provision));
	}
	ClaimDone(&items);
	ClaimDone(&parts);
	Check(sss_clauses_count == paragraphs + 2, "two subparagraphs have a line of their own, for their parts");
}

/* The lists name only existing clauses */
static void
CheckCited(void)
{
	Claim		informative = CLAIM("each clause without a requirement is a clause");
	Claim		references = CLAIM("each clause that names another act is a clause");
	Claim		requirements = CLAIM("each requirement cites a clause that has requirements");

	for (int i = 0; i < sss_informative_count; i++)
		CASE(&informative, IsClause(sss_informative[i].provision),
			 "%s", Cited(sss_informative[i].provision));
	for (int i = 0; i < sss_references_count; i++)
		CASE(&references, IsClause(sss_references[i].provision),
			 "%s", Cited(sss_references[i].provision));
	for (int i = 0; i < sss_requirements_count; i++)
	{
		SssProvision provision = sss_requirements[i].provision;

		CASE(&requirements, IsClause(provision), "%s", Cited(provision));
		for (int j = 0; j < sss_informative_count; j++)
			CASE(&requirements, sss_informative[j].provision != provision, "%s", Cited(provision));
	}
	ClaimDone(&informative);
	ClaimDone(&references);
	ClaimDone(&requirements);
}

/* A citation with these numbers, inserted ones included, is a clause exactly if the text has it */
static void
CheckCitation(Claim *claim, Claim *never, SssProvision paragraph, const int numbers[5])
{
	SssProvision provision = paragraph |
		(SssProvision) numbers[0] << SSS_PARAGRAPH_INSERT_SHIFT |
		(SssProvision) numbers[1] << SSS_PARAGRAPH_PART_SHIFT |
		(SssProvision) numbers[2] << SSS_ITEM_SHIFT |
		(SssProvision) numbers[3] << SSS_ITEM_INSERT_SHIFT |
		(SssProvision) numbers[4] << SSS_ITEM_PART_SHIFT;
	bool		plain = numbers[0] == 0 && numbers[3] == 0 &&
		(numbers[2] == 0 ? numbers[4] == 0 : numbers[1] == 0);

	CASE(claim, SssIsClause(provision, FirstDay()) == (plain && IsClause(provision)), "%s", Cited(provision));
	CASE(never, !SssIsClause(provision, FirstDay() - 1), "%s", Cited(provision));
}

static void
CheckIsClause(void)
{
	static const int inserts[] = {0, 1};
	static const int few[] = {0, 1, 2, 3, 4, 5, SSS_PARAGRAPH_PART_MAX};
	Claim		claim = CLAIM("a citation is a clause exactly if the text has it");
	Claim		never = CLAIM("before the Order no citation is one");

	for (int annex = 0; annex <= SSS_ANNEX_MAX; annex++)
	{
		for (int paragraph = 0; paragraph <= 30; paragraph++)
		{
			for (int at = 0; at < 2 * COUNT(few) * 22 * 2 * COUNT(few); at++)
			{
				int			item = at / (4 * COUNT(few) * COUNT(few));
				int			numbers[] = {
					inserts[at % 2], few[at / 2 % COUNT(few)], item == 21 ? SSS_ITEM_MAX : item,
					inserts[at / 2 / COUNT(few) % 2], few[at / 4 / COUNT(few) % COUNT(few)]
				};

				CheckCitation(&claim, &never, SSS_PARAGRAPH(annex, paragraph), numbers);
			}
		}
	}
	ClaimDone(&claim);
	ClaimDone(&never);
}

/* Each subparagraph and part from the services on; paragraphs 18 and 21 of annexes 1 and 2, and 19 of annex 3, have none */
static void
CheckInspected(void)
{
	static const struct
	{
		int			first;
		int			count;
	}			expected[N_STANDARDS] = {
		/* 52 services, 40 conditions of which one has four parts, paragraph 21, two parts of paragraph 22 */
		{5, 52 + 39 + 4 + 1 + 2}, {5, 52 + 39 + 4 + 1 + 2}, {6, 38 + 23}
	};
	Claim		inspected = CLAIM("what an inspection looks at is a clause behind the conditions, and comes once");
	Claim		with = CLAIM("an assessment of a clause is one of its parts, and of nothing else");

	for (int standard = 0; standard < N_STANDARDS; standard++)
	{
		SssProvision clauses[SSS_MOST_CLAUSES];
		int			count = SssGetInspected(standard, FirstDay(), clauses);

		Check(count == expected[standard].count, "annex %d has %d clauses to be inspected", standard + 1, count);
		Check(SssGetInspected(standard, FirstDay() - 1, clauses) == 0, "annex %d had none before the Order", standard + 1);
		(void) SssGetInspected(standard, FirstDay(), clauses);
		for (int i = 0; i < count; i++)
		{
			SssProvisionParts parts;

			SssSplitProvision(clauses[i], &parts);
			CASE(&inspected, IsClause(clauses[i]) && parts.annex == standard + 1 &&
				 parts.paragraph >= expected[standard].first && (i == 0 || clauses[i - 1] < clauses[i]),
				 "%s", Cited(clauses[i]));
			for (int j = 0; j < count; j++)
				CASE(&with, SssIsAssessedWith(clauses[i], clauses[j]) == (i == j),
					 "%s with %s", Cited(clauses[i]), Cited(clauses[j]));
			CASE(&with, SssIsAssessedWith(clauses[i], SSS_PARAGRAPH(parts.annex, parts.paragraph)) ==
				 (parts.item == 0), "%s with its paragraph", Cited(clauses[i]));
			CASE(&with, parts.item == 0 ||
				 SssIsAssessedWith(clauses[i], SSS_ITEM(parts.annex, parts.paragraph, parts.item)),
				 "%s with its subparagraph", Cited(clauses[i]));
		}
	}
	ClaimDone(&inspected);
	ClaimDone(&with);
}

/* A requirement that a rule serves names the function; one that no data decide names the reason */
static void
CheckServed(void)
{
	Claim		subjects = CLAIM("a subject has an object, and a rule where it is enforced");
	Claim		requirements = CLAIM("a requirement has a reason exactly if no data decide it");
	Claim		shapes = CLAIM("of each rule that asks for one of several codes, or for a quantity, there is a subject");

	for (int i = 0; i < N_SUBJECTS; i++)
	{
		const SssSubject *subject = &sss_subjects[i];

		CASE(&subjects, subject->object[0] != '\0' && subject->served <= SERVED_attested &&
			 (subject->served != SERVED_enforced || subject->rules != 0), "%s", subject->name);
	}
	for (int i = 0; i < sss_requirements_count; i++)
	{
		const SssRequirement *line = &sss_requirements[i];

		CASE(&requirements, (line->served == SERVED_not_decidable) == (line->reason[SSS_EN][0] != '\0') &&
			 (line->served == SERVED_attested) == (line->shape == SHAPE_attestation),
			 "%s %s", line->subject, Cited(line->provision));
	}
	for (int i = 0; i < sss_memberships_count; i++)
	{
		SssRule		rule = sss_memberships[i].rule;

		CASE(&shapes, sss_subjects[SssSubjectOf(rule, SHAPE_membership)].rules == SSS_BIT(rule),
			 "%s", sss_rule_names[rule]);
	}
	for (int i = 0; i < sss_thresholds_count; i++)
	{
		SssRule		rule = sss_thresholds[i].rule;

		CASE(&shapes, sss_subjects[SssSubjectOf(rule, SHAPE_threshold)].rules == SSS_BIT(rule),
			 "%s", sss_rule_names[rule]);
	}
	ClaimDone(&shapes);
	ClaimDone(&subjects);
	ClaimDone(&requirements);
}

/* The lists' own lines cite clauses, so that none is counted past */
static void
CheckLists(void)
{
	Claim		claim = CLAIM("each line of the lists cites a clause");

	for (int r = 0; r < N_PLACEMENT_REQUIREMENTS; r++)
	{
		for (int i = 0; i < sss_placement_lines[r].nlines; i++)
			CASE(&claim, IsClause(sss_placement_lines[r].lines[i].provision),
				 "%s", Cited(sss_placement_lines[r].lines[i].provision));
	}
	for (int i = 0; i < sss_provider_standards_count; i++)
		CASE(&claim, IsClause(sss_provider_standards[i].provision),
			 "%s", Cited(sss_provider_standards[i].provision));
	for (int i = 0; i < sss_scope_count; i++)
		CASE(&claim, IsClause(sss_scope[i].provision), "%s", Cited(sss_scope[i].provision));
	for (int i = 0; i < sss_quality_conditions_count; i++)
		CASE(&claim, IsClause(sss_quality_conditions[i].provision),
			 "%s", Cited(sss_quality_conditions[i].provision));
	for (int i = 0; i < sss_readings_count; i++)
		CASE(&claim, IsClause(sss_readings[i].provision), "%s", Cited(sss_readings[i].provision));
	for (int i = 0; i < sss_readings_elsewhere_count; i++)
		CASE(&claim, IsClause(sss_readings_elsewhere[i].provision),
			 "%s", Cited(sss_readings_elsewhere[i].provision));
	ClaimDone(&claim);
}

int
main(void)
{
	CheckCounts();
	CheckCited();
	CheckIsClause();
	CheckInspected();
	CheckServed();
	CheckLists();
	return ChecksDone();
}
