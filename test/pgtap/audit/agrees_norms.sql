-- Audit and trigger agree on the rules beside placement and service: random rows, of which each verdict has at least 100, are checked by the
-- predicates, audited, and written one by one where an attachment logs and where it enforces, by columns, by a facts view and by a CHECK.
-- (1.4, 2.4: the deciding level; 1.6.5, 2.6.5: transport; 1.21, 2.21: contract specialists; 1.5.1, 2.5.1, 3.6.1: living space;
-- 1.5.3, 2.5.3, 3.6.4: clothing; 1.7.10, 2.7.10: evidence; 1.5 to 3.21: quality.)
BEGIN;
\ir ../common.psql
CREATE SCHEMA audit_agrees_norms;
SET LOCAL search_path = audit_agrees_norms, public;
SELECT setseed(0.166) \gset

-- For each role: the type of its column, and how it is drawn; measures and evidence also get impossible and unknown values.
CREATE TABLE role (role text PRIMARY KEY, type text, drawn text);
INSERT INTO role
	SELECT name, 'sss.' || type, format('sss.try_%s((ARRAY(SELECT code::text FROM sss.%I) || ARRAY[NULL, ''-''])[1 + floor(random() * (%s + 2))::integer])', type, list, many)
	  FROM (VALUES ('provider', 'provider_type', 'provider_types', (SELECT count(*) FROM sss.provider_types)),
				   ('basis', 'placement_basis', 'placement_bases', (SELECT count(*) FROM sss.placement_bases)),
				   ('category', 'recipient_category', 'recipient_categories', (SELECT count(*) FROM sss.recipient_categories)),
				   ('service', 'service', 'services', (SELECT count(*) FROM sss.services)),
				   ('deciding_level', 'deciding_level', 'deciding_levels', (SELECT count(*) FROM sss.deciding_levels)),
				   ('transport_purpose', 'transport_purpose', 'transport_purposes', (SELECT count(*) FROM sss.transport_purposes)),
				   ('specialist_purpose', 'specialist_purpose', 'specialist_purposes', (SELECT count(*) FROM sss.specialist_purposes)),
				   ('medical_measure', 'medical_measure', 'medical_measures', (SELECT count(*) FROM sss.medical_measures)),
				   ('outcome', 'inspection_outcome', 'inspection_outcomes', (SELECT count(*) FROM sss.inspection_outcomes))) AS v (name, type, list, many)
	UNION ALL VALUES
	('on_date', 'date', 'CASE WHEN random() > 0.05 THEN date ''2022-11-01'' + floor(random() * 1200)::integer END'),
	('area', 'numeric', '(ARRAY[NULL, 0, 3.9999, 4, 8, 11.5, 12, 30, 45, 59.9, 60])[1 + floor(random() * 11)::integer]'),
	('persons', 'integer', '(ARRAY[NULL, 0, 1, 2, 3, 4])[1 + floor(random() * 6)::integer]'),
	('quantity', 'numeric', '(ARRAY[NULL, 0, 1, 2, 2.5, 3])[1 + floor(random() * 6)::integer]'),
	('maximum', 'numeric', '(ARRAY[NULL, 0, 1, 2, 2.5, 3])[1 + floor(random() * 6)::integer]'),
	('norm', 'double precision', '(ARRAY[NULL, 0, 1, 2, 2.5, 3])[1 + floor(random() * 6)::integer]'),
	('condition', 'sss.provision', 'sss.try_provision((ARRAY(SELECT provision::text FROM sss.coverage) || ARRAY[NULL, ''1.6.8'', ''3.22''])[1 + floor(random() * ((SELECT count(*) FROM sss.coverage) + 3))::integer])')
	UNION ALL
	SELECT e, 'boolean', '(ARRAY[true, false, NULL])[1 + floor(random() * 3)::integer]'
	  FROM unnest('{prescription,emergency,own_medical_worker,medical_indications,approved_package,qualification,psychologist,specialists_absent,specialist_contract}'::text[]) AS e;

