/*---
 * readings.h
 *	  The questions that the order leaves open, and how it is read here.
 *
 * READING(code, citation, valid from, valid to,
 *		   question_kk, question_ru, question_en,
 *		   reading_kk, reading_ru, reading_en,
 *		   alternative_kk, alternative_ru, alternative_en)
 *
 * code			the name of the reading; never changed, never used twice
 * citation		the clause that leaves the question open: ITEM is a numbered
 *				subparagraph, PART an unnumbered part (the opening words are
 *				the first), annex 0 the order itself.  Where several clauses
 *				are concerned, the first is cited, the question names the
 *				others, and readings_elsewhere.h lists them
 * valid from, valid to
 *				the days between which it is read so; NO_END: as long as the
 *				words stand
 * question		what the text leaves open
 * reading		how it is read, and the verdict that follows
 * alternative	the other way to read it
 *
 * A reading is no statement of the law.  It is listed so that a lawyer may
 * disagree with it: whoever prefers the alternative finds here what to say
 * and where.  What the order settles is not listed.  The Russian text was
 * read; the sentences below are our own in all three languages.
 *
 * To change a reading, change the entry here and, in the same step, the lines
 * of the list that act on it (admissions.h, recipients.h, stays.h and the like
 * name the readings they encode); a verdict that changes is a change to announce.
 * Where an amendment settles the question, the entry is not removed: it gets
 * a last day in place of NO_END.  A new question is a new entry, with a code
 * of its own, at its place in the order.
 *---
 */

/* The order itself */
READING(stay_begun_before_force, PARAGRAPH(0, 5), IN_FORCE, NO_END,
		"Бұйрықта өтпелі ережелер көзделмеген: ол баланың 2023 жылғы 1 шілдеге дейін басталып, осы күннен кейін де жалғасқан болу кезеңіне қолданыла ма?",
		"Приказ не содержит переходных положений: распространяется ли он на пребывание ребенка, которое началось до 1 июля 2023 года и продолжилось после этой даты?",
		"The order has no transitional rule: does it govern a child's stay that began before 1 July 2023 and went on after that day?",
		"Баланы орналастыру рәсімделген күні бойынша бағаланады, сондықтан оған бұйрық қолданылмайды; осы кезеңде 2023 жылғы 1 шілдеден бастап көрсетілген қызметтер бұйрық бойынша бағаланады.",
		"Устройство ребенка оценивается на дату его оформления, поэтому приказ на него не распространяется; услуги, оказанные за время такого пребывания начиная с 1 июля 2023 года, оцениваются по приказу.",
		"The placement is judged by the day on which it was made and is therefore not governed by the order; services given during such a stay from 1 July 2023 on are governed by it.",
		"2023 жылғы 1 шілдеден бастап бұйрық жалғасып жатқан әрбір болу үшін де өзінде көзделген негізді талап етеді не мұндай болуды көрсетілетін қызметтермен қоса ол басталған кездегі қағидаларға қалдырады.",
		"С 1 июля 2023 года приказ требует предусмотренного им основания и для каждого продолжающегося пребывания либо оставляет такое пребывание вместе с услугами под действием правил, при которых оно началось.",
		"From 1 July 2023 on the order demands one of its bases for a continuing stay as well, or it leaves such a stay, services included, to the rules under which it began.")

/* Annex 1 */
READING(round_the_clock_mode, PARAGRAPH(1, 2), IN_FORCE, NO_END,
		"1-қосымшада болу тәулік бойы, тұрақты немесе уақытша деп аталған: тәулік бойы болу дербес режим бе, әлде қалған екеуінің белгісі ме?",
		"В приложении 1 пребывание названо круглосуточным, постоянным или временным: является ли круглосуточное пребывание самостоятельным режимом или признаком двух других?",
		"Annex 1 names a round-the-clock, permanent or temporary stay: is the first a mode of its own or a feature of the other two?",
		"Тәулік бойы болу тұрақты және уақытша болумен қатар үшінші режим деп түсініледі; үш режимнің әрқайсысы стандартқа сәйкес келеді деп танылады.",
		"Круглосуточное пребывание понимается как третий режим наряду с постоянным и временным; каждый из трех режимов признается соответствующим стандарту.",
		"It is read as a third mode beside the permanent and the temporary one; each of the three is compliant.",
		"«Тәулік бойы» деген сөз кез келген тұрақты немесе уақытша болуды сипаттайды, сондықтан 1-қосымша түнгі уақытты да қамтитын екі режимді ғана көздейді, ал тек тәулік бойы болу туралы жазба толық емес.",
		"Слово «круглосуточное» характеризует любое постоянное или временное пребывание, поэтому приложение 1 предусматривает лишь два режима, оба с ночным временем, а запись только о круглосуточном пребывании неполна.",
		"The word describes every permanent or temporary stay, so that annex 1 knows two modes only, both with nights, and a stay recorded merely as round-the-clock is not fully described.")
READING(day_stay_without_residence, PARAGRAPH(1, 2), IN_FORCE, NO_END,
		"1-қосымша балалардың болуына арналған ұйымдарға есептелген, алайда 3-тармақта тұру орны берілмейтін консультация, оңалту орталығы және түзету кабинеті аталған: оларда күндізгі болу көзделген бе?",
		"Приложение 1 рассчитано на организации, предназначенные для пребывания детей, однако пункт 3 называет консультацию, реабилитационный центр и кабинет коррекции, где проживание не предоставляется: предусмотрено ли в них дневное пребывание?",
		"Annex 1 is written for organizations meant for a stay, yet its paragraph 3 names the consultation, the rehabilitation center and the correction room, which offer no residence: is a day stay provided for there?",
		"2-тармақ ұйымдардың не үшін арналғанын көрсетеді және күндізгі болуды атамайды: осы үш субъектіде ол туралы мәселе мәтінде шешілмеген деп есептеледі, тек 1-қосымша бойынша әрекет ететін қалған субъектілерде күндізгі болу стандартқа сәйкес келмейді деп танылады.",
		"Пункт 2 указывает, для чего организации предназначены, и дневного пребывания не называет: у этих трех субъектов вопрос о нем считается не решенным текстом, у остальных субъектов, действующих только по приложению 1, оно признается не соответствующим стандарту.",
		"Paragraph 2 says what the organizations are meant for and names no day stay: it is unsettled at these three, and a violation at the other providers that annex 1 alone governs.",
		"2-тармақтағы режимдер тізбесі толық болып табылады және күндізгі болу осы үш субъектіде де стандартқа сәйкес келмейді; не 2-тармақ ұйымдарды ғана сипаттайды және жекелеген баланың болу режимін шектемейді.",
		"Перечень режимов в пункте 2 исчерпывающий, и дневное пребывание не соответствует стандарту также у этих трех субъектов; либо пункт 2 лишь описывает организации и не ограничивает режима пребывания отдельного ребенка.",
		"The modes of paragraph 2 are exhaustive, and a day stay is a violation at these three as well; or the paragraph only describes the organizations and restricts no child's mode of stay.")
