/*---
 * requirements.h
 *	  What the clauses ask: how the lines of the other lists read as
 *	  requirements, and the requirements that no other list holds.
 *
 * SUBJECT(subject, shape, served, rules, facts, object, kk, ru, en)
 * REQUIREMENT(subject, citation, shape, served, object, quantity, unit,
 *			   asks_kk, asks_ru, asks_en, reason_kk, reason_ru, reason_en)
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
 *				attested: a record says who assessed it and how it came out
 *				not_decidable: no data decide it, for the reason given
 *				other_act: another act alone says what it demands
 * rules		the rules of roles.h that judge it, NO_RULE if none does
 * facts		the roles that its judgement reads
 * object		the function or view of schema sss that answers for it
 * quantity, unit	of a threshold or an interval; "" if there is none
 * kk, ru, en	what is asked; %s is the names in the lines of one clause
 *
 * Each SUBJECT is walked with the list that it is about in requirements.c.
 *---
 */
SUBJECT(standard, membership, enforced, RULE_SET(placement) | RULE_SET(service), FACT(provider) | FACT(on_date), "sss.provider_standards", "мына субъектілерге бекітілген стандарт қолданылады: %s", "утвержденный стандарт действует для субъектов: %s", "the approved standard applies to: %s")
SUBJECT(in_force, none, enforced, RULE_SET(placement) | RULE_SET(service), FACT(on_date), "sss.editions", "бұйрық қолданысқа енгізілген күннен бергі фактілер бағаланады (%s)", "оцениваются факты начиная со дня введения приказа в действие (%s)", "facts are judged from the day on which the order took effect (%s)")
SUBJECT(category, membership, enforced, RULE_SET(placement), FACT(category) | FACT(provider) | FACT(on_date), "sss.placement_verdict", "қызметтерді алушылар: %s", "получатели услуг: %s", "recipients of services: %s")
SUBJECT(stay, membership, enforced, RULE_SET(placement), FACT(stay) | FACT(provider) | FACT(on_date), "sss.placement_verdict", "болу режимі: %s", "режим пребывания: %s", "mode of stay: %s")
SUBJECT(provider, membership, enforced, RULE_SET(placement) | RULE_SET(service), FACT(provider) | FACT(on_date), "sss.provider_standards", "қызметтерді көрсететін субъект: %s", "субъект, предоставляющий услуги: %s", "provider of services: %s")
SUBJECT(basis, membership, enforced, RULE_SET(placement), FACT(category) | FACT(basis) | FACT(provider) | FACT(on_date), "sss.placement_verdict", "негіздер және олардың кімге қатысты екені: %s", "основания и к кому они относятся: %s", "bases, and for whom: %s")
SUBJECT(kind, membership, enforced, RULE_SET(service), FACT(service) | FACT(provider) | FACT(on_date), "sss.service_verdict", "осы түрдегі қызметтер тармақшаларда аталғандар болып табылады: %s", "услугами этого вида являются названные в подпунктах: %s", "services of this kind are those that the items name: %s")
SUBJECT(service, membership, enforced, RULE_SET(service), FACT(service) | FACT(provider) | FACT(on_date), "sss.service_verdict", "қызмет: %s", "услуга: %s", "service: %s")
SUBJECT(quality, attestation, attested, NO_RULE, FACT(provider) | FACT(on_date), "sss.quality_conditions", "сапа шарты: %s", "условие качества: %s", "condition of quality: %s")

