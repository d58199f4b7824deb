-- sss.attachments shows every binding, and its definition makes the same attachment again.
BEGIN;
\ir ../common.psql
CREATE SCHEMA enforce_attachments;
CREATE SCHEMA "Odd.schema ""x""";
SET LOCAL search_path = enforce_attachments, public;
CREATE DOMAIN code AS varchar(60);
SELECT plan(89);

CREATE TABLE typed (id integer PRIMARY KEY, category sss.recipient_category, basis sss.placement_basis, provider sss.provider_type, stay sss.stay_mode, since date);
CREATE TABLE texts (a code, b char(60), c text, d varchar, e timestamp, f integer, g uuid);
CREATE TABLE arrays (id bigint PRIMARY KEY, category sss.recipient_category[], kat text[], basis sss.placement_basis, provider sss.provider_type, since date);
CREATE TABLE services (id integer, part integer, usluga text, org text, given date, PRIMARY KEY (part, id));
CREATE TABLE "Odd.schema ""x"""."Table 'y' = z" ("Role=x" text, "{b,c}" text, "d\e" text, "primary" text, "on_date" date, " " integer PRIMARY KEY);
CREATE TABLE parent (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date) PARTITION BY RANGE (id);
CREATE TABLE child PARTITION OF parent DEFAULT;
CREATE TEMP TABLE transient (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, given date);

CREATE TEMP TABLE calls (n serial, relation text, arguments text, function text);
INSERT INTO calls (relation, arguments, function) VALUES
	('typed', $$'placement'$$, 'attach'),
	('typed', $$'placement', '{on_date=since}', mode => 'enforce'$$, 'attach'),
	('typed', $$'placement', '{on_date=since}'$$, 'add_check'),
	('typed', $$'placement', key => '{stay,id}', required => '{stay,category}', unsettled => 'enforce', name => 'all ''of'' "it"'$$, 'attach'),
	('typed', $$'placement', '{on_date=since}', timing => 'deferred', mode => 'enforce'$$, 'attach'),
	('typed', $$'placement', timing => 'deferred', always => true, unsettled => 'enforce', required => '{category,basis,provider,stay}'$$, 'attach'),
	('typed', $$'placement', always => true, name => 'йцукен'$$, 'attach'),
	('texts', $$'placement', '{category=a,basis=b,provider=c,stay=d,on_date=e}', key => '{f,g}'$$, 'attach'),
	('texts', $$'placement', '{category=a,basis=b,provider=c,stay=d,on_date=e}'$$, 'add_check'),
	('texts', $$'placement', '{category=a,basis=b,provider=c}', key => '{g}', name => 'partly'$$, 'attach'),
	('texts', $$'placement', '{category=a,basis=a,provider=c}', key => '{f}', name => 'one column twice'$$, 'attach'),
	('arrays', $$'placement', '{category=category,on_date=since}'$$, 'attach'),
	('arrays', $$'placement', '{category=kat,on_date=since}', mode => 'enforce'$$, 'attach'),
	('arrays', $$'placement', '{category=category,on_date=since}'$$, 'add_check'),
	('services', $$'service', '{service=usluga,provider=org}'$$, 'attach'),
	('services', $$'service', '{service=usluga,provider=org,on_date=given}', required => '{service,on_date,provider}', mode => 'enforce'$$, 'attach'),
	('services', $$'service', '{service=usluga,provider=org,on_date=given}', name => 'c'$$, 'add_check'),
	('"Odd.schema ""x"""."Table ''y'' = z"', $$'placement', ARRAY['category=Role=x', 'basis={b,c}', 'provider=d\e', 'stay=primary', 'on_date=on_date'], key => '{" "}'$$, 'attach'),
	('parent', $$'service', '{on_date=given}', mode => 'enforce'$$, 'attach'),
	('parent', $$'service', '{on_date=given}'$$, 'add_check'),
	('transient', $$'service', '{on_date=given}', timing => 'deferred'$$, 'attach');

