-- The support center for children in need stands under annex 1 (1.3.1) and annex 2 (2.3.2); several categories of
-- one child; the provision that decides; the effect of a missing fact; the standards that govern a placement.
-- Written from the text of the Order and from the rules of precedence.
BEGIN;
SELECT plan(152);

CREATE TEMP TABLE categories (category text);
INSERT INTO categories VALUES
	('orphan'), ('without_parental_care'), ('neglected_or_homeless'), ('deviant_behavior'),
	('referred_to_special_organization'), ('special_educational_needs'), ('abuse_victim'), ('crime_suspect'),
	('youth_house_resident'), ('disrupted_life_activity');
CREATE TEMP TABLE bases (basis text);
INSERT INTO bases VALUES
	('local_executive_decision'), ('guardianship_body_referral'), ('deliverer_application'), ('court_act'),
	('criminal_process_ruling'), ('guardianship_decision'), ('family_care_contract'), ('other_document');

-- 1. The matrix of the support center. The provision is annex 1's wherever annex 1 admits as well.
CREATE TEMP TABLE admitted (provision text, category text, basis text, standards text);
INSERT INTO admitted VALUES
	('1.4/2', 'orphan', 'local_executive_decision', '{organizations,centers}'),
	('1.4/2', 'orphan', 'guardianship_body_referral', '{organizations,centers}'),
	('2.4/2', 'orphan', 'deliverer_application', '{centers}'),
	('1.4/2', 'without_parental_care', 'local_executive_decision', '{organizations,centers}'),
	('1.4/2', 'without_parental_care', 'guardianship_body_referral', '{organizations,centers}'),
	('2.4/2', 'without_parental_care', 'deliverer_application', '{centers}'),
	('1.4/2', 'youth_house_resident', 'local_executive_decision', '{organizations}'),
	('1.4/2', 'youth_house_resident', 'guardianship_body_referral', '{organizations}'),
	('2.4/2', 'neglected_or_homeless', 'local_executive_decision', '{centers}'),
	('2.4/2', 'neglected_or_homeless', 'guardianship_body_referral', '{centers}'),
	('2.4/2', 'neglected_or_homeless', 'deliverer_application', '{centers}'),
	('2.4/2', 'abuse_victim', 'local_executive_decision', '{centers}'),
	('2.4/2', 'abuse_victim', 'guardianship_body_referral', '{centers}'),
	('2.4/2', 'abuse_victim', 'deliverer_application', '{centers}'),
	('2.4/2', 'disrupted_life_activity', 'local_executive_decision', '{centers}'),
	('2.4/2', 'disrupted_life_activity', 'guardianship_body_referral', '{centers}'),
	('2.4/2', 'disrupted_life_activity', 'deliverer_application', '{centers}'),
	('1.4/3', 'deviant_behavior', 'court_act', '{organizations,centers}'),
	('1.4/3', 'referred_to_special_organization', 'court_act', '{organizations,centers}'),
	('1.4/3', 'special_educational_needs', 'court_act', '{organizations}'),
	('1.4/4', 'crime_suspect', 'criminal_process_ruling', '{organizations}');

CREATE TEMP TABLE expected AS
SELECT category, basis,
	   CASE WHEN a.provision IS NOT NULL THEN 'compliant'
			WHEN category = 'special_educational_needs' THEN 'unsettled'
			ELSE 'violation' END AS verdict,
	   coalesce(a.provision, CASE -- the annex that knows the category, the lower of two equals
			WHEN category IN ('orphan', 'without_parental_care', 'youth_house_resident') THEN '1.4/2'
			WHEN category IN ('deviant_behavior', 'referred_to_special_organization', 'special_educational_needs') THEN '1.4/3'
			WHEN category = 'crime_suspect' THEN '1.4/4'
			ELSE '2.4/2' END) AS provision,
	   coalesce(a.standards, CASE WHEN category = 'special_educational_needs' THEN '{organizations}'
			ELSE '{organizations,centers}' END) AS standards
  FROM categories CROSS JOIN bases LEFT JOIN admitted a USING (category, basis);

