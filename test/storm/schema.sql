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

-- Rows of six tables make a case together, in any order: an orphan is not placed in a youth house on a deliverer's
-- application (annex 1, paragraph 4).  No session sees what the others have not committed yet.
CREATE TABLE houses (id integer PRIMARY KEY, type text);
CREATE TABLE children (id integer PRIMARY KEY);
CREATE TABLE entries (id integer PRIMARY KEY, code text);
CREATE TABLE places (id integer PRIMARY KEY, child_id integer NOT NULL, house_id integer NOT NULL, basis text);
CREATE TABLE marks (child_id integer, entry_id integer, PRIMARY KEY (child_id, entry_id));
CREATE TABLE drafts (place_id integer PRIMARY KEY);
CREATE INDEX ON places (child_id);
CREATE INDEX ON places (house_id);
CREATE INDEX ON marks (entry_id);
CREATE VIEW place_facts AS
	SELECT p.id, p.child_id, p.house_id, m.entry_id, e.code AS category, p.basis, h.type AS provider, date '2024-02-29' AS on_date
	  FROM places AS p
	  JOIN children AS c ON c.id = p.child_id
	  JOIN houses AS h ON h.id = p.house_id
	  JOIN marks AS m ON m.child_id = p.child_id
	  JOIN entries AS e ON e.id = m.entry_id
	 WHERE NOT EXISTS (SELECT FROM drafts AS d WHERE d.place_id = p.id);
SELECT FROM sss.attach_view('place_facts', 'placement', key => '{id}', lock_by => '{id,child_id,house_id,entry_id}');
SELECT FROM sss.set_mode('place_facts', 'enforce');

CREATE VIEW broken_places AS
	SELECT id FROM place_facts WHERE category = 'orphan' AND basis = 'deliverer_application' AND provider = 'youth_house';

CREATE TABLE completed (outcome text);

-- Write a row of one of the tables
CREATE FUNCTION complete(act integer, a integer, b integer, c integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	-- Most acts add a row, so that most cases are nearly complete
	CASE (ARRAY[0, 0, 0, 1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 7, 7, 8, 9, 9, 9, 10, 11, 12, 12, 13, 13, 13, 14, 15, 16, 16, 16])[act]
		WHEN 0 THEN INSERT INTO houses VALUES (a, CASE WHEN b < 3 THEN 'youth_house' ELSE 'children_in_need_support_center' END);
		WHEN 1 THEN DELETE FROM houses WHERE id = a;
		WHEN 2 THEN UPDATE houses SET type = CASE type WHEN 'youth_house' THEN 'children_in_need_support_center' ELSE 'youth_house' END WHERE id = a;
		WHEN 3 THEN UPDATE houses SET id = b WHERE id = a;
		WHEN 4 THEN INSERT INTO children VALUES (a);
		WHEN 5 THEN DELETE FROM children WHERE id = a;
		WHEN 6 THEN UPDATE children SET id = b WHERE id = a;
		WHEN 7 THEN INSERT INTO entries VALUES (a, CASE WHEN b < 3 THEN 'orphan' ELSE 'abuse_victim' END);
		WHEN 8 THEN DELETE FROM entries WHERE id = a;
		WHEN 9 THEN INSERT INTO places VALUES (a, b, c, CASE WHEN b < 3 THEN 'deliverer_application' ELSE 'guardianship_body_referral' END);
		WHEN 10 THEN DELETE FROM places WHERE id = a;
		WHEN 11 THEN UPDATE places SET child_id = b, house_id = c WHERE id = a;
		WHEN 12 THEN UPDATE places SET basis = CASE basis WHEN 'deliverer_application' THEN 'guardianship_body_referral' ELSE 'deliverer_application' END WHERE id = a;
		WHEN 13 THEN INSERT INTO marks VALUES (a, b);
		WHEN 14 THEN DELETE FROM marks WHERE child_id = a AND entry_id = b;
		WHEN 15 THEN INSERT INTO drafts VALUES (a);
		ELSE DELETE FROM drafts WHERE place_id = a;
	END CASE;
	INSERT INTO completed VALUES ('passed');
EXCEPTION
	WHEN check_violation THEN INSERT INTO completed VALUES ('refused');
	WHEN unique_violation THEN INSERT INTO completed VALUES ('there already');
	WHEN serialization_failure THEN INSERT INTO completed VALUES ('told to retry');
	WHEN deadlock_detected THEN INSERT INTO completed VALUES ('deadlocked');
END
$$;
