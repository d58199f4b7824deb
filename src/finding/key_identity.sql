--
-- Keys that name one case though their texts differ.
--
CREATE FUNCTION sss_internal.key_identity(columns sss_internal.key_columns, key text[]) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_key_identity' LANGUAGE C STABLE PARALLEL RESTRICTED;
COMMENT ON FUNCTION sss_internal.key_identity(sss_internal.key_columns, text[]) IS
'The key in a form that is the same text for all values that the columns'' types take for equal, such as 1 and 1.0. For comparison only: not to be stored';

CREATE FUNCTION sss_internal.same_key(columns sss_internal.key_columns, key text[]) RETURNS uuid
AS 'MODULE_PATHNAME', 'sss_same_key' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10;
COMMENT ON FUNCTION sss_internal.same_key(sss_internal.key_columns, text[]) IS
'Hash of sss_internal.key_identity(): the same for all keys that name one case. A key that is NULL has one, too';
