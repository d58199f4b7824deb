-- Cases in disjoint ranges, one for each session, and a few that all sessions write.  An orphan is not placed by a
-- ruling of the criminal process, a crime suspect is (annexes 1 and 2, paragraph 4): a session that deletes the status
-- "crime suspect", and one that sets the ruling, break together what each keeps alone.
SET client_min_messages = warning;
CREATE TABLE homes (id integer PRIMARY KEY, type text);

CREATE TABLE cases (id integer PRIMARY KEY, person_id integer NOT NULL, home_id integer NOT NULL, basis text, since date);
CREATE TABLE links (case_id integer NOT NULL, category text);
CREATE INDEX ON links (case_id);
CREATE INDEX ON cases (person_id);
CREATE VIEW case_facts AS
	SELECT c.id, c.person_id, c.home_id, l.category, c.basis, h.type AS provider, c.since AS on_date
	  FROM cases AS c
	  JOIN homes AS h ON h.id = c.home_id
	  JOIN links AS l ON l.case_id = c.id;
INSERT INTO homes SELECT i, 'children_in_need_support_center' FROM generate_series(0, 9) AS i;
INSERT INTO cases SELECT i, -i, abs(i) % 10, 'guardianship_body_referral', '2024-02-29' FROM generate_series(-20, :cases) AS i;
INSERT INTO links SELECT id, unnest(ARRAY['orphan', 'crime_suspect']) FROM cases;
ANALYZE;
SELECT FROM sss.attach_view('case_facts', 'placement', key => '{id}', lock_by => '{id,person_id,home_id}', leave_out => '{homes}');
SELECT FROM sss.set_mode('case_facts', 'enforce');

CREATE VIEW broken AS
	SELECT * FROM cases AS c
	 WHERE c.basis = 'criminal_process_ruling'
	   AND NOT EXISTS (SELECT FROM links AS l WHERE l.case_id = c.id AND l.category = 'crime_suspect');

CREATE TABLE met (outcome text);

-- One row a statement
CREATE FUNCTION date_each(first integer, last integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN first .. last LOOP
		UPDATE cases SET since = since + 1 - 2 * (since - '2024-02-29') WHERE id = i;
	END LOOP;
END
$$;

-- The same in savepoints, of which every other one is rolled back
CREATE FUNCTION date_some(first integer, last integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	FOR i IN first .. last LOOP
		BEGIN
			UPDATE cases SET since = since + 1 - 2 * (since - '2024-02-29') WHERE id = i;
			IF i % 2 = 0 THEN
				RAISE assert_failure;
			END IF;
		EXCEPTION WHEN assert_failure THEN
		END;
	END LOOP;
END
$$;

-- Write a case that all sessions write
CREATE FUNCTION meet(shared integer, act integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CASE act
		WHEN 0 THEN UPDATE cases SET basis = 'criminal_process_ruling' WHERE id = shared;
		WHEN 1 THEN UPDATE cases SET basis = 'guardianship_body_referral' WHERE id = shared;
		WHEN 2 THEN DELETE FROM links WHERE case_id = shared AND category = 'crime_suspect';
		ELSE INSERT INTO links VALUES (shared, 'crime_suspect');
	END CASE;
	INSERT INTO met VALUES ('passed');
EXCEPTION
	WHEN check_violation THEN INSERT INTO met VALUES ('refused');
	WHEN serialization_failure THEN INSERT INTO met VALUES ('told to retry');
END
$$;
