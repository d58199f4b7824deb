--
-- Upkeep of the log.
--
-- Nobody will find or resolve the cases of an attachment that is gone, or that names
-- its cases by other columns now: they are closed, with the reason.  If the rule is
-- attached again and a case found again, the case is open again.
--

-- An index says which sources have open cases.  The planner would rather read the state until it meets one, which may be late.
CREATE FUNCTION sss_internal.close_violations() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET enable_seqscan = off SET jit = off AS $close$
DECLARE
	ended record;
	closed bigint := 0;
	lines bigint;
BEGIN
	FOR ended IN
		WITH logged AS (
			SELECT o.source, o.relid, o.relation, o.attachment, o.rule, sss_internal.column_names(o.key_columns) AS key_columns
			  FROM sss_internal.violation_sources AS o
			 WHERE o.origin = sss_internal.origin()
			   AND (EXISTS (SELECT FROM sss_internal.violation_state AS s
							 WHERE s.origin = o.origin AND s.source = o.source AND s.resolved IS NULL AND s.last_seen IS NOT NULL)
					OR o.source IN (SELECT u.source FROM sss_internal.unfolded AS u))
			UNION
			-- Those that are not numbered yet
			SELECT u.source, u.relid, u.relation, u.attachment, u.rule, sss_internal.column_names(u.key_columns)
			  FROM (SELECT DISTINCT ON (u.source) * FROM sss_internal.unfolded AS u WHERE u.source < 0 ORDER BY u.source) AS u
		), bound AS (
			SELECT l.*, p.relid AS present,
				   NOT EXISTS (
					SELECT
					  FROM (SELECT oid, tgname::text FROM pg_trigger WHERE tgrelid = p.relid
							UNION ALL
							-- A facts view has the triggers of its tables, which depend on it.
							SELECT t.oid, sss_internal.name_without_number(t.tgname::text)
							  FROM pg_depend AS d JOIN pg_trigger AS t ON t.oid = d.objid
							 WHERE d.classid = 'pg_trigger'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = p.relid
							   AND t.tgrelid <> p.relid) AS x (oid, name)
					  JOIN pg_trigger AS t USING (oid)
					 WHERE x.name = l.attachment AND t.tgfoid = 'sss.enforce()'::regprocedure
					   AND split_part(encode(t.tgargs, 'escape'), chr(92) || '000', 1) = l.rule) AS detached
			  FROM logged AS l
			 CROSS JOIN LATERAL (SELECT sss_internal.present_relation(l.relid, l.relation, l.attachment) AS relid) AS p
		), unjournalled AS (
			-- A trigger that a restore did not make yet, or that somebody dropped, was not detached: sss.verify() names it.
			-- The journal has a facts view's attachment by its tables.
			SELECT b.source
			  FROM bound AS b
			 CROSS JOIN LATERAL (
					SELECT DISTINCT ON (meant.relid, j.attachment) meant.relid, j.attachment, j.action, j.definition
					  FROM sss.journal AS j
					 CROSS JOIN LATERAL (SELECT sss_internal.journalled(j.relid, j.relation, j.written_at = j.at) AS relid) AS meant
					 WHERE b.attachment IN (j.attachment, sss_internal.name_without_number(j.attachment)) AND j.rule = b.rule
					   AND j.action IN ('attach', 'detach', 'set_mode')
					 ORDER BY meant.relid, j.attachment, j.at DESC) AS last
			 WHERE b.detached AND last.action <> 'detach'
			   AND (last.relid = b.present AND last.attachment = b.attachment
					OR strpos(last.definition, ', lookup => ' || quote_literal(sss_internal.relation_name(b.present)) || ', ') > 0)
		)
		SELECT DISTINCT ON (source) source, coalesce(present, relid) AS relid, sss_internal.present_name(relid, relation, attachment) AS relation,
			   CASE WHEN present IS NULL THEN 'dropped' WHEN detached THEN 'detached' ELSE 'other key' END AS reason
		  FROM bound
		 -- A suspended rule comes back.
		 WHERE NOT sss_internal.is_suspended(relation, attachment)
		   AND (detached AND source NOT IN (SELECT u.source FROM unjournalled AS u)
			-- NULL: there is no key, or the set-up is wrong, which may be mended.
			OR key_columns IS DISTINCT FROM coalesce(sss_internal.column_names(sss_internal.case_key(present, attachment)), key_columns))
	LOOP
		INSERT INTO sss_internal.violation_tail (logged_at, relid, relation, attachment, rule, key, verdict, resolves, key_columns, reason)
			SELECT clock_timestamp(), ended.relid, ended.relation, c.attachment, c.rule, c.key, 'unknown', c.last_seen, c.key_columns, ended.reason
			  FROM sss_internal.cases AS c
			 WHERE c.source = ended.source AND c.resolved IS NULL;
		GET DIAGNOSTICS lines = ROW_COUNT;
		closed := closed + lines;
	END LOOP;
	RETURN closed;
END
$close$;
COMMENT ON FUNCTION sss_internal.close_violations() IS
'For sss.compact() and sss.run_audit(): write a line into the log for each open case whose attachment is gone, or names its cases by other columns now. Returns the number of lines';

CREATE FUNCTION sss.compact() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $compact$
DECLARE
	folded bigint := sss_internal.fold();
BEGIN
	IF sss_internal.close_violations() > 0 THEN
		folded := folded + sss_internal.fold();
	END IF;
	RETURN folded;
END
$compact$;
COMMENT ON FUNCTION sss.compact() IS
'Fold the lines that were logged since the last call, so that sss.violations finds cases quickly, and close the cases whose attachment is gone. No writer waits for it; a second call waits for the first. Returns the number of lines';

-- The caller of sss.run_audit() need not have a right on the log.
CREATE FUNCTION sss_internal.tidy() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $tidy$
BEGIN
	-- The audit reads the tail once for each attachment.  A short one is not worth the lock, which is held until the audit commits.
	-- A line takes more than 100 bytes, so that a small file need not be read.
	IF pg_relation_size('sss_internal.violation_tail') > 500000
	   AND (SELECT count(*) FROM (SELECT FROM sss_internal.violation_tail LIMIT 5001) AS t) > 5000 THEN
		BEGIN
			LOCK TABLE sss_internal.violation_sources IN SHARE ROW EXCLUSIVE MODE NOWAIT;
			PERFORM sss_internal.fold();
		EXCEPTION WHEN lock_not_available OR transaction_rollback THEN
			-- Somebody else folds, or did it since this transaction began.
			NULL;
		END;
	END IF;
	PERFORM sss_internal.close_violations();
END
$tidy$;
COMMENT ON FUNCTION sss_internal.tidy() IS
'For sss.run_audit(): fold a long tail of the log, and close the cases whose attachment is gone';

CREATE FUNCTION sss_internal.before_audit(by text[], tidy boolean) RETURNS void
AS 'MODULE_PATHNAME', 'sss_before_audit' LANGUAGE C;
COMMENT ON FUNCTION sss_internal.before_audit(text[], boolean) IS
'For sss.run_audit(): check the dimensions, and with tidy call sss_internal.tidy() with the rights of the log''s owner, provided that the caller may store runs. 25006: read-only transaction, or standby. 22023: more than three columns, or one twice or without a name';

CREATE FUNCTION sss.drop_history(older_than interval) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_drop_history' LANGUAGE C;
COMMENT ON FUNCTION sss.drop_history(interval) IS
'Remove folded lines of the log that are older than that, and write it into the journal. sss.violations keeps what they said of each case. Returns the number of lines. 22004: NULL. 22023: the term is negative';