CREATE TEMP TABLE judged AS
SELECT category, basis,
	   sss.placement_verdict(category, basis, 'children_in_need_support_center', NULL, '2024-01-15')::text AS verdict,
	   sss.placement_provision(category, basis, 'children_in_need_support_center', NULL, '2024-01-15')::text AS provision,
	   sss.governing_standards(category, basis, 'children_in_need_support_center', '2024-01-15')::text AS standards
  FROM categories CROSS JOIN bases;

SELECT is(count(*), 80::bigint, '1.3.1, 2.3.2: ten categories and eight bases are checked') FROM judged;
SELECT is_empty($$
	SELECT category, basis, verdict FROM expected WHERE verdict = 'compliant' AND provision LIKE '1.%'
	EXCEPT SELECT category, basis, verdict FROM judged $$,
	'1.4: all admissions of annex 1 count');
SELECT is_empty($$
	SELECT category, basis, verdict FROM expected WHERE verdict = 'compliant' AND provision LIKE '2.%'
	EXCEPT SELECT category, basis, verdict FROM judged $$,
	'2.4: admissions of annex 2 alone count as well');
SELECT is_empty($$
	SELECT category, basis, verdict FROM judged WHERE verdict = 'compliant'
	EXCEPT SELECT category, basis, verdict FROM expected $$,
	'1.4, 2.4: a category of one annex with a basis of the other is not admitted');
SELECT is_empty($$
	SELECT category, basis, verdict FROM expected WHERE verdict = 'unsettled'
	EXCEPT SELECT category, basis, verdict FROM judged $$,
	'1.4/3: special educational needs without a court act are left open, annex 2 not settling it');
SELECT is_empty($$
	SELECT category, basis, verdict FROM judged WHERE verdict = 'unsettled'
	EXCEPT SELECT category, basis, verdict FROM expected $$,
	'1.4/3: nothing else is left open');
SELECT is_empty($$
	SELECT category, basis, verdict FROM expected WHERE verdict = 'violation'
	EXCEPT SELECT category, basis, verdict FROM judged $$,
	'1.4, 2.4: a placement that neither annex admits is a violation');
SELECT is_empty($$
	SELECT category, basis, provision FROM expected WHERE verdict = 'compliant'
	EXCEPT SELECT category, basis, provision FROM judged $$,
	'1.4, 2.4: the admitting annex is cited, annex 1 where both admit');
SELECT is_empty($$
	SELECT category, basis, provision FROM expected WHERE verdict <> 'compliant'
	EXCEPT SELECT category, basis, provision FROM judged $$,
	'1.4, 2.4: where both annexes refuse, the one that leaves less unmet is cited, annex 1 if they leave as much');
SELECT is_empty($$
	SELECT category, basis, standards FROM expected EXCEPT SELECT category, basis, standards FROM judged $$,
	'1.3.1, 2.3.2: the governing standards are those with the best verdict');

