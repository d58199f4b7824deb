/*---
 * requirements.h
 *	  The requirements of the clauses: how the lines of the other lists read as
 *	  requirements, and the requirements that no other list holds.
 *
 * SUBJECT(subject, shape, served, rules, roles, object, kk, ru, en)
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
 * rules		the rules of roles.h that judge it; EVERY_RULE, NO_RULE
 * roles		those that its judgement reads, beside those that a line names
 * object		the function or view of schema sss that answers for it
 * quantity, unit	of a threshold or an interval; 0 and "" if there is none
 * kk, ru, en	what is asked; %s is the names in the lines of one clause
 *
 * Each SUBJECT is walked with the list that it is about in clauses.c.
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
SUBJECT(recipient, membership, enforced, RULE_SET(service_recipient), READS(service) | READS(category) | READS(provider) | READS(on_date), "sss.service_recipient_verdict", "қызмет тек мыналар үшін көзделген: %s", "услуга предусмотрена только для: %s", "the service is for these categories only: %s")
SUBJECT(deciding_level, membership, enforced, RULE_SET(deciding_level), READS(deciding_level) | READS(basis) | READS(provider) | READS(on_date), "sss.deciding_level_verdict", "шешімді қабылдайды: %s", "решение принимает: %s", "body that decides: %s")
SUBJECT(transport, membership, enforced, RULE_SET(transport), READS(transport_purpose) | READS(provider) | READS(on_date), "sss.transport_verdict", "тасымалдау мақсаты: %s", "цель перевозки: %s", "purpose of transport: %s")
SUBJECT(contract_specialist, membership, enforced, RULE_SET(contract_specialist), READS(specialist_purpose) | READS(provider) | READS(on_date), "sss.contract_specialist_verdict", "шарт бойынша маман тарту мақсаты: %s", "цель привлечения специалиста по договору: %s", "purpose of engaging a specialist by contract: %s")
SUBJECT(specialists_absent, evidence, enforced, RULE_SET(contract_specialist), READS(specialist_purpose) | READS(provider) | READS(on_date), "sss.contract_specialist_verdict", "шарт бойынша маман тартуды растайды: %s", "привлечение специалиста по договору подтверждает: %s", "behind the engagement of a specialist by contract there is: %s")

SUBJECT(living_space, threshold, enforced, RULE_SET(living_space), READS(provider) | READS(area) | READS(persons) | READS(on_date), "sss.living_space_verdict", "алаң: %s", "площадь: %s", "area: %s")
SUBJECT(clothing_norm, threshold, enforced, RULE_SET(clothing_norm), READS(provider) | READS(quantity) | READS(norm) | READS(on_date), "sss.clothing_norm_verdict", "киім, аяқ киім, жұмсақ мүкәммал мен төсек жаймалары аталған актінің нормасынан кем берілмейді; норманы деректер базасының пайдаланушысы енгізеді", "одежда, обувь, мягкий инвентарь и постельное белье предоставляются не менее нормы названного акта; норму вносит пользователь базы данных", "clothing, footwear, soft furnishings and bed linen are not below the norm of the act named, which the user of the database enters")

SUBJECT(evidence, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "қызмет туралы жазбаны растайды: %s", "запись об услуге подтверждают: %s", "behind the record of a service there is: %s")
SUBJECT(evidence_if, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "тік жақшада көрсетілген жағдай болса, қызмет туралы жазбаны растайды: %s", "при наличии указанного в квадратных скобках запись об услуге подтверждают: %s", "where there is what stands in brackets, behind the record of a service there is: %s")
SUBJECT(evidence_unless, evidence, enforced, RULE_SET(evidence), READS(service) | READS(provider) | READS(on_date), "sss.evidence_verdict", "тік жақшада көрсетілген жағдай болмаса, қызмет туралы жазбаны растайды: %s", "при отсутствии указанного в квадратных скобках запись об услуге подтверждают: %s", "where there is not what stands in brackets, behind the record of a service there is: %s")

SUBJECT(review, interval, audited, NO_RULE, READS(provider), "sss.review_gaps", "шағымдар мен ұсыныстар кітабын басшы апта сайын қарайды", "книга жалоб и предложений рассматривается руководителем еженедельно", "the head reviews the book of complaints and suggestions every week")
SUBJECT(repeated_offences, threshold, audited, NO_RULE, READS(on_date), "sss.repeated_offences", "бір жыл ішіндегі екі немесе одан көп әкімшілік құқық бұзушылық мына санатты растайды, ал олардың болмауы бас тартуға негіз болмайды: %s", "два и более административных правонарушения в течение года подтверждают категорию, а их отсутствие не влечет отказа: %s", "two or more administrative offences within a year prove the category, and their absence refuses nobody: %s")

SUBJECT(quality, attestation, attested, RULE_SET(quality), READS(condition) | READS(provider) | READS(on_date), "sss.quality_verdict", "сапа шарты: %s", "условие качества: %s", "condition of quality: %s")

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
REQUIREMENT(complaints_book, PART(1, 22, 1), none, not_decidable, "", 0, "",
			"шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand",
			"қағаз кітаптың қайда сақталатыны және көрсетілетіні орнында көрінеді; деректерден тек оның қаралғаны көрінеді", "где хранится бумажная книга и предъявляется ли она, видно на месте; данные показывают лишь ее рассмотрение", "where a paper book is kept and whether it is shown is seen on the spot; data show its reviews only")
REQUIREMENT(complaints_book, PART(2, 22, 1), none, not_decidable, "", 0, "",
			"шағымдар мен ұсыныстар кітабы жүргізіледі, басшыда сақталады және бірінші талап бойынша көрсетіледі", "книга жалоб и предложений ведется, хранится у руководителя и предъявляется по первому требованию", "a complaints book is kept by the head and shown at the first demand",
			"қағаз кітаптың қайда сақталатыны және көрсетілетіні орнында көрінеді; деректерден тек оның қаралғаны көрінеді", "где хранится бумажная книга и предъявляется ли она, видно на месте; данные показывают лишь ее рассмотрение", "where a paper book is kept and whether it is shown is seen on the spot; data show its reviews only")

/* What other acts demand, and what has no measure */
REQUIREMENT(sanitary_rules, ITEM(1, 5, 1), threshold, other_act, "", 0, "",
			"тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(1, 6, 1), threshold, other_act, "", 0, "",
			"тұрғынжай үй-жайлары мөлшері мен басқа да көрсеткіштері бойынша санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилые помещения по размерам и иным показателям соответствуют санитарно-эпидемиологическим требованиям", "living premises meet the sanitary and epidemiological requirements in size and otherwise",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(norms_of_provision, ITEM(1, 6, 3), threshold, other_act, "", 0, "",
			"жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал қамтамасыз ету нормаларына сәйкес келеді", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормам обеспечения", "furniture, clothing, footwear, bed linen and soft goods meet the norms of provision",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(vehicle_and_road_rules, ITEM(1, 6, 7), none, other_act, "", 0, "",
			"автокөлік құралдарын техникалық пайдалану қағидалары мен жол жүрісі қағидалары сақталады", "соблюдаются правила технической эксплуатации автотранспортных средств и правила дорожного движения", "the rules of technical operation of vehicles and the traffic rules are kept",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(2, 5, 1), threshold, other_act, "", 0, "",
			"тұрғын алаңы санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилая площадь соответствует санитарно-эпидемиологическим требованиям", "living space meets the sanitary and epidemiological requirements",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(sanitary_rules, ITEM(2, 6, 1), threshold, other_act, "", 0, "",
			"тұрғынжай үй-жайлары мөлшері мен басқа да көрсеткіштері бойынша санитариялық-эпидемиологиялық талаптарға сәйкес келеді", "жилые помещения по размерам и иным показателям соответствуют санитарно-эпидемиологическим требованиям", "living premises meet the sanitary and epidemiological requirements in size and otherwise",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(norms_of_provision, ITEM(2, 6, 3), threshold, other_act, "", 0, "",
			"жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал қамтамасыз ету нормаларына сәйкес келеді", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормам обеспечения", "furniture, clothing, footwear, bed linen and soft goods meet the norms of provision",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(vehicle_and_road_rules, ITEM(2, 6, 7), none, other_act, "", 0, "",
			"автокөлік құралдарын техникалық пайдалану қағидалары мен жол жүрісі қағидалары сақталады", "соблюдаются правила технической эксплуатации автотранспортных средств и правила дорожного движения", "the rules of technical operation of vehicles and the traffic rules are kept",
			"талаптың мазмұны аталған актіде, осы бұйрықта емес", "содержание требования установлено названным актом, а не этим приказом", "what is demanded is set by the act named, not by this order")
REQUIREMENT(wishes_of_style, ITEM(1, 6, 5), none, not_decidable, "", 0, "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")
REQUIREMENT(wishes_of_style, ITEM(2, 6, 5), none, not_decidable, "", 0, "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")
REQUIREMENT(wishes_of_style, ITEM(3, 7, 4), none, not_decidable, "", 0, "",
			"пішін мен түске қатысты қалаулар мүмкіндігінше ескеріледі", "пожелания о фасоне и расцветке учитываются по возможности", "wishes of style and colour are met as far as possible",
			"«мүмкіндігінше» деген сөз тек қалауларға қатысты және шегі белгіленбеген; жынысы, бойы, өлшемі мен қолайлылығы сапа шарты ретінде бағаланады", "слова «по возможности» относятся только к пожеланиям и не имеют меры; пол, рост, размер и удобство оцениваются как условие качества", "“as far as possible” covers wishes only and has no measure; sex, height, size and fit are assessed as the condition of quality")

/* What annex 3 refers to without naming an act */
REQUIREMENT(unnamed_norms, ITEM(3, 7, 1), none, not_decidable, "", 0, "",
			"тұрғын үй-жайлар санитариялық-гигиеналық нормалар мен талаптарға сәйкес келеді", "жилые помещения соответствуют санитарно-гигиеническим нормам и требованиям", "living quarters meet the sanitary and hygienic norms and requirements",
			"тармақша нормалар мен талаптарға сілтеме жасайды, бірақ олар қай актіде белгіленгенін көрсетпейді; шарттың сақталуын адам бағалайды", "подпункт отсылает к нормам и требованиям, но не называет акта, которым они установлены; соблюдение условия оценивает человек", "the clause refers to norms and requirements without naming the act that sets them; a person assesses whether the condition is met")
REQUIREMENT(unnamed_norms, ITEM(3, 7, 2), none, not_decidable, "", 0, "",
			"жиһаз, киім, аяқ киім, төсек жаймалары мен жұмсақ мүкәммал стандарттау жөніндегі нормативтік құжаттарға сәйкес келеді", "мебель, одежда, обувь, постельное белье и мягкий инвентарь соответствуют нормативным документам по стандартизации", "furniture, clothing, footwear, bed linen and soft goods meet the normative documents on standardization",
			"тармақша нормалар мен талаптарға сілтеме жасайды, бірақ олар қай актіде белгіленгенін көрсетпейді; шарттың сақталуын адам бағалайды", "подпункт отсылает к нормам и требованиям, но не называет акта, которым они установлены; соблюдение условия оценивает человек", "the clause refers to norms and requirements without naming the act that sets them; a person assesses whether the condition is met")
REQUIREMENT(unnamed_norms, ITEM(3, 7, 4), none, not_decidable, "", 0, "",
			"киім, аяқ киім, іш киім мен алғашқы қажеттілік заттары санитариялық-гигиеналық нормалар мен талаптарға сәйкес келеді", "одежда, обувь, нательное белье и предметы первой необходимости соответствуют санитарно-гигиеническим нормам и требованиям", "clothing, footwear, underwear and essentials meet the sanitary and hygienic norms and requirements",
			"тармақша нормалар мен талаптарға сілтеме жасайды, бірақ олар қай актіде белгіленгенін көрсетпейді; шарттың сақталуын адам бағалайды", "подпункт отсылает к нормам и требованиям, но не называет акта, которым они установлены; соблюдение условия оценивает человек", "the clause refers to norms and requirements without naming the act that sets them; a person assesses whether the condition is met")
REQUIREMENT(unnamed_norms, ITEM(3, 7, 5), none, not_decidable, "", 0, "",
			"ыстық тамақ санитариялық-гигиеналық талаптарға сәйкес келеді", "горячее питание соответствует санитарно-гигиеническим требованиям", "hot meals meet the sanitary and hygienic requirements",
			"тармақша нормалар мен талаптарға сілтеме жасайды, бірақ олар қай актіде белгіленгенін көрсетпейді; шарттың сақталуын адам бағалайды", "подпункт отсылает к нормам и требованиям, но не называет акта, которым они установлены; соблюдение условия оценивает человек", "the clause refers to norms and requirements without naming the act that sets them; a person assesses whether the condition is met")
REQUIREMENT(unnamed_norms, ITEM(3, 7, 6), none, not_decidable, "", 0, "",
			"автокөлік құралдарын пайдалану нормативтері мен қағидалары және жол жүрісі қауіпсіздігінің талаптары сақталады", "соблюдаются нормативы и правила эксплуатации автотранспортных средств и требования безопасности дорожного движения", "the norms and rules of operating vehicles and the requirements of road safety are kept",
			"тармақша нормалар мен талаптарға сілтеме жасайды, бірақ олар қай актіде белгіленгенін көрсетпейді; шарттың сақталуын адам бағалайды", "подпункт отсылает к нормам и требованиям, но не называет акта, которым они установлены; соблюдение условия оценивает человек", "the clause refers to norms and requirements without naming the act that sets them; a person assesses whether the condition is met")
