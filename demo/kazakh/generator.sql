-- The generator: cases with known answers.  It reads the Order from literal
-- tables of its own, written in the ids of this database.  It runs before the
-- extension is installed, so it cannot have asked the extension.

\echo
\echo '== 2. Generated cases, and the Order''s answer for each'
\echo

SELECT setseed(0.165) \g /dev/null
CREATE SCHEMA generator;

--
-- The Order
--

-- Paragraph 3: the annexes that govern a type of institution.  A college (217)
-- is no provider.
CREATE TABLE generator.provider (annex integer, types integer[]);
INSERT INTO generator.provider VALUES
	(1, '{22,23,28,81,85,88,89,90,201,202,204,205,206,208}'),
	(2, '{203,204,207,209}'),
	(3, '{211,212,213,214,215,216}');

-- Paragraph 2: the categories that an annex receives.  Status 48 stands for two.
CREATE TABLE generator.recipient (annex integer, item integer, statuses integer[]);
INSERT INTO generator.recipient VALUES
	(1, 1, '{33,40,48}'), (1, 2, '{48,101}'), (1, 3, '{103}'), (1, 4, '{104}'),
	(1, 5, '{105}'), (1, 6, '{107}'), (1, 7, '{108}'),
	(2, 1, '{33,40,48}'), (2, 2, '{48,101}'), (2, 3, '{102}'), (2, 4, '{103}'),
	(2, 5, '{104}'), (2, 6, '{106}'), (2, 7, '{109}'),
	(3, 1, '{33,40,48}'), (3, 2, '{48,101}'), (3, 3, '{107}');

-- Paragraph 4, annex 3 paragraph 5: the basis on which each item of paragraph 2
-- is received; NULL is any.  If no clause names a basis, the first clause in this
-- sequence is cited.
CREATE TABLE generator.admission (sequence serial, annex integer, provision text,
	items integer[], bases integer[], types integer[], outcome text);
INSERT INTO generator.admission (annex, provision, items, bases, types, outcome) VALUES
	(1, '1.4/2', '{1,2,7}', '{1,2}', '{28,85,88,89,90,201,202,204,205,206,208}', 'compliant'),
	(1, '1.4/3', '{3,4,5}', '{4,5}', NULL, 'compliant'),
	(1, '1.4/4', '{6}', '{6}', '{28,85,88,89,90,201,202,204,205,206,208}', 'compliant'),
	(2, '2.4/2', '{1,2,3,6,7}', '{1,2,3}', NULL, 'compliant'),
	(2, '2.4/3', '{4,5}', '{4,5}', NULL, 'compliant'),
	(3, '3.5.1', '{1,2}', '{7}', '{211,212}', 'compliant'),
	(3, '3.5.2', '{1,2}', '{8,9,10}', '{213,214,215}', 'compliant'),
	(3, '3.5.3', '{3}', '{6}', '{213}', 'compliant'),
	-- As the Order is read: whether the closed institutions take children in
	-- without a court act is open; a court act for special educational needs is
	-- probably a slip; a suspect's contract is settled for patronage only
	(1, '1.4/2', '{1,2,7}', '{1,2}', '{22,23,81}', 'unsettled'),
	(1, '1.4/4', '{6}', '{6}', '{22,23,81}', 'unsettled'),
	(1, '1.4/3', '{5}', NULL, NULL, 'unsettled'),
	(3, '3.5.2', '{3}', '{8,9,10}', '{213}', 'compliant'),
	(3, '3.5.2', '{3}', '{8,9,10}', '{214,215}', 'unsettled');

-- Paragraph 2: the stay that an annex is meant for; annex 3 names none.  A stay
-- by day is unsettled if the provider offers no residence (88, 89, 90).
CREATE TABLE generator.stay (annex integer, stays integer[], types integer[], outcome text);
INSERT INTO generator.stay VALUES
	(1, '{1,2,3}', NULL, 'compliant'),
	(1, '{4}', '{88,89,90}', 'unsettled'),
	(2, '{2,3,4}', NULL, 'compliant'),
	(2, '{1}', NULL, 'unsettled');

