-- Mapping tables and facts views over the documents, in two schemas of our own

CREATE SCHEMA mapping;
CREATE SCHEMA facts;
COMMENT ON SCHEMA mapping IS 'the codes of the order that the values of the lookups stand for';
COMMENT ON SCHEMA facts IS 'the views that the rules of special_social_services read';

CREATE TABLE mapping.concern (
	concern text NOT NULL,
	category sss.recipient_category,
	UNIQUE (concern, category)
);
COMMENT ON TABLE mapping.concern IS 'a protection concern: a row for each category it stands for, one with NULL where it stands for none, no row where nobody has decided';
COMMENT ON COLUMN mapping.concern.concern IS 'an element of protection_concerns in small letters, also a misspelt one';
COMMENT ON COLUMN mapping.concern.category IS 'NULL: the concern says nothing of a category';

CREATE TABLE mapping.care (
	care_type text,
	agency text DEFAULT '',
	provider sss.provider_type NOT NULL,
	PRIMARY KEY (care_type, agency)
);
COMMENT ON TABLE mapping.care IS 'the provider''s type: residential care is of several types, known by the agency';
COMMENT ON COLUMN mapping.care.care_type IS 'care_arrangements_type of a care arrangement';
COMMENT ON COLUMN mapping.care.agency IS 'its care_agency_name; empty: none is given';
COMMENT ON COLUMN mapping.care.provider IS 'the provider it is';

CREATE TABLE mapping.document (
	document text PRIMARY KEY,
	basis sss.placement_basis NOT NULL
);
COMMENT ON TABLE mapping.document IS 'a paper on which a child is admitted';
COMMENT ON COLUMN mapping.document.document IS 'care_arrangement_document of a care arrangement';
COMMENT ON COLUMN mapping.document.basis IS 'the basis it is; papers that the order does not name are other_document';

CREATE TABLE mapping.service (
	service_type text PRIMARY KEY,
	service sss.service NOT NULL
);
COMMENT ON TABLE mapping.service IS 'a service of the order';
COMMENT ON COLUMN mapping.service.service_type IS 'service_type of a service in a document, service of a transition';
COMMENT ON COLUMN mapping.service.service IS 'the service it is';

-- The elements of an array in a document; none if it holds no array.  No value
-- that an application wrote may make a view fail.
CREATE FUNCTION facts.elements(document jsonb, field text) RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE AS
	$$ SELECT pg_catalog.jsonb_array_elements(CASE pg_catalog.jsonb_typeof(document OPERATOR(pg_catalog.->) field)
											   WHEN 'array' THEN document OPERATOR(pg_catalog.->) field ELSE '[]' END) $$;
COMMENT ON FUNCTION facts.elements(jsonb, text) IS 'the elements of an array in a document; none where the field is no array';

-- The id in a text; NULL if the text is no id
CREATE FUNCTION facts.id(reference text) RETURNS uuid LANGUAGE sql IMMUTABLE AS
	$$ SELECT CASE WHEN reference OPERATOR(pg_catalog.~) '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
				   THEN reference::pg_catalog.uuid END $$;
COMMENT ON FUNCTION facts.id(text) IS 'the id of a case in a text; NULL where it holds none';

-- The provider who cares for a child, since when, and on what document.
-- no_care_arrangement is an element as well: from then on the child has none.
CREATE VIEW facts.care AS
	SELECT c.id, e ->> 'care_arrangements_type' AS care_type, coalesce(e ->> 'care_agency_name', '') AS agency,
		   e ->> 'care_arrangement_document' AS document,
		   sss.try_date(left(e ->> 'care_arrangement_started_date', 10)) AS started
	  FROM cases AS c, facts.elements(c.data, 'care_arrangements_section') AS e;
COMMENT ON VIEW facts.care IS 'the care arrangements of the cases';
COMMENT ON COLUMN facts.care.id IS 'cases.id';
COMMENT ON COLUMN facts.care.care_type IS 'mapping.care.care_type, mapped or not';
COMMENT ON COLUMN facts.care.agency IS 'mapping.care.agency, mapped or not; empty: none is given';
COMMENT ON COLUMN facts.care.document IS 'mapping.document.document, mapped or not; NULL: none is given';
COMMENT ON COLUMN facts.care.started IS 'NULL where it is no date, such as 2024-02-30';

