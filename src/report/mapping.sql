--
-- Mapping the entries of a dictionary to the codes of a type: proposals for a person to decide on, and a script.
--
CREATE FUNCTION sss_internal.has_letters(caption text) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $letters$
	-- In the locale C only ASCII letters are letters: so ask for a character that is no other ASCII character.
	SELECT caption ~ '[^[:cntrl:] -@[-`{-~]'
$letters$;
COMMENT ON FUNCTION sss_internal.has_letters(text) IS
'Has the caption a letter, in whichever alphabet?';

-- A foreign table makes its rows by the input functions of its types, and so calls the CHECKs of its owner's domains.
CREATE FUNCTION sss_internal.reads_foreign_table(relation oid) RETURNS boolean STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $foreign$
	WITH RECURSIVE part AS (
		SELECT relation AS oid UNION SELECT i.inhrelid FROM part AS p JOIN pg_inherits AS i ON i.inhparent = p.oid
	)
	SELECT EXISTS (SELECT FROM part AS p JOIN pg_class AS c ON c.oid = p.oid WHERE c.relkind = 'f' AND pg_get_userbyid(c.relowner) <> current_user)
$foreign$;
COMMENT ON FUNCTION sss_internal.reads_foreign_table(oid) IS
'Is the relation, or a child of it, a foreign table of another role, so that its code would run with the rights of the caller?';

-- A value becomes text by its type's output function, as in format(): a cast to text may be anybody's function.
-- The caption of each entry in each language.  A text has no language; of a jsonb value each key is one, and kz is Kazakh, too.
CREATE FUNCTION sss_internal.entries_of(relation regclass, caption_column text, key_column text, OUT entry text, OUT language text, OUT caption_text text)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $entries$
DECLARE
	caption_type regtype := (SELECT coalesce(nullif(t.typbasetype, 0), a.atttypid)
							   FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
							  WHERE a.attrelid = relation AND a.attname = caption_column AND a.attnum > 0);
	each_caption text := CASE WHEN caption_type IN ('json', 'jsonb') THEN $each$
		  LEFT JOIN LATERAL (
				SELECT CASE lower(e.key) WHEN 'kz' THEN 'kk' WHEN 'kk' THEN 'kk' WHEN 'ru' THEN 'ru' WHEN 'en' THEN 'en' END,
					   CASE jsonb_typeof(e.value) WHEN 'string' THEN e.value #>> '{}' END
				  FROM jsonb_each(CASE jsonb_typeof(r.%1$I::jsonb) WHEN 'object' THEN r.%1$I::jsonb ELSE jsonb_build_object('', r.%1$I) END) AS e) AS c (language, caption) ON true$each$
		ELSE ' CROSS JOIN LATERAL (VALUES (NULL::text, CASE WHEN r.%1$I IS NOT NULL THEN format(''%%s'', r.%1$I) END)) AS c (language, caption)' END;
BEGIN
	RETURN QUERY EXECUTE format('SELECT DISTINCT CASE WHEN r.%2$I IS NOT NULL THEN rtrim(format(''%%s'', r.%2$I)) END, c.language, btrim(c.caption) FROM %3$s AS r' || each_caption,
								caption_column, key_column, relation);
END
$entries$;
COMMENT ON FUNCTION sss_internal.entries_of(regclass, text, text) IS
'Entries of a dictionary with their captions, one row each language; read with the rights of the caller';

-- The rows that refer to each entry by a foreign key; if no table does, the dictionary's own rows.
CREATE FUNCTION sss_internal.rows_behind(relation regclass, key_column text, OUT entry text, OUT rows bigint)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $behind$
DECLARE
	referring record;
	parts text[];
BEGIN
	FOR referring IN
		SELECT c.conrelid::regclass AS relation, a.attname AS col, has_column_privilege(c.conrelid, a.attnum, 'SELECT') AND NOT row_security_active(c.conrelid) AND NOT sss_internal.reads_foreign_table(c.conrelid) AS readable
		  FROM pg_constraint AS c
		  JOIN pg_attribute AS k ON k.attrelid = c.confrelid AND k.attname = key_column AND c.confkey = ARRAY[k.attnum]
		  JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		 WHERE c.confrelid = relation AND c.contype = 'f' AND c.conparentid = 0
	LOOP
		IF referring.readable THEN
			parts := parts || format('SELECT format(''%%s'', r.%1$I) AS entry FROM %2$s AS r WHERE r.%1$I IS NOT NULL', referring.col, referring.relation);
		ELSE
			RAISE NOTICE 'rows of table % were not counted: permission denied', referring.relation;
		END IF;
	END LOOP;
	RETURN QUERY EXECUTE format('SELECT rtrim(s.entry), count(*) FROM (%s) AS s GROUP BY 1',
								coalesce(array_to_string(parts, ' UNION ALL '), format('SELECT format(''%%s'', r.%1$I) AS entry FROM %2$s AS r WHERE r.%1$I IS NOT NULL', key_column, relation)));
