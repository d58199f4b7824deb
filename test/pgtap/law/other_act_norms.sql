-- Norms of other acts: a clause of the order refers to them, and the user has their values.  Sanitary rules (5(1), 6(1)),
-- norms of provision (5(3), 6(3)), vehicles (6(7)); in annex 3 provision (6(4)), and what paragraph 7 refers to without
-- naming an act.  Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(38);

CREATE TEMP TABLE providers (provider sss.provider_type, annex int);
INSERT INTO providers VALUES ('youth_house', 1), ('special_boarding_school', 1), ('other_organization', 1),
	('minors_adaptation_center', 2), ('other_center', 2), ('guardian', 3), ('family_type_home_educator', 3), ('other_family', 3);
CREATE TEMP TABLE clauses (annexes int[], clause text);
INSERT INTO clauses VALUES ('{1,2}', '5.1'), ('{1,2}', '5.3'), ('{1,2}', '6.1'), ('{1,2}', '6.3'), ('{1,2}', '6.7'),
	('{3}', '6.4'), ('{3}', '7.1'), ('{3}', '7.2'), ('{3}', '7.4'), ('{3}', '7.5'), ('{3}', '7.6');
CREATE TEMP VIEW asked AS
	SELECT p.provider, p.annex, format('%s.%s', p.annex, c.clause)::sss.provision AS clause
	  FROM providers AS p JOIN clauses AS c ON p.annex = ANY (c.annexes);
