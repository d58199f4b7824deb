--
-- The columns by which a relation names its cases.  Values follow renames, and
-- are dumped by name.
--
CREATE TYPE sss.key_columns;
CREATE FUNCTION sss.key_columns_in(cstring) RETURNS sss.key_columns
AS 'MODULE_PATHNAME', 'sss_key_columns_in' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss.key_columns_out(sss.key_columns) RETURNS cstring
AS 'MODULE_PATHNAME', 'sss_key_columns_out' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss.key_columns_recv(internal) RETURNS sss.key_columns
AS 'MODULE_PATHNAME', 'sss_key_columns_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sss.key_columns_send(sss.key_columns) RETURNS bytea
AS 'MODULE_PATHNAME', 'sss_key_columns_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE TYPE sss.key_columns (
	INPUT = sss.key_columns_in, OUTPUT = sss.key_columns_out,
	RECEIVE = sss.key_columns_recv, SEND = sss.key_columns_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = main
);
COMMENT ON TYPE sss.key_columns IS
'Columns by which a relation names its cases, as schema.relation(column, ...), in the order of the key. Follows renames; names that mean nothing are kept as they were read';
COMMENT ON FUNCTION sss.key_columns_in(cstring) IS 'Input of type sss.key_columns';
COMMENT ON FUNCTION sss.key_columns_out(sss.key_columns) IS 'Output of type sss.key_columns';
COMMENT ON FUNCTION sss.key_columns_recv(internal) IS 'Binary input of type sss.key_columns';
COMMENT ON FUNCTION sss.key_columns_send(sss.key_columns) IS 'Binary output of type sss.key_columns';

CREATE FUNCTION sss.column_names(columns sss.key_columns) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_column_names' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sss.column_names(sss.key_columns) IS
'Present names of the columns, in the order of the key';

