--
-- What is let stand: waivers, one administrative act each, and baselines, which
-- record what was found wanting at some time.  They keep their history.
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
	withdrawn_by text
);
CREATE INDEX waivers_key ON sss.waivers (relation, rule, key);
COMMENT ON TABLE sss.waivers IS
'Administrative acts, each of which lets one case leave one requirement unmet: sss.grant_waiver() adds them, sss.withdraw_waiver() marks them as withdrawn, and nothing is removed';
COMMENT ON INDEX sss.waivers_key IS 'By which the trigger finds the waivers of a case';
COMMENT ON CONSTRAINT waivers_pkey ON sss.waivers IS 'Waivers are numbered without gaps';
COMMENT ON CONSTRAINT waivers_valid ON sss.waivers IS 'A waiver is valid on some days, and not for ever';
COMMENT ON COLUMN sss.waivers.id IS 'Number of the waiver, from 1';
COMMENT ON COLUMN sss.waivers.relation IS 'Relation whose columns the key is of; follows it when it is renamed';
COMMENT ON COLUMN sss.waivers.attachment IS 'Attachment that is meant; NULL: any of the rule';
COMMENT ON COLUMN sss.waivers.rule IS 'Rule';
COMMENT ON COLUMN sss.waivers.key IS 'Values of the key''s columns, as in sss.violation_log';
COMMENT ON COLUMN sss.waivers.requirement IS 'Requirement that the case may leave unmet, named after its role';
COMMENT ON COLUMN sss.waivers.provision IS 'Provision that makes it; what another makes is not waived';
COMMENT ON COLUMN sss.waivers.categories IS 'Categories that the child must be in, others being allowed; NULL: any';
COMMENT ON COLUMN sss.waivers.basis IS 'Basis of the placement that is allowed; NULL: any';
COMMENT ON COLUMN sss.waivers.provider IS 'Provider that is allowed; NULL: any';
COMMENT ON COLUMN sss.waivers.stay IS 'Mode of stay that is allowed; NULL: any';
COMMENT ON COLUMN sss.waivers.service IS 'Service that is allowed; NULL: any';
COMMENT ON COLUMN sss.waivers.act_number IS 'Number of the act';
COMMENT ON COLUMN sss.waivers.act_date IS 'Day on which it was signed';
COMMENT ON COLUMN sss.waivers.issuer IS 'Body that issued it';
COMMENT ON COLUMN sss.waivers.valid IS 'Days on one of which the date of the case must be: the date as of which it is judged, today where no column is bound to it; a case without a date has no waiver';
COMMENT ON COLUMN sss.waivers.granted_at IS 'When it was entered';
COMMENT ON COLUMN sss.waivers.granted_by IS 'Role that entered it';
COMMENT ON COLUMN sss.waivers.withdrawn_at IS 'When it was withdrawn; NULL: it was not';
COMMENT ON COLUMN sss.waivers.withdrawn_by IS 'Role that withdrew it; NULL: none did';

CREATE TABLE sss.baselines (
	id bigint PRIMARY KEY,
	relation regclass NOT NULL,
	attachment text COLLATE pg_catalog."C" NOT NULL,
	rule text COLLATE pg_catalog."C" NOT NULL,
	entries bigint NOT NULL,
	recorded_at timestamptz NOT NULL,
	recorded_by text NOT NULL,
	ended_at timestamptz,
	ended_by text
);
CREATE INDEX baselines_relation ON sss.baselines (relation);
COMMENT ON TABLE sss.baselines IS
'Baselines: sss.baseline() records one, which ends the one before; sss.end_baseline() ends it; nothing is removed';
COMMENT ON INDEX sss.baselines_relation IS 'By which the trigger finds the baseline of an attachment';
COMMENT ON CONSTRAINT baselines_pkey ON sss.baselines IS 'Baselines are numbered without gaps';
COMMENT ON COLUMN sss.baselines.id IS 'Number of the baseline, from 1';
COMMENT ON COLUMN sss.baselines.relation IS 'Relation whose columns the keys are of; follows it when it is renamed';
COMMENT ON COLUMN sss.baselines.attachment IS 'Attachment whose findings were recorded';
COMMENT ON COLUMN sss.baselines.rule IS 'Its rule';
COMMENT ON COLUMN sss.baselines.entries IS 'How many findings were recorded';
COMMENT ON COLUMN sss.baselines.recorded_at IS 'When it was recorded';
COMMENT ON COLUMN sss.baselines.recorded_by IS 'Role that recorded it';
COMMENT ON COLUMN sss.baselines.ended_at IS 'When it was ended; NULL: it is in use';
COMMENT ON COLUMN sss.baselines.ended_by IS 'Role that ended it; NULL: none did';

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
'What each baseline recorded: one row for each case that an enforcing attachment would have refused';
COMMENT ON INDEX sss.baseline_entries_key IS 'By which the trigger finds the entries of a case';
COMMENT ON COLUMN sss.baseline_entries.baseline IS 'Number of the baseline';
COMMENT ON COLUMN sss.baseline_entries.key IS 'Values of the key''s columns, as in sss.violation_log';
COMMENT ON COLUMN sss.baseline_entries.categories IS 'Categories that were known';
COMMENT ON COLUMN sss.baseline_entries.basis IS 'Basis of the placement; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.provider IS 'Provider; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.stay IS 'Mode of stay; NULL where unknown or not bound';
COMMENT ON COLUMN sss.baseline_entries.service IS 'Service; NULL where unknown or not of the rule';
COMMENT ON COLUMN sss.baseline_entries.category_missing IS 'Was a category, or the only one, not known?';
COMMENT ON COLUMN sss.baseline_entries.stay_unknown IS 'Was a mode of stay given by no code that is known?';
COMMENT ON COLUMN sss.baseline_entries.on_date IS 'Day as of which the case was judged; NULL where unknown';
COMMENT ON COLUMN sss.baseline_entries.circumstances IS 'Other facts that were known, as role=value: codes, quantities in the unit of sss.requirements, evidence as present, absent or unknown; NULL: none';
COMMENT ON COLUMN sss.baseline_entries.requirement IS 'Requirement that decided, named after its role';
COMMENT ON COLUMN sss.baseline_entries.verdict IS 'violation, or unsettled where the attachment refuses that, too';
COMMENT ON COLUMN sss.baseline_entries.provision IS 'Provision that decided';

