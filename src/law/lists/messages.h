/*---
 * messages.h
 *	  The sentences about a finding, for the person whose record it is about.
 *
 * FINDING_MESSAGE(requirement, verdict, kk, ru, en)
 * WITHOUT_MESSAGE(missing fact, requirement, verdict, kk, ru, en)
 * SERVICE_RECIPIENT_MESSAGE(verdict, kk, ru, en)
 * EVIDENCE_MESSAGE(verdict, kk, ru, en)
 * PHRASE(phrase, kk, ru, en)
 *
 * Whole sentences.  A fact's name in braces stands for its value: the name of
 * a code, or a quantity.  Other words in braces stand for the evidence that the
 * finding is about, the quantity needed or missing, the citation of the
 * provision, and the options and stays that would be lawful.  Names stand in
 * quotation marks so that no language has to decline them.
 *
 * A message says what is missing and what to do about it.  It never advises to
 * leave unrecorded what has happened.
 *
 * A finding that comes out alike whatever a missing fact is has words without
 * that fact.
 *
 * A service that is meant for some categories only has words of its own for
 * them, and so has evidence, whatever it is.
 *---
 */
FINDING_MESSAGE(category, compliant,
				"«{category}» санаты қызметтерді алушылар қатарына кіреді ({provision}).",
				"Категория «{category}» входит в число получателей услуг ({provision}).",
				"The category \"{category}\" is among the recipients of services ({provision}).")
FINDING_MESSAGE(category, violation,
				"Орналастыру стандартқа сәйкес келмейді: «{category}» санаты қызметтерді алушылар қатарына кірмейді, қызмет беруші – «{provider}» ({provision}).",
				"Размещение не соответствует стандарту: категория «{category}» не входит в число получателей услуг, поставщик – «{provider}» ({provision}).",
				"The placement does not meet the standard: the category \"{category}\" is not among the recipients of services, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(category, unsettled,
				"Стандарттың мәтіні «{category}» санатының қызметтерді алушылар қатарына кіретін-кірмейтінін шешпейді, қызмет беруші – «{provider}» ({provision}).",
				"Текст стандарта не решает, входит ли категория «{category}» в число получателей услуг, поставщик – «{provider}» ({provision}).",
				"The text of the standard does not settle whether the category \"{category}\" is among the recipients of services, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(category, unknown,
				"Баланың санаты көрсетілмеген немесе танылмады ({provision}).",
				"Категория ребенка не указана или не распознана ({provision}).",
				"The child's category is not given or not recognized ({provision}).")

FINDING_MESSAGE(basis, compliant,
				"«{category}» санаты үшін «{basis}» негізі көзделген ({provision}).",
				"Для категории «{category}» основание «{basis}» предусмотрено ({provision}).",
				"For the category \"{category}\" the basis \"{basis}\" is provided for ({provision}).")
FINDING_MESSAGE(basis, violation,
				"Орналастыру стандартқа сәйкес келмейді: «{category}» санаты үшін «{basis}» негізі көзделмеген, қызмет беруші – «{provider}» ({provision}).",
				"Размещение не соответствует стандарту: для категории «{category}» основание «{basis}» не предусмотрено, поставщик – «{provider}» ({provision}).",
				"The placement does not meet the standard: for the category \"{category}\" the basis \"{basis}\" is not provided for, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(basis, unsettled,
				"Стандарттың мәтіні «{category}» санаты үшін «{basis}» негізіне жол берілетін-берілмейтінін шешпейді, қызмет беруші – «{provider}» ({provision}).",
				"Текст стандарта не решает, допускается ли для категории «{category}» основание «{basis}», поставщик – «{provider}» ({provision}).",
				"The text of the standard does not settle whether the category \"{category}\" may be placed on the basis \"{basis}\", the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(basis, unknown,
				"Орналастыру негізі көрсетілмеген немесе танылмады ({provision}).",
				"Основание размещения не указано или не распознано ({provision}).",
				"The basis of the placement is not given or not recognized ({provision}).")

