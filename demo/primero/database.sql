-- Documents, with known answers.  The answer for each kind of case was read from
-- the Order by hand, in the words of this database, before the extension is
-- installed.

\echo
\echo '== 10. Another database: cases that are documents'
\echo
\ir schema.sql

INSERT INTO lookups (unique_id, name_i18n, lookup_values_i18n, locked)
	SELECT format('lookup-%s', replace(lookup, '_', '-')), jsonb_build_object('en', lookup),
		   (SELECT jsonb_agg(jsonb_build_object('id', id, 'display_text', jsonb_build_object('en', replace(id, '_', ' '))))
			  FROM unnest(string_to_array(ids, ' ')) AS id), false
	  FROM (VALUES
		('protection_concerns', 'orphan separated unaccompanied street_child physically_or_mentally_abused arrested_detained repeat_offender disabled refugee trafficked other'),
		('care_arrangements_type', 'foster_care kinship_care_extended_family residential_care no_care_arrangement other'),
		('care_arrangement_document', 'akimat_decision guardianship_body_referral application_of_deliverer court_decision investigator_ruling guardianship_order foster_contract parental_consent'),
		('service_type', 'safe_accommodation transport first_aid counselling family_placement health')) AS l (lookup, ids);

CREATE SCHEMA generator;

-- The contents of a case, and the Order's answer from the day on which it is in
-- force.  A case without a verdict has no placement.
CREATE TABLE generator.placement (kind serial, concerns jsonb, care jsonb, verdict text, provision text);
INSERT INTO generator.placement (concerns, care, verdict, provision) VALUES
	-- annex 3, paragraph 5: contracts for foster care, a decision for guardians
	('["orphan"]', '["foster_care", null, "foster_contract"]', 'compliant', '3.5.2'),
	('["orphan"]', '["foster_care", null, "court_decision"]', 'violation', '3.5.2'),
	('["separated"]', '["kinship_care_extended_family", null, "guardianship_order"]', 'compliant', '3.5.1'),
	('["Unaccompanied"]', '["kinship_care_extended_family", null, "parental_consent"]', 'violation', '3.5.1'),
	-- annex 3, paragraph 2 names no homeless; a suspect by contract with a foster parent is unsettled
	('["street_child", "street_child"]', '["foster_care", null, "foster_contract"]', 'violation', '3.2'),
	('["arrested_detained"]', '["foster_care", null, "foster_contract"]', 'unsettled', '3.5.2'),
	-- annex 2, paragraphs 2 and 4: homeless and abused not by a court, deviant behavior by a court alone
	('["street_child"]', '["residential_care", "adaptation_center_1", "application_of_deliverer"]', 'compliant', '2.4/2'),
	('["StreetChild"]', '["residential_care", "adaptation_center_1", "court_decision"]', 'violation', '2.4/2'),
	('["phisically_or_mentally_abused"]', '["residential_care", "adaptation_center_1", "guardianship_body_referral"]', 'compliant', '2.4/2'),
	('["repeat_offender"]', '["residential_care", "adaptation_center_1", "court_decision"]', 'compliant', '2.4/3'),
	('["repeat_offender", "refugee"]', '["residential_care", "adaptation_center_1", "akimat_decision"]', 'violation', '2.4/3'),
	('["arrested_detained"]', '["residential_care", "adaptation_center_1", "investigator_ruling"]', 'violation', '2.2'),
	-- annex 1, paragraphs 2 and 4: suspects by a ruling (in closed institutions that is open), orphans not by a court, the abused not at all
	('["arrested_detained"]', '["residential_care", "special_regime_3", "investigator_ruling"]', 'unsettled', '1.4/4'),
	('["arrested_detained"]', '["residential_care", "special_regime_3", "court_decision"]', 'violation', '1.4/4'),
	('["orphan", "disabled"]', '["residential_care", "youth_house_2", "akimat_decision"]', 'compliant', '1.4/2'),
	('["orphan"]', '["residential_care", "youth_house_2", "court_decision"]', 'violation', '1.4/2'),
	('["physically_or_mentally_abused"]', '["residential_care", "youth_house_2", "akimat_decision"]', 'violation', '1.2'),
	-- one of two categories is enough
	('["orphan", "repeat_offender"]', '["residential_care", "youth_house_2", "court_decision"]', 'compliant', '1.4/3'),
	-- a support center is under annexes 1 and 2; meeting one is enough
	('["orphan"]', '["residential_care", "support_center_4", "application_of_deliverer"]', 'compliant', '2.4/2'),
	('["street_child"]', '["residential_care", "support_center_4", "akimat_decision"]', 'compliant', '2.4/2'),
	('["physically_or_mentally_abused"]', '["residential_care", "support_center_4", "court_decision"]', 'violation', '2.4/2'),
	-- no paper would make it lawful
	('["physically_or_mentally_abused"]', '["residential_care", "youth_house_2", null]', 'violation', '1.2'),
	-- a fact is unknown: a category, a basis, a provider
	('["disabled"]', '["residential_care", "adaptation_center_1", "akimat_decision"]', 'unknown', '2.2'),
	('["trafficked"]', '["residential_care", "youth_house_2", "akimat_decision"]', 'unknown', '1.2'),
	('["street_child", "other"]', '["residential_care", "adaptation_center_1", "court_decision"]', 'unknown', '2.2'),
	('"orphan"', '["residential_care", "youth_house_2", "akimat_decision"]', 'unknown', '1.2'),
	('null', '["kinship_care_extended_family", null, "guardianship_order"]', 'unknown', '3.2'),
	('["orphan"]', '["residential_care", "youth_house_2", null]', 'unknown', '1.4'),
	('["orphan"]', '["residential_care", null, "akimat_decision"]', 'unknown', NULL),
	('["orphan"]', '["other", null, "akimat_decision"]', 'unknown', NULL),
	('["orphan"]', '["no_care_arrangement", null, null]', NULL, NULL),
	('["orphan"]', NULL, NULL, NULL);

