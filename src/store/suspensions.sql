--
-- Suspensions: what sss.suspend() took away for a migration, until sss.resume()
-- brings it back.  Everything is kept by name, so that it survives a dump and its
-- restore.  No row is ever removed.
--
CREATE TABLE sss.suspensions (
	id bigint PRIMARY KEY,
	relations text[] NOT NULL,
	reason text NOT NULL,
	kept jsonb NOT NULL,
	failing uuid[],
	suspended_at timestamptz NOT NULL,
	suspended_by text NOT NULL,
	resumed_at timestamptz,
	resumed_by text,
	written_by text,
	written_at timestamptz
);
CREATE TRIGGER sss_stamp BEFORE INSERT ON sss.suspensions FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp('suspended_at');
ALTER TABLE sss.suspensions ENABLE ALWAYS TRIGGER sss_stamp;
COMMENT ON TABLE sss.suspensions IS
'Rules and views that sss.suspend() took away for a migration. sss.suspend() adds a row, sss.resume() marks it as resumed. Rows are never removed';
COMMENT ON CONSTRAINT suspensions_pkey ON sss.suspensions IS 'Suspensions are numbered without gaps';
COMMENT ON COLUMN sss.suspensions.id IS 'Number of the suspension, from 1';
COMMENT ON COLUMN sss.suspensions.relations IS 'Qualified names of the relations that sss.suspend() was called for';
COMMENT ON COLUMN sss.suspensions.reason IS 'Reason that was given';
COMMENT ON COLUMN sss.suspensions.kept IS 'Views with their owners, rights and comments, attachments, and the numbers of waivers and baselines, by the names that all had then';
COMMENT ON COLUMN sss.suspensions.failing IS 'Cases that violated a rule then, as sss_internal.failing() names them; NULL: not known';
COMMENT ON COLUMN sss.suspensions.suspended_at IS 'When the rules were suspended';
COMMENT ON COLUMN sss.suspensions.suspended_by IS 'Role whose rights were used';
COMMENT ON COLUMN sss.suspensions.resumed_at IS 'When the rules were resumed; NULL: they are suspended';
COMMENT ON COLUMN sss.suspensions.resumed_by IS 'Role that resumed the rules; NULL: none';
COMMENT ON COLUMN sss.suspensions.written_by IS 'Role that wrote the row: the one that logged in if sss.suspend() wrote it, otherwise the one whose rights were used';
COMMENT ON COLUMN sss.suspensions.written_at IS 'When the row was written, as the server knows it. If sss.suspend() wrote it, equal to suspended_at; if somebody inserted it, as a restore does, never';
SELECT pg_catalog.pg_extension_config_dump('sss.suspensions', '');

CREATE FUNCTION sss_internal.open_suspensions(OUT id bigint, OUT relations text[], OUT reason text, OUT since timestamptz, OUT who text)
RETURNS SETOF record STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $open$
	SELECT id, relations, reason, suspended_at, suspended_by
	  FROM sss.suspensions
	 WHERE resumed_at IS NULL
$open$;
COMMENT ON FUNCTION sss_internal.open_suspensions() IS
'Suspensions that are not resumed yet, without what they keep. For view sss.suspended, sss.verify(), sss.health() and sss.suspend(), whoever may use them';

CREATE VIEW sss.suspended AS SELECT id, relations, reason, since, who FROM sss_internal.open_suspensions();
COMMENT ON VIEW sss.suspended IS
'Suspensions that sss.resume() has not ended yet. A migration that does not know the number finds it by the reason: SELECT r.* FROM sss.suspended AS s, sss.resume(s.id) AS r WHERE s.reason = ''migration 17''';
COMMENT ON COLUMN sss.suspended.id IS 'Number of the suspension, for sss.resume()';
COMMENT ON COLUMN sss.suspended.relations IS 'Qualified names of the relations that sss.suspend() was called for';
COMMENT ON COLUMN sss.suspended.reason IS 'Reason that was given';
COMMENT ON COLUMN sss.suspended.since IS 'When the rules were suspended';
COMMENT ON COLUMN sss.suspended.who IS 'Role whose rights were used';

CREATE FUNCTION sss_internal.is_suspended(relation text, attachment text) RETURNS boolean STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $suspended$
	SELECT EXISTS (
			SELECT
			  FROM sss.suspensions AS s
			 -- Somebody may have inserted anything, which must not stop sss.compact().
			 CROSS JOIN LATERAL (
					SELECT jsonb_path_query(s.kept, 'lax $.attachments[*]')
					UNION ALL
					SELECT jsonb_path_query(s.kept, 'lax $.attachments[*].tables[*]')) AS u (t)
			 WHERE s.resumed_at IS NULL AND t ->> 'relation' = is_suspended.relation AND t ->> 'name' = is_suspended.attachment)
$suspended$;
COMMENT ON FUNCTION sss_internal.is_suspended(text, text) IS
'Did sss.suspend() take away the attachment of that name, so that its cases stay open? For sss.compact()';
