--
-- Codes and citations as text and in parts.
--
CREATE FUNCTION sss.label(code anyelement, language text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_code_label' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.label(anyelement, text) IS
'Name of a code or citation of any type of schema sss in kk, ru or en, NULL: the session''s language; a value newer than the library is its own name, #n. 42804: another type; 22023: another language';

CREATE FUNCTION sss.label(code text, language text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_text_label' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.label(text, text) IS
'The same of a code or citation given as text, as no two types share a code. 22P02: the text is no code';

CREATE FUNCTION sss.try_date(text) RETURNS date
AS 'MODULE_PATHNAME', 'sss_try_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.try_date(text) IS
'The text as a date: YYYY-MM-DD, with or without a time that has no zone, or DD.MM.YYYY. NULL: it is no date. DateStyle has no effect';

CREATE FUNCTION sss.cite(provision sss.provision, language text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'sss_cite' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.cite(sss.provision, text) IS
'Citation as lawyers write it, in kk, ru or en. NULL language: the session''s. 22023: another language';

CREATE FUNCTION sss.annex(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_annex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.annex(sss.provision) IS 'Annex of a citation; 0 is the order itself';
CREATE FUNCTION sss.paragraph(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_paragraph' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.paragraph(sss.provision) IS
'Paragraph of a citation. Of an inserted paragraph (7-1): the number before the hyphen';
CREATE FUNCTION sss.item(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_item' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.item(sss.provision) IS
'Subparagraph of a citation, NULL if it has none. Of an inserted subparagraph: the number before the hyphen';
CREATE FUNCTION sss.part(provision sss.provision) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_provision_part' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.part(sss.provision) IS
'Unnumbered part of a citation, of which the opening is 1; NULL if it has none';

CREATE FUNCTION sss.kind(service sss.service) RETURNS sss.service_kind
AS 'MODULE_PATHNAME', 'sss_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.kind(sss.service) IS
'Kind of a service; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3';

--
-- Relations between the codes.  valid_to is the last day; NULL: no end is known.
--
CREATE FUNCTION sss_internal.provider_standards(
	OUT provider sss.provider_type, OUT standard sss.standard, OUT provision sss.provision,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_provider_standards_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 22;
CREATE VIEW sss.provider_standards AS SELECT * FROM sss_internal.provider_standards();

CREATE FUNCTION sss_internal.admissions(
	OUT category sss.recipient_category, OUT basis sss.placement_basis, OUT provider sss.provider_type,
	OUT standard sss.standard, OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_admissions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 200;
CREATE VIEW sss.admissions AS SELECT * FROM sss_internal.admissions();

CREATE FUNCTION sss_internal.stays(
	OUT stay sss.stay_mode, OUT provider sss.provider_type, OUT standard sss.standard,
	OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_stays_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 48;
CREATE VIEW sss.stays AS SELECT * FROM sss_internal.stays();

CREATE FUNCTION sss_internal.scope(
	OUT service sss.service, OUT kind sss.service_kind, OUT standard sss.standard,
	OUT provision sss.provision, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_scope_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 144;
CREATE VIEW sss.scope AS SELECT * FROM sss_internal.scope();

CREATE FUNCTION sss_internal.quality_conditions(
	OUT standard sss.standard, OUT provision sss.provision, OUT kind sss.service_kind,
	OUT name_kk text, OUT name_ru text, OUT name_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_quality_conditions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 103;
CREATE VIEW sss.quality_conditions AS SELECT * FROM sss_internal.quality_conditions();

CREATE FUNCTION sss_internal.readings(
	OUT code text, OUT provision sss.provision,
	OUT question_kk text, OUT question_ru text, OUT question_en text,
	OUT reading_kk text, OUT reading_ru text, OUT reading_en text,
	OUT alternative_kk text, OUT alternative_ru text, OUT alternative_en text,
	OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_readings_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 20;
CREATE FUNCTION sss_internal.readings_elsewhere(OUT code text, OUT provision sss.provision) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_readings_elsewhere_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 60;
CREATE VIEW sss.readings AS
SELECT r.*, ARRAY(SELECT e.provision FROM sss_internal.readings_elsewhere() AS e WHERE e.code = r.code ORDER BY e.provision) AS elsewhere
  FROM sss_internal.readings() AS r;

CREATE FUNCTION sss_internal.rules(
	OUT rule text, OUT role text, OUT type text, OUT obligatory boolean, OUT meaning text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_rules_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
CREATE VIEW sss.rules AS SELECT * FROM sss_internal.rules();

CREATE FUNCTION sss_internal.editions(
	OUT edition date, OUT provision sss.provision,
	OUT note_kk text, OUT note_ru text, OUT note_en text, OUT valid_from date, OUT valid_to date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_editions_rows' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1;
CREATE VIEW sss.editions AS SELECT * FROM sss_internal.editions();

CREATE FUNCTION sss.changes(
	since text, OUT version text, OUT function text, OUT provision sss.provision,
	OUT arguments text, OUT before text, OUT after text, OUT reason text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_changes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION sss.changes(text) IS
'Answers for given arguments and day that differ from those of version since, and why; normally there are none. 22023: since is no version';

COMMENT ON FUNCTION sss_internal.provider_standards() IS 'Rows of view sss.provider_standards';
COMMENT ON FUNCTION sss_internal.admissions() IS 'Rows of view sss.admissions';
COMMENT ON FUNCTION sss_internal.stays() IS 'Rows of view sss.stays';
COMMENT ON FUNCTION sss_internal.scope() IS 'Rows of view sss.scope';
COMMENT ON FUNCTION sss_internal.quality_conditions() IS 'Rows of view sss.quality_conditions';
COMMENT ON FUNCTION sss_internal.readings() IS 'Rows of view sss.readings';
COMMENT ON FUNCTION sss_internal.readings_elsewhere() IS 'Column elsewhere of view sss.readings, one row a clause';
COMMENT ON FUNCTION sss_internal.rules() IS 'Rows of view sss.rules';
COMMENT ON FUNCTION sss_internal.editions() IS 'Rows of view sss.editions';
COMMENT ON VIEW sss.provider_standards IS
'Standards that govern each provider; paragraph 3 of the annexes, paragraph 4 of annex 3';
COMMENT ON VIEW sss.admissions IS
'Categories that each provider admits on each basis; paragraph 4 of annexes 1 and 2, paragraph 5 of annex 3. sss.readings has what the text does not settle';
COMMENT ON VIEW sss.stays IS
'Modes of stay of each provider; paragraph 2 of annexes 1 and 2. Annex 3 names none';
COMMENT ON VIEW sss.scope IS
'Services that each standard lists, with the item; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3';
COMMENT ON VIEW sss.quality_conditions IS
'Conditions of quality of each standard; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3';
COMMENT ON VIEW sss.readings IS
'Questions that the text leaves open, with the answer of this extension and the other one that the text allows';
COMMENT ON VIEW sss.rules IS
'Rules that can be attached to a table, with their roles, the type of each role, and whether a column must be bound to it';
COMMENT ON VIEW sss.editions IS
'Editions of the order that the lists encode, with the days on which they are in force; order, paragraph 5';

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
			('admissions', 'standard', 'Standard under which the provider admits the child'),
			('admissions', 'provision', 'Clause that names the basis'),
			('stays', 'stay', 'Mode of stay; paragraph 2 of annexes 1 and 2'),
			('stays', 'provider', 'Provider for that mode of stay'),
			('stays', 'standard', 'Standard that names the mode of stay; annex 3 names none'),
			('stays', 'provision', 'Clause that names the mode of stay'),
			('scope', 'service', 'Service; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('scope', 'kind', 'Kind of the service'),
			('scope', 'standard', 'Standard that lists the service'),
			('scope', 'provision', 'Item that lists the service'),
			('quality_conditions', 'standard', 'Standard that sets the condition'),
			('quality_conditions', 'provision', 'Clause that sets the condition; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3'),
			('quality_conditions', 'kind', 'Kind of services that the condition is about'),
			('quality_conditions', 'name_kk', 'What the condition requires, in Kazakh; in English where the encoding lacks its letters'),
			('quality_conditions', 'name_ru', 'What the condition requires, in Russian; in English where the encoding lacks its letters'),
			('quality_conditions', 'name_en', 'What the condition requires, in English'),
			('readings', 'code', 'Short name of the question, which does not change'),
			('readings', 'provision', 'Clause that leaves the question open; the first of several'),
			('readings', 'elsewhere', 'Further clauses that leave the question open; empty: none'),
			('readings', 'question_kk', 'Question, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'question_ru', 'Question, in Russian; in English where the encoding lacks its letters'),
			('readings', 'question_en', 'Question, in English'),
			('readings', 'reading_kk', 'Answer of this extension, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'reading_ru', 'Answer of this extension, in Russian; in English where the encoding lacks its letters'),
			('readings', 'reading_en', 'Answer of this extension, in English'),
			('readings', 'alternative_kk', 'Other answer that the text allows, in Kazakh; in English where the encoding lacks its letters'),
			('readings', 'alternative_ru', 'Other answer that the text allows, in Russian; in English where the encoding lacks its letters'),
			('readings', 'alternative_en', 'Other answer that the text allows, in English'),
			('rules', 'rule', 'Rule, as the second argument of sss.attach()'),
			('rules', 'role', 'Role that a column of the table plays, one row each'),
			('rules', 'type', 'Type of schema sss that the column holds, itself or as text; date: date or timestamp; numeric: a number; boolean: boolean, or a column that is NULL or blank if there is no evidence. document_number and document_date are only mentioned by sss.audit() and sss.explain_placement(): no trigger reads them, and no error or log holds them'),
			('rules', 'obligatory', 'Must a column be bound to the role? Without a column for on_date the day of the statement counts'),
			('rules', 'meaning', 'What the rule requires'),
			('editions', 'edition', 'Day of the edition that the lists encode'),
			('editions', 'provision', 'Clause that brings the edition into force'),
			('editions', 'note_kk', 'What was checked, in Kazakh; in English where the encoding lacks its letters'),
			('editions', 'note_ru', 'What was checked, in Russian; in English where the encoding lacks its letters'),
			('editions', 'note_en', 'What was checked, in English')
		) AS v (view, name, meaning)
		UNION ALL
		SELECT v.view, w.name, w.meaning
		  FROM pg_catalog.unnest(ARRAY['provider_standards', 'admissions', 'stays', 'scope',
									   'quality_conditions', 'readings', 'editions']) AS v (view),
			   (VALUES
			('valid_from', 'First day on which the row is in force; NULL: there is no first day'),
			('valid_to', 'Last day on which the row is in force; NULL: no end is known')
		) AS w (name, meaning)
	LOOP
		EXECUTE pg_catalog.format('COMMENT ON COLUMN sss.%I.%I IS %L', c.view, c.name, c.meaning);
	END LOOP;
END
$columns$;

