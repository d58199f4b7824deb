-- Annex 3, paragraphs 2 to 5: the children that persons who take children into their families may take in, and the basis.
-- Written from the text of the Order; nothing here is read from the extension's own tables.
BEGIN;
SELECT plan(31);

-- Paragraph 3 names five; paragraph 4 binds any other person who took such a child into the family.
CREATE TEMP TABLE providers (provider text, named_in text);
INSERT INTO providers VALUES
	('guardian', '3.3'),
	('trustee', '3.3'),
	('patronage_caregiver', '3.3'),
	('foster_parent', '3.3'),
	('family_type_home_educator', '3.3'),
	('other_family', '3.4');

-- Paragraph 2: the category's number there.
CREATE TEMP TABLE categories (category text, item text);
INSERT INTO categories VALUES
	('orphan', '3.2.1'),
	('without_parental_care', '3.2.2'),
	('crime_suspect', '3.2.3'),
	('neglected_or_homeless', NULL),
	('deviant_behavior', NULL),
	('referred_to_special_organization', NULL),
	('special_educational_needs', NULL),
	('abuse_victim', NULL),
	('youth_house_resident', NULL),
	('disrupted_life_activity', NULL);

CREATE TEMP TABLE bases (basis text);
INSERT INTO bases VALUES
	('local_executive_decision'), ('guardianship_body_referral'), ('deliverer_application'), ('court_act'),
	('criminal_process_ruling'), ('guardianship_decision'), ('family_care_contract'), ('other_document');

-- Paragraph 5: the admissions of the text, form of care by form of care.
CREATE TEMP TABLE admitted (provision text, provider text, category text, basis text);
INSERT INTO admitted VALUES
	('3.5.1', 'guardian', 'orphan', 'guardianship_decision'),
	('3.5.1', 'guardian', 'without_parental_care', 'guardianship_decision'),
	('3.5.1', 'trustee', 'orphan', 'guardianship_decision'),
	('3.5.1', 'trustee', 'without_parental_care', 'guardianship_decision'),
	('3.5.2', 'patronage_caregiver', 'orphan', 'family_care_contract'),
	('3.5.2', 'patronage_caregiver', 'without_parental_care', 'family_care_contract'),
	('3.5.2', 'patronage_caregiver', 'crime_suspect', 'family_care_contract'),
	('3.5.2', 'foster_parent', 'orphan', 'family_care_contract'),
	('3.5.2', 'foster_parent', 'without_parental_care', 'family_care_contract'),
	('3.5.2', 'family_type_home_educator', 'orphan', 'family_care_contract'),
	('3.5.2', 'family_type_home_educator', 'without_parental_care', 'family_care_contract'),
	('3.5.3', 'patronage_caregiver', 'crime_suspect', 'criminal_process_ruling');

-- The contract is one for "recipients", suspects being recipients; yet item 3 knows only patronage for them.
CREATE TEMP TABLE left_open (provision text, provider text, category text, basis text);
INSERT INTO left_open VALUES
	('3.5.2', 'foster_parent', 'crime_suspect', 'family_care_contract'),
	('3.5.2', 'family_type_home_educator', 'crime_suspect', 'family_care_contract');
-- Paragraphs 2, 3 and 5 do not name this form of care: the children that may be placed there are open throughout.
INSERT INTO left_open
SELECT '3.2', 'other_family', category, basis FROM categories, bases;

