-- Living space: bedrooms of at least four square meters for each child (annexes 1 and 2), a dwelling of at least
-- fifteen for each person (annex 3); and the norms of Decree No. 320, whose values are the user's.
-- Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(93);

CREATE TEMP TABLE providers (provider sss.provider_type, annex int, norm numeric);
INSERT INTO providers VALUES ('youth_house', 1, 4), ('family_type_village', 1, 4), ('rehabilitation_center', 1, 4),
	('children_in_need_support_center', 1, 4), ('minors_adaptation_center', 2, 4), ('other_center', 2, 4),
	('guardian', 3, 15), ('trustee', 3, 15), ('patronage_caregiver', 3, 15), ('foster_parent', 3, 15),
	('family_type_home_educator', 3, 15), ('other_family', 3, 15);
CREATE TEMP TABLE clauses (annex int, space sss.provision, clothing sss.provision);
INSERT INTO clauses VALUES (1, '1.5.1', '1.5.3'), (2, '2.5.1', '2.5.3'), (3, '3.6.1', '3.6.4');
CREATE FUNCTION pg_temp.differ(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE 'SELECT string_agg(t::text, '', '') FROM (' || query || ' LIMIT 5) AS t' INTO answer;
	RETURN answer;
END $$;

-- The boundary, by one and by many.
SELECT is(pg_temp.differ($$ SELECT p.*, n FROM providers AS p, generate_series(1, 40) AS n
	WHERE sss.living_space_verdict(provider, norm * n, n, '2023-07-01') IS DISTINCT FROM 'compliant' $$), NULL, '1.5.1, 2.5.1, 3.6.1: exactly the norm suffices');
SELECT is(pg_temp.differ($$ SELECT p.*, n, less FROM providers AS p, generate_series(1, 40) AS n, unnest('{1,0.01,0.0001,0.00001,0.00000000000001}'::numeric[]) AS less
	WHERE sss.living_space_verdict(provider, norm * n - less, n, '2023-07-01') IS DISTINCT FROM 'violation' $$), NULL, '1.5.1, 2.5.1, 3.6.1: anything less does not');
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p JOIN clauses AS c USING (annex)
	WHERE sss.living_space_provision(provider, 1, 1, '2024-01-01') IS DISTINCT FROM c.space $$), NULL, '1.5.1, 2.5.1, 3.6.1 are cited');
SELECT is(sss.living_space_verdict('youth_house', 4, 1, '2024-01-01'), 'compliant', '1.5.1: four for a child');
SELECT is(sss.living_space_verdict('youth_house', 3.9999, 1, '2024-01-01'), 'violation', '1.5.1: not 3.9999');
SELECT is(sss.living_space_verdict('other_center', 12, 3, '2024-01-01'), 'compliant', '2.5.1: twelve for three');
SELECT is(sss.living_space_verdict('other_center', 12, 4, '2024-01-01'), 'violation', '2.5.1: not for four');
SELECT is(sss.living_space_verdict('guardian', 15, 1, '2024-01-01'), 'compliant', '3.6.1: fifteen for a person');
SELECT is(sss.living_space_verdict('guardian', 14.99, 1, '2024-01-01'), 'violation', '3.6.1: not 14.99');
SELECT is(sss.living_space_verdict('guardian', 4, 1, '2024-01-01'), 'violation', '3.6.1: nor an area that suffices in an organization');
-- Nobody, nothing, not known.
SELECT is(sss.living_space_verdict('youth_house', 0, 0, '2024-01-01'), 'compliant', '1.5.1: without persons no area is needed');
SELECT is(sss.living_space_verdict('youth_house', NULL, 0, '2024-01-01'), 'compliant', '1.5.1: and none is checked');
SELECT is(sss.living_space_verdict('youth_house', 0, 1, '2024-01-01'), 'violation', '1.5.1: no area for a child');
SELECT is(sss.living_space_verdict('youth_house', NULL, 1, '2024-01-01'), 'unknown', '1.5.1: an area that is not known');
SELECT is(sss.living_space_verdict('youth_house', 'NaN', 1, '2024-01-01'), 'unknown', '1.5.1: a value that is no number is unknown');
SELECT is(sss.living_space_verdict('youth_house', 400, NULL, '2024-01-01'), 'unknown', '1.5.1: persons that are not known');
SELECT is(sss.living_space_verdict(NULL, 10, 1, '2024-01-01'), 'unknown', '1.5.1, 3.6.1: a provider that is not known, where 4 would do and 15 would not');
SELECT is(sss.living_space_verdict(NULL, 15, 1, '2024-01-01'), 'compliant', '3.6.1: enough for the most that any annex asks');
SELECT is(format('%s %s', sss.living_space_verdict(NULL, 3.9, 1, '2024-01-01'), sss.living_space_provision(NULL, 3.9, 1, '2024-01-01')), 'violation 1.5.1',
	'1.5.1: less than the least that any annex asks');
