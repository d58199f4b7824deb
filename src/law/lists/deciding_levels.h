/*---
 * deciding_levels.h
 *	  The levels of the local executive bodies that decide on a placement.
 *
 * DECIDING_LEVEL(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Paragraph 4 of annexes 1 and 2 names the first four; the last is any that
 * it does not name, as an oblast or a rural district.  Annex 3 names none.
 *---
 */
DECIDING_LEVEL(district, 16, IN_FORCE, NO_END, "ауданның жергілікті атқарушы органы", "местный исполнительный орган района", "local executive body of a district")
DECIDING_LEVEL(city_of_oblast_significance, 32, IN_FORCE, NO_END, "облыстық маңызы бар қаланың жергілікті атқарушы органы", "местный исполнительный орган города областного значения", "local executive body of a city of oblast significance")
DECIDING_LEVEL(city_of_republican_significance, 48, IN_FORCE, NO_END, "республикалық маңызы бар қаланың жергілікті атқарушы органы", "местный исполнительный орган города республиканского значения", "local executive body of a city of republican significance")
DECIDING_LEVEL(capital, 64, IN_FORCE, NO_END, "астананың жергілікті атқарушы органы", "местный исполнительный орган столицы", "local executive body of the capital")
DECIDING_LEVEL(other_level, 80, NO_START, NO_END, "бұйрықта аталмаған деңгейдегі орган", "орган уровня, не названного приказом", "a body of a level that the order does not name")