-- 2. Category, basis and stay under one and the same annex.
SELECT is(sss.placement_verdict(category, basis, 'children_in_need_support_center', stay, '2024-01-15')::text, verdict,
		  format('%s: %s, %s, %s is %s', provision, category, basis, stay, verdict))
  FROM (VALUES
	('orphan', 'local_executive_decision', 'round_the_clock', 'compliant', '1.4/2'),
	('orphan', 'local_executive_decision', 'permanent', 'compliant', '1.4/2'),
	('orphan', 'local_executive_decision', 'temporary', 'compliant', '1.4/2'),
	('orphan', 'local_executive_decision', 'day', 'compliant', '2.4/2'),
	('orphan', 'deliverer_application', 'day', 'compliant', '2.4/2'),
	('orphan', 'deliverer_application', 'permanent', 'compliant', '2.4/2'),
	('orphan', 'deliverer_application', 'round_the_clock', 'unsettled', '2.2'),
	('orphan', 'court_act', 'round_the_clock', 'violation', '1.4/2'),
	('youth_house_resident', 'local_executive_decision', 'round_the_clock', 'compliant', '1.4/2'),
	('youth_house_resident', 'local_executive_decision', 'day', 'violation', '1.2'),
	('youth_house_resident', 'deliverer_application', 'permanent', 'violation', '1.4/2'),
	('neglected_or_homeless', 'local_executive_decision', 'day', 'compliant', '2.4/2'),
	('neglected_or_homeless', 'local_executive_decision', 'round_the_clock', 'unsettled', '2.2'),
	('neglected_or_homeless', 'court_act', 'round_the_clock', 'violation', '1.2'),
	('deviant_behavior', 'court_act', 'round_the_clock', 'compliant', '1.4/3'),
	('deviant_behavior', 'court_act', 'day', 'compliant', '2.4/3'),
	('crime_suspect', 'criminal_process_ruling', 'temporary', 'compliant', '1.4/4'),
	('crime_suspect', 'criminal_process_ruling', 'day', 'violation', '1.2'),
	('special_educational_needs', 'court_act', 'permanent', 'compliant', '1.4/3'),
	('special_educational_needs', 'court_act', 'day', 'violation', '1.2'),
	('special_educational_needs', 'local_executive_decision', 'permanent', 'unsettled', '1.4/3')
  ) AS t (category, basis, stay, verdict, provision);
SELECT is(sss.placement_provision(category, basis, 'children_in_need_support_center', stay, '2024-01-15')::text, provision,
		  format('%s decides: %s, %s, %s', provision, category, basis, stay))
  FROM (VALUES
	('orphan', 'local_executive_decision', 'round_the_clock', '1.4/2'),
	('orphan', 'local_executive_decision', 'day', '2.4/2'),
	('orphan', 'deliverer_application', 'round_the_clock', '2.2'),
	('youth_house_resident', 'local_executive_decision', 'day', '1.2'),
	('neglected_or_homeless', 'local_executive_decision', 'round_the_clock', '2.2'),
	('neglected_or_homeless', 'court_act', 'round_the_clock', '1.2'),
	('neglected_or_homeless', 'court_act', 'permanent', '2.4/2'),
	('abuse_victim', 'court_act', 'day', '2.4/2'),
	('orphan', 'court_act', 'permanent', '1.4/2'),
	('orphan', 'court_act', 'day', '2.4/2'),
	('crime_suspect', 'court_act', 'temporary', '1.4/4'),
	('deviant_behavior', 'court_act', 'day', '2.4/3'),
	('crime_suspect', 'criminal_process_ruling', 'day', '1.2'),
	('special_educational_needs', 'local_executive_decision', 'permanent', '1.4/3')
  ) AS t (category, basis, stay, provision);

-- 3. Within an annex the first unmet of category, basis and stay decides.
SELECT is(sss.placement_provision('neglected_or_homeless', 'other_document', 'youth_house', 'day', '2024-01-15')::text,
	'1.2', '1.2: an unmet category goes before basis and stay');
SELECT is(sss.placement_provision('orphan', 'court_act', 'youth_house', 'day', '2024-01-15')::text,
	'1.4/2', '1.4/2: an unmet basis goes before the stay');
SELECT is(sss.placement_provision('orphan', 'local_executive_decision', 'youth_house', 'day', '2024-01-15')::text,
	'1.2', '1.2: an unmet stay decides where it is the only one');
SELECT is(sss.placement_provision('orphan', 'local_executive_decision', 'youth_house', 'permanent', '2024-01-15')::text,
	'1.4/2', '1.4/2: where all is met the basis is cited');
SELECT is(sss.placement_verdict('orphan', 'court_act', 'minors_adaptation_center', 'round_the_clock', '2024-01-15')::text,
	'violation', '2.4/2: the worst requirement counts, a stay left open does not soften a wrong basis');
SELECT is(sss.placement_verdict('special_educational_needs', 'local_executive_decision', 'special_boarding_school', 'day', '2024-01-15')::text,
	'violation', '1.2: the worst requirement counts, a basis left open does not soften a wrong stay');
SELECT is(sss.placement_provision('special_educational_needs', 'local_executive_decision', 'special_boarding_school', 'day', '2024-01-15')::text,
	'1.2', '1.2: the requirement that refuses is cited, not one that is only left open');
