-- A health information system: observations are entities, attributes and values; concepts have names in several languages,
-- and what is known of a location is jsonb.
CREATE SCHEMA hmis;
CREATE TABLE hmis.concept (concept_id integer PRIMARY KEY, datatype varchar(20), class_name varchar(40), retired boolean NOT NULL DEFAULT false, uuid char(38));
CREATE TABLE hmis.concept_name (
	concept_name_id serial PRIMARY KEY, concept_id integer NOT NULL REFERENCES hmis.concept, name varchar(255) NOT NULL, locale varchar(50) NOT NULL,
	concept_name_type varchar(50), voided boolean NOT NULL DEFAULT false
);
CREATE TABLE hmis.location (location_id integer PRIMARY KEY, name varchar(255), attributes jsonb NOT NULL DEFAULT '{}', retired boolean NOT NULL DEFAULT false);
CREATE TABLE hmis.patient (patient_id serial PRIMARY KEY, identifier varchar(50), voided boolean NOT NULL DEFAULT false);
CREATE TABLE hmis.encounter (
	encounter_id serial PRIMARY KEY, patient_id integer NOT NULL REFERENCES hmis.patient, location_id integer REFERENCES hmis.location,
	encounter_datetime timestamp NOT NULL, voided boolean NOT NULL DEFAULT false
);
CREATE TABLE hmis.obs (
	obs_id serial PRIMARY KEY, encounter_id integer NOT NULL REFERENCES hmis.encounter, concept_id integer NOT NULL REFERENCES hmis.concept,
	obs_datetime timestamp, value_coded integer REFERENCES hmis.concept, value_numeric double precision, value_text text, comments varchar(255),
	voided boolean NOT NULL DEFAULT false, previous_version integer
);

INSERT INTO hmis.concept (concept_id, datatype, class_name) VALUES
	(1, 'N/A', 'Misc'), (500, 'Coded', 'Question'), (600, 'Numeric', 'Question'), (101, 'N/A', 'Procedure'), (102, 'N/A', 'Procedure'), (103, 'N/A', 'Procedure'),
	(104, 'N/A', 'Procedure'), (105, 'N/A', 'Procedure'), (106, 'N/A', 'Procedure'), (201, 'N/A', 'Diagnosis'), (202, 'N/A', 'Diagnosis');
INSERT INTO hmis.concept_name (concept_id, name, locale, concept_name_type) VALUES
	(500, 'Оказанная услуга', 'ru', 'FULLY_SPECIFIED'), (600, 'Вес', 'ru', 'FULLY_SPECIFIED'),
	(101, 'забор материалов для проведения лабораторных исследований', 'ru', 'FULLY_SPECIFIED'),
	(102, 'оказание экстренной доврачебной помощи', 'ru', 'FULLY_SPECIFIED'), (102, 'Первая помощь', 'ru', 'SHORT'),
	(103, 'консультирование по вопросам семейного устройства', 'ru', 'FULLY_SPECIFIED'), (104, 'психологическая диагностика и обследование личности', 'ru', 'FULLY_SPECIFIED'),
	(105, 'Рентген', 'ru', 'FULLY_SPECIFIED'), (106, 'предоставление транспорта', 'ru', 'FULLY_SPECIFIED'),
	(201, 'Бронхит', 'ru', 'FULLY_SPECIFIED'), (202, 'Перелом', 'ru', 'FULLY_SPECIFIED'), (202, 'Fracture', 'en', 'FULLY_SPECIFIED');
INSERT INTO hmis.location VALUES
	(1, 'first', '{"type": "Дом юношества", "beds": 20}'), (2, 'second', '{"type": "Центр адаптации несовершеннолетних"}'), (3, 'third', '{"type": "Опекун"}'),
	(4, 'fourth', '{"type": "Поликлиника"}'), (5, 'fifth', '{"beds": 3}'), (6, 'sixth', '{"type": "Патронатный воспитатель"}');
INSERT INTO hmis.patient (identifier) SELECT 'P' || n FROM generate_series(1, 40) AS n;
INSERT INTO hmis.encounter (patient_id, location_id, encounter_datetime, voided) SELECT 1 + n % 40, 1 + n % 6, timestamp '2023-05-15 10:00' + n * interval '3 days', n % 17 = 0 FROM generate_series(1, 120) AS n;
INSERT INTO hmis.obs (encounter_id, concept_id, obs_datetime, value_coded, value_numeric)
	SELECT 1 + n % 120, 500, timestamp '2023-05-15 11:00' + (1 + n % 120) * interval '3 days', (ARRAY[101, 102, 103, 104, 105, 106, 201])[1 + n % 7], NULL FROM generate_series(1, 160) AS n
	UNION ALL SELECT n, 600, timestamp '2023-05-15 11:00', NULL, 20 + n FROM generate_series(1, 120) AS n;

