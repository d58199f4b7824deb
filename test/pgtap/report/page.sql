-- Counts by month and dimension, what got worse, CSV, texts for other programs, and the page for people.
-- Annex 1, paragraph 4 (orphans by decision, not by court act), paragraph 6 (conditions), paragraph 22 (complaints book); in force from 1 July 2023 (0.5).
BEGIN;
\ir ../common.psql
CREATE ROLE regress_sss_people;
CREATE SCHEMA "page<b>";
GRANT USAGE ON SCHEMA "page<b>" TO regress_sss_people;
SET LOCAL search_path = "page<b>", public;
SET LOCAL "sss.time_zone" = 'UTC';
SELECT plan(71);

CREATE TABLE persons (id integer PRIMARY KEY, category text, name text);
CREATE TABLE orgs (id integer PRIMARY KEY, kind text, oblast text);
CREATE TABLE placements (id integer PRIMARY KEY, person integer, org integer, basis text, since date);
CREATE VIEW "case's" AS
	SELECT p.id, q.id AS person, o.id AS org, q.category, p.basis, o.kind AS provider, p.since AS on_date, o.oblast
	  FROM placements AS p JOIN persons AS q ON q.id = p.person JOIN orgs AS o ON o.id = p.org;
SELECT sss.attach_view('"case''s"', 'placement', key => '{id}') \g /dev/null
INSERT INTO persons SELECT n, 'orphan', 'Secret ' || n FROM generate_series(1, 200) AS n;
INSERT INTO orgs VALUES (1, 'youth_house', '=1+2'), (2, 'youth_house', '<script>alert("x")</script>'), (3, 'youth_house', 'Small'), (4, 'youth_house', 'Big');
-- In four oblasts 20, 9, 3 and 40 violations of 40, 20, 10 and 100 cases, on as many days of 2025.
INSERT INTO placements SELECT n, n, o.org, CASE WHEN n - o.first < o.bad THEN 'court_act' ELSE 'local_executive_decision' END, date '2025-01-10' + (n - o.first) * 3
  FROM (VALUES (1, 1, 40, 20), (2, 41, 20, 9), (3, 61, 10, 3), (4, 71, 100, 40)) AS o (org, first, all_of, bad), generate_series(o.first, o.first + o.all_of - 1) AS n;

-- 1. Nothing was counted yet.
SELECT is((SELECT count(*) FROM sss.audit_months()), 0::bigint, 'no run, no month');
SELECT ok(sss.report_html('en') ~ 'There was no audit yet', 'and the page says so');
SELECT is(sss.report_csv('en'), '"Table or view","Attachment","Rule","Number"', 'a CSV has its heads');

-- 2. Months.
SELECT count(sss.run_audit(on_date => (date '2025-01-31' + make_interval(months => n))::date, by => '{oblast,provider}')) AS runs FROM generate_series(0, 4) AS n \gset
SELECT is((SELECT array_agg(concat_ws(' ', month, from_dates, judged, violation, share) ORDER BY month) FROM sss.audit_months()),
	(SELECT array_agg(concat_ws(' ', m.month, true, c.all_of, c.bad, round(100.0 * c.bad / c.all_of, 1)) ORDER BY m.month)
	   FROM (SELECT generate_series('2025-01-01', '2025-05-01', interval '1 month')::date) AS m (month)
	  CROSS JOIN LATERAL (SELECT count(*) AS all_of, count(*) FILTER (WHERE basis = 'court_act') AS bad FROM placements WHERE since < m.month + interval '1 month') AS c),
	'months of a past year are counted from the dates in the data, and marked');
SELECT sss.run_audit(by => '{oblast,provider}') \gset
UPDATE sss.audit_counts SET at = '2025-06-20 12:00Z' WHERE on_date IS NULL;
UPDATE sss.audit_runs SET at = '2025-06-20 12:00Z' WHERE on_date IS NULL;
SELECT sss.run_audit(on_date => '2025-06-30', by => '{oblast,provider}') \gset
SELECT is((SELECT array_agg((from_dates, violation)::text) FROM sss.audit_months() WHERE month = '2025-06-01'), '{"(f,72)"}', 'a run goes before dates');
SELECT is((SELECT min(month) FROM sss.audit_months('2025-03-15')), '2025-03-01', 'since takes its whole month');
SELECT is((SELECT array_agg(concat_ws(' ', dimensions[1], judged, compliant, violation, share) ORDER BY violation) FROM sss.audit_months('2025-06-01', '{oblast}', 0)),
	'{"Small 10 7 3 30.0","<script>alert(\"x\")</script> 20 11 9 45.0","=1+2 40 20 20 50.0","Big 100 60 40 40.0"}', 'by one of the dimensions');
