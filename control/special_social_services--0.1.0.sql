/* control/special_social_services--0.1.0.sql */

-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION special_social_services" to load this file. \quit

CREATE SCHEMA sss;
GRANT USAGE ON SCHEMA sss TO PUBLIC;
COMMENT ON SCHEMA sss IS
'Order No. 165 of 12 June 2023 of the Minister of Education of Kazakhstan, standards of special social services to children: its codes, decisions and enforcement';

--
-- Types.  Each has the same functions, operators, operator classes, casts and
-- aggregates, so they are created in a loop over the types.  The operators,
-- operator classes and aggregates stand in pg_catalog, because "=", IN, CASE
-- and restored views must find them whatever search_path is.
--
DO $types$
DECLARE
	t record;
	o record;
	f text;
BEGIN
	FOR t IN
		SELECT *
		  FROM (VALUES
			('standard', 1, 'char', 'Standard that the order approves: organizations (annex 1), centers (annex 2), families (annex 3); order, paragraph 1'),
			('recipient_category', 1, 'char', 'Category of children who receive services; paragraph 2 of annexes 1, 2 and 3'),
			('placement_basis', 1, 'char', 'Document on whose basis a child is placed; paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3'),
			('provider_type', 1, 'char', 'Provider of services; paragraph 3 of annexes 1, 2 and 3, paragraph 4 of annex 3'),
			('stay_mode', 1, 'char', 'Mode of stay; paragraph 2 of annexes 1 and 2'),
			('deciding_level', 1, 'char', 'Level of the local executive body that decides on a placement; paragraph 4 of annexes 1 and 2'),
			('transport_purpose', 1, 'char', 'Purpose of transport; annexes 1 and 2, paragraph 5, item 8, annex 3, paragraph 6, item 8'),
			('specialist_purpose', 1, 'char', 'Purpose for which a specialist is engaged by contract; paragraph 21 of annexes 1 and 2'),
			('service_kind', 1, 'char', 'Kind of special social services; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('service', 2, 'int2', 'Special social service, written kind.name; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('verdict', 1, 'char', 'Verdict of a decision: compliant, violation, unsettled (the text does not decide), not_governed (no edition in force that day), unknown (a fact is missing); not a legal finding'),
			('provision', 4, 'int4', 'Citation: annex.paragraph.item, annex 0 being the order itself; /n is the n-th unnumbered part, the opening being the first; ordered as in the order')
		) AS v (name, size, alignment, meaning)
	LOOP
		EXECUTE pg_catalog.format('CREATE TYPE sss.%I', t.name);
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.%1$s_in(cstring) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_%1$s_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_out(sss.%1$s) RETURNS cstring
			AS 'MODULE_PATHNAME', 'sss_%1$s_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_recv(internal) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_%1$s_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_send(sss.%1$s) RETURNS bytea
			AS 'MODULE_PATHNAME', 'sss_%1$s_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE TYPE sss.%1$s (
				INPUT = sss.%1$s_in, OUTPUT = sss.%1$s_out,
				RECEIVE = sss.%1$s_recv, SEND = sss.%1$s_send,
				INTERNALLENGTH = %2$s, PASSEDBYVALUE, ALIGNMENT = %3$s, STORAGE = plain);
			COMMENT ON TYPE sss.%1$s IS %4$L;
			COMMENT ON FUNCTION sss.%1$s_in(cstring) IS 'I/O: text to sss.%1$s; 22P02 with the nearest code for any other text';
			COMMENT ON FUNCTION sss.%1$s_out(sss.%1$s) IS 'I/O: sss.%1$s to text; a value newer than the library as its number, #n';
			COMMENT ON FUNCTION sss.%1$s_recv(internal) IS 'I/O: binary protocol, the same as text';
			COMMENT ON FUNCTION sss.%1$s_send(sss.%1$s) IS 'I/O: binary protocol, the same as text';
			$sql$, t.name, t.size, t.alignment, t.meaning);

		-- Text and varchar are taken where a code is expected; to text, the
		-- server's own conversion by assignment serves.
		EXECUTE pg_catalog.format($sql$
			CREATE CAST (text AS sss.%1$s) WITH INOUT AS IMPLICIT;
			CREATE CAST (varchar AS sss.%1$s) WITH INOUT AS IMPLICIT;
			COMMENT ON CAST (text AS sss.%1$s) IS 'implicit, so that text parameters need no cast';
			COMMENT ON CAST (varchar AS sss.%1$s) IS 'implicit, so that varchar parameters need no cast';
			CREATE FUNCTION sss.try_%1$s(text) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_try_%1$s' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			COMMENT ON FUNCTION sss.try_%1$s(text) IS 'The text as sss.%1$s, read as a cast would, NULL where the cast would fail';
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
				CREATE FUNCTION sss.%1$s_%2$s(sss.%1$s, sss.%1$s) RETURNS boolean
				AS 'MODULE_PATHNAME', 'sss_code_%2$s' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
				COMMENT ON FUNCTION sss.%1$s_%2$s(sss.%1$s, sss.%1$s) IS 'implementation of %3$s operator';
				CREATE OPERATOR pg_catalog.%3$s (
					LEFTARG = sss.%1$s, RIGHTARG = sss.%1$s, FUNCTION = sss.%1$s_%2$s,
					COMMUTATOR = OPERATOR(pg_catalog.%4$s), NEGATOR = OPERATOR(pg_catalog.%5$s),
					RESTRICT = pg_catalog.%6$s, JOIN = pg_catalog.%7$s %8$s);
				COMMENT ON OPERATOR pg_catalog.%3$s (sss.%1$s, sss.%1$s) IS '%9$s';
				$sql$, t.name, o.name, o.operator, o.commutator, o.negator,
				o.restriction, o.joining,
				CASE o.name WHEN 'eq' THEN ', MERGES, HASHES' ELSE '' END, o.meaning);
		END LOOP;

		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.%1$s_cmp(sss.%1$s, sss.%1$s) RETURNS integer
			AS 'MODULE_PATHNAME', 'sss_code_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_sortsupport(internal) RETURNS void
			AS 'MODULE_PATHNAME', 'sss_code_sortsupport' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_hash(sss.%1$s) RETURNS integer
			AS 'MODULE_PATHNAME', 'sss_code_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_hash_extended(sss.%1$s, bigint) RETURNS bigint
			AS 'MODULE_PATHNAME', 'sss_code_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_larger(sss.%1$s, sss.%1$s) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_code_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			CREATE FUNCTION sss.%1$s_smaller(sss.%1$s, sss.%1$s) RETURNS sss.%1$s
			AS 'MODULE_PATHNAME', 'sss_code_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
			COMMENT ON FUNCTION sss.%1$s_cmp(sss.%1$s, sss.%1$s) IS 'less-equal-greater, for btree';
			COMMENT ON FUNCTION sss.%1$s_sortsupport(internal) IS 'sort support, for btree';
			COMMENT ON FUNCTION sss.%1$s_hash(sss.%1$s) IS 'hash';
			COMMENT ON FUNCTION sss.%1$s_hash_extended(sss.%1$s, bigint) IS 'hash with seed, for hash partitioning';
			COMMENT ON FUNCTION sss.%1$s_larger(sss.%1$s, sss.%1$s) IS 'larger of two, for max';
			COMMENT ON FUNCTION sss.%1$s_smaller(sss.%1$s, sss.%1$s) IS 'smaller of two, for min';
			CREATE OPERATOR CLASS pg_catalog.sss_%1$s_ops DEFAULT FOR TYPE sss.%1$s USING btree AS
				OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
				OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
				FUNCTION 1 sss.%1$s_cmp(sss.%1$s, sss.%1$s),
				FUNCTION 2 sss.%1$s_sortsupport(internal),
				FUNCTION 4 pg_catalog.btequalimage(oid);
			CREATE OPERATOR CLASS pg_catalog.sss_%1$s_ops DEFAULT FOR TYPE sss.%1$s USING hash AS
				OPERATOR 1 pg_catalog.=,
				FUNCTION 1 sss.%1$s_hash(sss.%1$s),
				FUNCTION 2 sss.%1$s_hash_extended(sss.%1$s, bigint);
			COMMENT ON OPERATOR CLASS pg_catalog.sss_%1$s_ops USING btree IS 'default btree operator class of sss.%1$s';
			COMMENT ON OPERATOR FAMILY pg_catalog.sss_%1$s_ops USING btree IS 'btree operator family of sss.%1$s';
			COMMENT ON OPERATOR CLASS pg_catalog.sss_%1$s_ops USING hash IS 'default hash operator class of sss.%1$s';
			COMMENT ON OPERATOR FAMILY pg_catalog.sss_%1$s_ops USING hash IS 'hash operator family of sss.%1$s';
			CREATE AGGREGATE pg_catalog.max(sss.%1$s) (
				SFUNC = sss.%1$s_larger, STYPE = sss.%1$s, COMBINEFUNC = sss.%1$s_larger,
				SORTOP = OPERATOR(pg_catalog.>), PARALLEL = SAFE);
			CREATE AGGREGATE pg_catalog.min(sss.%1$s) (
				SFUNC = sss.%1$s_smaller, STYPE = sss.%1$s, COMBINEFUNC = sss.%1$s_smaller,
				SORTOP = OPERATOR(pg_catalog.<), PARALLEL = SAFE);
			COMMENT ON AGGREGATE pg_catalog.max(sss.%1$s) IS 'last of all values in the order of the type';
			COMMENT ON AGGREGATE pg_catalog.min(sss.%1$s) IS 'first of all values in the order of the type';
			$sql$, t.name);

		f := CASE t.name WHEN 'provision' THEN 'sss_cite' ELSE 'sss_' || t.name || '_label' END;
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.label(code sss.%1$s, language text DEFAULT NULL) RETURNS text
			AS 'MODULE_PATHNAME', %2$L LANGUAGE C STABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.label(sss.%1$s, text) IS
			'Name of the code in kk, ru or en; NULL language: the session''s, any other: 22023; NULL code: NULL; a value newer than the library: itself, #n';
			$sql$, t.name, f);
	END LOOP;
END
$types$;

--
-- The catalogue: one row a code.
--
DO $codes$
DECLARE
	t record;
BEGIN
	FOR t IN
		SELECT *
		  FROM (VALUES
			('standard', 'standards', 3, 'order, paragraph 1'),
			('recipient_category', 'recipient_categories', 10, 'paragraph 2 of the annexes'),
			('placement_basis', 'placement_bases', 8, 'paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3'),
			('provider_type', 'provider_types', 21, 'paragraph 3 of the annexes, paragraph 4 of annex 3'),
			('stay_mode', 'stay_modes', 4, 'paragraph 2 of annexes 1 and 2'),
			('deciding_level', 'deciding_levels', 5, 'paragraph 4 of annexes 1 and 2'),
			('transport_purpose', 'transport_purposes', 5, 'annexes 1 and 2, paragraph 5, item 8, annex 3, paragraph 6, item 8'),
			('specialist_purpose', 'specialist_purposes', 4, 'paragraph 21 of annexes 1 and 2'),
			('service_kind', 'service_kinds', 8, 'paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('service', 'services', 72, 'paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('verdict', 'verdicts', 5, 'the extension''s own')
		) AS v (type, view, nrows, clause)
	LOOP
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.codes(sss.%1$s,
				OUT code sss.%1$s, OUT name_kk text, OUT name_ru text, OUT name_en text,
				OUT valid_from date, OUT valid_to date)
			RETURNS SETOF record
			AS 'MODULE_PATHNAME', 'sss_%1$s_codes' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS %3$s;
			COMMENT ON FUNCTION sss.codes(sss.%1$s) IS
			'All codes of the type of the argument, whose value is not looked at, with their names and validity; valid_to is the last day, NULL if open';
			CREATE VIEW sss.%2$I AS
				SELECT code, name_kk, name_ru, name_en, valid_from, valid_to
				  FROM sss.codes(NULL::sss.%1$s);
			COMMENT ON VIEW sss.%2$I IS %4$L;
			COMMENT ON COLUMN sss.%2$I.code IS %5$L;
			COMMENT ON COLUMN sss.%2$I.name_kk IS 'Name in Kazakh; in English where the encoding lacks its letters';
			COMMENT ON COLUMN sss.%2$I.name_ru IS 'Name in Russian; in English where the encoding lacks its letters';
			COMMENT ON COLUMN sss.%2$I.name_en IS 'Name in English';
			COMMENT ON COLUMN sss.%2$I.valid_from IS 'First day on which the code is in force; NULL: it is no matter of the order';
			COMMENT ON COLUMN sss.%2$I.valid_to IS 'Last day on which the code is in force; NULL: no end is known';
			GRANT SELECT ON sss.%2$I TO PUBLIC;
			$sql$, t.type, t.view, t.nrows,
			'Codes of type sss.' || t.type || ' with their names in Kazakh, Russian and English; ' || t.clause,
			'Code, as a value of type sss.' || t.type || '; ' || t.clause);
	END LOOP;
END
$codes$;

