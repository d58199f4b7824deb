/*---
 * roles.h
 *	  The facts that rules judge, and the rules that can be attached to a table.
 *
 * FACT(fact, kind, type)
 * RULE(rule, en)
 * ROLE(rule, fact, obligatory)
 *
 * fact			its name, the same in functions, triggers and views
 * kind			code: one of a list; citation: of a clause; date; measure: a
 *				quantity, in the unit of the clause that limits it; evidence:
 *				something that is there or not; mention: named in explanations
 *				that somebody asks for, and read by no rule
 * type			the extension's own type, or date, numeric, boolean, text
 * obligatory	1 if a table cannot be attached without a column for it
 *
 * Without on_date a fact is judged as of the day of the statement; without
 * stay the mode of stay is not judged, and evidence only where it is bound.
 * The arguments of a rule's functions stand in the order of its roles; a mention
 * is an argument of the explanation alone, behind the language.
 *
 * To enter a new rule: its lines here and in the lists of what it requires, a
 * subject in requirements.h, messages for its facts in messages.h, and one
 * declaration in ask/decide.sql.  Facts that are measures stand together.
 *---
 */
FACT(category, code, recipient_category)
FACT(basis, code, placement_basis)
FACT(provider, code, provider_type)
FACT(stay, code, stay_mode)
FACT(service, code, service)
FACT(on_date, date, date)
FACT(deciding_level, code, deciding_level)
FACT(transport_purpose, code, transport_purpose)
FACT(specialist_purpose, code, specialist_purpose)
FACT(medical_measure, code, medical_measure)
FACT(condition, citation, provision)
FACT(outcome, code, inspection_outcome)
FACT(area, measure, numeric)
FACT(persons, measure, numeric)
FACT(quantity, measure, numeric)
FACT(norm, measure, numeric)
FACT(maximum, measure, numeric)
FACT(prescription, evidence, boolean)
FACT(doctors_conclusion, evidence, boolean)
FACT(medical_indications, evidence, boolean)
FACT(approved_package, evidence, boolean)
FACT(own_specialist, evidence, boolean)
FACT(organized_course, evidence, boolean)
FACT(course_specialist, evidence, boolean)
FACT(equipped_room, evidence, boolean)
FACT(career_choice_measures, evidence, boolean)
FACT(own_medical_worker, evidence, boolean)
FACT(emergency, evidence, boolean)
FACT(specialist_room, evidence, boolean)
FACT(orientation_room, evidence, boolean)
FACT(allocation_assessment, evidence, boolean)
FACT(healthcare_specialist, evidence, boolean)
FACT(specialist_needed, evidence, boolean)
FACT(qualified_specialist, evidence, boolean)
FACT(furnished_premises, evidence, boolean)
FACT(qualification, evidence, boolean)
FACT(work_equipment, evidence, boolean)
FACT(suited_to_abilities, evidence, boolean)
FACT(household_member, evidence, boolean)
FACT(psychologist, evidence, boolean)
FACT(specialists_absent, evidence, boolean)
FACT(specialist_contract, evidence, boolean)
FACT(document_number, mention, text)
FACT(document_date, mention, date)

RULE(placement, "the child's category, the basis of the placement and the mode of stay are those that the provider's standard names")
ROLE(placement, category, 1)
ROLE(placement, basis, 1)
ROLE(placement, provider, 1)
ROLE(placement, stay, 0)
ROLE(placement, on_date, 0)
ROLE(placement, document_number, 0)
ROLE(placement, document_date, 0)

RULE(service, "the service is one that the provider's standard lists")
ROLE(service, service, 1)
ROLE(service, provider, 1)
ROLE(service, on_date, 0)

RULE(service_recipient, "the service is given to those for whom the provider's standard names it, where it names any")
ROLE(service_recipient, service, 1)
ROLE(service_recipient, category, 1)
ROLE(service_recipient, provider, 1)
ROLE(service_recipient, on_date, 0)

RULE(deciding_level, "the local executive body that decided on the placement is of a level that the provider's standard names")
ROLE(deciding_level, deciding_level, 1)
ROLE(deciding_level, basis, 1)
ROLE(deciding_level, provider, 1)
ROLE(deciding_level, on_date, 0)

RULE(transport, "recipients are transported for a purpose that the provider's standard names")
ROLE(transport, transport_purpose, 1)
ROLE(transport, provider, 1)
ROLE(transport, on_date, 0)

RULE(contract_specialist, "a specialist is engaged by contract for a purpose that the provider's standard names, because the organization lacks one, and there is a contract")
ROLE(contract_specialist, specialist_purpose, 1)
ROLE(contract_specialist, provider, 1)
ROLE(contract_specialist, on_date, 0)
ROLE(contract_specialist, specialists_absent, 0)
ROLE(contract_specialist, specialist_contract, 0)

RULE(living_space, "the area, in square meters, suffices for the persons who live there: bedrooms for the children, a family's dwelling for all")
ROLE(living_space, provider, 1)
ROLE(living_space, area, 1)
ROLE(living_space, persons, 1)
ROLE(living_space, on_date, 0)

RULE(clothing_norm, "what was given of clothing, footwear, soft furnishings and bed linen is not less than the norm of Decree No. 320, which the user states")
ROLE(clothing_norm, provider, 1)
ROLE(clothing_norm, quantity, 1)
ROLE(clothing_norm, norm, 1)
ROLE(clothing_norm, on_date, 0)

RULE(other_act_norm, "a quantity is within the norm of another act to which the clause refers, and which the user states: not below norm, not above maximum")
ROLE(other_act_norm, condition, 1)
ROLE(other_act_norm, provider, 1)
ROLE(other_act_norm, quantity, 1)
ROLE(other_act_norm, norm, 0)
ROLE(other_act_norm, maximum, 0)
ROLE(other_act_norm, on_date, 0)

RULE(evidence, "what the provider's standard demands behind a service is there: documents, persons, rooms, circumstances")
ROLE(evidence, service, 1)
ROLE(evidence, provider, 1)
ROLE(evidence, on_date, 0)
ROLE(evidence, prescription, 0)
ROLE(evidence, doctors_conclusion, 0)
ROLE(evidence, medical_indications, 0)
ROLE(evidence, approved_package, 0)
ROLE(evidence, own_specialist, 0)
ROLE(evidence, organized_course, 0)
ROLE(evidence, course_specialist, 0)
ROLE(evidence, equipped_room, 0)
ROLE(evidence, career_choice_measures, 0)
ROLE(evidence, own_medical_worker, 0)
ROLE(evidence, emergency, 0)
ROLE(evidence, specialist_room, 0)
ROLE(evidence, orientation_room, 0)
ROLE(evidence, allocation_assessment, 0)
ROLE(evidence, healthcare_specialist, 0)
ROLE(evidence, specialist_needed, 0)
ROLE(evidence, qualified_specialist, 0)
ROLE(evidence, medical_measure, 0)
ROLE(evidence, furnished_premises, 0)
ROLE(evidence, qualification, 0)
ROLE(evidence, work_equipment, 0)
ROLE(evidence, suited_to_abilities, 0)
ROLE(evidence, household_member, 0)
ROLE(evidence, psychologist, 0)

RULE(quality, "the clause that an inspection assessed is one of the provider's standard; whether the provider met it is no matter of the record")
ROLE(quality, condition, 1)
ROLE(quality, provider, 1)
ROLE(quality, on_date, 0)
ROLE(quality, outcome, 0)