-- asked: the predicate, of the row's columns; services: those that need evidence, since otherwise hardly any row would fail
CREATE TABLE judged (place serial PRIMARY KEY, rule text, roles text[], asked text, verdicts text[]);
INSERT INTO judged (rule, roles, asked, verdicts) VALUES
	('living_space', '{provider,area,persons,on_date}', 'provider, area, persons, on_date', '{compliant,violation,not_governed,unknown}'),
	('clothing_norm', '{provider,quantity,norm,on_date}', 'provider, quantity, norm::numeric, on_date', '{compliant,violation,not_governed,unknown}'),
	('other_act_norm', '{condition,provider,quantity,norm,maximum,on_date}', 'condition, provider, quantity, norm::numeric, maximum, on_date', '{compliant,violation,not_governed,unknown}'),
	('deciding_level', '{deciding_level,basis,provider,on_date}', 'deciding_level, basis, provider, on_date', '{compliant,violation,not_governed,unknown}'),
	('transport', '{transport_purpose,provider,on_date}', 'transport_purpose, provider, on_date', '{compliant,violation,not_governed,unknown}'),
	('contract_specialist', '{specialist_purpose,provider,on_date,specialists_absent,specialist_contract}', 'specialist_purpose, provider, on_date, specialists_absent, specialist_contract', '{compliant,violation,unsettled,not_governed,unknown}'),
	('service_recipient', '{service,category,provider,on_date}', 'service, category, provider, on_date', '{compliant,unsettled,not_governed,unknown}'),
	('quality', '{condition,provider,on_date,outcome}', 'condition, provider, on_date, outcome', '{compliant,violation,not_governed,unknown}'),
	('evidence', '{service,provider,on_date,prescription,emergency,own_medical_worker,medical_indications,approved_package,qualification,psychologist,medical_measure}',
	 'service, provider, on_date, prescription => prescription, emergency => emergency, own_medical_worker => own_medical_worker, medical_indications => medical_indications, approved_package => approved_package, qualification => qualification, psychologist => psychologist, medical_measure => medical_measure',
	 '{compliant,violation,unsettled,not_governed,unknown}');
SELECT plan((SELECT sum(cardinality(verdicts))::integer + 4 * count(*)::integer FROM judged));

CREATE TABLE said (rule text, id integer, predicate sss.verdict, provision sss.provision, audited text, refused boolean, viewed text,
	logged text, logged_by_view text, enforced text, enforced_by_view text, checked text, PRIMARY KEY (rule, id));
