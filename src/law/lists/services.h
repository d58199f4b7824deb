/*-------------------------------------------------------------------------
 *
 * services.h
 *	  The special social services named in Order No. 165 of 12 June 2023.
 *
 * One service a line, each under one code in all three annexes:
 *
 *	SERVICE(kind, name, value, from, to, kk, ru, en)
 *
 *	kind		the kind of service, see the table below
 *	name		its name within the kind; SQL shows both as kind.name, for
 *				example household.living_space
 *	value		the number under which it is stored: the kind's number in the
 *				table below times 1000, plus 10 for each place in the kind, so
 *				that a later service can be put between two others
 *	from		first day of validity; IN_FORCE is 1 July 2023, when the Order
 *				took effect
 *	to			last day of validity, as DAY(year, month, day); NO_END while
 *				there is none
 *	kk, ru, en	its short name in Kazakh, Russian and English
 *
 * The paragraphs of the Order that list the services:
 *
 *	kind				annexes 1 and 2		annex 3		services
 *	1 household			5					6			15
 *	2 medical			7					8			19
 *	3 psychological		9					10			11
 *	4 pedagogical		11					12			 7
 *	5 labor				13					14			 7
 *	6 cultural			15					16			 3
 *	7 economic			17					18			 2
 *	8 legal				19					20			 8
 *
 * Items with the same wording in several annexes are one service, also where
 * only punctuation or a defining clause ("hereinafter ...") differs; any other
 * difference makes two.  Annex 1's ¶7(10) names three services: the
 * procedures, laboratory sampling, and help with catheters and other devices.
 * Within a kind the order is annex 1's; a service that only annex 3 has
 * follows the one it resembles most, or stands at the end.  A name begins
 * with assist_ exactly where the item itself begins with assistance
 * ("содействие", "оказание содействия"): to assist in a thing is not the same
 * service as to do it.  Which annex holds which service, with the item to
 * cite, is in scope.h.
 *
 * The short names are for recognition and do not replace the text of the
 * Order.  The Kazakh ones have not been compared with the official Kazakh
 * text.
 *
 * To enter an amendment: never remove a line, and never change its kind, name
 * or value.  If no annex has the service any longer, put its last day in
 * place of NO_END.  A new service, or one whose content has changed, gets a
 * new line with its own name, its first day, and a value never used before,
 * placed so that values ascend.  Then enter the change in scope.h.
 *
 * There is deliberately no include guard: the file is included several times,
 * each time with another meaning of SERVICE.
 *
 *-------------------------------------------------------------------------
 */

