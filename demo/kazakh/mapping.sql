-- The extension, and the dictionaries mapped to its codes

\echo
\echo '== 3. The dictionaries, mapped by sss.find() and reviewed'
\echo

CREATE EXTENSION special_social_services;
\ir facts.sql

-- Every entry of the dictionaries, and the type of code that it may stand for
CREATE VIEW mapping.entry AS
	SELECT 'status' AS dictionary, rtrim(name) AS entry, 'recipient_category' AS type,
		   caption ->> 'ru' AS ru, caption ->> 'kk' AS kk
	  FROM handbook.person_social_status
	 UNION
	SELECT 'basis', rtrim(name), 'placement_basis', caption ->> 'ru', caption ->> 'kk'
	  FROM handbook.placement_basis
	 UNION
	SELECT 'institution', id::text, 'provider_type', caption ->> 'ru', caption ->> 'kz'
	  FROM organization.institution_type
	 UNION
	SELECT 'stay', btrim("position"), 'stay_mode', btrim("position"), NULL
	  FROM link.person_institution_link WHERE person_type = 'child' AND "position" IS NOT NULL
	 UNION
	SELECT 'service', id::text, 'service', name, NULL
	  FROM handbook.service;

-- The answers of sss.find(), and the reason why a person must decide
CREATE TABLE mapping.proposal AS
	WITH answer AS (
		SELECT e.dictionary, e.entry, coalesce(e.ru, e.kk) AS caption, f.code, f.score, f.note
		  FROM mapping.entry AS e
		  LEFT JOIN LATERAL (
			SELECT f.*
			  FROM (VALUES ('ru', e.ru), ('kk', e.kk)) AS c (language, caption)
			 CROSS JOIN LATERAL sss.find(c.caption, c.language, e.type) AS f
			 ORDER BY f.score DESC, f.code LIMIT 1
		  ) AS f ON true
	)
	SELECT dictionary, entry, caption, code, score, note,
		   CASE WHEN score IS NULL THEN 'resembles nothing'
				WHEN code IS NULL THEN 'near, but none'
				WHEN score < 0.9 THEN 'below 0.90'
				WHEN count(*) FILTER (WHERE score >= 0.9) OVER same_code > 1
					THEN count(*) FILTER (WHERE score >= 0.9) OVER same_code || ' entries claim it'
		   END AS objection
	  FROM answer
	WINDOW same_code AS (PARTITION BY dictionary, code);

-- A person's decisions about the rest; an empty set means none of the Order's codes
CREATE TABLE mapping.decision (
	dictionary text,
	entry text,
	codes text[] NOT NULL,
	because text NOT NULL,
	PRIMARY KEY (dictionary, entry)
);
INSERT INTO mapping.decision VALUES
	('status', '-', '{}', 'means none'),
	('status', 'uchet-odn', '{}', 'a police register'),
	('status', 'vnutrishkolnyy-uchet', '{}', 'a register of the school'),
	('status', 'opekaemyy', '{}', 'a placement, not a category'),
	('status', 'neblagopoluchnaya-semya', '{}', 'says of the family, not of the child'),
	('status', 'narushenie-sluha', '{}', 'a disability; needs are assessed by themselves'),
	('status', 'narushenie-zreniya', '{}', 'a disability; needs are assessed by themselves'),
	('status', 'deti-siroty-opr-i-lica', '{orphan,without_parental_care}', 'either; admitted alike'),
	('status', 'zhertva-zhestokogo-obrashcheniya', '{abuse_victim}', 'given once its effects are assessed'),
	('status', 'napravlen-osobyy-rezhim', '{referred_to_special_organization}', 'one half of the category'),
	('status', 'podozrevaemyy', '{crime_suspect}', 'given once the ruling says that the child cannot stay'),
	('status', 'tzhs', '{disrupted_life_activity}', 'the wording before the Order'),
	('institution', '22', '{special_organization}', 'annex 1, paragraph 3, item 3'),
	('institution', '28', '{other_organization}', 'not a special one; the list of annex 1 is open'),
	('institution', '81', '{special_organization}', 'the official name'),
	('institution', '217', '{}', 'no provider of these services'),
	('basis', '-', '{}', 'means none'),
	('basis', 'reshenie-suda', '{court_act}', 'a court act'),
	('basis', 'postanovlenie-suda', '{court_act}', 'a court act'),
	('basis', 'dogovor-patronat', '{family_care_contract}', 'one basis, three contracts'),
	('basis', 'dogovor-priemnaya-semya', '{family_care_contract}', 'one basis, three contracts'),
	('basis', 'dogovor-ddst', '{family_care_contract}', 'one basis, three contracts'),
	('stay', '-', '{}', 'means none'),
	('stay', 'Круглосуточно', '{round_the_clock}', 'another spelling'),
	('stay', 'круглосуточно', '{round_the_clock}', 'another spelling'),
	('stay', 'Постоянное', '{permanent}', 'another spelling'),
	('stay', 'Постоянное пребывание', '{permanent}', 'another spelling'),
	('stay', 'Временное', '{temporary}', 'another spelling'),
	('stay', 'временное', '{temporary}', 'another spelling'),
	('stay', 'Дневное', '{day}', 'another spelling'),
	('stay', 'дневное', '{day}', 'another spelling'),
	('stay', 'не указано', '{}', 'means none'),
	('service', '103', '{household.equipped_premises}', 'the item in short'),
	('service', '104', '{household.furnished_premises}', 'the item in short'),
	('service', '108', '{household.laundry_and_disinfection}', 'the item in short'),
	('service', '109', '{household.vocational_choice_and_creative_work}', 'the item in short'),
	('service', '112', '{household.self_care_and_home_rehabilitation}', 'the item in short'),
	('service', '113', '{household.education_conditions_and_care}', 'the item in short'),
	('service', '115', '{household.favorable_development_conditions}', 'the item in short'),
	('service', '210', '{medical.prescribed_procedures}', 'the item in short'),
	('service', '211', '{medical.laboratory_sampling}', 'the item in short'),
	('service', '212', '{medical.help_with_catheters_and_devices}', 'the item in short'),
	('service', '213', '{medical.assist_hospitalization_and_escort}', 'the item in short'),
	('service', '217', '{medical.assist_medicines_and_devices}', 'the item in short'),
	('service', '218', '{medical.assist_specialist_consultations}', 'the item in short'),
	('service', '219', '{medical.doctor_home_call_and_escort}', 'the item in short'),
	('service', '309', '{psychological.aid_and_encouragement}', 'the item in short'),
	('service', '311', '{psychological.assist_counseling}', 'the item in short'),
	('service', '405', '{pedagogical.self_care_and_communication_skills}', 'the item in short'),
	('service', '406', '{pedagogical.diagnostics_and_development_assessment}', 'the item in short'),
	('service', '501', '{labor.skills_assessment}', 'the item in short'),
	('service', '701', '{economic.assist_benefits_and_payments}', 'the item in short'),
	('service', '802', '{legal.help_with_documents}', 'the item in short'),
	('service', '803', '{legal.help_filing_complaints}', 'the item in short'),
	('service', '804', '{legal.assist_accountability_for_violence}', 'the item in short'),
	('service', '805', '{legal.assist_family_placement}', 'the item in short'),
	('service', '806', '{legal.help_obtaining_benefits}', 'the item in short'),
	('service', '807', '{legal.counseling_on_family_placement}', 'the item in short'),
	('service', '404', '{pedagogical.assist_obtaining_education}', 'same meaning'),
	('service', '901', '{}', 'means none'),
	('service', '902', '{}', 'no service of the Order');

