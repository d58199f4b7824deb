--
-- Runs of the audit: counts over time, and what of the log is found no more.  Both tables only grow; they hold names,
-- codes, citations and counts, never a row's text.
--
CREATE TABLE sss.audit_runs (
	at timestamptz PRIMARY KEY,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	on_date date,
	resolved bigint
);
COMMENT ON TABLE sss.audit_runs IS
'Runs of sss.run_audit(); only grows';
COMMENT ON COLUMN sss.audit_runs.at IS 'When the run began; names the run';
COMMENT ON COLUMN sss.audit_runs.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.audit_runs.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.audit_runs.on_date IS 'Day as of which every row was judged; NULL: each row as of its own';
COMMENT ON COLUMN sss.audit_runs.resolved IS 'How many open findings of the log it did not find any more, and resolved; NULL: it could not tell, being as of another day, or of a partition or a constraint';

CREATE TABLE sss.audit_counts (
	at timestamptz NOT NULL,
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	rule text,
	verdict sss.verdict,
	provision sss.provision,
	refused boolean,
	waived boolean,
	rows bigint,
	problem text
);
COMMENT ON TABLE sss.audit_counts IS
'What each run of sss.run_audit() counted; only grows';
COMMENT ON COLUMN sss.audit_counts.at IS 'The run, see sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.relid IS 'OID of the table, in this database and since its last restore';
COMMENT ON COLUMN sss.audit_counts.relation IS 'Its qualified name then';
COMMENT ON COLUMN sss.audit_counts.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.audit_counts.rule IS 'Rule; NULL where the set-up was wrong, as in the columns that follow from it';
COMMENT ON COLUMN sss.audit_counts.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.audit_counts.provision IS 'Provision that decided; NULL of compliant rows, and where provider or date is not known';
COMMENT ON COLUMN sss.audit_counts.refused IS 'Would the attachment refuse such rows if they were new and it enforced?';
COMMENT ON COLUMN sss.audit_counts.waived IS 'Does a waiver or a baseline let such rows stand, so that they are not refused?';
COMMENT ON COLUMN sss.audit_counts.rows IS 'How many rows there were; of compliant ones also none';
COMMENT ON COLUMN sss.audit_counts.problem IS 'What was wrong with the set-up, or the SQLSTATE by which the audit failed, so that nothing was audited; NULL: nothing';