WITHOUT_MESSAGE(category, category, unsettled,
				"Қызметтерді «{provider}» көрсетсе, қай санаттар қызмет алушылар қатарына кіреді деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, какие категории входят в число получателей услуг, которые предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle which categories are among the recipients of services where the provider is \"{provider}\" ({provision}).")
WITHOUT_MESSAGE(category, basis, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{basis}» негізі бірде-бір санат үшін көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: основание «{basis}» не предусмотрено ни для одной категории, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: where the provider is \"{provider}\", the basis \"{basis}\" is provided for no category ({provision}).")
WITHOUT_MESSAGE(category, basis, unsettled,
				"Қызметтерді «{provider}» көрсетсе, «{basis}» негізі қай санаттар үшін көзделген деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, для каких категорий предусмотрено основание «{basis}», если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle for which categories the basis \"{basis}\" is provided where the provider is \"{provider}\" ({provision}).")
WITHOUT_MESSAGE(basis, basis, violation,
				"Баланы орналастыру стандартқа сәйкес келмейді: қызметтерді «{provider}» көрсетсе, «{category}» санаты үшін бірде-бір негіз көзделмеген ({provision}).",
				"Устройство ребенка не соответствует стандарту: для категории «{category}» не предусмотрено ни одного основания, если услуги предоставляет «{provider}» ({provision}).",
				"The placement does not meet the standard: where the provider is \"{provider}\", no basis is provided for the category \"{category}\" ({provision}).")
WITHOUT_MESSAGE(basis, basis, unsettled,
				"Қызметтерді «{provider}» көрсетсе, баланы қандай негізде орналастыруға болады деген мәселе стандарттың мәтінінде шешілмеген ({provision}).",
				"Текстом стандарта не решен вопрос о том, на каком основании возможно устройство ребенка, если услуги предоставляет «{provider}» ({provision}).",
				"The text of the standard does not settle on what basis a child may be placed where the provider is \"{provider}\" ({provision}).")

FINDING_MESSAGE(stay, compliant,
				"«{stay}» көзделген ({provision}).",
				"«{stay}» предусмотрено ({provision}).",
				"The stay \"{stay}\" is provided for ({provision}).")
FINDING_MESSAGE(stay, violation,
				"Орналастыру стандартқа сәйкес келмейді: «{stay}» көзделмеген, қызмет беруші – «{provider}» ({provision}).",
				"Размещение не соответствует стандарту: «{stay}» не предусмотрено, поставщик – «{provider}» ({provision}).",
				"The placement does not meet the standard: the stay \"{stay}\" is not provided for, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(stay, unsettled,
				"Стандарттың мәтіні «{stay}» мүмкіндігін шешпейді, қызмет беруші – «{provider}» ({provision}).",
				"Текст стандарта не решает, предусмотрено ли «{stay}», поставщик – «{provider}» ({provision}).",
				"The text of the standard does not settle whether the stay \"{stay}\" is provided for, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(stay, unknown,
				"Болу режимі көрсетілмеген немесе танылмады ({provision}).",
				"Режим пребывания не указан или не распознан ({provision}).",
				"The mode of stay is not given or not recognized ({provision}).")

FINDING_MESSAGE(service, compliant,
				"«{service}» арнаулы әлеуметтік қызметтер тізбесіне кіреді ({provision}).",
				"Услуга «{service}» входит в перечень специальных социальных услуг ({provision}).",
				"The service \"{service}\" is listed among the special social services ({provision}).")
FINDING_MESSAGE(service, violation,
				"«{service}» мұнда арнаулы әлеуметтік қызмет болып табылмайды: ол тізбеге кірмейді, қызмет беруші – «{provider}» ({provision}).",
				"«{service}» здесь не является специальной социальной услугой: она не входит в перечень, поставщик – «{provider}» ({provision}).",
				"\"{service}\" is not a special social service here: it is not listed, the provider is \"{provider}\" ({provision}).")
FINDING_MESSAGE(service, unknown,
				"Қызмет көрсетілмеген немесе танылмады ({provision}).",
				"Услуга не указана или не распознана ({provision}).",
				"The service is not given or not recognized ({provision}).")

