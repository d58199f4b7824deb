-- Annex 2, paragraphs 2 to 4: the children that a center may take in, and the basis.
-- Written from the text of the Order; nothing here is read from the extension's own tables.
-- The support center for children in need stands under annex 1 as well: placement_both_annexes.sql.
BEGIN;
SELECT plan(29);

-- Paragraph 3: the subjects, and its closing sentence that leaves the list open.
CREATE TEMP TABLE providers (provider text, named_in text);
INSERT INTO providers VALUES
	('minors_adaptation_center', '2.3.1'),
	('minors_special_services_organization', '2.3.3'),
	('other_center', '2.3/2');

-- Paragraph 2: the category's number there, and the dash of paragraph 4 that names this number.
CREATE TEMP TABLE categories (category text, item text, clause text);
INSERT INTO categories VALUES
	('orphan', '2.2.1', '2.4/2'),
	('without_parental_care', '2.2.2', '2.4/2'),
	('neglected_or_homeless', '2.2.3', '2.4/2'),
	('deviant_behavior', '2.2.4', '2.4/3'),
	('referred_to_special_organization', '2.2.5', '2.4/3'),
	('abuse_victim', '2.2.6', '2.4/2'),
	('disrupted_life_activity', '2.2.7', '2.4/2'),
	('special_educational_needs', NULL, NULL),
	('crime_suspect', NULL, NULL),
	('youth_house_resident', NULL, NULL);

CREATE TEMP TABLE bases (basis text);
INSERT INTO bases VALUES
	('local_executive_decision'), ('guardianship_body_referral'), ('deliverer_application'), ('court_act'),
	('criminal_process_ruling'), ('guardianship_decision'), ('family_care_contract'), ('other_document');

-- Paragraph 4: the admissions of the text. The referral, joined by "as well as", is a third way in.
CREATE TEMP TABLE admitted (provision text, category text, basis text);
INSERT INTO admitted VALUES
	('2.4/2', 'orphan', 'local_executive_decision'),
	('2.4/2', 'orphan', 'deliverer_application'),
	('2.4/2', 'orphan', 'guardianship_body_referral'),
	('2.4/2', 'without_parental_care', 'local_executive_decision'),
	('2.4/2', 'without_parental_care', 'deliverer_application'),
	('2.4/2', 'without_parental_care', 'guardianship_body_referral'),
	('2.4/2', 'neglected_or_homeless', 'local_executive_decision'),
	('2.4/2', 'neglected_or_homeless', 'deliverer_application'),
	('2.4/2', 'neglected_or_homeless', 'guardianship_body_referral'),
	('2.4/2', 'abuse_victim', 'local_executive_decision'),
	('2.4/2', 'abuse_victim', 'deliverer_application'),
	('2.4/2', 'abuse_victim', 'guardianship_body_referral'),
	('2.4/2', 'disrupted_life_activity', 'local_executive_decision'),
	('2.4/2', 'disrupted_life_activity', 'deliverer_application'),
	('2.4/2', 'disrupted_life_activity', 'guardianship_body_referral'),
	('2.4/3', 'deviant_behavior', 'court_act'),
	('2.4/3', 'referred_to_special_organization', 'court_act');

-- Everything not listed is a violation: of paragraph 2 where the category is not named, else of paragraph 4.
-- Nothing about category and basis is left open in annex 2.
CREATE TEMP TABLE expected AS
SELECT provider, category, basis,
	   CASE WHEN a.provision IS NOT NULL THEN 'compliant' ELSE 'violation' END AS verdict,
	   coalesce(a.provision, c.clause, '2.2') AS provision
  FROM providers CROSS JOIN categories c CROSS JOIN bases
  LEFT JOIN admitted a USING (category, basis);

CREATE TEMP TABLE judged AS
SELECT provider, category, basis,
	   sss.placement_verdict(category, basis, provider, NULL, '2024-01-15')::text AS verdict,
	   sss.placement_provision(category, basis, provider, NULL, '2024-01-15')::text AS provision
  FROM providers CROSS JOIN categories CROSS JOIN bases;

SELECT is(count(*), 240::bigint, '2.4: three subjects, ten categories and eight bases are checked') FROM judged;

CREATE TEMP VIEW expected_verdicts AS SELECT provider, category, basis, verdict FROM expected;
CREATE TEMP VIEW judged_verdicts AS SELECT provider, category, basis, verdict FROM judged;