-- Attach, look, detach, run the definition, look again: the same description and the same triggers or constraint.
CREATE FUNCTION look(named regclass) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(E'\n',
		(SELECT string_agg(a::text, E'\n') FROM sss.attachments AS a WHERE relation = named),
		(SELECT string_agg(pg_get_triggerdef(oid) || ' ' || tgenabled::text, E'\n' ORDER BY tgrelid::regclass::text, tgname)
		   FROM pg_trigger WHERE tgrelid IN (SELECT named UNION SELECT relid FROM pg_partition_tree(named)) AND NOT tgisinternal),
		(SELECT string_agg(pg_get_constraintdef(oid), E'\n') FROM pg_constraint WHERE conrelid = named AND contype = 'c'))
$$;
CREATE FUNCTION again(named regclass, function text, arguments text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	attachment text;
	made text;
	definition text;
	before text;
	journalled text;
BEGIN
	EXECUTE format('SELECT sss.%I(%L::oid::regclass, %s)', function, named::oid, arguments) INTO attachment;
	before := enforce_attachments.look(named);
	SELECT a.definition INTO definition FROM sss.attachments AS a WHERE a.relation = named AND a.name = attachment;
	SELECT j.definition INTO journalled FROM sss.journal AS j WHERE j.relid = named ORDER BY j.at DESC LIMIT 1;
	PERFORM sss.detach(named, attachment);
	IF enforce_attachments.look(named) <> '' THEN
		RETURN 'left behind: ' || enforce_attachments.look(named);
	END IF;
	-- as if it were run after a restore: by a session without a path
	PERFORM set_config('search_path', '', true);
	EXECUTE definition INTO made;
	PERFORM set_config('search_path', 'enforce_attachments, public', true);
	IF made <> attachment OR enforce_attachments.look(named) <> before THEN
		RETURN concat_ws(E'\n', 'not the same:', before, made, enforce_attachments.look(named));
	END IF;
	PERFORM sss.detach(named, attachment);
	RETURN CASE WHEN journalled = definition THEN 'the same' ELSE 'not as in the journal: ' || journalled END;
END
$$;
SELECT is(again(relation::regclass, function, arguments), 'the same', format('%s: %s', relation, arguments)) FROM calls ORDER BY n;

-- Several attachments on one table, and how each is shown.
SELECT sss.attach('typed', 'placement', name => 'a') \g /dev/null
SELECT sss.attach('typed', 'placement', '{on_date=since}', key => '{since,id}', mode => 'enforce', unsettled => 'enforce', required => '{stay,on_date}', timing => 'deferred', always => true, name => 'b') \g /dev/null
SELECT sss.add_check('typed', 'placement', '{on_date=since}', name => 'c') \g /dev/null
SELECT results_eq($$SELECT name COLLATE "default", rule, enforced_by, columns, key, mode, effective_mode, unsettled, required, timing, always, companion COLLATE "default", problem
	FROM sss.attachments WHERE relation = 'typed'::regclass ORDER BY name$$, $$VALUES
	('a', 'placement', 'trigger', '{category=category,basis=basis,provider=provider,stay=stay}'::text[], NULL::text[], 'log', 'log', 'log', '{}'::text[], 'immediate', false, 'a_companion', NULL),
	('b', 'placement', 'trigger', '{category=category,basis=basis,provider=provider,stay=stay,on_date=since}', '{since,id}', 'enforce', 'enforce', 'enforce', '{stay,on_date}', 'deferred', true, 'b_companion', NULL),
	('c', 'placement', 'constraint', '{category=category,basis=basis,provider=provider,stay=stay,on_date=since}', NULL, 'enforce', 'enforce', 'log', '{}', 'immediate', false, NULL, NULL)
	$$, 'each with its binding');
SELECT col_type_is('sss', 'attachments', column_name, type, column_name || ' is ' || type)
  FROM (VALUES ('relation', 'regclass'), ('columns', 'text[]'), ('key', 'text[]'), ('required', 'text[]'), ('always', 'boolean')) AS v (column_name, type);

-- A changed mode is shown; triggers of other functions, or without one of ours, are not.
SELECT sss.set_mode('typed', 'log', 'b') \g /dev/null
SELECT is((SELECT mode || timing || always || companion FROM sss.attachments WHERE relation = 'typed'::regclass AND name = 'b'), 'logdeferredtrueb_companion', 'a deferred attachment in another mode');
CREATE FUNCTION enforce() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER like_ours AFTER INSERT OR UPDATE OF category ON typed FOR EACH ROW EXECUTE FUNCTION enforce('placement', 'category');
ALTER TABLE typed ADD CONSTRAINT plain CHECK (id > 0),
	ADD CONSTRAINT calls_us CHECK (sss.placement_lawful(category, basis, provider, since) IS NOT FALSE),
	ADD CONSTRAINT among_others CHECK (id > 0 AND sss_internal.require_placement(category, basis, provider, stay, since));
SELECT is(ARRAY(SELECT name FROM sss.attachments WHERE relation = 'typed'::regclass ORDER BY name), '{a,among_others,b,c}', 'nothing else is taken for an attachment');
SELECT is(left(pg_temp.outcome(format('SELECT sss.detach(''typed'', %L)', other)), 5), state, other || ' cannot be detached')
  FROM (VALUES ('like_ours', '42704'), ('plain', '42704'), ('calls_us', '42704'), ('among_others', '22023')) AS v (other, state);
SELECT is(left(pg_temp.outcome($$SELECT sss.set_mode('typed', 'log', 'like_ours')$$), 5), '42704', 'nor its mode be set');

-- Attaching again restores a missing companion, and the journal says so; nothing else is needed.
DROP TRIGGER a_companion ON typed;
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'typed'::regclass AND name = 'a'), NULL, 'a companion that is gone');
SELECT count(*) AS lines FROM sss.journal WHERE relid = 'typed'::regclass \gset
SELECT sss.attach('typed', 'placement', name => 'a') \g /dev/null
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'typed'::regclass AND name = 'a'), 'a_companion', 'is made again by the same call');
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'typed'::regclass), :lines::bigint + 1, 'which is journalled');
SELECT sss.attach('typed', 'placement', name => 'a') \g /dev/null
SELECT is((SELECT count(*) FROM sss.journal WHERE relid = 'typed'::regclass), :lines::bigint + 1, 'the next one is not');


