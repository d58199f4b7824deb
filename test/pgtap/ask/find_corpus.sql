-- Captions from the field (captions.tsv), with the code that each stands for, or none: written by somebody who had not
-- seen the list of synonyms.  sss.find() has to put the right code first, and to leave to a person whatever is not sure.
BEGIN;
SELECT plan(34);

CREATE TEMP TABLE lines (number serial, line text);
\copy lines (line) FROM 'test/pgtap/ask/captions.tsv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE captions AS
SELECT number, f[1] AS caption, f[3] AS type, nullif(f[4], 'none') AS code
  FROM (SELECT number, string_to_array(line, E'\t') AS f FROM lines WHERE number > 1) AS t;

-- The file came in whole.
SELECT is((SELECT line FROM lines WHERE number = 1), E'caption\tlanguage\ttype\texpected\twhy', 'captions: the columns are the expected ones');
SELECT results_eq($$ SELECT type, count(code)::int, count(*)::int FROM captions GROUP BY 1 ORDER BY 1 $$,
	$$ VALUES ('deciding_level', 13, 15), ('placement_basis', 75, 91), ('provider_type', 103, 131), ('recipient_category', 101, 159),
			  ('service', 66, 76), ('service_kind', 15, 18), ('specialist_purpose', 10, 12), ('stay_mode', 20, 25),
			  ('transport_purpose', 12, 14) $$,
	'captions: the file is complete');
SELECT is_empty($$ SELECT caption, code FROM captions WHERE code IS NOT NULL AND sss.label(code, 'en') IS NULL $$,
	'captions: every code that is expected is one');

-- Every answer; 0.9 is the score that doc/existing-databases.md says to accept.
CREATE TEMP TABLE answers AS
SELECT c.number, c.type, c.caption, c.code AS expected, f.code, f.score, f.place, f.code IS NOT NULL AND f.score >= 0.9 AS accepted
  FROM captions AS c LEFT JOIN LATERAL sss.find(c.caption, NULL, c.type) WITH ORDINALITY AS f (type, code, name, score, note, place) ON true;
CREATE TEMP TABLE rates AS
SELECT type, count(*) FILTER (WHERE expected IS NOT NULL) AS coded, count(*) FILTER (WHERE is_first) AS first,
	   count(*) FILTER (WHERE is_accepted) AS accepted
  FROM (SELECT type, number, expected, bool_or(code = expected AND place = 1) AS is_first, bool_or(code = expected AND accepted) AS is_accepted
		  FROM answers GROUP BY 1, 2, 3) AS t
 GROUP BY 1;
SELECT diag(format('%s: %s of %s right first, %s accepted', type, first, coded, accepted)) FROM rates ORDER BY type;
SELECT diag(format('all: %s of %s right first, %s accepted', sum(first), sum(coded), sum(accepted))) FROM rates;
SELECT diag(format('"%s" (%s): %s, not %s', rtrim(caption), type, coalesce(code, 'none'), expected))
  FROM answers WHERE expected IS NOT NULL AND coalesce(place, 1) = 1 AND code IS DISTINCT FROM expected ORDER BY number;

SELECT cmp_ok(first, '>=', ceil(0.9 * coded)::bigint, type || ': the right code comes first in 90 % of the captions that have one')
  FROM rates ORDER BY type;
SELECT is_empty(format($$ SELECT caption, code, score FROM answers WHERE type = %L AND accepted AND code IS DISTINCT FROM expected $$, type),
	type || ': no wrong code is accepted')
  FROM rates ORDER BY type;
SELECT cmp_ok(accepted, '>=', ceil(0.5 * coded)::bigint, type || ': half of the captions that have a code need no person')
  FROM rates ORDER BY type;

-- A description of every row.
SELECT is_empty($$ SELECT caption, score FROM answers WHERE score NOT BETWEEN 0.3 AND 1 $$, 'scores lie between 0.3 and 1');
SELECT is_empty($$ SELECT number FROM answers WHERE accepted GROUP BY number HAVING count(*) > 1 $$, 'no two codes of a type are accepted');
SELECT is_empty($$ SELECT number FROM answers WHERE place IS NOT NULL AND code IS NULL GROUP BY number HAVING count(*) > 1 $$,
	'one row at most says that the caption is near to a type');
SELECT is_empty($$ SELECT number FROM (SELECT number, score, lag(score) OVER (PARTITION BY number ORDER BY place) AS before FROM answers) AS t WHERE score > before $$,
	'the best comes first');

SELECT * FROM finish();
ROLLBACK;
