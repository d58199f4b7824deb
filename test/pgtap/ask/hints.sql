-- Every alternative that a hint names would be lawful for this child here; for a child of several categories by any of them. Written from
-- paragraph 4 of annexes 1 and 2, and paragraph 5 of annex 3.
BEGIN;
SELECT plan(24);

CREATE FUNCTION pg_temp.hint(categories text, basis text, provider text, stay text DEFAULT NULL, language text DEFAULT 'en') RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(DISTINCT remedy, ' | ') FROM sss.explain_placement_any($1::sss.recipient_category[], $2::sss.placement_basis, $3::sss.provider_type, $4::sss.stay_mode, '2024-01-15', $5)
	 WHERE met = 'violation'
$$;
-- The codes that a hint names, by their labels in the language.
CREATE TEMP TABLE labels AS
SELECT l AS language, c.code, sss.label(c.code, l) AS label
  FROM (SELECT code::text FROM sss.placement_bases UNION ALL SELECT code::text FROM sss.stay_modes
		UNION ALL SELECT code::text FROM sss.provider_types UNION ALL SELECT code::text FROM sss.standards) AS c, unnest('{kk,ru,en}'::text[]) AS l;
CREATE FUNCTION pg_temp.named(hint text, language text) RETURNS text[] LANGUAGE sql AS $$
	SELECT coalesce(array_agg(DISTINCT l.code ORDER BY l.code), '{}')
	  FROM regexp_split_to_table($1, ': |; |[.]( [|] |$)') AS piece JOIN labels AS l ON l.label = piece AND l.language = $2
$$;

-- Here, on another basis
SELECT is(pg_temp.named(pg_temp.hint('{orphan}', 'court_act', 'youth_house'), 'en'), '{guardianship_body_referral,local_executive_decision}', '1.4/2: an orphan by decision or referral');
SELECT is(pg_temp.named(pg_temp.hint('{deviant_behavior}', 'local_executive_decision', 'youth_house', NULL, 'ru'), 'ru'), '{court_act}', '1.4/3: deviant behavior by a court act');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', 'court_act', 'patronage_caregiver', NULL, 'kk'), 'kk'), '{criminal_process_ruling,family_care_contract}', '3.5.2, 3.5.3: a suspect by ruling or contract');
SELECT is(pg_temp.named(pg_temp.hint('{orphan,deviant_behavior}', 'criminal_process_ruling', 'youth_house'), 'en'),
	'{court_act,guardianship_body_referral,local_executive_decision}', '1.4/2, 1.4/3: by any of several categories');
SELECT is(pg_temp.named(pg_temp.hint('{abuse_victim,deviant_behavior}', 'local_executive_decision', 'youth_house'), 'en'), '{court_act}', '1.4/3: by the one that annex 1 knows');
SELECT is(pg_temp.named(pg_temp.hint('{abuse_victim}', 'court_act', 'children_in_need_support_center'), 'en'),
	'{deliverer_application,guardianship_body_referral,local_executive_decision}', '2.4/2: under the annex that knows the child');
-- Here, in another stay, or with both
SELECT is(pg_temp.named(pg_temp.hint('{orphan}', 'local_executive_decision', 'youth_house', 'day'), 'en'), '{permanent,round_the_clock,temporary}', '1.2: another stay');
SELECT is(pg_temp.named(pg_temp.hint('{orphan}', 'court_act', 'youth_house', 'day'), 'en'),
	'{guardianship_body_referral,local_executive_decision,permanent,round_the_clock,temporary}', '1.2, 1.4/2: another basis and another stay');