SELECT is((SELECT array_agg(DISTINCT dimensions[1]) FROM sss.audit_months(by => '{provider}')), '{youth_house}', 'or the other');
SELECT is((SELECT count(*) FROM sss.audit_months(by => '{nix}')), 0::bigint, 'runs that lack the dimension are left out');
SELECT is((SELECT array_agg(concat_ws(' ', dimensions[1], coalesce(violation::text, '-'), coalesce(judged::text, '-'), coalesce(share::text, '-')) ORDER BY dimensions) FROM sss.audit_months('2025-06-01', '{oblast}')),
	'{"<script>alert(\"x\")</script> - - -","=1+2 20 40 50.0","Big 40 100 40.0","Small - - -"}', 'a small number is hidden, and the next with it, which would give it away');
SELECT is((SELECT count(*) FROM sss.audit_months('2025-06-01', '{oblast}') WHERE violation = 0), 0::bigint, 'what is hidden is not zero');

-- 3. Worse.
INSERT INTO placements SELECT n, n - 170, 2, 'court_act', '2025-12-01' FROM generate_series(171, 177) AS n;
UPDATE placements SET basis = 'local_executive_decision' WHERE org = 4;
UPDATE orgs SET kind = 'unknown kind' WHERE id = 3;
SELECT sss.run_audit(by => '{oblast,provider}') AS last_run \gset
SELECT is((SELECT array_agg(concat_ws(' ', dimensions[1], verdict, before, now, change, before_day) ORDER BY change DESC) FROM sss.worsened(by => '{oblast}', small => 0)),
	'{"Small unknown 0 10 10 2025-06-20","<script>alert(\"x\")</script> violation 9 16 7 2025-06-20"}', 'what got worse since the month before, most first');
SELECT is((SELECT array_agg(concat_ws(' ', before, now, before_from_dates, before_day)) FROM sss.worsened('2025-04-30', '{oblast}', 0) WHERE dimensions = '{Small}' AND verdict = 'unknown'), '{"0 10 t 2025-04-30"}', 'or since another day');
SELECT is((SELECT count(*) FROM sss.worsened(by => '{oblast}') WHERE dimensions[1] = 'Big'), 0::bigint, 'what got better is not listed');
SELECT is((SELECT count(*) FROM sss.worsened('2020-01-01')), 0::bigint, 'without an earlier run there is nothing to compare');

-- 4. CSV.
SELECT sss.report_csv('en', '2025-06-01', '{oblast}', 0) AS csv \gset
SELECT is(split_part(:'csv', E'\r\n', 1), '"Table or view","Attachment","Rule","oblast","Number","2025-06","' || to_char(now(), 'YYYY-MM') || '"', 'months are columns');
SELECT ok(position(E'"""page<b>"".""case''s""","sss_placement","placement","''=1+2","does not meet the standard",20,20\r\n' IN :'csv') > 0, 'a text that looks like a formula is none, quotation marks are doubled');
SELECT is((SELECT array_agg(DISTINCT m ORDER BY m) FROM regexp_matches(:'csv', '"placement","[^\r]*","([^"]*)",[0-9,.]*', 'g') AS r, unnest(r) AS m),
	'{"does not meet the standard","judged (meets, and does not meet)","meets the standard","not enough is known","not settled by the text","share that does not meet, %","the order was not in force on that day"}', 'one denominator, and the other verdicts apart');
SELECT is(split_part(sss.report_csv('ru', delimiter => ';'), E'\r\n', 1), '"Таблица или представление";"Привязка";"Правило";"Показатель";"2025-01 (по датам)";"2025-02 (по датам)";"2025-03 (по датам)";"2025-04 (по датам)";"2025-05 (по датам)";"2025-06";"' || to_char(now(), 'YYYY-MM') || '"', 'in another language, with another delimiter; months from dates say so');
SELECT ok(position(',,' IN sss.report_csv('en', by => '{oblast}')) > 0, 'what is hidden is empty');

