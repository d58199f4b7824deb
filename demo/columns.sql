-- Columns of the extension's types in the demonstration's own tables, filled
-- through the mapping

\echo
\echo '== 5. Typed columns, filled through the mapping'
\echo
\echo 'Triggers of the database''s own translate the ids that the application writes.  They'
\echo 'read a child''s statuses when its placement is written, and see no later change.'
\echo

ALTER TABLE organization.placement
	ADD category sss.recipient_category[],
	ADD basis sss.placement_basis,
	ADD provider sss.provider_type,
	ADD stay sss.stay_mode,
	ADD since date;
ALTER TABLE organization.service_given
	ADD service sss.service,
	ADD provider sss.provider_type;

-- A child in an institution, in the Order's codes.  What is unmapped, or of a
-- status that was deleted softly, is NULL, which is unknown.
CREATE VIEW mapping.child AS
	SELECT l.id AS link_id, l.from_ts::date AS since, p.provider,
		   (SELECT array_agg(DISTINCT c.category)
			  FROM link.person_social_status_link AS s
			  JOIN mapping.category AS c ON c.id = s.social_status_id
			 WHERE s.person_id = l.person_id AND NOT s.is_deleted) AS category
	  FROM link.person_institution_link AS l
	  JOIN organization.institution AS i ON i.id = l.institution_id
	  LEFT JOIN mapping.provider AS p ON p.id = i.type_id;

UPDATE organization.placement AS p
   SET (category, provider, since) = (c.category, c.provider, c.since),
	   basis = (SELECT b.basis FROM mapping.basis AS b WHERE b.id = p.basis_id),
	   stay = (SELECT s.stay FROM mapping.stay AS s WHERE s.id = p.stay_id)
  FROM mapping.child AS c
 WHERE c.link_id = p.link_id;
UPDATE organization.service_given AS g
   SET service = (SELECT s.service FROM mapping.service AS s WHERE s.id = g.service_id),
	   provider = p.provider
  FROM organization.placement AS p
 WHERE p.id = g.placement_id;

-- The application goes on writing ids: these triggers translate them
CREATE FUNCTION mapping.fill_placement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT c.category, c.provider, c.since INTO NEW.category, NEW.provider, NEW.since
	  FROM mapping.child AS c WHERE c.link_id = NEW.link_id;
	NEW.basis := (SELECT b.basis FROM mapping.basis AS b WHERE b.id = NEW.basis_id);
	NEW.stay := (SELECT s.stay FROM mapping.stay AS s WHERE s.id = NEW.stay_id);
	RETURN NEW;
END
$$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE OF link_id, basis_id, stay_id
	ON organization.placement FOR EACH ROW EXECUTE FUNCTION mapping.fill_placement();
CREATE FUNCTION mapping.fill_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.service := (SELECT s.service FROM mapping.service AS s WHERE s.id = NEW.service_id);
	NEW.provider := (SELECT p.provider FROM organization.placement AS p WHERE p.id = NEW.placement_id);
	RETURN NEW;
END
$$;
CREATE TRIGGER fill BEFORE INSERT OR UPDATE OF placement_id, service_id
	ON organization.service_given FOR EACH ROW EXECUTE FUNCTION mapping.fill_service();

VACUUM ANALYZE organization.placement, organization.service_given;

\echo 'What stays NULL, and so unknown (a stay that is not known is not judged):'
\echo
SELECT 'placement' AS table, count(*) AS rows,
	   count(*) - count(category) AS category, count(*) - count(basis) AS basis,
	   count(*) - count(provider) AS provider, count(*) - count(stay) AS stay,
	   NULL AS service, count(*) - count(since) AS date
  FROM organization.placement
UNION ALL
SELECT 'service_given', count(*), NULL, NULL, count(*) - count(provider), NULL,
	   count(*) - count(service), count(*) - count(given_on)
  FROM organization.service_given;