SERVICE(household,		living_space,								1010, IN_FORCE, NO_END, "тұрғын алаңын беру", "предоставление жилой площади", "provision of living space")
SERVICE(household,		total_dwelling_area,						1020, IN_FORCE, NO_END, "бір адамға шаққанда тұрғынжайдың жалпы алаңын беру", "предоставление общей площади жилища на одного человека", "provision of total dwelling area per person")
SERVICE(household,		equipped_premises,							1030, IN_FORCE, NO_END, "оңалту, емдеу, білім беру, мәдени іс-шараларға және дағдыларға үйретуге арналған жарақталған үй-жайлар беру", "предоставление оснащенных помещений для реабилитационных, лечебных, образовательных, культурных мероприятий и обучения навыкам", "provision of equipped premises for rehabilitation, treatment, educational and cultural activities and skills training")
SERVICE(household,		furnished_premises,							1040, IN_FORCE, NO_END, "білім беру іс-шараларына және дағдыларға үйретуге арналған, жиһазбен жарақталған үй-жайлар беру", "предоставление помещений, оснащенных мебелью, для образовательных мероприятий и обучения навыкам", "provision of furnished premises for educational activities and skills training")
SERVICE(household,		clothing_footwear_and_bedding,				1050, IN_FORCE, NO_END, "белгіленген нормалардан кем емес көлемде киім, аяқ киім, жұмсақ мүкәммал, төсек жаймаларын беру", "предоставление одежды, обуви, мягкого инвентаря, постельного белья не менее установленных норм", "provision of clothing, footwear, soft goods and bed linen not below the set norms")
SERVICE(household,		balanced_and_dietary_meals,					1060, IN_FORCE, NO_END, "ұтымды және диеталық тамақтандыру", "предоставление рационального и диетического питания", "provision of balanced and dietary meals")
SERVICE(household,		qualified_specialists,						1070, IN_FORCE, NO_END, "оңалту, емдеу, оқыту, тәрбие процесін ұйымдастыру және медициналық оңалту жөніндегі білікті мамандарды ұсыну", "предоставление квалифицированных специалистов по реабилитации, лечению, обучению, воспитательному процессу, медицинской реабилитации", "provision of qualified specialists in rehabilitation, treatment, teaching, upbringing and medical rehabilitation")
SERVICE(household,		laundry_and_disinfection,					1080, IN_FORCE, NO_END, "тұрмыстық қызмет көрсету (іш киімді, киімді, төсек-орын жабдықтарын жуу, кептіру, үтіктеу, дезинфекциялау)", "бытовое обслуживание (стирка, сушка, глаженье, дезинфекция белья, одежды, постельных принадлежностей)", "household upkeep (washing, drying, ironing, disinfection of underwear, clothes and bedding)")
SERVICE(household,		vocational_choice_and_creative_work,		1090, IN_FORCE, NO_END, "кәсіптік өзін-өзі айқындауға және шығармашылық еңбекке қажетті жабдығы бар жағдайлар жасау", "создание условий с необходимым оборудованием для профессионального самоопределения и творческого труда", "creation of conditions, with the necessary equipment, for vocational choice and creative work")
SERVICE(household,		transport,									1100, IN_FORCE, NO_END, "емделу, оқу, мәдени және спорттық іс-шараларға қатысу үшін көлік қызметтерін көрсету", "транспортные услуги для лечения, обучения, участия в культурных, спортивных мероприятиях", "transport services for treatment, study, cultural and sports events")
SERVICE(household,		family_like_conditions,						1110, IN_FORCE, NO_END, "отбасы жағдайына жақындатылған қолайлы жағдайлар жасау", "создание благоприятных условий, приближенных к семейным", "creation of favorable conditions close to those of a family")
SERVICE(household,		favorable_development_conditions,			1120, IN_FORCE, NO_END, "ақыл-ой, эмоциялық, рухани және дене дамуына ықпал ететін қолайлы жағдайлар жасау", "создание благоприятных условий для умственного, эмоционального, духовного и физического развития", "creation of favorable conditions for mental, emotional, spiritual and physical development")
SERVICE(household,		self_care_and_home_rehabilitation,			1130, IN_FORCE, NO_END, "өзіне-өзі қызмет көрсету және өзін-өзі ұстау дағдыларына үйрету, үй жағдайында оңалту іс-шараларын жүргізу", "обучение навыкам самообслуживания и поведения, реабилитационные мероприятия в домашних условиях", "training in self-care and conduct, rehabilitation activities in home conditions")
SERVICE(household,		upkeep_and_behavior_skills,					1140, IN_FORCE, NO_END, "тұрмыстық қызмет көрсету, тұрмыста және қоғамдық орындарда өзін-өзі ұстау дағдыларына үйрету", "обучение навыкам бытового обслуживания, поведения в быту и общественных местах", "training in household upkeep and in conduct at home and in public places")
SERVICE(household,		education_conditions_and_care,				1150, IN_FORCE, NO_END, "білім алуға қажетті жағдайлар жасау, денсаулығы мен дамуына қамқорлық жасау", "создание необходимых условий для получения образования, забота о здоровье и развитии", "creation of the necessary conditions for education, care for health and development")

