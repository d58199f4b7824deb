/*---
 * messages.h
 *	  The sentences about a finding, for the person whose record it is about.
 *
 * FINDING_MESSAGE(requirement, verdict, kk, ru, en)
 * DWELLING_MESSAGE(requirement, verdict, kk, ru, en)
 * WITHOUT_MESSAGE(missing fact, requirement, verdict, kk, ru, en)
 * SERVICE_RECIPIENT_MESSAGE(verdict, kk, ru, en)
 * EVIDENCE_MESSAGE(verdict, kk, ru, en)
 * PHRASE(phrase, kk, ru, en)
 *
 * Whole sentences.  A fact's name in braces stands for its value: the name of
 * a code, or a quantity.  Other words in braces stand for the evidence that the
 * finding is about, the quantity needed or missing, the citation of the
 * provision, and the options and stays that would be lawful.  Names stand in
 * quotation marks so that no language has to decline them.  A document's number
 * and date stand behind its name in an explanation that somebody asks for; a
 * refusal, a log line and the store never hold them.
 *
 * A message says what is missing and what to do about it.  It never advises to
 * leave unrecorded what has happened, and never sends its reader to a view or
 * function: a social worker has no psql.
 *
 * Annex 3 measures the dwelling of a family, where the others measure a bedroom
 * of an institution: it has words of its own.  Annexes 1 and 2 speak of subjects
 * that provide services (субъект), annex 3 of persons (лицо): sentences that serve
 * all of them say who provides the services, and use neither noun.
 *
 * A finding that comes out alike whatever a missing fact is has words without
 * that fact.
 *
 * A service that is meant for some categories only has words of its own for
 * them, and so has evidence, whatever it is.
 *---
 */
FINDING_MESSAGE(category, compliant,
				"«{category}» санаты қызмет алушылар қатарына кіреді ({provision}).",
				"Категория «{category}» входит в число получателей услуг ({provision}).",
				"The category \"{category}\" is among the recipients of services ({provision}).")
FINDING_MESSAGE(category, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{category}» санаты қызмет алушылар қатарына кірмейді ({provision}).",
				"Устройство ребенка не соответствует стандарту: категория «{category}» не входит в число получателей услуг, которые предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: the category \"{category}\" is not among the recipients of services, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(category, unsettled,
				"Қызметтерді «{provider}» көрсетсе, «{category}» санаты қызмет алушылар қатарына кіре ме деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, входит ли категория «{category}» в число получателей услуг, которые предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle whether the category \"{category}\" is among the recipients of services where the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(category, unknown,
				"Баланың санаты көрсетілмеген немесе танылмады ({provision}).",
				"Категория ребенка не указана или не распознана ({provision}).",
				"The child's category is not given or not recognized ({provision}).")

FINDING_MESSAGE(basis, compliant,
				"«{category}» санаты үшін «{basis}» негізі{document} көзделген ({provision}).",
				"Для категории «{category}» основание «{basis}»{document} предусмотрено ({provision}).",
				"For the category \"{category}\" the basis \"{basis}\"{document} is provided for ({provision}).")
FINDING_MESSAGE(basis, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{category}» санаты үшін «{basis}» негізі{document} көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: для категории «{category}» основание «{basis}»{document} не предусмотрено, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: for the category \"{category}\" the basis \"{basis}\"{document} is not provided for, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(basis, unsettled,
				"Қызметтерді «{provider}» көрсетсе, «{category}» санаты үшін «{basis}» негізі{document} көзделген бе деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, предусмотрено ли для категории «{category}» основание «{basis}»{document}, если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle whether the basis \"{basis}\"{document} is provided for the category \"{category}\" where the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(basis, unknown,
				"Баланы орналастыру негізі{document} көрсетілмеген немесе танылмады ({provision}).",
				"Основание устройства ребенка{document} не указано или не распознано ({provision}).",
				"The basis of the placement{document} is not given or not recognized ({provision}).")

WITHOUT_MESSAGE(category, category, unsettled,
				"Қызметтерді «{provider}» көрсетсе, қай санаттар қызмет алушылар қатарына кіреді деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, какие категории входят в число получателей услуг, которые предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle which categories are among the recipients of services where the provider is \"{provider}\" ({provision}).")
