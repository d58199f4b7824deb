--
-- The requirements of the clauses of the order, and how the extension serves each.
--
CREATE FUNCTION sss_internal.clauses(
	OUT provision sss.provision, OUT informative_kk text, OUT informative_ru text, OUT informative_en text,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_clauses_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 400;
COMMENT ON FUNCTION sss_internal.clauses() IS
'Every paragraph, subparagraph and unnumbered part of the order and its annexes, and why it requires nothing; NULL: it requires something';

CREATE FUNCTION sss_internal.requirement_lines(
	OUT subject text, OUT provision sss.provision, OUT standard sss.standard, OUT shape text, OUT served text,
	OUT rules text[], OUT roles text[], OUT object text, OUT quantity numeric, OUT unit text,
	OUT asks_kk text, OUT asks_ru text, OUT asks_en text, OUT name_kk text, OUT name_ru text, OUT name_en text,
	OUT reason_kk text, OUT reason_ru text, OUT reason_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_requirement_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 400;
COMMENT ON FUNCTION sss_internal.requirement_lines() IS
'Lines of the lists behind sss.requirements: the lines of one subject and provision are one requirement, in whose texts %s stands for their names';

CREATE FUNCTION sss_internal.other_acts(
	OUT act text, OUT provision sss.provision, OUT name_kk text, OUT name_ru text, OUT name_en text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_other_acts_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 34;
COMMENT ON FUNCTION sss_internal.other_acts() IS 'Rows of view sss.other_acts';
CREATE VIEW sss.other_acts AS SELECT * FROM sss_internal.other_acts();

CREATE VIEW sss.requirements AS
SELECT l.subject || ':' || l.provision::text AS code, l.subject, l.provision, l.standard, l.shape,
	   pg_catalog.replace(l.asks_kk, '%s', coalesce(pg_catalog.string_agg(l.name_kk, '; ' ORDER BY l.ordinality), '')) AS asks_kk,
	   pg_catalog.replace(l.asks_ru, '%s', coalesce(pg_catalog.string_agg(l.name_ru, '; ' ORDER BY l.ordinality), '')) AS asks_ru,
	   pg_catalog.replace(l.asks_en, '%s', coalesce(pg_catalog.string_agg(l.name_en, '; ' ORDER BY l.ordinality), '')) AS asks_en,
	   l.rules, l.roles, l.object, l.quantity, l.unit, l.served, l.reason_kk, l.reason_ru, l.reason_en,
	   a.act_kk, a.act_ru, a.act_en,
	   l.valid_from, l.valid_to
  FROM sss_internal.requirement_lines() WITH ORDINALITY AS l
  LEFT JOIN (
		SELECT provision, pg_catalog.string_agg(name_kk, '; ') AS act_kk, pg_catalog.string_agg(name_ru, '; ') AS act_ru,
			   pg_catalog.string_agg(name_en, '; ') AS act_en
		  FROM sss_internal.other_acts() GROUP BY provision
	   ) AS a ON a.provision = l.provision
 GROUP BY l.subject, l.provision, l.standard, l.shape, l.asks_kk, l.asks_ru, l.asks_en, l.rules, l.roles, l.object,
		  l.quantity, l.unit, l.served, l.reason_kk, l.reason_ru, l.reason_en, a.act_kk, a.act_ru, a.act_en,
		  l.valid_from, l.valid_to;

CREATE VIEW sss.coverage AS
WITH clause AS (
	SELECT c.*, c.provision::text AS cited,
		   CASE WHEN sss.part(c.provision) IS NOT NULL
				THEN pg_catalog.regexp_replace(c.provision::text, '/.*', '') END AS whole
	  FROM sss_internal.clauses() AS c
), requirement AS MATERIALIZED (
	SELECT r.*, r.provision::text AS cited, pg_catalog.translate(r.provision::text, '/', '.') AS path
	  FROM sss.requirements AS r
), reached AS (
	SELECT n.clause, r.*, n.distance
	  FROM (SELECT c.provision AS clause, r.code, d.distance, pg_catalog.min(d.distance) OVER (PARTITION BY c.provision) AS least
			  FROM clause AS c
			 CROSS JOIN requirement AS r
			 CROSS JOIN LATERAL (
					-- The numbered items belong to the opening; what the whole requires, each part requires.
					SELECT CASE WHEN r.cited = c.cited THEN 1
								WHEN c.informative_en IS NOT NULL THEN NULL
								WHEN r.cited = c.whole THEN 1
								WHEN sss.part(c.provision) = 1 AND pg_catalog.starts_with(r.cited, c.whole || '.') THEN 1
								WHEN pg_catalog.starts_with(r.path, c.cited || '.') THEN 2 END AS distance
				   ) AS d
			 WHERE d.distance IS NOT NULL) AS n
	  JOIN requirement AS r USING (code)
	 WHERE n.distance = n.least
), served AS (
	SELECT r.clause,
		   CASE WHEN pg_catalog.bool_or(r.provision = r.clause) THEN 'itself'
				WHEN pg_catalog.min(r.distance) = 1 THEN 'whole' ELSE 'items' END AS reach,
		   -- A clause is enforced only if all that it requires is
		   (ARRAY['enforced', 'audited', 'attested', 'not_decidable'])[pg_catalog.max(
				pg_catalog.array_position(ARRAY['enforced', 'audited', 'attested', 'not_decidable'], r.served))] AS served,
		   pg_catalog.array_agg(r.code ORDER BY r.provision, r.code) AS requirements,
		   pg_catalog.array_agg(DISTINCT r.object ORDER BY r.object) FILTER (WHERE r.object IS NOT NULL) AS objects,
		   pg_catalog.string_agg(DISTINCT r.reason_kk, '; ') AS reason_kk,
		   pg_catalog.string_agg(DISTINCT r.reason_ru, '; ') AS reason_ru,
		   pg_catalog.string_agg(DISTINCT r.reason_en, '; ') AS reason_en
	  FROM reached AS r
	 GROUP BY r.clause
)
SELECT c.provision,
	   CASE WHEN c.informative_en IS NOT NULL THEN 'informative' ELSE s.served END AS served,
	   s.reach, s.requirements,
	   ARRAY(SELECT DISTINCT rule FROM reached AS r, pg_catalog.unnest(r.rules) AS rule
			  WHERE r.clause = c.provision ORDER BY rule) AS rules,
	   s.objects,
	   ARRAY(SELECT r.code FROM sss.readings AS r
			  WHERE r.provision = c.provision OR c.provision = ANY (r.elsewhere) ORDER BY r.code) AS readings,
	   coalesce(c.informative_kk, n.reason_kk) AS reason_kk, coalesce(c.informative_ru, n.reason_ru) AS reason_ru,
	   coalesce(c.informative_en, n.reason_en) AS reason_en,
	   (SELECT pg_catalog.string_agg(a.name_kk, '; ') FROM sss_internal.other_acts() AS a WHERE a.provision = c.provision) AS act_kk,
	   (SELECT pg_catalog.string_agg(a.name_ru, '; ') FROM sss_internal.other_acts() AS a WHERE a.provision = c.provision) AS act_ru,
	   (SELECT pg_catalog.string_agg(a.name_en, '; ') FROM sss_internal.other_acts() AS a WHERE a.provision = c.provision) AS act_en,
	   c.valid_from, c.valid_to
  FROM clause AS c
  LEFT JOIN served AS s ON s.clause = c.provision
  -- The reasons where no requirement is enforced, audited or attested
  LEFT JOIN served AS n ON n.clause = c.provision AND n.served = 'not_decidable'
 ORDER BY c.provision;

COMMENT ON VIEW sss.other_acts IS
'Other acts, and the clauses of the order that name them; what these acts require is not encoded';
COMMENT ON VIEW sss.requirements IS
'Requirements of the clauses of the order and its annexes, one row a subject and clause, with the shape of the requirement and how the extension serves it';
COMMENT ON VIEW sss.coverage IS
'Every paragraph, subparagraph and unnumbered part of the order and its annexes, one row each, and what serves it';

DO $columns$
DECLARE
	c record;
BEGIN
	FOR c IN
		SELECT v.view, v.name, v.meaning
		  FROM (VALUES
			('other_acts', 'act', 'Short name of the act, which does not change'),
			('other_acts', 'provision', 'Clause that names the act'),
			('requirements', 'code', 'Subject and clause, such as service:1.7.10; it does not change'),
			('requirements', 'subject', 'What the requirement is about'),
			('requirements', 'provision', 'Clause that requires it'),
			('requirements', 'standard', 'Standard that the clause belongs to; NULL: the order itself'),
			('requirements', 'shape', 'membership: a fact is one of those named; threshold: a number is not below another; evidence: something stands behind a record; interval: something happens again in time; attestation: a person assesses it; none: none of these'),
			('requirements', 'rules', 'Rules of sss.rules that check it; empty: none'),
			('requirements', 'roles', 'Roles that the check reads'),
			('requirements', 'object', 'Function or view that serves it; NULL: none'),
			('requirements', 'quantity', 'Number of a threshold or an interval, in the unit; NULL: there is none'),
			('requirements', 'unit', 'Unit of the quantity, in English'),
			('requirements', 'served', 'enforced: a trigger or CHECK can refuse a case that fails it; audited: a function reports it over existing rows; attested: a person assesses it, and a record holds the outcome; not_decidable: no data decide it'),
			('coverage', 'provision', 'Clause'),
			('coverage', 'served', 'How it is served, as in sss.requirements; where its requirements are served in several ways, the weakest of them, so that enforced means all that it requires; informative: it requires nothing; NULL: it is not served'),
			('coverage', 'reach', 'itself: requirements of the clause; items: it has none, but its subparagraphs or parts have; whole: it is a part, and the requirements of the whole serve it, those of the subparagraphs also the opening; NULL: it requires nothing'),
			('coverage', 'requirements', 'Codes of the requirements that serve it; NULL: none'),
			('coverage', 'rules', 'Rules that check them; empty: none'),
			('coverage', 'objects', 'Functions and views that serve them; NULL: none'),
			('coverage', 'readings', 'Codes of the readings of the clause in sss.readings')
		) AS v (view, name, meaning)
		UNION ALL
		SELECT v.view, v.name || '_' || l.code, v.meaning || l.meaning
		  FROM (VALUES
			('other_acts', 'name', 'Name of the act, with its number if it has one, in '),
			('requirements', 'asks', 'What it requires, in '),
			('requirements', 'reason', 'Why no data decide it; NULL: they do; in '),
			('requirements', 'act', 'Other acts that the clause names; NULL: none; in '),
			('coverage', 'reason', 'Why it requires nothing, or why no data decide it; NULL: neither; in '),
			('coverage', 'act', 'Other acts that the clause names; NULL: none; in ')
		) AS v (view, name, meaning)
				 CROSS JOIN (VALUES
			('kk', 'Kazakh; in English where the encoding lacks its letters'),
			('ru', 'Russian; in English where the encoding lacks its letters'),
			('en', 'English')
		) AS l (code, meaning)
		UNION ALL
		SELECT v.view, w.name, w.meaning
		  FROM pg_catalog.unnest(ARRAY['requirements', 'coverage']) AS v (view),
			   (VALUES
			('valid_from', 'First day on which the row is in force; NULL: there is no first day'),
			('valid_to', 'Last day on which the row is in force; NULL: no end is known')
		) AS w (name, meaning)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', c.view, c.name, c.meaning);
	END LOOP;
END
$columns$;

