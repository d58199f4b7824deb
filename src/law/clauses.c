/*-------------------------------------------------------------------------
 *
 * clauses.c
 *	  The clauses of the Order: what each requires, and how the extension serves it.
 *
 *-------------------------------------------------------------------------
 */
#include "law/clauses.h"
#include "law/lists/words.h"

#define RULE_SET(rule)	SSS_BIT(RULE_##rule)
#define EVERY_RULE		((UINT32_C(1) << N_RULES) - 1)
#define NO_RULE			0
#define READS(role)		SSS_ROLE_BIT(ROLE_##role)

_Static_assert(N_RULES < 32 && N_ROLES <= 64, "a set of rules and one of roles must fit its mask");

#define COUNT(array) ((int) (sizeof(array) / sizeof((array)[0])))

const char *const sss_served_names[N_SERVED] = {
	[SERVED_enforced] = "enforced",
	[SERVED_audited] = "audited",
	[SERVED_attested] = "attested",
	[SERVED_not_decidable] = "not_decidable",
};

const char *const sss_shape_names[N_SHAPES] = {
	[SHAPE_membership] = "membership",
	[SHAPE_threshold] = "threshold",
	[SHAPE_evidence] = "evidence",
	[SHAPE_interval] = "interval",
	[SHAPE_attestation] = "attestation",
	[SHAPE_none] = "none",
};

