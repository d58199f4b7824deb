-- Official terms in Russian and Kazakh, and citations as they are written in the three languages.
BEGIN;
SELECT plan(168);

-- 1. The terms.
CREATE TEMP TABLE terms (type text, code text, ru text, kk text);
INSERT INTO terms VALUES
	('standard', 'organizations', 'организации образования',
	 'білім беру ұйымдары'),
	('standard', 'centers', 'центры',
	 'орталықтар'),
	('standard', 'families', 'лица, принявшие детей-сирот и детей, оставшихся без попечения родителей, на воспитание в свои семьи',
	 'жетім балаларды және ата-анасының қамқорлығынсыз қалған балаларды өз отбасыларына тәрбиелеуге қабылдаған адамдар'),
	('recipient_category', 'orphan', 'дети-сироты',
	 'жетім балалар'),
	('recipient_category', 'without_parental_care', 'дети, оставшиеся без попечения родителей',
	 'ата-анасының қамқорлығынсыз қалған балалар'),
	('recipient_category', 'neglected_or_homeless', 'безнадзорные и беспризорные дети',
	 'қадағалаусыз және панасыз балалар'),
	('recipient_category', 'deviant_behavior', 'дети с девиантным поведением',
	 'девиантты мінез-құлықты балалар'),
	('recipient_category', 'referred_to_special_organization', 'дети, направляемые в специальные организации образования или в организации образования с особым режимом содержания',
	 'арнайы білім беру ұйымдарына немесе ерекше режимде ұстайтын білім беру ұйымдарына жіберілетін балалар'),
	('recipient_category', 'special_educational_needs', 'дети с особыми образовательными потребностями',
	 'ерекше білім беру қажеттіліктері бар балалар'),
	('recipient_category', 'abuse_victim', 'дети, подвергшиеся жестокому обращению, приведшему к социальной дезадаптации и социальной депривации',
	 'әлеуметтік бейімсіздікке және әлеуметтік депривацияға әкеп соққан қатыгез қарым-қатынасқа ұшыраған балалар'),
	('recipient_category', 'crime_suspect', 'дети, подозреваемые в совершении преступления, которых по условиям жизни и воспитания невозможно оставить в прежнем месте жительства',
	 'қылмыс жасады деп күдік келтірілген, өмір сүру және тәрбиелену жағдайлары бойынша бұрынғы тұрғылықты жерінде қалдыру мүмкін емес балалар'),
	('recipient_category', 'youth_house_resident', 'воспитанники домов юношества',
	 'жасөспірімдер үйлерінің тәрбиеленушілері'),
	('recipient_category', 'disrupted_life_activity', 'дети, жизнедеятельность которых нарушена в результате сложившихся обстоятельств и которые не могут преодолеть их самостоятельно или с помощью семьи',
	 'қалыптасқан мән-жайлардың салдарынан тыныс-тіршілігі бұзылған және осы мән-жайларды өз бетінше немесе отбасының көмегімен еңсере алмайтын балалар'),
	('placement_basis', 'local_executive_decision', 'решение местного исполнительного органа района, города областного или республиканского значения, столицы',
	 'ауданның, облыстық немесе республикалық маңызы бар қаланың, астананың жергілікті атқарушы органының шешімі'),
	('placement_basis', 'guardianship_body_referral', 'направление органа, осуществляющего функции по опеке или попечительству',
	 'қорғаншылық немесе қамқоршылық жөніндегі функцияларды жүзеге асыратын органның жолдамасы'),
	('placement_basis', 'deliverer_application', 'заявление лица, доставившего ребенка',
	 'баланы жеткізген адамның өтініші'),
	('placement_basis', 'court_act', 'судебный акт',
	 'сот актісі'),
	('placement_basis', 'criminal_process_ruling', 'постановление органа, ведущего уголовный процесс',
	 'қылмыстық процесті жүргізетін органның қаулысы'),
	('placement_basis', 'guardianship_decision', 'решение местного исполнительного органа об установлении опеки или попечительства',
	 'жергілікті атқарушы органның қорғаншылық немесе қамқоршылық белгілеу туралы шешімі'),
	('placement_basis', 'family_care_contract', 'договор о передаче на патронатное воспитание, в приемную семью, в детский дом семейного типа',
	 'патронаттық тәрбиелеуге, баланы қабылдайтын отбасына, отбасы үлгісіндегі балалар үйіне беру туралы шарт'),
	('placement_basis', 'other_document', 'документ, не названный в приказе',
	 'бұйрықта аталмаған құжат'),
	('provider_type', 'special_educational_needs_support_center', 'центр поддержки детей с особыми образовательными потребностями',
	 'ерекше білім беру қажеттіліктері бар балаларды қолдау орталығы'),
	('provider_type', 'children_in_need_support_center', 'центр поддержки детей, нуждающихся в специальных социальных услугах',
	 'арнаулы әлеуметтік қызметтерге мұқтаж балаларды қолдау орталығы'),
	('provider_type', 'family_type_village', 'детская деревня семейного типа',
	 'отбасы үлгісіндегі балалар ауылы'),
	('provider_type', 'youth_house', 'дом юношества',
	 'жасөспірімдер үйі'),
	('provider_type', 'psychological_medical_pedagogical_consultation', 'психолого-медико-педагогическая консультация',
	 'психологиялық-медициналық-педагогикалық консультация'),
	('provider_type', 'rehabilitation_center', 'реабилитационный центр',
	 'оңалту орталығы'),
	('provider_type', 'psychological_pedagogical_correction_room', 'кабинет психолого-педагогической коррекции',
	 'психологиялық-педагогикалық түзету кабинеті'),
	('provider_type', 'special_boarding_school', 'специальная школа-интернат',
	 'арнайы мектеп-интернат'),
	('provider_type', 'special_organization', 'специальная организация образования',
	 'арнайы білім беру ұйымы'),
	('provider_type', 'special_regime_organization', 'организация образования с особым режимом содержания',
	 'ерекше режимде ұстайтын білім беру ұйымы'),
	('provider_type', 'child_rights_protection_organization', 'организация, осуществляющая функции по защите прав ребенка',
	 'баланың құқықтарын қорғау жөніндегі функцияларды жүзеге асыратын ұйым'),
	('provider_type', 'other_organization', 'иная организация образования (перечень субъектов не является исчерпывающим)',
	 'өзге білім беру ұйымы (субъектілер тізбесі толық болып табылмайды)'),
	('provider_type', 'minors_adaptation_center', 'центр адаптации несовершеннолетних',
	 'кәмелетке толмағандарды бейімдеу орталығы'),
	('provider_type', 'minors_special_services_organization', 'организация, предназначенная для оказания специальных социальных услуг несовершеннолетним, нуждающимся в специальных социальных услугах',
	 'арнаулы әлеуметтік қызметтерге мұқтаж кәмелетке толмағандарға арнаулы әлеуметтік қызметтер көрсетуге арналған ұйым'),
	('provider_type', 'other_center', 'иной центр (перечень субъектов не является исчерпывающим)',
	 'өзге орталық (субъектілер тізбесі толық болып табылмайды)'),
	('provider_type', 'guardian', 'опекун',
	 'қорғаншы'),
	('provider_type', 'trustee', 'попечитель',
	 'қамқоршы'),
	('provider_type', 'patronage_caregiver', 'патронатный воспитатель',
	 'патронат тәрбиеші'),
	('provider_type', 'foster_parent', 'приемный родитель',
	 'баланы қабылдайтын ата-ана'),
	('provider_type', 'family_type_home_educator', 'воспитатель детского дома семейного типа',
	 'отбасы үлгісіндегі балалар үйінің тәрбиешісі'),
	('provider_type', 'other_family', 'иная форма семейного воспитания, не названная в приказе',
	 'бұйрықта аталмаған отбасылық тәрбие нысаны'),
	('stay_mode', 'round_the_clock', 'круглосуточное пребывание',
	 'тәулік бойы болу'),
	('stay_mode', 'permanent', 'постоянное пребывание',
	 'тұрақты болу'),
	('stay_mode', 'temporary', 'временное пребывание',
	 'уақытша болу'),
	('stay_mode', 'day', 'дневное пребывание',
	 'күндізгі болу'),
	('service_kind', 'household', 'социально-бытовые услуги',
	 'әлеуметтік-тұрмыстық қызметтер'),
	('service_kind', 'medical', 'социально-медицинские услуги',
	 'әлеуметтік-медициналық қызметтер'),
	('service_kind', 'psychological', 'социально-психологические услуги',
	 'әлеуметтік-психологиялық қызметтер'),
	('service_kind', 'pedagogical', 'социально-педагогические услуги',
	 'әлеуметтік-педагогикалық қызметтер'),
	('service_kind', 'labor', 'социально-трудовые услуги',
	 'әлеуметтік-еңбек қызметтері'),
	('service_kind', 'cultural', 'социально-культурные услуги',
	 'әлеуметтік-мәдени қызметтер'),
	('service_kind', 'economic', 'социально-экономические услуги',
	 'әлеуметтік-экономикалық қызметтер'),
	('service_kind', 'legal', 'социально-правовые услуги',
	 'әлеуметтік-құқықтық қызметтер'),
	('verdict', 'compliant', 'соответствует',
	 'сәйкес келеді'),
	('verdict', 'violation', 'не соответствует стандарту',
	 'стандартқа сәйкес келмейді'),
	('verdict', 'unsettled', 'вопрос текстом не решен',
	 'мәтінде шешілмеген'),
	('verdict', 'not_governed', 'приказ на эту дату не действовал',
	 'бұйрық бұл күнге қолданыста болмаған'),
	('verdict', 'unknown', 'недостаточно сведений',
	 'мәліметтер жеткіліксіз');

