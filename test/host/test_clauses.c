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

/* A served requirement names the function that serves it, any other a reason */
static void
CheckServed(void)
{
	Claim		subjects = CLAIM("a subject has an object, and a rule where it is enforced");
	Claim		requirements = CLAIM("a requirement has an object or a reason");

	for (int i = 0; i < N_SUBJECTS; i++)
	{
		const SssSubject *subject = &sss_subjects[i];

		CASE(&subjects, subject->object[0] != '\0' && subject->served <= SERVED_attested &&
			 (subject->served != SERVED_enforced || subject->rules != 0), "%s", subject->name);
	}
	for (int i = 0; i < sss_requirements_count; i++)
	{
		const SssRequirement *line = &sss_requirements[i];

		CASE(&requirements, (line->served <= SERVED_attested) == (line->object[0] != '\0') &&
			 (line->served <= SERVED_attested) == (line->reason[SSS_EN][0] == '\0'),
			 "%s %s", line->subject, Cited(line->provision));
	}
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
	CheckServed();
	CheckLists();
	return ChecksDone();
}
