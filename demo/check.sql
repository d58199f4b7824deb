-- The checks of both parts of the demonstration

CREATE SCHEMA demo;

-- Stops the demonstration unless the claim holds
CREATE FUNCTION demo.check(claim text, holds boolean, otherwise text DEFAULT 'The tables above show more.') RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	IF holds IS NOT TRUE THEN
		RAISE EXCEPTION 'not so: %', claim USING DETAIL = otherwise;
	END IF;
	RETURN claim;
END
$$;

-- Runs a statement that must be refused, and shows every field of the error
CREATE FUNCTION demo.refused(statement text, language text) RETURNS TABLE (field text, value text)
LANGUAGE plpgsql AS $$
DECLARE
	message text; hint text; detail text;
	schema_name text; table_name text; column_name text; constraint_name text;
BEGIN
	BEGIN
		PERFORM set_config('sss.language', language, true);
		EXECUTE statement;
	EXCEPTION WHEN check_violation THEN
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT,
			detail = PG_EXCEPTION_DETAIL, schema_name = SCHEMA_NAME, table_name = TABLE_NAME,
			column_name = COLUMN_NAME, constraint_name = CONSTRAINT_NAME;
		RETURN QUERY VALUES ('SQLSTATE', SQLSTATE), ('MESSAGE', message), ('HINT', hint),
			('DETAIL', detail), ('SCHEMA', schema_name), ('TABLE', table_name),
			('COLUMN', column_name), ('CONSTRAINT', constraint_name);
		RETURN;
	END;
	RAISE EXCEPTION 'not refused: %', statement;
END
$$;

-- The DETAIL of that error, without the keys; one refusal for each language
CREATE FUNCTION demo.detail(statement text) RETURNS jsonb LANGUAGE sql AS
	$$ SELECT value::jsonb FROM demo.refused(statement, 'en') WHERE field = 'DETAIL' $$;
