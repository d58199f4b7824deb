--
-- What people see of the log.
--
-- A table goes by its name, which a restore keeps, and another table may take
-- over, as in sss.verify().  Where no table bears that name any more, it goes by
-- its OID, provided that it still has the attachment: after a restore another
-- table may have the OID.
CREATE VIEW sss.logged_tables AS
	SELECT l.relid, l.relation, l.attachment,
		   coalesce(named.oid, numbered.oid) AS relid_now,
		   coalesce(named.name, numbered.name, l.relation) AS relation_now
	  FROM (SELECT DISTINCT relid, relation, attachment FROM sss.violation_log) AS l
	  LEFT JOIN (
			SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) COLLATE pg_catalog."default" AS name
			  FROM pg_catalog.pg_class AS c
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f')) AS named ON named.name = l.relation
	  LEFT JOIN (
			SELECT c.oid, t.tgname, pg_catalog.format('%I.%I', n.nspname, c.relname) COLLATE pg_catalog."default" AS name
			  FROM pg_catalog.pg_class AS c
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
			 WHERE t.tgfoid = 'sss.enforce()'::pg_catalog.regprocedure) AS numbered
		ON named.oid IS NULL AND numbered.oid = l.relid AND numbered.tgname = l.attachment
	OFFSET 0;					-- found out once for each table, not for each line
COMMENT ON VIEW sss.logged_tables IS
'Which table a line of sss.violation_log is about: by its name then, or else by its OID if the table has the attachment still';
COMMENT ON COLUMN sss.logged_tables.relid IS 'OID as written';
COMMENT ON COLUMN sss.logged_tables.relation IS 'Qualified name as written';
COMMENT ON COLUMN sss.logged_tables.attachment IS 'Attachment as written';
COMMENT ON COLUMN sss.logged_tables.relid_now IS 'OID of the table; NULL: there is none any more';
COMMENT ON COLUMN sss.logged_tables.relation_now IS 'Its qualified name now; as written where there is none any more';

