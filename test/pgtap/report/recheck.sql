-- sss.recheck(): the objects that hold earlier answers, and the command that brings each up to date.
-- An amendment is played by functions that answer otherwise than the library does.
-- Annex 3, paragraph 6: a guardian gives no living space; annex 1, paragraph 6: a youth house does.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE SCHEMA recheck;
CREATE SCHEMA "Odd 'schema'";
SET LOCAL search_path = recheck, public;
SELECT plan(44);

CREATE FUNCTION found() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s: %s', object, functions) ORDER BY n) FROM sss.recheck() WITH ORDINALITY AS v (object, relation, functions, command, n)
$$;
SELECT is(found(), NULL, 'nothing holds an answer');

-- Objects that only use the types, or compute answers each time, hold none.
CREATE TABLE plain (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, day date DEFAULT sss.try_date('2024-02-29'),
	CHECK (provider <> 'other_family'), CHECK (sss.annex('1.7') = 1));
CREATE INDEX ON plain (service, provider) WHERE provider > 'youth_house';
CREATE VIEW asks AS SELECT id, sss.in_scope(service, provider, day) AS lawful FROM plain;
SELECT sss.attach('plain', 'service', '{on_date=day}') \g /dev/null
ALTER TABLE plain ADD CONSTRAINT not_valid CHECK (sss_internal.require_service(service, provider, day)) NOT VALID;
SELECT is(found(), NULL, 'types, views, triggers and constraints that are not valid hold no answer');

-- Every function of the extension is either a decision, or holds nothing that an amendment changes.
SELECT is(ARRAY(SELECT DISTINCT proname::text FROM pg_proc
	 WHERE pronamespace IN ('sss'::regnamespace, 'sss_internal'::regnamespace) AND prorettype <> 'trigger'::regtype AND prokind = 'f' AND provolatile = 'i'
	   AND NOT pg_get_functiondef('sss.recheck'::regproc) ~ format('''%s''', proname)
	   AND NOT proname ~ '^require_' AND NOT proname ~ '_(verdict|provision)(_any|_is)?$'
	   AND NOT EXISTS (SELECT FROM pg_type AS t WHERE typnamespace = 'sss'::regnamespace AND typtype = 'b'
						AND proname IN ('try_' || typname, typname || '_in', typname || '_out', typname || '_recv', typname || '_send', typname || '_eq', typname || '_ne', typname || '_lt', typname || '_le',
							typname || '_gt', typname || '_ge', typname || '_cmp', typname || '_sortsupport', typname || '_hash', typname || '_hash_extended', typname || '_larger', typname || '_smaller'))
	 ORDER BY 1),
	'{annex,captions_in,changed,changes,count_of,csv,draft_column,draft_condition,draft_join,draft_showing,free_name,has_letters,html,item,library_version,name_without_number,origin,page_hide,page_name,page_style,page_td,page_th,paragraph,part,plan_in_scope,plan_predicate,plan_verdict_eq,plan_verdict_ne,provider_day,provider_day_in,provider_day_out,try_boolean,try_date,words_of}', 'immutable functions that answer nothing from the lists');

-- One of each kind that holds answers.
CREATE TABLE "Odd 'schema'"."Given ""x""" (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, service sss.service, provider sss.provider_type, day date,
	"In scope?" boolean GENERATED ALWAYS AS (sss.in_scope(service, provider, day)) STORED,
	twice integer GENERATED ALWAYS AS (id * 2) STORED,
	CONSTRAINT "Lawful 'now'" CHECK (sss.service_verdict(service, provider, day) IN ('compliant', 'violation')));
