-- A facts view that the look-up by key cannot follow is refused: another collation than the look-up's, and window functions.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court.
BEGIN;
\ir ../common.psql
CREATE SCHEMA followed;
SET LOCAL search_path = followed, public;
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION ai (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
SELECT plan(36);

CREATE TABLE org (id integer PRIMARY KEY, code text UNIQUE, code_ci text COLLATE ci UNIQUE, code_c text COLLATE "C", typ text);
CREATE TABLE plc (id integer PRIMARY KEY, org_code text, org_ci text COLLATE ci, kat text, osn text, since date);
CREATE TABLE parted (code text COLLATE ci, region text, typ text, PRIMARY KEY (region, code)) PARTITION BY LIST (region);
CREATE TABLE parted_north PARTITION OF parted FOR VALUES IN ('north');

-- The view joins org as the arguments say; what the statements of attaching both tables come to.
CREATE FUNCTION attach(org_column text, view_column text, yields text, from_clause text, source text DEFAULT 'org') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('CREATE VIEW f AS SELECT plc.id, %s AS %I, kat AS category, osn AS basis, org.typ AS provider, since AS on_date FROM %s', yields, view_column, from_clause);
	SELECT pg_temp.outcome(format('SELECT sss_internal.attach_table(%L, ''placement'', lookup => ''f'', lookup_by => ARRAY[%L], key => ''{id}'', mode => ''enforce'')', source, org_column || '=' || view_column)) INTO result;
	IF result = 'done' THEN PERFORM sss.detach(source::regclass, 'sss_placement'); END IF;
	DROP VIEW f;
	RETURN left(result, 5);
END
$$;
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON org.code = plc.org_code'), 'done', 'one collation everywhere');
SELECT is(attach('code_ci', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON org.code_ci = plc.org_code'), '0A000', 'the table''s column takes different texts for equal, the view''s does not');
SELECT is(attach('code', 'org_code', 'plc.org_ci', 'plc LEFT JOIN org ON org.code = plc.org_ci'), '0A000', 'the view''s does, the table''s does not');
SELECT is(attach('code_ci', 'org_code', 'plc.org_code COLLATE ai', 'plc LEFT JOIN org ON org.code_ci = plc.org_code'), '0A000', 'both do, each in its way');
SELECT is(attach('code_ci', 'org_code', 'plc.org_ci', 'plc LEFT JOIN org ON org.code_ci = plc.org_ci'), 'done', 'both do in one way');
SELECT is(attach('code_ci', 'org_code', 'plc.org_code COLLATE ci', 'plc LEFT JOIN org ON org.code_ci = plc.org_code'), 'done', 'the view gives its column the collation of the comparison');
SELECT is(attach('code_c', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON org.code_c = plc.org_code'), 'done', 'two collations by which equal texts are the same');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON org.code COLLATE ci = plc.org_code'), '0A000', 'the comparison alone does');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON plc.org_code = org.code COLLATE ci'), '0A000', 'in the other order');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON plc.org_code COLLATE ci IS NOT DISTINCT FROM org.code'), '0A000', 'with NULL');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc, org WHERE plc.org_code COLLATE ci = org.code'), '0A000', 'in WHERE');
SELECT is(attach('code_ci', 'org_code', 'plc.org_ci', 'plc LEFT JOIN org ON org.code_ci = plc.org_ci COLLATE ai'), '0A000', 'the comparison has yet another collation');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN (SELECT code AS c, typ FROM org) AS org ON org.c COLLATE ci = plc.org_code'), '0A000', 'of a subquery''s column');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN (SELECT code AS c, max(typ) AS typ FROM org GROUP BY code) AS org ON org.c COLLATE ci = plc.org_code'), '0A000', 'of a subquery that groups');
SELECT is(attach('code', 'org_code', 'plc.org_code', '(plc CROSS JOIN (VALUES (1)) AS one (n)) LEFT JOIN LATERAL (SELECT o.typ FROM org AS o WHERE o.code COLLATE ci = plc.org_code LIMIT 1) AS org ON true'), '0A000', 'in a subquery');
CREATE VIEW orgs AS WITH o AS (SELECT code AS c, typ FROM org) SELECT c AS "Code", typ FROM o;
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN orgs AS org ON org."Code" COLLATE ci = plc.org_code'), '0A000', 'of a column of another view, and a WITH query in it');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN (org AS o (id, code, a, b, typ) JOIN (VALUES (1)) AS one (n) ON true) AS org ON org.code COLLATE ci = plc.org_code'), '0A000', 'of a join''s column');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN org ON org.code = plc.org_code WHERE org.code COLLATE ci IS DISTINCT FROM ''x'''), 'done', 'compared with a constant only');
SELECT is(attach('id', 'org_id', 'org.id', 'plc LEFT JOIN org ON org.code COLLATE ci = plc.org_code'), 'done', 'the way is another column');
SELECT is(attach('code', 'org_code', 'plc.org_ci', 'plc LEFT JOIN parted AS org ON org.code = plc.org_ci', 'parted'), 'done', 'a partitioned table');
SELECT is(attach('code', 'org_code', 'plc.org_code', 'plc LEFT JOIN parted AS org ON org.code = plc.org_code', 'parted'), '0A000', 'whose column takes different texts for equal');
SELECT is(attach('code', 'org_code', 'plc.org_ci COLLATE ai', 'plc LEFT JOIN parted AS org ON org.code = plc.org_ci COLLATE ai', 'parted_north'), '0A000', 'and its partition');

-- A view that is accepted enforces.
CREATE VIEW f AS SELECT plc.id, plc.org_code COLLATE ci AS org_code, kat AS category, osn AS basis, org.typ AS provider, since AS on_date FROM plc LEFT JOIN org ON org.code_ci = plc.org_code;
SELECT sss_internal.attach_table('plc', 'placement', lookup => 'f', mode => 'enforce'), sss_internal.attach_table('org', 'placement', lookup => 'f', lookup_by => '{code_ci=org_code}', key => '{id}', mode => 'enforce') \g /dev/null
INSERT INTO org VALUES (1, 'YH-1', 'YH-1'), (2, 'yh-2', 'yh-2');
INSERT INTO plc VALUES (1, 'yh-1', NULL, 'orphan', 'court_act', '2024-01-15');
SELECT is(pg_temp.outcome($$UPDATE org SET typ = 'youth_house'$$), 'sss_placement: basis violation 1.4/2', 'a code in other letters leads to the case');
SELECT is(pg_temp.outcome($$UPDATE org SET typ = 'youth_house' WHERE id = 2$$), 'done', 'another code does not');
-- A view may come to compare otherwise later.
CREATE OR REPLACE VIEW f AS SELECT plc.id, plc.org_code COLLATE ci AS org_code, kat AS category, osn AS basis, org.typ AS provider, since AS on_date FROM plc LEFT JOIN org ON org.code_ci = plc.org_code COLLATE ai;
SELECT is(left(pg_temp.outcome($$UPDATE org SET typ = 'youth_house'$$), 5), '0A000', 'a view that is replaced by one that cannot be followed is an error');
SELECT is((SELECT count(*) FROM sss.verify() WHERE relation = 'org'::regclass AND problem LIKE '%not compared by one collation'), 1::bigint, 'and sss.verify() names it');

-- Window functions.
CREATE FUNCTION attach_window(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE 'CREATE VIEW w AS ' || query;
	result := pg_temp.outcome($call$SELECT sss_internal.attach_table('plc', 'placement', lookup => 'w', mode => 'enforce', name => 'w')$call$);
	IF result = 'done' THEN PERFORM sss.detach('plc', 'w'); END IF;
	DROP VIEW w;
	RETURN result;
END
$$;
\set refused '0A000: facts view "w" calls a window function'
SELECT is(attach_window($$SELECT id, lag(kat) OVER (ORDER BY id) AS category, osn AS basis, org_code AS provider, since AS on_date FROM plc$$), :'refused', 'a window function');
SELECT is(attach_window($$SELECT id, kat AS category, osn AS basis, org_code AS provider, since AS on_date FROM (SELECT *, row_number() OVER (PARTITION BY org_code ORDER BY since) AS n FROM plc) AS p WHERE n = 1$$), :'refused', 'in a subquery');
SELECT is(attach_window($$SELECT p.id, p.kat AS category, p.osn AS basis, p.org_code AS provider, (SELECT max(p.since) OVER () FROM org LIMIT 1) AS on_date FROM plc AS p$$), :'refused', 'in an expression');
SELECT is(attach_window($$WITH n AS (SELECT *, count(*) OVER () AS n FROM plc) SELECT id, kat AS category, osn AS basis, org_code AS provider, since AS on_date FROM n$$), :'refused', 'in a WITH query');
CREATE VIEW windowed AS SELECT *, max(since) OVER (ORDER BY id) AS latest FROM plc;
SELECT is(attach_window($$SELECT id, kat AS category, osn AS basis, org_code AS provider, latest AS on_date FROM windowed$$), :'refused', 'in another view');
SELECT is(attach_window($$SELECT DISTINCT ON (id) id, kat AS category, osn AS basis, org_code AS provider, since AS on_date FROM plc ORDER BY id, since DESC$$), 'done', 'DISTINCT ON is accepted');
SELECT is(attach_window($$SELECT p.id, l.kat AS category, p.osn AS basis, p.org_code AS provider, p.since AS on_date FROM plc AS p LEFT JOIN LATERAL (SELECT q.kat FROM plc AS q WHERE q.id = p.id ORDER BY q.since DESC LIMIT 1) AS l ON true$$), 'done', 'a LATERAL subquery is accepted');
SELECT is(attach_window($$SELECT id, max(kat) AS category, max(osn) AS basis, max(org_code) AS provider, max(since) AS on_date FROM plc GROUP BY id$$), 'done', 'an aggregate is accepted');
CREATE VIEW later AS SELECT id, kat AS category, osn AS basis, org_code AS provider, since AS on_date FROM plc;
SELECT sss_internal.attach_table('plc', 'placement', lookup => 'later', name => 'logs'), sss_internal.attach_table('plc', 'placement', lookup => 'later', mode => 'enforce', name => 'enforces') \g /dev/null
CREATE OR REPLACE VIEW later AS SELECT id, kat AS category, osn AS basis, org_code AS provider, max(since) OVER () AS on_date FROM plc;
SELECT sss.detach('plc', 'sss_placement') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE plc SET since = since + 1'), '0A000: facts view "later" calls a window function', 'a view that calls one later is an error');
SELECT sss.detach('plc', 'enforces') \g /dev/null
SELECT is(pg_temp.outcome('UPDATE plc SET since = since + 1'), 'done', 'and a warning where it logs');

SELECT * FROM finish();
ROLLBACK;
