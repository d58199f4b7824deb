--
-- The log of violations and the journal.  They hold keys, codes and citations,
-- never a row's text.
--
-- The log has three tables.  Writers append to the tail, which has no index: an
-- index would cost them up to six times as much, and an upsert makes them wait for
-- each other.  sss.compact() moves lines from the tail to the history, and in the
-- same transaction merges them into the state, which has one row for each case, and
-- the indexes that readers need.  So a line is in the tail exactly while the state
-- does not know it.
--
-- A dump has all three tables.  Restored into a database that has a state of its
-- own, a case may have two rows in the state.  So each row says in which database
-- it was merged: a row of another one is an unfolded line, until sss.compact()
-- merges it.
--
DO $origin$
BEGIN
	EXECUTE pg_catalog.format('CREATE FUNCTION sss_internal.origin() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
		'SELECT ' || (1 + ('x' || pg_catalog.left(pg_catalog.replace(pg_catalog.gen_random_uuid()::text, '-', ''), 12))::pg_catalog.bit(48)::bigint) || '::bigint');
END
$origin$;
COMMENT ON FUNCTION sss_internal.origin() IS
'A number drawn when the extension was created: rows of sss_internal.violation_state and sss_internal.violation_sources that have another were restored from another database, or come from a publisher';

CREATE TABLE sss_internal.violation_tail (
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
	resolves timestamptz,
	key_columns sss_internal.key_columns,
	reason text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE sss_internal.violation_tail IS
'Lines of the log that sss.compact() has not folded yet. Triggers and audits append to it';

CREATE TABLE sss_internal.violation_history (LIKE sss_internal.violation_tail INCLUDING DEFAULTS);
CREATE INDEX violation_history_logged_at ON sss_internal.violation_history USING brin (logged_at);
COMMENT ON TABLE sss_internal.violation_history IS
'Lines of the log that sss.compact() has folded. Only grows; sss.drop_history() removes old ones';
COMMENT ON INDEX sss_internal.violation_history_logged_at IS 'Index for sss.health(), and for those who ask for a time';

CREATE VIEW sss.violation_log AS
	SELECT * FROM sss_internal.violation_history
	UNION ALL
	SELECT * FROM sss_internal.violation_tail;
COMMENT ON VIEW sss.violation_log IS
'Log of violations that attachments in mode log let pass and of unsettled cases: one line for each time a case is found, and one for each time it is resolved';
COMMENT ON COLUMN sss.violation_log.logged_at IS 'When the case was found, after every row of the statement was written';
COMMENT ON COLUMN sss.violation_log.relid IS 'OID of the attached table, or of the facts view that yields the case, valid in this database until the next restore';
COMMENT ON COLUMN sss.violation_log.relation IS 'Qualified name of the table or view when the line was written; for a row of a partition, of the partitioned table';
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
COMMENT ON COLUMN sss.violation_log.resolves IS 'Of a line by which an audit resolves a case: when the case was last found, as far as the audit could see. A case found later is open again. NULL: not of an audit';
COMMENT ON COLUMN sss.violation_log.key_columns IS 'Columns whose values the key has; NULL: the table has no key';
COMMENT ON COLUMN sss.violation_log.reason IS 'Of a line by which sss.compact() closes a case: detached, dropped or other key, see sss.violations. NULL: not of such a line';

-- The attachments that the state's cases are of.  Few rows, so that a renamed table changes one of them.
CREATE TABLE sss_internal.violation_sources (
	origin bigint NOT NULL,
	source bigint NOT NULL,
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	rule text NOT NULL,
	key_columns sss_internal.key_columns,
	folded_until timestamptz,
	PRIMARY KEY (source, origin)
);
COMMENT ON TABLE sss_internal.violation_sources IS
'Attachments of which cases are in sss_internal.violation_state: table or view, name, rule, and the columns that name the cases. sss.compact() locks it against itself';
COMMENT ON CONSTRAINT violation_sources_pkey ON sss_internal.violation_sources IS 'Sources are numbered in each database';
COMMENT ON COLUMN sss_internal.violation_sources.origin IS 'Database that numbered it, see sss_internal.origin()';
COMMENT ON COLUMN sss_internal.violation_sources.source IS 'Number';
COMMENT ON COLUMN sss_internal.violation_sources.relid IS 'OID of the attached table or view when a line was last folded';
COMMENT ON COLUMN sss_internal.violation_sources.relation IS 'Qualified name of the table or view then';
COMMENT ON COLUMN sss_internal.violation_sources.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss_internal.violation_sources.rule IS 'Rule';
COMMENT ON COLUMN sss_internal.violation_sources.key_columns IS 'Columns that name the cases; NULL: the table has no key';
COMMENT ON COLUMN sss_internal.violation_sources.folded_until IS 'The state knows of no line of the source that is later. NULL: it may';

-- The views of the log call functions that EXECUTE is everybody's on, as a view has to.  What they read is shown to a view alone,
-- because nobody else can give them this value.  It is not dumped: each database draws its own.
CREATE TABLE sss_internal.pass (pass uuid NOT NULL);
ALTER TABLE sss_internal.pass REPLICA IDENTITY FULL;
INSERT INTO sss_internal.pass VALUES (pg_catalog.gen_random_uuid());
COMMENT ON TABLE sss_internal.pass IS
'A value that the views of the log give to their functions, which tell nothing to whoever does not know it';
COMMENT ON COLUMN sss_internal.pass.pass IS 'A random value, drawn when the extension was created';

CREATE TYPE sss_internal.resolution AS (at timestamptz, seen timestamptz, reason text);
COMMENT ON TYPE sss_internal.resolution IS
'A line by which a case is resolved: when, when the case was last found as far as the line knows (infinity: certainly before), and why it is closed. A case found at or after the first, or after the second, is open again';
CREATE AGGREGATE sss_internal.all_resolutions(sss_internal.resolution[]) (SFUNC = pg_catalog.array_cat, STYPE = sss_internal.resolution[]);
COMMENT ON AGGREGATE sss_internal.all_resolutions(sss_internal.resolution[]) IS 'The elements of all arrays';

CREATE TABLE sss_internal.violation_state (
	origin bigint NOT NULL,
	source bigint NOT NULL,
	same_key uuid NOT NULL,
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
	first_seen timestamptz,
	last_seen timestamptz,
	count bigint,
	resolutions sss_internal.resolution[],
	resolved timestamptz,
	reason text,
	PRIMARY KEY (source, same_key, origin)
);
-- Keys may be too long for a btree.
CREATE INDEX violation_state_key ON sss_internal.violation_state USING hash (key);
CREATE INDEX violation_state_last_seen ON sss_internal.violation_state (last_seen) WHERE last_seen IS NOT NULL;
CREATE INDEX violation_state_provision ON sss_internal.violation_state (provision) WHERE resolved IS NULL AND last_seen IS NOT NULL;
CREATE INDEX violation_state_source ON sss_internal.violation_state (source) WHERE resolved IS NULL AND last_seen IS NOT NULL;
CREATE INDEX violation_state_restored ON sss_internal.violation_state (origin) WHERE origin <> sss_internal.origin();
COMMENT ON TABLE sss_internal.violation_state IS
'What the folded lines of the log say of each case: one row for each source and key. sss.violations joins it with the tail';
COMMENT ON CONSTRAINT violation_state_pkey ON sss_internal.violation_state IS 'A case has one row';
COMMENT ON INDEX sss_internal.violation_state_key IS 'Index by which a case is found';
COMMENT ON INDEX sss_internal.violation_state_last_seen IS 'Index for the newest cases';
COMMENT ON INDEX sss_internal.violation_state_provision IS 'Index for open cases by provision';
COMMENT ON INDEX sss_internal.violation_state_source IS 'Index by which an audit finds the open cases of an attachment';
COMMENT ON INDEX sss_internal.violation_state_restored IS 'Rows of other databases, which sss.compact() merges';
COMMENT ON COLUMN sss_internal.violation_state.origin IS 'Database that merged the row, see sss_internal.origin()';
COMMENT ON COLUMN sss_internal.violation_state.source IS 'Number of the source';
COMMENT ON COLUMN sss_internal.violation_state.same_key IS 'See sss_internal.same_key()';
COMMENT ON COLUMN sss_internal.violation_state.key IS 'Key, as in one of the lines that name the case';
COMMENT ON COLUMN sss_internal.violation_state.categories IS 'Of the line that found the case last, as are the columns that follow';
COMMENT ON COLUMN sss_internal.violation_state.basis IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.provider IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.stay IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.service IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.on_date IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.circumstances IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.requirement IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.verdict IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.provision IS 'As in sss.violations';
COMMENT ON COLUMN sss_internal.violation_state.first_seen IS 'When the case was found first';
COMMENT ON COLUMN sss_internal.violation_state.last_seen IS 'When the case was found last; NULL: only that it is resolved was folded yet';
COMMENT ON COLUMN sss_internal.violation_state.count IS 'How often the case was found';
COMMENT ON COLUMN sss_internal.violation_state.resolutions IS 'Resolutions that hold, or that would hold if the case were found later than it was; NULL: none';
COMMENT ON COLUMN sss_internal.violation_state.resolved IS 'The first resolution that holds; NULL: the case is open';
COMMENT ON COLUMN sss_internal.violation_state.reason IS 'Why that resolution closes the case; NULL: it was seen in order';

CREATE TABLE sss_internal.problem_state (
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	problem text NOT NULL,
	first_seen timestamptz NOT NULL,
	last_seen timestamptz NOT NULL,
	count bigint NOT NULL
);
COMMENT ON TABLE sss_internal.problem_state IS
'What the folded lines of the log say of wrong set-up. sss.problems adds up the rows of one problem, and the tail';
COMMENT ON COLUMN sss_internal.problem_state.relid IS 'OID of the attached table when the lines were written';
COMMENT ON COLUMN sss_internal.problem_state.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss_internal.problem_state.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss_internal.problem_state.problem IS 'SQLSTATE';
COMMENT ON COLUMN sss_internal.problem_state.first_seen IS 'When a statement met the problem first';
COMMENT ON COLUMN sss_internal.problem_state.last_seen IS 'When a statement met the problem last';
COMMENT ON COLUMN sss_internal.problem_state.count IS 'How many statements met the problem';

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
'Every attach, detach, change of mode, override, suspension, waiver and baseline, with role and time. Only grows';
COMMENT ON COLUMN sss.journal.at IS 'When the action was done';
COMMENT ON COLUMN sss.journal.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.journal.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.journal.action IS 'attach, detach, set_mode, demote, leave_out or via (a table of a view that sss.attach_view() was told to leave out, or a way that it was told), waiver, withdraw_waiver, baseline, end_baseline, suspend, resume, acknowledge or override. An override is the first violation in a transaction that passed because sss.demote is on';
COMMENT ON COLUMN sss.journal.relid IS 'OID of the attached table, valid in this database until the next restore';
COMMENT ON COLUMN sss.journal.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss.journal.attachment IS 'Name of the attachment; NULL for a waiver of every attachment of the rule';
COMMENT ON COLUMN sss.journal.rule IS 'Rule of the attachment; NULL where it could not be read';
COMMENT ON COLUMN sss.journal.definition IS 'Call that repeats the action: the one that attaches, of sss.demote_all(), or of the function for waivers and baselines. NULL for detach and override, and if none attaches such a trigger';
COMMENT ON COLUMN sss.journal.generated IS 'Of an attach: the expression of each generated column that the rule reads, once with the names and once with the numbers of columns; NULL: none';
COMMENT ON COLUMN sss.journal.reads IS 'Of an attach: what the rule reads, three texts for each: column or view, its name, and its number; NULL: of another action';

COMMENT ON COLUMN sss.journal.number IS 'Number of the waiver, baseline or suspension; NULL: the action is about none';
COMMENT ON COLUMN sss.journal.written_by IS 'Role that logged in and wrote the line, as the server knows it';
COMMENT ON COLUMN sss.journal.written_at IS 'When the line was written, as the server knows it. If a function of the extension wrote it, equal to at; if somebody inserted it, as a restore does, never';

CREATE FUNCTION sss_internal.stamp() RETURNS trigger
AS 'MODULE_PATHNAME', 'sss_stamp' LANGUAGE C;
COMMENT ON FUNCTION sss_internal.stamp() IS
'Trigger function of sss.journal, sss.waivers, sss.baselines and sss.suspensions: it sets written_by and written_at of rows that no function of the extension writes. Its argument is the column with the time that the row claims';
CREATE TRIGGER sss_stamp BEFORE INSERT ON sss.journal FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp('at');
ALTER TABLE sss.journal ENABLE ALWAYS TRIGGER sss_stamp;

-- Only the owner of the extension reads these tables.  If the extension is
-- trusted, its objects belong to the bootstrap superuser, and so the role that
-- created the extension is granted the right.  To restore a dump it may append
-- rows, but neither change nor remove one.
-- Without a primary key, a publication of all tables would stop sss.compact(): a row is identified by all of its columns.
ALTER TABLE sss_internal.violation_tail REPLICA IDENTITY FULL;
ALTER TABLE sss_internal.violation_history REPLICA IDENTITY FULL;
ALTER TABLE sss_internal.problem_state REPLICA IDENTITY FULL;
ALTER TABLE sss.journal REPLICA IDENTITY FULL;
SELECT pg_catalog.pg_extension_config_dump('sss_internal.violation_tail', '');
SELECT pg_catalog.pg_extension_config_dump('sss_internal.violation_history', '');
SELECT pg_catalog.pg_extension_config_dump('sss_internal.violation_sources', '');
SELECT pg_catalog.pg_extension_config_dump('sss_internal.violation_state', '');
SELECT pg_catalog.pg_extension_config_dump('sss_internal.problem_state', '');
SELECT pg_catalog.pg_extension_config_dump('sss.journal', '');

