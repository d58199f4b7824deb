-- The weekly review of the complaints book (annexes 1 and 2, paragraph 22, part 2) and offences within a year (annex 2, paragraph 2, item 4).
-- Written from the text of the order; weeks and pairs are worked out again in SQL.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL datestyle = 'ISO, DMY';
CREATE ROLE regress_sss_reader;
CREATE SCHEMA intervals;
GRANT USAGE, CREATE ON SCHEMA intervals TO regress_sss_reader;
GRANT USAGE ON SCHEMA public TO regress_sss_reader;
SET LOCAL search_path = intervals, public;
SET ROLE regress_sss_reader;
SELECT plan(94);

CREATE FUNCTION gaps(provider text, reviews text, since text, until text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', first_day, last_day, days, verdict, provision), ', ' ORDER BY place), 'none')
	  FROM sss.review_gaps(provider::sss.provider_type, reviews::date[], since::date, until::date, language => 'en')
	  WITH ORDINALITY AS g (first_day, last_day, days, verdict, provision, message, place)
$$;

-- 1. A week without a review.  January 2024: the 1st is a Monday.
SELECT is(gaps('youth_house', '{2024-01-03,2024-01-10,2024-01-17}', '2024-01-01', '2024-01-22'), '2024-01-22 2024-01-28 7 unknown 1.22/2', '1.22/2: reviewed every week, and the next has just begun');
SELECT is(gaps('youth_house', '{2024-01-03,2024-01-17,2024-01-22}', '2024-01-01', '2024-01-22'), '2024-01-08 2024-01-14 7 violation 1.22/2', '1.22/2: a week was left out');
SELECT is(gaps('minors_adaptation_center', '{2024-01-03,2024-01-17,2024-01-22}', '2024-01-01', '2024-01-22'), '2024-01-08 2024-01-14 7 violation 2.22/2', '2.22/2: likewise in centers');
SELECT is(gaps('children_in_need_support_center', '{2024-01-03,2024-01-17,2024-01-22}', '2024-01-01', '2024-01-22'), '2024-01-08 2024-01-14 7 violation 1.22/2', '1.22/2: one book under both annexes, and the lower one is cited');
SELECT is(gaps(provider, NULL, '-infinity', '2024-01-22'), 'none', 'annex 3 has no such book: ' || provider)
  FROM unnest('{guardian,trustee,patronage_caregiver,foster_parent,family_type_home_educator,other_family}'::text[]) AS provider;
SELECT is(count(*), 15::bigint, '1.22, 2.22: all others keep one') FROM sss.provider_types WHERE gaps(code::text, NULL, '2024-01-01', '2024-01-08') LIKE '%violation%';
SELECT is(gaps('youth_house', '{2024-01-01,2024-01-14}', '2024-01-01', '2024-01-14'), '2024-01-01 2024-01-14 13 unsettled 1.22/2', '1.22/2: on its Monday, and on its Sunday');
SELECT is(gaps('youth_house', '{2023-12-31,2024-01-08}', '2024-01-01', '2024-01-08'), '2024-01-01 2024-01-07 7 violation 1.22/2', '1.22/2: on the Sunday before and the Monday after: not in the week');

-- 2. The Sunday of a week that has no review.
SELECT is(gaps('youth_house', '{}', '2024-01-01', '2024-01-06'), '2024-01-01 2024-01-07 7 unknown 1.22/2', '1.22/2: on the Saturday the week is not over');
SELECT is(gaps('youth_house', '{}', '2024-01-01', '2024-01-07'), '2024-01-01 2024-01-07 7 unknown 1.22/2', '1.22/2: nor on its Sunday');
SELECT is(gaps('youth_house', '{}', '2024-01-01', '2024-01-08'), '2024-01-01 2024-01-07 7 violation 1.22/2, 2024-01-08 2024-01-14 7 unknown 1.22/2', '1.22/2: on the Monday after it is');
SELECT is(gaps('youth_house', '{2024-01-07}', '2024-01-01', '2024-01-07'), 'none', '1.22/2: a review on the Sunday is one of the week');
SELECT is(gaps('youth_house', '{2024-01-05}', '2024-01-01', '2024-01-04'), '2024-01-01 2024-01-07 7 unknown 1.22/2', '1.22/2: a review after the day on which is asked does not count');
SELECT is(gaps('youth_house', '{}', '2024-01-03', '2024-01-03'), '2024-01-01 2024-01-07 7 unknown 1.22/2', '1.22/2: a single day');

-- 3. More than seven days, although every week is covered.
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-09}', '2024-01-01', '2024-01-14'), 'none', '1.22/2: seven days');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-10}', '2024-01-01', '2024-01-14'), '2024-01-02 2024-01-10 8 unsettled 1.22/2', '1.22/2: eight days');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-05,2024-01-10,2024-01-11}', '2024-01-01', '2024-01-14'), 'none', '1.22/2: the last of one week and the first of the next count');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-16}', '2024-01-01', '2024-01-21'), '2024-01-08 2024-01-14 7 violation 1.22/2', '1.22/2: where a week is left out, the gap is not told again');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-12}', '2024-01-08', '2024-01-14'), '2024-01-02 2024-01-12 10 unsettled 1.22/2', '1.22/2: a gap that began before the period and ends in it');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-12}', '2024-01-13', '2024-01-14'), 'none', '1.22/2: one that ended before it');
SELECT is(gaps('youth_house', '{2024-01-02,2024-01-12}', '2024-01-01', '2024-01-11'), '2024-01-08 2024-01-14 7 unknown 1.22/2', '1.22/2: one that has not ended yet is a week that is not over');
SELECT is((SELECT reading FROM sss.review_gaps('youth_house', '{2024-01-02,2024-01-10}', '2024-01-01', '2024-01-14', language => 'en')), 'complaints_book_week', '1.22/2: the reading is named');
SELECT ok(EXISTS (SELECT FROM sss.readings WHERE code = 'complaints_book_week' AND provision = '1.22/2'), '1.22/2: and listed');

