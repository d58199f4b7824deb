-- A school information system: schools and codes are copied each year, and what a field holds is text with several choices.
CREATE SCHEMA sis;
CREATE TABLE sis.schools (
	id integer, syear numeric(4,0), title varchar(100) NOT NULL, short_name varchar(25), principal varchar(100), phone varchar(30),
	custom_1 text, PRIMARY KEY (id, syear)
);
CREATE TABLE sis.school_fields (id serial PRIMARY KEY, type varchar(10), title text, sort_order numeric, select_options text);
CREATE TABLE sis.student_fields (id serial PRIMARY KEY, type varchar(10), title text, category_id integer, select_options text);
CREATE TABLE sis.students (
	student_id serial PRIMARY KEY, last_name varchar(50) NOT NULL, first_name varchar(50) NOT NULL, birthdate date, username varchar(100),
	custom_11 text, custom_12 text
);
CREATE TABLE sis.student_enrollment_codes (
	id serial PRIMARY KEY, syear numeric(4,0), title varchar(100), short_name varchar(25), type varchar(4), default_code varchar(1), sort_order numeric
);
CREATE TABLE sis.student_enrollment (
	id serial PRIMARY KEY, syear numeric(4,0) NOT NULL, school_id integer NOT NULL, student_id integer NOT NULL REFERENCES sis.students,
	grade_id integer, start_date date, end_date date, enrollment_code integer REFERENCES sis.student_enrollment_codes, drop_code integer, next_school integer,
	FOREIGN KEY (school_id, syear) REFERENCES sis.schools, UNIQUE (student_id, syear, school_id, start_date)
);

INSERT INTO sis.school_fields (type, title, select_options) VALUES
	('select', 'Вид организации', E'Дом юношества\rЦентр поддержки детей, находящихся в трудной жизненной ситуации\rДетская деревня семейного типа\rОбщеобразовательная школа\rКабинет психолого-педагогической коррекции');
INSERT INTO sis.student_fields (type, title, select_options) VALUES
	('multiple', 'Социальный статус', E'Дети-сироты\rДети, оставшиеся без попечения родителей\rДети с девиантным поведением\rМногодетная семья\rОпекаемый\rДети с особыми образовательными потребностями');
INSERT INTO sis.schools
	SELECT s.id, y, s.title, s.short, NULL, NULL, s.kind
	  FROM (VALUES (1, 'Дом юношества № 1', 'ДЮ1', 'Дом юношества'), (2, 'Центр поддержки', 'ЦП', 'Центр поддержки детей, находящихся в трудной жизненной ситуации'),
				   (3, 'Деревня', 'Д', 'Детская деревня семейного типа'), (4, 'Школа 7', 'Ш7', 'Общеобразовательная школа'),
				   (5, 'Кабинет 2', 'К2', 'Кабинет психолого-педагогической коррекции')) AS s (id, title, short, kind), generate_series(2023, 2025) AS y;
INSERT INTO sis.student_enrollment_codes (syear, title, short_name, type)
	SELECT y, c.title, c.short, c.type
	  FROM generate_series(2023, 2025) AS y,
		   (VALUES ('Решение местного исполнительного органа', 'РМИО', 'Add'), ('Направление органа опеки и попечительства', 'НООП', 'Add'), ('Постановление суда', 'СУД', 'Add'),
				   ('Заявление родителей', 'ЗР', 'Add'), ('Переезд', 'П', 'Drop'), ('Выпуск', 'В', 'Drop')) AS c (title, short, type);
INSERT INTO sis.students (last_name, first_name, birthdate, custom_11)
	SELECT 'Фамилия' || n, 'Имя' || n, date '2008-01-01' + n * 30,
		   (ARRAY['||Дети-сироты||', '||Дети, оставшиеся без попечения родителей||Многодетная семья||', '||Дети с девиантным поведением||', '||Многодетная семья||', NULL, '||Дети с особыми образовательными потребностями||Опекаемый||'])[1 + n % 6]
	  FROM generate_series(1, 60) AS n;
INSERT INTO sis.student_enrollment (syear, school_id, student_id, grade_id, start_date, enrollment_code)
	SELECT 2023 + (n + n / 61) % 3, 1 + n % 5, 1 + n % 60, 1 + n % 11, make_date(2023 + (n + n / 61) % 3, 9, 1), 6 * ((n + n / 61) % 3) + 1 + (n / 3) % 4 FROM generate_series(1, 120) AS n;

INSERT INTO proof.world (name, schemas, view) VALUES ('school', '{sis}', 'facts_school.enrollment');
INSERT INTO proof.found VALUES
	('school', 'sis.students', 'custom_11', 'category'), ('school', 'sis.student_fields', 'select_options', 'category'),
	('school', 'sis.student_enrollment_codes', 'title', 'basis'), ('school', 'sis.schools', 'custom_1', 'provider'),
	('school', 'sis.school_fields', 'select_options', 'provider'), ('school', 'sis.student_enrollment', 'start_date', 'on_date');