CREATE INDEX "by verdict" ON "Odd 'schema'"."Given ""x""" ((sss.service_verdict(service, provider, day)));
CREATE INDEX partial ON "Odd 'schema'"."Given ""x""" (id) WHERE sss.in_scope(service, provider, day);
CREATE INDEX on_generated ON "Odd 'schema'"."Given ""x""" ("In scope?");
CREATE DOMAIN lawful_service AS sss.service CONSTRAINT with_guardian CHECK (sss.in_scope(VALUE, 'guardian', '2024-02-29'));
CREATE TABLE parts (id integer, service sss.service, note text) PARTITION BY LIST (sss.in_scope(service, 'guardian', '2024-02-29'));
CREATE TABLE parts_true (note text, service sss.service, id integer);
ALTER TABLE parts ATTACH PARTITION parts_true FOR VALUES IN (true);
CREATE TABLE parts_false PARTITION OF parts FOR VALUES IN (false) PARTITION BY RANGE (id);
CREATE TABLE parts_false_1 PARTITION OF parts_false FOR VALUES FROM (1) TO (100);
CREATE TABLE ancestor (service sss.service, scoped boolean GENERATED ALWAYS AS (sss.in_scope(service, 'guardian', '2024-02-29')) STORED);
CREATE TABLE descendant () INHERITS (ancestor);
CREATE VIEW between_1 AS SELECT id, sss.service_verdict(service, provider, day) AS verdict FROM "Odd 'schema'"."Given ""x""";
CREATE VIEW between_2 AS SELECT * FROM between_1;
CREATE MATERIALIZED VIEW of_views AS SELECT verdict, count(*) AS n FROM between_2 GROUP BY verdict;
CREATE MATERIALIZED VIEW of_matview AS SELECT sum(n) AS n FROM of_views WHERE verdict = 'violation';
CREATE MATERIALIZED VIEW of_column AS SELECT count(*) AS n FROM "Odd 'schema'"."Given ""x""" WHERE "In scope?";
CREATE MATERIALIZED VIEW of_other_column AS SELECT sum(twice) AS n FROM "Odd 'schema'"."Given ""x""";
CREATE MATERIALIZED VIEW of_catalogue AS SELECT count(*) AS n FROM sss.scope WHERE standard = 'families';
-- in a function's body PostgreSQL sees nothing
CREATE FUNCTION ours(service sss.service) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN Sss . "in_scope" (service, 'guardian', '2024-02-29'); END $$;
CREATE FUNCTION not_ours(service sss.service) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT service <> 'household.transport' /* notsss.in_scope, sss.in_scopes */ $$;
CREATE INDEX through_function ON plain (ours(service));
CREATE INDEX through_other ON plain (not_ours(service));
CREATE TABLE excluded (id integer, service sss.service, EXCLUDE ((sss.kind(service)) WITH =));

SELECT is(found(), ARRAY[
	'generated column "In scope?" of table "Odd ''schema''"."Given ""x""": {in_scope}',
	'generated column scoped of table recheck.ancestor: {in_scope}',
	'generated column scoped of table recheck.descendant: {in_scope}',
	'partition key of table recheck.parts, partition recheck.parts_false_1: {in_scope}',
	'partition key of table recheck.parts, partition recheck.parts_true: {in_scope}',
	'index "Odd ''schema''"."by verdict": {service_verdict}',
	'index "Odd ''schema''".partial: {in_scope}',
	'index recheck.excluded_kind_excl: {kind}',
	'index recheck.through_function: {in_scope}',
	'constraint "Lawful ''now''" of table "Odd ''schema''"."Given ""x""": {service_verdict}',
	'constraint with_guardian of domain recheck.lawful_service: {in_scope}',
	'materialized view recheck.of_catalogue: {scope}',
	'materialized view recheck.of_column: {in_scope}',
	'materialized view recheck.of_views: {service_verdict}',
	'materialized view recheck.of_matview: {service_verdict}'], 'each kind is found, an object after those it reads');
SELECT is((SELECT command FROM sss.recheck() WHERE object = 'index recheck.through_function'), 'REINDEX INDEX CONCURRENTLY recheck.through_function', 'an index without a lock that stops writers');
SELECT is((SELECT command FROM sss.recheck() WHERE object = 'index recheck.excluded_kind_excl'), 'REINDEX INDEX recheck.excluded_kind_excl', 'but not that of an exclusion constraint');
SELECT is((SELECT count(*) FROM sss.recheck() WHERE functions && '{kind}'), 1::bigint, 'only those of one function');
SELECT current_setting('server_version_num')::integer >= 140000 AS atomic \gset
\if :atomic
CREATE FUNCTION atomic(service sss.service) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT sss.in_scope(service, 'guardian', '2024-02-29'); END;
CREATE INDEX through_atomic ON plain (atomic(service));
SELECT is((SELECT functions FROM sss.recheck() WHERE object = 'index recheck.through_atomic'), '{in_scope}', 'a body that PostgreSQL knows');
DROP FUNCTION atomic CASCADE;
\else
SELECT pass('no such functions in this version');
\endif

-- An answer changes.
INSERT INTO "Odd 'schema'"."Given ""x""" (service, provider, day) VALUES
	('household.living_space', 'guardian', '2024-02-29'), ('household.living_space', 'youth_house', '2024-02-29'), ('household.transport', 'youth_house', '2024-02-29');
