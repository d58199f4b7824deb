-- Audit and trigger agree on every row, in every way to bind: random rows, of which each verdict has at least 100, are audited, written one by
-- one where an attachment logs and where it enforces, and checked by the predicates. The provisions are those of the log and of the errors.
-- (0.5: in force from 1 July 2023; annex 1, paragraphs 2, 4 and 5; annex 2, paragraphs 2, 4 and 5; annex 3, paragraphs 2, 5 and 6.)
BEGIN;
\ir ../common.psql
CREATE SCHEMA audit_agrees;
SET LOCAL search_path = audit_agrees, public;
SELECT setseed(0.165) \gset

CREATE TABLE way (place serial PRIMARY KEY, way text, pool text, roles text[], types text[], options text, log boolean, view text);
INSERT INTO way (way, pool, roles, types, options, log, view) VALUES
	('own types', 'placement', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category,sss.placement_basis,sss.provider_type,sss.stay_mode,date}', '', true, NULL),
	('text', 'placement', '{category,basis,provider,stay,on_date}', '{text,varchar(60),text,text,date}', '', true, NULL),
	('char(n)', 'placement', '{category,basis,provider,stay,on_date}', '{char(60),char(60),char(60),char(60),date}', '', true, NULL),
	('timestamp', 'placement', '{category,basis,provider,on_date}',
	 '{sss.recipient_category,text,sss.provider_type,timestamp}', '', true, NULL),
	('arrays of codes', 'several', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category[],sss.placement_basis,sss.provider_type,sss.stay_mode,date}', '', true, NULL),
	('arrays of texts', 'several', '{category,basis,provider,stay,on_date}', '{text[],text,text,text,date}', '', true, NULL),
	('required', 'placement', '{category,basis,provider,stay,on_date}', '{text,text,text,text,date}',
	 ', required => ''{category,basis,provider,stay,on_date}''', true, NULL),
	('unsettled', 'placement', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category,sss.placement_basis,sss.provider_type,sss.stay_mode,date}', ', unsettled => ''enforce''', true, NULL),
	('required and unsettled', 'several', '{category,basis,provider,stay,on_date}', '{text[],text,text,text,timestamp}',
	 ', unsettled => ''enforce'', required => ''{basis}''', true, NULL),
	('services', 'service', '{service,provider,on_date}', '{sss.service,sss.provider_type,date}', '', true, NULL),
	('services as text', 'service', '{service,provider,on_date}', '{text,char(60),timestamp}', ', required => ''{service,on_date}''', true, NULL),
	('constraint', 'placement', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category,sss.placement_basis,sss.provider_type,sss.stay_mode,date}', 'CHECK', false, NULL),
	('constraint on text', 'placement', '{category,basis,provider,on_date}', '{text,char(60),varchar(60),timestamp}',
	 'CHECK', false, NULL),
	('constraint on arrays', 'several', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category[],sss.placement_basis,text,sss.stay_mode,date}', 'CHECK', false, NULL),
	('constraint on services', 'service', '{service,provider,on_date}', '{sss.service,text,date}', 'CHECK', false, NULL),
	('facts', 'several', '{category,basis,provider,stay,on_date}',
	 '{sss.recipient_category[],text,sss.provider_type,char(60),date}', '', true, $$
		SELECT id, c.category, "The ""basis""" AS basis, "The ""provider""" AS provider, "The ""stay""" AS stay, "The ""on_date""" AS on_date
		  FROM %1$I LEFT JOIN LATERAL unnest("The ""category""") AS c (category) ON true$$),
	('facts, required and unsettled', 'several', '{category,basis,provider,stay,on_date}',
	 '{text[],text,text,text,timestamp}', ', unsettled => ''enforce'', required => ''{basis,stay}''', true, $$
		SELECT id, c.category, "The ""basis""" AS basis, "The ""provider""" AS provider, "The ""stay""" AS stay, "The ""on_date""" AS on_date
		  FROM %1$I LEFT JOIN LATERAL unnest("The ""category""") AS c (category) ON true$$),
	('facts beside columns', 'several', '{category,basis,provider,on_date}', '{text[],text,text,date}', '', true,
	 'SELECT id, "The ""category""" AS category, "The ""provider""" AS provider FROM "Rows"'),
	('services with facts', 'service', '{service,provider,on_date}', '{sss.service,text,date}', '', true,
	 'SELECT id, "The ""provider""" AS provider FROM "Rows"');
