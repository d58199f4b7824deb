/*---
 * messages.h
 *	  What is said of a finding, to the person whose record it is about.
 *
 * FINDING_MESSAGE(requirement, verdict, kk, ru, en)
 * PHRASE(phrase, kk, ru, en)
 *
 * Whole sentences.  In braces stands what is filled in: the names of the
 * category, basis, stay, provider and service, the citation of the provision,
 * the options and stays that would be lawful.  Names stand in quotation marks
 * so that no language has to decline them.
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

PHRASE(lawful_here,
	   "Мұнда рұқсат етіледі: {options}.",
	   "Здесь допускается: {options}.",
	   "Lawful here: {options}.")
PHRASE(lawful_with_stay,
	   "Мұнда мына негіздер рұқсат етіледі: {options}; болу режимі: {stays}.",
	   "Здесь допускаются основания: {options}; режим пребывания: {stays}.",
	   "Lawful here on the basis: {options}; with the stay: {stays}.")
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
PHRASE(ask_lawyer,
	   "Мәтін сұрақты шешпейді; қабылданған түсіндірме sss.readings көрінісінде.",
	   "Текст не решает вопроса; принятое толкование приведено в sss.readings.",
	   "The text leaves the question open; how it is read is listed in sss.readings.")
PHRASE(record_refused,
	   "Жазба стандартқа сәйкес келмейді ({provision}).",
	   "Запись не соответствует стандарту ({provision}).",
	   "The record does not meet the standard ({provision}).")
