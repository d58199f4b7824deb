--
-- Rights.  The installing role's default privileges may grant more than is safe
-- (a right to write waivers), or less than writers need (EXECUTE on the function of
-- a CHECK).  So every object gets exactly the rights that are listed here, and
-- sss.verify() names what is missing later, or was added.
--
CREATE FUNCTION sss_internal.intended_rights(
	OUT kind text, OUT object oid, OUT name text, OUT owner oid, OUT grantee oid, OUT privilege text, OUT grantable boolean)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $rights$
	WITH extension AS (
		SELECT oid, extowner FROM pg_extension WHERE extname = 'special_social_services'
	), member AS (
		SELECT d.classid, d.objid, e.extowner
		  FROM extension AS e
		  JOIN pg_depend AS d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
	), closed (kind, name, privileges) AS (
		-- Objects that are closed to all but the extension's owner, who lets others read, append to, or call them.
		-- An asterisk: the owner may grant it on.  To restore a dump, the owner needs INSERT.
		VALUES ('TABLE', 'violation_log', '{SELECT*}'::text[]), ('TABLE', 'violation_tail', '{SELECT*,INSERT}'), ('TABLE', 'violation_history', '{SELECT*,INSERT}'),
			   ('TABLE', 'violation_sources', '{SELECT*,INSERT}'), ('TABLE', 'violation_state', '{SELECT*,INSERT}'), ('TABLE', 'problem_state', '{SELECT*,INSERT}'), ('TABLE', 'pass', '{SELECT*}'), ('TABLE', 'case_locks', '{SELECT*}'), ('TABLE', 'journal', '{SELECT*,INSERT}'),
			   ('TABLE', 'waivers', '{SELECT*,INSERT}'), ('TABLE', 'baselines', '{SELECT*,INSERT}'),
			   ('TABLE', 'baseline_entries', '{SELECT*,INSERT}'), ('TABLE', 'suspensions', '{SELECT*,INSERT}'),
			   ('TABLE', 'audit_runs', '{SELECT*,INSERT*}'), ('TABLE', 'audit_counts', '{SELECT*,INSERT*}'),
			   ('TABLE', 'violations', '{SELECT*}'), ('TABLE', 'problems', '{SELECT*}'), ('TABLE', 'unfolded', '{}'), ('TABLE', 'restored', '{}'), ('TABLE', 'pending', '{}'), ('TABLE', 'cases', '{}'),
			   ('TABLE', 'audit_history', '{SELECT*}'), ('TABLE', 'audit_history_texts', '{SELECT*}'), ('TABLE', 'violations_texts', '{SELECT*}'),
			   ('FUNCTION', 'grant_waiver', '{EXECUTE*}'), ('FUNCTION', 'withdraw_waiver', '{EXECUTE*}'),
			   ('FUNCTION', 'baseline', '{EXECUTE*}'), ('FUNCTION', 'end_baseline', '{EXECUTE*}'),
			   ('FUNCTION', 'exemption_use', '{EXECUTE*}'), ('FUNCTION', 'waiver_status', '{EXECUTE*}'),
			   ('FUNCTION', 'baseline_status', '{EXECUTE*}'), ('FUNCTION', 'compact', '{EXECUTE*}'),
			   ('FUNCTION', 'maintain', '{EXECUTE*}'), ('FUNCTION', 'drop_history', '{EXECUTE*}'),
			   ('FUNCTION', 'fold', '{}'), ('FUNCTION', 'close_violations', '{}'), ('FUNCTION', 'tidy', '{}'), ('FUNCTION', 'repoint_log', '{}'),
			   ('FUNCTION', 'health', '{EXECUTE*}')
	), object AS (
		SELECT 'SCHEMA' AS kind, m.objid AS object, quote_ident(n.nspname) AS name, n.nspname AS short, n.nspowner AS owner,
			   m.extowner, '{USAGE}'::text[] AS open
		  FROM member AS m JOIN pg_namespace AS n ON n.oid = m.objid
		 WHERE m.classid = 'pg_namespace'::regclass
		UNION ALL
		-- A table is never open to all: one that the list forgets is closed.
		SELECT 'TABLE', m.objid, format('%I.%I', n.nspname, c.relname), c.relname,
			   c.relowner, m.extowner, CASE c.relkind WHEN 'v' THEN '{SELECT}'::text[] ELSE '{}' END
		  FROM member AS m JOIN pg_class AS c ON c.oid = m.objid JOIN pg_namespace AS n ON n.oid = c.relnamespace
		 WHERE m.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'v')
		UNION ALL
		SELECT CASE p.prokind WHEN 'f' THEN 'FUNCTION' ELSE 'PROCEDURE' END, m.objid, p.oid::regprocedure::text, p.proname,
			   p.proowner, m.extowner, '{EXECUTE}'
		  FROM member AS m JOIN pg_proc AS p ON p.oid = m.objid
		 WHERE m.classid = 'pg_proc'::regclass AND p.prokind IN ('f', 'p')
		UNION ALL
		SELECT 'TYPE', m.objid, format('%I.%I', n.nspname, t.typname), t.typname, t.typowner, m.extowner, '{USAGE}'
		  FROM member AS m JOIN pg_type AS t ON t.oid = m.objid JOIN pg_namespace AS n ON n.oid = t.typnamespace
		 WHERE m.classid = 'pg_type'::regclass AND t.typtype = 'b' AND t.typelem = 0
	)
	SELECT o.kind, o.object, o.name, o.owner, w.grantee, w.privilege, w.grantable
	  FROM object AS o
	  LEFT JOIN closed AS c ON (c.kind, c.name) = (o.kind, o.short)
	 CROSS JOIN LATERAL (
			SELECT CASE WHEN c.name IS NULL THEN 0 ELSE o.extowner END AS grantee, rtrim(p, '*') AS privilege, p LIKE '%*' AS grantable
			  FROM unnest(coalesce(c.privileges, o.open)) AS p
			UNION ALL
			SELECT NULL, NULL, NULL) AS w
