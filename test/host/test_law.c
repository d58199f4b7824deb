/*-------------------------------------------------------------------------
 *
 * test_law.c
 *	  Single cases, written down from the text of Order No. 165 by hand.
 *
 * The clause stands beside each group.  Nothing here was taken from the
 * lists: if a case fails, the text of the order decides which is wrong.
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "facts.h"
#include "tap.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define NEEDS_CENTER	"special_educational_needs_support_center"
#define CHILDREN_CENTER	"children_in_need_support_center"
#define MINORS_CENTER	"minors_adaptation_center"
#define LOCAL_DECISION	"local_executive_decision"
#define REFERRAL		"guardianship_body_referral"
#define DELIVERER		"deliverer_application"
#define RULING			"criminal_process_ruling"
#define CONTRACT		"family_care_contract"
#define GUARDIANSHIP	"guardianship_decision"

/*
 * A placement as of 1 July 2023: up to two categories, of which "?" is one
 * that is not known; NULL: missing.
 */
typedef struct PlacementCase
{
	const char *categories[2];
	const char *basis;
	const char *provider;
	const char *stay;
	const char *verdict;
	const char *provision;
} PlacementCase;

static const PlacementCase placements[] = {
	/* Annex 1, paragraph 4, first dash: decision or referral for items 1, 2 and 7 */
	{{"orphan"}, LOCAL_DECISION, "family_type_village", "permanent", "compliant", "1.4/2"},
	{{"orphan"}, REFERRAL, "youth_house", "round_the_clock", "compliant", "1.4/2"},
	{{"without_parental_care"}, REFERRAL, NEEDS_CENTER, "temporary", "compliant", "1.4/2"},
	{{"youth_house_resident"}, LOCAL_DECISION, "youth_house", "temporary", "compliant", "1.4/2"},
	{{"orphan"}, LOCAL_DECISION, "other_organization", NULL, "compliant", "1.4/2"},
	{{"orphan"}, "court_act", "youth_house", NULL, "violation", "1.4/2"},
	{{"orphan"}, DELIVERER, "youth_house", "permanent", "violation", "1.4/2"},
	{{"youth_house_resident"}, "other_document", "youth_house", NULL, "violation", "1.4/2"},

	/* second dash: court acts for items 3, 4 and 5; of 5 the text is doubted */
	{{"deviant_behavior"}, "court_act", "special_regime_organization", "permanent", "compliant", "1.4/3"},
	{{"referred_to_special_organization"}, "court_act", "special_organization", NULL, "compliant", "1.4/3"},
	{{"special_educational_needs"}, "court_act", "special_boarding_school", "permanent", "compliant", "1.4/3"},
	{{"special_educational_needs"}, LOCAL_DECISION, "special_boarding_school", "permanent", "unsettled", "1.4/3"},
	{{"special_educational_needs"}, "other_document", "rehabilitation_center", NULL, "unsettled", "1.4/3"},
	{{"deviant_behavior"}, LOCAL_DECISION, "special_regime_organization", NULL, "violation", "1.4/3"},
	{{"referred_to_special_organization"}, REFERRAL, "special_organization", NULL, "violation", "1.4/3"},

	/* third dash: the ruling for item 6 */
	{{"crime_suspect"}, RULING, "rehabilitation_center", "temporary", "compliant", "1.4/4"},
	{{"crime_suspect"}, "court_act", "special_regime_organization", NULL, "violation", "1.4/4"},

	/*
	 * The closed institutions of paragraph 3, item 3, to which paragraph 2, item 4,
	 * has children referred, by a court act: another basis of paragraph 4 is open
	 */
	{{"orphan"}, LOCAL_DECISION, "special_organization", "permanent", "unsettled", "1.4/2"},
	{{"without_parental_care"}, REFERRAL, "special_regime_organization", NULL, "unsettled", "1.4/2"},
	{{"youth_house_resident"}, LOCAL_DECISION, "special_organization", NULL, "unsettled", "1.4/2"},
	{{"crime_suspect"}, RULING, "special_organization", "temporary", "unsettled", "1.4/4"},
	{{"crime_suspect"}, RULING, "special_regime_organization", NULL, "unsettled", "1.4/4"},
	{{"orphan"}, "court_act", "special_organization", NULL, "violation", "1.4/2"},
	{{"orphan"}, DELIVERER, "special_regime_organization", NULL, "violation", "1.4/2"},
	{{"crime_suspect"}, LOCAL_DECISION, "special_organization", NULL, "violation", "1.4/4"},
	{{"orphan"}, LOCAL_DECISION, "special_organization", "day", "violation", "1.2"},
	{{"special_educational_needs"}, "court_act", "special_organization", NULL, "compliant", "1.4/3"},
	{{"orphan"}, REFERRAL, "child_rights_protection_organization", NULL, "compliant", "1.4/2"},

	/* Annex 1, paragraph 2: neither these categories nor a day stay */
	{{"abuse_victim"}, LOCAL_DECISION, "youth_house", NULL, "violation", "1.2"},
	{{"neglected_or_homeless"}, LOCAL_DECISION, "family_type_village", NULL, "violation", "1.2"},
	{{"disrupted_life_activity"}, REFERRAL, "other_organization", NULL, "violation", "1.2"},
	{{"orphan"}, LOCAL_DECISION, "youth_house", "day", "violation", "1.2"},
	{{"orphan"}, LOCAL_DECISION, "rehabilitation_center", "day", "unsettled", "1.2"},
	{{"orphan"}, LOCAL_DECISION, "psychological_pedagogical_correction_room", "day", "unsettled", "1.2"},
	{{"special_educational_needs"}, LOCAL_DECISION, "special_boarding_school", "day", "violation", "1.2"},

	/* Annex 2, paragraph 4, first dash: decision, application or referral for 1, 2, 3, 6 and 7 */
	{{"orphan"}, LOCAL_DECISION, MINORS_CENTER, "day", "compliant", "2.4/2"},
	{{"without_parental_care"}, REFERRAL, MINORS_CENTER, "permanent", "compliant", "2.4/2"},
	{{"neglected_or_homeless"}, DELIVERER, MINORS_CENTER, "temporary", "compliant", "2.4/2"},
	{{"abuse_victim"}, REFERRAL, "minors_special_services_organization", NULL, "compliant", "2.4/2"},
	{{"disrupted_life_activity"}, LOCAL_DECISION, "other_center", "permanent", "compliant", "2.4/2"},
	{{"abuse_victim"}, "court_act", "other_center", NULL, "violation", "2.4/2"},

	/* second dash: court acts for 4 and 5 */
	{{"deviant_behavior"}, "court_act", MINORS_CENTER, "day", "compliant", "2.4/3"},
	{{"referred_to_special_organization"}, "court_act", "other_center", NULL, "compliant", "2.4/3"},
	{{"deviant_behavior"}, DELIVERER, MINORS_CENTER, NULL, "violation", "2.4/3"},

	/* Annex 2, paragraph 2: neither these categories nor, by name, a round-the-clock stay */
	{{"crime_suspect"}, RULING, MINORS_CENTER, NULL, "violation", "2.2"},
	{{"special_educational_needs"}, "court_act", "other_center", NULL, "violation", "2.2"},
	{{"youth_house_resident"}, LOCAL_DECISION, MINORS_CENTER, NULL, "violation", "2.2"},
	{{"orphan"}, LOCAL_DECISION, MINORS_CENTER, "round_the_clock", "unsettled", "2.2"},

	/* Annexes 1 and 2, paragraph 3: one provider under both */
	{{"orphan"}, LOCAL_DECISION, CHILDREN_CENTER, "permanent", "compliant", "1.4/2"},
	{{"orphan"}, LOCAL_DECISION, CHILDREN_CENTER, "day", "compliant", "2.4/2"},
	{{"orphan"}, DELIVERER, CHILDREN_CENTER, NULL, "compliant", "2.4/2"},
	{{"orphan"}, DELIVERER, CHILDREN_CENTER, "round_the_clock", "unsettled", "2.2"},
	{{"crime_suspect"}, RULING, CHILDREN_CENTER, "permanent", "compliant", "1.4/4"},
	{{"youth_house_resident"}, LOCAL_DECISION, CHILDREN_CENTER, "day", "violation", "1.2"},
	{{"special_educational_needs"}, REFERRAL, CHILDREN_CENTER, NULL, "unsettled", "1.4/3"},

	/* and, where both refuse, the one that leaves less unmet: its category, or its stay */
	{{"abuse_victim"}, "court_act", CHILDREN_CENTER, NULL, "violation", "2.4/2"},
	{{"crime_suspect"}, "court_act", CHILDREN_CENTER, NULL, "violation", "1.4/4"},
	{{"orphan"}, "court_act", CHILDREN_CENTER, NULL, "violation", "1.4/2"},
	{{"orphan"}, "court_act", CHILDREN_CENTER, "day", "violation", "2.4/2"},
	{{"orphan"}, "court_act", CHILDREN_CENTER, "round_the_clock", "violation", "1.4/2"},

	/* Annex 3, paragraph 5: items 1 and 2 */
	{{"orphan"}, GUARDIANSHIP, "guardian", NULL, "compliant", "3.5.1"},
	{{"without_parental_care"}, GUARDIANSHIP, "trustee", NULL, "compliant", "3.5.1"},
	{{"orphan"}, GUARDIANSHIP, "guardian", "day", "compliant", "3.5.1"},
	{{"orphan"}, CONTRACT, "patronage_caregiver", NULL, "compliant", "3.5.2"},
	{{"orphan"}, CONTRACT, "foster_parent", NULL, "compliant", "3.5.2"},
	{{"without_parental_care"}, CONTRACT, "family_type_home_educator", NULL, "compliant", "3.5.2"},
	{{"orphan"}, GUARDIANSHIP, "foster_parent", NULL, "violation", "3.5.2"},
	{{"orphan"}, LOCAL_DECISION, "guardian", NULL, "violation", "3.5.1"},
	{{"orphan"}, CONTRACT, "trustee", NULL, "violation", "3.5.1"},

	/* item 3, and what item 2 says of other recipients */
	{{"crime_suspect"}, RULING, "patronage_caregiver", NULL, "compliant", "3.5.3"},
	{{"crime_suspect"}, CONTRACT, "patronage_caregiver", NULL, "compliant", "3.5.2"},
	{{"crime_suspect"}, CONTRACT, "foster_parent", NULL, "unsettled", "3.5.2"},
	{{"crime_suspect"}, RULING, "guardian", NULL, "violation", "3.5"},

	/* Annex 3, paragraphs 2 and 4: no other category; a form that is not named */
	{{"deviant_behavior"}, "court_act", "guardian", NULL, "violation", "3.2"},
	{{"special_educational_needs"}, CONTRACT, "foster_parent", NULL, "violation", "3.2"},
	{{"orphan"}, CONTRACT, "other_family", NULL, "unsettled", "3.2"},
	{{"abuse_victim"}, "court_act", "other_family", NULL, "unsettled", "3.2"},

	/* Several categories: one of them admits the basis */
	{{"orphan", "deviant_behavior"}, LOCAL_DECISION, "youth_house", NULL, "compliant", "1.4/2"},
	{{"abuse_victim", "crime_suspect"}, RULING, "special_boarding_school", NULL, "compliant", "1.4/4"},
	{{"orphan", "crime_suspect"}, RULING, "special_organization", NULL, "unsettled", "1.4/4"},
	{{"orphan", "deviant_behavior"}, LOCAL_DECISION, "special_organization", NULL, "unsettled", "1.4/2"},
	{{"orphan", "deviant_behavior"}, "court_act", "special_organization", NULL, "compliant", "1.4/3"},
	{{"abuse_victim", "orphan"}, "court_act", "youth_house", NULL, "violation", "1.4/2"},
	{{"abuse_victim", "?"}, LOCAL_DECISION, "youth_house", NULL, "unknown", "1.2"},
	{{"orphan", "?"}, LOCAL_DECISION, "youth_house", NULL, "compliant", "1.4/2"},
	{{"special_educational_needs", "?"}, LOCAL_DECISION, "youth_house", NULL, "unknown", "1.2"},

	/* A missing fact is asked for where it may matter */
	{{NULL}, LOCAL_DECISION, "youth_house", NULL, "unknown", "1.2"},
	{{"?"}, NULL, MINORS_CENTER, NULL, "unknown", "2.2"},
	{{"orphan"}, NULL, "youth_house", NULL, "unknown", "1.4"},
	{{"abuse_victim"}, NULL, "other_center", "day", "unknown", "2.4"},
	{{"orphan"}, NULL, "guardian", NULL, "unknown", "3.5"},
	{{"abuse_victim"}, NULL, CHILDREN_CENTER, NULL, "unknown", "2.4"},
	{{"crime_suspect"}, NULL, CHILDREN_CENTER, NULL, "unknown", "1.4"},
	{{"orphan"}, NULL, CHILDREN_CENTER, "day", "unknown", "2.4"},

	/* Without a basis: a category that paragraph 2 does not name, a stay, a form of care that paragraph 5 gives no basis */
	{{"abuse_victim"}, NULL, "youth_house", NULL, "violation", "1.2"},
	{{"neglected_or_homeless"}, NULL, "special_organization", "permanent", "violation", "1.2"},
	{{"crime_suspect"}, NULL, MINORS_CENTER, NULL, "violation", "2.2"},
	{{"deviant_behavior"}, NULL, "guardian", NULL, "violation", "3.2"},
	{{"crime_suspect"}, NULL, "guardian", NULL, "violation", "3.5"},
	{{"crime_suspect"}, NULL, "foster_parent", NULL, "unknown", "3.5"},
	{{"orphan"}, NULL, "youth_house", "day", "violation", "1.2"},
	{{"orphan"}, NULL, "other_family", NULL, "unsettled", "3.2"},
	{{"special_educational_needs"}, NULL, "rehabilitation_center", "day", "unsettled", "1.2"},
	{{"special_educational_needs"}, NULL, "rehabilitation_center", NULL, "unknown", "1.4"},
	{{"abuse_victim", "disrupted_life_activity"}, NULL, "youth_house", NULL, "violation", "1.2"},
	{{"abuse_victim", "orphan"}, NULL, "youth_house", NULL, "unknown", "1.4"},

	/* Without a category: a basis that paragraph 4, or 5 of annex 3, gives nobody here */
	{{NULL}, RULING, MINORS_CENTER, NULL, "violation", "2.4"},
	{{"?"}, "other_document", "other_center", "day", "violation", "2.4"},
	{{NULL}, "court_act", "guardian", NULL, "violation", "3.5"},
	{{NULL}, RULING, "patronage_caregiver", NULL, "unknown", "3.2"},
	{{NULL}, RULING, "foster_parent", NULL, "violation", "3.5"},
	{{NULL}, "other_document", "youth_house", NULL, "unknown", "1.2"},
	{{NULL}, "other_document", "other_family", NULL, "unsettled", "3.2"},
	{{NULL}, NULL, "youth_house", "day", "violation", "1.2"},
	{{NULL}, NULL, "other_family", NULL, "unsettled", "3.2"},
	{{"orphan", "?"}, RULING, MINORS_CENTER, NULL, "violation", "2.4/2"},
	{{"orphan", "?"}, "court_act", MINORS_CENTER, NULL, "unknown", "2.2"},
	{{"special_educational_needs", "?"}, DELIVERER, "youth_house", NULL, "unsettled", "1.4/3"},
	{{"deviant_behavior", "?"}, DELIVERER, "youth_house", NULL, "unknown", "1.2"},

	/* Without a provider nothing is certain: annex 3, paragraph 4, leaves open who is placed in a form not named */
	{{"orphan"}, "other_document", NULL, NULL, "unknown", NULL},
	{{"abuse_victim"}, "court_act", NULL, "day", "unknown", NULL},
	{{NULL}, NULL, NULL, NULL, "unknown", NULL},
	{{"orphan"}, LOCAL_DECISION, NULL, "permanent", "unknown", NULL},
};