READING(support_center_one_entity, ITEM(1, 3, 1), IN_FORCE, NO_END,
		"Орыс тіліндегі мәтінде ерекше білім беру қажеттіліктері бар балаларды қолдау орталығының атауы үтірмен бөлінген: бір субъект аталған ба, әлде екеу ме?",
		"В русском тексте наименование центра поддержки детей с особыми образовательными потребностями разделено запятой: назван один субъект или два?",
		"In the Russian text a comma divides the name of the support center for children with special educational needs: does it name one provider or two?",
		"Үтір қателік деп есептеледі: бір субъект аталған, ол тізбеге кіретін субъект ретінде стандартқа сәйкес келеді деп танылады және тек 1-қосымша бойынша бағаланады; арнаулы әлеуметтік қызметтерге мұқтаж балаларды қолдау орталығы басқа субъект болып табылады.",
		"Запятая считается опиской: назван один субъект, который как входящий в перечень признается соответствующим стандарту и оценивается только по приложению 1; центр поддержки детей, нуждающихся в специальных социальных услугах, является другим субъектом.",
		"The comma is taken for a slip: one provider is named, which is compliant as a listed one and judged under annex 1 alone; the support center for children in need of special social services is another.",
		"Екі субъект аталған: жалпы балаларды қолдау орталығы және ерекше білім беру қажеттіліктері бар балаларға арналған ұйым, олардың әрқайсысы жеке бағаланады.",
		"Названы два субъекта, центр поддержки детей вообще и организация для детей с особыми образовательными потребностями, и каждый из них оценивается отдельно.",
		"Two providers are named, a support center for children in general and an organization for those with special educational needs, and each is judged by itself.")
READING(special_organizations_twice, ITEM(1, 3, 2), IN_FORCE, NO_END,
		"Арнайы білім беру ұйымдары 3-тармақта екі рет, 2) тармақшада жалпы атау ретінде және 3) тармақшада жеке субъект ретінде көрсетілген: бұлар бір ұйымдар ма, әлде әртүрлі ме?",
		"Специальные организации образования указаны в пункте 3 дважды, как общее наименование в подпункте 2) и как отдельный субъект в подпункте 3): одни и те же это организации или разные?",
		"Special educational organizations stand in paragraph 3 twice, as the heading of subparagraph 2) and as a member of subparagraph 3): are they the same organizations or different ones?",
		"2) тармақшада бұл сөздер ерекше білім беру қажеттіліктері бар балалармен жұмыс істейтін субъектілердің жалпы атауы, 3) тармақшада ерекше режимде ұстайтын ұйымдармен қатар тұрған дербес субъект деп түсініледі; олардың бәрі 1-қосымшаның тізбесіне кіреді және осы тұрғыда стандартқа сәйкес келеді деп танылады.",
		"В подпункте 2) эти слова понимаются как общее наименование субъектов, работающих с детьми с особыми образовательными потребностями, в подпункте 3) как самостоятельный субъект наряду с организациями с особым режимом содержания; все они входят в перечень приложения 1 и в этом качестве признаются соответствующими стандарту.",
		"In subparagraph 2) the words are read as a heading over providers for special educational needs, in subparagraph 3) as a provider of its own beside those with a special regime; all are listed in annex 1 and compliant as such.",
		"Екі тармақшада да бір ұйымдар туралы айтылған, сондықтан 3) тармақша тек ерекше режимде ұстайтын ұйымдарды және баланың құқықтарын қорғау жөніндегі ұйымдарды қосады.",
		"В обоих подпунктах имеются в виду одни и те же организации, поэтому подпункт 3) добавляет лишь организации с особым режимом содержания и организации по защите прав ребенка.",
		"Both subparagraphs mean the same organizations, so that subparagraph 3) adds only those with a special regime and those that protect the rights of the child.")
READING(closed_institutions, ITEM(1, 3, 3), IN_FORCE, NO_END,
		"4-тармақ негізді баланың санатымен байланыстырады және қай санаттың қай субъектіге орналастырылатынын көрсетпейді, ал 2-тармақтың 4) тармақшасы арнайы білім беру ұйымдарына немесе ерекше режимде ұстайтын ұйымдарға «жіберілетін» балалар туралы айтады, олар үшін сот актісі талап етіледі: бұл жабық ұйымдарға бала сот актісінсіз орналастырыла ала ма?",
		"Пункт 4 связывает основание с категорией ребенка и не указывает, к какому субъекту устраивают детей какой категории, а подпункт 4) пункта 2 говорит о детях, «направляемых» в специальные организации образования или организации с особым режимом содержания, для которых необходим судебный акт: может ли ребенок быть устроен в эти закрытые организации без судебного акта?",
		"Paragraph 4 ties the basis to the child's category and does not say which category goes to which provider, while paragraph 2, subparagraph 4), speaks of children who are \"referred\" to special organizations or to those with a special regime, for whom a court act is required: may a child be placed in these closed institutions without a court act?",
		"Арнайы білім беру ұйымында және ерекше режимде ұстайтын ұйымда 4-тармақ сот актісінен өзге негізді көздейтін жағдайда мәселе мәтінде шешілмеген деп есептеледі: жетім бала, ата-анасының қамқорлығынсыз қалған бала және жасөспірімдер үйінің тәрбиеленушісі шешім немесе жолдама бойынша, қылмыс жасады деп күдік келтірілген бала қаулы бойынша. Бірнеше санатқа жататын бала туралы да солай. Сот актісі сол күйінде бағаланады.",
		"В специальной организации образования и в организации с особым режимом содержания вопрос считается не решенным текстом во всех случаях, когда пункт 4 предусматривает не судебный акт, а иное основание: для сироты, ребенка, оставшегося без попечения родителей, и воспитанника дома юношества по решению или направлению, для подозреваемого по постановлению. То же относится к ребенку нескольких категорий. Судебный акт оценивается как у остальных субъектов.",
		"In a special organization and in one with a special regime, the question is unsettled wherever paragraph 4 provides for another basis than a court act: for an orphan, a child without parental care or a resident of a youth house by decision or referral, for a suspect by a ruling. The same holds for a child in several categories. A court act is judged as at the other providers.",
		"4-тармақ барлық субъектілер үшін бірдей және бұл ұйымдарда да өзінде көзделген кез келген негіз стандартқа сәйкес келеді; не ол жерге тек сот актісі бойынша жіберіледі және кез келген өзге негіз стандартқа сәйкес келмейді.",
		"Пункт 4 един для всех субъектов, и в этих организациях любое предусмотренное им основание соответствует стандарту; либо туда направляют только по судебному акту, и любое иное основание не соответствует стандарту.",
		"Paragraph 4 is the same for all providers, and every basis that it provides for is compliant in these institutions as well; or children are referred there by a court act alone, and any other basis is a violation.")
