--
-- Runs of the audit: counts over time, and logged cases that the audit resolves.
-- Both tables only grow; they hold names, codes, citations and counts, never a
-- row's text.
--
CREATE TABLE sss.audit_runs (
	at timestamptz PRIMARY KEY,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	on_date date,
	resolved bigint
);
COMMENT ON TABLE sss.audit_runs IS
'Runs of sss.run_audit(). Only grows';
COMMENT ON COLUMN sss.audit_runs.at IS 'When the run began; identifies the run';
COMMENT ON COLUMN sss.audit_runs.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.audit_runs.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.audit_runs.on_date IS 'Day as of which every row was checked; NULL: each row as of its own day';
COMMENT ON COLUMN sss.audit_runs.resolved IS 'Number of open violations of the log that the run did not find and resolved; NULL: the run was as of another day, or of a partition or a constraint';

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
'Counts of each run of sss.run_audit(). Only grows';
COMMENT ON COLUMN sss.audit_counts.at IS 'Run, see sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.relid IS 'OID of the table, valid in this database until the next restore';
COMMENT ON COLUMN sss.audit_counts.relation IS 'Qualified name of the table when the run was stored';
COMMENT ON COLUMN sss.audit_counts.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.audit_counts.rule IS 'Rule; NULL where the set-up was wrong, as are the columns that depend on it';
COMMENT ON COLUMN sss.audit_counts.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.audit_counts.provision IS 'Provision that decided; NULL for compliant rows, and where provider or date is unknown';
COMMENT ON COLUMN sss.audit_counts.refused IS 'Would the attachment refuse such rows if they were new and its mode were enforce?';
COMMENT ON COLUMN sss.audit_counts.waived IS 'Are such rows exempt by a waiver or a baseline?';
COMMENT ON COLUMN sss.audit_counts.rows IS 'Number of rows; for compliant rows also zero';
COMMENT ON COLUMN sss.audit_counts.problem IS 'Problem of the set-up, or SQLSTATE of the error that stopped the audit; NULL: none';

