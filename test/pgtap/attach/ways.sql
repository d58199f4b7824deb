-- The way from each table to the rows of a view, as sss.plan_view() finds it in the view's query.  Each view is then put to the proof: at
-- random, a row of one of its tables is inserted, updated or deleted, and each case that differs after that must be reached by the way, from
-- the row as it was or as it is.  A case that is missed would be lost enforcement.
BEGIN;
\ir ../common.psql
SET LOCAL search_path = public;
SELECT no_plan();

CREATE SCHEMA w;
CREATE TABLE w.person (id int PRIMARY KEY, name text NOT NULL, region int NOT NULL);
CREATE TABLE w.place (id int PRIMARY KEY, person int, house int NOT NULL, since int NOT NULL, code char(4), note varchar(4));
CREATE TABLE w.house (id int PRIMARY KEY, kind int, name text NOT NULL, UNIQUE (name, kind));
CREATE TABLE w.kind (kind int NOT NULL, word text NOT NULL, used boolean);
CREATE TABLE w.paper (id int PRIMARY KEY, person int NOT NULL, since int NOT NULL, basis int);
CREATE TABLE w.tag (tag int, person int, word text);
CREATE DOMAIN w.word AS text;
CREATE TABLE w.term (word w.word NOT NULL, code char(4) NOT NULL, note varchar(4) NOT NULL, meaning int);
CREATE TABLE w.part (id int NOT NULL, person int NOT NULL, x int) PARTITION BY HASH (id);
CREATE TABLE w.part_0 PARTITION OF w.part FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE w.part_1 PARTITION OF w.part FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE w.old (id int NOT NULL, person int NOT NULL, x int);
CREATE TABLE w.older () INHERITS (w.old);
CREATE TABLE w."Odd, ""table" ("a=b" int NOT NULL, "c.d" int NOT NULL);
CREATE VIEW w.latest AS
	SELECT l.id AS place_id, d.basis FROM w.place AS l, LATERAL (
		SELECT p.basis FROM w.paper AS p WHERE p.person = l.person AND p.since <= l.since ORDER BY p.since DESC, p.id LIMIT 1) AS d;

CREATE TABLE w.view (name text PRIMARY KEY, key text[], ways text);

-- A view with the rows of that query, and facts
CREATE FUNCTION w.make(name text, query text, key text[] DEFAULT NULL) RETURNS regclass LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE VIEW w.%I AS SELECT q.*, ''orphan''::text AS category, ''court_act''::text AS basis, ''youth_house''::text AS provider,
		DATE ''2024-03-01'' AS on_date FROM (%s) AS q', name, query);
	INSERT INTO w.view VALUES (name, key);
	RETURN format('w.%I', name)::regclass;
END $$;

-- The ways that are planned, or the problem: of the view itself if its key must be named
CREATE FUNCTION w.ways(name text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN p.problem IS NULL THEN concat(p.relation, ': ', array_to_string(p.via, ', '))
						   ELSE concat(p.relation, ': ', p.problem) END, '; ' ORDER BY n)
	  FROM w.view AS v, sss.plan_view(format('w.%I', v.name)::regclass, 'placement', key => v.key) WITH ORDINALITY
		   AS p (relation, via, lock, note, problem, hint, n)
	 WHERE v.name = ways.name AND (p.relation <> format('w.%I', v.name)::regclass OR p.problem IS NOT NULL)
$$;