READING(several_categories, PARAGRAPH(1, 4), IN_FORCE, NO_END,
		"1-қосымшаның 4-тармағы негізді санатпен байланыстырады (2-қосымшаның 4-тармағы мен 3-қосымшаның 5-тармағы да солай): бірнеше санатқа жататын бала үшін қандай негіз қажет?",
		"Пункт 4 приложения 1 связывает основание с категорией (так же пункт 4 приложения 2 и пункт 5 приложения 3): какое основание требуется для ребенка, относящегося к нескольким категориям?",
		"Annex 1, paragraph 4, ties the basis to the category (likewise annex 2, paragraph 4, and annex 3, paragraph 5): which basis does a child need who belongs to several categories?",
		"Сол қосымша бойынша негіз санаттардың бірі үшін көзделсе, баланы орналастыру стандартқа сәйкес келеді деп танылады. Осыған байланысты девиантты мінез-құлықты жетім бала сот актісінсіз қабылдануы мүмкін; бұл салдар ашық көрсетіледі.",
		"Устройство ребенка признается соответствующим стандарту, если по тому же приложению основание предусмотрено для одной из категорий. Вследствие этого ребенок-сирота с девиантным поведением может быть принят без судебного акта; это последствие указывается открыто.",
		"The placement is compliant if under the same annex one of the child's categories admits the basis. An orphan with deviant behavior can therefore be admitted without a court act; this consequence is stated openly.",
		"Негіз санаттардың әрқайсысы үшін көзделуге тиіс не олардың ең қатаңы шешеді, сондықтан санаттарының бірі сот актісін талап ететін бала онсыз қабылданбайды.",
		"Основание должно быть предусмотрено для каждой из категорий либо решает самая строгая из них, поэтому ребенок, для которого хотя бы по одной категории необходим судебный акт, без него не принимается.",
		"Every category must admit the basis, or the strictest one decides, so that a child for whom one category demands a court act is not admitted without it.")
READING(district_within_a_city, PART(1, 4, 2), IN_FORCE, NO_END,
		"Абзацта аудандардың, облыстық және республикалық маңызы бар қалалардың және астананың жергілікті атқарушы органдары аталған (2-қосымшада да солай): «аудан» деген сөз қаладағы ауданды да қамти ма?",
		"Абзац называет местные исполнительные органы районов, городов областного и республиканского значения и столицы (так же в приложении 2): охватывает ли слово «районов» и районы в городах?",
		"The part names the local executive bodies of districts, of cities of oblast and of republican significance, and of the capital (likewise annex 2): does “districts” cover districts within cities?",
		"Қаладағы аудан аудан деп есептеледі және оның жергілікті атқарушы органының шешімі стандартқа сәйкес келеді деп танылады.",
		"Район в городе считается районом, и решение его местного исполнительного органа признается соответствующим стандарту.",
		"A district within a city counts as a district, and the decision of its local executive body is compliant.",
		"Тек облыстың аудандары туралы айтылған: қалада шешімді қаланың органы қабылдайды, ал қаладағы ауданның органы қабылдаған шешім стандартқа сәйкес келмейді.",
		"Имеются в виду только районы области: в городе решение принимает орган города, и решение органа района в городе не соответствует стандарту.",
		"Districts of an oblast alone are meant: in a city the city's body decides, and the decision of a body of a district within it is a violation.")
READING(special_needs_court_act, PART(1, 4, 3), IN_FORCE, NO_END,
		"1-қосымша ерекше білім беру қажеттіліктері бар балалар үшін де сот актісін талап етеді: бұл әдейі қойылған талап па, әлде тармақшалардың нөмірленуінде қате жіберілген бе?",
		"Приложение 1 требует судебный акт и для детей с особыми образовательными потребностями: установлено ли это намеренно или допущена ошибка в номерах подпунктов?",
		"Annex 1 demands a court act for children with special educational needs as well: is this intended, or a slip in the numbers of the subparagraphs?",
		"Сот актісі стандартқа сәйкес келеді деп танылады. Осы санат үшін кез келген өзге негіз болғанда мәселе мәтінде шешілмеген деп есептеледі, өйткені сөзбе-сөз талап әдеттен тыс және қате болуы ықтимал.",
		"Судебный акт признается соответствующим стандарту. При любом ином основании для этой категории вопрос считается не решенным текстом, поскольку буквальное требование необычно и, вероятно, является ошибкой.",
		"A court act is compliant. Any other basis for this category is unsettled, because the literal demand is unusual and probably a slip.",
		"Мәтін жазылған күйінде міндетті және сот актісінен басқа кез келген негіз стандартқа сәйкес келмейді; не тармақшаның нөмірі қате көрсетілген және алдыңғы абзацта аталған шешім немесе жолдама жеткілікті.",
		"Текст обязателен в том виде, в каком изложен, и любое основание, кроме судебного акта, не соответствует стандарту; либо номер подпункта указан ошибочно, и достаточно решения или направления, названных в предыдущем абзаце.",
		"The words bind as written, and any basis but a court act is a violation; or the number is a slip, and the decision or the referral of the preceding part suffices.")
READING(service_outside_list, PARAGRAPH(1, 5), IN_FORCE, NO_END,
		"1 және 2-қосымшалардың 5-тен 19-ға дейінгі тақ нөмірлі тармақтары мен 3-қосымшаның 6-дан 20-ға дейінгі жұп нөмірлі тармақтары қызметтердің нені қамтитынын көрсетеді: субъект өз стандартында аталмаған қызметті көрсете ала ма?",
		"Нечетные пункты с 5 по 19 приложений 1 и 2 и четные пункты с 6 по 20 приложения 3 указывают, что включают услуги: вправе ли субъект оказывать услугу, не названную в его стандарте?",
		"The odd paragraphs 5 to 19 of annexes 1 and 2 and the even ones 6 to 20 of annex 3 say what the services include: may a provider give a service that its standard does not list?",
		"Мұндай қызмет осы стандарт бойынша арнаулы әлеуметтік қызмет болып табылмайды: осындай қызмет ретінде есепке алынса, ол стандартқа сәйкес келмейді деп танылады. Оны өзгеше сипатта көрсетуге бұйрық тыйым салмайды және бұл бағаланбайды.",
		"Такая услуга не является специальной социальной услугой по данному стандарту: учтенная в этом качестве, она признается не соответствующей стандарту. Оказывать ее в ином качестве приказ не запрещает, и это не оценивается.",
		"It is not a special social service of that standard: recorded as one, it is a violation. Giving it in another capacity is not forbidden by the order and is not judged.",
		"Тізбелер ашық, өйткені оларда қызметтердің нені қамтитыны ғана айтылған, сондықтан аталмаған, бірақ түрі мен мақсаты бірдей қызмет те стандартпен қамтылады.",
		"Перечни открыты, поскольку говорят лишь о том, что услуги включают, и не названная в них услуга того же вида и назначения охватывается стандартом.",
		"The lists are open, since they only say what the services include, and a service of the same kind and purpose is within the standard although it is not listed.")
