/*-------------------------------------------------------------------------
 *
 * scope.h
 *	  The special social services that each standard of Order No. 165 includes.
 *
 * One service of one standard a line, in the Order's own sequence:
 *
 *	SCOPE(standard, kind, name, citation, from, to)
 *
 *	standard	organizations (annex 1), centers (annex 2), families (annex 3)
 *	kind, name	the service, as listed in services.h
 *	citation	where the Order names it: ITEM(1, 5, 2) is annex 1,
 *				paragraph 5, subparagraph 2
 *	from		first day of validity; IN_FORCE is 1 July 2023, when the Order
 *				took effect
 *	to			last day of validity, as DAY(year, month, day); NO_END while
 *				there is none
 *
 * Encoded are paragraphs 5, 7, 9, 11, 13, 15, 17 and 19 of annexes 1 and 2,
 * and 6, 8, 10, 12, 14, 16, 18 and 20 of annex 3:
 *
 *	annex 1		52 items, 54 lines: ¶7(10) names three services
 *	annex 2		52 items, 52 lines: its ¶7(10) names only the procedures
 *	annex 3		38 items, 38 lines: 20 services shared with annex 1, 18 its own
 *
 * Item numbers do not carry over from annex 1 to annex 3.  A service without a
 * line here is not a special social service of that standard.
 *
 * To enter an amendment: never remove or renumber a line.  An item repealed,
 * moved or changed in content gets its last day in place of NO_END.  Where the
 * standard still has the same service, under another number or again later,
 * the new line is a SCOPE_LATER(...) directly behind the old one, with its own
 * first day and citation.
 *
 * There is deliberately no include guard: the file is included several times,
 * each time with another meaning of SCOPE.
 *
 *-------------------------------------------------------------------------
 */

/* annex 1, paragraph 5: household */
SCOPE(organizations,	household,		living_space,								ITEM(1, 5, 1), IN_FORCE, NO_END)
SCOPE(organizations,	household,		equipped_premises,							ITEM(1, 5, 2), IN_FORCE, NO_END)
SCOPE(organizations,	household,		clothing_footwear_and_bedding,				ITEM(1, 5, 3), IN_FORCE, NO_END)
SCOPE(organizations,	household,		balanced_and_dietary_meals,					ITEM(1, 5, 4), IN_FORCE, NO_END)
SCOPE(organizations,	household,		qualified_specialists,						ITEM(1, 5, 5), IN_FORCE, NO_END)
SCOPE(organizations,	household,		laundry_and_disinfection,					ITEM(1, 5, 6), IN_FORCE, NO_END)
SCOPE(organizations,	household,		vocational_choice_and_creative_work,		ITEM(1, 5, 7), IN_FORCE, NO_END)
SCOPE(organizations,	household,		transport,									ITEM(1, 5, 8), IN_FORCE, NO_END)
SCOPE(organizations,	household,		family_like_conditions,						ITEM(1, 5, 9), IN_FORCE, NO_END)
SCOPE(organizations,	household,		self_care_and_home_rehabilitation,			ITEM(1, 5, 10), IN_FORCE, NO_END)

/* annex 1, paragraph 7: medical */
SCOPE(organizations,	medical,		health_and_social_examination,				ITEM(1, 7, 1), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		emergency_first_aid,						ITEM(1, 7, 2), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		assist_providing_guaranteed_care,			ITEM(1, 7, 3), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		treatment_and_health_improvement,			ITEM(1, 7, 4), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		consultative_aid,							ITEM(1, 7, 5), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		initial_checkup_and_sanitary_treatment,		ITEM(1, 7, 6), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		care_according_to_health,					ITEM(1, 7, 7), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		primary_health_care,						ITEM(1, 7, 8), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		rehabilitation_activities,					ITEM(1, 7, 9), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		prescribed_procedures,						ITEM(1, 7, 10), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		laboratory_sampling,						ITEM(1, 7, 10), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		help_with_catheters_and_devices,			ITEM(1, 7, 10), IN_FORCE, NO_END)
SCOPE(organizations,	medical,		assist_hospitalization_and_escort,			ITEM(1, 7, 11), IN_FORCE, NO_END)

