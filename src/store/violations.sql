--
-- The log as people read it: the state joined with the tail.
--
CREATE FUNCTION sss_internal.present_name(relid oid, relation text, attachment text) RETURNS text
AS 'MODULE_PATHNAME', 'sss_present_name' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.present_name(oid, text, text) IS
'Qualified name now of the table or facts view that a line of the log means: the one that has the logged name, else the one that has the logged OID and the attachment; the logged name if it is gone';

CREATE FUNCTION sss_internal.present_relation(relid oid, relation text, attachment text) RETURNS oid
AS 'MODULE_PATHNAME', 'sss_present_relation' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.present_relation(oid, text, text) IS
'OID of the relation that sss_internal.present_name() names; NULL: it is gone';

CREATE FUNCTION sss_internal.source_of(origin bigint, relid oid, relation text, attachment text, rule text, key_columns sss_internal.key_columns)
RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_source_of' LANGUAGE C STABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sss_internal.source_of(bigint, oid, text, text, text, sss_internal.key_columns) IS
'Number of the source in sss_internal.violation_sources that such a line of the log is of; a negative number, the same in every call, if the source has none yet';

CREATE FUNCTION sss_internal.count_of(total numeric) RETURNS bigint
IMMUTABLE PARALLEL SAFE LANGUAGE sql
AS $$ SELECT CASE WHEN total OPERATOR(pg_catalog.>) 9223372036854775807 THEN 9223372036854775807 ELSE total::pg_catalog.int8 END $$;
COMMENT ON FUNCTION sss_internal.count_of(numeric) IS
'A sum of counts as the state holds it: a restored or inserted row may claim any count, and must not stop sss.compact()';

-- Lines that are not folded, and rows of another database's state, in the form of rows of the state.
CREATE VIEW sss_internal.unfolded AS
	SELECT sss_internal.source_of(sss_internal.origin(), t.relid, t.relation, t.attachment, t.rule, t.key_columns) AS source,
		   sss_internal.same_key(t.key_columns, t.key) AS same_key, t.relid, t.relation, t.attachment, t.rule, t.key_columns, t.key,
		   t.categories, t.basis, t.provider, t.stay, t.service, t.on_date, t.circumstances, t.requirement, t.verdict, t.provision,
		   CASE WHEN t.verdict IN ('violation', 'unsettled') THEN t.logged_at END AS first_seen,
		   CASE WHEN t.verdict IN ('violation', 'unsettled') THEN t.logged_at END AS last_seen,
		   CASE WHEN t.verdict IN ('violation', 'unsettled') THEN 1 END::bigint AS count,
		   CASE WHEN t.verdict NOT IN ('violation', 'unsettled')
				THEN ARRAY[ROW(t.logged_at, coalesce(t.resolves, 'infinity'), t.reason)::sss_internal.resolution] END AS resolutions
	  FROM sss_internal.violation_tail AS t
	 WHERE t.problem IS NULL AND t.verdict IS NOT NULL AND t.rule IS NOT NULL
	UNION ALL
	SELECT sss_internal.source_of(sss_internal.origin(), o.relid, o.relation, o.attachment, o.rule, o.key_columns),
		   sss_internal.same_key(o.key_columns, s.key), o.relid, o.relation, o.attachment, o.rule, o.key_columns, s.key,
		   s.categories, s.basis, s.provider, s.stay, s.service, s.on_date, s.circumstances, s.requirement, s.verdict, s.provision,
		   s.first_seen, s.last_seen, s.count, s.resolutions
	  FROM sss_internal.violation_state AS s
	  JOIN sss_internal.violation_sources AS o USING (origin, source)
	 WHERE s.origin <> sss_internal.origin()
	   -- Nearly always there is none.  The order makes the server look into the index, whatever it expects.
	   AND (SELECT r.origin FROM sss_internal.violation_state AS r WHERE r.origin <> sss_internal.origin() ORDER BY r.origin LIMIT 1) IS NOT NULL;
COMMENT ON VIEW sss_internal.unfolded IS
'What sss.compact() has not merged into the state of this database yet: lines of the tail, and rows that were restored';

