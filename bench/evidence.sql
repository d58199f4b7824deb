-- COPY of records of services, a tenth as many as rows, with their evidence in
-- columns of their own: documents, persons, rooms, circumstances.  Many times,
-- since the machine varies by more than the rule costs.
--
-- Needs the psql variables rows, rounds and work.

\set QUIET on
\pset footer off
SET search_path = bench, sss, public;

CREATE TABLE row_of_evidence (
	id bigint NOT NULL, service sss.service, provider sss.provider_type, day date,
	prescription text, emergency boolean, worker bigint, room bigint, package date, indications text, note text);
SELECT setseed(0.165) \gset
INSERT INTO row_of_evidence
	SELECT d.id, l.service, l.provider, date '2023-07-01' + (d.id % 900)::integer,
		   'No. ' || d.id, true, d.id % 1000, d.id % 100, '2023-01-09', 'I10', 'Record No. ' || d.id
	  FROM (SELECT i AS id, random() AS number FROM generate_series(1, :rows / 10) AS i) AS d
	 CROSS JOIN (SELECT array_agg(s.service ORDER BY s.service, p.provider) AS services,
						array_agg(p.provider ORDER BY s.service, p.provider) AS providers
				   FROM sss.scope AS s JOIN sss.provider_standards AS p USING (standard)) AS a
	 CROSS JOIN LATERAL (SELECT 1 + floor(d.number * cardinality(a.services))::integer AS i) AS i
	 CROSS JOIN LATERAL (SELECT a.services[i.i] AS service, a.providers[i.i] AS provider) AS l
	 ORDER BY d.id;
\set file :work '/evidence.copy'
COPY row_of_evidence TO :'file';
INSERT INTO shape VALUES ('evidence', 'row_of_evidence', :'file', :rows / 10,
	'0, ''medical.prescribed_procedures'', ''youth_house'', ''2024-01-01'', '' '', true, 1, 1, ''2024-01-01'', ''I10''');

\set attach 'SELECT sss.attach(%1$L, ''evidence'', ''{service=service,provider=provider,on_date=day,prescription=prescription,emergency=emergency,own_medical_worker=worker,specialist_room=room,approved_package=package,medical_indications=indications}'', key => ''{id}'', mode => '
INSERT INTO kind (kind, define, unlawful) VALUES
	('evidence, enforce', :'attach' || '''enforce'')', 'refused'),
	('evidence, log', :'attach' || '''log'')', 'logged');

CALL add_variants('evidence', 'evidence', ARRAY['no enforcement', 'empty AFTER trigger in C', 'evidence, enforce', 'evidence, log']);
CALL create_tables('evidence');
CALL run('evidence', 12 * :rounds + 1, 'TRUNCATE %1$s', 'COPY %1$s FROM %2$L');
SELECT * FROM report('evidence', 1);
