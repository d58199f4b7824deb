--
-- The columns by which a relation names its cases.  Values follow renames, and
-- are dumped by name.
--
CREATE TYPE sss_internal.key_columns;
CREATE FUNCTION sss_internal.key_columns_in(cstring) RETURNS sss_internal.key_columns
AS 'MODULE_PATHNAME', 'sss_key_columns_in' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss_internal.key_columns_out(sss_internal.key_columns) RETURNS cstring
AS 'MODULE_PATHNAME', 'sss_key_columns_out' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss_internal.key_columns_recv(internal) RETURNS sss_internal.key_columns
AS 'MODULE_PATHNAME', 'sss_key_columns_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss_internal.key_columns_send(sss_internal.key_columns) RETURNS bytea
AS 'MODULE_PATHNAME', 'sss_key_columns_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE TYPE sss_internal.key_columns (
	INPUT = sss_internal.key_columns_in, OUTPUT = sss_internal.key_columns_out,
	RECEIVE = sss_internal.key_columns_recv, SEND = sss_internal.key_columns_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = main
);
COMMENT ON TYPE sss_internal.key_columns IS
'Columns by which a relation names its cases, as schema.relation(column, ...), in the order of the key. Follows renames; names that mean nothing are kept as they were read';
COMMENT ON FUNCTION sss_internal.key_columns_in(cstring) IS 'Input of type sss_internal.key_columns';
COMMENT ON FUNCTION sss_internal.key_columns_out(sss_internal.key_columns) IS 'Output of type sss_internal.key_columns';
COMMENT ON FUNCTION sss_internal.key_columns_recv(internal) IS 'Binary input of type sss_internal.key_columns';
COMMENT ON FUNCTION sss_internal.key_columns_send(sss_internal.key_columns) IS 'Binary output of type sss_internal.key_columns';

-- The log has no primary key, so that a subscriber finds a line by all of its columns.
CREATE FUNCTION sss_internal.key_columns_eq(sss_internal.key_columns, sss_internal.key_columns) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_key_columns_eq' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss_internal.key_columns_hash(sss_internal.key_columns) RETURNS integer
AS 'MODULE_PATHNAME', 'sss_key_columns_hash' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE OPERATOR pg_catalog.= (
	LEFTARG = sss_internal.key_columns, RIGHTARG = sss_internal.key_columns, FUNCTION = sss_internal.key_columns_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
CREATE OPERATOR CLASS pg_catalog.sss_key_columns_ops DEFAULT FOR TYPE sss_internal.key_columns USING hash AS
	OPERATOR 1 pg_catalog.=, FUNCTION 1 sss_internal.key_columns_hash(sss_internal.key_columns);
COMMENT ON FUNCTION sss_internal.key_columns_eq(sss_internal.key_columns, sss_internal.key_columns) IS 'implementation of = operator';
COMMENT ON FUNCTION sss_internal.key_columns_hash(sss_internal.key_columns) IS 'hash';
COMMENT ON OPERATOR pg_catalog.= (sss_internal.key_columns, sss_internal.key_columns) IS 'equal';
COMMENT ON OPERATOR CLASS pg_catalog.sss_key_columns_ops USING hash IS 'default hash operator class of sss_internal.key_columns';
COMMENT ON OPERATOR FAMILY pg_catalog.sss_key_columns_ops USING hash IS 'hash operator family of sss_internal.key_columns';

CREATE FUNCTION sss_internal.column_names(columns sss_internal.key_columns) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_column_names' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.column_names(sss_internal.key_columns) IS
'Present names of the columns, in the order of the key';