-- Where texts identify keys, as they nearly always do, a query for one key reads the lines of that key alone.
CREATE VIEW sss_internal.unfolded_cases AS
	SELECT source, same_key, key, (pg_catalog.array_agg(u ORDER BY last_seen DESC NULLS LAST, requirement, verdict, provision, categories, basis, provider, stay, service, on_date, circumstances))[1] AS last,
		   pg_catalog.min(first_seen) AS first_seen, pg_catalog.max(last_seen) AS last_seen, sss_internal.count_of(pg_catalog.sum(count)) AS count,
		   sss_internal.all_resolutions(resolutions) AS resolutions
	  FROM sss_internal.unfolded AS u
	 WHERE sss_internal.is_key_text(key_columns)
	 GROUP BY source, same_key, key
	UNION ALL
	SELECT source, same_key, (pg_catalog.array_agg(key::text ORDER BY last_seen DESC NULLS LAST, requirement, verdict, provision, categories, basis, provider, stay, service, on_date, circumstances))[1]::text[],
		   (pg_catalog.array_agg(u ORDER BY last_seen DESC NULLS LAST, requirement, verdict, provision, categories, basis, provider, stay, service, on_date, circumstances))[1],
		   pg_catalog.min(first_seen), pg_catalog.max(last_seen), sss_internal.count_of(pg_catalog.sum(count)),
		   sss_internal.all_resolutions(resolutions)
	  FROM sss_internal.unfolded AS u
	 WHERE NOT sss_internal.is_key_text(key_columns)
	 GROUP BY source, same_key;

COMMENT ON VIEW sss_internal.unfolded_cases IS
'Cases of sss_internal.unfolded, merged: one row for each source and key, with the line that found the case last';

CREATE VIEW sss_internal.pending AS
	SELECT u.source, u.same_key, s.source IS NOT NULL AS known, (u.last).relid, (u.last).relation, (u.last).attachment, (u.last).rule,
		   (u.last).key_columns, u.key,
		   CASE WHEN m.settled THEN s.categories ELSE (u.last).categories END AS categories,
		   CASE WHEN m.settled THEN s.basis ELSE (u.last).basis END AS basis,
		   CASE WHEN m.settled THEN s.provider ELSE (u.last).provider END AS provider,
		   CASE WHEN m.settled THEN s.stay ELSE (u.last).stay END AS stay,
		   CASE WHEN m.settled THEN s.service ELSE (u.last).service END AS service,
		   CASE WHEN m.settled THEN s.on_date ELSE (u.last).on_date END AS on_date,
		   CASE WHEN m.settled THEN s.circumstances ELSE (u.last).circumstances END AS circumstances,
		   CASE WHEN m.settled THEN s.requirement ELSE (u.last).requirement END AS requirement,
		   CASE WHEN m.settled THEN s.verdict ELSE (u.last).verdict END AS verdict,
		   CASE WHEN m.settled THEN s.provision ELSE (u.last).provision END AS provision,
		   least(s.first_seen, u.first_seen) AS first_seen, m.last_seen, sss_internal.count_of(coalesce(s.count::numeric + u.count, s.count, u.count)) AS count,
		   r.resolutions, first.at AS resolved, first.reason
	  FROM sss_internal.unfolded_cases AS u
	  LEFT JOIN sss_internal.violation_state AS s ON (s.source, s.same_key) = (u.source, u.same_key) AND pg_catalog.int8eq(s.origin, sss_internal.origin())
	 CROSS JOIN LATERAL (
			SELECT greatest(s.last_seen, u.last_seen) AS last_seen, coalesce(s.last_seen > u.last_seen, u.last_seen IS NULL) AS settled) AS m
	 -- Of the resolutions, one before the case was found last says nothing any more.  Most cases have none.
	 CROSS JOIN LATERAL (
			SELECT CASE WHEN coalesce(s.resolutions, u.resolutions) IS NOT NULL
						THEN (SELECT pg_catalog.array_agg(ROW(x.at, x.seen, x.reason)::sss_internal.resolution ORDER BY x.at, x.seen, x.reason)
								FROM pg_catalog.unnest(s.resolutions || u.resolutions) AS x
							   WHERE coalesce(x.at > m.last_seen AND x.seen >= m.last_seen, true)) END AS resolutions
			OFFSET 0) AS r
	 CROSS JOIN LATERAL (
			SELECT CASE WHEN m.last_seen IS NOT NULL THEN (r.resolutions[1]).at END AS at,
				   CASE WHEN m.last_seen IS NOT NULL THEN (r.resolutions[1]).reason END AS reason) AS first
	 -- A query that joins many cases looks through the sorted rows for each, and does not make them anew.
	 ORDER BY m.last_seen;