WITHOUT_MESSAGE(category, basis, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{basis}» негізі{document} бірде-бір санат үшін көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: основание «{basis}»{document} не предусмотрено ни для одной категории, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: where the provider is \"{provider}\", the basis \"{basis}\"{document} is provided for no category ({provision}).")
WITHOUT_MESSAGE(category, basis, unsettled,
				"Қызметтерді «{provider}» көрсетсе, «{basis}» негізі{document} қай санаттар үшін көзделген деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, для каких категорий предусмотрено основание «{basis}»{document}, если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle for which categories the basis \"{basis}\"{document} is provided where the provider is \"{provider}\" ({provision}).")
WITHOUT_MESSAGE(basis, basis, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{category}» санаты үшін бірде-бір негіз көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: для категории «{category}» не предусмотрено ни одного основания, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: where the provider is \"{provider}\", no basis is provided for the category \"{category}\" ({provision}).")
WITHOUT_MESSAGE(basis, basis, unsettled,
				"Қызметтерді «{provider}» көрсетсе, баланы қандай негізде орналастыруға болады деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, на каком основании возможно устройство ребенка, если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle on what basis a child may be placed where the provider is \"{provider}\" ({provision}).")

FINDING_MESSAGE(stay, compliant,
				"«{stay}» режимі көзделген ({provision}).",
				"Режим «{stay}» предусмотрен ({provision}).",
				"The stay \"{stay}\" is provided for ({provision}).")
FINDING_MESSAGE(stay, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{stay}» режимі көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: режим «{stay}» не предусмотрен, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: the stay \"{stay}\" is not provided for, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(stay, unsettled,
				"Қызметтерді «{provider}» көрсетсе, «{stay}» режимі көзделген бе деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, предусмотрен ли режим «{stay}», если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle whether the stay \"{stay}\" is provided for where the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(stay, unknown,
				"Болу режимі көрсетілмеген немесе танылмады ({provision}).",
				"Режим пребывания не указан или не распознан ({provision}).",
				"The mode of stay is not given or not recognized ({provision}).")

FINDING_MESSAGE(service, compliant,
				"«{service}» арнаулы әлеуметтік қызметтер тізбесіне кіреді ({provision}).",
				"Услуга «{service}» входит в перечень специальных социальных услуг ({provision}).",
				"The service \"{service}\" is listed among the special social services ({provision}).")
FINDING_MESSAGE(service, violation,
				"«{service}» мұнда арнаулы әлеуметтік қызмет болып табылмайды: ол «{provider}» көрсететін қызметтер тізбесіне кірмейді ({provision}).",
				"Услуга «{service}» здесь не является специальной социальной услугой: она не входит в перечень услуг, которые предоставляет «{provider}» ({provision}).",
				"\"{service}\" is not a special social service here: it is not listed, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(service, unknown,
				"Қызмет көрсетілмеген немесе танылмады ({provision}).",
				"Услуга не указана или не распознана ({provision}).",
				"The service is not given or not recognized ({provision}).")

FINDING_MESSAGE(provider, unknown,
				"Қызметтерді кім көрсететіні аталмаған немесе танылмады ({provision}).",
				"Не указано или не распознано, кто предоставляет услуги ({provision}).",
				"The provider is not given or not recognized ({provision}).")
FINDING_MESSAGE(on_date, unknown,
				"Күні көрсетілмеген ({provision}).",
				"Дата не указана ({provision}).",
				"The date is not given ({provision}).")
FINDING_MESSAGE(on_date, not_governed,
				"Бұл күні бұйрық қолданыста болмаған ({provision}).",
				"На эту дату приказ не действовал ({provision}).",
				"The order was not in force on that day ({provision}).")

FINDING_MESSAGE(provider, compliant,
				"Мұнда қолданылатын стандарт бұл жазба үшін өзге ештеңе талап етпейді ({provision}).",
				"Действующий здесь стандарт ничего более для этой записи не требует ({provision}).",
				"The standard that applies here asks nothing more of this record ({provision}).")