/* annex 1, paragraph 9: psychological */
SCOPE(organizations,	psychological,	diagnostics_and_personality_assessment,		ITEM(1, 9, 1), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	systematic_observation,						ITEM(1, 9, 2), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	preventive_work,							ITEM(1, 9, 3), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	counseling,									ITEM(1, 9, 4), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	aid,										ITEM(1, 9, 5), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	training_sessions,							ITEM(1, 9, 6), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	correction,									ITEM(1, 9, 7), IN_FORCE, NO_END)
SCOPE(organizations,	psychological,	mutual_support_groups_and_clubs,			ITEM(1, 9, 8), IN_FORCE, NO_END)

/* annex 1, paragraph 11: pedagogical */
SCOPE(organizations,	pedagogical,	counseling,									ITEM(1, 11, 1), IN_FORCE, NO_END)
SCOPE(organizations,	pedagogical,	remedial_support,							ITEM(1, 11, 2), IN_FORCE, NO_END)
SCOPE(organizations,	pedagogical,	upbringing_education_and_socialization,		ITEM(1, 11, 3), IN_FORCE, NO_END)
SCOPE(organizations,	pedagogical,	assist_obtaining_education,					ITEM(1, 11, 4), IN_FORCE, NO_END)
SCOPE(organizations,	pedagogical,	self_care_and_communication_skills,			ITEM(1, 11, 5), IN_FORCE, NO_END)
SCOPE(organizations,	pedagogical,	diagnostics_and_development_assessment,		ITEM(1, 11, 6), IN_FORCE, NO_END)

/* annex 1, paragraph 13: labor */
SCOPE(organizations,	labor,			skills_assessment,							ITEM(1, 13, 1), IN_FORCE, NO_END)
SCOPE(organizations,	labor,			therapeutic_work,							ITEM(1, 13, 2), IN_FORCE, NO_END)
SCOPE(organizations,	labor,			assist_vocational_skills_training,			ITEM(1, 13, 3), IN_FORCE, NO_END)
SCOPE(organizations,	labor,			assist_profession_physical_mental_ability,	ITEM(1, 13, 4), IN_FORCE, NO_END)

/* annex 1, paragraph 15: cultural */
SCOPE(organizations,	cultural,		celebrations_and_leisure_events,			ITEM(1, 15, 1), IN_FORCE, NO_END)
SCOPE(organizations,	cultural,		clubs_and_hobby_groups,						ITEM(1, 15, 2), IN_FORCE, NO_END)
SCOPE(organizations,	cultural,		involvement_in_leisure_and_events,			ITEM(1, 15, 3), IN_FORCE, NO_END)

/* annex 1, paragraph 17: economic */
SCOPE(organizations,	economic,		assist_benefits_and_payments,				ITEM(1, 17, 1), IN_FORCE, NO_END)
SCOPE(organizations,	economic,		assist_housing_improvement,					ITEM(1, 17, 2), IN_FORCE, NO_END)

/* annex 1, paragraph 19: legal */
SCOPE(organizations,	legal,			counseling_on_social_security_rights,		ITEM(1, 19, 1), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			help_with_documents,						ITEM(1, 19, 2), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			help_filing_complaints,						ITEM(1, 19, 3), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			assist_accountability_for_violence,			ITEM(1, 19, 4), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			assist_family_placement,					ITEM(1, 19, 5), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			help_obtaining_benefits,					ITEM(1, 19, 6), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			counseling_on_family_placement,				ITEM(1, 19, 7), IN_FORCE, NO_END)
SCOPE(organizations,	legal,			assist_obtaining_state_guaranteed_aid,		ITEM(1, 19, 8), IN_FORCE, NO_END)