-- The application's own values: round the clock, permanent, temporary, by day,
-- not given
CREATE TABLE generator.word (stay integer, words text[]);
INSERT INTO generator.word VALUES
	(1, '{Круглосуточно,круглосуточно,"Круглосуточно "}'), (2, '{Постоянное,"Постоянное пребывание"}'),
	(3, '{Временное,временное}'), (4, '{Дневное," дневное"}'), (5, '{"не указано",-}');

-- The services that an annex lists: the first element of an array is item 1
CREATE TABLE generator.listing (annex integer, paragraph integer, services text[]);
INSERT INTO generator.listing VALUES
	(1, 5, '{101,103,105,106,107,108,109,110,111,112}'),
	(1, 7, '{201,202,203,204,205,206,207,208,209,"210,211,212",213}'),
	(1, 9, '{301,302,303,304,305,306,307,308}'),
	(1, 11, '{401,402,403,404,405,406}'),
	(1, 13, '{501,502,503,504}'),
	(1, 15, '{601,602,603}'),
	(1, 17, '{701,702}'),
	(1, 19, '{801,802,803,804,805,806,807,808}'),
	(2, 5, '{101,103,105,106,107,108,109,110,111,112}'),
	(2, 7, '{201,202,203,204,205,206,207,208,209,210,213}'),
	(2, 9, '{301,302,303,304,305,306,307,308}'),
	(2, 11, '{401,402,403,404,405,406}'),
	(2, 13, '{501,502,503,504}'),
	(2, 15, '{601,602,603}'),
	(2, 17, '{701,702}'),
	(2, 19, '{801,802,803,804,805,806,807,808}'),
	(3, 6, '{102,104,113,105,106,108,109,110,114,115}'),
	(3, 8, '{214,215,216,217,218,219,213}'),
	(3, 10, '{309,310,311}'),
	(3, 12, '{404,407,403,405}'),
	(3, 14, '{505,503,506,507}'),
	(3, 16, '{601,603}'),
	(3, 18, '{701,702}'),
	(3, 20, '{801,802,803,804,806,808}');

-- One row for each service of an item: annex 1, ¶7(10) holds three
CREATE VIEW generator.listed AS
	SELECT l.annex, format('%s.%s.%s', l.annex, l.paragraph, s.item) AS provision, service::integer
	  FROM generator.listing AS l, unnest(l.services) WITH ORDINALITY AS s (list, item),
		   unnest(string_to_array(s.list, ',')) AS service;

-- The weights: within an annex the worst decides, across annexes and categories
-- the best, and of equals the one that leaves the fewest requirements unmet
CREATE TABLE generator.weight (outcome text PRIMARY KEY, severity integer);
INSERT INTO generator.weight VALUES ('compliant', 0), ('unsettled', 1), ('violation', 2);

--
-- Children: their social statuses, and those that were soft-deleted
--
CREATE TABLE generator.profile (id integer PRIMARY KEY, statuses integer[], deleted integer[]);
INSERT INTO generator.profile VALUES
	(1, '{33}', '{}'), (2, '{40}', '{}'), (3, '{33,40}', '{}'), (4, '{101}', '{}'),
	(5, '{102}', '{}'), (6, '{103}', '{}'), (7, '{104}', '{}'), (8, '{105}', '{}'),
	(9, '{106}', '{}'), (10, '{107}', '{}'), (11, '{108}', '{}'), (12, '{109}', '{}'),
	-- In two categories, or in one and with a status that is none
	(13, '{33,103}', '{}'), (14, '{101,105}', '{}'), (15, '{17,105}', '{}'),
	(16, '{10,12,33}', '{}'),
	-- A deleted status does not count
	(17, '{103}', '{33}'), (18, '{106}', '{101}'), (19, '{}', '{101}'),
	-- In two categories by one status
	(20, '{48}', '{}'),
	-- In no category
	(21, '{12}', '{}'), (22, '{10,11,13,16}', '{}'), (23, '{32,39}', '{}'),
	-- The meaning of 110 is not decided: it may be a category
	(24, '{110}', '{}'), (25, '{103,110}', '{}');

