--
-- The counts of sss.audit_history over time: by month, what got worse, as CSV, and as
-- text for programs that expect it.
--
-- Small numbers are hidden, because with an oblast and a kind of provider they may
-- point at a child.  If one group alone is hidden, the total gives it away; so the
-- next smallest group is hidden with it.
--
CREATE FUNCTION sss_internal.audit_cells(by text[], small integer,
	OUT at timestamptz, OUT day date, OUT from_dates boolean, OUT relation text, OUT attachment text, OUT rule text,
	OUT verdict sss.verdict, OUT dimensions text[], OUT rows bigint, OUT waived bigint, OUT hidden boolean)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $cells$
	WITH cell AS (
		SELECT h.at, coalesce(h.on_date, sss_internal.day(h.at)) AS day, h.on_date IS NOT NULL AS from_dates, h.relation, h.attachment, h.rule, h.verdict,
			   k.dimensions, sum(h.rows)::bigint AS rows, sum(h.waived)::bigint AS waived
		  FROM sss.audit_history AS h
		 CROSS JOIN LATERAL (
				SELECT array_agg(h.dimensions[array_position(h.by, d)] ORDER BY n) AS dimensions
				  FROM unnest($1) WITH ORDINALITY AS u (d, n)) AS k
		 WHERE h.rows IS NOT NULL AND coalesce($1, '{}') <@ coalesce(h.by, '{}')
		 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
	), ranked AS (
		SELECT c.*, c.rows > 0 AND c.rows < $2 AS is_small,
			   count(*) FILTER (WHERE c.rows > 0 AND c.rows < $2) OVER (PARTITION BY c.at, c.relation, c.attachment, c.rule, c.verdict) AS smalls,
			   row_number() OVER (PARTITION BY c.at, c.relation, c.attachment, c.rule, c.verdict, c.rows >= $2 ORDER BY c.rows, c.dimensions) AS place
		  FROM cell AS c
	)
	SELECT at, day, from_dates, relation, attachment, rule, verdict, dimensions, rows, waived,
		   coalesce(is_small OR (smalls = 1 AND rows >= $2 AND place = 1), false)
	  FROM ranked
$cells$;
COMMENT ON FUNCTION sss_internal.audit_cells(text[], integer) IS
'Counts of sss.audit_history by run, verdict and some of the run''s dimensions; runs that lack one of them are left out. hidden: the number is below small and not zero, or would give away one that is';

CREATE FUNCTION sss.audit_months(since date DEFAULT NULL, by text[] DEFAULT NULL, small integer DEFAULT 5,
	OUT month date, OUT from_dates boolean, OUT at timestamptz, OUT relation text, OUT attachment text, OUT rule text, OUT dimensions text[],
	OUT judged bigint, OUT compliant bigint, OUT violation bigint, OUT share numeric,
	OUT unsettled bigint, OUT unknown bigint, OUT not_governed bigint)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $months$
	WITH cell AS MATERIALIZED (
		SELECT date_trunc('month', c.day)::date AS month, c.*
		  FROM sss_internal.audit_cells($2, coalesce($3, 0)) AS c
		 WHERE c.day >= coalesce(date_trunc('month', $1)::date, '-infinity')
	), chosen AS (
		-- The last run of the month; a run of a past day only where there was no other.
		SELECT DISTINCT ON (c.relation, c.attachment, c.month) c.relation, c.attachment, c.month, c.at
		  FROM cell AS c
		 ORDER BY c.relation, c.attachment, c.month, c.from_dates, c.day DESC, c.at DESC
	), total AS (
		SELECT c.month, c.from_dates, c.at, c.relation, c.attachment, c.rule, c.dimensions,
			   max(c.rows) FILTER (WHERE c.verdict = 'compliant') AS compliant, bool_or(c.hidden) FILTER (WHERE c.verdict = 'compliant') AS no_compliant,
			   max(c.rows) FILTER (WHERE c.verdict = 'violation') AS violation, bool_or(c.hidden) FILTER (WHERE c.verdict = 'violation') AS no_violation,
			   max(c.rows) FILTER (WHERE c.verdict = 'unsettled') AS unsettled, bool_or(c.hidden) FILTER (WHERE c.verdict = 'unsettled') AS no_unsettled,
			   max(c.rows) FILTER (WHERE c.verdict = 'unknown') AS unknown, bool_or(c.hidden) FILTER (WHERE c.verdict = 'unknown') AS no_unknown,
			   max(c.rows) FILTER (WHERE c.verdict = 'not_governed') AS not_governed, bool_or(c.hidden) FILTER (WHERE c.verdict = 'not_governed') AS no_not_governed
		  FROM cell AS c
		  JOIN chosen AS o USING (relation, attachment, month, at)
		 GROUP BY 1, 2, 3, 4, 5, 6, 7
	), shown AS (
		SELECT t.*,
			   CASE WHEN no_compliant THEN NULL ELSE coalesce(t.compliant, 0) END AS met,
			   CASE WHEN no_violation THEN NULL ELSE coalesce(t.violation, 0) END AS failed
		  FROM total AS t
	)
	SELECT month, from_dates, at, relation, attachment, rule, dimensions,
		   met + failed, met, failed, round(100.0 * failed / nullif(met + failed, 0), 1),
		   CASE WHEN no_unsettled THEN NULL ELSE coalesce(unsettled, 0) END,
		   CASE WHEN no_unknown THEN NULL ELSE coalesce(unknown, 0) END,
		   CASE WHEN no_not_governed THEN NULL ELSE coalesce(not_governed, 0) END
	  FROM shown
	 ORDER BY relation, attachment, rule, dimensions, month