READING(service_not_given, PARAGRAPH(1, 5), IN_FORCE, NO_END,
		"Әрбір субъект өз стандартында аталған барлық қызметті көрсетуге міндетті ме (бұл мәселе 1 және 2-қосымшалардың 5-тен 19-ға дейінгі тақ нөмірлі тармақтарында және 3-қосымшаның 6-дан 20-ға дейінгі жұп нөмірлі тармақтарында бірдей туындайды)?",
		"Обязан ли каждый субъект оказывать все услуги, названные в его стандарте (вопрос одинаково возникает по нечетным пунктам с 5 по 19 приложений 1 и 2 и четным пунктам с 6 по 20 приложения 3)?",
		"Does every provider have to give all the services that its standard lists (the question is the same in the odd paragraphs 5 to 19 of annexes 1 and 2 and the even ones 6 to 20 of annex 3)?",
		"Бұйрықта мұндай талап белгіленбеген: аталған қызметтің көрсетілмеуі стандартты бұзу деп есептелмейді, ал көрсетілген қызмет стандартқа сәйкес келеді деп танылады.",
		"Приказ этого не устанавливает: если названная услуга не оказывается, это не считается несоответствием стандарту, а оказанная услуга признается соответствующей ему.",
		"The order does not say so: a listed service that is not given is no violation, and one that is given is compliant.",
		"Тізбелер әрбір субъект толық қамтамасыз етуге міндетті көлемді айқындайды, сондықтан аталған қызметтің көрсетілмеуі стандартқа сәйкес келмейді.",
		"Перечни определяют объем, который каждый субъект обязан обеспечить полностью, поэтому отсутствие названной услуги не соответствует стандарту.",
		"The lists fix the volume that every provider owes in full, so that a listed service that is not given is a violation.")
READING(adults_in_youth_houses, ITEM(1, 5, 1), IN_FORCE, NO_END,
		"1-қосымша жатын бөлмеде бір балаға кемінде төрт шаршы метр болуын талап етеді, ал қызмет алушылар қатарында аталған жасөспірімдер үйлерінің тәрбиеленушілері кәмелетке толған болуы мүмкін: норма оларға да қатысты ма?",
		"Приложение 1 требует в спальной комнате не менее четырех квадратных метров на ребенка, а воспитанники домов юношества, названные среди получателей услуг, могут быть совершеннолетними: относится ли норма и к ним?",
		"Annex 1 demands at least four square meters of a bedroom for each child, while the residents of youth houses, who are among the recipients, may be adults: does the norm hold for them as well?",
		"Жасөспірімдер үйлерінің тәрбиеленушілері балалармен бірдей ескеріледі: олардың әрқайсысына төрт шаршы метрден аз келетін жатын бөлме стандартқа сәйкес келмейді деп танылады.",
		"Воспитанники домов юношества учитываются наравне с детьми: спальная комната, в которой на каждого из них приходится менее четырех квадратных метров, признается не соответствующей стандарту.",
		"Residents of youth houses are counted like children: a bedroom with less than four square meters for each of them is a violation.",
		"Норма тек балаларға белгіленген, ал кәмелетке толған тәрбиеленушіге келетін алаң бұйрықта айқындалмаған.",
		"Норма установлена только для детей, а площадь для совершеннолетнего воспитанника приказом не определена.",
		"The norm is set for children only, and the order says nothing about the area for an adult resident.")
READING(transport_for_another_purpose, ITEM(1, 5, 8), IN_FORCE, NO_END,
		"Тармақша емделуге, оқуға, мәдени және спорттық іс-шараларға қатысуға тасымалдауды атайды (2-қосымшаның 5-тармағының 8) тармақшасы мен 3-қосымшаның 6-тармағының 8) тармақшасы да солай): өзге мақсатпен тасымалдау осы қызмет болып табыла ма?",
		"Подпункт называет перевозку для лечения, обучения, участия в культурных и спортивных мероприятиях (так же подпункт 8) пункта 5 приложения 2 и подпункт 8) пункта 6 приложения 3): является ли этой услугой перевозка с иной целью?",
		"The item names transport to treatment, education, cultural and sports events (likewise annex 2, paragraph 5, subparagraph 8), and annex 3, paragraph 6, subparagraph 8)): is transport for another purpose this service?",
		"Өзге мақсатпен тасымалдау бұл қызмет болып табылмайды: осындай қызмет ретінде есепке алынса, ол стандартқа сәйкес келмейді деп танылады. Балаларды өзге мақсатпен тасымалдауға бұйрық тыйым салмайды және бұл бағаланбайды.",
		"Перевозка с иной целью не является этой услугой: учтенная в этом качестве, она признается не соответствующей стандарту. Перевозить детей с иной целью приказ не запрещает, и это не оценивается.",
		"Transport for another purpose is not this service: recorded as one, it is a violation. Transporting children for another purpose is not forbidden by the order and is not judged.",
		"Мақсаттар мысал ретінде аталған, сондықтан қызмет алушының мүддесіне сай өзге мақсатпен тасымалдау да стандартқа сәйкес келеді.",
		"Цели названы для примера, и перевозка с иной целью в интересах получателя услуг также соответствует стандарту.",
		"The purposes are examples, and transport for another one in the recipient's interest is compliant as well.")
READING(room_for_home_rehabilitation, ITEM(1, 6, 6), IN_FORCE, NO_END,
		"5-тармақтың 10) тармақшасы дағдыларға үйретуді және үй жағдайындағы оңалту іс-шараларын бір қызмет ретінде атайды, ал 6-тармақтың 6) тармақшасы кабинетті дағдыларға үйрету үшін көздейді (2-қосымшада да солай): үй жағдайындағы оңалту туралы жазба үшін де кабинет талап етіле ме?",
		"Подпункт 10) пункта 5 называет обучение навыкам и реабилитационные мероприятия в домашних условиях одной услугой, а подпункт 6) пункта 6 предусматривает кабинет для обучения навыкам (так же в приложении 2): требуется ли кабинет и для записи о реабилитации в домашних условиях?",
		"Paragraph 5, subparagraph 10), names skills training and rehabilitation in home conditions as one service, while paragraph 6, subparagraph 6), provides the room for skills training (likewise in annex 2): must it stand behind a record of home rehabilitation as well?",
		"Кабинетті ұйым құрады және қызмет біреу, сондықтан осы қызмет туралы әрбір жазба үшін ұйымда кабинет болуға тиіс; ол болмаса, жазба стандартқа сәйкес келмейді деп танылады.",
		"Кабинет создается в организации, и услуга одна, поэтому для каждой записи об этой услуге в организации должен быть кабинет; если его нет, запись признается не соответствующей стандарту.",
		"The room is one that the organization sets up, and the service is one: every record of it wants such a room in the organization, and where there is none, the record is a violation.",
		"Кабинет тек дағдыларға үйрету туралы жазба үшін талап етіледі, ал үй жағдайындағы оңалту туралы жазба онсыз да стандартқа сәйкес келеді.",
		"Кабинет требуется только для записи об обучении навыкам, а запись о реабилитации в домашних условиях соответствует стандарту и без него.",
		"The room is wanted for skills training only, and a record of home rehabilitation is compliant without it.")
