--
-- The log as people read it.
--
-- As in sss.verify(), a line belongs to the table that has the logged name now,
-- because a restore keeps names but not OIDs.  If no table has the name, the line
-- belongs to the table with the logged OID, provided that it still has the
-- attachment: after a restore another table may have the OID.  The table is looked
-- up once for each logged name and OID, not for each line.
--
CREATE VIEW sss_internal.logged_tables AS
	WITH relation AS (
		SELECT c.oid, sss_internal.relation_name(c.oid) AS name
		  FROM pg_catalog.pg_class AS c
		 WHERE c.relkind IN ('r', 'p', 'f')
	), logged AS MATERIALIZED (
		SELECT l.relid, l.relation, l.attachment, coalesce(named.oid, numbered.oid) AS relid_now,
			   coalesce(named.name, numbered.name, l.relation) AS relation_now
		  FROM (SELECT DISTINCT relid, relation, attachment FROM sss.violation_log) AS l
		  LEFT JOIN relation AS named ON named.name = l.relation
		  LEFT JOIN pg_catalog.pg_trigger AS t
			ON named.oid IS NULL AND t.tgrelid = l.relid AND t.tgname = l.attachment
			   AND t.tgfoid = 'sss.enforce()'::pg_catalog.regprocedure
		  LEFT JOIN relation AS numbered ON numbered.oid = t.tgrelid
	)
	SELECT relid, relation, attachment, relid_now, relation_now FROM logged;
COMMENT ON VIEW sss_internal.logged_tables IS
'For sss.violations, sss.problems and sss.compact(): the table that each logged OID and name means now, one row for each OID, name and attachment in the log';
COMMENT ON COLUMN sss_internal.logged_tables.relid IS 'OID in the log';
COMMENT ON COLUMN sss_internal.logged_tables.relation IS 'Qualified name in the log';
COMMENT ON COLUMN sss_internal.logged_tables.attachment IS 'Attachment in the log';
COMMENT ON COLUMN sss_internal.logged_tables.relid_now IS 'OID of the table; NULL: it no longer exists';
COMMENT ON COLUMN sss_internal.logged_tables.relation_now IS 'Qualified name of the table now; the logged name if it no longer exists';

