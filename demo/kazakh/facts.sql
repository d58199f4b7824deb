-- Mapping tables and facts views, in two schemas of our own: the extension reads
-- the application's tables through them.  No table of the application is altered.

CREATE SCHEMA mapping;
CREATE SCHEMA facts;
COMMENT ON SCHEMA mapping IS 'the codes of the order that the entries of the dictionaries stand for';
COMMENT ON SCHEMA facts IS 'the views that the rules of special_social_services read';

-- Mapped by name, if the dictionary has one.  Ids that share a name are then one
-- entry, and a new name is a change of facts, which is checked.
CREATE TABLE mapping.category (
	name text NOT NULL,
	category sss.recipient_category,
	UNIQUE (name, category)
);
COMMENT ON TABLE mapping.category IS 'a social status: a row for each category it stands for, one with NULL where it stands for none, no row where nobody has decided';
COMMENT ON COLUMN mapping.category.name IS 'handbook.person_social_status.name without the blanks that pad it';
COMMENT ON COLUMN mapping.category.category IS 'NULL: the status says nothing of a category';

CREATE TABLE mapping.basis (
	name text PRIMARY KEY,
	basis sss.placement_basis NOT NULL
);
COMMENT ON TABLE mapping.basis IS 'a paper on which a child is admitted';
COMMENT ON COLUMN mapping.basis.name IS 'handbook.placement_basis.name without the blanks that pad it';
COMMENT ON COLUMN mapping.basis.basis IS 'the basis it is; papers that the order does not name are other_document';

CREATE TABLE mapping.provider (
	type_id integer PRIMARY KEY,
	provider sss.provider_type NOT NULL
);
COMMENT ON TABLE mapping.provider IS 'a type of institution that provides special social services';
COMMENT ON COLUMN mapping.provider.type_id IS 'organization.institution_type.id';
COMMENT ON COLUMN mapping.provider.provider IS 'the provider it is';

CREATE TABLE mapping.stay (
	word text PRIMARY KEY,
	stay sss.stay_mode NOT NULL
);
COMMENT ON TABLE mapping.stay IS 'a word for the mode of stay';
COMMENT ON COLUMN mapping.stay.word IS 'link.person_institution_link."position" without blanks around it, each spelling by itself';
COMMENT ON COLUMN mapping.stay.stay IS 'the mode of stay it is';

CREATE TABLE mapping.service (
	service_id bigint PRIMARY KEY,
	service sss.service NOT NULL
);
COMMENT ON TABLE mapping.service IS 'a service of the order';
COMMENT ON COLUMN mapping.service.service_id IS 'handbook.service.id';
COMMENT ON COLUMN mapping.service.service IS 'the service it is';

-- The document on which a child was placed: the latest of those in force when the
-- placement began.
CREATE VIEW facts.paper AS
	SELECT l.id AS placement_id, d.placement_basis_id
	  FROM link.person_institution_link AS l,
		   LATERAL (SELECT b.placement_basis_id
					  FROM link.person_placement_basis_link AS b
					 WHERE b.person_id = l.person_id AND b.is_deleted IS NOT TRUE
					   AND b.from_ts <= l.from_ts AND (b.to_ts > l.from_ts) IS NOT FALSE
					 ORDER BY b.from_ts DESC, b.id DESC LIMIT 1) AS d;
COMMENT ON VIEW facts.paper IS 'the paper on which a child was placed: of those in force when the placement began the latest; no row where there is none';
COMMENT ON COLUMN facts.paper.placement_id IS 'link.person_institution_link.id';
COMMENT ON COLUMN facts.paper.placement_basis_id IS 'handbook.placement_basis.id';