-- The code that an entry stands for; NULL for none.  An entry that is neither
-- taken as found nor decided is not here, and stays unknown.
CREATE VIEW mapping.mapped AS
	SELECT dictionary, entry, CASE WHEN d.entry IS NULL THEN p.code ELSE code.decided END AS code
	  FROM mapping.proposal AS p
	  LEFT JOIN mapping.decision AS d USING (dictionary, entry)
	  LEFT JOIN unnest(d.codes) AS code (decided) ON true
	 WHERE p.objection IS NULL OR d.entry IS NOT NULL;

INSERT INTO mapping.category
	SELECT entry, code::sss.recipient_category FROM mapping.mapped WHERE dictionary = 'status';
INSERT INTO mapping.basis
	SELECT entry, code::sss.placement_basis FROM mapping.mapped WHERE dictionary = 'basis' AND code IS NOT NULL;
INSERT INTO mapping.provider
	SELECT entry::integer, code::sss.provider_type FROM mapping.mapped WHERE dictionary = 'institution' AND code IS NOT NULL;
INSERT INTO mapping.stay
	SELECT entry, code::sss.stay_mode FROM mapping.mapped WHERE dictionary = 'stay' AND code IS NOT NULL;
INSERT INTO mapping.service
	SELECT entry::bigint, code::sss.service FROM mapping.mapped WHERE dictionary = 'service' AND code IS NOT NULL;
ANALYZE mapping.category, mapping.basis, mapping.provider, mapping.stay, mapping.service;

-- A caption, cut to the length of a line
CREATE FUNCTION mapping.brief(caption text) RETURNS text LANGUAGE sql AS
	$$ SELECT CASE WHEN length(caption) > 32 THEN left(caption, 30) || '..' ELSE caption END $$;

\echo 'Taken as found: 0.90 or more, and one entry for the code.'
\echo
SELECT dictionary, entry, mapping.brief(caption) AS caption, code, round(score::numeric, 2) AS score
  FROM mapping.proposal
 WHERE objection IS NULL AND dictionary <> 'service'
 ORDER BY dictionary, entry;

\echo 'And of the services, the five least certain:'
\echo
SELECT entry, mapping.brief(caption) AS caption, code, round(score::numeric, 2) AS score
  FROM mapping.proposal
 WHERE objection IS NULL AND dictionary = 'service'
 ORDER BY proposal.score, entry LIMIT 5;

\echo 'Not taken, and decided by a person; an entry that is not decided stays unknown:'
\echo
SELECT dictionary, entry, mapping.brief(caption) AS caption, objection AS "not taken",
	   CASE WHEN d.codes = '{}' THEN 'none' ELSE coalesce(array_to_string(d.codes, ', '), 'undecided') END AS decided,
	   d.because
  FROM mapping.proposal AS p
  LEFT JOIN mapping.decision AS d USING (dictionary, entry)
 WHERE p.objection IS NOT NULL
 ORDER BY dictionary, entry;

SELECT dictionary, count(*) AS entries,
	   count(*) FILTER (WHERE d.entry IS NULL AND p.objection IS NULL) AS "as found",
	   count(*) FILTER (WHERE d.codes <> '{}') AS decided,
	   count(*) FILTER (WHERE d.codes = '{}') AS none,
	   count(*) FILTER (WHERE d.entry IS NULL AND p.objection IS NOT NULL) AS undecided
  FROM mapping.proposal AS p
  LEFT JOIN mapping.decision AS d USING (dictionary, entry)
 GROUP BY dictionary ORDER BY dictionary;
