--
-- Attachments that differ from the journal, or that enforce less than they seem to.
--
CREATE FUNCTION sss_internal.role_settings(setting text, value text) RETURNS SETOF text STABLE STRICT LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $settings$
	SELECT CASE WHEN setrole = 0 AND setdatabase = 0 THEN 'ROLE ALL'
				WHEN setrole = 0 THEN format('DATABASE %I', datname)
				WHEN setdatabase = 0 THEN format('ROLE %I', rolname)
				ELSE format('ROLE %I IN DATABASE %I', rolname, datname) END
	  FROM pg_db_role_setting
	  LEFT JOIN pg_roles ON pg_roles.oid = setrole
	  LEFT JOIN pg_database ON pg_database.oid = setdatabase
	 WHERE (setdatabase = 0 OR datname = current_database())
	   AND EXISTS (
			SELECT
			  FROM unnest(setconfig) AS entry, lower(entry) AS lowered, substr(lowered, length(setting) + 2) AS found
			 WHERE starts_with(lowered, setting || '=')
			   -- A boolean setting can be written in several ways.
			   AND CASE WHEN value IN ('true', 'false') THEN found::boolean = value::boolean ELSE found = value END)
	 ORDER BY 1
$settings$;
COMMENT ON FUNCTION sss_internal.role_settings(text, text) IS
'Roles and databases, as ALTER names them, that have this value of the setting by ALTER ROLE or ALTER DATABASE in sessions of this database. For sss.verify() and sss.health()';

CREATE FUNCTION sss_internal.has_columns(relation oid, columns text[]) RETURNS boolean STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $has_columns$
	SELECT NOT EXISTS (
			SELECT FROM unnest(columns) AS c
			 WHERE c NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped))
$has_columns$;
COMMENT ON FUNCTION sss_internal.has_columns(oid, text[]) IS
'Does the relation have all these columns? For sss.verify()';

