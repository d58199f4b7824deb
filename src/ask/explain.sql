--
-- Explanations and options.
--
CREATE FUNCTION sss.explain_placement_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date, language text DEFAULT NULL,
	document_number text DEFAULT NULL, document_date date DEFAULT NULL,
	OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_explain_placement_any' LANGUAGE C STABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION sss.explain_placement_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date, text, text, date) IS
'sss.explain_placement for a child in several categories: one category after the other under each standard; paragraphs 2 and 4; annex 3, paragraph 5';

CREATE FUNCTION sss.placement_options(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date, language text DEFAULT NULL,
	OUT lawful_category sss.recipient_category, OUT category_name text,
	OUT lawful_basis sss.placement_basis, OUT basis_name text,
	OUT lawful_provider sss.provider_type, OUT provider_name text,
	OUT lawful_stays sss.stay_mode[], OUT standard sss.standard, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_placement_options' LANGUAGE C STABLE PARALLEL SAFE ROWS 50;
COMMENT ON FUNCTION sss.placement_options(sss.recipient_category, sss.placement_basis, sss.provider_type, sss.stay_mode, date, text) IS
'Every lawful placement that agrees with the arguments, of which NULL stands for any value, with names and provision. NULL lawful_stays: the standard asks for no mode of stay (annex 3). NULL on_date, or a day that is not governed: no rows';

CREATE FUNCTION sss.service_options(provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT service sss.service, OUT service_name text, OUT kind sss.service_kind, OUT kind_name text,
	OUT standard sss.standard, OUT provision sss.provision, OUT evidence text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_service_options' LANGUAGE C STABLE PARALLEL SAFE ROWS 52;
COMMENT ON FUNCTION sss.service_options(sss.provider_type, date, text) IS
'Every service in the scope of the provider on that day, with names, the item that lists it, and the evidence that it requires, see sss.required_evidence(). A service that two standards of the provider list has two rows';

CREATE FUNCTION sss.required_evidence(service sss.service, provider sss.provider_type, on_date date,
	language text DEFAULT NULL,
	OUT evidence text, OUT name text, OUT needed text, OUT other_evidence text, OUT other_name text,
	OUT standard sss.standard, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_required_evidence' LANGUAGE C STABLE PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION sss.required_evidence(sss.service, sss.provider_type, date, text) IS
'Evidence that a record of the service requires: paragraphs 5 to 8, 10, 13 and 14 of annexes 1 and 2, 6, 8 to 10, 14 and 15 of annex 3. evidence: a role of rule evidence; needed: always; if or unless: other_evidence is there; where: the fact other_evidence is one of other_name. NULL service, provider or date, or a day that is not governed: no rows';

CREATE FUNCTION sss.find(caption text, language text DEFAULT NULL, of_type text DEFAULT NULL,
	OUT type text, OUT code text, OUT name text, OUT score real, OUT note text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_find' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.find(text, text, text) IS
'Codes that a caption may stand for, best first, with a score from 0.3 to 1: at least 0.9 if it agrees with a name or synonym of one code alone. NULL code: the caption is near to codes of the type, but stands for none; NULL language: any; of_type: one type''s codes; 22023: no such type';