typedef struct ServiceCase
{
	const char *service;
	const char *provider;
	const char *verdict;
	const char *provision;
} ServiceCase;

static const ServiceCase services[] = {
	/* Household: annexes 1 and 2, paragraph 5; annex 3, paragraph 6 */
	{"household.living_space", "youth_house", "compliant", "1.5.1"},
	{"household.living_space", MINORS_CENTER, "compliant", "2.5.1"},
	{"household.living_space", "guardian", "violation", "3.6"},
	{"household.total_dwelling_area", "guardian", "compliant", "3.6.1"},
	{"household.total_dwelling_area", "youth_house", "violation", "1.5"},
	{"household.clothing_footwear_and_bedding", "foster_parent", "compliant", "3.6.4"},
	{"household.transport", "special_boarding_school", "compliant", "1.5.8"},
	{"household.transport", "other_family", "compliant", "3.6.8"},
	{"household.qualified_specialists", "trustee", "violation", "3.6"},
	{"household.self_care_and_home_rehabilitation", "other_center", "compliant", "2.5.10"},

	/* Medical: 7 and 8 */
	{"medical.emergency_first_aid", "youth_house", "compliant", "1.7.2"},
	{"medical.emergency_first_aid", "guardian", "violation", "3.8"},
	{"medical.pre_physician_aid", "guardian", "compliant", "3.8.1"},
	{"medical.pre_physician_aid", "other_center", "violation", "2.7"},
	{"medical.prescribed_procedures", "other_center", "compliant", "2.7.10"},
	{"medical.laboratory_sampling", "rehabilitation_center", "compliant", "1.7.10"},
	{"medical.laboratory_sampling", "other_center", "violation", "2.7.10"},
	{"medical.laboratory_sampling", CHILDREN_CENTER, "compliant", "1.7.10"},
	{"medical.help_with_catheters_and_devices", MINORS_CENTER, "violation", "2.7.10"},
	{"medical.help_with_catheters_and_devices", "guardian", "violation", "3.8"},
	{"medical.assist_hospitalization_and_escort", "other_organization", "compliant", "1.7.11"},
	{"medical.assist_hospitalization_and_escort", "foster_parent", "compliant", "3.8.7"},
	{"medical.assist_providing_guaranteed_care", MINORS_CENTER, "compliant", "2.7.3"},
	{"medical.assist_obtaining_guaranteed_care", "trustee", "compliant", "3.8.2"},

	/* Psychological: 9 and 10; pedagogical: 11 and 12 */
	{"psychological.counseling", "youth_house", "compliant", "1.9.4"},
	{"psychological.counseling", "guardian", "violation", "3.10"},
	{"psychological.assist_counseling", "guardian", "compliant", "3.10.3"},
	{"psychological.support_for_family_members", "other_center", "violation", "2.9"},
	{"pedagogical.assist_obtaining_education", "youth_house", "compliant", "1.11.4"},
	{"pedagogical.assist_obtaining_education", "patronage_caregiver", "compliant", "3.12.1"},
	{"pedagogical.remedial_support", "patronage_caregiver", "violation", "3.12"},

	/* Labor: 13 and 14; cultural: 15 and 16; economic: 17 and 18 */
	{"labor.therapeutic_work", MINORS_CENTER, "compliant", "2.13.2"},
	{"labor.household_skills", "guardian", "compliant", "3.14.4"},
	{"labor.household_skills", "youth_house", "violation", "1.13"},
	{"cultural.clubs_and_hobby_groups", "family_type_village", "compliant", "1.15.2"},
	{"cultural.clubs_and_hobby_groups", "foster_parent", "violation", "3.16"},
	{"cultural.involvement_in_leisure_and_events", "foster_parent", "compliant", "3.16.2"},
	{"economic.assist_housing_improvement", "other_center", "compliant", "2.17.2"},
	{"economic.assist_benefits_and_payments", "guardian", "compliant", "3.18.1"},

	/* Legal: 19 and 20 */
	{"legal.assist_family_placement", "youth_house", "compliant", "1.19.5"},
	{"legal.assist_family_placement", "foster_parent", "violation", "3.20"},
	{"legal.help_obtaining_benefits", "youth_house", "compliant", "1.19.6"},
	{"legal.help_obtaining_benefits", "foster_parent", "compliant", "3.20.5"},
	{"legal.counseling_on_family_placement", MINORS_CENTER, "compliant", "2.19.7"},

	/* A missing fact is asked for; a service that all three annexes list is certain without a provider */
	{NULL, "youth_house", "unknown", "1.5"},
	{NULL, MINORS_CENTER, "unknown", "2.5"},
	{NULL, "guardian", "unknown", "3.6"},
	{NULL, NULL, "unknown", NULL},
	{"household.transport", NULL, "compliant", "1.5.8"},
	{"legal.help_obtaining_benefits", NULL, "compliant", "1.19.6"},
	{"household.living_space", NULL, "unknown", NULL},
	{"household.total_dwelling_area", NULL, "unknown", NULL},
	{"medical.laboratory_sampling", NULL, "unknown", NULL},
};

