-- The facts of a row are the same wherever the row has its columns: behind columns of any width and alignment, of columns
-- that were dropped, that were added with a default after the row was written, and of rows with and without NULLs.
-- The truth is what sss.placement_verdict() says of the columns in a query.
BEGIN;
\ir ../common.psql
CREATE SCHEMA stored;
SET LOCAL search_path = stored, public;
SELECT plan(35);

-- Every combination of some codes, days and NULLs
CREATE TABLE given AS
	SELECT row_number() OVER () AS id, category, basis, provider, stay, day
	  FROM (SELECT unnest('{orphan,deviant_behavior,NULL}'::sss.recipient_category[]) AS category) AS c
	 CROSS JOIN (SELECT unnest('{local_executive_decision,court_act,NULL}'::sss.placement_basis[]) AS basis) AS b
	 CROSS JOIN (SELECT unnest('{youth_house,special_organization,foster_parent,NULL}'::sss.provider_type[]) AS provider) AS p
	 CROSS JOIN (SELECT unnest('{round_the_clock,day,NULL}'::sss.stay_mode[]) AS stay) AS s
	 CROSS JOIN (SELECT unnest('{2024-02-29,2023-06-30,NULL}'::date[]) AS day) AS d;

-- What the trigger logs of such rows, and the audit finds, that it should not, or should and does not
CREATE FUNCTION differences(attached regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong text;
BEGIN
	EXECUTE format($query$
		WITH truth AS (
			SELECT id::text, sss.placement_verdict(category, basis, provider, stay, day) AS verdict FROM %1$s
		), logged AS (
			SELECT v.key[1] AS id, v.verdict FROM sss.violations AS v WHERE v.relation = 'stored.' || %1$L
		), audited AS (
			SELECT a.key[1] AS id, a.verdict FROM sss.audit(%1$L, 'placement') AS a
		), failing AS (
			SELECT * FROM truth WHERE verdict IN ('violation', 'unsettled')
		), reported AS (
			SELECT * FROM truth WHERE verdict IN ('violation', 'unsettled', 'unknown')
		)
		SELECT string_agg(d::text, ', ' ORDER BY d)
		  FROM (SELECT 'not logged', f.* FROM (TABLE failing EXCEPT TABLE logged) AS f
				UNION ALL SELECT 'logged', f.* FROM (TABLE logged EXCEPT TABLE failing) AS f
				UNION ALL SELECT 'not audited', f.* FROM (TABLE reported EXCEPT TABLE audited) AS f
				UNION ALL SELECT 'audited', f.* FROM (TABLE audited EXCEPT TABLE reported) AS f) AS d$query$, attached::text) INTO wrong;
	RETURN wrong;
END
$$;

-- A table with these columns, in this order, that others may follow; the rows are inserted twice, as the server
-- finds the places of columns when it reads the first one.
CREATE FUNCTION try(columns text, change text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong text;
BEGIN
	EXECUTE format('CREATE TABLE form (%s)', columns);
	EXECUTE change;
	PERFORM sss.attach('form', 'placement', '{category=category,basis=basis,provider=provider,stay=stay,on_date=day}', key => '{id}', mode => 'log');
	INSERT INTO form (id, category, basis, provider, stay, day) SELECT * FROM given ORDER BY id;
	INSERT INTO form (id, category, basis, provider, stay, day) SELECT 1000 + id, category, basis, provider, stay, day FROM given ORDER BY category IS NULL, id DESC;
	wrong := differences('form');
	IF (SELECT count(DISTINCT verdict) FROM sss.violations WHERE relation = 'stored.form') < 2 OR (SELECT count(*) FROM form) <> 2 * (SELECT count(*) FROM given) THEN
		wrong := concat(wrong, 'the rows prove little');
	END IF;
	PERFORM sss.detach('form', 'sss_placement');
	DROP TABLE form CASCADE;
	DELETE FROM sss_internal.violation_tail;
	RETURN wrong;
END
$$;

\set codes 'category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, day date'
SELECT is(try('id integer, ' || :'codes'), NULL, 'codes behind an integer');
SELECT is(try('id integer, day date, stay sss.stay_mode, provider sss.provider_type, basis sss.placement_basis, category sss.recipient_category'), NULL, 'in the opposite order');
SELECT is(try(format('id integer, filler %s NOT NULL DEFAULT %s, ', type, value) || :'codes'), NULL, 'behind a ' || type)
  FROM (VALUES ('boolean', 'true'), ('smallint', '1'), ('bigint', '1'), ('"char"', '''x'''), ('name', '''x'''), ('uuid', 'gen_random_uuid()'), ('interval', '''1 day'''), ('double precision', '1'),
			   ('text', '''x'''), ('text', 'repeat(''x'', 300)'), ('numeric', '1'), ('integer[]', '''{1,2}'''), ('sss.service', '''household.transport''')) AS f (type, value);
SELECT is(try('id integer, ' || :'codes' || format(', filler %s', type)), NULL, 'before a NULL of type ' || type) FROM unnest('{integer,text}'::text[]) AS type;
SELECT is(try(format('id integer, filler %s, ', type) || :'codes'), NULL, 'behind a NULL of type ' || type) FROM unnest('{integer,text}'::text[]) AS type;
SELECT is(try(format('id integer, gone %s, ', type) || :'codes', 'ALTER TABLE form DROP gone'), NULL, 'behind a dropped column of type ' || type) FROM unnest('{boolean,bigint,text}'::text[]) AS type;
SELECT is(try('id integer, a smallint DEFAULT 1, category sss.recipient_category, b bigint DEFAULT 1, basis sss.placement_basis, c boolean DEFAULT true, provider sss.provider_type, d double precision DEFAULT 1, stay sss.stay_mode, e "char" DEFAULT ''x'', day date'),
		  NULL, 'between columns of other widths');
SELECT is(try('id bigint, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, day date, PRIMARY KEY (id)', 'CREATE TABLE part () INHERITS (form)'), NULL, 'of a table with an inheritance child');

-- Rows that were written before a column was dropped or added
CREATE FUNCTION audited(attached regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wrong text;
BEGIN
	EXECUTE format($query$
		SELECT string_agg(concat_ws(' ', c.id, a.verdict, c.truth), ', ')
		  FROM (SELECT key, verdict FROM sss.audit(%1$L, 'placement')) AS a
		  FULL JOIN (SELECT id, sss.placement_verdict(category, basis, provider, stay, day) AS truth FROM %1$s) AS c ON a.key[1] = c.id::text
		 WHERE coalesce(a.verdict, 'compliant') IS DISTINCT FROM CASE WHEN truth = 'not_governed' THEN 'compliant' ELSE truth END$query$, attached) INTO wrong;
	RETURN wrong;
END
$$;
CREATE TABLE changed (id integer, gone bigint, category sss.recipient_category, basis sss.placement_basis);
CREATE TABLE grown (id integer, category sss.recipient_category, basis sss.placement_basis);
INSERT INTO changed SELECT id, 1, category, basis FROM given;
INSERT INTO grown SELECT id, category, basis FROM given;
ALTER TABLE changed DROP gone, ADD provider sss.provider_type NOT NULL DEFAULT 'youth_house', ADD stay sss.stay_mode DEFAULT 'day', ADD day date DEFAULT '2024-02-29';
ALTER TABLE grown ADD provider sss.provider_type NOT NULL DEFAULT 'youth_house', ADD stay sss.stay_mode DEFAULT 'day', ADD day date DEFAULT '2024-02-29';
SELECT sss.attach(t, 'placement', '{category=category,basis=basis,provider=provider,stay=stay,on_date=day}', key => '{id}', mode => 'log') FROM unnest('{changed,grown}'::regclass[]) AS t \g /dev/null
INSERT INTO changed (id, category, basis) SELECT 1000 + id, category, basis FROM given;
INSERT INTO grown (id, category, basis) SELECT 1000 + id, category, basis FROM given;
SELECT is(audited(t), NULL, 'rows from before and after columns were added are audited alike: ' || t::text) FROM unnest('{changed,grown}'::regclass[]) AS t;
SELECT cmp_ok((SELECT count(*) FROM sss.audit(t, 'placement') WHERE key[1]::integer < 1000), '>', 10::bigint, 'some of either fail: ' || t::text) FROM unnest('{changed,grown}'::regclass[]) AS t;
UPDATE changed SET stay = 'round_the_clock' WHERE id % 2 = 0;
UPDATE grown SET stay = 'round_the_clock' WHERE id % 2 = 0;
SELECT is(audited(t), NULL, 'also when some were updated: ' || t::text) FROM unnest('{changed,grown}'::regclass[]) AS t;
SELECT is((SELECT count(*) FROM changed AS c WHERE c.id >= 1000 AND sss.placement_verdict(category, basis, provider, stay, day) IN ('violation', 'unsettled')
			  AND NOT EXISTS (SELECT FROM sss.violations AS v WHERE v.relation = 'stored.changed' AND v.key = ARRAY[c.id::text] AND v.resolved IS NULL)), 0::bigint, 'what fails was logged');

-- An update that changes one column of a stored row, from each value to each
CREATE TABLE moved (id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, day date);
SELECT sss.attach('moved', 'placement', '{category=category,basis=basis,provider=provider,stay=stay,on_date=day}', mode => 'enforce') \g /dev/null
INSERT INTO moved VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', 'round_the_clock', '2024-02-29'), (2, 'orphan', 'local_executive_decision', 'youth_house', NULL, '2024-02-29');
SELECT is(pg_temp.outcome(format('UPDATE moved SET basis = %L', 'court_act')), 'sss_placement: basis violation 1.4/2', 'an update of rows with and without a NULL is refused');
SELECT is(pg_temp.outcome(format('UPDATE moved SET basis = %L WHERE id = %s', 'court_act', id)), 'sss_placement: basis violation 1.4/2', 'also of row ' || id) FROM moved ORDER BY id;
SELECT is(pg_temp.outcome($$UPDATE moved SET basis = 'guardianship_body_referral'$$), 'done', 'another passes');
SELECT * FROM finish();
ROLLBACK;
