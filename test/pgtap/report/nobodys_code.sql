-- Code that a user wrote runs with nobody's rights but his own: mallory's domains, range types, views, policies and
-- indexes never see another current_user, whichever function of the extension a superuser, a signer or a reader calls.
BEGIN;
\ir ../common.psql
SET LOCAL client_min_messages = error;
CREATE ROLE sss_test_mallory;
CREATE ROLE sss_test_signer;
CREATE ROLE sss_test_reader;
CREATE SCHEMA mallory AUTHORIZATION sss_test_mallory;
GRANT SELECT ON ALL TABLES IN SCHEMA sss TO sss_test_signer, sss_test_reader;
GRANT INSERT ON sss.audit_runs, sss.audit_counts TO sss_test_signer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sss, sss_internal TO sss_test_signer;
SELECT count(*) > 0 AS can FROM pg_available_extensions WHERE name = 'file_fdw' \gset
SELECT current_setting('server_version_num')::int >= 150000 AS invoker \gset

-- What mallory has: whatever he can make run leaves a line that says as whom it ran.
SET LOCAL ROLE sss_test_mallory;
SET LOCAL search_path = mallory;
CREATE TABLE loot (who text, via text);
GRANT USAGE ON SCHEMA mallory TO PUBLIC;
GRANT ALL ON loot TO PUBLIC;
CREATE FUNCTION note(via text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO mallory.loot VALUES (current_user, via);
END
$$;
CREATE FUNCTION own(via text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	PERFORM mallory.note(via);
	RETURN true;
END
$$;
CREATE DOMAIN whole AS integer CHECK (mallory.own('domain') AND VALUE > 0 AND mallory.own(CASE WHEN VALUE > 0 THEN 'domain' END));
CREATE DOMAIN word AS text CHECK (mallory.own(CASE WHEN VALUE <> '' THEN 'domain of text' END));
CREATE TYPE pair AS (a whole, b word);
CREATE TYPE steps AS RANGE (SUBTYPE = whole);
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION mood_text(mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN mallory.own('cast') THEN 'orphan' END$$;
CREATE CAST (mood AS text) WITH FUNCTION mood_text(mood) AS IMPLICIT;
CREATE FUNCTION mood_category(mood) RETURNS sss.recipient_category LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN mallory.own('cast') THEN 'orphan'::sss.recipient_category END$$;
CREATE CAST (mood AS sss.recipient_category) WITH FUNCTION mood_category(mood) AS IMPLICIT;

-- One table for each type of key, each with an index, a CHECK, statistics and a policy whose expressions call him.
CREATE FUNCTION make(name text, type text, value text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TABLE mallory.%I (id %s PRIMARY KEY, kat text, osn text, org text, since date, CHECK (since > ''1900-01-01'' OR mallory.own(''check'')))', name, type);
	EXECUTE format('CREATE INDEX ON mallory.%I ((mallory.own(kat)))', name);
	EXECUTE format('CREATE INDEX ON mallory.%I (kat) WHERE mallory.own(''constant'') AND mallory.own(osn)', name);
	EXECUTE format('CREATE POLICY p ON mallory.%I USING (mallory.own(''policy''))', name);
	EXECUTE format('GRANT SELECT ON mallory.%I TO PUBLIC', name);
	EXECUTE format('INSERT INTO mallory.%I VALUES (%L, ''orphan'', ''court_act'', ''youth_house'', ''2024-01-15'')', name, value);
END
$$;
SELECT make('t_' || n, type, value) FROM (VALUES
	(1, 'whole', '8'), (2, 'word', '8'), (3, 'pair', '(8,8)'), (4, 'steps', '[1,8)'), (5, 'mood', 'sad'), (6, 'whole[]', '{8}'), (7, 'integer', '8'), (9, 'integer', '8'))
	AS v (n, type, value) \g /dev/null
CREATE TABLE t_8 (id whole, kat text, osn text, org text, since date, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE t_8_0 PARTITION OF t_8 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
GRANT SELECT ON t_8, t_8_0 TO PUBLIC;
INSERT INTO t_8 VALUES (8, 'orphan', 'court_act', 'youth_house', '2024-01-15');
CREATE VIEW v_7 AS SELECT id, CASE WHEN own('view') THEN kat END AS category, osn AS basis, org AS provider, since AS on_date FROM t_7 WHERE own('where');
CREATE VIEW barrier WITH (security_barrier) AS SELECT id::whole AS id, kat AS category, osn AS basis, org AS provider, since AS on_date FROM t_7 WHERE own('barrier') AND own(kat);
CREATE VIEW few AS
	SELECT p.id, p.kat AS category, p.osn AS basis, p.org AS provider, d.since AS on_date
	  FROM t_7 AS p
	 CROSS JOIN LATERAL (SELECT k.since FROM t_9 AS k WHERE k.id = p.id LIMIT CASE WHEN mallory.own('limit') THEN 1 END) AS d;
CREATE MATERIALIZED VIEW m_7 AS SELECT * FROM v_7;
CREATE VIEW invoker AS SELECT * FROM v_7;
GRANT SELECT ON v_7, barrier, few, m_7, invoker TO PUBLIC;
SELECT sss.attach('t_' || n, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => CASE WHEN n % 2 = 0 THEN 'log' ELSE 'enforce' END)
  FROM generate_series(1, 9) AS n \g /dev/null
SELECT sss_internal.attach_table('t_7', 'placement', lookup => 'v_7', lookup_by => '{id=id}', key => '{id}', name => 'by_view') \g /dev/null
SELECT sss_internal.attach_table('t_7', 'placement', lookup => 'barrier', lookup_by => '{id=id}', key => '{id}', name => 'by_barrier') \g /dev/null
SELECT sss.attach_view('few', 'placement', key => '{id}', leave_out => '{t_9}', name => 'by_few') \g /dev/null
-- A constant of the exception runs his domain, if its text is read again; a cast to the domain is refused.
SELECT sss.add_check('t_9', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', except_keys => $$id = 8 AND '{8}'::mallory.whole[] IS NOT NULL$$, name => 'excepting') \g /dev/null
-- A trigger written by hand, whose text is run again when its mode is set.
CREATE TRIGGER by_hand AFTER INSERT OR UPDATE OF id, kat, osn, org, since ON t_9 FOR EACH ROW WHEN ('{8}'::mallory.whole[] IS NOT NULL)
	EXECUTE FUNCTION sss.enforce('placement', 'key', 'category', 'basis', 'provider', 'on_date', 'mode=enforce');
-- A table that looks like a mapping table, with a policy
CREATE TABLE mapped (entry text, captions text, code sss.service);
INSERT INTO mapped VALUES ('8', '8', NULL);
ALTER TABLE mapped ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON mapped USING (mallory.own('policy'));
GRANT SELECT ON mapped TO PUBLIC;
RESET ROLE;
SET LOCAL search_path = public;
\if :invoker
ALTER VIEW mallory.invoker SET (security_invoker);
\endif
\if :can
-- A foreign table whose column has his domain.
CREATE EXTENSION IF NOT EXISTS file_fdw;
CREATE SERVER sss_test_files FOREIGN DATA WRAPPER file_fdw;
COPY (SELECT 8, 'orphan', 'court_act', 'youth_house', date '2024-01-15') TO '/tmp/sss_test_nobodys_code';
CREATE FOREIGN TABLE mallory.f_1 (id mallory.whole, kat mallory.word, osn text, org text, since date) SERVER sss_test_files OPTIONS (filename '/tmp/sss_test_nobodys_code');
ALTER FOREIGN TABLE mallory.f_1 OWNER TO sss_test_mallory;
GRANT SELECT ON mallory.f_1 TO PUBLIC;
-- One that is read through a table.
CREATE TABLE mallory.above (id mallory.whole, kat mallory.word, osn text, org text, since date);
CREATE FOREIGN TABLE mallory.f_2 () INHERITS (mallory.above) SERVER sss_test_files OPTIONS (filename '/tmp/sss_test_nobodys_code');
ALTER TABLE mallory.above OWNER TO sss_test_mallory;
ALTER FOREIGN TABLE mallory.f_2 OWNER TO sss_test_mallory;
GRANT SELECT ON mallory.above, mallory.f_2 TO PUBLIC;
ANALYZE mallory.above;
\endif
TRUNCATE mallory.loot;

-- Every function that takes a relation, an OID, a number or nothing and could look at one, on each of his objects,
-- with arguments by their names. The list is the catalog's, so that no new function is forgotten.
CREATE TEMP TABLE argument (name text, value text);
INSERT INTO argument VALUES
	('rule', '''placement'''), ('mode', '''log'''), ('reason', '''x'''), ('id', '1'), ('columns', '''{category=kat,basis=osn,provider=org,on_date=since}'''),
	('act_number', '''1'''), ('act_date', 'date ''2024-01-01'''), ('issuer', '''x'''), ('valid', 'daterange ''[2024-01-01,2025-01-01]'''),
	('requirement', '''basis'''), ('provision', 'sss.provision ''1.4/2''');
CREATE TEMP TABLE call (function text, relation text, statement text);
CREATE FUNCTION pg_temp.argument(name text, type regtype, of regclass, bound boolean) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN type = 'regclass'::regtype THEN quote_literal(of)
				WHEN type = 'regclass[]'::regtype THEN format('ARRAY[%L]::regclass[]', of)
				WHEN type = 'oid'::regtype THEN coalesce(CASE name
					WHEN 'trigger' THEN (SELECT max(oid) FROM pg_trigger WHERE tgrelid = of)
					WHEN 'constraint' THEN (SELECT max(oid) FROM pg_constraint WHERE conrelid = of) END, of)::text
				WHEN name = 'key' AND bound THEN '''{id}'''
				WHEN name = 'key' THEN quote_literal('{' || CASE of::text WHEN 'mallory.t_3' THEN '"(8,8)"' WHEN 'mallory.t_4' THEN '"[1,8)"'
													  WHEN 'mallory.t_5' THEN 'sad' WHEN 'mallory.t_6' THEN '"{8}"' ELSE '8' END || '}')
				WHEN name IN ('name', 'attachment') THEN '''sss_placement'''
				ELSE coalesce((SELECT v.value FROM argument AS v WHERE v.name = $1), format('NULL::%s', type)) END
$$;
INSERT INTO call
	SELECT p.oid::regprocedure, c.oid::regclass,
		   CASE p.prokind WHEN 'p' THEN 'CALL ' ELSE 'SELECT * FROM ' END || p.oid::regproc || '(' ||
		   coalesce((SELECT string_agg(CASE WHEN p.proargnames IS NOT NULL THEN format('%I => ', a.name) ELSE '' END || pg_temp.argument(a.name, a.type, c.oid, bound), ', ' ORDER BY n)
					   FROM unnest(p.proargtypes::oid[], p.proargnames) WITH ORDINALITY AS a (type, name, n)
					  WHERE a.type IS NOT NULL
						AND (n <= p.pronargs - p.pronargdefaults
							 OR bound AND (a.name = 'rule' OR a.name = 'columns' AND c.relkind IN ('r', 'p', 'f') OR a.name = 'key' AND 'columns' = ANY (p.proargnames)))), '') || ')'
	  FROM pg_proc AS p
	 CROSS JOIN pg_class AS c
	 CROSS JOIN (VALUES (true), (false)) AS b (bound)
	 WHERE p.pronamespace::regnamespace::text IN ('sss', 'sss_internal') AND p.prokind IN ('f', 'p') AND p.prorettype <> 'trigger'::regtype
	   AND c.relnamespace = 'mallory'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> 'loot'
	   AND (NOT bound OR 'columns' = ANY (p.proargnames) AND 'regclass'::regtype = ANY (p.proargtypes::oid[]))
	   AND ('{regclass,regclass[],oid}'::regtype[]::oid[] && p.proargtypes::oid[]
			-- of those that name no relation, once is enough
			OR c.relname = 't_1' AND p.provolatile <> 'i' AND p.proname !~ '^(explain|try)_|_(in|out|recv|send|eq|hash)$');
INSERT INTO call SELECT v, NULL, 'SELECT * FROM ' || v
  FROM (SELECT c.oid::regclass::text FROM pg_class AS c WHERE c.relkind = 'v' AND c.relnamespace::regnamespace::text IN ('sss', 'sss_internal')) AS s (v);
INSERT INTO call SELECT 'key_identity', c.oid::regclass, format('SELECT sss_internal.key_identity(%L, %L)', c.oid::regclass || '(id)', CASE c.relname WHEN 't_3' THEN '{"(8,8)"}' WHEN 't_4' THEN '{"[1,8)"}' WHEN 't_6' THEN '{"{8}"}' ELSE '{8}' END)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relname ~ '^t_.$';
-- The same attachment under another name, whose DDL is rolled back; what ends a baseline or a waiver once there is one.
INSERT INTO call SELECT 'mapping', c.oid::regclass, format($$SELECT * FROM sss.propose_mapping(%1$L, 'id', 'service', 'id'); SELECT * FROM sss.mapping_script(%1$L, 'id', 'service'); SELECT * FROM sss.propose_mapping(%1$L, 'kat', 'service', mapping => %1$L)$$, c.oid::regclass)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'f');
INSERT INTO call SELECT 'mapping of one', c.oid::regclass, format($$SELECT * FROM sss.propose_mapping(%L, 'kat', 'service', 'osn')$$, c.oid::regclass)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relname IN ('above', 'f_1', 't_7');
INSERT INTO call VALUES ('mapping by policy', 'mallory.mapped', $$SELECT * FROM sss.propose_mapping('mallory.t_7', 'osn', 'service', 'osn', 'mallory.mapped')$$),
	('survey', 'mallory.above', $$SELECT * FROM sss.survey('{mallory}')$$);
INSERT INTO call SELECT 'reports', c.oid::regclass, format($$SELECT * FROM sss.report_unserved(%1$L, columns => %2$L, by => '{id}')$$, c.oid::regclass,
		CASE WHEN c.relkind IN ('v', 'm') THEN '{person=id,service=category,given_on=on_date}' ELSE '{person=id,provider=org,service=kat,given_on=since}' END)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname <> 'loot';
INSERT INTO call SELECT 'cases', c.oid::regclass, format($$SELECT * FROM %s$$, replace(f, '@', quote_literal(c.oid::regclass)))
  FROM pg_class AS c
 CROSS JOIN unnest(ARRAY['sss.unmapped(@, ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', ''{id}'')', 'sss.unmapped(@, ''placement'', key_columns => ''{id}'')',
	'sss.explain_case(@, ''{8}'', ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', ''{id}'')', 'sss.explain_case(@, ''{8}'', ''placement'', key_columns => ''{id}'')', 'sss.facts_view_script(''placement'', @)']) AS f
 WHERE c.relnamespace = 'mallory'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm');
INSERT INTO call SELECT 'attach', c.oid::regclass, format($$SELECT sss.attach(%L, 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', name => 'again')$$, c.oid::regclass)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relname ~ '^t_.$';
INSERT INTO call SELECT 'exemptions', c.oid::regclass, format($$SELECT sss.baseline(%1$L, 'sss_placement'); SELECT * FROM sss.exemption_use(%1$L, 'sss_placement'); SELECT * FROM sss.baseline_status(); SELECT sss.end_baseline(%1$L, 'sss_placement'); SELECT * FROM sss.audit(%1$L); SELECT sss.run_audit(%1$L); SELECT * FROM sss.violations$$, c.oid::regclass)
  FROM pg_class AS c WHERE c.relnamespace = 'mallory'::regnamespace AND c.relname ~ '^t_.$';
INSERT INTO call VALUES ('set_mode', 'mallory.t_9', $$SET LOCAL search_path = mallory; SELECT sss.set_mode('t_9', 'log', 'by_hand')$$),
	('demote', 'mallory.t_9', $$SELECT sss_internal.demote('mallory.t_9', 'by_hand', 'incident')$$);
GRANT SELECT ON call TO PUBLIC;

-- What his code saw during a call; rolled back, except for what a sequence remembers of it.
CREATE TEMP TABLE result (role text, function text, relation text, statement text, outcome text, who text[]);
CREATE PROCEDURE pg_temp.call_as(role text) LANGUAGE plpgsql AS $$
DECLARE
	c record;
	said text;
	seen text[];
BEGIN
	FOR c IN SELECT * FROM call LOOP
		seen := NULL;
		BEGIN
			EXECUTE format('SET LOCAL ROLE %s', role);
			BEGIN
				EXECUTE c.statement;
				said := 'done';
			EXCEPTION WHEN OTHERS THEN
				said := sqlstate || ': ' || sqlerrm;
			END;
			RESET ROLE;
			seen := ARRAY(SELECT DISTINCT format('%s by %s', l.who, l.via) FROM mallory.loot AS l ORDER BY 1);
			RAISE EXCEPTION USING errcode = 'S5500';
		EXCEPTION WHEN SQLSTATE 'S5500' THEN
			NULL;
		END;
		INSERT INTO result VALUES (role, c.function, c.relation, c.statement, said, seen);
	END LOOP;
END
$$;
CALL pg_temp.call_as('NONE');
CALL pg_temp.call_as('sss_test_signer');
CALL pg_temp.call_as('sss_test_reader');

SELECT plan(22);
SELECT is(ARRAY(SELECT DISTINCT format('%s, %s: %s', role, statement, w) FROM result, unnest(who) AS w WHERE w !~ '^sss_test_mallory by ' ORDER BY 1), '{}', 'his code never saw another current_user');
SELECT is((SELECT left(outcome, 5) FROM result WHERE role = 'sss_test_reader' AND function = 'mapping by policy'), '42501', 'a mapping table with a policy is refused');
SELECT is((SELECT array_agg(relation || ' ' || left(outcome, 5) ORDER BY relation) FROM result WHERE role = 'NONE' AND function = 'mapping of one'),
	CASE WHEN :'can' THEN '{"mallory.above 42501","mallory.f_1 42501","mallory.t_7 done"}' ELSE '{"mallory.t_7 done"}' END::text[], 'a dictionary that is read from a foreign table, too');
SELECT cmp_ok((SELECT count(*) FROM result WHERE outcome = 'done'), '>', 400::bigint, 'many calls ran');
SELECT is((SELECT count(*) FROM result WHERE who <> '{}' AND relation IN ('mallory.t_1', 'mallory.t_2', 'mallory.t_5') AND statement ~ 'grant_waiver'), 0::bigint, 'a domain is not asked by sss.grant_waiver()');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by domain' = ANY (who) AND relation = 'mallory.t_3' AND statement ~ 'grant_waiver'), 0::bigint, 'one within a composite type is, as himself');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by domain' = ANY (who) AND relation = 'mallory.t_4' AND statement ~ 'grant_waiver'), 0::bigint, 'and one within a range type');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by view' = ANY (who) AND statement ~ 'audit'), 0::bigint, 'his view by audits');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by barrier' = ANY (who)), 0::bigint, 'and the one with a barrier');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by limit' = ANY (who) AND statement ~ 'audit'), 0::bigint, 'and the one with a function in LIMIT');
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by domain' = ANY (who) AND relation = 'mallory.t_9' AND statement ~ 'audit'), 0::bigint, 'the keys that a CHECK excepts are read as himself');
SELECT is(ARRAY(SELECT DISTINCT function || ' ' || outcome FROM result WHERE role = 'NONE' AND statement ~ 'by_hand' AND 'sss_test_mallory by domain' = ANY (who)), '{"demote done","set_mode done"}', 'and so is the text of a trigger whose mode is set');
SELECT throws_ok($$SELECT sss.add_check('mallory.t_9', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', except_keys => 'id::mallory.whole = 8', name => 'cast')$$,
	'22023', 'the condition of excepted keys is not about the primary key alone', 'and their condition does not cast to his domain');
SELECT isnt((SELECT count(*) FROM result WHERE who <> '{}' AND function = 'reports' AND relation = view), 0::bigint, view || ' is read by a report')
  FROM unnest('{mallory.v_7,mallory.barrier,mallory.few}'::text[]) AS view;
SELECT is(ARRAY(SELECT DISTINCT left(outcome, 5) FROM result WHERE relation = 'mallory.invoker' AND function = 'reports'), CASE WHEN :'invoker' THEN '{42501}'::text[] ELSE '{done}' END, 'a report over a security_invoker view is its owner''s alone');
SELECT is(ARRAY(SELECT DISTINCT left(outcome, 5) FROM result WHERE relation = 'mallory.invoker' AND function ~ '^sss.audit[(]' ORDER BY 1), CASE WHEN :'invoker' THEN '{42501}'::text[] ELSE '{42704,done}' END, 'a security_invoker view is audited by its owner alone');
SELECT is(ARRAY(SELECT DISTINCT split_part(split_part(function, '(', 1), '.', 2) || ' ' || outcome FROM result
				 WHERE role = 'NONE' AND relation = 'mallory.t_1' AND function ~ '^sss(_internal)?[.](grant_waiver|baseline|audit|audit_counts)[(]' ORDER BY 1),
	'{"audit done","audit_counts done","baseline done","grant_waiver done"}', 'what was meant to work did, as a superuser');
SELECT is(ARRAY(SELECT DISTINCT split_part(function, '(', 1) || ' ' || outcome FROM result
				 WHERE role = 'sss_test_signer' AND relation IS NULL AND function ~ '^sss.(violations|attachments|problems)$' ORDER BY 1),
	'{"sss.attachments done","sss.problems done","sss.violations done"}', 'and views');
SELECT is(ARRAY(SELECT DISTINCT split_part(function, '(', 1) || ' ' || outcome FROM result
				 WHERE role = 'NONE' AND function ~ '^sss.(health|verify|run_audit|waiver_status|baseline_status|recheck|compact)[(]' AND outcome <> 'done' ORDER BY 1), '{}', 'and the reports');
\if :can
SELECT isnt((SELECT count(*) FROM result WHERE 'sss_test_mallory by domain' = ANY (who) AND relation = 'mallory.f_1' AND statement ~ 'audit'), 0::bigint, 'a foreign table is read as its owner');
\else
SELECT skip('no file_fdw', 1);
\endif
SELECT * FROM finish();
ROLLBACK;
