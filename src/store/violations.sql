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

CREATE VIEW sss_internal.restored AS
	SELECT s.ctid AS place, sss_internal.source_of(sss_internal.origin(), o.relid, o.relation, o.attachment, o.rule, o.key_columns) AS source,
		   o.relid, o.relation, o.attachment, o.rule, o.key_columns, s.key,
		   s.categories, s.basis, s.provider, s.stay, s.service, s.on_date, s.circumstances, s.requirement, s.verdict, s.provision,
		   s.first_seen, s.last_seen, s.count, s.resolutions
	  FROM sss_internal.violation_state AS s
	  JOIN sss_internal.violation_sources AS o USING (origin, source)
	 WHERE s.origin <> sss_internal.origin()
	   -- Nearly always there is none.  The order makes the server look into the index, whatever it expects.
	   AND (SELECT r.origin FROM sss_internal.violation_state AS r WHERE r.origin <> sss_internal.origin() ORDER BY r.origin LIMIT 1) IS NOT NULL;
COMMENT ON VIEW sss_internal.restored IS
'Rows of another database''s state, which sss.compact() has not merged into that of this database yet';
COMMENT ON COLUMN sss_internal.restored.place IS 'Where the row is stored';

CREATE VIEW sss_internal.unfolded AS
	SELECT sss_internal.source_of(sss_internal.origin(), t.relid, t.relation, t.attachment, t.rule, t.key_columns) AS source,
		   t.relid, t.relation, t.attachment, t.rule, t.key_columns
	  FROM sss_internal.violation_tail AS t
	 WHERE t.problem IS NULL AND t.verdict IS NOT NULL AND t.rule IS NOT NULL
	UNION ALL
	SELECT r.source, r.relid, r.relation, r.attachment, r.rule, r.key_columns
	  FROM sss_internal.restored AS r;
COMMENT ON VIEW sss_internal.unfolded IS
'The sources of what sss.compact() has not merged into the state of this database yet: of lines of the tail, and of rows that were restored';

-- The functions read the tail once in a query.  See unfolded.c about the pass, and why EXECUTE is everybody's.
-- The first of them is called first, as it costs least by far.
CREATE FUNCTION sss_internal.is_shown(kind "char", place tid, source bigint, same_key uuid, key text[], origin bigint, pass uuid) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_is_shown' LANGUAGE C STABLE PARALLEL RESTRICTED COST 20;
COMMENT ON FUNCTION sss_internal.is_shown("char", tid, bigint, uuid, text[], bigint, uuid) IS
'Of a row of the state (kind s): has the case no lines that are not folded? Of a line of the tail (t) and a restored row (r): does it stand for its case, as the one that found it last?';

CREATE FUNCTION sss_internal.merged(kind "char", place tid) RETURNS sss_internal.violation_state
AS 'MODULE_PATHNAME', 'sss_merged' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100;
COMMENT ON FUNCTION sss_internal.merged("char", tid) IS
'Row of the state as sss.compact() would make it of the case that the line stands for. NULL: the line stands for no case. For queries that call sss_internal.is_shown()';

CREATE FUNCTION sss_internal.place_of_case(kind "char", place tid) RETURNS tid
AS 'MODULE_PATHNAME', 'sss_place_of_case' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100;
COMMENT ON FUNCTION sss_internal.place_of_case("char", tid) IS
'Where the state has its row of the case that the line stands for; NULL: it has none';

CREATE FUNCTION sss_internal.is_newest(kind "char", place tid) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_is_newest' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100;
COMMENT ON FUNCTION sss_internal.is_newest("char", tid) IS
'Was the case that the line stands for found after all that the state knows of its source? Then sss_internal.merged() says what the line says, but for count and first_seen';

CREATE FUNCTION sss_internal.last_seen(kind "char", place tid) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'sss_last_seen' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100;
COMMENT ON FUNCTION sss_internal.last_seen("char", tid) IS
'last_seen of sss_internal.merged(), mostly without a look at the state';

CREATE FUNCTION sss_internal.resolved(kind "char", place tid) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'sss_resolved' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100;
COMMENT ON FUNCTION sss_internal.resolved("char", tid) IS
'resolved of sss_internal.merged(), mostly without a look at the state';