INSERT INTO proof.meaning VALUES
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Дети-сироты', '{orphan}'),
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Дети, оставшиеся без попечения родителей', '{without_parental_care}'),
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Дети с девиантным поведением', '{deviant_behavior}'),
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Дети с особыми образовательными потребностями', '{special_educational_needs}'),
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Многодетная семья', '{}'),
	('school', 'mapping_school.status_option', 'option', 'option', 'recipient_category', 'Опекаемый', '{}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Решение местного исполнительного органа', '{local_executive_decision}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Направление органа опеки и попечительства', '{guardianship_body_referral}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Постановление суда', '{court_act}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Заявление родителей', '{other_document}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Переезд', '{}'),
	('school', 'sis.student_enrollment_codes', 'title', 'title', 'placement_basis', 'Выпуск', '{}'),
	('school', 'sis.schools', 'custom_1', 'custom_1', 'provider_type', 'Дом юношества', '{youth_house}'),
	('school', 'sis.schools', 'custom_1', 'custom_1', 'provider_type', 'Центр поддержки детей, находящихся в трудной жизненной ситуации', '{children_in_need_support_center}'),
	('school', 'sis.schools', 'custom_1', 'custom_1', 'provider_type', 'Детская деревня семейного типа', '{family_type_village}'),
	('school', 'sis.schools', 'custom_1', 'custom_1', 'provider_type', 'Общеобразовательная школа', '{}'),
	('school', 'sis.schools', 'custom_1', 'custom_1', 'provider_type', 'Кабинет психолого-педагогической коррекции', '{psychological_pedagogical_correction_room}');

INSERT INTO proof.step (world, command) VALUES
	('school', 'CREATE SCHEMA mapping_school'),
	('school', 'CREATE TABLE mapping_school.status_option AS SELECT DISTINCT o.option FROM sis.student_fields AS f, regexp_split_to_table(f.select_options, E''\r'') AS o (option)');
CALL proof.map('school', 'mapping_school.status_option', 'option', 'recipient_category', 'option', 'mapping_school.category');
CALL proof.map('school', 'sis.student_enrollment_codes', 'title', 'placement_basis', 'title', 'mapping_school.basis');
CALL proof.map('school', 'sis.schools', 'custom_1', 'provider_type', 'custom_1', 'mapping_school.provider');
INSERT INTO proof.step (world, command) VALUES
	('school', $$INSERT INTO mapping_school.category (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('Дети-сироты', 'orphan'), ('Дети, оставшиеся без попечения родителей', 'without_parental_care'),
		('Дети с девиантным поведением', 'deviant_behavior'), ('Дети с особыми образовательными потребностями', 'special_educational_needs'), ('Многодетная семья', NULL), ('Опекаемый', NULL)) AS v (entry, code)
		WHERE v.entry NOT IN (SELECT entry FROM mapping_school.category)$$),
	('school', $$INSERT INTO mapping_school.basis (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('Решение местного исполнительного органа', 'local_executive_decision'), ('Направление органа опеки и попечительства', 'guardianship_body_referral'),
		('Постановление суда', 'court_act'), ('Заявление родителей', 'other_document')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_school.basis)$$),
	('school', $$CREATE SCHEMA facts_school CREATE VIEW enrollment AS
		SELECT e.id, e.student_id, e.school_id, e.syear, e.enrollment_code, o.option, k.title AS code_title, s.custom_1 AS kind,
			   c.code AS category, b.code AS basis, p.code AS provider, e.start_date AS on_date
		  FROM sis.student_enrollment AS e
		  JOIN sis.students AS t ON t.student_id = e.student_id
		  LEFT JOIN LATERAL unnest(string_to_array(t.custom_11, '||')) AS o (option) ON o.option <> ''
		  LEFT JOIN mapping_school.category AS c ON c.entry = o.option
		  LEFT JOIN sis.student_enrollment_codes AS k ON k.id = e.enrollment_code
		  LEFT JOIN mapping_school.basis AS b ON b.entry = k.title
		  LEFT JOIN sis.schools AS s ON (s.id, s.syear) = (e.school_id, e.syear)
		  LEFT JOIN mapping_school.provider AS p ON p.entry = s.custom_1
		 WHERE c.entry IS NULL OR c.code IS NOT NULL$$),
	('school', $$SELECT * FROM sss.attach_view('facts_school.enrollment', 'placement', key => '{id}')$$);

