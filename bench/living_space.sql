-- COPY of residents, a tenth as many as rows, into a table without an index and
-- into one with a primary key and an index; five to a room, whose area and
-- provider stand in other tables.  A view counts them.
--
-- Needs the psql variables rows, rounds and work.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TABLE home (id bigint PRIMARY KEY, provider sss.provider_type NOT NULL);
INSERT INTO home
	SELECT i, providers[1 + i % cardinality(providers)]
	  FROM generate_series(0, greatest(:rows / 10000, 20)) AS i,
		   (SELECT array_agg(provider ORDER BY provider) AS providers FROM sss.provider_standards) AS p;

-- With all residents in, no place is left; the unlawful row has room 0
CREATE TABLE bedroom (id bigint PRIMARY KEY, home bigint NOT NULL, area numeric(7,2), note text);
INSERT INTO bedroom
	SELECT r.id, r.home, CASE WHEN r.id = 0 THEN 3.99 WHEN s.standard = 'families' THEN 75 ELSE 20 END, 'Room No. ' || r.id
	  FROM (SELECT i AS id, i % greatest(:rows / 10000, 20) AS home FROM generate_series(0, :rows / 50) AS i) AS r
	  JOIN home AS h ON h.id = r.home
	  JOIN (SELECT provider, min(standard) AS standard FROM sss.provider_standards GROUP BY provider) AS s USING (provider);

CREATE TABLE row_of_residents (id bigint NOT NULL, room bigint NOT NULL, name text);
INSERT INTO row_of_residents SELECT i, 1 + i % (:rows / 50), 'Child No. ' || i FROM generate_series(1, :rows / 10) AS i;
CREATE TABLE row_of_indexed_residents (id bigint PRIMARY KEY, room bigint NOT NULL, name text);
CREATE INDEX ON row_of_indexed_residents (room);
\set file :work '/residents.copy'
COPY row_of_residents TO :'file';

INSERT INTO shape
	SELECT shape, template, :'work' || '/residents.copy', :rows / 10, '0, 0, ''Child'''
	  FROM (VALUES ('residents', 'row_of_residents'::regclass), ('indexed residents', 'row_of_indexed_residents')) AS s (shape, template);

-- A peer with the amounts in its code; it ignores other sessions
CREATE FUNCTION count_residents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	crowded boolean;
BEGIN
	EXECUTE format('
		SELECT EXISTS (
			SELECT
			  FROM (SELECT DISTINCT room FROM written) AS w
			  JOIN bench.bedroom AS r ON r.id = w.room
			  JOIN bench.home AS h ON h.id = r.home
			  JOIN (SELECT room, count(*) AS persons FROM %s GROUP BY room) AS c ON c.room = r.id
			 WHERE r.area < c.persons * CASE WHEN h.provider IN (''guardian'', ''trustee'', ''patronage_caregiver'', ''foster_parent'', ''family_type_home_educator'', ''other_family'') THEN 15 ELSE 4 END)',
		TG_RELID::regclass) INTO crowded;
	IF crowded THEN
		RAISE check_violation;
	END IF;
	RETURN NULL;
END
$$;

\set view 'CREATE VIEW %1$s_facts AS SELECT r.id, r.home, h.provider, r.area, count(c.id) AS persons FROM bench.bedroom AS r JOIN bench.home AS h ON h.id = r.home LEFT JOIN %1$s AS c ON c.room = r.id GROUP BY r.id, h.provider; '
\set attach 'SELECT sss_internal.attach_table(%1$L, ''living_space'', lookup => ''%1$s_facts'', lookup_by => ''{room=id}'', mode => '
INSERT INTO kind (kind, define, unlawful) VALUES
	('room facts, enforce', :'view' || :'attach' || '''enforce'')', 'refused'),
	('room facts, log', :'view' || :'attach' || '''log'')', 'logged'),
	('PL/pgSQL, counting', 'CREATE TRIGGER t AFTER INSERT ON %1$s REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION bench.count_residents()', 'refused');
VACUUM ANALYZE home, bedroom, row_of_residents;

CALL add_variants('living_space', 'residents', ARRAY['no enforcement', 'room facts, enforce', 'room facts, log', 'PL/pgSQL, counting']);
CALL add_variants('living_space', 'indexed residents', ARRAY['no enforcement', 'room facts, enforce', 'room facts, log', 'PL/pgSQL, counting']);
CALL create_tables('living_space');
CALL run('living_space', 4 * :rounds + 1, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT columns, enforcement, median, min, max, "to none", cpu, "cpu to none" FROM report('living_space', 1);