/* The order itself */
REQUIREMENT(state_registration, ITEM(0, 3, 1), none, not_decidable, "", "", "",
			"бұйрықты мемлекеттік тіркеу", "государственная регистрация приказа", "state registration of the order",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(publication, ITEM(0, 3, 2), none, not_decidable, "", "", "",
			"бұйрықты ресми жарияланғаннан кейін министрліктің интернет-ресурсында орналастыру", "размещение приказа на интернет-ресурсе министерства после официального опубликования", "the order is put on the ministry's website after its official publication",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(report_on_execution, ITEM(0, 3, 3), none, not_decidable, "", "10", "working days",
			"тіркелгеннен кейін он жұмыс күні ішінде заң департаментіне орындау туралы мәлімет беру", "сведения об исполнении в юридический департамент в течение десяти рабочих дней после регистрации", "a report on execution reaches the legal department within ten working days after registration",
			"министрліктің комитетіне арналған және бір рет орындалады; қызмет көрсететін субъектінің деректерінен көрінбейді", "адресовано комитету министерства и исполняется однократно; из данных субъекта, предоставляющего услуги, не видно", "addressed to the ministry's committee and done once; the data of a provider do not show it")
REQUIREMENT(control, PARAGRAPH(0, 4), none, not_decidable, "", "", "",
			"бұйрықтың орындалуын вице-министрдің бақылауы", "контроль вице-министра за исполнением приказа", "control of the order's execution by the vice-minister",
			"лауазымды адамға жүктелген; қызмет көрсететін субъектінің деректерінен көрінбейді", "возложен на должностное лицо; из данных субъекта, предоставляющего услуги, не видно", "assigned to an official; the data of a provider do not show it")

/* Annexes 1 and 2: the complaints book */
REQUIREMENT(complaints_book, PART(1, 22, 1), none, not_decidable, "", "", "",
			"шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand",
			"қағаз кітаптың қайда сақталатыны және көрсетілетіні орнында көрінеді; деректерден тек оның қаралғаны көрінеді", "где хранится бумажная книга и предъявляется ли она, видно на месте; данные показывают лишь ее рассмотрение", "where a paper book is kept and whether it is shown is seen on the spot; data show its reviews only")
REQUIREMENT(complaints_book, PART(2, 22, 1), none, not_decidable, "", "", "",
			"шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand",
			"қағаз кітаптың қайда сақталатыны және көрсетілетіні орнында көрінеді; деректерден тек оның қаралғаны көрінеді", "где хранится бумажная книга и предъявляется ли она, видно на месте; данные показывают лишь ее рассмотрение", "where a paper book is kept and whether it is shown is seen on the spot; data show its reviews only")

/* What other acts demand, and what has no measure */
REQUIREMENT(sanitary_rules, ITEM(1, 5, 1), threshold, other_act, "", "", "",
			"тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(1, 6, 1), threshold, other_act, "", "", "",
			"тұрғынжай үй-жайлары мөлшері мен басқа да көрсеткіштері бойынша санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилые помещения по размерам и иным показателям соответствуют санитарно-эпидемиологическим требованиям", "living premises meet the sanitary and epidemiological requirements in size and otherwise",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(norms_of_provision, ITEM(1, 6, 3), threshold, other_act, "", "", "",
			"жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал қамтамасыз ету нормаларына сәйкес келеді", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормам обеспечения", "furniture, clothing, footwear, bed linen and soft goods meet the norms of provision",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(vehicle_and_road_rules, ITEM(1, 6, 7), none, other_act, "", "", "",
			"автокөлік құралдарын техникалық пайдалану қағидалары мен жол жүрісі қағидалары сақталады", "соблюдаются правила технической эксплуатации автотранспортных средств и правила дорожного движения", "the rules of technical operation of vehicles and the traffic rules are kept",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(2, 5, 1), threshold, other_act, "", "", "",
			"тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(2, 6, 1), threshold, other_act, "", "", "",
			"тұрғынжай үй-жайлары мөлшері мен басқа да көрсеткіштері бойынша санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилые помещения по размерам и иным показателям соответствуют санитарно-эпидемиологическим требованиям", "living premises meet the sanitary and epidemiological requirements in size and otherwise",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(norms_of_provision, ITEM(2, 6, 3), threshold, other_act, "", "", "",
			"жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал қамтамасыз ету нормаларына сәйкес келеді", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормам обеспечения", "furniture, clothing, footwear, bed linen and soft goods meet the norms of provision",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(vehicle_and_road_rules, ITEM(2, 6, 7), none, other_act, "", "", "",
			"автокөлік құралдарын техникалық пайдалану қағидалары мен жол жүрісі қағидалары сақталады", "соблюдаются правила технической эксплуатации автотранспортных средств и правила дорожного движения", "the rules of technical operation of vehicles and the traffic rules are kept",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(wishes_of_style, ITEM(1, 6, 5), none, not_decidable, "", "", "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")
REQUIREMENT(wishes_of_style, ITEM(2, 6, 5), none, not_decidable, "", "", "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")
REQUIREMENT(wishes_of_style, ITEM(3, 7, 4), none, not_decidable, "", "", "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")