SERVICE(medical,		health_and_social_examination,				2010, IN_FORCE, NO_END, "медициналық-әлеуметтік тексеру (қажет болған жағдайда денсаулық сақтау ұйымдарының мамандарын тарта отырып)", "медико-социальное обследование (при необходимости с привлечением специалистов организаций здравоохранения)", "medical-social examination (if necessary, involving specialists of healthcare organizations)")
SERVICE(medical,		emergency_first_aid,						2020, IN_FORCE, NO_END, "шұғыл жағдайларда алғашқы медициналық көмек көрсету", "оказание первой медицинской помощи в экстренных случаях", "first medical aid in emergencies")
SERVICE(medical,		pre_physician_aid,							2030, IN_FORCE, NO_END, "дәрігерге дейінгі көмек көрсету", "оказание доврачебной помощи", "pre-physician aid")
SERVICE(medical,		assist_providing_guaranteed_care,			2040, IN_FORCE, NO_END, "тегін медициналық көмектің кепілдік берілген көлемін көрсетуге жәрдемдесу", "содействие в оказании гарантированного объема бесплатной медицинской помощи", "assistance in providing the guaranteed volume of free medical care")
SERVICE(medical,		assist_obtaining_guaranteed_care,			2050, IN_FORCE, NO_END, "тегін медициналық көмектің кепілдік берілген көлемін алуға жәрдемдесу", "содействие в получении гарантированного объема бесплатной медицинской помощи", "assistance in obtaining the guaranteed volume of free medical care")
SERVICE(medical,		treatment_and_health_improvement,			2060, IN_FORCE, NO_END, "емдеу-сауықтыру іс-шараларын, оның ішінде денсаулық сақтау ұйымдарында ұйымдастыру", "организация лечебно-оздоровительных мероприятий, в том числе в организациях здравоохранения", "organization of treatment and health-improvement activities, including in healthcare organizations")
SERVICE(medical,		consultative_aid,							2070, IN_FORCE, NO_END, "консультациялық көмек көрсету (білікті маман болмаса, денсаулық сақтау ұйымдарының маманын міндетті түрде тарта отырып)", "консультативная помощь (при отсутствии квалифицированного специалиста – обязательно из организаций здравоохранения)", "consultative aid (if no qualified specialist is at hand, one from healthcare organizations is mandatory)")
SERVICE(medical,		assist_specialist_consultations,			2080, IN_FORCE, NO_END, "бейінді мамандардың, оның ішінде денсаулық сақтау ұйымдары мамандарының медициналық консультация беруіне жәрдемдесу", "содействие в медицинском консультировании профильными специалистами, в том числе из организаций здравоохранения", "assistance in medical consultations by relevant specialists, including those from healthcare organizations")
SERVICE(medical,		initial_checkup_and_sanitary_treatment,		2090, IN_FORCE, NO_END, "бастапқы медициналық қарап-тексеру және бастапқы санитариялық өңдеу жүргізу", "проведение первичного медицинского осмотра и первичной санитарной обработки", "initial medical check-up and initial sanitary treatment")
SERVICE(medical,		care_according_to_health,					2100, IN_FORCE, NO_END, "денсаулық жағдайын ескере отырып, қызмет алушылардың күтімін қамтамасыз ету", "обеспечение ухода получателей услуг с учетом состояния их здоровья", "care for recipients according to their state of health")
SERVICE(medical,		primary_health_care,						2110, IN_FORCE, NO_END, "медициналық-санитариялық алғашқы көмек көрсету", "оказание первичной медико-санитарной помощи", "primary health care")
SERVICE(medical,		rehabilitation_activities,					2120, IN_FORCE, NO_END, "әлеуметтік-медициналық сипаттағы оңалту іс-шараларын жүргізу", "реабилитационные мероприятия социально-медицинского характера", "rehabilitation activities of a social-medical nature")
SERVICE(medical,		assist_rehabilitation_activities,			2130, IN_FORCE, NO_END, "оңалту іс-шараларын жүргізуге жәрдемдесу", "содействие в проведении реабилитационных мероприятий", "assistance in carrying out rehabilitation activities")
SERVICE(medical,		prescribed_procedures,						2140, IN_FORCE, NO_END, "емдеуші дәрігердің тағайындауы бойынша медициналық емшаралар жүргізу", "проведение медицинских процедур в соответствии с назначением лечащего врача", "medical procedures as prescribed by the attending physician")
SERVICE(medical,		laboratory_sampling,						2150, IN_FORCE, NO_END, "емдеуші дәрігердің тағайындауы бойынша зертханалық зерттеулерге материалдар алу", "забор материалов для лабораторных исследований в соответствии с назначением лечащего врача", "sampling for laboratory tests as prescribed by the attending physician")
SERVICE(medical,		help_with_catheters_and_devices,			2160, IN_FORCE, NO_END, "емдеуші дәрігердің тағайындауы бойынша катетерлерді және басқа да медициналық бұйымдарды пайдалануға көмектесу", "помощь в пользовании катетерами и другими медицинскими изделиями по назначению лечащего врача", "help in using catheters and other medical devices as prescribed by the attending physician")
SERVICE(medical,		assist_hospitalization_and_escort,			2170, IN_FORCE, NO_END, "емдеуге жатқызуға жәрдемдесу және денсаулық сақтау ұйымдарына ертіп бару", "содействие в госпитализации и сопровождение в организации здравоохранения", "assistance in hospitalization and accompaniment to healthcare organizations")
SERVICE(medical,		doctor_home_call_and_escort,				2180, IN_FORCE, NO_END, "дәрігерді үйге шақыру және денсаулық сақтау ұйымдарына ертіп бару", "вызов врача на дом и сопровождение в организации здравоохранения", "calling a doctor to the home and accompaniment to healthcare organizations")
SERVICE(medical,		assist_medicines_and_devices,				2190, IN_FORCE, NO_END, "дәрігерлердің қорытындысы бойынша дәрілік заттармен және медициналық мақсаттағы бұйымдармен қамтамасыз етуге жәрдемдесу", "содействие в обеспечении лекарственными средствами и изделиями медицинского назначения по заключению врачей", "assistance in supplying medicines and medical devices on doctors' conclusion")