-- Two attachments with the same columns, one of which enforces: a row that only a companion sees is refused in its name, also if the other is dropped.
CREATE TABLE shared (id integer PRIMARY KEY, kat text, osn text, org text, since date, note text);
CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN IF new.note = ''spoil'' THEN new.osn := ''court_act''; END IF; RETURN new; END';
CREATE TRIGGER spoil BEFORE UPDATE ON shared FOR EACH ROW EXECUTE FUNCTION spoil();
INSERT INTO shared VALUES (1, 'orphan', 'local_executive_decision', 'youth_house', '2024-02-29');
SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', name => 'a') \g /dev/null
SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'b') \g /dev/null
SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', name => 'c') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE shared SET note = 'spoil'$$), 'b: basis violation 1.4/2', 'the enforcing one of three refuses');
SELECT sss.detach('shared', 'a') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE shared SET note = 'spoil'$$), 'b: basis violation 1.4/2', 'one detached, it refuses still');
SELECT sss.detach('shared', 'c') \g /dev/null
SELECT is(pg_temp.outcome($$UPDATE shared SET note = 'spoil'$$), 'b: basis violation 1.4/2', 'and alone');
SELECT sss.detach('shared', 'b') \g /dev/null
SELECT is((SELECT count(*) FROM pg_trigger WHERE tgrelid = 'shared'::regclass AND tgfoid = 'sss.enforce'::regproc), 0::bigint, 'the last one takes the companion with it');

-- A companion is dropped with its binding trigger; its name cannot be detached, and a lone companion is a problem, not a logging attachment.
CREATE FUNCTION told(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' / ', sqlstate || ' ' || sqlerrm, nullif(detail, ''), nullif(hint, ''));
END
$$;
CREATE VIEW facts AS SELECT 1 AS id;
SELECT is(told($$SELECT sss.baseline('facts')$$),
	'42704 no rule is attached to relation "facts" / See view sss.attachments for what is attached. Waivers and baselines do not reach what a constraint enforces.', 'baseline() of a view');
CREATE FUNCTION shown(named regclass) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s %s %s: %s', name, coalesce(mode, '-'), coalesce(effective_mode, '-'), coalesce(timing, '-'), coalesce(problem, '-')) ORDER BY name) FROM sss.attachments WHERE relation = named
$$;
SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'a') \g /dev/null
SELECT is(told($$SELECT sss.detach('shared', 'a_companion')$$),
	'42704 attachment "a_companion" of relation "shared" does not exist / The trigger is a helper trigger of attachment "a". / Name attachment "a" instead.', 'detach() of a companion');