-- A child under an annex: received by each item, by none (NULL), or with unknown
-- categories
CREATE TABLE generator.child AS
	SELECT p.id AS profile, a AS annex, r.item,
		   NOT EXISTS (SELECT FROM generator.recipient AS any_of
						WHERE any_of.statuses && p.statuses) AS missing
	  FROM generator.profile AS p
	 CROSS JOIN generate_series(1, 3) AS a
	  LEFT JOIN generator.recipient AS r ON r.annex = a AND r.statuses && p.statuses
	 UNION ALL
	SELECT p.id, a, NULL, true
	  FROM generator.profile AS p
	 CROSS JOIN generate_series(1, 3) AS a
	 WHERE 110 = ANY (p.statuses);

--
-- The Order's answer on each item of paragraph 2 (NULL: a category that the annex
-- does not receive), type, basis and stay
--
CREATE TABLE generator.single_answer AS
	WITH asked AS (
		SELECT p.annex, i.item, t.id AS type, b.id AS basis, s.id AS stay,
			   CASE WHEN t.id = 216 THEN 'unsettled'
					WHEN i.item IS NULL THEN 'violation'
					ELSE 'compliant' END AS by_category,
			   CASE WHEN t.id = 216 THEN 'unsettled'
					ELSE coalesce(admitted.outcome, 'violation') END AS by_basis,
			   coalesce(admitted.provision, clause.provision,
						p.annex || CASE p.annex WHEN 3 THEN '.5' ELSE '.4' END) AS basis_provision,
			   CASE WHEN s.id IS NULL OR s.id = 5 OR p.annex = 3 THEN 'compliant'
					ELSE coalesce(stay.outcome, 'violation') END AS by_stay
		  FROM generator.provider AS p
		  JOIN organization.institution_type AS t ON t.id = ANY (p.types)
		  JOIN (SELECT annex, item FROM generator.recipient
				UNION SELECT a, NULL FROM generate_series(1, 3) AS a) AS i ON i.annex = p.annex
		 CROSS JOIN (SELECT id FROM handbook.placement_basis WHERE id <> 12) AS b
		 CROSS JOIN (SELECT stay AS id FROM generator.word UNION SELECT NULL) AS s
		  LEFT JOIN LATERAL (
				SELECT a.outcome, a.provision
				  FROM generator.admission AS a
				  JOIN generator.weight AS w USING (outcome)
				 WHERE a.annex = p.annex AND i.item = ANY (a.items)
				   AND (a.bases IS NULL OR b.id = ANY (a.bases))
				   AND (a.types IS NULL OR t.id = ANY (a.types))
				 ORDER BY w.severity LIMIT 1) AS admitted ON true
		  LEFT JOIN LATERAL (
				SELECT a.provision
				  FROM generator.admission AS a
				 WHERE a.annex = p.annex AND i.item = ANY (a.items)
				   AND (a.types IS NULL OR t.id = ANY (a.types))
				 ORDER BY a.sequence LIMIT 1) AS clause ON true
		  LEFT JOIN generator.stay AS stay
				 ON stay.annex = p.annex AND s.id = ANY (stay.stays)
				AND (stay.types IS NULL OR t.id = ANY (stay.types))
	)
	SELECT a.*, w.outcome AS worst, w.severity
	  FROM asked AS a
	 CROSS JOIN LATERAL (
			SELECT w.outcome, w.severity FROM generator.weight AS w
			 WHERE w.outcome IN (a.by_category, a.by_basis, a.by_stay)
			 ORDER BY w.severity DESC LIMIT 1) AS w;

-- The one value of a group, else unknown
CREATE FUNCTION generator.common(low text, high text, otherwise text DEFAULT 'unknown') RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN low = high THEN low ELSE otherwise END $$;