CREATE FUNCTION w.is(name text, query text, expected text, key text[] DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM w.make(name, query, key);
	RETURN is(replace(w.ways(name), 'w.', ''), expected, name);
END $$;

-- A random row of the table, as text of its columns' values
CREATE FUNCTION w.random_row(relation regclass) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(CASE WHEN a.attname = 'id' THEN 'coalesce(%1$s, (random() * 6)::int)'
						   WHEN NOT a.attnotnull AND random() < 0.25 THEN 'NULL'
						   WHEN a.atttypid = 'int'::regtype THEN ((random() * 4)::int)::text
						   WHEN a.atttypid = 'boolean'::regtype THEN (random() < 0.5)::text
						   ELSE quote_literal((ARRAY['a', 'b', 'c', 'A', 'b '])[1 + (random() * 4)::int]) END, ', ' ORDER BY a.attnum)
	  FROM pg_attribute AS a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
$$;

-- All rows of a relation
CREATE FUNCTION w.rows(relation text) RETURNS jsonb[] LANGUAGE plpgsql AS $$
DECLARE
	found jsonb[];
BEGIN
	EXECUTE format('SELECT array_agg(to_jsonb(one_row)) FROM %s AS one_row', relation) INTO found;
	RETURN found;
END $$;

CREATE FUNCTION w.differ(a jsonb[], b jsonb[]) RETURNS SETOF jsonb LANGUAGE sql AS
	$$ (SELECT unnest(a) EXCEPT ALL SELECT unnest(b)) UNION ALL (SELECT unnest(b) EXCEPT ALL SELECT unnest(a)) $$;

CREATE FUNCTION w.columns(record jsonb, columns text[]) RETURNS text[] LANGUAGE sql AS
	$$ SELECT array_agg(record ->> c ORDER BY n) FROM unnest(columns) WITH ORDINALITY AS u (c, n) $$;

-- The cases that differ after the statement, and that no way of the changed table reaches; a case has no NULL in its key
CREATE FUNCTION w.missed(name text, relation regclass, via text[], key text[], statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	before jsonb[] := w.rows(format('w.%I', name));
	after jsonb[];
	old_rows jsonb[] := w.rows(relation::text);
	new_rows jsonb[];
BEGIN
	EXECUTE statement;
	after := w.rows(format('w.%I', name));
	new_rows := w.rows(relation::text);
	RETURN QUERY SELECT x::text FROM w.differ(before, after) AS x
		WHERE array_position(w.columns(x, key), NULL) IS NULL
		  AND NOT EXISTS (
			SELECT FROM w.differ(old_rows, new_rows) AS r, unnest(before || after) AS v, unnest(via) AS way,
				   LATERAL (SELECT array_agg(split_part(one, ' -> ', 1)), array_agg(split_part(one, ' -> ', 2))
							  FROM unnest(string_to_array(way, ' & ')) AS one) AS link (columns, view_columns)
			 WHERE w.columns(v, key) = w.columns(x, key) AND w.columns(v, view_columns) = w.columns(r, columns)
			   AND array_position(w.columns(r, columns), NULL) IS NULL);
EXCEPTION WHEN unique_violation OR check_violation THEN
	NULL;
END $$;

-- Change rows of the tables of each view; a line for each view of which a case was missed
CREATE FUNCTION w.prove(name text, rounds int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	planned record;
	row_key text;
	filled text;
	statement text;
	lost text;
	keys text[] := (SELECT key FROM w.view AS v WHERE v.name = prove.name);
BEGIN
	keys := coalesce(keys, (SELECT string_to_array(substring(p.note FROM 'key: (.*?) [(]'), ', ')
			   FROM sss.plan_view(format('w.%I', name)::regclass, 'placement') AS p LIMIT 1));
	FOR planned IN SELECT p.relation, array_agg((SELECT string_agg(regexp_replace(one, '=([^=]*)$', ' -> \1'), ' & ') FROM unnest(p.via) AS one)) AS via
					 FROM sss.plan_view(format('w.%I', name)::regclass, 'placement', key => keys) AS p
					WHERE p.via IS NOT NULL OR p.problem IS NOT NULL GROUP BY p.relation HAVING count(p.problem) = 0 LOOP
		FOR i IN 1..rounds LOOP
			EXECUTE format('DELETE FROM %1$s WHERE random() < 0.3 AND (SELECT count(*) FROM %1$s) > 6', planned.relation);
			EXECUTE format('SELECT ctid::text FROM %s ORDER BY random() LIMIT 1', planned.relation) INTO row_key;
			filled := w.random_row(planned.relation);
			statement := CASE WHEN random() < 0.4 OR row_key IS NULL THEN format('INSERT INTO %s VALUES (%s)', planned.relation, format(filled, 'NULL'))
							  WHEN random() < 0.3 THEN format('DELETE FROM %s WHERE ctid = %L', planned.relation, row_key)
							  ELSE format('UPDATE %s SET (%s) = ROW(%s) WHERE ctid = %L', planned.relation,
										  (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
											WHERE attrelid = planned.relation AND attnum > 0), format(filled, CASE WHEN random() < 0.7 THEN 'id' ELSE 'NULL' END), row_key) END;
			FOR lost IN SELECT * FROM w.missed(name, planned.relation, planned.via, keys, statement) LOOP
				RETURN NEXT format('%s: %s missed after %s', name, lost, statement);
				RETURN;
			END LOOP;
		END LOOP;
	END LOOP;
END $$;

-- How tables are joined

SELECT w.is('one_table', 'SELECT id FROM w.person', 'person: id=id');
SELECT w.is('inner_join', 'SELECT p.id, p.house FROM w.place p JOIN w.house h ON h.id = p.house', 'place: id=id, house=house; house: id=house');
SELECT w.is('where', 'SELECT p.id, h.id AS h FROM w.place p, w.house h WHERE h.id = p.house', 'place: id=id, house=h; house: id=h');
SELECT w.is('left_join', 'SELECT p.id, p.house FROM w.place p LEFT JOIN w.house h ON h.id = p.house', 'place: id=id, house=house; house: id=house');
SELECT w.is('left_join_other_side', 'SELECT p.id, h.id AS h FROM w.place p LEFT JOIN w.house h ON h.id = p.house', 'place: id=id; house: id=h');
SELECT w.is('anti_join', 'SELECT p.id, h.id AS h FROM w.place p LEFT JOIN w.house h ON h.id = p.house WHERE h.id IS NULL',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.');
SELECT w.is('anti_join_shown', 'SELECT p.id, p.house FROM w.place p LEFT JOIN w.house h ON h.id = p.house WHERE h.id IS NULL', 'place: id=id, house=house; house: id=house');
SELECT w.is('reduced_join', 'SELECT p.id, h.id AS h FROM w.place p LEFT JOIN w.house h ON h.id = p.house WHERE h.name = ''a''', 'place: id=id; house: id=h');
SELECT w.is('right_join', 'SELECT p.id, p.house FROM w.house h RIGHT JOIN w.place p ON h.id = p.house', 'place: id=id, house=house; house: id=house');
SELECT w.is('full_join', 'SELECT coalesce(p.id, h.id) AS id FROM w.place p FULL JOIN w.house h ON p.id = h.id', 'place: id=id; house: id=id', '{id}');
SELECT w.is('full_using', 'SELECT id, name FROM w.place FULL JOIN w.house USING (id)', 'place: id=id; house: id=id', '{id}');
SELECT w.is('full_one_side', 'SELECT p.id, h.id AS h FROM w.place p FULL JOIN w.house h ON p.id = h.id',
			'place: no column leads from table "place" to the rows of the view: The columns that lead from it are those of a table that an outer join makes optional, as is the key.; house: id=h', '{id}');
SELECT w.is('using', 'SELECT p.id, person FROM w.paper p JOIN w.part USING (person)', 'paper: id=id, person=person; part: person=person', '{id}');
SELECT w.is('natural', 'SELECT id, person, r.x FROM (SELECT id, person FROM w.paper) p NATURAL JOIN (SELECT person, x FROM w.part) r', 'paper: id=id, person=person; part: person=person', '{id}');
SELECT w.is('chain', 'SELECT p.id, h.id AS h, h.kind FROM w.place p LEFT JOIN w.house h ON h.id = p.house LEFT JOIN w.kind k ON k.kind = h.kind',
			'place: id=id; house: id=h; kind: kind=kind');
SELECT w.is('chain_lost', 'SELECT p.id, h.kind FROM w.place p LEFT JOIN w.house h ON h.id = p.house LEFT JOIN w.kind k ON k.kind = h.kind',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.; kind: kind=kind');
SELECT w.is('nested_join', 'SELECT p.id, p.house FROM w.place p LEFT JOIN (w.house h JOIN w.kind k ON k.kind = h.kind) ON h.id = p.house',
			'place: id=id, house=house; house: id=house; kind: no column leads from table "kind" to the rows of the view: No equality that always holds leads from it to a column of the view, and none of its columns that the view shows is NOT NULL.');
SELECT w.is('nested_left', 'SELECT p.id, p.house, h.kind FROM w.place p LEFT JOIN (w.house h LEFT JOIN w.kind k ON k.kind = h.kind) ON h.id = p.house AND k.used', 'place: id=id, house=house; house: id=house; kind: kind=kind');
SELECT w.is('or', 'SELECT p.id, p.house FROM w.place p JOIN w.house h ON h.id = p.house OR h.kind = 1',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.', '{id}');
SELECT w.is('not', 'SELECT p.id, p.house FROM w.place p JOIN w.house h ON NOT h.id = p.house',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.', '{id}');
SELECT w.is('range', 'SELECT p.id, p.house FROM w.place p JOIN w.paper a ON a.since <= p.since',
			'place: id=id; paper: no column leads from table "paper" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.', '{id}');
SELECT w.is('cross', 'SELECT p.id FROM w.place p CROSS JOIN w.house h',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.', '{id}');
SELECT w.is('self_join', 'SELECT p.id, q.id AS q FROM w.place p JOIN w.place q ON q.person = p.person', 'place: id=id; place: id=q', '{id}');
SELECT w.is('self_join_person', 'SELECT p.id, p.person FROM w.paper p JOIN w.paper q ON q.person = p.person', 'paper: person=person', '{id}');
SELECT w.is('same_row', 'SELECT p.id, p.person FROM w.place p JOIN w.place q ON q.id = p.id', 'place: id=id');
SELECT w.is('same_row_elsewhere', 'SELECT p.id, p.person FROM w.paper p JOIN (SELECT l.id AS l, t.word FROM w.paper l JOIN w.tag t ON t.person = l.person) d ON d.l = p.id',
			'paper: id=id, person=person; tag: person=person', '{id}');

-- Subqueries

SELECT w.is('lateral', 'SELECT p.id, p.person, d.basis AS b FROM w.paper p, LATERAL (SELECT basis FROM w.place l WHERE l.person = p.person AND l.since <= p.since ORDER BY l.since DESC LIMIT 1) l (basis), LATERAL (SELECT 1 AS basis) d', 'paper: id=id, person=person; place: person=person');
SELECT w.is('lateral_limit', 'SELECT p.id, p.person, d.house FROM w.paper p LEFT JOIN LATERAL (SELECT house FROM w.place l WHERE l.person = p.person AND l.since <= p.since ORDER BY l.since DESC LIMIT 1) d ON true',
			'paper: id=id, person=person; place: person=person');
SELECT w.is('lateral_shows_the_row_around', 'SELECT p.since, d.person AS p FROM w.paper p LEFT JOIN LATERAL (SELECT p.person, t.word FROM w.tag t WHERE t.person = p.person) d ON true',
			'paper: since=since; tag: person=p', '{since}');
SELECT w.is('lateral_shows_the_row_around_alone', 'SELECT p.basis AS b, d.person AS p FROM w.paper p LEFT JOIN LATERAL (SELECT p.person, t.word FROM w.tag t WHERE t.person = p.person) d ON true',
			'paper: no column leads from table "paper" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.; tag: person=p', '{b}');
SELECT w.is('limit', 'SELECT p.id, p.person, d.house FROM w.paper p LEFT JOIN (SELECT person, house FROM w.place l ORDER BY since LIMIT 3) d ON d.person = p.person',
			'paper: id=id; place: no column leads from table "place" to the rows of the view: It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.');
SELECT w.is('view_beneath', 'SELECT p.id, p.person, d.basis AS b FROM w.place p LEFT JOIN w.latest d ON d.place_id = p.id', 'place: id=id; paper: person=person');
SELECT w.is('cte', 'WITH d AS (SELECT person, count(*) AS n FROM w.tag GROUP BY person) SELECT p.id, p.person, d.n FROM w.paper p LEFT JOIN d USING (person)', 'paper: id=id, person=person; tag: person=person');
SELECT w.is('cte_twice', 'WITH d AS MATERIALIZED (SELECT * FROM w.tag) SELECT p.id, p.person, a.word, b.word AS other FROM w.paper p LEFT JOIN d AS a USING (person) LEFT JOIN d AS b ON b.person = p.id', 'paper: id=id; tag: person=person; tag: person=id');
SELECT w.is('recursive', 'WITH RECURSIVE d AS (SELECT id, person FROM w.paper UNION SELECT p.id, d.person FROM d JOIN w.paper p ON p.person = d.id) SELECT p.id, d.id AS d FROM w.place p JOIN d USING (id)',
			'place: id=id; paper: no column leads from table "paper" to the rows of the view: It stands in several places. Where it is "paper": It stands in a recursive query.; paper: no column leads from table "paper" to the rows of the view: It stands in several places. Where it is "p": It stands in a recursive query.', '{id}');
SELECT w.is('group', 'SELECT person, max(since) AS since FROM w.paper GROUP BY person', 'paper: person=person', '{person}');
SELECT w.is('group_other', 'SELECT p.id, d.n FROM w.place p LEFT JOIN (SELECT basis, count(*) AS n FROM w.paper GROUP BY basis) d ON d.basis = p.house',
			'place: id=id; paper: no column leads from table "paper" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.');
SELECT w.is('group_not_null', 'SELECT p.id, p.house, d.n FROM w.place p LEFT JOIN (SELECT basis, count(*) AS n FROM w.paper GROUP BY basis) d ON d.basis = p.house', 'place: id=id, house=house; paper: basis=house');
SELECT w.is('group_by_primary_key', 'SELECT p.id, p.house, count(t.tag) AS n FROM w.place p LEFT JOIN w.tag t ON t.person = p.id LEFT JOIN w.house h ON h.id = p.house GROUP BY p.id',
			'place: id=id; tag: person=id; house: id=house', '{id}');
SELECT w.is('grouping_sets', 'SELECT person, basis AS b, count(*) AS n FROM w.paper GROUP BY GROUPING SETS ((person), (basis))',
			'paper: no column leads from table "paper" to the rows of the view: It stands in a query with several groupings.', '{person}');
SELECT w.is('having', 'SELECT person, count(*) AS n FROM w.paper GROUP BY person HAVING count(*) > 1', 'paper: person=person', '{person}');
SELECT w.is('distinct', 'SELECT DISTINCT person, since FROM w.paper', 'paper: person=person', '{person}');
SELECT w.is('distinct_on', 'SELECT DISTINCT ON (person) person, since, basis AS b FROM w.paper ORDER BY person, since DESC', 'paper: person=person', '{person}');
SELECT w.is('union_all', 'SELECT id, person FROM w.paper UNION ALL SELECT id, person FROM w.part', 'paper: id=id, person=person; part: person=person', '{id}');
SELECT w.is('union', 'SELECT person, since FROM w.paper UNION SELECT house, since FROM w.place', 'paper: person=person; place: house=person', '{person}');
SELECT w.is('union_of_joins', 'SELECT p.id, h.id AS h FROM w.place p LEFT JOIN w.house h ON h.id = p.house UNION ALL SELECT id, 0 FROM w.paper', 'place: id=id; house: id=h; paper: id=id', '{id}');
SELECT w.is('except', 'SELECT id, house FROM w.place EXCEPT SELECT id, kind FROM w.house', 'place: id=id; house: id=id', '{id}');
SELECT w.is('intersect', 'SELECT id, house FROM w.place INTERSECT SELECT id, person FROM w.paper', 'place: id=id, house=house; paper: id=id, person=house', '{id}');
SELECT w.is('other_types', 'SELECT id, house FROM w.place UNION ALL SELECT kind::bigint, kind FROM w.kind', 'place: house=house; kind: kind=house', '{id}');
SELECT w.is('exists', 'SELECT p.id, p.person FROM w.paper p WHERE EXISTS (SELECT FROM w.tag t WHERE t.person = p.person AND t.tag > 1)', 'paper: id=id, person=person; tag: person=person');
SELECT w.is('not_exists', 'SELECT p.id, p.person FROM w.paper p WHERE NOT EXISTS (SELECT FROM w.tag t WHERE t.person = p.person) OR p.basis = 1', 'paper: id=id, person=person; tag: person=person');
SELECT w.is('in', 'SELECT p.id, p.house FROM w.place p WHERE p.house IN (SELECT h.id FROM w.house h WHERE h.kind = 1)', 'place: id=id, house=house; house: id=house');
SELECT w.is('not_in', 'SELECT p.id, p.house FROM w.place p WHERE p.house NOT IN (SELECT h.id FROM w.house h)',
			'place: id=id; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.');
SELECT w.is('scalar', 'SELECT p.id, p.person, (SELECT array_agg(t.tag ORDER BY t.tag) FROM w.tag t WHERE t.person = p.person) AS tags FROM w.paper p', 'paper: id=id, person=person; tag: person=person');
SELECT w.is('scalar_uncorrelated', 'SELECT p.id, (SELECT max(t.tag) FROM w.tag t) AS tags FROM w.paper p',
			'paper: id=id; tag: no column leads from table "tag" to the rows of the view: It stands in a query that groups its rows, or chooses among them, by other columns.');
SELECT w.is('scalar_in_left_join', 'SELECT p.id, p.person FROM w.paper p LEFT JOIN w.house h ON h.id = p.basis AND EXISTS (SELECT FROM w.tag t WHERE t.person = p.person)',
			'paper: id=id, person=person; house: no column leads from table "house" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.; tag: person=person');
SELECT w.is('exists_in_left_join', 'SELECT p.id, p.basis AS b FROM w.paper p LEFT JOIN w.house h ON h.id = p.basis AND EXISTS (SELECT FROM w.kind k WHERE k.kind = h.id)', 'paper: id=id; house: id=b; kind: kind=b');
SELECT w.is('array_in_from', 'SELECT p.id, p.person, u FROM w.paper p, unnest(ARRAY(SELECT t.tag FROM w.tag t WHERE t.person = p.person)) AS u', 'paper: id=id, person=person; tag: person=person', '{id}');
SELECT w.is('set_in_target', 'SELECT p.id, generate_series(1, p.since) AS n FROM w.paper p', 'paper: id=id', '{id}');
SELECT w.is('sampled', 'SELECT p.id FROM w.paper p TABLESAMPLE BERNOULLI (50)',
			'paper: no column leads from table "paper" to the rows of the view: TABLESAMPLE chooses rows of it.', '{id}');

-- Subqueries that stand elsewhere than in conditions and columns
SELECT w.is(name, query, expected || ': no column leads from table "tag" to the rows of the view: ' || reason, '{id}') FROM (VALUES
	('limit_of', 'SELECT id, person FROM w.paper ORDER BY id LIMIT (SELECT count(*) FROM w.tag)', 'paper: no column leads from table "paper" to the rows of the view: It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.; tag',
	 'It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.'),
	('limit_of_subquery', 'SELECT p.id, d.n FROM w.paper p, LATERAL (SELECT l.since AS n FROM w.place l WHERE l.person = p.id LIMIT (SELECT t.tag FROM w.tag t WHERE t.person = p.id LIMIT 1)) d', 'paper: id=id; place: person=id; tag',
	 'It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.'),
	('limit_of_union', '(SELECT id, person FROM w.paper UNION ALL SELECT id, person FROM w.part) ORDER BY id LIMIT (SELECT count(*) FROM w.tag)',
	 'paper: no column leads from table "paper" to the rows of the view: It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.; part: no column leads from table "part" to the rows of the view: It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.; tag',
	 'It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.'),
	('offset_of_union_beneath', 'SELECT p.id, d.id AS d FROM w.paper p LEFT JOIN LATERAL ((SELECT id FROM w.place WHERE person = p.id UNION SELECT id FROM w.part WHERE person = p.id) ORDER BY id OFFSET (SELECT max(tag) FROM w.tag)) d ON true',
	 'paper: id=id; place: person=id; part: person=id; tag',
	 'It stands in a query with LIMIT or OFFSET, and no equality leads from it to the row around that query.'),
	('frame', 'SELECT id, sum(since) OVER (ORDER BY id ROWS (SELECT count(*) FROM w.tag) PRECEDING) AS n FROM w.paper', 'paper: no column leads from table "paper" to the rows of the view: It stands in a query with a window function.; tag',
	 'It stands in a query with a window function.'),
	('sample_of', 'SELECT l.id FROM w.place l LEFT JOIN w.paper p TABLESAMPLE BERNOULLI ((SELECT least(count(*), 100) FROM w.tag)) REPEATABLE (1) ON p.id = l.id', 'place: id=id; paper: no column leads from table "paper" to the rows of the view: TABLESAMPLE chooses rows of it.; tag',
	 'It stands in a query that groups its rows, or chooses among them, by other columns.'),
	('repeatable_by', 'SELECT l.id FROM w.place l LEFT JOIN w.paper p TABLESAMPLE BERNOULLI (50) REPEATABLE ((SELECT max(tag) FROM w.tag)) ON p.id = l.id', 'place: id=id; paper: no column leads from table "paper" to the rows of the view: TABLESAMPLE chooses rows of it.; tag',
	 'It stands in a query that groups its rows, or chooses among them, by other columns.'),
	-- What stands nowhere in the tree is not passed over
	('unused', 'WITH d AS (SELECT * FROM w.tag) SELECT l.id FROM w.place l', 'place: id=id; tag',
	 'No equality that always holds leads from it to a column of the view, and none of its columns that the view shows is NOT NULL.')) AS v (name, query, expected, reason);
SELECT w.is('sample_lateral', 'SELECT l.id, l.person, p.basis AS b FROM w.place l, LATERAL (SELECT basis FROM w.house h, w.paper TABLESAMPLE BERNOULLI ((SELECT 20 * least(count(*), 5) FROM w.tag t WHERE t.person = l.person)) REPEATABLE (1) WHERE h.id = l.person) p',
	'place: id=id, person=person; house: id=person; paper: no column leads from table "paper" to the rows of the view: TABLESAMPLE chooses rows of it.; tag: person=person', '{id}');

-- What a subquery makes of an optional table's columns: where it is not NULL for a row without a partner, a condition on it tells twins apart

CREATE VIEW w.of_house AS
	SELECT l.id, l.since, h.id AS h, h.kind + 1 AS strict, coalesce(h.kind, 0) AS e, h.kind IS NOT NULL AS has FROM w.place l LEFT JOIN w.house h ON h.id = l.house;
CREATE VIEW w.of_house_once AS SELECT DISTINCT * FROM w.of_house;
CREATE FUNCTION w.is_lost(name text, query text, key text[] DEFAULT '{id}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	planned text;
BEGIN
	PERFORM w.make(name, query, key);
	planned := w.ways(name);
	RETURN ok(planned LIKE '%no column leads from table "w.house"%', name || ' is lost: ' || planned);
END $$;
SELECT w.is('beneath', 'SELECT * FROM w.of_house', 'place: id=id; house: id=h', '{id}');
SELECT w.is('beneath_strict', 'SELECT * FROM w.of_house WHERE strict > 0', 'place: id=id; house: id=h', '{id}');
SELECT w.is('beneath_strict_once', 'SELECT * FROM w.of_house_once WHERE strict > 0', 'place: id=id; house: id=h', '{id}');
SELECT w.is('beneath_and_there', 'SELECT * FROM w.of_house WHERE e = 0 AND h > 0', 'place: id=id; house: id=h', '{id}');
SELECT w.is('beneath_and_there_once', 'SELECT * FROM w.of_house_once WHERE e = 0 AND h IS NOT NULL', 'place: id=id; house: id=h', '{id}');
SELECT w.is('beneath_left_join', 'SELECT v.*, k.word FROM w.of_house_once v LEFT JOIN w.kind k ON k.kind = v.e', 'place: id=id; house: id=h; kind: kind=e', '{id}');
SELECT w.is_lost('beneath_null', 'SELECT * FROM w.of_house WHERE NOT has');
SELECT w.is_lost('beneath_null_once', 'SELECT * FROM w.of_house_once WHERE NOT has');
SELECT w.is_lost('beneath_default', 'SELECT * FROM w.of_house WHERE e = 0');
SELECT w.is_lost('beneath_default_once', 'SELECT * FROM w.of_house_once WHERE e = 0');
SELECT w.is_lost('beneath_in_key', 'SELECT * FROM w.of_house', '{id,has}');
SELECT w.is_lost('beneath_in_key_once', 'SELECT * FROM w.of_house_once', '{id,has}');
SELECT w.is_lost('beneath_twice', 'SELECT * FROM (SELECT id, h, CASE WHEN has THEN 1 ELSE 2 END AS c FROM w.of_house) s WHERE c = 2');
SELECT w.is_lost('beneath_twice_once', 'SELECT * FROM (SELECT DISTINCT id, h, CASE WHEN has THEN 1 ELSE 2 END AS c FROM w.of_house_once) s WHERE c = 2');
SELECT w.is_lost('beneath_twice_mixed', 'SELECT * FROM (SELECT DISTINCT id, h, NOT has AS lacks FROM w.of_house) s WHERE lacks');
SELECT w.is_lost('beneath_function', 'SELECT * FROM (SELECT id, h, concat(has, e) AS c FROM w.of_house) s WHERE c = ''f0''');
SELECT w.is_lost('beneath_join', 'SELECT v.id, v.h, k.word FROM w.of_house v JOIN w.kind k ON k.kind = v.e');
SELECT w.is_lost('beneath_join_once', 'SELECT v.id, v.h, k.word FROM w.of_house_once v JOIN w.kind k ON k.kind = v.e');
SELECT w.is_lost('beneath_left_join_tested', 'SELECT v.id, v.h FROM w.of_house v LEFT JOIN w.kind k ON k.kind = v.e WHERE k.kind IS NULL');
SELECT w.is_lost('beneath_left_join_tested_once', 'SELECT v.id, v.h FROM w.of_house_once v LEFT JOIN w.kind k ON k.kind = v.e WHERE k.kind IS NULL');
SELECT w.is_lost('beneath_left_join_beneath', 'SELECT * FROM (SELECT v.id, v.h, k.kind IS NULL AS none FROM w.of_house v LEFT JOIN w.kind k ON k.kind = v.e) s WHERE none');
SELECT w.is_lost('beneath_full_join', 'SELECT coalesce(v.id, k.kind) AS id, v.h FROM w.of_house v FULL JOIN w.kind k ON k.kind = v.e');
SELECT w.is_lost('beneath_exists', 'SELECT * FROM w.of_house v WHERE EXISTS (SELECT FROM w.kind k WHERE k.kind = v.e)');
SELECT w.is_lost('beneath_exists_once', 'SELECT * FROM w.of_house_once v WHERE NOT EXISTS (SELECT FROM w.kind k WHERE k.kind = v.e)');
SELECT w.is_lost('beneath_exists_beneath', 'SELECT * FROM (SELECT id, h, EXISTS (SELECT FROM w.kind k WHERE k.kind = v.e) AS any FROM w.of_house v) s WHERE NOT "any"');
SELECT w.is_lost('beneath_in', 'SELECT * FROM w.of_house v WHERE e IN (SELECT k.kind FROM w.kind k)');
SELECT w.is_lost('beneath_lateral', 'SELECT l.id, h.id AS h FROM w.place l LEFT JOIN w.house h ON h.id = l.house CROSS JOIN LATERAL (SELECT coalesce(h.kind, 0) AS e) d WHERE d.e = 0');
SELECT w.is_lost('beneath_left_lateral', 'SELECT l.id, h.id AS h FROM w.place l LEFT JOIN w.house h ON h.id = l.house LEFT JOIN LATERAL (SELECT coalesce(h.kind, 0) AS e) d ON true WHERE d.e = 0');
SELECT w.is_lost('beneath_lateral_filter', 'SELECT v.id, v.h FROM w.of_house v, LATERAL (SELECT v.e + 1 AS f) d WHERE d.f = 1');
SELECT w.is_lost('beneath_lateral_view', 'SELECT v.id, v.h, d.word FROM w.of_house v, LATERAL (SELECT k.word FROM w.kind k WHERE k.kind = v.e ORDER BY k.word LIMIT 1) d');
SELECT w.is_lost('beneath_series', 'SELECT v.id, v.h, g.n FROM w.of_house v, generate_series(1, v.e) AS g (n)');
SELECT w.is_lost('beneath_series_shown', 'SELECT v.id, v.h, generate_series(1, v.e) AS n FROM w.of_house v');
SELECT w.is_lost('beneath_full', 'SELECT * FROM (SELECT l.id, h.id AS h, h.kind IS NULL AS lacks FROM w.place l FULL JOIN w.house h ON h.id = l.house) s WHERE lacks');
SELECT w.is_lost('beneath_full_once', 'SELECT * FROM (SELECT DISTINCT l.id, h.id AS h, h.kind IS NULL AS lacks FROM w.place l FULL JOIN w.house h ON h.id = l.house) s WHERE lacks');
SELECT w.is_lost('beneath_union_all', 'SELECT * FROM (SELECT id, h, e FROM w.of_house UNION ALL SELECT id, basis, since FROM w.paper) s WHERE e = 0');
SELECT w.is_lost('beneath_union', 'SELECT * FROM (SELECT id, h, has FROM w.of_house_once UNION SELECT id, basis, true FROM w.paper) s WHERE NOT has');
SELECT w.is_lost('beneath_except', 'SELECT id, h FROM w.of_house_once EXCEPT SELECT id, basis FROM w.paper');
SELECT w.is_lost('beneath_group', 'SELECT id, h, e, count(*) AS n FROM w.of_house GROUP BY id, h, e');
SELECT w.is_lost('beneath_distinct_on', 'SELECT DISTINCT ON (id) id, h, e FROM w.of_house ORDER BY id, e');
SELECT w.is_lost('beneath_window', 'SELECT id, h, row_number() OVER (ORDER BY e) AS n FROM w.of_house');
SELECT w.is_lost('beneath_limit', 'SELECT id, h FROM w.of_house ORDER BY e LIMIT 3');
SELECT w.is_lost('beneath_cte', 'WITH v AS MATERIALIZED (SELECT * FROM w.of_house) SELECT id, h FROM v WHERE e = 0');

-- Expressions, types and names

SELECT w.is('expression', 'SELECT h.id, rtrim(h.name) AS word FROM w.house h LEFT JOIN w.term t ON t.word = rtrim(h.name)', 'house: id=id; term: word=word');
SELECT w.is('expression_beneath', 'SELECT h.id, s.word AS shown FROM w.house h LEFT JOIN (SELECT id, rtrim(name) AS word FROM w.house) s USING (id) LEFT JOIN w.term t ON t.word = s.word', 'house: id=id; term: word=shown');
SELECT w.is('coalesce', 'SELECT h.id, coalesce(s.word, ''a'') AS shown FROM w.house h LEFT JOIN w.kind s ON s.kind = h.kind LEFT JOIN w.term t ON t.word = coalesce(s.word, ''a'')',
			'house: id=id; kind: no column leads from table "kind" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.; term: word=shown');
SELECT w.is('coalesce_beneath', 'SELECT h.id, s.word AS shown FROM w.house h LEFT JOIN (SELECT kind, coalesce(k.word, ''a'') AS word FROM w.kind k) s ON s.kind = h.kind LEFT JOIN w.term t ON t.word = coalesce(s.word, ''a'')',
			'house: id=id; kind: no column leads from table "kind" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.; term: no column leads from table "term" to the rows of the view: No equality that always holds leads from it to a column of the view, and none of its columns that the view shows is NOT NULL.');
SELECT w.is('char', 'SELECT p.id, p.code FROM w.place p LEFT JOIN w.term t ON t.code = p.code', 'place: id=id; term: code=code');
SELECT w.is('char_as_text', 'SELECT p.id, p.code::text AS code FROM w.place p LEFT JOIN w.term t ON t.code = p.code',
			'place: id=id; term: no column leads from table "term" to the rows of the view: The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.');
SELECT w.is('varchar', 'SELECT p.id, p.note FROM w.place p LEFT JOIN w.term t ON t.note = p.note', 'place: id=id; term: note=note');
SELECT w.is('varchar_as_text', 'SELECT p.id, p.note::text AS note FROM w.place p LEFT JOIN w.term t ON t.note = p.note', 'place: id=id; term: note=note');
SELECT w.is('domain', 'SELECT h.id, h.name FROM w.house h LEFT JOIN w.term t ON t.word = h.name', 'house: id=id, name=name; term: word=name');
SELECT w.is('collated', 'SELECT h.id, h.name FROM w.house h LEFT JOIN w.term t ON t.word = h.name COLLATE "C"', 'house: id=id, name=name; term: word=name');
SELECT w.is('unique', 'SELECT p.id, h.name, h.kind FROM w.place p JOIN w.house h ON h.id = p.house JOIN w.kind k ON (k.kind, k.word) = (h.kind, h.name)', 'place: id=id; house: name=name, kind=kind; kind: kind=kind', '{id}');
SELECT w.is('nullable', 'SELECT p.id, p.person FROM w.paper p LEFT JOIN w.tag t ON t.person = p.person', 'paper: id=id, person=person; tag: person=person');
SELECT w.is('nullable_alone', 'SELECT t.person, t.tag FROM w.tag t',
			'tag: no column leads from table "tag" to the rows of the view: Column "tag" would, but it may be NULL, and nothing is found by a NULL.', '{person}');
SELECT w.is('nullable_but_for_where', 'SELECT t.person, t.tag FROM w.tag t WHERE t.person IS NOT NULL', 'tag: person=person', '{person}');
SELECT w.is('quoted', 'SELECT o."c.d" AS "x=y", p.id FROM w.paper p JOIN w."Odd, ""table" o ON o."a=b" = p.id', 'paper: id=id; "Odd, ""table": a=b=id', '{id}');
SELECT w.is('partitioned', 'SELECT id, x FROM w.part', 'part: id=id', '{id}');
SELECT w.is('partition', 'SELECT id, x FROM w.part_0', 'part_0: id=id', '{id}');
SELECT w.is('inherited', 'SELECT p.id, o.x FROM w.place p LEFT JOIN w.old o ON o.id = p.id', 'place: id=id; old: id=id; older: id=id');
-- From PostgreSQL 18 on, a child keeps what it inherits
SELECT current_setting('server_version_num')::int < 180000 AS drops \gset
\if :drops
CREATE TABLE w.strict (person int NOT NULL, since int NOT NULL, x int);
CREATE TABLE w.loose () INHERITS (w.strict);
ALTER TABLE w.loose ALTER person DROP NOT NULL;
SELECT w.is('child_without_not_null', 'SELECT s.since, s.person FROM w.strict s', 'strict: since=since; loose: since=since', '{person}');
\endif
SELECT w.is('two_places', 'SELECT p.id, a.id AS a, b.id AS b FROM w.place p LEFT JOIN w.house a ON a.id = p.house LEFT JOIN w.house b ON b.id = p.since', 'place: id=id; house: id=a; house: id=b');
SELECT w.is('two_places_one_lost', 'SELECT p.id, a.id AS a FROM w.place p LEFT JOIN w.house a ON a.id = p.house LEFT JOIN w.house b ON b.kind = p.since',
			'place: id=id; house: id=a; house: no column leads from table "house" to the rows of the view: It stands in several places. Where it is "b": The view shows no column that has the value of one of its columns, is not NULL, and is reached by equalities.');

-- The key by default: the primary key of the table in FROM whose row determines one row of each of the others

CREATE FUNCTION w.key(subquery text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	found text;
BEGIN
	PERFORM w.make('keyed', format('SELECT l.id, l.person, d.n FROM w.place l JOIN %s d ON d.person = l.person', subquery));
	SELECT coalesce(substring(note FROM 'key: (.*?) [(]'), problem) INTO found FROM sss.plan_view('w.keyed', 'placement') LIMIT 1;
	DROP VIEW w.keyed;
	DELETE FROM w.view WHERE view.name = 'keyed';
	RETURN found;
END $$;
SELECT is(w.key(subquery), 'id', 'one row: ' || subquery) FROM unnest(ARRAY[
	'(SELECT person, count(*) AS n FROM w.paper GROUP BY person)',
	'(SELECT person, count(*) AS n FROM w.paper GROUP BY person, person)',
	'(SELECT DISTINCT ON (person) person, since AS n FROM w.paper ORDER BY person, since)',
	'(SELECT DISTINCT ON (person) person, count(*) AS n FROM w.paper GROUP BY person, basis)',
	'(SELECT DISTINCT ON (person) person, generate_series(1, since) AS n FROM w.paper)',
	'LATERAL (SELECT l.person, count(*) AS n FROM w.paper p WHERE p.person = l.person)',
	'LATERAL (SELECT p.person, p.since AS n FROM w.paper p WHERE p.person = l.person LIMIT 1)',
	'LATERAL (SELECT p.person, generate_series(1, p.since) AS n FROM w.paper p WHERE p.person = l.person LIMIT 1)']) AS subquery;
SELECT matches(w.key(subquery), 'A join multiplies the rows of each table in FROM', 'several: ' || subquery) FROM unnest(ARRAY[
	'(SELECT person, count(*) AS n FROM w.paper GROUP BY person, basis)',
	'(SELECT person, count(*) AS n FROM w.paper GROUP BY person, since % 2)',
	'(SELECT DISTINCT ON (person, basis) person, since AS n FROM w.paper ORDER BY person, basis, since)',
	'(SELECT DISTINCT ON (person, basis) person, count(*) AS n FROM w.paper GROUP BY person, basis)',
	'(SELECT person, generate_series(1, count(*)) AS n FROM w.paper GROUP BY person)',
	'LATERAL (SELECT l.person, generate_series(1, count(*)) AS n FROM w.paper p WHERE p.person = l.person)',
	'LATERAL (SELECT p.person, p.since AS n FROM w.paper p WHERE p.person = l.person LIMIT 2)']) AS subquery;

-- No case is missed

INSERT INTO w.person SELECT i, chr(96 + i), i % 2 FROM generate_series(1, 4) AS i;
INSERT INTO w.house SELECT i, i % 3, chr(96 + i) FROM generate_series(0, 4) AS i;
INSERT INTO w.place SELECT i, i, i, i, chr(96 + i), chr(96 + i) FROM generate_series(1, 4) AS i;
INSERT INTO w.paper SELECT i, i % 3, i, i % 2 FROM generate_series(1, 5) AS i;
INSERT INTO w.kind SELECT i % 3, chr(97 + i), i % 2 = 0 FROM generate_series(0, 4) AS i;
INSERT INTO w.tag SELECT i, i, chr(97 + i) FROM generate_series(0, 4) AS i;
-- Queries at random: joins of up to four tables or subqueries, by equalities of their columns and other conditions
CREATE FUNCTION w.random_query() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	tables text[] := '{place,house,paper,kind,tag,part,place,paper}';
	columns jsonb := '{"place": ["id", "person", "house", "since"], "house": ["id", "kind"], "paper": ["id", "person", "since", "basis"],
					   "kind": ["kind"], "tag": ["tag", "person"], "part": ["id", "person", "x"]}';
	count int := 2 + (random() * 2)::int;
	used text[] := '{}';
	query text;
	shown text[] := '{}';
	t text; c text; o text; oc text; source text; condition text; extra text; filter text;
BEGIN
	FOR i IN 1..count LOOP
		t := CASE i WHEN 1 THEN (ARRAY['place', 'paper', 'house'])[1 + (random() * 2)::int] ELSE tables[1 + (random() * 7)::int] END;
		c := columns -> t ->> (random() * (jsonb_array_length(columns -> t) - 1))::int;
		IF i = 1 THEN
			query := format('w.%s AS t1', t);
		ELSE
			o := used[1 + (random() * (i - 2))::int];
			oc := columns -> o ->> (random() * (jsonb_array_length(columns -> o) - 1))::int;
			o := 't' || array_position(used, o);
			extra := CASE (random() * 9)::int WHEN 0 THEN format(' AND t%s.%s > 1', i, c) WHEN 1 THEN format(' AND %s.%s IS NULL', o, oc)
						 WHEN 2 THEN format(' AND EXISTS (SELECT FROM w.tag AS g WHERE g.person = %s.%s AND g.tag > 1)', (ARRAY[o, 't' || i])[1 + random()::int], 
							CASE WHEN random() < 0.5 THEN oc ELSE oc END)
						 WHEN 3 THEN format(' AND %s.%s IN (SELECT h.id FROM w.house AS h WHERE h.kind > 0)', o, oc)
						 ELSE '' END;
			extra := replace(extra, format('t%s.%s AND g', i, oc), format('%s.%s AND g', o, oc));
			source := CASE least((random() * 13)::int, 10)
				WHEN 0 THEN format('(SELECT %2$s, count(*) AS n FROM w.%1$s GROUP BY %2$s)', t, c)
				WHEN 1 THEN format('(SELECT * FROM w.%s WHERE %s IS NOT NULL)', t, c)
				WHEN 2 THEN format('(SELECT m.* FROM w.%s AS m LEFT JOIN w.kind AS k ON k.kind = m.%s)', t, c)
				WHEN 3 THEN format('(SELECT m.* FROM w.%s AS m JOIN w.kind AS k ON k.kind = m.%s WHERE k.used)', t, c)
				WHEN 4 THEN format('(SELECT * FROM w.%1$s UNION ALL SELECT * FROM w.%1$s WHERE %2$s = 1)', t, c)
				WHEN 5 THEN format('LATERAL (SELECT * FROM w.%s AS m WHERE m.%s = %s.%s ORDER BY 1 LIMIT 1)', t, c, o, oc)
				WHEN 6 THEN format('(SELECT DISTINCT ON (%2$s) * FROM w.%1$s AS m ORDER BY %2$s, m::text)', t, c)
				-- An expression over an outer join, which may not be NULL where the partner is missing
				WHEN 10 THEN format('(SELECT %s m.*, h.id AS hid, %s AS made FROM w.%s AS m %s JOIN w.house AS h ON h.id = m.%s%s)',
					CASE WHEN random() < 0.4 THEN 'DISTINCT' ELSE '' END,
					(ARRAY['coalesce(h.kind, 0)', '(h.kind IS NULL)::int', 'CASE WHEN h.kind > 0 THEN 1 ELSE 0 END', 'h.kind + 0',
						   '(SELECT count(*)::int FROM w.tag AS g WHERE g.tag = h.kind)'])[1 + (random() * 4)::int],
					t, CASE WHEN random() < 0.8 THEN 'LEFT' ELSE 'FULL' END, c,
					CASE WHEN random() < 0.2 THEN format(' UNION ALL SELECT n.*, 1, 0 FROM w.%s AS n', t) ELSE '' END)
				ELSE 'w.' || t END;
			IF source LIKE '%made%' AND random() < 0.3 THEN
				source := format('(SELECT s.*, coalesce(s.made, 1) * 2 AS made_of FROM %s AS s)', source);
			END IF;
			IF source LIKE '%made%' THEN
				filter := CASE (random() * 5)::int WHEN 0 THEN format('t%s.made IS NULL', i) WHEN 1 THEN format('NOT EXISTS (SELECT FROM w.tag AS g WHERE g.tag = t%s.made)', i)
					WHEN 2 THEN format('t%s.made = 1', i) WHEN 3 THEN format('t%s.made = ANY (SELECT k.kind FROM w.kind AS k)', i) ELSE format('t%s.made = 0', i) END;
				filter := CASE WHEN source LIKE '%made_of%' THEN replace(filter, '.made', '.made_of') ELSE filter END;
				shown := shown || format('t%s.hid AS %I', i, 't' || i || 'hid');
			END IF;
			condition := format('t%s.%s = %s.%s', i, c, o, oc) || extra;
			query := query || format(' %s JOIN %s AS t%s ON %s',
				CASE WHEN random() < 0.6 THEN 'LEFT' WHEN random() < 0.2 AND source NOT LIKE 'LATERAL%' AND extra = '' THEN 'FULL'
					 WHEN random() < 0.2 AND source NOT LIKE 'LATERAL%' THEN 'RIGHT' ELSE 'INNER' END, source, i, condition);
			IF source LIKE '%count(*)%' THEN
				shown := shown || format('t%s.%s AS %I', i, c, 't' || i || c);
				columns := columns || jsonb_build_object('sub' || i, jsonb_build_array(c));
				t := 'sub' || i;
			END IF;
		END IF;
		used := used || t;
		FOR j IN 0..jsonb_array_length(columns -> t) - 1 LOOP
			c := columns -> t ->> j;
			IF random() < 0.5 OR (i = 1 AND c = 'id') THEN
				shown := array_remove(shown, format('t%s.%s AS %I', i, c, 't' || i || c)) || format('t%s.%s AS %I', i, c, 't' || i || c);
			END IF;
		END LOOP;
	END LOOP;
	RETURN format('SELECT %s FROM %s%s', array_to_string(shown, ', '), query,
		CASE WHEN filter IS NOT NULL AND random() < 0.8 THEN ' WHERE ' || filter ELSE CASE (random() * 5)::int WHEN 0 THEN format(' WHERE %s IS NULL', split_part(shown[1 + (random() * (cardinality(shown) - 1))::int], ' ', 1))
			 WHEN 1 THEN format(' WHERE %s > 0', split_part(shown[1 + (random() * (cardinality(shown) - 1))::int], ' ', 1)) ELSE '' END END);
END $$;

-- Put that many of them to the proof, with a key that an outer join may make NULL now and then
CREATE FUNCTION w.prove_random(views int, rounds int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	query text;
	key text[];
BEGIN
	FOR i IN 1..views LOOP
		query := w.random_query();
		BEGIN
			key := CASE WHEN random() < 0.7 THEN '{t1id}' ELSE ARRAY[substring(query FROM 'SELECT t[0-9][.][a-z]+ AS ([a-z0-9]+)')] END;
			PERFORM w.make('random_' || i, query, key);
			RETURN QUERY SELECT lost || ' in ' || query FROM w.prove('random_' || i, rounds) AS lost;
			EXECUTE format('DROP VIEW w.%I', 'random_' || i);
		EXCEPTION WHEN invalid_column_reference OR feature_not_supported OR ambiguous_column THEN
			NULL;
		END;
	END LOOP;
END $$;

SELECT setseed(0.165);
SELECT is(array_agg(lost), NULL, 'no case is missed in ' || (SELECT count(*) FROM w.view) || ' views') FROM w.view AS v, w.prove(v.name, 40) AS lost;
SELECT is(array_agg(lost), NULL, 'nor in views at random') FROM w.prove_random(40, 6) AS lost;

SELECT finish();
ROLLBACK;
