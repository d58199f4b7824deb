-- The forms in which a column may hold a fact, and the fact that the trigger reads from each.
-- The facts: annex 1, paragraphs 2 and 4 (orphans by decision or referral, deviant behavior by court act, no day stay);
-- annex 2, paragraph 7 (no laboratory sampling); annex 3, paragraph 5(1); in force from 1 July 2023 (0.5).
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_columns;
SET LOCAL search_path = enforce_columns, public;
CREATE DOMAIN text_code AS text;
CREATE DOMAIN varchar_code AS varchar(60);
CREATE DOMAIN char_code AS char(60);
CREATE DOMAIN nested_code AS varchar_code CHECK (value <> 'forbidden');
CREATE DOMAIN category AS sss.recipient_category;
CREATE DOMAIN basis AS sss.placement_basis;
CREATE DOMAIN provider AS sss.provider_type;
CREATE DOMAIN stay AS sss.stay_mode;
CREATE DOMAIN service AS sss.service;
CREATE DOMAIN day AS date;
CREATE DOMAIN moment AS timestamp;
CREATE DOMAIN categories AS sss.recipient_category[];
CREATE DOMAIN texts AS text[];
-- types that only look like ours
CREATE TYPE recipient_category AS ENUM ('orphan', 'deviant_behavior');
CREATE DOMAIN stay_mode AS integer;

SELECT plan(239);

