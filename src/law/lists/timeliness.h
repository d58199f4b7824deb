/*---
 * timeliness.h
 *	  Actions that must follow an occasion in time, and the sentences about them.
 *
 * TIMELY(standard, citation, service, reading, valid from, valid to)
 * TIMELINESS_MESSAGE(finding, verdict, kk, ru, en)
 *
 * service		OF(kind, name): what is done
 * reading		the entry of readings.h that says how long it may take
 * finding		something was done after the occasion; nothing is known to have
 *				been done; something was done before it; the occasion has no
 *				day; the order did not govern that day
 *
 * Annexes 1 and 2, paragraph 8, item 3: first aid in emergencies.  Item 5, and
 * annex 3, paragraph 9, item 2: hospitalization and referral, on medical
 * indications.  The order sets no term, so that nobody is refused for one.
 *
 * Whole sentences.  In braces stands the citation of the provision.
 *---
 */
TIMELY(organizations, ITEM(1, 8, 3), OF(medical, emergency_first_aid), timely_without_term, IN_FORCE, NO_END)
TIMELY(organizations, ITEM(1, 8, 5), OF(medical, assist_hospitalization_and_escort), timely_without_term, IN_FORCE, NO_END)
TIMELY(organizations, ITEM(1, 8, 5), OF(medical, treatment_and_health_improvement), timely_without_term, IN_FORCE, NO_END)
TIMELY(centers, ITEM(2, 8, 3), OF(medical, emergency_first_aid), timely_without_term, IN_FORCE, NO_END)
TIMELY(centers, ITEM(2, 8, 5), OF(medical, assist_hospitalization_and_escort), timely_without_term, IN_FORCE, NO_END)
TIMELY(centers, ITEM(2, 8, 5), OF(medical, treatment_and_health_improvement), timely_without_term, IN_FORCE, NO_END)
TIMELY(families, ITEM(3, 9, 2), OF(medical, assist_hospitalization_and_escort), timely_without_term, IN_FORCE, NO_END)

TIMELINESS_MESSAGE(followed, unsettled,
				   "Стандарт уақтылы әрекет етуді талап етеді, бірақ мерзім белгілемейді ({provision}); өткен уақыттың уақтылы екенін адам бағалайды.",
				   "Стандарт требует действовать своевременно, но срока не устанавливает ({provision}); своевременно ли это сделано, оценивает человек.",
				   "The standard demands that this be done in time and sets no term ({provision}); a person assesses whether it was.")
TIMELINESS_MESSAGE(not_followed, unknown,
				   "Бұдан кейін стандарт талап ететін әрекеттің жасалғаны туралы мәлімет жоқ ({provision}).",
				   "Нет сведений о том, что после этого сделано то, чего требует стандарт ({provision}).",
				   "Nothing is recorded that was done afterwards, as the standard demands ({provision}).")
TIMELINESS_MESSAGE(preceded, unknown,
				   "Әрекет оның себебінен бұрынғы күнмен көрсетілген ({provision}); күндерді тексеріңіз.",
				   "Действие указано более ранней датой, чем повод для него ({provision}); проверьте даты.",
				   "What was done is dated before the occasion for it ({provision}); check the dates.")
TIMELINESS_MESSAGE(no_occasion, unknown,
				   "Әрекетке себеп болған жағдайдың күні көрсетілмеген ({provision}).",
				   "Не указано, когда возник повод для действия ({provision}).",
				   "It is not stated when the occasion arose ({provision}).")
TIMELINESS_MESSAGE(ungoverned, not_governed,
				   "Бұл күні бұйрық қолданыста болмаған ({provision}).",
				   "На эту дату приказ не действовал ({provision}).",
				   "The order was not in force on that day ({provision}).")
