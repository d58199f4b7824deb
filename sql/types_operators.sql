--
-- The types: comparison, order, arrays, and the SQL that rests on them.
--
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS special_social_services;
RESET client_min_messages;
CREATE SCHEMA types_operators;
SET search_path = types_operators;

CREATE TABLE types AS
SELECT oid, typname AS type
  FROM pg_type
 WHERE typnamespace = 'sss'::regnamespace AND typtype = 'b' AND typelem = 0;

--
-- The catalogs have the same for each type.  Operators and aggregates stand
-- in pg_catalog, where every role finds them.
--
SELECT n.nspname, o.oprname, c.oprname AS commutator, g.oprname AS negator, o.oprcanmerge, o.oprcanhash,
       o.oprrest, o.oprjoin, count(*) AS types
  FROM types AS t
  JOIN pg_operator AS o ON o.oprleft = t.oid AND o.oprright = t.oid AND o.oprresult = 'boolean'::regtype
  JOIN pg_namespace AS n ON n.oid = o.oprnamespace
  LEFT JOIN pg_operator AS c ON c.oid = o.oprcom AND c.oprleft = t.oid AND c.oprright = t.oid
  LEFT JOIN pg_operator AS g ON g.oid = o.oprnegate AND g.oprleft = t.oid AND g.oprright = t.oid
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
 ORDER BY o.oprname COLLATE "C";
-- Nor are there others: a type meets another only as text.
SELECT o.oid::regoperator
  FROM pg_operator AS o
 WHERE (o.oprleft IN (SELECT oid FROM types) OR o.oprright IN (SELECT oid FROM types)) AND o.oprleft <> o.oprright;

SELECT substring(p.proname FROM length(t.type) + 2) COLLATE "C" AS function, p.provolatile, p.proisstrict,
       p.proleakproof, p.proparallel, count(*) AS types
  FROM types AS t
  JOIN pg_proc AS p ON p.pronamespace = 'sss_internal'::regnamespace
   AND p.proname ~ ('^' || t.type || '_(eq|ne|lt|le|gt|ge|cmp|sortsupport|hash|hash_extended|larger|smaller)$')
 GROUP BY 1, 2, 3, 4, 5
 ORDER BY 1;

SELECT n.nspname, p.proname, o.oprname AS sort_operator, a.aggcombinefn::text <> '-' AS parallel, count(*) AS types
  FROM types AS t
  JOIN pg_proc AS p ON p.proargtypes = ARRAY[t.oid]::oidvector AND p.prokind = 'a' AND p.prorettype = t.oid
  JOIN pg_namespace AS n ON n.oid = p.pronamespace
  JOIN pg_aggregate AS a ON a.aggfnoid = p.oid
  JOIN pg_operator AS o ON o.oid = a.aggsortop AND o.oprleft = t.oid
 GROUP BY 1, 2, 3, 4
 ORDER BY p.proname COLLATE "C";

SELECT c.castsource::regtype, c.castcontext, c.castmethod, count(*) AS types
  FROM types AS t
  JOIN pg_cast AS c ON t.oid IN (c.castsource, c.casttarget)
 WHERE c.casttarget = t.oid
 GROUP BY 1, 2, 3
 ORDER BY c.castsource::regtype::text COLLATE "C";
SELECT count(*) AS other_casts FROM pg_cast WHERE castsource IN (SELECT oid FROM types);

--
-- Every pair of values: the operators agree with the numbers on disk, and the
-- hashes with equality.  Numbers without a code are compared like any other.
--
CREATE TABLE samples AS
SELECT type, number, '#' || number AS value
  FROM types, generate_series(1, 127) AS number
 WHERE type NOT IN ('service', 'provision')
UNION ALL
SELECT 'service', number, '#' || number
  FROM generate_series(1000, 8100, 10) AS number
 WHERE number % 1000 < 200
UNION ALL
SELECT 'service', number, '#' || number
  FROM unnest(ARRAY[1, 127, 128, 255, 256, 999, 1011, 32766, 32767]) AS number
UNION ALL
-- The numbers of a citation are its place in the order: see sql/types_provision.sql
SELECT 'provision', row_number() OVER (ORDER BY annex, paragraph, item), annex || '.' || paragraph || '.' || item
  FROM generate_series(0, 3) AS annex, generate_series(1, 9) AS paragraph, generate_series(1, 3) AS item;