-- 4. The head reviews the book, and nobody else, where it is recorded who did.
CREATE FUNCTION gaps(reviews text, by_head text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(concat_ws(' ', first_day, last_day, days, verdict, provision), ', ' ORDER BY first_day), 'none')
	  FROM sss.review_gaps('youth_house', reviews::date[], '2024-01-01', '2024-01-21', by_head => by_head::boolean[])
$$;
SELECT is(gaps('{2024-01-03,2024-01-10,2024-01-17}', '{t,t,t}'), 'none', '1.22/2: the head, every week');
SELECT is(gaps('{2024-01-03,2024-01-10,2024-01-17}', '{t,f,t}'), '2024-01-08 2024-01-14 7 violation 1.22/2', '1.22/2: a review by a deputy is none');
SELECT is(gaps('{2024-01-03,2024-01-10,2024-01-17}', '{t,NULL,t}'), 'none', '1.22/2: nor is one missed where it is not recorded who made it');
SELECT is(gaps('{2024-01-03,2024-01-10,2024-01-17}', NULL), 'none', '1.22/2: or is never recorded');
SELECT is(gaps('{2024-01-03,2024-01-09,2024-01-10,2024-01-17}', '{t,f,t,t}'), 'none', '1.22/2: the head and a deputy in one week');
SELECT is(gaps('{2024-01-03,2024-01-05,2024-01-14,2024-01-17}', '{t,f,t,t}'), '2024-01-03 2024-01-14 11 unsettled 1.22/2', '1.22/2: a deputy does not shorten the time between two reviews');
SELECT is(gaps('{2024-01-03,2024-01-10,2024-01-21}', '{t,t,f}'), '2024-01-15 2024-01-21 7 unknown 1.22/2', '1.22/2: in a week that is not over the head may still come');
SELECT is(gaps('{2024-01-21,2024-01-17,2024-01-03}', '{f,t,t}'), '2024-01-08 2024-01-14 7 violation 1.22/2', '1.22/2: in any order');
SELECT matches((SELECT message FROM sss.review_gaps('youth_house', '{2024-01-03}', '2024-01-01', '2024-01-08', 'en', '{f}') LIMIT 1), '^In this week the book of complaints and suggestions was reviewed by somebody else than the head ', '1.22/2: the message says that it was reviewed, and by whom it was not');
SELECT matches((SELECT message FROM sss.review_gaps('youth_house', '{2024-01-10}', '2024-01-01', '2024-01-15', 'en', '{f}') LIMIT 1), '^The book of complaints and suggestions was not reviewed in this week ', '1.22/2: of another week it does not');
SELECT throws_ok($$ SELECT gaps('{2024-01-03}', '{t,t}') $$, '22023', 'arrays "reviews" and "by_head" must have the same length', 'arrays of different lengths');