-- Everything not listed is a violation: of paragraph 2 where the category is not named, else of paragraph 5,
-- namely of the item on this form of care, for a suspect in patronage of the item that names suspects;
-- no item at all gives a suspect to a guardian or trustee.
CREATE TEMP TABLE items (provider text, category text, provision text);
INSERT INTO items VALUES
	('guardian', 'orphan', '3.5.1'),
	('guardian', 'without_parental_care', '3.5.1'),
	('guardian', 'crime_suspect', '3.5'),
	('trustee', 'orphan', '3.5.1'),
	('trustee', 'without_parental_care', '3.5.1'),
	('trustee', 'crime_suspect', '3.5'),
	('patronage_caregiver', 'orphan', '3.5.2'),
	('patronage_caregiver', 'without_parental_care', '3.5.2'),
	('patronage_caregiver', 'crime_suspect', '3.5.3'),
	('foster_parent', 'orphan', '3.5.2'),
	('foster_parent', 'without_parental_care', '3.5.2'),
	('foster_parent', 'crime_suspect', '3.5.2'),
	('family_type_home_educator', 'orphan', '3.5.2'),
	('family_type_home_educator', 'without_parental_care', '3.5.2'),
	('family_type_home_educator', 'crime_suspect', '3.5.2');
CREATE TEMP TABLE expected AS
SELECT provider, category, basis,
	   CASE WHEN a.provision IS NOT NULL THEN 'compliant'
			WHEN o.provision IS NOT NULL THEN 'unsettled'
			ELSE 'violation' END AS verdict,
	   coalesce(a.provision, o.provision, i.provision, '3.2') AS provision
  FROM providers CROSS JOIN categories c CROSS JOIN bases
  LEFT JOIN admitted a USING (provider, category, basis)
  LEFT JOIN left_open o USING (provider, category, basis)
  LEFT JOIN items i USING (provider, category);

CREATE TEMP TABLE judged AS
SELECT provider, category, basis,
	   sss.placement_verdict(category, basis, provider, NULL, '2024-01-15')::text AS verdict,
	   sss.placement_provision(category, basis, provider, NULL, '2024-01-15')::text AS provision
  FROM providers CROSS JOIN categories CROSS JOIN bases;

SELECT is(count(*), 480::bigint, '3.5: six forms of care, ten categories and eight bases are checked') FROM judged;

CREATE TEMP VIEW expected_verdicts AS SELECT provider, category, basis, verdict FROM expected;
CREATE TEMP VIEW judged_verdicts AS SELECT provider, category, basis, verdict FROM judged;

-- Verdicts, clause by clause.
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM admitted WHERE provision = '3.5.1'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.5.1: a decision establishing guardianship or trusteeship gives orphans and children without care to guardian or trustee');
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM admitted WHERE provision = '3.5.2'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.5.2: a contract admits to patronage, foster family and family-type home');
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM admitted WHERE provision = '3.5.3'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.5.3: a ruling transfers a suspect to patronage');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'compliant'
	EXCEPT SELECT * FROM expected_verdicts $$,
	'3.5: no other child is admitted');
SELECT is_empty($$
	SELECT provider, category, basis, 'unsettled' FROM left_open WHERE provision = '3.5.2'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.5.2: a suspect by contract in a foster family or a family-type home is left open');
SELECT is_empty($$
	SELECT provider, category, basis, 'unsettled' FROM left_open WHERE provider = 'other_family'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.4: in a form of care that the order does not name, every category and basis is left open');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'unsettled'
	EXCEPT SELECT * FROM expected_verdicts $$,
	'3.5: nothing else is left open');
SELECT is_empty($$
	SELECT provider, category, basis, 'violation' FROM providers, categories, bases
	 WHERE item IS NULL AND provider <> 'other_family'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.2: the seven categories that annex 3 does not name are refused, on any basis');
SELECT is_empty($$
	SELECT * FROM expected_verdicts WHERE verdict = 'violation'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'3.5: a placement that the text does not name is a violation');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'violation'
	EXCEPT SELECT * FROM expected_verdicts $$,
	'3.5: nothing that the text names is a violation');
SELECT is_empty($$
	SELECT * FROM judged WHERE verdict IS NULL OR verdict NOT IN ('compliant', 'violation', 'unsettled') $$,
	'3.5: with every fact known and the order in force there are three outcomes');

-- Deciding provisions.
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected WHERE verdict = 'compliant'
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'3.5.1, 3.5.2, 3.5.3: an admission cites the item that admits');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected WHERE verdict = 'unsettled' AND provider <> 'other_family'
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'3.5.2: a suspect by contract cites the item on contracts');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected WHERE provider = 'other_family'
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'3.2: a form of care that is not named is first met by the paragraph that lists the forms with the recipients');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected JOIN categories USING (category)
	 WHERE verdict = 'violation' AND item IS NULL
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'3.2: a category that annex 3 does not name is refused by paragraph 2');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected JOIN categories USING (category)
	 WHERE verdict = 'violation' AND item IS NOT NULL
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'3.5: a wrong basis is refused by the item that says which one is needed here');

