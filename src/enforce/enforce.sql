--
-- Enforcement: the trigger function, the functions that its WHEN clauses call,
-- and the function of a CHECK on several categories.
--
CREATE FUNCTION sss.enforce() RETURNS trigger
AS 'MODULE_PATHNAME', 'sss_enforce' LANGUAGE C;
COMMENT ON FUNCTION sss.enforce() IS
'Trigger function of every attachment, to be declared AFTER INSERT OR UPDATE OF columns FOR EACH ROW. Its arguments are the rule, one role for each listed column, then mode=, unsettled=, required= and, with a facts view, via=, key= and lock=. It refuses a row with 23514. If the trigger is set up wrongly, it raises 22023 or a similar error';

CREATE FUNCTION sss_internal.facts_reads(view regclass, OUT relation regclass, OUT columns text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_facts_reads' LANGUAGE C STABLE STRICT ROWS 5;
COMMENT ON FUNCTION sss_internal.facts_reads(regclass) IS
'Tables that a view reads, directly or through other views, and their columns that it reads; NULL if it reads whole rows. Tables that only functions of the view read are not listed';

CREATE FUNCTION sss.written() RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_written' LANGUAGE C VOLATILE;
COMMENT ON FUNCTION sss.written() IS
'True; notes the day. For the WHEN clause of a deferred trigger, which is evaluated when the row is written: a case without a date is then checked as of that day';

CREATE FUNCTION sss.changed(VARIADIC "any") RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_changed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.changed("any") IS
'sss.changed(old.a, new.a, old.b, new.b, ...): does any pair differ, compared byte for byte? For the WHEN clause of a companion trigger';

CREATE FUNCTION sss_internal.require_placement_any(category sss.recipient_category[], basis sss.placement_basis,
	provider sss.provider_type, stay sss.stay_mode, on_date date) RETURNS boolean
AS 'MODULE_PATHNAME', 'sss_require_placement_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss_internal.require_placement_any(sss.recipient_category[], sss.placement_basis, sss.provider_type, sss.stay_mode, date) IS
'For a CHECK: true, or error 23514 if sss.placement_verdict_any is violation; paragraphs 2 and 4, annex 3 paragraph 5';


CREATE FUNCTION sss.lock_view(view regclass) RETURNS void
AS 'MODULE_PATHNAME', 'sss_lock_view' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION sss.lock_view(regclass) IS
'Lock a facts view as a whole until the transaction ends: no other transaction can then enforce a rule through it. For loads, and for changes of a dictionary in a transaction that also writes cases. 42501 unless the caller may write a table of the view, 22023 if no attachment has this view, 22004 if it is NULL';

CREATE FUNCTION sss_internal.preview_triggers(relation regclass, stored_in regclass, new_row text, old_table regclass, old_place tid,
	OUT attachment text, OUT rule text, OUT mode text, OUT outcome text,
	OUT errcode text, OUT message text, OUT detail text, OUT hint text, OUT attribute text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_preview_triggers' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION sss_internal.preview_triggers(regclass, regclass, text, regclass, tid) IS
'For sss.preview(): the outcome of each attachment that is a trigger, for a row of table stored_in, as text, which is the relation or a part of it. old_table, old_place: the row that it replaces, NULL: it is inserted. 42501 if the caller may not write the relation';

CREATE FUNCTION sss_internal.preview_default_kind(relation regclass, attnum smallint) RETURNS text
AS 'MODULE_PATHNAME', 'sss_preview_default_kind' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION sss_internal.preview_default_kind(regclass, smallint) IS
'For sss.preview(): fixed if evaluating the default of the column leaves nothing behind, sequence if it takes a value of a sequence, volatile if it may do more. NULL: the column has no default';

CREATE FUNCTION sss_internal.preview_step(step text, relation regclass, stored_in regclass, part oid, given jsonb, r text, updates boolean) RETURNS text[]
AS 'MODULE_PATHNAME', 'sss_preview_step' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION sss_internal.preview_step(text, regclass, regclass, oid, jsonb, text, boolean) IS
'For sss.preview(): run a query of sss_internal.preview_text() with the rights of the owner of stored_in, which is the relation or a part of it. 42501 if the caller may not write the relation';
