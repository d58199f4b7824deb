-- Keys that a CHECK excepts.  Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA add_check;
SET LOCAL search_path = add_check, public;
SELECT plan(35);

CREATE TABLE cases (id integer, region text, kat text DEFAULT 'orphan', osn text DEFAULT 'court_act', org text DEFAULT 'youth_house', since date DEFAULT '2024-02-29', note text, PRIMARY KEY (id, region));
\set columns '\'{category=kat,basis=osn,provider=org,on_date=since}\''
CREATE FUNCTION shown(OUT text) LANGUAGE sql AS $$SELECT string_agg(concat_ws(' | ', effective_mode, definition, problem), E'\n') FROM sss.attachments WHERE relation = 'cases'::regclass$$;
CREATE FUNCTION attempt(condition text) RETURNS text LANGUAGE sql AS
$$SELECT pg_temp.outcome(format('SELECT sss.add_check(%L, %L, %L, except_keys => %L)', 'cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', condition))$$;
CREATE FUNCTION own(integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 = 1';

-- 1. What is no condition on the primary key is refused, and nothing changes.
SELECT matches(attempt(condition), state, condition)
  FROM (VALUES ('osn = ''court_act''', '^22023: the condition of excepted keys'), ('id = 1 OR osn IS NULL', '^22023: '), ('true', '^22023: '), ('id = 1 OR true', '^22023: '),
	('own(id)', '^22023: '), ('id = 1 AND random() > 0', '^22023: '), ('tableoid = 1', '^22023: '), ('id', '^42804: '), ('missing = 1', '^42703: '),
	('id = 1 ORDER BY 1', '^42601: '), ('id = 1; DROP TABLE cases', '^42601: '), ('id = 1) OR (true', '^42601: '), ('', '^42601: '), ('id IN (SELECT 1)', '^0A000: '), ('id = 1 UNION SELECT', '^42601: '),
	('count(*) > 1', '^42803: '), ('id = $1', '^42P02: ')) AS v (condition, state);
CREATE FUNCTION context(statement text, OUT context text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS context = PG_EXCEPTION_CONTEXT;
END
$$;
SELECT is(split_part(context(format('SELECT sss.add_check(%L, %L, %L, except_keys => %L)', 'cases', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', condition)), E'\n', 1),
		  'argument "except_keys": ' || condition, 'the error says where: ' || condition)
  FROM (VALUES ('id IN ('), ('missing = 1')) AS v (condition);
SELECT is(shown(), NULL, 'nothing is attached');

-- 2. A row whose key is excepted passes, any other is refused.
INSERT INTO cases VALUES (1, 'a'), (2, 'a'), (3, 'b');
SELECT is(attempt('(id, region) IN ((1, ''a''), (3, ''b'')) OR id = 7 -- known since 2020'), 'done', 'keys of two columns');
SELECT is(shown(), $$enforce | SELECT sss.add_check('add_check.cases', 'placement', columns => ARRAY['category=kat', 'basis=osn', 'provider=org', 'on_date=since'], except_keys => '((id = 1) AND (region = ''a''::text)) OR ((id = 3) AND (region = ''b''::text)) OR (id = 7)', name => 'sss_placement')$$, 'are shown as the server writes them');
SELECT is(attempt('(id, region) IN ((1, ''a''), (3, ''b'')) OR id = 7'), 'done', 'the same again');
SELECT is(attempt('id = 7'), '42710: attachment "sss_placement" of relation "cases" already exists', 'other keys');
SELECT is(attempt(NULL), '42710: attachment "sss_placement" of relation "cases" already exists', 'none');
SELECT is(pg_temp.outcome($$UPDATE cases SET note = 'x' WHERE id IN (1, 3)$$), 'done', 'an excepted row');
SELECT matches(pg_temp.outcome($$UPDATE cases SET note = 'x' WHERE id = 2$$), 'basis violation 1.4/2', 'another one');
SELECT is(pg_temp.outcome($$INSERT INTO cases VALUES (7, 'z')$$), 'done', 'a new row with such a key');
SELECT matches(pg_temp.outcome($$INSERT INTO cases VALUES (1, 'b')$$), 'basis violation 1.4/2', 'half of a key');
SELECT is((SELECT array_agg(key::text || refused ORDER BY key) FROM sss.audit('cases')), '{"{1,a}false","{2,a}true","{3,b}false","{7,z}false"}', 'an audit knows which rows it lets pass');
SELECT is((SELECT string_agg(problem, '; ') FROM sss.verify() WHERE relation = 'cases'::regclass), NULL, 'sss.verify() finds nothing');

-- 3. The call that creates it again; a CHECK that excepts more than the journal says is named.
SELECT definition FROM sss.attachments WHERE relation = 'cases'::regclass \gset
SELECT sss.detach('cases') \g /dev/null
:definition \g /dev/null
SELECT is((SELECT definition FROM sss.attachments WHERE relation = 'cases'::regclass), :'definition', 'its definition makes it again');
SELECT pg_get_constraintdef(oid) AS as_it_was FROM pg_constraint WHERE conrelid = 'cases'::regclass AND contype = 'c' \gset
ALTER TABLE cases DROP CONSTRAINT sss_placement;
ALTER TABLE cases ADD CONSTRAINT sss_placement CHECK (id > 0 OR sss_internal.require_placement(sss.try_recipient_category(kat), sss.try_placement_basis(osn), sss.try_provider_type(org), NULL::sss.stay_mode, since)) NOT VALID;
SELECT is((SELECT string_agg(problem, '; ') FROM sss.verify() WHERE relation = 'cases'::regclass), 'binding was weakened: keys are excepted', 'more keys than before');
SELECT command FROM sss.verify() WHERE relation = 'cases'::regclass \gset
:command \g /dev/null
SELECT is((SELECT definition FROM sss.attachments WHERE relation = 'cases'::regclass), :'definition', 'which the command repairs');
ALTER TABLE cases DROP CONSTRAINT cases_pkey;
SELECT matches(shown(), '^the condition of excepted keys is not about the primary key alone', 'without the primary key it has a problem');

SELECT * FROM finish();
ROLLBACK;
