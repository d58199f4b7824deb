-- sss.attachments.definition: run on a database where nothing is attached, it creates the same triggers again.  Of a view it is one call,
-- unless no single call attaches its tables as they are.
BEGIN;
\ir ../common.psql
CREATE SCHEMA d;
SET LOCAL search_path = d, public;
SELECT no_plan();

CREATE FUNCTION pg_temp.triggers() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s', tgenabled, pg_get_triggerdef(oid)) ORDER BY tgrelid::regclass::text, tgname)
	  FROM pg_trigger WHERE tgfoid = 'sss.enforce()'::regprocedure
$$;
-- Detach, run the definition, and compare: the function that it calls, how often, and 'same' or what differs
CREATE FUNCTION pg_temp.again(which regclass, named text DEFAULT 'sss_placement') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before text[] := pg_temp.triggers();
	call text := (SELECT definition FROM sss.attachments WHERE (relation, name) = (which, named));
	after text[];
BEGIN
	PERFORM sss.detach(which, named);
	IF EXISTS (SELECT FROM sss.attachments WHERE (relation, name) = (which, named)) THEN
		RETURN 'still attached';
	END IF;
	EXECUTE call;
	after := pg_temp.triggers();
	RETURN format('%s x%s: %s', substring(call FROM 'sss[a-z_]*[.][a-z_]+'), (SELECT count(*) FROM regexp_matches(call, 'sss[a-z_]*[.](attach[a-z_]*|add_check)[(]', 'g')),
		CASE WHEN before = after THEN 'same'
			 ELSE (SELECT string_agg(b, '; ') FROM unnest(before) AS b WHERE b <> ALL (after)) || ' but ' || (SELECT string_agg(a, '; ') FROM unnest(after) AS a WHERE a <> ALL (before)) END);
EXCEPTION WHEN OTHERS THEN
	RETURN concat_ws(': ', call, sqlstate, sqlerrm);
END
$$;

CREATE TABLE child (id int PRIMARY KEY, category text NOT NULL);
CREATE TABLE house (id int PRIMARY KEY, provider text NOT NULL);
CREATE TABLE stay (id int PRIMARY KEY, child_id int NOT NULL REFERENCES child, house_id int NOT NULL REFERENCES house, basis text, since date NOT NULL);
CREATE VIEW placement AS
	SELECT s.id, s.child_id, s.house_id, c.category, s.basis, h.provider, s.since AS on_date
	  FROM stay s JOIN child c ON c.id = s.child_id JOIN house h ON h.id = s.house_id;

-- 1. Options, each alone and together.
CREATE TEMP TABLE option (n serial, arguments text);
INSERT INTO option (arguments) VALUES (''), (', mode => ''enforce'''), (', required => ''{category,basis}'''), (', unsettled => ''enforce'''), (', timing => ''deferred'''),
	(', always => true'), (', key => ''{id,on_date}'''), (', lock_by => ''{house_id}'''), (', lock_by => ''{child_id,house_id}'''), (', leave_out => ''{d.house}'''),
	(', leave_out => ''{d.house,d.child}'', lock_by => ''{child_id}'''), (', via => ''{d.child.id=id}'''), (', via => ''{d.stay.child_id=child_id}'''),
	(', mode => ''enforce'', required => ''{basis}'', unsettled => ''enforce'', timing => ''deferred'', always => true, key => ''{on_date,id}'', lock_by => ''{id}'', leave_out => ''{d.house}''');