#define REQUIREMENT(...)
#define ATTESTED(...)
#define SUBJECT(subject, shape, served, rules, roles, object, kk, ru, en) \
	{#subject, SHAPE_##shape, SERVED_##served, rules, roles, object, {kk, ru, en}},
const SssSubject sss_subjects[N_SUBJECTS] = {
#include "law/lists/requirements.h"
};
#undef SUBJECT
#undef REQUIREMENT
#undef ATTESTED

#define SUBJECT(...)
#define REQUIREMENT(subject, citation, shape, served, object, quantity, unit, a_kk, a_ru, a_en, r_kk, r_ru, r_en) \
	{#subject, citation, SHAPE_##shape, SERVED_##served, object, quantity, unit, {a_kk, a_ru, a_en}, {r_kk, r_ru, r_en}},
#define ATTESTED(subject, citation, kk, ru, en) \
	{#subject, citation, SHAPE_attestation, SERVED_attested, "", 0, "", {kk, ru, en}, {"", "", ""}},
const SssRequirement sss_requirements[] = {
#include "law/lists/requirements.h"
};
#undef SUBJECT
#undef REQUIREMENT
#undef ATTESTED
const int	sss_requirements_count = COUNT(sss_requirements);

#define INFORMATIVE(...)
#define DASHES(...)
#define CLAUSES(citation, items, parts, from, to) {citation, items, parts, from, to},
const SssClauses sss_clauses[] = {
#include "law/lists/clauses.h"
};
#undef CLAUSES
#undef DASHES
const int	sss_clauses_count = COUNT(sss_clauses);

#define CLAUSES(...)
#define DASHES(citation) citation,
static const SssProvision paragraphs_of_dashes[] = {
#include "law/lists/clauses.h"
};
#undef INFORMATIVE
#undef DASHES

#define DASHES(...)
#define INFORMATIVE(citation, kk, ru, en) {citation, {kk, ru, en}},
const SssInformative sss_informative[] = {
#include "law/lists/clauses.h"
};
#undef CLAUSES
#undef INFORMATIVE
#undef DASHES
const int	sss_informative_count = COUNT(sss_informative);

#define REFERENCE(...)
#define OTHER_ACT(act, kk, ru, en) static const char *const act_##act[SSS_LANGUAGES] = {kk, ru, en};
#include "law/lists/other_acts.h"
#undef OTHER_ACT
#undef REFERENCE

#define OTHER_ACT(...)
#define REFERENCE(citation, act) {citation, #act, act_##act},
const SssReference sss_references[] = {
#include "law/lists/other_acts.h"
};
#undef OTHER_ACT
#undef REFERENCE
const int	sss_references_count = COUNT(sss_references);

SssSubjectId
SssSubjectOf(SssRule rule, SssShape shape)
{
	int			id = 0;

	while (id < N_SUBJECTS - 1 &&
		   (sss_subjects[id].rules != SSS_BIT(rule) || sss_subjects[id].shape != shape))
		id++;
	return id;
}

int
SssStandardOf(SssProvision provision)
{
	int			annex = (int) (provision >> SSS_ANNEX_SHIFT);

	return annex == 0 || annex > N_STANDARDS ? SSS_MISSING : annex - 1;
}

/* The number that the clause has within the whole; 0: it is not directly within it */
static int
NumberWithin(SssProvision clause, SssProvision whole, int shift, int max)
{
	SssProvision rest = clause ^ whole;

	return (rest >> shift) <= (SssProvision) max && ((rest >> shift) << shift) == rest ?
		(int) (rest >> shift) : 0;
}

/* Is the line about the parts of a subparagraph? */
static bool
IsOfItem(const SssClauses *line)
{
	return ((line->provision >> SSS_ITEM_SHIFT) & SSS_ITEM_MAX) != 0;
}

static bool
HasClause(const SssClauses *line, SssProvision clause)
{
	SssProvision whole = line->provision;
	int			item;
	int			part;

	if (IsOfItem(line))
	{
		item = 0;
		part = NumberWithin(clause, whole, SSS_ITEM_PART_SHIFT, SSS_ITEM_PART_MAX);
	}
	else
	{
		item = NumberWithin(clause, whole, SSS_ITEM_SHIFT, SSS_ITEM_MAX);
		part = NumberWithin(clause, whole, SSS_PARAGRAPH_PART_SHIFT, SSS_PARAGRAPH_PART_MAX);
	}
	return clause == whole || (item > 0 && item <= line->items) ||
		(part > 0 && line->parts > 1 && part <= line->parts);
}

bool
SssIsClause(SssProvision provision, SssDay day)
{
	for (int i = 0; i < sss_clauses_count; i++)
	{
		if (SssInForce(sss_clauses[i].valid_from, sss_clauses[i].valid_to, day) &&
			HasClause(&sss_clauses[i], provision))
			return true;
	}
	return false;
}

bool
SssPartsAreDashes(SssProvision part)
{
	for (int i = 0; i < COUNT(paragraphs_of_dashes); i++)
	{
		if (SSS_PARAGRAPH_OF(part) == paragraphs_of_dashes[i])
			return true;
	}
	return false;
}

/* Services begin where the conditions for receiving them end; what an inspection looks at begins there, too */
static SssProvision
FirstInspected(SssStandard standard)
{
	SssProvision first = sss_service_paragraph[standard][0];

	for (int kind = 1; kind < N_KINDS; kind++)
	{
		if (sss_service_paragraph[standard][kind] < first)
			first = sss_service_paragraph[standard][kind];
	}
	return first;
}

static int
PartsOfItem(SssProvision item, SssDay day)
{
	for (int i = 0; i < sss_clauses_count; i++)
	{
		if (sss_clauses[i].provision == item &&
			SssInForce(sss_clauses[i].valid_from, sss_clauses[i].valid_to, day))
			return sss_clauses[i].parts;
	}
	return 1;
}

/* Add the parts of a clause, from the first on; or the clause, if it is not divided */
static int
AddParts(SssProvision whole, int first, int parts, int shift, SssProvision *clauses, int count)
{
	if (parts == 1 && first == 1)
		clauses[count++] = whole;
	for (int part = first; part <= parts && parts > 1; part++)
		clauses[count++] = whole | ((SssProvision) part << shift);
	return count;
}

int
SssGetInspected(SssStandard standard, SssDay day, SssProvision *clauses)
{
	int			count = 0;

	for (int i = 0; i < sss_clauses_count; i++)
	{
		const SssClauses *line = &sss_clauses[i];

		if (SssStandardOf(line->provision) != (int) standard || IsOfItem(line) ||
			line->provision < FirstInspected(standard) ||
			!SssInForce(line->valid_from, line->valid_to, day))
			continue;
		for (int number = 1; number <= line->items; number++)
		{
			SssProvision item = line->provision | ((SssProvision) number << SSS_ITEM_SHIFT);

			count = AddParts(item, 1, PartsOfItem(item, day), SSS_ITEM_PART_SHIFT, clauses, count);
		}

		/* The subparagraphs belong to the first part */
		count = AddParts(line->provision, line->items > 0 ? 2 : 1, line->parts,
						 SSS_PARAGRAPH_PART_SHIFT, clauses, count);
	}
	return count;
}

bool
SssIsAssessedWith(SssProvision clause, SssProvision assessed)
{
	const SssProvision parts = ((SssProvision) SSS_PARAGRAPH_PART_MAX << SSS_PARAGRAPH_PART_SHIFT) |
	((SssProvision) SSS_ITEM_PART_MAX << SSS_ITEM_PART_SHIFT);

	return assessed == clause || assessed == (clause & ~parts);
}
