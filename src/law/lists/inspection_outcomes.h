/*---
 * inspection_outcomes.h
 *	  The outcome of an inspection of a clause.
 *
 * INSPECTION_OUTCOME(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * The order names no outcomes.  A record that the clause is not met is lawful:
 * the provider has failed, not the inspector.
 *---
 */
INSPECTION_OUTCOME(met, 16, NO_START, NO_END, "сақталған", "соблюдено", "met")
INSPECTION_OUTCOME(not_met, 32, NO_START, NO_END, "сақталмаған", "не соблюдено", "not met")
INSPECTION_OUTCOME(not_known, 48, NO_START, NO_END, "анықталмаған", "не установлено", "not known")