static void
AddCategory(SssFacts *facts, const char *text)
{
	if (text == NULL)
		return;
	if (strcmp(text, "?") == 0)
		facts->category_missing = true;
	else
		facts->categories |= SSS_BIT(IndexOf(CODES_recipient_category, text));
}

static void
CheckJudgement(SssRule rule, const SssFacts *facts, const char *verdict, const char *provision)
{
	SssJudgement judgement;
	bool		holds;

	SssJudge(rule, facts, &judgement);
	if (provision == NULL)
		provision = "none";
	holds = strcmp(VerdictText(judgement.verdict), verdict) == 0 &&
		strcmp(Cited(judgement.provision), provision) == 0;
	Check(holds, "%s: %s by %s", Described(facts), verdict, provision);
	if (!holds)
		Note("found %s by %s", VerdictText(judgement.verdict), Cited(judgement.provision));
}

static void
CheckPlacements(void)
{
	for (size_t i = 0; i < COUNT(placements); i++)
	{
		const PlacementCase *expected = &placements[i];
		SssFacts	facts = sss_no_facts;

		AddCategory(&facts, expected->categories[0]);
		AddCategory(&facts, expected->categories[1]);
		facts.codes[ROLE_basis] = IndexOf(CODES_placement_basis, expected->basis);
		facts.codes[ROLE_provider] = IndexOf(CODES_provider_type, expected->provider);
		facts.codes[ROLE_stay] = IndexOf(CODES_stay_mode, expected->stay);
		SetDay(&facts, FirstDay());
		CheckJudgement(RULE_placement, &facts, expected->verdict, expected->provision);
	}
}

