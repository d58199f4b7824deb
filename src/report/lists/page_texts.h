/*---
 * page_texts.h
 *	  The words of the page that sss.report_html() makes, and of sss.report_csv().
 *
 * PAGE_TEXT(name, kk, ru, en)
 *
 * The names of codes, verdicts and clauses come from law/lists.  A text may hold %s,
 * for a number or a date that the page puts in.  No text calls a verdict a legal
 * finding: see law/lists/verdicts.h.
 *---
 */
PAGE_TEXT(title,
		  "Арнаулы әлеуметтік қызметтер стандарттары: жазбаларды тексеру",
		  "Стандарты специальных социальных услуг: проверка записей",
		  "Standards of special social services: check of the records")
PAGE_TEXT(made_at, "Жасалған уақыты: %s", "Составлено: %s", "Made: %s")
PAGE_TEXT(edition, "Бұйрықтың %s күнгі редакциясы", "Редакция приказа от %s", "Edition of the order of %s")
PAGE_TEXT(no_edition, "Бұл күні бұйрық қолданыста емес", "На эту дату приказ не действует", "The order is not in force on this day")
PAGE_TEXT(not_legal,
		  "Бұл бет дерекқордағы жазбаларды № 165 бұйрықпен салыстырады. Ол құқықтық қорытынды емес.",
		  "Эта страница сравнивает записи базы данных с приказом № 165. Это не правовое заключение.",
		  "This page compares the records of a database with Order No. 165. It is not a legal finding.")
PAGE_TEXT(no_keys,
		  "Бетте балалар туралы мәліметтер жоқ, тек сандар бар. %s санынан кем сандар және соларды есептеп шығаруға болатын сандар жасырылған.",
		  "На странице нет сведений о детях, только числа. Числа меньше %s скрыты, как и те, по которым их можно вычислить.",
		  "The page holds nothing about any child, only numbers. Numbers below %s are hidden, and so are those from which they could be calculated.")
PAGE_TEXT(no_keys_all,
		  "Бетте балалар туралы мәліметтер жоқ, тек сандар бар.",
		  "На странице нет сведений о детях, только числа.",
		  "The page holds nothing about any child, only numbers.")
PAGE_TEXT(since_text, "%s күнінен бастап", "С %s", "Since %s")
PAGE_TEXT(contents, "Мазмұны", "Содержание", "Contents")
PAGE_TEXT(verdicts, "Қорытындылар және не белгісіз", "Выводы и что неизвестно", "Verdicts, and what is not known")
PAGE_TEXT(verdicts_note,
		  "Үлес сәйкес келетін және сәйкес келмейтін жағдайлар ішінде есептеледі. Қалғандары бөлек көрсетілген. Өзгеріс алдыңғы айдың соңғы тексеруімен салыстырылады.",
		  "Доля считается среди случаев, которые соответствуют и не соответствуют. Остальные показаны отдельно. Изменение указано к последней проверке предыдущего месяца.",
		  "The share is that among the cases that meet and do not meet the standard. All others stand apart. The change is against the last audit of the month before.")
PAGE_TEXT(relation, "Кесте немесе көрініс", "Таблица или представление", "Table or view")
PAGE_TEXT(attachment, "Байланыс", "Привязка", "Attachment")
PAGE_TEXT(rule, "Ереже", "Правило", "Rule")
PAGE_TEXT(measure, "Көрсеткіш", "Показатель", "Number")
PAGE_TEXT(judged, "бағаланғаны (сәйкес және сәйкес емес)", "оценено (соответствует и не соответствует)", "judged (meets, and does not meet)")
PAGE_TEXT(share, "сәйкес келмейтіндер үлесі, %", "доля не соответствующих, %", "share that does not meet, %")
PAGE_TEXT(from_dates, "(күндер бойынша)", "(по датам)", "(from dates)")
PAGE_TEXT(from_dates_note,
		  "(күндер бойынша): сол айда тексеру болмаған, жағдайлар деректердегі күндер бойынша саналған.",
		  "(по датам): в этом месяце проверки не было, случаи посчитаны по датам в данных.",
		  "(from dates): there was no audit in that month, and the cases were counted from the dates in the data.")
