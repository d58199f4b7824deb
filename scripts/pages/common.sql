-- What the pages share.  psql's variable "language" is kk, ru or en.
SET client_min_messages = warning;
SET sss.language = :'language';

-- A column that exists once a language: name_kk, name_ru, name_en
CREATE FUNCTION pg_temp.spoken(row_of_view jsonb, name text) RETURNS text IMMUTABLE LANGUAGE sql
AS $$ SELECT row_of_view ->> (name || '_' || current_setting('sss.language')) $$;

CREATE TEMP TABLE page_words (word text PRIMARY KEY, text_kk text NOT NULL, text_ru text NOT NULL, text_en text NOT NULL);
\copy page_words FROM 'scripts/pages/words.csv' (FORMAT csv, HEADER)

CREATE FUNCTION pg_temp.word(name text) RETURNS text STABLE LANGUAGE sql
AS $$ SELECT pg_temp.spoken(to_jsonb(w), 'text') FROM page_words AS w WHERE w.word = name $$;

-- A row of a table
CREATE FUNCTION pg_temp.cells(VARIADIC cells text[]) RETURNS text IMMUTABLE LANGUAGE sql
AS $$ SELECT '| ' || string_agg(replace(coalesce(cell, ''), '|', '\|'), ' | ' ORDER BY place) || ' |'
		FROM unnest(cells) WITH ORDINALITY AS c (cell, place) $$;

-- The head of a table whose columns are called by those words
CREATE FUNCTION pg_temp.head(VARIADIC words text[]) RETURNS text STABLE LANGUAGE sql
AS $$ SELECT E'\n| ' || string_agg(pg_temp.word(w), ' | ' ORDER BY place) || E' |\n|' || repeat('---|', cardinality(words))
		FROM unnest(words) WITH ORDINALITY AS c (w, place) $$;

CREATE FUNCTION pg_temp.chapter(name text) RETURNS text STABLE LANGUAGE sql
AS $$ SELECT E'\n## ' || pg_temp.word(name) $$;
