--
-- Types.  Each has the same functions, operators, operator classes, casts and
-- aggregates, and each list of codes has a view, so they are created in a loop
-- over the types.  The operators, operator classes and aggregates stand in
-- pg_catalog, because "=", IN, CASE and restored views must find them whatever
-- search_path is.
--
DO $types$
DECLARE
	t record;
	o record;
BEGIN
	FOR t IN
		SELECT *
		  FROM (VALUES
			('standard', 1, 'char', 'standards', 3,
			 'Standard that the order approves: organizations (annex 1), centers (annex 2), families (annex 3)', 'order, paragraph 1'),
			('recipient_category', 1, 'char', 'recipient_categories', 10,
			 'Category of children who receive services', 'paragraph 2 of the annexes'),
			('placement_basis', 1, 'char', 'placement_bases', 8,
			 'Document on whose basis a child is placed', 'paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3'),
			('provider_type', 1, 'char', 'provider_types', 21,
			 'Provider of services', 'paragraph 3 of the annexes, paragraph 4 of annex 3'),
			('stay_mode', 1, 'char', 'stay_modes', 4,
			 'Mode of stay', 'paragraph 2 of annexes 1 and 2'),
			('deciding_level', 1, 'char', 'deciding_levels', 5,
			 'Level of the local executive body that decides on a placement', 'paragraph 4 of annexes 1 and 2'),
			('transport_purpose', 1, 'char', 'transport_purposes', 5,
			 'Purpose of transport', 'annexes 1 and 2, paragraph 5, item 8, annex 3, paragraph 6, item 8'),
			('specialist_purpose', 1, 'char', 'specialist_purposes', 4,
			 'Purpose for which a specialist is engaged by contract', 'paragraph 21 of annexes 1 and 2'),
			('medical_measure', 1, 'char', 'medical_measures', 5,
			 'Medical measure that a record is about', 'paragraphs 7 and 8 of annexes 1 and 2, paragraphs 8 and 9 of annex 3'),
			('inspection_outcome', 1, 'char', 'inspection_outcomes', 3,
			 'What an inspection found out about a clause: met, not_met, not_known', 'the extension''s own'),
			('service_kind', 1, 'char', 'service_kinds', 8,
			 'Kind of special social services', 'paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('service', 2, 'int2', 'services', 72,
			 'Special social service, written kind.name', 'paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('verdict', 1, 'char', 'verdicts', 5,
			 'Verdict of a decision: compliant, violation, unsettled (the text does not decide), not_governed (no edition is in force that day), unknown (a fact is missing). It is not a legal finding', 'the extension''s own'),
			('provision', 4, 'int4', NULL, NULL,
			 'Citation: annex.paragraph.item, where annex 0 is the order itself and /n the n-th unnumbered part, of which the opening is the first. Citations sort as in the order', NULL)
		) AS v (name, size, alignment, list, ncodes, meaning, clause)
	LOOP
		EXECUTE pg_catalog.format('CREATE TYPE sss.%I', t.name);
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss_internal.%1$s_in(cstring) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_%1$s_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_out(sss.%1$s) RETURNS cstring
			AS 'MODULE_PATHNAME', 'sss_%1$s_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_recv(internal) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_%1$s_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_send(sss.%1$s) RETURNS bytea
			AS 'MODULE_PATHNAME', 'sss_%1$s_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE TYPE sss.%1$s (
				INPUT = sss_internal.%1$s_in, OUTPUT = sss_internal.%1$s_out,
				RECEIVE = sss_internal.%1$s_recv, SEND = sss_internal.%1$s_send,
				INTERNALLENGTH = %2$s, PASSEDBYVALUE, ALIGNMENT = %3$s, STORAGE = plain);
			COMMENT ON TYPE sss.%1$s IS %4$L;
			COMMENT ON FUNCTION sss_internal.%1$s_in(cstring) IS 'I/O: text to sss.%1$s. 22P02: the text is no code; the hint names the nearest';
			COMMENT ON FUNCTION sss_internal.%1$s_out(sss.%1$s) IS 'I/O: sss.%1$s to text. A value newer than the library is written as its number, #n';
			COMMENT ON FUNCTION sss_internal.%1$s_recv(internal) IS 'I/O: binary protocol, the same as text';
			COMMENT ON FUNCTION sss_internal.%1$s_send(sss.%1$s) IS 'I/O: binary protocol, the same as text';
			$sql$, t.name, t.size, t.alignment, pg_catalog.concat_ws('; ', t.meaning, t.clause));

		-- Where a code is expected, text and varchar need no cast.  In the other
		-- direction the server's own conversion by assignment serves.
		EXECUTE pg_catalog.format($sql$
			CREATE CAST (text AS sss.%1$s) WITH INOUT AS IMPLICIT;
			CREATE CAST (varchar AS sss.%1$s) WITH INOUT AS IMPLICIT;
			COMMENT ON CAST (text AS sss.%1$s) IS 'implicit, so that text parameters need no cast';
			COMMENT ON CAST (varchar AS sss.%1$s) IS 'implicit, so that varchar parameters need no cast';
			CREATE FUNCTION sss.try_%1$s(text) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_try_%1$s' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			COMMENT ON FUNCTION sss.try_%1$s(text) IS 'The text as sss.%1$s. NULL: a cast would fail';
			$sql$, t.name);

		FOR o IN
			SELECT *
			  FROM (VALUES
				('eq', '=', '=', '<>', 'eqsel', 'eqjoinsel', 'equal'),
				('ne', '<>', '<>', '=', 'neqsel', 'neqjoinsel', 'not equal'),
				('lt', '<', '>', '>=', 'scalarltsel', 'scalarltjoinsel', 'less than'),
				('le', '<=', '>=', '>', 'scalarlesel', 'scalarlejoinsel', 'less than or equal'),
				('gt', '>', '<', '<=', 'scalargtsel', 'scalargtjoinsel', 'greater than'),
				('ge', '>=', '<=', '<', 'scalargesel', 'scalargejoinsel', 'greater than or equal')
			) AS v (name, operator, commutator, negator, restriction, joining, meaning)
		LOOP
			EXECUTE pg_catalog.format($sql$
				CREATE FUNCTION sss_internal.%1$s_%2$s(sss.%1$s, sss.%1$s) RETURNS boolean
				AS 'MODULE_PATHNAME', 'sss_code_%2$s' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
				COMMENT ON FUNCTION sss_internal.%1$s_%2$s(sss.%1$s, sss.%1$s) IS 'implementation of %3$s operator';
				CREATE OPERATOR pg_catalog.%3$s (
					LEFTARG = sss.%1$s, RIGHTARG = sss.%1$s, FUNCTION = sss_internal.%1$s_%2$s,
					COMMUTATOR = OPERATOR(pg_catalog.%4$s), NEGATOR = OPERATOR(pg_catalog.%5$s),
					RESTRICT = pg_catalog.%6$s, JOIN = pg_catalog.%7$s %8$s);
				COMMENT ON OPERATOR pg_catalog.%3$s (sss.%1$s, sss.%1$s) IS '%9$s';
				$sql$, t.name, o.name, o.operator, o.commutator, o.negator,
				o.restriction, o.joining,
				CASE o.name WHEN 'eq' THEN ', MERGES, HASHES' ELSE '' END, o.meaning);
		END LOOP;

		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss_internal.%1$s_cmp(sss.%1$s, sss.%1$s) RETURNS integer
			AS 'MODULE_PATHNAME', 'sss_code_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_sortsupport(internal) RETURNS void
			AS 'MODULE_PATHNAME', 'sss_code_sortsupport' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_hash(sss.%1$s) RETURNS integer
			AS 'MODULE_PATHNAME', 'sss_code_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_hash_extended(sss.%1$s, bigint) RETURNS bigint
			AS 'MODULE_PATHNAME', 'sss_code_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_larger(sss.%1$s, sss.%1$s) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_code_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss_internal.%1$s_smaller(sss.%1$s, sss.%1$s) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_code_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			COMMENT ON FUNCTION sss_internal.%1$s_cmp(sss.%1$s, sss.%1$s) IS 'less-equal-greater, for btree';
			COMMENT ON FUNCTION sss_internal.%1$s_sortsupport(internal) IS 'sort support, for btree';
			COMMENT ON FUNCTION sss_internal.%1$s_hash(sss.%1$s) IS 'hash';
			COMMENT ON FUNCTION sss_internal.%1$s_hash_extended(sss.%1$s, bigint) IS 'hash with seed, for hash partitioning';
			COMMENT ON FUNCTION sss_internal.%1$s_larger(sss.%1$s, sss.%1$s) IS 'larger of two, for max';
			COMMENT ON FUNCTION sss_internal.%1$s_smaller(sss.%1$s, sss.%1$s) IS 'smaller of two, for min';
			CREATE OPERATOR CLASS pg_catalog.sss_%1$s_ops DEFAULT FOR TYPE sss.%1$s USING btree AS
				OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
				OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
				FUNCTION 1 sss_internal.%1$s_cmp(sss.%1$s, sss.%1$s),
				FUNCTION 2 sss_internal.%1$s_sortsupport(internal),
				FUNCTION 4 pg_catalog.btequalimage(oid);
			CREATE OPERATOR CLASS pg_catalog.sss_%1$s_ops DEFAULT FOR TYPE sss.%1$s USING hash AS
				OPERATOR 1 pg_catalog.=,
				FUNCTION 1 sss_internal.%1$s_hash(sss.%1$s),
				FUNCTION 2 sss_internal.%1$s_hash_extended(sss.%1$s, bigint);
			CREATE OPERATOR CLASS pg_catalog.sss_%1$s_ops DEFAULT FOR TYPE sss.%1$s USING brin AS
				OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
				OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
				FUNCTION 1 pg_catalog.brin_minmax_opcinfo(internal),
				FUNCTION 2 pg_catalog.brin_minmax_add_value(internal, internal, internal, internal),
				FUNCTION 3 pg_catalog.brin_minmax_consistent(internal, internal, internal),
				FUNCTION 4 pg_catalog.brin_minmax_union(internal, internal, internal);
			COMMENT ON OPERATOR CLASS pg_catalog.sss_%1$s_ops USING btree IS 'default btree operator class of sss.%1$s';
			COMMENT ON OPERATOR FAMILY pg_catalog.sss_%1$s_ops USING btree IS 'btree operator family of sss.%1$s';
			COMMENT ON OPERATOR CLASS pg_catalog.sss_%1$s_ops USING hash IS 'default hash operator class of sss.%1$s';
			COMMENT ON OPERATOR FAMILY pg_catalog.sss_%1$s_ops USING hash IS 'hash operator family of sss.%1$s';
			COMMENT ON OPERATOR CLASS pg_catalog.sss_%1$s_ops USING brin IS 'default brin operator class of sss.%1$s: minimum and maximum of a range of pages';
			COMMENT ON OPERATOR FAMILY pg_catalog.sss_%1$s_ops USING brin IS 'brin operator family of sss.%1$s';
			CREATE AGGREGATE pg_catalog.max(sss.%1$s) (
				SFUNC = sss_internal.%1$s_larger, STYPE = sss.%1$s, COMBINEFUNC = sss_internal.%1$s_larger,
				SORTOP = OPERATOR(pg_catalog.>), PARALLEL = SAFE);
			CREATE AGGREGATE pg_catalog.min(sss.%1$s) (
				SFUNC = sss_internal.%1$s_smaller, STYPE = sss.%1$s, COMBINEFUNC = sss_internal.%1$s_smaller,
				SORTOP = OPERATOR(pg_catalog.<), PARALLEL = SAFE);
			COMMENT ON AGGREGATE pg_catalog.max(sss.%1$s) IS 'last of all values in the order of the type';
			COMMENT ON AGGREGATE pg_catalog.min(sss.%1$s) IS 'first of all values in the order of the type';
			$sql$, t.name);

		-- One row a code.
		CONTINUE WHEN t.list IS NULL;
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss_internal.codes(sss.%1$s,
				OUT code sss.%1$s, OUT name_kk text, OUT name_ru text, OUT name_en text,
				OUT valid_from date, OUT valid_to date)
			RETURNS SETOF record
			AS 'MODULE_PATHNAME', 'sss_%1$s_codes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS %3$s;
			COMMENT ON FUNCTION sss_internal.codes(sss.%1$s) IS
			'All codes of the type of the argument, whatever its value, with their names and validity';
			CREATE VIEW sss.%2$I AS
				SELECT code, name_kk, name_ru, name_en, valid_from, valid_to
				  FROM sss_internal.codes(NULL::sss.%1$s);
			COMMENT ON VIEW sss.%2$I IS %4$L;
			COMMENT ON COLUMN sss.%2$I.code IS %5$L;
			COMMENT ON COLUMN sss.%2$I.name_kk IS 'Name in Kazakh; in English where the encoding lacks its letters';
			COMMENT ON COLUMN sss.%2$I.name_ru IS 'Name in Russian; in English where the encoding lacks its letters';
			COMMENT ON COLUMN sss.%2$I.name_en IS 'Name in English';
			COMMENT ON COLUMN sss.%2$I.valid_from IS 'First day on which the code is in force; NULL: the code is not the order''s';
			COMMENT ON COLUMN sss.%2$I.valid_to IS 'Last day on which the code is in force; NULL: no end is known';
			$sql$, t.name, t.list, t.ncodes,
			'Codes of type sss.' || t.name || ' with their names in Kazakh, Russian and English; ' || t.clause,
			'Code, as a value of type sss.' || t.name || '; ' || t.clause);
	END LOOP;
END
$types$;