SELECT is(sss.living_space_verdict(NULL, NULL, 1, '2024-01-01'), 'unknown', 'neither a provider nor an area');
SELECT is(sss.living_space_verdict('guardian', 400, 1, NULL), 'unknown', 'a day that is not known');
SELECT is(sss.living_space_verdict('guardian', 1, 1, '2023-06-30'), 'not_governed', '0.5: the day before the Order');
SELECT is(sss.living_space_verdict('guardian', 1, 1, '2023-07-01'), 'violation', '0.5: its first day');
SELECT throws_ok($$ SELECT sss.living_space_verdict('guardian', -1, 1, '2024-01-01') $$, '22003', NULL, '3.6.1: a negative area');
SELECT throws_ok($$ SELECT sss.living_space_verdict('guardian', 1, -1, '2024-01-01') $$, '22003', NULL, '3.6.1: negative persons');
SELECT throws_ok($$ SELECT sss.living_space_verdict('guardian', 1, -1e-400, '2024-01-01') $$, '22003', NULL, '3.6.1: by however little');
SELECT throws_ok($$ SELECT sss.living_space_verdict('guardian', 1e30, 1, '2024-01-01') $$, '22003', NULL, '3.6.1: more than there is on earth');
SELECT is(sss.living_space_verdict('guardian', 1000000000, 1000000000, '2024-01-01'), 'violation', '3.6.1: the largest quantities');
-- In words.
SELECT alike((SELECT message FROM sss.explain_living_space('guardian', 44.5, 3, '2024-01-01', 'en')), 'The total area of the dwelling %residents 3, area 44.5 square meters, at least 45 are needed%', '3.6.1: in English');
SELECT alike((SELECT message FROM sss.explain_living_space('guardian', 44.5, 3, '2024-01-01', 'ru')), 'Общая площадь жилища %площадь – 44,5 кв. м, необходимо не менее 45 кв. м%', '3.6.1: in Russian');
SELECT alike((SELECT message FROM sss.explain_living_space('guardian', 44.5, 3, '2024-01-01', 'kk')), 'Тұрғынжайдың жалпы алаңы %44,5 шаршы метр%', '3.6.1: in Kazakh');
SELECT alike((SELECT remedy FROM sss.explain_living_space('guardian', 44.5, 3, '2024-01-01', 'en')), 'The dwelling lacks 0.5 square meters: the family needs assistance%', '3.6.1: a family is not told to let fewer persons live in its home');
SELECT results_eq($$ SELECT left(message, strpos(message, ' ') - 1) || ' / ' || remedy FROM unnest('{youth_house,minors_adaptation_center}'::sss.provider_type[]) AS p, sss.explain_living_space(p, 7.5, 2, '2024-01-01', 'ru') WHERE requirement = 'area' $$,
	$$ SELECT 'Площадь / Предоставьте еще не менее 0,5 кв. м или разместите в комнате меньше детей.' FROM generate_series(1, 2) $$, '1.5.1, 2.5.1: an institution has bedrooms for children');
SELECT results_eq($$ SELECT p, split_part(message, ' (', 1) FROM (VALUES ('youth_house', NULL::numeric, 2::numeric), ('youth_house', 8, NULL), ('guardian', NULL, 2), ('guardian', 30, NULL)) AS v (p, area, persons),
		sss.explain_living_space(p, area, persons, '2024-01-01', 'en') WHERE met = 'unknown' $$,
	$$ VALUES ('youth_house', 'The area of the bedroom is not given, or is not possible'), ('youth_house', 'The number of children in the bedroom is not given, or is not possible'),
		('guardian', 'The total area of the dwelling is not given, or is not possible'), ('guardian', 'The number of residents of the dwelling is not given, or is not possible') $$, '1.5.1, 3.6.1: what is missing');