-- 5. A week that the period cuts.
SELECT is(gaps('youth_house', '{2024-01-10}', '2024-01-03', '2024-01-14'), '2024-01-01 2024-01-07 7 unknown 1.22/2', '1.22/2: nothing is known of the days before the period');
SELECT is(gaps('youth_house', '{2024-01-10,2024-01-02}', '2024-01-03', '2024-01-14'), '2024-01-02 2024-01-10 8 unsettled 1.22/2', '1.22/2: unless a review before it is given');
SELECT is(gaps('youth_house', '{2024-01-09}', '2024-01-01', '2024-01-14'), '2024-01-01 2024-01-07 7 violation 1.22/2', '1.22/2: a period that begins on a Monday cuts none');
SELECT is(gaps('youth_house', '{}', '2024-01-07', '2024-01-08'), '2024-01-01 2024-01-07 7 unknown 1.22/2, 2024-01-08 2024-01-14 7 unknown 1.22/2', '1.22/2: one that begins on a Sunday does');

-- 5. The order came into force on 1 July 2023, a Saturday.
SELECT is(gaps('youth_house', '{}', '2023-06-01', '2023-06-30'), '2023-06-01 2023-06-30 30 not_governed 0.5', '0.5: the day before');
SELECT is(gaps('youth_house', '{}', '2023-06-01', '2023-07-01'), '2023-06-01 2023-07-01 31 not_governed 0.5', '0.5: the day itself is in a week that is governed only in part');
SELECT is(gaps('youth_house', '{}', '2023-07-01', '2023-07-02'), '2023-07-01 2023-07-02 2 not_governed 0.5', '0.5: so is the day after');
SELECT is(gaps('youth_house', '{}', '2023-07-02', '2023-07-10'), '2023-07-02 2023-07-02 1 not_governed 0.5, 2023-07-03 2023-07-09 7 violation 1.22/2, 2023-07-10 2023-07-16 7 unknown 1.22/2', '0.5, 1.22/2: the first whole week is checked');
SELECT ok(EXISTS (SELECT FROM sss.readings WHERE code = 'complaints_book_first_week' AND provision = '1.22/2'), '0.5, 1.22/2: which is a reading');
SELECT is(gaps('youth_house', '{2023-06-26,2023-07-09}', '2023-06-26', '2023-07-09'), '2023-06-26 2023-07-02 7 not_governed 0.5', '0.5: a gap that began before the first whole week is not told');
SELECT is(gaps('other_center', '{2023-07-03}', '-infinity', '2023-07-09'), '-infinity 2023-07-02 not_governed 0.5', '0.5: since ever');
SELECT is(gaps('other_center', NULL, '-infinity', '2020-02-29'), '-infinity 2020-02-29 not_governed 0.5', '0.5: up to a day before the order');
SELECT is(gaps('other_center', NULL, '4714-11-24 BC', '2000-01-01 BC'), '4714-11-24 BC 2000-01-01 BC ' || date '2000-01-01 BC' - date '4714-11-24 BC' + 1 || ' not_governed 0.5', '0.5: the oldest days');

