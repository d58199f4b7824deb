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
