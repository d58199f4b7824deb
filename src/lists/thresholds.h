/*---
 * thresholds.h
 *	  How much there must be at least.
 *
 * THRESHOLD(rule, standard, citation, measure, amount, heads, unit,
 *			 valid from, valid to)
 *
 * measure	the fact that must reach the threshold
 * amount	what is needed: AMOUNT(n), or STATED where another act sets the norm
 *			and the user states it
 * heads	PER(fact): the amount is for each of so many; IN_ALL
 * unit		of measure and amount: square_meter; or piece, where the user's norm
 *			has a unit of its own
 *
 * Annexes 1 and 2 measure bedrooms for children, and only where there is a
 * bedroom; annex 3 measures the dwelling for all who live there, as it is read
 * here (persons_in_dwelling in readings.h).
 *---
 */
THRESHOLD(living_space, organizations, ITEM(1, 5, 1), area, AMOUNT(4), PER(persons), square_meter, IN_FORCE, NO_END)
THRESHOLD(living_space, centers, ITEM(2, 5, 1), area, AMOUNT(4), PER(persons), square_meter, IN_FORCE, NO_END)
THRESHOLD(living_space, families, ITEM(3, 6, 1), area, AMOUNT(15), PER(persons), square_meter, IN_FORCE, NO_END)

THRESHOLD(clothing_norm, organizations, ITEM(1, 5, 3), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)
THRESHOLD(clothing_norm, centers, ITEM(2, 5, 3), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)
THRESHOLD(clothing_norm, families, ITEM(3, 6, 4), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)