INSERT INTO proof.world (name, schemas, view, rule) VALUES ('health', '{hmis}', 'facts_health.service', 'service');
INSERT INTO proof.found VALUES
	('health', 'hmis.concept_name', 'name', 'service'), ('health', 'hmis.location', 'attributes', 'provider'), ('health', 'hmis.obs', 'obs_datetime', 'on_date');
INSERT INTO proof.meaning SELECT 'health', 'hmis.concept_name', 'name', 'concept_id', 'service', entry, codes::text[] FROM (VALUES
	('101', '{medical.laboratory_sampling}'), ('102', '{medical.emergency_first_aid}'), ('103', '{legal.counseling_on_family_placement}'), ('104', '{psychological.diagnostics_and_personality_assessment}'), ('105', '{}'),
	('106', '{household.transport}'), ('201', '{}'), ('202', '{}'), ('500', '{}'), ('600', '{}')) AS v (entry, codes);
INSERT INTO proof.meaning SELECT 'health', 'mapping_health.location_type', 'type', 'type', 'provider_type', entry, codes::text[] FROM (VALUES
	('Дом юношества', '{youth_house}'), ('Центр адаптации несовершеннолетних', '{minors_adaptation_center}'), ('Опекун', '{guardian}'), ('Поликлиника', '{}'), ('Патронатный воспитатель', '{patronage_caregiver}')) AS v (entry, codes);

INSERT INTO proof.step (world, command) VALUES ('health', 'CREATE SCHEMA mapping_health'),
	('health', 'CREATE TABLE mapping_health.location_type AS SELECT DISTINCT attributes ->> ''type'' AS type FROM hmis.location WHERE attributes ? ''type''');
CALL proof.map('health', 'hmis.concept_name', 'name', 'service', 'concept_id', 'mapping_health.service');
CALL proof.map('health', 'mapping_health.location_type', 'type', 'provider_type', 'type', 'mapping_health.provider');
INSERT INTO proof.step (world, command) VALUES
	('health', $$INSERT INTO mapping_health.service (entry, code, reason) SELECT v.entry, v.code::sss.service, 'decided' FROM (VALUES (101, 'medical.laboratory_sampling'), (102, 'medical.emergency_first_aid'),
		(103, 'legal.counseling_on_family_placement'), (104, 'psychological.diagnostics_and_personality_assessment'), (106, 'household.transport')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_health.service)$$),
	('health', $$INSERT INTO mapping_health.provider (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('Дом юношества', 'youth_house'), ('Центр адаптации несовершеннолетних', 'minors_adaptation_center'),
		('Опекун', 'guardian'), ('Патронатный воспитатель', 'patronage_caregiver')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_health.provider)$$),
	('health', $$CREATE SCHEMA facts_health CREATE VIEW service AS
		SELECT o.obs_id, o.encounter_id, e.location_id, o.value_coded, l.attributes ->> 'type' AS location_type,
			   s.code AS service, p.code AS provider, coalesce(o.obs_datetime, e.encounter_datetime)::date AS on_date
		  FROM hmis.obs AS o
		  JOIN hmis.encounter AS e ON e.encounter_id = o.encounter_id AND NOT e.voided
		  LEFT JOIN hmis.location AS l ON l.location_id = e.location_id
		  LEFT JOIN mapping_health.service AS s ON s.entry = o.value_coded
		  LEFT JOIN mapping_health.provider AS p ON p.entry = l.attributes ->> 'type'
		 WHERE o.concept_id = 500 AND NOT o.voided$$),
	('health', $$SELECT * FROM sss.attach_view('facts_health.service', 'service', key => '{obs_id}')$$);

CREATE FUNCTION proof.health() RETURNS text[] VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	encounter integer := proof.number(1, 120);
	service text := proof.one_of('101', '102', '103', '104', '105', '106', '201');
	obs text := format('(%s, 500, %s, %s)', encounter, proof.day(), service);
	other text := format('(%s, 500, %s, %s)', proof.number(1, 120), proof.day(), proof.one_of('101', '103', '106'));