END
$behind$;
COMMENT ON FUNCTION sss_internal.rows_behind(regclass, text) IS
'Rows that refer to each entry of a dictionary by a foreign key, or if there is no such key, the rows that have the entry; a NOTICE names tables that the caller may not read';

CREATE FUNCTION sss_internal.check_dictionary(relation regclass, caption_column text, of_type text, INOUT key_column text, OUT code_type regtype)
STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $check$
DECLARE
	missing text;
BEGIN
	IF relation IS NULL OR caption_column IS NULL OR of_type IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('argument "%s" must not be NULL', CASE WHEN relation IS NULL THEN 'relation' WHEN caption_column IS NULL THEN 'caption_column' ELSE 'of_type' END);
	END IF;
	-- A function of a view would run with the rights of the caller.
	IF (SELECT relkind FROM pg_class WHERE oid = relation) NOT IN ('r', 'p', 'm', 'f') THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('"%s" is not a table', relation),
			HINT = 'Name the table of the dictionary, or a materialized view.';
	END IF;
	-- So would a policy.
	IF row_security_active(relation) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('row security is active for table "%s"', relation),
			HINT = 'Let a role call the function that the policies do not concern, such as the owner of the table.';
	END IF;
	IF sss_internal.reads_foreign_table(relation) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('"%s" is read from a foreign table of another role', relation),
			HINT = 'Name a materialized view of it, or let the role call the function that owns the foreign table.';
	END IF;
	key_column := coalesce(key_column, (SELECT a.attname
								   FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
								  WHERE i.indrelid = relation AND i.indisprimary AND i.indnkeyatts = 1), caption_column);
	missing := (SELECT c FROM unnest(ARRAY[caption_column, key_column]) AS c
				 WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attname = c AND attnum > 0 AND NOT attisdropped)
				 LIMIT 1);
	IF missing IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('column "%s" of relation "%s" does not exist', missing, relation);
	END IF;
	code_type := (SELECT t.oid FROM pg_type AS t
				   WHERE t.typnamespace = 'sss'::regnamespace AND t.typname = of_type AND t.typtype = 'b' AND t.typelem = 0);
	IF code_type IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('there is no type of codes "%s"', of_type),
			HINT = 'Such as recipient_category, placement_basis, provider_type, stay_mode or service.';
	END IF;
END
$check$;
COMMENT ON FUNCTION sss_internal.check_dictionary(regclass, text, text, text) IS
'For sss.propose_mapping() and sss.mapping_script(): the column by which entries are mapped, and the type of the codes; an error if the arguments mean nothing';

CREATE FUNCTION sss_internal.has_flags(mapping oid) RETURNS boolean STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $flags$
	SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = mapping AND attname = 'flagged' AND atttypid = 'boolean'::regtype AND NOT attisdropped)
$flags$;
COMMENT ON FUNCTION sss_internal.has_flags(oid) IS
'Can entries of the mapping table be flagged: looked at, and still to be decided?';

CREATE FUNCTION sss_internal.decisions_of(mapping regclass, OUT entry text, OUT captions text, OUT codes text, OUT flagged boolean)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $decisions$
BEGIN
	IF mapping IS NULL THEN
		RETURN;
	END IF;
	IF (SELECT relkind FROM pg_class WHERE oid = mapping) NOT IN ('r', 'p') OR
		(SELECT count(*) FROM pg_attribute WHERE attrelid = mapping AND attname IN ('entry', 'captions', 'code') AND NOT attisdropped) < 3 THEN
		RAISE EXCEPTION USING ERRCODE = 'wrong_object_type', MESSAGE = format('"%s" is not a mapping table', mapping),
			HINT = 'A mapping table has columns entry, captions and code, as sss.mapping_script() writes it.';
	ELSIF row_security_active(mapping) OR sss_internal.reads_foreign_table(mapping) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format('code of the owner of "%s" would run with your rights', mapping),
			DETAIL = 'Row security is active for the table, or it is read from a foreign table.', HINT = 'Name a mapping table that has neither.';
	END IF;
	RETURN QUERY EXECUTE format('SELECT d.entry, max(d.captions), string_agg(d.code, '', '' ORDER BY d.code), bool_or(d.flagged) FROM (SELECT format(''%%s'', m.entry), nullif(format(''%%s'', m.captions), ''''), nullif(format(''%%s'', m.code), ''''), %s FROM %s AS m) AS d (entry, captions, code, flagged) GROUP BY 1',
		CASE WHEN sss_internal.has_flags(mapping) THEN 'm.flagged' ELSE 'false' END, mapping);