$months$;
COMMENT ON FUNCTION sss.audit_months(date, text[], integer) IS
'Counts of sss.audit_history by month from that of since on. by: some dimensions of the runs, NULL: none. small: smaller numbers, and those that would give them away, are NULL. judged, the denominator, is compliant and violation; share is the percentage of violations in it. from_dates: counted from the dates in the data';

CREATE FUNCTION sss.worsened(since date DEFAULT NULL, by text[] DEFAULT NULL, small integer DEFAULT 5,
	OUT relation text, OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT dimensions text[],
	OUT before bigint, OUT now bigint, OUT change bigint, OUT before_day date, OUT before_from_dates boolean, OUT now_day date)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $worsened$
	WITH cell AS MATERIALIZED (
		SELECT * FROM sss_internal.audit_cells($2, coalesce($3, 0))
	), present AS (
		SELECT DISTINCT ON (c.relation, c.attachment) c.relation, c.attachment, c.at, c.day
		  FROM cell AS c
		 WHERE NOT c.from_dates
		 ORDER BY c.relation, c.attachment, c.at DESC
	), earlier AS (
		SELECT DISTINCT ON (c.relation, c.attachment) c.relation, c.attachment, c.at, c.day, c.from_dates, p.at AS now_at, p.day AS now_day
		  FROM cell AS c
		  JOIN present AS p USING (relation, attachment)
		 WHERE c.day <= coalesce($1, date_trunc('month', p.day)::date - 1) AND c.at <> p.at
		 ORDER BY c.relation, c.attachment, date_trunc('month', c.day) DESC, c.from_dates, c.day DESC, c.at DESC
	)
	SELECT n.relation, n.attachment, n.rule, n.verdict, n.dimensions,
		   CASE WHEN NOT coalesce(b.hidden, false) THEN coalesce(b.rows, 0) END,
		   CASE WHEN NOT n.hidden THEN n.rows END,
		   CASE WHEN NOT n.hidden AND NOT coalesce(b.hidden, false) THEN n.rows - coalesce(b.rows, 0) END,
		   e.day, e.from_dates, e.now_day
	  FROM earlier AS e
	  JOIN cell AS n ON (n.relation, n.attachment, n.at) = (e.relation, e.attachment, e.now_at)
	  LEFT JOIN cell AS b ON (b.relation, b.attachment, b.at) = (e.relation, e.attachment, e.at)
		   AND (b.rule, b.verdict) = (n.rule, n.verdict) AND b.dimensions IS NOT DISTINCT FROM n.dimensions
	 WHERE n.verdict IN ('violation', 'unsettled', 'unknown') AND n.rows > coalesce(b.rows, 0)
	 ORDER BY n.rows - coalesce(b.rows, 0) DESC, n.verdict, n.relation, n.attachment, n.dimensions
