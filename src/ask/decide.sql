--
-- The rules.  Each has a verdict, the provision that decided, an explanation and
-- a function for CHECK, all with the same arguments: the facts of the rule in the
-- order of sss.rules.
--
DO $rules$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT rule, arguments, clause,
			   (SELECT pg_catalog.string_agg(pg_catalog.split_part(pg_catalog.btrim(a), ' ', 2), ', ')
				  FROM pg_catalog.regexp_split_to_table(arguments, ',') AS a) AS types,
			   CASE rule WHEN 'placement' THEN ', document_number text DEFAULT NULL, document_date date DEFAULT NULL' ELSE '' END AS mentions,
			   CASE rule WHEN 'placement' THEN ', text, date' ELSE '' END AS mention_types
		  FROM (VALUES
			('placement', 'category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, on_date date',
			 'are category and stay (paragraph 2) and basis (paragraph 4; annex 3, paragraph 5) those that one standard of the provider names; NULL stay is not checked'),
			('service', 'service sss.service, provider sss.provider_type, on_date date',
			 'is what was recorded as a special social service listed by a standard of the provider: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3'),
			('service_recipient', 'service sss.service, category sss.recipient_category, provider sss.provider_type, on_date date',
			 'is the service given to one of the categories that the standard names with it (another recipient is unsettled): paragraph 19, item 7, of annexes 1 and 2; other services are for all recipients'),
			('deciding_level', 'deciding_level sss.deciding_level, basis sss.placement_basis, provider sss.provider_type, on_date date',
			 'is a decision of a local executive body of a level that the standard names: paragraph 4 of annexes 1 and 2, first dash; annex 3, paragraph 5, item 1, names none'),
			('transport', 'transport_purpose sss.transport_purpose, provider sss.provider_type, on_date date',
			 'is transport for a purpose that the standard names: paragraph 5, item 8, of annexes 1 and 2, paragraph 6, item 8, of annex 3'),
			('contract_specialist', 'specialist_purpose sss.specialist_purpose, provider sss.provider_type, on_date date, specialists_absent boolean, specialist_contract boolean DEFAULT NULL',
			 'is a specialist engaged by contract for a named purpose (another purpose is unsettled), are the provider''s own absent, and is there a contract: paragraph 21 of annexes 1 and 2'),
			('living_space', 'provider sss.provider_type, area numeric, persons numeric, on_date date',
			 'is the area in square meters enough for the persons: 4 for each child in a bedroom, paragraph 5, item 1, of annexes 1 and 2; 15 of the dwelling for each person, paragraph 6, item 1, of annex 3. NaN: unknown; 22003: a quantity below 0 or above 1000000000'),
			('clothing_norm', 'provider sss.provider_type, quantity numeric, norm numeric, on_date date',
			 'is the quantity given not below the norm of Decree No. 320, which the caller states in the same unit: paragraph 5, item 3, of annexes 1 and 2, paragraph 6, item 4, of annex 3. NaN: unknown; 22003: a quantity below 0 or above 1000000000'),
			('other_act_norm', 'condition sss.provision, provider sss.provider_type, quantity numeric, norm numeric, maximum numeric, on_date date',
			 'is the quantity within the norm of another act to which condition, a clause of the provider''s standard, refers: not below norm, not above maximum, in one unit. NULL norm or maximum: no such limit, both: unknown; a clause that refers to no norm: a violation; 22003: a quantity below 0 or above 1000000000'),
			('evidence', 'service sss.service, provider sss.provider_type, on_date date, prescription boolean DEFAULT NULL, doctors_conclusion boolean DEFAULT NULL, medical_indications boolean DEFAULT NULL, approved_package boolean DEFAULT NULL, own_specialist boolean DEFAULT NULL, organized_course boolean DEFAULT NULL, course_specialist boolean DEFAULT NULL, equipped_room boolean DEFAULT NULL, career_choice_measures boolean DEFAULT NULL, own_medical_worker boolean DEFAULT NULL, emergency boolean DEFAULT NULL, specialist_room boolean DEFAULT NULL, orientation_room boolean DEFAULT NULL, allocation_assessment boolean DEFAULT NULL, healthcare_specialist boolean DEFAULT NULL, specialist_needed boolean DEFAULT NULL, qualified_specialist boolean DEFAULT NULL, medical_measure sss.medical_measure DEFAULT NULL, furnished_premises boolean DEFAULT NULL, qualification boolean DEFAULT NULL, work_equipment boolean DEFAULT NULL, suited_to_abilities boolean DEFAULT NULL, household_member boolean DEFAULT NULL, psychologist boolean DEFAULT NULL',
			 'is the evidence there that sss.required_evidence() lists for the service: paragraphs 5 to 8, 10, 13 and 14 of annexes 1 and 2, paragraphs 6, 8 to 10, 14 and 15 of annex 3'),
			('quality', 'condition sss.provision, provider sss.provider_type, on_date date, outcome sss.inspection_outcome DEFAULT NULL',
			 'does a standard of the provider have the clause that an inspection assessed, such as 1.5.1, 1.6.1/2, 1.22/2 or 3.9.1. A record that the clause is not met is compliant: sss.unmet() lists it')
		) AS v (rule, arguments, clause)
	LOOP
		EXECUTE pg_catalog.format($sql$
			CREATE FUNCTION sss.%1$s_verdict(%2$s) RETURNS sss.verdict
			AS 'MODULE_PATHNAME', 'sss_%1$s_verdict' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.%1$s_verdict(%3$s) IS %4$L;
			CREATE FUNCTION sss.%1$s_provision(%2$s) RETURNS sss.provision
			AS 'MODULE_PATHNAME', 'sss_%1$s_provision' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss.%1$s_provision(%3$s) IS
			'Provision that decided sss.%1$s_verdict. Verdict unknown: the paragraph that asks for the missing fact; NULL if that is the provider or the date';
			CREATE FUNCTION sss.explain_%1$s(%2$s, language text DEFAULT NULL%5$s,
				OUT requirement text, OUT met sss.verdict, OUT provision sss.provision, OUT message text, OUT remedy text)
			RETURNS SETOF record
			AS 'MODULE_PATHNAME', 'sss_explain_%1$s' LANGUAGE C STABLE PARALLEL SAFE ROWS 3;
			COMMENT ON FUNCTION sss.explain_%1$s(%3$s, text%6$s) IS
			'Explanation of sss.%1$s_verdict: how each requirement of each standard of the provider is met, by which provision, in words, and what would be lawful instead';
			CREATE FUNCTION sss_internal.require_%1$s(%2$s) RETURNS boolean
			AS 'MODULE_PATHNAME', 'sss_require_%1$s' LANGUAGE C IMMUTABLE PARALLEL SAFE;
			COMMENT ON FUNCTION sss_internal.require_%1$s(%3$s) IS
			'For CHECK: true. 23514: sss.%1$s_verdict is violation';
			$sql$, r.rule, r.arguments, r.types,
			'Verdict: ' || r.clause,
			r.mentions, r.mention_types);
	END LOOP;