END
$decisions$;
COMMENT ON FUNCTION sss_internal.decisions_of(regclass) IS
'For sss.propose_mapping(): what a mapping table says of each entry; NULL: nothing';

CREATE FUNCTION sss.propose_mapping(relation regclass, caption_column text, of_type text, key_column text DEFAULT NULL, mapping regclass DEFAULT NULL,
	OUT entry text, OUT captions text, OUT rows bigint, OUT code text, OUT score real, OUT next_code text, OUT next_score real,
	OUT decision text, OUT reason text, OUT note text, OUT change text)
RETURNS SETOF record STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $propose$
DECLARE
	mapped_by text := (sss_internal.check_dictionary($1, $2, $3, $4)).key_column;
BEGIN
	RETURN QUERY
	WITH captioned AS MATERIALIZED (
		SELECT * FROM sss_internal.entries_of($1, $2, mapped_by)
	), answered AS MATERIALIZED (
		-- Each caption is looked up once.  One without a letter means nothing.
		SELECT c.language, c.caption_text, f.code, f.score, f.note
		  FROM (SELECT DISTINCT d.language, d.caption_text FROM captioned AS d WHERE sss_internal.has_letters(d.caption_text)) AS c
		 CROSS JOIN LATERAL sss.find(c.caption_text, c.language, $3) AS f
	), ranked AS (
		-- The best score of each code, in whichever language; a NULL code says that the caption stands for none.
		SELECT c.entry, a.code, max(a.score) AS score, (array_agg(a.note ORDER BY a.score DESC))[1] AS note,
			   row_number() OVER (PARTITION BY c.entry ORDER BY max(a.score) DESC, a.code NULLS LAST) AS place
		  FROM captioned AS c
		  JOIN answered AS a ON a.caption_text = c.caption_text AND a.language IS NOT DISTINCT FROM c.language
		 GROUP BY c.entry, a.code
	), best AS (
		SELECT e.entry, e.captions, e.spoken, b.code, b.score, b.note, n.code AS next_code, n.score AS next_score,
			   count(*) FILTER (WHERE b.score >= 0.9 AND b.code IS NOT NULL) OVER (PARTITION BY b.code) AS claims
		  FROM (SELECT c.entry, string_agg(DISTINCT c.caption_text, ' / ') AS captions, bool_or(sss_internal.has_letters(c.caption_text)) IS TRUE AS spoken
				  FROM captioned AS c WHERE c.entry IS NOT NULL GROUP BY c.entry) AS e
		  LEFT JOIN ranked AS b ON b.entry = e.entry AND b.place = 1
		  LEFT JOIN ranked AS n ON n.entry = e.entry AND n.place = 2
	), proposed AS (
		SELECT b.*,
			   CASE WHEN (NOT b.spoken AND b.captions IS NOT NULL) OR (b.code IS NULL AND b.score >= 0.9 AND (b.next_score >= 0.9) IS NOT TRUE) THEN 'none'
					WHEN b.score >= 0.9 AND b.claims = 1 AND (b.next_score >= 0.9) IS NOT TRUE THEN 'clear'
					ELSE 'look' END AS decision,
			   CASE WHEN NOT b.spoken THEN 'no caption'
					WHEN b.score IS NULL THEN 'like nothing'
					WHEN b.next_score >= 0.9 THEN 'captions disagree'
					WHEN b.code IS NULL THEN 'stands for no code'
					WHEN b.score < 0.9 THEN 'look-alike'
					WHEN b.claims > 1 THEN format('claimed by %s entries', b.claims)
					WHEN b.note IS NULL THEN 'name'
					ELSE 'synonym' END AS reason
		  FROM best AS b
	)
	SELECT coalesce(p.entry, d.entry), coalesce(p.captions, d.captions), coalesce(r.rows, 0),
		   CASE WHEN d.entry IS NULL THEN p.code ELSE d.codes END, p.score, p.next_code, p.next_score,
		   CASE WHEN d.entry IS NULL THEN p.decision WHEN d.flagged THEN 'flagged' ELSE 'decided' END, p.reason, p.note,
		   CASE WHEN $5 IS NULL THEN NULL
				WHEN d.entry IS NULL THEN 'new'
				WHEN p.entry IS NULL THEN 'gone'
				WHEN p.captions IS DISTINCT FROM d.captions THEN 'reworded' END
	  FROM proposed AS p
	  FULL JOIN sss_internal.decisions_of($5) AS d ON d.entry = p.entry
	  LEFT JOIN sss_internal.rows_behind($1, mapped_by) AS r ON r.entry = p.entry
	 ORDER BY 3 DESC, 1;
