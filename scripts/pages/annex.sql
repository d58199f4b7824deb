-- The page of one annex, to be read and signed.  psql's variable "annex" is its number.
SET pages.annex = :annex;
CREATE FUNCTION pg_temp.here(provision sss.provision) RETURNS boolean STABLE LANGUAGE sql
AS $$ SELECT sss.annex(provision) = current_setting('pages.annex')::integer $$;

SELECT format(E'# %s\n\n%s: %s.\n\n%s: %s.\n\n%s\n\n%s',
			  replace(pg_temp.word('annex'), '%s', :'annex'), pg_temp.word('standard'), sss.label(s.code),
			  pg_temp.word('edition'), pg_temp.spoken(to_jsonb(e), 'note'), pg_temp.word('about'), pg_temp.word('wording'))
  FROM sss.standards AS s, sss.editions AS e
 WHERE s.code = (SELECT standard FROM sss.provider_standards WHERE pg_temp.here(provision) LIMIT 1);

SELECT pg_temp.chapter('categories') || E'\n' || pg_temp.head('clause', 'category');
SELECT pg_temp.cells(sss.cite(provision), pg_temp.spoken(to_jsonb(r), 'names'))
  FROM (SELECT provision, min(name_kk) AS names_kk, min(name_ru) AS names_ru, min(name_en) AS names_en
		  FROM sss_internal.requirement_lines() WHERE subject = 'category' GROUP BY provision) AS r
 WHERE pg_temp.here(provision) ORDER BY provision;

-- Annex 3 speaks of persons where the others speak of subjects
SELECT :annex = 3 AS of_families \gset
\if :of_families
	\set provider person
	\set providers persons
	\set all_providers all_persons
\else
	\set provider provider
	\set providers providers
	\set all_providers all_providers
\endif
SELECT pg_temp.chapter(:'providers') || E'\n' || pg_temp.head('clause', :'provider', 'code');
SELECT pg_temp.cells(sss.cite(provision), sss.label(provider), format('`%s`', provider))
  FROM sss.provider_standards WHERE pg_temp.here(provision) ORDER BY provision, provider;

SELECT pg_temp.chapter('stays') || E'\n'
	|| CASE WHEN EXISTS (SELECT FROM sss.stays WHERE pg_temp.here(provision)) THEN pg_temp.head('clause', 'stay', 'code')
			ELSE E'\n' || pg_temp.word('no_stays') END;
SELECT pg_temp.cells(sss.cite(provision), sss.label(stay), format('`%s`', stay))
  FROM (SELECT DISTINCT provision, stay FROM sss.stays WHERE pg_temp.here(provision)) AS s ORDER BY provision, stay;

SELECT pg_temp.chapter('bases') || E'\n' || pg_temp.head('clause', 'basis', 'category', :'provider');
SELECT pg_temp.cells(sss.cite(provision), sss.label(basis), string_agg(sss.label(category), '; ' ORDER BY category), providers)
  FROM (SELECT a.provision, a.basis, a.category,
			   CASE WHEN count(*) = (SELECT count(*) FROM sss.provider_standards AS p WHERE p.standard = a.standard)
					THEN pg_temp.word(:'all_providers') ELSE string_agg(sss.label(a.provider), '; ' ORDER BY a.provider) END AS providers
		  FROM sss.admissions AS a WHERE pg_temp.here(a.provision)
		 GROUP BY a.provision, a.standard, a.basis, a.category) AS a
 GROUP BY provision, basis, providers ORDER BY provision, basis, providers;

SELECT pg_temp.chapter('services');
SELECT line
  FROM (SELECT kind, NULL::sss.provision AS provision, NULL::sss.service AS service, 0 AS place,
			   E'\n### ' || sss.label(kind) || E'\n' || pg_temp.head('clause', 'service', 'code') AS line
		  FROM sss.scope WHERE pg_temp.here(provision) GROUP BY kind
		UNION ALL
		SELECT kind, provision, service, 1, pg_temp.cells(sss.cite(provision), sss.label(service), format('`%s`', service))
		  FROM sss.scope WHERE pg_temp.here(provision)) AS s
 ORDER BY kind, place, provision, service;

-- Whatever is asked beside what the other chapters list
SELECT pg_temp.chapter('norms') || E'\n' || pg_temp.head('clause', 'asks', 'shape', 'served_how');
SELECT pg_temp.cells(sss.cite(provision), pg_temp.spoken(to_jsonb(r), 'asks'), pg_temp.word(shape), pg_temp.word(served))
  FROM sss.requirements AS r
 WHERE pg_temp.here(provision) AND served <> 'not_decidable'
   AND subject NOT IN ('category', 'provider', 'stay', 'basis', 'kind', 'service', 'quality')
 ORDER BY provision, code;

SELECT pg_temp.chapter('quality');
SELECT line
  FROM (SELECT kind, NULL::sss.provision AS provision, 0 AS place,
			   E'\n### ' || sss.label(kind) || E'\n' || pg_temp.head('clause', 'condition') AS line
		  FROM sss.quality_conditions WHERE pg_temp.here(provision) GROUP BY kind
		UNION ALL
		SELECT kind, provision, 1, pg_temp.cells(sss.cite(provision), pg_temp.spoken(to_jsonb(q), 'name'))
		  FROM sss.quality_conditions AS q WHERE pg_temp.here(provision)) AS s
 ORDER BY kind, place, provision;

-- What is open in the order itself is open in each annex; a reading stands with all the annexes that it concerns
SELECT pg_temp.chapter('readings');
SELECT format(E'\n### %s (`%s`)\n\n- **%s.** %s\n- **%s.** %s\n- **%s.** %s\n- **%s:** ______________________________',
			  sss.cite(found), code, pg_temp.word('question'), pg_temp.spoken(to_jsonb(r), 'question'),
			  pg_temp.word('reading'), pg_temp.spoken(to_jsonb(r), 'reading'),
			  pg_temp.word('alternative'), pg_temp.spoken(to_jsonb(r), 'alternative'), pg_temp.word('decision'))
  FROM (SELECT r.*, (SELECT p FROM unnest(r.provision || r.elsewhere) AS p WHERE pg_temp.here(p) OR sss.annex(p) = 0
					   ORDER BY p <> r.provision, p LIMIT 1) AS found
		  FROM sss.readings AS r) AS r
 WHERE found IS NOT NULL ORDER BY found, code;

SELECT pg_temp.chapter('not_served') || E'\n' || pg_temp.head('clause', 'asks', 'served_how', 'reason');
SELECT pg_temp.cells(sss.cite(provision), asks, pg_temp.word(served), reason)
  FROM (SELECT provision, code, pg_temp.spoken(to_jsonb(r), 'asks') AS asks, served, pg_temp.spoken(to_jsonb(r), 'reason') AS reason
		  FROM sss.requirements AS r WHERE served = 'not_decidable'
		UNION ALL
		SELECT provision, '', '', served, pg_temp.spoken(to_jsonb(c), 'reason')
		  FROM sss.coverage AS c WHERE served = 'informative') AS n
 WHERE pg_temp.here(provision) ORDER BY provision, code;

SELECT pg_temp.chapter('other_acts') || E'\n' || pg_temp.head('clause', 'act');
SELECT pg_temp.cells(sss.cite(provision), pg_temp.spoken(to_jsonb(a), 'name'))
  FROM sss.other_acts AS a WHERE pg_temp.here(provision) ORDER BY provision, act;

SELECT pg_temp.chapter('signature') || E'\n\n' || pg_temp.word('signed_text') || E'\n'
	|| pg_temp.head('name', 'position', 'date', 'sign') || E'\n| | | | |';
