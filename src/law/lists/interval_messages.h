/*---
 * interval_messages.h
 *	  The sentences about a time in which the complaints book was not reviewed.
 *
 * INTERVAL_MESSAGE(finding, verdict, kk, ru, en)
 *
 * finding		a week that is over; one in which only somebody else than the
 *				head reviewed the book; a week that is not over yet; a week of
 *				which the period asked about holds a part only; a gap between
 *				two reviews of neighbouring weeks; weeks that the order does
 *				not govern from their first to their last day
 *
 * Whole sentences.  In braces stands what is filled in: the citation of the
 * provision.
 *---
 */
INTERVAL_MESSAGE(missed_week, violation,
				 "Бұл аптада шағымдар мен ұсыныстар кітабы қаралмаған ({provision}).",
				 "На этой неделе книга жалоб и предложений не рассмотрена ({provision}).",
				 "The book of complaints and suggestions was not reviewed in this week ({provision}).")
INTERVAL_MESSAGE(not_by_head, violation,
				 "Бұл аптада шағымдар мен ұсыныстар кітабын басшы емес, басқа адам қараған ({provision}).",
				 "На этой неделе книгу жалоб и предложений рассматривал не руководитель, а иное лицо ({provision}).",
				 "In this week the book of complaints and suggestions was reviewed by somebody else than the head ({provision}).")
INTERVAL_MESSAGE(open_week, unknown,
				 "Апта әлі аяқталған жоқ, шағымдар мен ұсыныстар кітабы әзірге қаралмаған ({provision}).",
				 "Неделя еще не закончилась, книга жалоб и предложений пока не рассмотрена ({provision}).",
				 "The week is not over yet, and the book of complaints and suggestions has not been reviewed in it so far ({provision}).")
INTERVAL_MESSAGE(cut_week, unknown,
				 "Сұралған кезеңге бұл аптаның бір бөлігі ғана кіреді, онда шағымдар мен ұсыныстар кітабының қаралғаны белгісіз ({provision}).",
				 "В запрошенный период входит лишь часть этой недели, и о рассмотрении книги жалоб и предложений в ней ничего не известно ({provision}).",
				 "The period asked about holds only a part of this week, and no review of the book of complaints and suggestions in it is known ({provision}).")
INTERVAL_MESSAGE(long_gap, unsettled,
				 "Шағымдар мен ұсыныстар кітабы әр аптада қаралған, бірақ екі қараудың арасында жеті күннен астам уақыт өткен: бұған жол беріле ме деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				 "Книга жалоб и предложений рассматривалась в каждой неделе, но между двумя рассмотрениями прошло более семи дней: вопрос о том, допускается ли такой перерыв, текстом стандарта не решен ({provision}).",
				 "The book of complaints and suggestions was reviewed in every week, but more than seven days passed between two reviews: the text of the standard does not settle whether they may ({provision}).")
INTERVAL_MESSAGE(ungoverned, not_governed,
				 "Бұйрықтың қолданысы бұл апталардың күндерін түгел қамтымаған; ол ішінара ғана қамтитын апта бағаланбайды ({provision}).",
				 "Приказ действовал не во все дни этих недель; неделя, которую он охватывает лишь частично, не оценивается ({provision}).",
				 "The order was not in force on every day of these weeks; a week that it governs only in part is not judged ({provision}).")
