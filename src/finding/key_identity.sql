--
-- Keys that name one case though their texts differ.
--
CREATE FUNCTION sss_internal.key_identity(columns sss_internal.key_columns, key text[]) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_key_identity' LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION sss_internal.key_identity(sss_internal.key_columns, text[]) IS
'The key in a form that is the same text for all values that the columns'' types take for equal, such as 1 and 1.0. For comparison only: not to be stored';

