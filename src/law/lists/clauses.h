/*---
 * clauses.h
 *	  Every clause of the order and its annexes: paragraphs, subparagraphs and
 *	  unnumbered parts, counted from the text.
 *
 * CLAUSES(citation, items, parts, valid from, valid to)
 * DASHES(citation)
 * INFORMATIVE(citation, kk, ru, en)
 *
 * citation		a paragraph, or a subparagraph that has parts; annex 0 is the
 *				order itself
 * items		how many numbered subparagraphs it has
 * parts		how many unnumbered parts: the opening with its subparagraphs is
 *				the first, so that 1 is a clause without further ones
 *
 * DASHES names a paragraph whose parts are the opening words and dashes; other
 * parts are sentences that stand by themselves.  They are cited in other words.
 *
 * A sentence behind the last subparagraph is a part of the paragraph, one
 * before the next subparagraph is a part of its own.  Headings of chapters are
 * no clauses.
 *
 * What a clause asks is in the other lists and, where none has it, in
 * requirements.h; INFORMATIVE says of a clause that asks nothing what it is
 * there for.
 *---
 */
/* The order itself */
CLAUSES(PARAGRAPH(0, 1), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(0, 2), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(0, 3), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(0, 4), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(0, 5), 0, 1, IN_FORCE, NO_END)

/* Annex 1 */
CLAUSES(PARAGRAPH(1, 1), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 2), 7, 2, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 3), 3, 2, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 4), 0, 4, IN_FORCE, NO_END)
DASHES(PARAGRAPH(1, 4))
CLAUSES(PARAGRAPH(1, 5), 10, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 6), 7, 1, IN_FORCE, NO_END)
CLAUSES(ITEM(1, 6, 1), 0, 4, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 7), 11, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 8), 9, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 9), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 10), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 11), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 12), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 13), 4, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 14), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 15), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 16), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 17), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 18), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 19), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 20), 5, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 21), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(1, 22), 0, 2, IN_FORCE, NO_END)

/* Annex 2 */
CLAUSES(PARAGRAPH(2, 1), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 2), 7, 2, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 3), 3, 2, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 4), 0, 3, IN_FORCE, NO_END)
DASHES(PARAGRAPH(2, 4))
CLAUSES(PARAGRAPH(2, 5), 10, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 6), 7, 1, IN_FORCE, NO_END)
CLAUSES(ITEM(2, 6, 1), 0, 4, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 7), 11, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 8), 9, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 9), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 10), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 11), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 12), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 13), 4, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 14), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 15), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 16), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 17), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 18), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 19), 8, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 20), 5, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 21), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(2, 22), 0, 2, IN_FORCE, NO_END)

/* Annex 3 */
CLAUSES(PARAGRAPH(3, 1), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 2), 3, 2, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 3), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 4), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 5), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 6), 10, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 7), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 8), 7, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 9), 4, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 10), 3, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 11), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 12), 4, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 13), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 14), 4, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 15), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 16), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 17), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 18), 2, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 19), 0, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 20), 6, 1, IN_FORCE, NO_END)
CLAUSES(PARAGRAPH(3, 21), 4, 1, IN_FORCE, NO_END)

INFORMATIVE(PARAGRAPH(0, 2), "бұрынғы бұйрықтың күшін жояды; бұл бұйрық қолданысқа енгізілгенге дейінгі фактілер бағаланбайды", "признает утратившим силу прежний приказ; факты до введения этого приказа в действие не оцениваются", "repeals an earlier order; facts from before this order took effect are not judged")
INFORMATIVE(ITEM(0, 2, 1), "бұрынғы бұйрықтың күшін жояды; бұл бұйрық қолданысқа енгізілгенге дейінгі фактілер бағаланбайды", "признает утратившим силу прежний приказ; факты до введения этого приказа в действие не оцениваются", "repeals an earlier order; facts from before this order took effect are not judged")
INFORMATIVE(ITEM(0, 2, 2), "бұрынғы бұйрықтың күшін жояды; бұл бұйрық қолданысқа енгізілгенге дейінгі фактілер бағаланбайды", "признает утратившим силу прежний приказ; факты до введения этого приказа в действие не оцениваются", "repeals an earlier order; facts from before this order took effect are not judged")
INFORMATIVE(PARAGRAPH(1, 1), "стандарт қандай актіге сәйкес әзірленгенін көрсетеді, іс бойынша ештеңе талап етпейді", "указывает, в соответствии с каким актом разработан стандарт, и ничего не требует по делу", "says under which act the standard was drawn up, and asks nothing of a case")
INFORMATIVE(PART(1, 2, 2), "жоғарыда аталған санаттарға ортақ атау береді, ештеңе талап етпейді", "дает названным выше категориям общее наименование и ничего не требует", "gives the categories named above a common name, and asks nothing")
INFORMATIVE(PART(1, 4, 1), "тармақтың кейінгі абзацтарында аталған негіздерге кіріспе, өзі ештеңе талап етпейді", "вводит основания, названные в следующих абзацах пункта, и сам ничего не требует", "introduces the bases that the next parts name, and asks nothing itself")
INFORMATIVE(PARAGRAPH(2, 1), "стандарт қандай актіге сәйкес әзірленгенін көрсетеді, іс бойынша ештеңе талап етпейді", "указывает, в соответствии с каким актом разработан стандарт, и ничего не требует по делу", "says under which act the standard was drawn up, and asks nothing of a case")
INFORMATIVE(PART(2, 2, 2), "жоғарыда аталған санаттарға ортақ атау береді, ештеңе талап етпейді", "дает названным выше категориям общее наименование и ничего не требует", "gives the categories named above a common name, and asks nothing")
INFORMATIVE(PART(2, 4, 1), "тармақтың кейінгі абзацтарында аталған негіздерге кіріспе, өзі ештеңе талап етпейді", "вводит основания, названные в следующих абзацах пункта, и сам ничего не требует", "introduces the bases that the next parts name, and asks nothing itself")
INFORMATIVE(PARAGRAPH(3, 1), "стандарт қандай актіге сәйкес әзірленгенін көрсетеді, іс бойынша ештеңе талап етпейді", "указывает, в соответствии с каким актом разработан стандарт, и ничего не требует по делу", "says under which act the standard was drawn up, and asks nothing of a case")
INFORMATIVE(PART(3, 2, 2), "жоғарыда аталған санаттарға ортақ атау береді, ештеңе талап етпейді", "дает названным выше категориям общее наименование и ничего не требует", "gives the categories named above a common name, and asks nothing")