CREATE FUNCTION sss_internal.audit_resolving(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	key text[] DEFAULT NULL, lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, tolerant boolean DEFAULT false,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint, OUT resolved bigint, OUT problem text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_resolving' LANGUAGE C VOLATILE COST 10000;
COMMENT ON FUNCTION sss_internal.audit_resolving(regclass, text, text[], text[], regclass, text[], text[], text, text, date, boolean) IS
'For sss.run_audit(): sss_internal.audit_counts(), and a line in the log for each open violation of the attachment that the audit does not find. resolved: the number of these lines, on the row of compliant rows; tolerant: an error of the audit is returned as SQLSTATE in problem, 57014 after sss.audit_timeout, 55P03 where a lock was held';

CREATE FUNCTION sss.run_audit(relation regclass DEFAULT NULL, on_date date DEFAULT NULL)
RETURNS timestamptz VOLATILE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $run_audit$
	SELECT sss_internal.before_audit() WHERE $2 IS NULL;
	WITH began AS MATERIALIZED (
		SELECT clock_timestamp() AS at
	), attached AS (
		SELECT a.relation, a.name, a.rule IS NOT NULL AS sound, a.problem
		  FROM sss_internal.attached AS a
		 WHERE a.relation = $1 OR $1 IS NULL
		UNION ALL
		-- The relation is a partition of an attached table, or else sss_internal.audit_resolving() raises an error.
		SELECT $1, NULL, true, NULL
		 WHERE $1 IS NOT NULL AND $1 NOT IN (SELECT a.relation FROM sss_internal.attached AS a)
	), counted AS MATERIALIZED (
		SELECT a.relation, c.attachment, c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.resolved, c.problem
		  FROM attached AS a
		 CROSS JOIN LATERAL sss_internal.audit_resolving(a.relation, name => a.name, on_date => $2, tolerant => $1 IS NULL) AS c
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
			SELECT run.at, c.relation, sss_internal.relation_name(r.oid), c.attachment,
				   c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.problem
			  FROM run
			 CROSS JOIN counted AS c
			  JOIN pg_class AS r ON r.oid = c.relation
	)
	SELECT at FROM run
$run_audit$;
COMMENT ON FUNCTION sss.run_audit(regclass, date) IS
'Audit a table or view, or every attached table, store the counts in sss.audit_counts, and return the time that identifies the run. Without on_date the run resolves open violations of sss.violations that the audit no longer finds';

CREATE VIEW sss.summary AS
	WITH counted AS (
		SELECT c.*, pg_catalog.max(c.at) OVER (PARTITION BY c.relation) AS latest
		  FROM sss.audit_counts AS c
		  JOIN sss.audit_runs AS r USING (at)
		 -- Nobody runs an audit in the future: such a row was inserted, and would stay the latest.
		 WHERE r.on_date IS NULL AND c.at <= pg_catalog.statement_timestamp()
	)
	SELECT c.relation, c.attachment, c.rule, c.verdict, sss.label(c.verdict) AS verdict_label,
		   c.provision, sss.cite(c.provision) AS citation, c.refused, c.waived, c.rows, c.problem, c.at
	  FROM counted AS c
	 WHERE c.at = c.latest;
COMMENT ON VIEW sss.summary IS
'Counts of the latest run of sss.run_audit() for each table, every row as of its own day, in the session''s language. Cases of a facts view are counted for each of its tables';
COMMENT ON COLUMN sss.summary.relation IS 'Qualified name of the table';
COMMENT ON COLUMN sss.summary.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.summary.rule IS 'Rule; NULL where the set-up was wrong';
COMMENT ON COLUMN sss.summary.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.summary.verdict_label IS 'Verdict as people call it';
COMMENT ON COLUMN sss.summary.provision IS 'Provision that decided; NULL for compliant rows, and where provider or date is unknown';
COMMENT ON COLUMN sss.summary.citation IS 'The provision as lawyers write it';
COMMENT ON COLUMN sss.summary.refused IS 'Would the attachment refuse such rows if they were new and its mode were enforce?';
COMMENT ON COLUMN sss.summary.waived IS 'Are such rows exempt by a waiver or a baseline?';
COMMENT ON COLUMN sss.summary.rows IS 'Number of rows';
COMMENT ON COLUMN sss.summary.problem IS 'Problem of the set-up, or SQLSTATE of the error that stopped the audit; NULL: none';
COMMENT ON COLUMN sss.summary.at IS 'When the run began';

CREATE VIEW sss.trend AS
	SELECT c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict,
		   pg_catalog.sum(c.rows)::bigint AS rows,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.refused), 0)::bigint AS refused,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.waived), 0)::bigint AS waived
	  FROM sss.audit_counts AS c
	  JOIN sss.audit_runs AS r USING (at)
	 WHERE c.problem IS NULL AND c.at <= pg_catalog.statement_timestamp()
	 GROUP BY c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict;
COMMENT ON VIEW sss.trend IS
'Counts of the runs of sss.run_audit() over time, by table, attachment, rule and verdict. A verdict that a run did not meet has no row';
COMMENT ON COLUMN sss.trend.at IS 'When the run began';
COMMENT ON COLUMN sss.trend.on_date IS 'Day as of which every row was checked; NULL: each row as of its own day';
COMMENT ON COLUMN sss.trend.relation IS 'Qualified name of the table when the run was stored';
COMMENT ON COLUMN sss.trend.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.trend.rule IS 'Rule';
COMMENT ON COLUMN sss.trend.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.trend.rows IS 'Number of rows';
COMMENT ON COLUMN sss.trend.refused IS 'Number of rows that the attachment would refuse if they were new and its mode were enforce';
COMMENT ON COLUMN sss.trend.waived IS 'Number of rows that are exempt by a waiver or a baseline';

ALTER TABLE sss.audit_counts REPLICA IDENTITY FULL;
SELECT pg_catalog.pg_extension_config_dump('sss.audit_runs', '');
SELECT pg_catalog.pg_extension_config_dump('sss.audit_counts', '');

CREATE FUNCTION sss.maintain(audit boolean DEFAULT false) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $maintain$
DECLARE
	folded bigint := sss.compact();
BEGIN
	IF audit THEN
		PERFORM sss.run_audit();
		folded := folded + sss.compact();
	END IF;
	RETURN folded;
END
$maintain$;
COMMENT ON FUNCTION sss.maintain(boolean) IS
'sss.compact(), to be called every minute; audit: also sss.run_audit(), to be called every night. Returns the number of lines of the log that were folded';
