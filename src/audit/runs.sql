--
-- Runs of the audit: counts over time, and logged cases that the audit resolves.
-- Both tables only grow; they hold names, codes, citations, counts and the values of
-- the dimensions that the caller names, never more of a row's text.
--
CREATE TABLE sss.audit_runs (
	at timestamptz PRIMARY KEY,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	on_date date,
	resolved bigint,
	by text[]
);
COMMENT ON TABLE sss.audit_runs IS
'Runs of sss.run_audit(). Only grows';
COMMENT ON COLUMN sss.audit_runs.at IS 'When the run began; identifies the run';
COMMENT ON COLUMN sss.audit_runs.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.audit_runs.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.audit_runs.on_date IS 'Past day whose cases were counted from the dates in the data; NULL: all cases';
COMMENT ON COLUMN sss.audit_runs.resolved IS 'Number of open violations of the log that the run did not find and resolved; NULL: the run was of a past day, or of a partition or a constraint';
COMMENT ON COLUMN sss.audit_runs.by IS 'Dimensions: columns by which the cases were counted; NULL: none';

CREATE TABLE sss.audit_counts (
	at timestamptz NOT NULL,
	on_date date,
	by text[],
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	rule text,
	verdict sss.verdict,
	provision sss.provision,
	dimensions text[],
	refused boolean,
	waived boolean,
	rows bigint,
	problem text
);
CREATE INDEX audit_counts_relation ON sss.audit_counts (relation, at);
COMMENT ON TABLE sss.audit_counts IS
'Counts of each run of sss.run_audit(), as stored; sss.audit_history shows them. Only grows';
COMMENT ON INDEX sss.audit_counts_relation IS 'Index for the latest run over a relation';
COMMENT ON COLUMN sss.audit_counts.at IS 'Run, see sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.on_date IS 'Past day whose cases were counted, as in sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.by IS 'Dimensions, as in sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.relid IS 'OID of the table or view, valid in this database until the next restore';
COMMENT ON COLUMN sss.audit_counts.relation IS 'Qualified name of the table or view when the run was stored';
COMMENT ON COLUMN sss.audit_counts.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.audit_counts.rule IS 'Rule; NULL where the set-up was wrong, as are the columns that depend on it';
COMMENT ON COLUMN sss.audit_counts.verdict IS 'Verdict on the cases';
COMMENT ON COLUMN sss.audit_counts.provision IS 'Provision that decided; NULL for compliant cases, and where provider or date is unknown';
COMMENT ON COLUMN sss.audit_counts.dimensions IS 'Values of the columns in by, in their order; an element is NULL where the case, or the relation, has none';
COMMENT ON COLUMN sss.audit_counts.refused IS 'Would the attachment refuse such cases if they were new and its mode were enforce?';
COMMENT ON COLUMN sss.audit_counts.waived IS 'Are such cases exempt by a waiver or a baseline?';
COMMENT ON COLUMN sss.audit_counts.rows IS 'Number of cases; zero for compliant cases if there was none, and for whatever an earlier run with the same dimensions had counted';
COMMENT ON COLUMN sss.audit_counts.problem IS 'Problem of the set-up, or SQLSTATE of the error that stopped the audit; NULL: none';

-- A caller of sss.run_audit() need not be able to read the counts.  But whoever may add any may know which there are.
CREATE VIEW sss_internal.counted_before WITH (security_barrier) AS
	SELECT relation, attachment, rule, by, verdict, provision, dimensions
	  FROM sss.audit_counts
	 WHERE rows IS NOT NULL AND pg_catalog.has_table_privilege('sss.audit_counts', 'INSERT');
COMMENT ON VIEW sss_internal.counted_before IS
'For sss.run_audit(): what earlier runs counted, to whoever may store counts';
COMMENT ON COLUMN sss_internal.counted_before.relation IS 'Qualified name of the table or view';
COMMENT ON COLUMN sss_internal.counted_before.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss_internal.counted_before.rule IS 'Rule';
COMMENT ON COLUMN sss_internal.counted_before.by IS 'Dimensions of the run';
COMMENT ON COLUMN sss_internal.counted_before.verdict IS 'Verdict on the cases';
COMMENT ON COLUMN sss_internal.counted_before.provision IS 'Provision that decided';
COMMENT ON COLUMN sss_internal.counted_before.dimensions IS 'Values of the dimensions';