-- One sort serves every window: the key, which differs most, leads.
CREATE VIEW sss.findings AS
	SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
		   circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved
	  FROM (
			SELECT d.*, pg_catalog.min(logged_at) FILTER (WHERE logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS resolved
			  FROM (
					SELECT t.relation_now AS relation, l.attachment, l.rule, l.key, l.categories, l.basis,
						   l.provider, l.stay, l.service, l.on_date, l.circumstances, l.requirement, l.verdict, l.provision,
						   l.logged_at, l.resolves, w.wanting,
						   pg_catalog.min(coalesce(l.first_at, l.logged_at)) FILTER (WHERE w.wanting) OVER finding AS first_seen,
						   pg_catalog.max(l.logged_at) FILTER (WHERE w.wanting) OVER finding AS last_seen,
						   (pg_catalog.sum(coalesce(l.count, 1)) FILTER (WHERE w.wanting) OVER finding)::bigint AS count,
						   pg_catalog.row_number() OVER (finding ORDER BY w.wanting DESC, l.logged_at DESC,
								l.requirement, l.verdict, l.provision, l.categories, l.basis, l.provider,
								l.stay, l.service, l.on_date, l.circumstances) AS place
					  FROM sss.violation_log AS l
					  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
					 CROSS JOIN LATERAL (SELECT l.verdict IN ('violation', 'unsettled') AS wanting) AS w
					 WHERE l.problem IS NULL
					WINDOW finding AS (PARTITION BY l.key, t.relation_now, l.rule, l.attachment)) AS d
			WINDOW finding AS (PARTITION BY key, relation, rule, attachment)) AS f
	 WHERE place = 1 AND wanting;
COMMENT ON VIEW sss.findings IS
'sss.violation_log by relation, attachment, rule and key: what was found last, how often, and whether it was mended';

CREATE VIEW sss.violations AS
	SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
		   circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved
	  FROM (
			SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
				   circumstances, requirement, verdict, provision,
				   pg_catalog.min(first_seen) OVER entity AS first_seen,
				   last_seen,
				   (pg_catalog.sum(count) OVER entity)::bigint AS count,
				   CASE WHEN pg_catalog.bool_and(resolved IS NOT NULL) OVER entity
						THEN pg_catalog.max(resolved) OVER entity END AS resolved,
				   pg_catalog.row_number() OVER (entity ORDER BY last_seen DESC, attachment) AS place
			  FROM sss.findings
			WINDOW entity AS (PARTITION BY key, relation, rule)) AS v
	 WHERE place = 1;
COMMENT ON VIEW sss.violations IS
'What sss.violation_log says, one row for each relation, rule and key, however often it was found';

CREATE VIEW sss.problems AS
	SELECT t.relation_now AS relation, l.attachment, l.problem,
		   pg_catalog.min(coalesce(l.first_at, l.logged_at)) AS first_seen,
		   pg_catalog.max(l.logged_at) AS last_seen,
		   pg_catalog.sum(coalesce(l.count, 1))::bigint AS count
	  FROM sss.violation_log AS l
	  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
	 WHERE l.problem IS NOT NULL
	 GROUP BY t.relation_now, l.attachment, l.problem;
COMMENT ON VIEW sss.problems IS
'Wrong set-up that attachments in mode log met: one row for each relation, attachment and problem';
COMMENT ON COLUMN sss.problems.relation IS 'Qualified name of the table now; as written where there is none any more';
COMMENT ON COLUMN sss.problems.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.problems.problem IS 'SQLSTATE';
COMMENT ON COLUMN sss.problems.first_seen IS 'When a statement met it first';
COMMENT ON COLUMN sss.problems.last_seen IS 'When a statement met it last';
COMMENT ON COLUMN sss.problems.count IS 'How many statements met it';

DO $comments$
DECLARE
	v text;
	c record;
BEGIN
	FOREACH v IN ARRAY ARRAY['findings', 'violations'] LOOP
		FOR c IN
			SELECT *
			  FROM (VALUES
				('relation', 'Qualified name of the table now; as written where there is none any more'),
				('attachment', 'Name of the attachment that found it last'),
				('rule', 'Rule'),
				('key', 'Values of the key''s columns as text, as in the log; NULL: the table has no key, and all its rows are one'),
				('categories', 'Categories that were known, when it was found last, as in the columns that follow'),
				('basis', 'Basis of the placement; NULL where unknown'),
				('provider', 'Provider; NULL where unknown'),
				('stay', 'Mode of stay; NULL where unknown or not bound'),
				('service', 'Service; NULL where unknown or not of the rule'),
				('on_date', 'Day as of which it was judged'),
				('circumstances', 'Other facts that were known, as role=value, as in the log'),
				('requirement', 'Requirement that decided, named after its role'),
				('verdict', 'violation or unsettled'),
				('provision', 'Provision that decided'),
				('first_seen', 'When it was found first'),
				('last_seen', 'When it was found last'),
				('count', 'How often it was found'),
				('resolved', 'When an update or an audit first saw it in order again, or no longer governed or not there; NULL: since it was found last, none did')
			  ) AS m (name, meaning)
		LOOP
			EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', v, c.name, c.meaning);
		END LOOP;
	END LOOP;
END
$comments$;

CREATE FUNCTION sss.compact(older_than interval DEFAULT '30 days') RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $compact$
	WITH line AS (
		SELECT l.ctid AS place, l.attachment, l.rule, l.key, l.categories, l.basis, l.provider, l.stay,
			   l.service, l.requirement, l.verdict, l.provision, l.problem, l.logged_at,
			   l.resolves, t.relid_now, t.relation_now, (t.relid_now, t.relation_now) <> (l.relid, l.relation) AS renamed,
			   l.problem IS NULL AND l.verdict NOT IN ('violation', 'unsettled') AS mended
		  FROM sss.violation_log AS l
		  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
		 WHERE l.logged_at < transaction_timestamp() - older_than
	), weighed AS (
		SELECT *,
			   count(*) OVER (PARTITION BY key, relation_now, rule, attachment, categories, basis, provider,
							  stay, service, requirement, verdict, provision, problem) AS alike,
			   max(logged_at) FILTER (WHERE NOT mended) OVER finding AS last_seen
		  FROM line
		WINDOW finding AS (PARTITION BY key, relation_now, rule, attachment)
	), judged AS (
		-- of what was mended, only the first line since it was found counts
		SELECT *, mended AND logged_at IS DISTINCT FROM
			   min(logged_at) FILTER (WHERE mended AND logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS idle
		  FROM weighed
		WINDOW finding AS (PARTITION BY key, relation_now, rule, attachment)
	), gone AS (
		DELETE FROM sss.violation_log AS l
		 USING judged AS j
		 WHERE l.ctid = j.place AND (j.idle OR j.renamed OR (j.alike > 1 AND NOT j.mended))
		RETURNING l.*, j.relid_now, j.relation_now, j.mended, j.idle
	), folded AS (
		INSERT INTO sss.violation_log (logged_at, relid, relation, attachment, rule, key, categories, basis,
				provider, stay, service, on_date, circumstances, requirement, verdict, provision, problem, first_at, count, resolves)
			SELECT max(logged_at), coalesce(relid_now, max(relid)), relation_now, attachment, rule, key,
				   categories, basis, provider, stay, service,
				   (array_agg(on_date ORDER BY logged_at DESC, on_date))[1],
				   (array_agg(circumstances::text ORDER BY logged_at DESC, on_date, circumstances))[1]::text[],
				   requirement, verdict, provision, problem,
				   CASE WHEN NOT mended THEN min(coalesce(first_at, logged_at)) END,
				   CASE WHEN NOT mended THEN sum(coalesce(count, 1)) END,
				   resolves
			  FROM gone
			 WHERE NOT idle
			 GROUP BY key, relid_now, relation_now, rule, attachment, categories, basis, provider, stay,
				   service, requirement, verdict, provision, problem, mended, resolves
	)
	SELECT count(*) FROM gone
$compact$;
COMMENT ON FUNCTION sss.compact(interval) IS
'Fold what sss.violation_log has of the same case and finding, last found longer ago than that, into one line with the first and last time and a count, give it the present name and OID of its table, and drop what does not count of lines on what was mended; returns how many lines were replaced or dropped. sss.violations and sss.problems stay as they are; no lock stops a writer';

-- Whoever may read the log; a role that may fold it is not for that one that may change it
REVOKE ALL ON sss.logged_tables, sss.findings, sss.violations, sss.problems FROM PUBLIC;
GRANT SELECT ON sss.logged_tables, sss.findings, sss.violations, sss.problems TO @extowner@ WITH GRANT OPTION;
REVOKE ALL ON FUNCTION sss.compact(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sss.compact(interval) TO @extowner@ WITH GRANT OPTION;

