/*---
 * thresholds.h
 *	  The quantities that there must be at least.
 *
 * THRESHOLD(rule, standard, citation, measure, amount, heads, unit,
 *			 valid from, valid to)
 * THRESHOLD_UNIT(unit, in SQL, kk, ru, en)
 *
 * measure	the fact that must reach the threshold
 * amount	what is needed: AMOUNT(n), or STATED(fact) where another act sets the
 *			norm and the user states it; BETWEEN(fact, fact) where that act may
 *			set a maximum as well
 * heads	PER(fact): the amount is for each of so many; IN_ALL
 * unit		of measure and amount; piece, where the user's norm has a unit of
 *			its own
 * kk, ru, en	how much of it is asked for, where %d is the amount
 *
 * Annexes 1 and 2 measure bedrooms for children, and only where there is a
 * bedroom; annex 3 measures the dwelling for all who live there, as it is read
 * here (persons_in_dwelling in readings.h).
 *
 * other_act_norm is about the clause that the record cites.  Its lines are the
 * clauses that refer to norms of another act; those of paragraph 7 of annex 3
 * do not name the act.
 *---
 */
THRESHOLD_UNIT(square_meter_a_child, "square meter a child", "жатын бөлмеде бір балаға кемінде %d шаршы метр", "не менее %d квадратных метров на одного ребенка в спальной комнате", "at least %d square meters for each child of a bedroom")
THRESHOLD_UNIT(square_meter_a_person, "square meter a person", "тұрғынжайдың жалпы алаңынан онда тұратын әр адамға кемінде %d шаршы метр", "не менее %d квадратных метров общей площади жилища на каждого, кто в нем живет", "at least %d square meters of the total dwelling for each who lives there")
THRESHOLD_UNIT(indicator, "indicator", "өлшенген көрсеткіш пайдаланушы енгізген норма шегінде", "измеренный показатель в пределах нормы, которую вносит пользователь", "a measured indicator is within the norm that the user states")
THRESHOLD_UNIT(piece, "piece", "өзге актінің нормасынан кем емес", "не менее нормы иного акта", "at least the norm of another act")

THRESHOLD(living_space, organizations, ITEM(1, 5, 1), area, AMOUNT(4), PER(persons), square_meter_a_child, IN_FORCE, NO_END)
THRESHOLD(living_space, centers, ITEM(2, 5, 1), area, AMOUNT(4), PER(persons), square_meter_a_child, IN_FORCE, NO_END)
THRESHOLD(living_space, families, ITEM(3, 6, 1), area, AMOUNT(15), PER(persons), square_meter_a_person, IN_FORCE, NO_END)

THRESHOLD(clothing_norm, organizations, ITEM(1, 5, 3), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)
THRESHOLD(clothing_norm, centers, ITEM(2, 5, 3), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)
THRESHOLD(clothing_norm, families, ITEM(3, 6, 4), quantity, STATED(norm), IN_ALL, piece, IN_FORCE, NO_END)

THRESHOLD(other_act_norm, organizations, ITEM(1, 5, 1), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, organizations, ITEM(1, 5, 3), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, organizations, ITEM(1, 6, 1), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, organizations, ITEM(1, 6, 3), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, organizations, ITEM(1, 6, 7), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)

THRESHOLD(other_act_norm, centers, ITEM(2, 5, 1), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, centers, ITEM(2, 5, 3), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, centers, ITEM(2, 6, 1), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, centers, ITEM(2, 6, 3), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, centers, ITEM(2, 6, 7), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)

THRESHOLD(other_act_norm, families, ITEM(3, 6, 4), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, families, ITEM(3, 7, 1), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, families, ITEM(3, 7, 2), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, families, ITEM(3, 7, 4), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, families, ITEM(3, 7, 5), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
THRESHOLD(other_act_norm, families, ITEM(3, 7, 6), quantity, BETWEEN(norm, maximum), IN_ALL, indicator, IN_FORCE, NO_END)
