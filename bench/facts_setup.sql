-- Services whose provider stands in another table, which is a tenth as long, and the
-- peers that look it up.
--
-- Needs the psql variables rows and work.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TABLE listed (service sss.service, provider sss.provider_type, PRIMARY KEY (service, provider));
INSERT INTO listed
	SELECT s.code, p.code
	  FROM sss.services AS s, sss.provider_types AS p
	 WHERE sss.in_scope(s.code, p.code, '2024-01-01');

-- The unlawful row has number 0
CREATE TABLE child (id bigint PRIMARY KEY, provider sss.provider_type NOT NULL, note text);
INSERT INTO child
	SELECT i, CASE i WHEN 0 THEN 'guardian' ELSE providers[1 + i % cardinality(providers)] END, 'Child No. ' || i
	  FROM generate_series(0, :rows / 10) AS i,
		   (SELECT array_agg(code ORDER BY code) AS providers
			  FROM sss.provider_types
			 WHERE NOT sss.in_scope('household.total_dwelling_area', code, '2024-01-01')) AS p;
CREATE VIEW child_provider AS SELECT id, provider FROM child;

CREATE TABLE row_of_services (id bigint NOT NULL, child bigint NOT NULL, service sss.service, day date, note text);
SELECT setseed(0.165) \gset
INSERT INTO row_of_services
	SELECT d.id, d.child, p.services[1 + floor(d.number * cardinality(p.services))],
		   date '2023-07-01' + (d.id % 900)::integer, 'Record No. ' || d.id
	  FROM (SELECT i AS id, 1 + floor(random() * (:rows / 10))::bigint AS child, random() AS number
			  FROM generate_series(1, :rows) AS i) AS d
	  JOIN child ON child.id = d.child
	  JOIN (SELECT provider, array_agg(service ORDER BY service) AS services FROM listed GROUP BY provider) AS p USING (provider)
	 ORDER BY d.id;
\set file :work '/services.copy'
COPY row_of_services TO :'file';
\set file :work '/unlawful_services.copy'
COPY (SELECT id, child, 'household.total_dwelling_area', day, note FROM row_of_services ORDER BY id) TO :'file';

\set file :work '/tenth_of_services.copy'
COPY (SELECT * FROM row_of_services WHERE id <= :rows / 10 ORDER BY id) TO :'file';
\set file :work '/hundredth_of_services.copy'
COPY (SELECT * FROM row_of_services WHERE id <= :rows / 100 ORDER BY id) TO :'file';

INSERT INTO shape
	SELECT shape, 'row_of_services', :'work' || file, rows,
		   '0, 0, ''legal.counseling_on_family_placement'', ''2024-01-01'''
	  FROM (VALUES ('services', '/services.copy', :rows), ('unlawful services', '/unlawful_services.copy', :rows),
				   ('a tenth of the services', '/tenth_of_services.copy', :rows / 10),
				   ('a hundredth of them', '/hundredth_of_services.copy', :rows / 100)) AS s (shape, file, rows);

--
-- Peers, in SQL that reads the list of services from a table.
--
CREATE FUNCTION look_up_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT
				 FROM written AS w
				 JOIN bench.child AS c ON c.id = w.child
				WHERE NOT EXISTS (SELECT
									FROM bench.listed AS l
								   WHERE l.service = w.service AND l.provider = c.provider)) THEN
		RAISE check_violation;
	END IF;
	RETURN NULL;
END
$$;

CREATE FUNCTION read_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM count(*) FROM written;
	RETURN NULL;
END
$$;

CREATE FUNCTION look_up_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT
					 FROM bench.child AS c
					 JOIN bench.listed AS l ON l.provider = c.provider
					WHERE c.id = NEW.child AND l.service = NEW.service) THEN
		RAISE check_violation;
	END IF;
	RETURN NULL;
END
$$;

\set attach 'SELECT sss_internal.attach_table(%1$L, ''service'', ''{service=service,on_date=day}'', lookup => ''bench.child_provider'', lookup_by => ''{child=id}'', key => ''{id}'', mode => '
INSERT INTO kind (kind, define, unlawful) VALUES
	('facts view, enforce', :'attach' || '''enforce'')', 'refused'),
	('facts view, log', :'attach' || '''log'')', 'logged'),
	('foreign key', 'ALTER TABLE %1$s ADD FOREIGN KEY (child) REFERENCES bench.child', 'stored'),
	('reads the new rows', 'CREATE TRIGGER t AFTER INSERT ON %1$s REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bench.read_written()', 'stored'),
	('PL/pgSQL, by statement', 'CREATE TRIGGER t AFTER INSERT ON %1$s REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bench.look_up_statement()', 'refused'),
	('PL/pgSQL, by row', 'CREATE TRIGGER t AFTER INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION bench.look_up_row()', 'refused');
VACUUM ANALYZE child, listed, row_of_services;