CREATE FUNCTION sss.audit_resolving(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, tolerant boolean DEFAULT false,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint, OUT resolved bigint, OUT problem text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_resolving' LANGUAGE C VOLATILE COST 10000;
COMMENT ON FUNCTION sss.audit_resolving(regclass, text, text[], regclass, text[], text[], text[], text, text, date, boolean) IS
'For sss.run_audit(): sss.audit_counts(), and the log is told which open findings of the attachment are found no more; resolved: how many these were, on the row of what is compliant. NULL, and nothing is told, where the caller has no INSERT on sss.audit_runs, as of another day, of a partition, and of a constraint. tolerant: an audit that fails does not fail the call, but is told by its SQLSTATE in problem; the caller''s own rights are asked all the same';

CREATE FUNCTION sss.run_audit(relation regclass DEFAULT NULL, on_date date DEFAULT NULL)
RETURNS timestamptz VOLATILE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $run_audit$
	WITH began AS MATERIALIZED (
		SELECT clock_timestamp() AS at
	), attached AS (
		SELECT a.relation, a.name, a.rule IS NOT NULL AS sound, a.problem
		  FROM sss.attachments AS a
		 WHERE a.relation = $1 OR $1 IS NULL
		UNION ALL
		-- Attached by way of what it is a part of, or not at all, which is an error
		SELECT $1, NULL, true, NULL
		 WHERE $1 IS NOT NULL AND $1 NOT IN (SELECT a.relation FROM sss.attachments AS a)
	), counted AS MATERIALIZED (
		SELECT a.relation, c.attachment, c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.resolved, c.problem
		  FROM attached AS a
		 CROSS JOIN LATERAL sss.audit_resolving(a.relation, name => a.name, on_date => $2, tolerant => $1 IS NULL) AS c
		 WHERE a.sound
		UNION ALL
		SELECT a.relation, a.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, a.problem
		  FROM attached AS a
		 WHERE NOT a.sound
	), run AS (
		INSERT INTO sss.audit_runs
			SELECT b.at, session_user, current_user, $2, (SELECT sum(c.resolved) FROM counted AS c)
			  FROM began AS b
		RETURNING at
	), stored AS (
		INSERT INTO sss.audit_counts
			SELECT run.at, c.relation, format('%s.%I', r.relnamespace::regnamespace, r.relname), c.attachment,
				   c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.problem
			  FROM run
			 CROSS JOIN counted AS c
			  JOIN pg_class AS r ON r.oid = c.relation
	)
	SELECT at FROM run
$run_audit$;
COMMENT ON FUNCTION sss.run_audit(regclass, date) IS
'Audit a table, or all that is attached, and store what sss.audit_counts() says in sss.audit_counts; on_date: as of that day. Without on_date, what sss.violations has open and is neither found nor unknown any more is resolved. Returns what names the run. Wants SELECT on the columns that are judged, and INSERT on sss.audit_runs and sss.audit_counts; fails as sss.audit() does; among all that is attached, a wrong set-up, and an attachment that cannot be audited, by the SQLSTATE, is stored as a problem and fails no other';

CREATE VIEW sss.summary AS
	WITH counted AS (
		SELECT c.*, pg_catalog.max(c.at) OVER (PARTITION BY c.relation) AS latest
		  FROM sss.audit_counts AS c
		  JOIN sss.audit_runs AS r USING (at)
		 WHERE r.on_date IS NULL
	)
	SELECT c.relation, c.attachment, c.rule, c.verdict, sss.label(c.verdict) AS verdict_label,
		   c.provision, sss.cite(c.provision) AS citation, c.refused, c.waived, c.rows, c.problem, c.at
	  FROM counted AS c
	 WHERE c.at = c.latest;
COMMENT ON VIEW sss.summary IS
'What the latest run of sss.run_audit() counted in each table, every row as of its own day, in the session''s language';
COMMENT ON COLUMN sss.summary.relation IS 'Qualified name of the table';
COMMENT ON COLUMN sss.summary.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.summary.rule IS 'Rule; NULL where the set-up was wrong';
COMMENT ON COLUMN sss.summary.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.summary.verdict_label IS 'Its name';
COMMENT ON COLUMN sss.summary.provision IS 'Provision that decided; NULL of compliant rows, and where provider or date is not known';
COMMENT ON COLUMN sss.summary.citation IS 'The provision as lawyers write it';
COMMENT ON COLUMN sss.summary.refused IS 'Would the attachment refuse such rows if they were new and it enforced?';
COMMENT ON COLUMN sss.summary.waived IS 'Does a waiver or a baseline let such rows stand, so that they are not refused?';
COMMENT ON COLUMN sss.summary.rows IS 'How many rows there were';
COMMENT ON COLUMN sss.summary.problem IS 'What was wrong with the set-up, or the SQLSTATE by which the audit failed; NULL: nothing';
COMMENT ON COLUMN sss.summary.at IS 'When that run began';

CREATE VIEW sss.trend AS
	SELECT c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict,
		   pg_catalog.sum(c.rows)::bigint AS rows,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.refused), 0)::bigint AS refused,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.waived), 0)::bigint AS waived
	  FROM sss.audit_counts AS c
	  JOIN sss.audit_runs AS r USING (at)
	 WHERE c.problem IS NULL
	 GROUP BY c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict;
COMMENT ON VIEW sss.trend IS
'What the runs of sss.run_audit() counted over time, by table, attachment, rule and verdict; a verdict that a run did not meet has no row';
COMMENT ON COLUMN sss.trend.at IS 'When the run began';
COMMENT ON COLUMN sss.trend.on_date IS 'Day as of which every row was judged; NULL: each row as of its own';
COMMENT ON COLUMN sss.trend.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss.trend.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.trend.rule IS 'Rule';
COMMENT ON COLUMN sss.trend.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.trend.rows IS 'How many rows there were';
COMMENT ON COLUMN sss.trend.refused IS 'How many of them the attachment would refuse if they were new and it enforced';
COMMENT ON COLUMN sss.trend.waived IS 'How many of them a waiver or a baseline lets stand';

-- The owner may let others run the audit: who does needs to append to both tables.
REVOKE ALL ON sss.audit_runs, sss.audit_counts, sss.summary, sss.trend FROM PUBLIC;
GRANT SELECT, INSERT ON sss.audit_runs, sss.audit_counts TO @extowner@ WITH GRANT OPTION;
GRANT SELECT ON sss.summary, sss.trend TO @extowner@ WITH GRANT OPTION;
SELECT pg_catalog.pg_extension_config_dump('sss.audit_runs', '');
SELECT pg_catalog.pg_extension_config_dump('sss.audit_counts', '');

