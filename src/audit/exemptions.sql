--
-- Exemptions: waivers and baselines are granted, ended and looked up by these
-- functions.  Their tables stand in the store.
--
CREATE FUNCTION sss.grant_waiver(relation regclass, rule text, key text[],
	act_number text, act_date date, issuer text, valid daterange,
	requirement text, provision sss.provision, categories sss.recipient_category[] DEFAULT NULL,
	basis sss.placement_basis DEFAULT NULL,
	provider sss.provider_type DEFAULT NULL, stay sss.stay_mode DEFAULT NULL,
	service sss.service DEFAULT NULL, name text DEFAULT NULL, key_columns text[] DEFAULT NULL) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_grant_waiver' LANGUAGE C;
COMMENT ON FUNCTION sss.grant_waiver(regclass, text, text[], text, date, text, daterange, text, sss.provision, sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, sss.service, text, text[]) IS
'Enter an administrative act that exempts the case with this key from one requirement of one provision, on the days of valid and under the codes given (NULL: any), and return its number. name: the attachment, NULL: each of the rule; key_columns: refused if the attachment names its cases by others';

CREATE FUNCTION sss.withdraw_waiver(id bigint) RETURNS void
AS 'MODULE_PATHNAME', 'sss_withdraw_waiver' LANGUAGE C;
COMMENT ON FUNCTION sss.withdraw_waiver(bigint) IS
'Withdraw a waiver from now on. Waits for transactions that rely on a waiver';

CREATE FUNCTION sss.baseline(relation regclass, name text DEFAULT NULL) RETURNS bigint
AS 'MODULE_PATHNAME', 'sss_baseline' LANGUAGE C;
COMMENT ON FUNCTION sss.baseline(regclass, text) IS
'Record the violations that an attachment finds in existing rows, and exempt them from now on unless they get worse. Ends the previous baseline, leaves out rows that a waiver covers, and returns the number of rows recorded';

CREATE FUNCTION sss.end_baseline(relation regclass, name text DEFAULT NULL) RETURNS void
AS 'MODULE_PATHNAME', 'sss_end_baseline' LANGUAGE C;
COMMENT ON FUNCTION sss.end_baseline(regclass, text) IS
'End the baseline of an attachment. Waits for transactions that rely on a baseline';

