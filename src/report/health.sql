--
-- Monitoring.
--
CREATE FUNCTION sss_internal.library_version() RETURNS text
AS 'MODULE_PATHNAME', 'sss_library_version' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.library_version() IS
'Version of the loaded library. It differs from the version of the extension if only one of the two was updated';

-- Runs with its owner's rights: a monitoring role sees counts, and needs no right on the tables that are counted.
CREATE FUNCTION sss.health(
	OUT status text, OUT message text, OUT version text, OUT library_version text,
	OUT enforcing bigint, OUT logging bigint, OUT not_working bigint, OUT in_triggers bigint, OUT in_constraints bigint,
	OUT problems bigint, OUT unguarded_tables bigint, OUT violations_last_day bigint, OUT overrides_today bigint, OUT overridden_for text[],
	OUT waivers_expiring bigint, OUT log_bytes bigint, OUT last_audit timestamptz, OUT unfolded_lines bigint)
RETURNS record STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $health$
	WITH seen AS (
		SELECT (SELECT extversion FROM pg_extension WHERE extname = 'special_social_services') AS version,
			   sss_internal.library_version() AS library_version,
			   a.*,
			   v.*,
			   (SELECT count(*) FROM sss.violation_log
				 WHERE logged_at > now() - interval '1 day' AND verdict IN ('violation', 'unsettled')) AS violations_last_day,
			   (SELECT count(*) FROM sss.journal WHERE action = 'override' AND sss_internal.day(at) >= sss.today()) AS overrides_today,
			   ARRAY(SELECT sss_internal.role_settings('sss.demote', 'true')) AS overridden_for,
			   (SELECT count(*) FROM sss.waivers
				 WHERE withdrawn_at IS NULL AND upper(valid) BETWEEN sss.today() + 1 AND sss.today() + 31) AS waivers_expiring,
			   (SELECT sum(pg_total_relation_size(t)) FROM unnest('{sss_internal.violation_tail,sss_internal.violation_history,sss_internal.violation_state}'::regclass[]) AS t) AS log_bytes,
			   (SELECT max(at) FROM sss.audit_runs WHERE at <= statement_timestamp()) AS last_audit,
			   t.*
		  FROM (SELECT count(*) FILTER (WHERE mode = 'enforce' AND working) AS enforcing,
					   count(*) FILTER (WHERE mode = 'log' AND working) AS logging,
					   count(*) FILTER (WHERE NOT working) AS not_working,
					   count(*) FILTER (WHERE enforced_by = 'trigger') AS in_triggers,
					   count(*) FILTER (WHERE enforced_by = 'constraint') AS in_constraints
				  FROM sss.attachments
				 CROSS JOIN LATERAL (SELECT problem IS NULL AND effective_mode <> 'disabled' AND mode <> 'mixed') AS w (working)) AS a,
			   (SELECT count(*) FILTER (WHERE NOT open) AS problems, count(DISTINCT relation) FILTER (WHERE open) AS unguarded_tables
				  FROM sss.verify()
				 CROSS JOIN LATERAL (SELECT relation IS NOT NULL AND attachment IS NULL) AS o (open)) AS v,
			   (SELECT count(*) AS unfolded_lines, min(logged_at) AS unfolded_since FROM sss_internal.violation_tail) AS t
	)
	SELECT CASE WHEN problems > 0 THEN 'critical'
				WHEN version <> library_version OR unguarded_tables > 0 OR overrides_today > 0 OR overridden_for <> '{}'
					 OR waivers_expiring > 0 OR unfolded_lines > 50000 OR unfolded_since < now() - interval '2 days' THEN 'warning'
				ELSE 'ok' END,
		   concat_ws('; ',
					 (SELECT string_agg(format('rules of %s are suspended since %s UTC, by %s: %s', array_to_string(s.relations, ', '),
											   to_char(s.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), s.who, s.reason), '; ' ORDER BY s.id)
						FROM sss_internal.open_suspensions() AS s),
					 CASE WHEN problems > 0 THEN format('problems found by sss.verify(): %s', problems) END,
					 CASE WHEN unguarded_tables > 0
						  THEN format('tables that a facts view reads and that are not attached: %s, see sss.verify()', unguarded_tables) END,
					 CASE WHEN version <> library_version
						  THEN format('extension has version %s, its library has version %s', version, library_version) END,
					 CASE WHEN overrides_today > 0 THEN format('transactions in which sss.demote = on let violations pass today: %s', overrides_today) END,
					 CASE WHEN overridden_for <> '{}' THEN format('sss.demote is on for %s', array_to_string(overridden_for, ', ')) END,
					 CASE WHEN waivers_expiring > 0 THEN format('waivers that expire within 30 days: %s', waivers_expiring) END,
					 CASE WHEN unfolded_lines > 50000 OR unfolded_since < now() - interval '2 days'
						  THEN format('lines of the log that are not folded, so that sss.violations is slow: %s, run SELECT sss.maintain()', unfolded_lines) END,
					 format('attachments: %s enforce, %s log', enforcing, logging)),
		   version, library_version, enforcing, logging, not_working, in_triggers, in_constraints, problems,
		   unguarded_tables, violations_last_day, overrides_today, overridden_for, waivers_expiring, log_bytes, last_audit, unfolded_lines
	  FROM seen
$health$;
COMMENT ON FUNCTION sss.health() IS
'One row for monitoring: status is critical if sss.verify() finds enforcement lost or weakened, warning or ok, and message says why. Reads the whole log';