CREATE FUNCTION sss.label(code text, language text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_text_label' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.label(text, text) IS
'Name of a code or citation given as text, whatever its type: no two types share a code; #n, which stands for one of any type: itself; 22P02 if there is none';

CREATE FUNCTION sss.try_date(text) RETURNS date
AS 'MODULE_PATHNAME', 'sss_try_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.try_date(text) IS
'The text as a date, NULL where it is none: YYYY-MM-DD, DD.MM.YYYY, or the first followed by a time without a zone; DateStyle plays no part';

CREATE FUNCTION sss.cite(provision sss.provision, language text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_cite' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.cite(sss.provision, text) IS
'Citation as lawyers write it, in kk, ru or en; NULL language: the session''s';

CREATE FUNCTION sss.annex(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_annex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.annex(sss.provision) IS 'Annex of a citation; 0 is the order itself';
CREATE FUNCTION sss.paragraph(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_paragraph' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.paragraph(sss.provision) IS 'Paragraph of a citation; of an inserted one (7-1) the number before the hyphen';
CREATE FUNCTION sss.item(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_item' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.item(sss.provision) IS 'Subparagraph of a citation, NULL where it has none; of an inserted one the number before the hyphen';
CREATE FUNCTION sss.part(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_part' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.part(sss.provision) IS 'Unnumbered part of a citation, the opening being 1; NULL where it has none';

CREATE FUNCTION sss.kind(service sss.service) RETURNS sss.service_kind
AS 'MODULE_PATHNAME', 'sss_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.kind(sss.service) IS
'Kind of a service; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3';

--
-- The relations between the codes.  valid_to is the last day, NULL if open.
--
CREATE FUNCTION sss.provider_standards(
	OUT provider sss.provider_type, OUT standard sss.standard, OUT provision sss.provision,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_provider_standards_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 22;
CREATE VIEW sss.provider_standards AS SELECT * FROM sss.provider_standards();

CREATE FUNCTION sss.admissions(
	OUT category sss.recipient_category, OUT basis sss.placement_basis, OUT provider sss.provider_type,
	OUT standard sss.standard, OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_admissions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
CREATE VIEW sss.admissions AS SELECT * FROM sss.admissions();

CREATE FUNCTION sss.stays(
	OUT stay sss.stay_mode, OUT provider sss.provider_type, OUT standard sss.standard,
	OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_stays_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 48;
CREATE VIEW sss.stays AS SELECT * FROM sss.stays();

CREATE FUNCTION sss.scope(
	OUT service sss.service, OUT kind sss.service_kind, OUT standard sss.standard,
	OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_scope_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 144;
CREATE VIEW sss.scope AS SELECT * FROM sss.scope();

CREATE FUNCTION sss.quality_conditions(
	OUT standard sss.standard, OUT provision sss.provision, OUT kind sss.service_kind,
	OUT name_kk text, OUT name_ru text, OUT name_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_quality_conditions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 103;
CREATE VIEW sss.quality_conditions AS SELECT * FROM sss.quality_conditions();

CREATE FUNCTION sss.readings(
	OUT code text, OUT provision sss.provision,
	OUT question_kk text, OUT question_ru text, OUT question_en text,
	OUT reading_kk text, OUT reading_ru text, OUT reading_en text,
	OUT alternative_kk text, OUT alternative_ru text, OUT alternative_en text,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_readings_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
CREATE FUNCTION sss.readings_elsewhere(OUT code text, OUT provision sss.provision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_readings_elsewhere_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 60;
CREATE VIEW sss.readings AS
SELECT r.*, ARRAY(SELECT e.provision FROM sss.readings_elsewhere() AS e WHERE e.code = r.code ORDER BY e.provision) AS elsewhere
  FROM sss.readings() AS r;

CREATE FUNCTION sss.rules(
	OUT rule text, OUT role text, OUT type text, OUT obligatory boolean, OUT meaning text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_rules_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
CREATE VIEW sss.rules AS SELECT * FROM sss.rules();

CREATE FUNCTION sss.editions(
	OUT edition date, OUT provision sss.provision,
	OUT note_kk text, OUT note_ru text, OUT note_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_editions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1;
CREATE VIEW sss.editions AS SELECT * FROM sss.editions();

CREATE FUNCTION sss.changes(
	since text, OUT version text, OUT function text, OUT provision sss.provision,
	OUT arguments text, OUT before text, OUT after text, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_changes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION sss.changes(text) IS
'Answers for given arguments and day that differ from those of version since, and why; normally none; 22023 if since is no version';

COMMENT ON FUNCTION sss.provider_standards() IS 'Rows of view sss.provider_standards';
COMMENT ON FUNCTION sss.admissions() IS 'Rows of view sss.admissions';
COMMENT ON FUNCTION sss.stays() IS 'Rows of view sss.stays';
COMMENT ON FUNCTION sss.scope() IS 'Rows of view sss.scope';
COMMENT ON FUNCTION sss.quality_conditions() IS 'Rows of view sss.quality_conditions';
COMMENT ON FUNCTION sss.readings() IS 'Rows of view sss.readings';
COMMENT ON FUNCTION sss.readings_elsewhere() IS 'Column elsewhere of view sss.readings, one row a clause';
COMMENT ON FUNCTION sss.rules() IS 'Rows of view sss.rules';
COMMENT ON FUNCTION sss.editions() IS 'Rows of view sss.editions';
COMMENT ON VIEW sss.provider_standards IS
'Which standard governs which provider; paragraph 3 of the annexes, paragraph 4 of annex 3';
COMMENT ON VIEW sss.admissions IS
'Which category is admitted on which basis by which provider; paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3; what the text does not settle is in sss.readings';
COMMENT ON VIEW sss.stays IS
'Which mode of stay which provider is meant for; paragraph 2 of annexes 1 and 2; annex 3 names none';
COMMENT ON VIEW sss.scope IS
'Which services each standard lists, by item; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3';
COMMENT ON VIEW sss.quality_conditions IS
'Conditions of quality of each standard; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3';
COMMENT ON VIEW sss.readings IS
'What the text leaves open: the question, how it is read here, and the other way to read it';
COMMENT ON VIEW sss.rules IS
'Rules that can be attached to a table, with their roles, the type of each, and whether a column for it is obligatory';
COMMENT ON VIEW sss.editions IS
'Editions of the order that the lists encode, with the days on which they are in force; order, paragraph 5';
GRANT SELECT ON sss.provider_standards, sss.admissions, sss.stays, sss.scope,
	sss.quality_conditions, sss.readings, sss.rules, sss.editions TO PUBLIC;

DO $columns$
DECLARE
	c record;
BEGIN
	FOR c IN
		SELECT *
		  FROM (VALUES
			('provider_standards', 'provider', 'Provider; paragraph 3 of the annexes, paragraph 4 of annex 3'),
			('provider_standards', 'standard', 'Standard that governs the provider; a provider under two annexes has two rows'),
			('provider_standards', 'provision', 'Clause that names the provider, or that leaves its list open'),
			('admissions', 'category', 'Category of the child; paragraph 2 of the annexes'),
			('admissions', 'basis', 'Document on whose basis the child is placed; paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3'),
			('admissions', 'provider', 'Provider that admits the child; paragraph 3 of the annexes'),
			('admissions', 'standard', 'Standard under which it does'),
			('admissions', 'provision', 'Clause that names the basis'),
			('stays', 'stay', 'Mode of stay; paragraph 2 of annexes 1 and 2'),
			('stays', 'provider', 'Provider that is meant for it'),
			('stays', 'standard', 'Standard that says so; annex 3 names no mode of stay'),
			('stays', 'provision', 'Clause that names the mode of stay'),
			('scope', 'service', 'Service; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('scope', 'kind', 'Kind of the service'),
			('scope', 'standard', 'Standard that lists the service'),
			('scope', 'provision', 'Item that lists it'),
			('quality_conditions', 'standard', 'Standard that sets the condition'),
			('quality_conditions', 'provision', 'Clause that sets it; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3'),
			('quality_conditions', 'kind', 'Kind of services that it is about'),
			('quality_conditions', 'name_kk', 'What it asks for, in Kazakh; in English where the encoding lacks its letters'),
			('quality_conditions', 'name_ru', 'What it asks for, in Russian; in English where the encoding lacks its letters'),
			('quality_conditions', 'name_en', 'What it asks for, in English'),
			('readings', 'code', 'Short name of the question, which does not change'),
			('readings', 'provision', 'Clause that leaves it open; the first of several'),
			('readings', 'elsewhere', 'Further clauses that leave it open; empty: none'),
			('readings', 'question_kk', 'Question, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'question_ru', 'Question, in Russian; in English where the encoding lacks its letters'),
			('readings', 'question_en', 'Question, in English'),
			('readings', 'reading_kk', 'How it is answered here, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'reading_ru', 'How it is answered here, in Russian; in English where the encoding lacks its letters'),
			('readings', 'reading_en', 'How it is answered here, in English'),
			('readings', 'alternative_kk', 'Other answer that the text allows, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'alternative_ru', 'Other answer that the text allows, in Russian; in English where the encoding lacks its letters'),
			('readings', 'alternative_en', 'Other answer that the text allows, in English'),
			('rules', 'rule', 'Rule, as the second argument of sss.attach()'),
			('rules', 'role', 'Role that a column of the table plays, one row each'),
			('rules', 'type', 'Type of schema sss that the column holds, itself or as text; date: date or timestamp; numeric: a number; boolean: boolean, or what is NULL or blank where there is none'),
			('rules', 'obligatory', 'Must a column be bound to the role? Without on_date it is the day of the statement'),
			('rules', 'meaning', 'What the rule demands'),
			('editions', 'edition', 'Day of the edition that was encoded'),
			('editions', 'provision', 'Clause that brings it into force'),
			('editions', 'note_kk', 'What was checked, in Kazakh; in English where the encoding lacks its letters'),
			('editions', 'note_ru', 'What was checked, in Russian; in English where the encoding lacks its letters'),
			('editions', 'note_en', 'What was checked, in English')
		) AS v (view, name, meaning)
		UNION ALL
		SELECT v.view, w.name, w.meaning
		  FROM pg_catalog.unnest(ARRAY['provider_standards', 'admissions', 'stays', 'scope',
									   'quality_conditions', 'readings', 'editions']) AS v (view),
			   (VALUES
			('valid_from', 'First day on which the row is in force; NULL: since ever'),
			('valid_to', 'Last day on which the row is in force; NULL: no end is known')
		) AS w (name, meaning)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', c.view, c.name, c.meaning);
	END LOOP;
END
$columns$;

--
-- What the clauses of the order ask, how it is served and what proves it.
--
CREATE FUNCTION sss.clauses(
	OUT provision sss.provision, OUT informative_kk text, OUT informative_ru text, OUT informative_en text,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_clauses_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 400;
COMMENT ON FUNCTION sss.clauses() IS
'Every paragraph, subparagraph and unnumbered part of the order and its annexes, and why a clause asks nothing, NULL where it asks something; valid_to: last day, NULL if open';

CREATE FUNCTION sss.requirement_lines(
	OUT subject text, OUT provision sss.provision, OUT standard sss.standard, OUT shape text, OUT served text,
	OUT rules text[], OUT roles text[], OUT object text, OUT quantity numeric, OUT unit text,
	OUT asks_kk text, OUT asks_ru text, OUT asks_en text, OUT name_kk text, OUT name_ru text, OUT name_en text,
	OUT reason_kk text, OUT reason_ru text, OUT reason_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_requirement_lines' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 400;
COMMENT ON FUNCTION sss.requirement_lines() IS
'Lines of all lists that make the rows of sss.requirements: those of one subject and provision are one requirement, and %s in its texts stands for their names';

CREATE FUNCTION sss.proofs(OUT subject text, OUT standard sss.standard, OUT test text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_proofs_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.proofs() IS
'Test files that prove what requirements on a subject say; NULL standard: of every standard and of the order itself';

CREATE FUNCTION sss.other_acts(
	OUT act text, OUT provision sss.provision, OUT name_kk text, OUT name_ru text, OUT name_en text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_other_acts_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 34;
COMMENT ON FUNCTION sss.other_acts() IS 'Rows of view sss.other_acts';
CREATE VIEW sss.other_acts AS SELECT * FROM sss.other_acts();

CREATE FUNCTION sss.page_words(OUT word text, OUT text_kk text, OUT text_ru text, OUT text_en text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_page_words_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 60;
COMMENT ON FUNCTION sss.page_words() IS 'Rows of view sss.page_words';
CREATE VIEW sss.page_words AS SELECT * FROM sss.page_words();

CREATE VIEW sss.requirements AS
SELECT l.subject || ':' || l.provision::text AS code, l.subject, l.provision, l.standard, l.shape,
	   pg_catalog.replace(l.asks_kk, '%s', coalesce(pg_catalog.string_agg(l.name_kk, '; ' ORDER BY l.ordinality), '')) AS asks_kk,
	   pg_catalog.replace(l.asks_ru, '%s', coalesce(pg_catalog.string_agg(l.name_ru, '; ' ORDER BY l.ordinality), '')) AS asks_ru,
	   pg_catalog.replace(l.asks_en, '%s', coalesce(pg_catalog.string_agg(l.name_en, '; ' ORDER BY l.ordinality), '')) AS asks_en,
	   l.rules, l.roles, l.object, l.quantity, l.unit, l.served, l.reason_kk, l.reason_ru, l.reason_en,
	   a.act_kk, a.act_ru, a.act_en,
	   ARRAY(SELECT DISTINCT p.test FROM sss.proofs() AS p
			  WHERE p.subject = l.subject AND (p.standard IS NULL OR p.standard = l.standard) ORDER BY p.test) AS tests,
	   l.valid_from, l.valid_to
  FROM sss.requirement_lines() WITH ORDINALITY AS l
  LEFT JOIN (
		SELECT provision, pg_catalog.string_agg(name_kk, '; ') AS act_kk, pg_catalog.string_agg(name_ru, '; ') AS act_ru,
			   pg_catalog.string_agg(name_en, '; ') AS act_en
		  FROM sss.other_acts() GROUP BY provision
	   ) AS a ON a.provision = l.provision
 GROUP BY l.subject, l.provision, l.standard, l.shape, l.asks_kk, l.asks_ru, l.asks_en, l.rules, l.roles, l.object,
		  l.quantity, l.unit, l.served, l.reason_kk, l.reason_ru, l.reason_en, a.act_kk, a.act_ru, a.act_en,
		  l.valid_from, l.valid_to;

CREATE VIEW sss.coverage AS
WITH clause AS (
	SELECT c.*, c.provision::text AS cited,
		   CASE WHEN sss.part(c.provision) IS NOT NULL
				THEN pg_catalog.regexp_replace(c.provision::text, '/.*', '') END AS whole
	  FROM sss.clauses() AS c
), requirement AS MATERIALIZED (
	SELECT r.*, r.provision::text AS cited, pg_catalog.translate(r.provision::text, '/', '.') AS path
	  FROM sss.requirements AS r
), reached AS (
	SELECT *
	  FROM (SELECT c.provision AS clause, r.*, d.distance, pg_catalog.min(d.distance) OVER (PARTITION BY c.provision) AS least
			  FROM clause AS c
			 CROSS JOIN requirement AS r
			 CROSS JOIN LATERAL (
					-- The opening has the numbered items; what the whole asks, each part asks.
					SELECT CASE WHEN r.cited = c.cited THEN 1
								WHEN c.informative_en IS NOT NULL THEN NULL
								WHEN r.cited = c.whole THEN 1
								WHEN sss.part(c.provision) = 1 AND pg_catalog.starts_with(r.cited, c.whole || '.') THEN 1
								WHEN pg_catalog.starts_with(r.path, c.cited || '.') THEN 2 END AS distance
				   ) AS d
			 WHERE d.distance IS NOT NULL) AS r
	 WHERE distance = least
), served AS (
	SELECT r.clause,
		   CASE WHEN pg_catalog.bool_or(r.provision = r.clause) THEN 'itself'
				WHEN pg_catalog.min(r.distance) = 1 THEN 'whole' ELSE 'items' END AS reach,
		   (ARRAY['enforced', 'audited', 'attested', 'other_act', 'not_decidable'])[pg_catalog.min(
				pg_catalog.array_position(ARRAY['enforced', 'audited', 'attested', 'other_act', 'not_decidable'], r.served))] AS served,
		   pg_catalog.array_agg(r.code ORDER BY r.provision, r.code) AS requirements,
		   pg_catalog.array_agg(DISTINCT r.object ORDER BY r.object) FILTER (WHERE r.object IS NOT NULL) AS objects,
		   pg_catalog.string_agg(DISTINCT r.reason_kk, '; ') AS reason_kk,
		   pg_catalog.string_agg(DISTINCT r.reason_ru, '; ') AS reason_ru,
		   pg_catalog.string_agg(DISTINCT r.reason_en, '; ') AS reason_en
	  FROM reached AS r
	 GROUP BY r.clause
)
SELECT c.provision,
	   CASE WHEN c.informative_en IS NOT NULL THEN 'informative' ELSE s.served END AS served,
	   s.reach, s.requirements,
	   ARRAY(SELECT DISTINCT rule FROM reached AS r, pg_catalog.unnest(r.rules) AS rule
			  WHERE r.clause = c.provision ORDER BY rule) AS rules,
	   s.objects,
	   ARRAY(SELECT DISTINCT test FROM reached AS r, pg_catalog.unnest(r.tests) AS test
			  WHERE r.clause = c.provision ORDER BY test) AS tests,
	   ARRAY(SELECT r.code FROM sss.readings AS r
			  WHERE r.provision = c.provision OR c.provision = ANY (r.elsewhere) ORDER BY r.code) AS readings,
	   coalesce(c.informative_kk, n.reason_kk) AS reason_kk, coalesce(c.informative_ru, n.reason_ru) AS reason_ru,
	   coalesce(c.informative_en, n.reason_en) AS reason_en,
	   (SELECT pg_catalog.string_agg(a.name_kk, '; ') FROM sss.other_acts() AS a WHERE a.provision = c.provision) AS act_kk,
	   (SELECT pg_catalog.string_agg(a.name_ru, '; ') FROM sss.other_acts() AS a WHERE a.provision = c.provision) AS act_ru,
	   (SELECT pg_catalog.string_agg(a.name_en, '; ') FROM sss.other_acts() AS a WHERE a.provision = c.provision) AS act_en,
	   c.valid_from, c.valid_to
  FROM clause AS c
  LEFT JOIN served AS s ON s.clause = c.provision
  -- The reasons of what is served no better
  LEFT JOIN served AS n ON n.clause = c.provision AND n.served IN ('other_act', 'not_decidable')
 ORDER BY c.provision;

COMMENT ON VIEW sss.other_acts IS
'Other acts where the order names them; what they demand is theirs to say, and not encoded';
COMMENT ON VIEW sss.page_words IS
'Headings and sentences of the pages that are made from these views, and the words for shapes and ways to be served';
COMMENT ON VIEW sss.requirements IS
'What the clauses of the order and its annexes ask, one row a subject and clause, of what shape it is, and how it is served';
COMMENT ON VIEW sss.coverage IS
'Every paragraph, subparagraph and unnumbered part of the order and its annexes, one row each: what serves it, and the tests that prove it';
GRANT SELECT ON sss.other_acts, sss.page_words, sss.requirements, sss.coverage TO PUBLIC;

DO $columns$
DECLARE
	c record;
BEGIN
	FOR c IN
		SELECT v.view, v.name, v.meaning
		  FROM (VALUES
			('other_acts', 'act', 'Short name of the act, which does not change'),
			('other_acts', 'provision', 'Clause that names it'),
			('page_words', 'word', 'Short name of the heading or sentence'),
			('requirements', 'code', 'Subject and clause, such as service:1.7.10; it does not change'),
			('requirements', 'subject', 'What is asked about'),
			('requirements', 'provision', 'Clause that asks it'),
			('requirements', 'standard', 'Standard that the clause belongs to; NULL: the order itself'),
			('requirements', 'shape', 'membership: a fact is one of those named; threshold: a number is not below another; evidence: something stands behind a record; interval: something happens again in time; attestation: a person assesses it; none: none of these'),
			('requirements', 'rules', 'Rules of sss.rules that judge it; empty: none does'),
			('requirements', 'roles', 'Roles that its judgement reads'),
			('requirements', 'object', 'Function or view that answers for it; NULL: none does'),
			('requirements', 'quantity', 'Number of a threshold or an interval, in the unit; NULL: it has none'),
			('requirements', 'unit', 'Unit of the quantity, in English'),
			('requirements', 'served', 'enforced: a trigger or CHECK can refuse what does not meet it; audited: a function reports it over existing rows; attested: a person assesses it, and a record says how it came out; other_act: another act alone says what it demands; not_decidable: no data decide it'),
			('requirements', 'tests', 'Test files that prove it; empty: it is not served'),
			('coverage', 'provision', 'Clause'),
			('coverage', 'served', 'How it is served: the strongest of its requirements, as in sss.requirements; informative: it asks nothing; NULL: it is not served'),
			('coverage', 'reach', 'itself: requirements of the clause; items: it has none, but its subparagraphs or parts have; whole: it is a part, served by what the whole asks, the opening also by what the subparagraphs ask; NULL: it asks nothing'),
			('coverage', 'requirements', 'Codes of the requirements that serve it; NULL: none'),
			('coverage', 'rules', 'Rules that judge them; empty: none does'),
			('coverage', 'objects', 'Functions and views that answer for them; NULL: none does'),
			('coverage', 'tests', 'Test files that prove them; each names the clauses that it proves when it runs'),
			('coverage', 'readings', 'Codes of the readings of the clause in sss.readings')
		) AS v (view, name, meaning)
		UNION ALL
		SELECT v.view, v.name || '_' || l.code, v.meaning || l.meaning
		  FROM (VALUES
			('other_acts', 'name', 'Name of the act, with its number if it has one, in '),
			('page_words', 'text', 'Its text, in '),
			('requirements', 'asks', 'What it asks, in '),
			('requirements', 'reason', 'Why it is served no better; NULL: it is served; in '),
			('requirements', 'act', 'Other acts that the clause names; NULL: none; in '),
			('coverage', 'reason', 'Why it asks nothing or is served no better; NULL: it is served; in '),
			('coverage', 'act', 'Other acts that the clause names; NULL: none; in ')
		) AS v (view, name, meaning)
				 CROSS JOIN (VALUES
			('kk', 'Kazakh; in English where the encoding lacks its letters'),
			('ru', 'Russian; in English where the encoding lacks its letters'),
			('en', 'English')
		) AS l (code, meaning)
		UNION ALL
		SELECT v.view, w.name, w.meaning
		  FROM pg_catalog.unnest(ARRAY['requirements', 'coverage']) AS v (view),
			   (VALUES
			('valid_from', 'First day on which the row is in force; NULL: since ever'),
			('valid_to', 'Last day on which the row is in force; NULL: no end is known')
		) AS w (name, meaning)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', c.view, c.name, c.meaning);
	END LOOP;
END
$columns$;

--
-- Decisions.  A form without a date means the day on which the statement began.
--
CREATE FUNCTION sss.placement_verdict(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.verdict
AS 'MODULE_PATHNAME', 'sss_placement_verdict' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_verdict(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'Verdict on a placement: category and stay (paragraph 2), basis (paragraph 4; annex 3, paragraph 5), all under one standard of the provider; NULL stay is not judged; NULL date, category, basis or provider: unknown; before 2023-07-01: not_governed';

CREATE FUNCTION sss.placement_verdict_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.verdict
AS 'MODULE_PATHNAME', 'sss_placement_verdict_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_verdict_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'The same for a child in several categories: the best verdict of any of them; a NULL element or an empty array is unknown';

CREATE FUNCTION sss.placement_provision(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.provision
AS 'MODULE_PATHNAME', 'sss_placement_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_provision(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'Provision that decided sss.placement_verdict: the first unmet of category, basis and stay, the basis if all are met; the paragraph that asks for a missing fact; NULL where provider or date is missing';

CREATE FUNCTION sss.placement_provision_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.provision
AS 'MODULE_PATHNAME', 'sss_placement_provision_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_provision_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'Provision that decided sss.placement_verdict_any';

CREATE FUNCTION sss.placement_lawful(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_placement_lawful' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_lawful(sss.recipient_category, sss.placement_basis, sss.provider_type, date) IS
'true: compliant, false: violation, NULL: unsettled, not governed or unknown; no stay is judged; paragraphs 2 and 4, annex 3 paragraph 5';

CREATE FUNCTION sss.placement_lawful(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type) RETURNS boolean
LANGUAGE SQL STABLE PARALLEL SAFE
AS $$ SELECT sss.placement_lawful($1, $2, $3, pg_catalog.date(pg_catalog.statement_timestamp())) $$;
COMMENT ON FUNCTION sss.placement_lawful(sss.recipient_category, sss.placement_basis, sss.provider_type) IS
'The same, today';

CREATE FUNCTION sss.service_verdict(service sss.service, provider sss.provider_type, on_date date)
RETURNS sss.verdict
AS 'MODULE_PATHNAME', 'sss_service_verdict' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.service_verdict(sss.service, sss.provider_type, date) IS
'Verdict on a service recorded as a special social service: is it listed by a standard of the provider (paragraphs 5 to 19; annex 3: 6 to 20); NULL anything: unknown; before 2023-07-01: not_governed';

CREATE FUNCTION sss.service_provision(service sss.service, provider sss.provider_type, on_date date)
RETURNS sss.provision
AS 'MODULE_PATHNAME', 'sss_service_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.service_provision(sss.service, sss.provider_type, date) IS
'Provision that decided sss.service_verdict: the item that lists the service, or the paragraph of its kind; NULL where provider or date is missing';

CREATE FUNCTION sss.in_scope(service sss.service, provider sss.provider_type, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_in_scope' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.in_scope(sss.service, sss.provider_type, date) IS
'Is the service within the scope of the provider: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3; NULL where not governed or not known';

CREATE FUNCTION sss.in_scope(service sss.service, provider sss.provider_type) RETURNS boolean
LANGUAGE SQL STABLE PARALLEL SAFE
AS $$ SELECT sss.in_scope($1, $2, pg_catalog.date(pg_catalog.statement_timestamp())) $$;
COMMENT ON FUNCTION sss.in_scope(sss.service, sss.provider_type) IS 'The same, today';

CREATE FUNCTION sss.in_standard(service sss.service, standard sss.standard, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_in_standard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.in_standard(sss.service, sss.standard, date) IS
'Does the standard list the service: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3; NULL where not governed';

CREATE FUNCTION sss.governing_standards(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, on_date date) RETURNS sss.standard[]
AS 'MODULE_PATHNAME', 'sss_governing_standards' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.governing_standards(sss.recipient_category, sss.placement_basis, sss.provider_type, date) IS
'Standards of the provider (paragraph 3) that give the placement its verdict; all of them where category or basis is NULL; empty where not governed; NULL where provider or date is NULL';

--
-- The other rules.  Each has a verdict, the provision that decided, an
-- explanation and a function for CHECK, all of the same arguments: the rule's
-- facts in the order of sss.rules.
--
DO $rules$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT rule, arguments, clause,
			   (SELECT pg_catalog.string_agg(pg_catalog.split_part(pg_catalog.btrim(a), ' ', 2), ', ')
				  FROM pg_catalog.regexp_split_to_table(arguments, ',') AS a) AS types
		  FROM (VALUES
			('service_recipient', 'service sss.service, category sss.recipient_category, provider sss.provider_type, on_date date',
			 'is the service given to one of the categories for which the standard names it: paragraph 19, item 7, of annexes 1 and 2; other services are for all recipients'),
			('deciding_level', 'deciding_level sss.deciding_level, basis sss.placement_basis, provider sss.provider_type, on_date date',
			 'is a decision of a local executive body of a level that the standard names: paragraph 4 of annexes 1 and 2, part 2; annex 3 names none'),
			('transport', 'transport_purpose sss.transport_purpose, provider sss.provider_type, on_date date',
			 'is transport for a purpose that the standard names: paragraph 5, item 8, of annexes 1 and 2, paragraph 6, item 8, of annex 3'),
			('contract_specialist', 'specialist_purpose sss.specialist_purpose, provider sss.provider_type, on_date date, specialists_absent boolean',
			 'is a specialist engaged by contract for a named purpose (another one is unsettled), and because those needed are absent: paragraph 21 of annexes 1 and 2'),
			('living_space', 'provider sss.provider_type, area numeric, persons numeric, on_date date',
			 'is the area in square meters enough for the persons: 4 for each child in a bedroom, paragraph 5, item 1, of annexes 1 and 2; 15 of the dwelling for each person, paragraph 6, item 1, of annex 3; no persons need none; 22003 for a quantity below 0 or above 1000000000, NaN being unknown'),
			('clothing_norm', 'provider sss.provider_type, quantity numeric, norm numeric, on_date date',
			 'is what was given not less than the norm, both in the same unit, that Decree No. 320 sets and the caller states: paragraph 5, item 3, of annexes 1 and 2, paragraph 6, item 4, of annex 3; 22003 for a quantity below 0 or above 1000000000, NaN being unknown'),
			('evidence', 'service sss.service, provider sss.provider_type, on_date date, prescription boolean DEFAULT NULL, doctors_conclusion boolean DEFAULT NULL, medical_indications boolean DEFAULT NULL, approved_package boolean DEFAULT NULL, own_specialist boolean DEFAULT NULL, organized_course boolean DEFAULT NULL, course_specialist boolean DEFAULT NULL, equipped_room boolean DEFAULT NULL, career_choice_measures boolean DEFAULT NULL, own_medical_worker boolean DEFAULT NULL, emergency boolean DEFAULT NULL, specialist_room boolean DEFAULT NULL, orientation_room boolean DEFAULT NULL, allocation_assessment boolean DEFAULT NULL, healthcare_specialist boolean DEFAULT NULL, specialist_needed boolean DEFAULT NULL, qualified_specialist boolean DEFAULT NULL',
			 'is there what sss.required_evidence() lists behind the service: paragraphs 6, 7, 8, 10 and 14 of annexes 1 and 2, paragraphs 8, 9 and 15 of annex 3'),
			('quality', 'condition sss.provision, provider sss.provider_type, on_date date',
			 'is the condition one of those of the provider''s standard: paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3; a part that an item has stands for the item')
		) AS v (rule, arguments, clause)
	LOOP
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.%1$s_verdict(%2$s) RETURNS sss.verdict
			AS 'MODULE_PATHNAME', 'sss_%1$s_verdict' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.%1$s_verdict(%3$s) IS %4$L;
			CREATE FUNCTION sss.%1$s_provision(%2$s) RETURNS sss.provision
			AS 'MODULE_PATHNAME', 'sss_%1$s_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.%1$s_provision(%3$s) IS
			'Provision that decided sss.%1$s_verdict; NULL where provider or date is missing';
			CREATE FUNCTION sss.explain_%1$s(%2$s, language text DEFAULT NULL,
				OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
			RETURNS SETOF record
			AS 'MODULE_PATHNAME', 'sss_explain_%1$s' LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
			COMMENT ON FUNCTION sss.explain_%1$s(%3$s, text) IS
			'Why sss.%1$s_verdict says what it says: one row for each requirement of each standard of the provider, how it is met, by which provision, in words, and what to do instead';
			CREATE FUNCTION sss.require_%1$s(%2$s) RETURNS boolean
			AS 'MODULE_PATHNAME', 'sss_require_%1$s' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.require_%1$s(%3$s) IS
			'For CHECK: true, or 23514 where sss.%1$s_verdict is violation';
			$sql$, r.rule, r.arguments, r.types,
			'Verdict: ' || r.clause || '; NULL of what is asked for, of the provider or of the date: unknown; before 2023-07-01: not_governed');
	END LOOP;
END
$rules$;

--
-- Explanations and options.
--
CREATE FUNCTION sss.explain_placement(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date, language text DEFAULT NULL,
	OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_explain_placement' LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION sss.explain_placement(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date, text) IS
'One row for each requirement under each standard of the provider: whether it is met, by which provision, in words, and what would be lawful instead (NULL where nothing is asked); where provider or date is missing, one row with the provision that asks for it; paragraphs 2 and 4, annex 3 paragraph 5';

CREATE FUNCTION sss.explain_placement_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date, language text DEFAULT NULL,
	OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_explain_placement_any' LANGUAGE C STABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION sss.explain_placement_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date, text) IS
'The same for a child in several categories: the requirements for each of them, one category after the other under each standard; paragraphs 2 and 4, annex 3 paragraph 5';

CREATE FUNCTION sss.explain_service(service sss.service, provider sss.provider_type, on_date date,
	language text DEFAULT NULL,
	OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_explain_service' LANGUAGE C STABLE PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION sss.explain_service(sss.service, sss.provider_type, date, text) IS
'One row for each standard of the provider: whether it lists the service, by which provision, in words, and what to do instead; where provider or date is missing, one row with the provision that asks for it';

CREATE FUNCTION sss.placement_options(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date, language text DEFAULT NULL,
	OUT lawful_category sss.recipient_category, OUT category_name text,
	OUT lawful_basis sss.placement_basis, OUT basis_name text,
	OUT lawful_provider sss.provider_type, OUT provider_name text,
	OUT lawful_stays sss.stay_mode[], OUT standard sss.standard, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_placement_options' LANGUAGE C STABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION sss.placement_options(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date, text) IS
'Every lawful placement that agrees with the facts given, NULL being any, with names and the provision it rests on; lawful_stays is NULL where the standard asks for no mode of stay (annex 3); none where on_date is NULL or not governed';

CREATE FUNCTION sss.service_options(provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT service sss.service, OUT service_name text, OUT kind sss.service_kind, OUT kind_name text,
	OUT standard sss.standard, OUT provision sss.provision, OUT evidence text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_service_options' LANGUAGE C STABLE PARALLEL SAFE ROWS 52;
COMMENT ON FUNCTION sss.service_options(sss.provider_type, date, text) IS
'Every service in the scope of the provider on that day, with names, the item that lists it, and the evidence that sss.required_evidence() tells of; a service that two standards of the provider list has two rows';

CREATE FUNCTION sss.required_evidence(service sss.service, provider sss.provider_type, on_date date,
	language text DEFAULT NULL,
	OUT evidence text, OUT name text, OUT needed text, OUT other_evidence text, OUT other_name text,
	OUT standard sss.standard, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_required_evidence' LANGUAGE C STABLE PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION sss.required_evidence(sss.service, sss.provider_type, date, text) IS
'What must stand behind a record of the service: the role of rule evidence, its name, whether it is needed always, or if, or unless, other evidence is there, the standard and the provision; paragraphs 6, 7, 8, 10 and 14 of annexes 1 and 2, paragraphs 8, 9 and 15 of annex 3; no row: nothing, or an argument is NULL or the day is not governed';

CREATE FUNCTION sss.find(caption text, language text DEFAULT NULL, of_type text DEFAULT NULL,
	OUT type text, OUT code text, OUT name text, OUT score real)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_find' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.find(text, text, text) IS
'Codes whose names resemble the caption, best first: for mapping the dictionaries of a live database; score from 0.3 to 1, a proposal and no proof; NULL language: names in any language; of_type: codes of one type only, such as provider_type, 22023 if there is none';

--
-- Intervals, attestation and volume.
--
CREATE FUNCTION sss.review_gaps(provider sss.provider_type, reviews date[], since date, until date,
	language text DEFAULT NULL,
	OUT first_day date, OUT last_day date, OUT days integer, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT message text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_review_gaps' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.review_gaps(sss.provider_type, date[], date, date, text) IS
'What is found of the weekly review of the book of complaints and suggestions by the head: paragraph 22, part 2, of annexes 1 and 2; annex 3 has no such book and no rows.

One row for each finding, in the order of days. violation: a week from Monday to Sunday that is over and has no review. unsettled: two reviews of neighbouring weeks with more than seven days between them (sss.readings, complaints_book_week). unknown: a week without a review that is not over on the day until, as it may still get one, up to and including its Sunday; or one that since cuts, as nothing is known of the days before. not_governed (one row for all that follow each other): weeks in which the order was not in force on every day, such as that of 2023-07-01, a Saturday (sss.readings, complaints_book_first_week). A provider under both annexes keeps one book: the lower annex is cited.

first_day, last_day: the Monday and the Sunday, or the two reviews; days: of the weeks, or from one review to the other; NULL where the time has no beginning. message: in kk, ru or en, by default in the language of the session.

until is the day on which is asked: reviews after it do not count; to judge a week, give the Monday after it or later. since may be -infinity; reviews before it count for the week and the gap that it cuts. Reviews may come in any order and repeatedly; NULL array, no element: no review (array_agg() over no row); NULL and infinite elements are no reviews. NULL provider, since or until: one row, unknown, with the provision that asks for it. 22023: until is infinite, or before since.

Over tables that are there:
SELECT p.id, g.*
  FROM providers p
 CROSS JOIN LATERAL sss.review_gaps(p.kind, ARRAY(SELECT r.reviewed_on FROM reviews r WHERE r.provider_id = p.id), p.opened_on, CURRENT_DATE) g;';

CREATE FUNCTION sss.repeated_offences(offences date[], on_date date,
	OUT proven boolean, OUT first_offence date, OUT last_offence date,
	OUT category sss.recipient_category, OUT provision sss.provision, OUT reading text)
AS 'MODULE_PATHNAME', 'sss_repeated_offences' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.repeated_offences(date[], date) IS
'Do the administrative offences of a child prove the category deviant_behavior: annex 2, paragraph 2, item 4, two or more within a year. Nothing is refused for the lack of them, since the clause names other cases too; annex 1, paragraph 2, item 3, names none.

Any twelve months count (sss.readings, offences_within_a_year), also past ones, and offences before 2023-07-01. The year ends as a term of years does, with the corresponding day of the next year, which belongs to it; that of 29 February is 28 February. Two offences on one day are two. Offences after on_date do not count.

proven: true, false (not proven by these offences), or NULL: not known, because a NULL or infinite element could be the offence that lacks, or on_date is NULL or before 2023-07-01. first_offence, last_offence: of the latest case, NULL where nothing is proven. category, provision, reading: what is proven, by which clause and reading; before 2023-07-01 provision is 0.5 and the others are NULL. NULL array: no offence.';

CREATE FUNCTION sss.unassessed(provider sss.provider_type, conditions sss.provision[], assessed date[],
	since date DEFAULT NULL, on_date date DEFAULT pg_catalog.date(pg_catalog.statement_timestamp()),
	language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision,
	OUT name text, OUT last_assessed date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unassessed' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unassessed(sss.provider_type, sss.provision[], date[], date, date, text) IS
'Conditions of quality (sss.quality_conditions; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3) that apply to the provider on that day and were never assessed by it, or, where since is given, not from since on; of both standards where two govern the provider. For information: the order does not say that or how often a condition is assessed.

conditions and assessed hold one element for each assessment: the condition as inspection records cite it, and the day. A condition is meant by its own citation, neither by that of one of its parts nor by that of the same words in the other annex. An assessment counts on a day on which the condition was in force, up to on_date; without a condition or a day (NULL or infinite) it does not count.

last_assessed: NULL: never; else before since. name: in kk, ru or en, by default in the language of the session. NULL arrays: no assessment. No rows where provider or on_date is NULL or not governed. 22023: arrays of different lengths, or since after on_date.';

CREATE FUNCTION sss.unserved(services sss.service[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, text) IS
'Services (sss.scope; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3) of the standards that govern the placement on that day, sss.governing_standards(category, basis, provider, on_date), which are not among those that the child got. For information, never a violation: the order does not say that everybody gets every service (sss.readings, service_not_given).

on_date is the day as of which is asked, such as the last of a period, not the day of the placement: a stay that began before 2023-07-01 gets services of the order since. kind_served: did the child get any service of that kind of the standard. Two standards that both govern have a row each for what both list. Names in kk, ru or en, by default in the language of the session. NULL category or basis: all standards of the provider. NULL array: no service; NULL elements are none. No rows where provider or on_date is NULL or not governed.';

CREATE FUNCTION sss.unserved(services sss.service[], given date[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, since date, until date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved_between' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], date[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, date, text) IS
'The same as of the day until, of all services that the child got those that were given from since to until: given holds the day of each, NULL or infinite: none. NULL since: from the first on. 22023: arrays of different lengths, or since after until.';

--
-- Enforcement: the trigger function, the functions of the constraint lane, and
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

CREATE FUNCTION sss.require_placement(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_require_placement' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.require_placement(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'For CHECK: true, or 23514 where sss.placement_verdict is violation; paragraphs 2 and 4, annex 3 paragraph 5';

CREATE FUNCTION sss.require_placement_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_require_placement_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.require_placement_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'For CHECK: true, or 23514 where sss.placement_verdict_any is violation; paragraphs 2 and 4, annex 3 paragraph 5';

CREATE FUNCTION sss.require_service(service sss.service, provider sss.provider_type, on_date date)
RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_require_service' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.require_service(sss.service, sss.provider_type, date) IS
'For CHECK: true, or 23514 where sss.service_verdict is violation; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3';

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

--
-- What people see of the log.
--
-- A table goes by its name, which a restore keeps, and another table may take
-- over, as in sss.verify().  Where no table bears that name any more, it goes by
-- its OID, provided that it still has the attachment: after a restore another
-- table may have the OID.
CREATE VIEW sss.logged_tables AS
	SELECT l.relid, l.relation, l.attachment,
		   coalesce(named.oid, numbered.oid) AS relid_now,
		   coalesce(named.name, numbered.name, l.relation) AS relation_now
	  FROM (SELECT DISTINCT relid, relation, attachment FROM sss.violation_log) AS l
	  LEFT JOIN (
			SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname) COLLATE pg_catalog."default" AS name
			  FROM pg_catalog.pg_class AS c
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f')) AS named ON named.name = l.relation
	  LEFT JOIN (
			SELECT c.oid, t.tgname, pg_catalog.format('%I.%I', n.nspname, c.relname) COLLATE pg_catalog."default" AS name
			  FROM pg_catalog.pg_class AS c
			  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
			 WHERE t.tgfoid = 'sss.enforce()'::pg_catalog.regprocedure) AS numbered
		ON named.oid IS NULL AND numbered.oid = l.relid AND numbered.tgname = l.attachment
	OFFSET 0;					-- found out once for each table, not for each line
COMMENT ON VIEW sss.logged_tables IS
'Which table a line of sss.violation_log is about: by its name then, or else by its OID if the table has the attachment still';
COMMENT ON COLUMN sss.logged_tables.relid IS 'OID as written';
COMMENT ON COLUMN sss.logged_tables.relation IS 'Qualified name as written';
COMMENT ON COLUMN sss.logged_tables.attachment IS 'Attachment as written';
COMMENT ON COLUMN sss.logged_tables.relid_now IS 'OID of the table; NULL: there is none any more';
COMMENT ON COLUMN sss.logged_tables.relation_now IS 'Its qualified name now; as written where there is none any more';

-- One sort serves every window: the key, which differs most, leads.
CREATE VIEW sss.findings AS
	SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
		   circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved
	  FROM (
			SELECT d.*, pg_catalog.min(logged_at) FILTER (WHERE logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS resolved
			  FROM (
					SELECT t.relation_now AS relation, l.attachment, l.rule, l.key, l.categories, l.basis,
						   l.provider, l.stay, l.service, l.on_date, l.circumstances, l.requirement, l.verdict, l.provision,
						   l.logged_at, l.resolves, w.wanting,
						   pg_catalog.min(coalesce(l.first_at, l.logged_at)) FILTER (WHERE w.wanting) OVER finding AS first_seen,
						   pg_catalog.max(l.logged_at) FILTER (WHERE w.wanting) OVER finding AS last_seen,
						   (pg_catalog.sum(coalesce(l.count, 1)) FILTER (WHERE w.wanting) OVER finding)::bigint AS count,
						   pg_catalog.row_number() OVER (finding ORDER BY w.wanting DESC, l.logged_at DESC,
								l.requirement, l.verdict, l.provision, l.categories, l.basis, l.provider,
								l.stay, l.service, l.on_date, l.circumstances) AS place
					  FROM sss.violation_log AS l
					  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
					 CROSS JOIN LATERAL (SELECT l.verdict IN ('violation', 'unsettled') AS wanting) AS w
					 WHERE l.problem IS NULL
					WINDOW finding AS (PARTITION BY l.key, t.relation_now, l.rule, l.attachment)) AS d
			WINDOW finding AS (PARTITION BY key, relation, rule, attachment)) AS f
	 WHERE place = 1 AND wanting;
COMMENT ON VIEW sss.findings IS
'sss.violation_log by relation, attachment, rule and key: what was found last, how often, and whether it was mended';

CREATE VIEW sss.violations AS
	SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
		   circumstances, requirement, verdict, provision, first_seen, last_seen, count, resolved
	  FROM (
			SELECT relation, attachment, rule, key, categories, basis, provider, stay, service, on_date,
				   circumstances, requirement, verdict, provision,
				   pg_catalog.min(first_seen) OVER entity AS first_seen,
				   last_seen,
				   (pg_catalog.sum(count) OVER entity)::bigint AS count,
				   CASE WHEN pg_catalog.bool_and(resolved IS NOT NULL) OVER entity
						THEN pg_catalog.max(resolved) OVER entity END AS resolved,
				   pg_catalog.row_number() OVER (entity ORDER BY last_seen DESC, attachment) AS place
			  FROM sss.findings
			WINDOW entity AS (PARTITION BY key, relation, rule)) AS v
	 WHERE place = 1;
COMMENT ON VIEW sss.violations IS
'What sss.violation_log says, one row for each relation, rule and key, however often it was found';

CREATE VIEW sss.problems AS
	SELECT t.relation_now AS relation, l.attachment, l.problem,
		   pg_catalog.min(coalesce(l.first_at, l.logged_at)) AS first_seen,
		   pg_catalog.max(l.logged_at) AS last_seen,
		   pg_catalog.sum(coalesce(l.count, 1))::bigint AS count
	  FROM sss.violation_log AS l
	  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
	 WHERE l.problem IS NOT NULL
	 GROUP BY t.relation_now, l.attachment, l.problem;
COMMENT ON VIEW sss.problems IS
'Wrong set-up that attachments in mode log met: one row for each relation, attachment and problem';
COMMENT ON COLUMN sss.problems.relation IS 'Qualified name of the table now; as written where there is none any more';
COMMENT ON COLUMN sss.problems.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.problems.problem IS 'SQLSTATE';
COMMENT ON COLUMN sss.problems.first_seen IS 'When a statement met it first';
COMMENT ON COLUMN sss.problems.last_seen IS 'When a statement met it last';
COMMENT ON COLUMN sss.problems.count IS 'How many statements met it';

DO $comments$
DECLARE
	v text;
	c record;
BEGIN
	FOREACH v IN ARRAY ARRAY['findings', 'violations'] LOOP
		FOR c IN
			SELECT *
			  FROM (VALUES
				('relation', 'Qualified name of the table now; as written where there is none any more'),
				('attachment', 'Name of the attachment that found it last'),
				('rule', 'Rule'),
				('key', 'Values of the key''s columns as text, as in the log; NULL: the table has no key, and all its rows are one'),
				('categories', 'Categories that were known, when it was found last, as in the columns that follow'),
				('basis', 'Basis of the placement; NULL where unknown'),
				('provider', 'Provider; NULL where unknown'),
				('stay', 'Mode of stay; NULL where unknown or not bound'),
				('service', 'Service; NULL where unknown or not of the rule'),
				('on_date', 'Day as of which it was judged'),
				('circumstances', 'Other facts that were known, as role=value, as in the log'),
				('requirement', 'Requirement that decided, named after its role'),
				('verdict', 'violation or unsettled'),
				('provision', 'Provision that decided'),
				('first_seen', 'When it was found first'),
				('last_seen', 'When it was found last'),
				('count', 'How often it was found'),
				('resolved', 'When an update or an audit first saw it in order again, or no longer governed or not there; NULL: since it was found last, none did')
			  ) AS m (name, meaning)
		LOOP
			EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', v, c.name, c.meaning);
		END LOOP;
	END LOOP;
END
$comments$;

CREATE FUNCTION sss.compact(older_than interval DEFAULT '30 days') RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $compact$
	WITH line AS (
		SELECT l.ctid AS place, l.attachment, l.rule, l.key, l.categories, l.basis, l.provider, l.stay,
			   l.service, l.requirement, l.verdict, l.provision, l.problem, l.logged_at,
			   l.resolves, t.relid_now, t.relation_now, (t.relid_now, t.relation_now) <> (l.relid, l.relation) AS renamed,
			   l.problem IS NULL AND l.verdict NOT IN ('violation', 'unsettled') AS mended
		  FROM sss.violation_log AS l
		  JOIN sss.logged_tables AS t USING (relid, relation, attachment)
		 WHERE l.logged_at < transaction_timestamp() - older_than
	), weighed AS (
		SELECT *,
			   count(*) OVER (PARTITION BY key, relation_now, rule, attachment, categories, basis, provider,
							  stay, service, requirement, verdict, provision, problem) AS alike,
			   max(logged_at) FILTER (WHERE NOT mended) OVER finding AS last_seen
		  FROM line
		WINDOW finding AS (PARTITION BY key, relation_now, rule, attachment)
	), judged AS (
		-- of what was mended, only the first line since it was found counts
		SELECT *, mended AND logged_at IS DISTINCT FROM
			   min(logged_at) FILTER (WHERE mended AND logged_at > last_seen AND coalesce(resolves >= last_seen, true)) OVER finding AS idle
		  FROM weighed
		WINDOW finding AS (PARTITION BY key, relation_now, rule, attachment)
	), gone AS (
		DELETE FROM sss.violation_log AS l
		 USING judged AS j
		 WHERE l.ctid = j.place AND (j.idle OR j.renamed OR (j.alike > 1 AND NOT j.mended))
		RETURNING l.*, j.relid_now, j.relation_now, j.mended, j.idle
	), folded AS (
		INSERT INTO sss.violation_log (logged_at, relid, relation, attachment, rule, key, categories, basis,
				provider, stay, service, on_date, circumstances, requirement, verdict, provision, problem, first_at, count, resolves)
			SELECT max(logged_at), coalesce(relid_now, max(relid)), relation_now, attachment, rule, key,
				   categories, basis, provider, stay, service,
				   (array_agg(on_date ORDER BY logged_at DESC, on_date))[1],
				   (array_agg(circumstances::text ORDER BY logged_at DESC, on_date, circumstances))[1]::text[],
				   requirement, verdict, provision, problem,
				   CASE WHEN NOT mended THEN min(coalesce(first_at, logged_at)) END,
				   CASE WHEN NOT mended THEN sum(coalesce(count, 1)) END,
				   resolves
			  FROM gone
			 WHERE NOT idle
			 GROUP BY key, relid_now, relation_now, rule, attachment, categories, basis, provider, stay,
				   service, requirement, verdict, provision, problem, mended, resolves
	)
	SELECT count(*) FROM gone
$compact$;
COMMENT ON FUNCTION sss.compact(interval) IS
'Fold what sss.violation_log has of the same case and finding, last found longer ago than that, into one line with the first and last time and a count, give it the present name and OID of its table, and drop what does not count of lines on what was mended; returns how many lines were replaced or dropped. sss.violations and sss.problems stay as they are; no lock stops a writer';

-- Whoever may read the log; a role that may fold it is not for that one that may change it
REVOKE ALL ON sss.logged_tables, sss.findings, sss.violations, sss.problems FROM PUBLIC;
GRANT SELECT ON sss.logged_tables, sss.findings, sss.violations, sss.problems TO @extowner@ WITH GRANT OPTION;
REVOKE ALL ON FUNCTION sss.compact(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sss.compact(interval) TO @extowner@ WITH GRANT OPTION;

--
-- Attachments.
--
CREATE FUNCTION sss.attach(relation regclass, rule text, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, mode text DEFAULT 'log', lane text DEFAULT 'trigger',
	required text[] DEFAULT '{}', unsettled text DEFAULT 'log', timing text DEFAULT 'immediate',
	always boolean DEFAULT false, name text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_attach' LANGUAGE C;
COMMENT ON FUNCTION sss.attach(regclass, text, text[], regclass, text[], text[], text, text, text[], text, text, boolean, text) IS
'Attach a rule to a table, with the caller''s rights; returns the attachment''s name, sss_<rule> by default; the same call again changes nothing. columns: ''role=column'', columns of the extension''s types are found by themselves unless there is a facts view; facts: a view with a column for each role that no column of the table holds, of the role''s name; key: columns that identify a case, of the view unless columns are named, NULL the primary key, or the view''s columns of via; via: ''relation column=view column'', how a row leads to the view''s, NULL the primary key and the same names; mode: log, enforce; lane: trigger, constraint (a CHECK, NOT VALID); required: roles whose absence is a violation; unsettled: log, enforce; timing: immediate, deferred; always: also for replicated changes';

CREATE FUNCTION sss.detach(relation regclass, name text) RETURNS void
AS 'MODULE_PATHNAME', 'sss_detach' LANGUAGE C;
COMMENT ON FUNCTION sss.detach(regclass, text) IS
'Undo sss.attach(): drop the attachment''s triggers or constraint; 42704 if there is none, 22004 for a NULL';

CREATE FUNCTION sss.set_mode(relation regclass, name text, mode text) RETURNS void
AS 'MODULE_PATHNAME', 'sss_set_mode' LANGUAGE C;
COMMENT ON FUNCTION sss.set_mode(regclass, text, text) IS
'Put an attachment into mode log or enforce, without a lock that stops readers (a deferred one is made anew); 42704 if there is none, 22023 for a constraint, 22004 for a NULL';

CREATE FUNCTION sss.describe_trigger(trigger oid,
	OUT rule text, OUT lane text, OUT bound text[], OUT facts regclass, OUT key text[], OUT via text[],
	OUT mode text, OUT effective_mode text, OUT unsettled text, OUT required text[],
	OUT timing text, OUT always boolean, OUT companion text, OUT problem text,
	OUT definition text)
RETURNS record
AS 'MODULE_PATHNAME', 'sss_describe_trigger' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.describe_trigger(oid) IS
'What the trigger with that OID binds, NULL if it is none of ours or the companion of another; for view sss.attachments';

CREATE FUNCTION sss.describe_check("constraint" oid,
	OUT rule text, OUT lane text, OUT bound text[], OUT facts regclass, OUT key text[], OUT via text[],
	OUT mode text, OUT effective_mode text, OUT unsettled text, OUT required text[],
	OUT timing text, OUT always boolean, OUT companion text, OUT problem text,
	OUT definition text)
RETURNS record
AS 'MODULE_PATHNAME', 'sss_describe_check' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.describe_check(oid) IS
'What the constraint with that OID binds, NULL if it is none of ours; for view sss.attachments';

CREATE VIEW sss.attachments AS
	SELECT t.tgrelid::pg_catalog.regclass AS relation, t.tgname::pg_catalog.text AS name,
		   d.rule, d.lane, d.bound AS columns, d.facts, d.key, d.via, d.mode, d.effective_mode, d.unsettled,
		   d.required, d.timing, d.always, d.companion, d.problem, d.definition
	  FROM pg_catalog.pg_trigger AS t
	 CROSS JOIN LATERAL sss.describe_trigger(t.oid) AS d
	 WHERE t.tgfoid = 'sss.enforce()'::pg_catalog.regprocedure
	   AND t.tgparentid = 0
	   AND d.lane IS NOT NULL
	UNION ALL
	SELECT c.conrelid::pg_catalog.regclass, c.conname::pg_catalog.text,
		   d.rule, d.lane, d.bound, d.facts, d.key, d.via, d.mode, d.effective_mode, d.unsettled,
		   d.required, d.timing, d.always, d.companion, d.problem, d.definition
	  FROM pg_catalog.pg_constraint AS c
	 CROSS JOIN LATERAL sss.describe_check(c.oid) AS d
	 WHERE c.contype = 'c'
	   AND c.conrelid <> 0
	   AND c.conparentid = 0
	   AND c.coninhcount = 0
	   AND d.rule IS NOT NULL
	   AND EXISTS (
			SELECT
			  FROM pg_catalog.pg_depend AS p
			 WHERE p.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
			   AND p.objid = c.oid
			   AND p.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
			   AND p.refobjid IN (
				SELECT f.oid
				  FROM pg_catalog.pg_proc AS f
				 WHERE f.pronamespace = 'sss'::pg_catalog.regnamespace
				   AND f.proname ~ '^require_'));
COMMENT ON VIEW sss.attachments IS
'What is attached, from the catalogs: relation, name, rule, lane, columns as role=column, the facts view, key (NULL: the primary key), via, mode, effective mode (disabled: the trigger does not fire; partial: some rows escape it), treatment of unsettled, required roles, timing (deferrable: immediate unless SET CONSTRAINTS defers it), always, the companion trigger, a problem of the set-up, and the call that makes the attachment again (NULL where the trigger was declared as sss.attach() declares none)';
COMMENT ON COLUMN sss.attachments.relation IS 'Table; for a partitioned one itself, not its partitions';
COMMENT ON COLUMN sss.attachments.name IS 'Name of the attachment: of its trigger or constraint';
COMMENT ON COLUMN sss.attachments.rule IS 'Rule; NULL where the set-up is wrong, as in the columns that follow from it';
COMMENT ON COLUMN sss.attachments.lane IS 'trigger or constraint';
COMMENT ON COLUMN sss.attachments.columns IS 'Columns bound, each as role=column';
COMMENT ON COLUMN sss.attachments.facts IS 'Facts view; NULL: the columns of the table say all';
COMMENT ON COLUMN sss.attachments.key IS 'Columns that identify a case in the log and in errors, of the facts view unless columns are bound; NULL: the primary key';
COMMENT ON COLUMN sss.attachments.via IS 'How a row leads to the rows of the facts view, each as relation column=view column; NULL: there is no view';
COMMENT ON COLUMN sss.attachments.mode IS 'log or enforce, as attached';
COMMENT ON COLUMN sss.attachments.effective_mode IS 'The same, disabled where the trigger does not fire, partial where some rows escape it, or log where the session''s sss.mode says so';
COMMENT ON COLUMN sss.attachments.unsettled IS 'What becomes of a row that the text does not settle: log or enforce';
COMMENT ON COLUMN sss.attachments.required IS 'Roles whose absence is a violation';
COMMENT ON COLUMN sss.attachments.timing IS 'immediate, deferred to the end of the transaction, or deferrable: immediate unless SET CONSTRAINTS defers it';
COMMENT ON COLUMN sss.attachments.always IS 'Does it fire for replicated changes, too?';
COMMENT ON COLUMN sss.attachments.companion IS 'Trigger that catches what a BEFORE UPDATE trigger changes; NULL where there is none';
COMMENT ON COLUMN sss.attachments.problem IS 'What is wrong with the set-up; NULL: nothing';
COMMENT ON COLUMN sss.attachments.definition IS 'The call of sss.attach() that makes the attachment again; NULL where the trigger was declared as sss.attach() declares none';
GRANT SELECT ON sss.attachments TO PUBLIC;

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

--
-- Runs of the audit: counts over time, and what of the log is found no more.  Both tables only grow; they hold names,
-- codes, citations and counts, never a row's text.
--
CREATE TABLE sss.audit_runs (
	at timestamptz PRIMARY KEY,
	session_role text NOT NULL,
	acting_role text NOT NULL,
	on_date date,
	resolved bigint
);
COMMENT ON TABLE sss.audit_runs IS
'Runs of sss.run_audit(); only grows';
COMMENT ON COLUMN sss.audit_runs.at IS 'When the run began; names the run';
COMMENT ON COLUMN sss.audit_runs.session_role IS 'Role that logged in';
COMMENT ON COLUMN sss.audit_runs.acting_role IS 'Role whose rights were used';
COMMENT ON COLUMN sss.audit_runs.on_date IS 'Day as of which every row was judged; NULL: each row as of its own';
COMMENT ON COLUMN sss.audit_runs.resolved IS 'How many open findings of the log it did not find any more, and resolved; NULL: it could not tell, being as of another day, or of a partition or a constraint';

CREATE TABLE sss.audit_counts (
	at timestamptz NOT NULL,
	relid oid NOT NULL,
	relation text NOT NULL,
	attachment text NOT NULL,
	rule text,
	verdict sss.verdict,
	provision sss.provision,
	refused boolean,
	waived boolean,
	rows bigint,
	problem text
);
COMMENT ON TABLE sss.audit_counts IS
'What each run of sss.run_audit() counted; only grows';
COMMENT ON COLUMN sss.audit_counts.at IS 'The run, see sss.audit_runs';
COMMENT ON COLUMN sss.audit_counts.relid IS 'OID of the table, in this database and since its last restore';
COMMENT ON COLUMN sss.audit_counts.relation IS 'Its qualified name then';
COMMENT ON COLUMN sss.audit_counts.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.audit_counts.rule IS 'Rule; NULL where the set-up was wrong, as in the columns that follow from it';
COMMENT ON COLUMN sss.audit_counts.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.audit_counts.provision IS 'Provision that decided; NULL of compliant rows, and where provider or date is not known';
COMMENT ON COLUMN sss.audit_counts.refused IS 'Would the attachment refuse such rows if they were new and it enforced?';
COMMENT ON COLUMN sss.audit_counts.waived IS 'Does a waiver or a baseline let such rows stand, so that they are not refused?';
COMMENT ON COLUMN sss.audit_counts.rows IS 'How many rows there were; of compliant ones also none';
COMMENT ON COLUMN sss.audit_counts.problem IS 'What was wrong with the set-up, or the SQLSTATE by which the audit failed, so that nothing was audited; NULL: nothing';

CREATE FUNCTION sss.audit_resolving(relation regclass, rule text DEFAULT NULL, columns text[] DEFAULT NULL,
	facts regclass DEFAULT NULL, key text[] DEFAULT NULL, via text[] DEFAULT NULL, required text[] DEFAULT NULL, unsettled text DEFAULT NULL,
	name text DEFAULT NULL, on_date date DEFAULT NULL, tolerant boolean DEFAULT false,
	OUT attachment text, OUT rule text, OUT verdict sss.verdict, OUT provision sss.provision,
	OUT refused boolean, OUT waived boolean, OUT rows bigint, OUT resolved bigint, OUT problem text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_audit_resolving' LANGUAGE C VOLATILE COST 10000;
COMMENT ON FUNCTION sss.audit_resolving(regclass, text, text[], regclass, text[], text[], text[], text, text, date, boolean) IS
'For sss.run_audit(): sss.audit_counts(), and the log is told which open findings of the attachment are found no more; resolved: how many these were, on the row of what is compliant. NULL, and nothing is told, where the caller has no INSERT on sss.audit_runs, as of another day, of a partition, and of a constraint. tolerant: an audit that fails does not fail the call, but is told by its SQLSTATE in problem; the caller''s own rights are asked all the same';

CREATE FUNCTION sss.run_audit(relation regclass DEFAULT NULL, on_date date DEFAULT NULL)
RETURNS timestamptz VOLATILE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $run_audit$
	WITH began AS MATERIALIZED (
		SELECT clock_timestamp() AS at
	), attached AS (
		SELECT a.relation, a.name, a.rule IS NOT NULL AS sound, a.problem
		  FROM sss.attachments AS a
		 WHERE a.relation = $1 OR $1 IS NULL
		UNION ALL
		-- Attached by way of what it is a part of, or not at all, which is an error
		SELECT $1, NULL, true, NULL
		 WHERE $1 IS NOT NULL AND $1 NOT IN (SELECT a.relation FROM sss.attachments AS a)
	), counted AS MATERIALIZED (
		SELECT a.relation, c.attachment, c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.resolved, c.problem
		  FROM attached AS a
		 CROSS JOIN LATERAL sss.audit_resolving(a.relation, name => a.name, on_date => $2, tolerant => $1 IS NULL) AS c
		 WHERE a.sound
		UNION ALL
		SELECT a.relation, a.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, a.problem
		  FROM attached AS a
		 WHERE NOT a.sound
	), run AS (
		INSERT INTO sss.audit_runs
			SELECT b.at, session_user, current_user, $2, (SELECT sum(c.resolved) FROM counted AS c)
			  FROM began AS b
		RETURNING at
	), stored AS (
		INSERT INTO sss.audit_counts
			SELECT run.at, c.relation, format('%s.%I', r.relnamespace::regnamespace, r.relname), c.attachment,
				   c.rule, c.verdict, c.provision, c.refused, c.waived, c.rows, c.problem
			  FROM run
			 CROSS JOIN counted AS c
			  JOIN pg_class AS r ON r.oid = c.relation
	)
	SELECT at FROM run
$run_audit$;
COMMENT ON FUNCTION sss.run_audit(regclass, date) IS
'Audit a table, or all that is attached, and store what sss.audit_counts() says in sss.audit_counts; on_date: as of that day. Without on_date, what sss.findings has open and is neither found nor unknown any more is resolved. Returns what names the run. Wants SELECT on the columns that are judged, and INSERT on sss.audit_runs and sss.audit_counts; fails as sss.audit() does; among all that is attached, a wrong set-up, and an attachment that cannot be audited, by the SQLSTATE, is stored as a problem and fails no other';

CREATE VIEW sss.summary AS
	WITH counted AS (
		SELECT c.*, pg_catalog.max(c.at) OVER (PARTITION BY c.relation) AS latest
		  FROM sss.audit_counts AS c
		  JOIN sss.audit_runs AS r USING (at)
		 WHERE r.on_date IS NULL
	)
	SELECT c.relation, c.attachment, c.rule, c.verdict, sss.label(c.verdict) AS verdict_label,
		   c.provision, sss.cite(c.provision) AS citation, c.refused, c.waived, c.rows, c.problem, c.at
	  FROM counted AS c
	 WHERE c.at = c.latest;
COMMENT ON VIEW sss.summary IS
'What the latest run of sss.run_audit() counted in each table, every row as of its own day, in the session''s language';
COMMENT ON COLUMN sss.summary.relation IS 'Qualified name of the table';
COMMENT ON COLUMN sss.summary.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.summary.rule IS 'Rule; NULL where the set-up was wrong';
COMMENT ON COLUMN sss.summary.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.summary.verdict_label IS 'Its name';
COMMENT ON COLUMN sss.summary.provision IS 'Provision that decided; NULL of compliant rows, and where provider or date is not known';
COMMENT ON COLUMN sss.summary.citation IS 'The provision as lawyers write it';
COMMENT ON COLUMN sss.summary.refused IS 'Would the attachment refuse such rows if they were new and it enforced?';
COMMENT ON COLUMN sss.summary.waived IS 'Does a waiver or a baseline let such rows stand, so that they are not refused?';
COMMENT ON COLUMN sss.summary.rows IS 'How many rows there were';
COMMENT ON COLUMN sss.summary.problem IS 'What was wrong with the set-up, or the SQLSTATE by which the audit failed; NULL: nothing';
COMMENT ON COLUMN sss.summary.at IS 'When that run began';

CREATE VIEW sss.trend AS
	SELECT c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict,
		   pg_catalog.sum(c.rows)::bigint AS rows,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.refused), 0)::bigint AS refused,
		   coalesce(pg_catalog.sum(c.rows) FILTER (WHERE c.waived), 0)::bigint AS waived
	  FROM sss.audit_counts AS c
	  JOIN sss.audit_runs AS r USING (at)
	 WHERE c.problem IS NULL
	 GROUP BY c.at, r.on_date, c.relation, c.attachment, c.rule, c.verdict;
COMMENT ON VIEW sss.trend IS
'What the runs of sss.run_audit() counted over time, by table, attachment, rule and verdict; a verdict that a run did not meet has no row';
COMMENT ON COLUMN sss.trend.at IS 'When the run began';
COMMENT ON COLUMN sss.trend.on_date IS 'Day as of which every row was judged; NULL: each row as of its own';
COMMENT ON COLUMN sss.trend.relation IS 'Qualified name of the table then';
COMMENT ON COLUMN sss.trend.attachment IS 'Name of the attachment';
COMMENT ON COLUMN sss.trend.rule IS 'Rule';
COMMENT ON COLUMN sss.trend.verdict IS 'Verdict on the rows';
COMMENT ON COLUMN sss.trend.rows IS 'How many rows there were';
COMMENT ON COLUMN sss.trend.refused IS 'How many of them the attachment would refuse if they were new and it enforced';
COMMENT ON COLUMN sss.trend.waived IS 'How many of them a waiver or a baseline lets stand';

-- The owner may let others run the audit: who does needs to append to both tables.
REVOKE ALL ON sss.audit_runs, sss.audit_counts, sss.summary, sss.trend FROM PUBLIC;
GRANT SELECT, INSERT ON sss.audit_runs, sss.audit_counts TO @extowner@ WITH GRANT OPTION;
GRANT SELECT ON sss.summary, sss.trend TO @extowner@ WITH GRANT OPTION;
SELECT pg_catalog.pg_extension_config_dump('sss.audit_runs', '');
SELECT pg_catalog.pg_extension_config_dump('sss.audit_counts', '');

--
-- What is not as the journal says, or does less than it seems to.
--
CREATE FUNCTION sss.role_settings(setting text, value text) RETURNS SETOF text STABLE STRICT LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $settings$
	SELECT CASE WHEN setrole = 0 AND setdatabase = 0 THEN 'ROLE ALL'
				WHEN setrole = 0 THEN format('DATABASE %I', datname)
				WHEN setdatabase = 0 THEN format('ROLE %I', rolname)
				ELSE format('ROLE %I IN DATABASE %I', rolname, datname) END
	  FROM pg_db_role_setting
	  LEFT JOIN pg_roles ON pg_roles.oid = setrole
	  LEFT JOIN pg_database ON pg_database.oid = setdatabase
	 WHERE (setdatabase = 0 OR datname = current_database())
	   AND lower(setting || '=' || value) = ANY (SELECT lower(entry) FROM unnest(setconfig) AS entry)
	 ORDER BY 1
$settings$;
COMMENT ON FUNCTION sss.role_settings(text, text) IS
'For which roles and databases, as ALTER names them, the setting has that value by ALTER ROLE or ALTER DATABASE, where it applies to sessions of this database; for sss.verify() and sss.health()';

CREATE FUNCTION sss.verify(OUT relation regclass, OUT attachment text, OUT problem text, OUT command text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $verify$
	-- A table goes by its name, which a restore keeps, and another table may take
	-- over; where nothing bears that name any more, by its OID.
	WITH RECURSIVE event AS (
		SELECT coalesce(named.oid, numbered.oid)::regclass AS relation, j.relation AS name_then,
			   j.attachment, j.rule, j.action, j.definition, j.at
		  FROM sss.journal AS j
		  LEFT JOIN pg_class AS named ON named.oid = to_regclass(j.relation) AND named.relkind IN ('r', 'p')
		  LEFT JOIN pg_class AS numbered ON numbered.oid = j.relid AND numbered.relkind IN ('r', 'p')
		 WHERE j.action IN ('attach', 'detach', 'set_mode')
	), last AS (
		SELECT DISTINCT ON (relation, attachment) *
		  FROM event
		 WHERE relation IS NOT NULL
		 ORDER BY relation, attachment, at DESC
	), meant AS (
		SELECT relation, attachment,
			   definition LIKE '%, mode => ''enforce''%' AS enforcing,
			   definition LIKE '%, always => true%' AS always,
			   definition LIKE '%, unsettled => ''enforce''%' AS strict,
			   string_to_array(replace(substring(definition FROM ', required => ARRAY\[(''[a-z_'', ]+'')\]'), '''', ''), ', ') AS required,
			   ARRAY(SELECT role[1] FROM regexp_matches(substring(definition FROM ', columns => (ARRAY\[.*?\])(?:, facts => |, key => ARRAY\[|, mode => ''[el])'),
														'(?:\[|, )''([a-z_]+)=', 'g') AS role) AS roles,
			   replace(definition, 'sss.attach(' || quote_literal(name_then),
					   'sss.attach(' || quote_literal(format('%I.%I', c.relnamespace::regnamespace, c.relname))) AS definition
		  FROM last
		  JOIN pg_class AS c ON c.oid = relation
		 WHERE action <> 'detach'
	), attached AS (
		SELECT a.*, m.enforcing, m.always AS meant_always, m.definition AS meant_definition,
			   format('ALTER TABLE %s', a.relation) AS alter_table,
			   CASE WHEN m.always OR a.always THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END AS enable,
			   concat_ws(', ', CASE WHEN m.strict AND a.unsettled = 'log' THEN 'unsettled' END,
						 (SELECT 'required ' || string_agg(role, ', ')
							FROM unnest(m.required) AS role WHERE role <> ALL (a.required)),
						 (SELECT 'columns for ' || string_agg(role, ', ')
							FROM unnest(m.roles) AS role
						   WHERE role NOT IN (SELECT split_part(bound, '=', 1) FROM unnest(a.columns) AS bound))) AS lost
		  FROM sss.attachments AS a
		  LEFT JOIN meant AS m ON (m.relation, m.attachment) = (a.relation, a.name)
	), enabled AS (
		-- All triggers of an attachment are enabled alike.
		SELECT a.*, p.enabling, p.enabling_always, p.all_enabled
		  FROM attached AS a
		 CROSS JOIN LATERAL (
				SELECT alter_table || string_agg(format(' %s TRIGGER %I', enable, tgname), ',' ORDER BY tgname) AS enabling,
					   alter_table || string_agg(format(' ENABLE ALWAYS TRIGGER %I', tgname), ',' ORDER BY tgname) AS enabling_always,
					   NOT EXISTS (
							SELECT FROM pg_trigger AS clone
							 WHERE clone.tgrelid IN (SELECT a.relation UNION SELECT relid FROM pg_partition_tree(a.relation))
							   AND clone.tgname = ANY (array_agg(t.tgname))
							   AND clone.tgenabled NOT IN ('A', CASE enable WHEN 'ENABLE' THEN 'O' ELSE 'A' END)) AS all_enabled
				  FROM pg_trigger AS t
				 WHERE tgrelid = a.relation AND tgfoid = 'sss.enforce()'::regprocedure
				   AND (tgname IN (a.name, a.companion)
						OR a.facts IS NOT NULL AND tgname IN (a.name || '_insert', a.name || '_update', a.name || '_delete', a.name || '_row'))) AS p
	), heir AS (
		-- What inherits from a table has its columns and CHECKs, not its triggers.
		SELECT a.relation AS ancestor, a.relation::oid AS relid
		  FROM attached AS a
		  JOIN pg_class AS c ON c.oid = a.relation AND c.relkind = 'r'
		UNION
		SELECT h.ancestor, i.inhrelid
		  FROM heir AS h
		  JOIN pg_inherits AS i ON i.inhparent = h.relid
	), parted AS MATERIALIZED (
		SELECT c.oid, ARRAY(SELECT format('%I %s', attname, atttypid) FROM pg_attribute
							 WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname) AS columns
		  FROM pg_class AS c
		 WHERE c.oid IN (SELECT a.relation FROM attached AS a) AND c.relkind = 'p'
	), kin AS (
		SELECT ancestor, relid, format('it inherits from %s, but not its attachment', ancestor) AS problem
		  FROM heir
		 WHERE relid <> ancestor
		UNION ALL
		-- A partition that is detached keeps its columns and CHECKs, not its triggers;
		-- nothing else tells it from a table that is yet to become one.
		SELECT p.oid::regclass, c.oid, format('it has the columns of partitioned table %s, but not its attachment', p.oid::regclass)
		  FROM parted AS p
		  JOIN pg_class AS c ON c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
							AND c.oid <> p.oid AND c.relnatts >= cardinality(p.columns)
		   AND p.columns
			 = ARRAY(SELECT format('%I %s', attname, atttypid) FROM pg_attribute
					  WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname)
	), escaping AS (
		SELECT c.oid::regclass AS relation, a.name, k.problem,
			   -- The same call for the other table; the key, if it was the primary key, by name.
			   CASE WHEN c.relkind <> 'f' THEN
				   overlay(overlay(a.definition PLACING
								   CASE WHEN a.lane = 'constraint' OR a.key IS NOT NULL OR mine.key IS NOT NULL OR theirs.key IS NULL THEN ''
										ELSE ', key => ARRAY[' || theirs.key || ']' END
								   FROM strpos(a.definition, format(', mode => %L', a.mode)) FOR 0)
						   PLACING quote_literal(format('%I.%I', c.relnamespace::regnamespace, c.relname))
						   FROM length('SELECT sss.attach(') + 1
						   FOR length(quote_literal(format('%I.%I', p.relnamespace::regnamespace, p.relname))))
			   END AS command
		  FROM kin AS k
		  JOIN attached AS a ON a.relation = k.ancestor AND a.rule IS NOT NULL
		  JOIN pg_class AS p ON p.oid = a.relation
		  JOIN pg_class AS c ON c.oid = k.relid
		 CROSS JOIN LATERAL (
				SELECT string_agg(quote_literal(attname), ', ' ORDER BY position) AS key
				  FROM pg_index, unnest(indkey[0:indnkeyatts - 1]) WITH ORDINALITY AS v (attnum, position)
				  JOIN pg_attribute USING (attnum)
				 WHERE indrelid = p.oid AND indisprimary AND attrelid = p.oid) AS theirs
		 CROSS JOIN LATERAL (SELECT max(indexrelid) AS key FROM pg_index WHERE indrelid = c.oid AND indisprimary) AS mine
		 -- One that the journal knows is as it was left: detached on purpose, say.
		 WHERE NOT EXISTS (SELECT FROM last AS l WHERE l.relation = k.relid AND l.rule = a.rule)
		   AND NOT EXISTS (SELECT FROM attached AS x WHERE x.relation = k.relid AND x.rule = a.rule)
		   AND NOT (a.lane = 'constraint' AND EXISTS (
				SELECT FROM pg_constraint WHERE conrelid = k.relid AND conname = a.name AND contype = 'c'))
	)
	SELECT relation, attachment, 'it is not attached any more',
		   -- What is left of it would be in the way of its own successor.
		   'SELECT ' || coalesce((
				SELECT string_agg(format('sss.detach(%L, %L), ', a.relation, a.name), '' ORDER BY a.name)
				  FROM attached AS a
				 WHERE a.relation = meant.relation AND a.rule IS NULL
				   AND a.name IN (attachment || '_insert', attachment || '_update', attachment || '_delete', attachment || '_row')), '') ||
		   substr(definition, 8)
	  FROM meant
	 WHERE (relation, attachment) NOT IN (SELECT a.relation, a.name FROM attached AS a)
	   -- A constraint of its own may have become an inherited one.
	   AND NOT EXISTS (
			SELECT FROM pg_constraint
			 WHERE conrelid = relation AND conname = attachment AND contype = 'c' AND coninhcount > 0
			   AND pg_get_constraintdef(oid) LIKE 'CHECK (sss.require\_%')
	UNION ALL
	SELECT relation, name, 'its trigger is disabled',
		   CASE WHEN facts IS NOT NULL AND all_enabled THEN definition ELSE enabling END
	  FROM enabled
	 WHERE lane = 'trigger' AND effective_mode = 'disabled'
	UNION ALL
	SELECT relation, name, problem,
		   CASE WHEN definition IS NULL THEN NULL
				WHEN facts IS NOT NULL AND all_enabled THEN definition
				WHEN lane = 'trigger' THEN enabling
				ELSE format('SELECT sss.detach(%L, %L), ', relation, name) || substr(definition, 8) END
	  FROM enabled
	 WHERE problem IS NOT NULL AND (lane = 'constraint' OR effective_mode IS DISTINCT FROM 'disabled')
	UNION ALL
	SELECT relation, name, 'it only logs, though it was to enforce',
		   format('SELECT sss.set_mode(%L, %L, ''enforce'')', relation, name)
	  FROM enabled
	 WHERE enforcing AND mode = 'log'
	UNION ALL
	SELECT relation, name, 'it asks for less than it was to: ' || lost,
		   format('SELECT sss.detach(%L, %L), ', relation, name) || substr(meant_definition, 8)
	  FROM enabled
	 WHERE rule IS NOT NULL AND lost <> ''
	UNION ALL
	SELECT relation, name, 'it does not fire for replicated changes, though it was to', enabling
	  FROM enabled
	 WHERE meant_always AND NOT always AND effective_mode <> 'disabled'
	UNION ALL
	SELECT relation, name, 'it does not fire for what a subscription writes here',
		   CASE WHEN facts IS NULL THEN enabling_always
				-- carried by other triggers then
				ELSE format('SELECT sss.detach(%L, %L), ', relation, name) ||
					 overlay(substr(definition, 8) PLACING ', always => true'
							 FROM length(definition) - 7 - length(format(', name => %L)', name)) + 1 FOR 0) END
	  FROM enabled
	 WHERE lane = 'trigger' AND NOT always AND meant_always IS NOT TRUE AND effective_mode <> 'disabled'
	   AND EXISTS (
			SELECT FROM pg_subscription_rel
			 WHERE srrelid = relation OR srrelid IN (SELECT relid FROM pg_partition_tree(relation)))
	UNION ALL
	SELECT relation, name, 'it has no companion: what a BEFORE UPDATE trigger changes is not judged', definition
	  FROM enabled
	 WHERE lane = 'trigger' AND facts IS NULL AND companion IS NULL AND rule IS NOT NULL
	UNION ALL
	SELECT relation, name, problem, command
	  FROM escaping
	UNION ALL
	-- How its rows would lead to the view's, nobody but who made the view can tell.
	SELECT r.relation, NULL, format('facts view %s reads it, but rule "%s" is not attached to it', v.facts, v.rule), NULL
	  FROM (SELECT DISTINCT a.facts, a.rule FROM attached AS a WHERE a.facts IS NOT NULL) AS v
	 CROSS JOIN LATERAL sss.facts_reads(v.facts) AS r
	 WHERE NOT EXISTS (SELECT FROM last AS l WHERE l.relation = r.relation AND l.rule = v.rule)
	   AND NOT EXISTS (
			SELECT FROM attached AS a
			 WHERE a.facts = v.facts AND a.rule = v.rule
			   AND (a.relation = r.relation OR a.relation IN (SELECT relid FROM pg_partition_ancestors(r.relation) AS up (relid))))
	UNION ALL
	-- Sessions wait for each other where they ask the same view.
	SELECT DISTINCT r.relation, other.name,
		   format('facts view %s reads it, but it is attached by view %s: sessions of one do not wait for those of the other', v.facts, other.facts), NULL
	  FROM (SELECT DISTINCT a.facts, a.rule FROM attached AS a WHERE a.facts IS NOT NULL) AS v
	 CROSS JOIN LATERAL sss.facts_reads(v.facts) AS r
	  JOIN attached AS other ON other.relation = r.relation AND other.rule = v.rule AND other.facts <> v.facts
	 WHERE NOT EXISTS (
			SELECT FROM attached AS a
			 WHERE a.facts = v.facts AND a.rule = v.rule AND a.relation = r.relation)
	UNION ALL
	SELECT NULL, NULL, format('session_replication_role is replica for %s: only what is attached with always fires', holder),
		   format('ALTER %s RESET session_replication_role', holder)
	  FROM sss.role_settings('session_replication_role', 'replica') AS holder
	 WHERE EXISTS (SELECT FROM enabled WHERE lane = 'trigger' AND NOT always)
	UNION ALL
	SELECT NULL, NULL, format('session_replication_role is replica in %s: only what is attached with always fires', place), way
	  FROM pg_settings
	  JOIN (VALUES (true, 'the server''s configuration', 'ALTER SYSTEM SET session_replication_role = origin; SELECT pg_catalog.pg_reload_conf()'),
				   (false, 'this session', 'SET session_replication_role = origin')) AS v (configured, place, way)
			ON configured = (source = 'configuration file')
	 WHERE name = 'session_replication_role' AND setting = 'replica'
	   AND EXISTS (SELECT FROM enabled WHERE lane = 'trigger' AND NOT always)
	 ORDER BY 1, 2, 3
$verify$;
COMMENT ON FUNCTION sss.verify() IS
'What is not as sss.journal says, or does less than it seems to: table, attachment (NULL of a table that a facts view reads and nobody attached, both NULL where a setting concerns all), what is wrong, and the command that mends it, NULL where none alone does; no row: all is well. Wants SELECT on sss.journal. A table that has the name of one that was attached is taken for it';

--
-- What holds an answer that was given before.
--
CREATE FUNCTION sss.recheck(OUT object text, OUT relation regclass, OUT functions text[], OUT command text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $recheck$
	WITH RECURSIVE decision AS (
		-- All that answers from the lists; not what only reads, writes, compares or enforces.
		SELECT oid, proname
		  FROM pg_proc
		 WHERE pronamespace = 'sss'::regnamespace
		   AND (proname ~ '^(explain|require)_|_(verdict|verdict_any|provision|provision_any)$'
				OR proname IN ('admissions', 'cite', 'clauses', 'codes', 'editions', 'find', 'governing_standards', 'in_scope',
					'in_standard', 'kind', 'label', 'other_acts', 'page_words', 'placement_lawful', 'placement_options', 'proofs',
					'provider_standards', 'quality_conditions', 'readings', 'readings_elsewhere', 'repeated_offences', 'required_evidence',
					'requirement_lines', 'review_gaps', 'rules', 'scope', 'service_options', 'stays', 'unassessed', 'unserved'))
	), source AS (
		SELECT oid, proname FROM decision
		UNION
		-- PostgreSQL knows not what a function calls whose body is a string: take it at its word.
		SELECT p.oid, d.proname
		  FROM pg_proc AS p
		 CROSS JOIN LATERAL regexp_matches(p.prosrc, '\msss"?\s*\.\s*"?([a-z_]+)', 'gi') AS called
		  JOIN decision AS d ON d.proname = lower(called[1])
		 WHERE p.pronamespace NOT IN ('sss'::regnamespace, 'pg_catalog'::regnamespace)
	), dependent AS (
		SELECT 'pg_proc'::regclass::oid AS classid, oid AS objid, 0 AS objsubid, proname, 0 AS depth
		  FROM source
		UNION
		-- From a view's rule to the view, from a generated column's expression to the column.
		SELECT coalesce(held.classid, p.classid), coalesce(held.objid, p.objid), coalesce(held.objsubid, p.objsubid),
			   d.proname, d.depth + 1
		  FROM dependent AS d
		  JOIN pg_depend AS p ON p.refclassid = d.classid AND p.refobjid = d.objid
							 AND (d.objsubid = 0 OR p.refobjsubid IN (0, d.objsubid))
		  LEFT JOIN LATERAL (
				SELECT 'pg_class'::regclass::oid AS classid, ev_class AS objid, 0 AS objsubid
				  FROM pg_rewrite WHERE p.classid = 'pg_rewrite'::regclass AND pg_rewrite.oid = p.objid
				UNION ALL
				SELECT 'pg_class'::regclass, adrelid, adnum
				  FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
				 WHERE p.classid = 'pg_attrdef'::regclass AND pg_attrdef.oid = p.objid AND attgenerated <> ''
			   ) AS held ON true
		 WHERE p.deptype IN ('n', 'a')
		   AND (p.classid IN ('pg_proc'::regclass, 'pg_rewrite'::regclass)
				OR d.classid = 'pg_proc'::regclass AND p.classid IN ('pg_class'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass))
		   AND (held.objid IS NULL OR (held.classid, held.objid) <> (d.classid, d.objid))
		   AND d.depth < 100
	), found AS (
		SELECT classid, objid, objsubid, array_agg(DISTINCT proname::text ORDER BY proname::text) AS functions, max(depth) AS depth
		  FROM dependent
		 GROUP BY classid, objid, objsubid
	), held AS (
		SELECT format('generated column %I of table %s', a.attname, c.oid::regclass) AS object, c.oid AS relid, f.functions,
			   -- The column is generated anew where one that it is made of is set.
			   'UPDATE ONLY ' || format('%I.%I', n.nspname, c.relname) ||
			   (SELECT format(' SET %1$I = %1$I', b.attname)
				  FROM pg_depend AS p
				  JOIN pg_attribute AS b ON b.attrelid = c.oid AND b.attnum = p.refobjsubid AND b.attidentity <> 'a' AND b.attgenerated = ''
				 WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = c.oid
				   -- before PostgreSQL 15 the column itself depends on the others
				   AND (p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid
						OR p.classid = 'pg_class'::regclass AND p.objid = c.oid AND p.objsubid = a.attnum)
				 ORDER BY b.attnum LIMIT 1) ||
			   format(' WHERE %I IS DISTINCT FROM (%s)', a.attname, pg_get_expr(d.adbin, d.adrelid)) AS command, 1 AS step, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'r'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = f.objsubid AND a.attgenerated = 's'
		  JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid > 0
		UNION ALL
		-- CASE, since the planner would take the partition's constraint for proof that there is no such row
		SELECT format('partition key of table %s, partition %s', c.oid::regclass, leaf.oid::regclass), leaf.oid, f.functions,
			   format('UPDATE %1$I.%2$I SET %3$I = %3$I WHERE tableoid = %4$L::pg_catalog.regclass AND CASE (%5$s) WHEN false THEN true ELSE false END',
					  rn.nspname, r.relname,
					  (SELECT attname FROM pg_attribute
						WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'
						ORDER BY attnum LIMIT 1),
					  format('%I.%I', ln.nspname, leaf.relname), pg_get_partition_constraintdef(leaf.oid)), 2, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'p'
		  JOIN pg_partition_tree(c.oid) AS t ON t.isleaf AND t.relid <> c.oid
		  JOIN pg_class AS leaf ON leaf.oid = t.relid AND leaf.relkind = 'r'
		  JOIN pg_namespace AS ln ON ln.oid = leaf.relnamespace
		  JOIN pg_class AS r ON r.oid = pg_partition_root(c.oid)
		  JOIN pg_namespace AS rn ON rn.oid = r.relnamespace
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid = 0
		UNION ALL
		SELECT format('index %s', c.oid::regclass), i.indrelid, f.functions,
			   format('REINDEX INDEX %s%I.%I', CASE WHEN i.indisexclusion OR c.relpersistence = 't' THEN '' ELSE 'CONCURRENTLY ' END,
					  n.nspname, c.relname), 3, f.depth
		  FROM found AS f
		  JOIN pg_index AS i ON i.indexrelid = f.objid
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'i'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_class'::regclass
		UNION ALL
		-- To validate what is marked as valid does nothing: it has to be made anew.
		SELECT format('constraint %I of table %s', o.conname, c.oid::regclass), c.oid, f.functions,
			   format('ALTER TABLE %1$I.%2$I DROP CONSTRAINT %3$I, ADD CONSTRAINT %3$I %4$s NOT VALID; ALTER TABLE %1$I.%2$I VALIDATE CONSTRAINT %3$I',
					  n.nspname, c.relname, o.conname, pg_get_constraintdef(o.oid)), 4, f.depth
		  FROM found AS f
		  JOIN pg_constraint AS o ON o.oid = f.objid AND o.contype = 'c' AND o.convalidated AND o.coninhcount = 0
		  JOIN pg_class AS c ON c.oid = o.conrelid
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_constraint'::regclass
		UNION ALL
		SELECT format('constraint %I of domain %s', o.conname, y.oid::regtype), NULL, f.functions,
			   format('ALTER DOMAIN %1$I.%2$I DROP CONSTRAINT %3$I; ALTER DOMAIN %1$I.%2$I ADD CONSTRAINT %3$I %4$s NOT VALID; ALTER DOMAIN %1$I.%2$I VALIDATE CONSTRAINT %3$I',
					  n.nspname, y.typname, o.conname, pg_get_constraintdef(o.oid)), 4, f.depth
		  FROM found AS f
		  JOIN pg_constraint AS o ON o.oid = f.objid AND o.contype = 'c' AND o.convalidated
		  JOIN pg_type AS y ON y.oid = o.contypid
		  JOIN pg_namespace AS n ON n.oid = y.typnamespace
		 WHERE f.classid = 'pg_constraint'::regclass
		UNION ALL
		SELECT format('materialized view %s', c.oid::regclass), c.oid, f.functions,
			   format('REFRESH MATERIALIZED VIEW %I.%I', n.nspname, c.relname), 5, f.depth
		  FROM found AS f
		  JOIN pg_class AS c ON c.oid = f.objid AND c.relkind = 'm'
		  JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE f.classid = 'pg_class'::regclass AND f.objsubid = 0
	)
	SELECT held.object, held.relid::regclass, held.functions, held.command
	  FROM held
	  LEFT JOIN pg_class ON pg_class.oid = held.relid
	 WHERE pg_is_other_temp_schema(relnamespace) IS NOT TRUE
	 ORDER BY step, depth, object
$recheck$;
COMMENT ON FUNCTION sss.recheck() IS
'What holds an answer of the extension''s functions that was given when a row was written: generated columns, partition keys, indexes, valid CHECKs of tables and domains, materialized views, also through views and functions; the table (NULL: a domain), the functions of schema sss, and the command that brings it up to date, to be run in this order, after an update for which sss.changes() lists one of the functions. What a function calls by dynamic SQL, or without naming schema sss, is not found';

--
-- Monitoring.
--
CREATE FUNCTION sss.library_version() RETURNS text
AS 'MODULE_PATHNAME', 'sss_library_version' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.library_version() IS
'Version of the library that is loaded; another than the extension''s where only one of the two was updated';

-- With its owner's rights: who monitors sees counts, and needs no right on what is counted.
CREATE FUNCTION sss.health(
	OUT status text, OUT message text, OUT version text, OUT library_version text,
	OUT enforcing bigint, OUT logging bigint, OUT not_working bigint, OUT in_triggers bigint, OUT in_constraints bigint,
	OUT problems bigint, OUT unguarded_tables bigint, OUT violations_last_day bigint, OUT overrides_today bigint, OUT overridden_for text[],
	OUT waivers_expiring bigint, OUT log_bytes bigint, OUT last_audit timestamptz)
RETURNS record STABLE SECURITY DEFINER LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $health$
	WITH seen AS (
		SELECT (SELECT extversion FROM pg_extension WHERE extname = 'special_social_services') AS version,
			   sss.library_version() AS library_version,
			   a.*,
			   v.*,
			   (SELECT count(*) FROM sss.violation_log WHERE logged_at > now() - interval '1 day') AS violations_last_day,
			   (SELECT count(*) FROM sss.journal WHERE action = 'override' AND at >= current_date) AS overrides_today,
			   ARRAY(SELECT sss.role_settings('sss.mode', 'log')) AS overridden_for,
			   (SELECT count(*) FROM sss.waivers
				 WHERE withdrawn_at IS NULL AND upper(valid) - 1 BETWEEN current_date AND current_date + 30) AS waivers_expiring,
			   pg_total_relation_size('sss.violation_log') AS log_bytes,
			   (SELECT max(at) FROM sss.audit_runs) AS last_audit
		  FROM (SELECT count(*) FILTER (WHERE mode = 'enforce' AND working) AS enforcing,
					   count(*) FILTER (WHERE mode = 'log' AND working) AS logging,
					   count(*) FILTER (WHERE NOT working) AS not_working,
					   count(*) FILTER (WHERE lane = 'trigger') AS in_triggers,
					   count(*) FILTER (WHERE lane = 'constraint') AS in_constraints
				  FROM sss.attachments
				 CROSS JOIN LATERAL (SELECT problem IS NULL AND effective_mode <> 'disabled') AS w (working)) AS a,
			   (SELECT count(*) FILTER (WHERE NOT open) AS problems, count(DISTINCT relation) FILTER (WHERE open) AS unguarded_tables
				  FROM sss.verify()
				 CROSS JOIN LATERAL (SELECT relation IS NOT NULL AND attachment IS NULL) AS o (open)) AS v
	)
	SELECT CASE WHEN problems > 0 THEN 'critical'
				WHEN version <> library_version OR unguarded_tables > 0 OR overrides_today > 0 OR overridden_for <> '{}'
					 OR waivers_expiring > 0 THEN 'warning'
				ELSE 'ok' END,
		   concat_ws('; ',
					 CASE WHEN problems > 0 THEN format('problems: %s, see sss.verify()', problems) END,
					 CASE WHEN unguarded_tables > 0
						  THEN format('tables that a facts view reads and nobody attached: %s, see sss.verify()', unguarded_tables) END,
					 CASE WHEN version <> library_version
						  THEN format('the extension is of version %s, its library of version %s', version, library_version) END,
					 CASE WHEN overrides_today > 0 THEN format('transactions spared by sss.mode today: %s', overrides_today) END,
					 CASE WHEN overridden_for <> '{}' THEN format('sss.mode is log for %s', array_to_string(overridden_for, ', ')) END,
					 CASE WHEN waivers_expiring > 0 THEN format('waivers that expire within 30 days: %s', waivers_expiring) END,
					 format('attachments that enforce: %s, that log: %s', enforcing, logging)),
		   version, library_version, enforcing, logging, not_working, in_triggers, in_constraints, problems,
		   unguarded_tables, violations_last_day, overrides_today, overridden_for, waivers_expiring, log_bytes, last_audit
	  FROM seen
$health$;
COMMENT ON FUNCTION sss.health() IS
'One row for monitoring: status (critical: sss.verify() finds enforcement lost or weakened; warning: nobody attached a table that a facts view reads, extension and library differ, sss.mode spared something today or is log for a role, a waiver expires soon; ok), a message that says why, the versions of extension and library, how many attachments enforce and log as they should, how many of either do not, and how many are in each lane, problems by sss.verify() and, apart, tables that a facts view reads and nobody attached, findings logged in the last 24 hours, transactions that sss.mode spared today, roles and databases for which it is log, waivers whose last day is today or within 30 days, the size of sss.violation_log in bytes, and when the last run of sss.run_audit() began, NULL: there is none. Reads the whole log; only who is granted EXECUTE may call it';
REVOKE ALL ON FUNCTION sss.health() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sss.health() TO @extowner@ WITH GRANT OPTION;
