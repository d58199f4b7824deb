--
-- Intervals, attestation and volume.
--
CREATE FUNCTION sss.review_gaps(provider sss.provider_type, reviews date[], since date, until date,
	language text DEFAULT NULL,
	OUT first_day date, OUT last_day date, OUT days integer, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT message text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_review_gaps' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.review_gaps(sss.provider_type, date[], date, date, text) IS
'What is found of the weekly review of the book of complaints and suggestions by the head: paragraph 22, part 2, of annexes 1 and 2; annex 3 has no such book and no rows.

One row for each finding, in the order of days. violation: a week from Monday to Sunday that is over and has no review. unsettled: two reviews of neighbouring weeks with more than seven days between them (sss.readings, complaints_book_week). unknown: a week without a review that is not over on the day until, as it may still get one, up to and including its Sunday; or one that since cuts, as nothing is known of the days before. not_governed (one row for all that follow each other): weeks in which the order was not in force on every day, such as that of 2023-07-01, a Saturday (sss.readings, complaints_book_first_week). A provider under both annexes keeps one book: the lower annex is cited.

first_day, last_day: the Monday and the Sunday, or the two reviews; days: of the weeks, or from one review to the other; NULL where the time has no beginning. message: in kk, ru or en, by default in the language of the session.

until is the day on which is asked: reviews after it do not count; to judge a week, give the Monday after it or later. since may be -infinity; reviews before it count for the week and the gap that it cuts. Reviews may come in any order and repeatedly; NULL array, no element: no review (array_agg() over no row); NULL and infinite elements are no reviews. NULL provider, since or until: one row, unknown, with the provision that asks for it. 22023: until is infinite, or before since.

Over tables that are there:
SELECT p.id, g.*
  FROM providers p
 CROSS JOIN LATERAL sss.review_gaps(p.kind, ARRAY(SELECT r.reviewed_on FROM reviews r WHERE r.provider_id = p.id), p.opened_on, CURRENT_DATE) g;';

CREATE FUNCTION sss.repeated_offences(offences date[], on_date date,
	OUT proven boolean, OUT first_offence date, OUT last_offence date,
	OUT category sss.recipient_category, OUT provision sss.provision, OUT reading text)
AS 'MODULE_PATHNAME', 'sss_repeated_offences' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.repeated_offences(date[], date) IS
'Do the administrative offences of a child prove the category deviant_behavior: annex 2, paragraph 2, item 4, two or more within a year. Nothing is refused for the lack of them, since the clause names other cases too; annex 1, paragraph 2, item 3, names none.

Any twelve months count (sss.readings, offences_within_a_year), also past ones, and offences before 2023-07-01. The year ends as a term of years does, with the corresponding day of the next year, which belongs to it; that of 29 February is 28 February. Two offences on one day are two. Offences after on_date do not count.

proven: true, false (not proven by these offences), or NULL: not known, because a NULL or infinite element could be the offence that lacks, or on_date is NULL or before 2023-07-01. first_offence, last_offence: of the latest case, NULL where nothing is proven. category, provision, reading: what is proven, by which clause and reading; before 2023-07-01 provision is 0.5 and the others are NULL. NULL array: no offence.';

CREATE FUNCTION sss.unassessed(provider sss.provider_type, conditions sss.provision[], assessed date[],
	since date DEFAULT NULL, on_date date DEFAULT pg_catalog.date(pg_catalog.statement_timestamp()),
	language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision,
	OUT name text, OUT last_assessed date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unassessed' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unassessed(sss.provider_type, sss.provision[], date[], date, date, text) IS
'Conditions of quality (sss.quality_conditions; paragraphs 6 to 20 of annexes 1 and 2, 7 to 21 of annex 3) that apply to the provider on that day and were never assessed by it, or, where since is given, not from since on; of both standards where two govern the provider. For information: the order does not say that or how often a condition is assessed.

conditions and assessed hold one element for each assessment: the condition as inspection records cite it, and the day. A condition is meant by its own citation, neither by that of one of its parts nor by that of the same words in the other annex. An assessment counts on a day on which the condition was in force, up to on_date; without a condition or a day (NULL or infinite) it does not count.

last_assessed: NULL: never; else before since. name: in kk, ru or en, by default in the language of the session. NULL arrays: no assessment. No rows where provider or on_date is NULL or not governed. 22023: arrays of different lengths, or since after on_date.';

CREATE FUNCTION sss.unserved(services sss.service[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, text) IS
'Services (sss.scope; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3) of the standards that govern the placement on that day, sss.governing_standards(category, basis, provider, on_date), which are not among those that the child got. For information, never a violation: the order does not say that everybody gets every service (sss.readings, service_not_given).

on_date is the day as of which is asked, such as the last of a period, not the day of the placement: a stay that began before 2023-07-01 gets services of the order since. kind_served: did the child get any service of that kind of the standard. Two standards that both govern have a row each for what both list. Names in kk, ru or en, by default in the language of the session. NULL category or basis: all standards of the provider. NULL array: no service; NULL elements are none. No rows where provider or on_date is NULL or not governed.';

CREATE FUNCTION sss.unserved(services sss.service[], given date[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, since date, until date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved_between' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], date[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, date, text) IS
'The same as of the day until, of all services that the child got those that were given from since to until: given holds the day of each, NULL or infinite: none. NULL since: from the first on. 22023: arrays of different lengths, or since after until.';