/* annex 2, paragraph 5: household */
SCOPE(centers,			household,		living_space,								ITEM(2, 5, 1), IN_FORCE, NO_END)
SCOPE(centers,			household,		equipped_premises,							ITEM(2, 5, 2), IN_FORCE, NO_END)
SCOPE(centers,			household,		clothing_footwear_and_bedding,				ITEM(2, 5, 3), IN_FORCE, NO_END)
SCOPE(centers,			household,		balanced_and_dietary_meals,					ITEM(2, 5, 4), IN_FORCE, NO_END)
SCOPE(centers,			household,		qualified_specialists,						ITEM(2, 5, 5), IN_FORCE, NO_END)
SCOPE(centers,			household,		laundry_and_disinfection,					ITEM(2, 5, 6), IN_FORCE, NO_END)
SCOPE(centers,			household,		vocational_choice_and_creative_work,		ITEM(2, 5, 7), IN_FORCE, NO_END)
SCOPE(centers,			household,		transport,									ITEM(2, 5, 8), IN_FORCE, NO_END)
SCOPE(centers,			household,		family_like_conditions,						ITEM(2, 5, 9), IN_FORCE, NO_END)
SCOPE(centers,			household,		self_care_and_home_rehabilitation,			ITEM(2, 5, 10), IN_FORCE, NO_END)

/* annex 2, paragraph 7: medical */
SCOPE(centers,			medical,		health_and_social_examination,				ITEM(2, 7, 1), IN_FORCE, NO_END)
SCOPE(centers,			medical,		emergency_first_aid,						ITEM(2, 7, 2), IN_FORCE, NO_END)
SCOPE(centers,			medical,		assist_providing_guaranteed_care,			ITEM(2, 7, 3), IN_FORCE, NO_END)
SCOPE(centers,			medical,		treatment_and_health_improvement,			ITEM(2, 7, 4), IN_FORCE, NO_END)
SCOPE(centers,			medical,		consultative_aid,							ITEM(2, 7, 5), IN_FORCE, NO_END)
SCOPE(centers,			medical,		initial_checkup_and_sanitary_treatment,		ITEM(2, 7, 6), IN_FORCE, NO_END)
SCOPE(centers,			medical,		care_according_to_health,					ITEM(2, 7, 7), IN_FORCE, NO_END)
SCOPE(centers,			medical,		primary_health_care,						ITEM(2, 7, 8), IN_FORCE, NO_END)
SCOPE(centers,			medical,		rehabilitation_activities,					ITEM(2, 7, 9), IN_FORCE, NO_END)
SCOPE(centers,			medical,		prescribed_procedures,						ITEM(2, 7, 10), IN_FORCE, NO_END)
SCOPE(centers,			medical,		assist_hospitalization_and_escort,			ITEM(2, 7, 11), IN_FORCE, NO_END)

/* annex 2, paragraph 9: psychological */
SCOPE(centers,			psychological,	diagnostics_and_personality_assessment,		ITEM(2, 9, 1), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	systematic_observation,						ITEM(2, 9, 2), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	preventive_work,							ITEM(2, 9, 3), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	counseling,									ITEM(2, 9, 4), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	aid,										ITEM(2, 9, 5), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	training_sessions,							ITEM(2, 9, 6), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	correction,									ITEM(2, 9, 7), IN_FORCE, NO_END)
SCOPE(centers,			psychological,	mutual_support_groups_and_clubs,			ITEM(2, 9, 8), IN_FORCE, NO_END)

/* annex 2, paragraph 11: pedagogical */
SCOPE(centers,			pedagogical,	counseling,									ITEM(2, 11, 1), IN_FORCE, NO_END)
SCOPE(centers,			pedagogical,	remedial_support,							ITEM(2, 11, 2), IN_FORCE, NO_END)
SCOPE(centers,			pedagogical,	upbringing_education_and_socialization,		ITEM(2, 11, 3), IN_FORCE, NO_END)
SCOPE(centers,			pedagogical,	assist_obtaining_education,					ITEM(2, 11, 4), IN_FORCE, NO_END)
SCOPE(centers,			pedagogical,	self_care_and_communication_skills,			ITEM(2, 11, 5), IN_FORCE, NO_END)
SCOPE(centers,			pedagogical,	diagnostics_and_development_assessment,		ITEM(2, 11, 6), IN_FORCE, NO_END)

