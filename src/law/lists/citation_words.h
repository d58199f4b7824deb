/*---
 * citation_words.h
 *	  The words of citations.
 *
 * ORDINAL(number, kk, ru)		of an unnumbered part
 * CITATION_WORD(word, text)	in the case that its place in a citation asks for
 *
 * Kazakh goes from the whole to the part, each in the genitive but the last;
 * Russian from the part to the whole, each in the genitive but the first.
 *---
 */
ORDINAL(1, "бірінші", "первый")
ORDINAL(2, "екінші", "второй")
ORDINAL(3, "үшінші", "третий")
ORDINAL(4, "төртінші", "четвертый")
ORDINAL(5, "бесінші", "пятый")
ORDINAL(6, "алтыншы", "шестой")
ORDINAL(7, "жетінші", "седьмой")
ORDINAL(8, "сегізінші", "восьмой")
ORDINAL(9, "тоғызыншы", "девятый")
ORDINAL(10, "оныншы", "десятый")
ORDINAL(11, "он бірінші", "одиннадцатый")
ORDINAL(12, "он екінші", "двенадцатый")
ORDINAL(13, "он үшінші", "тринадцатый")
ORDINAL(14, "он төртінші", "четырнадцатый")
ORDINAL(15, "он бесінші", "пятнадцатый")

CITATION_WORD(kk_order, "бұйрықтың")
CITATION_WORD(kk_annex, "-қосымшаның")
CITATION_WORD(kk_paragraph, "тармағы")
CITATION_WORD(kk_of_paragraph, "тармағының")
CITATION_WORD(kk_item, "тармақшасы")
CITATION_WORD(kk_of_item, "тармақшасының")
CITATION_WORD(kk_part, "абзацы")
CITATION_WORD(ru_of_order, "приказа")
CITATION_WORD(ru_of_annex, "приложения")
CITATION_WORD(ru_paragraph, "пункт")
CITATION_WORD(ru_of_paragraph, "пункта")
CITATION_WORD(ru_item, "подпункт")
CITATION_WORD(ru_of_item, "подпункта")
CITATION_WORD(ru_part, "абзац")
