--
-- The day of the statement.
--
CREATE FUNCTION sss.today() RETURNS date STABLE PARALLEL SAFE LANGUAGE c
AS 'MODULE_PATHNAME', 'sss_today';
COMMENT ON FUNCTION sss.today() IS
'The day on which the statement began, in the time zone of the setting sss.time_zone, whatever that of the session. Cases without a date are checked as of it';

CREATE FUNCTION sss_internal.day(moment timestamptz) RETURNS date STABLE STRICT PARALLEL SAFE LANGUAGE c
AS 'MODULE_PATHNAME', 'sss_day';
COMMENT ON FUNCTION sss_internal.day(timestamptz) IS
'The day of a moment in the time zone of the setting sss.time_zone. NULL: infinity';