INSERT INTO parts VALUES (1, 'household.living_space', 'a'), (2, 'household.transport', 'b');
INSERT INTO parts SELECT 10 + n, service, 'c' FROM (SELECT DISTINCT service FROM sss.scope WHERE standard = 'families' LIMIT 2) AS t, generate_series(1, 3) AS n;
INSERT INTO ancestor VALUES ('household.living_space');
INSERT INTO descendant VALUES ('household.living_space');
INSERT INTO plain VALUES (1, 'household.living_space', 'youth_house');
REFRESH MATERIALIZED VIEW of_views;
REFRESH MATERIALIZED VIEW of_matview;
REFRESH MATERIALIZED VIEW of_column;
\set scoped 'SELECT array_agg("In scope?" ORDER BY id) FROM "Odd \'schema\'"."Given ""x"""'
SELECT is((:scoped), '{f,t,t}', 'a generated column as it is');
SELECT is((SELECT n FROM of_matview), 1::numeric, 'and a materialized view');
SELECT count(*) AS in_false FROM parts_false \gset
SELECT count(*) AS in_true FROM parts_true \gset
SELECT ok(:in_false > 0 AND :in_true > 0, 'both partitions hold rows');

SAVEPOINT amended;
-- superusers alone can do that to the extension
CREATE OR REPLACE FUNCTION sss.in_scope(service sss.service, provider sss.provider_type, on_date date) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS 'BEGIN RETURN provider = ''guardian''; END';
-- The planner's forms of it, which a partition key has in memory
CREATE OR REPLACE FUNCTION sss_internal.service_in_scope(service sss.service, day sss_internal.provider_day) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
	'BEGIN RETURN day::text LIKE ''guardian %''; END';
CREATE OR REPLACE FUNCTION sss_internal.service_out_of_scope(service sss.service, day sss_internal.provider_day) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
	'BEGIN RETURN day::text NOT LIKE ''guardian %''; END';
CREATE OR REPLACE FUNCTION sss.service_verdict(service sss.service, provider sss.provider_type, on_date date) RETURNS sss.verdict LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
	'BEGIN RETURN CASE WHEN provider = ''guardian'' THEN ''compliant'' ELSE ''violation'' END; END';
