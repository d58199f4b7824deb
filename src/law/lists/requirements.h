/*---
 * requirements.h
 *	  The requirements of the clauses: how the lines of the other lists read as
 *	  requirements, and the requirements that no other list holds.
 *
 * SUBJECT(subject, shape, served, rules, roles, object, kk, ru, en)
 * REQUIREMENT(subject, citation, shape, served, object, quantity, unit,
 *			   asks_kk, asks_ru, asks_en, reason_kk, reason_ru, reason_en)
 * ATTESTED(subject, citation, asks_kk, asks_ru, asks_en)
 *
 * subject		what is asked about; with the citation it is the requirement's code
 * shape		membership: a fact is one of those that a clause names
 *				threshold: a number is not below another
 *				evidence: something stands behind a record
 *				interval: something happens again in time
 *				attestation: a person assesses it
 *				none: none of these
 * served		enforced: a trigger or CHECK refuses what does not meet it
 *				audited: a function reports it over existing rows
 *				attested: a person assesses it, and a record holds the outcome
 *				not_decidable: no data decide it, for the reason given
 * rules		the rules of roles.h that judge it; EVERY_RULE, NO_RULE
 * roles		those that its judgement reads, beside those that a line names
 * object		the function or view of schema sss that answers for it
 * quantity, unit	of a threshold or an interval; 0 and "" if there is none
 * kk, ru, en	what is asked; %s is the names in the lines of one clause
 * reason		why it is not decidable; empty for any other
 *
 * Each SUBJECT is walked with the list that it is about in requirement_lines.c.
 *
 * A clause is enforced as far as its rules look at what it asks.  What it asks
 * beyond that is a line ATTESTED: a person assesses it, and the rule quality
 * takes the record.  What a condition of quality asks is in
 * quality_conditions.h; acts that have the details are in other_acts.h.
 *---
 */
SUBJECT(standard, membership, enforced, EVERY_RULE, READS(provider) | READS(on_date), "sss.provider_standards", "бекітілген стандарт мыналарға қолданылады: %s", "утвержденный стандарт действует для: %s", "the approved standard applies to: %s")
SUBJECT(in_force, none, enforced, EVERY_RULE, READS(on_date), "sss.editions", "бұйрық қолданысқа енгізілген күннен бергі фактілер бағаланады (%s)", "оцениваются факты начиная со дня введения приказа в действие (%s)", "facts are judged from the day on which the order took effect (%s)")
SUBJECT(category, membership, enforced, RULE_SET(placement), READS(category) | READS(provider) | READS(on_date), "sss.placement_verdict", "қызмет алушылар: %s", "получатели услуг: %s", "recipients of services: %s")
SUBJECT(stay, membership, enforced, RULE_SET(placement), READS(stay) | READS(provider) | READS(on_date), "sss.placement_verdict", "болу режимі: %s", "режим пребывания: %s", "mode of stay: %s")
SUBJECT(provider, membership, enforced, EVERY_RULE, READS(provider) | READS(on_date), "sss.provider_standards", "қызметтерді көрсетеді: %s", "услуги предоставляет: %s", "provider of services: %s")
SUBJECT(basis, membership, enforced, RULE_SET(placement), READS(category) | READS(basis) | READS(provider) | READS(on_date), "sss.placement_verdict", "негіздер және олардың кімге қатысты екені: %s", "основания и к кому они относятся: %s", "bases, and for whom: %s")
SUBJECT(kind, membership, enforced, RULE_SET(service), READS(service) | READS(provider) | READS(on_date), "sss.service_verdict", "осы түрдегі қызметтер тармақшаларда аталғандар болып табылады: %s", "услугами этого вида являются названные в подпунктах: %s", "services of this kind are those that the items name: %s")
SUBJECT(service, membership, enforced, RULE_SET(service), READS(service) | READS(provider) | READS(on_date), "sss.service_verdict", "қызмет: %s", "услуга: %s", "service: %s")
SUBJECT(recipient, membership, audited, RULE_SET(service_recipient), READS(service) | READS(category) | READS(provider) | READS(on_date), "sss.service_recipient_verdict", "мына санаттарға көрсетілгені стандартқа сәйкес келеді, ал өзге алушыларға қатысты мәселе мәтінде шешілмеген: %s", "предоставление этим категориям соответствует стандарту, а вопрос об иных получателях текстом не решен: %s", "for these categories the service meets the standard, and for other recipients the text leaves it open: %s")
SUBJECT(deciding_level, membership, enforced, RULE_SET(deciding_level), READS(deciding_level) | READS(basis) | READS(provider) | READS(on_date), "sss.deciding_level_verdict", "шешімді қабылдайды: %s", "решение принимает: %s", "body that decides: %s")
SUBJECT(transport, membership, enforced, RULE_SET(transport), READS(transport_purpose) | READS(provider) | READS(on_date), "sss.transport_verdict", "тасымалдау мақсаты: %s", "цель перевозки: %s", "purpose of transport: %s")
SUBJECT(contract_specialist, membership, enforced, RULE_SET(contract_specialist), READS(specialist_purpose) | READS(provider) | READS(on_date), "sss.contract_specialist_verdict", "шарт бойынша маман тарту мақсаты: %s", "цель привлечения специалиста по договору: %s", "purpose of engaging a specialist by contract: %s")
SUBJECT(specialists_absent, evidence, enforced, RULE_SET(contract_specialist), READS(specialist_purpose) | READS(provider) | READS(on_date), "sss.contract_specialist_verdict", "шарт бойынша маман тартуды растайды: %s", "привлечение специалиста по договору подтверждает: %s", "behind the engagement of a specialist by contract there is: %s")

