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

CREATE FUNCTION sss_internal.column_names(columns sss_internal.key_columns) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_column_names' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.column_names(sss_internal.key_columns) IS
'Present names of the columns, in the order of the key';

