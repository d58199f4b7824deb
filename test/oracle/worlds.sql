-- The worlds: small schemas, each with a rule bound in one way and options drawn at random.
--
-- A world is built in schema w.  Its description says how its state is read, and
-- what may be written: the tables, their columns, and the values of each.
CREATE TABLE oracle.world (
	name text PRIMARY KEY,
	rule text NOT NULL,
	is_strict boolean NOT NULL DEFAULT false,
	deferred boolean NOT NULL DEFAULT false,
	by_row boolean NOT NULL DEFAULT false,	-- only a row that is written is judged: other tables are not guarded
	by_view boolean NOT NULL DEFAULT false,	-- a facts view yields the cases
	state text NOT NULL,					-- query: the key, the facts and, if a row is the case, the row
	audited text NOT NULL,					-- table by which the cases are audited
	ddl text[] NOT NULL DEFAULT '{}',
	recorded jsonb NOT NULL DEFAULT '{}'	-- the state when a baseline was recorded
);
-- targets: names under which the table is written; weight: how often it is
CREATE TABLE oracle.tab (place serial PRIMARY KEY, tab text UNIQUE, key text[], targets text[], weight integer);
-- domain: literals to choose from, some more often than others
-- fixed: an UPDATE leaves it alone
CREATE TABLE oracle.col (place serial PRIMARY KEY, tab text, col text, domain text[], fixed boolean DEFAULT false);

CREATE FUNCTION oracle.pick(anyarray) RETURNS anyelement VOLATILE LANGUAGE sql AS
	'SELECT $1[1 + floor(random() * cardinality($1))::integer]';
CREATE FUNCTION oracle.chance(double precision) RETURNS boolean VOLATILE LANGUAGE sql AS 'SELECT random() < $1';

-- Literals of the values of a fact: what is lawful together comes up often.
CREATE FUNCTION oracle.domain(role text) RETURNS text[] LANGUAGE sql AS $$
	SELECT ARRAY(SELECT quote_nullable(nullif(v, 'NULL')) FROM unnest(CASE role
		WHEN 'category' THEN '{orphan,orphan,orphan,without_parental_care,without_parental_care,deviant_behavior,deviant_behavior,abuse_victim,special_educational_needs,crime_suspect,neglected_or_homeless,NULL}'::text[]
		WHEN 'basis' THEN '{local_executive_decision,local_executive_decision,local_executive_decision,guardianship_body_referral,guardianship_body_referral,court_act,court_act,criminal_process_ruling,guardianship_decision,family_care_contract,other_document,NULL}'
		WHEN 'provider' THEN '{youth_house,youth_house,youth_house,children_in_need_support_center,children_in_need_support_center,minors_adaptation_center,minors_adaptation_center,foster_parent,patronage_caregiver,guardian,other_family,NULL}'
		WHEN 'stay' THEN '{NULL,NULL,NULL,permanent,permanent,day,round_the_clock}'
		WHEN 'on_date' THEN '{2024-05-01,2024-05-01,2024-05-01,2024-05-01,2024-05-01,2024-06-01,2024-06-01,2022-05-01,NULL}'
		WHEN 'service' THEN '{household.living_space,medical.laboratory_sampling,medical.laboratory_sampling,medical.emergency_first_aid,labor.assist_vocational_skills_training,NULL}'
		WHEN 'area' THEN '{4,8,8,11,12,15,30,45,NULL}'
		WHEN 'persons' THEN '{0,1,2,2,3,4,NULL}'
		ELSE '{true,false,NULL}' END) AS v)
$$;

CREATE PROCEDURE oracle.add_table(tab text, key text[], weight integer, VARIADIC columns text[]) LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO oracle.tab (tab, key, targets, weight) VALUES (tab, key, ARRAY[tab], weight);
	FOR i IN 1 .. cardinality(columns) BY 2 LOOP
		INSERT INTO oracle.col (tab, col, domain)
		VALUES (tab, columns[i], CASE WHEN columns[i + 1] ~ '^[a-z_]+$' THEN oracle.domain(columns[i + 1]) ELSE string_to_array(columns[i + 1], ' ') END);
	END LOOP;