SERVICE(psychological,	diagnostics_and_personality_assessment,		3010, IN_FORCE, NO_END, "психологиялық диагностика және тұлғаны зерттеп-қарау", "психологическая диагностика и обследование личности", "psychological diagnostics and personality assessment")
SERVICE(psychological,	systematic_observation,						3020, IN_FORCE, NO_END, "әлеуметтік-психологиялық патронаж (жүйелі байқау)", "социально-психологический патронаж (систематическое наблюдение)", "social-psychological follow-up (systematic observation)")
SERVICE(psychological,	preventive_work,							3030, IN_FORCE, NO_END, "қызмет алушылармен психопрофилактикалық жұмыс", "психопрофилактическая работа с получателями услуг", "psychological prevention work with recipients")
SERVICE(psychological,	counseling,									3040, IN_FORCE, NO_END, "психологиялық консультация беру", "психологическое консультирование", "psychological counseling")
SERVICE(psychological,	assist_counseling,							3050, IN_FORCE, NO_END, "психологтардың, психотерапевттердің, оның ішінде денсаулық сақтау ұйымдары мамандарының психологиялық консультация беруіне жәрдемдесу", "содействие в психологическом консультировании психологами, психотерапевтами, в том числе из организаций здравоохранения", "assistance in psychological counseling by psychologists and psychotherapists, including those from healthcare organizations")
SERVICE(psychological,	aid,										3060, IN_FORCE, NO_END, "қызмет алушыларға психологиялық көмек көрсету", "оказание психологической помощи получателям услуг", "psychological aid to recipients")
SERVICE(psychological,	aid_and_encouragement,						3070, IN_FORCE, NO_END, "әлеуметтік-психологиялық көмек көрсету, оның ішінде әңгімелесу, тілдесу, тыңдау, жігерлендіру, белсенділікке ынталандыру", "социально-психологическая помощь, в том числе беседы, общение, выслушивание, подбадривание, мотивация к активности", "social-psychological aid, including conversation, contact, listening, encouragement, motivation to be active")
SERVICE(psychological,	training_sessions,							3080, IN_FORCE, NO_END, "психологиялық тренингтер", "психологические тренинги", "psychological training sessions")
SERVICE(psychological,	correction,									3090, IN_FORCE, NO_END, "қызмет алушыларды психологиялық түзету", "психологическая коррекция получателей услуг", "psychological correction for recipients")
SERVICE(psychological,	mutual_support_groups_and_clubs,			3100, IN_FORCE, NO_END, "өзара қолдау топтарында, қарым-қатынас клубтарында сабақтар өткізу", "проведение занятий в группах взаимоподдержки, клубах общения", "sessions in mutual support groups and social clubs")
SERVICE(psychological,	support_for_family_members,					3110, IN_FORCE, NO_END, "қызмет алушылармен бірге тұратын отбасы мүшелерін әлеуметтік-психологиялық қолдау", "социально-психологическая поддержка членов семьи, совместно проживающих с получателями услуг", "social-psychological support for family members living with recipients")

