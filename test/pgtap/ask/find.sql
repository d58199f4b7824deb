-- sss.find(): codes that a caption may stand for.
BEGIN;
SELECT plan(55);

-- The first answer: code and score, in words.
CREATE FUNCTION pg_temp.best(caption text, of_type text DEFAULT NULL, language text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', coalesce(code, 'none'), CASE WHEN score = 1 THEN 'name' WHEN score >= 0.9 THEN 'accepted' ELSE 'proposed' END)
	  FROM sss.find(caption, language, of_type) LIMIT 1
$$;

CREATE TEMP TABLE codes AS
	SELECT 'standard' AS type, code::text, name_kk, name_ru, name_en FROM sss.standards
	UNION ALL SELECT 'recipient_category', code::text, name_kk, name_ru, name_en FROM sss.recipient_categories
	UNION ALL SELECT 'placement_basis', code::text, name_kk, name_ru, name_en FROM sss.placement_bases
	UNION ALL SELECT 'provider_type', code::text, name_kk, name_ru, name_en FROM sss.provider_types
	UNION ALL SELECT 'stay_mode', code::text, name_kk, name_ru, name_en FROM sss.stay_modes
	UNION ALL SELECT 'service_kind', code::text, name_kk, name_ru, name_en FROM sss.service_kinds
	UNION ALL SELECT 'service', code::text, name_kk, name_ru, name_en FROM sss.services
	UNION ALL SELECT 'deciding_level', code::text, name_kk, name_ru, name_en FROM sss.deciding_levels
	UNION ALL SELECT 'transport_purpose', code::text, name_kk, name_ru, name_en FROM sss.transport_purposes
	UNION ALL SELECT 'specialist_purpose', code::text, name_kk, name_ru, name_en FROM sss.specialist_purposes
	UNION ALL SELECT 'inspection_outcome', code::text, name_kk, name_ru, name_en FROM sss.inspection_outcomes;

-- 1. A name is found by itself, however it is typed.
SELECT is(pg_temp.best('дети-сироты'), 'orphan name', 'an official name');
SELECT is_empty($$ SELECT code, name_ru FROM codes AS c
	WHERE (SELECT f.code FROM sss.find(c.name_ru, 'ru', c.type) AS f LIMIT 1) IS DISTINCT FROM c.code $$, 'each Russian name leads to its code');
SELECT is_empty($$ SELECT code, name_kk FROM codes AS c
	WHERE (SELECT f.code FROM sss.find(c.name_kk, 'kk', c.type) AS f LIMIT 1) IS DISTINCT FROM c.code $$, 'each Kazakh name leads to its code');
SELECT is_empty($$ SELECT code, name_en FROM codes AS c
	WHERE (SELECT f.code FROM sss.find(c.name_en, 'en', c.type) AS f LIMIT 1) IS DISTINCT FROM c.code $$, 'each English name leads to its code');
SELECT is(pg_temp.best(rpad('ДЕТИ - СИРОТЫ', 200)), 'orphan name', 'capitals, padding');
SELECT is(pg_temp.best(U&'\00A0\00ABДети\00A0\2014 сироты\00BB'), 'orphan name', 'no-break spaces, quotes, a dash');
SELECT is(pg_temp.best('12. Дети-сироты'), 'orphan name', 'a number before');
SELECT is(pg_temp.best('Дeти-cиpoты'), 'orphan name', 'Latin letters that look like Russian ones');
SELECT is(pg_temp.best('Жетiм балалар'), 'orphan name', 'Latin i for the Kazakh one');
SELECT is(pg_temp.best('Жетим балалар'), 'orphan name', 'Kazakh without its letters');
SELECT is(pg_temp.best(U&'критерии\0306', 'stay_mode'), NULL, 'a letter and its mark apart, in another word');
SELECT is(pg_temp.best(U&'дневнои\0306 режим', 'stay_mode'), 'day accepted', 'a letter and its mark apart');
SELECT is(pg_temp.best(U&'прие\0308мный родитель'), 'foster_parent name', 'io as a letter and a mark');

-- 2. Synonyms score below names, and are accepted.
SELECT is(pg_temp.best('Решение суда'), 'court_act accepted', 'a decision of a court is a court act');
SELECT is(pg_temp.best('Постановление акимата'), 'local_executive_decision accepted', 'an akimat is a local executive body');
SELECT is(pg_temp.best('ЦАН'), 'minors_adaptation_center accepted', 'an abbreviation');
SELECT is(pg_temp.best('цaн'), 'minors_adaptation_center accepted', 'the same in small letters, one of them Latin');
SELECT is(pg_temp.best('ОПР'), 'without_parental_care accepted', 'an abbreviation of dictionaries');
SELECT is(pg_temp.best('Сирот', 'recipient_category'), 'orphan accepted', 'another case');
SELECT is(pg_temp.best('Решение суда от 12.03.2024 № 15'), 'court_act accepted', 'a date and a number behind');
SELECT is(pg_temp.best('Дети-сироты (сироты)'), 'orphan accepted', 'both parts say the same');
SELECT is(pg_temp.best('Жетім балалар / Дети-сироты'), 'orphan accepted', 'two languages say the same');
SELECT is(pg_temp.best('соц.-быт. услуги'), 'household accepted', 'words cut short');
SELECT is((SELECT note FROM sss.find('Решение суда', NULL, 'placement_basis') LIMIT 1), 'a court act', 'the note says why');
SELECT is((SELECT note FROM sss.find('Судебный акт') LIMIT 1), NULL, 'a name needs no note');
SELECT is((SELECT name FROM sss.find('ЦАН') LIMIT 1), 'центр адаптации несовершеннолетних', 'the name is the official one');

-- 3. What often means a code, or resembles one, or names two, is proposed.
SELECT is(pg_temp.best('ТЖС'), 'disrupted_life_activity proposed', 'often, but not always');
SELECT is(pg_temp.best('сирата'), 'orphan proposed', 'misspelt');
SELECT is((SELECT count(*) FROM sss.find('Решение суда, постановление следователя', NULL, 'placement_basis') WHERE score >= 0.9 AND code IS NOT NULL), 0::bigint, 'two bases in one caption');
SELECT is((SELECT count(*) FROM sss.find('не сирота') WHERE score >= 0.9), 0::bigint, 'a negation');

-- 4. What is near and not the same has no code.
SELECT is(pg_temp.best('инвалид с детства'), 'none accepted', 'a disability is no special educational need');
SELECT is(pg_temp.best('полусирота'), 'none accepted', 'one parent lives');
SELECT is(pg_temp.best('опекаемый', 'recipient_category'), 'none accepted', 'a placement is no category');
SELECT is(pg_temp.best('ДДСТ', 'provider_type'), 'none accepted', 'an abbreviation of two things');
SELECT results_eq($$ SELECT type, code, name, note FROM sss.find('Полусирота', NULL, 'recipient_category') LIMIT 1 $$,
	$$ VALUES ('recipient_category', NULL::text, 'полусирота', 'one parent lives: neither an orphan nor without parental care') $$, 'the row says what it is near to, and why it is none');

-- 5. Arguments.
SELECT is(pg_temp.best('orphans', NULL, 'en'), 'orphan name', 'names in one language');
SELECT is((SELECT count(*) FROM sss.find('ЦАН', 'en')), 0::bigint, 'synonyms in one language');
SELECT is((SELECT count(DISTINCT type) FROM sss.find('центр', NULL, 'provider_type')), 1::bigint, 'codes of one type');
SELECT throws_ok($$ SELECT * FROM sss.find('центр', NULL, 'nothing') $$, '22023', NULL, 'a type that is none');
SELECT is_empty($$ SELECT * FROM sss.find(NULL) $$, 'no caption');
SELECT is_empty($$ SELECT * FROM sss.find('') $$, 'an empty caption');
SELECT is_empty($$ SELECT * FROM sss.find(' - ') $$, 'a caption without letters');

-- The outcomes of inspections differ by a word of denial: neither is taken for the other.
SELECT is(pg_temp.best(caption, 'inspection_outcome'), expected, format('inspection outcome: %s', caption))
  FROM (VALUES ('Не соблюдается', 'not_met accepted'), ('Соблюдается', 'met accepted'), ('требование не выполнено', 'not_met accepted'), ('Требование выполнено', 'met accepted'),
			   ('Нарушений не выявлено', 'met accepted'), ('Выявлено нарушение', 'not_met accepted'), ('талап орындалмаған', 'not_met accepted'), ('Талап орындалған', 'met accepted'),
			   ('бұзушылық анықталған жоқ', 'met accepted'), ('Не проверено', 'not_known accepted'), ('частично выполнено', 'none accepted'), ('устранено', 'none accepted')) AS v (caption, expected);
SELECT is_empty($$ SELECT a.name, f.code, f.score FROM (SELECT code, name_kk AS name FROM sss.inspection_outcomes UNION SELECT code, name_ru FROM sss.inspection_outcomes UNION SELECT code, name_en FROM sss.inspection_outcomes) AS a (code, name),
	sss.find(a.name, NULL, 'inspection_outcome') AS f WHERE f.code <> a.code::text AND f.score >= 0.9 $$, 'inspection outcome: no name is accepted for another');

SELECT * FROM finish();
ROLLBACK;
