--
-- Enforcement: the trigger function, a function for CHECK on several categories, and
-- what the companion's WHEN clause calls.
--
CREATE FUNCTION sss.enforce() RETURNS trigger
AS 'MODULE_PATHNAME', 'sss_enforce' LANGUAGE C;
COMMENT ON FUNCTION sss.enforce() IS
'Trigger function of every attachment: AFTER INSERT OR UPDATE OF columns FOR EACH ROW; arguments: the rule, one role for each listed column, then mode=, unsettled=, required=; 23514 where it refuses, 22023 and the like where it is set up wrongly';

CREATE FUNCTION sss.facts(view regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_facts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.facts(regclass) IS
'true; for the WHEN clause of triggers that call sss.enforce(): what it names is the facts view, which cannot be dropped then';

CREATE FUNCTION sss.facts_reads(view regclass, OUT relation regclass, OUT columns text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_facts_reads' LANGUAGE C STABLE STRICT ROWS 5;
COMMENT ON FUNCTION sss.facts_reads(regclass) IS
'Tables that a view reads, through other views as well, and which columns of them; NULL: rows as a whole. What a function reads that the view calls is not seen';

CREATE FUNCTION sss.changed(VARIADIC "any") RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_changed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.changed("any") IS
'sss.changed(old.a, new.a, old.b, new.b, ...): does any pair differ, byte for byte; for the WHEN clause of a companion trigger';

CREATE FUNCTION sss.require_placement_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_require_placement_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.require_placement_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'For CHECK: true, or 23514 where sss.placement_verdict_any is violation; paragraphs 2 and 4, annex 3 paragraph 5';

