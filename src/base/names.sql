--
-- Names of relations.
--
CREATE FUNCTION sss_internal.relation_name(relation oid) RETURNS text STABLE STRICT PARALLEL SAFE LANGUAGE c
AS 'MODULE_PATHNAME', 'sss_relation_name';
COMMENT ON FUNCTION sss_internal.relation_name(oid) IS
'Qualified name of the relation, as the log and the journal store it, whatever the settings of the session. NULL: there is no such relation';

