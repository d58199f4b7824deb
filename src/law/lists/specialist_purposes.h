/*---
 * specialist_purposes.h
 *	  The purposes for which specialists are engaged by contract.
 *
 * SPECIALIST_PURPOSE(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Paragraph 21 of annexes 1 and 2 names the first three, as it is read here
 * (contract_specialist_purposes in readings.h); the last is any other.
 *---
 */
SPECIALIST_PURPOSE(individual_plan, 16, IN_FORCE, NO_END, "жеке жоспарды әзірлеу", "разработка индивидуального плана", "drawing up the individual plan")
SPECIALIST_PURPOSE(effectiveness_evaluation, 32, IN_FORCE, NO_END, "оңалту іс-шараларының нәтижелілігін бағалау", "оценка результативности реабилитационных мероприятий", "evaluating the effect of rehabilitation")
SPECIALIST_PURPOSE(consultations, 48, IN_FORCE, NO_END, "консультациялар", "консультации", "consultations")
SPECIALIST_PURPOSE(other_specialist_purpose, 64, NO_START, NO_END, "бұйрықта аталмаған мақсат", "цель, не названная приказом", "a purpose that the order does not name")
