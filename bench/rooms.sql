-- Two costs that must not depend on the number of rows: of a change to one room
-- of many whose residents a view counts, and of attaching a rule.
--
-- Needs the psql variables rows and rounds.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

-- Fifty residents a room
CREATE PROCEDURE create_rooms(size text, residents bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('
		CREATE TABLE bench.room_%1$s (id bigint PRIMARY KEY, provider sss.provider_type, note text);
		CREATE TABLE bench.resident_%1$s (id bigint PRIMARY KEY, room bigint, category sss.recipient_category);
		INSERT INTO bench.room_%1$s SELECT i, ''youth_house'' FROM generate_series(1, %2$s / 50) AS i;
		INSERT INTO bench.resident_%1$s SELECT i, 1 + i %% (%2$s / 50), ''orphan'' FROM generate_series(1, %2$s) AS i;
		CREATE INDEX ON bench.resident_%1$s (room);
		CREATE VIEW bench.room_facts_%1$s AS
			SELECT r.id, array_agg(s.category) AS category, ''local_executive_decision''::sss.placement_basis AS basis,
				   r.provider, date ''2024-01-01'' AS on_date
			  FROM bench.room_%1$s AS r
			  JOIN bench.resident_%1$s AS s ON s.room = r.id
			 GROUP BY r.id', size, residents);
	PERFORM sss_internal.attach_table(format('bench.room_%s', size)::regclass, 'placement',
					   lookup => format('bench.room_facts_%s', size)::regclass, mode => 'enforce');
	PERFORM sss_internal.attach_table(format('bench.resident_%s', size)::regclass, 'placement',
					   lookup => format('bench.room_facts_%s', size)::regclass, lookup_by => '{room=id}', mode => 'enforce');
END
$$;

-- The same rooms for every size
CREATE FUNCTION change_rooms(size text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	FOR room IN 1 .. 40 LOOP
		EXECUTE format('UPDATE bench.room_%s
						   SET provider = CASE provider WHEN ''youth_house'' THEN ''family_type_village'' ELSE ''youth_house'' END
						 WHERE id = $1', size) USING room;
	END LOOP;
	RETURN 40;
END
$$;

CREATE FUNCTION spoil_room(size text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('UPDATE bench.room_%s SET provider = ''guardian'' WHERE id = 1', size);
	RETURN true;
EXCEPTION
	WHEN check_violation THEN
		RETURN false;
END
$$;

CREATE FUNCTION attach_and_detach(relation regclass) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN 1 .. 20 LOOP
		PERFORM sss.attach(relation, 'placement', key => '{id}', mode => 'enforce');
		PERFORM sss.detach(relation, 'sss_placement');
	END LOOP;
	RETURN 20;
END
$$;

-- At least as many as are changed
SELECT greatest(:rows / 100, 40 * 50) AS few \gset
CALL create_rooms('few', :few);
CALL create_rooms('many', :rows);
CREATE TABLE few_rows AS
	SELECT i::bigint AS id, category, basis, provider
	  FROM placement, generate_series(1, 1 + :rows / 10 / (SELECT count(*) FROM placement)) AS i
	 LIMIT :rows / 10;
CREATE TABLE many_rows AS
	SELECT i::bigint AS id, category, basis, provider
	  FROM placement, generate_series(1, 1 + :rows * 10 / (SELECT count(*) FROM placement)) AS i
	 LIMIT :rows * 10;
VACUUM ANALYZE room_few, room_many, resident_few, resident_many, few_rows, many_rows;

-- Check that the change is checked
DO $$
BEGIN
	IF bench.spoil_room('few') OR bench.spoil_room('many') THEN
		RAISE EXCEPTION 'rooms are not judged';
	END IF;
END
$$;

INSERT INTO question VALUES
	('rooms', 1, format('40 changes of a room, of %s, with %s residents', :few / 50, :few), 40, 'SELECT bench.change_rooms(''few'')'),
	('rooms', 2, format('40 changes of a room, of %s, with %s residents', :rows / 50, :rows), 40, 'SELECT bench.change_rooms(''many'')'),
	('attach', 1, format('20 times sss.attach() and sss.detach(), %s rows', :rows / 10), 20, 'SELECT bench.attach_and_detach(''bench.few_rows'')'),
	('attach', 2, format('20 times sss.attach() and sss.detach(), %s rows', :rows * 10), 20, 'SELECT bench.attach_and_detach(''bench.many_rows'')');

CALL ask('rooms', 4 * :rounds + 1);
CALL ask('attach', 4 * :rounds + 1);
SELECT * FROM answers('rooms');
SELECT * FROM answers('attach');