-- The placement: the care arrangement with the latest date; one without a date is
-- the last choice.  The view has a row for each concern that stands for a category.
CREATE VIEW facts.placement AS
	SELECT c.id, p.concern, a.care_type, a.agency, a.document,
		   p.category, b.basis, m.provider, a.started AS on_date
	  FROM cases AS c
	 CROSS JOIN LATERAL (SELECT * FROM facts.care AS a
						  WHERE a.id = c.id ORDER BY a.started DESC NULLS LAST LIMIT 1) AS a
	  LEFT JOIN mapping.care AS m ON (m.care_type, m.agency) = (a.care_type, a.agency)
	  LEFT JOIN mapping.document AS b ON b.document = a.document
	  LEFT JOIN LATERAL (SELECT k.concern, m.category
						   FROM (SELECT lower(e #>> '{}') AS concern
								   FROM facts.elements(c.data, 'protection_concerns') AS e) AS k
						   LEFT JOIN mapping.concern AS m ON m.concern = k.concern
						  WHERE m.concern IS NULL OR m.category IS NOT NULL) AS p ON true
	 WHERE a.care_type IS DISTINCT FROM 'no_care_arrangement';
COMMENT ON VIEW facts.placement IS 'a child in care, in the codes of the order: a row for each category, one with NULL where none is known';
COMMENT ON COLUMN facts.placement.id IS 'cases.id';
COMMENT ON COLUMN facts.placement.concern IS 'mapping.concern.concern, mapped or not; NULL: none that counts';
COMMENT ON COLUMN facts.placement.care_type IS 'mapping.care.care_type, mapped or not';
COMMENT ON COLUMN facts.placement.agency IS 'mapping.care.agency, mapped or not; empty: none is given';
COMMENT ON COLUMN facts.placement.document IS 'mapping.document.document, mapped or not; NULL: none is given';
COMMENT ON COLUMN facts.placement.category IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.basis IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.provider IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.on_date IS 'the day on which the arrangement began; NULL: unknown';

-- Services that were given: those in the documents, and those that another
-- agency gave on a referral.  A referral names its case by the text of its id.
-- The join states this in both directions, so that an index serves from either
-- side.
CREATE VIEW facts.given AS
	SELECT c.id, NULL::varchar AS record_id, e ->> 'unique_id' AS element, e ->> 'service_type' AS service_type,
		   sss.try_date(left(e ->> 'service_implemented_day_time', 10)) AS given
	  FROM cases AS c, facts.elements(c.data, 'services_section') AS e
	 WHERE e ->> 'service_implemented' = 'implemented'
	 UNION ALL
	SELECT c.id, t.record_id, t.id::text, t.service, t.responded_at::date
	  FROM cases AS c, transitions AS t
	 WHERE c.id = facts.id(t.record_id) AND t.record_id = c.id::text
	   AND t.record_type = 'Child' AND t.type = 'Referral' AND t.status = 'done';
COMMENT ON VIEW facts.given IS 'services that were given';
COMMENT ON COLUMN facts.given.id IS 'cases.id';
COMMENT ON COLUMN facts.given.record_id IS 'transitions.record_id; NULL: the service stands in the document';
COMMENT ON COLUMN facts.given.element IS 'unique_id of the element, or transitions.id';
COMMENT ON COLUMN facts.given.service_type IS 'mapping.service.service_type, mapped or not';
COMMENT ON COLUMN facts.given.given IS 'the day; NULL: unknown';

-- The provider is that of the arrangement in force on that day
CREATE VIEW facts.service AS
	SELECT g.id, g.record_id, g.element, g.service_type, a.care_type, a.agency,
		   s.service, m.provider, g.given AS on_date
	  FROM facts.given AS g
	  LEFT JOIN mapping.service AS s ON s.service_type = g.service_type
	  LEFT JOIN LATERAL (SELECT * FROM facts.care AS a
						  WHERE a.id = g.id AND a.started <= g.given ORDER BY a.started DESC LIMIT 1) AS a ON true
	  LEFT JOIN mapping.care AS m ON (m.care_type, m.agency) = (a.care_type, a.agency);
COMMENT ON VIEW facts.service IS 'services that were given, in the codes of the order';
COMMENT ON COLUMN facts.service.id IS 'cases.id';
COMMENT ON COLUMN facts.service.record_id IS 'transitions.record_id; NULL: the service stands in the document';
COMMENT ON COLUMN facts.service.element IS 'unique_id of the element, or transitions.id';
COMMENT ON COLUMN facts.service.service_type IS 'mapping.service.service_type, mapped or not';
COMMENT ON COLUMN facts.service.care_type IS 'of the care arrangement in force on that day; NULL: none';
COMMENT ON COLUMN facts.service.agency IS 'of the care arrangement in force on that day; NULL: none';
COMMENT ON COLUMN facts.service.service IS 'NULL: unknown';
COMMENT ON COLUMN facts.service.provider IS 'NULL: unknown';
COMMENT ON COLUMN facts.service.on_date IS 'the day on which it was given; NULL: unknown';