SELECT is(told($$SELECT sss.set_mode('shared', 'log', 'a_companion')$$),
	'42704 attachment "a_companion" of relation "shared" does not exist / The trigger is a helper trigger of attachment "a". / Name attachment "a" instead.', 'set_mode() of a companion');
DROP TRIGGER a ON shared;
SELECT is(shown('shared'), '{"a_companion - - -: trigger \"a_companion\" is named after no binding trigger"}', 'left alone, it is a problem');
SELECT is(told($$UPDATE shared SET note = 'spoil'$$),
	'22023 trigger "a_companion" is named after no binding trigger / Trigger "a_companion" on table "shared" is set up wrongly. A companion or change trigger belongs to the binding trigger whose name it bears. / If a trigger was renamed, rename it back with ALTER TRIGGER. If a facts view was dropped, create it again and run the commands of sss.verify(). Otherwise drop this trigger with sss.detach().', 'and an error');
CREATE TRIGGER a AFTER INSERT OR UPDATE OF kat, osn, org ON shared FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'mode=enforce');
SELECT is(left(pg_temp.outcome($$UPDATE shared SET note = 'spoil'$$), 5), '22023', 'also beside a trigger that binds something else');
DROP TRIGGER a ON shared;
SELECT is(pg_temp.outcome($$SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', mode => 'enforce', name => 'a')$$), 'done', 'attaching gives it a binding trigger again');
SELECT is(pg_temp.outcome($$UPDATE shared SET note = 'spoil'$$), 'a: basis violation 1.4/2', 'whose companion it is');
DROP TRIGGER a ON shared;
SELECT is(pg_temp.outcome($$SELECT sss.detach('shared', 'a_companion')$$), 'done', 'what is left alone can be detached');
SELECT is((SELECT rule FROM sss.journal WHERE relid = 'shared'::regclass AND attachment = 'a_companion'), 'placement', 'and is journalled');

-- A trigger that does less than it seems to is shown as such, and differs from one that attach() creates.
\set again 'SELECT sss.attach(''shared'', ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', mode => ''enforce'', name => ''a'')'
:again \g /dev/null
ALTER TABLE shared DISABLE TRIGGER a_companion;
SELECT is(shown('shared'), '{"a enforce partial immediate: trigger \"a_companion\" of relation \"shared\" is not enabled"}', 'a companion that is disabled');
SELECT is(told(:'again'), '55000 trigger "a_companion" of relation "shared" is not enabled / Run ALTER TABLE ... ENABLE [ALWAYS] TRIGGER.', 'attached again');
ALTER TABLE shared ENABLE TRIGGER a_companion, ENABLE ALWAYS TRIGGER a;
SELECT is(shown('shared'), '{"a enforce partial immediate: trigger \"a_companion\" of relation \"shared\" is not enabled always"}', 'a companion that fires for less');
SELECT is(pg_temp.outcome($$SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org,on_date=since}', always => true, name => 'b')$$), 'done', 'which does not matter to another attachment');
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'shared'::regclass AND name = 'b'), 'b_companion', 'that has a companion of its own');
SELECT sss.detach('shared', 'b') \g /dev/null
SELECT is((SELECT companion FROM sss.attachments WHERE relation = 'shared'::regclass), 'a_companion', 'and takes it along');
ALTER TABLE shared ENABLE TRIGGER a;
SELECT is(pg_temp.outcome(:'again'), 'done', 'all enabled, it is the same again');
SELECT sss.detach('shared', 'a') \g /dev/null
CREATE TRIGGER a AFTER INSERT OR UPDATE OF kat, osn, org, since ON shared FOR EACH ROW WHEN (false)
	EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'on_date', 'mode=enforce');