$worsened$;
COMMENT ON FUNCTION sss.worsened(date, text[], integer) IS
'Verdicts that got worse: violation, unsettled and unknown with more cases in the last run than in the last one up to since, NULL: than in that of the month before; most first. by, small: as for sss.audit_months()';

CREATE FUNCTION sss_internal.page_text(name text, language text) RETURNS text
AS 'MODULE_PATHNAME', 'sss_page_text' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.page_text(text, text) IS
'Words of the page that sss.report_html() makes, from report/lists/page_texts.h; NULL language: the session''s';

CREATE FUNCTION sss_internal.language_name(language text) RETURNS text
AS 'MODULE_PATHNAME', 'sss_language_name' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.language_name(text) IS
'kk, ru or en: the language in which texts are given; NULL: the session''s. 22023: another language';

CREATE FUNCTION sss_internal.csv(value text) RETURNS text IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $csv$
	SELECT '"' || replace(CASE WHEN value ~ E'^[=+@\t\r\n-]' THEN '''' ELSE '' END || coalesce(value, ''), '"', '""') || '"'
$csv$;
COMMENT ON FUNCTION sss_internal.csv(text) IS
'A text as a field of CSV. A spreadsheet would calculate one that begins like a formula, so it gets an apostrophe';

CREATE FUNCTION sss.report_csv(language text DEFAULT NULL, since date DEFAULT NULL, by text[] DEFAULT NULL, small integer DEFAULT 5, delimiter text DEFAULT ',')
RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $report_csv$
	WITH counted AS MATERIALIZED (
		SELECT * FROM sss.audit_months($2, $3, $4)
	), month AS (
		SELECT c.month, bool_or(c.from_dates) AS from_dates FROM counted AS c GROUP BY 1
	), series AS (
		SELECT c.relation, c.attachment, c.rule, c.dimensions, m.place, m.name, jsonb_object_agg(c.month, m.value) AS by_month
		  FROM counted AS c
		 CROSS JOIN LATERAL (VALUES
				(1, 'judged', c.judged::text), (2, 'compliant', c.compliant::text), (3, 'violation', c.violation::text), (4, 'share', c.share::text),
				(5, 'unsettled', c.unsettled::text), (6, 'unknown', c.unknown::text), (7, 'not_governed', c.not_governed::text)) AS m (place, name, value)
		 GROUP BY 1, 2, 3, 4, 5, 6
	), line AS (
		SELECT 0 AS place, NULL::text AS relation, NULL::text AS attachment, NULL::text[] AS dimensions, 0 AS measure, concat_ws($5,
			   sss_internal.csv(sss_internal.page_text('relation', $1)), sss_internal.csv(sss_internal.page_text('attachment', $1)), sss_internal.csv(sss_internal.page_text('rule', $1)),
			   (SELECT string_agg(sss_internal.csv(d), $5 ORDER BY n) FROM unnest($3) WITH ORDINALITY AS u (d, n)),
			   sss_internal.csv(sss_internal.page_text('measure', $1)),
			   (SELECT string_agg(sss_internal.csv(to_char(m.month, 'YYYY-MM') || CASE WHEN m.from_dates THEN ' ' || sss_internal.page_text('from_dates', $1) ELSE '' END), $5 ORDER BY m.month) FROM month AS m)) AS text
		UNION ALL
		SELECT 1, s.relation, s.attachment, s.dimensions, s.place, concat_ws($5,
			   sss_internal.csv(s.relation), sss_internal.csv(s.attachment), sss_internal.csv(s.rule),
			   (SELECT string_agg(sss_internal.csv(d), $5 ORDER BY n) FROM unnest(s.dimensions) WITH ORDINALITY AS u (d, n)),
			   sss_internal.csv(CASE WHEN s.name IN ('judged', 'share') THEN sss_internal.page_text(s.name, $1) ELSE sss.label(sss.try_verdict(s.name), $1) END),
			   (SELECT string_agg(coalesce(s.by_month ->> m.month::text, ''), $5 ORDER BY m.month) FROM month AS m))
		  FROM series AS s
	)
	SELECT string_agg(l.text, E'\r\n' ORDER BY l.place, l.relation, l.attachment, l.dimensions, l.measure) FROM line AS l
$report_csv$;
COMMENT ON FUNCTION sss.report_csv(text, date, text[], integer, text) IS
'sss.audit_months() for a spreadsheet, as one text: a line for each attachment, group and number, a column for each month. Empty: there was no run, or the number is hidden';

-- Text columns, for programs that compare every column with a text, as Grafana and Metabase do.
CREATE VIEW sss.audit_history_texts AS
	SELECT h.at, coalesce(h.on_date, sss_internal.day(h.at)) AS day, h.on_date IS NOT NULL AS from_dates, h.latest,
		   h.relation, h.attachment, h.rule, h.verdict::text AS verdict, sss.label(h.verdict) AS verdict_label,
		   h.provision::text AS provision, sss.cite(h.provision) AS citation,
		   h.by[1] AS by_1, h.dimensions[1] AS dimension_1, h.by[2] AS by_2, h.dimensions[2] AS dimension_2, h.by[3] AS by_3, h.dimensions[3] AS dimension_3,
		   h.rows, h.refused, h.waived, h.problem
	  FROM sss.audit_history AS h;
COMMENT ON VIEW sss.audit_history_texts IS
'sss.audit_history with every code as text, for programs that compare columns with texts of their own: Grafana, Metabase and the like. Labels and citations are in the session''s language';

CREATE VIEW sss.violations_texts AS
	SELECT v.relation, v.attachment, v.rule, pg_catalog.array_to_string(v.key, ', ', '') AS key, pg_catalog.array_to_string(v.key_columns, ', ') AS key_columns,
		   pg_catalog.array_to_string(v.categories, ', ') AS categories, v.basis::text AS basis, v.provider::text AS provider, v.stay::text AS stay,
		   v.service::text AS service, v.on_date, pg_catalog.array_to_string(v.circumstances, ', ') AS circumstances, v.requirement,
		   v.verdict::text AS verdict, sss.label(v.verdict) AS verdict_label, v.provision::text AS provision, sss.cite(v.provision) AS citation,
		   v.first_seen, v.last_seen, v.count, v.resolved, v.reason
	  FROM sss.violations AS v;
COMMENT ON VIEW sss.violations_texts IS
'sss.violations with every code, and every array, as text, for programs that compare columns with texts of their own. Labels and citations are in the session''s language';

DO $columns$
DECLARE
	c record;
BEGIN
	FOR c IN
		SELECT a.attrelid, a.attnum, a.attname, n.meaning
		  FROM pg_catalog.pg_attribute AS a
		 CROSS JOIN LATERAL (
				SELECT coalesce(
						(SELECT v.meaning
						   FROM (VALUES ('day', 'Day of the run, or the past day whose cases were counted'), ('from_dates', 'Were the cases counted from the dates in the data?'),
										('verdict_label', 'Verdict as people call it'), ('citation', 'Provision as lawyers write it'),
										('by_1', 'First dimension; NULL: none'), ('dimension_1', 'Its value'), ('by_2', 'Second dimension; NULL: none'), ('dimension_2', 'Its value'),
										('by_3', 'Third dimension; NULL: none'), ('dimension_3', 'Its value')) AS v (name, meaning)
						  WHERE v.name OPERATOR(pg_catalog.=) a.attname::pg_catalog.text),
						(SELECT pg_catalog.col_description(o.attrelid, o.attnum) FROM pg_catalog.pg_attribute AS o
						  WHERE o.attrelid OPERATOR(pg_catalog.=) CASE a.attrelid WHEN 'sss.violations_texts'::pg_catalog.regclass THEN 'sss.violations' ELSE 'sss.audit_history' END::pg_catalog.regclass
							AND o.attname OPERATOR(pg_catalog.=) a.attname))) AS n (meaning)
		 WHERE a.attrelid OPERATOR(pg_catalog.=) ANY ('{sss.audit_history_texts,sss.violations_texts}'::pg_catalog.regclass[]) AND a.attnum OPERATOR(pg_catalog.>) 0
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', c.attrelid::pg_catalog.regclass, c.attname, c.meaning);
	END LOOP;
END
$columns$;