FINDING_MESSAGE(deciding_level, compliant,
				"Шешімді стандартта аталған орган қабылдаған: «{deciding_level}» ({provision}).",
				"Решение принял орган, названный стандартом: «{deciding_level}» ({provision}).",
				"The decision is that of a body that the standard names: \"{deciding_level}\" ({provision}).")
FINDING_MESSAGE(deciding_level, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: шешімді стандартта аталмаған орган қабылдаған – «{deciding_level}» ({provision}).",
				"Устройство ребенка не соответствует стандарту: решение принял орган, который стандартом не назван, – «{deciding_level}» ({provision}).",
				"The placement does not meet the standard: the decision is that of a body that the standard does not name, \"{deciding_level}\" ({provision}).")
FINDING_MESSAGE(deciding_level, unknown,
				"Шешім қабылдаған органның деңгейі көрсетілмеген немесе танылмады ({provision}).",
				"Уровень органа, принявшего решение, не указан или не распознан ({provision}).",
				"The level of the body that decided is not given or not recognized ({provision}).")

FINDING_MESSAGE(transport_purpose, compliant,
				"Тасымалдау мақсаты көзделген: «{transport_purpose}» ({provision}).",
				"Цель перевозки предусмотрена: «{transport_purpose}» ({provision}).",
				"The purpose of the transport is provided for: \"{transport_purpose}\" ({provision}).")
FINDING_MESSAGE(transport_purpose, violation,
				"Тасымалдау мұнда арнаулы әлеуметтік қызмет болып табылмайды: «{transport_purpose}» мақсаты көзделмеген ({provision}).",
				"Перевозка здесь не является специальной социальной услугой: цель «{transport_purpose}» не предусмотрена ({provision}).",
				"The transport is not a special social service here: the purpose \"{transport_purpose}\" is not provided for ({provision}).")
FINDING_MESSAGE(transport_purpose, unknown,
				"Тасымалдау мақсаты көрсетілмеген немесе танылмады ({provision}).",
				"Цель перевозки не указана или не распознана ({provision}).",
				"The purpose of the transport is not given or not recognized ({provision}).")

FINDING_MESSAGE(medical_measure, unknown,
				"Нақты не жасалғаны көрсетілмеген немесе танылмады ({provision}).",
				"Не указано или не распознано, что именно было сделано ({provision}).",
				"It is not stated or not recognized what exactly was done ({provision}).")

FINDING_MESSAGE(specialist_purpose, compliant,
				"Маманды шарт бойынша тарту мақсаты көзделген: «{specialist_purpose}» ({provision}).",
				"Цель привлечения специалиста по договору предусмотрена: «{specialist_purpose}» ({provision}).",
				"The purpose of engaging a specialist by contract is provided for: \"{specialist_purpose}\" ({provision}).")
FINDING_MESSAGE(specialist_purpose, unsettled,
				"Маманды «{specialist_purpose}» үшін шарт бойынша тартуға бола ма деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, допускается ли привлечение специалиста по договору, цель которого – «{specialist_purpose}» ({provision}).",
				"The text of the standard does not settle whether a specialist may be engaged by contract for \"{specialist_purpose}\" ({provision}).")
FINDING_MESSAGE(specialist_purpose, unknown,
				"Маманды шарт бойынша тарту мақсаты көрсетілмеген немесе танылмады ({provision}).",
				"Цель привлечения специалиста по договору не указана или не распознана ({provision}).",
				"The purpose of engaging a specialist by contract is not given or not recognized ({provision}).")

FINDING_MESSAGE(area, compliant,
				"Жатын бөлменің алаңы жеткілікті ({provision}).",
				"Площадь спальной комнаты достаточна ({provision}).",
				"The area of the bedroom suffices ({provision}).")
FINDING_MESSAGE(area, violation,
				"Жатын бөлменің алаңы стандартқа сәйкес келмейді: бала саны – {persons}, алаңы – {area} шаршы метр, кемінде {needed} шаршы метр қажет ({provision}).",
				"Площадь спальной комнаты не соответствует стандарту: детей – {persons}, площадь – {area} кв. м, необходимо не менее {needed} кв. м ({provision}).",
				"The area of the bedroom does not meet the standard: children {persons}, area {area} square meters, at least {needed} are needed ({provision}).")