CREATE FUNCTION pg_temp.with_option(arguments text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	outcome text;
BEGIN
	EXECUTE format('SELECT sss.attach_view(''d.placement'', ''placement''%s)', arguments);
	outcome := pg_temp.again('d.placement');
	PERFORM sss.detach('d.placement');
	RETURN outcome;
END
$$;
SELECT is(pg_temp.with_option(arguments), 'sss.attach_view x1: same', 'attached' || arguments) FROM option ORDER BY n;

-- 2. Names: of schema, tables, view, columns and attachment.
CREATE SCHEMA "O'Brien. ""x""=y";
CREATE TABLE "O'Brien. ""x""=y"."a.b=c" ("the 'id'" int PRIMARY KEY, "k=v" int NOT NULL, basis text, since date);
CREATE TABLE "O'Brien. ""x""=y"."Person, 2" ("Id" int PRIMARY KEY, category text, provider text);
CREATE VIEW "O'Brien. ""x""=y"."Дела 'ночью'" AS
	SELECT a."the 'id'" AS "key='", a."k=v" AS "p'", p.category, a.basis, p.provider, a.since AS on_date
	  FROM "O'Brien. ""x""=y"."a.b=c" a JOIN "O'Brien. ""x""=y"."Person, 2" p ON p."Id" = a."k=v";
SELECT sss.attach_view('"O''Brien. ""x""=y"."Дела ''ночью''"', 'placement', name => $$it's, mode => 'log'$$, lock_by => ARRAY[$$key='$$], leave_out => NULL) \g /dev/null
SELECT is(pg_temp.again('"O''Brien. ""x""=y"."Дела ''ночью''"', $$it's, mode => 'log'$$), 'sss.attach_view x1: same', 'names that need quotes');
SELECT sss.attach_view('"O''Brien. ""x""=y"."Дела ''ночью''"', 'placement', name => $$it's, mode => 'log'$$, via => ARRAY[$$"O'Brien. ""x""=y"."a.b=c"."k=v"=p'$$], leave_out => ARRAY[$$"O'Brien. ""x""=y"."Person, 2"$$::regclass], replace => true) \g /dev/null
SELECT is(pg_temp.again('"O''Brien. ""x""=y"."Дела ''ночью''"', $$it's, mode => 'log'$$), 'sss.attach_view x1: same', 'in ways, and in what is left out');

-- 3. Views of many kinds.
CREATE TABLE person (id int PRIMARY KEY, category text, provider text);
CREATE TABLE care (id int PRIMARY KEY, child int NOT NULL, carer int NOT NULL, basis text, since date);
CREATE VIEW twice AS SELECT k.id, k.child, k.carer, c.category, k.basis, p.provider, k.since AS on_date
	FROM care k JOIN person c ON c.id = k.child JOIN person p ON p.id = k.carer;
SELECT sss.attach_view('twice', 'placement') \g /dev/null
SELECT is(pg_temp.again('twice'), 'sss.attach_view x1: same', 'a table that stands twice in the view');
CREATE TABLE parted (id int, category text, basis text, provider text, since date NOT NULL, PRIMARY KEY (id, since)) PARTITION BY RANGE (since);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2023-01-01') TO ('2025-01-01');
CREATE VIEW of_parted AS SELECT id, category, basis, provider, since AS on_date FROM parted;
SELECT sss.attach_view('of_parted', 'placement', key => '{id,on_date}') \g /dev/null
SELECT is(pg_temp.again('of_parted'), 'sss.attach_view x1: same', 'a partitioned table');
CREATE TABLE ancestor (id int PRIMARY KEY, category text, basis text, provider text, since date);
CREATE TABLE heir (PRIMARY KEY (id)) INHERITS (ancestor);
CREATE VIEW of_ancestor AS SELECT id, category, basis, provider, since AS on_date FROM ancestor;
SELECT sss.attach_view('of_ancestor', 'placement', key => '{id}') \g /dev/null
SELECT is(pg_temp.again('of_ancestor'), 'sss.attach_view x1: same', 'inheritance');
CREATE VIEW of_views AS SELECT * FROM twice WHERE id > 0;
SELECT sss.attach_view('of_views', 'placement', name => 'nested', key => '{id}') \g /dev/null
SELECT is(pg_temp.again('of_views', 'nested'), 'sss.attach_view x1: same', 'a view of a view');
CREATE TABLE old_care (id int PRIMARY KEY, category text, basis text, provider text, since date);
CREATE VIEW united AS SELECT 'old' AS which, id, category, basis, provider, since AS on_date FROM old_care
	UNION ALL SELECT 'new', k.id, p.category, k.basis, p.provider, k.since FROM care k JOIN person p ON p.id = k.child;
SELECT sss.attach_view('united', 'placement', name => 'united', key => '{which,id}', leave_out => '{person}', via => '{d.old_care.id=id,d.care.id=id}') \g /dev/null
SELECT is(pg_temp.again('united', 'united'), 'sss.attach_view x1: same', 'a union, with ways that must be named');
CREATE TABLE era (code text, starts date NOT NULL, ends date NOT NULL, provider text);
CREATE VIEW dated AS SELECT s.id, s.child_id, c.category, s.basis, e.provider, s.since AS on_date
	FROM stay s JOIN child c ON c.id = s.child_id JOIN era e ON s.since BETWEEN e.starts AND e.ends;
SELECT sss.attach_view('dated', 'placement', name => 'dated', key => '{id,provider}', leave_out => '{era}') \g /dev/null
SELECT is(pg_temp.again('dated', 'dated'), 'sss.attach_view x1: same', 'a join by dates');
CREATE MATERIALIZED VIEW stored AS SELECT 1 AS house, 'youth_house'::text AS provider;
CREATE VIEW of_stored AS SELECT s.id, c.category, s.basis, m.provider, s.since AS on_date FROM stay s JOIN child c ON c.id = s.child_id LEFT JOIN stored m ON m.house = s.house_id;
SELECT sss.attach_view('of_stored', 'placement', name => 'stored', leave_out => '{stored}', key => '{id}') \g /dev/null
SELECT is(pg_temp.again('of_stored', 'stored'), 'sss.attach_view x1: same', 'a materialized view that is left out');
CREATE VIEW both_rules AS SELECT s.id, s.child_id, c.category, s.basis, h.provider, s.since AS on_date, NULL::text AS service
	FROM stay s JOIN child c ON c.id = s.child_id JOIN house h ON h.id = s.house_id;
SELECT sss.attach_view('both_rules', 'placement', name => 'first', lock_by => '{id}') \g /dev/null
SELECT sss.attach_view('both_rules', 'service', name => 'second') \g /dev/null
SELECT is(pg_temp.again('both_rules', 'first'), 'sss.attach_view x1: same', 'one of two rules');
SELECT is(pg_temp.again('both_rules', 'second'), 'sss.attach_view x1: same', 'and the other');
ALTER TABLE stay RENAME COLUMN child_id TO kid;
ALTER VIEW both_rules RENAME TO renamed;
SELECT is(pg_temp.again('renamed', 'first'), 'sss.attach_view x1: same', 'what was renamed since');
ALTER TABLE stay RENAME COLUMN kid TO child_id;

-- 4. Tables that differ have a call each.
SELECT sss.attach_view('placement', 'placement', mode => 'enforce') \g /dev/null
SELECT sss.set_mode('house', 'log', 'sss_placement') \g /dev/null
SELECT is(pg_temp.again('placement'), 'sss_internal.attach_table x3: same', 'of one table another mode');
SELECT sss.set_mode('placement', 'log') \g /dev/null
SELECT is(pg_temp.again('placement'), 'sss.attach_view x1: same', 'the same mode again');
SELECT sss.detach('house', 'sss_placement') \g /dev/null
SELECT is(pg_temp.again('placement'), 'sss.attach_view x1: same', 'a table detached: it is left out');
SELECT sss_internal.attach_table('house', 'placement', lookup => 'placement', lookup_by => '{id=house_id}', key => '{id}', lock_by => '{id,child_id,house_id}', required => '{basis}') \g /dev/null
SELECT is(pg_temp.again('placement'), 'sss_internal.attach_table x3: same', 'of one table another option');
SELECT sss.detach('placement') \g /dev/null
SELECT sss_internal.attach_table(t, 'placement', lookup => 'placement', lookup_by => w, key => '{id}', lock_by => '{child_id}', name => 'by hand')
  FROM (VALUES ('stay'::regclass, '{id=id,child_id=child_id}'::text[]), ('child', '{id=child_id}'), ('house', '{id=house_id}')) AS v (t, w) \g /dev/null
SELECT is(pg_temp.again('placement', 'by hand'), 'sss.attach_view x1: same', 'by hand, as the call would attach them');
SELECT sss_internal.attach_table('stay', 'placement', lookup => 'placement', lookup_by => '{id=id,child_id=child_id}', key => '{id}', lock_by => '{child_id}', name => 'other') \g /dev/null
SELECT sss_internal.attach_table('house', 'placement', lookup => 'placement', lookup_by => '{id=house_id}', key => '{on_date,id}', lock_by => '{child_id}', name => 'other') \g /dev/null
SELECT is(pg_temp.again('placement', 'other'), 'sss_internal.attach_table x2: same', 'by hand, with two keys');
SELECT sss_internal.attach_table('stay', 'placement', lookup => 'placement', lookup_by => '{id=id}', key => '{id}', lock_by => '{child_id}', name => 'n_7') \g /dev/null
SELECT is(pg_temp.again('placement', 'n'), 'sss_internal.attach_table x1: same', 'by hand, with a number in its name');

-- 5. Tables and their CHECKs.
CREATE TABLE cases (id int PRIMARY KEY, category sss.recipient_category, osn text, provider sss.provider_type, since date NOT NULL, number text NOT NULL UNIQUE);
SELECT sss.attach('cases', 'placement', '{basis=osn,on_date=since}', key => '{number}', required => '{basis}', mode => 'enforce', timing => 'deferred', name => 'of table') \g /dev/null
SELECT is(pg_temp.again('cases', 'of table'), 'sss.attach x1: same', 'a table');
SELECT sss.add_check('cases', 'placement', '{basis=osn,on_date=since}', except_keys => 'id IN (3, 7)', name => 'check it') \g /dev/null
SELECT is(pg_temp.again('cases', 'check it'), 'sss.add_check x1: same', 'and a CHECK');
CREATE VIEW known AS SELECT id AS child, category FROM child;
SELECT sss.attach('cases', 'placement', '{basis=osn,on_date=since,provider=provider}', lookup => 'known', lookup_by => '{id=child}', name => 'looked up') \g /dev/null
SELECT is(pg_temp.again('cases', 'looked up'), 'sss.attach x1: same', 'with a lookup view');

-- 6. Where the set-up is wrong, there is no call; whoever asks may have no right on the view.
ALTER TABLE house DISABLE TRIGGER ALL;
SELECT isnt((SELECT definition FROM sss.attachments WHERE name = 'by hand'), NULL, 'a disabled trigger can be created again');
CREATE ROLE regress_sss_nobody;
SET LOCAL ROLE regress_sss_nobody;
SELECT matches((SELECT definition FROM sss.attachments WHERE name = 'by hand'), '^SELECT [*] FROM sss[.]attach_view[(]', 'a role without rights on the view');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