-- 5. Texts, as other programs ask for them.
SELECT is(pg_temp.outcome($$SELECT count(*) FROM sss.audit_history WHERE coalesce(verdict, 'text') <> ''$$), '22P02: invalid code for type sss.verdict', 'a typed column wants a code');
-- Grafana: a time series, the values of a variable, and the variable in a filter.
SELECT is(pg_temp.outcome($$SELECT at AS "time", rows AS "value", verdict AS metric FROM sss.audit_history_texts WHERE at BETWEEN '2020-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z' AND verdict IN ('violation','some text') ORDER BY 1$$), 'done', 'Grafana: series');
SELECT is(pg_temp.outcome($$SELECT floor(extract(epoch from at)/86400)*86400 AS "time", verdict AS metric, sum(rows) AS "rows" FROM sss.audit_history_texts WHERE verdict ~ '^(violation|unknown)$' AND coalesce(provision, 'All') IN ('All', '1.4/2') GROUP BY 1, 2 ORDER BY 1, 2$$), 'done', 'groups of time');
SELECT is((SELECT array_agg(v ORDER BY v) FROM (SELECT DISTINCT verdict AS v FROM sss.audit_history_texts WHERE verdict LIKE '%' || 'o' || '%') AS s), '{compliant,unknown,violation}', 'and values of a variable');
-- Metabase: a question, its filters, and the scan of a column.
SELECT is(pg_temp.outcome($$SELECT "sss"."audit_history_texts"."verdict" AS "verdict", DATE_TRUNC('month', "sss"."audit_history_texts"."at") AS "at", SUM("sss"."audit_history_texts"."rows") AS "sum" FROM "sss"."audit_history_texts"
	WHERE (("sss"."audit_history_texts"."verdict" <> 'compliant') OR ("sss"."audit_history_texts"."verdict" IS NULL)) AND (LOWER("sss"."audit_history_texts"."citation") LIKE '%paragraph%') AND ("sss"."audit_history_texts"."provision" IS NOT NULL) AND (("sss"."audit_history_texts"."provision" <> '') OR ("sss"."audit_history_texts"."provision" IS NULL))
	GROUP BY "sss"."audit_history_texts"."verdict", DATE_TRUNC('month', "sss"."audit_history_texts"."at") ORDER BY "sss"."audit_history_texts"."verdict" ASC, DATE_TRUNC('month', "sss"."audit_history_texts"."at") ASC$$), 'done', 'Metabase: a question');
SELECT is(pg_temp.outcome($$SELECT "source"."substring1" FROM (SELECT SUBSTRING("sss"."violations_texts"."provider" FROM 1 FOR 1234) AS "substring1", "sss"."violations_texts"."id_not" FROM (SELECT *, 1 AS id_not FROM "sss"."violations_texts") AS "violations_texts" LIMIT 0) AS "source"$$) <> 'done', true, 'a wrong query is an error');
SELECT is(pg_temp.outcome($$SELECT SUBSTRING("sss"."violations_texts"."provider" FROM 1 FOR 1234) AS "substring1" FROM "sss"."violations_texts" GROUP BY 1 ORDER BY 1 LIMIT 1000$$), 'done', 'the scan of a column');
SELECT is((SELECT string_agg(format('%s', a.attname), ',') FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid IN ('sss.audit_history_texts'::regclass, 'sss.violations_texts'::regclass) AND a.attnum > 0 AND (t.typnamespace <> 'pg_catalog'::regnamespace OR t.typcategory = 'A')), NULL, 'no column has a type of ours, or an array');
SELECT is((SELECT count(*) FROM sss.violations_texts), (SELECT count(*) FROM sss.violations), 'no row is missing');

-- 6. Inspections, reviews, services: the same arguments, and a text that is none is a row.
CREATE TABLE inspections (organization text, oblast text, provider text, clause text, inspected_on text, outcome text, mend_by date);
INSERT INTO inspections VALUES ('A', 'Abai', 'youth_house', '1.6.2', '2025-02-01', 'not_met', '2025-03-01'), ('A', 'Abai', 'youth_house', 'paragraph six', '2025-02-01', 'not_met', NULL),
	('A', 'Abai', 'youth_house', '1.6.3', '2025-02-30', 'met', NULL), ('B', 'Aqtobe', 'a house', '1.6.3', '2025-02-01', 'not_met', NULL), ('C', 'Aqtobe', 'youth_house', '1.6.3', '2025-02-01', 'not_met', NULL), ('C', NULL, 'youth_house', NULL, NULL, NULL, NULL);