READING(timely_without_term, ITEM(1, 8, 3), IN_FORCE, NO_END,
		"Шұғыл жағдайларда алғашқы медициналық көмек уақтылы ұйымдастырылады, ал емдеуге жатқызу және емделуге жіберу жедел әрі уақтылы жүргізіледі (8-тармақтың 5) тармақшасы, 2-қосымша және 3-қосымшаның 9-тармағының 2) тармақшасы да солай): қандай мерзімде?",
		"Первая медицинская помощь в экстренных случаях организуется своевременно, а госпитализация и направление на лечение проводятся оперативно и своевременно (так же подпункт 5) пункта 8, приложение 2 и подпункт 2) пункта 9 приложения 3): в какой срок?",
		"First aid in emergencies is organized in time, and hospitalization and referral take place promptly and in time (likewise paragraph 8, subparagraph 5), annex 2, and annex 3, paragraph 9, subparagraph 2)): within which term?",
		"Мерзім белгіленбеген және ойдан қосылмайды: әрекетке себеп болған жағдай мен әрекеттің арасында өткен уақыт көрсетіледі, оның уақтылы екенін адам бағалайды, ал мәселе кез келген ұзақтықта мәтінде шешілмеген деп есептеледі.",
		"Срок не установлен и не домысливается: показывается время между поводом и действием, своевременность оценивает человек, а вопрос при любой продолжительности считается не решенным текстом.",
		"No term is set, and none is read into the text: the time between the occasion and what was done is shown, a person assesses whether that was in time, and the question is unsettled for any length.",
		"Мерзімдер денсаулық сақтау туралы заңнамада белгіленген және олардан кешіккен әрекет стандартқа сәйкес келмейді.",
		"Сроки установлены законодательством о здравоохранении, и действие с опозданием не соответствует стандарту.",
		"The legislation on healthcare sets the terms, and what was done later is a violation.")
READING(indications_for_escort, ITEM(1, 8, 5), IN_FORCE, NO_END,
		"Емдеуге жатқызу, емдеу-профилактикалық мекемелерге және санаторийлік-курорттық емделуге жіберу медициналық көрсетілімдер бойынша ғана жүргізіледі, ал 1-қосымшаның 7-тармағының 4) және 11) тармақшалары өзге әрекеттерді, жалпы емдеу-сауықтыру іс-шараларын және ертіп баруды да қамтиды (2-қосымшада және 3-қосымшаның 8-тармағының 7) тармақшасы мен 9-тармағының 2) тармақшасында да солай): не жасалғанын айтпайтын жазба үшін көрсетілімдер талап етіле ме?",
		"Госпитализация, направление в лечебно-профилактические учреждения и на санаторно-курортное лечение осуществляются строго по медицинским показаниям, а подпункты 4) и 11) пункта 7 приложения 1 охватывают и иное, лечебно-оздоровительные мероприятия вообще и сопровождение (так же в приложении 2, в подпункте 7) пункта 8 и подпункте 2) пункта 9 приложения 3): требуются ли показания для записи, которая не говорит, что было сделано?",
		"Hospitalization and referral to a treatment institution or sanatorium are strictly on medical indications, while annex 1, paragraph 7, subparagraphs 4) and 11), cover other things too, health measures in general and accompaniment (likewise annex 2, and annex 3, paragraph 8, subparagraph 7), and paragraph 9, subparagraph 2)): does a record require them that does not say what was done?",
		"Жазбада емдеуге жатқызу, емдеу-профилактикалық мекеме немесе санаторийлік-курорттық емделу аталса, ол көрсетілімдерсіз стандартқа сәйкес келмейді деп танылады; тек ертіп бару және өзге іс-шаралар үшін көрсетілімдер талап етілмейді. Жазбада бұл айтылмаса, көрсетілімдерсіз жазбаға қатысты мәселе мәтінде шешілмеген деп есептеледі.",
		"Если запись называет госпитализацию, лечебно-профилактическое учреждение или санаторно-курортное лечение, без показаний она признается не соответствующей стандарту; для одного сопровождения и для иных мероприятий показания не требуются. Если запись этого не говорит, вопрос о записи без показаний считается не решенным текстом.",
		"Where the record says hospitalization, treatment institution or sanatorium, it is a violation without indications; mere accompaniment and other measures require none. Where it does not say so, a record without indications is unsettled.",
		"Көрсетілімдер мұндай қызмет туралы әрбір жазба үшін талап етіледі және олар болмаса, жазба стандартқа сәйкес келмейді; не олар тек емдеуге жатқызу немесе жіберу тікелей аталған жазба үшін талап етіледі, ал кез келген өзге жазба стандартқа сәйкес келеді.",
		"Показания требуются для каждой записи о такой услуге, и без них запись не соответствует стандарту; либо они требуются, только если запись прямо называет госпитализацию или направление, а любая иная запись соответствует стандарту.",
		"The indications are required for every record of such a service, and without them it is a violation; or only a record that expressly says hospitalization or referral requires them, and any other is compliant.")
READING(advice_on_family_placement, ITEM(1, 19, 7), IN_FORCE, NO_END,
		"Тармақша жетім балаларды және ата-анасының қамқорлығынсыз қалған балаларды отбасына беру мәселелері бойынша консультация беруді көздейді (2-қосымшада да солай): ол консультацияны кім ала алатынын айқындай ма, әлде тек оның тақырыбын ба?",
		"Подпункт предусматривает консультирование по вопросам передачи детей-сирот и детей, оставшихся без попечения родителей, в семью (так же в приложении 2): определяет ли он, кто может получить консультацию, или только ее предмет?",
		"The item provides advice on the placement of orphans and children without parental care in families (likewise annex 2): does it say who may receive the advice, or only what it is about?",
		"Тармақшада консультацияның тақырыбы аталған. Жетім балаларға және ата-анасының қамқорлығынсыз қалған балаларға берілген консультация стандартқа сәйкес келеді деп танылады; кез келген өзге алушыға, мысалы, мәртебесі анықталып жатқан қадағалаусыз балаға қатысты мәселе мәтінде шешілмеген деп есептеледі.",
		"Подпункт называет предмет консультирования. Консультирование сирот и детей, оставшихся без попечения родителей, признается соответствующим стандарту; относительно любого иного получателя, например безнадзорного ребенка, статус которого устанавливается, вопрос считается не решенным текстом.",
		"It names the subject of the advice. For orphans and children without parental care it is compliant; for any other recipient, such as a neglected child whose status is being decided, it is unsettled.",
		"Консультация тек аталған екі санатқа көзделген және өзге алушыға берілсе, стандартқа сәйкес келмейді; не ол кез келген қызмет алушыға беріледі және стандартқа сәйкес келеді.",
		"Консультирование предусмотрено только для двух названных категорий и для иного получателя не соответствует стандарту; либо оно предоставляется любому получателю услуг и соответствует стандарту.",
		"The advice is for the two categories only and a violation for any other recipient; or it is for every recipient of services and compliant.")