$rights$;
COMMENT ON FUNCTION sss_internal.intended_rights() IS
'The rights on the objects of the extension, one row a right, and one with NULL an object; grantee 0 is PUBLIC. The installation grants exactly these, and sss.verify() compares. The owner of an object has every right on it besides';

CREATE FUNCTION sss_internal.present_rights(OUT kind text, OUT object oid, OUT name text, OUT grantee oid, OUT privilege text)
RETURNS SETOF record STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp SET quote_all_identifiers = off AS $rights$
	SELECT o.kind, o.object, o.name, a.grantee, a.privilege_type || acl.columns
	  FROM sss_internal.intended_rights() AS o
	 CROSS JOIN LATERAL (
			SELECT coalesce(relacl, acldefault('r', relowner)), ''
			  FROM pg_class WHERE o.kind = 'TABLE' AND oid = o.object
			UNION ALL
			SELECT attacl, format(' (%I)', attname)
			  FROM pg_attribute WHERE o.kind = 'TABLE' AND attrelid = o.object AND attacl IS NOT NULL AND NOT attisdropped
			UNION ALL
			SELECT coalesce(proacl, acldefault('f', proowner)), '' FROM pg_proc WHERE o.kind IN ('FUNCTION', 'PROCEDURE') AND oid = o.object
			UNION ALL
			SELECT coalesce(typacl, acldefault('T', typowner)), '' FROM pg_type WHERE o.kind = 'TYPE' AND oid = o.object
			UNION ALL
			SELECT coalesce(nspacl, acldefault('n', nspowner)), '' FROM pg_namespace WHERE o.kind = 'SCHEMA' AND oid = o.object) AS acl (list, columns)
	 CROSS JOIN LATERAL aclexplode(acl.list) AS a
	 WHERE o.privilege IS NULL AND a.grantee <> o.owner
$rights$;
COMMENT ON FUNCTION sss_internal.present_rights() IS
'The rights that roles other than the owners have on the objects of the extension, as sss_internal.intended_rights() names them; a right on one column is "INSERT (column)"';

DO $rights$
DECLARE
	r record;
BEGIN
	FOR r IN SELECT DISTINCT kind, name, grantee FROM sss_internal.present_rights() LOOP
		EXECUTE pg_catalog.format('REVOKE ALL ON %s %s FROM %s CASCADE', r.kind, r.name,
			CASE WHEN r.grantee OPERATOR(pg_catalog.=) 0 THEN 'PUBLIC'
				 ELSE pg_catalog.format('%I', pg_catalog.pg_get_userbyid(r.grantee)) END);
	END LOOP;
	FOR r IN SELECT * FROM sss_internal.intended_rights() WHERE grantee OPERATOR(pg_catalog.<>) owner LOOP
		EXECUTE pg_catalog.format('GRANT %s ON %s %s TO %s', r.privilege, r.kind, r.name,
			CASE WHEN r.grantee OPERATOR(pg_catalog.=) 0 THEN 'PUBLIC'
				 ELSE pg_catalog.format('%I', pg_catalog.pg_get_userbyid(r.grantee)) ||
					  CASE WHEN r.grantable THEN ' WITH GRANT OPTION' ELSE '' END END);
	END LOOP;
END
$rights$;
