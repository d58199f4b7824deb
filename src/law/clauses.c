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
	[SERVED_other_act] = "other_act",
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
#define SUBJECT(subject, shape, served, rules, roles, object, kk, ru, en) \
	{#subject, SHAPE_##shape, SERVED_##served, rules, roles, object, {kk, ru, en}},
const SssSubject sss_subjects[N_SUBJECTS] = {
#include "law/lists/requirements.h"
};
#undef SUBJECT
#undef REQUIREMENT

#define SUBJECT(...)
#define REQUIREMENT(subject, citation, shape, served, object, quantity, unit, a_kk, a_ru, a_en, r_kk, r_ru, r_en) \
	{#subject, citation, SHAPE_##shape, SERVED_##served, object, quantity, unit, {a_kk, a_ru, a_en}, {r_kk, r_ru, r_en}},
const SssRequirement sss_requirements[] = {
#include "law/lists/requirements.h"
};
#undef SUBJECT
#undef REQUIREMENT
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

bool
SssItemHasPart(SssProvision item, int part)
{
	for (int i = 0; i < sss_clauses_count; i++)
	{
		if (sss_clauses[i].provision == item && sss_clauses[i].parts > 1 && part <= sss_clauses[i].parts)
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