PAGE_TEXT(change, "Өзгеріс", "Изменение", "Change")
PAGE_TEXT(month, "Ай", "Месяц", "Month")
PAGE_TEXT(audited_at, "Тексерілген күні", "Дата проверки", "Audited on")
PAGE_TEXT(none, "жоқ.", "нет.", "none.")
PAGE_TEXT(no_run,
		  "Тексеру әлі болған жоқ: әкімші SELECT sss.run_audit() орындауы керек.",
		  "Проверки ещё не было: администратор должен выполнить SELECT sss.run_audit().",
		  "There was no audit yet: the administrator has to run SELECT sss.run_audit().")
PAGE_TEXT(hidden, "жасырылған", "скрыто", "hidden")
PAGE_TEXT(health, "Не байланыстырылған және жұмыс істей ме", "Что привязано и работает ли", "What is attached, and whether it works")
PAGE_TEXT(status_ok, "Жағдайы: бәрі жұмыс істейді", "Состояние: всё работает", "Status: all works")
PAGE_TEXT(status_warning, "Жағдайы: назар аударыңыз", "Состояние: требует внимания", "Status: needs attention")
PAGE_TEXT(status_critical, "Жағдайы: бақылау бұзылған", "Состояние: контроль нарушен", "Status: enforcement is lost or weakened")
PAGE_TEXT(mode, "Режим", "Режим", "Mode")
PAGE_TEXT(mode_enforce, "тыйым салады", "запрещает", "refuses")
PAGE_TEXT(mode_log, "журналға жазады", "записывает в журнал", "logs")
PAGE_TEXT(mode_other, "әртүрлі немесе өшірілген", "по-разному или отключено", "mixed or disabled")
PAGE_TEXT(works, "Жұмыс істей ме", "Работает", "Works")
PAGE_TEXT(yes, "иә", "да", "yes")
PAGE_TEXT(no, "жоқ", "нет", "no")
PAGE_TEXT(not_audited, "тексеру мүмкін болмады", "проверить не удалось", "could not be audited")
PAGE_TEXT(never_audited, "ешқашан тексерілмеген", "никогда не проверялось", "never audited")
PAGE_TEXT(by_dimension, "Айлар бойынша: сәйкес келмейтін жағдайлар", "По месяцам: случаи, которые не соответствуют", "By month: cases that do not meet the standard")
PAGE_TEXT(chart, "%s: айлар бойынша сәйкес келмейтін жағдайлар саны", "%s: число несоответствующих случаев по месяцам", "%s: number of cases that do not meet the standard, by month")
PAGE_TEXT(more_rows, "Тағы %s жол көрсетілмеген.", "Ещё %s строк не показано.", "%s more rows are not shown.")
PAGE_TEXT(no_value, "көрсетілмеген", "не указано", "not given")
PAGE_TEXT(worsened, "Не нашарлады", "Что ухудшилось", "What got worse")
PAGE_TEXT(verdict, "Қорытынды", "Вывод", "Verdict")
PAGE_TEXT(before, "Бұрын", "Было", "Before")
PAGE_TEXT(now, "Қазір", "Стало", "Now")
PAGE_TEXT(by_clause, "Бұйрықтың тармақтары бойынша", "По пунктам приказа", "By clause of the order")
PAGE_TEXT(clause, "Тармақ", "Пункт", "Clause")
PAGE_TEXT(cases, "Жағдайлар", "Случаи", "Cases")
PAGE_TEXT(waived, "Оның ішінде шығарылғаны", "Из них по исключению", "Of these exempt")
PAGE_TEXT(mended, "Не түзетілді", "Что исправлено", "What was mended")
PAGE_TEXT(mended_note,
		  "Журналда болған және түзетілгені көрілген жағдайлар. Күндер алғаш табылғаннан бастап саналады.",
		  "Случаи, которые были в журнале и которые увидели исправленными. Дни считаются от первого обнаружения.",
		  "Cases that were in the log and were seen in order again. The days count from when a case was found first.")