-- On the same basis, with another of the same standard
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', 'criminal_process_ruling', 'foster_parent'), 'en'), '{patronage_caregiver}', '3.5.3: a suspect by ruling with a foster parent: the patronage caregiver');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', 'criminal_process_ruling', 'foster_parent', NULL, 'ru'), 'ru'), '{patronage_caregiver}', '3.5.3: likewise in Russian');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', 'criminal_process_ruling', 'foster_parent', NULL, 'kk'), 'kk'), '{patronage_caregiver}', '3.5.3: likewise in Kazakh');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect,deviant_behavior}', 'criminal_process_ruling', 'foster_parent'), 'en'), '{patronage_caregiver}', '3.5.3: for a child of several categories');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', 'family_care_contract', 'guardian'), 'en'), '{patronage_caregiver}', '3.5.2: by contract, where the two other forms are left open');
SELECT is(pg_temp.named(pg_temp.hint('{crime_suspect}', NULL, 'guardian'), 'en'), '{organizations,patronage_caregiver}', '3.5, 1.4/4: without a paper, whoever receives such a child');
-- Elsewhere
SELECT is(pg_temp.named(pg_temp.hint('{abuse_victim}', 'local_executive_decision', 'youth_house'), 'en'), '{centers}', '2.4/2: victims of abuse are received by centers');
SELECT is(pg_temp.named(pg_temp.hint('{special_educational_needs}', 'court_act', 'guardian', NULL, 'ru'), 'ru'), '{organizations}', '1.4/3: special educational needs by organizations');
SELECT isnt(pg_temp.hint('{}', 'criminal_process_ruling', 'other_center'), NULL, '2.4: where the category is missing, to enter it');
-- Nothing is advised where another annex or category admits the child
SELECT is(pg_temp.hint('{abuse_victim}', 'local_executive_decision', 'children_in_need_support_center'), NULL, '2.4/2: annex 2 admits the child');
SELECT is(pg_temp.hint('{abuse_victim,orphan}', 'local_executive_decision', 'youth_house'), NULL, '1.4/2: one category suffices');

-- No hint names what would itself not be lawful: a basis or a stay here, a provider on the same basis, or any on some basis.
CREATE TEMP TABLE hints AS
SELECT c, b.code AS basis, p.code AS provider, s.stay, pg_temp.hint(c::text, b.code::text, p.code::text, s.stay::text) AS hint
  FROM (SELECT ARRAY[code] FROM sss.recipient_categories
		UNION ALL SELECT ARRAY[a.code, b.code] FROM sss.recipient_categories AS a JOIN sss.recipient_categories AS b ON a.code < b.code
						  WHERE (a.code, b.code) IN (('orphan', 'deviant_behavior'), ('orphan', 'crime_suspect'), ('deviant_behavior', 'abuse_victim'), ('abuse_victim', 'crime_suspect'))) AS t (c),
	   sss.placement_bases AS b, sss.provider_types AS p, (VALUES (NULL::sss.stay_mode), ('day')) AS s (stay)
 WHERE sss.placement_verdict_any(c, b.code, p.code, s.stay, '2024-01-15') = 'violation';
CREATE TEMP TABLE parts AS
SELECT h.*, array(SELECT n FROM unnest(named) AS n JOIN sss.placement_bases AS x ON x.code::text = n) AS bases,
	   array(SELECT n FROM unnest(named) AS n JOIN sss.stay_modes AS x ON x.code::text = n) AS stays,
	   array(SELECT n FROM unnest(named) AS n JOIN sss.provider_types AS x ON x.code::text = n) AS providers
  FROM (SELECT *, pg_temp.named(hint, 'en') AS named FROM hints) AS h;
SELECT cmp_ok((SELECT count(*) FROM parts WHERE cardinality(bases) > 0 AND cardinality(stays) > 0), '>', 100::bigint, 'both are named in many');
SELECT is_empty($$ SELECT DISTINCT c, basis, provider, stay, hint FROM parts,
		unnest(CASE WHEN bases = '{}' THEN ARRAY[basis::text] ELSE bases END) AS b, unnest(CASE WHEN stays = '{}' THEN ARRAY[stay::text] ELSE stays END) AS s
	 WHERE bases || stays <> '{}' AND sss.placement_verdict_any(c, b::sss.placement_basis, provider, s::sss.stay_mode, '2024-01-15') <> 'compliant' $$,
	'1.4, 2.4, 3.5: every basis that is named is lawful here, in every stay that is named');
SELECT is_empty($$ SELECT c, basis, provider, stay, hint, p FROM parts, unnest(providers) AS p
	 WHERE NOT EXISTS (SELECT FROM sss.placement_bases AS b WHERE sss.placement_verdict_any(c, b.code, p::sss.provider_type, NULL, '2024-01-15') = 'compliant') $$,
	'1.4, 2.4, 3.5: every provider that is named receives the child on some basis');
SELECT is_empty($$ SELECT c, basis, provider, stay, hint, p FROM parts, unnest(providers) AS p
	 WHERE hint LIKE 'On this basis%' AND sss.placement_verdict_any(c, basis, p::sss.provider_type, stay, '2024-01-15') <> 'compliant' $$,
	'1.4, 2.4, 3.5: on this basis, if the hint says so');
SELECT is_empty($$ SELECT c, basis, provider FROM parts WHERE hint IS NULL OR named = '{}' $$,
	'1.4, 2.4, 3.5: for every child that may be received anywhere there is a hint');

SELECT * FROM finish();
ROLLBACK;