-- Category by category, under its own number; in every form of care that the opening of paragraph 2 names.
SELECT is((SELECT format('%s %s', e.provision, e.met)
			 FROM admitted AS a, sss.explain_placement(a.category, a.basis, a.provider, NULL, '2024-01-15', 'en') AS e
			WHERE a.category = c.category AND e.requirement = 'category' LIMIT 1),
		  item || ' compliant', format('%s: %s is a category of recipients', item, category))
  FROM categories AS c WHERE item IS NOT NULL ORDER BY item;
SELECT is_empty($$
	SELECT p.provider, c.category FROM providers AS p, categories AS c
	 WHERE p.named_in = '3.3' AND c.item IS NOT NULL
	   AND NOT EXISTS (SELECT FROM sss.explain_placement(c.category, 'other_document', p.provider, NULL, '2024-01-15', 'en') AS e
						WHERE e.requirement = 'category' AND e.met = 'compliant') $$,
	'3.2/1: every form of care that the opening names receives the three categories');

-- A few answers spelled out.
SELECT is(sss.placement_verdict('orphan', 'guardianship_decision', 'guardian', NULL, '2024-01-15')::text,
	'compliant', '3.5.1: an orphan comes to a guardian by the decision establishing guardianship');
SELECT is(sss.placement_verdict('orphan', 'local_executive_decision', 'guardian', NULL, '2024-01-15')::text,
	'violation', '3.5.1: a decision that does not establish guardianship does not do');
SELECT is(sss.placement_verdict('orphan', 'family_care_contract', 'guardian', NULL, '2024-01-15')::text,
	'violation', '3.5.2: the contract does not reach a guardian');
SELECT is(sss.placement_verdict('orphan', 'guardianship_decision', 'foster_parent', NULL, '2024-01-15')::text,
	'violation', '3.5.1: the decision on guardianship does not reach a foster parent');
SELECT is(sss.placement_verdict('crime_suspect', 'guardianship_decision', 'guardian', NULL, '2024-01-15')::text,
	'violation', '3.5.1: the decision on guardianship is one for orphans and children without care, not for suspects');
SELECT is(sss.placement_verdict('crime_suspect', 'criminal_process_ruling', 'foster_parent', NULL, '2024-01-15')::text,
	'violation', '3.5.3: the ruling leads to patronage only');
SELECT is(sss.placement_verdict('orphan', 'criminal_process_ruling', 'patronage_caregiver', NULL, '2024-01-15')::text,
	'violation', '3.5.3: the ruling is one for suspects only');
SELECT is(sss.placement_verdict('orphan', 'court_act', 'trustee', NULL, '2024-01-15')::text,
	'violation', '3.5: annex 3 knows no court act');
SELECT is(sss.placement_verdict('deviant_behavior', 'court_act', 'other_family', NULL, '2024-01-15')::text,
	'unsettled', '3.4: also a category that paragraph 2 lacks is left open in a form of care that is not named');
SELECT is(sss.placement_verdict('orphan', 'family_care_contract', 'other_family', NULL, '2024-01-15')::text,
	'unsettled', '3.5.2: the contract names three forms of care, this is none of them');

SELECT * FROM finish();
ROLLBACK;