REVOKE ALL ON sss.waivers, sss.baselines, sss.baseline_entries FROM PUBLIC;
GRANT SELECT ON sss.waivers, sss.baselines, sss.baseline_entries TO @extowner@ WITH GRANT OPTION;
GRANT INSERT ON sss.waivers, sss.baselines, sss.baseline_entries TO @extowner@;
SELECT pg_catalog.pg_extension_config_dump('sss.waivers', '');
SELECT pg_catalog.pg_extension_config_dump('sss.baselines', '');
SELECT pg_catalog.pg_extension_config_dump('sss.baseline_entries', '');

CREATE FUNCTION sss.grant_waiver(relation regclass, rule text, key text[],
	act_number text, act_date date, issuer text, valid daterange,
	requirement text, provision sss.provision, categories sss.recipient_category[] DEFAULT NULL,
	basis sss.placement_basis DEFAULT NULL,
	provider sss.provider_type DEFAULT NULL, stay sss.stay_mode DEFAULT NULL,
	service sss.service DEFAULT NULL, name text DEFAULT NULL) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_grant_waiver' LANGUAGE C;
COMMENT ON FUNCTION sss.grant_waiver(regclass, text, text[], text, date, text, daterange, text, sss.provision, sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, sss.service, text) IS
'Enter an administrative act that lets one case leave one requirement unmet, as one provision makes it, on the days of valid, and under the codes given, NULL being any; returns the number of the waiver. key: values of the columns that name the case, in their order; name: an attachment, where several of the rule have different keys. 42704 where the rule is not attached, 22023 for what cannot be, 22004 for a NULL, 22P02 and the like for a key that is no value of its columns';

CREATE FUNCTION sss.withdraw_waiver(id bigint) RETURNS void
AS 'MODULE_PATHNAME', 'sss_withdraw_waiver' LANGUAGE C;
COMMENT ON FUNCTION sss.withdraw_waiver(bigint) IS
'Withdraw a waiver from now on; waits for transactions that rely on one. 42704 if there is none, 55000 if it was withdrawn already, 22004 for a NULL';

CREATE FUNCTION sss.baseline(relation regclass, name text DEFAULT NULL) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_baseline' LANGUAGE C;
COMMENT ON FUNCTION sss.baseline(regclass, text) IS
'Record what an attachment finds wanting in the rows that are there, read with the caller''s rights, and let it stand from now on as long as it gets no worse; ends the baseline before; returns how many rows were recorded. name: the attachment, NULL where there is one; rows that a waiver covers are left out. 42704 if there is none, 22023 where the table has no key, 22004 for a NULL';