-- One sort serves every window: the key, which differs most, leads.
CREATE VIEW sss.violations AS
	SELECT relation, attachment, rule, key, sss_internal.column_names(key_columns) AS key_columns, categories, basis, provider, stay, service, on_date,
		   circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved
	  FROM (
			SELECT d.*, pg_catalog.min(logged_at) FILTER (WHERE logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS resolved
			  FROM (
					SELECT t.relation_now AS relation, l.attachment, l.rule, l.key, l.key_columns, f.same_key, f.same_columns, l.categories, l.basis,
						   l.provider, l.stay, l.service, l.on_date, l.circumstances, l.requirement, l.verdict, l.provision,
						   l.logged_at, l.resolves, f.fails,
						   pg_catalog.min(coalesce(l.first_at, l.logged_at)) FILTER (WHERE f.fails) OVER finding AS first_seen,
						   pg_catalog.max(l.logged_at) FILTER (WHERE f.fails) OVER finding AS last_seen,
						   (pg_catalog.sum(coalesce(l.count, 1)) FILTER (WHERE f.fails) OVER finding)::bigint AS count,
						   pg_catalog.row_number() OVER (finding ORDER BY f.fails DESC, l.logged_at DESC,
								l.requirement, l.verdict, l.provision, l.categories, l.basis, l.provider,
								l.stay, l.service, l.on_date, l.circumstances) AS place
					  FROM sss.violation_log AS l
					  JOIN sss_internal.logged_tables AS t USING (relid, relation, attachment)
					 CROSS JOIN LATERAL (
							SELECT l.verdict IN ('violation', 'unsettled') AS fails,
								   sss_internal.key_identity(l.key_columns, l.key) AS same_key, l.key_columns::pg_catalog.text AS same_columns) AS f
					 WHERE l.problem IS NULL
					WINDOW finding AS (PARTITION BY f.same_key, f.same_columns, t.relation_now, l.rule, l.attachment)) AS d
			WINDOW finding AS (PARTITION BY same_key, same_columns, relation, rule, attachment)) AS v
	 WHERE place = 1 AND fails;
COMMENT ON VIEW sss.violations IS
'Violations and unsettled cases in sss.violation_log, one row for each attachment and case, however often it was found';
COMMENT ON COLUMN sss.violations.relation IS 'Qualified name of the table now; the logged name if the table no longer exists';
COMMENT ON COLUMN sss.violations.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.violations.rule IS 'Rule';
COMMENT ON COLUMN sss.violations.key IS 'Values of the key columns as text, as in the log; NULL: the table has no key, and all its rows share one row here';
COMMENT ON COLUMN sss.violations.key_columns IS 'Columns whose values the key has; NULL: the table has no key';
COMMENT ON COLUMN sss.violations.categories IS 'Known categories when the case was found last, as in the columns that follow';
COMMENT ON COLUMN sss.violations.basis IS 'Basis of the placement; NULL where unknown';
COMMENT ON COLUMN sss.violations.provider IS 'Provider; NULL where unknown';
COMMENT ON COLUMN sss.violations.stay IS 'Mode of stay; NULL where unknown or not bound';
COMMENT ON COLUMN sss.violations.service IS 'Service; NULL where unknown or not of the rule';
COMMENT ON COLUMN sss.violations.on_date IS 'Day as of which the case was checked';
COMMENT ON COLUMN sss.violations.circumstances IS 'Other known facts, as role=value, as in the log';
COMMENT ON COLUMN sss.violations.requirement IS 'Requirement that the case fails, named after its role';
COMMENT ON COLUMN sss.violations.verdict IS 'violation or unsettled';
COMMENT ON COLUMN sss.violations.provision IS 'Provision that the case fails';
COMMENT ON COLUMN sss.violations.first_seen IS 'When the case was found first';
COMMENT ON COLUMN sss.violations.last_seen IS 'When the case was found last';
COMMENT ON COLUMN sss.violations.count IS 'How often the case was found';
COMMENT ON COLUMN sss.violations.resolved IS 'When an update or an audit first saw the case compliant, not governed or gone after it was found last; NULL: it is open';

CREATE VIEW sss.problems AS
	SELECT t.relation_now AS relation, l.attachment, l.problem,
		   pg_catalog.min(coalesce(l.first_at, l.logged_at)) AS first_seen,
		   pg_catalog.max(l.logged_at) AS last_seen,
		   pg_catalog.sum(coalesce(l.count, 1))::bigint AS count
	  FROM sss.violation_log AS l
	  JOIN sss_internal.logged_tables AS t USING (relid, relation, attachment)
	 WHERE l.problem IS NOT NULL
	 GROUP BY t.relation_now, l.attachment, l.problem;
COMMENT ON VIEW sss.problems IS
'Wrong set-up that attachments in mode log met: one row for each relation, attachment and problem';
COMMENT ON COLUMN sss.problems.relation IS 'Qualified name of the table now; the logged name if the table no longer exists';
COMMENT ON COLUMN sss.problems.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.problems.problem IS 'SQLSTATE';
COMMENT ON COLUMN sss.problems.first_seen IS 'When a statement met the problem first';
COMMENT ON COLUMN sss.problems.last_seen IS 'When a statement met the problem last';
COMMENT ON COLUMN sss.problems.count IS 'How many statements met the problem';

CREATE FUNCTION sss.compact(older_than interval DEFAULT '30 days') RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $compact$
	WITH line AS (
		SELECT l.ctid AS place, l.attachment, l.rule, sss_internal.key_identity(l.key_columns, l.key) AS same_key,
			   l.key_columns::text AS same_columns, l.categories, l.basis, l.provider, l.stay,
			   l.service, l.requirement, l.verdict, l.provision, l.problem, l.logged_at,
			   l.resolves, t.relid_now, t.relation_now, (t.relid_now, t.relation_now) <> (l.relid, l.relation) AS renamed,
			   l.problem IS NULL AND l.verdict NOT IN ('violation', 'unsettled') AS resolved
		  FROM sss.violation_log AS l
		  JOIN sss_internal.logged_tables AS t USING (relid, relation, attachment)
		 WHERE l.logged_at < transaction_timestamp() - older_than
	), counted AS (
		SELECT *,
			   count(*) OVER (PARTITION BY same_key, same_columns, relation_now, rule, attachment, categories, basis, provider,
							  stay, service, requirement, verdict, provision, problem) AS alike,
			   max(logged_at) FILTER (WHERE NOT resolved) OVER finding AS last_seen
		  FROM line
		WINDOW finding AS (PARTITION BY same_key, same_columns, relation_now, rule, attachment)
	), marked AS (
		-- Of the lines that say that a case is resolved, only the first one after it was found last counts.
		SELECT *, resolved AND logged_at IS DISTINCT FROM
			   min(logged_at) FILTER (WHERE resolved AND logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS idle
		  FROM counted
		WINDOW finding AS (PARTITION BY same_key, same_columns, relation_now, rule, attachment)
	), gone AS (
		DELETE FROM sss.violation_log AS l
		 USING marked AS j
		 WHERE l.ctid = j.place AND (j.idle OR j.renamed OR (j.alike > 1 AND NOT j.resolved))
		RETURNING l.*, j.same_key, j.same_columns, j.relid_now, j.relation_now, j.resolved, j.idle
	), folded AS (
		INSERT INTO sss.violation_log (logged_at, relid, relation, attachment, rule, key, categories, basis,
				provider, stay, service, on_date, circumstances, requirement, verdict, provision, problem, first_at, count, resolves, key_columns)
			SELECT max(logged_at), coalesce(relid_now, max(relid)), relation_now, attachment, rule,
				   (array_agg(key::text ORDER BY logged_at DESC, key))[1]::text[],
				   categories, basis, provider, stay, service,
				   (array_agg(on_date ORDER BY logged_at DESC, on_date))[1],
				   (array_agg(circumstances::text ORDER BY logged_at DESC, on_date, circumstances))[1]::text[],
				   requirement, verdict, provision, problem,
				   CASE WHEN NOT resolved THEN min(coalesce(first_at, logged_at)) END,
				   CASE WHEN NOT resolved THEN sum(coalesce(count, 1)) END,
				   resolves, (array_agg(key_columns::text))[1]::sss_internal.key_columns
			  FROM gone
			 WHERE NOT idle
			 GROUP BY same_key, same_columns, relid_now, relation_now, rule, attachment, categories, basis, provider, stay,
				   service, requirement, verdict, provision, problem, resolved, resolves
	)
	SELECT count(*) FROM gone
$compact$;
COMMENT ON FUNCTION sss.compact(interval) IS
'Fold the lines of sss.violation_log that are older than that: lines of the same case and finding become one line with a count and the present name and OID of the table. Returns how many lines were replaced or dropped; sss.violations and sss.problems do not change';
