--
-- Support of the planner, by which it sees through sss.in_scope(), sss.placement_lawful() and the
-- verdicts: support functions, and the forms into which these rewrite calls.  Nobody
-- calls these by hand.
--
CREATE FUNCTION sss_internal.plan_predicate(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'sss_plan_predicate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.plan_predicate(internal) IS 'planner support for predicates: estimate and index condition';
CREATE FUNCTION sss_internal.plan_in_scope(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'sss_plan_in_scope' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.plan_in_scope(internal) IS 'planner support for sss.in_scope';
CREATE FUNCTION sss_internal.plan_verdict_eq(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'sss_plan_verdict_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.plan_verdict_eq(internal) IS 'planner support for = of verdicts';
CREATE FUNCTION sss_internal.plan_verdict_ne(internal) RETURNS internal
AS 'MODULE_PATHNAME', 'sss_plan_verdict_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.plan_verdict_ne(internal) IS 'planner support for <> of verdicts';

--
-- sss.in_scope() as an operator.
--
CREATE TYPE sss_internal.provider_day;
CREATE FUNCTION sss_internal.provider_day_in(cstring) RETURNS sss_internal.provider_day
AS 'MODULE_PATHNAME', 'sss_provider_day_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss_internal.provider_day_out(sss_internal.provider_day) RETURNS cstring
AS 'MODULE_PATHNAME', 'sss_provider_day_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE sss_internal.provider_day (
	INPUT = sss_internal.provider_day_in, OUTPUT = sss_internal.provider_day_out, LIKE = pg_catalog.int8);
COMMENT ON TYPE sss_internal.provider_day IS 'Provider on a day, as plans show it';
COMMENT ON FUNCTION sss_internal.provider_day_in(cstring) IS 'I/O: a provider, or NULL, and a date';
COMMENT ON FUNCTION sss_internal.provider_day_out(sss_internal.provider_day) IS 'I/O: provider and date';

CREATE FUNCTION sss_internal.provider_day(provider sss.provider_type, on_date date) RETURNS sss_internal.provider_day
AS 'MODULE_PATHNAME', 'sss_provider_day' LANGUAGE C IMMUTABLE LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.provider_day(sss.provider_type, date) IS
'Second and third argument of sss.in_scope as one value. NULL: the date is NULL';
CREATE FUNCTION sss_internal.service_in_scope(service sss.service, day sss_internal.provider_day) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_service_in_scope' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
SUPPORT sss_internal.plan_predicate;
COMMENT ON FUNCTION sss_internal.service_in_scope(sss.service, sss_internal.provider_day) IS 'implementation of <@ operator';
CREATE FUNCTION sss_internal.service_out_of_scope(service sss.service, day sss_internal.provider_day) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_service_out_of_scope' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
SUPPORT sss_internal.plan_predicate;
COMMENT ON FUNCTION sss_internal.service_out_of_scope(sss.service, sss_internal.provider_day) IS 'implementation of !<@ operator';
CREATE FUNCTION sss_internal.services_of(day sss_internal.provider_day, in_scope boolean) RETURNS sss.service[]
AS 'MODULE_PATHNAME', 'sss_services_of' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.services_of(sss_internal.provider_day, boolean) IS
'Services for which sss.in_scope has that answer for the provider on the day';

CREATE FUNCTION sss_internal.in_scope_sel(internal, oid, internal, integer) RETURNS double precision
AS 'MODULE_PATHNAME', 'sss_in_scope_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.in_scope_sel(internal, oid, internal, integer) IS 'restriction selectivity of <@ operator';
CREATE FUNCTION sss_internal.out_of_scope_sel(internal, oid, internal, integer) RETURNS double precision
AS 'MODULE_PATHNAME', 'sss_out_of_scope_sel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.out_of_scope_sel(internal, oid, internal, integer) IS 'restriction selectivity of !<@ operator';

-- A join knows of no share; most services are in scope.
CREATE OPERATOR sss_internal.<@ (
	LEFTARG = sss.service, RIGHTARG = sss_internal.provider_day, FUNCTION = sss_internal.service_in_scope,
	NEGATOR = OPERATOR(sss_internal.!<@), RESTRICT = sss_internal.in_scope_sel);
CREATE OPERATOR sss_internal.!<@ (
	LEFTARG = sss.service, RIGHTARG = sss_internal.provider_day, FUNCTION = sss_internal.service_out_of_scope,
	NEGATOR = OPERATOR(sss_internal.<@), RESTRICT = sss_internal.out_of_scope_sel, JOIN = pg_catalog.contjoinsel);
COMMENT ON OPERATOR sss_internal.<@ (sss.service, sss_internal.provider_day) IS 'is in scope of';
COMMENT ON OPERATOR sss_internal.!<@ (sss.service, sss_internal.provider_day) IS 'is not in scope of';

-- They are leakproof, so that row security does not keep them from an index: they raise
-- no error, whatever the arguments are.
ALTER FUNCTION sss.in_scope(sss.service, sss.provider_type, date) LEAKPROOF SUPPORT sss_internal.plan_in_scope;
ALTER FUNCTION sss.placement_lawful(sss.recipient_category, sss.placement_basis, sss.provider_type, date)
	LEAKPROOF SUPPORT sss_internal.plan_predicate;

--
-- A verdict that is compared with a constant.  Rules with quantities are left out: the
-- planner would ask them before the query does, and a quantity may be an error.
--
DO $verdicts$
DECLARE
	f record;
BEGIN
	FOR f IN
		SELECT p.proname AS name, pg_catalog.pg_get_function_identity_arguments(p.oid) AS arguments,
			   pg_catalog.oidvectortypes(p.proargtypes) AS types
		  FROM pg_catalog.pg_proc AS p
		  JOIN sss.rules AS r ON p.proname OPERATOR(pg_catalog.=) (r.rule OPERATOR(pg_catalog.||) '_verdict')
		 WHERE p.pronamespace OPERATOR(pg_catalog.=) 'sss'::pg_catalog.regnamespace
		 GROUP BY p.oid, p.proname, p.proargtypes
		HAVING pg_catalog.every(r.type OPERATOR(pg_catalog.<>) 'numeric')
		 ORDER BY p.proname
	LOOP
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss_internal.%1$s_is(%2$s, verdict sss.verdict) RETURNS boolean
			AS 'MODULE_PATHNAME', 'sss_%1$s_is' LANGUAGE C IMMUTABLE LEAKPROOF PARALLEL SAFE
			SUPPORT sss_internal.plan_predicate;
			COMMENT ON FUNCTION sss_internal.%1$s_is(%3$s, sss.verdict) IS 'sss.%1$s(...) = verdict, as plans show it';
			$sql$, f.name, f.arguments, f.types);
	END LOOP;
END
$verdicts$;
ALTER FUNCTION sss_internal.verdict_eq(sss.verdict, sss.verdict) SUPPORT sss_internal.plan_verdict_eq;
ALTER FUNCTION sss_internal.verdict_ne(sss.verdict, sss.verdict) SUPPORT sss_internal.plan_verdict_ne;