END
$rules$;

--
-- Other forms of the decisions.  Those without a date decide for sss.today().
--
CREATE FUNCTION sss.placement_verdict_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.verdict
AS 'MODULE_PATHNAME', 'sss_placement_verdict_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_verdict_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'sss.placement_verdict for a child in several categories: the best verdict of any of them. A NULL element or an empty array is a category that is not known: the verdict that every value of it gives, if it is the same, and otherwise unknown';

CREATE FUNCTION sss.placement_provision_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS sss.provision
AS 'MODULE_PATHNAME', 'sss_placement_provision_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_provision_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'Provision that decided sss.placement_verdict_any';

CREATE FUNCTION sss.placement_lawful(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_placement_lawful' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.placement_lawful(sss.recipient_category, sss.placement_basis, sss.provider_type, date) IS
'Whether a placement is lawful, whatever the stay: paragraphs 2 and 4; annex 3, paragraph 5. true: compliant; false: violation; NULL: unsettled, not governed or unknown';

CREATE FUNCTION sss.placement_lawful(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type) RETURNS boolean
LANGUAGE SQL STABLE PARALLEL SAFE
AS $$ SELECT sss.placement_lawful($1, $2, $3, sss.today()) $$;
COMMENT ON FUNCTION sss.placement_lawful(sss.recipient_category, sss.placement_basis, sss.provider_type) IS
'The same, today';

CREATE FUNCTION sss.in_scope(service sss.service, provider sss.provider_type, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_in_scope' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.in_scope(sss.service, sss.provider_type, date) IS
'Whether the service is in the scope of the provider: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3. NULL provider: true if every standard lists the service. NULL: not governed or not known';

CREATE FUNCTION sss.in_scope(service sss.service, provider sss.provider_type) RETURNS boolean
LANGUAGE SQL STABLE PARALLEL SAFE
AS $$ SELECT sss.in_scope($1, $2, sss.today()) $$;
COMMENT ON FUNCTION sss.in_scope(sss.service, sss.provider_type) IS 'The same, today';

CREATE FUNCTION sss.in_standard(service sss.service, standard sss.standard, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_in_standard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.in_standard(sss.service, sss.standard, date) IS
'Whether the standard lists the service: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3. NULL: not governed';

CREATE FUNCTION sss.governing_standards(category sss.recipient_category, basis sss.placement_basis,
	provider sss.provider_type, on_date date) RETURNS sss.standard[]
AS 'MODULE_PATHNAME', 'sss_governing_standards' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.governing_standards(sss.recipient_category, sss.placement_basis, sss.provider_type, date) IS
'Standards of the provider (paragraph 3) that give the placement its verdict, also with a NULL category or basis. NULL provider or date: NULL. Not governed: an empty array';