READING(contract_specialist_purposes, PARAGRAPH(1, 21), IN_FORCE, NO_END,
		"Мамандарды шарт бойынша қандай мақсаттарға тартуға жол беріледі, өйткені консультациялар туралы сөздер жеке мақсатты да, бағалау нысанасын да білдіруі мүмкін (2-қосымшаның 21-тармағы да солай)?",
		"Для каких целей допускается привлечение специалистов по договору, если слова о консультациях могут означать и отдельную цель, и предмет оценки (так же пункт 21 приложения 2)?",
		"For which purposes may specialists be engaged by contract, given that the words on consultations may mean a purpose of their own or something to be evaluated (likewise annex 2, paragraph 21)?",
		"Үш мақсат ажыратылады: жеке жоспарды әзірлеу, оңалту нәтижелерін бағалау және консультациялар; қажетті мамандар болмаған кезде олардың әрқайсысы стандартқа сәйкес келеді деп танылады. Өзге мақсатқа қатысты мәселе мәтінде шешілмеген деп есептеледі, өйткені норма рұқсат береді, бірақ тыйым салмайды.",
		"Различаются три цели: составление индивидуального плана, оценка результатов реабилитации и консультации; при отсутствии необходимых специалистов каждая из них признается соответствующей стандарту. Относительно иной цели вопрос считается не решенным текстом, поскольку норма разрешает, но не запрещает.",
		"Three purposes are read: the individual plan, the evaluation of rehabilitation, and consultations; where the needed specialists are absent, each is compliant. Any other purpose is unsettled, because the clause permits and does not forbid.",
		"Мақсат екеу ғана: жоспар және іс-шараларды немесе консультацияларды бағалау; не тізбе толық болып табылады және өзге мақсат стандартқа сәйкес келмейді.",
		"Целей лишь две, план и оценка мероприятий или консультаций; либо перечень исчерпывающий, и иная цель не соответствует стандарту.",
		"There are two purposes only, the plan and the evaluation of measures or consultations; or the list is exhaustive, and any other purpose is a violation.")
READING(complaints_book_week, PART(1, 22, 2), IN_FORCE, NO_END,
		"Басшы шағымдар мен ұсыныстар кітабын апта сайын қарайды (2-қосымшаның 22-тармағы да солай): күнтізбелік апта туралы айтылған ба, әлде екі қараудың арасы жеті күннен аспауға тиіс пе?",
		"Руководитель рассматривает книгу жалоб и предложений каждую неделю (так же пункт 22 приложения 2): имеется в виду календарная неделя или не более семи дней между двумя рассмотрениями?",
		"The head reviews the book of complaints every week (likewise annex 2, paragraph 22): is a calendar week meant, or at most seven days between two reviews?",
		"Апта деп дүйсенбіден жексенбіге дейінгі кезең есептеледі және кітап қаралмаған апта стандартқа сәйкес келмейді деп танылады. Кітап әр аптада қаралып, бірақ екі қараудың арасы жеті күннен асса, мәселе мәтінде шешілмеген деп есептеледі.",
		"Неделей считается период с понедельника по воскресенье, и неделя без рассмотрения признается не соответствующей стандарту. Если книга рассматривалась в каждой неделе, но перерыв превысил семь дней, вопрос считается не решенным текстом.",
		"A week runs from Monday to Sunday, and one without a review is a violation. Where every week has its review but more than seven days passed between two of them, the point is unsettled.",
		"Жеті күн соңғы қараудан бастап есептеледі және одан ұзақ кез келген үзіліс күнтізбелік аптаға қарамастан стандартқа сәйкес келмейді.",
		"Семь дней отсчитываются от последнего рассмотрения, и любой больший перерыв не соответствует стандарту независимо от календарной недели.",
		"Seven days are counted from the last review, and any longer gap is a violation, whatever the calendar week.")
READING(complaints_book_first_week, PART(1, 22, 2), IN_FORCE, NO_END,
		"Бұйрық 2023 жылғы 1 шілдеден, сенбіден бастап қолданылады: шағымдар мен ұсыныстар кітабы осы күн кірген аптаның өзінде қаралуға тиіс пе еді (2-қосымшаның 22-тармағы да солай)?",
		"Приказ действует с субботы, 1 июля 2023 года: следовало ли рассмотреть книгу жалоб и предложений уже в неделе, на которую пришлась эта дата (так же пункт 22 приложения 2)?",
		"The order is in force from Saturday, 1 July 2023: did the book of complaints have to be reviewed in the very week that holds this day (likewise annex 2, paragraph 22)?",
		"Бұйрық барлық күнін қамтыған апта ғана бағаланады: бірінші болып 2023 жылғы 3–9 шілдедегі апта бағаланады, одан бұрынғы апталарға бұйрық қолданылмайды.",
		"Неделя оценивается, только если приказ действовал во все ее дни: первой оценивается неделя с 3 по 9 июля 2023 года, а на более ранние недели приказ не распространяется.",
		"A week is judged only where the order was in force on all of its days: the first is that from 3 to 9 July 2023, and earlier weeks are not governed.",
		"Кітап 2023 жылғы 2 шілдеден, жексенбіден кешіктірілмей қаралуға тиіс болған және қаралмаған апта стандартқа сәйкес келмейді.",
		"Книгу следовало рассмотреть не позднее воскресенья, 2 июля 2023 года, и неделя без рассмотрения не соответствует стандарту.",
		"The book had to be reviewed by Sunday, 2 July 2023, and the week without a review is a violation.")