--
-- Every placement that can be recorded, and the Order's answer from the day on
-- which it is in force.  Where the category or the basis is missing, the answer is
-- the one that each value of it has, if they agree.
--
CREATE TABLE generator.placement_answer AS
	WITH facts AS (
		SELECT row_number() OVER (ORDER BY p.id, t.id, b.id, s.id) AS n,
			   p.id AS profile, t.id AS type, b.id AS basis, s.id AS stay,
			   b.id IS NULL OR b.id = 12 AS no_basis
		  FROM generator.profile AS p, organization.institution_type AS t,
			   (SELECT id FROM handbook.placement_basis UNION ALL SELECT NULL) AS b,
			   (SELECT stay AS id FROM generator.word UNION SELECT NULL) AS s
	), candidate AS (
		SELECT f.n, c.annex, c.item, c.missing, f.no_basis,
			   min(a.severity) AS mildest,
			   generator.common(min(a.worst), max(a.worst)) AS verdict,
			   generator.common(min(a.by_category), max(a.by_category)) AS by_category,
			   generator.common(min(a.by_basis), max(a.by_basis)) AS by_basis,
			   generator.common(min(a.by_stay), max(a.by_stay)) AS by_stay,
			   generator.common(min(a.basis_provision), max(a.basis_provision),
								c.annex || CASE c.annex WHEN 3 THEN '.5' ELSE '.4' END) AS basis_provision
		  FROM facts AS f
		  JOIN generator.child AS c USING (profile)
		  JOIN generator.single_answer AS a
				 ON a.annex = c.annex AND a.type = f.type AND a.stay IS NOT DISTINCT FROM f.stay
				AND (c.missing OR a.item IS NOT DISTINCT FROM c.item)
				AND (f.no_basis OR a.basis = f.basis)
		 GROUP BY f.n, c.annex, c.item, c.missing, f.no_basis
	), judged AS (
		SELECT n, annex, item, missing, mildest, verdict,
			   (by_category <> 'compliant')::integer + (by_basis <> 'compliant')::integer + (by_stay <> 'compliant')::integer AS unmet,
			   -- The first missing one that matters, else the first of the worst; if all are met, the basis
			   CASE WHEN verdict = 'unknown' AND missing THEN annex || '.2'
					WHEN verdict = 'unknown' THEN annex || CASE annex WHEN 3 THEN '.5' ELSE '.4' END
					WHEN verdict = 'compliant' THEN basis_provision
					WHEN verdict = by_category THEN annex || '.2'
					WHEN verdict = by_basis THEN basis_provision
					ELSE annex || '.2' END AS provision
		  FROM candidate
	)
	SELECT DISTINCT ON (f.n) f.n, f.profile, f.type, f.basis, f.stay,
		   coalesce(j.verdict, 'unknown') AS verdict, j.provision
	  FROM facts AS f
	  LEFT JOIN judged AS j USING (n)
	 ORDER BY f.n, j.mildest, j.verdict = 'unknown', j.unmet, j.annex, j.missing DESC, j.item;

