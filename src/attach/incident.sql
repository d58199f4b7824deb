--
-- An incident: every attachment only logs, and is later again as it was.  The
-- journal says what each is meant to be, since a demotion does not change that.
--
CREATE FUNCTION sss_internal.demote(relation regclass, name text, reason text) RETURNS void
AS 'MODULE_PATHNAME', 'sss_demote' LANGUAGE C STRICT;
COMMENT ON FUNCTION sss_internal.demote(regclass, text, text) IS
'Put an attachment into mode log until sss.restore_all(), for sss.demote_all(), with the caller''s rights';

-- Not a function that runs as the owner: that could not tell who asks.
CREATE VIEW sss_internal.demoted WITH (security_barrier) AS
	WITH last AS (
		SELECT DISTINCT ON (j.relation, j.attachment) j.*
		  FROM (SELECT sss_internal.journalled(j.relid, j.relation, j.written_at = j.at) AS relation, j.attachment,
					   j.action, j.at, j.session_role, j.definition
				  FROM sss.journal AS j
				 WHERE j.action IN ('attach', 'detach', 'set_mode', 'demote')
				   -- Nobody makes sss.restore_all() enforce by a line that he inserted.
				   AND (j.written_at = j.at OR j.written_at <= (
						SELECT pg_catalog.max(k.at) FROM sss.journal AS k
						 WHERE k.action = 'acknowledge' AND k.relation = 'sss.journal' AND k.written_at = k.at))) AS j
		 ORDER BY j.relation, j.attachment, j.at DESC
	)
	SELECT a.relation, a.name AS attachment, last.at, last.session_role AS who, last.definition AS call
	  FROM sss_internal.attached AS a
	  JOIN last ON last.relation = a.relation AND last.attachment = a.name
	  JOIN pg_catalog.pg_class AS c ON c.oid = a.relation
	 -- A wrong set-up has no mode.
	 WHERE a.mode IS DISTINCT FROM 'enforce' AND last.action = 'demote'
	   AND (pg_catalog.pg_has_role(c.relowner, 'USAGE') OR pg_catalog.has_table_privilege('sss.journal', 'SELECT'));
COMMENT ON VIEW sss_internal.demoted IS
'Tables whose attachments sss.demote_all() put into mode log, and nobody changed since; for who owns the table, or may read the journal. A wrong set-up is among them, since its mode is not known';
COMMENT ON COLUMN sss_internal.demoted.relation IS 'Table';
COMMENT ON COLUMN sss_internal.demoted.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss_internal.demoted.at IS 'Since when';
COMMENT ON COLUMN sss_internal.demoted.who IS 'Role that logged in';
COMMENT ON COLUMN sss_internal.demoted.call IS 'Call by which it was demoted, with the reason';

CREATE PROCEDURE sss.demote_all(reason text) LANGUAGE plpgsql AS $demote$
DECLARE
	a record;
BEGIN
	IF reason IS NULL OR pg_catalog.btrim(reason) OPERATOR(pg_catalog.=) '' THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'argument "reason" must not be NULL or empty',
			HINT = 'Say what happened: the journal keeps it.';
	END IF;
	FOR a IN
		SELECT relation, name, enforced_by, mode, problem FROM sss.attachments
		 -- A wrong set-up has no mode, and refuses every row if it is meant to enforce.
		 WHERE mode IS NULL OR mode OPERATOR(pg_catalog.<>) 'log' ORDER BY enforced_by, relation::pg_catalog.oid
	LOOP
		IF a.enforced_by OPERATOR(pg_catalog.=) 'trigger' THEN
			BEGIN
				IF pg_catalog.current_setting('lock_timeout') OPERATOR(pg_catalog.=) '0' THEN
					PERFORM pg_catalog.set_config('lock_timeout', '5s', true);
				END IF;
				PERFORM sss_internal.demote(a.relation, a.name, reason);
			EXCEPTION WHEN OTHERS THEN
				IF a.mode IS NULL THEN
					RAISE WARNING 'attachment "%" of % may still refuse: %', a.name, a.relation, a.problem
						USING HINT = 'Its set-up is wrong, so that it has no mode. To let rows pass, sss.detach() it.';
				ELSE
					RAISE WARNING 'attachment "%" of % still enforces: %', a.name, a.relation, sqlerrm
						USING HINT = 'If a lock was held, CALL sss.demote_all() again.';
				END IF;
			END;
			COMMIT;
		ELSE
			RAISE WARNING 'constraint "%" of % still refuses', a.name, a.relation
				USING HINT = 'A CHECK has no mode. To let rows pass, sss.detach() it.';
		END IF;
	END LOOP;
END
$demote$;
COMMENT ON PROCEDURE sss.demote_all(text) IS
'In an incident: put every enforcing attachment of triggers into mode log, each in a transaction of its own, waiting for a lock no longer than lock_timeout (5 s by default). Warns of each that still refuses, constraints among them; sss.restore_all() undoes it';

CREATE PROCEDURE sss.restore_all() LANGUAGE plpgsql AS $restore$
DECLARE
	a record;
BEGIN
	FOR a IN SELECT relation, attachment FROM sss_internal.demoted ORDER BY relation::pg_catalog.oid LOOP
		BEGIN
			IF pg_catalog.current_setting('lock_timeout') OPERATOR(pg_catalog.=) '0' THEN
				PERFORM pg_catalog.set_config('lock_timeout', '5s', true);
			END IF;
			PERFORM sss.set_mode(a.relation, 'enforce', a.attachment);
		EXCEPTION WHEN OTHERS THEN
			RAISE WARNING 'attachment "%" of % still only logs: %', a.attachment, a.relation, sqlerrm
				USING HINT = 'If a lock was held, CALL sss.restore_all() again.';
		END;
		COMMIT;
	END LOOP;
END
$restore$;
COMMENT ON PROCEDURE sss.restore_all() IS
'Put every attachment that sss.demote_all() demoted, and that nobody changed since, back into mode enforce, each in a transaction of its own';