SUBJECT(living_space, threshold, enforced, RULE_SET(living_space), READS(provider) | READS(area) | READS(persons) | READS(on_date), "sss.living_space_verdict", "алаң: %s", "площадь: %s", "area: %s")
SUBJECT(clothing_norm, threshold, enforced, RULE_SET(clothing_norm), READS(provider) | READS(quantity) | READS(norm) | READS(on_date), "sss.clothing_norm_verdict", "киім, аяқ киім, жұмсақ мүкәммал мен төсек жаймалары аталған актінің нормасынан кем берілмейді; норманы деректер базасының пайдаланушысы енгізеді", "одежда, обувь, мягкий инвентарь и постельное белье предоставляются не менее нормы названного акта; норму вносит пользователь базы данных", "clothing, footwear, soft furnishings and bed linen are not below the norm of the act named, which the user of the database enters")
SUBJECT(other_act_norm, threshold, enforced, RULE_SET(other_act_norm), READS(condition) | READS(provider) | READS(quantity) | READS(norm) | READS(maximum) | READS(on_date), "sss.other_act_norm_verdict", "өзге актінің нормасы: %s", "норма иного акта: %s", "norm of another act: %s")

SUBJECT(evidence, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "қызмет туралы жазбаны растайды: %s", "запись об услуге подтверждают: %s", "behind the record of a service there is: %s")
SUBJECT(evidence_if, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "тік жақшада көрсетілген жағдай болса, қызмет туралы жазбаны растайды: %s", "при наличии указанного в квадратных скобках запись об услуге подтверждают: %s", "where there is what stands in brackets, behind the record of a service there is: %s")
SUBJECT(evidence_unless, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "тік жақшада көрсетілген жағдай болмаса, қызмет туралы жазбаны растайды: %s", "при отсутствии указанного в квадратных скобках запись об услуге подтверждают: %s", "where there is not what stands in brackets, behind the record of a service there is: %s")
SUBJECT(evidence_where, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "жазба тік жақшада аталғандардың бірі туралы болса, оны растайды: %s", "если запись говорит об одном из названного в квадратных скобках, ее подтверждают: %s", "where the record is about one of the things in brackets, behind it there is: %s")

SUBJECT(timely, interval, audited, NO_RULE, READS(service) | READS(provider) | READS(on_date), "sss.response_times", "уақтылы, мерзімі белгіленбеген: %s", "своевременно, срок не установлен: %s", "in time, for which no term is set: %s")
SUBJECT(review, interval, audited, NO_RULE, READS(provider), "sss.review_gaps", "шағымдар мен ұсыныстар кітабын басшы апта сайын қарайды", "книга жалоб и предложений рассматривается руководителем еженедельно", "the head reviews the book of complaints and suggestions every week")
SUBJECT(repeated_offences, threshold, audited, NO_RULE, READS(on_date), "sss.repeated_offences", "бір жыл ішіндегі екі немесе одан көп әкімшілік құқық бұзушылық мына санатты растайды, ал олардың болмауы бас тартуға негіз болмайды: %s", "два и более административных правонарушения в течение года подтверждают категорию, а их отсутствие не влечет отказа: %s", "two or more administrative offences within a year prove the category, and their absence refuses nobody: %s")

SUBJECT(quality, attestation, attested, RULE_SET(quality), READS(condition) | READS(provider) | READS(on_date) | READS(outcome), "sss.unmet", "сапа шарты: %s", "условие качества: %s", "condition of quality: %s")

