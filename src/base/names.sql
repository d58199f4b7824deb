--
-- Names of relations.
--
CREATE FUNCTION sss_internal.relation_name(relation oid) RETURNS text STABLE STRICT PARALLEL SAFE LANGUAGE c
AS 'MODULE_PATHNAME', 'sss_relation_name';
COMMENT ON FUNCTION sss_internal.relation_name(oid) IS
'Qualified name of the relation, as the log and the journal store it, whatever the settings of the session. NULL: there is no such relation';

CREATE FUNCTION sss_internal.relation_named(name text) RETURNS oid
AS 'MODULE_PATHNAME', 'sss_relation_named' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.relation_named(text) IS
'OID of the relation with a qualified name as sss_internal.relation_name() writes it; NULL: there is none, or the text is no such name. Unlike to_regclass() it never fails';

CREATE FUNCTION sss_internal.name_without_number(name text) RETURNS text
AS 'MODULE_PATHNAME', 'sss_name_without_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.name_without_number(text) IS
'Name of the attachment of a facts view to which one of a table belongs: name_2 is the second attachment of a table that stands in the view once more';

CREATE FUNCTION sss_internal.journalled(relid oid, relation text, native boolean) RETURNS oid STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $journalled$
	SELECT coalesce((SELECT c.oid FROM pg_class AS c WHERE c.oid = relid AND native),
					sss_internal.relation_named(relation),
					(SELECT c.oid FROM pg_class AS c WHERE c.oid = relid))
$journalled$;
COMMENT ON FUNCTION sss_internal.journalled(oid, text, boolean) IS
'The one relation that a line of the journal means: by its OID if the line was written in this database (native) and the relation exists, else by its name. NULL: there is none';

CREATE FUNCTION sss_internal.parts_of(relation regclass, OUT relid oid) RETURNS SETOF oid STABLE LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $parts$
	WITH RECURSIVE part AS (
		SELECT i.inhrelid FROM pg_inherits AS i WHERE i.inhparent = relation
		UNION
		SELECT i.inhrelid FROM part AS p JOIN pg_inherits AS i ON i.inhparent = p.inhrelid
	)
	SELECT p.inhrelid FROM part AS p
$parts$;
COMMENT ON FUNCTION sss_internal.parts_of(regclass) IS
'Partitions and inheritance children of a table, at every level. Unlike pg_partition_tree() it locks none of them';