/* Annex 2 */
READING(night_stay_in_centers, PARAGRAPH(2, 2), IN_FORCE, NO_END,
		"2-қосымшада тұрақты, уақытша және күндізгі болу аталған, ал тәулік бойы болу аталмаған: орталықта тәулік бойы болу көзделген бе?",
		"Приложение 2 называет постоянное, временное и дневное пребывание, но не круглосуточное: предусмотрено ли круглосуточное пребывание в центре?",
		"Annex 2 names permanent, temporary and day stays, but no round-the-clock one: is a round-the-clock stay in a center provided for?",
		"Тәулік бойы деп есепке алынған болуға қатысты мәселе 2-қосымша бойынша мәтінде шешілмеген деп есептеледі: мұндай режим аталмаған, бірақ тұрақты болу түнгі уақытты да қамтиды.",
		"Относительно пребывания, учтенного как круглосуточное, вопрос по приложению 2 считается не решенным текстом: такой режим не назван, но постоянное пребывание охватывает и ночное время.",
		"A stay recorded as round-the-clock is unsettled under annex 2: the mode is not named, but a permanent stay includes nights.",
		"2-тармақта аталмаған режим көзделмеген және мұндай болу стандартқа сәйкес келмейді; не ол тұрақты және уақытша болумен қамтылады және стандартқа сәйкес келеді.",
		"Режим, не названный в пункте 2, не предусмотрен, и такое пребывание не соответствует стандарту; либо оно охватывается постоянным и временным пребыванием и соответствует стандарту.",
		"A mode that paragraph 2 does not name is not provided for, and such a stay is a violation; or the permanent and temporary modes cover it, and it is compliant.")
READING(offences_within_a_year, ITEM(2, 2, 4), IN_FORCE, NO_END,
		"2-қосымша бір жыл ішінде екі және одан көп әкімшілік құқық бұзушылық жасаған балаларды девиантты мінез-құлықты балаларға жатқызады: қандай жыл туралы айтылған?",
		"Приложение 2 относит к детям с девиантным поведением тех, кто за год совершил два и более административных правонарушения: какой год имеется в виду?",
		"Annex 2 counts children with two or more administrative offences within a year among those with deviant behavior: which year is meant?",
		"Қатарынан кез келген он екі ай есепке алынады: осы мерзімдегі екі құқық бұзушылық санатты растайды және баланы оған жатқызу стандартқа сәйкес келеді деп танылады. Олардың болмауы бас тартуға негіз болмайды, өйткені аталған жағдайлардың тізбесі толық емес.",
		"Учитываются любые двенадцать месяцев подряд: два правонарушения за этот срок подтверждают категорию, и отнесение к ней ребенка признается соответствующим стандарту. Их отсутствие не влечет отказа, поскольку перечень названных случаев не исчерпывающий.",
		"Any twelve consecutive months are taken: two offences within them prove the category, and counting the child in it is compliant. Their absence refuses nobody, since the cases named are not exhaustive.",
		"Күнтізбелік жыл не әкімшілік құқық бұзушылық туралы заңнама қағидалары бойынша есептелетін жыл туралы айтылған.",
		"Имеется в виду календарный год либо год, исчисляемый по правилам законодательства об административных правонарушениях.",
		"The calendar year is meant, or a year counted by the rules of the legislation on administrative offences.")
READING(offences_long_before, ITEM(2, 2, 4), IN_FORCE, NO_END,
		"2-қосымша бір жыл ішінде екі және одан көп әкімшілік құқық бұзушылық жасаған балаларды девиантты мінез-құлықты балаларға жатқызады: бұл жыл баланы орналастырудың тікелей алдында болуға тиіс пе?",
		"Приложение 2 относит к детям с девиантным поведением тех, кто за год совершил два и более административных правонарушения: должен ли этот год непосредственно предшествовать устройству?",
		"Annex 2 counts children with two or more administrative offences within a year among those with deviant behavior: must that year lie just before the placement?",
		"Тиіс емес: кез келген он екі ай ішіндегі екі құқық бұзушылық содан бері қанша уақыт өтсе де санатты растайды және баланы оған жатқызу стандартқа сәйкес келеді деп танылады.",
		"Не должен: два правонарушения за любые двенадцать месяцев подтверждают категорию, сколько бы времени с тех пор ни прошло, и отнесение к ней ребенка признается соответствующим стандарту.",
		"It need not: two offences within any twelve months prove the category however long ago they were, and counting the child in it is compliant.",
		"Тек баланы орналастырудың алдындағы жыл есепке алынады, одан бұрынғы құқық бұзушылықтар санатты растамайды.",
		"Учитывается только год перед устройством, и более ранние правонарушения категорию не подтверждают.",
		"Only the year before the placement counts, and earlier offences do not prove the category.")
READING(referral_as_alternative, PART(2, 4, 2), IN_FORCE, NO_END,
		"2-қосымшаның орыс тіліндегі мәтіні қорғаншылық немесе қамқоршылық органының жолдамасын шешім мен өтінішке «сондай-ақ» деген мағынадағы сөзбен қосады: бұл тағы бір негіз бе, әлде қосымша талап па?",
		"Приложение 2 присоединяет направление органа опеки или попечительства к решению и заявлению союзом «а также»: это еще одно основание или дополнительное требование?",
		"Annex 2 joins the referral of the guardianship and trusteeship body to the decision and the application by “as well as”: is it one more basis or an additional requirement?",
		"Жолдама үшінші балама деп түсініледі: шешім, өтініш немесе жолдама, әрқайсысы жеке алғанда, осы абзацта аталған бес санат үшін стандартқа сәйкес келеді деп танылады.",
		"Направление понимается как третий вариант: решение, заявление или направление, каждое в отдельности, признается соответствующим стандарту для пяти категорий, названных в этом абзаце.",
		"The referral is read as a third alternative: the decision, the application or the referral, each by itself, is compliant for the five categories that this part names.",
		"Жолдама шешімге немесе өтінішке қосымша талап етіледі және онсыз олардың ешқайсысы стандартқа сәйкес келмейді.",
		"Направление требуется в дополнение к решению или заявлению, и без него ни одно из них не соответствует стандарту.",
		"The referral is required in addition to the decision or the application, and either of them without it is a violation.")
READING(procedures_closed_list, ITEM(2, 7, 10), IN_FORCE, NO_END,
		"2-қосымшада жақша ішінде тізбеленген медициналық процедуралардың арасында 1-қосымшада аталған екі қызмет, зертханалық зерттеулерге материал алу және катетерлер мен басқа да медициналық бұйымдарды пайдалануға көмектесу жоқ: олар орталықтарда стандарттан тыс па?",
		"Среди медицинских процедур, перечисленных в приложении 2 в скобках, нет двух названных в приложении 1, взятия материалов для лабораторных исследований и помощи с катетерами и другими медицинскими изделиями: находятся ли они в центрах вне стандарта?",
		"The medical procedures that annex 2 lists in parentheses lack two that annex 1 names, laboratory sampling and help with catheters and other medical devices: are they outside the standard in centers?",
		"Жақша ішіндегі тізбе жабық деп есептеледі: екі қызмет те 2-қосымшаға кірмейді және тек сол бойынша әрекет ететін субъектіде стандартқа сәйкес келмейді деп танылады. Екі қосымша бойынша да әрекет ететін қолдау орталығы оларды 1-қосымша бойынша көрсетеді.",
		"Перечень в скобках считается закрытым: обе услуги не входят в приложение 2 и у субъекта, действующего только по нему, признаются не соответствующими стандарту. Центр поддержки, действующий по обоим приложениям, оказывает их по приложению 1.",
		"The parenthesis is read as a closed list: both services are outside annex 2 and a violation at a provider that it alone governs. The support center that stands under both annexes gives them under annex 1.",
		"Тізбе ашық, өйткені 8-тармақтың 2) тармақшасында өзге процедуралар туралы да айтылған, сондықтан орталықтарда екі қызмет те стандартқа сәйкес келеді.",
		"Перечень открытый, поскольку в подпункте 2) пункта 8 говорится и об иных процедурах, поэтому в центрах обе услуги соответствуют стандарту.",
		"The list is open, because paragraph 8, subparagraph 2), speaks of other procedures too, so that both services are compliant in centers.")