CREATE FUNCTION sss.end_baseline(relation regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'sss_end_baseline' LANGUAGE C;
COMMENT ON FUNCTION sss.end_baseline(regclass, text) IS
'End the baseline of an attachment; waits for transactions that rely on one. 42704 if there is none, 22004 for a NULL relation';

CREATE FUNCTION sss.leave_use(relation regclass, name text,
	OUT key text[], OUT waivers bigint[], OUT missed bigint[], OUT baseline boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_leave_use' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss.leave_use(regclass, text) IS
'One row for each row of the table for whose key there is a waiver or, where it is found wanting, a baseline: the waivers that it needs and that cover it, those that it needs and that do not, and whether it stands by a baseline; for sss.waiver_status() and sss.baseline_status()';

CREATE FUNCTION sss.waiver_status(OUT id bigint, OUT status text, OUT relation regclass, OUT rule text,
	OUT key text[], OUT requirement text, OUT provision sss.provision, OUT act_number text, OUT act_date date,
	OUT issuer text, OUT valid daterange)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $status$
	-- Cases are named by the table, or by a facts view that yields them as a whole.
	WITH attached AS (
		SELECT CASE WHEN a.facts IS NOT NULL AND coalesce(cardinality(a.columns), 0) = 0
					THEN a.facts ELSE a.relation END AS relation,
			   a.relation AS attached, a.name, a.rule
		  FROM sss.attachments AS a
		 WHERE a.lane = 'trigger' AND a.problem IS NULL
	), use AS MATERIALIZED (
		SELECT a.relation, a.rule, u.*
		  FROM attached AS a
		 CROSS JOIN LATERAL sss.leave_use(a.attached, a.name) AS u
		 WHERE EXISTS (SELECT FROM sss.waivers AS w
						WHERE (w.relation, w.rule) = (a.relation, a.rule) AND w.withdrawn_at IS NULL)
	), used AS (
		SELECT DISTINCT w.id FROM use, unnest(use.waivers) AS w (id)
	), missed AS (
		SELECT DISTINCT w.id FROM use, unnest(use.missed) AS w (id)
	), present AS (
		SELECT DISTINCT relation, rule, key FROM use
	)
	SELECT w.id,
		   CASE WHEN w.withdrawn_at IS NOT NULL THEN 'withdrawn'
				WHEN used.id IS NOT NULL THEN 'used'
				WHEN upper(w.valid) <= statement_timestamp()::date THEN 'expired'
				WHEN NOT EXISTS (SELECT FROM attached AS a
								  WHERE (a.relation, a.rule) = (w.relation, w.rule)
									AND (w.attachment IS NULL OR w.attachment = a.name)) THEN 'not attached'
				WHEN present.key IS NOT NULL AND missed.id IS NULL THEN 'no longer needed'
				ELSE 'unused'
		   END,
		   w.relation, w.rule, w.key, w.requirement, w.provision, w.act_number, w.act_date, w.issuer, w.valid
	  FROM sss.waivers AS w
	  LEFT JOIN used ON used.id = w.id
	  LEFT JOIN missed ON missed.id = w.id
	  LEFT JOIN present ON (present.relation, present.rule, present.key) = (w.relation, w.rule, w.key)
	 ORDER BY 1
$status$;
COMMENT ON FUNCTION sss.waiver_status() IS
'Every waiver, judged by the rows that are there: used (a row stands by it), expired (its days are over, and none does), not attached (the rule is not attached to the relation any more), no longer needed (its case is there and meets the requirement), unused (its case is not there, or what the act allows is not what it is), withdrawn. Reads the tables with the caller''s rights, who needs SELECT on sss.waivers and EXECUTE on sss.leave_use() as well';

CREATE FUNCTION sss.baseline_status(OUT baseline bigint, OUT status text, OUT relation regclass,
	OUT attachment text, OUT rule text, OUT key text[], OUT requirement text, OUT verdict sss.verdict,
	OUT provision sss.provision)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $status$
	WITH baseline AS (
		SELECT * FROM sss.baselines AS b WHERE b.ended_at IS NULL
	), use AS (
		SELECT b.id, u.key
		  FROM baseline AS b
		  JOIN sss.attachments AS a
			ON b.relation IN (a.relation, a.facts) AND a.name = b.attachment AND a.rule = b.rule AND a.problem IS NULL
		 CROSS JOIN LATERAL sss.leave_use(a.relation, a.name) AS u
		 WHERE u.baseline
	), needed AS (
		SELECT DISTINCT id, key FROM use
	)
	SELECT b.id, CASE WHEN needed.id IS NOT NULL THEN 'used' ELSE 'no longer needed' END,
		   b.relation, b.attachment, b.rule, e.key, e.requirement, e.verdict, e.provision
	  FROM baseline AS b
	  JOIN sss.baseline_entries AS e ON e.baseline = b.id
	  LEFT JOIN needed ON (needed.id, needed.key) = (e.baseline, e.key)
$status$;
COMMENT ON FUNCTION sss.baseline_status() IS
'Every entry of the baselines in use, judged by the rows that are there: used (a row stands by it), no longer needed. Reads the tables with the caller''s rights, who needs SELECT on sss.baselines and sss.baseline_entries and EXECUTE on sss.leave_use() as well';

-- Who may let a case stand is for the owner to say, by GRANT EXECUTE.
REVOKE ALL ON FUNCTION sss.grant_waiver(regclass, text, text[], text, date, text, daterange, text, sss.provision, sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, sss.service, text),
	sss.withdraw_waiver(bigint), sss.baseline(regclass, text), sss.end_baseline(regclass, text),
	sss.leave_use(regclass, text), sss.waiver_status(), sss.baseline_status() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sss.grant_waiver(regclass, text, text[], text, date, text, daterange, text, sss.provision, sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, sss.service, text),
	sss.withdraw_waiver(bigint), sss.baseline(regclass, text), sss.end_baseline(regclass, text),
	sss.leave_use(regclass, text), sss.waiver_status(), sss.baseline_status() TO @extowner@ WITH GRANT OPTION;