SERVICE(pedagogical,	counseling,									4010, IN_FORCE, NO_END, "әлеуметтік-педагогикалық консультация беру", "социально-педагогическое консультирование", "social-pedagogical counseling")
SERVICE(pedagogical,	remedial_support,							4020, IN_FORCE, NO_END, "түзету-педагогикалық сүйемелдеу", "коррекционно-педагогическое сопровождение", "remedial pedagogical support")
SERVICE(pedagogical,	upbringing_education_and_socialization,		4030, IN_FORCE, NO_END, "тәрбие мен білім беру процесін ұйымдастыру, әлеуметтенуге, бейімделуге және интеграциялануға жәрдемдесу", "организация процесса воспитания и образования, содействие в социализации, адаптации и интеграции", "organization of upbringing and education, assistance in socialization, adaptation and integration")
SERVICE(pedagogical,	assist_obtaining_education,					4040, IN_FORCE, NO_END, "дене мүмкіндіктері мен ақыл-ой қабілеттерін ескере отырып білім алуға жәрдемдесу", "содействие в получении образования с учетом физических возможностей и умственных способностей", "assistance in obtaining education according to physical capacities and mental abilities")
SERVICE(pedagogical,	self_care_and_communication_skills,			4050, IN_FORCE, NO_END, "өзіне-өзі қызмет көрсету, жеке гигиена, өзін-өзі ұстау, өзін-өзі бақылау, қарым-қатынас дағдыларын қалыптастыру", "формирование навыков самообслуживания, личной гигиены, поведения, самоконтроля, общения", "formation of self-care, personal hygiene, conduct, self-control and communication skills")
SERVICE(pedagogical,	household_orientation_and_manual_skills,	4060, IN_FORCE, NO_END, "тұрмыстық бағдарлау негіздеріне және қол шеберлігіне үйрету", "обучение основам бытовой ориентации и ручной умелости", "teaching the basics of household orientation and manual skills")
SERVICE(pedagogical,	diagnostics_and_development_assessment,		4070, IN_FORCE, NO_END, "педагогикалық және түзету-дамыту диагностикасы, баланың тұлғасы мен даму деңгейін зерттеп-қарау", "педагогическая и коррекционно-развивающая диагностика, обследование личности, уровня развития ребенка", "pedagogical and remedial-developmental diagnostics, assessment of the child's personality and development")

SERVICE(labor,			skills_assessment,							5010, IN_FORCE, NO_END, "қызмет алушылардың қолда бар еңбек дағдыларын тексеру", "обследование имеющихся трудовых навыков у получателей услуг", "assessment of recipients' existing labor skills")
SERVICE(labor,			therapeutic_work,							5020, IN_FORCE, NO_END, "емдеу-еңбек қызметін жүргізу", "проведение лечебно-трудовой деятельности", "therapeutic work activities")
SERVICE(labor,			assist_vocational_skills_training,			5030, IN_FORCE, NO_END, "қолжетімді кәсіптік дағдыларға үйрету іс-шараларын жүргізуге жәрдемдесу", "содействие в проведении мероприятий по обучению доступным профессиональным навыкам", "assistance in holding training activities in accessible vocational skills")
SERVICE(labor,			assist_profession_physical_mental_ability,	5040, IN_FORCE, NO_END, "жеке дене және ақыл-ой қабілеттеріне сәйкес кәсіп алуға жәрдемдесу", "содействие в получении профессии в соответствии с индивидуальными физическими и умственными способностями", "assistance in obtaining a profession suited to individual physical and mental abilities")
SERVICE(labor,			assist_profession_individual_ability,		5050, IN_FORCE, NO_END, "жеке қабілеттеріне сәйкес кәсіп алуға жәрдемдесу", "содействие в получении профессии в соответствии с индивидуальными способностями", "assistance in obtaining a profession suited to individual abilities")
SERVICE(labor,			vocational_guidance,						5060, IN_FORCE, NO_END, "балаларға кәсіптік бағдар беру", "профессиональная ориентация детей", "vocational guidance for children")
SERVICE(labor,			household_skills,							5070, IN_FORCE, NO_END, "тұрмыстық дағдыларға баулу", "привитие бытовых навыков", "instilling household skills")

SERVICE(cultural,		celebrations_and_leisure_events,			6010, IN_FORCE, NO_END, "мерекелерді және бос уақытты өткізу іс-шараларын ұйымдастыру", "организация праздников и досуговых мероприятий", "organization of celebrations and leisure events")
SERVICE(cultural,		clubs_and_hobby_groups,						6020, IN_FORCE, NO_END, "клуб және үйірме жұмысын ұйымдастыру және жүргізу", "организация и проведение клубной и кружковой работы", "organization and running of clubs and hobby groups")
SERVICE(cultural,		involvement_in_leisure_and_events,			6030, IN_FORCE, NO_END, "бос уақытты өткізу іс-шараларына тарту, мәдени іс-шараларға қатыстыру", "вовлечение в досуговые мероприятия и участие в культурных мероприятиях", "involvement in leisure events and participation in cultural events")

