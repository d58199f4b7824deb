/*---
 * evidence.h
 *	  The evidence that a record requires.
 *
 * EVIDENCE(rule, standard, citation, services, fact, when, valid from, valid to)
 * EVIDENCE_ALSO(...)	directly behind another line of the same standard and services
 * EVIDENCE_NAME(fact, kk, ru, en)
 *
 * services		OF(kind, name): behind a record of that service; OF_ALL
 * when			ALWAYS; IF(fact): only where that fact is there; UNLESS(fact):
 *				only where it is not; WHERE_SAID(fact, codes): only where the
 *				record says that it is one of these; where it does not say
 *				what it is, a record without the evidence is unsettled
 *
 * The three rules on specialists differ.  Of healthcare organizations one is
 * called in for the health and social examination if that is necessary
 * (paragraph 7, item 1), and must be for consultative aid where the
 * organization has no qualified one (item 5).  By contract specialists may be
 * engaged only where those needed are absent (paragraph 21).
 *
 * A service that names two things requires its evidence behind every record
 * (room_for_home_rehabilitation in readings.h), unless the record may say which
 * of them it is about (indications_for_escort).
 *
 * A condition of quality is encoded here where it says what must be there; it
 * is cited where it stands.
 *---
 */
EVIDENCE_NAME(prescription, "емдеуші дәрігердің тағайындауы", "назначение лечащего врача", "prescription of the attending physician")
EVIDENCE_NAME(doctors_conclusion, "дәрігерлердің қорытындысы", "заключение врачей", "conclusion of the doctors")
EVIDENCE_NAME(medical_indications, "медициналық көрсетілімдер", "медицинские показания", "medical indications")
EVIDENCE_NAME(approved_package, "ұйым басшысы бекіткен психодиагностикалық пакет", "психодиагностический пакет, утвержденный руководителем организации", "psychodiagnostic package approved by the head of the organization")
EVIDENCE_NAME(own_specialist, "ұйымның өз маманы", "специалист самой организации", "specialist of the organization itself")
EVIDENCE_NAME(organized_course, "арнайы ұйымдастырылған курс", "специально организованный курс", "specially organized course")
EVIDENCE_NAME(course_specialist, "курсқа тартылған маман", "специалист, привлеченный к курсу", "specialist engaged in the course")
EVIDENCE_NAME(equipped_room, "арнайы жабдықталған кабинет", "специально оборудованный кабинет", "specially equipped room")
EVIDENCE_NAME(career_choice_measures, "мамандық таңдауға көмектесетін іс-шаралар", "мероприятия, помогающие в выборе профессии", "measures that help to choose a profession")
EVIDENCE_NAME(own_medical_worker, "ұйымның медицина қызметкері", "медицинский работник организации", "medical worker of the organization")
EVIDENCE_NAME(emergency, "шұғыл жағдай", "экстренный случай", "emergency")
EVIDENCE_NAME(specialist_room, "маманның жиһазы мен жабдығы бар кабинеті", "кабинет специалиста с мебелью и оборудованием", "specialist's room with furniture and equipment")
EVIDENCE_NAME(orientation_room, "тұрмыстық техникасы мен жиһазы бар әлеуметтік-тұрмыстық бағдарлау кабинеті", "кабинет социально-бытовой ориентации с бытовой техникой и мебелью", "room for social and household orientation with appliances and furniture")
EVIDENCE_NAME(allocation_assessment, "бөлмеге орналастыру кезінде баланың жай-күйі, жасы, бейімділіктері, үйлесімділігі және дамуы ескерілгені туралы жазба", "учет состояния, возраста, наклонностей, совместимости и развития ребенка при размещении в комнате", "record that the child's state, age, inclinations, compatibility and development were weighed for the room")
EVIDENCE_NAME(healthcare_specialist, "денсаулық сақтау ұйымының маманы", "специалист организации здравоохранения", "specialist of a healthcare organization")
EVIDENCE_NAME(specialist_needed, "денсаулық сақтау ұйымының маманын тарту қажеттігі", "необходимость привлечь специалиста организации здравоохранения", "need of a specialist of a healthcare organization")
EVIDENCE_NAME(qualified_specialist, "ұйымның білікті маманы", "квалифицированный специалист организации", "qualified specialist of the organization")
EVIDENCE_NAME(furnished_premises, "жиһазы және (немесе) арнайы жабдығы бар үй-жай", "помещение, оснащенное мебелью и (или) специализированным оборудованием", "premises with furniture or specialized equipment")
EVIDENCE_NAME(qualification, "маманның біліктілігін растау", "подтверждение квалификации специалиста", "proof of the specialist's qualification")
EVIDENCE_NAME(work_equipment, "кәсіптік өзін-өзі айқындауға және шығармашылық еңбекке қажетті жабдық", "оборудование, необходимое для профессионального самоопределения и творческого труда", "equipment needed for the choice of a profession and creative work")
EVIDENCE_NAME(suited_to_abilities, "кәсіптің қызмет алушының жеке қабілеттеріне сәйкестігі", "соответствие профессии индивидуальным способностям получателя услуг", "profession that suits the recipient's individual abilities")
EVIDENCE_NAME(household_member, "қызмет алушымен бірге тұратын отбасы мүшесі", "член семьи, проживающий совместно с получателем услуг", "family member who lives together with the recipient")
EVIDENCE_NAME(psychologist, "психолог немесе психотерапевт", "психолог или психотерапевт", "psychologist or psychotherapist")
EVIDENCE_NAME(specialists_absent, "ұйымда қажетті мамандардың жоқ екендігінің растамасы", "подтверждение того, что необходимых специалистов в организации нет", "confirmation that the organization lacks the specialists needed")
EVIDENCE_NAME(specialist_contract, "маманмен жасалған шарт", "договор со специалистом", "contract with the specialist")