/* Annex 3 */
READING(other_family_placement, PARAGRAPH(3, 4), IN_FORCE, NO_END,
		"3-қосымшаның 4-тармағы мұндай балаларды отбасына қабылдаған адамдардың бәрін міндеттейді, ал 2, 3 және 5-тармақтарда бес нысан аталған: аталмаған, мысалы, заңнамаға кейін енгізілген отбасылық тәрбие нысанына не қолданылады?",
		"Пункт 4 приложения 3 обязывает всех, кто принял таких детей в свою семью, тогда как пункты 2, 3 и 5 называют пять форм: что действует для неназванной формы семейного воспитания, например введенной законодательством позднее?",
		"Paragraph 4 of annex 3 binds all who took such children into their families, while paragraphs 2, 3 and 5 name five forms: what holds for a form of family care that is not named, for instance one that legislation introduced later?",
		"Мұндай отбасында көрсетілетін қызметтер мен олардың сапасы кез келген басқа отбасындағыдай 3-қосымша бойынша бағаланады. Оған кімнің және қандай негізде берілуі мүмкін екені кез келген санат пен кез келген негіз үшін мәтінде шешілмеген деп есептеледі.",
		"Услуги такой семьи и их качество оцениваются по приложению 3, как в любой другой семье. Вопрос о том, кто и на каком основании может быть в нее передан, считается не решенным текстом для любой категории и любого основания.",
		"The services of such a family and their quality are judged by annex 3 like those of any other. Who may be placed there, and on what basis, is unsettled for every category and every basis.",
		"Бес нысанның тізбесі толық болып табылады және баланы өзге нысанға беру стандартқа сәйкес келмейді; не осы бес нысанның біріне жақын нысан соның қағидалары бойынша бағаланады.",
		"Перечень пяти форм исчерпывающий, и передача ребенка в иную форму не соответствует стандарту; либо форма, близкая к одной из пяти, оценивается по правилам последней.",
		"The five forms are exhaustive, and a placement in any other is a violation; or a form that is close to one of the five is judged by the rules of that one.")
READING(suspect_by_contract, ITEM(3, 5, 2), IN_FORCE, NO_END,
		"5-тармақтың 2) тармақшасындағы шарт жалпы алғанда қызмет алушыларға көзделген, ал 3) тармақша қылмыс жасады деп күдік келтірілген бала үшін патронаттық тәрбиелеуге беру туралы қаулыны көздейді: шарт кімді және қайда беруге мүмкіндік береді?",
		"Договор по подпункту 2) пункта 5 предусмотрен для получателей услуг в целом, а подпункт 3) предусматривает для ребенка, подозреваемого в преступлении, постановление о патронатном воспитании: кого и куда можно передать по договору?",
		"The contract of paragraph 5, subparagraph 2), is meant for recipients in general, while subparagraph 3) provides a ruling on patronage care for a child suspected of a crime: who may be placed by contract, and where?",
		"Жетім баланы немесе ата-анасының қамқорлығынсыз қалған баланы шарт бойынша беру үш нысанның бәрінде, ал күдікті баланы шарт немесе қаулы бойынша патронат тәрбиешіге беру стандартқа сәйкес келеді деп танылады. Күдікті баланы шарт бойынша баланы қабылдайтын ата-анаға немесе отбасы үлгісіндегі балалар үйіне беру мәтінде шешілмеген деп есептеледі.",
		"Соответствующей стандарту признается передача сироты или ребенка, оставшегося без попечения родителей, по договору во всех трех формах и передача подозреваемого патронатному воспитателю по договору или постановлению. Вопрос о передаче подозреваемого по договору приемному родителю или в детский дом семейного типа считается не решенным текстом.",
		"Orphans and children without parental care by contract are compliant in all three forms, and a suspect by contract or by ruling is compliant with a patronage caregiver. A suspect by contract is unsettled with a foster parent or in a family-type home.",
		"Шарт үш нысанның бәрінде кез келген қызмет алушыны, соның ішінде күдікті баланы беруге мүмкіндік береді; не күдікті бала үшін 3) тармақша жалғыз жол болып табылады және оны шарт бойынша беру стандартқа сәйкес келмейді.",
		"По договору во всех трех формах можно передать любого получателя услуг, включая подозреваемого; либо для подозреваемого подпункт 3) устанавливает единственный порядок, и передача его по договору не соответствует стандарту.",
		"By contract every recipient, a suspect included, may be placed in all three forms; or subparagraph 3) is the only way for a suspect, whose placement by contract is a violation.")
READING(persons_in_dwelling, ITEM(3, 6, 1), IN_FORCE, NO_END,
		"3-қосымша тұрғынжайдың жалпы алаңынан бір адамға кемінде он бес шаршы метр болуын талап етеді: кімдер ескерілуге тиіс?",
		"Приложение 3 требует, чтобы на одного человека приходилось не менее пятнадцати квадратных метров общей площади жилища: кого следует учитывать?",
		"Annex 3 demands at least fifteen square meters of the total dwelling for one person: who is to be counted?",
		"Тұрғынжайда тұратындардың бәрі, балалар мен ересектер, тәрбиелеуге қабылданғандар мен өзгелер ескеріледі; олардың әрқайсысына шаққанда алаң одан аз болса, стандартқа сәйкес келмейді деп танылады.",
		"Учитываются все, кто живет в жилище, дети и взрослые, принятые на воспитание и иные; меньшая площадь в расчете на каждого из них признается не соответствующей стандарту.",
		"All who live there are counted, children and adults, those taken in and the others; a smaller area for each of them is a violation.",
		"Тәрбиелеуге қабылданған балалар ғана немесе отбасы мүшелері ғана ескеріледі, ал тұрғынжайда тұратын өзге адамдар есепке кірмейді.",
		"Учитываются только дети, принятые на воспитание, или только члены семьи, а иные лица, живущие в жилище, в расчет не входят.",
		"Only the children taken in are counted, or only the members of the family, and others who live there are left out.")