-- Services, by the annex of the child's provider
CREATE TABLE generator.service (service_type text, annex integer, verdict text, provision text);
INSERT INTO generator.service VALUES
	('safe_accommodation', 1, 'compliant', '1.5.1'), ('safe_accommodation', 2, 'compliant', '2.5.1'),
	('safe_accommodation', 3, 'violation', '3.6'),
	('transport', 1, 'compliant', '1.5.8'), ('transport', 2, 'compliant', '2.5.8'),
	('transport', 3, 'compliant', '3.6.8'),
	-- every annex lists it, so the provider need not be known
	('transport', NULL, 'compliant', '1.5.8'),
	('first_aid', 1, 'compliant', '1.7.2'), ('first_aid', 2, 'compliant', '2.7.2'),
	('first_aid', 3, 'violation', '3.8'),
	('counselling', 1, 'compliant', '1.9.4'), ('counselling', 2, 'compliant', '2.9.4'),
	('counselling', 3, 'violation', '3.10'),
	('family_placement', 1, 'compliant', '1.19.5'), ('family_placement', 2, 'compliant', '2.19.5'),
	('family_placement', 3, 'violation', '3.20'),
	('health', 1, 'unknown', '1.5'), ('health', 2, 'unknown', '2.5'), ('health', 3, 'unknown', '3.6');
CREATE TABLE generator.annex (care_type text, agency text, annex integer);
INSERT INTO generator.annex VALUES
	('foster_care', NULL, 3), ('kinship_care_extended_family', NULL, 3),
	('residential_care', 'adaptation_center_1', 2), ('residential_care', 'youth_house_2', 1),
	('residential_care', 'special_regime_3', 1), ('residential_care', 'support_center_4', 1);

-- Every kind in turn.  A case began before the Order, on 30 February, or since;
-- one child in three had been in foster care before.
CREATE TABLE generator.drawn AS
	SELECT n, md5('case ' || n)::uuid AS id, k.concerns, k.care ->> 0 AS care_type, k.care ->> 1 AS agency,
		   k.care ->> 2 AS document, k.care IS NOT NULL AS has_care, k.verdict, k.provision, a.annex,
		   CASE n % 20 WHEN 0 THEN 'before' WHEN 1 THEN 'no date' ELSE 'since' END AS era,
		   CASE n % 20 WHEN 0 THEN '2023-06-30' WHEN 1 THEN '2024-02-30'
				ELSE (date '2023-07-01' + n % 700)::text END AS started,
		   k.care IS NOT NULL AND n % 3 = 0 AND n % 20 > 1 AND n % 700 > 30 AS fostered_before
	  FROM generate_series(1, 10000) AS n
	  JOIN generator.placement AS k ON k.kind = 1 + n % (SELECT count(*) FROM generator.placement)
	  LEFT JOIN generator.annex AS a
			 ON a.care_type = k.care ->> 0 AND a.agency IS NOT DISTINCT FROM k.care ->> 1;

-- Services: in the month before, on the day on which the arrangement began, and
-- later; half have a fourth that is only planned
CREATE TABLE generator.given AS
	SELECT n, id, 'service-' || i AS element, i < 4 AS implemented,
		   ('{safe_accommodation,transport,first_aid,counselling,family_placement,health}'::text[])[1 + (n + i) % 6] AS service_type,
		   CASE i WHEN 1 THEN '2023-07-15' WHEN 2 THEN started ELSE '2025-12-01' END AS day,
		   -- the annex of the provider on that day
		   CASE WHEN era = 'no date' THEN NULL
				WHEN i = 1 AND started > '2023-07-15' THEN CASE WHEN fostered_before THEN 3 END
				ELSE annex END AS annex
	  FROM generator.drawn, generate_series(1, 3 + n % 2) AS i;