FINDING_MESSAGE(area, unknown,
				"Жатын бөлменің алаңы көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Площадь спальной комнаты не указана или не может быть такой ({provision}).",
				"The area of the bedroom is not given, or is not possible ({provision}).")
FINDING_MESSAGE(persons, unknown,
				"Жатын бөлмедегі бала саны көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Число детей в спальной комнате не указано или не может быть таким ({provision}).",
				"The number of children in the bedroom is not given, or is not possible ({provision}).")
DWELLING_MESSAGE(area, compliant,
				 "Тұрғынжайдың жалпы алаңы жеткілікті ({provision}).",
				 "Общая площадь жилища достаточна ({provision}).",
				 "The total area of the dwelling suffices ({provision}).")
DWELLING_MESSAGE(area, violation,
				 "Тұрғынжайдың жалпы алаңы стандартқа сәйкес келмейді: онда тұратын адам саны – {persons}, алаңы – {area} шаршы метр, кемінде {needed} шаршы метр қажет ({provision}).",
				 "Общая площадь жилища не соответствует стандарту: число проживающих – {persons}, площадь – {area} кв. м, необходимо не менее {needed} кв. м ({provision}).",
				 "The total area of the dwelling does not meet the standard: residents {persons}, area {area} square meters, at least {needed} are needed ({provision}).")
DWELLING_MESSAGE(area, unknown,
				 "Тұрғынжайдың жалпы алаңы көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				 "Общая площадь жилища не указана или не может быть такой ({provision}).",
				 "The total area of the dwelling is not given, or is not possible ({provision}).")
DWELLING_MESSAGE(persons, unknown,
				 "Тұрғынжайда тұратын адам саны көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				 "Число проживающих в жилище не указано или не может быть таким ({provision}).",
				 "The number of residents of the dwelling is not given, or is not possible ({provision}).")
FINDING_MESSAGE(quantity, compliant,
				"Норма сақталған ({provision}).",
				"Норма соблюдена ({provision}).",
				"The norm is met ({provision}).")
FINDING_MESSAGE(quantity, violation,
				"Норма сақталмаған: {quantity}, норма бойынша ең азы {norm} ({provision}).",
				"Норма не соблюдена: {quantity}, по норме не менее {norm} ({provision}).",
				"The norm is not met: {quantity}, the norm is at least {norm} ({provision}).")
FINDING_MESSAGE(quantity, unknown,
				"Мөлшері көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Количество не указано или не может быть таким ({provision}).",
				"The quantity is not stated, or is not possible ({provision}).")
FINDING_MESSAGE(maximum, violation,
				"Норма сақталмаған: {quantity}, норма бойынша ең көбі {maximum} ({provision}).",
				"Норма не соблюдена: {quantity}, по норме не более {maximum} ({provision}).",
				"The norm is not met: {quantity}, the norm is at most {maximum} ({provision}).")
FINDING_MESSAGE(maximum, unknown,
				"Өзге актінің нормасы көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Норма иного акта не указана или не может быть такой ({provision}).",
				"The norm of the other act is not stated, or is not possible ({provision}).")
FINDING_MESSAGE(norm, unknown,
				"Өзге актінің нормасы көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Норма иного акта не указана или не может быть такой ({provision}).",
				"The norm of the other act is not stated, or is not possible ({provision}).")

FINDING_MESSAGE(condition, compliant,
				"Тексерілген талап мұнда қолданылатын стандартқа жатады ({provision}).",
				"Проверенное требование относится к действующему здесь стандарту ({provision}).",
				"The clause that was assessed is one of the provider's standard ({provision}).")
FINDING_MESSAGE(condition, violation,
				"Тексеру жазбасында субъектінің стандартында жоқ талап көрсетілген ({provision}).",
				"В записи о проверке указано требование, которого нет в стандарте субъекта ({provision}).",
				"The record of the inspection cites a clause that the provider's standard does not have ({provision}).")
FINDING_MESSAGE(condition, unknown,
				"Стандарттың қай талабы тексерілгені көрсетілмеген немесе танылмады ({provision}).",
				"Не указано или не распознано, какое требование стандарта проверено ({provision}).",
				"The clause of the standard that was assessed is not given or not recognized ({provision}).")
