--
-- The next step of special_social_services_wizard.sql, a script for psql.  What was done is read from the database itself:
-- mapping tables, the view, what is attached.
--
CREATE FUNCTION sss_internal.wizard_step(rule text, cases regclass, schemas name[], view text, skipped text[],
	OUT step text, OUT subject text, OUT caption text, OUT of_type text, OUT key_column text, OUT mapping text, OUT about text)
RETURNS record VOLATILE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $step$
DECLARE
	facts CONSTANT regclass := to_regclass((SELECT string_agg(quote_ident(p), '.' ORDER BY n) FROM unnest(parse_ident(view)) WITH ORDINALITY AS u (p, n)));
	places jsonb;
	p record;
BEGIN
	IF NOT EXISTS (SELECT FROM sss.rules AS r WHERE r.rule = $1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('unrecognized rule "%s"', rule), HINT = 'See view sss.rules for the rules.';
	END IF;
	places := (SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]')
				 FROM (SELECT f.role, f.type, f.relation::bigint, f.attribute, f.entry, f.mapping::bigint, f.dictionary, f.score, f.given FROM sss_internal.fact_columns($1, NULL, $3) AS f) AS f);
	BEGIN
		cases := coalesce(cases, sss_internal.table_of_cases(rule, places));
	EXCEPTION WHEN indeterminate_datatype THEN
		step := 'cases';
		GET STACKED DIAGNOSTICS about = PG_EXCEPTION_DETAIL;
		RETURN;
	END;
	-- Any role that may create a schema can have made the view, and a view's owner says what the facts are.
	IF facts IS NOT NULL AND NOT (SELECT pg_get_userbyid(v.relowner) = current_user OR pg_has_role(v.relowner, c.relowner, 'MEMBER') FROM pg_class AS v, pg_class AS c WHERE v.oid = facts AND c.oid = cases) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('relation "%s" belongs to role "%s"', facts, (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = facts)),
			DETAIL = 'That role is neither you nor a member of the role that owns the table of the cases.', HINT = 'Rename the relation, or let the owner of the tables own it.';
	END IF;
	FOR p IN
		SELECT f.role, (f.place ->> 'relation')::oid::regclass AS relation, f.place ->> 'attribute' AS attribute, f.place ->> 'type' AS type, f.place ->> 'entry' AS entry,
			   (f.place ->> 'mapping')::oid::regclass AS mapped, (f.place ->> 'dictionary')::boolean AS dictionary
		  FROM sss_internal.fact_places(cases, places) AS f
		  JOIN pg_attribute AS a ON a.attrelid = (f.place ->> 'relation')::oid AND a.attname = f.place ->> 'attribute'
		  JOIN pg_type AS t ON t.oid = a.atttypid
		 WHERE f.place ->> 'type' NOT IN ('numeric', 'boolean', 'date', 'text', 'provision') AND t.typnamespace <> 'sss'::regnamespace
		 ORDER BY f.role
	LOOP
		CONTINUE WHEN p.role = ANY (skipped) OR facts IS NOT NULL AND p.mapped IS NULL;
		subject := sss_internal.relation_name(p.relation);
		caption := p.attribute;
		of_type := p.type;
		about := p.role;
		IF p.mapped IS NULL THEN
			step := 'map';
			key_column := CASE WHEN NOT p.dictionary THEN p.attribute END;
			RETURN;
		END IF;
		key_column := p.entry;
		mapping := sss_internal.relation_name(p.mapped);
		IF EXISTS (SELECT FROM sss.propose_mapping(p.relation, p.attribute, p.type, p.entry, p.mapped) AS m WHERE m.change = 'new') THEN
			step := 'decide';
			RETURN;
		END IF;
	END LOOP;
	subject := sss_internal.relation_name(cases);
	step := CASE WHEN facts IS NULL THEN 'view' WHEN EXISTS (SELECT FROM sss.attachments AS a WHERE a.relation = facts AND a.rule = $1) THEN 'done' ELSE 'attach' END;
	about := (SELECT array_agg(coalesce(s.attribute, k.name) ORDER BY k.n)::text
				FROM unnest(sss_internal.key_of_cases(cases, places)) WITH ORDINALITY AS k (name, n)
				LEFT JOIN LATERAL (SELECT c.attribute FROM sss_internal.column_sources(facts) AS c WHERE c.relation = cases AND c.source = k.name ORDER BY c.attribute <> k.name, c.attribute LIMIT 1) AS s ON true);
END
$step$;
COMMENT ON FUNCTION sss_internal.wizard_step(text, regclass, name[], text, text[]) IS
'For special_social_services_wizard.sql: the next step (cases, map, decide, view, attach or done), and what it is about; skipped: roles that the user does not want to map now';
