/*---
 * citation_words.h
 *	  The words of citations.
 *
 * ORDINAL(number, kk, ru_sentence, ru_dash)	of an unnumbered part
 * CITATION_WORD(word, text)	in the case that its place in a citation asks for
 *
 * An unnumbered part is a sentence of its own, which lawyers call a часть, or one
 * of the dashes of an enumeration, which they call an абзац (clauses.h, DASHES).
 * The opening words are the first part in either way of counting.
 *
 * Kazakh goes from the whole to the part, each in the genitive but the last;
 * Russian from the part to the whole, each in the genitive but the first.
 *---
 */
ORDINAL(1, "бірінші", "первая", "первый")
ORDINAL(2, "екінші", "вторая", "второй")
ORDINAL(3, "үшінші", "третья", "третий")
ORDINAL(4, "төртінші", "четвертая", "четвертый")
ORDINAL(5, "бесінші", "пятая", "пятый")
ORDINAL(6, "алтыншы", "шестая", "шестой")
ORDINAL(7, "жетінші", "седьмая", "седьмой")
ORDINAL(8, "сегізінші", "восьмая", "восьмой")
ORDINAL(9, "тоғызыншы", "девятая", "девятый")
ORDINAL(10, "оныншы", "десятая", "десятый")
ORDINAL(11, "он бірінші", "одиннадцатая", "одиннадцатый")
ORDINAL(12, "он екінші", "двенадцатая", "двенадцатый")
ORDINAL(13, "он үшінші", "тринадцатая", "тринадцатый")
ORDINAL(14, "он төртінші", "четырнадцатая", "четырнадцатый")
ORDINAL(15, "он бесінші", "пятнадцатая", "пятнадцатый")

CITATION_WORD(kk_order, "бұйрықтың")
CITATION_WORD(kk_annex, "-қосымшаның")
CITATION_WORD(kk_paragraph, "тармағы")
CITATION_WORD(kk_of_paragraph, "тармағының")
CITATION_WORD(kk_item, "тармақшасы")
CITATION_WORD(kk_of_item, "тармақшасының")
CITATION_WORD(kk_sentence, "бөлігі")
CITATION_WORD(kk_dash, "абзацы")
CITATION_WORD(ru_of_order, "приказа")
CITATION_WORD(ru_of_annex, "приложения")
CITATION_WORD(ru_paragraph, "пункт")
CITATION_WORD(ru_of_paragraph, "пункта")
CITATION_WORD(ru_item, "подпункт")
CITATION_WORD(ru_of_item, "подпункта")
CITATION_WORD(ru_sentence, "часть")
CITATION_WORD(ru_dash, "абзац")