SELECT is((:scoped), '{f,t,t}', 'a generated column holds earlier answers');
SELECT is((SELECT n FROM of_matview), 1::numeric, 'so does a materialized view');
SET LOCAL enable_seqscan = off;
CREATE FUNCTION indexed() RETURNS bigint LANGUAGE sql AS $$SELECT count(*) FROM "Odd 'schema'"."Given ""x""" WHERE sss.service_verdict(service, provider, day) = 'violation'$$;
SELECT is(indexed(), 1::bigint, 'an index finds the rows of the old answer');
-- REINDEX CONCURRENTLY is not for a transaction: test/tap/001_dump_restore.pl runs it
CREATE FUNCTION run(like_object text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	suggested record;
	n bigint := 0;
BEGIN
	FOR suggested IN SELECT * FROM sss.recheck() LOOP
		IF suggested.object LIKE like_object THEN
			EXECUTE replace(suggested.command, 'CONCURRENTLY ', '');
			n := n + 1;
		END IF;
	END LOOP;
	RETURN n;
END
$$;
SELECT is(run('generated column%'), 3::bigint, 'generated columns');
SELECT is((:scoped), '{t,f,f}', 'hold the new answer');
SELECT is((SELECT array_agg(scoped) FROM ancestor), '{t,t}', 'those of inheritance parent and child, too');
SELECT array_agg(ctid) AS places FROM ancestor \gset
SELECT is(run('generated column%'), 3::bigint, 'once more');
SELECT is((SELECT array_agg(ctid) FROM ancestor), :'places', 'changes no row that is right');
SELECT is(run('partition key%'), 2::bigint, 'partitions');
SELECT is((SELECT count(*) FROM parts_false), 0::bigint, 'no row is left where it does not belong');
SELECT is((SELECT count(*) FROM parts_true), :in_false::bigint + :in_true, 'it is where it does');
SELECT is((SELECT array_agg(note ORDER BY id) FROM parts WHERE id < 10), '{a,b}', 'with all that it held');
SELECT is(run('index%by verdict%'), 1::bigint, 'an index');
SELECT is(indexed(), 2::bigint, 'finds the rows of the new answer');
SELECT is(run('index%'), 4::bigint, 'the others as well');
SELECT is(run('materialized view%'), 4::bigint, 'materialized views');
SELECT is((SELECT n FROM of_matview), 2::numeric, 'are filled again, one from the other');
SELECT is((SELECT n FROM of_column), 1::bigint, 'and from a column that was generated again');
SELECT is(run('constraint%'), 2::bigint, 'constraints that all rows meet');
SELECT is((SELECT array_agg(convalidated) FROM pg_constraint WHERE conname IN ('Lawful ''now''', 'with_guardian')), '{t,t}', 'are valid again');
SELECT is((SELECT count(*) FROM sss.recheck()), 15::bigint, 'all is found as before');
ROLLBACK TO amended;

-- Rows that no longer hold are reported; the constraint is not taken for valid.
CREATE FUNCTION outcome(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate || ': ' || sqlerrm;
END
$$;
CREATE OR REPLACE FUNCTION sss.service_verdict(service sss.service, provider sss.provider_type, on_date date) RETURNS sss.verdict LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
	'BEGIN RETURN CASE WHEN provider = ''guardian'' THEN ''unsettled'' ELSE ''violation'' END; END';
SELECT split_part(command, '; ', 1) AS first, split_part(command, '; ', 2) AS second FROM sss.recheck() WHERE object LIKE 'constraint %Lawful%' \gset
SELECT is(outcome(:'first'), 'done', 'a constraint that rows do not meet is created again, not valid');
SELECT is(left(outcome(:'second'), 5), '23514', 'and is not validated');
SELECT is((SELECT convalidated FROM pg_constraint WHERE conname = 'Lawful ''now'''), false, 'which shows');
SELECT is((SELECT count(*) FROM sss.recheck() WHERE object LIKE 'constraint %Lawful%'), 0::bigint, 'and promises nothing that could be wrong');
SELECT is(left(outcome($$INSERT INTO "Odd 'schema'"."Given ""x""" (service, provider, day) VALUES ('household.living_space', 'guardian', '2024-02-29')$$), 5), '23514', 'while it refuses new rows');

-- Anybody may ask; temporary tables of other sessions are theirs.
CREATE ROLE regress_sss_asker;
CREATE TEMP TABLE transient (service sss.service, kind sss.service_kind GENERATED ALWAYS AS (sss.kind(service)) STORED);
CREATE INDEX on_transient ON transient (sss.kind(service));
SELECT is(ARRAY(SELECT command FROM sss.recheck() WHERE relation = 'transient'::regclass), ARRAY[
	format('UPDATE ONLY %1$s.transient SET service = service WHERE kind IS DISTINCT FROM (sss.kind(service))', pg_my_temp_schema()::regnamespace),
	format('REINDEX INDEX %s.on_transient', pg_my_temp_schema()::regnamespace)], 'a temporary table');
SELECT is(outcome((SELECT string_agg(command, '; ') FROM sss.recheck() WHERE relation = 'transient'::regclass)), 'done', 'is brought up to date as well');
SET LOCAL ROLE regress_sss_asker;
SELECT ok((SELECT count(*) FROM sss.recheck()) > 10, 'a role without rights sees the list of objects');
RESET ROLE;
SELECT ok(NOT has_table_privilege('regress_sss_asker', 'plain', 'SELECT'), 'but not their contents');

-- To ask for the constraint of a partition could run a function of its key with the rights of the asker.
CREATE FUNCTION anyhow(lawful boolean) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN lawful; END$$;
CREATE TABLE calling (service sss.service) PARTITION BY LIST (anyhow(sss.in_scope(service, 'guardian', '2024-02-29')));
CREATE TABLE calling_1 PARTITION OF calling DEFAULT;
SELECT is(ARRAY(SELECT command FROM sss.recheck() WHERE relation = 'calling_1'::regclass),
	'{"UPDATE recheck.calling SET service = service WHERE tableoid = ''recheck.calling_1''::pg_catalog.regclass"}', 'the constraint is not asked for if the key calls a function of a user');
ALTER EXTENSION pgtap ADD FUNCTION anyhow(boolean);
SELECT is(ARRAY(SELECT command LIKE '% AND CASE (%' FROM sss.recheck() WHERE relation = 'calling_1'::regclass), '{f}', 'nor if the user made it a member of an extension of his');
ALTER EXTENSION pgtap DROP FUNCTION anyhow(boolean);
SELECT is(ARRAY(SELECT DISTINCT command LIKE '% AND CASE (%' FROM sss.recheck() WHERE relation IN ('parts_true'::regclass, 'parts_false_1'::regclass)), '{t}', 'otherwise it is');

SELECT * FROM finish();
ROLLBACK;