PAGE_TEXT(median_days, "Күндер саны (медиана)", "Дней (медиана)", "Days (median)")
PAGE_TEXT(longest_days, "Күндер саны (ең көбі)", "Дней (больше всего)", "Days (most)")
PAGE_TEXT(still_open, "Әлі ашық", "Ещё открыто", "Still open")
PAGE_TEXT(exemptions, "Ерекшеліктер", "Исключения", "Exemptions")
PAGE_TEXT(waivers_in_force, "Қолданыстағы рұқсаттар", "Действующие разрешения", "Waivers in force")
PAGE_TEXT(waivers_ending, "30 күн ішінде аяқталады", "Заканчиваются в течение 30 дней", "End within 30 days")
PAGE_TEXT(baseline_entries, "Бастапқы тізімдегі жағдайлар", "Случаи в исходном списке", "Cases in a baseline")
PAGE_TEXT(inspections, "Инспекциялар", "Проверки на месте", "Inspections")
PAGE_TEXT(unmet, "Орындалмаған және түзетілмеген", "Не выполнено и не исправлено", "Not met and not mended")
PAGE_TEXT(overdue, "Мерзімі өткен", "Срок истёк", "Past the term")
PAGE_TEXT(without_term, "Мерзімі жоқ", "Без срока", "Without a term")
PAGE_TEXT(unassessed, "Ешқашан бағаланбаған шарттар", "Условия, которые никогда не оценивались", "Conditions never assessed")
PAGE_TEXT(organizations, "Ұйымдар", "Организации", "Organizations")
PAGE_TEXT(reviews, "Шағымдар кітабы", "Книга жалоб", "Book of complaints")
PAGE_TEXT(missed_weeks, "Басшы қарамаған апталар", "Недели, в которые руководитель не просмотрел книгу", "Weeks in which the head did not review the book")
PAGE_TEXT(services, "Ешқашан көрсетілмеген қызметтер", "Услуги, которые ни разу не предоставлены", "Services never given")
PAGE_TEXT(service, "Қызмет", "Услуга", "Service")
PAGE_TEXT(children, "Алмаған балалар", "Детей, которые её не получали", "Children who did not get it")
PAGE_TEXT(unreadable, "Оқылмаған жазбалар", "Записи, которые не прочитаны", "Records that could not be read")
PAGE_TEXT(not_given, "Бұл бетке дерек берілмеген.", "Данные для этой страницы не указаны.", "The page was given no data.")
PAGE_TEXT(readings, "Шешуші түсіндірулер", "Толкования, которые решили", "Readings that decided")
PAGE_TEXT(question, "Сұрақ", "Вопрос", "Question")
PAGE_TEXT(reading, "Қабылданған түсіндіру", "Принятое толкование", "Reading chosen")
PAGE_TEXT(coverage, "Бұйрықтың қамтылуы", "Охват приказа", "Coverage of the order")
PAGE_TEXT(clauses, "Тармақтар саны", "Число пунктов", "Clauses")
PAGE_TEXT(served_enforced, "жазу кезінде тексеріледі", "проверяется при записи", "checked when a record is written")
PAGE_TEXT(served_audited, "есеппен тексеріледі", "проверяется отчётом", "checked by a report")
PAGE_TEXT(served_attested, "адам бағалайды", "оценивает человек", "assessed by a person")
PAGE_TEXT(served_not_decidable, "деректер бойынша шешілмейді", "по данным не решается", "no data decide it")
PAGE_TEXT(served_informative, "талап қоймайды", "не содержит требований", "requires nothing")
PAGE_TEXT(blind_spots, "Бұл бет нені білмейді", "Чего эта страница не знает", "What this page does not know")
PAGE_TEXT(unguarded, "Көрініс оқитын, бірақ байланыстырылмаған кестелер", "Таблицы, которые читает представление, но которые не привязаны", "Tables that a view reads and that are not attached")
PAGE_TEXT(failed_audits, "Тексерілмеген байланыстар", "Привязки, которые не проверены", "Attachments that were not audited")
PAGE_TEXT(no_dimensions, "Соңғы тексеруде бөліністер болған жоқ.", "В последней проверке не было разрезов.", "The last audit had no dimensions.")
PAGE_TEXT(only_attached,
		  "Байланыстырылмаған кестелер туралы бет ештеңе айтпайды.",
		  "О таблицах, которые не привязаны, страница ничего не говорит.",
		  "About tables that are not attached the page says nothing.")