-- 6. Missing arguments, and values that are no day.
SELECT is(gaps('youth_house', NULL, '2024-01-01', '2024-01-08'), gaps('youth_house', '{}', '2024-01-01', '2024-01-08'), '1.22/2: array_agg() over no row');
SELECT is(gaps('youth_house', '{NULL}', '2024-01-01', '2024-01-08'), gaps('youth_house', '{}', '2024-01-01', '2024-01-08'), '1.22/2: an outer join that met no row');
SELECT is(gaps('youth_house', '{infinity,-infinity,NULL,2024-01-02}', '2024-01-01', '2024-01-07'), 'none', '1.22/2: a value that is no day is passed over');
SELECT is(gaps('youth_house', '{2024-01-16,2024-01-02,2024-01-02,2024-01-09,2024-01-16}', '2024-01-01', '2024-01-21'), 'none', '1.22/2: in any order, and repeatedly');
SELECT is(gaps('youth_house', '{{2024-01-02,2024-01-09},{2024-01-16,NULL}}', '2024-01-01', '2024-01-21'), 'none', '1.22/2: in several dimensions');
SELECT is(gaps(NULL, '{}', '2024-01-01', '2024-01-08'), '2024-01-01 2024-01-08 unknown 0.1', '0.1: no provider');
SELECT is(gaps('youth_house', '{}', NULL, '2024-01-08'), '2024-01-08 unknown 0.5', '0.5: no beginning');
SELECT is(gaps('youth_house', '{}', '2024-01-08', NULL), '2024-01-08 unknown 0.5', '0.5: no end');
SELECT is(gaps('guardian', '{}', NULL, NULL), 'none', 'annex 3: nothing is asked for');
SELECT throws_ok($$ SELECT gaps('youth_house', '{}', '2024-01-02', '2024-01-01') $$, '22023', 'a period must not end before it begins', 'a period that ends before it begins');
SELECT throws_ok($$ SELECT gaps('youth_house', '{}', '2024-01-02', 'infinity') $$, '22023', 'a period of weeks must have an end', 'a period without end');
SELECT throws_ok($$ SELECT gaps('guardian', '{}', '-infinity', '-infinity') $$, '22023', 'a period of weeks must have an end', 'nor one that ends before all time');
SELECT throws_ok($$ SELECT * FROM sss.review_gaps('youth_house', '{}', '2024-01-01', '2024-01-01', language => 'de') $$, '22023', NULL, 'a language that is none of ours');
SELECT is(count(*), ((date '5874897-12-31' - date '2024-01-01') / 7 - (date '5874897-12-01' - date '2024-01-01') / 7 + 1)::bigint, '1.22/2: the last days that there are')
  FROM sss.review_gaps('youth_house', NULL, '5874897-12-01', '5874897-12-31');

-- In words: every kind of finding, in three languages, with its citation; annex 2 is cited for a center.
CREATE TABLE said AS SELECT language, g.* FROM unnest('{kk,ru,en}'::text[]) AS language CROSS JOIN LATERAL (
	SELECT * FROM sss.review_gaps('other_center', '{2023-07-03,2023-07-16}', '-infinity', '2023-07-25', language => language)
	 UNION ALL SELECT * FROM sss.review_gaps('other_center', NULL, '2024-01-03', '2024-01-08', language => language)
	 UNION ALL SELECT * FROM sss.review_gaps('other_center', '{2024-01-03}', '2024-01-01', '2024-01-08', language, '{f}') AS o WHERE o.verdict = 'violation') AS g;