-- No service is unsettled: it is in the list or not.
SELECT plan((SELECT sum(CASE pool WHEN 'service' THEN 4 ELSE 5 END + CASE WHEN log THEN 6 ELSE 5 END)::integer + 2 FROM way));

-- Possible values of a row: codes, texts that are no code, and NULL.
CREATE FUNCTION pick(codes text[]) RETURNS text VOLATILE LANGUAGE sql AS
	$$SELECT (codes || '{-,"",Orphan,NULL}'::text[])[1 + floor(random() * (cardinality(codes) + 4))::integer]$$;
CREATE TABLE drawn AS
SELECT CASE WHEN random() < 0.03 THEN NULL WHEN random() < 0.03 THEN '{}' WHEN random() < 0.5 THEN ARRAY[pick(categories)]
			ELSE ARRAY[pick(categories), pick(categories)] END AS categories,
	   pick(bases) AS basis, pick(providers) AS provider, pick(services) AS service,
	   CASE WHEN random() < 0.5 THEN stays[1 + floor(random() * cardinality(stays))::integer] END AS stay,
	   CASE WHEN random() > 0.03 THEN date '2022-07-01' + floor(random() * 1200)::integer END AS on_date
  FROM generate_series(1, 12000),
	   (SELECT array_agg(code::text) AS categories FROM sss.recipient_categories) AS c,
	   (SELECT array_agg(code::text) AS bases FROM sss.placement_bases) AS b,
	   (SELECT array_agg(code::text) AS providers FROM sss.provider_types) AS p,
	   (SELECT array_agg(code::text) AS stays FROM sss.stay_modes) AS m,
	   (SELECT array_agg(code::text) AS services FROM sss.services) AS s;

CREATE FUNCTION judge(pool text, d drawn, with_stay boolean) RETURNS sss.verdict LANGUAGE sql AS $$
	SELECT CASE pool
		WHEN 'service' THEN sss.service_verdict(sss.try_service(d.service), sss.try_provider_type(d.provider), d.on_date)
		WHEN 'several' THEN sss.placement_verdict_any(
			(SELECT array_agg(sss.try_recipient_category(c)) FROM unnest(d.categories) AS c),
			sss.try_placement_basis(d.basis), sss.try_provider_type(d.provider), CASE WHEN with_stay THEN sss.try_stay_mode(d.stay) END, d.on_date)
		ELSE sss.placement_verdict_any(ARRAY[sss.try_recipient_category(d.categories[1])],
			sss.try_placement_basis(d.basis), sss.try_provider_type(d.provider), CASE WHEN with_stay THEN sss.try_stay_mode(d.stay) END, d.on_date)
		END
$$;