FINDING_MESSAGE(outcome, compliant,
				"Тексеру нәтижесі жазылған: «{outcome}» ({provision}).",
				"Итог проверки записан: «{outcome}» ({provision}).",
				"The outcome of the inspection is on record: \"{outcome}\" ({provision}).")
FINDING_MESSAGE(outcome, unknown,
				"Тексеру нәтижесі көрсетілмеген немесе танылмады ({provision}).",
				"Итог проверки не указан или не распознан ({provision}).",
				"The outcome of the inspection is not given or not recognized ({provision}).")

SERVICE_RECIPIENT_MESSAGE(compliant,
						  "«{service}» бұл бала үшін көзделген ({provision}).",
						  "Услуга «{service}» для этого ребенка предусмотрена ({provision}).",
						  "The service \"{service}\" is meant for this child ({provision}).")
SERVICE_RECIPIENT_MESSAGE(unsettled,
						  "«{service}» бұл баланың санатындағы қызмет алушыға көрсетіле ме деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
						  "Текстом стандарта не решен вопрос о том, предоставляется ли услуга «{service}» получателю услуг такой категории ({provision}).",
						  "The text of the standard does not settle whether the service \"{service}\" is meant for the category of this child ({provision}).")

EVIDENCE_MESSAGE(compliant,
				 "Бар: «{evidence}» ({provision}).",
				 "Имеется: «{evidence}» ({provision}).",
				 "There is: \"{evidence}\" ({provision}).")
EVIDENCE_MESSAGE(violation,
				 "Жазба стандартқа сәйкес келмейді, өйткені мынасы жоқ: «{evidence}» ({provision}).",
				 "Запись не соответствует стандарту, поскольку отсутствует: «{evidence}» ({provision}).",
				 "The record does not meet the standard, for this is missing: \"{evidence}\" ({provision}).")
EVIDENCE_MESSAGE(unsettled,
				 "Мынасы жоқ: «{evidence}», ал жазбада нақты не жасалғаны айтылмаған; оның қажеттігі осыған байланысты ({provision}).",
				 "Отсутствует: «{evidence}», а запись не говорит, что именно было сделано; требуется ли это, зависит от ответа ({provision}).",
				 "This is missing: \"{evidence}\", and the record does not say what exactly was done; whether it is needed depends on that ({provision}).")
EVIDENCE_MESSAGE(unknown,
				 "Мынаның бар-жоғы көрсетілмеген: «{evidence}» ({provision}).",
				 "Не указано, имеется ли: «{evidence}» ({provision}).",
				 "It is not stated whether there is: \"{evidence}\" ({provision}).")

PHRASE(more_area,
	   "Тағы кемінде {missing} шаршы метр беріңіз немесе бөлмеге азырақ бала орналастырыңыз.",
	   "Предоставьте еще не менее {missing} кв. м или разместите в комнате меньше детей.",
	   "Provide at least {missing} square meters more, or let fewer children sleep in the room.")
PHRASE(more_dwelling,
	   "Тұрғынжайдың жалпы алаңына {missing} шаршы метр жетпейді: отбасына тұрғын үй жағдайларын жақсартуға жәрдем қажет.",
	   "Недостает {missing} кв. м общей площади жилища: семье необходимо содействие в улучшении жилищных условий.",
	   "The dwelling lacks {missing} square meters: the family needs assistance in improving its housing.")
PHRASE(more_quantity,
	   "Жетіспейтіні – {missing}. Норманы қамтамасыз етіңіз.",
	   "Недостает {missing}. Обеспечьте норму.",
	   "The norm exceeds this by {missing}. Make it up.")
PHRASE(less_quantity,
	   "Нормадан асып кеткені – {missing}. Нормаға сәйкестендіріңіз.",
	   "Норма превышена на {missing}. Приведите в соответствие с нормой.",
	   "This exceeds the norm by {missing}. Bring it down.")
PHRASE(add_evidence,
	   "Ол бар болса, мәліметін енгізіңіз. Болмаса, кемшілікті жойыңыз.",
	   "Если это имеется, внесите сведения об этом. Если этого нет, устраните недостаток.",
	   "If it is there, enter it. If it is missing, remedy that.")
