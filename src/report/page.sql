--
-- One page for people who do not use psql.
--
-- A section is a function that returns HTML; the helpers escape every value.  Nothing
-- is fetched: the style stands in the page, and charts are SVG.  The page shows
-- numbers and names alone: no function here reads a key.
--
CREATE FUNCTION sss_internal.html(value text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $html$
	SELECT replace(replace(replace(replace(replace(regexp_replace(value, E'[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]', '?', 'g'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
$html$;
COMMENT ON FUNCTION sss_internal.html(text) IS
'A text as text of HTML, or as the value of an attribute in quotation marks';

CREATE FUNCTION sss_internal.page_name(value text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$ SELECT sss_internal.html(CASE WHEN length(value) > 120 THEN left(value, 117) || '...' ELSE value END) $$;
COMMENT ON FUNCTION sss_internal.page_name(text) IS 'A name as text of HTML; one of more than 120 characters is cut';

CREATE FUNCTION sss_internal.page_words(name text, language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$ SELECT sss_internal.html(sss_internal.page_text($1, $2)) $$;
COMMENT ON FUNCTION sss_internal.page_words(text, text) IS 'sss_internal.page_text() as text of HTML';

CREATE FUNCTION sss_internal.page_th(value text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$ SELECT '<th scope="row">' || coalesce(sss_internal.page_name(value), '') || '</th>' $$;
COMMENT ON FUNCTION sss_internal.page_th(text) IS 'The heading of a row of a table';

CREATE FUNCTION sss_internal.page_td(value text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$ SELECT '<td>' || coalesce(sss_internal.page_name(value), '') || '</td>' $$;
COMMENT ON FUNCTION sss_internal.page_td(text) IS 'A cell with a text';

CREATE FUNCTION sss_internal.page_number(value numeric, language text, class text DEFAULT '') RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $number$
	SELECT '<td class="n' || class || '">' || coalesce(value::text, '<span class="hid">' || sss_internal.page_words('hidden', language) || '</span>') || '</td>'
$number$;
COMMENT ON FUNCTION sss_internal.page_number(numeric, text, text) IS 'A cell with a number; NULL: it is hidden';

CREATE FUNCTION sss_internal.page_hide(value bigint, small integer) RETURNS bigint IMMUTABLE PARALLEL SAFE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$ SELECT CASE WHEN value > 0 AND value < coalesce(small, 0) THEN NULL ELSE value END $$;
COMMENT ON FUNCTION sss_internal.page_hide(bigint, integer) IS 'The number, or NULL if it is to be hidden';

-- name: of the caption; rows are pieces of HTML in their order, of which the first 60 are shown.
CREATE FUNCTION sss_internal.page_table(id text, caption text, language text, heads text[], rows text[]) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $table$
	SELECT CASE WHEN coalesce(cardinality($5), 0) = 0 THEN '<p>' || sss_internal.html(caption) || ': ' || sss_internal.page_words('none', $3) || E'</p>\n'
		ELSE '<div class="scroll" role="group" tabindex="0" aria-label="' || sss_internal.html(caption) || '"><table id="' || $1 || '"><caption>' || sss_internal.html(caption) || '</caption><thead><tr>' ||
			 (SELECT string_agg('<th scope="col">' || sss_internal.html(h) || '</th>', '' ORDER BY n) FROM unnest($4) WITH ORDINALITY AS u (h, n)) ||
			 E'</tr></thead>\n<tbody>' ||
			 (SELECT string_agg('<tr>' || r || '</tr>', E'\n' ORDER BY n) FROM unnest($5[:60]) WITH ORDINALITY AS u (r, n)) || E'</tbody></table></div>\n' ||
			 CASE WHEN cardinality($5) > 60 THEN '<p>' || sss_internal.html(format(sss_internal.page_text('more_rows', $3), cardinality($5) - 60)) || E'</p>\n' ELSE '' END END
$table$;
COMMENT ON FUNCTION sss_internal.page_table(text, text, text, text[], text[]) IS
'A table with a caption, names of columns and rows, each of which is HTML; at most 60 rows are shown, and how many are not';

CREATE FUNCTION sss_internal.page_section(name text, language text, body text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $section$
	SELECT '<section id="' || $1 || '" aria-labelledby="h-' || $1 || '"><h2 id="h-' || $1 || '">' || sss_internal.page_words($1, $2) || E'</h2>\n' || $3 || E'</section>\n'
$section$;
COMMENT ON FUNCTION sss_internal.page_section(text, text, text) IS 'A section under the heading of that name';

CREATE FUNCTION sss_internal.page_dimensions(dimensions text[], language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $dimensions$
	SELECT string_agg(coalesce(nullif(d, ''), sss_internal.page_text('no_value', $2)), ', ' ORDER BY n) FROM unnest($1) WITH ORDINALITY AS u (d, n)
$dimensions$;
COMMENT ON FUNCTION sss_internal.page_dimensions(text[], text) IS 'The values of dimensions in a row';

CREATE FUNCTION sss_internal.page_verdicts(language text, since date, small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $verdicts$
	WITH month AS (
		SELECT m.*, lag(m.violation) OVER w AS before, row_number() OVER (PARTITION BY m.relation, m.attachment, m.rule ORDER BY m.month DESC) AS place
		  FROM sss.audit_months($2, NULL, $3) AS m
		WINDOW w AS (PARTITION BY m.relation, m.attachment, m.rule ORDER BY m.month)
	), line AS (
		SELECT array_agg(sss_internal.page_th(m.relation) || sss_internal.page_number(m.violation, $1) || sss_internal.page_number(m.share, $1) || sss_internal.page_number(m.unknown, $1)
				|| CASE WHEN m.before IS NULL THEN '<td class="n">-</td>'
						ELSE sss_internal.page_number(m.violation - m.before, $1, CASE WHEN m.violation > m.before THEN ' worse' ELSE '' END) END
				|| sss_internal.page_number(m.unsettled, $1) || sss_internal.page_number(m.compliant, $1) || sss_internal.page_number(m.not_governed, $1)
				|| sss_internal.page_td(m.rule) || sss_internal.page_td(m.attachment)
				|| sss_internal.page_td(to_char(sss_internal.day(m.at), 'YYYY-MM-DD') || CASE WHEN m.from_dates THEN ' ' || sss_internal.page_text('from_dates', $1) ELSE '' END)
				ORDER BY m.violation DESC NULLS LAST, m.relation, m.attachment, m.rule) AS rows
		  FROM month AS m WHERE m.place = 1
	)
	SELECT CASE WHEN l.rows IS NULL THEN '<p class="alert">' || sss_internal.page_words('no_run', $1) || E'</p>\n'
			ELSE sss_internal.page_table('t-verdicts', sss_internal.page_text('verdicts', $1), $1,
				ARRAY[sss_internal.page_text('relation', $1), sss.label('violation'::sss.verdict, $1), sss_internal.page_text('share', $1), sss.label('unknown'::sss.verdict, $1),
					  sss_internal.page_text('change', $1), sss.label('unsettled'::sss.verdict, $1), sss.label('compliant'::sss.verdict, $1), sss.label('not_governed'::sss.verdict, $1),
					  sss_internal.page_text('rule', $1), sss_internal.page_text('attachment', $1), sss_internal.page_text('audited_at', $1)], l.rows)
			|| '<p>' || sss_internal.page_words('verdicts_note', $1) || E'</p>\n' END
	  FROM line AS l
$verdicts$;
COMMENT ON FUNCTION sss_internal.page_verdicts(text, date, integer) IS 'Section of sss.report_html(): the last month of each attachment, and what is not known beside what fails';

-- A bar for each month, with the number above it; the text alternative has all of them.
CREATE FUNCTION sss_internal.page_chart(title text, months text[], numbers bigint[], from_dates boolean[], language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $chart$
	WITH bar AS (
		SELECT n, m, v, d, 20 + (n - 1) * 50 AS x, round(90.0 * coalesce(v, 0) / greatest((SELECT max(b) FROM unnest($3) AS b), 1)) AS height
		  FROM unnest($2, $3, $4) WITH ORDINALITY AS u (m, v, d, n)
	)
	SELECT '<figure><div class="scroll" role="group" tabindex="0" aria-label="' || sss_internal.page_name($1) || '"><svg class="chart" role="img" width="' || 40 + 50 * count(*) || '" height="140" viewBox="0 0 ' || 40 + 50 * count(*) || ' 140" aria-label="' || sss_internal.page_name($1) || ': ' ||
		   string_agg(m || ' ' || coalesce(v::text, sss_internal.page_words('hidden', $5)), ', ' ORDER BY n) || '"><title>' || sss_internal.page_name($1) || '</title>' ||
		   string_agg(format('<rect class="%s" x="%s" y="%s" width="34" height="%s"/><text x="%s" y="%s">%s</text><text x="%s" y="132">%s</text>',
				CASE WHEN d THEN 'past' ELSE 'bar' END, x, 110 - height, height, x + 17, 105 - height, coalesce(v::text, '?'), x + 17, right(m, 5)), '' ORDER BY n) || '</svg></div><figcaption>' || sss_internal.page_name($1) || E'</figcaption></figure>\n'
	  FROM bar
$chart$;
COMMENT ON FUNCTION sss_internal.page_chart(text, text[], bigint[], boolean[], text) IS 'A chart of numbers by month as SVG; from_dates: months that were counted from the dates in the data';

CREATE FUNCTION sss_internal.page_by_dimension(language text, since date, by text[], small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $by_dimension$
	WITH total AS MATERIALIZED (
		SELECT * FROM sss.audit_months($2, NULL, $4)
	), counted AS MATERIALIZED (
		SELECT * FROM sss.audit_months($2, $3, $4) WHERE $3 <> '{}'
	), month AS MATERIALIZED (
		SELECT month, bool_or(from_dates) AS from_dates FROM (SELECT month, from_dates FROM total UNION ALL SELECT month, from_dates FROM counted) AS m GROUP BY 1 ORDER BY 1 DESC LIMIT 12
	), chart AS (
		SELECT string_agg(sss_internal.page_chart(c.title, c.months, c.numbers, c.past, $1), '' ORDER BY c.last DESC NULLS LAST, c.title) AS html
		  FROM (SELECT format(sss_internal.page_text('chart', $1), concat_ws(', ', t.relation, t.attachment)) AS title,
					   array_agg(to_char(t.month, 'YYYY-MM') ORDER BY t.month) AS months, array_agg(t.violation ORDER BY t.month) AS numbers,
					   array_agg(t.from_dates ORDER BY t.month) AS past, (array_agg(t.violation ORDER BY t.month DESC))[1] AS last
				  FROM total AS t JOIN month AS m USING (month)
				 GROUP BY t.relation, t.attachment, t.rule ORDER BY 5 DESC NULLS LAST LIMIT 6) AS c
	), series AS (
		SELECT c.relation, c.attachment, c.dimensions,
			   string_agg(CASE WHEN v.violation IS NULL AND v.month IS NULL THEN '<td class="n">-</td>'
							   ELSE sss_internal.page_number(v.violation, $1, ' h' || width_bucket(coalesce(v.violation, 0), 1, (SELECT greatest(max(violation), 4) + 1 FROM counted), 5)) END, '' ORDER BY m.month)
				|| '<td><svg class="bar" aria-hidden="true" viewBox="0 0 100 8"><rect class="bar" width="' ||
				   round(100.0 * coalesce((array_agg(v.violation ORDER BY m.month DESC))[1], 0) / greatest((SELECT max(violation) FROM counted), 1)) || '" height="8"/></svg></td>' AS cells,
			   (array_agg(v.violation ORDER BY m.month DESC))[1] AS last
		  FROM (SELECT DISTINCT relation, attachment, rule, dimensions FROM counted) AS c
		 CROSS JOIN month AS m
		  LEFT JOIN counted AS v ON (v.relation, v.attachment, v.rule, v.month) = (c.relation, c.attachment, c.rule, m.month) AND v.dimensions IS NOT DISTINCT FROM c.dimensions
		 GROUP BY c.relation, c.attachment, c.rule, c.dimensions
		HAVING bool_or(v.violation IS NULL OR v.violation > 0 OR v.judged IS NULL OR v.judged > 0 OR v.unknown IS NULL OR v.unknown > 0)
	)
	SELECT coalesce(c.html, '')
		|| CASE WHEN $3 = '{}' THEN '<p>' || sss_internal.page_words('no_dimensions', $1) || E'</p>\n'
				ELSE sss_internal.page_table('t-dimensions', sss_internal.page_text('by_dimension', $1), $1,
					ARRAY[array_to_string($3, ', '), sss_internal.page_text('relation', $1), sss_internal.page_text('attachment', $1)]
						|| ARRAY(SELECT to_char(m.month, 'YYYY-MM') || CASE WHEN m.from_dates THEN ' ' || sss_internal.page_text('from_dates', $1) ELSE '' END FROM month AS m ORDER BY m.month)
						|| ARRAY[sss_internal.page_text('now', $1)],
					ARRAY(SELECT sss_internal.page_th(sss_internal.page_dimensions(s.dimensions, $1)) || sss_internal.page_td(s.relation) || sss_internal.page_td(s.attachment) || s.cells
							FROM series AS s ORDER BY s.last DESC NULLS LAST, s.dimensions, s.relation, s.attachment)) END
		|| CASE WHEN (SELECT bool_or(m.from_dates) FROM month AS m) THEN '<p>' || sss_internal.page_words('from_dates_note', $1) || E'</p>\n' ELSE '' END
	  FROM chart AS c
$by_dimension$;
COMMENT ON FUNCTION sss_internal.page_by_dimension(text, date, text[], integer) IS 'Section of sss.report_html(): cases that do not meet the standard by dimension, of the last twelve months that were counted';

CREATE FUNCTION sss_internal.page_worsened(language text, by text[], small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $worsened$
	SELECT sss_internal.page_table('t-worsened', sss_internal.page_text('worsened', $1), $1,
		ARRAY[array_to_string(sss_internal.page_text('relation', $1) || $2, ', '), sss_internal.page_text('attachment', $1), sss_internal.page_text('verdict', $1),
			  sss_internal.page_text('before', $1), sss_internal.page_text('now', $1), sss_internal.page_text('change', $1)],
		ARRAY(SELECT sss_internal.page_th(concat_ws(', ', w.relation, sss_internal.page_dimensions(w.dimensions, $1))) || sss_internal.page_td(w.attachment) || sss_internal.page_td(sss.label(w.verdict, $1))
					 || sss_internal.page_number(w.before, $1) || sss_internal.page_number(w.now, $1) || sss_internal.page_number(w.change, $1, ' worse')
				FROM sss.worsened(NULL, $2, $3) WITH ORDINALITY AS w WHERE w.ordinality <= 10 ORDER BY w.ordinality))
$worsened$;
COMMENT ON FUNCTION sss_internal.page_worsened(text, text[], integer) IS 'Section of sss.report_html(): the ten lines that got worse most since the month before';

CREATE FUNCTION sss_internal.page_by_clause(language text, small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $by_clause$
	WITH clause AS (
		SELECT h.provision, h.rule, h.verdict, sum(h.rows)::bigint AS rows, sum(h.waived)::bigint AS waived
		  FROM sss.audit_history AS h
		 WHERE h.latest AND h.verdict IN ('violation', 'unsettled', 'unknown')
		 GROUP BY h.provision, h.rule, h.verdict HAVING sum(h.rows) > 0
	), ranked AS (
		-- If one number alone is hidden, the total gives it away.
		SELECT c.*, count(*) FILTER (WHERE c.rows < $2) OVER (PARTITION BY c.rule, c.verdict) AS smalls,
			   row_number() OVER (PARTITION BY c.rule, c.verdict, c.rows >= $2 ORDER BY c.rows, c.provision) AS place
		  FROM clause AS c
	)
	SELECT sss_internal.page_table('t-clauses', sss_internal.page_text('by_clause', $1), $1,
		ARRAY[sss_internal.page_text('clause', $1), sss_internal.page_text('rule', $1), sss_internal.page_text('verdict', $1), sss_internal.page_text('cases', $1), sss_internal.page_text('waived', $1)],
		ARRAY(SELECT sss_internal.page_th(coalesce(sss.cite(c.provision, $1), '-')) || sss_internal.page_td(c.rule) || sss_internal.page_td(sss.label(c.verdict, $1))
					 || sss_internal.page_number(CASE WHEN c.smalls <> 1 OR c.place <> 1 THEN sss_internal.page_hide(c.rows, $2) END, $1) || sss_internal.page_number(sss_internal.page_hide(c.waived, $2), $1)
				FROM ranked AS c ORDER BY c.verdict, c.rows DESC, c.provision, c.rule))
$by_clause$;
COMMENT ON FUNCTION sss_internal.page_by_clause(text, integer) IS 'Section of sss.report_html(): the last run by the clause that decided';

CREATE FUNCTION sss_internal.page_mended(language text, since date, small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $mended$
	WITH rule AS (
		SELECT v.rule, count(*) FILTER (WHERE v.mended) AS mended, count(*) FILTER (WHERE v.resolved IS NULL) AS still_open,
			   percentile_cont(0.5) WITHIN GROUP (ORDER BY v.days) FILTER (WHERE v.mended) AS median, max(v.days) FILTER (WHERE v.mended) AS longest
		  FROM (SELECT rule, resolved, resolved IS NOT NULL AND reason IS NULL AND sss_internal.day(resolved) >= $2 AS mended,
					   extract(epoch FROM resolved - first_seen) / 86400 AS days
				  FROM sss.violations) AS v
		 GROUP BY v.rule
	)
	SELECT sss_internal.page_table('t-mended', sss_internal.page_text('mended', $1), $1,
		ARRAY[sss_internal.page_text('rule', $1), sss_internal.page_text('mended', $1), sss_internal.page_text('median_days', $1), sss_internal.page_text('longest_days', $1), sss_internal.page_text('still_open', $1)],
		ARRAY(SELECT sss_internal.page_th(r.rule) || sss_internal.page_number(m.shown, $1)
					 || CASE WHEN m.shown = 0 THEN '<td class="n">-</td><td class="n">-</td>'
							 ELSE sss_internal.page_number(CASE WHEN m.shown > 0 THEN round(r.median::numeric, 1) END, $1) || sss_internal.page_number(CASE WHEN m.shown > 0 THEN round(r.longest::numeric, 1) END, $1) END
					 || sss_internal.page_number(sss_internal.page_hide(r.still_open, $3), $1)
				FROM rule AS r CROSS JOIN LATERAL (SELECT sss_internal.page_hide(r.mended, $3) AS shown) AS m
			   ORDER BY r.rule))
		|| '<p>' || sss_internal.page_words('mended_note', $1) || E'</p>\n'
$mended$;
COMMENT ON FUNCTION sss_internal.page_mended(text, date, integer) IS 'Section of sss.report_html(): what was mended since that day, and how long it took';

CREATE FUNCTION sss_internal.page_exemptions(language text, small integer) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $exemptions$
	WITH exempt AS (
		SELECT w.rule, (w.valid @> sss.today())::integer AS in_force, (upper(w.valid) BETWEEN sss.today() + 1 AND sss.today() + 31)::integer AS ending, 0 AS entries
		  FROM sss.waivers AS w WHERE w.withdrawn_at IS NULL
		UNION ALL
		SELECT b.rule, 0, 0, b.entries FROM sss.baselines AS b WHERE b.ended_at IS NULL
	)
	SELECT sss_internal.page_table('t-exemptions', sss_internal.page_text('exemptions', $1), $1,
		ARRAY[sss_internal.page_text('rule', $1), sss_internal.page_text('waivers_in_force', $1), sss_internal.page_text('waivers_ending', $1), sss_internal.page_text('baseline_entries', $1)],
		ARRAY(SELECT sss_internal.page_th(e.rule) || sss_internal.page_number(sss_internal.page_hide(coalesce(sum(e.in_force), 0)::bigint, $2), $1)
					 || sss_internal.page_number(sss_internal.page_hide(coalesce(sum(e.ending), 0)::bigint, $2), $1) || sss_internal.page_number(sss_internal.page_hide(sum(e.entries)::bigint, $2), $1)
				FROM exempt AS e GROUP BY e.rule HAVING sum(e.in_force) + sum(e.ending) + sum(e.entries) > 0 ORDER BY e.rule))
$exemptions$;
COMMENT ON FUNCTION sss_internal.page_exemptions(text, integer) IS 'Section of sss.report_html(): waivers and baselines in force, and those that end soon';

CREATE FUNCTION sss_internal.page_sources(language text, since date, small integer, inspections regclass, reviews regclass, services regclass) RETURNS text STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $sources$
DECLARE
	nothing CONSTANT text := '<p>' || sss_internal.page_words('not_given', $1) || E'</p>\n';
	page text;
BEGIN
	page := sss_internal.page_section('inspections', $1, CASE WHEN $4 IS NULL THEN nothing ELSE
		(SELECT sss_internal.page_table('t-unmet', sss_internal.page_text('unmet', $1), $1,
				ARRAY[sss_internal.page_text('clause', $1), sss_internal.page_text('unmet', $1), sss_internal.page_text('overdue', $1), sss_internal.page_text('without_term', $1)],
				ARRAY(SELECT sss_internal.page_th(coalesce(sss.cite(u.provision, $1), '-')) || sss_internal.page_number(count(*), $1)
							 || sss_internal.page_number(count(*) FILTER (WHERE u.overdue), $1) || sss_internal.page_number(count(*) FILTER (WHERE u.term IS NULL), $1)
						FROM sss.report_unmet($4, language => $1) AS u WHERE u.problem IS NULL GROUP BY u.provision ORDER BY count(*) DESC, u.provision))
			|| format(E'<p id="p-unreadable">%s: %s</p>\n', sss_internal.page_words('unreadable', $1), (SELECT count(*) FROM sss.report_unmet($4) WHERE problem IS NOT NULL)))
		|| sss_internal.page_table('t-unassessed', sss_internal.page_text('unassessed', $1), $1,
				ARRAY[sss_internal.page_text('clause', $1), sss_internal.page_text('organizations', $1)],
				ARRAY(SELECT sss_internal.page_th(sss.cite(u.provision, $1)) || sss_internal.page_number(count(DISTINCT u.organization), $1)
						FROM sss.report_unassessed($4) AS u WHERE u.problem IS NULL GROUP BY u.provision ORDER BY count(DISTINCT u.organization) DESC, u.provision)) END);
	page := page || sss_internal.page_section('reviews', $1, CASE WHEN $5 IS NULL THEN nothing ELSE
		sss_internal.page_table('t-reviews', sss_internal.page_text('missed_weeks', $1), $1,
				ARRAY[sss_internal.page_text('verdict', $1), sss_internal.page_text('missed_weeks', $1), sss_internal.page_text('organizations', $1)],
				ARRAY(SELECT sss_internal.page_th(sss.label(u.verdict, $1)) || sss_internal.page_number(count(*), $1) || sss_internal.page_number(count(DISTINCT u.organization), $1)
						FROM sss.report_review_gaps($5, $2) AS u WHERE u.verdict IN ('violation', 'unsettled', 'unknown') GROUP BY u.verdict ORDER BY u.verdict)) END);
	RETURN page || sss_internal.page_section('services', $1, CASE WHEN $6 IS NULL THEN nothing ELSE
		sss_internal.page_table('t-services', sss_internal.page_text('services', $1), $1,
				ARRAY[sss_internal.page_text('service', $1), sss_internal.page_text('clause', $1), sss_internal.page_text('children', $1)],
				ARRAY(SELECT sss_internal.page_th(sss.label(u.service, $1)) || sss_internal.page_td(sss.cite(u.provision, $1)) || sss_internal.page_number(sss_internal.page_hide(count(DISTINCT u.person), $3), $1)
						FROM sss.report_unserved($6, $2) AS u WHERE u.problem IS NULL GROUP BY u.service, u.provision ORDER BY count(DISTINCT u.person) DESC, u.provision)) END);
END
$sources$;
COMMENT ON FUNCTION sss_internal.page_sources(text, date, integer, regclass, regclass, regclass) IS 'Sections of sss.report_html(): inspections, the book of complaints, services never given';

CREATE FUNCTION sss_internal.page_health(language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $health$
	SELECT '<p class="' || h.status || '">' || sss_internal.page_words('status_' || h.status, $1) || E'</p>\n'
		|| sss_internal.page_table('t-attachments', sss_internal.page_text('health', $1), $1,
			ARRAY[sss_internal.page_text('relation', $1), sss_internal.page_text('attachment', $1), sss_internal.page_text('rule', $1), sss_internal.page_text('mode', $1), sss_internal.page_text('works', $1)],
			ARRAY(SELECT sss_internal.page_th(sss_internal.relation_name(a.relation)) || sss_internal.page_td(a.name) || sss_internal.page_td(coalesce(a.rule, '-'))
						 || sss_internal.page_td(sss_internal.page_text(CASE WHEN a.effective_mode IN ('enforce', 'log') THEN 'mode_' || a.effective_mode ELSE 'mode_other' END, $1))
						 || sss_internal.page_td(sss_internal.page_text(CASE WHEN a.problem IS NULL AND a.effective_mode IS DISTINCT FROM 'disabled' THEN 'yes' ELSE 'no' END, $1))
					FROM sss.attachments AS a ORDER BY a.problem IS NULL, sss_internal.relation_name(a.relation), a.name))
	  FROM sss.health() AS h
$health$;
COMMENT ON FUNCTION sss_internal.page_health(text) IS 'Section of sss.report_html(): what is attached, and whether it works';

CREATE FUNCTION sss_internal.page_law(language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $law$
	SELECT sss_internal.page_section('readings', $1, sss_internal.page_table('t-readings', sss_internal.page_text('readings', $1), $1,
			ARRAY[sss_internal.page_text('clause', $1), sss_internal.page_text('question', $1), sss_internal.page_text('reading', $1)],
			ARRAY(SELECT sss_internal.page_th(sss.cite(r.provision, $1))
						 || '<td>' || sss_internal.html(t.question) || '</td><td>' || sss_internal.html(t.reading) || '</td>'
					FROM sss.readings AS r
				   CROSS JOIN LATERAL (SELECT CASE l WHEN 'kk' THEN r.question_kk WHEN 'ru' THEN r.question_ru ELSE r.question_en END,
											  CASE l WHEN 'kk' THEN r.reading_kk WHEN 'ru' THEN r.reading_ru ELSE r.reading_en END
										 FROM sss_internal.language_name($1) AS l) AS t (question, reading)
				   WHERE EXISTS (SELECT FROM sss.audit_history AS h
								  WHERE h.latest AND h.rows > 0 AND h.verdict IN ('violation', 'unsettled') AND (h.provision = r.provision OR h.provision = ANY (r.elsewhere)))
				   ORDER BY r.provision, r.code LIMIT 30)))
		|| sss_internal.page_section('coverage', $1, sss_internal.page_table('t-coverage', sss_internal.page_text('coverage', $1), $1,
			ARRAY[sss_internal.page_text('coverage', $1), sss_internal.page_text('clauses', $1)],
			ARRAY(SELECT sss_internal.page_th(sss_internal.page_text('served_' || c.served, $1)) || sss_internal.page_number(count(*), $1)
					FROM sss.coverage AS c WHERE c.served IS NOT NULL
				   GROUP BY c.served ORDER BY array_position('{enforced,audited,attested,not_decidable,informative}', c.served))))
$law$;
COMMENT ON FUNCTION sss_internal.page_law(text) IS 'Sections of sss.report_html(): readings of the clauses that decided, and how much of the order is checked';

CREATE FUNCTION sss_internal.page_blind_spots(language text) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $blind_spots$
	SELECT '<p>' || sss_internal.page_words('only_attached', $1) || E'</p>\n'
		|| sss_internal.page_table('t-unguarded', sss_internal.page_text('unguarded', $1), $1, ARRAY[sss_internal.page_text('relation', $1)],
			ARRAY(SELECT DISTINCT sss_internal.page_th(sss_internal.relation_name(v.relation)) FROM sss.verify() AS v WHERE v.relation IS NOT NULL AND v.attachment IS NULL ORDER BY 1))
		|| sss_internal.page_table('t-failed', sss_internal.page_text('failed_audits', $1), $1,
			ARRAY[sss_internal.page_text('relation', $1), sss_internal.page_text('attachment', $1), sss_internal.page_text('audited_at', $1)],
			ARRAY(SELECT sss_internal.page_th(f.relation) || sss_internal.page_td(f.attachment) || sss_internal.page_td(f.why)
					FROM (SELECT h.relation, h.attachment, sss_internal.page_text('not_audited', $1) || coalesce(' (' || substring(h.problem FROM '^[0-9A-Z]{5}$') || ')', '') AS why
							FROM sss.audit_history AS h WHERE h.latest AND h.problem IS NOT NULL
						  UNION
						  SELECT n.name, a.name, sss_internal.page_text('never_audited', $1)
							FROM sss.attachments AS a CROSS JOIN LATERAL sss_internal.relation_name(a.relation) AS n (name)
						   WHERE NOT EXISTS (SELECT FROM sss.audit_history AS h WHERE (h.relation, h.attachment) = (n.name, a.name))) AS f
				   ORDER BY f.relation, f.attachment))
$blind_spots$;
COMMENT ON FUNCTION sss_internal.page_blind_spots(text) IS 'Section of sss.report_html(): tables and attachments about which the page knows nothing';

CREATE FUNCTION sss_internal.page_style() RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $style$
	SELECT '<style>
:root{color-scheme:light}
body{margin:0 auto;max-width:64rem;padding:1rem;color:#1a1a1a;background:#fff;font:1rem/1.5 "Noto Sans","DejaVu Sans",Arial,sans-serif}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid #1f4e79}
a{color:#1f4e79}
nav ul{columns:2;padding-left:1.2rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.875rem}
caption{text-align:left;font-weight:bold;padding:.25rem 0}
:is(h2,figure,.ok,.warning,.critical)+.scroll caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{border:1px solid #8c8c8c;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{background:#e6edf5}
tbody th{font-weight:normal}
.n{text-align:right;white-space:nowrap}
.hid{color:#595959;font-style:italic}
.worse{color:#9c1c00;font-weight:bold}
.h1{background:#fff3e0}.h2{background:#ffe0b8}.h3{background:#ffcc8f}.h4{background:#ffb870}.h5,.h6{background:#ffa450}
.ok,.warning,.critical,.alert,.notice{padding:.5rem .75rem;border-left:.4rem solid #1f4e79;background:#eef3f8}
.ok{border-color:#1b5e20;background:#edf5ee}
.warning{border-color:#8a5a00;background:#fdf4e3}
.critical,.alert{border-color:#9c1c00;background:#fdecea}
svg.chart{display:block}
figure{margin:.5rem 0}figcaption{font-size:.875rem}
svg.bar{width:6rem;height:.5rem}
svg text{font-size:11px;text-anchor:middle;fill:#1a1a1a}
rect.bar{fill:#1f4e79}
rect.past{fill:#8fb0d0;stroke:#1f4e79;stroke-dasharray:3 2}
@media(max-width:40rem){nav ul{columns:1}th,td{padding:.2rem .3rem}}
@page{size:A4;margin:15mm}
@media print{body{max-width:none;padding:0;font-size:9pt}nav{display:none}.scroll{overflow:visible}svg.chart{max-width:100%;height:auto}table{font-size:7pt}th,td{padding:1mm;overflow-wrap:anywhere}tr,svg{break-inside:avoid}h2{break-after:avoid}*{print-color-adjust:exact}}
</style>
'
$style$;
COMMENT ON FUNCTION sss_internal.page_style() IS 'The style of the page that sss.report_html() makes; test/tap/125_report_page.pl checks its contrast';

CREATE FUNCTION sss.report_html(language text DEFAULT NULL, since date DEFAULT NULL, by text[] DEFAULT NULL, small integer DEFAULT 5,
	inspections regclass DEFAULT NULL, reviews regclass DEFAULT NULL, services regclass DEFAULT NULL)
RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET "DateStyle" = 'ISO, YMD' SET jit = off AS $report_html$
	WITH argument AS (
		SELECT sss_internal.language_name($1) AS spoken, coalesce($2, (date_trunc('month', sss.today()) - interval '11 months')::date) AS first,
			   coalesce($3, (SELECT r.by FROM sss.audit_runs AS r WHERE r.by IS NOT NULL AND r.on_date IS NULL AND r.at <= statement_timestamp() ORDER BY r.at DESC LIMIT 1), '{}') AS dimensions
	), section AS (
		SELECT a.spoken, a.first,
			   sss_internal.page_section('verdicts', a.spoken, sss_internal.page_verdicts(a.spoken, a.first, $4))
			|| sss_internal.page_section('health', a.spoken, sss_internal.page_health(a.spoken))
			|| sss_internal.page_section('by_dimension', a.spoken, sss_internal.page_by_dimension(a.spoken, a.first, a.dimensions, $4))
			|| sss_internal.page_section('worsened', a.spoken, sss_internal.page_worsened(a.spoken, a.dimensions, $4))
			|| sss_internal.page_section('by_clause', a.spoken, sss_internal.page_by_clause(a.spoken, $4))
			|| sss_internal.page_section('mended', a.spoken, sss_internal.page_mended(a.spoken, a.first, $4))
			|| sss_internal.page_section('exemptions', a.spoken, sss_internal.page_exemptions(a.spoken, $4))
			|| sss_internal.page_sources(a.spoken, a.first, $4, $5, $6, $7)
			|| sss_internal.page_law(a.spoken)
			|| sss_internal.page_section('blind_spots', a.spoken, sss_internal.page_blind_spots(a.spoken)) AS html
		  FROM argument AS a
	)
	SELECT E'<!DOCTYPE html>\n<html lang="' || s.spoken || E'"><head><meta charset="'
		|| CASE pg_client_encoding() WHEN 'WIN1251' THEN 'windows-1251' WHEN 'KOI8R' THEN 'koi8-r' WHEN 'ISO_8859_5' THEN 'iso-8859-5' ELSE 'utf-8' END
		|| E'"/><meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>' || sss_internal.page_words('title', s.spoken) || E'</title>\n' || sss_internal.page_style()
		|| E'</head><body><header><h1>' || sss_internal.page_words('title', s.spoken) || E'</h1>\n<p class="notice">' || sss_internal.page_words('not_legal', s.spoken) || ' '
		|| sss_internal.html(CASE WHEN coalesce($4, 0) > 1 THEN format(sss_internal.page_text('no_keys', s.spoken), $4) ELSE sss_internal.page_text('no_keys_all', s.spoken) END) || E'</p>\n<p>'
		|| sss_internal.html(format(sss_internal.page_text('made_at', s.spoken), to_char(statement_timestamp() AT TIME ZONE current_setting('sss.time_zone'), 'YYYY-MM-DD HH24:MI'))) || '. '
		|| coalesce((SELECT sss_internal.html(format(sss_internal.page_text('edition', s.spoken), max(e.edition))) FROM sss.editions AS e WHERE e.valid_from <= sss.today() HAVING max(e.edition) IS NOT NULL),
					sss_internal.page_words('no_edition', s.spoken)) || '. '
		|| sss_internal.html(format(sss_internal.page_text('since_text', s.spoken), s.first)) || E'.</p></header>\n<nav aria-label="' || sss_internal.page_words('contents', s.spoken) || '"><ul>'
		|| (SELECT string_agg('<li><a href="#' || n || '">' || sss_internal.page_words(n, s.spoken) || '</a></li>', '' ORDER BY o)
			  FROM unnest('{verdicts,health,by_dimension,worsened,by_clause,mended,exemptions,inspections,reviews,services,readings,coverage,blind_spots}'::text[]) WITH ORDINALITY AS u (n, o))
		|| E'</ul></nav>\n<main>\n' || s.html || E'</main></body></html>\n'
	  FROM section AS s
$report_html$;
COMMENT ON FUNCTION sss.report_html(text, date, text[], integer, regclass, regclass, regclass) IS
'A page for people from the runs of sss.run_audit(), self-contained and without any key. since: its first month, NULL: eleven months ago. by: dimensions, NULL: those of the last run. small: smaller numbers are hidden. inspections, reviews, services: relations for sss.report_unmet(), sss.report_review_gaps() and sss.report_unserved()';