CREATE FUNCTION sss_internal.audit_resolving(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	key text[] DEFAULT NULL, lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, tolerant boolean DEFAULT false, by text[] DEFAULT NULL,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint, OUT resolved bigint, OUT problem text, OUT dimensions text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_resolving' LANGUAGE C VOLATILE COST 10000;
COMMENT ON FUNCTION sss_internal.audit_resolving(regclass, text, text[], text[], regclass, text[], text[], text, text, date, boolean, text[]) IS
'For sss.run_audit(): the counts of its cases, and a line in the log for each open violation of the attachment that the audit does not find. resolved: the number of these cases, on the first row of the attachment; on_date: cases that are dated later are left out, and nothing is resolved; tolerant: an error of the audit is returned as SQLSTATE in problem, 57014 after sss.audit_timeout, 55P03 where a lock was held; by: see sss.run_audit()';

-- In this language the server keeps the plans: it takes longer to plan these queries than to run them.
CREATE FUNCTION sss_internal.to_audit(audited regclass, OUT relation regclass, OUT name text, OUT sound boolean, OUT problem text)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $to_audit$
#variable_conflict use_column
DECLARE
	views oid[];
	is_attached boolean;
BEGIN
	IF audited IS NULL THEN
		RETURN QUERY SELECT a.relation, a.name, a.rule IS NOT NULL, a.problem FROM sss.attachments AS a;
		RETURN;
	END IF;

	RETURN QUERY
		SELECT o.relation, o.name, o.rule IS NOT NULL, o.problem
		  FROM sss_internal.attached AS o
		 WHERE o.relation = audited AND (o.facts IS NULL OR cardinality(o.columns) > 0);
	is_attached := FOUND;

	SELECT array_agg(v.view) INTO views
	  FROM (SELECT DISTINCT o.facts AS view
			  FROM sss_internal.attached AS o
			 WHERE o.relation = audited AND o.facts IS NOT NULL AND cardinality(o.columns) = 0
			UNION ALL
			SELECT c.oid FROM pg_class AS c WHERE c.oid = audited AND c.relkind IN ('v', 'm')) AS v;
	IF views IS NOT NULL THEN
		-- To find the attachments of a view, the server reads those of all tables.
		RETURN QUERY
			SELECT a.relation, a.name, a.rule IS NOT NULL, a.problem
			  FROM sss.attachments AS a
			 WHERE a.relation = ANY (views);
		is_attached := is_attached OR FOUND;
	END IF;

	IF NOT is_attached THEN
		-- The relation is a partition of an attached table, or else sss_internal.audit_resolving() raises an error.
		RETURN QUERY SELECT audited, NULL::text, true, NULL::text;
	END IF;
END
$to_audit$;
COMMENT ON FUNCTION sss_internal.to_audit(regclass) IS
'For sss.run_audit(): the attachments to audit, each once: of the relation and of views that guard it, or all; sound: its rule can be read';

CREATE FUNCTION sss.run_audit(relation regclass DEFAULT NULL, on_date date DEFAULT NULL, by text[] DEFAULT NULL)
RETURNS timestamptz VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $run_audit$
#variable_conflict use_column
DECLARE
	began CONSTANT timestamptz := clock_timestamp();
	wanted CONSTANT text[] := nullif($3, '{}');
	unknown text;
BEGIN
	PERFORM sss_internal.before_audit($3, $2 IS NULL);
	IF wanted IS NOT NULL THEN
		WITH audited AS MATERIALIZED (
			SELECT a.relation FROM sss_internal.to_audit($1) AS a
		)
		SELECT d INTO unknown
		  FROM unnest(wanted) AS d
		 WHERE NOT EXISTS (SELECT FROM audited AS a JOIN pg_attribute AS c ON c.attrelid = a.relation
							WHERE c.attname = d AND c.attnum > 0 AND NOT c.attisdropped)
		   AND EXISTS (SELECT FROM audited);
		IF FOUND THEN
			RAISE undefined_column USING MESSAGE = format('none of the relations to audit has a column %I', unknown),
				HINT = 'Name columns of the tables and views in sss.attachments.';
		END IF;
	END IF;

	WITH attached AS MATERIALIZED (
		SELECT * FROM sss_internal.to_audit($1)
	), counted AS MATERIALIZED (
		SELECT a.relation, sss_internal.relation_name(a.relation) AS name, c.attachment, c.rule, c.verdict, c.provision, c.dimensions,
			   c.refused, c.waived, c.rows, c.resolved, c.problem
		  FROM attached AS a
		 CROSS JOIN LATERAL sss_internal.audit_resolving(a.relation, name => a.name, on_date => $2, tolerant => $1 IS NULL, by => wanted) AS c
		 WHERE a.sound
		UNION ALL
		SELECT a.relation, sss_internal.relation_name(a.relation), a.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, a.problem
		  FROM attached AS a
		 WHERE NOT a.sound
	), stored AS (
		INSERT INTO sss.audit_counts
			SELECT began, $2, wanted, c.relation, c.name, c.attachment, c.rule, c.verdict, c.provision, c.dimensions,
				   c.refused, c.waived, c.rows, c.problem
			  FROM counted AS c
			UNION ALL
			SELECT began, $2, wanted, a.relation, b.relation, b.attachment, b.rule, b.verdict, b.provision, b.dimensions, false, false, 0, NULL
			  FROM (SELECT DISTINCT c.relation, c.name, c.attachment, c.rule FROM counted AS c WHERE c.rows IS NOT NULL) AS a
			 CROSS JOIN LATERAL (
					SELECT DISTINCT b.relation, b.attachment, b.rule, b.verdict, b.provision, b.dimensions
					  FROM sss_internal.counted_before AS b
					 WHERE (b.relation, b.attachment, b.rule) = (a.name, a.attachment, a.rule) AND b.by IS NOT DISTINCT FROM wanted) AS b
			 WHERE NOT EXISTS (
					SELECT FROM counted AS c
					 WHERE (c.relation, c.attachment, c.rule, c.verdict) = (a.relation, a.attachment, a.rule, b.verdict)
					   AND c.provision IS NOT DISTINCT FROM b.provision AND c.dimensions IS NOT DISTINCT FROM b.dimensions)
	)
	INSERT INTO sss.audit_runs
		SELECT began, session_user, current_user, $2, (SELECT sum(c.resolved) FROM counted AS c), wanted;
	RETURN began;
END
$run_audit$;
COMMENT ON FUNCTION sss.run_audit(regclass, date, text[]) IS
'Audit the attachments of a table or view, or all, each once, store the counts for sss.audit_history, and return the time that identifies the run. by: up to three columns whose values are kept. on_date: count the cases there were on that past day; without it, open violations that are gone are resolved. 42703: no relation has the column. 54000: too many values';

CREATE VIEW sss.audit_history AS
	SELECT c.at, c.on_date, c.relation, c.attachment, c.rule, c.verdict, c.provision, c.by, c.dimensions,
		   pg_catalog.sum(c.rows)::bigint AS rows,
		   pg_catalog.sum(CASE WHEN c.refused THEN c.rows ELSE 0 * c.rows END)::bigint AS refused,
		   pg_catalog.sum(CASE WHEN c.waived THEN c.rows ELSE 0 * c.rows END)::bigint AS waived,
		   c.problem,
		   c.at = (SELECT pg_catalog.max(l.at) FROM sss.audit_counts AS l
					WHERE l.relation = c.relation AND l.on_date IS NULL
					  AND l.at <= pg_catalog.statement_timestamp()) AS latest
	  FROM sss.audit_counts AS c
	 -- Nobody runs an audit in the future: such a row was inserted, and would stay the latest.
	 WHERE c.at <= pg_catalog.statement_timestamp()
	 GROUP BY c.at, c.on_date, c.relation, c.attachment, c.rule, c.verdict, c.provision, c.by, c.dimensions, c.problem;
COMMENT ON VIEW sss.audit_history IS
'Counts of sss.run_audit() over time, by attachment, verdict, provision and dimensions. What an earlier run with the same dimensions counted has a zero, so that lag() is right. The rows with latest are the summary';
COMMENT ON COLUMN sss.audit_history.at IS 'When the run began';
COMMENT ON COLUMN sss.audit_history.on_date IS 'Past day whose cases were counted from the dates in the data; NULL: all cases, when the run began';
COMMENT ON COLUMN sss.audit_history.relation IS 'Qualified name of the table or view when the run was stored';
COMMENT ON COLUMN sss.audit_history.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.audit_history.rule IS 'Rule; NULL where the set-up was wrong';
COMMENT ON COLUMN sss.audit_history.verdict IS 'Verdict on the cases; NULL where the audit failed';
COMMENT ON COLUMN sss.audit_history.provision IS 'Provision that decided; NULL for compliant cases, and where provider or date is unknown';
COMMENT ON COLUMN sss.audit_history.by IS 'Dimensions: columns by which the cases were counted; NULL: none';
COMMENT ON COLUMN sss.audit_history.dimensions IS 'Values of the dimensions, in the order of by; an element is NULL where the case, or the relation, has none';
COMMENT ON COLUMN sss.audit_history.rows IS 'Number of cases; NULL where the audit failed';
COMMENT ON COLUMN sss.audit_history.refused IS 'Number of cases that the attachment would refuse if they were new and its mode were enforce';
COMMENT ON COLUMN sss.audit_history.waived IS 'Number of cases that are exempt by a waiver or a baseline';
COMMENT ON COLUMN sss.audit_history.problem IS 'Problem of the set-up, or SQLSTATE of the error that stopped the audit; NULL: none';
COMMENT ON COLUMN sss.audit_history.latest IS 'Is the run the last one over the relation that counted all cases?';

ALTER TABLE sss.audit_counts REPLICA IDENTITY FULL;
SELECT pg_catalog.pg_extension_config_dump('sss.audit_runs', '');
SELECT pg_catalog.pg_extension_config_dump('sss.audit_counts', '');

CREATE FUNCTION sss.maintain(audit boolean DEFAULT false) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $maintain$
BEGIN
	IF audit THEN
		PERFORM sss.run_audit();
	END IF;
	RETURN sss.compact();
END
$maintain$;
COMMENT ON FUNCTION sss.maintain(boolean) IS
'sss.compact(), to be called every minute; audit: before it sss.run_audit(), to be called every night. Returns the number of lines of the log that were folded';
