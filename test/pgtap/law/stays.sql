-- Paragraph 2 of annexes 1 and 2: the stay an organization or a center is meant for. Annex 3 names none.
-- Written from the text of the Order.
BEGIN;
SELECT plan(26);

-- Every provider with a placement that is in order but for the stay, and the provision that admits it.
CREATE TEMP TABLE placements (provider text, category text, basis text, provision text);
INSERT INTO placements VALUES
	('special_educational_needs_support_center', 'orphan', 'local_executive_decision', '1.4/2'),
	('children_in_need_support_center', 'orphan', 'local_executive_decision', '1.4/2'),
	('family_type_village', 'without_parental_care', 'guardianship_body_referral', '1.4/2'),
	('youth_house', 'youth_house_resident', 'local_executive_decision', '1.4/2'),
	('psychological_medical_pedagogical_consultation', 'special_educational_needs', 'court_act', '1.4/3'),
	('rehabilitation_center', 'special_educational_needs', 'court_act', '1.4/3'),
	('psychological_pedagogical_correction_room', 'orphan', 'guardianship_body_referral', '1.4/2'),
	('special_boarding_school', 'special_educational_needs', 'court_act', '1.4/3'),
	('special_organization', 'referred_to_special_organization', 'court_act', '1.4/3'),
	('special_regime_organization', 'deviant_behavior', 'court_act', '1.4/3'),
	('child_rights_protection_organization', 'crime_suspect', 'criminal_process_ruling', '1.4/4'),
	('other_organization', 'orphan', 'local_executive_decision', '1.4/2'),
	('minors_adaptation_center', 'neglected_or_homeless', 'deliverer_application', '2.4/2'),
	('minors_special_services_organization', 'abuse_victim', 'guardianship_body_referral', '2.4/2'),
	('other_center', 'deviant_behavior', 'court_act', '2.4/3'),
	('guardian', 'orphan', 'guardianship_decision', '3.5.1'),
	('trustee', 'without_parental_care', 'guardianship_decision', '3.5.1'),
	('patronage_caregiver', 'crime_suspect', 'criminal_process_ruling', '3.5.3'),
	('foster_parent', 'orphan', 'family_care_contract', '3.5.2'),
	('family_type_home_educator', 'without_parental_care', 'family_care_contract', '3.5.2');

-- Differences from that admission: a stay that is not listed here stays compliant.
CREATE TEMP TABLE otherwise (provider text, stay text, verdict text, provision text);
INSERT INTO otherwise VALUES
	-- annex 1 is meant for round-the-clock, permanent or temporary stay
	('special_educational_needs_support_center', 'day', 'violation', '1.2'),
	('family_type_village', 'day', 'violation', '1.2'),
	('youth_house', 'day', 'violation', '1.2'),
	('special_boarding_school', 'day', 'violation', '1.2'),
	('special_organization', 'day', 'violation', '1.2'),
	('special_regime_organization', 'day', 'violation', '1.2'),
	('child_rights_protection_organization', 'day', 'violation', '1.2'),
	('other_organization', 'day', 'violation', '1.2'),
	-- these three offer no residence at all
	('psychological_medical_pedagogical_consultation', 'day', 'unsettled', '1.2'),
	('rehabilitation_center', 'day', 'unsettled', '1.2'),
	('psychological_pedagogical_correction_room', 'day', 'unsettled', '1.2'),
	-- annex 2 is meant for permanent, temporary and day stay; permanent stay includes the nights
	('minors_adaptation_center', 'round_the_clock', 'unsettled', '2.2'),
	('minors_special_services_organization', 'round_the_clock', 'unsettled', '2.2'),
	('other_center', 'round_the_clock', 'unsettled', '2.2'),
	-- under both: a day stay is in order under annex 2
	('children_in_need_support_center', 'day', 'compliant', '2.4/2');

CREATE TEMP TABLE stays (stay text);
INSERT INTO stays VALUES ('round_the_clock'), ('permanent'), ('temporary'), ('day'), (NULL);

CREATE TEMP TABLE expected AS
SELECT provider, s.stay, coalesce(o.verdict, 'compliant') AS verdict, coalesce(o.provision, p.provision) AS provision
  FROM placements p CROSS JOIN stays s LEFT JOIN otherwise o USING (provider, stay);
CREATE TEMP TABLE judged AS
SELECT provider, stay,
	   sss.placement_verdict(category, basis, provider, stay, '2024-01-15')::text AS verdict,
	   sss.placement_provision(category, basis, provider, stay, '2024-01-15')::text AS provision
  FROM placements CROSS JOIN stays;
SELECT is(count(*), 100::bigint, '1.2, 2.2: twenty providers, four modes of stay and none') FROM judged;

SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay = 'round_the_clock' AND provision LIKE '1.%'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '1.2/1: round-the-clock stay is a mode that the opening of annex 1 names');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay IN ('permanent', 'temporary') AND provision LIKE '1.%'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '1.2: permanent and temporary stay are modes of annex 1');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay = 'day' AND provision LIKE '1.%' AND verdict = 'violation'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '1.2: a day stay is no mode of annex 1');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay = 'day' AND provision LIKE '1.%' AND verdict = 'unsettled'
	EXCEPT SELECT provider, stay, verdict FROM judged $$,
	'1.2: a day stay is left open at consultation, rehabilitation center and correction room');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay = 'round_the_clock' AND provision LIKE '2.%'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '2.2: round-the-clock stay is left open under annex 2');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay IN ('permanent', 'temporary', 'day') AND provision LIKE '2.%'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '2.2/1: permanent, temporary and day stay are modes that the opening of annex 2 names');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE provider = 'children_in_need_support_center'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '1.2, 2.2: the support center under both annexes has all four modes');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE provision LIKE '3.%'
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '3.2: annex 3 names no mode of stay, none is refused');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM expected WHERE stay IS NULL
	EXCEPT SELECT provider, stay, verdict FROM judged $$, '1.2, 2.2: a stay that is not known is not checked');
