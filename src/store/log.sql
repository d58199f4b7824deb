--
-- The log of violations and the journal.  Both tables only grow; they hold keys,
-- codes and citations, never a row's text.
--
CREATE TABLE sss.violation_log (
	logged_at timestamptz NOT NULL,
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	rule text,
	key text[],
	categories sss.recipient_category[],
	basis sss.placement_basis,
	provider sss.provider_type,
	stay sss.stay_mode,
	service sss.service,
	on_date date,
	circumstances text[],
	requirement text,
	verdict sss.verdict,
	provision sss.provision,
	problem text,
	first_at timestamptz,
	count bigint,
	resolves timestamptz,
	key_columns sss_internal.key_columns
);
COMMENT ON TABLE sss.violation_log IS
'Log of violations that attachments in mode log let pass and of unsettled cases: one line for each time a case is found, and one for each update that resolves it. Only grows; sss.compact() folds it';
COMMENT ON COLUMN sss.violation_log.logged_at IS 'When the case was found, after every row of the statement was written; of a folded line the last time';
COMMENT ON COLUMN sss.violation_log.relid IS 'OID of the attached table, valid in this database until the next restore';
COMMENT ON COLUMN sss.violation_log.relation IS 'Qualified name of the attached table when the line was written; for a row of a partition, of the partitioned table';
COMMENT ON COLUMN sss.violation_log.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.violation_log.rule IS 'Rule; NULL where the set-up is wrong';
COMMENT ON COLUMN sss.violation_log.key IS 'Values of the key columns as text, in the order of the key: dates ISO, times in UTC, each cut after 256 bytes; NULL: the table has no key';
COMMENT ON COLUMN sss.violation_log.categories IS 'Known categories';
COMMENT ON COLUMN sss.violation_log.basis IS 'Basis of the placement; NULL where unknown';
COMMENT ON COLUMN sss.violation_log.provider IS 'Provider; NULL where unknown';
COMMENT ON COLUMN sss.violation_log.stay IS 'Mode of stay; NULL where unknown or not bound';
COMMENT ON COLUMN sss.violation_log.service IS 'Service; NULL where unknown or not of the rule';
COMMENT ON COLUMN sss.violation_log.on_date IS 'Day as of which the case was checked';
COMMENT ON COLUMN sss.violation_log.circumstances IS 'Other known facts, as role=value: codes, quantities in the unit of sss.requirements, evidence as present, absent or unknown; NULL: none';
COMMENT ON COLUMN sss.violation_log.requirement IS 'Requirement that the case fails, named after its role; NULL: the case is resolved';
COMMENT ON COLUMN sss.violation_log.verdict IS 'violation or unsettled; compliant or not_governed: the case is resolved';
COMMENT ON COLUMN sss.violation_log.provision IS 'Provision that decided';
COMMENT ON COLUMN sss.violation_log.problem IS 'SQLSTATE of a wrong set-up that an attachment in mode log met; NULL otherwise';
COMMENT ON COLUMN sss.violation_log.first_at IS 'When the case was found first, of a folded line; NULL: at logged_at';
COMMENT ON COLUMN sss.violation_log.count IS 'Number of lines that were folded into this line; NULL: one';
COMMENT ON COLUMN sss.violation_log.resolves IS 'Of a line by which an audit resolves a case: when the case was last found, as far as the audit could see. A case found later is open again. NULL: not of an audit';
COMMENT ON COLUMN sss.violation_log.key_columns IS 'Columns whose values the key has; NULL: the table has no key';

CREATE TABLE sss.journal (
	at timestamptz NOT NULL,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	action text NOT NULL,
	relid oid,
	relation text,
	attachment text,
	rule text,
	definition text,
	generated text[],
	reads text[],
	number bigint,
	written_by text,
	written_at timestamptz
);
COMMENT ON TABLE sss.journal IS
'Every attach, detach, change of mode, override, waiver and baseline, with role and time. Only grows';
COMMENT ON COLUMN sss.journal.at IS 'When the action was done';
COMMENT ON COLUMN sss.journal.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.journal.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.journal.action IS 'attach, detach, set_mode, demote, waiver, withdraw_waiver, baseline, end_baseline, acknowledge or override. An override is the first violation in a transaction that passed because sss.demote is on';
COMMENT ON COLUMN sss.journal.relid IS 'OID of the attached table, valid in this database until the next restore';
COMMENT ON COLUMN sss.journal.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss.journal.attachment IS 'Name of the attachment; NULL for a waiver of every attachment of the rule';
COMMENT ON COLUMN sss.journal.rule IS 'Rule of the attachment; NULL where it could not be read';
COMMENT ON COLUMN sss.journal.definition IS 'Call that repeats the action: of sss.attach(), of sss.demote_all(), or of the function for waivers and baselines. NULL for detach and override, and if sss.attach() cannot make such a trigger';
COMMENT ON COLUMN sss.journal.generated IS 'Of an attach: the expression of each generated column that the rule reads, once with the names and once with the numbers of columns; NULL: none';
COMMENT ON COLUMN sss.journal.reads IS 'Of an attach: what the rule reads, three texts for each: column or view, its name, and its number; NULL: of another action';

COMMENT ON COLUMN sss.journal.number IS 'Number of the waiver or baseline; NULL: the action is about neither';
COMMENT ON COLUMN sss.journal.written_by IS 'Role that logged in and wrote the line, as the server knows it';
COMMENT ON COLUMN sss.journal.written_at IS 'When the line was written, as the server knows it. If a function of the extension wrote it, equal to at; if somebody inserted it, as a restore does, never';

CREATE FUNCTION sss_internal.stamp() RETURNS trigger
AS 'MODULE_PATHNAME', 'sss_stamp' LANGUAGE C;
COMMENT ON FUNCTION sss_internal.stamp() IS
'Trigger function of sss.journal, sss.waivers and sss.baselines: it sets written_by and written_at of rows that no function of the extension writes. Its argument is the column with the time that the row claims';
CREATE TRIGGER sss_stamp BEFORE INSERT ON sss.journal FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp('at');
ALTER TABLE sss.journal ENABLE ALWAYS TRIGGER sss_stamp;

-- Only the owner of the extension reads both tables.  If the extension is
-- trusted, its objects belong to the bootstrap superuser, and so the role that
-- created the extension is granted the right.  To restore a dump it may append
-- rows, but neither change nor remove one.
-- Without a primary key, a publication of all tables would stop sss.compact(): a row is identified by all of its columns.
ALTER TABLE sss.violation_log REPLICA IDENTITY FULL;
ALTER TABLE sss.journal REPLICA IDENTITY FULL;
SELECT pg_catalog.pg_extension_config_dump('sss.violation_log', '');
SELECT pg_catalog.pg_extension_config_dump('sss.journal', '');