-- How a column of that type holds the fact.
CREATE FUNCTION held(role text, type text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE
		WHEN type = 'sss.recipient_category[]'
			THEN '(SELECT coalesce(array_agg(sss.try_recipient_category(c)), ''{}'') FROM unnest(categories) AS c WHERE categories IS NOT NULL HAVING categories IS NOT NULL)'
		WHEN type = 'text[]' THEN 'categories'
		WHEN type = 'sss.recipient_category' THEN 'sss.try_recipient_category(categories[1])'
		WHEN role = 'category' THEN 'categories[1]'
		WHEN type LIKE 'sss.%' THEN format('sss.try_%s(%s)', substr(type, 5), role)
		WHEN type = 'timestamp' THEN 'on_date + time ''23:59'''
		ELSE role END
$$;

-- One row for each row and kind of attachment: the finding of each.
CREATE TABLE said (way text, id integer, predicate sss.verdict, audited text, unattached text, refused boolean, logged text, enforced text, PRIMARY KEY (way, id));

CREATE TABLE counted (way text, attachment text, rule text, verdict sss.verdict, provision sss.provision, refused boolean, waived boolean, rows bigint);

CREATE PROCEDURE try_way(l way) LANGUAGE plpgsql AS $$
DECLARE
	rule_name text := CASE l.pool WHEN 'service' THEN 'service' ELSE 'placement' END;
	bound text[] := (SELECT array_agg(format('%s=The "%s"', r, r)) FROM unnest(l.roles) AS r WHERE l.view IS NULL OR strpos(l.view, 'AS ' || r || ' ') + strpos(l.view, 'c.' || r) = 0);
	columns text := (SELECT string_agg(format('"The ""%s""" %s', r, t), ', ' ORDER BY n) FROM unnest(l.roles, l.types) WITH ORDINALITY AS u (r, t, n));
	facts text := (SELECT string_agg(held(r, t), ', ' ORDER BY n) FROM unnest(l.roles, l.types) WITH ORDINALITY AS u (r, t, n));
	-- sss.add_check() has neither a view nor a mode
	attach text := CASE l.options WHEN 'CHECK' THEN 'SELECT sss.add_check(%L, %L, %L::text[])'
						ELSE 'SELECT sss_internal.attach_table(%L, %L, %L::text[], lookup => %L, mode => %L' || l.options || ')' END;
	unattached text := CASE l.options WHEN 'CHECK' THEN '' ELSE l.options END;
	relation text;
	views text[];
	number integer;
	refusal json;
BEGIN
	CREATE TABLE chosen AS
		SELECT row_number() OVER (ORDER BY random())::integer AS id, c.*
		  FROM (SELECT d.*, v.verdict, row_number() OVER (PARTITION BY v.verdict) AS n
				  FROM drawn AS d CROSS JOIN LATERAL judge(l.pool, d, 'stay' = ANY (l.roles)) AS v (verdict)) AS c
		 WHERE n <= 105;
	EXECUTE format('CREATE TABLE "Rows" (dropped integer, id integer PRIMARY KEY, %s)', columns);
	ALTER TABLE "Rows" DROP dropped;
	EXECUTE format('INSERT INTO "Rows" SELECT id, %s FROM chosen', facts);
	CREATE TABLE enforced (LIKE "Rows" INCLUDING ALL);
	CREATE TABLE logged (LIKE "Rows" INCLUDING ALL);
	IF l.view IS NOT NULL THEN
		FOREACH relation IN ARRAY '{Rows,logged,enforced}'::text[] LOOP
			EXECUTE format('CREATE VIEW %I AS ', relation || '_facts') || format(l.view, relation);
		END LOOP;
		views := '{"\"Rows_facts\"",logged_facts,enforced_facts}';
	END IF;
	EXECUTE format(attach, 'enforced', rule_name, bound, views[3], 'enforce');
	IF l.log THEN
		EXECUTE format(attach, 'logged', rule_name, bound, views[2], 'log');
	END IF;

	INSERT INTO said (way, id, predicate) SELECT l.way, id, verdict FROM chosen;
	FOR number IN SELECT id FROM chosen ORDER BY id LOOP
		INSERT INTO logged SELECT * FROM "Rows" WHERE id = number;
		refusal := pg_temp.detail(format('INSERT INTO enforced SELECT * FROM "Rows" WHERE id = %s', number));
		UPDATE said SET enforced = format('%s %s %s', refusal->>'requirement', refusal->>'verdict', refusal->>'provision')
		 WHERE said.way = l.way AND said.id = number AND refusal IS NOT NULL;
	END LOOP;
	IF NOT l.log THEN
		EXECUTE format(attach, 'logged', rule_name, bound, views[2], 'enforce');
	END IF;
	UPDATE said SET logged = format('%s %s %s %s %s %s %s %s %s', g.requirement, g.verdict, g.provision, g.categories, g.basis, g.provider, g.stay, g.service, g.on_date)
	  FROM sss.violation_log AS g
	 WHERE said.way = l.way AND g.relid = 'logged'::regclass AND g.key = ARRAY[said.id::text];
	UPDATE said SET audited = format('%s %s %s %s %s %s %s %s %s', a.requirement, a.verdict, a.provision, a.categories, a.basis, a.provider, a.stay, a.service, a.on_date), refused = a.refused
	  FROM sss.audit('logged') AS a
	 WHERE said.way = l.way AND a.key = ARRAY[said.id::text] AND a.attachment = 'sss_' || rule_name;
	-- Other processes help, if they can be had: they must find the same.
	PERFORM set_config('max_parallel_workers_per_gather', '2', true), set_config('min_parallel_table_scan_size', '0', true);
	EXECUTE format('UPDATE said SET unattached = format(''%%s %%s %%s %%s %%s %%s %%s %%s %%s'', a.requirement, a.verdict, a.provision, a.categories, a.basis, a.provider, a.stay, a.service, a.on_date)
					  FROM sss.audit(%L, %L, %L, lookup => %L%s) AS a
					 WHERE said.way = %L AND a.key = ARRAY[said.id::text]', '"Rows"', rule_name, bound, views[1], unattached, l.way);
	INSERT INTO counted SELECT l.way, c.* FROM sss_internal.audit_counts('logged') AS c;
	PERFORM set_config('max_parallel_workers_per_gather', '0', true);
	DROP TABLE "Rows", enforced, logged, chosen CASCADE;
END
$$;
SET LOCAL max_parallel_workers_per_gather = 0;
DO $$
DECLARE
	l way;
BEGIN
	FOR l IN SELECT * FROM way ORDER BY place LOOP
		CALL try_way(l);
	END LOOP;
END
$$;

SELECT cmp_ok(rows, '>=', 100::bigint, format('%s: at least 100 rows are %s', way, verdict))
  FROM (SELECT l.way, l.place, v.verdict, count(s.id) AS rows
		  FROM way AS l
		 CROSS JOIN unnest('{compliant,violation,unsettled,not_governed,unknown}'::sss.verdict[]) AS v (verdict)
		  LEFT JOIN said AS s ON (s.way, s.predicate) = (l.way, v.verdict)
		 WHERE l.pool <> 'service' OR v.verdict <> 'unsettled'
		 GROUP BY l.way, l.place, v.verdict) AS c
 ORDER BY place, verdict;

-- Rows that are not returned are compliant or not governed; an absent required role is a violation, whatever the predicate says.
SELECT is_empty(format($$SELECT * FROM said WHERE way = %L AND split_part(audited, ' ', 2) IS DISTINCT FROM
		CASE WHEN refused AND %L THEN 'violation' WHEN predicate IN ('compliant', 'not_governed') THEN NULL ELSE predicate::text END
	AND NOT (%L AND refused AND predicate = 'unsettled')$$, way, options LIKE '%required%', options LIKE '%required%'),
	format('%s: audit and predicate agree', way))
  FROM way ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE way = %L AND coalesce(refused, false) IS DISTINCT FROM (enforced IS NOT NULL)$$, way),
	format('%s: audit and enforcing refuse the same rows', way))
  FROM way ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE way = %L AND enforced IS NOT NULL
	AND audited NOT LIKE enforced || ' %%' IS DISTINCT FROM false$$, way),
	format('%s: the audit has the provision of the refusal', way))
  FROM way ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE way = %L AND logged IS DISTINCT FROM
	CASE WHEN split_part(audited, ' ', 2) IN ('violation', 'unsettled') THEN audited END$$, way),
	format('%s: log and audit have the same findings', way))
  FROM way WHERE log ORDER BY place;
SELECT is_empty(format($$SELECT * FROM said WHERE way = %L AND audited IS DISTINCT FROM unattached$$, way),
	format('%s: the audit finds the same where nothing is attached, and others help', way))
  FROM way ORDER BY place;
SELECT is_empty(format($$SELECT coalesce(split_part(audited, ' ', 2), predicate::text), coalesce(refused, false), count(*)
	  FROM said WHERE way = %1$L GROUP BY 1, 2
	EXCEPT
	SELECT verdict::text, refused, sum(rows) FROM counted WHERE way = %1$L GROUP BY 1, 2$$, way),
	format('%s: the counts are those of the rows', way))
  FROM way ORDER BY place;
SELECT results_eq($$SELECT way, bool_or(coalesce(refused, false)), bool_and(coalesce(refused, false)) FROM said
	WHERE predicate = 'unsettled' AND way IN ('own types', 'unsettled') GROUP BY way ORDER BY way$$,
	$$VALUES ('own types', false, false), ('unsettled', true, true)$$, 'an unsettled row is refused if the attachment says so, and only then');
SELECT is((SELECT sum(rows)::bigint FROM counted), (SELECT count(*) FROM said), 'and no row is counted besides');
SELECT * FROM finish();
ROLLBACK;