/* Annex 1 */
EVIDENCE(evidence, organizations, ITEM(1, 5, 2), OF(household, equipped_premises), furnished_premises, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 5, 5), OF(household, qualified_specialists), qualification, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, organizations, ITEM(1, 6, 2), OF(household, qualified_specialists), specialist_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 5, 7), OF(household, vocational_choice_and_creative_work), work_equipment, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM_PART(1, 6, 1, 2), OF(household, living_space), allocation_assessment, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 6, 6), OF(household, self_care_and_home_rehabilitation), orientation_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 1), OF(medical, health_and_social_examination), healthcare_specialist, IF(specialist_needed), IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 2), OF(medical, emergency_first_aid), emergency, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, organizations, ITEM(1, 8, 3), OF(medical, emergency_first_aid), own_medical_worker, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 5), OF(medical, consultative_aid), healthcare_specialist, UNLESS(qualified_specialist), IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 10), OF(medical, prescribed_procedures), prescription, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 10), OF(medical, laboratory_sampling), prescription, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 7, 10), OF(medical, help_with_catheters_and_devices), prescription, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 8, 5), OF(medical, assist_hospitalization_and_escort), medical_indications, WHERE_SAID(medical_measure, ON_INDICATIONS), IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 8, 5), OF(medical, treatment_and_health_improvement), medical_indications, WHERE_SAID(medical_measure, ON_INDICATIONS), IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 10, 1), OF(psychological, diagnostics_and_personality_assessment), approved_package, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 14, 1), OF(labor, skills_assessment), own_specialist, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 14, 2), OF(labor, assist_vocational_skills_training), organized_course, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, organizations, ITEM(1, 14, 2), OF(labor, assist_vocational_skills_training), course_specialist, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, organizations, ITEM(1, 14, 2), OF(labor, assist_vocational_skills_training), equipped_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, organizations, ITEM(1, 14, 2), OF(labor, assist_vocational_skills_training), career_choice_measures, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, organizations, ITEM(1, 13, 4), OF(labor, assist_profession_physical_mental_ability), suited_to_abilities, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(contract_specialist, organizations, PARAGRAPH(1, 21), OF_ALL, specialists_absent, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(contract_specialist, organizations, PARAGRAPH(1, 21), OF_ALL, specialist_contract, ALWAYS, IN_FORCE, NO_END)

/* Annex 2: of paragraph 7, item 10, the procedures alone are in its list */
EVIDENCE(evidence, centers, ITEM(2, 5, 2), OF(household, equipped_premises), furnished_premises, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 5, 5), OF(household, qualified_specialists), qualification, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, centers, ITEM(2, 6, 2), OF(household, qualified_specialists), specialist_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 5, 7), OF(household, vocational_choice_and_creative_work), work_equipment, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM_PART(2, 6, 1, 2), OF(household, living_space), allocation_assessment, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 6, 6), OF(household, self_care_and_home_rehabilitation), orientation_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 7, 1), OF(medical, health_and_social_examination), healthcare_specialist, IF(specialist_needed), IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 7, 2), OF(medical, emergency_first_aid), emergency, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, centers, ITEM(2, 8, 3), OF(medical, emergency_first_aid), own_medical_worker, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 7, 5), OF(medical, consultative_aid), healthcare_specialist, UNLESS(qualified_specialist), IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 7, 10), OF(medical, prescribed_procedures), prescription, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 8, 5), OF(medical, assist_hospitalization_and_escort), medical_indications, WHERE_SAID(medical_measure, ON_INDICATIONS), IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 8, 5), OF(medical, treatment_and_health_improvement), medical_indications, WHERE_SAID(medical_measure, ON_INDICATIONS), IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 10, 1), OF(psychological, diagnostics_and_personality_assessment), approved_package, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 14, 1), OF(labor, skills_assessment), own_specialist, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 14, 2), OF(labor, assist_vocational_skills_training), organized_course, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, centers, ITEM(2, 14, 2), OF(labor, assist_vocational_skills_training), course_specialist, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, centers, ITEM(2, 14, 2), OF(labor, assist_vocational_skills_training), equipped_room, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, centers, ITEM(2, 14, 2), OF(labor, assist_vocational_skills_training), career_choice_measures, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, centers, ITEM(2, 13, 4), OF(labor, assist_profession_physical_mental_ability), suited_to_abilities, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(contract_specialist, centers, PARAGRAPH(2, 21), OF_ALL, specialists_absent, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(contract_specialist, centers, PARAGRAPH(2, 21), OF_ALL, specialist_contract, ALWAYS, IN_FORCE, NO_END)

/* Annex 3 */
EVIDENCE(evidence, families, ITEM(3, 6, 2), OF(household, furnished_premises), furnished_premises, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 6, 7), OF(household, vocational_choice_and_creative_work), work_equipment, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 8, 4), OF(medical, assist_medicines_and_devices), doctors_conclusion, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 9, 2), OF(medical, assist_hospitalization_and_escort), medical_indications, WHERE_SAID(medical_measure, ON_INDICATIONS), IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 10, 2), OF(psychological, support_for_family_members), household_member, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 10, 3), OF(psychological, assist_counseling), psychologist, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 14, 3), OF(labor, assist_profession_individual_ability), suited_to_abilities, ALWAYS, IN_FORCE, NO_END)
EVIDENCE(evidence, families, ITEM(3, 15, 2), OF(labor, assist_vocational_skills_training), organized_course, ALWAYS, IN_FORCE, NO_END)
EVIDENCE_ALSO(evidence, families, ITEM(3, 15, 2), OF(labor, assist_vocational_skills_training), career_choice_measures, ALWAYS, IN_FORCE, NO_END)
