-- A case system: rows are flagged, not deleted; a court's order holds from a day until it is quashed or ends.
CREATE SCHEMA cw;
CREATE TABLE cw.flag_kinds (code varchar(32) PRIMARY KEY, label text NOT NULL, severity smallint);
CREATE TABLE cw.order_kinds (code varchar(32) PRIMARY KEY, label text NOT NULL);
CREATE TABLE cw.facility_kinds (id integer PRIMARY KEY, label_i18n jsonb, "position" integer);
CREATE TABLE cw.facilities (id bigserial PRIMARY KEY, name varchar, facility_kind_id integer REFERENCES cw.facility_kinds, closed_on date);
CREATE TABLE cw.children (id bigserial PRIMARY KEY, case_number varchar NOT NULL UNIQUE, full_name varchar, born_on date, created_at timestamp DEFAULT now(), updated_at timestamp, deleted_at timestamp);
CREATE TABLE cw.child_flags (
	id bigserial PRIMARY KEY, child_id bigint NOT NULL REFERENCES cw.children, flag_code varchar(32) NOT NULL REFERENCES cw.flag_kinds,
	raised_on date NOT NULL, lowered_on date, "isActive" boolean NOT NULL DEFAULT true, UNIQUE (child_id, flag_code)
);
CREATE TABLE cw.court_orders (
	id bigserial PRIMARY KEY, child_id bigint NOT NULL REFERENCES cw.children, order_kind varchar(32) REFERENCES cw.order_kinds, number varchar(40),
	issued_on date NOT NULL, valid_until date, quashed boolean NOT NULL DEFAULT false, deleted_at timestamp
);
CREATE TABLE cw.placements (
	id bigserial PRIMARY KEY, child_id bigint NOT NULL REFERENCES cw.children, facility_id bigint REFERENCES cw.facilities,
	starts_on date, ends_on date, notes text, updated_at timestamp, deleted_at timestamp
);

INSERT INTO cw.flag_kinds (code, label) VALUES
	('ORPH', 'Дети-сироты'), ('NOPAR', 'Без попечения родителей'), ('DEV', 'Девиантное поведение'), ('ABUSE', 'Жертвы жестокого обращения'),
	('STREET', 'Безнадзорные и беспризорные'), ('ALLERGY', 'Аллергия'), ('RUNAWAY', 'Склонен к побегам');
INSERT INTO cw.order_kinds (code, label) VALUES
	('akim', 'Решение местного исполнительного органа'), ('court', 'Судебный акт'), ('guard', 'Направление органа опеки'), ('family', 'Договор о передаче в приемную семью'), ('other', 'Справка');
INSERT INTO cw.facility_kinds VALUES
	(1, '{"ru": "Дом юношества", "kk": "Жасөспірімдер үйі"}'), (2, '{"ru": "Центр адаптации несовершеннолетних", "kk": "Кәмелетке толмағандарды бейімдеу орталығы"}'),
	(3, '{"ru": "Специальная организация образования", "kk": ""}'), (4, '{"ru": "Приемный родитель", "kk": "Баланы қабылдайтын ата-ана"}'), (5, '{"ru": "Больница", "kk": "Аурухана"}');
INSERT INTO cw.facilities (name, facility_kind_id) SELECT 'facility ' || n, 1 + n % 5 FROM generate_series(1, 10) AS n;
INSERT INTO cw.children (case_number, full_name) SELECT 'C-' || n, 'name ' || n FROM generate_series(1, 50) AS n;
INSERT INTO cw.child_flags (child_id, flag_code, raised_on, "isActive")
	SELECT 1 + n % 50, (ARRAY['ORPH', 'NOPAR', 'DEV', 'ABUSE', 'STREET', 'ALLERGY'])[1 + (n + n / 50) % 6], date '2023-01-01' + n, n % 7 <> 0 FROM generate_series(1, 90) AS n;
INSERT INTO cw.court_orders (child_id, order_kind, issued_on, valid_until, quashed)
	SELECT 1 + n % 50, (ARRAY['akim', 'court', 'guard', 'family', 'other'])[1 + (n + n / 50) % 5], date '2023-02-01' + n * 4, CASE WHEN n % 6 = 0 THEN date '2023-06-01' + n * 4 END, n % 11 = 0 FROM generate_series(1, 110) AS n;
INSERT INTO cw.placements (child_id, facility_id, starts_on, deleted_at)
	SELECT 1 + n % 50, 1 + n % 10, date '2023-06-15' + n * 4, CASE WHEN n % 13 = 0 THEN now() END FROM generate_series(1, 100) AS n;

INSERT INTO proof.world (name, schemas, view) VALUES ('court', '{cw}', 'facts_court.placement');
INSERT INTO proof.found VALUES
	('court', 'cw.flag_kinds', 'label', 'category'), ('court', 'cw.order_kinds', 'label', 'basis'), ('court', 'cw.facility_kinds', 'label_i18n', 'provider'), ('court', 'cw.placements', 'starts_on', 'on_date');