/* The order itself */
REQUIREMENT(state_registration, ITEM(0, 3, 1), none, not_decidable, "", 0, "",
			"бұйрықты мемлекеттік тіркеу", "государственная регистрация приказа", "state registration of the order",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(publication, ITEM(0, 3, 2), none, not_decidable, "", 0, "",
			"бұйрықты ресми жарияланғаннан кейін министрліктің интернет-ресурсында орналастыру", "размещение приказа на интернет-ресурсе министерства после официального опубликования", "the order is put on the ministry's website after its official publication",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(report_on_execution, ITEM(0, 3, 3), none, not_decidable, "", 10, "working day",
			"тіркелгеннен кейін он жұмыс күні ішінде заң департаментіне орындау туралы мәлімет беру", "сведения об исполнении в юридический департамент в течение десяти рабочих дней после регистрации", "a report on execution reaches the legal department within ten working days after registration",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(control, PARAGRAPH(0, 4), none, not_decidable, "", 0, "",
			"бұйрықтың орындалуын вице-министрдің бақылауы", "контроль вице-министра за исполнением приказа", "control of the order's execution by the vice-minister",
			"лауазымды адамға жүктелген; қызмет көрсететін субъектінің деректерінен көрінбейді", "возложен на должностное лицо; из данных субъекта, предоставляющего услуги, не видно", "assigned to an official; the data of a provider do not show it")

/* Annexes 1 and 2: the complaints book */
ATTESTED(complaints_book, PART(1, 22, 1),
		 "шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand")
ATTESTED(complaints_book, PART(2, 22, 1),
		 "шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand")

/* Demands on services of which the rules see the code alone */
ATTESTED(sanitary_rules, ITEM(1, 5, 1),
		 "тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements")
ATTESTED(service_content, ITEM(1, 5, 2),
		 "үй-жайлар аталған іс-шараларға және оқытуға арналған жиһазбен және (немесе) мамандандырылған жабдықпен жарақтандырылған", "помещения оснащены мебелью и (или) специализированным оборудованием для названных мероприятий и обучения", "the premises have the furniture and (or) the specialized equipment that the measures and the teaching named take")
ATTESTED(service_content, ITEM(1, 5, 4),
		 "тамақтану ұтымды және диеталық болады", "питание является рациональным и диетическим", "meals are balanced and dietary")
ATTESTED(service_content, ITEM(1, 5, 5),
		 "оңалту, емдеу, оқыту, тәрбие процесін ұйымдастыру және медициналық оңалту қызметтерін көрсететін мамандар білікті", "специалисты, оказывающие услуги по реабилитации, лечению, обучению, организации воспитательного процесса и медицинской реабилитации, имеют квалификацию", "the specialists for rehabilitation, treatment, teaching, upbringing and medical rehabilitation are qualified")
ATTESTED(service_content, ITEM(1, 5, 7),
		 "кәсіптік өзін-өзі айқындау мен шығармашылық еңбек үшін жағдай жасалған, қажетті жабдық бар", "условия для профессионального самоопределения и творческого труда созданы, необходимое оборудование имеется", "there are conditions for choosing a profession and for creative work, with the equipment needed")
ATTESTED(service_content, ITEM(1, 5, 9),
		 "жасалған жағдай қолайлы және отбасылық жағдайға жақын", "созданные условия благоприятны и приближены к семейным", "the conditions are favorable and close to those of a family")
ATTESTED(service_content, ITEM(1, 7, 7),
		 "күтім қызмет алушының денсаулық жағдайын ескереді", "уход учитывает состояние здоровья получателя услуг", "care takes the recipient's state of health into account")
ATTESTED(service_content, ITEM(1, 11, 4),
		 "білім алуға жәрдемдесу қызмет алушының физикалық мүмкіндіктері мен ақыл-ой қабілеттерін ескереді", "содействие в получении образования учитывает физические возможности и умственные способности получателя услуг", "assistance in education takes the recipient's physical and mental abilities into account")
ATTESTED(service_content, ITEM(1, 13, 4),
		 "кәсіп қызмет алушының жеке физикалық және ақыл-ой қабілеттеріне сәйкес келеді", "профессия соответствует индивидуальным физическим и умственным способностям получателя услуг", "the profession suits the recipient's own physical and mental abilities")
ATTESTED(sanitary_rules, ITEM(2, 5, 1),
		 "тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements")
ATTESTED(service_content, ITEM(2, 5, 2),
		 "үй-жайлар аталған іс-шараларға және оқытуға арналған жиһазбен және (немесе) мамандандырылған жабдықпен жарақтандырылған", "помещения оснащены мебелью и (или) специализированным оборудованием для названных мероприятий и обучения", "the premises have the furniture and (or) the specialized equipment that the measures and the teaching named take")
ATTESTED(service_content, ITEM(2, 5, 4),
		 "тамақтану ұтымды және диеталық болады", "питание является рациональным и диетическим", "meals are balanced and dietary")
ATTESTED(service_content, ITEM(2, 5, 5),
		 "оңалту, емдеу, оқыту, тәрбие процесін ұйымдастыру және медициналық оңалту қызметтерін көрсететін мамандар білікті", "специалисты, оказывающие услуги по реабилитации, лечению, обучению, организации воспитательного процесса и медицинской реабилитации, имеют квалификацию", "the specialists for rehabilitation, treatment, teaching, upbringing and medical rehabilitation are qualified")
ATTESTED(service_content, ITEM(2, 5, 7),
		 "кәсіптік өзін-өзі айқындау мен шығармашылық еңбек үшін жағдай жасалған, қажетті жабдық бар", "условия для профессионального самоопределения и творческого труда созданы, необходимое оборудование имеется", "there are conditions for choosing a profession and for creative work, with the equipment needed")
ATTESTED(service_content, ITEM(2, 5, 9),
		 "жасалған жағдай қолайлы және отбасылық жағдайға жақын", "созданные условия благоприятны и приближены к семейным", "the conditions are favorable and close to those of a family")
ATTESTED(service_content, ITEM(2, 7, 7),
		 "күтім қызмет алушының денсаулық жағдайын ескереді", "уход учитывает состояние здоровья получателя услуг", "care takes the recipient's state of health into account")
ATTESTED(service_content, ITEM(2, 11, 4),
		 "білім алуға жәрдемдесу қызмет алушының физикалық мүмкіндіктері мен ақыл-ой қабілеттерін ескереді", "содействие в получении образования учитывает физические возможности и умственные способности получателя услуг", "assistance in education takes the recipient's physical and mental abilities into account")
ATTESTED(service_content, ITEM(2, 13, 4),
		 "кәсіп қызмет алушының жеке физикалық және ақыл-ой қабілеттеріне сәйкес келеді", "профессия соответствует индивидуальным физическим и умственным способностям получателя услуг", "the profession suits the recipient's own physical and mental abilities")
ATTESTED(service_content, ITEM(3, 6, 2),
		 "үй-жайлар білім беру іс-шараларына, өзіне-өзі қызмет көрсету дағдыларына және тұрмыстық бағдарлау негіздеріне үйретуге арналған жиһазбен жарақтандырылған", "помещения оснащены мебелью для образовательных мероприятий, обучения навыкам самообслуживания, основам бытовой ориентации", "the premises have the furniture that educational measures, and the teaching of self-care and everyday orientation, take")
ATTESTED(service_content, ITEM(3, 6, 3),
		 "білім алуға қажетті жағдай жасалған, баланың денсаулығы мен дамуына қамқорлық жасалады", "необходимые условия для получения образования созданы, о здоровье и развитии ребенка заботятся", "the conditions needed for education are there, and the child's health and development are cared for")
ATTESTED(service_content, ITEM(3, 6, 5),
		 "тамақтану ұтымды және диеталық болады", "питание является рациональным и диетическим", "meals are balanced and dietary")
ATTESTED(service_content, ITEM(3, 6, 7),
		 "кәсіптік өзін-өзі айқындау мен шығармашылық еңбек үшін жағдай жасалған, қажетті жабдық бар", "условия для профессионального самоопределения и творческого труда созданы, необходимое оборудование имеется", "there are conditions for choosing a profession and for creative work, with the equipment needed")
ATTESTED(service_content, ITEM(3, 6, 10),
		 "жасалған жағдай қолайлы және қызмет алушының ақыл-ой, эмоциялық, рухани және физикалық дамуына ықпал етеді", "созданные условия благоприятны и способствуют умственному, эмоциональному, духовному и физическому развитию получателя услуг", "the conditions are favorable and further the recipient's mental, emotional, spiritual and physical development")
ATTESTED(service_content, ITEM(3, 10, 2),
		 "қолдау қызмет алушымен бірге тұратын отбасы мүшелеріне көрсетіледі, қолайлы психологиялық ахуалды, жанжалдардың алдын алуды және оларды жоюды қамтамасыз етеді", "поддержка оказывается членам семьи, совместно проживающим с получателем услуг, и обеспечивает благоприятный психологический климат, профилактику и устранение конфликтов", "support is given to the family members who live with the recipient, for a good psychological climate and for preventing and settling conflicts")
ATTESTED(service_content, ITEM(3, 10, 3),
		 "психологиялық консультацияны психологтар мен психотерапевтер, оның ішінде денсаулық сақтау ұйымдарының мамандары береді", "психологическое консультирование проводят психологи и психотерапевты, в том числе из организаций здравоохранения", "psychological counseling is that of psychologists and psychotherapists, including those of healthcare organizations")
ATTESTED(service_content, ITEM(3, 12, 1),
		 "білім алуға жәрдемдесу қызмет алушының физикалық мүмкіндіктері мен ақыл-ой қабілеттерін ескереді", "содействие в получении образования учитывает физические возможности и умственные способности получателя услуг", "assistance in education takes the recipient's physical and mental abilities into account")
ATTESTED(service_content, ITEM(3, 14, 3),
		 "кәсіп қызмет алушының жеке қабілеттеріне сәйкес келеді", "профессия соответствует индивидуальным способностям получателя услуг", "the profession suits the recipient's own abilities")

/* "As far as possible" is said of these wishes alone, not of the rest of the condition */
ATTESTED(wishes_of_style, ITEM(1, 6, 5),
		 "пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі; жынысы, бойы, өлшемі мен қолайлылығы «мүмкіндігінше» деген ескертпесіз сақталады", "пожелания о фасоне и расцветке учитываются по возможности; пол, рост, размер и удобство соблюдаются без этой оговорки", "wishes of style and color are met as far as possible; sex, height, size and fit without that reservation")
ATTESTED(wishes_of_style, ITEM(2, 6, 5),
		 "пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі; жынысы, бойы, өлшемі мен қолайлылығы «мүмкіндігінше» деген ескертпесіз сақталады", "пожелания о фасоне и расцветке учитываются по возможности; пол, рост, размер и удобство соблюдаются без этой оговорки", "wishes of style and color are met as far as possible; sex, height, size and fit without that reservation")
ATTESTED(wishes_of_style, ITEM(3, 7, 4),
		 "пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі; жынысы, бойы, өлшемі мен қолайлылығы «мүмкіндігінше» деген ескертпесіз сақталады", "пожелания о фасоне и расцветке учитываются по возможности; пол, рост, размер и удобство соблюдаются без этой оговорки", "wishes of style and color are met as far as possible; sex, height, size and fit without that reservation")

/* What annex 3 refers to without naming an act */
ATTESTED(unnamed_norms, ITEM(3, 7, 1),
		 "тұрғын үй-жайлар санитариялық-гигиеналық нормалар мен талаптарға сәйкес келеді (сілтеме жасалған акт аталмаған)", "жилые помещения соответствуют санитарно-гигиеническим нормам и требованиям (акт, к которому отсылает подпункт, не назван)", "living quarters meet the sanitary and hygienic norms and requirements (the act referred to is not named)")
ATTESTED(unnamed_norms, ITEM(3, 7, 2),
		 "жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал стандарттау жөніндегі нормативтік құжаттарға сәйкес келеді (сілтеме жасалған акт аталмаған)", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормативным документам по стандартизации (акт, к которому отсылает подпункт, не назван)", "furniture, clothing, footwear, bed linen and soft goods meet the normative documents on standardization (the act referred to is not named)")
ATTESTED(unnamed_norms, ITEM(3, 7, 4),
		 "киім, аяқ киім, іш киім мен алғашқы қажеттілік заттары санитариялық-гигиеналық нормалар мен талаптарға сәйкес келеді (сілтеме жасалған акт аталмаған)", "одежда, обувь, нательное белье и предметы первой необходимости соответствуют санитарно-гигиеническим нормам и требованиям (акт, к которому отсылает подпункт, не назван)", "clothing, footwear, underwear and essentials meet the sanitary and hygienic norms and requirements (the act referred to is not named)")
ATTESTED(unnamed_norms, ITEM(3, 7, 5),
		 "ыстық тамақ санитариялық-гигиеналық талаптарға сәйкес келеді (сілтеме жасалған акт аталмаған)", "горячее питание соответствует санитарно-гигиеническим требованиям (акт, к которому отсылает подпункт, не назван)", "hot meals meet the sanitary and hygienic requirements (the act referred to is not named)")
ATTESTED(unnamed_norms, ITEM(3, 7, 6),
		 "автокөлік құралдарын пайдалану нормативтері мен қағидалары және жол жүрісі қауіпсіздігінің талаптары сақталады (сілтеме жасалған акт аталмаған)", "соблюдаются нормативы и правила эксплуатации автотранспортных средств и требования безопасности дорожного движения (акт, к которому отсылает подпункт, не назван)", "the norms and rules of operating vehicles and the requirements of road safety are kept (the act referred to is not named)")
