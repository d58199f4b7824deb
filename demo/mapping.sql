-- The extension, and the dictionaries mapped to its codes

\echo
\echo '== 3. The dictionaries, mapped by sss.find() and reviewed'
\echo

CREATE EXTENSION special_social_services;
CREATE SCHEMA mapping;

-- Every entry of the dictionaries, and the type that its ids stand for
CREATE VIEW mapping.entry AS
	SELECT 'status' AS dictionary, id, 'recipient_category' AS type,
		   caption ->> 'ru' AS ru, caption ->> 'kk' AS kk
	  FROM handbook.person_social_status
	UNION ALL
	SELECT 'institution', id, 'provider_type', caption ->> 'ru', caption ->> 'kz'
	  FROM organization.institution_type
	UNION ALL
	SELECT 'basis', id, 'placement_basis', caption ->> 'ru', caption ->> 'kk'
	  FROM handbook.placement_basis
	UNION ALL
	SELECT 'stay', id, 'stay_mode', caption ->> 'ru', caption ->> 'kk'
	  FROM handbook.stay
	UNION ALL
	SELECT 'service', id, 'service', name, NULL
	  FROM handbook.service;

-- What sss.find() answers, and why an answer is not taken without a person
CREATE TABLE mapping.proposal AS
	WITH answer AS (
		SELECT e.dictionary, e.id, f.type, f.code, max(f.score) AS score, f.type = e.type AS fits
		  FROM mapping.entry AS e
		 CROSS JOIN LATERAL (VALUES ('ru', e.ru), ('kk', e.kk)) AS c (language, caption)
		 CROSS JOIN LATERAL sss.find(c.caption, c.language) AS f
		 GROUP BY e.dictionary, e.id, e.type, f.type, f.code
	), best AS (
		SELECT DISTINCT ON (dictionary, id) *
		  FROM answer ORDER BY dictionary, id, score DESC, fits DESC, code
	), fitting AS (
		SELECT *, row_number() OVER entry AS place, score - lead(score) OVER entry AS ahead
		  FROM answer WHERE fits
		WINDOW entry AS (PARTITION BY dictionary, id ORDER BY score DESC, code)
	), judged AS (
		SELECT e.dictionary, e.id, coalesce(e.ru, e.kk) AS caption, f.code, f.score,
			   b.code AS nearest, b.score AS nearest_score,
			   CASE WHEN b.code IS NULL THEN 'resembles nothing'
					WHEN NOT b.fits THEN 'is a ' || b.type
					WHEN f.score < 0.6 THEN 'below 0.60'
					WHEN f.ahead < 0.1 THEN format('only %s ahead of another', round(f.ahead::numeric, 2))
			   END AS objection
		  FROM mapping.entry AS e
		  LEFT JOIN best AS b USING (dictionary, id)
		  LEFT JOIN fitting AS f ON (f.dictionary, f.id, f.place) = (e.dictionary, e.id, 1)
	), claim AS (
		SELECT dictionary, code, 'claimed by ' || string_agg(id::text, ', ' ORDER BY id) AS objection
		  FROM judged WHERE objection IS NULL
		 GROUP BY dictionary, code HAVING count(*) > 1
	)
	SELECT j.dictionary, j.id, j.caption, j.code, j.score, j.nearest, j.nearest_score,
		   coalesce(j.objection, c.objection) AS objection
	  FROM judged AS j
	  LEFT JOIN claim AS c ON j.objection IS NULL AND (c.dictionary, c.code) = (j.dictionary, j.code);