SELECT is((SELECT array_agg(concat_ws(' ', organization, dimensions, provision, found, overdue, problem) ORDER BY organization, problem NULLS FIRST) FROM sss.report_unmet('inspections', by => '{oblast}', columns => '{condition=clause}')),
	'{"A {Abai} 1.6.2 2025-02-01 t","A {Abai} 2025-02-01 condition","A {Abai} 1.6.3 inspected_on","B {Aqtobe} 1.6.3 2025-02-01 provider","C {Aqtobe} 1.6.3 2025-02-01"}', 'inspections: records not met, and what could not be read');
SELECT is((SELECT array_agg(organization) FROM sss.report_unmet('inspections', since => '2025-02-02', columns => '{condition=clause}') WHERE problem IS NULL), NULL, 'since');
SELECT is((SELECT array_agg(DISTINCT organization) FROM sss.report_unassessed('inspections', columns => '{condition=clause}') WHERE provision = '1.6.2' AND problem IS NULL), '{C}', 'conditions never assessed');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unmet('inspections')$$), '42703: column condition of relation "page<b>".inspections does not exist', 'a column is missing');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unmet('inspections', columns => '{condition=clause,nix=clause}')$$), '22023: there is no role nix', 'or a role');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unmet('inspections', columns => '{condition=clause,act=nix}')$$), '42703: column nix of relation "page<b>".inspections does not exist', 'or a column that is named');
CREATE VIEW inspected AS SELECT *, clause AS condition FROM inspections;
CREATE VIEW reviews AS SELECT 'A' AS organization, 'youth_house' AS provider, (date '2025-01-06' + 7 * n)::text AS reviewed_on FROM generate_series(0, 9) AS n WHERE n NOT IN (3, 4) UNION ALL SELECT 'A', 'youth_house', 'spring' UNION ALL SELECT 'B', NULL, NULL;
SELECT is((SELECT array_agg(concat_ws(' ', organization, verdict, count, problem) ORDER BY organization, verdict) FROM (SELECT organization, verdict, problem, count(*) FROM sss.report_review_gaps('reviews', '2025-01-06', on_date => '2025-03-17') GROUP BY 1, 2, 3) AS g),
	'{"A violation 2","A unknown 1","A 1 reviewed_on","B unknown 1"}', 'weeks in which nobody reviewed the book; the last one is not over');
CREATE TABLE by_whom (organization text, provider text, reviewed_on timestamp, by_head text);
INSERT INTO by_whom VALUES ('A', 'youth_house', '2025-01-06 09:00', ' Yes'), ('A', 'youth_house', '2025-01-14', 'the head'), ('A', 'youth_house', '2025-01-08', 'f');
SET LOCAL datestyle = 'German';
SELECT is(ARRAY(SELECT concat_ws(' ', first_day, verdict, problem) FROM sss.report_review_gaps('by_whom', '2025-01-06', on_date => '2025-01-20')), '{"13.01.2025 violation","20.01.2025 unknown","14.01.2025 by_head"}', 'a text that is no boolean is a row, and a date is read in any format of the session');
RESET datestyle;
CREATE VIEW given AS SELECT 'child 1' AS person, 'youth_house' AS provider, 'household.living_space' AS service, date '2025-02-01' AS given_on UNION ALL SELECT 'child 2', 'youth_house', NULL, NULL UNION ALL SELECT 'child 2', 'youth_house', 'a song', '2025-02-01';
SELECT is((SELECT array_agg(DISTINCT person) FROM sss.report_unserved('given', '2025-01-01') WHERE service = 'household.living_space'), '{"child 2"}', 'services never given');
SELECT is((SELECT count(*) FROM sss.report_unserved('given', '2025-01-01') WHERE problem = 'service'), 1::bigint, 'and what is no service');