PHRASE(name_condition,
	   "Стандарттың тармағын, тармақшасын немесе бөлігін көрсетіңіз: {options}.",
	   "Укажите пункт, подпункт или часть стандарта: {options}.",
	   "Cite a paragraph, subparagraph or part of the standard of: {options}.")
PHRASE(no_norm,
	   "Көрсетілген тармақ өзге актінің нормасына сілтеме жасамайды немесе қызметтер көрсетілетін стандартқа жатпайды ({provision}).",
	   "Указанный пункт не отсылает к норме иного акта или не относится к стандарту, по которому предоставляются услуги ({provision}).",
	   "The clause that is named does not refer to a norm of another act, or is none of the provider's standard ({provision}).")
PHRASE(name_norm,
	   "Нормаға сілтеме жасайтын тармақты көрсетіңіз: {options}.",
	   "Укажите пункт, который отсылает к норме: {options}.",
	   "Name the clause that refers to the norm: {options}.")
PHRASE(say_which,
	   "Нақты не жасалғанын көрсетіңіз: {options}.",
	   "Укажите, что именно было сделано: {options}.",
	   "State what exactly was done: {options}.")
PHRASE(lawful_here,
	   "Мұнда мыналар көзделген: {options}.",
	   "Здесь предусмотрено: {options}.",
	   "Provided for here: {options}.")
PHRASE(lawful_bases,
	   "Бұл бала үшін мұнда мына негіздер көзделген: {options}.",
	   "Для этого ребенка здесь предусмотрены основания: {options}.",
	   "For this child the bases here are: {options}.")
PHRASE(lawful_stays,
	   "Мұнда мына болу режимдері көзделген: {options}.",
	   "Здесь предусмотрены режимы: {options}.",
	   "The modes of stay here are: {options}.")
PHRASE(lawful_with_stay,
	   "Бұл бала үшін мұнда мына негіздер көзделген: {options}; болу режимдері: {stays}.",
	   "Для этого ребенка здесь предусмотрены основания: {options}; режимы: {stays}.",
	   "For this child the bases here are: {options}; the modes of stay: {stays}.")
PHRASE(lawful_recipients,
	   "Қызмет мыналар үшін көзделген: {options}.",
	   "Услуга предусмотрена для: {options}.",
	   "The service is meant for: {options}.")
PHRASE(lawful_levels,
	   "Шешімді мыналар қабылдайды: {options}.",
	   "Решение принимает: {options}.",
	   "The decision is made by: {options}.")
PHRASE(lawful_with,
	   "Осы негізде баланы қабылдай алатындар: {options}.",
	   "На этом основании ребенка могут принять: {options}.",
	   "On this basis the child may be placed with: {options}.")
PHRASE(received_elsewhere,
	   "Осындай баланы қабылдайтындар: {options}.",
	   "Такого ребенка принимают: {options}.",
	   "Such a child is received by: {options}.")
PHRASE(listed_elsewhere,
	   "Оны өзге көмек ретінде есепке алыңыз. Арнаулы әлеуметтік қызмет ретінде оны көрсететіндер: {options}.",
	   "Учтите ее как иную помощь. Как специальную социальную услугу ее предоставляют: {options}.",
	   "Record it as help of another kind. As a special social service it is provided by: {options}.")
PHRASE(enter_fact,
	   "Жетіспейтін мәліметті енгізіңіз.",
	   "Внесите недостающие сведения.",
	   "Enter what is missing.")
PHRASE(enter_possible,
	   "0-ден {most}-қа дейінгі мәнді енгізіңіз.",
	   "Внесите значение от 0 до {most}.",
	   "Enter a quantity from 0 to {most}.")
PHRASE(ask_lawyer,
	   "Мәселе мәтінде шешілмеген. Шешім қабылдау үшін заңгермен кеңесіңіз.",
	   "Вопрос текстом не решен. Для принятия решения обратитесь к юристу.",
	   "The text leaves the question open. Ask a lawyer before you decide.")
PHRASE(record_refused,
	   "Жазба стандартқа сәйкес келмейді ({provision}).",
	   "Запись не соответствует стандарту ({provision}).",
	   "The record does not meet the standard ({provision}).")