INSERT INTO cases (id, data, family_id, srch_age, srch_sex, srch_status, srch_record_state, srch_registration_date)
	SELECT d.id,
		   jsonb_build_object('case_id', d.id, 'short_id', left(d.id::text, 7), 'name', 'Invented ' || n,
							  'age', n % 18, 'status', 'open', 'protection_concerns', d.concerns,
							  'services_section', g.services) ||
		   CASE WHEN d.has_care THEN jsonb_build_object('care_arrangements_section',
				CASE WHEN NOT fostered_before THEN jsonb_build_array(c.current)
					 WHEN n % 2 = 0 THEN jsonb_build_array(c.current, c.before)
					 ELSE jsonb_build_array(c.before, c.current) END) ELSE '{}' END,
		   CASE WHEN n % 5 = 0 THEN md5('family ' || n / 5)::uuid END, n % 18,
		   CASE n % 2 WHEN 0 THEN 'male' ELSE 'female' END, 'open', true, timestamp '2023-01-01' + n % 900 * interval '1 day'
	  FROM generator.drawn AS d
	  JOIN (SELECT n, jsonb_agg(jsonb_build_object('unique_id', element, 'service_type', service_type,
						'service_implemented', CASE WHEN implemented THEN 'implemented' ELSE 'not_implemented' END,
						'service_implemented_day_time', day || 'T09:30:00.000Z') ORDER BY element) AS services
			  FROM generator.given GROUP BY n) AS g USING (n),
		   LATERAL (SELECT jsonb_build_object('care_arrangements_type', 'foster_care',
						'care_arrangement_document', 'court_decision',
						'care_arrangement_started_date', '2023-07-01') AS before,
						   jsonb_build_object('care_arrangements_type', care_type, 'care_agency_name', agency,
						'care_arrangement_document', document, 'care_arrangement_started_date', started) AS current) AS c
	 ORDER BY n;

-- Services that another agency gave; and transitions that are no service, or belong to no case
CREATE TABLE generator.referred AS
	SELECT md5('transition ' || n)::uuid AS transition_id, id, CASE WHEN era <> 'no date' THEN annex END AS annex
	  FROM generator.drawn WHERE n % 10 < 2;
INSERT INTO transitions (id, type, status, record_type, record_id, service, created_at, responded_at)
	SELECT transition_id, 'Referral', 'done', 'Child', id::text, 'counselling', timestamp '2025-11-20', timestamp '2025-12-02 10:00'
	  FROM generator.referred
	 UNION ALL
	SELECT md5('other ' || n)::uuid, CASE n % 4 WHEN 0 THEN 'Assign' ELSE 'Referral' END,
		   CASE n % 4 WHEN 1 THEN 'rejected' ELSE 'done' END, CASE n % 4 WHEN 2 THEN 'Incident' ELSE 'Child' END,
		   CASE n % 4 WHEN 3 THEN 'case ' || n ELSE id::text END, 'counselling', timestamp '2025-11-20', timestamp '2025-12-02 10:00'
	  FROM generator.drawn WHERE n % 10 = 2;

\ir indexes.sql
ANALYZE;

CREATE TABLE generator.seeded AS
	SELECT 'placement' AS rule, id, NULL AS element,
		   CASE era WHEN 'before' THEN 'not_governed' WHEN 'no date' THEN 'unknown' ELSE verdict END AS verdict,
		   CASE era WHEN 'before' THEN '0.5' WHEN 'no date' THEN NULL ELSE provision END AS provision
	  FROM generator.drawn WHERE verdict IS NOT NULL
	 UNION ALL
	SELECT 'service', g.id, g.element,
		   CASE WHEN g.day = '2023-06-30' THEN 'not_governed' WHEN g.day = '2024-02-30' THEN 'unknown'
				ELSE coalesce(s.verdict, 'unknown') END,
		   CASE WHEN g.day = '2023-06-30' THEN '0.5' WHEN g.day <> '2024-02-30' THEN s.provision END
	  FROM generator.given AS g
	  LEFT JOIN generator.service AS s ON s.service_type = g.service_type AND s.annex IS NOT DISTINCT FROM g.annex
	 WHERE g.implemented
	 UNION ALL
	SELECT 'service', r.id, r.transition_id::text, coalesce(s.verdict, 'unknown'), s.provision
	  FROM generator.referred AS r
	  LEFT JOIN generator.service AS s ON s.service_type = 'counselling' AND s.annex = r.annex;

SELECT (SELECT count(*) FROM cases) AS cases,
	   (SELECT count(*) FROM pg_attribute WHERE attrelid = 'cases'::regclass AND attnum > 0) AS columns,
	   (SELECT count(*) FROM pg_index WHERE indrelid = 'cases'::regclass) AS indexes,
	   (SELECT count(*) FROM transitions) AS transitions;

\echo 'One of them:'
\echo
SELECT jsonb_pretty(data - '{case_id,short_id,status,age}'::text[]) AS data
  FROM cases JOIN generator.drawn USING (id) WHERE n = 9 \g (format=unaligned tuples_only=on)
\echo