-- The finding of an audit or the log for a row: the requirement, verdict and provision
CREATE PROCEDURE take(rule_name text, field text, source text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('UPDATE audit_agrees_norms.said SET %I = format(''%%s %%s %%s'', a.requirement, a.verdict, a.provision) FROM %s AS a WHERE said.rule = %L AND a.key = ARRAY[said.id::text]', field, source, rule_name);
END
$$;
CREATE PROCEDURE try_rule(j judged) LANGUAGE plpgsql AS $$
DECLARE
	columns text := (SELECT string_agg(format('%I %s', r.role, r.type), ', ' ORDER BY u.n) FROM unnest(j.roles) WITH ORDINALITY AS u (role, n) JOIN role AS r USING (role));
	bound text := (SELECT string_agg(r || '=' || r, ',') FROM unnest(j.roles) AS r);
	target text;
	number integer;
	refusal json;
BEGIN
	EXECUTE format('CREATE TABLE drawn AS SELECT %s FROM generate_series(1, 30000) AS i',
		(SELECT string_agg(CASE WHEN j.rule = 'evidence' AND role = 'service'
			THEN '(ARRAY[''medical.prescribed_procedures'', ''medical.emergency_first_aid'', ''medical.assist_hospitalization_and_escort'', ''psychological.diagnostics_and_personality_assessment'', ''legal.counseling_on_family_placement'', NULL])[1 + floor(random() * 6)::integer]::sss.service'
			ELSE format('(%s)::%s', drawn, type) END || ' AS ' || quote_ident(role), ', ') FROM role WHERE role = ANY (j.roles)));
	EXECUTE format('CREATE TABLE chosen AS
		SELECT row_number() OVER (ORDER BY random())::integer AS id, c.*
		  FROM (SELECT d.*, v.verdict, sss.%1$s_provision(%2$s) AS provision, row_number() OVER (PARTITION BY v.verdict) AS n
				  FROM drawn AS d CROSS JOIN LATERAL sss.%1$s_verdict(%2$s) AS v (verdict)) AS c
		 WHERE n <= 105', j.rule, j.asked);
	EXECUTE format('CREATE TABLE "Rows" (id integer PRIMARY KEY, %s)', columns);
	EXECUTE format('INSERT INTO "Rows" SELECT id, %s FROM chosen', (SELECT string_agg(quote_ident(r), ', ') FROM unnest(j.roles) AS r));
	INSERT INTO said (rule, id, predicate, provision) SELECT j.rule, id, verdict, provision FROM chosen;
	FOREACH target IN ARRAY '{logged,enforced,checked,logged_by_view,enforced_by_view}'::text[] LOOP
		EXECUTE format('CREATE TABLE %I (LIKE "Rows" INCLUDING ALL)', target);
		EXECUTE format('CREATE VIEW %I AS SELECT * FROM %I', target || '_facts', target);
		IF target LIKE '%by_view' THEN
			EXECUTE format('SELECT sss_internal.attach_table(%L, %L, lookup => %L, mode => %L)', target, j.rule, target || '_facts', CASE WHEN target LIKE 'l%' THEN 'log' ELSE 'enforce' END);
		ELSE
			EXECUTE format('SELECT sss.attach(%L, %L, %L, mode => %L)', target, j.rule, '{' || bound || '}',
				CASE target WHEN 'logged' THEN 'log' ELSE 'enforce' END, CASE target WHEN 'checked' THEN 'constraint' ELSE 'trigger' END);
		END IF;
	END LOOP;
	INSERT INTO logged SELECT * FROM "Rows";
	INSERT INTO logged_by_view SELECT * FROM "Rows";
	FOR number IN SELECT id FROM chosen ORDER BY id LOOP
		FOREACH target IN ARRAY '{enforced,enforced_by_view,checked}'::text[] LOOP
			refusal := pg_temp.detail(format('INSERT INTO audit_agrees_norms.%I SELECT * FROM "Rows" WHERE id = %s', target, number));
			EXECUTE format('UPDATE said SET %I = $1 WHERE rule = $2 AND id = $3 AND $1 IS NOT NULL', target)
				USING (refusal->>'requirement') || ' ' || (refusal->>'verdict') || ' ' || (refusal->>'provision'), j.rule, number;
		END LOOP;
	END LOOP;
	CALL take(j.rule, 'logged', $q$(SELECT * FROM sss.violation_log WHERE relid = 'logged'::regclass)$q$);
	CALL take(j.rule, 'logged_by_view', $q$(SELECT * FROM sss.violation_log WHERE relid = 'logged_by_view_facts'::regclass)$q$);
	CALL take(j.rule, 'audited', 'sss.audit(''logged'')');
	CALL take(j.rule, 'viewed', format('sss.audit(''logged_facts'', %L, key => ''{id}'')', j.rule));
	UPDATE said SET refused = a.refused FROM sss.audit('logged') AS a WHERE said.rule = j.rule AND a.key = ARRAY[said.id::text];
	DROP TABLE "Rows", drawn, chosen, logged, enforced, checked, logged_by_view, enforced_by_view CASCADE;
END
$$;
DO $$
DECLARE
	j judged;
BEGIN
	FOR j IN SELECT * FROM judged ORDER BY place LOOP
		CALL try_rule(j);
	END LOOP;
END
$$;

SELECT cmp_ok((SELECT count(*) FROM said AS s WHERE s.rule = j.rule AND predicate = v::sss.verdict), '>=', 100::bigint, format('%s: at least 100 rows are %s', rule, v))
  FROM judged AS j, unnest(verdicts) WITH ORDINALITY AS u (v, n) ORDER BY place, n;
SELECT is_empty(format($$SELECT * FROM said WHERE rule = %L AND (split_part(audited, ' ', 2), split_part(audited, ' ', 3)) IS DISTINCT FROM
		CASE WHEN predicate IN ('compliant', 'not_governed') THEN (NULL::text, NULL::text) ELSE (predicate::text, coalesce(provision::text, '')) END$$, rule),
	format('%s: audit and predicate agree', rule)) FROM judged ORDER BY place;
SELECT is_empty(format('SELECT * FROM said WHERE rule = %L AND audited IS DISTINCT FROM viewed', rule), format('%s: and finds the same in a view', rule)) FROM judged ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE rule = %L AND (logged, logged_by_view) IS DISTINCT FROM
		(CASE WHEN predicate IN ('violation', 'unsettled') THEN audited END, CASE WHEN predicate IN ('violation', 'unsettled') THEN audited END)$$, rule),
	format('%s: the log has the same, by columns and by a view', rule)) FROM judged ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE rule = %L AND ((enforced, enforced_by_view, checked) IS DISTINCT FROM
		(CASE WHEN predicate = 'violation' THEN audited END, CASE WHEN predicate = 'violation' THEN audited END, CASE WHEN predicate = 'violation' THEN audited END)
		OR coalesce(refused, false) <> (predicate = 'violation'))$$, rule),
	format('%s: and so has the refusal, by columns, by a view and by a CHECK', rule)) FROM judged ORDER BY place;
SELECT * FROM finish();
ROLLBACK;
