--
-- Citations: their text, their order, their parts.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA provision;
SET search_path = provision;

-- The forms, each with its parts and as lawyers write it.
SELECT p, sss.annex(p), sss.paragraph(p), sss.item(p), sss.part(p), sss.cite(p, 'en')
  FROM unnest('{0.5,0.1.3,1.22,1.7.10,1.4/2,1.3/2,1.22/2,1.6.1/3,1.7-1,1.7-1.10,1.7.10-1,1.7-1.10-2/3,1.7-1/2,3.5.3,7.127-7.63-15/15}'::sss.provision[]) AS p;
SELECT sss.label('1.6.1/3'::sss.provision, 'en'), sss.label('1.6.1/3', 'en'), sss.cite('1.6.1/3', 'en') = sss.cite('1.6.1/3', 'EN') AS same;

-- The numbers that fit, and the first that does not.
SELECT input, sss.try_provision(input)
  FROM unnest('{0.1,7.1,8.1,1.127,1.128,1.7-7,1.7-8,1.7/15,1.7/16,1.7.63,1.7.64,1.7.1-15,1.7.1-16,1.7.1/15,1.7.1/16}'::text[]) AS input;

-- Texts that are no citation.
CREATE TABLE malformed AS SELECT input FROM unnest(ARRAY[
	'', ' ', '1', '1.', '.1', '1..7', '1.0', '0.0', '01.2', '1.02', '1.7.010', '-1.1', '+1.1', '1.-7', '10.1',
	'1.99999999999999999999', '1.4294967303', '1.7.', '1.7.0', '1.7.10.', '1.7.10.1', '1.7-', '1.7-0', '1.7-1-1', '1-1.7', '1/1.7',
	'1.7/', '1.7/0', '1.7/02', '1.7/2/3', '1.7/2.10', '1.7/2-1', '1.7.10/', '1.7.10/0', '1.7.10/2-1', ' 1.7', '1.7 ', '1 .7', '1,7',
	'1.7(10)', '1.7.10)', '1.7x', 'x.7', '#37', '1.7.#1', 'annex 1', U&'1.7\2013' || '1', U&'\0661.7', repeat('1.', 50000)]) AS input;