BEGIN
	RETURN CASE proof.number(1, 14)
		WHEN 1 THEN ARRAY['INSERT INTO hmis.obs (encounter_id, concept_id, obs_datetime, value_coded) VALUES ' || obs]
		WHEN 2 THEN ARRAY[format('INSERT INTO hmis.obs (encounter_id, concept_id, obs_datetime, value_coded) VALUES %s, %s, (%s, 600, NULL, NULL)', obs, other, encounter)]
		WHEN 3 THEN ARRAY[format('INSERT INTO hmis.obs (obs_id, encounter_id, concept_id, obs_datetime, value_coded) VALUES (%s, %s, 500, %s, %s) ON CONFLICT (obs_id) DO UPDATE SET value_coded = excluded.value_coded, concept_id = 500', proof.number(1, 300), encounter, proof.day(), service)]
		WHEN 4 THEN ARRAY[format('UPDATE hmis.location SET attributes = attributes || jsonb_build_object(''type'', %s::text) WHERE location_id = %s', proof.one_of('Дом юношества', 'Опекун', 'Поликлиника', 'Центр адаптации несовершеннолетних', 'что-то'), proof.number(1, 6))]
		WHEN 5 THEN ARRAY[format('UPDATE hmis.location SET attributes = attributes - ''beds'', name = name || ''x'' WHERE location_id <= %s', proof.number(1, 6))]
		WHEN 6 THEN ARRAY[format('UPDATE hmis.encounter SET location_id = %s WHERE patient_id IN (%s, %s)', proof.one_of('1', '2', '3', '4', '5', '6'), proof.number(1, 40), proof.number(1, 40))]
		WHEN 7 THEN ARRAY[format('UPDATE hmis.encounter SET voided = NOT voided WHERE encounter_id BETWEEN %s AND %s', encounter, encounter + 3)]
		-- A new version of an observation: the old one is voided, the new one refers to it
		WHEN 8 THEN ARRAY[format('WITH old AS (UPDATE hmis.obs SET voided = true WHERE obs_id = %s AND NOT voided RETURNING *) INSERT INTO hmis.obs (encounter_id, concept_id, obs_datetime, value_coded, previous_version) SELECT encounter_id, concept_id, obs_datetime, coalesce(%s::integer, value_coded), obs_id FROM old', proof.number(1, 160), service)]
		WHEN 9 THEN ARRAY[format('UPDATE hmis.obs SET voided = true WHERE encounter_id = %s', encounter), format('UPDATE hmis.obs SET voided = false WHERE encounter_id = %s', encounter)]
		WHEN 10 THEN ARRAY[format('UPDATE hmis.obs SET value_coded = %s WHERE encounter_id %% 11 = %s AND concept_id = 500', service, proof.number(0, 10))]
		WHEN 11 THEN ARRAY[format('UPDATE mapping_health.service SET code = %s WHERE entry = %s', proof.one_of('medical.laboratory_sampling', 'legal.counseling_on_family_placement', 'household.transport', 'household.living_space'), proof.number(101, 106))]
		WHEN 12 THEN ARRAY[format('UPDATE mapping_health.provider SET code = %s WHERE entry = %s', proof.one_of('youth_house', 'guardian', 'minors_adaptation_center'), proof.one_of('Дом юношества', 'Опекун', 'Поликлиника'))]
		WHEN 13 THEN ARRAY[format('DELETE FROM mapping_health.service WHERE entry = %s', proof.number(101, 106)), format('INSERT INTO mapping_health.service (entry, code, reason) VALUES (%s, %s, ''again'')', proof.number(101, 106), proof.one_of('medical.laboratory_sampling', 'household.transport'))]
		ELSE CASE WHEN proof.has_merge() THEN ARRAY[format('MERGE INTO hmis.obs AS o USING (VALUES %s, %s) AS n (encounter_id, concept_id, day, coded) ON o.encounter_id = n.encounter_id AND o.concept_id = n.concept_id
				WHEN MATCHED AND o.obs_id %% 4 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET value_coded = n.coded::integer WHEN NOT MATCHED THEN INSERT (encounter_id, concept_id, obs_datetime, value_coded) VALUES (n.encounter_id, n.concept_id, n.day::timestamp, n.coded::integer)', obs, other)]
			ELSE ARRAY['INSERT INTO hmis.obs (encounter_id, concept_id, obs_datetime, value_coded) VALUES ' || other] END
	END;
END
$$;
