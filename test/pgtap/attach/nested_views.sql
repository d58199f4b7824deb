-- A view over many views: named as a problem, and it hides no other attachment.
BEGIN;
\ir ../common.psql
CREATE SCHEMA nested;
SET LOCAL search_path = nested, public;
SELECT plan(6);
CREATE TABLE c (id integer PRIMARY KEY, category text, basis text, provider text, on_date date);
CREATE TABLE other (id integer PRIMARY KEY, category text, basis text, provider text, on_date date);
SELECT sss.attach('other', 'placement', '{category=category,basis=basis,provider=provider,on_date=on_date}', mode => 'enforce') \g /dev/null
CREATE VIEW facts AS SELECT * FROM c;
SELECT sss_internal.attach_table('c', 'placement', lookup => 'facts', lookup_by => '{id=id}', key => '{id}', mode => 'enforce') \g /dev/null
CREATE VIEW v_0 AS SELECT * FROM c;
DO $$
BEGIN
	FOR n IN 1..1500 LOOP
		EXECUTE format('CREATE VIEW v_%s AS SELECT * FROM v_%s', n, n - 1);
	END LOOP;
END
$$;
CREATE OR REPLACE VIEW facts AS SELECT * FROM v_1500;
SELECT is((SELECT array_agg(DISTINCT format('%s: %s', relation, problem)) FROM sss_internal.attached), '{"c: facts view \"facts\" reads more than 500 views","other: "}', 'it is named, the others are there');
SELECT is((SELECT status FROM sss.health()), 'critical', 'the health says so');
SELECT is(pg_temp.outcome($$INSERT INTO c VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), '54000: facts view "facts" reads more than 500 views', 'and nothing passes');
SELECT is(pg_temp.outcome($$INSERT INTO other VALUES (1, 'orphan', 'court_act', 'youth_house', '2024-02-29')$$), 'sss_placement: basis violation 1.4/2', 'the other is enforced');
CREATE OR REPLACE VIEW facts AS SELECT * FROM v_498;
SELECT is((SELECT array_agg(problem) FROM sss_internal.attached), '{NULL,NULL}', 'fewer are right');
SELECT is(pg_temp.outcome($$SELECT * FROM sss_internal.facts_reads('v_1500')$$), 'done', 'what a view reads is told of any');
SELECT * FROM finish();
ROLLBACK;