INSERT INTO proof.meaning VALUES
	('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'ORPH', '{orphan}'), ('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'NOPAR', '{without_parental_care}'),
	('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'DEV', '{deviant_behavior}'), ('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'ABUSE', '{abuse_victim}'),
	('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'STREET', '{neglected_or_homeless}'), ('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'ALLERGY', '{}'),
	('court', 'cw.flag_kinds', 'label', 'code', 'recipient_category', 'RUNAWAY', '{}'),
	('court', 'cw.order_kinds', 'label', 'code', 'placement_basis', 'akim', '{local_executive_decision}'), ('court', 'cw.order_kinds', 'label', 'code', 'placement_basis', 'court', '{court_act}'),
	('court', 'cw.order_kinds', 'label', 'code', 'placement_basis', 'guard', '{guardianship_body_referral}'), ('court', 'cw.order_kinds', 'label', 'code', 'placement_basis', 'family', '{family_care_contract}'),
	('court', 'cw.order_kinds', 'label', 'code', 'placement_basis', 'other', '{other_document}'),
	('court', 'cw.facility_kinds', 'label_i18n', 'id', 'provider_type', '1', '{youth_house}'), ('court', 'cw.facility_kinds', 'label_i18n', 'id', 'provider_type', '2', '{minors_adaptation_center}'),
	('court', 'cw.facility_kinds', 'label_i18n', 'id', 'provider_type', '3', '{special_organization}'), ('court', 'cw.facility_kinds', 'label_i18n', 'id', 'provider_type', '4', '{foster_parent}'),
	('court', 'cw.facility_kinds', 'label_i18n', 'id', 'provider_type', '5', '{}');

INSERT INTO proof.step (world, command) VALUES ('court', 'CREATE SCHEMA mapping_court');
CALL proof.map('court', 'cw.flag_kinds', 'label', 'recipient_category', 'code', 'mapping_court.category');
CALL proof.map('court', 'cw.order_kinds', 'label', 'placement_basis', 'code', 'mapping_court.basis');
CALL proof.map('court', 'cw.facility_kinds', 'label_i18n', 'provider_type', 'id', 'mapping_court.provider');
INSERT INTO proof.step (world, command) VALUES
	('court', $$INSERT INTO mapping_court.category (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('ORPH', 'orphan'), ('NOPAR', 'without_parental_care'), ('DEV', 'deviant_behavior'), ('ABUSE', 'abuse_victim'),
		('STREET', 'neglected_or_homeless'), ('ALLERGY', NULL), ('RUNAWAY', NULL)) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_court.category)$$),
	('court', $$INSERT INTO mapping_court.basis (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('akim', 'local_executive_decision'), ('court', 'court_act'), ('guard', 'guardianship_body_referral'),
		('family', 'family_care_contract'), ('other', 'other_document')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_court.basis)$$),
	('court', $$INSERT INTO mapping_court.provider (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES (1, 'youth_house'), (2, 'minors_adaptation_center'), (3, 'special_organization'), (4, 'foster_parent'))
		AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_court.provider)$$),
	('court', $$CREATE SCHEMA facts_court CREATE VIEW placement AS
		SELECT p.id, p.child_id, p.facility_id, f.facility_kind_id, g.flag_code, o.order_kind, o.order_id,
			   c.code AS category, b.code AS basis, t.code AS provider, p.starts_on AS on_date
		  FROM cw.placements AS p
		  LEFT JOIN cw.child_flags AS g ON g.child_id = p.child_id AND g."isActive" AND g.raised_on <= p.starts_on AND (g.lowered_on > p.starts_on) IS NOT FALSE
		  LEFT JOIN mapping_court.category AS c ON c.entry = g.flag_code
		  LEFT JOIN LATERAL (SELECT i.id AS order_id, i.order_kind FROM cw.court_orders AS i
							  WHERE i.child_id = p.child_id AND NOT i.quashed AND i.deleted_at IS NULL AND i.issued_on <= p.starts_on AND (i.valid_until >= p.starts_on) IS NOT FALSE
							  ORDER BY i.issued_on DESC, i.id DESC LIMIT 1) AS o ON true
		  LEFT JOIN mapping_court.basis AS b ON b.entry = o.order_kind
		  LEFT JOIN cw.facilities AS f ON f.id = p.facility_id
		  LEFT JOIN mapping_court.provider AS t ON t.entry = f.facility_kind_id
		 WHERE p.deleted_at IS NULL AND (c.entry IS NULL OR c.code IS NOT NULL)$$),
	('court', $$SELECT * FROM sss.attach_view('facts_court.placement', 'placement', key => '{id}')$$);

