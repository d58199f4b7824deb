/*---
 * editions.h
 *	  The editions of the order, as they came into force.
 *
 * EDITION(edition, valid from, valid to, provision, note_kk, note_ru, note_en)
 *
 * edition		the day of the text that was read
 * provision	what says when it comes into force
 *
 * Outside every edition a fact is not governed.  An amendment is a line of
 * its own, and the lists gain lines that are valid from its first day.
 *---
 */
EDITION(DAY(2023, 6, 12), IN_FORCE, NO_END, PARAGRAPH(0, 5), "мәтін тексерілді, 12.06.2023 редакциясы, № 32760 болып тіркелген", "текст проверен, редакция от 12.06.2023, зарегистрирован под № 32760", "text checked, edition 12.06.2023, registered as No. 32760")