SELECT is_empty($$
	SELECT provider, stay, verdict FROM judged WHERE verdict <> 'compliant'
	EXCEPT SELECT provider, stay, verdict FROM expected $$, '1.2, 2.2: no other stay is refused or left open');
SELECT is_empty($$
	SELECT provider, stay, provision FROM expected WHERE verdict = 'compliant'
	EXCEPT SELECT provider, stay, provision FROM judged $$, '1.4, 2.4, 3.5: where the stay is met the basis is cited');
SELECT is_empty($$
	SELECT provider, stay, provision FROM expected WHERE verdict <> 'compliant'
	EXCEPT SELECT provider, stay, provision FROM judged $$, '1.2, 2.2: where it is not, paragraph 2 is cited');

-- The stay changes no other requirement: all categories, bases and providers.
CREATE TEMP TABLE everything AS
SELECT c.category, b.basis, p.provider, p.annex, s.stay,
	   sss.placement_verdict(c.category, b.basis, p.provider, s.stay, '2024-01-15')::text AS verdict,
	   sss.placement_verdict(c.category, b.basis, p.provider, NULL, '2024-01-15')::text AS without_stay
  FROM (VALUES ('orphan'), ('without_parental_care'), ('neglected_or_homeless'), ('deviant_behavior'),
			   ('referred_to_special_organization'), ('special_educational_needs'), ('abuse_victim'),
			   ('crime_suspect'), ('youth_house_resident'), ('disrupted_life_activity')) AS c (category),
	   (VALUES ('local_executive_decision'), ('guardianship_body_referral'), ('deliverer_application'), ('court_act'),
			   ('criminal_process_ruling'), ('guardianship_decision'), ('family_care_contract'), ('other_document')) AS b (basis),
	   (SELECT provider, left(provision, 1) FROM placements UNION ALL VALUES ('other_family', '3')) AS p (provider, annex),
	   stays AS s
 WHERE s.stay IS NOT NULL;
SELECT is(count(*), 6720::bigint, '1.2, 2.2, 3.2: every category, basis, provider and stay') FROM everything;
SELECT is_empty($$ SELECT * FROM everything WHERE annex = '3' AND verdict <> without_stay $$,
	'3.2: in families the stay changes no answer');
SELECT is_empty($$ SELECT * FROM everything WHERE stay IN ('permanent', 'temporary') AND verdict <> without_stay $$,
	'1.2, 2.2: permanent and temporary stay change no answer');
SELECT is_empty($$
	SELECT * FROM everything WHERE annex = '1' AND stay = 'round_the_clock' AND provider <> 'children_in_need_support_center'
	   AND verdict <> without_stay $$, '1.2: round-the-clock stay changes no answer under annex 1');
SELECT is_empty($$ SELECT * FROM everything WHERE annex = '2' AND stay = 'day' AND verdict <> without_stay $$,
	'2.2: a day stay changes no answer under annex 2');
SELECT is_empty($$
	SELECT * FROM everything WHERE annex = '1' AND stay = 'day' AND verdict <> 'violation'
	   AND provider NOT IN ('children_in_need_support_center', 'psychological_medical_pedagogical_consultation',
							'rehabilitation_center', 'psychological_pedagogical_correction_room') $$,
	'1.2: with a day stay nothing is in order at the other providers of annex 1');
SELECT is_empty($$
	SELECT * FROM everything WHERE stay = 'day' AND provider IN ('psychological_medical_pedagogical_consultation',
							'rehabilitation_center', 'psychological_pedagogical_correction_room')
	   AND verdict <> CASE without_stay WHEN 'violation' THEN 'violation' ELSE 'unsettled' END $$,
	'1.2: at the three without residence a day stay leaves an otherwise lawful placement open');
SELECT is_empty($$
	SELECT * FROM everything WHERE annex = '2' AND stay = 'round_the_clock'
	   AND verdict <> CASE without_stay WHEN 'violation' THEN 'violation' ELSE 'unsettled' END $$,
	'2.2: round-the-clock stay leaves an otherwise lawful placement at a center open');
SELECT is_empty($$ SELECT * FROM everything WHERE provider = 'other_family' AND verdict <> 'unsettled' $$,
	'3.4: in a form of care that is not named all is left open, with any stay');

-- A stay that is given, but by no code of this build, is not the same as none: it may be the wrong one.
SELECT is(sss.placement_verdict(category::sss.recipient_category, basis::sss.placement_basis, provider::sss.provider_type, '#9', '2024-01-15')
		  ::text || ' ' || sss.placement_provision(category::sss.recipient_category, basis::sss.placement_basis, provider::sss.provider_type, '#9', '2024-01-15')::text,
		  expected, test)
  FROM (VALUES
	('orphan', 'local_executive_decision', 'youth_house', 'unknown 1.2', '1.2: an unknown stay may be a mode of annex 1'),
	('deviant_behavior', 'court_act', 'other_center', 'unknown 2.2', '2.2: nor of annex 2'),
	('orphan', 'guardianship_decision', 'guardian', 'compliant 3.5.1', '3.2: annex 3 asks for none'),
	('orphan', 'court_act', 'youth_house', 'violation 1.4/2', '1.4: another failing requirement still fails')) AS v (category, basis, provider, expected, test);

SELECT * FROM finish();
ROLLBACK;