SERVICE(economic,		assist_benefits_and_payments,				7010, IN_FORCE, NO_END, "Әлеуметтік кодекс бойынша жеңілдіктер, жәрдемақылар, өтемақылар, алименттер, төлемдер алуға, тұрғын үй жағдайларын жақсартуға жәрдемдесу", "содействие в получении льгот, пособий, компенсаций, алиментов, выплат, улучшении жилищных условий по Социальному кодексу", "assistance in obtaining benefits, allowances, compensation, alimony, payments and better housing under the Social Code")
SERVICE(economic,		assist_housing_improvement,					7020, IN_FORCE, NO_END, "«Тұрғын үй қатынастары туралы» Заң бойынша тұрғын үй жағдайларын жақсартуға жәрдемдесу", "содействие в улучшении жилищных условий по Закону «О жилищных отношениях»", "assistance in improving housing conditions under the Law on Housing Relations")

SERVICE(legal,			counseling_on_social_security_rights,		8010, IN_FORCE, NO_END, "әлеуметтік қамсыздандыру мен көмек алу құқықтарына байланысты мәселелер бойынша заңгерлік консультация беру", "юридическое консультирование по вопросам прав на социальное обеспечение и помощь", "legal counseling on rights to social security and assistance")
SERVICE(legal,			help_with_documents,						8020, IN_FORCE, NO_END, "заңдық маңызы бар құжаттарды ресімдеуге көмек көрсету және жәрдемдесу", "помощь и содействие в оформлении документов, имеющих юридическое значение", "help and assistance in drawing up documents of legal significance")
SERVICE(legal,			help_filing_complaints,						8030, IN_FORCE, NO_END, "арнаулы әлеуметтік қызметтер көрсететін ұйымдардың әрекеттеріне немесе әрекетсіздігіне өтініштер дайындауға және беруге көмек көрсету", "помощь в подготовке и подаче обращений на действия или бездействие организаций, предоставляющих специальные социальные услуги", "help in preparing and filing complaints about acts or omissions of organizations providing special social services")
SERVICE(legal,			assist_accountability_for_violence,			8040, IN_FORCE, NO_END, "физикалық және психикалық зорлық-зомбылыққа кінәлі адамдарды жауаптылыққа тартуға жәрдемдесу", "содействие в привлечении к ответственности лиц, виновных в физическом и психическом насилии", "assistance in holding to account persons guilty of physical and mental violence")
SERVICE(legal,			assist_family_placement,					8050, IN_FORCE, NO_END, "қорғаншылық және қамқоршылық жөніндегі функцияларды жүзеге асыратын органдарға балаларды отбасына орналастыруда жәрдемдесу", "содействие органам, осуществляющим функции по опеке и попечительству, в устройстве детей в семью", "assistance to guardianship and trusteeship bodies in placing children in families")
SERVICE(legal,			help_obtaining_benefits,					8060, IN_FORCE, NO_END, "заңнамада белгіленген жеңілдіктер, артықшылықтар, әлеуметтік төлемдер алуға заң көмегін көрсету және жәрдемдесу", "юридическая помощь и содействие в получении установленных законодательством льгот, преимуществ, социальных выплат", "legal aid and assistance in obtaining statutory benefits, advantages and social payments")
SERVICE(legal,			counseling_on_family_placement,				8070, IN_FORCE, NO_END, "жетім балаларды, ата-анасының қамқорлығынсыз қалған балаларды отбасына беру мәселелері бойынша заңгерлік консультация беру", "юридическое консультирование по вопросам передачи детей-сирот, детей, оставшихся без попечения родителей, в семью", "legal counseling on the transfer of orphans and children without parental care to families")
SERVICE(legal,			assist_obtaining_state_guaranteed_aid,		8080, IN_FORCE, NO_END, "мемлекет кепілдік берген заң көмегін алуға жәрдемдесу", "содействие в получении гарантированной государством юридической помощи", "assistance in obtaining state-guaranteed legal aid")
