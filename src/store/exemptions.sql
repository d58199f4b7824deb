--
-- Exemptions: waivers, each of which enters one administrative act, and
-- baselines, which record the violations of one day.  No row is ever removed:
-- an exemption that ends is marked as ended.
--
CREATE TABLE sss.waivers (
	id bigint PRIMARY KEY,
	relation regclass NOT NULL,
	attachment text COLLATE pg_catalog."C",
	rule text COLLATE pg_catalog."C" NOT NULL,
	key text[] COLLATE pg_catalog."C" NOT NULL,
	requirement text NOT NULL,
	provision sss.provision NOT NULL,
	categories sss.recipient_category[],
	basis sss.placement_basis,
	provider sss.provider_type,
	stay sss.stay_mode,
	service sss.service,
	act_number text NOT NULL,
	act_date date NOT NULL,
	issuer text NOT NULL,
	valid daterange NOT NULL
		CONSTRAINT waivers_valid CHECK (NOT pg_catalog.isempty(valid)
			AND NOT (pg_catalog.lower_inf(valid) AND pg_catalog.upper_inf(valid))),
	granted_at timestamptz NOT NULL,
	granted_by text NOT NULL,
	withdrawn_at timestamptz,
	withdrawn_by text,
	key_columns sss_internal.key_columns,
	written_by text,
	written_at timestamptz
);
CREATE TRIGGER sss_stamp BEFORE INSERT ON sss.waivers FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp('granted_at');
ALTER TABLE sss.waivers ENABLE ALWAYS TRIGGER sss_stamp;
CREATE INDEX waivers_key ON sss.waivers (relation, rule, key);
COMMENT ON TABLE sss.waivers IS
'Administrative acts, each of which exempts one case from one requirement. sss.grant_waiver() adds a row, sss.withdraw_waiver() marks it as withdrawn. Rows are never removed';
COMMENT ON INDEX sss.waivers_key IS 'Index by which the trigger finds the waivers of a case';
COMMENT ON CONSTRAINT waivers_pkey ON sss.waivers IS 'Waivers are numbered without gaps';
COMMENT ON CONSTRAINT waivers_valid ON sss.waivers IS 'A waiver is valid on at least one day, and has a beginning or an end';
COMMENT ON COLUMN sss.waivers.id IS 'Number of the waiver, from 1';
COMMENT ON COLUMN sss.waivers.relation IS 'Relation whose columns the key names; a renamed relation keeps its waivers';
COMMENT ON COLUMN sss.waivers.attachment IS 'Name of the attachment; NULL: every attachment of the rule';
COMMENT ON COLUMN sss.waivers.rule IS 'Rule';
COMMENT ON COLUMN sss.waivers.key IS 'Values of the key columns, as in sss.violation_log';
COMMENT ON COLUMN sss.waivers.requirement IS 'Requirement from which the case is exempt, named after its role';
COMMENT ON COLUMN sss.waivers.provision IS 'Provision that sets the requirement; the same requirement set by another provision is not waived';
COMMENT ON COLUMN sss.waivers.categories IS 'Categories that the child must have, among others; NULL: any';
COMMENT ON COLUMN sss.waivers.basis IS 'Basis that the act allows; NULL: any';
COMMENT ON COLUMN sss.waivers.provider IS 'Provider that the act allows; NULL: any';
COMMENT ON COLUMN sss.waivers.stay IS 'Mode of stay that the act allows; NULL: any';
COMMENT ON COLUMN sss.waivers.service IS 'Service that the act allows; NULL: any';
COMMENT ON COLUMN sss.waivers.act_number IS 'Number of the act';
COMMENT ON COLUMN sss.waivers.act_date IS 'Day on which the act was signed';
COMMENT ON COLUMN sss.waivers.issuer IS 'Body that issued the act';
COMMENT ON COLUMN sss.waivers.valid IS 'Days of validity, compared with the date as of which the case is checked. A case without a date has no waiver';
COMMENT ON COLUMN sss.waivers.granted_at IS 'When the waiver was entered';
COMMENT ON COLUMN sss.waivers.granted_by IS 'Role that entered the waiver';
COMMENT ON COLUMN sss.waivers.withdrawn_at IS 'When the waiver was withdrawn; NULL: never';
COMMENT ON COLUMN sss.waivers.withdrawn_by IS 'Role that withdrew the waiver; NULL: none';
COMMENT ON COLUMN sss.waivers.key_columns IS 'Columns whose values the key has. A case that is named by other columns is another case; NULL: no case';
COMMENT ON COLUMN sss.waivers.written_by IS 'Role that logged in and wrote the row, as the server knows it';
COMMENT ON COLUMN sss.waivers.written_at IS 'When the row was written, as the server knows it. If sss.grant_waiver() wrote it, equal to granted_at; if somebody inserted it, as a restore does, never';

