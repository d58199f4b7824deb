--
-- Reports: intervals, inspections, volume.  doc/reports.md explains them.
--
CREATE FUNCTION sss.review_gaps(provider sss.provider_type, reviews date[], since date, until date,
	language text DEFAULT NULL, by_head boolean[] DEFAULT NULL,
	OUT first_day date, OUT last_day date, OUT days integer, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT message text, OUT reading text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_review_gaps' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.review_gaps(sss.provider_type, date[], date, date, text, boolean[]) IS
'Weeks of the period in which the head of the provider did not review the book of complaints and suggestions: paragraph 22, part 2, of annexes 1 and 2. Annex 3 has no such book, so that families have no rows.

If a week has no review by the head, verdict is violation if the week is over, and unknown if it is not over or since cuts it. verdict is unsettled if more than seven days passed between the reviews of neighbouring weeks, and not_governed if the order was not in force on each day of the week; weeks that are not governed and follow each other have one row. first_day and last_day are Monday and Sunday of the week, or, in an unsettled row, the days of the two reviews. days counts the days from first_day to last_day, both included, but in an unsettled row those from one review to the other; NULL: since is -infinity. reading is the entry of sss.readings for an unsettled row.

by_head has one element for each review. It is false if somebody else than the head made the review, such as a deputy: that is no review in the sense of the order. If the element or the array is NULL, it is not recorded who made the review, and the review counts. Reviews after until do not count; since may be -infinity. A NULL array, and elements that are NULL or infinite, are no reviews. NULL provider, since or until: one row, unknown. 22023: until is infinite or before since, or arrays of different lengths.';

CREATE FUNCTION sss.response_times(service sss.service, provider sss.provider_type,
	occasions timestamp[], responses timestamp[], longer_than interval DEFAULT NULL, language text DEFAULT NULL,
	OUT occasion timestamp, OUT response timestamp, OUT waited interval, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT reading text, OUT message text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_response_times' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.response_times(sss.service, sss.provider_type, timestamp[], timestamp[], interval, text) IS
'Time that passed between an occasion and what the order demands to be done in time. The service says what that is: for medical.emergency_first_aid, first aid after an emergency; for medical.assist_hospitalization_and_escort and, in annexes 1 and 2, medical.treatment_and_health_improvement, hospitalization or referral after medical indications. The clauses are paragraph 8, items 3 and 5, of annexes 1 and 2, and paragraph 9, item 2, of annex 3. For information: the order sets no term (sss.readings, timely_without_term), and nobody is refused.

occasions and responses have one element for each case, which may be a date. verdict is unsettled if a response is recorded (a person assesses whether it was in time), unknown if the occasion or the response is not recorded or the response is the earlier one, and not_governed if the order was not in force on the day of the occasion. If longer_than is given, cases that took no longer are left out. NULL service or provider, or a service of which the provider''s standard demands no such thing: no rows. 22023: arrays of different lengths.';

CREATE FUNCTION sss.repeated_offences(offences date[], on_date date,
	OUT proven boolean, OUT first_offence date, OUT last_offence date,
	OUT category sss.recipient_category, OUT provision sss.provision, OUT reading text)
AS 'MODULE_PATHNAME', 'sss_repeated_offences' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.repeated_offences(date[], date) IS
'Whether the administrative offences of a child prove the category deviant_behavior, two or more within any twelve months: annex 2, paragraph 2, item 4 (sss.readings, offences_within_a_year).

proven is false if these offences do not prove it, and NULL if it is not known: a NULL or infinite element could be the missing offence, or on_date is NULL or before 2023-07-01. first_offence and last_offence: of the latest case, NULL if nothing is proven. category, provision and reading: what is proven, and by what; before 2023-07-01 provision is 0.5 and the others are NULL. Offences after on_date do not count; NULL array: no offence.';

CREATE FUNCTION sss.unassessed(provider sss.provider_type, conditions sss.provision[], assessed date[],
	since date DEFAULT NULL, on_date date DEFAULT sss.today(),
	language text DEFAULT NULL, outcomes sss.inspection_outcome[] DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision,
	OUT name text, OUT last_assessed date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unassessed' LANGUAGE C STABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION sss.unassessed(sss.provider_type, sss.provision[], date[], date, date, text, sss.inspection_outcome[]) IS
'Clauses of the provider''s standards on on_date that no inspection ever assessed; if since is given, those that none assessed from since on. The list has each subparagraph and part of paragraphs 5 to 22 of annexes 1 and 2, and 6 to 21 of annex 3: services, conditions of quality, contract specialists and the book of complaints. For information: the order does not say that a clause must be assessed, or how often.

conditions, assessed and outcomes have one element for each record of an inspection: the citation of the clause, the day, and the outcome. A record of a clause counts for its unnumbered parts, too; a record of a paragraph does not count for its subparagraphs. A record does not count if its clause is NULL, if its day is NULL, infinite, after on_date, or one on which the clause was not in force, or if outcomes are given and its outcome is NULL or not_known. kind: NULL for paragraphs 21 and 22 of annexes 1 and 2. last_assessed: NULL if never. NULL conditions and assessed: no records. NULL provider or on_date, or a day that is not governed: no rows. 22023: arrays of different lengths, or since after on_date.';

CREATE FUNCTION sss.unmet(provider sss.provider_type, conditions sss.provision[], assessed date[],
	outcomes sss.inspection_outcome[], acts text[] DEFAULT NULL, terms date[] DEFAULT NULL, mended date[] DEFAULT NULL,
	on_date date DEFAULT sss.today(), language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision, OUT name text,
	OUT found date, OUT act text, OUT term date, OUT overdue boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unmet' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.unmet(sss.provider_type, sss.provision[], date[], sss.inspection_outcome[], text[], date[], date[], date, text) IS
'Records by which inspections found a clause not met at the provider, and which nothing settled up to on_date: one row a record, in the sequence of the clauses. The clause may be any of annexes 1 to 3. Rule quality never refuses such a record, since the provider has failed, not the inspector.

The arrays have one element for each record of an inspection: conditions has the citation of the clause, assessed the day, outcomes the outcome, acts the number or name of the act, terms the last day for mending, and mended the day of mending. A record is settled by its day of mending, unless that is after on_date or before the day of the record. It is also settled by a later record, not after on_date, that the same clause is met, or the clause of which it is a part. A record is left out if its day is after on_date, or if the order was not in force on its day. All others are listed, even if clause, day or provider is NULL, the day is infinite, or no standard of the provider has the clause. standard: NULL if it does not govern the provider. name: NULL for a paragraph as a whole. found: the day of the record. overdue: whether the term is over on on_date; NULL if there is none. NULL acts, terms or mended: none of them is known. NULL on_date, or a day that is not governed: no rows. 22023: arrays of different lengths.';

CREATE FUNCTION sss.unserved(services sss.service[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, text) IS
'Services (sss.scope) that the standards of the placement list on that day, see sss.governing_standards(), and that are not among services; paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3. For information: the order does not say that every child gets every service (sss.readings, service_not_given).

on_date is the day of the question, such as the last day of a period, not that of the placement. kind_served: whether the child got any service of the kind. NULL category or basis: all standards of the provider. NULL array: no service; NULL elements do not count. NULL provider or on_date, or a day that is not governed: no rows.';

CREATE FUNCTION sss.unserved(services sss.service[], given date[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, since date, until date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved_between' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], date[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, date, text) IS
'The same on the day until, for the services given from since to until. given has the day of each service; one whose day is NULL or infinite does not count. NULL since: from the first service on. 22023: arrays of different lengths, or since after until.';