SELECT is(count(DISTINCT message), 18::bigint, '2.22/2, 0.5: six findings in three languages') FROM said;
SELECT is_empty($$ SELECT * FROM said WHERE message ~ '[{}]' OR position(sss.cite(provision, language) IN message) = 0 OR message !~ '[.]$' $$, '2.22/2, 0.5: each with its citation');
SELECT is((sss.repeated_offences('{2024-01-01,2024-01-02}', '2024-01-02')).proven, true, '2.2.4: a value as well as a row');

-- 8. A huge period can be cancelled.
CREATE FUNCTION cancelled() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM count(*) FROM sss.review_gaps('youth_house', NULL, '2024-01-01', '5874897-12-31');
	RETURN false;
EXCEPTION WHEN query_canceled THEN
	RETURN true;
END
$$;
SET LOCAL statement_timeout = '300ms';
SELECT ok(cancelled(), '1.22/2: a huge period can be cancelled');
SET LOCAL statement_timeout = 0;

-- 9. Against the same in SQL: 300 sets of reviews, half a year each, asked on one of its days.
SELECT setseed(0.165);
CREATE TABLE cases AS
SELECT id, date '2023-05-15' + (random() * 200)::integer AS since, (random() * 150)::integer AS ndays, random() AS density FROM generate_series(1, 300) AS id;
CREATE TABLE reviewed AS
SELECT id, since - 20 + day AS on_day FROM cases, generate_series(0, 220) AS day WHERE random() < density * density / 2;
ALTER TABLE reviewed ADD PRIMARY KEY (id, on_day);
ANALYZE reviewed;
CREATE TABLE expected AS
WITH weeks AS (
	SELECT c.id, c.since, c.since + ndays AS until, monday::date, monday::date + 6 AS sunday,
		   (SELECT min(on_day) FROM reviewed r WHERE r.id = c.id AND on_day BETWEEN monday AND least(monday::date + 6, c.since + ndays)) AS first_review,
		   (SELECT max(on_day) FROM reviewed r WHERE r.id = c.id AND on_day BETWEEN monday - interval '7 days' AND monday - interval '1 day') AS review_before
	  FROM cases c, generate_series(date_trunc('week', c.since::timestamp), c.since + ndays, '7 days') AS monday)
SELECT id, monday AS first_day, sunday AS last_day, CASE WHEN sunday >= until OR monday < since THEN 'unknown' ELSE 'violation' END AS verdict
  FROM weeks WHERE monday > '2023-07-01' AND first_review IS NULL
 UNION ALL
SELECT id, review_before, first_review, 'unsettled'
  FROM weeks WHERE monday - 7 > '2023-07-01' AND first_review - review_before > 7 AND first_review >= since
 UNION ALL
SELECT id, min(since), max(least(sunday, until)), 'not_governed' FROM weeks WHERE monday <= '2023-07-01' GROUP BY id;
SELECT cmp_ok((SELECT min(n) FROM (SELECT count(*) AS n FROM expected GROUP BY verdict) AS v), '>', 50::bigint, 'the sets hold every verdict');
SELECT set_eq($$ SELECT c.id, g.first_day, g.last_day, g.verdict::text FROM cases c CROSS JOIN LATERAL sss.review_gaps('special_organization',
	ARRAY(SELECT on_day FROM reviewed r WHERE r.id = c.id ORDER BY random()), c.since, c.since + ndays) AS g $$,
	'SELECT * FROM expected', '1.22/2: the findings are those that SQL finds');

-- 9. Two or more administrative offences within a year.
CREATE FUNCTION proof(offences text, on_date text) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', coalesce(proven::text, 'unknown'), first_offence, last_offence, category, provision, reading) FROM sss.repeated_offences(offences::date[], on_date::date)
$$;
SELECT is(proof('{2024-03-10,2024-05-01}', '2024-06-01'), 'true 2024-03-10 2024-05-01 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: two within a year');
SELECT is(proof('{2024-03-10}', '2024-06-01'), 'false deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: one proves nothing');
SELECT is(proof('{2024-03-10,2025-03-10}', '2026-01-01'), 'true 2024-03-10 2025-03-10 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: on the corresponding day of the next year');
SELECT is(proof('{2024-03-10,2025-03-11}', '2026-01-01'), 'false deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: on the day after it');
SELECT is(proof('{2024-02-29,2025-02-28}', '2026-01-01') || proof('{2024-02-29,2025-03-01}', '2026-01-01'),
	'true 2024-02-29 2025-02-28 deviant_behavior 2.2.4 offences_within_a_yearfalse deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: from 29 February to 28 February');
