--
-- Audit: existing rows of tables and views, checked as a trigger would check them.
--
CREATE FUNCTION sss.audit(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	key text[] DEFAULT NULL, lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, language text DEFAULT NULL,
	OUT attachment text, OUT rule text, OUT key text[], OUT categories sss.recipient_category[],
	OUT basis sss.placement_basis, OUT provider sss.provider_type, OUT stay sss.stay_mode,
	OUT service sss.service, OUT on_date date, OUT circumstances text[], OUT requirement text, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT message text, OUT refused boolean,
	OUT waivers bigint[], OUT baseline boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000;
COMMENT ON FUNCTION sss.audit(regclass, text, text[], text[], regclass, text[], text[], text, text, date, text) IS
'Rows of a table or view that are violations, unsettled or unknown, by every attachment of the relation or by the rule that the arguments name as for sss.attach(). Takes no lock that a writer waits for; on_date replaces each row''s own day. message names the document of a placement whose number or date is bound';

CREATE FUNCTION sss_internal.audit_counts(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	key text[] DEFAULT NULL, lookup regclass DEFAULT NULL, lookup_by text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_counts' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000;
COMMENT ON FUNCTION sss_internal.audit_counts(regclass, text, text[], text[], regclass, text[], text[], text, text, date) IS
'Number of rows by attachment, rule, verdict and provision, compliant and not governed rows included; takes the arguments of sss.audit()';