/* annex 2, paragraph 13: labor */
SCOPE(centers,			labor,			skills_assessment,							ITEM(2, 13, 1), IN_FORCE, NO_END)
SCOPE(centers,			labor,			therapeutic_work,							ITEM(2, 13, 2), IN_FORCE, NO_END)
SCOPE(centers,			labor,			assist_vocational_skills_training,			ITEM(2, 13, 3), IN_FORCE, NO_END)
SCOPE(centers,			labor,			assist_profession_physical_mental_ability,	ITEM(2, 13, 4), IN_FORCE, NO_END)

/* annex 2, paragraph 15: cultural */
SCOPE(centers,			cultural,		celebrations_and_leisure_events,			ITEM(2, 15, 1), IN_FORCE, NO_END)
SCOPE(centers,			cultural,		clubs_and_hobby_groups,						ITEM(2, 15, 2), IN_FORCE, NO_END)
SCOPE(centers,			cultural,		involvement_in_leisure_and_events,			ITEM(2, 15, 3), IN_FORCE, NO_END)

/* annex 2, paragraph 17: economic */
SCOPE(centers,			economic,		assist_benefits_and_payments,				ITEM(2, 17, 1), IN_FORCE, NO_END)
SCOPE(centers,			economic,		assist_housing_improvement,					ITEM(2, 17, 2), IN_FORCE, NO_END)

/* annex 2, paragraph 19: legal */
SCOPE(centers,			legal,			counseling_on_social_security_rights,		ITEM(2, 19, 1), IN_FORCE, NO_END)
SCOPE(centers,			legal,			help_with_documents,						ITEM(2, 19, 2), IN_FORCE, NO_END)
SCOPE(centers,			legal,			help_filing_complaints,						ITEM(2, 19, 3), IN_FORCE, NO_END)
SCOPE(centers,			legal,			assist_accountability_for_violence,			ITEM(2, 19, 4), IN_FORCE, NO_END)
SCOPE(centers,			legal,			assist_family_placement,					ITEM(2, 19, 5), IN_FORCE, NO_END)
SCOPE(centers,			legal,			help_obtaining_benefits,					ITEM(2, 19, 6), IN_FORCE, NO_END)
SCOPE(centers,			legal,			counseling_on_family_placement,				ITEM(2, 19, 7), IN_FORCE, NO_END)
SCOPE(centers,			legal,			assist_obtaining_state_guaranteed_aid,		ITEM(2, 19, 8), IN_FORCE, NO_END)

/* annex 3, paragraph 6: household */
SCOPE(families,			household,		total_dwelling_area,						ITEM(3, 6, 1), IN_FORCE, NO_END)
SCOPE(families,			household,		furnished_premises,							ITEM(3, 6, 2), IN_FORCE, NO_END)
SCOPE(families,			household,		education_conditions_and_care,				ITEM(3, 6, 3), IN_FORCE, NO_END)
SCOPE(families,			household,		clothing_footwear_and_bedding,				ITEM(3, 6, 4), IN_FORCE, NO_END)
SCOPE(families,			household,		balanced_and_dietary_meals,					ITEM(3, 6, 5), IN_FORCE, NO_END)
SCOPE(families,			household,		laundry_and_disinfection,					ITEM(3, 6, 6), IN_FORCE, NO_END)
SCOPE(families,			household,		vocational_choice_and_creative_work,		ITEM(3, 6, 7), IN_FORCE, NO_END)
SCOPE(families,			household,		transport,									ITEM(3, 6, 8), IN_FORCE, NO_END)
SCOPE(families,			household,		upkeep_and_behavior_skills,					ITEM(3, 6, 9), IN_FORCE, NO_END)
SCOPE(families,			household,		favorable_development_conditions,			ITEM(3, 6, 10), IN_FORCE, NO_END)