SELECT input FROM malformed WHERE sss.try_provision(input) IS NOT NULL;
CREATE FUNCTION state(input text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN input::sss.provision;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || CASE WHEN length(input) > 1 AND strpos(SQLERRM, input) > 0 THEN ' leaks' ELSE '' END;
END $$;
SELECT state(input), count(*) FROM malformed GROUP BY 1;
\set VERBOSITY terse
SELECT '1.7.64'::sss.provision;
\set VERBOSITY default

--
-- The order of the Order.
--
CREATE TABLE written (n serial, p sss.provision UNIQUE);
INSERT INTO written (p) SELECT * FROM unnest(ARRAY[
	'0.1', '0.1.1', '0.1.3', '0.2', '0.2.2', '0.5', '0.127-7/15',
	'1.1', '1.2', '1.2.1', '1.2.7', '1.2/2', '1.3', '1.3.1', '1.3.2', '1.3.3', '1.3/2', '1.4', '1.4/2', '1.4/3', '1.4/4',
	'1.5', '1.5.1', '1.5.9', '1.5.10', '1.6', '1.6.1', '1.6.1/2', '1.6.1/3', '1.6.1/4', '1.6.2',
	'1.7', '1.7.9', '1.7.10', '1.7.10/2', '1.7.10/15', '1.7.10-1', '1.7.10-1/2', '1.7.10-2', '1.7.11', '1.7.63-15/15', '1.7/2', '1.7/15',
	'1.7-1', '1.7-1.1', '1.7-1.1-1', '1.7-1/2', '1.7-2', '1.7-7', '1.8', '1.9', '1.10', '1.22', '1.22/2', '1.127-7.63-15/15',
	'2.1', '2.4/2', '2.7.10', '2.22', '3.1', '3.5', '3.5.1', '3.21.4', '4.1', '7.127-7/15']);
SELECT count(*) AS pairs, count(*) FILTER (WHERE ((a.p < b.p) = (a.n < b.n) AND (a.p <= b.p) = (a.n <= b.n) AND (a.p = b.p) = (a.n = b.n)
	AND (a.p <> b.p) = (a.n <> b.n) AND (a.p >= b.p) = (a.n >= b.n) AND (a.p > b.p) = (a.n > b.n)
	AND sign(sss_internal.provision_cmp(a.p, b.p)) = sign(a.n - b.n)) IS NOT TRUE) AS disagreements
  FROM written AS a, written AS b;
SELECT '1.3.3'::sss.provision < '1.3/2' AND '1.3/2'::sss.provision < '1.4' AS closing_sentence_after_items,
       '0.5'::sss.provision < '1.1' AS order_before_annexes,
       '1.7'::sss.provision < '1.7-1' AND '1.7.11'::sss.provision < '1.7-1' AND '1.7-1'::sss.provision < '1.8' AS inserted_paragraph,
       '1.7.10'::sss.provision < '1.7.10-1' AND '1.7.10-1'::sss.provision < '1.7.11' AS inserted_item,
       '1.9'::sss.provision < '1.10' AND '1.5.9'::sss.provision < '1.5.10' AS by_number;
SELECT min(p), max(p) FROM written;
SELECT sss.annex(p), min(p), max(p), count(*) FROM written GROUP BY 1 ORDER BY 1;

-- Through an index, in both directions.
SET enable_seqscan = off;
SET enable_sort = off;
SELECT array_agg(n ORDER BY i) = array_agg(n ORDER BY n) AS forwards
  FROM (SELECT n, row_number() OVER () AS i FROM (SELECT n FROM written ORDER BY p OFFSET 0) AS w) AS t;
SELECT array_agg(n ORDER BY i) = array_agg(n ORDER BY n DESC) AS backwards
  FROM (SELECT n, row_number() OVER () AS i FROM (SELECT n FROM written ORDER BY p DESC OFFSET 0) AS w) AS t;
SELECT string_agg(p::text, ' ' ORDER BY p) FROM written WHERE p BETWEEN '1.3' AND '1.3/2';
SELECT string_agg(p::text, ' ' ORDER BY p) FROM written WHERE p > '1.7' AND p < '1.7-1';
SELECT string_agg(p::text, ' ' ORDER BY p) FROM written WHERE p >= '1.7-1' AND p < '1.8';
SELECT p FROM written WHERE p IN ('1.7.10', '1.7.12', '0.5') ORDER BY p;
RESET enable_seqscan;
RESET enable_sort;

-- A text is one citation, and a citation one text.
SELECT count(*) AS citations, count(DISTINCT p) AS values, count(DISTINCT p::text) AS texts,
       bool_and(p::text = t) AS written_as_read,
       bool_and(sss.annex(p) = a AND sss.paragraph(p) = g AND sss.item(p) IS NOT DISTINCT FROM i AND sss.part(p) IS NOT DISTINCT FROM s) AS same_parts
  FROM generate_series(0, 7) AS a, unnest('{1,2,9,10,22,127}'::int[]) AS g, unnest('{NULL,1,7}'::int[]) AS gn,
	   unnest('{NULL,1,10,63}'::int[]) AS i, unnest('{NULL,1,15}'::int[]) AS iin, unnest('{NULL,1,2,15}'::int[]) AS s,
	   LATERAL (SELECT concat(a, '.', g, '-' || gn, '.' || i, CASE WHEN i IS NOT NULL THEN '-' || iin END, '/' || s) AS t) AS w,
	   LATERAL (SELECT t::sss.provision AS p) AS v
 WHERE i IS NOT NULL OR iin IS NULL;

-- The number on disk, which SQL does not show but the hash tells, may never change.
SELECT p, sss_internal.provision_hash(p), sss_internal.provision_hash_extended(p, 0)
  FROM unnest('{0.5,1.7.10,7.127-7.63-15/15}'::sss.provision[]) AS p;

-- Every clause that the catalogue cites is one of the order's three annexes or the order's own.
SELECT relation, count(*) > 0 AS cited, min(sss.annex(provision)) >= 0 AND max(sss.annex(provision)) <= 3 AS in_the_order,
       bool_and(sss.cite(provision, 'en') IS NOT NULL) AS citable
  FROM (SELECT 'provider_standards' AS relation, provision FROM sss.provider_standards
		UNION ALL SELECT 'admissions', provision FROM sss.admissions
		UNION ALL SELECT 'stays', provision FROM sss.stays
		UNION ALL SELECT 'scope', provision FROM sss.scope
		UNION ALL SELECT 'quality_conditions', provision FROM sss.quality_conditions
		UNION ALL SELECT 'readings', provision FROM sss.readings
		UNION ALL SELECT 'editions', provision FROM sss.editions) AS t
 GROUP BY relation ORDER BY relation COLLATE "C";

-- Ranges of clauses.
CREATE TYPE clauses AS RANGE (subtype = sss.provision);
CREATE TABLE chapters (name text, clauses clauses, EXCLUDE USING gist (clauses WITH &&));
INSERT INTO chapters VALUES ('general', '[1.1,1.5)'), ('household', '[1.5,1.7)'), ('medical', '[1.7,1.9)');
SELECT name FROM chapters WHERE clauses @> '1.6.1/3'::sss.provision;
SELECT p, name FROM written LEFT JOIN chapters ON clauses @> p WHERE p IN ('1.4/4', '1.5', '1.7-7', '1.9') ORDER BY p;
\set VERBOSITY sqlstate
INSERT INTO chapters VALUES ('overlapping', '[1.8.2,1.10)');
\set VERBOSITY default

SET client_min_messages = warning;
DROP SCHEMA provision CASCADE;
