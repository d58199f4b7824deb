-- The counts over time, and a page of them

\echo
\echo '== 10. The page: counts by kind of provider, of the last six months from the dates in the data'
\echo
SELECT count(sss.run_audit(on_date => (date_trunc('month', sss.today()) - make_interval(months => n) - interval '1 day')::date, by => '{provider}')) AS "past months"
  FROM generate_series(0, 5) AS n;
SELECT sss.run_audit(by => '{provider}') IS NOT NULL AS audited;
SELECT relation, judged, violation, share, unsettled, unknown, not_governed FROM sss.audit_months(date_trunc('month', sss.today())::date, small => 0);

\set QUIET on
\pset format unaligned
\t on
\o :page
SELECT sss.report_html('ru');
\o
\t off
\pset format aligned
SELECT demo.check('the page has the violations that SQL counts',
				  (SELECT bool_and(sss.report_html('ru', small => 0) LIKE '%<td class="n">' || violation || '</td>%') FROM sss.audit_months(date_trunc('month', sss.today())::date, small => 0)));