CREATE FUNCTION pg_temp.differ(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE 'SELECT string_agg(t::text, '', '') FROM (' || query || ' LIMIT 5) AS t' INTO answer;
	RETURN answer;
END $$;

-- Between the norms, at them and outside.
CREATE TEMP TABLE measured (quantity numeric, norm numeric, maximum numeric, verdict sss.verdict);
INSERT INTO measured VALUES (18, 18, 24, 'compliant'), (24, 18, 24, 'compliant'), (20.5, 18, 24, 'compliant'), (17.9999, 18, 24, 'violation'), (24.0001, 18, 24, 'violation'),
	(18, 18, NULL, 'compliant'), (1000, 18, NULL, 'compliant'), (17, 18, NULL, 'violation'), (0, NULL, 24, 'compliant'), (24, NULL, 24, 'compliant'), (25, NULL, 24, 'violation'),
	(20, NULL, NULL, 'unknown'), (NULL, 18, 24, 'unknown'), (NULL, 18, NULL, 'unknown'), (NULL, NULL, 24, 'unknown'), ('NaN', 18, 24, 'unknown'), (20, 'NaN', 24, 'compliant'),
	(0, NULL, 0, 'compliant'), (0.0001, NULL, 0, 'violation');
SELECT is(pg_temp.differ($$ SELECT a.*, m.* FROM asked AS a CROSS JOIN measured AS m
	WHERE sss.other_act_norm_verdict(clause, provider, quantity, norm, maximum, '2024-01-01') IS DISTINCT FROM verdict $$), NULL, 'a quantity is compared with the norms that are given');
SELECT is(pg_temp.differ(format($$ SELECT a.* FROM asked AS a WHERE clause = %L AND (
	sss.other_act_norm_verdict(clause, provider, 17, 18, NULL, '2023-07-01') IS DISTINCT FROM 'violation' OR
	sss.other_act_norm_provision(clause, provider, 17, 18, NULL, '2023-07-01') IS DISTINCT FROM clause OR
	sss.other_act_norm_provision(clause, provider, 25, NULL, 24, '2023-07-01') IS DISTINCT FROM clause OR
	sss.other_act_norm_provision(clause, provider, 20, NULL, 24, '2023-07-01') IS DISTINCT FROM clause) $$, clause)), NULL, clause || ' refers to norms, and is cited')
  FROM (SELECT DISTINCT clause::text FROM asked ORDER BY 1) AS c;
SELECT is(pg_temp.differ($$ SELECT p.provider, c.provision FROM providers AS p CROSS JOIN sss.coverage AS c
	WHERE (sss.part(c.provision) IS NULL OR sss.item(c.provision) IS NULL) AND NOT EXISTS (SELECT FROM asked AS a WHERE (a.provider, a.clause) = (p.provider, c.provision))
	  AND sss.other_act_norm_verdict(c.provision, p.provider, 20, 18, 24, '2024-01-01') IS DISTINCT FROM 'violation' $$), NULL, 'no other clause refers to norms of another act');
SELECT is(sss.other_act_norm_verdict('2.6.1', 'children_in_need_support_center', 20, 18, 24, '2024-01-01'), 'compliant', '2.6.1: the center under two annexes has the clauses of both');
SELECT is(sss.other_act_norm_verdict('1.6.1/1', 'youth_house', 17, 18, 24, '2024-01-01'), 'violation', '1.6.1/1: a part of the clause');
SELECT is(sss.other_act_norm_verdict(NULL, 'youth_house', 17, 18, 24, '2024-01-01'), 'unknown', '1.6.1: a clause that is not given');
SELECT is(sss.other_act_norm_verdict('1.6.1', NULL, 20, 18, 24, '2024-01-01'), 'unknown', '1.6.1: a provider that is not given');
SELECT is(sss.other_act_norm_verdict('1.6.1', NULL, 17, 18, 24, '2024-01-01'), 'violation', '1.6.1: whoever it is, seventeen is too little, or the clause is none of its standard');
SELECT results_eq($$ SELECT met::text, message, remedy FROM sss.explain_other_act_norm('1.6.2', NULL, 20, 18, 24, '2024-01-01', 'en') LIMIT 1 $$,
	$$ VALUES ('violation', 'The clause that is named does not refer to a norm of another act, or is none of the provider''s standard (the order, paragraph 1, subparagraph 1).',
		'Name the clause that refers to the norm: annex 1, paragraph 5, subparagraph 1; annex 1, paragraph 5, subparagraph 3; annex 1, paragraph 6, subparagraph 1; annex 1, paragraph 6, subparagraph 3; annex 1, paragraph 6, subparagraph 7; annex 2, paragraph 5, subparagraph 1; ....') $$, '1.6.2: a clause of nobody''s, in words');
SELECT is(sss.other_act_norm_verdict('1.6.1', 'youth_house', 17, 18, 24, '2023-06-30'), 'not_governed', '0.5: before the Order');
SELECT throws_ok($$ SELECT sss.other_act_norm_verdict('1.6.1', 'youth_house', -1, 18, 24, '2024-01-01') $$, '22003', NULL, '1.6.1: a quantity below nothing');
SELECT results_eq($$ SELECT requirement, message, remedy FROM sss.explain_other_act_norm('1.6.1', 'youth_house', 17, 18, 24, '2024-01-01', 'ru') $$,
	$$ VALUES ('quantity', 'Норма не соблюдена: 17, по норме не менее 18 (подпункт 1) пункта 6 приложения 1).', 'Недостает 1. Обеспечьте норму.') $$, '1.6.1: too little, in words');
SELECT results_eq($$ SELECT requirement, message, remedy FROM sss.explain_other_act_norm('3.7.1', 'guardian', 24.5, NULL, 24, '2024-01-01', 'en') $$,
	$$ VALUES ('maximum', 'The norm is not met: 24.5, the norm is at most 24 (annex 3, paragraph 7, subparagraph 1).', 'This exceeds the norm by 0.5. Bring it down.') $$, '3.7.1: too much, in words');
SELECT alike((SELECT remedy FROM sss.explain_other_act_norm('1.6.2', 'youth_house', 17, 18, 24, '2024-01-01', 'en')), 'Name the clause that refers to the norm: annex 1, paragraph 5, subparagraph 1;%', '1.6.2: the clauses that do refer to norms');

-- On a table: temperatures of rooms.  What was out of range before may stay as far out, but go no further.
CREATE TEMP TABLE readings (id int PRIMARY KEY, clause text DEFAULT '1.6.1', provider text DEFAULT 'youth_house', degrees numeric, least numeric, most numeric, day date DEFAULT '2024-01-01');
SELECT throws_ok($$ SELECT sss.attach('readings', 'other_act_norm', '{condition=clause,provider=provider,quantity=degrees,on_date=day}') $$, '22023', 'rule "other_act_norm" needs a column for the role "norm"', '1.6.1: without any norm nothing can be compared');
INSERT INTO readings VALUES (1, DEFAULT, DEFAULT, 16, 18, 24), (2, DEFAULT, DEFAULT, 27, 18, 24);
SELECT sss.attach('readings', 'other_act_norm', '{condition=clause,provider=provider,quantity=degrees,norm=least,maximum=most,on_date=day}', mode => 'enforce') \g /dev/null
SELECT lives_ok($$ INSERT INTO readings VALUES (3, DEFAULT, DEFAULT, 20, 18, 24), (4, DEFAULT, DEFAULT, 30, 18, NULL), (5, DEFAULT, DEFAULT, 20, NULL, NULL) $$, '1.6.1: within the norms, or none is stated');
SELECT throws_ok($$ INSERT INTO readings VALUES (6, DEFAULT, DEFAULT, 24.1, 18, 24) $$, '23514', NULL, '1.6.1: above the maximum');
SELECT throws_ok($$ INSERT INTO readings VALUES (6, '3.7.1', DEFAULT, 20, 18, 24) $$, '23514', NULL, '1.6.1: a clause of another standard');
SELECT lives_ok($$ UPDATE readings SET degrees = 26 WHERE id = 2; UPDATE readings SET degrees = 17 WHERE id = 1 $$, '1.6.1: nearer to the norm');
SELECT throws_ok($$ UPDATE readings SET degrees = 26.5 WHERE id = 2 $$, '23514', NULL, '1.6.1: and not away from it again');
SELECT throws_ok($$ UPDATE readings SET degrees = 24.5 WHERE id = 1 $$, '23514', NULL, '1.6.1: nor out at the other end');
-- A norm that must be stated is asked for by the clause that refers to it.
SELECT sss.attach('readings', 'other_act_norm', '{condition=clause,provider=provider,quantity=degrees,norm=least,maximum=most,on_date=day}', mode => 'enforce', required => '{norm}', name => 'stated') \g /dev/null
SET LOCAL sss.language = 'en';
SELECT throws_like($$ INSERT INTO readings VALUES (7, DEFAULT, DEFAULT, 20, NULL, 24) $$, '%annex 1, paragraph 6, subparagraph 1%', '1.6.1: the norm is missed');
SELECT throws_like($$ INSERT INTO readings VALUES (7, '1.6.7', DEFAULT, 20, NULL, 24) $$, '%annex 1, paragraph 6, subparagraph 7%', '1.6.7: likewise');
RESET sss.language;

SELECT * FROM finish();
ROLLBACK;
