-- Audits of a whole table, beside a plain count and an anti-join with the table
-- of admissions, which knows neither stays nor dates.
--
-- Needs the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

-- A tenth of the rows, none of them lawful: the audit returns each with a message
CREATE TABLE unlawful AS SELECT * FROM row_of_codes WHERE id <= :rows / 10;
UPDATE unlawful SET category = 'orphan', basis = 'court_act', provider = 'youth_house', stay = NULL;
VACUUM FULL ANALYZE unlawful;

ALTER TABLE row_of_codes ADD PRIMARY KEY (id);
CREATE VIEW facts AS
	SELECT id, category, basis, provider, stay, since AS on_date FROM row_of_codes;

-- The same from dictionaries: five joins, and the key of the cases is the primary key
CREATE TABLE category AS SELECT row_number() OVER (ORDER BY code) AS id, code FROM sss.recipient_categories;
CREATE TABLE basis AS SELECT row_number() OVER (ORDER BY code) AS id, code FROM sss.placement_bases;
CREATE TABLE provider AS SELECT row_number() OVER (ORDER BY code) AS id, code FROM sss.provider_types;
CREATE TABLE stay AS SELECT row_number() OVER (ORDER BY code) AS id, code FROM sss.stay_modes;
CREATE TABLE house AS SELECT id, id AS provider FROM provider;
CREATE TABLE entry AS
	SELECT r.id, c.id AS category, b.id AS basis, h.id AS house, s.id AS stay, r.since
	  FROM row_of_codes AS r
	  JOIN category AS c ON c.code = r.category
	  JOIN basis AS b ON b.code = r.basis
	  JOIN provider AS p ON p.code = r.provider
	  JOIN house AS h ON h.provider = p.id
	  LEFT JOIN stay AS s ON s.code = r.stay;
ALTER TABLE category ADD PRIMARY KEY (id);
ALTER TABLE basis ADD PRIMARY KEY (id);
ALTER TABLE provider ADD PRIMARY KEY (id);
ALTER TABLE stay ADD PRIMARY KEY (id);
ALTER TABLE house ADD PRIMARY KEY (id);
ALTER TABLE entry ADD PRIMARY KEY (id);
VACUUM ANALYZE;
CREATE VIEW joined_facts AS
	SELECT e.id, c.code AS category, b.code AS basis, p.code AS provider, s.code AS stay, e.since AS on_date
	  FROM entry AS e
	  JOIN category AS c ON c.id = e.category
	  JOIN basis AS b ON b.id = e.basis
	  JOIN house AS h ON h.id = e.house
	  JOIN provider AS p ON p.id = h.provider
	  LEFT JOIN stay AS s ON s.id = e.stay;

-- Children in one category or two, from a table of their own
CREATE TABLE entry_category AS
	SELECT r.id AS entry, c.id AS category
	  FROM row_of_arrays AS r CROSS JOIN LATERAL unnest(r.category) AS u (code)
	  JOIN category AS c USING (code);
CREATE INDEX ON entry_category (entry);
VACUUM ANALYZE entry_category;
CREATE VIEW facts_of_many AS
	SELECT e.id, c.code AS category, b.code AS basis, p.code AS provider, s.code AS stay, e.since AS on_date
	  FROM entry AS e
	  JOIN entry_category AS k ON k.entry = e.id
	  JOIN category AS c ON c.id = k.category
	  JOIN basis AS b ON b.id = e.basis
	  JOIN house AS h ON h.id = e.house
	  JOIN provider AS p ON p.id = h.provider
	  LEFT JOIN stay AS s ON s.id = e.stay;

-- At the default cost of a row that a worker passes on, the planner takes no worker for this query.
CREATE FUNCTION audited_by_two() RETURNS bigint STABLE LANGUAGE sql
SET max_parallel_workers_per_gather = 1 SET min_parallel_table_scan_size = 0 SET parallel_tuple_cost = 0 AS $$
	SELECT count(*) FROM sss.audit('bench.joined_facts', 'placement', key => '{id}')
$$;

CREATE FUNCTION counted_by_two() RETURNS numeric STABLE LANGUAGE sql
SET max_parallel_workers_per_gather = 1 AS $$
	SELECT sum(rows) FROM sss_internal.audit_counts('bench.row_of_codes', 'placement', '{on_date=since}', key => '{id}')