-- The label of a code given with its type, by name.
CREATE FUNCTION pg_temp.label(type text, code text, language text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT sss.label(%L::sss.%I, %L)', code, type, language) INTO answer;
	RETURN answer;
END $$;

SELECT is(pg_temp.label(type, code, 'ru'), ru, format('ru: %s %s', type, code)) FROM terms;
SELECT is(pg_temp.label(type, code, 'kk'), kk, format('kk: %s %s', type, code)) FROM terms;
SELECT is_empty($$ SELECT type, code FROM terms WHERE pg_temp.label(type, code, 'en') !~ '^[a-z]' $$,
	'en: every code has an English label, in Latin letters');
SELECT is_empty($$ SELECT code FROM terms WHERE sss.label(code, 'ru') IS DISTINCT FROM ru $$,
	'ru: a code given as plain text has the same label');

-- 2. Every code of every catalogue, the services included.
CREATE TEMP TABLE labels AS
SELECT 'standard' AS type, code::text AS code, language, pg_temp.label('standard', code::text, language) AS label
  FROM sss.standards, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'recipient_category', code::text, language, pg_temp.label('recipient_category', code::text, language)
  FROM sss.recipient_categories, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'placement_basis', code::text, language, pg_temp.label('placement_basis', code::text, language)
  FROM sss.placement_bases, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'provider_type', code::text, language, pg_temp.label('provider_type', code::text, language)
  FROM sss.provider_types, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'stay_mode', code::text, language, pg_temp.label('stay_mode', code::text, language)
  FROM sss.stay_modes, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'service_kind', code::text, language, pg_temp.label('service_kind', code::text, language)
  FROM sss.service_kinds, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'service', code::text, language, pg_temp.label('service', code::text, language)
  FROM sss.services, unnest(ARRAY['kk', 'ru', 'en']) AS language
UNION ALL SELECT 'verdict', code, language, pg_temp.label('verdict', code, language)
  FROM unnest(ARRAY['compliant', 'violation', 'unsettled', 'not_governed', 'unknown']) AS code,
	   unnest(ARRAY['kk', 'ru', 'en']) AS language;
SELECT is(count(*), 3 * 131::bigint, 'kk, ru, en: 131 codes are labelled') FROM labels;
SELECT is_empty($$ SELECT type, code, language FROM labels WHERE label IS NULL OR btrim(label) = '' $$,
	'kk, ru, en: no label is missing or empty');
SELECT is_empty($$ SELECT type, language, label, array_agg(code) FROM labels GROUP BY 1, 2, 3 HAVING count(*) > 1 $$,
	'kk, ru, en: no two codes of a type share a label');
SELECT is_empty($$ SELECT type, language, lower(label), array_agg(code) FROM labels GROUP BY 1, 2, 3 HAVING count(*) > 1 $$,
	'kk, ru, en: nor do they differ by capitals only');
SELECT is_empty($$ SELECT type, code, language, label FROM labels WHERE label <> btrim(label) OR label ~ '\s\s|[[:cntrl:]]' $$,
	'kk, ru, en: no stray blanks');
SELECT is_empty($$ SELECT type, code, label FROM labels WHERE language = 'en' AND label ~ '[а-яёәғқңөұүһі]' $$,
	'en: no Cyrillic letter');
SELECT is_empty($$ SELECT type, code, label FROM labels WHERE language IN ('ru', 'kk') AND label ~ '[A-Za-z]' $$,
	'ru, kk: no Latin letter');
SELECT is_empty($$ SELECT type, code, label FROM labels WHERE language = 'ru' AND label ~* '[әғқңөұүһі]' $$,
	'ru: no Kazakh letter');
SELECT is_empty($$ SELECT type, code, label FROM labels WHERE language = 'en'
	AND (code = 'patronage_caregiver' AND label ~* 'foster' OR code = 'foster_parent' AND label ~* 'patronage') $$,
	'en: patronage carers and foster parents are kept apart');
SELECT is_empty($$ SELECT code, label FROM labels WHERE type = 'verdict' AND label ~* 'наруш|незакон|бұз|unlawful|illegal|violat' $$,
	'kk, ru, en: a verdict speaks of the standard, it is no finding of a breach of law');

-- The services in which the text speaks of assistance, and no other.
SELECT set_eq($$ SELECT code FROM labels WHERE type = 'service' AND language = 'ru' AND label ~* 'содействи' $$,
	$$ VALUES ('medical.assist_providing_guaranteed_care'), ('medical.assist_hospitalization_and_escort'),
	('medical.assist_obtaining_guaranteed_care'), ('medical.assist_rehabilitation_activities'),
	('medical.assist_medicines_and_devices'), ('medical.assist_specialist_consultations'),
	('psychological.assist_counseling'), ('pedagogical.upbringing_education_and_socialization'),
	('pedagogical.assist_obtaining_education'), ('labor.assist_vocational_skills_training'),
	('labor.assist_profession_physical_mental_ability'), ('labor.assist_profession_individual_ability'),
	('economic.assist_benefits_and_payments'), ('economic.assist_housing_improvement'), ('legal.help_with_documents'),
	('legal.assist_accountability_for_violence'), ('legal.assist_family_placement'), ('legal.help_obtaining_benefits'),
	('legal.assist_obtaining_state_guaranteed_aid') $$,
	'ru: the services that only assist say so, the others do not');
SELECT ok(sss.label('medical.emergency_first_aid'::sss.service, 'ru') ~ 'перв.. медицинск', '1.7.2: first medical aid');
SELECT ok(sss.label('medical.pre_physician_aid'::sss.service, 'ru') ~ 'доврачебн', '3.8.1: aid before the physician');
SELECT ok(sss.label('medical.primary_health_care'::sss.service, 'ru') ~ 'первичн.. медико-санитарн', '1.7.8: primary health care');

-- 3. Citations.
SELECT is(ARRAY[sss.cite(provision::sss.provision, 'ru'), sss.cite(provision::sss.provision, 'kk'), sss.cite(provision::sss.provision, 'en')],
		  ARRAY[ru, kk, en], provision || ' in three languages')
  FROM (VALUES
	('1.7.10', 'подпункт 10) пункта 7 приложения 1', '1-қосымшаның 7-тармағының 10) тармақшасы', 'annex 1, paragraph 7, subparagraph 10'),
	('1.4/2', 'абзац второй пункта 4 приложения 1', '1-қосымшаның 4-тармағының екінші абзацы', 'annex 1, paragraph 4, dash 1'),
	('1.4/3', 'абзац третий пункта 4 приложения 1', '1-қосымшаның 4-тармағының үшінші абзацы', 'annex 1, paragraph 4, dash 2'),
	('1.4/4', 'абзац четвертый пункта 4 приложения 1', '1-қосымшаның 4-тармағының төртінші абзацы', 'annex 1, paragraph 4, dash 3'),
	('2.3/2', 'часть вторая пункта 3 приложения 2', '2-қосымшаның 3-тармағының екінші бөлігі', 'annex 2, paragraph 3, part 2'),
	('1.6.1/2', 'часть вторая подпункта 1) пункта 6 приложения 1', '1-қосымшаның 6-тармағының 1) тармақшасының екінші бөлігі', 'annex 1, paragraph 6, subparagraph 1, part 2'),
	('3.5.3', 'подпункт 3) пункта 5 приложения 3', '3-қосымшаның 5-тармағының 3) тармақшасы', 'annex 3, paragraph 5, subparagraph 3'),
	('1.22', 'пункт 22 приложения 1', '1-қосымшаның 22-тармағы', 'annex 1, paragraph 22'),
	('3.4', 'пункт 4 приложения 3', '3-қосымшаның 4-тармағы', 'annex 3, paragraph 4'),
	('0.5', 'пункт 5 приказа', 'бұйрықтың 5-тармағы', 'the order, paragraph 5'),
	('0.2.1', 'подпункт 1) пункта 2 приказа', 'бұйрықтың 2-тармағының 1) тармақшасы', 'the order, paragraph 2, subparagraph 1')
  ) AS t (provision, ru, kk, en);
SELECT is(ARRAY[sss.annex(provision::sss.provision), sss.paragraph(provision::sss.provision), sss.item(provision::sss.provision),
				sss.part(provision::sss.provision)]::int[], numbers::int[], provision || ' in numbers')
  FROM (VALUES ('1.7.10', '{1,7,10,NULL}'), ('1.22', '{1,22,NULL,NULL}'), ('1.4/2', '{1,4,NULL,2}'),
			   ('1.6.1/3', '{1,6,1,3}'), ('0.5', '{0,5,NULL,NULL}'), ('3.20.6', '{3,20,6,NULL}')) AS t (provision, numbers);
SELECT is((SELECT array_agg(p::text ORDER BY p) FROM unnest(ARRAY['2.1', '1.22/2', '1.22', '1.10', '1.7.10', '1.7.9', '1.4/3', '1.4/2',
			'1.4', '1.6.1/3', '1.6.1', '1.6.2', '0.5', '3.3']::sss.provision[]) AS p),
	ARRAY['0.5', '1.4', '1.4/2', '1.4/3', '1.6.1', '1.6.1/3', '1.6.2', '1.7.9', '1.7.10', '1.10', '1.22', '1.22/2', '2.1', '3.3'],
	'0.5-3.3: citations are ordered as in the order');

-- 4. A language nobody has labels for.
SELECT throws_ok($$ SELECT sss.label('orphan'::sss.recipient_category, 'fr') $$, '22023', NULL, 'label: an unknown language is refused');
SELECT throws_ok($$ SELECT sss.label('household.living_space'::sss.service, 'xx') $$, '22023', NULL, 'label: for a service as well');
SELECT throws_ok($$ SELECT sss.cite('1.4/2'::sss.provision, 'de') $$, '22023', NULL, 'cite: an unknown language is refused');
SELECT throws_ok($$ SELECT sss.cite('1.4/2'::sss.provision, 'russian') $$, '22023', NULL, 'cite: so is a language by its full name');

-- 5. One function names the codes of all types, and texts of every kind.
CREATE DOMAIN pg_temp.kind_of_house AS sss.provider_type;
SELECT is(sss.label('youth_house'::pg_temp.kind_of_house, 'en'), sss.label('youth_house'::sss.provider_type, 'en'), 'label: of a domain');
SELECT is(sss.label('youth_house', 'en'), sss.label('youth_house'::sss.provider_type, 'en'), 'label: of a literal');
SELECT is(sss.label('youth_house'::varchar, 'en'), sss.label('youth_house'::sss.provider_type, 'en'), 'label: of a varchar');
SELECT is(sss.label('youth_house'::char(20), 'en'), sss.label('youth_house'::sss.provider_type, 'en'), 'label: of a char');
SELECT is(sss.label('youth_house'::name, 'en'), sss.label('youth_house'::sss.provider_type, 'en'), 'label: of a name');
SELECT is(sss.label('1.4/2'::sss.provision, 'en'), sss.cite('1.4/2', 'en'), 'label: of a citation');
SELECT is(sss.label(NULL::sss.verdict, 'en'), NULL, 'label: of NULL');
SELECT throws_ok('SELECT sss.label(7)', '42804', 'type integer has no codes of special_social_services', 'label: of another type');
SELECT throws_ok($$SELECT sss.label('{orphan}'::sss.recipient_category[])$$, '42804', NULL, 'label: of an array');

-- 6. The catalogs describe each object.
SELECT is_empty($$ SELECT o, comment FROM (
		SELECT oid::regprocedure::text, obj_description(oid, 'pg_proc') FROM pg_proc WHERE pronamespace = 'sss'::regnamespace
		UNION ALL SELECT oid::regclass::text, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'sss'::regnamespace) AS v (o, comment)
	WHERE length(comment) > 650 $$, 'a comment is short: a guide has the rest');
SELECT is_empty($$ SELECT pg_describe_object(classid, objid, objsubid) FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
	WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'special_social_services'
	  AND NOT EXISTS (SELECT FROM pg_description AS c WHERE (c.objoid, c.classoid, c.objsubid) = (d.objid, d.classid, 0))
	  -- some versions count the types of rows and of arrays, which come by themselves
	  AND NOT EXISTS (SELECT FROM pg_type AS t WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid AND (t.typrelid <> 0 OR t.typcategory = 'A')) $$, 'every object has a comment');
SELECT is_empty($$ SELECT attrelid::regclass, attname FROM pg_attribute AS a JOIN pg_class AS r ON r.oid = a.attrelid
	WHERE r.relnamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND r.relkind IN ('r', 'v') AND a.attnum > 0 AND col_description(attrelid, attnum) IS NULL $$,
	'so has every column of a table or view');

SELECT * FROM finish();
ROLLBACK;