CREATE FUNCTION sss.verify(OUT relation regclass, OUT attachment text, OUT problem text, OUT command text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off SET jit = off AS $verify$
	-- The journal means the table that bears the name now: a restore keeps names,
	-- and so another table may take a name over.  It also means the table with the
	-- OID if the line was written in this database, or if no table bears the name:
	-- a table that was moved away must not lose its attachment to one in its place.
	WITH RECURSIVE event AS (
		SELECT meant.oid::regclass AS relation, j.relation AS name_then,
			   j.attachment, j.rule, j.action, j.definition, j.generated, j.reads, j.relid, j.at,
			   j.xmin AS wrote, j.cmin::text::bigint AS wrote_at,
			   -- Only a definition that a function of ours wrote, or that was acknowledged, is offered as a command.
			   j.written_at = j.at OR j.written_at <= (
					SELECT max(k.at) FROM sss.journal AS k
					 WHERE k.action = 'acknowledge' AND k.relation = 'sss.journal' AND k.written_at = k.at) AS trusted
		  FROM sss.journal AS j
		  LEFT JOIN pg_class AS named ON named.oid = sss_internal.relation_named(j.relation) AND named.relkind IN ('r', 'p')
		  LEFT JOIN pg_class AS numbered ON numbered.oid = j.relid AND numbered.relkind IN ('r', 'p')
		 CROSS JOIN LATERAL (
				SELECT named.oid WHERE named.oid IS NOT NULL
				UNION
				SELECT numbered.oid WHERE numbered.oid IS NOT NULL AND (named.oid IS NULL OR j.written_at = j.at)) AS meant (oid)
		 WHERE j.action IN ('attach', 'detach', 'set_mode')
	), last AS (
		SELECT DISTINCT ON (relation, attachment) *
		  FROM event
		 WHERE relation IS NOT NULL
		 -- A line with its OID comes first: a table that took the name of another did not take its history.
		 ORDER BY relation, attachment, (relid = relation) DESC NULLS LAST, at DESC
	), acknowledged AS (
		-- By sss.acknowledge(), since the last sss.attach().
		SELECT DISTINCT ON (relation) relation, action = 'acknowledge' AS itself, action = 'acknowledge' AND definition LIKE '%, true)' AS partitions
		  FROM (SELECT sss_internal.journalled(j.relid, j.relation, j.written_at = j.at) AS relation, j.action, j.definition, j.at
				  FROM sss.journal AS j
				 WHERE j.action = 'acknowledge' OR j.action = 'attach') AS j
		 WHERE relation IS NOT NULL
		 ORDER BY relation, at DESC
	), meant AS (
		SELECT relation, attachment, trusted, rule, relid AS relid_then,
			   sss_internal.relation_named(replace(substring(definition FROM ', lookup => ''((?:[^'']|'''')*)'''), '''''', '''')) AS facts_now,
			   definition LIKE '%, lookup => %' AS has_facts,
			   ARRAY(SELECT way[1] FROM regexp_matches(substring(definition FROM ', lookup_by => (ARRAY[[].*?[]]), (?:lock_by|mode) => '), '(?:[[]|, )''([^''=]+)=', 'g') AS way) AS ways,
			   definition LIKE '%, mode => ''enforce''%' AS enforcing,
			   definition LIKE '%, always => true%' AS always,
			   definition LIKE '%, unsettled => ''enforce''%' AS strict,
			   string_to_array(replace(substring(definition FROM ', required => ARRAY[[](''[a-z_'', ]+'')]'), '''', ''), ', ') AS required,
			   ARRAY(SELECT role[1] FROM regexp_matches(substring(definition FROM ', columns => (ARRAY[[].*?])(?:, key => ARRAY[[]|, lookup => |, mode => ''[el]|, name => )'),
														'(?:[[]|, )''([a-z_]+)=', 'g') AS role) AS roles,
			   replace(definition, '(' || quote_literal(name_then) || ', ',
					   '(' || quote_literal(format('%s.%I', c.relnamespace::regnamespace, c.relname)) || ', ') AS definition
		  FROM last
		  JOIN pg_class AS c ON c.oid = relation
		 WHERE action <> 'detach'
	), attached AS (
		SELECT a.*, m.enforcing, m.always AS meant_always, m.definition AS meant_definition, CASE WHEN m.trusted THEN m.definition END AS meant_command,
			   format('ALTER TABLE %s', a.relation) AS alter_table,
			   CASE WHEN m.always OR a.always THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END AS enable,
			   concat_ws(', ', CASE WHEN m.strict AND a.unsettled = 'log' THEN 'unsettled is log' END,
						 CASE WHEN a.enforced_by = 'constraint' AND a.definition LIKE '%, except_keys => %'
								   AND substring(a.definition FROM ', except_keys => (.*), name => ') IS DISTINCT FROM substring(m.definition FROM ', except_keys => (.*), name => ')
							  THEN 'keys are excepted' END,
						 (SELECT string_agg(format('role %s is not required', role), ', ')
							FROM unnest(m.required) AS role WHERE role <> ALL (a.required)),
						 (SELECT string_agg(format('no column for role %s', role), ', ')
							FROM unnest(m.roles) AS role
						   WHERE role NOT IN (SELECT split_part(bound, '=', 1) FROM unnest(a.columns) AS bound))) AS lost
		  FROM sss_internal.attached AS a
		  LEFT JOIN meant AS m ON (m.relation, m.attachment) = (a.relation, a.name)
	), expression AS (
		-- The generated columns as they were when the rule was attached: by the names of columns and by their numbers.
		SELECT r.relation, r.attachment, r.generated[n] AS by_name, r.generated[n + 1] AS by_number
		  FROM (SELECT DISTINCT ON (relation, attachment) relation, attachment, generated
				  FROM event
				 WHERE relation IS NOT NULL AND action = 'attach'
				 ORDER BY relation, attachment, (relid = relation) DESC NULLS LAST, at DESC) AS r,
			   generate_series(1, cardinality(r.generated), 2) AS n
	), case_key AS (
		-- The columns that name the cases of each attachment that works, in the order in which they were attached.
		SELECT a.relation, a.name, a.rule, a.facts, a.definition, t.oid AS attached,
			   a.facts IS NOT NULL AND coalesce(cardinality(a.columns), 0) = 0 AS yields_cases,
			   sss_internal.case_key(a.relation, a.name)::text AS key_columns
		  FROM attached AS a
		  JOIN pg_trigger AS t ON (t.tgrelid, t.tgname) = (a.relation, a.name)
		 WHERE a.enforced_by = 'trigger' AND a.rule IS NOT NULL
	), decided AS (
		-- Tables of a view that were left out when it was attached, or to which a way was named; the definition says which view that was.
		SELECT sss_internal.journalled(j.relid, j.relation, j.written_at = j.at)::regclass AS relation, v.facts, j.rule, j.attachment, j.action
		  FROM sss.journal AS j
		  JOIN (SELECT DISTINCT facts FROM attached WHERE facts IS NOT NULL) AS v
				ON starts_with(j.definition, format('SELECT * FROM sss.attach_view(%L, ', sss_internal.relation_name(v.facts)))
		 WHERE j.action IN ('leave_out', 'via')
	), left_out AS (
		SELECT * FROM decided WHERE action = 'leave_out'
	), view_call AS (
		-- The patterns pass over whole literals: a name within one may look like an argument, and must not become SQL.
		-- The call that attaches each view again, with what it may need to be told: the key, ways, what is left out, and the columns to wait by.
		SELECT a.facts, a.rule, n.name,
			   format('SELECT * FROM sss.attach_view(%L, %L, key => ', sss_internal.relation_name(a.facts), a.rule) ||
			   min(format('ARRAY[%s]', (SELECT string_agg(quote_literal(c), ', ' ORDER BY k) FROM unnest(a.key) WITH ORDINALITY AS u (c, k)))) ||
			   coalesce((SELECT format(', via => ARRAY[%s]', string_agg(DISTINCT quote_literal(format('%s.%I=%s', sss_internal.relation_name(x.relation), c.attname, w.attname)), ', '))
						   FROM decided AS d
						   JOIN attached AS x ON (x.relation, x.facts, x.rule, x.name) = (d.relation, d.facts, d.rule, d.attachment)
						  CROSS JOIN unnest(x.via) AS u (way)
						   JOIN pg_attribute AS c ON c.attrelid = x.relation AND c.attnum > 0
						   JOIN pg_attribute AS w ON w.attrelid = x.facts AND w.attnum > 0
						  WHERE d.action = 'via' AND (d.facts, d.rule, d.attachment) = (a.facts, a.rule, n.name)
							AND format('%s=%s', c.attname, w.attname) = u.way
						 HAVING count(*) > 0), '') ||
			   coalesce((SELECT format(', leave_out => ARRAY[%s]::pg_catalog.regclass[]', string_agg(DISTINCT quote_literal(sss_internal.relation_name(l.relation)), ', '))
						   FROM left_out AS l
						  WHERE (l.facts, l.rule, l.attachment) = (a.facts, a.rule, n.name) AND l.relation IS NOT NULL
						 HAVING count(*) > 0), '') ||
			   coalesce(min(substring(a.definition FROM '^(?:[^'']|''[^'']*'')*(, lock_by => ARRAY[[](?:[^'']|''[^'']*'')*]), mode => ''')), '') ||
			   coalesce(min(substring(a.definition FROM '^(?:[^'']|''[^'']*'')*, mode => ''[a-z]+''((?:, required => ARRAY[[][a-z_'', ]+])?(?:, unsettled => ''[a-z]+'')?(?:, timing => ''[a-z]+'')?(?:, always => true)?), name => ''')), '') ||
			   format(', name => %L)', n.name) AS command
		  FROM attached AS a
		 CROSS JOIN LATERAL sss_internal.name_without_number(a.name) AS n (name)
		 WHERE a.facts IS NOT NULL AND coalesce(cardinality(a.columns), 0) = 0 AND a.rule IS NOT NULL
		 GROUP BY a.facts, a.rule, n.name
	), renamed AS (
		-- ALTER TRIGGER ... RENAME keeps what is bound, and leaves the helper triggers alone.
		SELECT m.relation, m.attachment, a.name
		  FROM (SELECT relation, attachment, bound, row_number() OVER (PARTITION BY relation, bound ORDER BY attachment) AS n
				  FROM meant, regexp_replace(definition, '(, timing => ''deferred'')?(, always => true)?, name => ''.*''[)]$', '') AS bound
				 WHERE (relation, attachment) NOT IN (SELECT x.relation, x.name FROM attached AS x)) AS m
		  JOIN (SELECT relation, name, bound, row_number() OVER (PARTITION BY relation, bound ORDER BY name) AS n
				  FROM attached, regexp_replace(definition, '(, timing => ''deferred'')?(, always => true)?, name => ''.*''[)]$', '') AS bound
				 WHERE enforced_by = 'trigger' AND meant_definition IS NULL) AS a USING (relation, bound, n)
	), orphan AS (
		-- A helper trigger that is named after no binding trigger, or after one that it does not match.
		-- Before version 15 its clones keep the old name, which says after what the trigger was named.
		SELECT a.relation, a.name,
			   substring(coalesce((SELECT min(c.tgname) FROM pg_trigger AS c WHERE c.tgparentid = t.oid), a.name)
						 FROM '^(.*)_(?:companion|insert|update|delete|row)$') AS attachment,
			   split_part(encode(t.tgargs, 'escape'), chr(92) || '000', 1) AS rule
		  FROM attached AS a
		  JOIN pg_trigger AS t ON (t.tgrelid, t.tgname) = (a.relation, a.name)
		 WHERE a.rule IS NULL AND t.tgattr::text = '' AND (t.tgqual IS NOT NULL OR t.tgtype & 1 = 0 OR t.tgtype & 29 = 29)
	), clone AS (
		-- Before version 15 the server renames no clones when it renames a trigger.  Left out are those that the
		-- command of another row mends: it renames their trigger back, or drops it with them.
		SELECT t.oid, t.tgrelid, t.tgname::text, t.tgrelid::regclass AS relation, t.tgname::text AS root,
			   coalesce(r.attachment, t.tgname) AS meant
		  FROM pg_trigger AS t
		  LEFT JOIN renamed AS r ON (r.relation, r.name) = (t.tgrelid, t.tgname)
		 WHERE t.tgfoid = 'sss.enforce()'::regprocedure AND t.tgparentid = 0
		   AND (t.tgrelid, t.tgname) NOT IN (SELECT o.relation, o.name FROM orphan AS o)
		UNION ALL
		SELECT t.oid, t.tgrelid, t.tgname, c.relation, c.root, c.meant
		  FROM clone AS c
		  JOIN pg_trigger AS t ON t.tgparentid = c.oid
	), enabled AS (
		-- The repairing command enables all triggers of an attachment alike.
		SELECT a.*, p.enabling, p.enabling_always, p.all_enabled, p.otherwise, remains,
			   EXISTS (SELECT FROM pg_inherits AS i JOIN pg_trigger AS t ON t.tgrelid = i.inhrelid
						WHERE i.inhrelid = a.relation AND t.tgname IN (a.name || '_insert', a.name || '_update', a.name || '_delete')
						  AND t.tgfoid = 'sss.enforce()'::regprocedure AND t.tgtype & 1 = 0) AS by_statement,
			   'SELECT ' || remains || substr(a.definition, 8) AS completing
		  FROM attached AS a
		 -- The helper triggers that bear its name, but could not be its own, keep theirs from being made again.
		 CROSS JOIN LATERAL (
				SELECT coalesce(string_agg(format('sss.detach(%L, %L), ', o.relation, o.name), '' ORDER BY o.name), '') AS remains
				  FROM orphan AS o
				 WHERE (o.relation, o.attachment) = (a.relation, a.name)) AS r
		 CROSS JOIN LATERAL (
				SELECT alter_table || string_agg(format(' %s TRIGGER %I', enable, tgname), ',' ORDER BY tgname) AS enabling,
					   alter_table || string_agg(format(' ENABLE ALWAYS TRIGGER %I', tgname), ',' ORDER BY tgname) AS enabling_always,
					   -- A helper trigger that bore another name when the mode was set has the mode from before.
					   string_agg(tgname, ', ' ORDER BY tgname) FILTER (
							WHERE tgname <> a.name AND CASE a.mode WHEN 'log' THEN 'mode=enforce' ELSE 'mode=log' END
								  = ANY (string_to_array(encode(tgargs, 'escape'), chr(92) || '000'))) AS otherwise,
					   NOT EXISTS (
							SELECT FROM pg_trigger AS clone
							 WHERE clone.tgrelid IN (SELECT a.relation UNION SELECT p.relid FROM sss_internal.parts_of(a.relation) AS p)
							   AND clone.tgname = ANY (array_agg(t.tgname))
							   AND clone.tgenabled NOT IN ('A', CASE enable WHEN 'ENABLE' THEN 'O' ELSE 'A' END)) AS all_enabled
				  FROM pg_trigger AS t
				 WHERE tgrelid = a.relation AND tgfoid = 'sss.enforce()'::regprocedure
				   AND (tgname IN (a.name, a.companion)
						OR a.facts IS NOT NULL AND tgname IN (a.name || '_insert', a.name || '_update', a.name || '_delete', a.name || '_row'))) AS p
		 -- Leave out attachments that the command of another row repairs.
		 WHERE (a.relation, a.name) NOT IN (SELECT r.relation, r.name FROM renamed AS r)
		   AND (a.relation, a.name) NOT IN (
				SELECT o.relation, o.name FROM orphan AS o
				 WHERE (o.relation, o.attachment) IN (
					SELECT m.relation, m.attachment FROM meant AS m
					 WHERE (m.relation, m.attachment) NOT IN (SELECT x.relation, x.name FROM attached AS x)
					 UNION ALL
					SELECT x.relation, x.name FROM attached AS x
					 WHERE x.problem IS NOT NULL OR (x.enforced_by = 'trigger' AND x.facts IS NULL AND x.companion IS NULL)))
	), heir AS (
		-- An inheritance child has the columns and CHECKs of its parent, not its triggers.
		SELECT a.relation AS ancestor, a.relation::oid AS relid
		  FROM attached AS a
		  JOIN pg_class AS c ON c.oid = a.relation AND c.relkind = 'r'
		UNION
		SELECT h.ancestor, i.inhrelid
		  FROM heir AS h
		  JOIN pg_inherits AS i ON i.inhparent = h.relid
	), parted AS MATERIALIZED (
		SELECT c.oid, ARRAY(SELECT format('%I %s', attname, atttypid) FROM pg_attribute
							 WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname) AS columns
		  FROM pg_class AS c
		 WHERE c.oid IN (SELECT a.relation FROM attached AS a) AND c.relkind = 'p'
	), kin AS (
		SELECT ancestor, relid, format('table inherits from %s, but does not have its attachment', ancestor) AS problem
		  FROM heir
		 WHERE relid <> ancestor
		UNION ALL
		-- A detached partition keeps its columns and CHECKs, not its triggers.  It
		-- looks the same as a table that will become a partition.
		SELECT p.oid::regclass, c.oid, format('table has the columns of partitioned table %s, but does not have its attachment', p.oid::regclass)
		  FROM (SELECT * FROM parted WHERE oid NOT IN (SELECT k.relation FROM acknowledged AS k WHERE k.partitions)) AS p
		  JOIN pg_class AS c ON c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
							AND c.oid <> p.oid AND c.relnatts >= cardinality(p.columns)
		   AND p.columns
			 = ARRAY(SELECT format('%I %s', attname, atttypid) FROM pg_attribute
					  WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attname)
	), escaping AS (
		SELECT c.oid::regclass AS relation, a.name, k.problem,
			   -- The same call for the other table.  If the key is the primary key, name its columns.
			   CASE WHEN c.relkind <> 'f' THEN
				   replace(CASE WHEN a.enforced_by = 'constraint' OR a.key IS NOT NULL OR mine.key IS NOT NULL OR theirs.key IS NULL THEN a.definition
								ELSE overlay(a.definition PLACING ', key => ARRAY[' || theirs.key || ']'
											 FROM strpos(a.definition, format(', mode => %L', a.mode)) FOR 0) END,
						   '(' || quote_literal(format('%s.%I', p.relnamespace::regnamespace, p.relname)) || ', ',
						   '(' || quote_literal(format('%s.%I', c.relnamespace::regnamespace, c.relname)) || ', ')
			   END AS command
		  FROM kin AS k
		  JOIN attached AS a ON a.relation = k.ancestor AND a.rule IS NOT NULL
		  JOIN pg_class AS p ON p.oid = a.relation
		  JOIN pg_class AS c ON c.oid = k.relid
		 CROSS JOIN LATERAL (
				SELECT string_agg(quote_literal(attname), ', ' ORDER BY position) AS key
				  FROM pg_index, unnest(indkey[0:indnkeyatts - 1]) WITH ORDINALITY AS v (attnum, position)
				  JOIN pg_attribute USING (attnum)
				 WHERE indrelid = p.oid AND indisprimary AND attrelid = p.oid) AS theirs
		 CROSS JOIN LATERAL (SELECT max(indexrelid) AS key FROM pg_index WHERE indrelid = c.oid AND indisprimary) AS mine
		 -- If the journal knows the table, its state is deliberate: the rule was detached, for example.
		 WHERE NOT EXISTS (
				SELECT FROM last AS l
				 WHERE l.relation = k.relid AND l.rule = a.rule
				   -- ATTACH and DETACH PARTITION write all columns.  What was detached before became a partition again.
				   AND (l.action <> 'detach' OR EXISTS (
						SELECT FROM pg_attribute AS c
						 WHERE c.attrelid = k.relid AND c.attnum > 0 AND NOT c.attisdropped
						   AND (age(c.xmin) > age(l.wrote) OR c.xmin = l.wrote AND c.cmin::text::bigint <= l.wrote_at))))
		   AND k.relid NOT IN (SELECT x.relation FROM acknowledged AS x WHERE x.itself)
		   AND NOT EXISTS (SELECT FROM attached AS x WHERE x.relation = k.relid AND x.rule = a.rule)
		   AND NOT (a.enforced_by = 'constraint' AND EXISTS (
				SELECT FROM pg_constraint WHERE conrelid = k.relid AND conname = a.name AND contype = 'c'))
	)
	SELECT relation, attachment,
		   'attachment does not exist, but the journal says attached' ||
		   CASE WHEN swapped THEN format('; facts view %s reads %s in its place, and has to be replaced', facts_now::regclass, relid_then::regclass) ELSE '' END,
		   -- Triggers that remain would keep the attachment from being made again: drop them first.
		   CASE WHEN swapped THEN NULL
				-- The view, or a column that leads to it, has another name now, which the other tables of the view know.
				WHEN has_facts AND (facts_now IS NULL OR NOT sss_internal.has_columns(relation, ways)) AND again IS NOT NULL THEN again
				ELSE 'SELECT ' || coalesce((
						SELECT string_agg(format('sss.detach(%L, %L), ', a.relation, a.name), '' ORDER BY a.name)
						  FROM orphan AS a
						 WHERE (a.relation, a.attachment) = (meant.relation, meant.attachment)), '') ||
					 CASE WHEN trusted THEN substr(definition, 8) END END
	  FROM meant
	 CROSS JOIN LATERAL (
			-- The view goes on reading the table that had the name.
			SELECT relid_then <> relation AND NOT EXISTS (SELECT FROM sss_internal.facts_reads(facts_now) AS f WHERE f.relation = meant.relation)
				   AND EXISTS (SELECT FROM sss_internal.facts_reads(facts_now) AS f WHERE f.relation = relid_then) AS swapped) AS w
	 CROSS JOIN LATERAL (
			SELECT min(c.command) AS again
			  FROM view_call AS c
			 CROSS JOIN LATERAL sss_internal.facts_reads(c.facts) AS f
			 WHERE (c.rule, c.name, f.relation) = (meant.rule, sss_internal.name_without_number(meant.attachment), meant.relation)) AS v
	 WHERE (relation, attachment) NOT IN (SELECT a.relation, a.name FROM attached AS a)
	   AND (relation, attachment) NOT IN (SELECT r.relation, r.attachment FROM renamed AS r)
	   -- The table's own constraint may have become an inherited one.
	   AND NOT EXISTS (
			SELECT FROM pg_constraint AS c CROSS JOIN LATERAL sss_internal.describe_check(c.oid) AS d
			 WHERE conrelid = relation AND conname = attachment AND contype = 'c' AND coninhcount > 0
			   AND d.enforced_by IS NOT NULL)
	UNION ALL
	SELECT relation, attachment, format('trigger was renamed to %I', name),
		   format('ALTER TRIGGER %I ON %s RENAME TO %I', name, relation, attachment)
	  FROM renamed
	UNION ALL
	SELECT tgrelid::regclass, tgname, format('trigger is a clone of trigger %I of %s', root, relation),
		   format('ALTER TRIGGER %I ON %s RENAME TO %I', tgname, tgrelid::regclass, meant)
	  FROM clone
	 WHERE tgname NOT IN (root, meant)
	UNION ALL
	SELECT relation, name, 'trigger is disabled',
		   CASE WHEN facts IS NOT NULL AND all_enabled THEN completing ELSE enabling END
	  FROM enabled
	 WHERE enforced_by = 'trigger' AND effective_mode = 'disabled'
	UNION ALL
	SELECT relation, name, problem,
		   CASE WHEN (relation, name) IN (SELECT o.relation, o.name FROM orphan AS o)
				-- If an attachment lacks it, that has a row of its own, whose command creates another.
				-- If the rule is not attached any more, or the journal does not say to what, it may be the last trace.
				THEN CASE WHEN EXISTS (SELECT FROM orphan AS o
										 JOIN attached AS x ON x.relation = o.relation AND x.rule = o.rule AND x.enforced_by = 'trigger'
										WHERE (o.relation, o.name) = (enabled.relation, enabled.name)
										  AND x.meant_definition IS NOT NULL)
							OR EXISTS (SELECT FROM attached AS x
										WHERE x.relation = enabled.relation AND x.rule IS NOT NULL AND x.enforced_by = 'trigger'
										  AND (x.problem IS NOT NULL OR x.facts IS NULL AND x.companion IS NULL))
						  THEN format('SELECT sss.detach(%L, %L)', relation, name) END
				WHEN enforced_by = 'constraint' AND rule IS NULL AND meant_definition IS NOT NULL
				THEN format('%s DROP CONSTRAINT %I; ', alter_table, name) || meant_command
				WHEN definition IS NULL THEN NULL
				WHEN remains <> ''
				THEN 'SELECT ' || remains || format('sss.detach(%L, %L), ', relation, name) || substr(definition, 8)
				-- The table became a part of another one: a trigger for each row takes the place of those for each statement.
				WHEN facts IS NOT NULL AND all_enabled AND by_statement
				THEN format('SELECT sss.detach(%L, %L), ', relation, name) || substr(definition, 8)
				WHEN facts IS NOT NULL AND all_enabled THEN definition
				WHEN enforced_by = 'trigger' THEN enabling
				ELSE format('SELECT sss.detach(%L, %L), ', relation, name) || substr(definition, 8) END
	  FROM enabled
	 WHERE problem IS NOT NULL AND (enforced_by = 'constraint' OR effective_mode IS DISTINCT FROM 'disabled')
	UNION ALL
	SELECT enabled.relation, enabled.name,
		   CASE WHEN d.at IS NULL THEN 'mode is log, but the journal says enforce'
				ELSE format('mode is log since %s UTC, by %s: %s', to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), d.who, d.call) END,
		   CASE WHEN d.at IS NULL THEN format('SELECT sss.set_mode(%L, ''enforce'', %L)', enabled.relation, enabled.name)
				ELSE 'CALL sss.restore_all()' END
	  FROM enabled
	  LEFT JOIN sss_internal.demoted AS d ON d.relation = enabled.relation AND d.attachment = enabled.name
	 WHERE enforcing AND mode = 'log'
	UNION ALL
	SELECT relation, name, format('mode is %s, but helper triggers name the other mode: %s', mode, otherwise),
		   format('SELECT sss.set_mode(%L, %L, %L)', relation, mode, name)
	  FROM enabled
	 WHERE otherwise IS NOT NULL AND NOT (coalesce(enforcing, false) AND mode = 'log')
	UNION ALL
	-- If one table of a view only logs, changes pass there that the others refuse.
	SELECT e.relation, e.name, format('mode is log, but other tables of facts view %s enforce', e.facts),
		   format('SELECT sss.set_mode(%L, ''enforce'', %L)', e.relation, e.name)
	  FROM enabled AS e
	 WHERE e.mode = 'log' AND NOT coalesce(e.enforcing, false) AND e.facts IS NOT NULL AND coalesce(cardinality(e.columns), 0) = 0
	   AND EXISTS (
			SELECT FROM attached AS x
			 WHERE (x.facts, x.rule, sss_internal.name_without_number(x.name)) = (e.facts, e.rule, sss_internal.name_without_number(e.name))
			   AND x.mode = 'enforce')
	UNION ALL
	SELECT relation, name, 'binding was weakened: ' || lost,
		   format('SELECT sss.detach(%L, %L), ', relation, name) || substr(meant_command, 8)
	  FROM enabled
	 WHERE rule IS NOT NULL AND lost <> ''
	UNION ALL
	SELECT relation, name, 'trigger does not fire for replicated changes, but the journal says always', enabling
	  FROM enabled
	 WHERE meant_always AND NOT always AND effective_mode <> 'disabled'
	UNION ALL
	SELECT relation, name, format('trigger does not fire for changes that %s writes', writer),
		   CASE WHEN facts IS NULL THEN enabling_always
				-- other triggers then catch the changes
				ELSE format('SELECT sss.detach(%L, %L), ', relation, name) ||
					 overlay(substr(definition, 8) PLACING ', always => true'
							 FROM length(definition) - 7 - length(format(', name => %L)', name)) + 1 FOR 0) END
	  FROM enabled
	 CROSS JOIN LATERAL (
			SELECT CASE WHEN EXISTS (
						SELECT FROM pg_subscription_rel
						 WHERE srrelid = relation OR srrelid IN (SELECT p.relid FROM sss_internal.parts_of(relation) AS p))
						THEN 'a subscription' ELSE sss_internal.replicated_by(relation) END AS writer) AS w
	 WHERE enforced_by = 'trigger' AND NOT always AND meant_always IS NOT TRUE AND effective_mode <> 'disabled' AND writer IS NOT NULL
	UNION ALL
	SELECT relation, name, 'companion trigger is missing: changes by BEFORE UPDATE triggers are not checked', completing
	  FROM enabled
	 WHERE enforced_by = 'trigger' AND facts IS NULL AND companion IS NULL AND rule IS NOT NULL
	UNION ALL
	SELECT relation, name, problem, command
	  FROM escaping
	UNION ALL
	SELECT e.relation, e.name, format('partition has this attachment besides attachment %I of %s: each row is checked twice', x.name, x.relation),
		   format('SELECT sss.detach(%L, %L)', e.relation, e.name)
	  FROM enabled AS e
	  JOIN pg_class AS c ON c.oid = e.relation AND c.relispartition
	  JOIN attached AS x ON x.relation IN (SELECT relid FROM pg_partition_ancestors(e.relation) AS up (relid)) AND x.relation <> e.relation
	 WHERE (x.rule, x.enforced_by, x.columns) = (e.rule, e.enforced_by, e.columns) AND x.facts IS NOT DISTINCT FROM e.facts
	   AND x.problem IS NULL AND e.problem IS NULL AND x.effective_mode NOT IN ('disabled', 'partial')
	   AND (x.mode = 'enforce' OR e.mode = 'log') AND (x.always OR NOT e.always) AND (x.unsettled = 'enforce' OR e.unsettled = 'log') AND x.required @> e.required
	UNION ALL
	-- The way from the table to the view is found when the view is attached again: what exists stays.
	SELECT r.relation, NULL, format('facts view %s reads the table, but rule "%s" is not attached to it', v.facts, v.rule),
		   (SELECT min(c.command) FROM view_call AS c WHERE (c.facts, c.rule) = (v.facts, v.rule))
	  FROM (SELECT DISTINCT a.facts, a.rule FROM attached AS a WHERE a.facts IS NOT NULL) AS v
	 CROSS JOIN LATERAL sss_internal.facts_reads(v.facts) AS r
	 WHERE NOT EXISTS (SELECT FROM last AS l WHERE l.relation = r.relation AND l.rule = v.rule)
	   AND NOT EXISTS (SELECT FROM left_out AS l WHERE (l.facts, l.rule, l.relation) = (v.facts, v.rule, r.relation))
	   AND r.relation NOT IN (SELECT x.relation FROM acknowledged AS x WHERE x.itself)
	   AND NOT EXISTS (
			SELECT FROM attached AS a
			 WHERE a.facts = v.facts AND a.rule = v.rule
			   AND (a.relation = r.relation OR a.relation IN (SELECT relid FROM pg_partition_ancestors(r.relation) AS up (relid))))
	UNION ALL
	-- One table of a view can be detached on purpose, as it can be left out.  But a view that is attached without the table of its
	-- cases would check no new case: whoever wants that detaches the view, or leaves the table out when he attaches it.
	SELECT y.relation, v.name, format('facts view %s is attached, but not to the table of its cases: new cases are not checked', v.facts),
		   v.command
	  FROM view_call AS v
	 CROSS JOIN LATERAL sss_internal.case_tables(v.facts, v.name) AS y
	 WHERE EXISTS (SELECT FROM last AS l WHERE l.relation = y.relation AND l.rule = v.rule AND l.action = 'detach')
	   AND NOT EXISTS (SELECT FROM meant AS m WHERE (m.relation, m.attachment) = (y.relation, v.name))
	   AND NOT EXISTS (SELECT FROM left_out AS l WHERE (l.facts, l.rule, l.relation) = (v.facts, v.rule, y.relation))
	   AND y.relation NOT IN (SELECT x.relation FROM acknowledged AS x WHERE x.itself)
	   AND NOT EXISTS (
			SELECT FROM attached AS a
			 WHERE a.facts = v.facts AND a.rule = v.rule
			   AND (a.relation = y.relation OR a.relation IN (SELECT relid FROM pg_partition_ancestors(y.relation) AS up (relid))))
	UNION ALL
	-- The view was replaced, or a column may be NULL now: the way that was found then need no longer hold.
	SELECT u.relation, v.name, format('changes of the table may alter rows of facts view %s to which its columns do not lead', v.facts),
		   (SELECT rtrim(min(c.command), ')') || ', replace => true)' FROM view_call AS c WHERE (c.facts, c.rule) = (v.facts, v.rule))
	  FROM (SELECT DISTINCT a.facts, a.rule, sss_internal.name_without_number(a.name) AS name
			  FROM attached AS a
			 WHERE a.facts IS NOT NULL AND coalesce(cardinality(a.columns), 0) = 0 AND a.rule IS NOT NULL) AS v
	 CROSS JOIN LATERAL sss_internal.unserved_tables(v.facts, v.name) AS u
	 WHERE NOT EXISTS (
			SELECT FROM decided AS d
			 WHERE d.action = 'via' AND (d.facts, d.rule, d.attachment, d.relation) = (v.facts, v.rule, v.name, u.relation))
	   -- An attachment of the table that is missing, was renamed, or does not work, has a row of its own, whose command mends it.
	   AND (u.relation, v.name) NOT IN (SELECT r.relation, sss_internal.name_without_number(r.name) FROM renamed AS r)
	   AND NOT EXISTS (
			SELECT FROM meant AS m
			 WHERE m.relation = u.relation AND sss_internal.name_without_number(m.attachment) = v.name
			   AND (m.relation, m.attachment) NOT IN (SELECT a.relation, a.name FROM attached AS a WHERE a.problem IS NULL))
	UNION ALL
	-- Sessions wait for each other only if their attachments use the same view.
	SELECT DISTINCT r.relation, other.name,
		   format('facts view %s reads the table, but the attachment uses facts view %s: sessions of the two views do not wait for each other', v.facts, other.facts), NULL
	  FROM (SELECT DISTINCT a.facts, a.rule FROM attached AS a WHERE a.facts IS NOT NULL) AS v
	 CROSS JOIN LATERAL sss_internal.facts_reads(v.facts) AS r
	  JOIN attached AS other ON other.relation = r.relation AND other.rule = v.rule AND other.facts <> v.facts
	 WHERE NOT EXISTS (
			SELECT FROM attached AS a
			 WHERE a.facts = v.facts AND a.rule = v.rule AND a.relation = r.relation)
	UNION ALL
	-- SET EXPRESSION rewrites rows, and fires no trigger.  Attaching again records the expressions anew.
	SELECT e.relation, e.name,
		   format('expression of generated column %s was changed: existing rows were rewritten, and not checked', split_part(x.by_name, ' = ', 1)),
		   format('SELECT sss.run_audit(%L), sss.detach(%L, %L), ', e.relation, e.relation, e.name) || substr(e.definition, 8)
	  FROM enabled AS e
	  JOIN expression AS x ON (x.relation, x.attachment) = (e.relation, e.name)
	 CROSS JOIN LATERAL sss_internal.generated_columns(e.relation, e.name) AS present
	 WHERE e.definition IS NOT NULL AND NOT (present @> ARRAY[x.by_name] OR present @> ARRAY[x.by_number])
	UNION ALL
	-- A view goes on reading the old column: only its author knows how to replace it.
	SELECT e.relation, e.name,
		   format('%s %s is not the one that was attached: that is %s now, and the rule still reads it', x.kind,
				  CASE x.kind WHEN 'view' THEN x.was ELSE quote_ident(x.was) END, CASE x.kind WHEN 'view' THEN x.now ELSE quote_ident(x.now) END),
		   CASE WHEN NOT EXISTS (SELECT FROM sss_internal.facts_reads(e.facts) AS f
								  WHERE f.relation = e.relation AND x.kind = 'column' AND coalesce(x.now = ANY (f.columns), true))
				THEN format('SELECT sss.detach(%L, %L), ', e.relation, e.name) || substr(e.meant_command, 8) END
	  FROM enabled AS e
	  JOIN (SELECT DISTINCT ON (relation, attachment) relation, attachment, reads, relid <> relation AS restored
			  FROM event
			 WHERE relation IS NOT NULL AND action = 'attach'
			 ORDER BY relation, attachment, (relid = relation) DESC NULLS LAST, at DESC) AS r ON (r.relation, r.attachment) = (e.relation, e.name)
	 CROSS JOIN LATERAL sss_internal.replaced(e.relation, e.name, r.reads, r.restored) AS x
	UNION ALL
	-- An exemption holds for the columns that named the case when it was granted.
	SELECT k.relation, k.name,
		   format(CASE WHEN g.baseline THEN 'a baseline names cases by %s, but the attachment by %s: it exempts nothing'
					   ELSE 'waivers name cases by %s, but the attachment by %s: they exempt nothing' END,
				  coalesce(g.key_columns, 'no columns'), k.key_columns),
		   'SELECT ' || g.command
	  FROM case_key AS k
	 CROSS JOIN LATERAL (
			SELECT x.baseline, x.key_columns, string_agg(x.command, ', ' ORDER BY x.number) AS command
			  FROM sss_internal.exempt_keys AS x
			 WHERE x.relation IN (k.relation, k.facts) AND x.rule = k.rule AND coalesce(x.attachment = k.name, true)
			   AND NOT EXISTS (
					SELECT FROM case_key AS same
					 WHERE x.relation IN (same.relation, same.facts) AND same.rule = x.rule
					   AND coalesce(x.attachment = same.name, true) AND same.key_columns = x.key_columns)
			   -- Once, though it means several attachments: the command works only once.
			   AND NOT EXISTS (
					SELECT FROM case_key AS other
					 WHERE x.relation IN (other.relation, other.facts) AND other.rule = x.rule
					   AND coalesce(x.attachment = other.name, true) AND other.attached < k.attached)
			 GROUP BY x.baseline, x.key_columns) AS g
	UNION ALL
	-- All tables of a facts view must name its cases by the same columns, or what is granted on one means nothing on another.
	SELECT k.relation, k.name,
		   format('facts view %s names cases by %s here, but by %s for table %s', k.facts, k.key_columns, f.key_columns, f.relation),
		   format('SELECT sss.detach(%L, %L), ', k.relation, k.name) ||
		   regexp_replace(substr(k.definition, 8), '^((?:[^'']|''[^'']*'')*), key => ARRAY[[](?:[^'']|''[^'']*'')*](?=, lookup => )',
						  chr(92) || '1, key => ARRAY[' || replace((SELECT string_agg(quote_literal(c), ', ' ORDER BY n)
														  FROM unnest(sss_internal.column_names(f.key_columns::sss_internal.key_columns)) WITH ORDINALITY AS u (c, n)),
													   chr(92), repeat(chr(92), 2)) || ']')
	  FROM (SELECT *, row_number() OVER (PARTITION BY facts, rule ORDER BY attached) AS place
			  FROM case_key WHERE yields_cases) AS f
	  JOIN case_key AS k ON (k.facts, k.rule) = (f.facts, f.rule) AND k.yields_cases AND k.key_columns <> f.key_columns
	 WHERE f.place = 1
	UNION ALL
	SELECT NULL, NULL, u.problem, u.command
	  FROM sss_internal.unwritten() AS u
	UNION ALL
	SELECT NULL, NULL, format('rules of %s are suspended since %s UTC, by %s: %s', array_to_string(s.relations, ', '),
							  to_char(s.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), s.who, s.reason),
		   format('SELECT * FROM sss.resume(%s)', s.id)
	  FROM sss_internal.open_suspensions() AS s
	UNION ALL
	-- Triggers written by hand have no line, but a database that lives has others.
	SELECT NULL, NULL, 'rules are attached, but the journal is empty: the extension was created anew, or its tables were not restored',
		   'SELECT sss.acknowledge(''sss.journal'', ''created anew'')'
	 WHERE EXISTS (SELECT FROM attached) AND NOT EXISTS (SELECT FROM sss.journal)
	UNION ALL
	SELECT NULL, NULL, format('session_replication_role is replica for %s: only attachments made with always => true fire', holder),
		   format('ALTER %s RESET session_replication_role', holder)
	  FROM sss_internal.role_settings('session_replication_role', 'replica') AS holder
	 WHERE EXISTS (SELECT FROM enabled WHERE enforced_by = 'trigger' AND NOT always)
	UNION ALL
	SELECT NULL, NULL, format('session_replication_role is replica in %s: only attachments made with always => true fire', place), way
	  FROM pg_settings
	  JOIN (VALUES (true, 'the server''s configuration', 'ALTER SYSTEM SET session_replication_role = origin; SELECT pg_catalog.pg_reload_conf()'),
				   (false, 'this session', 'SET session_replication_role = origin')) AS v (configured, place, way)
			ON configured = (source = 'configuration file')
	 WHERE name = 'session_replication_role' AND setting = 'replica'
	   AND EXISTS (SELECT FROM enabled WHERE enforced_by = 'trigger' AND NOT always)
	UNION ALL
	SELECT NULL, NULL, format('%s lacks the right %s on %s', to_whom, privilege, name),
		   format('GRANT %s ON %s %s TO %s%s', privilege, kind, name, to_whom, CASE WHEN grantable THEN ' WITH GRANT OPTION' ELSE '' END)
	  FROM sss_internal.intended_rights() AS w
	 CROSS JOIN LATERAL (SELECT CASE w.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(w.grantee)) END AS to_whom) AS g
	 WHERE grantee <> owner
	   AND (kind, object, grantee, privilege) NOT IN (SELECT p.kind, p.object, p.grantee, p.privilege FROM sss_internal.present_rights() AS p)
	UNION ALL
	-- A right that the extension's owner may grant on is nobody's surplus.
	SELECT NULL, NULL, format('%s has the right %s on %s', to_whom, privilege, name),
		   format('REVOKE %s ON %s %s FROM %s CASCADE', privilege, kind, name, to_whom)
	  FROM sss_internal.present_rights() AS p
	 CROSS JOIN LATERAL (SELECT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS to_whom) AS g
	 WHERE NOT EXISTS (
			SELECT FROM sss_internal.intended_rights() AS w
			 WHERE (w.kind, w.object, w.privilege) = (p.kind, p.object, split_part(p.privilege, ' (', 1))
			   AND (w.grantable OR w.grantee IN (0, p.grantee)))
	 ORDER BY 1, 2, 3
$verify$;
COMMENT ON FUNCTION sss.verify() IS
'Attachments that differ from sss.journal or enforce less than they seem to, each with the problem and the command that repairs it. NULL command: no single command repairs it. No row: no problem was found';