SELECT is(shown('shared'), '{"a enforce partial immediate: a WHEN clause keeps the trigger from firing for some rows"}', 'a WHEN clause');
SELECT is((SELECT definition FROM sss.attachments WHERE relation = 'shared'::regclass), NULL, 'which attach() would not make');
SELECT is(told(:'again'), '42710 attachment "a" of relation "shared" already exists / An attachment of that name exists with different columns, view or options. / Use replace => true to replace it, or choose another name.', 'attached again');
SELECT sss.set_mode('shared', 'log', 'a') \g /dev/null
SELECT is(pg_get_triggerdef(oid), 'CREATE TRIGGER a AFTER INSERT OR UPDATE OF kat, osn, org, since ON enforce_attachments.shared FOR EACH ROW WHEN (false) EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''on_date'', ''mode=log'')', 'set_mode() leaves it')
  FROM pg_trigger WHERE tgrelid = 'shared'::regclass AND tgname = 'a';
SELECT sss.detach('shared', 'a') \g /dev/null
-- a name and a clause that look like the call, and no mode
CREATE TRIGGER "EXECUTE FUNCTION " AFTER INSERT OR UPDATE OF kat, osn, org ON shared FOR EACH ROW WHEN (new.note IS DISTINCT FROM ' EXECUTE FUNCTION nothing()')
	EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider');
SELECT sss.set_mode('shared', 'enforce', 'EXECUTE FUNCTION ') \g /dev/null
SELECT is(pg_get_triggerdef(oid), 'CREATE TRIGGER "EXECUTE FUNCTION " AFTER INSERT OR UPDATE OF kat, osn, org ON enforce_attachments.shared FOR EACH ROW WHEN ((new.note IS DISTINCT FROM '' EXECUTE FUNCTION nothing()''::text)) EXECUTE FUNCTION sss.enforce(''placement'', ''category'', ''basis'', ''provider'', ''mode=enforce'')', 'set_mode() of one without a mode')
  FROM pg_trigger WHERE tgrelid = 'shared'::regclass AND tgname = 'EXECUTE FUNCTION ';
SELECT sss.detach('shared', 'EXECUTE FUNCTION ') \g /dev/null
-- deferrable, but not deferred; and its description
CREATE CONSTRAINT TRIGGER a AFTER INSERT OR UPDATE OF kat, osn, org ON shared DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW
	EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'mode=enforce');
COMMENT ON TRIGGER a ON shared IS 'Decided by ''the board''';
SELECT is(shown('shared'), '{"a enforce enforce deferrable: -"}', 'DEFERRABLE INITIALLY IMMEDIATE');
SELECT sss.set_mode('shared', 'log', 'a') \g /dev/null
SELECT is(shown('shared'), '{"a log log deferrable: -"}', 'also in another mode');
SELECT is(obj_description(oid, 'pg_trigger'), 'Decided by ''the board''', 'with its comment') FROM pg_trigger WHERE tgrelid = 'shared'::regclass AND tgname = 'a';
SELECT sss.detach('shared', 'a') \g /dev/null

-- a constraint trigger that cannot be deferred
CREATE CONSTRAINT TRIGGER a AFTER INSERT OR UPDATE OF kat, osn, org ON shared FOR EACH ROW
	EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'mode=enforce');
SELECT is(pg_temp.outcome($$SELECT sss.set_mode('shared', 'log', 'a')$$), 'done', 'set_mode() of a constraint trigger');
SELECT is(shown('shared'), '{"a log log immediate: -"}', 'in another mode');
-- a companion that is named after no attachment
SELECT sss.attach('shared', 'placement', '{category=kat,basis=osn,provider=org}', name => 'b') \g /dev/null
CREATE TRIGGER second AFTER UPDATE ON shared FOR EACH ROW WHEN (sss.changed(old.org, new.org, old.kat, new.kat, old.osn, new.osn))
	EXECUTE FUNCTION sss.enforce('placement', 'provider', 'category', 'basis');
SELECT sss.detach('shared', 'a') \g /dev/null
SELECT sss.detach('shared', 'b') \g /dev/null
SELECT is(ARRAY(SELECT tgname::text FROM pg_trigger WHERE tgrelid = 'shared'::regclass AND tgfoid = 'sss.enforce'::regproc), '{second}', 'belongs to none');
SELECT sss.detach('shared', 'second') \g /dev/null