CREATE ROLE sss_test_asker;
GRANT USAGE ON SCHEMA "page<b>" TO sss_test_asker;
GRANT SELECT (person, provider, service) ON given TO sss_test_asker;
SET LOCAL ROLE sss_test_asker;
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unserved('given', '2025-01-01')$$), '42501: permission denied for view given', 'a report reads what the caller may read');
SELECT is(pg_temp.outcome($$SELECT * FROM sss_internal.source_rows('inspections', '{}', '{}')$$), '42501: permission denied for table inspections', 'even no column of it');
RESET ROLE;
GRANT SELECT (given_on) ON given TO sss_test_asker;
SET LOCAL ROLE sss_test_asker;
SELECT isnt((SELECT count(*) FROM sss.report_unserved('given', '2025-01-01')), 0::bigint, 'and needs no more');
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unserved('given', '2025-01-01', by => '{nix}')$$), '42703: column "nix" of relation "given" does not exist', 'dimensions must exist');
RESET ROLE;
GRANT SELECT ON inspections TO sss_test_asker;
ALTER TABLE inspections ENABLE ROW LEVEL SECURITY;
SET LOCAL ROLE sss_test_asker;
SELECT is(pg_temp.outcome($$SELECT * FROM sss.report_unmet('inspections', columns => '{condition=clause}')$$), '42501: row-level security may hide rows of "inspections" from the report', 'rows that policies hide are not shown');
RESET ROLE;
ALTER TABLE inspections DISABLE ROW LEVEL SECURITY;