SELECT is_empty($$
	SELECT c.category, b.basis, p.provider, s.stay
	  FROM categories c, bases b,
		   (VALUES ('special_boarding_school'), ('rehabilitation_center'), ('minors_adaptation_center'),
				   ('children_in_need_support_center'), ('guardian'), ('foster_parent'), ('other_family')) AS p (provider),
		   (VALUES ('round_the_clock'), ('permanent'), ('day'), (NULL)) AS s (stay)
	 WHERE NOT EXISTS (
		SELECT FROM sss.explain_placement(c.category, b.basis, p.provider, s.stay, '2024-01-15', 'en') AS e
		 WHERE e.provision = sss.placement_provision(c.category, b.basis, p.provider, s.stay, '2024-01-15')
		   AND e.met = sss.placement_verdict(c.category, b.basis, p.provider, s.stay, '2024-01-15')) $$,
	'1.2, 1.4: the explanation has the deciding provision with the same verdict');
SELECT is(sss.placement_verdict('special_educational_needs', 'local_executive_decision', 'rehabilitation_center', 'day', '2024-01-15')::text,
	'unsettled', '1.4/3: basis and stay both left open are left open');
SELECT is(sss.placement_provision('special_educational_needs', 'local_executive_decision', 'rehabilitation_center', 'day', '2024-01-15')::text,
	'1.4/3', '1.4/3: of two left open the basis comes first');