FINDING_MESSAGE(provider, unknown,
				"Қызмет беруші көрсетілмеген немесе танылмады ({provision}).",
				"Поставщик услуг не указан или не распознан ({provision}).",
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
				"Қызмет берушінің стандарты бұл жазбаға қатысты қосымша ештеңе талап етпейді ({provision}).",
				"Стандарт поставщика ничего более для этой записи не требует ({provision}).",
				"The provider's standard asks nothing more of this record ({provision}).")

FINDING_MESSAGE(deciding_level, compliant,
				"Шешімді стандартта аталған орган қабылдаған: «{deciding_level}» ({provision}).",
				"Решение принял орган, названный стандартом: «{deciding_level}» ({provision}).",
				"The decision is that of a body that the standard names: \"{deciding_level}\" ({provision}).")
FINDING_MESSAGE(deciding_level, violation,
				"Орналастыру стандартқа сәйкес келмейді: шешімді стандартта аталмаған орган қабылдаған – «{deciding_level}» ({provision}).",
				"Размещение не соответствует стандарту: решение принял орган, не названный стандартом, – «{deciding_level}» ({provision}).",
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
				"Стандарттың мәтіні маманды «{specialist_purpose}» үшін шарт бойынша тартуға болатын-болмайтынын шешпейді ({provision}).",
				"Текст стандарта не решает, можно ли привлечь специалиста по договору для иного: «{specialist_purpose}» ({provision}).",
				"The text of the standard does not settle whether a specialist may be engaged by contract for \"{specialist_purpose}\" ({provision}).")
FINDING_MESSAGE(specialist_purpose, unknown,
				"Маманды шарт бойынша тарту мақсаты көрсетілмеген немесе танылмады ({provision}).",
				"Цель привлечения специалиста по договору не указана или не распознана ({provision}).",
				"The purpose of engaging a specialist by contract is not given or not recognized ({provision}).")

FINDING_MESSAGE(area, compliant,
				"Алаң жеткілікті ({provision}).",
				"Площадь достаточна ({provision}).",
				"The area suffices ({provision}).")
FINDING_MESSAGE(area, violation,
				"Тұрғын алаңы стандартқа сәйкес келмейді: адам саны – {persons}, алаң – {area} шаршы метр, кемінде {needed} шаршы метр қажет ({provision}).",
				"Жилая площадь не соответствует стандарту: человек – {persons}, площадь – {area} кв. м, необходимо не менее {needed} кв. м ({provision}).",
				"The living space does not meet the standard: persons {persons}, area {area} square meters, at least {needed} are needed ({provision}).")
FINDING_MESSAGE(area, unknown,
				"Алаң көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Площадь не указана или не может быть такой ({provision}).",
				"The area is not given, or is not possible ({provision}).")
FINDING_MESSAGE(persons, unknown,
				"Адам саны көрсетілмеген немесе мұндай болуы мүмкін емес ({provision}).",
				"Число людей не указано или не может быть таким ({provision}).",
				"The number of persons is not given, or is not possible ({provision}).")
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
				"Тексерілген талап субъектінің стандартына жатады ({provision}).",
				"Проверенное требование относится к стандарту субъекта ({provision}).",
				"The clause that was assessed is one of the provider's standard ({provision}).")
FINDING_MESSAGE(condition, violation,
				"Тексеру жазбасында «{provider}» субъектісіне қолданылатын стандартта жоқ талап көрсетілген ({provision}).",
				"В записи о проверке указано требование, которого нет в стандарте, действующем для субъекта «{provider}» ({provision}).",
				"The record of the inspection cites a clause that the standard of the provider, \"{provider}\", does not have ({provision}).")
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
	   "Қосымша кемінде {missing} шаршы метр беріңіз немесе адам санын азайтыңыз.",
	   "Предоставьте еще не менее {missing} кв. м или разместите меньше людей.",
	   "Provide at least {missing} square meters more, or let fewer persons live there.")