-- Verdicts, clause by clause.
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM providers, admitted
	 WHERE provision = '2.4/2' AND basis <> 'guardianship_body_referral'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'2.4/2: a decision, or the application of the person who brought the child, admits the five categories named');
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM providers, admitted
	 WHERE provision = '2.4/2' AND basis = 'guardianship_body_referral'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'2.4/2: a referral of the guardianship body alone admits the same five');
SELECT is_empty($$
	SELECT provider, category, basis, 'compliant' FROM providers, admitted WHERE provision = '2.4/3'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'2.4/3: a court act admits deviant behavior and referral to a special organization');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'compliant'
	EXCEPT SELECT * FROM expected_verdicts $$,
	'2.4: no other child is admitted');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'unsettled' $$,
	'2.4: category and basis leave nothing open in annex 2');
SELECT is_empty($$
	SELECT provider, category, basis, 'violation' FROM providers, categories, bases WHERE item IS NULL
	EXCEPT SELECT * FROM judged_verdicts $$,
	'2.2: special educational needs, suspects and youth house residents are not recipients, on any basis');
SELECT is_empty($$
	SELECT * FROM expected_verdicts WHERE verdict = 'violation'
	EXCEPT SELECT * FROM judged_verdicts $$,
	'2.4: a placement that the text does not name is a violation');
SELECT is_empty($$
	SELECT * FROM judged_verdicts WHERE verdict = 'violation'
	EXCEPT SELECT * FROM expected_verdicts $$,
	'2.4: nothing that the text names is a violation');
SELECT is_empty($$
	SELECT * FROM judged WHERE verdict IS NULL OR verdict NOT IN ('compliant', 'violation') $$,
	'2.4: with every fact known and the order in force there are two outcomes');

-- Deciding provisions.
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected WHERE verdict = 'compliant'
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'2.4/2, 2.4/3: an admission cites the dash that admits');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected JOIN categories USING (category)
	 WHERE verdict = 'violation' AND item IS NULL
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'2.2: a category that annex 2 does not name is refused by paragraph 2');
SELECT is_empty($$
	SELECT provider, category, basis, provision FROM expected JOIN categories USING (category)
	 WHERE verdict = 'violation' AND item IS NOT NULL
	EXCEPT SELECT provider, category, basis, provision FROM judged $$,
	'2.4: a wrong basis is refused by the dash that says which one this category needs');

-- Category by category, under its own number, at one provider; provider by provider, with everybody who is admitted.
SELECT is((SELECT format('%s %s', e.provision, e.met)
			 FROM admitted AS a, sss.explain_placement(a.category, a.basis, 'minors_adaptation_center', NULL, '2024-01-15', 'en') AS e
			WHERE a.category = c.category AND e.requirement = 'category' LIMIT 1),
		  item || ' compliant', format('%s: %s is a category of recipients', item, category))
  FROM categories AS c WHERE item IS NOT NULL ORDER BY item;
SELECT is_empty(format($$ SELECT category, basis FROM admitted
						   WHERE sss.placement_verdict(category, basis, %L, NULL, '2024-01-15') IS DISTINCT FROM 'compliant' $$, provider),
				format('%s: %s takes in the children that the text admits', named_in, provider))
  FROM providers ORDER BY named_in, provider;
SELECT is_empty($$ SELECT provider FROM providers
					WHERE sss.governing_standards('orphan', 'local_executive_decision', provider, '2024-01-15') IS DISTINCT FROM '{centers}' $$,
				'2.3/1, 2.3/2: the providers that the subparagraphs name, and one that they do not, are under annex 2');

-- A few answers spelled out.
SELECT is(sss.placement_verdict('neglected_or_homeless', 'deliverer_application', 'minors_adaptation_center', NULL, '2024-01-15')::text,
	'compliant', '2.4/2: any person who brings a neglected child may apply');
SELECT is(sss.placement_verdict('deviant_behavior', 'deliverer_application', 'minors_adaptation_center', NULL, '2024-01-15')::text,
	'violation', '2.4/3: deviant behavior needs a court act also where somebody brought the child');
SELECT is(sss.placement_verdict('abuse_victim', 'court_act', 'minors_special_services_organization', NULL, '2024-01-15')::text,
	'violation', '2.4/3: the dash on court acts does not name victims of abuse');
SELECT is(sss.placement_verdict('crime_suspect', 'criminal_process_ruling', 'minors_adaptation_center', NULL, '2024-01-15')::text,
	'violation', '2.2: suspects are absent from annex 2');
SELECT is(sss.placement_verdict('special_educational_needs', 'court_act', 'other_center', NULL, '2024-01-15')::text,
	'violation', '2.2: special educational needs are absent from annex 2, and the doubt of annex 1 with them');

SELECT * FROM finish();
ROLLBACK;
