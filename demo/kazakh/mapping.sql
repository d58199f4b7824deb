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
		SELECT e.dictionary, e.entry, f.type, f.code, max(f.score) AS score, f.type = e.type AS fits
		  FROM mapping.entry AS e
		 CROSS JOIN LATERAL (VALUES ('ru', e.ru), ('kk', e.kk)) AS c (language, caption)
		 CROSS JOIN LATERAL sss.find(c.caption, c.language) AS f
		 GROUP BY e.dictionary, e.entry, e.type, f.type, f.code
	), best AS (
		SELECT DISTINCT ON (dictionary, entry) *
		  FROM answer ORDER BY dictionary, entry, score DESC, fits DESC, code
	), fitting AS (
		SELECT *, row_number() OVER entry AS place, score - lead(score) OVER entry AS ahead
		  FROM answer WHERE fits
		WINDOW entry AS (PARTITION BY dictionary, entry ORDER BY score DESC, code)
	), judged AS (
		SELECT e.dictionary, e.entry, coalesce(e.ru, e.kk) AS caption, f.code, f.score,
			   b.code AS nearest, b.score AS nearest_score,
			   CASE WHEN b.code IS NULL THEN 'resembles nothing'
					WHEN NOT b.fits THEN 'is a ' || b.type
					WHEN f.score < 0.6 THEN 'below 0.60'
					WHEN f.ahead < 0.1 THEN format('only %s ahead of another', round(f.ahead::numeric, 2))
			   END AS objection
		  FROM mapping.entry AS e
		  LEFT JOIN best AS b USING (dictionary, entry)
		  LEFT JOIN fitting AS f ON (f.dictionary, f.entry, f.place) = (e.dictionary, e.entry, 1)
	), claim AS (
		SELECT dictionary, code, count(*) || ' entries claim it' AS objection
		  FROM judged WHERE objection IS NULL
		 GROUP BY dictionary, code HAVING count(*) > 1
	)
	SELECT j.dictionary, j.entry, j.caption, j.code, j.score, j.nearest, j.nearest_score,
		   coalesce(j.objection, c.objection) AS objection
	  FROM judged AS j
	  LEFT JOIN claim AS c ON j.objection IS NULL AND (c.dictionary, c.code) = (j.dictionary, j.code);

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
	('status', 'bez-popecheniya', '{without_parental_care}', 'the other is more than this'),
	('status', 'beznadzornyy', '{neglected_or_homeless}', 'same meaning'),
	('status', 'zhertva-zhestokogo-obrashcheniya', '{abuse_victim}', 'given once its effects are assessed'),
	('status', 'tzhs', '{disrupted_life_activity}', 'the wording before the Order'),
	('institution', '22', '{special_organization}', 'annex 1, paragraph 3, item 3'),
	('institution', '28', '{other_organization}', 'not a special one; the list of annex 1 is open'),
	('institution', '85', '{special_boarding_school}', 'the special one'),
	('institution', '205', '{special_educational_needs_support_center}', 'the abbreviation is known'),
	('institution', '208', '{other_organization}', 'the list of annex 1 is open'),
	('institution', '209', '{other_center}', 'the list of annex 2 is open'),
	('institution', '213', '{patronage_caregiver}', 'the person in that family'),
	('institution', '215', '{family_type_home_educator}', 'a home, not a village'),
	('institution', '216', '{other_family}', 'a form that the Order does not name'),
	('institution', '217', '{}', 'no provider of these services'),
	('basis', '-', '{}', 'means none'),
	('basis', 'reshenie-akimata', '{local_executive_decision}', 'the akimat is that body'),
	('basis', 'reshenie-suda', '{court_act}', 'a court act'),
	('basis', 'postanovlenie-suda', '{court_act}', 'a court act'),
	('basis', 'dogovor-patronat', '{family_care_contract}', 'one basis, three contracts'),
	('basis', 'dogovor-priemnaya-semya', '{family_care_contract}', 'one basis, three contracts'),
	('basis', 'dogovor-ddst', '{family_care_contract}', 'one basis, three contracts'),
	('basis', 'zayavlenie-roditeley', '{other_document}', 'parents did not deliver the child'),
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
	('service', '110', '{household.transport}', 'same meaning'),
	('service', '201', '{medical.health_and_social_examination}', 'same meaning'),
	('service', '205', '{medical.consultative_aid}', 'same meaning'),
	('service', '214', '{medical.pre_physician_aid}', 'same meaning'),
	('service', '404', '{pedagogical.assist_obtaining_education}', 'same meaning'),
	('service', '602', '{cultural.clubs_and_hobby_groups}', 'same meaning'),
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

\echo 'Taken as found: 0.60 or more, 0.10 ahead of any other code, and one entry for the code.'
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