-- Decree No. 320: the norm is given.
SELECT is(pg_temp.differ($$ SELECT p.*, c.* FROM providers AS p JOIN clauses AS c USING (annex)
	WHERE (sss.clothing_norm_verdict(provider, 2, 2, '2024-01-01'), sss.clothing_norm_verdict(provider, 1.9999, 2, '2024-01-01'), sss.clothing_norm_provision(provider, 1, 2, '2024-01-01'))
		IS DISTINCT FROM ('compliant', 'violation', c.clothing) $$), NULL, '1.5.3, 2.5.3, 3.6.4: not less than the norm');
SELECT is(sss.clothing_norm_verdict('guardian', NULL, 2, '2024-01-01'), 'unknown', '3.6.4: the issued quantity is unknown');
SELECT is(sss.clothing_norm_verdict('guardian', 2, NULL, '2024-01-01'), 'unknown', '3.6.4: the norm is not known');
SELECT is(sss.clothing_norm_verdict('guardian', 0, 0, '2024-01-01'), 'compliant', '3.6.4: a norm of nothing');
SELECT throws_ok($$ SELECT sss.clothing_norm_verdict('guardian', 1, -1, '2024-01-01') $$, '22003', NULL, '3.6.4: a negative norm');

-- Columns of every type of number, at the boundary and beside it.
SELECT lives_ok(format($$ CREATE TEMP TABLE rooms_%1$s (id int PRIMARY KEY, area %2$s, persons %3$s, kind text DEFAULT 'youth_house', day date DEFAULT '2024-01-01');
	SELECT sss.attach('rooms_%1$s', 'living_space', '{area=area,persons=persons,provider=kind,on_date=day}', mode => 'enforce');
	INSERT INTO rooms_%1$s VALUES (1, 8, 2), (2, NULL, 2), (3, 8, NULL), (4, 0, 0) $$, n, area, persons), '1.5.1: an area of type ' || area || ', persons of type ' || persons)
  FROM (VALUES (1, 'smallint', 'smallint'), (2, 'integer', 'integer'), (3, 'bigint', 'bigint'), (4, 'real', 'numeric'), (5, 'double precision', 'real'), (6, 'numeric(8,2)', 'double precision')) AS t (n, area, persons);
