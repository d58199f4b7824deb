/*---
 * verdicts.h
 *	  The verdicts of a decision.
 *
 * VERDICT(code, value, valid from, valid to, kk, ru, en)
 *
 * value	the number on disk: never changed, never given to another code
 *
 * A verdict is no legal finding: a violation "does not meet the standard".
 * Verdicts are the extension's own and not bound to an edition.
 *---
 */
VERDICT(compliant, 16, NO_START, NO_END, "сәйкес келеді", "соответствует", "meets the standard")
VERDICT(violation, 32, NO_START, NO_END, "стандартқа сәйкес келмейді", "не соответствует стандарту", "does not meet the standard")
VERDICT(unsettled, 48, NO_START, NO_END, "мәтінде шешілмеген", "вопрос текстом не решен", "not settled by the text")
VERDICT(not_governed, 64, NO_START, NO_END, "бұйрық бұл күнге қолданыста болмаған", "приказ на эту дату не действовал", "the order was not in force on that day")
VERDICT(unknown, 80, NO_START, NO_END, "мәліметтер жеткіліксіз", "недостаточно сведений", "not enough is known")