static void
CheckServices(void)
{
	for (size_t i = 0; i < COUNT(services); i++)
	{
		const ServiceCase *expected = &services[i];
		SssFacts	facts = sss_no_facts;

		facts.codes[ROLE_service] = IndexOf(CODES_service, expected->service);
		facts.codes[ROLE_provider] = IndexOf(CODES_provider_type, expected->provider);
		SetDay(&facts, FirstDay());
		CheckJudgement(RULE_service, &facts, expected->verdict, expected->provision);
	}
}

/* The order's paragraph 5: in force from 1 July 2023; nothing known at all */
static void
CheckDays(void)
{
	SssFacts	facts = sss_no_facts;

	CheckJudgement(RULE_placement, &facts, "unknown", NULL);
	CheckJudgement(RULE_service, &facts, "unknown", NULL);
	SetDay(&facts, DayOf(2023, 6, 30));
	CheckJudgement(RULE_placement, &facts, "not_governed", "0.5");
	CheckJudgement(RULE_service, &facts, "not_governed", "0.5");
	facts.codes[ROLE_provider] = IndexOf(CODES_provider_type, "youth_house");
	facts.categories = SSS_BIT(IndexOf(CODES_recipient_category, "orphan"));
	facts.codes[ROLE_basis] = IndexOf(CODES_placement_basis, LOCAL_DECISION);
	CheckJudgement(RULE_placement, &facts, "not_governed", "0.5");
	SetDay(&facts, DayOf(2023, 7, 1));
	CheckJudgement(RULE_placement, &facts, "compliant", "1.4/2");
}

int
main(void)
{
	Check(DayOf(2023, 7, 1) == 8582 && DayOf(2000, 1, 1) == 0 && DayOf(2024, 3, 1) == 8826,
		  "the test counts days as PostgreSQL does");
	CheckPlacements();
	CheckServices();
	CheckDays();
	return ChecksDone();
}