CREATE FUNCTION proof.court() RETURNS text[] VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	child integer := proof.number(1, 50);
	flag text := proof.one_of('ORPH', 'NOPAR', 'DEV', 'ABUSE', 'STREET', 'ALLERGY', 'RUNAWAY');
	kind text := proof.one_of('akim', 'court', 'guard', 'family', 'other');
	placement text := format('(%s, %s, %s)', child, proof.number(1, 10), proof.day());
	an_order text := format('(%s, %s, %s)', child, kind, proof.day());
BEGIN
	RETURN CASE proof.number(1, 16)
		WHEN 1 THEN ARRAY['INSERT INTO cw.placements (child_id, facility_id, starts_on) VALUES ' || placement]
		WHEN 2 THEN ARRAY[format('INSERT INTO cw.court_orders (child_id, order_kind, issued_on) VALUES %s', an_order), format('INSERT INTO cw.placements (child_id, facility_id, starts_on) VALUES %s, (%s, %s, %s)', placement, child, proof.number(1, 10), proof.day())]
		WHEN 3 THEN ARRAY[format('UPDATE cw.placements SET deleted_at = now() WHERE child_id = %s', child)]
		WHEN 4 THEN ARRAY[format('UPDATE cw.placements SET deleted_at = NULL, updated_at = now() WHERE child_id BETWEEN %s AND %s', child, child + 4)]
		WHEN 5 THEN ARRAY[format('INSERT INTO cw.child_flags AS f (child_id, flag_code, raised_on) VALUES (%s, %s, %s) ON CONFLICT (child_id, flag_code) DO UPDATE SET "isActive" = NOT f."isActive", raised_on = least(f.raised_on, excluded.raised_on)', child, flag, proof.day())]
		WHEN 6 THEN ARRAY[format('UPDATE cw.child_flags SET "isActive" = %s WHERE child_id IN (%s, %s)', random() < 0.6, child, proof.number(1, 50))]
		WHEN 7 THEN ARRAY[format('UPDATE cw.child_flags SET lowered_on = %s WHERE flag_code = %s AND child_id %% 5 = %s', proof.day(), flag, proof.number(0, 4))]
		WHEN 8 THEN ARRAY['INSERT INTO cw.court_orders (child_id, order_kind, issued_on) VALUES ' || an_order]
		WHEN 9 THEN ARRAY[format('UPDATE cw.court_orders SET quashed = NOT quashed WHERE id = (SELECT max(id) FROM cw.court_orders WHERE child_id = %s)', child)]
		WHEN 10 THEN ARRAY[format('UPDATE cw.court_orders SET valid_until = %s WHERE child_id = %s', proof.day(), child)]
		WHEN 11 THEN ARRAY[format('UPDATE cw.facilities SET facility_kind_id = %s WHERE id = %s', proof.number(1, 5), proof.number(1, 10))]
		WHEN 12 THEN ARRAY[format('UPDATE mapping_court.category SET code = %s WHERE entry = %s', proof.one_of('orphan', 'without_parental_care', 'deviant_behavior', 'neglected_or_homeless'), flag)]
		-- Flags saved again
		WHEN 13 THEN ARRAY[format('DELETE FROM cw.child_flags WHERE child_id = %s', child), format('INSERT INTO cw.child_flags (child_id, flag_code, raised_on) VALUES (%s, %s, ''2023-01-01'')', child, proof.one_of('ORPH', 'NOPAR', 'DEV'))]
		WHEN 14 THEN ARRAY[format('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM cw.child_flags WHERE child_id = %s', child), format('DELETE FROM cw.child_flags WHERE child_id = %s', child), 'INSERT INTO cw.child_flags SELECT * FROM kept']
		WHEN 15 THEN ARRAY[format('WITH ended AS (UPDATE cw.placements SET ends_on = %s WHERE child_id = %s RETURNING child_id) INSERT INTO cw.placements (child_id, facility_id, starts_on) SELECT DISTINCT child_id, %s, %1$s::date FROM ended', proof.day(), child, proof.number(1, 10))]
		ELSE CASE WHEN proof.has_merge() THEN ARRAY[format('MERGE INTO cw.court_orders AS o USING (VALUES %s, (%s, %s, %s)) AS n (child_id, kind, day) ON o.child_id = n.child_id AND o.issued_on >= n.day::date
				WHEN MATCHED AND o.quashed THEN DELETE WHEN MATCHED THEN UPDATE SET order_kind = n.kind WHEN NOT MATCHED THEN INSERT (child_id, order_kind, issued_on) VALUES (n.child_id, n.kind, n.day::date)', an_order, 1 + child % 50, kind, proof.day())]
			ELSE ARRAY['INSERT INTO cw.court_orders (child_id, order_kind, issued_on) VALUES ' || an_order] END
	END;
END
$$;
