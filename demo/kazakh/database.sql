-- The database before the extension is installed

\echo
\echo '== 1. A database shaped like a Kazakh one'
\echo
\ir schema.sql
\ir dictionaries.sql

\echo 'Its dictionaries are as such dictionaries are: one category under two ids, two'
\echo 'under one, a placement among the categories, none written -, padded names, captions'
\echo 'that are missing or of another language, under the key kk here and kz there:'
\echo
SELECT 'status' AS dictionary, id, left(caption ->> 'ru', 40) AS ru, caption - 'ru' AS "other captions",
	   format('%s and %s blanks', rtrim(name), octet_length(name) - length(name)) AS name
  FROM handbook.person_social_status
 WHERE id IN (10, 12, 32, 33, 40, 48)
 UNION ALL
SELECT 'institution', id, caption ->> 'ru', caption - 'ru', NULL
  FROM organization.institution_type
 WHERE id IN (28, 85, 90)
 ORDER BY dictionary DESC, id;
