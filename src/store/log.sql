--
-- What enforcement writes.  Both tables only grow; they hold keys, codes and
-- citations, never a row's text.
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
	resolves timestamptz
);
COMMENT ON TABLE sss.violation_log IS
'What attachments in mode log let pass, and what the text does not settle: one line a finding, written in the transaction that changed the row, and one for each update that mended what was found; only grows, and sss.compact() folds it';
COMMENT ON COLUMN sss.violation_log.logged_at IS 'When it was found, after every row of the statement was written; of a folded line the last time';
COMMENT ON COLUMN sss.violation_log.relid IS 'OID of the table that the rule is attached to, in this database and since its last restore';
COMMENT ON COLUMN sss.violation_log.relation IS 'Its qualified name when it was written; of a row in a partition that of the table that is attached';
COMMENT ON COLUMN sss.violation_log.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.violation_log.rule IS 'Rule; NULL where the set-up is wrong';
COMMENT ON COLUMN sss.violation_log.key IS 'Values of the key''s columns as text, in the order of the key, whatever the session''s settings: dates ISO, times in UTC, each cut after 256 bytes; NULL where the table has no key';
COMMENT ON COLUMN sss.violation_log.categories IS 'Categories that were known';
COMMENT ON COLUMN sss.violation_log.basis IS 'Basis of the placement; NULL where unknown';
COMMENT ON COLUMN sss.violation_log.provider IS 'Provider; NULL where unknown';
COMMENT ON COLUMN sss.violation_log.stay IS 'Mode of stay; NULL where unknown or not bound';
COMMENT ON COLUMN sss.violation_log.service IS 'Service; NULL where unknown or not of the rule';
COMMENT ON COLUMN sss.violation_log.on_date IS 'Day as of which the row was judged';
COMMENT ON COLUMN sss.violation_log.circumstances IS 'Other facts that were known, as role=value: codes, quantities in the unit of sss.requirements, evidence as present, absent or unknown; NULL: none';
COMMENT ON COLUMN sss.violation_log.requirement IS 'Requirement that decided, named after its role; NULL where nothing is wanting any more';
COMMENT ON COLUMN sss.violation_log.verdict IS 'violation or unsettled; compliant or not_governed: nothing is wanting any more';
COMMENT ON COLUMN sss.violation_log.provision IS 'Provision that decided';
COMMENT ON COLUMN sss.violation_log.problem IS 'SQLSTATE of a wrong set-up, found where only logging; NULL otherwise';
COMMENT ON COLUMN sss.violation_log.first_at IS 'When it was first found, of a folded line; NULL: at logged_at';
COMMENT ON COLUMN sss.violation_log.count IS 'How many findings a folded line stands for; NULL: one';
COMMENT ON COLUMN sss.violation_log.resolves IS 'Of the line of an audit that nothing is wanting any more: when it was last found, as far as the audit could see; what was found later is open. NULL: not of an audit';

CREATE TABLE sss.journal (
	at timestamptz NOT NULL,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	action text NOT NULL,
	relid oid,
	relation text,
	attachment text,
	rule text,
	definition text
);
COMMENT ON TABLE sss.journal IS
'Every attach, detach, change of mode, override, waiver and baseline, by whom and when; only grows';
COMMENT ON COLUMN sss.journal.at IS 'When it was done';
COMMENT ON COLUMN sss.journal.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.journal.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.journal.action IS 'attach, detach, set_mode, waiver, withdraw_waiver, baseline, end_baseline, or override: sss.mode, for the first time in its transaction, spared what the attachment would have refused';
COMMENT ON COLUMN sss.journal.relid IS 'OID of the table that the rule is attached to, in this database and since its last restore';
COMMENT ON COLUMN sss.journal.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss.journal.attachment IS 'Name of the attachment; NULL for a waiver that is of any';
COMMENT ON COLUMN sss.journal.rule IS 'Rule of the attachment; NULL where it could not be read';
COMMENT ON COLUMN sss.journal.definition IS 'The call of sss.attach() that makes the attachment as it then was, or that did what was done with a waiver or baseline; NULL for detach and override, and where sss.attach() makes no such trigger';

-- Nobody but the owner reads them; of a trusted extension, whose objects belong
-- to the bootstrap superuser, that is whoever created it.  To restore a dump
-- the owner may append rows, but neither change nor remove any.
REVOKE ALL ON sss.violation_log, sss.journal FROM PUBLIC;
GRANT SELECT ON sss.violation_log, sss.journal TO @extowner@ WITH GRANT OPTION;
GRANT INSERT ON sss.violation_log, sss.journal TO @extowner@;
SELECT pg_catalog.pg_extension_config_dump('sss.violation_log', '');
SELECT pg_catalog.pg_extension_config_dump('sss.journal', '');