-- The same for services.  The hundreds of an id are its kind; from 900 on the
-- dictionary holds entries that are no services of the Order.
CREATE TABLE generator.service_answer AS
	WITH facts AS (
		SELECT t.id AS type, s.id AS service, s.id IS NULL OR s.id >= 900 AS no_service,
			   (SELECT array_agg(p.annex ORDER BY p.annex) FROM generator.provider AS p
				 WHERE t.id = ANY (p.types)) AS annexes
		  FROM organization.institution_type AS t,
			   (SELECT id FROM handbook.service UNION ALL SELECT NULL) AS s
	)
	SELECT row_number() OVER (ORDER BY f.type, f.service) AS n, f.type, f.service,
		   CASE WHEN f.no_service OR f.annexes IS NULL AND e.annexes < 3 THEN 'unknown'
				WHEN l.provision IS NULL AND f.annexes IS NOT NULL THEN 'violation'
				ELSE 'compliant' END AS verdict,
		   -- A service that every annex lists is certain without a provider; annex 2, paragraph 7, item 10 leaves two out
		   CASE WHEN f.annexes IS NULL THEN CASE WHEN e.annexes = 3 THEN e.provision END
				WHEN f.no_service THEN CASE f.annexes[1] WHEN 3 THEN '3.6' ELSE f.annexes[1] || '.5' END
				WHEN l.provision IS NULL AND f.annexes = '{2}' AND f.service IN (211, 212) THEN '2.7.10'
				WHEN l.provision IS NULL THEN f.annexes[1] || '.' ||
					CASE f.annexes[1] WHEN 3 THEN 4 ELSE 3 END + 2 * (f.service / 100)
				ELSE l.provision END AS provision
	  FROM facts AS f
	  LEFT JOIN LATERAL (
			SELECT l.provision FROM generator.listed AS l
			 WHERE l.annex = ANY (f.annexes) AND l.service = f.service
			 ORDER BY l.annex LIMIT 1) AS l ON true
	  LEFT JOIN LATERAL (
			SELECT count(DISTINCT l.annex) AS annexes, min(l.provision) FILTER (WHERE l.annex = 1) AS provision
			  FROM generator.listed AS l WHERE l.service = f.service) AS e ON true;

--
-- Draw the cases: four of five are in order, the fifth takes every answer in
-- turn.  All random numbers of a case are drawn at once, so that no plan changes them.
--
CREATE FUNCTION generator.draw(answers regclass, cases integer)
RETURNS TABLE (id integer, answer bigint, era float, day float, pick float) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($query$
		WITH answer AS (
			SELECT n, dense_rank() OVER (ORDER BY verdict, provision) AS kind,
				   row_number() OVER (PARTITION BY verdict, provision ORDER BY n) AS nth
			  FROM %1$s
		), kind AS (
			SELECT kind, count(*) AS answers FROM answer GROUP BY kind
		), kinds AS (
			SELECT count(DISTINCT provision) FILTER (WHERE verdict = 'compliant') AS compliant,
				   (SELECT count(*) FROM kind) AS every
			  FROM %1$s
		), draw AS MATERIALIZED (
			SELECT id, random() AS kind, random() AS nth, random() AS era, random() AS day, random() AS pick
			  FROM generate_series(1, $1) AS id
		)
		SELECT d.id, a.n, d.era, d.day, d.pick
		  FROM draw AS d
		 CROSS JOIN kinds AS s
		  JOIN kind AS k ON k.kind = 1 + CASE WHEN d.id %% 5 > 0 THEN floor(d.kind * s.compliant)
											 ELSE d.id / 5 %% s.every END
		  JOIN answer AS a ON a.kind = k.kind AND a.nth = 1 + floor(d.nth * k.answers)
		$query$, answers) USING cases;
END
$$;

CREATE TABLE generator.drawn_placement AS
	SELECT d.id, a.profile, a.type, a.basis, a.stay, a.verdict, a.provision, d.era, d.day, d.pick
	  FROM generator.draw('generator.placement_answer', 100000) AS d
	  JOIN generator.placement_answer AS a ON a.n = d.answer
	 ORDER BY d.id;

-- Every tenth case of a profile is one more of the previous child
ALTER TABLE generator.drawn_placement ADD person_id integer;
UPDATE generator.drawn_placement AS d
   SET person_id = p.person_id
  FROM (SELECT id, dense_rank() OVER (ORDER BY profile, nth - nth / 10) AS person_id
		  FROM (SELECT id, profile, row_number() OVER (PARTITION BY profile ORDER BY id) AS nth
				  FROM generator.drawn_placement) AS numbered) AS p
 WHERE p.id = d.id;