PHRASE(more_quantity,
	   "Жетіспейтіні – {missing}. Норманы қамтамасыз етіңіз.",
	   "Недостает {missing}. Обеспечьте норму.",
	   "The norm exceeds this by {missing}. Make it up.")
PHRASE(less_quantity,
	   "Асып кеткені – {missing}. Норманы қамтамасыз етіңіз.",
	   "Превышено на {missing}. Обеспечьте норму.",
	   "This exceeds the norm by {missing}. Bring it down.")
PHRASE(add_evidence,
	   "Растайтын мәліметті енгізіңіз. Ол болмаса, кемшілікті жойыңыз.",
	   "Внесите то, что это подтверждает. Если этого нет, устраните недостаток.",
	   "Enter what proves it. If it is missing, remedy that.")
PHRASE(name_condition,
	   "Стандарттың тармағын, тармақшасын немесе бөлігін көрсетіңіз: {options}.",
	   "Укажите пункт, подпункт или часть стандарта: {options}.",
	   "Cite a paragraph, subparagraph or part of the standard of: {options}.")
PHRASE(no_norm,
	   "«{provider}» стандартының көрсетілген тармағы өзге актінің нормасына сілтеме жасамайды ({provision}).",
	   "Указанный пункт не отсылает к норме иного акта в стандарте, по которому действует «{provider}» ({provision}).",
	   "The clause that is named does not refer to a norm of another act in the standard of \"{provider}\" ({provision}).")
PHRASE(name_norm,
	   "Нормаға сілтеме жасайтын тармақты көрсетіңіз: {options}.",
	   "Укажите пункт, который отсылает к норме: {options}.",
	   "Name the clause that refers to the norm: {options}.")
PHRASE(say_which,
	   "Нақты не жасалғанын көрсетіңіз: {options}.",
	   "Укажите, что именно было сделано: {options}.",
	   "State what exactly was done: {options}.")
PHRASE(lawful_here,
	   "Мұнда рұқсат етіледі: {options}.",
	   "Здесь допускается: {options}.",
	   "Lawful here: {options}.")
PHRASE(lawful_with_stay,
	   "Мұнда мына негіздер рұқсат етіледі: {options}; болу режимі: {stays}.",
	   "Здесь допускаются основания: {options}; режим пребывания: {stays}.",
	   "Lawful here on the basis: {options}; with the stay: {stays}.")
PHRASE(lawful_with,
	   "Осы негізде баланы қабылдай алатындар: {options}.",
	   "На этом основании ребенка могут принять: {options}.",
	   "On this basis the child may be placed with: {options}.")
PHRASE(received_elsewhere,
	   "Осындай баланы қабылдайтындар: {options}.",
	   "Такого ребенка принимают: {options}.",
	   "Such a child is received by: {options}.")
PHRASE(listed_elsewhere,
	   "Оны өзге көмек ретінде тіркеңіз; бұл қызмет мына стандартта бар: {options}.",
	   "Зарегистрируйте ее как иную помощь; эта услуга предусмотрена стандартом: {options}.",
	   "Record it as help of another kind; the service is listed by the standard of: {options}.")
PHRASE(enter_fact,
	   "Жетіспейтін мәліметті енгізіңіз.",
	   "Внесите недостающие сведения.",
	   "Enter what is missing.")
PHRASE(enter_possible,
	   "0-ден {most}-қа дейінгі мәнді енгізіңіз.",
	   "Внесите значение от 0 до {most}.",
	   "Enter a quantity from 0 to {most}.")
PHRASE(ask_lawyer,
	   "Мәтін сұрақты шешпейді; қабылданған түсіндірме sss.readings көрінісінде.",
	   "Текст не решает вопроса; принятое толкование приведено в sss.readings.",
	   "The text leaves the question open; how it is read is listed in sss.readings.")
PHRASE(record_refused,
	   "Жазба стандартқа сәйкес келмейді ({provision}).",
	   "Запись не соответствует стандарту ({provision}).",
	   "The record does not meet the standard ({provision}).")