CREATE TABLE sss.baselines (
	id bigint PRIMARY KEY,
	relation regclass NOT NULL,
	attachment text COLLATE pg_catalog."C" NOT NULL,
	rule text COLLATE pg_catalog."C" NOT NULL,
	entries bigint NOT NULL,
	recorded_at timestamptz NOT NULL,
	recorded_by text NOT NULL,
	ended_at timestamptz,
	ended_by text,
	key_columns sss_internal.key_columns,
	written_by text,
	written_at timestamptz
);
CREATE TRIGGER sss_stamp BEFORE INSERT ON sss.baselines FOR EACH ROW EXECUTE FUNCTION sss_internal.stamp('recorded_at');
ALTER TABLE sss.baselines ENABLE ALWAYS TRIGGER sss_stamp;
CREATE INDEX baselines_relation ON sss.baselines (relation);
COMMENT ON TABLE sss.baselines IS
'Baselines, each of which exempts the violations that it recorded. sss.baseline() adds a row and ends the previous baseline, sss.end_baseline() ends one. Rows are never removed';
COMMENT ON INDEX sss.baselines_relation IS 'Index by which the trigger finds the baseline of an attachment';
COMMENT ON CONSTRAINT baselines_pkey ON sss.baselines IS 'Baselines are numbered without gaps';
COMMENT ON COLUMN sss.baselines.id IS 'Number of the baseline, from 1';
COMMENT ON COLUMN sss.baselines.relation IS 'Relation whose columns the keys name; a renamed relation keeps its baselines';
COMMENT ON COLUMN sss.baselines.attachment IS 'Name of the attachment whose violations were recorded';
COMMENT ON COLUMN sss.baselines.rule IS 'Rule of the attachment';
COMMENT ON COLUMN sss.baselines.entries IS 'Number of violations recorded';
COMMENT ON COLUMN sss.baselines.recorded_at IS 'When the baseline was recorded';
COMMENT ON COLUMN sss.baselines.recorded_by IS 'Role that recorded the baseline';
COMMENT ON COLUMN sss.baselines.ended_at IS 'When the baseline ended; NULL: it is in use';
COMMENT ON COLUMN sss.baselines.ended_by IS 'Role that ended the baseline; NULL: none';
COMMENT ON COLUMN sss.baselines.key_columns IS 'Columns whose values the keys of the entries have. A case that is named by other columns is another case; NULL: no case';
COMMENT ON COLUMN sss.baselines.written_by IS 'Role that logged in and wrote the row, as the server knows it';
COMMENT ON COLUMN sss.baselines.written_at IS 'When the row was written, as the server knows it. If sss.baseline() wrote it, equal to recorded_at; if somebody inserted it, as a restore does, never';