-- A table with one column of that type for the role, the others as text; returns the outcome of one row in it.
CREATE FUNCTION try(role text, type text, value text, required text DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	rule text := CASE role WHEN 'service' THEN 'service' ELSE 'placement' END;
	facts jsonb := CASE role
		WHEN 'category' THEN '{"basis": "court_act", "provider": "special_organization"}'
		WHEN 'basis' THEN '{"category": "orphan", "provider": "youth_house"}'
		WHEN 'provider' THEN '{"category": "orphan", "basis": "guardianship_decision"}'
		WHEN 'stay' THEN '{"category": "orphan", "basis": "local_executive_decision", "provider": "youth_house"}'
		WHEN 'service' THEN '{"provider": "minors_adaptation_center"}'
		ELSE '{"category": "orphan", "basis": "court_act", "provider": "youth_house"}' END;
	roles text[];
	result text;
BEGIN
	facts := facts || jsonb_build_object(role, value);
	SELECT array_agg(key ORDER BY key) INTO roles FROM jsonb_object_keys(facts) AS key;
	EXECUTE format('CREATE TABLE form (id serial PRIMARY KEY, %s)',
		(SELECT string_agg(format('"Col %s" %s', r, CASE r WHEN role THEN type ELSE 'text' END), ', ') FROM unnest(roles) AS r));
	PERFORM sss.attach('form', rule, (SELECT array_agg(r || '=Col ' || r) FROM unnest(roles) AS r), mode => 'enforce', required => required::text[]);
	result := pg_temp.outcome(format('INSERT INTO form (%s) VALUES (%s)',
		(SELECT string_agg(format('"Col %s"', r), ', ') FROM unnest(roles) AS r),
		(SELECT string_agg(format('%L', facts->>r), ', ') FROM unnest(roles) AS r)));
	DROP TABLE form;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ': ' || sqlerrm;
END
$$;

-- 1. Codes.
CREATE TEMP TABLE roles (role text, own_type text, own_domain text, good text, bad text, refusal text, absent text);
INSERT INTO roles VALUES
	('category', 'sss.recipient_category', 'category', 'deviant_behavior', 'orphan', 'sss_placement: basis violation 1.4/2', 'sss_placement: category violation 1.2'),
	('basis', 'sss.placement_basis', 'basis', 'local_executive_decision', 'court_act', 'sss_placement: basis violation 1.4/2', 'sss_placement: basis violation 1.4'),
	('provider', 'sss.provider_type', 'provider', 'guardian', 'youth_house', 'sss_placement: basis violation 1.4/2', 'sss_placement: provider violation 0.1'),
	('stay', 'sss.stay_mode', 'stay', 'temporary', 'day', 'sss_placement: stay violation 1.2', 'sss_placement: stay violation 1.2'),
	('service', 'sss.service', 'service', 'household.living_space', 'medical.laboratory_sampling', 'sss_service: service violation 2.7.10', 'sss_service: service violation 2.5');
CREATE TEMP TABLE types AS
SELECT role, type
  FROM roles CROSS JOIN LATERAL unnest(ARRAY[own_type, own_domain, 'text', 'varchar', 'varchar(60)', 'char(60)', 'text_code', 'varchar_code', 'char_code', 'nested_code']) AS type;

SELECT is(try(role, type, good), 'done', format('a lawful %s in a column of type %s passes', role, type))
  FROM types JOIN roles USING (role) ORDER BY role, type;
SELECT is(try(role, type, bad), refusal, format('an unlawful %s in a column of type %s is refused', role, type))
  FROM types JOIN roles USING (role) ORDER BY role, type;

-- A text that is no code is unknown: it passes, unless the role is required.
CREATE TEMP TABLE no_codes (value text, meaning text);
INSERT INTO no_codes VALUES (NULL, 'NULL'), ('', 'an empty text'), ('  ', 'blanks'), ('-', 'a dash'), ('Orphan', 'a capitalised code'),
	(' orphan', 'a code behind a blank'), ('orphans', 'a longer text'), ('orpha', 'a shorter text'), ('сирота', 'another alphabet');
SELECT is(try('category', type, value), 'done', format('%s in a column of type %s is unknown', meaning, type))
  FROM no_codes, (VALUES ('text'), ('char(60)')) AS v (type);
SELECT is(try('category', type, value, '{category}'), 'sss_placement: category violation 1.2', format('%s in a column of type %s does not do where the role is required', meaning, type))
  FROM no_codes, (VALUES ('text'), ('char(60)')) AS v (type);
SELECT is(try(role, 'text', NULL, format('{%s}', role)), absent, format('%s, required and absent', role))
  FROM roles ORDER BY role;
SELECT is(try(role, own_type, NULL), 'done', format('%s, absent and not required', role))
  FROM roles ORDER BY role;
SELECT is(try('category', 'text', 'orphan  '), 'done', 'blanks behind a code are part of a text');
SELECT is(try('category', 'varchar(60)', 'orphan  '), 'done', 'and of a varchar');
SELECT is(try('category', 'char(60)', 'orphan  '), 'sss_placement: basis violation 1.4/2', 'but not of a char');

-- Annex 3, paragraph 2 names no mode of stay, so its absence is none there; a failing requirement goes before an absent role.
CREATE TABLE stays (id serial PRIMARY KEY, category text, basis text, provider text, stay text);
SELECT sss.attach('stays', 'placement', '{category=category,basis=basis,provider=provider,stay=stay}', mode => 'enforce', required => '{stay}') \g /dev/null
SELECT is(pg_temp.outcome(format('INSERT INTO stays (category, basis, provider, stay) VALUES (%L, %L, %L, %L)', category, basis, provider, stay)), outcome, test)
  FROM (VALUES
	('orphan', 'guardianship_decision', 'guardian', NULL, 'done', 'a stay is required, and a guardian is asked for none'),
	('orphan', 'guardianship_decision', 'guardian', 'day ', 'done', 'nor does a text there matter that is no code'),
	('orphan', 'local_executive_decision', 'youth_house', 'day ', 'sss_placement: stay violation 1.2', 'a stay that is no code does not do where it is required'),
	('abuse_victim', 'local_executive_decision', 'youth_house', NULL, 'sss_placement: category violation 1.2', 'the category decides before a stay that is absent'),
	('orphan', 'court_act', 'youth_house', NULL, 'sss_placement: basis violation 1.4/2', 'so does the basis')) AS v (category, basis, provider, stay, outcome, test);

-- 2. Several categories: one that admits the basis is enough; an unknown one, or none, makes the answer unknown.
CREATE TEMP TABLE arrays (type text, own boolean);
INSERT INTO arrays VALUES ('sss.recipient_category[]', true), ('categories', true), ('category[]', true),
	('text[]', false), ('varchar(60)[]', false), ('char(60)[]', false), ('texts', false);
SELECT is(try('category', type, '{orphan,deviant_behavior}'), 'done', format('%s: one of two categories admits the basis', type)) FROM arrays;
SELECT is(try('category', type, '{orphan,without_parental_care}'), 'sss_placement: basis violation 1.4/2', format('%s: neither does', type)) FROM arrays;
SELECT is(try('category', type, '{orphan,NULL}'), 'done', format('%s: a NULL among them is unknown', type)) FROM arrays;
SELECT is(try('category', type, '{}'), 'done', format('%s: none at all is unknown', type)) FROM arrays;
SELECT is(try('category', type, '{}', '{category}'), 'sss_placement: category violation 1.2', format('%s: none at all where one is required', type)) FROM arrays;
SELECT is(try('category', type, '{orphan,waif}'), 'done', format('%s: a text that is no code is unknown', type)) FROM arrays WHERE NOT own;
SELECT is(try('category', 'sss.recipient_category[]', '[3:4]={orphan,orphan}'), 'sss_placement: basis violation 1.4/2', 'bounds do not matter');
SELECT is(try('category', 'text[]', '{{orphan},{deviant_behavior}}'), 'done', 'nor do dimensions');
SELECT is(try('category', 'text[]', ('{' || repeat('orphan,', 9999) || 'orphan}')), 'sss_placement: basis violation 1.4/2', 'nor does the size');

-- 3. The day.
SELECT is(try('on_date', type, value), CASE WHEN governed THEN 'sss_placement: basis violation 1.4/2' ELSE 'done' END, format('on_date %s as %s', value, type))
  FROM (VALUES
	('date', '2023-06-30', false), ('date', '2023-07-01', true), ('date', '-infinity', false), ('date', 'infinity', true), ('date', '0044-03-15 BC', false),
	('day', '2023-06-30', false), ('day', '2023-07-01', true),
	('timestamp', '2023-06-30 23:59:59.999999', false), ('timestamp', '2023-07-01 00:00', true), ('timestamp', '-infinity', false), ('timestamp', 'infinity', true),
	('timestamp(0)', '2023-06-30 23:59:59.4', false), ('timestamp(0)', '2023-06-30 23:59:59.6', true),
	('moment', '2023-06-30 23:59:59.999999', false), ('moment', '2023-07-01 00:00', true),
	('date', NULL, false), ('timestamp', NULL, false)) AS v (type, value, governed);
SELECT is(try('on_date', 'date', NULL, '{on_date}'), 'sss_placement: on_date violation 0.5', 'on_date, required and absent');

-- Not bound, it is the day on which the statement began, in the time zone of sss.time_zone.
CREATE TABLE today (id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type);
SELECT lives_ok($$SELECT sss.attach('today', 'placement', mode => 'enforce')$$, 'a day need not be bound');
CREATE FUNCTION judged_on(zone text) RETURNS date LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('sss.time_zone', zone, true);
	RETURN pg_temp.detail($i$INSERT INTO today VALUES (1, 'orphan', 'court_act', 'youth_house')$i$)->>'on_date';
END
$$;
SELECT is(judged_on(zone), (statement_timestamp() AT TIME ZONE zone)::date, 'the day of the statement in ' || zone)
  FROM (VALUES ('Pacific/Kiritimati'), ('Etc/GMT+12'), ('Asia/Almaty')) AS v (zone);

-- 4. A column that cannot hold the role is refused at once.
SELECT is(left(try(role, type, NULL), 5), '42804', format('%s cannot be a %s', role, type))
  FROM (VALUES
	('category', 'integer'), ('category', 'jsonb'), ('category', 'name'), ('category', '"char"'), ('category', 'bytea'),
	('category', 'enforce_columns.recipient_category'), ('category', 'sss.placement_basis'), ('category', 'integer[]'), ('category', 'sss.placement_basis[]'),
	('basis', 'text[]'), ('basis', 'sss.placement_basis[]'), ('provider', 'sss.recipient_category'), ('stay', 'enforce_columns.stay_mode'), ('service', 'sss.service_kind'),
	('on_date', 'timestamptz'), ('on_date', 'text'), ('on_date', 'time'), ('on_date', 'interval'), ('on_date', 'integer'), ('on_date', 'date[]'), ('on_date', 'daterange')) AS v (role, type);

SELECT * FROM finish();
ROLLBACK;
