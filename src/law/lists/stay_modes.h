/*---
 * stay_modes.h
 *	  The modes of stay.
 *
 * STAY_MODE(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * Paragraph 2 of annexes 1 and 2 names them; which annex names which is in
 * stays.h.  Annex 3 knows forms of care instead.
 *---
 */
STAY_MODE(round_the_clock, 16, IN_FORCE, NO_END, "тәулік бойы болу", "круглосуточное пребывание", "round-the-clock stay")
STAY_MODE(permanent, 32, IN_FORCE, NO_END, "тұрақты болу", "постоянное пребывание", "permanent stay")
STAY_MODE(temporary, 48, IN_FORCE, NO_END, "уақытша болу", "временное пребывание", "temporary stay")
STAY_MODE(day, 64, IN_FORCE, NO_END, "күндізгі болу", "дневное пребывание", "day stay")