INSERT INTO person.person (id, status, firstname, lastname, birth_date, sex, iin, language, type, create_ts)
	SELECT n, 1, 'Условное имя', 'Условный ' || n, date '2010-01-01' + n % 3650, 1 + n % 2,
		   lpad(n::text, 12, '0') || CASE WHEN n % 97 = 0 THEN ' ' ELSE '' END,
		   CASE WHEN n % 3 = 0 THEN 'kk' ELSE 'ru' END, 1, timestamp '2020-09-01 09:00'
	  FROM generate_series(1, (SELECT max(person_id) FROM generator.drawn_placement)) AS n;

INSERT INTO link.person_social_status_link (person_id, social_status_id, create_ts, delete_ts, is_deleted)
	SELECT person.person_id, status, timestamp '2020-09-01 09:00',
		   CASE WHEN status = ANY (p.deleted) THEN timestamp '2021-09-01 09:00' END,
		   CASE WHEN status = ANY (p.deleted) THEN true
				WHEN person.person_id % 3 > 0 THEN false END
	  FROM (SELECT DISTINCT person_id, profile FROM generator.drawn_placement) AS person
	  JOIN generator.profile AS p ON p.id = person.profile,
		   unnest(p.statuses || p.deleted) AS status
	 ORDER BY 1, 2;

-- A placement began before 1 July 2023, in the last moments before it, in the
-- first ones of it, on an unknown day, or since; the child's placements before and after
CREATE TABLE generator.begun AS
	WITH begun AS (
		SELECT id, person_id, basis,
			   CASE WHEN era < 0.05 THEN timestamp '2019-01-01' + day * interval '1600 days'
					WHEN era < 0.06 THEN timestamp '2023-06-30 23:59:59' - day * interval '1 hour'
					WHEN era < 0.07 THEN timestamp '2023-07-01 00:00:00' + day * interval '1 hour'
					WHEN era < 0.08 THEN NULL
					ELSE timestamp '2023-07-01' + day * interval '800 days' END AS at
		  FROM generator.drawn_placement
	)
	SELECT id, person_id, basis, at,
		   lag(at) OVER child AS before, lead(at) OVER child AS after, lead(basis) OVER child AS next_basis
	  FROM begun
	WINDOW child AS (PARTITION BY person_id ORDER BY at);

INSERT INTO link.person_institution_link
		(id, person_id, institution_id, from_ts, status, person_type, "index", is_deleted, "position")
	SELECT d.id, d.person_id, i.id, b.at, 1, 'child', d.id, CASE WHEN d.id % 3 > 0 THEN false END,
		   w.words[1 + d.id % cardinality(w.words)]
	  FROM generator.drawn_placement AS d
	  JOIN generator.begun AS b USING (id)
	  JOIN (SELECT id, type_id, row_number() OVER (PARTITION BY type_id ORDER BY id) AS nth
			  FROM organization.institution) AS i ON i.type_id = d.type AND i.nth = 1 + floor(d.pick * 12)
	  LEFT JOIN generator.word AS w USING (stay)
	 ORDER BY d.id;

-- Soft-deleted placements, and staff; neither is a placement of a child
INSERT INTO link.person_institution_link
		(id, person_id, institution_id, from_ts, status, person_type, "index", is_deleted, "position")
	SELECT 200000 + id, person_id, institution_id, from_ts, 0, person_type, id, true, 'Дневное'
	  FROM link.person_institution_link WHERE id % 50 = 0
	UNION ALL
	SELECT 300000 + id, person_id, institution_id, from_ts, 1, 'teacher', id, false, 'Воспитатель'
	  FROM link.person_institution_link WHERE id % 50 = 1;

-- A document is written some days before its placement begins.  Half of them are
-- never closed, so that they overlap the child's next one.
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts, to_ts, is_deleted)
	SELECT person_id, basis,
		   greatest(at - id % 20 * interval '1 day', before + (at - before) / 2),
		   CASE WHEN next_basis IS NULL OR id % 2 = 0 THEN after END, CASE WHEN id % 3 > 0 THEN false END
	  FROM generator.begun
	 WHERE basis IS NOT NULL
	 ORDER BY id;