COMMENT ON VIEW sss_internal.pending IS
'Rows of the state as sss.compact() would make them of what is not folded: one row for each case that is not';

CREATE FUNCTION sss_internal.is_unfolded(source bigint, same_key uuid) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_is_unfolded' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 10;
COMMENT ON FUNCTION sss_internal.is_unfolded(bigint, uuid) IS
'Has sss_internal.unfolded rows of that case? Says so to whoever asks, as sss.violations does for its readers';

-- A case that is not folded has its row in pending, and not the one that the state has.
-- The planner would expect few rows of any one origin, as long as nobody has analyzed the tables: of a function it expects nothing.
CREATE VIEW sss_internal.cases AS
	SELECT c.source, coalesce(o.relid, c.relid) AS relid, coalesce(o.relation, c.relation) AS relation, coalesce(o.attachment, c.attachment) AS attachment,
		   coalesce(o.rule, c.rule) AS rule, coalesce(o.key_columns, c.key_columns) AS key_columns, c.key,
		   c.categories, c.basis, c.provider, c.stay, c.service, c.on_date, c.circumstances, c.requirement, c.verdict, c.provision,
		   c.first_seen, c.last_seen, c.count, c.resolved, c.reason
	  FROM (
			SELECT true AS settled, origin, source, same_key, NULL::oid AS relid, NULL AS relation, NULL AS attachment, NULL AS rule,
				   NULL::sss_internal.key_columns AS key_columns, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved, reason
			  FROM sss_internal.violation_state
			UNION ALL
			SELECT false, sss_internal.origin(), source, same_key, relid, relation, attachment, rule,
				   key_columns, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved, reason
			  FROM sss_internal.pending) AS c
	  LEFT JOIN sss_internal.violation_sources AS o ON o.source = c.source AND pg_catalog.int8eq(o.origin, sss_internal.origin())
	 WHERE c.last_seen IS NOT NULL AND pg_catalog.int8eq(c.origin, sss_internal.origin())
	   AND NOT (c.settled AND sss_internal.is_unfolded(c.source, c.same_key));
COMMENT ON VIEW sss_internal.cases IS
'sss.violations with what names the source: one row for each case that was found';

CREATE VIEW sss.violations AS
	SELECT sss_internal.present_name(relid, relation, attachment) AS relation, attachment, rule, key, sss_internal.column_names(key_columns) AS key_columns,
		   categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision,
		   first_seen, last_seen, count, resolved, reason
	  FROM sss_internal.cases;
COMMENT ON VIEW sss.violations IS
'Violations and unsettled cases in the log, one row for each attachment and case, however often it was found. A case is found quickly by its key, if sss.maintain() runs regularly';
COMMENT ON COLUMN sss.violations.relation IS 'Qualified name now of the table, or of the facts view that yields the case; the logged name if it no longer exists';
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
COMMENT ON COLUMN sss.violations.resolved IS 'When an update or an audit first saw the case compliant, not governed or gone after it was found last, or sss.compact() closed it, see reason; NULL: it is open';
COMMENT ON COLUMN sss.violations.reason IS 'Why the case was closed though nobody saw it in order: dropped (the relation is gone), detached (the attachment is), other key (other columns name the cases of the attachment now). NULL: it is open, or was seen in order';

CREATE VIEW sss.problems AS
	SELECT sss_internal.present_name(p.relid, p.relation, p.attachment) AS relation, p.attachment, p.problem,
		   pg_catalog.min(p.first_seen) AS first_seen, pg_catalog.max(p.last_seen) AS last_seen, sss_internal.count_of(pg_catalog.sum(p.count)) AS count
	  FROM (
			SELECT relid, relation, attachment, problem, first_seen, last_seen, count FROM sss_internal.problem_state
			UNION ALL
			SELECT relid, relation, attachment, problem, logged_at, logged_at, 1 FROM sss_internal.violation_tail WHERE problem IS NOT NULL) AS p
	 GROUP BY 1, 2, 3;
