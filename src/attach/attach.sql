--
-- Attachments.
--
CREATE FUNCTION sss.attach(relation regclass, rule text, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, mode text DEFAULT 'log', enforced_by text DEFAULT 'trigger',
	required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_attach' LANGUAGE C;
COMMENT ON FUNCTION sss.attach(regclass, text, text[], regclass, text[], text[], text, text, text[], text, text, boolean, text) IS
'Attach a rule to a table, with the caller''s rights. Returns the attachment''s name, sss_<rule> by default; if the same attachment exists, nothing changes. columns: ''role=column''; without a facts view, columns of the extension''s types need not be named. facts: a view that has a column, named after the role, for each role that no column of the table holds. key: columns of the table that identify a case, NULL: the primary key; with a facts view and no columns, columns of the view, NULL: those of via. via: ''relation column=view column'', by which a row leads to rows of the view; NULL: the primary key and the same names. mode: log or enforce. enforced_by: trigger, or constraint (a CHECK, NOT VALID). required: roles whose absence is a violation. unsettled: log or enforce. timing: immediate or deferred. always: check replicated changes too. 0A000: the attachment could not check rows that are stored elsewhere, in a foreign table or by Citus';

CREATE FUNCTION sss.detach(relation regclass, name text) RETURNS void
AS 'MODULE_PATHNAME', 'sss_detach' LANGUAGE C;
COMMENT ON FUNCTION sss.detach(regclass, text) IS
'Undo sss.attach(): drop the attachment''s triggers or constraint. 42704: there is no such attachment. 22004: an argument is NULL';

CREATE FUNCTION sss.set_mode(relation regclass, name text, mode text) RETURNS void
AS 'MODULE_PATHNAME', 'sss_set_mode' LANGUAGE C;
COMMENT ON FUNCTION sss.set_mode(regclass, text, text) IS
'Put an attachment into mode log or enforce. Unless the attachment is deferred, readers need not wait. 42704: there is no such attachment. 22023: it is a constraint. 22004: an argument is NULL';

CREATE FUNCTION sss_internal.describe_trigger(trigger oid,
	OUT rule text, OUT enforced_by text, OUT bound text[], OUT facts regclass, OUT key text[], OUT via text[],
	OUT mode text, OUT effective_mode text, OUT unsettled text, OUT required text[],
	OUT timing text, OUT always boolean, OUT companion text, OUT problem text,
	OUT definition text)
RETURNS record
AS 'MODULE_PATHNAME', 'sss_describe_trigger' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.describe_trigger(oid) IS
'Attachment of the trigger with that OID, for view sss.attachments. NULL: the trigger does not call sss.enforce(), or is a helper trigger';

CREATE FUNCTION sss_internal.describe_check("constraint" oid,
	OUT rule text, OUT enforced_by text, OUT bound text[], OUT facts regclass, OUT key text[], OUT via text[],
	OUT mode text, OUT effective_mode text, OUT unsettled text, OUT required text[],
	OUT timing text, OUT always boolean, OUT companion text, OUT problem text,
	OUT definition text)
RETURNS record
AS 'MODULE_PATHNAME', 'sss_describe_check' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.describe_check(oid) IS
'Attachment of the constraint with that OID, for view sss.attachments. NULL: the constraint is not an attachment';

CREATE FUNCTION sss_internal.case_key(relation regclass, name text) RETURNS sss_internal.key_columns
AS 'MODULE_PATHNAME', 'sss_case_key' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.case_key(regclass, text) IS
'Columns by which the attachment names its cases: of its facts view, or of the table. NULL: there is no such attachment, its set-up is wrong, or it is a constraint or has no key';

CREATE FUNCTION sss_internal.generated_columns(relation regclass, name text) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_generated_columns' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.generated_columns(regclass, text) IS
'Expressions of the generated columns that the attachment reads, as sss.journal records them. NULL: there is no such attachment, its set-up is wrong, or the table is locked';

CREATE VIEW sss.attachments AS
	SELECT t.tgrelid::pg_catalog.regclass AS relation, t.tgname::pg_catalog.text AS name,
		   d.rule, d.enforced_by, d.bound AS columns, d.facts, d.key, d.via, d.mode, d.effective_mode, d.unsettled,
		   d.required, d.timing, d.always, d.companion, d.problem, d.definition
	  FROM pg_catalog.pg_trigger AS t
	 CROSS JOIN LATERAL sss_internal.describe_trigger(t.oid) AS d
	 WHERE t.tgfoid = 'sss.enforce()'::pg_catalog.regprocedure
	   AND t.tgparentid = 0
	   AND d.enforced_by IS NOT NULL
	UNION ALL
	SELECT c.conrelid::pg_catalog.regclass, c.conname::pg_catalog.text,
		   d.rule, d.enforced_by, d.bound, d.facts, d.key, d.via, d.mode, d.effective_mode, d.unsettled,
		   d.required, d.timing, d.always, d.companion, d.problem, d.definition
	  FROM pg_catalog.pg_constraint AS c
	 CROSS JOIN LATERAL sss_internal.describe_check(c.oid) AS d
	 WHERE c.contype = 'c'
	   AND c.conrelid <> 0
	   AND c.conparentid = 0
	   AND c.coninhcount = 0
	   AND d.enforced_by IS NOT NULL
	   AND EXISTS (
			SELECT
			  FROM pg_catalog.pg_depend AS p
			 WHERE p.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
			   AND p.objid = c.oid
			   AND p.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
			   AND p.refobjid IN (
				SELECT f.oid
				  FROM pg_catalog.pg_proc AS f
				 WHERE f.pronamespace = 'sss'::pg_catalog.regnamespace
				   AND f.proname ~ '^require_'))
	UNION ALL
	-- A domain's constraint cannot be read: one row for each table that has a column of the domain, or an array of it.
	SELECT a.attrelid::pg_catalog.regclass, c.conname::pg_catalog.text,
		   d.rule, d.enforced_by, d.bound, d.facts, d.key, d.via, d.mode, d.effective_mode, d.unsettled,
		   d.required, d.timing, d.always, d.companion, d.problem, d.definition
	  FROM pg_catalog.pg_constraint AS c
	 CROSS JOIN LATERAL sss_internal.describe_check(c.oid) AS d
	  JOIN pg_catalog.pg_type AS t ON t.oid = c.contypid
	 CROSS JOIN LATERAL (
			WITH RECURSIVE domain AS (
				SELECT t.oid, t.typarray
				UNION
				SELECT o.oid, o.typarray
				  FROM domain
				  JOIN pg_catalog.pg_type AS o ON o.typtype = 'd' AND o.typbasetype IN (domain.oid, domain.typarray)
			)
			SELECT DISTINCT u.attrelid
			  FROM domain
			  JOIN pg_catalog.pg_attribute AS u ON u.atttypid IN (domain.oid, domain.typarray)
			  JOIN pg_catalog.pg_class AS r ON r.oid = u.attrelid
			 WHERE NOT u.attisdropped AND r.relkind IN ('r', 'p') AND NOT r.relispartition) AS a
	 WHERE c.contype = 'c'
	   AND c.contypid <> 0
	   AND d.enforced_by IS NOT NULL;
COMMENT ON VIEW sss.attachments IS
'Attachments of rules to tables, read from the catalogs of PostgreSQL, one row each';
COMMENT ON COLUMN sss.attachments.relation IS 'Table; a partitioned table has one row, its partitions have none';
COMMENT ON COLUMN sss.attachments.name IS 'Name of the attachment: of its trigger or constraint';
COMMENT ON COLUMN sss.attachments.rule IS 'Rule; NULL where the set-up is wrong, as are the columns that depend on it';
COMMENT ON COLUMN sss.attachments.enforced_by IS 'trigger or constraint';
COMMENT ON COLUMN sss.attachments.columns IS 'Columns bound, each as role=column';
COMMENT ON COLUMN sss.attachments.facts IS 'Facts view; NULL: the columns of the table hold all facts';
COMMENT ON COLUMN sss.attachments.key IS 'Columns that identify a case in the log and in errors, of the facts view unless columns are bound; NULL: the table''s primary key';
COMMENT ON COLUMN sss.attachments.via IS 'How a row leads to the rows of the facts view, each as relation column=view column; NULL: there is no view';
COMMENT ON COLUMN sss.attachments.mode IS 'log or enforce, as attached';
COMMENT ON COLUMN sss.attachments.effective_mode IS 'The mode in this session: disabled if the trigger does not fire, partial if it does not fire for some rows, log if sss.demote is on';
COMMENT ON COLUMN sss.attachments.unsettled IS 'Treatment of a row that the text does not settle: log or enforce';
COMMENT ON COLUMN sss.attachments.required IS 'Roles whose absence is a violation';
COMMENT ON COLUMN sss.attachments.timing IS 'immediate, deferred to the end of the transaction, or deferrable: immediate unless SET CONSTRAINTS defers it';
COMMENT ON COLUMN sss.attachments.always IS 'Does the attachment also check replicated changes?';
COMMENT ON COLUMN sss.attachments.companion IS 'Trigger that catches the changes of a BEFORE UPDATE trigger; NULL: there is none';
COMMENT ON COLUMN sss.attachments.problem IS 'Problem of the set-up; NULL: none';
COMMENT ON COLUMN sss.attachments.definition IS 'The call of sss.attach() that creates the attachment again; NULL: sss.attach() creates no such trigger';