-- Documents that do not count: soft-deleted, closed on the day on which the
-- placement began, written after it, or of an unknown day
INSERT INTO link.person_placement_basis_link (person_id, placement_basis_id, from_ts, to_ts, is_deleted)
	SELECT person_id, 1 + id % 12,
		   CASE WHEN kind < 2 THEN at - interval '1 minute' WHEN kind = 2 THEN at + interval '1 second' END,
		   CASE WHEN kind = 1 THEN at WHEN kind = 2 THEN at + interval '2 seconds' END, kind = 0
	  FROM (SELECT *, id / 10 % 4 AS kind FROM generator.begun WHERE id % 10 = 0) AS b
	 WHERE kind <> 1 OR before IS NULL OR before < at - interval '1 minute';

CREATE TABLE generator.drawn_service AS
	SELECT d.id, a.type, a.service, a.verdict, a.provision, d.era, d.day, d.pick
	  FROM generator.draw('generator.service_answer', 50000) AS d
	  JOIN generator.service_answer AS a ON a.n = d.answer
	 ORDER BY d.id;

INSERT INTO link.person_service_link (id, person_institution_id, service_id, given_ts, is_deleted)
	SELECT d.id, p.id, d.service,
		   CASE WHEN d.era < 0.01 THEN NULL
				WHEN d.era < 0.04 THEN timestamp '2023-06-30 23:59:59' - d.day * interval '900 days'
				ELSE timestamp '2023-07-01' + d.day * interval '800 days' END,
		   CASE WHEN d.id % 3 > 0 THEN false END
	  FROM generator.drawn_service AS d
	  JOIN (SELECT type, count(*) AS cases FROM generator.drawn_placement GROUP BY type) AS t USING (type)
	  JOIN (SELECT id, type, row_number() OVER (PARTITION BY type ORDER BY id) AS nth
			  FROM generator.drawn_placement) AS p ON p.type = d.type AND p.nth = 1 + floor(d.pick * t.cases)
	 ORDER BY d.id;

SELECT setval('person.person_id_seq', (SELECT max(id) FROM person.person)),
	   setval('link.person_institution_link_id_seq', (SELECT max(id) FROM link.person_institution_link)),
	   setval('link.person_service_link_id_seq', (SELECT max(id) FROM link.person_service_link))
\g /dev/null

--
-- The seeded answers, row by row
--
CREATE TABLE generator.seeded (
	rule text,
	id bigint,
	verdict text NOT NULL,
	provision text,
	PRIMARY KEY (rule, id)
);
INSERT INTO generator.seeded
	SELECT f.rule, f.id,
		   CASE WHEN f.day IS NULL THEN 'unknown' WHEN f.day < '2023-07-01' THEN 'not_governed'
				ELSE f.verdict END,
		   CASE WHEN f.day IS NULL THEN NULL WHEN f.day < '2023-07-01' THEN '0.5'
				ELSE f.provision END
	  FROM (SELECT 'placement' AS rule, d.id, l.from_ts::date AS day, d.verdict, d.provision
			  FROM generator.drawn_placement AS d
			  JOIN link.person_institution_link AS l USING (id)
			 UNION ALL
			SELECT 'service', d.id, s.given_ts::date, d.verdict, d.provision
			  FROM generator.drawn_service AS d
			  JOIN link.person_service_link AS s USING (id)) AS f;

ANALYZE;

SELECT (SELECT count(*) FROM person.person) AS children,
	   (SELECT count(*) FROM link.person_social_status_link) AS statuses,
	   (SELECT count(*) FROM link.person_placement_basis_link) AS papers,
	   (SELECT count(*) FROM generator.drawn_placement) AS placements,
	   (SELECT count(*) FROM link.person_service_link) AS services;

\echo 'Seeded, with the number of provisions cited:'
\echo
SELECT rule, verdict, count(*) AS rows, count(DISTINCT provision) AS provisions
  FROM generator.seeded GROUP BY rule, verdict ORDER BY rule, verdict;