CREATE VIEW sss_internal.pending AS
	SELECT (m.row).source, (m.row).same_key, m.place AS state, c.relid, c.relation, c.attachment, c.rule, c.key_columns, (m.row).key,
		   (m.row).categories, (m.row).basis, (m.row).provider, (m.row).stay, (m.row).service, (m.row).on_date, (m.row).circumstances, (m.row).requirement, (m.row).verdict, (m.row).provision,
		   (m.row).first_seen, (m.row).last_seen, (m.row).count, (m.row).resolutions, (m.row).resolved, (m.row).reason
	  FROM (
			SELECT 't'::"char" AS kind, ctid AS place, relid, relation, attachment, rule, key_columns
			  FROM sss_internal.violation_tail
			UNION ALL
			SELECT 'r', place, relid, relation, attachment, rule, key_columns
			  FROM sss_internal.restored) AS c
	 CROSS JOIN LATERAL (SELECT sss_internal.merged(c.kind, c.place) AS row, sss_internal.place_of_case(c.kind, c.place) AS place OFFSET 0) AS m
	 WHERE sss_internal.is_shown(c.kind, c.place, NULL, NULL, NULL, sss_internal.origin(), (SELECT p.pass FROM sss_internal.pass AS p LIMIT 1));
COMMENT ON VIEW sss_internal.pending IS
'Rows of the state as sss.compact() would make them of what is not folded: one row for each case that is not';