END
$$;

CREATE PROCEDURE oracle.run_ddl(VARIADIC commands text[]) LANGUAGE plpgsql AS $$
DECLARE
	command text;
BEGIN
	FOREACH command IN ARRAY commands LOOP
		EXECUTE command;
		UPDATE oracle.world SET ddl = ddl || command;
	END LOOP;
END
$$;

-- The query for the state of columns or of a view, whose names are those of the roles.  A row without a key is no case.
-- each: what tells placements apart that have the same facts
CREATE FUNCTION oracle.placements(relation text, key text, category text, each text DEFAULT 'NULL') RETURNS text LANGUAGE sql AS $$
	SELECT format($q$
		SELECT key, jsonb_build_object('category', to_jsonb(array_agg(DISTINCT c)), 'basis', basis, 'provider', provider, 'stay', stay, 'on_date', on_date)::text AS facts, NULL::text AS row
		  FROM (SELECT ROW(%2$s)::text AS key, sss.try_recipient_category(c::text)::text AS c, sss.try_placement_basis(basis::text)::text AS basis,
					   sss.try_provider_type(provider::text)::text AS provider, sss.try_stay_mode(stay::text)::text AS stay, on_date::date AS on_date, ROW(%4$s)::text AS each
				  FROM %1$s %3$s WHERE ROW(%2$s) IS NOT NULL) AS f
		 GROUP BY key, each, basis, provider, stay, on_date$q$,
		relation, key, CASE WHEN category LIKE '{%' THEN format('LEFT JOIN LATERAL unnest(%s) AS u (c) ON true', btrim(category, '{}'))
			ELSE format('CROSS JOIN LATERAL (SELECT %s) AS u (c)', category) END, each)
$$;

CREATE FUNCTION oracle.options(strict boolean, deferred boolean) RETURNS text LANGUAGE sql AS $$
	SELECT ', mode => ''enforce''' || CASE WHEN strict THEN ', unsettled => ''enforce''' ELSE '' END ||
		CASE WHEN deferred THEN ', timing => ''deferred''' ELSE '' END
$$;

-- A facts view, attached to each of the tables: 'table column=view column', separated by commas.
CREATE PROCEDURE oracle.attach_view(view text, rule text, key text, options text, VARIADIC via text[]) LANGUAGE plpgsql AS $$
DECLARE
	way text;
BEGIN
	FOREACH way IN ARRAY via LOOP
		CALL oracle.run_ddl(format('SELECT sss_internal.attach_table(%L, %L, lookup => %L, lookup_by => %L, key => %L%s)',
			split_part(way, ' ', 1), rule, view, '{' || split_part(way, ' ', 2) || '}', '{' || key || '}', options));
	END LOOP;
END
$$;

-- Columns hold the facts, in one table or in partitions.
CREATE PROCEDURE oracle.columns_world(is_strict boolean, deferred boolean) LANGUAGE plpgsql AS $$
DECLARE
	kind text := oracle.pick('{typed,text,char,array,text array}'::text[]);
	parts text := oracle.pick('{none,none,list,hash,range}'::text[]);
	key text := oracle.pick('{id,id,"id,area",area}'::text[]);	-- no index leads to area, and several rows have one
	waiting text := CASE WHEN oracle.chance(0.2) THEN ' DEFERRABLE' ELSE '' END;
	-- The type of id; values that are equal, but do not look it; and how the state shows them
	id text[] := CASE WHEN oracle.chance(0.6) OR parts IN ('hash', 'range') THEN '{integer,1 2 3 4 5 6,id}'::text[]
		WHEN oracle.chance(0.35) THEN '{numeric,1 1.0 2 2.00 3 4 5,trim_scale(id)}'
		WHEN oracle.chance(0.5) OR to_regcollation('pg_catalog."und-x-icu"') IS NULL THEN '{double precision,0 ''-0'' 1 2 3 4,id + 0}'
		ELSE '{text COLLATE w.alike,''a'' ''A'' ''b'' ''B'' ''c'' ''d'',"lower(id COLLATE \"C\")"}' END;
	unique_key text;
	moves boolean;
	provided text := 'provider';		-- the column that is written for the provider
	types text[];
	category text[] := oracle.domain('category');