COMMENT ON VIEW sss.problems IS
'Wrong set-up that attachments in mode log met: one row for each relation, attachment and problem';
COMMENT ON COLUMN sss.problems.relation IS 'Qualified name of the table now; the logged name if the table no longer exists';
COMMENT ON COLUMN sss.problems.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.problems.problem IS 'SQLSTATE';
COMMENT ON COLUMN sss.problems.first_seen IS 'When a statement met the problem first';
COMMENT ON COLUMN sss.problems.last_seen IS 'When a statement met the problem last';
COMMENT ON COLUMN sss.problems.count IS 'How many statements met the problem';


-- One caller at a time.  Writers go on: what they commit meanwhile is folded by the next call, in whatever order.
CREATE FUNCTION sss_internal.fold() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $fold$
DECLARE
	mine CONSTANT bigint := sss_internal.origin();
	folded bigint := 0;
BEGIN
	IF EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = 'sss_internal.violation_tail'::regclass) THEN
		RAISE NOTICE 'a subscription writes the log: its publisher folds the lines';
		RETURN 0;
	END IF;
	LOCK TABLE sss_internal.violation_sources IN SHARE ROW EXCLUSIVE MODE;

	-- A table that was renamed or restored, before another one takes its name or number.
	UPDATE sss_internal.violation_sources AS o
	   SET relid = present.relid, relation = present.name
	  FROM (SELECT p.source, sss_internal.present_relation(p.relid, p.relation, p.attachment) AS relid,
				   sss_internal.present_name(p.relid, p.relation, p.attachment) AS name
			  FROM sss_internal.violation_sources AS p
			 WHERE p.origin = mine) AS present
	 WHERE o.origin = mine AND o.source = present.source AND (present.relid, present.name) <> (o.relid, o.relation);

	-- Of sources that have become one, and of one whose keys are compared in another way now, merge the cases anew, as restored ones.
	WITH stale AS (
		SELECT o.source
		  FROM sss_internal.violation_sources AS o
		 WHERE o.origin = mine
		   AND (EXISTS (
				SELECT FROM sss_internal.violation_sources AS other
				 WHERE other.origin = mine AND other.source < o.source
				   AND (other.relation, other.attachment, other.rule) = (o.relation, o.attachment, o.rule)
				   AND (other.key_columns = o.key_columns OR coalesce(other.key_columns, o.key_columns) IS NULL))
				OR EXISTS (
				SELECT FROM (SELECT s.key, s.same_key
							   FROM sss_internal.violation_state AS s
							  WHERE s.origin = mine AND s.source = o.source LIMIT 10) AS s
				 WHERE sss_internal.same_key(o.key_columns, s.key) <> s.same_key))
	), cases AS (
		UPDATE sss_internal.violation_state AS s SET origin = 0 FROM stale WHERE s.origin = mine AND s.source = stale.source
	)
	UPDATE sss_internal.violation_sources AS o SET origin = 0 FROM stale WHERE o.origin = mine AND o.source = stale.source;

	IF NOT EXISTS (SELECT FROM sss_internal.violation_tail)
	   AND NOT EXISTS (SELECT FROM sss_internal.violation_state WHERE origin <> sss_internal.origin()) THEN
		RETURN 0;
	END IF;

	-- All in one statement, and so of one snapshot.
	WITH pending AS MATERIALIZED (
		SELECT * FROM sss_internal.pending
	), numbered AS (
		SELECT n.source AS provisional,
			   row_number() OVER (ORDER BY n.relation, n.attachment, n.rule, n.source) + (SELECT coalesce(max(o.source), 0) FROM sss_internal.violation_sources AS o WHERE o.origin = mine) AS source,
			   n.relid, n.relation, n.attachment, n.rule, n.key_columns
		  FROM (SELECT DISTINCT ON (p.source) * FROM pending AS p WHERE p.source < 0 ORDER BY p.source) AS n
	), sources AS (
		INSERT INTO sss_internal.violation_sources (origin, source, relid, relation, attachment, rule, key_columns)
			SELECT mine, n.source, coalesce(sss_internal.present_relation(n.relid, n.relation, n.attachment), n.relid),
				   sss_internal.present_name(n.relid, n.relation, n.attachment), n.attachment, n.rule, n.key_columns
			  FROM numbered AS n
	), restored AS (
		DELETE FROM sss_internal.violation_state AS s
		 USING sss_internal.violation_sources AS o
		 WHERE s.origin <> sss_internal.origin() AND (o.origin, o.source) = (s.origin, s.source)
	), updated AS (
		UPDATE sss_internal.violation_state AS s
		   SET (key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolutions, resolved, reason) =
			   (p.key, p.categories, p.basis, p.provider, p.stay, p.service, p.on_date, p.circumstances, p.requirement, p.verdict, p.provision, p.first_seen, p.last_seen, p.count, p.resolutions, p.resolved, p.reason)
		  FROM pending AS p
		 WHERE p.known AND (s.source, s.same_key) = (p.source, p.same_key) AND int8eq(s.origin, mine)
	), inserted AS (
		INSERT INTO sss_internal.violation_state (origin, source, same_key, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolutions, resolved, reason)
			SELECT mine, coalesce(n.source, p.source), p.same_key, p.key, p.categories, p.basis, p.provider, p.stay, p.service, p.on_date, p.circumstances, p.requirement, p.verdict, p.provision, p.first_seen, p.last_seen, p.count, p.resolutions, p.resolved, p.reason
			  FROM pending AS p
			  LEFT JOIN numbered AS n ON n.provisional = p.source
			 WHERE NOT p.known
	), line AS (
		DELETE FROM sss_internal.violation_tail RETURNING *
	), history AS (
		INSERT INTO sss_internal.violation_history SELECT * FROM line
	), problem AS (
		SELECT relid, relation, attachment, problem, min(logged_at) AS first_seen, max(logged_at) AS last_seen, count(*) AS count
		  FROM line
		 WHERE problem IS NOT NULL
		 GROUP BY relid, relation, attachment, problem
	), known_problem AS (
		DELETE FROM sss_internal.problem_state AS k
		 USING problem AS p
		 WHERE (k.relid, k.relation, k.attachment, k.problem) = (p.relid, p.relation, p.attachment, p.problem)
		RETURNING k.*
	), problems AS (
		INSERT INTO sss_internal.problem_state
			SELECT relid, relation, attachment, problem, min(first_seen), max(last_seen), sss_internal.count_of(pg_catalog.sum(count))
			  FROM (SELECT * FROM problem UNION ALL SELECT * FROM known_problem) AS p
			 GROUP BY relid, relation, attachment, problem
	)
	SELECT count(*) INTO folded FROM line;

	DELETE FROM sss_internal.violation_sources WHERE origin = 0;
	RETURN folded;