-- A placement.  Besides the facts it has its key, and the columns through which other
-- tables lead to it.  Sessions that change facts of one child wait for each other by
-- person_id, through which all tables of daily work come; the condition that it is not
-- NULL makes that possible, as the table does not declare it.  A status that stands for
-- no category is left out, unless the child has no other.  If an entry may be unmapped,
-- a LEFT JOIN makes its fact NULL, which is unknown.
CREATE VIEW facts.placement AS
	SELECT l.person_id, l.id, l.institution_id, i.type_id, btrim(l."position") AS stay_word,
		   s.status_id, s.status_name, p.placement_basis_id, rtrim(h.name) AS basis_name,
		   s.category, b.basis, t.provider, m.stay, l.from_ts::date AS on_date
	  FROM link.person_institution_link AS l
	  LEFT JOIN organization.institution AS i ON i.id = l.institution_id
	  LEFT JOIN mapping.provider AS t ON t.type_id = i.type_id
	  LEFT JOIN mapping.stay AS m ON m.word = btrim(l."position")
	  LEFT JOIN (SELECT sl.person_id, h.id AS status_id, rtrim(h.name) AS status_name, c.category
				   FROM link.person_social_status_link AS sl
				   JOIN handbook.person_social_status AS h ON h.id = sl.social_status_id
				   LEFT JOIN mapping.category AS c ON c.name = rtrim(h.name)
				  WHERE sl.is_deleted IS NOT TRUE AND (c.name IS NULL OR c.category IS NOT NULL)) AS s
			 ON s.person_id = l.person_id
	  LEFT JOIN facts.paper AS p ON p.placement_id = l.id
	  LEFT JOIN handbook.placement_basis AS h ON h.id = p.placement_basis_id
	  LEFT JOIN mapping.basis AS b ON b.name = rtrim(h.name)
	 WHERE l.person_type = 'child' AND l.is_deleted IS NOT TRUE AND l.person_id IS NOT NULL;
COMMENT ON VIEW facts.placement IS 'a child in an institution, in the codes of the order: a row for each category, one with NULL where none is known';
COMMENT ON COLUMN facts.placement.person_id IS 'person.person.id';
COMMENT ON COLUMN facts.placement.id IS 'link.person_institution_link.id';
COMMENT ON COLUMN facts.placement.institution_id IS 'organization.institution.id';
COMMENT ON COLUMN facts.placement.type_id IS 'organization.institution_type.id';
COMMENT ON COLUMN facts.placement.stay_word IS 'mapping.stay.word, mapped or not; NULL: none';
COMMENT ON COLUMN facts.placement.status_id IS 'handbook.person_social_status.id; NULL: no status that counts';
COMMENT ON COLUMN facts.placement.status_name IS 'mapping.category.name, mapped or not; NULL: no status that counts';
COMMENT ON COLUMN facts.placement.placement_basis_id IS 'handbook.placement_basis.id; NULL: no paper';
COMMENT ON COLUMN facts.placement.basis_name IS 'mapping.basis.name, mapped or not; NULL: no paper';
COMMENT ON COLUMN facts.placement.category IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.basis IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.provider IS 'NULL: unknown';
COMMENT ON COLUMN facts.placement.stay IS 'NULL: not checked';
COMMENT ON COLUMN facts.placement.on_date IS 'the day on which the placement began; NULL: unknown';

-- A service, and the provider with whom the child was placed.  Sessions wait for each
-- other by the placement.
CREATE VIEW facts.service AS
	SELECT g.person_institution_id, g.id, l.institution_id, i.type_id, g.service_id,
		   s.service, t.provider, g.given_ts::date AS on_date
	  FROM link.person_service_link AS g
	  LEFT JOIN mapping.service AS s ON s.service_id = g.service_id
	  LEFT JOIN link.person_institution_link AS l ON l.id = g.person_institution_id
	  LEFT JOIN organization.institution AS i ON i.id = l.institution_id
	  LEFT JOIN mapping.provider AS t ON t.type_id = i.type_id
	 WHERE g.is_deleted IS NOT TRUE AND g.person_institution_id IS NOT NULL;
COMMENT ON VIEW facts.service IS 'a service given to a child in an institution, in the codes of the order; one without a placement is none';
COMMENT ON COLUMN facts.service.person_institution_id IS 'link.person_institution_link.id';
COMMENT ON COLUMN facts.service.id IS 'link.person_service_link.id';
COMMENT ON COLUMN facts.service.institution_id IS 'organization.institution.id';
COMMENT ON COLUMN facts.service.type_id IS 'organization.institution_type.id';
COMMENT ON COLUMN facts.service.service_id IS 'handbook.service.id';
COMMENT ON COLUMN facts.service.service IS 'NULL: unknown';
COMMENT ON COLUMN facts.service.provider IS 'NULL: unknown';
COMMENT ON COLUMN facts.service.on_date IS 'the day on which the service was given; NULL: unknown';