BEGIN
	types := CASE kind WHEN 'typed' THEN '{sss.recipient_category,sss.placement_basis,sss.provider_type,sss.stay_mode}'::text[]
		WHEN 'text' THEN '{text,varchar(60),text,text}' WHEN 'char' THEN '{char(40),char(40),char(60),char(20)}'
		WHEN 'array' THEN '{sss.recipient_category[],text,sss.provider_type,text}' ELSE '{text[],text,text,text}' END;
	IF kind LIKE '%array' THEN
		category := ARRAY['''{orphan}''', '''{orphan}''', '''{without_parental_care,abuse_victim}''', '''{orphan,deviant_behavior}''', '''{abuse_victim}''',
			'''{crime_suspect,special_educational_needs}''', '''{deviant_behavior,crime_suspect}''', '''{orphan,NULL}''', '''{}''', 'NULL'];
	END IF;
	IF kind IN ('text', 'char') THEN
		category := category || '''no code'''::text;
	END IF;
	IF kind = 'text' AND oracle.chance(0.3) THEN
		provided := 'code';
		types[3] := 'text GENERATED ALWAYS AS (CASE code WHEN 1 THEN ''youth_house'' WHEN 2 THEN ''minors_adaptation_center'' WHEN 3 THEN ''foster_parent'' END) STORED';
	END IF;
	IF id[1] LIKE '%alike' THEN
		CALL oracle.run_ddl('CREATE COLLATION w.alike (provider = icu, locale = ''und-u-ks-level2'', deterministic = false)');
	END IF;
	-- The primary key of partitions holds the column by which they are chosen.  If it names the case as well, a row
	-- that moves is the same case all the same, which no state shows; so no row of such a world moves.
	unique_key := CASE parts WHEN 'list' THEN 'id,area' WHEN 'range' THEN 'id,on_date' WHEN 'hash' THEN 'id' ELSE CASE key WHEN 'area' THEN 'id' ELSE key END END;
	moves := parts IN ('list', 'range') AND oracle.chance(0.7);
	key := CASE WHEN moves THEN 'id' WHEN key = 'area' AND parts <> 'list' THEN key ELSE unique_key END;
	INSERT INTO oracle.world (name, rule, is_strict, deferred, audited, state)
	VALUES (format('columns: %s, partitions: %s, key: %s (%s)%s, provider by %s', kind, parts, key, id[1], waiting, provided), 'placement', is_strict, deferred, 'w.t',
		oracle.placements('w.t', replace(key, 'id', id[3]), CASE WHEN kind LIKE '%array' THEN '{category}' ELSE 'category' END, 't.tableoid, t.ctid'));
	CALL oracle.run_ddl(format('CREATE TABLE w.t (id %s, area integer, code integer, category %s, basis %s, provider %s, stay %s, on_date date, PRIMARY KEY (%s)%s)%s',
		id[1], types[1], types[2], types[3], types[4], unique_key, waiting,
		CASE parts WHEN 'list' THEN ' PARTITION BY LIST (area)' WHEN 'hash' THEN ' PARTITION BY HASH (id)' WHEN 'range' THEN ' PARTITION BY RANGE (on_date)' ELSE '' END));
	CASE parts
		WHEN 'list' THEN CALL oracle.run_ddl('CREATE TABLE w.t1 PARTITION OF w.t FOR VALUES IN (1)', 'CREATE TABLE w.t2 PARTITION OF w.t DEFAULT');
		WHEN 'hash' THEN CALL oracle.run_ddl('CREATE TABLE w.t1 PARTITION OF w.t FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'CREATE TABLE w.t2 PARTITION OF w.t FOR VALUES WITH (MODULUS 2, REMAINDER 1)');
		WHEN 'range' THEN CALL oracle.run_ddl('CREATE TABLE w.t1 PARTITION OF w.t FOR VALUES FROM (MINVALUE) TO (''2024-06-01'')', 'CREATE TABLE w.t2 PARTITION OF w.t DEFAULT');
		ELSE
	END CASE;
	CALL oracle.run_ddl(format('SELECT sss.attach(''w.t'', ''placement'', ''{category=category,basis=basis,provider=provider,stay=stay,on_date=on_date}'', key => %L%s)',
		'{' || key || '}', oracle.options(is_strict, deferred)));
	IF oracle.chance(0.15) THEN
		CALL oracle.run_ddl('CREATE FUNCTION w.meddle() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN IF new.area = 2 THEN new.basis := ''''court_act''''; END IF; RETURN new; END''',
			'CREATE TRIGGER meddle BEFORE INSERT OR UPDATE ON w.t FOR EACH ROW EXECUTE FUNCTION w.meddle()');
	END IF;
	IF moves THEN
		CALL oracle.run_ddl('CREATE FUNCTION w.one_each() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN IF EXISTS (SELECT FROM w.t GROUP BY id HAVING count(*) > 1) THEN RAISE unique_violation; END IF; RETURN NULL; END''',
			'CREATE TRIGGER one_each AFTER INSERT OR UPDATE ON w.t FOR EACH STATEMENT EXECUTE FUNCTION w.one_each()');
	END IF;
	CALL oracle.add_table('w.t', string_to_array(unique_key, ','), 1, 'id', id[2], 'area', '1 1 2',
		'category', 'category', 'basis', 'basis', provided, CASE provided WHEN 'code' THEN '1 1 2 3 4' ELSE 'provider' END, 'stay', 'stay', 'on_date', 'on_date');
	UPDATE oracle.col SET domain = category WHERE col = 'category';
	UPDATE oracle.col SET fixed = true WHERE parts IN ('list', 'range') AND NOT moves AND col = split_part(unique_key, ',', 2);
END
$$;

-- A college database: placements, institutions with a dictionary of types, links to a dictionary of statuses.
CREATE PROCEDURE oracle.college_world(is_strict boolean, deferred boolean) LANGUAGE plpgsql AS $$
DECLARE
	key text := oracle.pick('{id,id,person,"person,id"}'::text[]);
	outer_join text := oracle.pick('{LEFT JOIN,LEFT JOIN,JOIN}'::text[]);
	parts text := oracle.pick('{none,none,list}'::text[]);
BEGIN
	INSERT INTO oracle.world (name, rule, is_strict, deferred, audited, state)
	VALUES (format('college: key %s, %s, partitions: %s', key, outer_join, parts), 'placement', is_strict, deferred, 'w.place', oracle.placements('w.f', key, 'category'));
	CALL oracle.run_ddl(format('CREATE TABLE w.place (id integer, person integer, org integer, osn text, since date, stay text, closed boolean DEFAULT false, PRIMARY KEY (id%s)) %s',
			CASE parts WHEN 'list' THEN ', closed' ELSE '' END, CASE parts WHEN 'list' THEN 'PARTITION BY LIST (closed)' ELSE '' END),
		'CREATE TABLE w.typ (type integer PRIMARY KEY, provider text)', 'CREATE TABLE w.org (id integer PRIMARY KEY, type integer)',
		'CREATE TABLE w.status (id integer PRIMARY KEY, category text)',
		'CREATE TABLE w.link (person integer, status integer, deleted boolean, PRIMARY KEY (person, status))');
	IF parts = 'list' THEN
		CALL oracle.run_ddl('CREATE TABLE w.place1 PARTITION OF w.place FOR VALUES IN (false)', 'CREATE TABLE w.place2 PARTITION OF w.place DEFAULT');
	END IF;
	CALL oracle.run_ddl(format('CREATE VIEW w.f AS SELECT p.id, p.person, l.status, p.org, o.type, s.category, p.osn AS basis, t.provider, p.stay, p.since AS on_date
		  FROM w.place AS p %1$s w.org AS o ON o.id = p.org %1$s w.typ AS t ON t.type = o.type
		  LEFT JOIN w.link AS l ON l.person = p.person AND NOT l.deleted LEFT JOIN w.status AS s ON s.id = l.status
		 WHERE NOT p.closed', outer_join));
	IF oracle.chance(0.3) THEN
		CALL oracle.run_ddl(format('ALTER TABLE w.place ADD FOREIGN KEY (org) REFERENCES w.org ON UPDATE CASCADE ON DELETE %s', oracle.pick('{CASCADE,SET NULL}'::text[])),
			'ALTER TABLE w.link ADD FOREIGN KEY (status) REFERENCES w.status ON UPDATE CASCADE ON DELETE CASCADE');
	END IF;
	CALL oracle.attach_view('w.f', 'placement', key, oracle.options(is_strict, deferred),
		'w.place id=id', 'w.org id=org', 'w.typ type=type', 'w.link person=person', 'w.status id=status');
	CALL oracle.add_table('w.typ', '{type}', 1, 'type', '1 2 3', 'provider', 'provider');
	CALL oracle.add_table('w.org', '{id}', 1, 'id', '1 2 3', 'type', '1 2 3 NULL');
	CALL oracle.add_table('w.status', '{id}', 1, 'id', '1 2 3 4', 'category', 'category');
	CALL oracle.add_table('w.place', CASE parts WHEN 'list' THEN '{id,closed}'::text[] ELSE '{id}' END, 4, 'id', '1 2 3 4 5', 'person', '1 1 2 3 NULL', 'org', '1 2 3', 'osn', 'basis',
		'since', 'on_date', 'stay', 'stay', 'closed', 'false false false true');
	CALL oracle.add_table('w.link', '{person,status}', 3, 'person', '1 2 3', 'status', '1 2 3 4', 'deleted', 'false false true');
END
$$;

-- Views that aggregate, take the latest, or unite an archive with what is open.
CREATE PROCEDURE oracle.aggregate_world(is_strict boolean, deferred boolean) LANGUAGE plpgsql AS $$
DECLARE
	kind text := oracle.pick('{grouped,latest,union,no key}'::text[]);
	key text := 'id';
BEGIN
	IF kind = 'no key' THEN
		key := 'person';
	END IF;
	INSERT INTO oracle.world (name, rule, is_strict, deferred, audited, state)
	VALUES (kind, 'placement', is_strict, deferred, CASE kind WHEN 'union' THEN 'w.open' WHEN 'no key' THEN 'w.place' ELSE 'w.child' END, oracle.placements('w.f', key, CASE kind WHEN 'grouped' THEN '{category}' ELSE 'category' END));
	IF kind = 'grouped' THEN
		CALL oracle.run_ddl('CREATE TABLE w.child (id bigint PRIMARY KEY, org varchar(60), osn varchar(40), since date, stay sss.stay_mode)',
			'CREATE TABLE w.cat (n integer PRIMARY KEY, child bigint, category sss.recipient_category)',
			'CREATE VIEW w.f AS SELECT c.id, array_agg(k.category) AS category, c.osn AS basis, c.org AS provider, c.stay, c.since AS on_date
			   FROM w.child AS c LEFT JOIN w.cat AS k ON k.child = c.id GROUP BY c.id, c.osn, c.org, c.since, c.stay');
		CALL oracle.attach_view('w.f', 'placement', key, oracle.options(is_strict, deferred), 'w.child id=id', 'w.cat child=id');
		CALL oracle.add_table('w.child', '{id}', 2, 'id', '1 2 3 4', 'org', 'provider', 'osn', 'basis', 'since', 'on_date', 'stay', 'stay');
		CALL oracle.add_table('w.cat', '{n}', 2, 'n', '1 2 3 4 5 6', 'child', '1 2 3 4', 'category', 'category');
	ELSIF kind = 'latest' THEN
		CALL oracle.run_ddl('CREATE TABLE w.child (id integer PRIMARY KEY, kat text)',
			'CREATE TABLE w.placed (n integer PRIMARY KEY, child integer, org text, osn text, since date, stay text)',
			'CREATE VIEW w.f AS SELECT c.id, c.kat AS category, p.osn AS basis, p.org AS provider, p.stay, p.since AS on_date
			   FROM w.child AS c CROSS JOIN LATERAL (SELECT * FROM w.placed AS p WHERE p.child = c.id ORDER BY p.since DESC NULLS LAST, p.n LIMIT 1) AS p');
		CALL oracle.attach_view('w.f', 'placement', key, oracle.options(is_strict, deferred), 'w.child id=id', 'w.placed child=id');
		CALL oracle.add_table('w.child', '{id}', 1, 'id', '1 2 3', 'kat', 'category');
		CALL oracle.add_table('w.placed', '{n}', 2, 'n', '1 2 3 4 5', 'child', '1 2 3', 'org', 'provider', 'osn', 'basis', 'since', 'on_date', 'stay', 'stay');
	ELSIF kind = 'no key' THEN	-- in some rows
		CALL oracle.run_ddl('CREATE TABLE w.place (id integer PRIMARY KEY, person integer, kat text, org integer, osn text, since date, stay text)', 'CREATE TABLE w.org (id integer PRIMARY KEY, type text)',
			'CREATE VIEW w.f AS SELECT p.id, p.person, p.org, p.kat AS category, p.osn AS basis, o.type AS provider, p.stay, p.since AS on_date FROM w.place AS p JOIN w.org AS o ON o.id = p.org');
		CALL oracle.attach_view('w.f', 'placement', key, oracle.options(is_strict, deferred), 'w.place id=id', 'w.org id=org');
		CALL oracle.add_table('w.org', '{id}', 1, 'id', '1 2 3', 'type', 'provider');
		CALL oracle.add_table('w.place', '{id}', 3, 'id', '1 2 3 4', 'person', '1 2 3 NULL', 'kat', 'category', 'org', '1 2 3', 'osn', 'basis', 'since', 'on_date', 'stay', 'stay');
	ELSE
		CALL oracle.run_ddl('CREATE TABLE w.open (id integer PRIMARY KEY, kat text, org text, osn text, since date)',
			'CREATE TABLE w.archive (id integer PRIMARY KEY, kat text, org text, osn text, since date)',
			'CREATE VIEW w.f AS SELECT id, kat AS category, osn AS basis, org AS provider, NULL::text AS stay, since AS on_date FROM w.open
			 UNION ALL SELECT id, kat, osn, org, ''permanent'', since FROM w.archive');
		CALL oracle.attach_view('w.f', 'placement', key, oracle.options(is_strict, deferred), 'w.open id=id', 'w.archive id=id');
		CALL oracle.add_table('w.open', '{id}', 1, 'id', '1 2 3 4', 'kat', 'category', 'org', 'provider', 'osn', 'basis', 'since', 'on_date');
		CALL oracle.add_table('w.archive', '{id}', 1, 'id', '1 2 3 4', 'kat', 'category', 'org', 'provider', 'osn', 'basis', 'since', 'on_date');
	END IF;
END
$$;

-- Rules with quantities or evidence, in columns and by a view that counts.
CREATE PROCEDURE oracle.norms_world(deferred boolean) LANGUAGE plpgsql AS $$
DECLARE
	kind text := oracle.pick('{rooms,counted,evidence,service}'::text[]);
BEGIN
	INSERT INTO oracle.world (name, rule, deferred, audited, state)
	VALUES (kind, CASE kind WHEN 'rooms' THEN 'living_space' WHEN 'counted' THEN 'living_space' ELSE kind END, deferred, CASE kind WHEN 'counted' THEN 'w.room' ELSE 'w.t' END,
		CASE kind WHEN 'rooms' THEN 'SELECT ROW(id)::text, jsonb_build_object(''provider'', provider, ''area'', area, ''persons'', persons, ''on_date'', on_date)::text, NULL FROM w.t'
			WHEN 'counted' THEN 'SELECT DISTINCT ROW(id)::text, jsonb_build_object(''provider'', sss.try_provider_type(provider), ''area'', area, ''persons'', persons, ''on_date'', on_date)::text, NULL FROM w.f'
			WHEN 'evidence' THEN 'SELECT ROW(id)::text, jsonb_build_object(''service'', service, ''provider'', provider, ''on_date'', on_date, ''organized_course'', organized_course, ''course_specialist'', course_specialist, ''equipped_room'', equipped_room, ''prescription'', prescription)::text, NULL FROM w.t'
			ELSE 'SELECT ROW(id)::text, jsonb_build_object(''service'', service, ''provider'', provider, ''on_date'', on_date)::text, NULL FROM w.t' END);
	IF kind = 'rooms' THEN
		CALL oracle.run_ddl('CREATE TABLE w.t (id integer PRIMARY KEY, provider sss.provider_type, area numeric, persons integer, on_date date)',
			format('SELECT sss.attach(''w.t'', ''living_space'', ''{provider=provider,area=area,persons=persons,on_date=on_date}''%s)', oracle.options(false, deferred)));
		CALL oracle.add_table('w.t', '{id}', 1, 'id', '1 2 3 4 5', 'provider', 'provider', 'area', 'area', 'persons', 'persons', 'on_date', 'on_date');
	ELSIF kind = 'counted' THEN
		CALL oracle.run_ddl('CREATE TABLE w.org (id integer PRIMARY KEY, type text)', 'CREATE TABLE w.room (id integer PRIMARY KEY, org integer, area numeric, since date)',
			'CREATE TABLE w.bed (n integer PRIMARY KEY, room integer)',
			'CREATE VIEW w.f AS SELECT r.id, r.org, o.type AS provider, r.area, (SELECT count(*) FROM w.bed AS b WHERE b.room = r.id) AS persons, r.since AS on_date
			   FROM w.room AS r JOIN w.org AS o ON o.id = r.org');
		CALL oracle.attach_view('w.f', 'living_space', 'id', oracle.options(false, deferred), 'w.org id=org', 'w.room id=id', 'w.bed room=id');
		CALL oracle.add_table('w.org', '{id}', 1, 'id', '1 2', 'type', 'provider');
		CALL oracle.add_table('w.room', '{id}', 2, 'id', '1 2 3', 'org', '1 2', 'area', 'area', 'since', 'on_date');
		CALL oracle.add_table('w.bed', '{n}', 3, 'n', '1 2 3 4 5 6', 'room', '1 2 3');
	ELSIF kind = 'evidence' THEN
		CALL oracle.run_ddl('CREATE TABLE w.t (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, on_date date, organized_course boolean, course_specialist boolean, equipped_room boolean, prescription boolean)',
			format('SELECT sss.attach(''w.t'', ''evidence'', ''{service=service,provider=provider,on_date=on_date,organized_course=organized_course,course_specialist=course_specialist,equipped_room=equipped_room,prescription=prescription}''%s)', oracle.options(false, deferred)));
		CALL oracle.add_table('w.t', '{id}', 1, 'id', '1 2 3 4 5', 'service', 'service', 'provider', 'provider', 'on_date', 'on_date',
			'organized_course', 'bool', 'course_specialist', 'bool', 'equipped_room', 'bool', 'prescription', 'bool');
	ELSE
		CALL oracle.run_ddl('CREATE TABLE w.t (id integer PRIMARY KEY, service sss.service, provider sss.provider_type, on_date date)',
			format('SELECT sss.attach(''w.t'', ''service'', ''{service=service,provider=provider,on_date=on_date}''%s)', oracle.options(false, deferred)));
		CALL oracle.add_table('w.t', '{id}', 1, 'id', '1 2 3 4 5', 'service', 'service', 'provider', 'provider', 'on_date', 'on_date');
	END IF;
END
$$;

-- Services, each a case by its own columns; a view that is not guarded adds the provider.
CREATE PROCEDURE oracle.lookup_world(deferred boolean) LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO oracle.world (name, rule, deferred, by_row, audited, state)
	VALUES ('lookup', 'service', deferred, true, 'w.t', 'SELECT ROW(t.id)::text,
		CASE WHEN f.id IS NOT NULL THEN jsonb_build_object(''service'', service, ''provider'', sss.try_provider_type(f.provider), ''on_date'', day)::text END, t::text
		FROM w.t LEFT JOIN w.f ON f.id = t.case_id');
	CALL oracle.run_ddl('CREATE TABLE w.org (id integer PRIMARY KEY, type text)', 'CREATE TABLE w.t (id integer PRIMARY KEY, case_id integer, service text, day date)',
		'CREATE VIEW w.f AS SELECT id, type AS provider FROM w.org',
		format('SELECT sss_internal.attach_table(''w.t'', ''service'', ''{service=service,on_date=day}'', lookup => ''w.f'', lookup_by => ''{case_id=id}''%s)', oracle.options(false, deferred)));
	-- Whether a row that is written as it was is worse by its provider alone is left open: no statement that writes rows
	-- changes one, and no transaction whose checks are deferred
	CALL oracle.add_table('w.org', '{id}', 0, 'id', '1 2 3', 'type', 'provider');
	CALL oracle.add_table('w.t', '{id}', 3, 'id', '1 2 3 4 5', 'case_id', '1 2 3', 'service', 'service', 'day', 'on_date');
END
$$;

-- Each world defines it anew.
CREATE FUNCTION oracle.state() RETURNS jsonb VOLATILE LANGUAGE sql AS 'SELECT NULL::jsonb';

CREATE PROCEDURE oracle.make_world(kind text DEFAULT oracle.pick('{columns,columns,college,college,aggregate,norms,lookup}'::text[])) LANGUAGE plpgsql AS $$
DECLARE
	is_strict boolean := oracle.chance(0.15);
	deferred boolean := oracle.chance(0.4);
BEGIN
	SET LOCAL client_min_messages = error;
	DROP SCHEMA IF EXISTS w CASCADE;
	TRUNCATE oracle.world, oracle.tab, oracle.col;
	CREATE SCHEMA w;
	CASE kind
		WHEN 'columns' THEN CALL oracle.columns_world(is_strict, deferred);
		WHEN 'college' THEN CALL oracle.college_world(is_strict, deferred);
		WHEN 'aggregate' THEN CALL oracle.aggregate_world(is_strict, deferred);
		WHEN 'norms' THEN CALL oracle.norms_world(deferred);
		ELSE CALL oracle.lookup_world(deferred);
	END CASE;
	UPDATE oracle.world SET by_view = position('w.f' IN state) > 0 AND NOT by_row,
		name = name || CASE WHEN world.is_strict THEN ', strict' ELSE '' END || CASE WHEN world.deferred THEN ', deferred' ELSE ', immediate' END;
	-- By key: the facts of the placements, and the row if a row is the case
	EXECUTE (SELECT format($q$
		CREATE OR REPLACE FUNCTION oracle.state() RETURNS jsonb VOLATILE LANGUAGE plpgsql AS 'BEGIN RETURN (
			SELECT coalesce(jsonb_object_agg(key, placements), ''{}'')
			  FROM (SELECT key, jsonb_build_object(''p'', coalesce(jsonb_agg(facts ORDER BY facts) FILTER (WHERE facts IS NOT NULL), ''[]''), ''r'', min(row)) AS placements
					  FROM (%s) AS s (key, facts, row) GROUP BY key) AS k); END'$q$, replace(state, '''', '''''')) FROM oracle.world);
	-- Tables from which a transaction may put rows aside, and take them back
	EXECUTE (SELECT string_agg(format('CREATE TABLE %s_aside (LIKE %1$s)', tab), '; ') FROM oracle.tab);
	UPDATE oracle.tab SET targets = targets || ARRAY(SELECT c.oid::regclass::text FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid WHERE i.inhparent = tab::regclass)
	 WHERE to_regproc('w.one_each') IS NULL;
END
$$;