END
$fold$;
COMMENT ON FUNCTION sss_internal.fold() IS
'For sss.compact(): move the lines of the tail to the history, and merge them, and rows of the state that were restored, into the state. Returns the number of lines';

COMMENT ON COLUMN sss_internal.unfolded_cases.last IS 'The row that found the case last';
COMMENT ON COLUMN sss_internal.pending.known IS 'Does the state have a row of the case?';
-- The other columns of what only the extension reads mean what those of the same name mean that people read, or that are stored.
DO $comments$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT a.attrelid::pg_catalog.regclass AS relation, a.attname, known.comment
		  FROM pg_catalog.pg_attribute AS a
		 CROSS JOIN LATERAL (
				SELECT pg_catalog.col_description(k.attrelid, k.attnum) AS comment
				  FROM pg_catalog.unnest('{sss.violation_log,sss.violations,sss_internal.violation_state}'::pg_catalog.regclass[]) WITH ORDINALITY AS t (relid, place)
				  JOIN pg_catalog.pg_attribute AS k ON k.attrelid = t.relid AND k.attname = a.attname
				 ORDER BY t.place LIMIT 1) AS known
		 WHERE a.attrelid IN ('sss_internal.violation_tail'::pg_catalog.regclass, 'sss_internal.violation_history'::pg_catalog.regclass,
							  'sss_internal.unfolded'::pg_catalog.regclass, 'sss_internal.unfolded_cases'::pg_catalog.regclass,
							  'sss_internal.pending'::pg_catalog.regclass, 'sss_internal.cases'::pg_catalog.regclass)
		   AND a.attnum > 0 AND pg_catalog.col_description(a.attrelid, a.attnum) IS NULL
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', r.relation, r.attname, r.comment);
	END LOOP;
END
$comments$;