CREATE FUNCTION disagreements(type name, OUT pairs bigint, OUT disagreements bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format($query$
		SELECT count(*), count(*) FILTER (WHERE (
			(a.v = b.v) = (a.n = b.n) AND (a.v <> b.v) = (a.n <> b.n) AND
			(a.v < b.v) = (a.n < b.n) AND (a.v <= b.v) = (a.n <= b.n) AND
			(a.v > b.v) = (a.n > b.n) AND (a.v >= b.v) = (a.n >= b.n) AND
			(a.v IS DISTINCT FROM b.v) = (a.n <> b.n) AND
			sign(sss_internal.%2$I(a.v, b.v)) = sign(a.n - b.n) AND
			sss_internal.%3$I(a.v, b.v) = CASE WHEN a.n > b.n THEN a.v ELSE b.v END AND
			sss_internal.%4$I(a.v, b.v) = CASE WHEN a.n < b.n THEN a.v ELSE b.v END AND
			(a.n = b.n OR sss_internal.%5$I(a.v) <> sss_internal.%5$I(b.v)) AND
			(a.n <> b.n OR sss_internal.%5$I(a.v) = sss_internal.%5$I(b.v)) AND
			(a.n <> b.n OR sss_internal.%6$I(a.v, 42) = sss_internal.%6$I(b.v, 42)) AND
			sss_internal.%6$I(a.v, 0)::bit(32) = sss_internal.%5$I(a.v)::bit(32) AND
			sss_internal.%6$I(a.v, 0) <> sss_internal.%6$I(a.v, 1)) IS NOT TRUE)
		  FROM (SELECT number AS n, value::sss.%1$I AS v FROM samples WHERE type = %1$L) AS a,
			   (SELECT number AS n, value::sss.%1$I AS v FROM samples WHERE type = %1$L) AS b$query$,
		type, type || '_cmp', type || '_larger', type || '_smaller', type || '_hash', type || '_hash_extended')
	   INTO pairs, disagreements;
END $$;
SELECT type, d.* FROM types, LATERAL disagreements(type) AS d ORDER BY type COLLATE "C";

-- NULL compares as NULL.
SELECT NULL::sss.standard = 'centers' AS equal, 'centers' < NULL::sss.standard AS less,
       NULL::sss.standard IS DISTINCT FROM 'centers' AS different, NULL::sss.standard IS NOT DISTINCT FROM NULL AS same,
       sss_internal.standard_cmp(NULL, 'centers') IS NULL AS compared;

-- Sorting, also of more than fits into memory.
CREATE TABLE shuffled AS
SELECT ('#' || 1 + (i * 7919::bigint) % 127)::sss.provider_type AS provider, 1 + (i * 7919::bigint) % 127 AS number
  FROM generate_series(1, 20000) AS i;
CREATE FUNCTION unsorted(setting text, direction text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM set_config('work_mem', setting, true);
	EXECUTE format('SELECT count(*) FROM (SELECT number, lead(number) OVER () AS next
		FROM (SELECT number FROM shuffled ORDER BY provider %1$s OFFSET 0) AS s) AS t
		WHERE CASE %1$L WHEN ''ASC'' THEN number > next ELSE number < next END', direction) INTO n;
	RETURN n;
END $$;
SELECT memory, direction, unsorted(memory, direction)
  FROM unnest(ARRAY['64kB', '64MB']) AS memory, unnest(ARRAY['ASC', 'DESC']) AS direction;
SELECT count(DISTINCT provider) AS providers, min(provider), max(provider) FROM shuffled;

--
-- Statements of an application.
--
CREATE TABLE children (
	id int PRIMARY KEY,
	category sss.recipient_category,
	categories sss.recipient_category[],
	provider sss.provider_type NOT NULL DEFAULT 'youth_house',
	stay sss.stay_mode,
	basis sss.placement_basis
);
INSERT INTO children VALUES
	(1, 'orphan', '{orphan}', DEFAULT, 'permanent', 'local_executive_decision'),
	(2, 'deviant_behavior', '{orphan,deviant_behavior}', 'special_organization', 'permanent', 'court_act'),
	(3, 'crime_suspect', '{crime_suspect}', 'patronage_caregiver', NULL, 'criminal_process_ruling'),
	(4, 'abuse_victim', '{abuse_victim,neglected_or_homeless}', 'minors_adaptation_center', 'day', 'deliverer_application'),
	(5, 'orphan', '{}', 'guardian', NULL, 'guardianship_decision'),
	(6, NULL, NULL, 'other_center', 'temporary', NULL),
	(7, 'orphan', '{orphan,NULL}', 'other_center', 'temporary', 'other_document');

SELECT id, category, stay FROM children ORDER BY category, stay NULLS FIRST, id;
SELECT id, category FROM children ORDER BY category DESC NULLS LAST, id LIMIT 3;
SELECT category, count(*), min(provider), max(provider) FROM children GROUP BY category ORDER BY category;
SELECT DISTINCT stay FROM children ORDER BY stay;
SELECT DISTINCT ON (category) category, id, provider FROM children ORDER BY category, provider DESC;
SELECT category, stay, count(*) FROM children GROUP BY GROUPING SETS ((category), (stay), ()) ORDER BY 1, 2, 3;
SELECT category FROM children GROUP BY category HAVING max(provider) > 'guardian' ORDER BY category;
SELECT min(category), max(category), min(stay), max(stay), min(basis), max(basis), min(provider), max(provider),
       count(DISTINCT provider) AS providers
  FROM children;
SELECT min(category), max(category) FROM children WHERE false;

SELECT id, rank() OVER (ORDER BY category), dense_rank() OVER (ORDER BY category DESC),
       lag(category) OVER (ORDER BY id), first_value(provider) OVER (PARTITION BY category ORDER BY provider),
       count(*) OVER (ORDER BY stay)
  FROM children ORDER BY id;

SELECT id FROM children WHERE category IN ('orphan', 'crime_suspect') ORDER BY id;
SELECT id FROM children WHERE category NOT IN ('orphan', 'crime_suspect') ORDER BY id;
SELECT id FROM children WHERE category = ANY ('{orphan,crime_suspect}') ORDER BY id;
SELECT id FROM children WHERE category <> ALL ('{orphan,crime_suspect}') ORDER BY id;
-- A list long enough to be hashed, and one taken from a query
SELECT id FROM children WHERE provider IN ('special_educational_needs_support_center', 'children_in_need_support_center',
	'family_type_village', 'youth_house', 'rehabilitation_center', 'special_boarding_school', 'special_organization',
	'other_organization', 'other_center', 'other_family', '#1') ORDER BY id;
SELECT id FROM children WHERE category IN (SELECT unnest(categories) FROM children) ORDER BY id;
SELECT id FROM children WHERE stay NOT IN (SELECT stay FROM children WHERE stay IS NOT NULL AND id > 4) ORDER BY id;
SELECT id FROM children WHERE provider BETWEEN 'minors_adaptation_center' AND 'other_center' ORDER BY id;
SELECT id FROM children WHERE (category, provider) = ('orphan', 'guardian');
SELECT id FROM children WHERE (category, stay) > ('orphan', 'permanent') ORDER BY id;
SELECT id, CASE category WHEN 'orphan' THEN 1 WHEN 'crime_suspect' THEN 2 ELSE 3 END AS "case",
       nullif(category, 'orphan'), coalesce(stay, 'day'), category IS DISTINCT FROM 'orphan' AS other,
       greatest(stay, 'temporary'), least(stay, 'temporary'), CASE WHEN id < 3 THEN stay ELSE 'day' END AS choice
  FROM children ORDER BY id;

SELECT category FROM children UNION SELECT 'youth_house_resident' ORDER BY category;
SELECT category FROM children INTERSECT SELECT unnest(categories) FROM children ORDER BY category;
SELECT category FROM children EXCEPT ALL SELECT 'orphan' ORDER BY category;
WITH RECURSIVE next (stay) AS (
	SELECT min(stay) FROM children
	UNION
	SELECT (SELECT min(c.stay) FROM children AS c WHERE c.stay > next.stay) FROM next WHERE next.stay IS NOT NULL)
SELECT stay FROM next ORDER BY stay;

SELECT c.id, provider, s.standard
  FROM children AS c JOIN sss.provider_standards AS s USING (provider)
 ORDER BY id, standard;
SELECT id, name_en FROM children AS c LEFT JOIN sss.stay_modes AS m ON m.code = c.stay ORDER BY id;
SELECT id FROM children NATURAL JOIN (SELECT DISTINCT category, basis FROM sss.admissions) AS a ORDER BY id;

-- Values of a type in SQL and PL/pgSQL functions.
CREATE FUNCTION next_stay(stay sss.stay_mode) RETURNS sss.stay_mode LANGUAGE sql IMMUTABLE AS
	$$ SELECT min(code) FROM sss.stay_modes WHERE code > $1 $$;
CREATE FUNCTION stay_name(stay sss.stay_mode DEFAULT 'day') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	known CONSTANT sss.stay_mode NOT NULL := 'temporary';
	given sss.stay_mode := stay;
BEGIN
	IF given = known THEN
		RETURN 'known';
	ELSIF given > 'temporary' OR given IS NULL THEN
		given := 'perma' || 'nent';
	END IF;
	CASE given
		WHEN 'permanent' THEN RETURN 'lasting';
		ELSE RETURN given;
	END CASE;
END $$;
SELECT code, next_stay(code), stay_name(code) FROM sss.stay_modes ORDER BY code;
SELECT stay_name(), stay_name(NULL);

--
-- Arrays.
--
SELECT id, categories FROM children WHERE 'orphan' = ANY (categories) ORDER BY id;
SELECT id FROM children WHERE categories @> '{orphan,deviant_behavior}' ORDER BY id;
SELECT id FROM children WHERE categories && '{crime_suspect,deviant_behavior}' ORDER BY id;
SELECT id FROM children WHERE categories <@ '{crime_suspect,orphan}' ORDER BY id;
SELECT id FROM children WHERE categories = '{orphan}' OR categories[2] = 'neglected_or_homeless' ORDER BY id;
SELECT id FROM children WHERE category = ALL (categories) ORDER BY id;
SELECT id, categories FROM children ORDER BY categories NULLS FIRST, id;
SELECT category, array_agg(provider ORDER BY provider DESC), array_agg(DISTINCT stay)
  FROM children GROUP BY category ORDER BY category;
SELECT categories || category AS appended, array_append(categories, 'abuse_victim') AS literal_appended,
       array_remove(categories, 'orphan') AS removed, array_position(categories, 'deviant_behavior') AS position,
       categories || '{youth_house_resident}' AS joined, cardinality(categories)
  FROM children WHERE id IN (1, 2) ORDER BY id;
SELECT u.category, u.n, count(*) FROM children, unnest(categories) WITH ORDINALITY AS u (category, n)
 GROUP BY u.category, u.n ORDER BY 1, 2;
SELECT ARRAY['orphan', category] FROM children WHERE id = 2;
SELECT '{{orphan,crime_suspect},{NULL,"#12"}}'::sss.recipient_category[] AS nested,
       ('{orphan,crime_suspect,abuse_victim}'::sss.recipient_category[])[2:3] AS slice,
       '{household.transport,"#32767",NULL,legal.help_with_documents}'::sss.service[] AS services,
       array_fill('centers'::sss.standard, ARRAY[3]) AS filled,
       '[2:3]={centers,families}'::sss.standard[] AS shifted;
SELECT sss.placement_verdict_any(categories, basis, provider, stay, '2024-01-01') FROM children ORDER BY id;
UPDATE children SET categories[3] = 'abuse_victim' WHERE id = 2 RETURNING categories;

--
-- Domains, composite types, ranges, records.
--
CREATE DOMAIN annex_standard AS sss.standard NOT NULL CHECK (VALUE <> 'families');
CREATE TYPE placement AS (category sss.recipient_category, provider sss.provider_type, standards annex_standard[]);
CREATE TABLE placements (id int, standard annex_standard, p placement, UNIQUE (p));
INSERT INTO placements VALUES
	(1, 'organizations', ('orphan', 'youth_house', '{organizations}')),
	(2, 'centers', ROW('abuse_victim', 'other_center', NULL)),
	(3, 'centers', '(abuse_victim,minors_adaptation_center,{centers})');
SELECT id, standard, (p).category, (p).provider, (p).standards FROM placements ORDER BY p;
SELECT id FROM placements WHERE standard = 'centers' AND p > ROW('abuse_victim', 'minors_adaptation_center', '{}')::placement;
SELECT standard, count(*) FROM placements GROUP BY standard ORDER BY standard;
SELECT min(standard), max((p).provider), count(DISTINCT p) FROM placements;
SELECT max(p.standard) FROM placements AS p JOIN sss.standards AS s ON s.code = p.standard;
\set VERBOSITY sqlstate
INSERT INTO placements VALUES (4, 'families', NULL);
INSERT INTO placements VALUES (4, NULL, NULL);
INSERT INTO placements VALUES (4, 'centers', ('orphan', 'youth_house', '{families}'));
INSERT INTO placements VALUES (4, 'centre', NULL);
INSERT INTO placements VALUES (4, 'centers', ROW('orphan', 'youth_house', '{organizations}'));
\set VERBOSITY default

CREATE TYPE provider_range AS RANGE (subtype = sss.provider_type);
SELECT provider, provider <@ provider_range('minors_adaptation_center', 'other_center', '[]') AS in_annex_2
  FROM children ORDER BY id;

-- A type is compared with its own only, and a number is no code.
\set VERBOSITY sqlstate
SELECT provider_range('guardian', 'youth_house');
SELECT 'centers'::sss.standard = 'day'::sss.stay_mode;
SELECT 'centers'::sss.standard = 32;
SELECT 'centers'::sss.standard + 1;
SELECT 'centers'::sss.standard LIKE 'c%';
SELECT 32::sss.standard;
SELECT 'centers'::sss.standard::int;
SELECT 'centers'::sss.standard::sss.stay_mode;
\set VERBOSITY default

SET client_min_messages = warning;
DROP SCHEMA types_operators CASCADE;