-- One name, one attachment, whether a trigger or a CHECK.
\set as_check 'SELECT sss.add_check(''shared'', ''placement'', ''{category=kat,basis=osn,provider=org,on_date=since}'', name => ''a'')'
:again \g /dev/null
SELECT is(told(:'as_check'), '42710 attachment "a" of relation "shared" already exists / An attachment of that name exists with different columns, view or options. / Detach it first, or choose another name.', 'a constraint by the name of a trigger');
SELECT sss.detach('shared', 'a') \g /dev/null
DELETE FROM shared;
:as_check \g /dev/null
SELECT is(told(:'again'), '42710 attachment "a" of relation "shared" already exists / An attachment of that name exists with different columns, view or options. / Use replace => true to replace it, or choose another name.', 'a trigger by the name of a constraint');
SELECT sss.detach('shared', 'a') \g /dev/null

-- The order of the key is the one that was asked for.
CREATE TABLE keyed (id integer, service sss.service, provider sss.provider_type, given date);
SELECT sss.attach('keyed', 'service', '{on_date=given}', key => '{id,given}') \g /dev/null
SELECT is((SELECT key FROM sss.attachments WHERE relation = 'keyed'::regclass), '{id,given}', 'a key that ends in a fact');
SELECT is(pg_temp.outcome($$SELECT sss.attach('keyed', 'service', '{on_date=given}', key => '{id,given}')$$), 'done', 'the same call again');

-- A rule that cannot be read is not journalled as another.
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF service, provider ON keyed FOR EACH ROW EXECUTE FUNCTION sss.enforce('adoption', 'service', 'provider', 'mode=enforce');
SELECT sss.detach('keyed', 'wrong') \g /dev/null
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF service, provider ON keyed FOR EACH ROW EXECUTE FUNCTION sss.enforce('service', 'service', 'agency', 'mode=enforce');
SELECT sss.detach('keyed', 'wrong') \g /dev/null
SELECT is(ARRAY(SELECT rule FROM sss.journal WHERE relid = 'keyed'::regclass AND attachment = 'wrong' ORDER BY at), '{NULL,service}', 'the rule of an attachment that is set up wrongly');

-- The extension's own tables cannot be attached: each line would be checked, and logged, for ever.
SELECT is(told(format($$SELECT sss.attach(%L, 'placement', '{category=categories}', key => '{attachment}')$$, t)), format('42809 "%s" is one of the extension''s own tables / Attach the rule to a table of cases.', split_part(t, '.', 2)), 'attach() to ' || t)
  FROM unnest('{sss_internal.violation_tail,sss.journal}'::text[]) AS t;
CREATE TRIGGER wrong AFTER INSERT OR UPDATE OF categories, basis, provider ON sss_internal.violation_tail FOR EACH ROW EXECUTE FUNCTION sss.enforce('placement', 'category', 'basis', 'provider', 'mode=log');
SET LOCAL client_min_messages = error;
SELECT is(pg_temp.outcome($$INSERT INTO keyed VALUES (1, 'household.living_space', 'guardian', '2024-02-29')$$), 'done', 'a trigger by hand on sss.violation_log fails no statement that is logged');
SELECT is((SELECT count(*) FROM sss.violation_log WHERE relid = 'keyed'::regclass), 0::bigint, 'but no line is taken, and a warning says so');
SET LOCAL client_min_messages = warning;
DROP TRIGGER wrong ON sss_internal.violation_tail;
CREATE TABLE sss.other (id integer PRIMARY KEY, service sss.service, provider sss.provider_type);
SELECT is(pg_temp.outcome($$SELECT sss.attach('sss.other', 'service')$$), 'done', 'another table in the schema');

-- The functions behind the view take any OID from anybody.
SELECT ok(sss_internal.describe_trigger(oid) IS NULL, 'describe_trigger: ' || tgname) FROM pg_trigger WHERE tgname = 'like_ours';
SELECT ok(sss_internal.describe_check(oid) IS NULL, 'describe_check: ' || conname) FROM pg_constraint WHERE conname IN ('plain', 'calls_us', 'typed_pkey') AND conrelid = 'typed'::regclass;
SELECT ok(sss_internal.describe_trigger(oid) IS NULL AND sss_internal.describe_check(oid) IS NULL, 'OID ' || coalesce(oid::text, 'NULL'))
  FROM unnest(ARRAY[0, 1, 1259, 4294967295, NULL]::oid[]) AS oid;

SELECT * FROM finish();
ROLLBACK;
