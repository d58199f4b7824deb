-- The order's own paragraphs 1 and 5: the three standards that it approves, and the day on which they take effect.
-- Written from the text of the order.
BEGIN;
SELECT plan(13);

-- Paragraph 1: each item approves the standard of one annex, for those that its title names.
CREATE TEMP TABLE approved (provision text, standard text, annex int, provider text, category text, basis text);
INSERT INTO approved VALUES
	('0.1.1', 'organizations', 1, 'youth_house', 'orphan', 'local_executive_decision'),
	('0.1.2', 'centers', 2, 'minors_adaptation_center', 'orphan', 'local_executive_decision'),
	('0.1.3', 'families', 3, 'guardian', 'orphan', 'guardianship_decision');
SELECT set_eq('SELECT code::text FROM sss.standards', 'SELECT standard FROM approved', '0.1: three standards are approved');
SELECT set_eq(format('SELECT DISTINCT sss.annex(provision) FROM sss.provider_standards WHERE standard = %L', standard),
	ARRAY[annex], format('%s: the standard for %s is that of annex %s', provision, standard, annex)) FROM approved;
SELECT is(sss.governing_standards(category, basis, provider, '2024-01-15')::text[], ARRAY[standard],
	format('%s: it governs a placement with a %s', provision, provider)) FROM approved;
SELECT is(sss.annex(sss.service_provision('household.laundry_and_disinfection', provider, '2024-01-15')), annex,
	format('%s: a %s is asked for the services of annex %s', provision, provider, annex)) FROM approved;

-- Paragraph 5: from 1 July 2023 on.
SELECT is((SELECT string_agg(valid_from::text, ',') FROM sss.editions WHERE provision = '0.5'), '2023-07-01', '0.5: in force from 1 July 2023');
SELECT is(sss.service_verdict('household.laundry_and_disinfection', 'guardian', '2023-06-30')::text, 'not_governed', '0.5: not the day before');
SELECT is(sss.service_verdict('household.laundry_and_disinfection', 'guardian', '2023-07-01')::text, 'compliant', '0.5: on the very day');

SELECT * FROM finish();
ROLLBACK;