CREATE TABLE sss.baseline_entries (
	baseline bigint NOT NULL,
	key text[] COLLATE pg_catalog."C" NOT NULL,
	categories sss.recipient_category[],
	basis sss.placement_basis,
	provider sss.provider_type,
	stay sss.stay_mode,
	service sss.service,
	category_missing boolean NOT NULL,
	stay_unknown boolean NOT NULL,
	on_date date,
	circumstances text[],
	requirement text NOT NULL,
	verdict sss.verdict NOT NULL,
	provision sss.provision
);
CREATE INDEX baseline_entries_key ON sss.baseline_entries (baseline, key);
COMMENT ON TABLE sss.baseline_entries IS
'Violations that each baseline recorded: one row for each case that an enforcing attachment would have refused';
COMMENT ON INDEX sss.baseline_entries_key IS 'Index by which the trigger finds the entries of a case';
COMMENT ON COLUMN sss.baseline_entries.baseline IS 'Number of the baseline';
COMMENT ON COLUMN sss.baseline_entries.key IS 'Values of the key columns, as in sss.violation_log';
COMMENT ON COLUMN sss.baseline_entries.categories IS 'Categories that were known';
COMMENT ON COLUMN sss.baseline_entries.basis IS 'Basis of the placement; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.provider IS 'Provider; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.stay IS 'Mode of stay; NULL where unknown or not bound';
COMMENT ON COLUMN sss.baseline_entries.service IS 'Service; NULL where unknown or not of the rule';
COMMENT ON COLUMN sss.baseline_entries.category_missing IS 'Was a category of the case unknown?';
COMMENT ON COLUMN sss.baseline_entries.stay_unknown IS 'Did the case have a mode of stay that is no known code?';
COMMENT ON COLUMN sss.baseline_entries.on_date IS 'Day as of which the case was checked; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.circumstances IS 'Other facts that were known, as role=value: codes, quantities in the unit of sss.requirements, evidence as present, absent or unknown; NULL: none';
COMMENT ON COLUMN sss.baseline_entries.requirement IS 'Requirement that the case fails, named after its role';
COMMENT ON COLUMN sss.baseline_entries.verdict IS 'violation, or unsettled where the attachment also refuses unsettled cases';
COMMENT ON COLUMN sss.baseline_entries.provision IS 'Provision that the case fails';

ALTER TABLE sss.baseline_entries REPLICA IDENTITY FULL;
SELECT pg_catalog.pg_extension_config_dump('sss.waivers', '');
SELECT pg_catalog.pg_extension_config_dump('sss.baselines', '');
SELECT pg_catalog.pg_extension_config_dump('sss.baseline_entries', '');

-- Each role sees those of the tables that it may read.
CREATE VIEW sss_internal.exempt_keys WITH (security_barrier) AS
	SELECT x.*
	  FROM (
			SELECT false AS baseline, w.id AS number, w.relation, w.attachment, w.rule, w.key_columns::text,
				   pg_catalog.format('sss.withdraw_waiver(%s)', w.id) AS command
			  FROM sss.waivers AS w
			 WHERE w.withdrawn_at IS NULL
			UNION ALL
			SELECT true, b.id, b.relation, b.attachment, b.rule, b.key_columns::text,
				   pg_catalog.format('sss.end_baseline(%L, %L)', sss_internal.relation_name(b.relation), b.attachment)
			  FROM sss.baselines AS b
			 WHERE b.ended_at IS NULL) AS x
	 WHERE pg_catalog.has_any_column_privilege(x.relation, 'SELECT')
	    OR pg_catalog.has_table_privilege('sss.waivers', 'SELECT') AND pg_catalog.has_table_privilege('sss.baselines', 'SELECT');
COMMENT ON VIEW sss_internal.exempt_keys IS
'Columns by which each waiver and baseline in use names cases, without their values, and the call that ends it: of tables that the role may read. For sss.verify(), whoever may call it';
COMMENT ON COLUMN sss_internal.exempt_keys.baseline IS 'Is it a baseline, and not a waiver?';
COMMENT ON COLUMN sss_internal.exempt_keys.number IS 'Number of the waiver or baseline';
COMMENT ON COLUMN sss_internal.exempt_keys.relation IS 'Table or facts view';
COMMENT ON COLUMN sss_internal.exempt_keys.attachment IS 'Name of the attachment; NULL: all of the rule';
COMMENT ON COLUMN sss_internal.exempt_keys.rule IS 'Rule';
COMMENT ON COLUMN sss_internal.exempt_keys.key_columns IS 'Columns that name the cases; NULL: none';
COMMENT ON COLUMN sss_internal.exempt_keys.command IS 'Call that ends it';
