-- A document that the Order does not name is no basis (1.4, 2.4, 3.5), except where a reading leaves the question open.
-- Written from the text of the Order.
BEGIN;
SELECT plan(17);

CREATE TEMP TABLE providers (provider text, basis_paragraph text);
INSERT INTO providers VALUES
	('special_educational_needs_support_center', '1.4'), ('children_in_need_support_center', '1.4'),
	('family_type_village', '1.4'), ('youth_house', '1.4'), ('psychological_medical_pedagogical_consultation', '1.4'),
	('rehabilitation_center', '1.4'), ('psychological_pedagogical_correction_room', '1.4'),
	('special_boarding_school', '1.4'), ('special_organization', '1.4'), ('special_regime_organization', '1.4'),
	('child_rights_protection_organization', '1.4'), ('other_organization', '1.4'),
	('minors_adaptation_center', '2.4'), ('minors_special_services_organization', '2.4'), ('other_center', '2.4'),
	('guardian', '3.5'), ('trustee', '3.5'), ('patronage_caregiver', '3.5'), ('foster_parent', '3.5'),
	('family_type_home_educator', '3.5'), ('other_family', '3.5');
CREATE TEMP TABLE categories (category text);
INSERT INTO categories VALUES
	('orphan'), ('without_parental_care'), ('neglected_or_homeless'), ('deviant_behavior'),
	('referred_to_special_organization'), ('special_educational_needs'), ('abuse_victim'), ('crime_suspect'),
	('youth_house_resident'), ('disrupted_life_activity');
CREATE TEMP TABLE stays (stay text);
INSERT INTO stays VALUES ('round_the_clock'), ('permanent'), ('temporary'), ('day'), (NULL);

CREATE TEMP TABLE judged AS
SELECT provider, category, stay, basis_paragraph,
	   sss.placement_verdict(category, 'other_document', provider, stay, '2024-01-15')::text AS verdict,
	   sss.placement_provision(category, 'other_document', provider, stay, '2024-01-15') AS provision
  FROM providers CROSS JOIN categories CROSS JOIN stays;

-- Left open: special educational needs under annex 1, in a stay that is not refused there; the unnamed form of family care.
CREATE TEMP TABLE left_open AS
SELECT provider, category, stay
  FROM providers CROSS JOIN categories CROSS JOIN stays
 WHERE provider = 'other_family'
	OR category = 'special_educational_needs' AND basis_paragraph = '1.4'
   AND (stay IS DISTINCT FROM 'day' OR provider IN ('psychological_medical_pedagogical_consultation',
		'rehabilitation_center', 'psychological_pedagogical_correction_room'));

SELECT is(count(*), 1050::bigint, '1.4, 2.4, 3.5: every provider, category and stay with a paper that is not named') FROM judged;
SELECT is_empty($$ SELECT * FROM judged WHERE verdict = 'compliant' $$,
	'1.4, 2.4, 3.5: a document that the order does not name admits no child');
SELECT is_empty($$ SELECT provider, category, stay FROM left_open
	EXCEPT SELECT provider, category, stay FROM judged WHERE verdict = 'unsettled' $$,
	'1.4/3, 3.4: a question that a reading leaves open stays open with such a document');
SELECT is_empty($$ SELECT provider, category, stay FROM judged WHERE verdict = 'unsettled'
	EXCEPT SELECT provider, category, stay FROM left_open $$,
	'1.4/3, 3.4: nothing more is left open');
SELECT is_empty($$
	SELECT provider, category, stay, verdict FROM judged WHERE verdict NOT IN ('violation', 'unsettled') OR verdict IS NULL $$,
	'1.4, 2.4, 3.5: the rest is a violation');
SELECT is_empty($$ SELECT provider, category, stay, provision FROM judged
	WHERE verdict = 'violation' AND category IN ('orphan', 'without_parental_care') AND provider <> 'other_family'
	  AND (sss.annex(provision), sss.paragraph(provision))
		  IS DISTINCT FROM (left(basis_paragraph, 1)::int, right(basis_paragraph, 1)::int)
	  AND (provider, stay, provision::text) IS DISTINCT FROM ('children_in_need_support_center', 'day', '2.4/2') $$,
	'1.4, 2.4, 3.5: for orphans and children without care the paragraph on bases refuses it, for a day stay that of annex 2');
SELECT is_empty($$ SELECT provider, category, stay, provision FROM judged
	WHERE verdict = 'violation' AND category IN ('abuse_victim', 'disrupted_life_activity', 'neglected_or_homeless')
	  AND basis_paragraph <> '2.4' AND provider <> 'children_in_need_support_center'
	  AND provision::text <> left(basis_paragraph, 1) || '.2' $$,
	'1.2, 3.2: a category that is not named is refused before the paper is looked at');
SELECT is_empty($$ SELECT category, stay, provision FROM judged
	WHERE provider = 'children_in_need_support_center' AND category IN ('abuse_victim', 'disrupted_life_activity', 'neglected_or_homeless')
	  AND provision::text <> CASE WHEN stay = 'round_the_clock' THEN '1.2' ELSE '2.4/2' END $$,
	'2.4/2: annex 2 names it, and refuses the paper alone; as much is unmet in both for a stay that annex 2 leaves open');

SELECT is(sss.placement_lawful('orphan', 'other_document', 'youth_house', '2024-01-15'), false,
	'1.4/2: not lawful in an organization');
SELECT is(sss.placement_lawful('orphan', 'other_document', 'children_in_need_support_center', '2024-01-15'), false,
	'1.4/2, 2.4/2: not lawful under either of two annexes');
SELECT is(sss.placement_lawful('orphan', 'other_document', 'minors_adaptation_center', '2024-01-15'), false,
	'2.4/2: not lawful in a center');
SELECT is(sss.placement_lawful('orphan', 'other_document', 'guardian', '2024-01-15'), false,
	'3.5.1: not lawful with a guardian');
SELECT is(sss.placement_lawful('special_educational_needs', 'other_document', 'special_boarding_school', '2024-01-15'), NULL,
	'1.4/3: neither for special educational needs');
SELECT is(sss.placement_lawful('orphan', 'other_document', 'other_family', '2024-01-15'), NULL,
	'3.4: nor in a form of care that is not named');
SELECT is(sss.placement_verdict('orphan', 'other_document', 'guardian', NULL, '2023-06-30')::text, 'not_governed',
	'0.5: before the edition such a paper is not checked');
SELECT is(sss.placement_verdict_any('{orphan,special_educational_needs}', 'other_document', 'youth_house', NULL, '2024-01-15')::text,
	'unsettled', '1.4/3: of two categories the one left open counts');
SELECT is(sss.placement_verdict('orphan', 'other_document', 'youth_house', NULL, '2024-01-15')::text,
	sss.placement_verdict('orphan', 'family_care_contract', 'youth_house', NULL, '2024-01-15')::text,
	'1.4/2: a paper that is not named is no better than one named elsewhere');

SELECT * FROM finish();
ROLLBACK;