-- 4. A child of several categories: one that admits the basis is enough.
SELECT is(sss.placement_verdict_any(categories::sss.recipient_category[], basis, provider, stay, on_date::date)::text, verdict, description)
  FROM (VALUES
	('{orphan}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: one category is checked as by itself'),
	('{orphan}', 'court_act', 'youth_house', NULL, '2024-01-15', 'violation', '1.4/2: one category is refused as by itself'),
	('{orphan,deviant_behavior}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: an orphan with deviant behavior comes by decision'),
	('{deviant_behavior,orphan}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: the order of the categories is indifferent'),
	('{orphan,deviant_behavior}', 'court_act', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/3: or by court act'),
	('{orphan,deviant_behavior}', 'criminal_process_ruling', 'youth_house', NULL, '2024-01-15', 'violation', '1.4: a basis that fits no category is a violation'),
	('{abuse_victim,disrupted_life_activity}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'violation', '1.2: no category of annex 1 among them'),
	('{abuse_victim,deviant_behavior}', 'court_act', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/3: a foreign category does no harm'),
	('{orphan,special_educational_needs}', 'court_act', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/3: compliant goes before violation'),
	('{deviant_behavior,special_educational_needs}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unsettled', '1.4/3: left open goes before violation'),
	('{orphan,special_educational_needs}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: compliant goes before left open'),
	('{orphan,NULL}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: compliant goes before unknown'),
	('{NULL,orphan}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant', '1.4/2: also with the missing one first'),
	('{NULL,special_educational_needs}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unknown', '1.2: unknown goes before left open'),
	('{deviant_behavior,NULL}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unknown', '1.2: unknown goes before violation'),
	('{NULL}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unknown', '1.2: a missing category alone'),
	('{}', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unknown', '1.2: no category at all'),
	('{}', 'criminal_process_ruling', 'other_center', NULL, '2024-01-15', 'violation', '2.4: nobody is placed in a center by a ruling'),
	('{NULL}', 'criminal_process_ruling', 'other_center', NULL, '2024-01-15', 'violation', '2.4: a missing category alone'),
	('{orphan,NULL}', 'criminal_process_ruling', 'other_center', NULL, '2024-01-15', 'violation', '2.4: nor one more category'),
	('{orphan,NULL}', 'deliverer_application', 'youth_house', NULL, '2024-01-15', 'unknown', '1.4/3: with special educational needs it would be left open'),
	('{special_educational_needs,NULL}', 'deliverer_application', 'youth_house', NULL, '2024-01-15', 'unsettled', '1.4/3: left open, whatever the other category is'),
	('{abuse_victim,disrupted_life_activity}', NULL, 'youth_house', NULL, '2024-01-15', 'violation', '1.2: two categories that annex 1 does not know, on any basis'),
	('{abuse_victim,orphan}', NULL, 'youth_house', NULL, '2024-01-15', 'unknown', '1.4: one that it knows'),
	('{orphan}', 'local_executive_decision', 'special_organization', NULL, '2024-01-15', 'unsettled', '1.3.3: a closed institution without a court act'),
	('{orphan,deviant_behavior}', 'local_executive_decision', 'special_organization', NULL, '2024-01-15', 'unsettled', '1.3.3: also for a child of several categories'),
	('{orphan,deviant_behavior}', 'court_act', 'special_organization', NULL, '2024-01-15', 'compliant', '1.4/3: by a court act'),
	('{orphan,crime_suspect}', 'criminal_process_ruling', 'special_regime_organization', NULL, '2024-01-15', 'unsettled', '1.3.3: a suspect by ruling'),
	(NULL, 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'unknown', '1.2: no list of categories'),
	('{orphan}', NULL, 'youth_house', NULL, '2024-01-15', 'unknown', '1.4: no basis'),
	('{orphan}', 'local_executive_decision', NULL, NULL, '2024-01-15', 'unknown', '1.3: no provider'),
	('{orphan}', 'local_executive_decision', 'youth_house', NULL, NULL, 'unknown', '0.5: no date'),
	('{}', 'local_executive_decision', 'youth_house', NULL, NULL, 'unknown', '0.5: no date and no category'),
	('{orphan}', 'local_executive_decision', 'youth_house', NULL, '2023-06-30', 'not_governed', '0.5: the day before'),
	('{}', 'local_executive_decision', 'youth_house', NULL, '2023-06-30', 'not_governed', '0.5: the day before, no category'),
	('{NULL}', NULL, NULL, NULL, '2023-06-30', 'not_governed', '0.5: the day before, nothing known'),
	('{orphan,neglected_or_homeless}', 'local_executive_decision', 'youth_house', 'day', '2024-01-15', 'violation', '1.2: the stay is asked of each category'),
	('{youth_house_resident,neglected_or_homeless}', 'deliverer_application', 'children_in_need_support_center', 'day', '2024-01-15', 'compliant', '2.4/2: the category that fits the annex of the basis counts'),
	('{youth_house_resident,neglected_or_homeless}', 'deliverer_application', 'children_in_need_support_center', 'round_the_clock', '2024-01-15', 'unsettled', '2.2: and the stay under that annex'),
	('{crime_suspect,orphan}', 'family_care_contract', 'foster_parent', NULL, '2024-01-15', 'compliant', '3.5.2: a suspect who is an orphan comes by contract'),
	('{crime_suspect,deviant_behavior}', 'family_care_contract', 'foster_parent', NULL, '2024-01-15', 'unsettled', '3.5.2: a suspect who is no orphan is left open')
  ) AS t (categories, basis, provider, stay, on_date, verdict, description);
SELECT is(sss.placement_verdict_any(ARRAY['orphan', 'deviant_behavior']::sss.recipient_category[], 'court_act', 'youth_house', NULL, '2024-01-15'),
	sss.placement_verdict('deviant_behavior', 'court_act', 'youth_house', NULL, '2024-01-15'),
	'1.4/3: the answer for several categories is the best of the single ones');

-- 5. A missing fact. The stay is the one that may be missing.
SELECT is(sss.placement_verdict(category, basis, provider, stay, on_date::date)::text || coalesce(' ' ||
		  sss.placement_provision(category, basis, provider, stay, on_date::date)::text, ''), outcome, description)
  FROM (VALUES
	(NULL, 'local_executive_decision', 'youth_house', 'permanent', '2024-01-15', 'unknown 1.2', '1.2: annex 1 asks for the category'),
	('orphan', NULL, 'youth_house', 'permanent', '2024-01-15', 'unknown 1.4', '1.4: annex 1 asks for the basis'),
	(NULL, NULL, 'youth_house', 'permanent', '2024-01-15', 'unknown 1.2', '1.2: of two missing facts the category is asked first'),
	(NULL, 'court_act', 'minors_adaptation_center', NULL, '2024-01-15', 'unknown 2.2', '2.2: annex 2 asks for the category'),
	('orphan', NULL, 'minors_adaptation_center', NULL, '2024-01-15', 'unknown 2.4', '2.4: annex 2 asks for the basis'),
	(NULL, 'guardianship_decision', 'guardian', NULL, '2024-01-15', 'unknown 3.2', '3.2: annex 3 asks for the category'),
	('orphan', NULL, 'guardian', NULL, '2024-01-15', 'unknown 3.5', '3.5: annex 3 asks for the basis'),
	(NULL, 'court_act', 'children_in_need_support_center', NULL, '2024-01-15', 'unknown 1.2', '1.2: of two annexes the lower one asks for the category'),
	('orphan', NULL, 'children_in_need_support_center', NULL, '2024-01-15', 'unknown 1.4', '1.4: of two annexes the lower one asks for the basis'),
	('orphan', 'local_executive_decision', NULL, 'permanent', '2024-01-15', 'unknown', '1.3: without a provider no paragraph can be named'),
	(NULL, NULL, NULL, NULL, '2024-01-15', 'unknown', '1.3: nor without anything'),
	('orphan', 'local_executive_decision', 'youth_house', 'permanent', NULL, 'unknown', '0.5: without a date nothing is known'),
	(NULL, NULL, NULL, NULL, NULL, 'unknown', '0.5: a missing date goes before all'),
	('abuse_victim', NULL, 'children_in_need_support_center', NULL, '2024-01-15', 'unknown 2.4', '2.4: of two annexes the one that knows the category asks for the basis'),
	('neglected_or_homeless', NULL, 'youth_house', NULL, '2024-01-15', 'violation 1.2', '1.2: no paper makes it a category of annex 1'),
	('crime_suspect', NULL, 'minors_adaptation_center', 'day', '2024-01-15', 'violation 2.2', '2.2: nor of annex 2'),
	('special_educational_needs', NULL, 'foster_parent', NULL, '2024-01-15', 'violation 3.2', '3.2: nor of annex 3'),
	('crime_suspect', NULL, 'trustee', NULL, '2024-01-15', 'violation 3.5', '3.5: no paper places a suspect with a trustee'),
	('orphan', NULL, 'youth_house', 'day', '2024-01-15', 'violation 1.2', '1.2: no paper admits a day stay'),
	('orphan', NULL, 'other_family', NULL, '2024-01-15', 'unsettled 3.2', '3.2: whatever the paper, a form of care that is not named is left open'),
	(NULL, 'criminal_process_ruling', 'minors_adaptation_center', NULL, '2024-01-15', 'violation 2.4', '2.4: annex 2 gives a ruling to nobody'),
	(NULL, 'other_document', 'other_center', NULL, '2024-01-15', 'violation 2.4', '2.4: nor a paper that is not named'),
	(NULL, 'court_act', 'guardian', NULL, '2024-01-15', 'violation 3.5', '3.5: annex 3 gives a court act to nobody'),
	(NULL, 'court_act', 'other_family', NULL, '2024-01-15', 'unsettled 3.2', '3.2: whoever the child is, a form of care that is not named is left open'),
	(NULL, 'other_document', 'youth_house', NULL, '2024-01-15', 'unknown 1.2', '1.4/3: for special educational needs it would be left open, for others not'),
	(NULL, NULL, 'youth_house', 'day', '2024-01-15', 'violation 1.2', '1.2: nobody has a day stay in a youth house'),
	('orphan', 'other_document', NULL, NULL, '2024-01-15', 'unknown', '3.4: with another family even such a paper is left open'),
	('orphan', 'local_executive_decision', 'youth_house', NULL, '2024-01-15', 'compliant 1.4/2', '1.4/2: a missing stay is not checked'),
	(NULL, NULL, NULL, NULL, '2023-06-30', 'not_governed 0.5', '0.5: before the edition missing facts are indifferent')
  ) AS t (category, basis, provider, stay, on_date, outcome, description);

-- 6. Lawful or not: a yes or a no only where the text gives one.
SELECT is(sss.placement_lawful(category, basis, provider, on_date::date), lawful, description)
  FROM (VALUES
	('orphan', 'local_executive_decision', 'youth_house', '2024-01-15', true, '1.4/2: compliant is lawful'),
	('orphan', 'court_act', 'youth_house', '2024-01-15', false, '1.4/2: a violation is not'),
	('special_educational_needs', 'guardianship_body_referral', 'youth_house', '2024-01-15', NULL, '1.4/3: left open is neither'),
	('orphan', 'court_act', 'other_family', '2024-01-15', NULL, '3.4: nor in a form of care that is not named'),
	('orphan', 'local_executive_decision', 'youth_house', '2023-06-30', NULL, '0.5: nor before the edition'),
	(NULL, 'local_executive_decision', 'youth_house', '2024-01-15', NULL, '1.2: nor without a category'),
	('orphan', NULL, 'youth_house', '2024-01-15', NULL, '1.4: nor without a basis'),
	('abuse_victim', NULL, 'youth_house', '2024-01-15', false, '1.2: though no basis would make it lawful'),
	('orphan', 'local_executive_decision', NULL, '2024-01-15', NULL, '1.3: nor without a provider'),
	('orphan', 'local_executive_decision', 'youth_house', NULL, NULL, '0.5: nor without a date'),
	('orphan', 'deliverer_application', 'children_in_need_support_center', '2024-01-15', true, '2.4/2: admitted by either annex is lawful')
  ) AS t (category, basis, provider, on_date, lawful, description);

-- 7. Governing standards.
SELECT is(sss.governing_standards(category, basis, provider, on_date::date)::text, standards, description)
  FROM (VALUES
	('orphan', 'local_executive_decision', 'youth_house', '2024-01-15', '{organizations}', '1.3.1: a youth house is governed by annex 1'),
	('orphan', 'court_act', 'youth_house', '2024-01-15', '{organizations}', '1.3.1: also where the placement is refused'),
	('orphan', 'local_executive_decision', 'minors_adaptation_center', '2024-01-15', '{centers}', '2.3.1: an adaptation center is governed by annex 2'),
	('orphan', 'guardianship_decision', 'guardian', '2024-01-15', '{families}', '3.3: a guardian is governed by annex 3'),
	('orphan', 'guardianship_decision', 'other_family', '2024-01-15', '{families}', '3.4: so is any other person who took the child in'),
	('orphan', 'local_executive_decision', 'children_in_need_support_center', '2024-01-15', '{organizations,centers}', '1.3.1, 2.3.2: both where both admit'),
	('orphan', 'deliverer_application', 'children_in_need_support_center', '2024-01-15', '{centers}', '2.4/2: the one that admits'),
	(NULL, 'local_executive_decision', 'children_in_need_support_center', '2024-01-15', '{organizations,centers}', '1.2, 2.2: both without a category'),
	('orphan', NULL, 'children_in_need_support_center', '2024-01-15', '{organizations,centers}', '1.4, 2.4: both without a basis'),
	('abuse_victim', NULL, 'children_in_need_support_center', '2024-01-15', '{centers}', '2.2: the one that knows the category'),
	(NULL, NULL, 'guardian', '2024-01-15', '{families}', '3.2: the only one without category and basis'),
	('orphan', 'local_executive_decision', 'children_in_need_support_center', '2023-06-30', '{}', '0.5: none before the edition'),
	(NULL, NULL, 'children_in_need_support_center', '2023-06-30', '{}', '0.5: none before the edition, whichever facts are missing'),
	('orphan', 'local_executive_decision', NULL, '2024-01-15', NULL, '1.3: unknown without a provider'),
	('orphan', 'local_executive_decision', 'youth_house', NULL, NULL, '0.5: unknown without a date')
  ) AS t (category, basis, provider, on_date, standards, description);

SELECT * FROM finish();
ROLLBACK;
