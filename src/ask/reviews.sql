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
'Weeks of the period in which the head of the provider did not review the book of complaints and suggestions: paragraph 22, part 2, of annexes 1 and 2. NULL provider, since or until: one row, unknown; 22023: until is infinite or before since, or arrays of different lengths';

CREATE FUNCTION sss.response_times(service sss.service, provider sss.provider_type,
	occasions timestamp[], responses timestamp[], longer_than interval DEFAULT NULL, language text DEFAULT NULL,
	OUT occasion timestamp, OUT response timestamp, OUT waited interval, OUT verdict sss.verdict,
	OUT provision sss.provision, OUT reading text, OUT message text)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_response_times' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.response_times(sss.service, sss.provider_type, timestamp[], timestamp[], interval, text) IS
'Time that passed between an occasion and what the order demands to be done in time, for cases that took longer than longer_than: paragraph 8, items 3 and 5, of annexes 1 and 2, paragraph 9, item 2, of annex 3. No rows: service or provider is NULL, or the provider''s standard demands no such thing of the service; 22023: arrays of different lengths';

CREATE FUNCTION sss.repeated_offences(offences date[], on_date date,
	OUT proven boolean, OUT first_offence date, OUT last_offence date,
	OUT category sss.recipient_category, OUT provision sss.provision, OUT reading text)
AS 'MODULE_PATHNAME', 'sss_repeated_offences' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sss.repeated_offences(date[], date) IS
'Whether the administrative offences of a child, two or more within any twelve months, prove the category deviant_behavior: annex 2, paragraph 2, item 4. proven is NULL if a NULL or infinite element could be the missing offence, or on_date is NULL or before 2023-07-01';

CREATE FUNCTION sss.unassessed(provider sss.provider_type, conditions sss.provision[], assessed date[],
	since date DEFAULT NULL, on_date date DEFAULT sss.today(),
	language text DEFAULT NULL, outcomes sss.inspection_outcome[] DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision,
	OUT name text, OUT last_assessed date)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unassessed' LANGUAGE C STABLE PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION sss.unassessed(sss.provider_type, sss.provision[], date[], date, date, text, sss.inspection_outcome[]) IS
'Clauses of the provider''s standards on on_date that no inspection assessed, from since on if it is given; conditions, assessed and outcomes have an element for each record of an inspection. No rows: provider or on_date is NULL, or the day is not governed; 22023: arrays of different lengths, or since after on_date';

CREATE FUNCTION sss.unmet(provider sss.provider_type, conditions sss.provision[], assessed date[],
	outcomes sss.inspection_outcome[], acts text[] DEFAULT NULL, terms date[] DEFAULT NULL, mended date[] DEFAULT NULL,
	on_date date DEFAULT sss.today(), language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT provision sss.provision, OUT name text,
	OUT found date, OUT act text, OUT term date, OUT overdue boolean)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unmet' LANGUAGE C STABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION sss.unmet(sss.provider_type, sss.provision[], date[], sss.inspection_outcome[], text[], date[], date[], date, text) IS
'Records by which inspections found a clause not met at the provider, and which neither mending nor a later record settled up to on_date; each array has an element for each record. No rows: on_date is NULL or not governed; 22023: arrays of different lengths';

CREATE FUNCTION sss.unserved(services sss.service[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, on_date date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, text) IS
'Services that the standards of the placement list on on_date, see sss.governing_standards(), and that are not among services: paragraphs 5 to 19 of annexes 1 and 2, 6 to 20 of annex 3. NULL category or basis: all standards of the provider; NULL provider or on_date, or a day that is not governed: no rows';

CREATE FUNCTION sss.unserved(services sss.service[], given date[], category sss.recipient_category,
	basis sss.placement_basis, provider sss.provider_type, since date, until date, language text DEFAULT NULL,
	OUT standard sss.standard, OUT kind sss.service_kind, OUT kind_name text, OUT kind_served boolean,
	OUT service sss.service, OUT service_name text, OUT provision sss.provision)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'sss_unserved_between' LANGUAGE C STABLE PARALLEL SAFE ROWS 40;
COMMENT ON FUNCTION sss.unserved(sss.service[], date[], sss.recipient_category, sss.placement_basis, sss.provider_type, date, date, text) IS
'The same on the day until, for the services given from since to until; a service whose day is NULL or infinite does not count. NULL since: from the first service on; 22023: arrays of different lengths, or since after until';