END
$propose$;
COMMENT ON FUNCTION sss.propose_mapping(regclass, text, text, text, regclass) IS
'For each entry of a dictionary the code of the type that its captions stand for, as sss.find() says, with the rows behind it and the next best code. caption_column is of text, or of jsonb with a key for each language; key_column: that by which entries are mapped, NULL: the primary key; mapping: a table of sss.mapping_script(), with which the dictionary is compared';

CREATE FUNCTION sss_internal.mapping_words(relation regclass, key_column text, code_type regtype) RETURNS text STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $words$
	SELECT format('Entries of %s by %I, mapped to %s', sss_internal.relation_name($1), $2, $3)
$words$;
COMMENT ON FUNCTION sss_internal.mapping_words(regclass, text, regtype) IS
'The comment of a mapping table, which says what it maps';

CREATE FUNCTION sss.mapping_script(relation regclass, caption_column text, of_type text, key_column text DEFAULT NULL, mapping text DEFAULT NULL)
RETURNS SETOF text STABLE LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $script$
DECLARE
	checked record := sss_internal.check_dictionary($1, $2, $3, $4);
	mapping_table text := coalesce((SELECT string_agg(quote_ident(part), '.' ORDER BY n) FROM unnest(parse_ident($5)) WITH ORDINALITY AS u (part, n)),
								   format('mapping.%I', (SELECT relname FROM pg_class WHERE oid = $1) || '_' || $3));
	entry_type text := (SELECT CASE t.typcategory WHEN 'S' THEN 'text' ELSE format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL) END
						  FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
						 WHERE a.attrelid = $1 AND a.attname = checked.key_column);
BEGIN
	-- A line break in a name would end a comment, and begin a line of SQL or a command of psql.
	IF $1::text || mapping_table || entry_type ~ '[[:cntrl:]]' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = 'a name in the script would hold control characters',
			HINT = 'Rename the relation or the type.';
	END IF;
	RETURN NEXT format('-- Entries of %s, mapped to %s.  Review each line, then run the script.', $1, checked.code_type);
	IF $5 IS NULL THEN
		RETURN NEXT 'CREATE SCHEMA IF NOT EXISTS mapping;';
	END IF;
	RETURN NEXT format(E'CREATE TABLE %s (\n\tentry %s NOT NULL,\n\tcaptions text,\n\tcode %s,\t-- NULL: it stands for no code\n\treason text NOT NULL,\n\tdecided_by text NOT NULL DEFAULT session_user,\n\tdecided_at timestamptz NOT NULL DEFAULT now(),\n\tflagged boolean NOT NULL DEFAULT false CHECK (code IS NULL OR NOT flagged),\t-- to be decided\n\tUNIQUE (entry, code)\n);',
					   mapping_table, entry_type, checked.code_type);
	-- sss.facts_view_script() finds the table by these words.
	RETURN NEXT format('COMMENT ON TABLE %s IS %L;', mapping_table, sss_internal.mapping_words($1, checked.key_column, checked.code_type));
	RETURN QUERY
		-- A caption may have line breaks: in a comment they must not begin a line of SQL.
		SELECT format('%s (entry, captions, code, reason) VALUES (%L, %L, %L, %L);%s',
					  CASE p.decision WHEN 'look' THEN '-- INSERT INTO ' ELSE 'INSERT INTO ' END || mapping_table,
					  said.entry, said.captions, p.code, p.reason,
					  '  -- ' || concat_ws('; ', format('rows: %s', p.rows), CASE WHEN p.score IS NOT NULL THEN format('score %s', round(p.score::numeric, 2)) END,
										   CASE WHEN p.next_code IS NOT NULL THEN format('next %s, %s', p.next_code, round(p.next_score::numeric, 2)) END, p.note))
		  FROM sss.propose_mapping($1, $2, $3, $4) AS p
		 CROSS JOIN LATERAL (
				SELECT CASE p.decision WHEN 'look' THEN regexp_replace(p.entry, '[[:cntrl:]]', ' ', 'g') ELSE p.entry END AS entry,
					   CASE p.decision WHEN 'look' THEN regexp_replace(p.captions, '[[:cntrl:]]', ' ', 'g') ELSE p.captions END AS captions) AS said
		 ORDER BY p.decision, p.rows DESC, p.entry;
END
$script$;
COMMENT ON FUNCTION sss.mapping_script(regclass, text, text, text, text) IS
'Lines of a script that creates a mapping table and fills it with the entries that sss.propose_mapping() calls clear or none; those that a person has to decide are comments. mapping: qualified name of the table, NULL: one in schema mapping';
