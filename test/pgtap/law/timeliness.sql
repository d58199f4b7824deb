-- In time: first aid in an emergency (8(3)), hospitalization and referral on indications (8(5); annex 3, 9(2)).  The order
-- sets no term: how long it took is reported, and nobody is refused.
-- Written from the text; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(21);

CREATE FUNCTION pg_temp.times(service text, provider text, occasions text, responses text, longer_than interval DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', coalesce(waited::text, '-'), verdict, provision), ', ' ORDER BY place), 'none')
	  FROM sss.response_times(service, provider, occasions::timestamp[], responses::timestamp[], longer_than) WITH ORDINALITY
			AS r (occasion, response, waited, verdict, provision, reading, message, place)
$$;

SELECT is(pg_temp.times('medical.emergency_first_aid', 'youth_house', '{2024-01-01 10:00}', '{2024-01-01 10:20}'), '00:20:00 unsettled 1.8.3', '1.8.3: first aid after twenty minutes');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'other_center', '{2024-01-01 10:00}', '{2024-01-03 10:00}'), '2 days unsettled 2.8.3', '2.8.3: in centers');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'guardian', '{2024-01-01 10:00}', '{2024-01-03 10:00}'), 'none', '3.9: families have no such demand');
SELECT is(pg_temp.times('medical.assist_hospitalization_and_escort', 'youth_house', '{2024-01-01}', '{2024-01-11}'), '10 days unsettled 1.8.5', '1.8.5: hospitalization ten days after the indications');
SELECT is(pg_temp.times('medical.assist_hospitalization_and_escort', 'minors_adaptation_center', '{2024-01-01}', '{2024-01-11}'), '10 days unsettled 2.8.5', '2.8.5: in centers');
SELECT is(pg_temp.times('medical.treatment_and_health_improvement', 'youth_house', '{2024-01-01}', '{2024-03-01}'), '60 days unsettled 1.8.5', '1.8.5: a sanatorium after two months');
SELECT is(pg_temp.times('medical.assist_hospitalization_and_escort', provider, '{2024-01-01}', '{2024-01-02}'), '1 day unsettled 3.9.2', '3.9.2: ' || provider)
  FROM unnest('{guardian,foster_parent,other_family}'::text[]) AS provider;
SELECT is(pg_temp.times('medical.emergency_first_aid', 'children_in_need_support_center', '{2024-01-01}', '{2024-01-02}'), '1 day unsettled 1.8.3', '1.8.3: the lower of two annexes');
SELECT is(pg_temp.times('household.transport', 'youth_house', '{2024-01-01}', '{2024-01-02}'), 'none', '1.5.8: of other services nothing is demanded in time');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'youth_house', '{2024-01-01,NULL,2024-01-03,2024-01-04 08:00,infinity}', '{NULL,2024-01-02,2024-01-02,2024-01-04 08:00,2024-01-05}'),
	'- unknown 1.8.3, - unknown 1.8.3, -1 days unknown 1.8.3, 00:00:00 unsettled 1.8.3, - unknown 1.8.3', '1.8.3: no first aid, no emergency, one before the other, at once');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'youth_house', '{2023-06-30 23:59,2023-07-01}', '{2023-07-02,2023-07-02}'), '1 day 00:01:00 not_governed 0.5, 1 day unsettled 1.8.3', '0.5: the day of the occasion counts');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'youth_house', '{2024-01-01 10:00,2024-01-01 10:00,2024-01-01 10:00,2024-01-01 10:00}', '{2024-01-01 10:30,2024-01-01 10:31,NULL,2023-12-31}', '30 minutes'),
	'00:31:00 unsettled 1.8.3, - unknown 1.8.3, -1 days -10:00:00 unknown 1.8.3', '1.8.3: what took longer than a term of one''s own, and what is not known');
SELECT is(pg_temp.times('medical.emergency_first_aid', NULL, '{2024-01-01}', '{2024-01-02}'), 'none', 'a provider that is not given');
SELECT is(pg_temp.times(NULL, 'youth_house', '{2024-01-01}', '{2024-01-02}'), 'none', 'a service that is not given');
SELECT is(pg_temp.times('medical.emergency_first_aid', 'youth_house', NULL, NULL), 'none', 'no occasions');
SELECT throws_ok($$ SELECT pg_temp.times('medical.emergency_first_aid', 'youth_house', '{2024-01-01}', '{}') $$, '22023', 'arrays "occasions" and "responses" must have the same length', 'arrays of different lengths');
SELECT is((SELECT waited FROM sss.response_times('medical.emergency_first_aid', 'youth_house', ARRAY[date '2024-01-01'], ARRAY[date '2024-01-02'])), '1 day', '1.8.3: days without a time');
SELECT results_eq($$ SELECT reading, message FROM sss.response_times('medical.emergency_first_aid', 'youth_house', '{2024-01-01}', '{2024-01-02}', language => 'en') $$,
	$$ VALUES ('timely_without_term', 'The standard demands that this be done in time and sets no term (annex 1, paragraph 8, subparagraph 3); a person assesses whether it was.') $$, '1.8.3: in words, with the reading');
SELECT is_empty($$ SELECT language, g.* FROM unnest('{kk,ru,en}'::text[]) AS language CROSS JOIN LATERAL sss.response_times('medical.assist_hospitalization_and_escort', 'guardian',
	'{2024-01-01,2024-01-01,NULL,2024-01-03,2023-01-01}', '{2024-01-02,NULL,2024-01-01,2024-01-02,2023-01-02}', language => language) AS g
	WHERE message ~ '[{}]' OR position(sss.cite(provision, language) IN message) = 0 OR message !~ '[.]$' $$, '3.9.2, 0.5: every finding in three languages, with its citation');

SELECT * FROM finish();
ROLLBACK;