-- A case that is not folded is shown by the line that found it last, and not by the row that the state has.
-- Queries look for columns of each table, or for what is known of the line without a look at the state; the rest is found for the rows that are left.
-- The planner would expect few rows of any one origin, as long as nobody has analyzed the tables: of a function it expects nothing.
CREATE VIEW sss_internal.cases AS
	SELECT c.source, coalesce(o.relid, c.relid) AS relid, coalesce(o.relation, c.relation) AS relation, coalesce(o.attachment, c.attachment) AS attachment,
		   coalesce(o.rule, c.rule) AS rule, coalesce(o.key_columns, c.key_columns) AS key_columns, c.key,
		   CASE WHEN c.told THEN c.categories ELSE (sss_internal.merged(c.kind, c.place)).categories END AS categories, CASE WHEN c.told THEN c.basis ELSE (sss_internal.merged(c.kind, c.place)).basis END AS basis, CASE WHEN c.told THEN c.provider ELSE (sss_internal.merged(c.kind, c.place)).provider END AS provider, CASE WHEN c.told THEN c.stay ELSE (sss_internal.merged(c.kind, c.place)).stay END AS stay, CASE WHEN c.told THEN c.service ELSE (sss_internal.merged(c.kind, c.place)).service END AS service, CASE WHEN c.told THEN c.on_date ELSE (sss_internal.merged(c.kind, c.place)).on_date END AS on_date, CASE WHEN c.told THEN c.circumstances ELSE (sss_internal.merged(c.kind, c.place)).circumstances END AS circumstances, CASE WHEN c.told THEN c.requirement ELSE (sss_internal.merged(c.kind, c.place)).requirement END AS requirement, CASE WHEN c.told THEN c.verdict ELSE (sss_internal.merged(c.kind, c.place)).verdict END AS verdict, c.provision,
		   CASE WHEN c.kind = 's' THEN c.first_seen ELSE (sss_internal.merged(c.kind, c.place)).first_seen END AS first_seen, c.last_seen,
		   CASE WHEN c.kind = 's' THEN c.count ELSE (sss_internal.merged(c.kind, c.place)).count END AS count, c.resolved,
		   CASE WHEN c.kind = 's' THEN c.reason WHEN c.resolved IS NOT NULL THEN (sss_internal.merged(c.kind, c.place)).reason END AS reason
	  FROM (
			SELECT 's'::"char" AS kind, ctid AS place, true AS told, origin, source, source AS folded, same_key, NULL::oid AS relid, NULL AS relation, NULL AS attachment, NULL AS rule,
				   NULL::sss_internal.key_columns AS key_columns, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved, reason
			  FROM sss_internal.violation_state
			UNION ALL
			SELECT 't', ctid, sss_internal.is_newest('t', ctid), sss_internal.origin(),
				   sss_internal.source_of(sss_internal.origin(), relid, relation, attachment, rule, key_columns), NULL, NULL, relid, relation, attachment, rule,
				   key_columns, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict,
				   CASE WHEN sss_internal.is_newest('t', ctid) THEN provision ELSE (sss_internal.merged('t', ctid)).provision END,
				   NULL, sss_internal.last_seen('t', ctid), NULL, sss_internal.resolved('t', ctid), NULL
			  FROM sss_internal.violation_tail
			UNION ALL
			SELECT 'r', place, false, sss_internal.origin(), source, NULL, NULL, relid, relation, attachment, rule,
				   key_columns, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, (sss_internal.merged('r', place)).provision,
				   NULL, sss_internal.last_seen('r', place), NULL, sss_internal.resolved('r', place), NULL
			  FROM sss_internal.restored) AS c
	  LEFT JOIN sss_internal.violation_sources AS o ON o.source = c.source AND pg_catalog.int8eq(o.origin, sss_internal.origin())
	 WHERE sss_internal.is_shown(c.kind, c.place, c.folded, c.same_key, c.key, sss_internal.origin(), (SELECT p.pass FROM sss_internal.pass AS p LIMIT 1))
	   AND c.last_seen IS NOT NULL AND pg_catalog.int8eq(c.origin, sss_internal.origin());
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
-- Each case is updated where it is stored, and not by a join with the whole state, however many there are.
CREATE FUNCTION sss_internal.fold() RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $fold$
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
	), latest AS (
		SELECT p.source, max(greatest(p.last_seen, (SELECT max(r.at) FROM unnest(p.resolutions) AS r))) AS at
		  FROM pending AS p
		 GROUP BY p.source
	), sources AS (
		INSERT INTO sss_internal.violation_sources (origin, source, relid, relation, attachment, rule, key_columns, folded_until)
			SELECT mine, n.source, coalesce(sss_internal.present_relation(n.relid, n.relation, n.attachment), n.relid),
				   sss_internal.present_name(n.relid, n.relation, n.attachment), n.attachment, n.rule, n.key_columns, l.at
			  FROM numbered AS n
			  JOIN latest AS l ON l.source = n.provisional
	), known_sources AS (
		UPDATE sss_internal.violation_sources AS o
		   SET folded_until = greatest(o.folded_until, l.at)
		  FROM latest AS l
		 WHERE o.origin = mine AND o.source = l.source AND o.folded_until IS NOT NULL
	), restored AS (
		DELETE FROM sss_internal.violation_state AS s
		 USING sss_internal.violation_sources AS o
		 WHERE s.origin <> sss_internal.origin() AND (o.origin, o.source) = (s.origin, s.source)
	), updated AS (
		UPDATE sss_internal.violation_state AS s
		   SET (key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolutions, resolved, reason) =
			   (p.key, p.categories, p.basis, p.provider, p.stay, p.service, p.on_date, p.circumstances, p.requirement, p.verdict, p.provision, p.first_seen, p.last_seen, p.count, p.resolutions, p.resolved, p.reason)
		  FROM pending AS p
		 WHERE s.ctid = p.state
	), inserted AS (
		INSERT INTO sss_internal.violation_state (origin, source, same_key, key, categories, basis, provider, stay, service, on_date, circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolutions, resolved, reason)
			SELECT mine, coalesce(n.source, p.source), p.same_key, p.key, p.categories, p.basis, p.provider, p.stay, p.service, p.on_date, p.circumstances, p.requirement, p.verdict, p.provision, p.first_seen, p.last_seen, p.count, p.resolutions, p.resolved, p.reason
			  FROM pending AS p
			  LEFT JOIN numbered AS n ON n.provisional = p.source
			 WHERE p.state IS NULL
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

COMMENT ON COLUMN sss_internal.pending.state IS 'Where the state has its row of the case; NULL: it has none';
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
							  'sss_internal.unfolded'::pg_catalog.regclass, 'sss_internal.restored'::pg_catalog.regclass,
							  'sss_internal.pending'::pg_catalog.regclass, 'sss_internal.cases'::pg_catalog.regclass)
		   AND a.attnum > 0 AND pg_catalog.col_description(a.attrelid, a.attnum) IS NULL
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', r.relation, r.attname, r.comment);
	END LOOP;
END
$comments$;