$$;

\set arguments '\'placement\', \'{on_date=since}\', key => \'{id}\')'
INSERT INTO question VALUES
	('audit', 1, 'count(*)', :rows, 'SELECT count(*) FROM bench.row_of_codes'),
	('audit', 2, 'anti-join with the admissions', 0,
	 'SELECT count(*) FROM bench.row_of_codes AS r
	   WHERE NOT EXISTS (SELECT FROM bench.admission AS a
						  WHERE (a.category, a.basis, a.provider) = (r.category, r.basis, r.provider))'),
	('audit', 3, 'sss.audit()', 0,
	 'SELECT count(*) FROM sss.audit(''bench.row_of_codes'', ' || :'arguments'),
	('audit', 4, 'sss_internal.audit_counts()', :rows,
	 'SELECT sum(rows) FROM sss_internal.audit_counts(''bench.row_of_codes'', ' || :'arguments'),
	('audit', 5, 'sss.audit(), arrays of categories', 0,
	 'SELECT count(*) FROM sss.audit(''bench.row_of_arrays'', ' || :'arguments'),
	('audit', 6, 'sss.audit() of a view', 0,
	 'SELECT count(*) FROM sss.audit(''bench.facts'', ''placement'', key => ''{id}'')'),
	('audit', 7, 'sss.audit(), a tenth of the rows, each a violation', :rows / 10,
	 'SELECT count(*) FROM sss.audit(''bench.unlawful'', ' || :'arguments'),
	('audit', 9, 'reading a view of five joins, all columns', :rows,
	 'SELECT count(ROW(id, category, basis, provider, stay, on_date)) FROM bench.joined_facts'),
	('audit', 10, 'the same, GROUP BY its verdict', 5,
	 'SELECT count(*) FROM (SELECT sss.placement_verdict(category, basis, provider, stay, on_date) AS verdict FROM bench.joined_facts GROUP BY 1) AS v RIGHT JOIN sss.verdicts ON true'),
	('audit', 11, 'the same, sss.audit()', 0,
	 'SELECT count(*) FROM sss.audit(''bench.joined_facts'', ''placement'', key => ''{id}'')'),
	('audit', 8, 'sss_internal.audit_counts(), with one worker', :rows, 'SELECT bench.counted_by_two()');

INSERT INTO question VALUES
	('audit', 12, 'the same, with one worker', 0, 'SELECT bench.audited_by_two()'),
	('audit', 13, 'reading a view of several categories, all columns', (SELECT count(*) FROM entry_category),
	 'SELECT count(ROW(id, category, basis, provider, stay, on_date)) FROM bench.facts_of_many'),
	('audit', 14, 'the same, array_agg of the categories', :rows,
	 'SELECT count(*) FROM (SELECT sss.placement_verdict_any(array_agg(category), basis, provider, stay, on_date) AS verdict
							  FROM bench.facts_of_many GROUP BY id, basis, provider, stay, on_date) AS v'),
	('audit', 15, 'the same, sss.audit()', 0,
	 'SELECT count(*) FROM sss.audit(''bench.facts_of_many'', ''placement'', key => ''{id}'')');

CALL bench.ask('audit', 3 * :rounds);
SELECT * FROM bench.answers('audit');

-- ratio of the audit in one place to the reading in another
INSERT INTO figure (work, of, value)
	SELECT f.work, f.of, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY o.seconds / w.seconds))::numeric, 2)
	  FROM (VALUES ('audit of a view of five joins', 'ours', 11, 9),
				   ('audit of a view of five joins', 'GROUP BY the verdict', 10, 9),
				   ('the same, with one worker', 'ours', 12, 9),
				   ('audit of a view of one table', 'ours', 6, 1),
				   ('audit of a view of one table', 'anti-join', 2, 1),
				   ('audit, several categories in a join table', 'ours', 15, 13),
				   ('audit, several categories in a join table', 'array_agg', 14, 13)) AS f (work, of, place, reading)
	  JOIN result AS o ON (o.suite, o.place) = ('audit', f.place)
	  JOIN result AS w ON (w.suite, w.place, w.round) = ('audit', f.reading, o.round)
	 GROUP BY f.work, f.of;