-- What a person decides about the rest; no code: none of the Order's
CREATE TABLE mapping.decision (
	dictionary text,
	id integer,
	code text,
	because text NOT NULL,
	PRIMARY KEY (dictionary, id)
);
INSERT INTO mapping.decision VALUES
	('status', 10, NULL, 'a police register'),
	('status', 11, NULL, 'a register of the school'),
	('status', 12, NULL, 'a placement, not a category'),
	('status', 13, NULL, 'says of the family, not of the child'),
	('status', 16, NULL, 'a disability; needs are assessed by themselves'),
	('status', 17, NULL, 'a disability; needs are assessed by themselves'),
	('status', 32, NULL, 'means none'),
	('status', 33, 'orphan', 'one category, two ids'),
	('status', 39, NULL, 'means none'),
	('status', 40, 'orphan', 'one category, two ids'),
	('status', 48, NULL, 'two categories and adults in one id'),
	('status', 101, 'without_parental_care', 'id 48 is more than this'),
	('status', 102, 'neglected_or_homeless', 'same meaning'),
	('status', 106, 'abuse_victim', 'given only once the effects of the abuse are assessed'),
	('status', 109, 'disrupted_life_activity', 'the wording before the Order'),
	('institution', 22, 'special_organization', 'annex 1, paragraph 3, item 3'),
	('institution', 28, 'other_organization', 'not a special one; the list of annex 1 is open'),
	('institution', 85, 'special_boarding_school', 'the special one'),
	('institution', 205, 'special_educational_needs_support_center', 'the abbreviation is known'),
	('institution', 208, 'other_organization', 'the list of annex 1 is open'),
	('institution', 209, 'other_center', 'the list of annex 2 is open'),
	('institution', 213, 'patronage_caregiver', 'the person in that family'),
	('institution', 215, 'family_type_home_educator', 'a home, not a village'),
	('institution', 216, 'other_family', 'a form that the Order does not name'),
	('institution', 217, NULL, 'no provider of these services'),
	('basis', 1, 'local_executive_decision', 'the akimat is that body'),
	('basis', 4, 'court_act', 'a court act'),
	('basis', 5, 'court_act', 'a court act'),
	('basis', 8, 'family_care_contract', 'one basis, three contracts'),
	('basis', 9, 'family_care_contract', 'one basis, three contracts'),
	('basis', 10, 'family_care_contract', 'one basis, three contracts'),
	('basis', 11, 'other_document', 'parents are not who delivered the child'),
	('basis', 12, NULL, 'means none'),
	('stay', 5, NULL, 'means none'),
	('service', 110, 'household.transport', 'same meaning'),
	('service', 201, 'medical.health_and_social_examination', 'same meaning'),
	('service', 205, 'medical.consultative_aid', 'same meaning'),
	('service', 214, 'medical.pre_physician_aid', 'same meaning'),
	('service', 404, 'pedagogical.assist_obtaining_education', 'same meaning'),
	('service', 602, 'cultural.clubs_and_hobby_groups', 'same meaning'),
	('service', 901, NULL, 'means none'),
	('service', 902, NULL, 'no service of the Order'),
	('service', 903, NULL, 'legal.counseling_ of which kind?');

CREATE VIEW mapping.mapped AS
	SELECT p.dictionary, p.id,
		   CASE WHEN d.id IS NOT NULL THEN d.code
				WHEN p.objection IS NULL THEN p.code END AS code
	  FROM mapping.proposal AS p
	  LEFT JOIN mapping.decision AS d USING (dictionary, id);

CREATE TABLE mapping.category AS
	SELECT id, code::sss.recipient_category AS category FROM mapping.mapped
	 WHERE dictionary = 'status' AND code IS NOT NULL;
CREATE TABLE mapping.provider AS
	SELECT id, code::sss.provider_type AS provider FROM mapping.mapped
	 WHERE dictionary = 'institution' AND code IS NOT NULL;
CREATE TABLE mapping.basis AS
	SELECT id, code::sss.placement_basis AS basis FROM mapping.mapped
	 WHERE dictionary = 'basis' AND code IS NOT NULL;
CREATE TABLE mapping.stay AS
	SELECT id, code::sss.stay_mode AS stay FROM mapping.mapped
	 WHERE dictionary = 'stay' AND code IS NOT NULL;
CREATE TABLE mapping.service AS
	SELECT id, code::sss.service AS service FROM mapping.mapped
	 WHERE dictionary = 'service' AND code IS NOT NULL;

-- A caption cut to what a line holds
CREATE FUNCTION mapping.brief(caption text) RETURNS text LANGUAGE sql AS
	$$ SELECT CASE WHEN length(caption) > 32 THEN left(caption, 30) || '..' ELSE caption END $$;

\echo 'Taken as found: 0.60 or more, 0.10 ahead of any other code, and one id for the code.'
\echo
SELECT dictionary, id, mapping.brief(caption) AS caption, code, round(score::numeric, 2) AS score
  FROM mapping.proposal
 WHERE objection IS NULL AND dictionary <> 'service'
 ORDER BY dictionary, id;

\echo 'And of the services, the five least certain:'
\echo
SELECT id, mapping.brief(caption) AS caption, code, round(score::numeric, 2) AS score
  FROM mapping.proposal
 WHERE objection IS NULL AND dictionary = 'service'
 ORDER BY proposal.score, id LIMIT 5;

\echo 'Not taken, and why:'
\echo
SELECT dictionary, id, mapping.brief(caption) AS caption, nearest AS "nearest code",
	   round(nearest_score::numeric, 2) AS score, objection AS "not taken"
  FROM mapping.proposal
 WHERE objection IS NOT NULL
 ORDER BY dictionary, id;

\echo 'What a person decided about these; no code means that the entry stays unmapped:'
\echo
SELECT dictionary, id, coalesce(d.code, '-') AS decided, d.because
  FROM mapping.proposal AS p
  LEFT JOIN mapping.decision AS d USING (dictionary, id)
 WHERE p.objection IS NOT NULL
 ORDER BY dictionary, id;

SELECT dictionary, count(*) AS entries,
	   count(m.code) FILTER (WHERE d.id IS NULL) AS "as found",
	   count(d.code) AS decided, count(*) - count(m.code) AS unmapped
  FROM mapping.mapped AS m
  LEFT JOIN mapping.decision AS d USING (dictionary, id)
 GROUP BY dictionary ORDER BY dictionary;
