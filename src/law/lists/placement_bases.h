/*---
 * placement_bases.h
 *	  The documents on whose basis a child is placed.
 *
 * PLACEMENT_BASIS(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Paragraph 4 of annexes 1 and 2 and paragraph 5 of annex 3 name them; whom
 * each admits, and where, is in admissions.h.  other_document stands for any
 * paper that the order does not name.
 *---
 */
PLACEMENT_BASIS(local_executive_decision, 8, IN_FORCE, NO_END, "ауданның, облыстық немесе республикалық маңызы бар қаланың, астананың жергілікті атқарушы органының шешімі", "решение местного исполнительного органа района, города областного или республиканского значения, столицы", "decision of the local executive body of a district, a city of oblast or republican significance, or the capital")
PLACEMENT_BASIS(guardianship_body_referral, 16, IN_FORCE, NO_END, "қорғаншылық немесе қамқоршылық жөніндегі функцияларды жүзеге асыратын органның жолдамасы", "направление органа, осуществляющего функции по опеке или попечительству", "referral of the guardianship and trusteeship body")
PLACEMENT_BASIS(deliverer_application, 24, IN_FORCE, NO_END, "баланы жеткізген адамның өтініші", "заявление лица, доставившего ребенка", "application of the person who delivered the child")
PLACEMENT_BASIS(court_act, 32, IN_FORCE, NO_END, "сот актісі", "судебный акт", "court act")
PLACEMENT_BASIS(criminal_process_ruling, 40, IN_FORCE, NO_END, "қылмыстық процесті жүргізетін органның қаулысы", "постановление органа, ведущего уголовный процесс", "ruling of the body conducting the criminal process")
PLACEMENT_BASIS(guardianship_decision, 48, IN_FORCE, NO_END, "жергілікті атқарушы органның қорғаншылық немесе қамқоршылық белгілеу туралы шешімі", "решение местного исполнительного органа об установлении опеки или попечительства", "decision of the local executive body establishing guardianship or trusteeship")
PLACEMENT_BASIS(family_care_contract, 56, IN_FORCE, NO_END, "патронаттық тәрбиелеуге, баланы қабылдайтын отбасына, отбасы үлгісіндегі балалар үйіне беру туралы шарт", "договор о передаче на патронатное воспитание, в приемную семью, в детский дом семейного типа", "contract of transfer to patronage care, to a foster family or to a family-type home")
PLACEMENT_BASIS(other_document, 120, IN_FORCE, NO_END, "бұйрықта аталмаған құжат", "документ, не названный в приказе", "document that the order does not name")