-- 7. The page.
SELECT sss.grant_waiver('"case''s"', 'placement', '{1}', '17-q', '2025-01-01', 'Akimat', daterange('2025-01-01', sss.today() + 10), 'basis', '1.4/2') \g /dev/null
CREATE TABLE page AS SELECT l AS language, sss.report_html(l, small => s, inspections => 'inspected', reviews => 'reviews', services => 'given', since => '2025-01-01') AS html, s AS small FROM unnest('{kk,ru,en}'::text[]) AS l, unnest('{0,5}'::integer[]) AS s;
SELECT is((SELECT array_agg(language) FROM page WHERE octet_length(html) > 300000), NULL, 'no page has more than 300 kB');
SELECT is((SELECT array_agg(language) FROM page WHERE NOT xml_is_well_formed_document(html)), NULL, 'they are well formed');
SELECT is((SELECT array_agg(language) FROM page WHERE html ~* '<script|https?:|url[(]|@import|src=|<link|onload'), NULL, 'nothing is run, and nothing fetched');
SELECT is((SELECT count(*) FROM page WHERE html ~ '&lt;script&gt;alert[(]&quot;x&quot;[)]&lt;/script&gt;' AND html ~ '&quot;page&lt;b&gt;&quot;.&quot;case&#39;s&quot;'), 6::bigint, 'names and values are escaped');
SELECT is((SELECT array_agg(language) FROM page WHERE html ~ 'Secret|child [0-9]|17-q|Akimat|paragraph six|a song'), NULL, 'no key, no text of a row, no act');
SELECT is((SELECT array_agg(DISTINCT (xpath('string(/html/@lang)', html::xml))[1]::text) FROM page), '{en,kk,ru}', 'each says its language');
CREATE FUNCTION pg_temp.cells(wanted text, "column" integer, language text DEFAULT 'en', small integer DEFAULT 0) RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY(SELECT x::text FROM page AS p, unnest(xpath(format('//table[@id="%s"]/tbody/tr/*[%s]//text()', wanted, "column"), p.html::xml)) AS x WHERE p.language = $3 AND p.small = $4)
$$;
SELECT is(pg_temp.cells('t-verdicts', 2), (SELECT ARRAY[violation::text] FROM sss.audit_months(small => 0) ORDER BY month DESC LIMIT 1), 'violations as in SQL');
SELECT is(pg_temp.cells('t-verdicts', 4), (SELECT ARRAY[unknown::text] FROM sss.audit_months(small => 0) ORDER BY month DESC LIMIT 1), 'and how much is not known');
SELECT is(pg_temp.cells('t-verdicts', 5), ARRAY[((SELECT sum(rows) FROM sss.audit_history WHERE latest AND verdict = 'violation') - 72)::text], 'the change since the month before');
SELECT is(pg_temp.cells('t-dimensions', 10), (SELECT array_agg(violation::text ORDER BY violation DESC, dimensions) FROM sss.audit_months(date_trunc('month', now())::date, '{oblast,provider}', 0)), 'by dimension, as in SQL');
SELECT is(pg_temp.cells('t-worsened', 6), (SELECT array_agg(change::text ORDER BY change DESC) FROM sss.worsened(by => '{oblast,provider}', small => 0)), 'what got worse, as in SQL');
SELECT is(pg_temp.cells('t-clauses', 4), (SELECT array_agg(rows::text ORDER BY verdict, rows DESC, provision) FROM (SELECT verdict, provision, sum(rows) AS rows FROM sss.audit_history WHERE latest AND verdict IN ('violation', 'unknown') GROUP BY 1, 2) AS h WHERE rows > 0), 'by clause, as in SQL');
SELECT is(pg_temp.cells('t-exemptions', 2) || pg_temp.cells('t-exemptions', 3), '{1,1}', 'waivers in force, and those that end within 30 days');
SELECT is(pg_temp.cells('t-mended', 2) || pg_temp.cells('t-mended', 5), (SELECT ARRAY[count(*) FILTER (WHERE resolved IS NOT NULL)::text, count(*) FILTER (WHERE resolved IS NULL)::text] FROM sss.violations), 'what was mended, and what is open');
SELECT is(pg_temp.cells('t-unmet', 2), '{1,1}', 'inspections not met');
SELECT is((SELECT (xpath('string(//p[@id="p-unreadable"])', html::xml))[1]::text FROM page WHERE language = 'en' AND small = 0), 'Records that could not be read: 3', 'and what could not be read');
SELECT is(pg_temp.cells('t-reviews', 1, 'ru'), '{"не соответствует стандарту","недостаточно сведений"}', 'weeks of the complaints book');
SELECT is(pg_temp.cells('t-coverage', 2), (SELECT array_agg(count::text ORDER BY place) FROM (SELECT array_position('{enforced,audited,attested,not_decidable,informative}', served) AS place, count(*) FROM sss.coverage WHERE served IS NOT NULL GROUP BY 1) AS c), 'how much of the order is checked');
SELECT is((SELECT count(*) FROM page, unnest(xpath('//svg[@role="img"]', html::xml)) AS s WHERE (xpath('string(/svg/@aria-label)', s))[1]::text !~ '2025-01 [0-9]+, '), 0::bigint, 'a chart has its numbers as text');
SELECT cmp_ok((SELECT count(*) FROM page, unnest(xpath('//svg[@role="img"]', html::xml)) AS s), '=', 6::bigint, 'there is one in each page');
SELECT is((SELECT count(*) FROM page WHERE html ~ 'class="hid"'), 3::bigint, 'with a threshold small numbers are hidden');
SELECT is(pg_temp.cells('t-dimensions', 9, small => 5), '{20,hidden,40,-,hidden}', 'as in SQL');
SELECT is((SELECT count(*) FROM (SELECT xpath('//h2/text()', html::xml)::text AS heads FROM page WHERE small = 0 GROUP BY 1) AS h), 3::bigint, 'headings differ by language');
SELECT is((SELECT array_agg(t::text) FROM page, unnest(xpath('//text()[not(ancestor::style)]', html::xml)) AS t WHERE language = 'kk' AND t::text ~ ' (и|на|для|или|от) '), NULL, 'no Russian in the Kazakh page');

-- 8. Rights, and reading alone.
SET ROLE regress_sss_people;
SELECT alike(pg_temp.outcome($$SELECT sss.report_html()$$), '42501: permission denied for %', 'not every role sees the page');
RESET ROLE;
GRANT SELECT ON sss.audit_history, sss.audit_runs, sss.violations, sss.waivers, sss.baselines, sss.journal TO regress_sss_people;
GRANT EXECUTE ON FUNCTION sss.health() TO regress_sss_people;
SET ROLE regress_sss_people;
SELECT is(pg_temp.outcome($$SELECT sss.report_html()$$), 'done', 'a role with the rights that its comment names does, and needs none on what is attached');
RESET ROLE;
SET TRANSACTION READ ONLY;
SELECT ok(length(sss.report_html('kk')) > 5000, 'and it writes nothing');
SELECT * FROM finish();
ROLLBACK;
