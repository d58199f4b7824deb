--
-- Attachments.
--
CREATE FUNCTION sss.attach(relation regclass, rule text, columns text[] DEFAULT NULL, key text[] DEFAULT NULL,
	lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, mode text DEFAULT NULL,
	required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL, replace boolean DEFAULT false) RETURNS text
AS 'MODULE_PATHNAME', 'sss_attach' LANGUAGE C;
COMMENT ON FUNCTION sss.attach(regclass, text, text[], text[], regclass, text[], text, text[], text, text, boolean, text, boolean) IS
'Attach a rule to a table whose columns hold the facts, each named as ''role=column'' unless it has one of our types; lookup is a view with the roles that the columns lack. Returns the attachment''s name; the same call again changes nothing, another one is 42710 without replace. NULL: key is the primary key, mode is log, or as it is';

CREATE FUNCTION sss_internal.attach_table(relation regclass, rule text, columns text[] DEFAULT NULL, key text[] DEFAULT NULL,
	lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, mode text DEFAULT NULL,
	required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL, replace boolean DEFAULT false,
	lock_by text[] DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_attach_table' LANGUAGE C;
COMMENT ON FUNCTION sss_internal.attach_table(regclass, text, text[], text[], regclass, text[], text, text[], text, text, boolean, text, boolean, text[]) IS
'Guard one of the tables that a facts view reads, as sss.attach_view() does for all of them; lookup is the view, lookup_by the way to it, and key and lock_by columns of the view. For the commands of sss.verify()';

CREATE FUNCTION sss.attach_view(view regclass, rule text,
	key text[] DEFAULT NULL, via text[] DEFAULT NULL, leave_out regclass[] DEFAULT '{}', lock_by text[] DEFAULT NULL,
	mode text DEFAULT NULL, required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL, replace boolean DEFAULT false,
	OUT relation regclass, OUT via text[], OUT lock text, OUT note text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_attach_view' LANGUAGE C;
COMMENT ON FUNCTION sss.attach_view(regclass, text, text[], text[], regclass[], text[], text, text[], text, text, boolean, text, boolean) IS
'Attach a rule to all tables that a view of cases reads, or to none; returns a row for each, with the way from it to the view''s rows and the columns by which enforcing sessions wait. NULL key, via and lock_by are found in the view''s query, NULL mode is log, or as it is; 42P10: a key or a way must be named, 42710: it is attached otherwise';

CREATE FUNCTION sss.plan_view(view regclass, rule text,
	key text[] DEFAULT NULL, via text[] DEFAULT NULL, leave_out regclass[] DEFAULT '{}', lock_by text[] DEFAULT NULL,
	mode text DEFAULT NULL, required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL, replace boolean DEFAULT false,
	OUT relation regclass, OUT via text[], OUT lock text, OUT note text,
	OUT problem text, OUT hint text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_plan_view' LANGUAGE C;
COMMENT ON FUNCTION sss.plan_view(regclass, text, text[], text[], regclass[], text[], text, text[], text, text, boolean, text, boolean) IS
'The rows that sss.attach_view() with the same arguments would return, with what is wrong and how to mend it; a first row for the view itself says which key and which columns to wait by are chosen, and why. Changes nothing, and needs SELECT on the view alone';

CREATE FUNCTION sss.add_check(relation regclass, rule text, columns text[] DEFAULT NULL, except_keys text DEFAULT NULL,
	name text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_add_check' LANGUAGE C;
COMMENT ON FUNCTION sss.add_check(regclass, text, text[], text, text) IS
'Attach a rule to a table by a CHECK, NOT VALID, which refuses every row that fails, whatever it was before; columns as for sss.attach(). except_keys: a condition on the primary key, such as ''id IN (3, 7)'', of rows that pass. Returns the name of the constraint';

CREATE FUNCTION sss.detach(relation regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'sss_detach' LANGUAGE C;
COMMENT ON FUNCTION sss.detach(regclass, text) IS
'Drop the triggers or the constraint of an attachment, and of a view those of all its tables. NULL name: the only attachment; 42704: there is none, 42P08: there are several';

CREATE FUNCTION sss.set_mode(relation regclass, mode text, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'sss_set_mode' LANGUAGE C;
COMMENT ON FUNCTION sss.set_mode(regclass, text, text) IS
'Put an attachment into mode log or enforce, of a view all its tables at once. NULL name: the only attachment; 42704: there is none, 42P08: there are several, 22023: it is a constraint';

CREATE FUNCTION sss_internal.unserved_tables(view regclass, name text, OUT relation regclass, OUT attachment text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved_tables' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.unserved_tables(regclass, text) IS
'Tables of a view with the attachment of that name, whose changes may alter rows to which the attachment does not lead: the query of the view, or a table, is no longer as it was. For sss.verify()';

CREATE FUNCTION sss_internal.case_tables(view regclass, name text, OUT relation regclass, OUT attachment text) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_case_tables' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.case_tables(regclass, text) IS
'Tables each of whose rows is one case of the view, as the attachment of that name names cases. For sss.verify()';

CREATE FUNCTION sss_internal.column_sources(view regclass, OUT attribute text, OUT relation regclass, OUT source text, OUT joined_on text[], OUT joined_by text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_column_sources' LANGUAGE C STABLE STRICT ROWS 20;
COMMENT ON FUNCTION sss_internal.column_sources(regclass) IS
'For each column of a view the columns of tables that it is read from (source NULL: rows as a whole); joined_on: columns by which the view looks for a row of that table, joined_by: the columns of the view that show the values that it looks for, whether or not there is such a row. No rows: it is no view';

CREATE FUNCTION sss_internal.view_key(view regclass, rule text) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_view_key' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.view_key(regclass, text) IS
'Columns by which sss.attach_view() names the cases of a view unless it is told otherwise; an error if there are none, NULL: it is no view';

CREATE FUNCTION sss_internal.view_definition(view regclass, name text, rule text) RETURNS text
AS 'MODULE_PATHNAME', 'sss_view_definition' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.view_definition(regclass, text, text) IS
'The call of sss.attach_view() that attaches the view as it is attached now, for view sss.attachments. NULL: no single call does';

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

CREATE FUNCTION sss_internal.reads(relation regclass, name text) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_reads' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.reads(regclass, text) IS
'What the attachment reads, as sss.journal records it. NULL: there is no such attachment, or its set-up is wrong';

CREATE FUNCTION sss_internal.replicated_by(relation regclass) RETURNS text
AS 'MODULE_PATHNAME', 'sss_replicated_by' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.replicated_by(regclass) IS
'pglogical, Slony-I or Bucardo, if it writes the table or a partition with session_replication_role = replica. NULL: none of them is known to';

CREATE VIEW sss_internal.attached AS
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
				 WHERE f.pronamespace = 'sss_internal'::pg_catalog.regnamespace
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
COMMENT ON VIEW sss_internal.attached IS
'Tables with a rule attached, by columns or through a facts view, read from the catalogs of PostgreSQL; one row a table and attachment';
COMMENT ON COLUMN sss_internal.attached.relation IS 'Table; a partitioned table has one row, its partitions have none';
COMMENT ON COLUMN sss_internal.attached.name IS 'Name of the attachment: of its trigger or constraint';
COMMENT ON COLUMN sss_internal.attached.rule IS 'Rule; NULL where the set-up is wrong, as are the columns that depend on it';
COMMENT ON COLUMN sss_internal.attached.enforced_by IS 'trigger or constraint';
COMMENT ON COLUMN sss_internal.attached.columns IS 'Columns bound, each as role=column';
COMMENT ON COLUMN sss_internal.attached.facts IS 'Facts view; NULL: the columns of the table hold all facts';
COMMENT ON COLUMN sss_internal.attached.key IS 'Columns that identify a case in the log and in errors, of the facts view unless columns are bound; NULL: the table''s primary key';
COMMENT ON COLUMN sss_internal.attached.via IS 'How a row leads to the rows of the facts view, each as relation column=view column; NULL: there is no view';
COMMENT ON COLUMN sss_internal.attached.mode IS 'log or enforce, as attached';
COMMENT ON COLUMN sss_internal.attached.effective_mode IS 'The mode in this session: disabled if the trigger does not fire, partial if it does not fire for some rows, log if sss.demote is on';
COMMENT ON COLUMN sss_internal.attached.unsettled IS 'Treatment of a row that the text does not settle: log or enforce';
COMMENT ON COLUMN sss_internal.attached.required IS 'Roles whose absence is a violation';
COMMENT ON COLUMN sss_internal.attached.timing IS 'immediate, deferred to the end of the transaction, or deferrable: immediate unless SET CONSTRAINTS defers it';
COMMENT ON COLUMN sss_internal.attached.always IS 'Does the attachment also check replicated changes?';
COMMENT ON COLUMN sss_internal.attached.companion IS 'Trigger that catches the changes of a BEFORE UPDATE trigger; NULL: there is none';
COMMENT ON COLUMN sss_internal.attached.problem IS 'Problem of the set-up; NULL: none';
COMMENT ON COLUMN sss_internal.attached.definition IS 'The call that creates the attachment again; NULL: none creates such a trigger';

-- A facts view is one attachment, whatever number of tables it guards.
CREATE VIEW sss.attachments AS
	SELECT relation, name, rule, enforced_by, columns, key, facts AS lookup, via AS lookup_by, mode, effective_mode, unsettled,
		   required, timing, always, companion, problem, definition
	  FROM sss_internal.attached
	 WHERE facts IS NULL OR pg_catalog.cardinality(columns) OPERATOR(pg_catalog.>) 0
	UNION ALL
	SELECT facts, of_view, rule, 'trigger', NULL, pg_catalog.min(key), NULL, NULL,
		   CASE WHEN pg_catalog.min(mode) OPERATOR(pg_catalog.=) pg_catalog.max(mode) THEN pg_catalog.min(mode) ELSE 'mixed' END,
		   CASE WHEN pg_catalog.min(effective_mode) OPERATOR(pg_catalog.=) pg_catalog.max(effective_mode) THEN pg_catalog.min(effective_mode)
				ELSE 'partial' END,
		   pg_catalog.min(unsettled), pg_catalog.min(required),
		   CASE WHEN pg_catalog.min(timing) OPERATOR(pg_catalog.=) pg_catalog.max(timing) THEN pg_catalog.min(timing) ELSE 'mixed' END,
		   pg_catalog.bool_and(always), NULL,
		   pg_catalog.string_agg(pg_catalog.format('%s: %s', sss_internal.relation_name(relation), problem), '; ' ORDER BY relation::pg_catalog.oid, name)
			   FILTER (WHERE problem IS NOT NULL),
		   -- Tables that are attached otherwise than one call would attach them have a call each.
		   CASE WHEN pg_catalog.bool_and(definition IS NOT NULL)
				THEN coalesce(sss_internal.view_definition(facts, of_view, rule),
							  pg_catalog.string_agg(definition, '; ' ORDER BY relation::pg_catalog.oid, name)) END
	  FROM (SELECT *, sss_internal.name_without_number(name) AS of_view
			  FROM sss_internal.attached
			 WHERE facts IS NOT NULL AND pg_catalog.cardinality(columns) OPERATOR(pg_catalog.=) 0) AS a
	 GROUP BY facts, of_view, rule;
COMMENT ON VIEW sss.attachments IS
'Attachments of rules to tables and views, read from the catalogs of PostgreSQL, one row each';
COMMENT ON COLUMN sss.attachments.relation IS 'Table or view; a partitioned table has one row, its partitions have none';
COMMENT ON COLUMN sss.attachments.name IS 'Name of the attachment: of its triggers or constraint';
COMMENT ON COLUMN sss.attachments.rule IS 'Rule; NULL where the set-up is wrong, as are the columns that depend on it';
COMMENT ON COLUMN sss.attachments.enforced_by IS 'trigger or constraint';
COMMENT ON COLUMN sss.attachments.columns IS 'Columns bound, each as role=column; NULL: the columns of a view have the names of the roles';
COMMENT ON COLUMN sss.attachments.key IS 'Columns that identify a case in the log and in errors; NULL: the table''s primary key';
COMMENT ON COLUMN sss.attachments.lookup IS 'View that yields the roles that the table''s columns lack; NULL: there is none';
COMMENT ON COLUMN sss.attachments.lookup_by IS 'The way from a row to the lookup view, each as column=view column';
COMMENT ON COLUMN sss.attachments.mode IS 'log or enforce, as attached; mixed: the tables of the view differ';
COMMENT ON COLUMN sss.attachments.effective_mode IS 'The mode in this session: disabled if the triggers do not fire, partial if they do not fire for some rows or tables, log if sss.demote is on';
COMMENT ON COLUMN sss.attachments.unsettled IS 'Treatment of a case that the text does not settle: log or enforce';
COMMENT ON COLUMN sss.attachments.required IS 'Roles whose absence is a violation';
COMMENT ON COLUMN sss.attachments.timing IS 'immediate, deferred to the end of the transaction, or deferrable: immediate unless SET CONSTRAINTS defers it; mixed: the tables of the view differ';
COMMENT ON COLUMN sss.attachments.always IS 'Does the attachment also check replicated changes?';
COMMENT ON COLUMN sss.attachments.companion IS 'Trigger that catches the changes of a BEFORE UPDATE trigger; NULL: there is none';
COMMENT ON COLUMN sss.attachments.problem IS 'Problem of the set-up, with the table if a view is attached; NULL: none';
COMMENT ON COLUMN sss.attachments.definition IS 'The call that creates the attachment again; of a view that no single call attaches as it is, one for each table. NULL: none creates such triggers';

CREATE VIEW sss.attached_tables AS
	SELECT facts AS view, name, relation, via, mode, effective_mode, timing, always, problem
	  FROM sss_internal.attached
	 WHERE facts IS NOT NULL AND pg_catalog.cardinality(columns) OPERATOR(pg_catalog.=) 0;
COMMENT ON VIEW sss.attached_tables IS
'Tables that attached views guard, one row a table and view; sss.attachments has one row a view';
COMMENT ON COLUMN sss.attached_tables.view IS 'Facts view, sss.attachments.relation';
COMMENT ON COLUMN sss.attached_tables.name IS 'Name of the attachment';
COMMENT ON COLUMN sss.attached_tables.relation IS 'Table that the view reads';
COMMENT ON COLUMN sss.attached_tables.via IS 'The way from a row of the table to rows of the view, each as column=view column';
COMMENT ON COLUMN sss.attached_tables.mode IS 'log or enforce, as attached';
COMMENT ON COLUMN sss.attached_tables.effective_mode IS 'The mode in this session: disabled if the triggers do not fire, partial if they do not fire for some rows, log if sss.demote is on';
COMMENT ON COLUMN sss.attached_tables.timing IS 'immediate, deferred to the end of the transaction, or deferrable';
COMMENT ON COLUMN sss.attached_tables.always IS 'Are replicated changes checked, too?';
COMMENT ON COLUMN sss.attached_tables.problem IS 'Problem of the triggers of the table; NULL: none';