SELECT throws_ok(format('INSERT INTO rooms_%s VALUES (5, 7, 2)', n), '23514', NULL, '1.5.1: seven do not suffice for two') FROM generate_series(1, 6) AS n;
SELECT throws_ok(format('INSERT INTO rooms_%s VALUES (5, -7, 2)', n), '22003', NULL, '1.5.1: a negative area is refused as such') FROM generate_series(1, 6) AS n;
CREATE FUNCTION pg_temp.hint(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	EXECUTE statement;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END $$;
SET LOCAL sss.language = 'en';
SELECT is(pg_temp.hint('INSERT INTO rooms_6 VALUES (5, -7, 2)'), 'Enter a quantity from 0 to 1000000000.', '1.5.1: and which area is none');
SET LOCAL sss.language = 'kk';
SELECT is(pg_temp.hint('INSERT INTO rooms_6 VALUES (5, 7, 1e10)'), '0-ден 1000000000-қа дейінгі мәнді енгізіңіз.', '1.5.1: nor so many persons');
RESET sss.language;
SELECT throws_ok('INSERT INTO rooms_5 VALUES (5, 7.999999, 2)', '23514', NULL, '1.5.1: nor anything below eight');
SELECT throws_ok($$ INSERT INTO rooms_5 VALUES (5, 'Infinity', 2) $$, '22003', NULL, '1.5.1: without end');
CREATE TEMP TABLE lengths (id int PRIMARY KEY, provider text DEFAULT 'guardian', given real, given_exactly double precision, norm numeric, day date DEFAULT '2024-01-01');
SELECT sss.attach('lengths', 'clothing_norm', format('{provider=provider,quantity=%s,norm=norm,on_date=day}', given)::text[], mode => 'enforce', name => given) FROM unnest('{given,given_exactly}'::text[]) AS given \g /dev/null
SELECT lives_ok($$ INSERT INTO lengths SELECT n, 'guardian', n / 10000.0, n / 10000.0, n / 10000.0 FROM generate_series(1, 100000, 7) AS n $$, '3.6.4: a float counts as PostgreSQL casts it');
SELECT throws_ok($$ INSERT INTO lengths VALUES (0, 'guardian', 8.2, 8.1999, 8.2) $$, '23514', NULL, '3.6.4: and no more');

-- Quantities that were too small before.
CREATE TEMP TABLE dwellings (id int PRIMARY KEY, carer text, area numeric, people int, day date, note text);
INSERT INTO dwellings VALUES (1, 'foster_parent', 40, 4, '2024-01-01'), (2, 'foster_parent', -5, 4, '2024-01-01'), (3, 'foster_parent', 60, 4, '2024-01-01');
SELECT sss.attach('dwellings', 'living_space', '{provider=carer,area=area,persons=people,on_date=day}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ UPDATE dwellings SET people = 3 WHERE id = 1 $$, '3.6.1: one person less is no worse');
SELECT lives_ok($$ UPDATE dwellings SET people = 4, area = 55 WHERE id = 1 $$, '3.6.1: by as much as before');
SELECT throws_ok($$ UPDATE dwellings SET people = 5 WHERE id = 1 $$, '23514', NULL, '3.6.1: one more is');
SELECT throws_ok($$ UPDATE dwellings SET area = 54.99 WHERE id = 1 $$, '23514', NULL, '3.6.1: a smaller dwelling is');
SELECT lives_ok($$ UPDATE dwellings SET area = 60 WHERE id = 1 $$, '3.6.1: a repaired dwelling passes');
SELECT throws_ok($$ UPDATE dwellings SET area = 59 WHERE id = 1 $$, '23514', NULL, '3.6.1: and is not broken again');
SELECT lives_ok($$ UPDATE dwellings SET area = -4, note = 'x' WHERE id = 2 $$, '3.6.1: an area that cannot be stays');
SELECT throws_ok($$ UPDATE dwellings SET area = -4 WHERE id = 3 $$, '22003', NULL, '3.6.1: a new one does not');
UPDATE dwellings SET carer = 'youth_house', area = 16 WHERE id = 3;
SELECT throws_ok($$ UPDATE dwellings SET carer = 'foster_parent' WHERE id = 3 $$, '23514', NULL, '3.6.1: an area that suffices in an organization does not in a family');
INSERT INTO dwellings VALUES (6, NULL, NULL, 4, '2024-01-01');
ALTER TABLE dwellings DISABLE TRIGGER USER;
UPDATE dwellings SET area = -4 WHERE id = 6;
ALTER TABLE dwellings ENABLE TRIGGER USER;
SELECT lives_ok($$ UPDATE dwellings SET carer = 'foster_parent' WHERE id = 6 $$, '3.6.1: the provider may be entered while the area cannot be');
SELECT throws_ok($$ UPDATE dwellings SET area = 59 WHERE id = 6 $$, '23514', NULL, '3.6.1: too small an area instead may not');
DELETE FROM dwellings WHERE id = 6;
-- In the log.
SELECT sss.set_mode('dwellings', 'log', 'sss_living_space') \g /dev/null
SELECT lives_ok($$ INSERT INTO dwellings VALUES (4, 'guardian', -1, 1, '2024-01-01'), (5, 'guardian', 14, 1, '2024-01-01') $$, '3.6.1: nothing fails where it is only logged');
SELECT results_eq($$ SELECT key[1], requirement, verdict::text, provision::text, circumstances FROM sss.violations WHERE rule = 'living_space' AND key[1] > '3' ORDER BY key $$,
	$$ VALUES ('4', 'area', 'violation', '3.6.1', '{area=impossible,persons=1}'::text[]), ('5', 'area', 'violation', '3.6.1', '{area=14,persons=1}') $$, '3.6.1: and the log has the reason');
SELECT results_eq($$ SELECT key[1], verdict::text, refused, circumstances FROM sss.audit('dwellings') ORDER BY key $$,
	$$ VALUES ('2', 'violation', true, '{area=impossible,persons=4}'::text[]), ('4', 'violation', true, '{area=impossible,persons=1}'), ('5', 'violation', true, '{area=14,persons=1}') $$, '3.6.1: so does the audit');
SELECT sss.set_mode('dwellings', 'enforce', 'sss_living_space') \g /dev/null
SELECT is(sss.baseline('dwellings'), 3::bigint, '3.6.1: a dwelling that was too small is recorded');
DELETE FROM dwellings WHERE id = 4;
SELECT throws_ok($$ INSERT INTO dwellings VALUES (4, NULL, 1, -1, '2024-01-01') $$, '22003', NULL, '3.6.1: another quantity that cannot be was not recorded');
SELECT lives_ok($$ INSERT INTO dwellings VALUES (4, NULL, -1, 1, '2024-01-01') $$, '3.6.1: this one was, and may come before the provider is known');
DELETE FROM dwellings WHERE id = 5;
UPDATE sss.baseline_entries SET circumstances = '{area=1e2,NULL,persons=1,future=x,persons}' WHERE key = '{5}';
SELECT throws_ok($$ INSERT INTO dwellings VALUES (5, 'guardian', 14.5, 1, '2024-01-01') $$, '23514', NULL, '3.6.1: an entry that was recorded by hand and cannot be read excuses nothing');
UPDATE sss.baseline_entries SET circumstances = '{area=14,NULL,persons=1,future=x,persons}' WHERE key = '{5}';
SELECT lives_ok($$ INSERT INTO dwellings VALUES (5, 'guardian', 14.5, 1, '2024-01-01') $$, '3.6.1: it may come back better');
DELETE FROM dwellings WHERE id = 5;
SELECT throws_ok($$ INSERT INTO dwellings VALUES (5, 'guardian', 13.5, 1, '2024-01-01') $$, '23514', NULL, '3.6.1: but not worse');
SELECT sss.grant_waiver('dwellings', 'living_space', '{5}', '7', '2024-01-01', 'Head', '[2024-01-01,2024-06-30]', 'area', '3.6.1') \g /dev/null
SELECT lives_ok($$ INSERT INTO dwellings VALUES (5, 'guardian', 13.5, 1, '2024-06-30') $$, '3.6.1: unless an act exempts it');
SELECT throws_ok($$ UPDATE dwellings SET day = '2024-07-01' WHERE id = 5; INSERT INTO dwellings VALUES (6, 'guardian', 13.5, 1, '2024-06-30') $$, '23514', NULL, '3.6.1: for that case, on those days');

-- A CHECK.
CREATE TEMP TABLE checked (id int PRIMARY KEY, provider sss.provider_type, area double precision, persons int, day date);
SELECT sss.add_check('checked', 'living_space', '{area=area,persons=persons,on_date=day}') \g /dev/null
SELECT lives_ok($$ INSERT INTO checked VALUES (1, 'guardian', 15, 1, '2024-01-01'), (2, 'guardian', NULL, 1, '2024-01-01') $$, '3.6.1: a CHECK lets it in');
SELECT throws_ok($$ INSERT INTO checked VALUES (3, 'guardian', 14, 1, '2024-01-01') $$, '23514', NULL, '3.6.1: a CHECK does not');
SELECT throws_ok($$ INSERT INTO checked VALUES (3, 'guardian', -14, 1, '2024-01-01') $$, '22003', NULL, '3.6.1: nor a negative area');
SELECT lives_ok($$ INSERT INTO checked VALUES (3, 'guardian', -14, 1, '2023-06-30') $$, '0.5: before the Order that is not asked, as by a trigger');
CREATE FUNCTION pg_temp.context(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	context text;
BEGIN
	EXECUTE statement;
EXCEPTION WHEN numeric_value_out_of_range THEN
	GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
	RETURN context;
END $$;
SELECT unalike(pg_temp.context($$ COPY checked FROM PROGRAM 'printf "4\tguardian\t-15\t1\t2024-01-01\n"' $$), '%guardian%', '3.6.1: COPY does not print the row');
SELECT is((SELECT enforced_by || columns::text FROM sss.attachments WHERE relation = 'checked'::regclass), 'constraint{provider=provider,on_date=day,area=area,persons=persons}', '3.6.1: it is an attachment');

-- The measure of each annex, and the persons it counts.
SELECT results_eq($$ SELECT provision::text, quantity::int, unit FROM sss.requirements WHERE subject = 'living_space' ORDER BY provision $$,
	$$ VALUES ('1.5.1', 4, 'square meter a child'), ('2.5.1', 4, 'square meter a child'), ('3.6.1', 15, 'square meter a person') $$, '1.5.1, 2.5.1, 3.6.1: for a child of a bedroom, for a person of the dwelling');
SELECT is_empty($$ SELECT code FROM sss.requirements WHERE subject = 'living_space' AND (asks_en ~ 'child' AND asks_en ~ 'dwelling' OR strpos(asks_en, quantity::text) = 0 OR strpos(asks_ru, quantity::text) = 0 OR strpos(asks_kk, quantity::text) = 0) $$,
	'1.5.1, 2.5.1, 3.6.1: each says its own alone');
SELECT * FROM finish();
ROLLBACK;