CREATE FUNCTION sss_internal.exemption_use(relation regclass, name text,
	OUT key text[], OUT waivers bigint[], OUT missed bigint[], OUT baseline boolean, OUT found bigint[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_exemption_use' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.exemption_use(regclass, text) IS
'One row for each case of an attachment that has a waiver or, if it fails, a baseline: waivers that it needs and that cover it, waivers that it needs and that do not, whether only a baseline exempts it, and all waivers that name the case. For sss.waiver_status() and sss.baseline_status()';

CREATE FUNCTION sss.waiver_status(OUT id bigint, OUT status text, OUT relation regclass, OUT rule text,
	OUT key text[], OUT requirement text, OUT provision sss.provision, OUT act_number text, OUT act_date date,
	OUT issuer text, OUT valid daterange, OUT key_columns text[])
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $status$
	-- A waiver names the relation that yields the cases: the table, or its facts view if no column is bound.
	WITH attached AS (
		SELECT CASE WHEN a.facts IS NOT NULL AND coalesce(cardinality(a.columns), 0) = 0
					THEN a.facts ELSE a.relation END AS relation,
			   a.relation AS attached, a.name, a.rule, sss_internal.case_key(a.relation, a.name)::text AS key_columns
		  FROM sss_internal.attached AS a
		 WHERE a.enforced_by = 'trigger' AND a.rule IS NOT NULL
	), use AS MATERIALIZED (
		SELECT u.*
		  FROM attached AS a
		 CROSS JOIN LATERAL sss_internal.exemption_use(a.attached, a.name) AS u
		 WHERE EXISTS (SELECT FROM sss.waivers AS w
						WHERE (w.relation, w.rule) = (a.relation, a.rule) AND w.withdrawn_at IS NULL)
	), used AS (
		SELECT DISTINCT w.id FROM use, unnest(use.waivers) AS w (id)
	), missed AS (
		SELECT DISTINCT w.id FROM use, unnest(use.missed) AS w (id)
	), present AS (
		SELECT DISTINCT w.id FROM use, unnest(use.found) AS w (id)
	)
	SELECT w.id,
		   CASE WHEN w.withdrawn_at IS NOT NULL THEN 'withdrawn'
				WHEN used.id IS NOT NULL THEN 'used'
				WHEN upper(w.valid) <= sss.today() THEN 'expired'
				WHEN NOT EXISTS (SELECT FROM attached AS a
								  WHERE (a.relation, a.rule) = (w.relation, w.rule)
									AND (w.attachment IS NULL OR w.attachment = a.name)) THEN 'not attached'
				WHEN NOT EXISTS (SELECT FROM attached AS a
								  WHERE (a.relation, a.rule, a.key_columns) = (w.relation, w.rule, w.key_columns::text)
									AND (w.attachment IS NULL OR w.attachment = a.name)) THEN 'other key'
				WHEN present.id IS NOT NULL AND missed.id IS NULL THEN 'no longer needed'
				ELSE 'unused'
		   END,
		   w.relation, w.rule, w.key, w.requirement, w.provision, w.act_number, w.act_date, w.issuer, w.valid,
		   sss_internal.column_names(w.key_columns)
	  FROM sss.waivers AS w
	  LEFT JOIN used ON used.id = w.id
	  LEFT JOIN missed ON missed.id = w.id
	  LEFT JOIN present ON present.id = w.id
	 ORDER BY 1
$status$;
COMMENT ON FUNCTION sss.waiver_status() IS
'Every waiver and whether existing rows use it: used, expired, not attached, other key (attached, but with cases that other columns name), no longer needed (the case meets the requirement), unused (no such case, or the act does not cover it) or withdrawn. Reads the tables with the caller''s rights';

CREATE FUNCTION sss.baseline_status(OUT baseline bigint, OUT status text, OUT relation regclass,
	OUT attachment text, OUT rule text, OUT key text[], OUT requirement text, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT key_columns text[])
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $status$
	WITH baseline AS (
		SELECT * FROM sss.baselines AS b WHERE b.ended_at IS NULL
	), attached AS (
		SELECT b.id, a.relation, a.name, sss_internal.case_key(a.relation, a.name)::text = b.key_columns::text AS same_key
		  FROM baseline AS b
		  JOIN sss_internal.attached AS a
			ON b.relation IN (a.relation, a.facts) AND a.name = b.attachment AND a.rule = b.rule AND a.enforced_by = 'trigger'
	), use AS (
		SELECT a.id, u.key
		  FROM attached AS a
		 CROSS JOIN LATERAL sss_internal.exemption_use(a.relation, a.name) AS u
		 WHERE u.baseline
	), needed AS (
		SELECT DISTINCT use.id, sss_internal.key_identity(b.key_columns, use.key) AS same_key
		  FROM use
		  JOIN baseline AS b USING (id)
	)
	SELECT b.id,
		   CASE WHEN needed.id IS NOT NULL THEN 'used'
				WHEN EXISTS (SELECT FROM attached AS a WHERE a.id = b.id)
				 AND NOT EXISTS (SELECT FROM attached AS a WHERE a.id = b.id AND a.same_key) THEN 'other key'
				ELSE 'no longer needed' END,
		   b.relation, b.attachment, b.rule, e.key, e.requirement, e.verdict, e.provision,
		   sss_internal.column_names(b.key_columns)
	  FROM baseline AS b
	  JOIN sss.baseline_entries AS e ON e.baseline = b.id
	  LEFT JOIN needed ON (needed.id, needed.same_key) = (e.baseline, sss_internal.key_identity(b.key_columns, e.key))
$status$;
COMMENT ON FUNCTION sss.baseline_status() IS
'Every entry of the baselines in use and whether existing rows still need it: used, no longer needed, or other key (the attachment names its cases by other columns). Reads the tables with the caller''s rights';

