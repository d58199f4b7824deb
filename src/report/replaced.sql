--
-- Columns and views that another one replaced under their name after a rule was attached.
--
CREATE FUNCTION sss_internal.replaced(relation regclass, name text, reads text[], restored boolean,
	OUT kind text, OUT was text, OUT now text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $replaced$
	WITH recorded AS (
		-- Whatever somebody inserted must not fail here: it would silence sss.verify().
		SELECT reads[n] AS kind, reads[n + 1] AS name, CASE WHEN reads[n + 2] ~ '^[0-9]{1,9}$' THEN reads[n + 2]::integer END AS number
		  FROM generate_series(1, cardinality(reads), 3) AS n
	), present AS (
		SELECT r[n] AS kind, r[n + 1] AS name, r[n + 2]::integer AS number
		  FROM sss_internal.reads(relation, name) AS r, generate_series(1, cardinality(r), 3) AS n
	)
	SELECT w.kind, w.name, min(p.name)
	  FROM recorded AS w
	  JOIN present AS p ON p.kind = w.kind AND p.name <> w.name
	 -- A restore may give other numbers.
	 WHERE CASE WHEN restored AND w.number <> 0
				THEN (p.kind, p.name) NOT IN (SELECT o.kind, o.name FROM recorded AS o)
					 AND (w.kind, w.name) NOT IN (SELECT o.kind, o.name FROM present AS o)
				ELSE p.number = w.number END
	   AND CASE w.kind WHEN 'view' THEN sss_internal.relation_named(w.name) IS NOT NULL
				ELSE EXISTS (
					SELECT FROM pg_attribute
					 WHERE attrelid = relation AND attname = w.name AND attnum > 0) END
	 GROUP BY w.kind, w.name
$replaced$;
COMMENT ON FUNCTION sss_internal.replaced(regclass, text, text[], boolean) IS
'What the attachment read when it was attached, as sss.journal.reads has it, and reads still under another name, while its old name is that of another column or view. restored: numbers of columns may have changed since';

