--
-- Audit: what stands in tables and views already.
--
CREATE FUNCTION sss.audit(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, language text DEFAULT NULL,
	OUT attachment text, OUT rule text, OUT key text[], OUT categories sss.recipient_category[],
	OUT basis sss.placement_basis, OUT provider sss.provider_type, OUT stay sss.stay_mode,
	OUT service sss.service, OUT on_date date, OUT circumstances text[], OUT requirement text, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT message text, OUT refused boolean,
	OUT waivers bigint[], OUT baseline boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000;
COMMENT ON FUNCTION sss.audit(regclass, text, text[], regclass, text[], text[], text[], text, text, date, text) IS
'Rows that violate a rule, that it does not settle, or of which a fact is not known, in a table or view, without a lock that a writer waits for. By default by all that is attached, or by the attachment or rule that is named; a rule that is not attached, or with columns, facts, key, via, required or unsettled, as sss.attach() with the same arguments would bind them, of a view by the names of the roles, its first columns being the key. on_date: as of that day instead of each row''s own. circumstances: other facts that are known, as role=value; refused: would an enforcing attachment refuse such a row, were it new; waivers: those that cover what it falls short of, NULL: none; baseline: does it stand by a baseline, and not by waivers alone. Wants SELECT on the columns; 42501 also where row-level security might hide rows; 42704 where nothing is attached and no rule is named';

CREATE FUNCTION sss.audit_counts(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_counts' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000;
COMMENT ON FUNCTION sss.audit_counts(regclass, text, text[], regclass, text[], text[], text[], text, text, date) IS
'How many rows sss.audit() would find by attachment, rule, verdict and provision, and how many are compliant or not governed; the arguments are those of sss.audit()';