SELECT is(proof('{2023-02-28,2024-02-28}', '2026-01-01') || proof('{2023-02-28,2024-02-29}', '2026-01-01'),
	'true 2023-02-28 2024-02-28 deviant_behavior 2.2.4 offences_within_a_yearfalse deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: from 28 February to 28 February');
SELECT is(proof('{2024-03-10,2024-03-10}', '2024-03-10'), 'true 2024-03-10 2024-03-10 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: two on one day are two');
SELECT is(proof('{2024-03-10,2024-05-01}', '2024-04-30') || proof('{2024-03-10,2024-05-01}', '2024-05-01'),
	'false deviant_behavior 2.2.4 offences_within_a_yeartrue 2024-03-10 2024-05-01 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: those after the day do not count, those on it do');
SELECT is(proof('{2018-01-01,2021-05-01,2018-06-01}', '2024-01-01'), 'true 2018-01-01 2018-06-01 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: any twelve months, also past ones');
SELECT is(proof('{2023-12-01,2018-01-01,2023-11-01,2018-06-01,2023-12-31}', '2024-01-01'), 'true 2023-12-01 2023-12-31 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: of several the latest');
SELECT is(proof('{2023-01-01,2023-02-01}', '2023-06-30') || ', ' || proof('{2023-01-01,2023-02-01}', '2023-07-01'),
	'unknown 0.5, true 2023-01-01 2023-02-01 deviant_behavior 2.2.4 offences_within_a_year', '0.5: the category is proven from 1 July 2023 on, by earlier offences too');
SELECT is(proof(offences, '2024-01-01'), 'false deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: no offence refuses nothing: ' || coalesce(offences, 'NULL'))
  FROM unnest('{NULL,"{}","{NULL}","{2024-01-02,2024-01-03}"}'::text[]) AS offences;
SELECT is(proof(offences, '2024-01-01'), 'unknown deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: one without a day could be the one that lacks: ' || offences)
  FROM unnest('{"{NULL,NULL}","{2023-01-01,NULL}","{2020-01-01,infinity}"}'::text[]) AS offences;
SELECT is(proof('{2023-01-01,NULL,2023-02-01}', '2024-01-01'), 'true 2023-01-01 2023-02-01 deviant_behavior 2.2.4 offences_within_a_year', '2.2.4: two that are known suffice');
SELECT is(proof('{2023-01-01,2023-02-01}', NULL), 'unknown', '2.2.4: on no day');
SELECT is_empty($$ SELECT * FROM (SELECT id, array_agg(on_day + id * (on_day - date '2023-05-01')) AS days FROM reviewed WHERE id <= 40 GROUP BY id) AS o CROSS JOIN LATERAL sss.repeated_offences(o.days, 'infinity') AS r
	WHERE r.proven IS DISTINCT FROM EXISTS (SELECT FROM unnest(days) WITH ORDINALITY AS a (day, n), unnest(days) WITH ORDINALITY AS b (day, n) WHERE a.n <> b.n AND b.day BETWEEN a.day AND a.day + interval '1 year') $$,
	'2.2.4: proven where SQL finds a pair');
SELECT is(sss.placement_verdict('deviant_behavior', 'court_act', 'minors_adaptation_center', NULL, '2024-01-01')::text, 'compliant', '2.2.4: without offences no child is refused');

SELECT * FROM finish();
ROLLBACK;
