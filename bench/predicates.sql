-- Records that the Order does not admit, found by an index: by functions of the
-- extension, and by = ANY over the services written out.  One in 5,000 is such a record.
--
-- Needs the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TABLE organization AS
	SELECT i AS id, CASE WHEN i % 4 = 0 THEN 'guardian' ELSE 'youth_house' END::sss.provider_type AS provider
	  FROM generate_series(1, 100) AS i;
ALTER TABLE organization ADD PRIMARY KEY (id);
CREATE TABLE services_of AS
	SELECT p.code AS provider, array_agg(s.code) FILTER (WHERE sss.in_scope(s.code, p.code, '2024-01-01')) AS admitted,
		   array_agg(s.code) FILTER (WHERE NOT sss.in_scope(s.code, p.code, '2024-01-01')) AS others
	  FROM sss.provider_types AS p CROSS JOIN sss.services AS s
	 GROUP BY p.code;
CREATE TABLE record AS
	SELECT i AS id, o.id AS organization,
		   CASE WHEN i % 5000 = 0 THEN others[1 + i / 5000 % cardinality(others)] ELSE admitted[1 + i % cardinality(admitted)] END AS service
	  FROM generate_series(1, :rows) AS i
	  JOIN organization AS o ON o.id = 1 + i % 100
	  JOIN services_of AS s USING (provider);
CREATE INDEX ON record (service, organization);
CREATE TABLE house_record AS
	SELECT i AS id, CASE WHEN i % 5000 = 0 THEN others[1 + i / 5000 % cardinality(others)] ELSE admitted[1 + i % cardinality(admitted)] END AS service
	  FROM generate_series(1, :rows) AS i, services_of
	 WHERE provider = 'youth_house';
CREATE INDEX ON house_record (service);
VACUUM ANALYZE;

SELECT format('SELECT count(*) FROM bench.house_record WHERE service = ANY (%L::sss.service[])', others) AS written_out
  FROM services_of WHERE provider = 'youth_house' \gset
SELECT string_agg(format('o.provider = %L AND r.service = ANY (%L::sss.service[])', provider, others), ' OR ') AS each
  FROM services_of WHERE provider IN ('youth_house', 'guardian') \gset
INSERT INTO question VALUES
	('predicates', 1, '= ANY written out', :rows / 5000, :'written_out'),
	('predicates', 2, 'NOT sss.in_scope()', :rows / 5000,
	 'SELECT count(*) FROM bench.house_record WHERE NOT sss.in_scope(service, ''youth_house'', ''2024-01-01'')'),
	('predicates', 3, 'sss.service_verdict() = ''violation''', :rows / 5000,
	 'SELECT count(*) FROM bench.house_record WHERE sss.service_verdict(service, ''youth_house'', ''2024-01-01'') = ''violation'''),
	('predicates', 4, 'joined, = ANY written out for each provider', :rows / 5000,
	 'SELECT count(*) FROM bench.record AS r JOIN bench.organization AS o ON o.id = r.organization WHERE ' || :'each'),
	('predicates', 5, 'joined, NOT sss.in_scope()', :rows / 5000,
	 'SELECT count(*) FROM bench.record AS r JOIN bench.organization AS o ON o.id = r.organization
	   WHERE NOT sss.in_scope(r.service, o.provider, ''2024-01-01'')'),
	('predicates', 6, 'NOT sss.in_scope() without an index', :rows / 5000,
	 'SELECT count(*) FROM (SELECT service FROM bench.house_record OFFSET 0) AS r WHERE NOT sss.in_scope(service, ''youth_house'', ''2024-01-01'')');

CALL bench.ask('predicates', 3 * :rounds);
SELECT question, round((1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds))::numeric, 3) AS median,
	   round((1000 * min(seconds))::numeric, 3) AS min, round((1000 * max(seconds))::numeric, 3) AS max, a."to the first"
  FROM bench.question AS q
  JOIN bench.result AS r USING (suite, place)
  JOIN bench.answers('predicates') AS a USING (question)
 WHERE q.suite = 'predicates'
 GROUP BY q.place, question, a."to the first"
 ORDER BY q.place;

INSERT INTO figure (work, of, value)
	SELECT 'NOT sss.in_scope(), with an index', CASE question WHEN 'NOT sss.in_scope()' THEN 'ours' ELSE 'sss.service_verdict()' END, "to the first"
	  FROM answers('predicates')
	 WHERE question IN ('NOT sss.in_scope()', 'sss.service_verdict() = ''violation''');
INSERT INTO figure (work, of, value)
	SELECT 'NOT sss.in_scope(), joined', 'ours',
		   round((percentile_cont(0.5) WITHIN GROUP (ORDER BY o.seconds / w.seconds))::numeric, 2)
	  FROM result AS o
	  JOIN result AS w USING (suite, round)
	 WHERE suite = 'predicates' AND (o.place, w.place) = (5, 4);

-- How far an estimate of the planner is from the rows that there are, in either direction
CREATE FUNCTION error_of(condition text, rows numeric) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	line text;
	estimate numeric;
BEGIN
	EXECUTE 'EXPLAIN SELECT * FROM bench.house_record WHERE ' || condition INTO line;
	estimate := greatest(substring(line FROM 'rows=(\d+)')::numeric, 1);
	RETURN round(greatest(estimate / rows, rows / estimate), 2);
END
$$;
\set scope 'NOT sss.in_scope(service, \'youth_house\', \'2024-01-01\')'
INSERT INTO figure (work, of, value) VALUES
	('estimate of NOT sss.in_scope()', 'ours', error_of(:'scope', greatest(:rows / 5000, 1)));
ALTER TABLE house_record ADD provider sss.provider_type DEFAULT 'youth_house', ADD on_date date DEFAULT '2024-01-01';
CREATE STATISTICS verdict_of_record ON (sss.service_verdict(service, provider, on_date)) FROM house_record;
ANALYZE house_record;
INSERT INTO figure (work, of, value) VALUES
	('estimate of a verdict of columns, with statistics', 'ours',
	 error_of('sss.service_verdict(service, provider, on_date) = ''violation''', greatest(:rows / 5000, 1)));