/* annex 3, paragraph 8: medical */
SCOPE(families,			medical,		pre_physician_aid,							ITEM(3, 8, 1), IN_FORCE, NO_END)
SCOPE(families,			medical,		assist_obtaining_guaranteed_care,			ITEM(3, 8, 2), IN_FORCE, NO_END)
SCOPE(families,			medical,		assist_rehabilitation_activities,			ITEM(3, 8, 3), IN_FORCE, NO_END)
SCOPE(families,			medical,		assist_medicines_and_devices,				ITEM(3, 8, 4), IN_FORCE, NO_END)
SCOPE(families,			medical,		assist_specialist_consultations,			ITEM(3, 8, 5), IN_FORCE, NO_END)
SCOPE(families,			medical,		doctor_home_call_and_escort,				ITEM(3, 8, 6), IN_FORCE, NO_END)
SCOPE(families,			medical,		assist_hospitalization_and_escort,			ITEM(3, 8, 7), IN_FORCE, NO_END)

/* annex 3, paragraph 10: psychological */
SCOPE(families,			psychological,	aid_and_encouragement,						ITEM(3, 10, 1), IN_FORCE, NO_END)
SCOPE(families,			psychological,	support_for_family_members,					ITEM(3, 10, 2), IN_FORCE, NO_END)
SCOPE(families,			psychological,	assist_counseling,							ITEM(3, 10, 3), IN_FORCE, NO_END)

/* annex 3, paragraph 12: pedagogical */
SCOPE(families,			pedagogical,	assist_obtaining_education,					ITEM(3, 12, 1), IN_FORCE, NO_END)
SCOPE(families,			pedagogical,	household_orientation_and_manual_skills,	ITEM(3, 12, 2), IN_FORCE, NO_END)
SCOPE(families,			pedagogical,	upbringing_education_and_socialization,		ITEM(3, 12, 3), IN_FORCE, NO_END)
SCOPE(families,			pedagogical,	self_care_and_communication_skills,			ITEM(3, 12, 4), IN_FORCE, NO_END)

/* annex 3, paragraph 14: labor */
SCOPE(families,			labor,			vocational_guidance,						ITEM(3, 14, 1), IN_FORCE, NO_END)
SCOPE(families,			labor,			assist_vocational_skills_training,			ITEM(3, 14, 2), IN_FORCE, NO_END)
SCOPE(families,			labor,			assist_profession_individual_ability,		ITEM(3, 14, 3), IN_FORCE, NO_END)
SCOPE(families,			labor,			household_skills,							ITEM(3, 14, 4), IN_FORCE, NO_END)

/* annex 3, paragraph 16: cultural */
SCOPE(families,			cultural,		celebrations_and_leisure_events,			ITEM(3, 16, 1), IN_FORCE, NO_END)
SCOPE(families,			cultural,		involvement_in_leisure_and_events,			ITEM(3, 16, 2), IN_FORCE, NO_END)

/* annex 3, paragraph 18: economic */
SCOPE(families,			economic,		assist_benefits_and_payments,				ITEM(3, 18, 1), IN_FORCE, NO_END)
SCOPE(families,			economic,		assist_housing_improvement,					ITEM(3, 18, 2), IN_FORCE, NO_END)

/* annex 3, paragraph 20: legal */
SCOPE(families,			legal,			counseling_on_social_security_rights,		ITEM(3, 20, 1), IN_FORCE, NO_END)
SCOPE(families,			legal,			help_with_documents,						ITEM(3, 20, 2), IN_FORCE, NO_END)
SCOPE(families,			legal,			help_filing_complaints,						ITEM(3, 20, 3), IN_FORCE, NO_END)
SCOPE(families,			legal,			assist_accountability_for_violence,			ITEM(3, 20, 4), IN_FORCE, NO_END)
SCOPE(families,			legal,			help_obtaining_benefits,					ITEM(3, 20, 5), IN_FORCE, NO_END)
SCOPE(families,			legal,			assist_obtaining_state_guaranteed_aid,		ITEM(3, 20, 6), IN_FORCE, NO_END)