CREATE FUNCTION proof.school() RETURNS text[] VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	statuses CONSTANT text[] := '{||Дети-сироты||,||Дети-сироты||Многодетная семья||,"||Дети, оставшиеся без попечения родителей||",||Дети с девиантным поведением||,||Дети с девиантным поведением||Дети-сироты||,||Многодетная семья||,||Нет такого||}';
	year integer := proof.number(2023, 2025);
	student integer := proof.number(1, 60);
	new_row text := format('(%s, %s, %s, %s, %s)', year, proof.number(1, 5), student, proof.day(), 6 * (year - 2023) + proof.number(1, 5));
	other_row text := format('(%s, %s, %s, %s, %s)', year, proof.number(1, 5), proof.number(1, 60), proof.day(), 6 * (year - 2023) + proof.number(1, 5));
BEGIN
	RETURN CASE proof.number(1, 14)
		WHEN 1 THEN ARRAY['INSERT INTO sis.student_enrollment (syear, school_id, student_id, start_date, enrollment_code) VALUES ' || new_row]
		WHEN 2 THEN ARRAY[format('INSERT INTO sis.student_enrollment (syear, school_id, student_id, start_date, enrollment_code) VALUES %s, %s', new_row, other_row)]
		WHEN 3 THEN ARRAY[format('INSERT INTO sis.student_enrollment AS e (syear, school_id, student_id, start_date, enrollment_code) VALUES (%s, %s, %s, %L, %s) ON CONFLICT (student_id, syear, school_id, start_date) DO UPDATE SET enrollment_code = excluded.enrollment_code',
								 year, 1 + student % 5, student, make_date(year, 9, 1), 6 * (year - 2023) + proof.number(1, 5))]
		WHEN 4 THEN ARRAY[format('UPDATE sis.students SET custom_11 = %s WHERE student_id = %s', proof.one_of(VARIADIC statuses), student)]
		WHEN 5 THEN ARRAY[format('UPDATE sis.students SET custom_11 = replace(custom_11, ''||%s||'', ''||%s||'') WHERE student_id %% 7 = %s', proof.pick('{Дети-сироты,Дети с девиантным поведением,Многодетная семья}'::text[]), proof.pick('{Дети-сироты,Дети с девиантным поведением,Опекаемый}'::text[]), proof.number(0, 6))]
		WHEN 6 THEN ARRAY[format('UPDATE sis.student_enrollment SET enrollment_code = %s WHERE student_id IN (%s, %s)', proof.number(1, 18), student, proof.number(1, 60))]
		WHEN 7 THEN ARRAY[format('UPDATE sis.student_enrollment SET school_id = %s, grade_id = grade_id + 1 WHERE student_id = %s AND syear = %s', proof.number(1, 5), student, year)]
		WHEN 8 THEN ARRAY[format('UPDATE sis.schools SET custom_1 = %s WHERE id = %s AND syear = %s', proof.one_of('Дом юношества', 'Детская деревня семейного типа', 'Общеобразовательная школа', 'Кабинет психолого-педагогической коррекции'), proof.number(1, 5), year)]
		WHEN 9 THEN ARRAY[format('DELETE FROM sis.student_enrollment WHERE id = (SELECT min(id) FROM sis.student_enrollment WHERE student_id = %s)', student)]
		-- Saved again, as the application does
		WHEN 10 THEN ARRAY[format('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM sis.student_enrollment WHERE student_id = %s', student), format('DELETE FROM sis.student_enrollment WHERE student_id = %s', student), 'INSERT INTO sis.student_enrollment SELECT * FROM kept']
		WHEN 11 THEN ARRAY[format('UPDATE mapping_school.basis SET code = %s WHERE entry = %s', proof.one_of('local_executive_decision', 'guardianship_body_referral', 'court_act', 'other_document'), proof.one_of('Заявление родителей', 'Постановление суда', 'Решение местного исполнительного органа'))]
		WHEN 12 THEN ARRAY[format('UPDATE sis.student_enrollment_codes SET title = %s WHERE id = %s', proof.one_of('Решение местного исполнительного органа', 'Постановление суда', 'Заявление родителей', 'Новый код'), proof.number(1, 18))]
		WHEN 13 THEN ARRAY[format('UPDATE sis.student_enrollment SET start_date = start_date + %s WHERE student_id = %s', proof.number(-200, 200), student), format('UPDATE sis.students SET last_name = last_name, custom_11 = %s WHERE student_id = %s', proof.one_of(VARIADIC statuses), student)]
		ELSE CASE WHEN proof.has_merge() THEN ARRAY[format('MERGE INTO sis.student_enrollment AS e USING (VALUES %s, %s) AS n (syear, school_id, student_id, start_date, code) ON e.student_id = n.student_id AND e.syear = n.syear
				WHEN MATCHED AND e.id %% 3 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET enrollment_code = n.code WHEN NOT MATCHED THEN INSERT (syear, school_id, student_id, start_date, enrollment_code) VALUES (n.syear, n.school_id, n.student_id, n.start_date::date, n.code)', new_row, other_row)]
			ELSE ARRAY['INSERT INTO sis.student_enrollment (syear, school_id, student_id, start_date, enrollment_code) VALUES ' || other_row] END
	END;
END
$$;
