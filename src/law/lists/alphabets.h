/*---
 * alphabets.h
 *	  The letters that the texts of the lists are written in.
 *
 * ALPHABET(language, letters, signs)	beyond ASCII, and those signs that messages need
 * SIGN(sign, plain)					what stands for it in an encoding that lacks it
 *
 * A language is spoken where all its letters can be written.
 *
 * The last sign is a letter: Russian texts have it in the number of an order.
 *---
 */
ALPHABET(KK, "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "«»–")
ALPHABET(RU, "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя", "«»–")
ALPHABET(EN, "", "")

SIGN("«", "\"")
SIGN("»", "\"")
SIGN("“", "\"")
SIGN("”", "\"")
SIGN("–", "-")
SIGN("№", "N")
SIGN("Қ", "К")
