-- A warehouse: facts have natural keys of three columns and are partitioned by region; dimensions are captions; loads are upserts.
CREATE SCHEMA dwh;
CREATE TABLE dwh.dim_status (status_code char(4) PRIMARY KEY, name_ru text, name_kk text, loaded_at timestamp DEFAULT now());
CREATE TABLE dwh.dim_document (doc_type smallint PRIMARY KEY, doc_name text);
CREATE TABLE dwh.dim_provider (provider_code varchar(12) PRIMARY KEY, provider_name text, provider_type_name text, region_code smallint);
CREATE TABLE dwh.fact_placement (
	source_system char(3) NOT NULL, region_code smallint NOT NULL, doc_no varchar(20) NOT NULL, placed_on date, closed_on date, child_key bigint NOT NULL,
	provider_code varchar(12), status_code char(4), doc_type smallint, stay_name varchar(30), load_id bigint,
	PRIMARY KEY (source_system, region_code, doc_no)
) PARTITION BY LIST (region_code);
CREATE TABLE dwh.fact_placement_10 PARTITION OF dwh.fact_placement FOR VALUES IN (10);
-- Attached later, with columns in another order and one that was dropped
CREATE TABLE dwh.fact_placement_11 (
	load_id bigint, old_note text, stay_name varchar(30), doc_type smallint, status_code char(4), provider_code varchar(12), child_key bigint NOT NULL, closed_on date, placed_on date,
	doc_no varchar(20) NOT NULL, region_code smallint NOT NULL, source_system char(3) NOT NULL
);
ALTER TABLE dwh.fact_placement_11 DROP COLUMN old_note;
ALTER TABLE dwh.fact_placement ATTACH PARTITION dwh.fact_placement_11 FOR VALUES IN (11);
CREATE TABLE dwh.fact_placement_rest PARTITION OF dwh.fact_placement DEFAULT PARTITION BY HASH (doc_no);
CREATE TABLE dwh.fact_placement_rest_0 PARTITION OF dwh.fact_placement_rest FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE dwh.fact_placement_rest_1 PARTITION OF dwh.fact_placement_rest FOR VALUES WITH (MODULUS 2, REMAINDER 1);

INSERT INTO dwh.dim_status (status_code, name_ru, name_kk) VALUES
	('C001', 'Дети-сироты', 'Жетім балалар'), ('C002', 'дети, оставшиеся без попечения родителей', NULL), ('C003', 'Дети с девиантным поведением', 'Девиантты мінез-құлықты балалар'),
	('C004', 'Жертва жестокого обращения', ''), ('-1', '-', '-'), ('C005', 'СИРОТЫ', NULL);
INSERT INTO dwh.dim_document VALUES (1, 'Решение акимата'), (2, 'Решение суда'), (3, 'Направление органа опеки и попечительства'), (4, 'Договор о приемной семье'), (9, 'Прочее');
INSERT INTO dwh.dim_provider
	SELECT 'P' || n, 'provider ' || n, (ARRAY['Дом юношества', 'Центр поддержки детей, находящихся в трудной жизненной ситуации', 'Приемная семья', 'Центр адаптации несовершеннолетних', 'Колледж'])[1 + n % 5], 10 + n % 4 FROM generate_series(1, 15) AS n;
INSERT INTO dwh.fact_placement (source_system, region_code, doc_no, placed_on, child_key, provider_code, status_code, doc_type, stay_name, load_id)
	SELECT (ARRAY['EDU', 'SOC'])[1 + n % 2], 10 + n % 4, 'D' || n, date '2023-05-20' + n * 3, 1 + n % 70, 'P' || 1 + n % 15, (ARRAY['C001', 'C002', 'C003', 'C004', '-1', 'C005'])[1 + n % 6], (ARRAY[1, 2, 3, 4, 9])[1 + n % 5],
		   (ARRAY['постоянно', 'временно', NULL])[1 + n % 3], 1 FROM generate_series(1, 140) AS n;

INSERT INTO proof.world (name, schemas, view) VALUES ('warehouse', '{dwh}', 'facts_warehouse.placement');
INSERT INTO proof.found VALUES
	('warehouse', 'dwh.dim_status', 'name_ru', 'category'), ('warehouse', 'dwh.dim_status', 'name_kk', 'category'), ('warehouse', 'dwh.dim_document', 'doc_name', 'basis'),
	('warehouse', 'dwh.dim_provider', 'provider_type_name', 'provider'), ('warehouse', 'dwh.fact_placement', 'placed_on', 'on_date'), ('warehouse', 'dwh.fact_placement', 'stay_name', 'stay');
INSERT INTO proof.meaning SELECT 'warehouse', 'dwh.dim_status', 'name_ru', 'status_code', 'recipient_category', entry, codes::text[] FROM (VALUES
	('C001', '{orphan}'), ('C002', '{without_parental_care}'), ('C003', '{deviant_behavior}'), ('C004', '{abuse_victim}'), ('-1', '{}'), ('C005', '{orphan}')) AS v (entry, codes);
INSERT INTO proof.meaning SELECT 'warehouse', 'dwh.dim_document', 'doc_name', 'doc_type', 'placement_basis', entry, codes::text[] FROM (VALUES
	('1', '{local_executive_decision}'), ('2', '{court_act}'), ('3', '{guardianship_body_referral}'), ('4', '{family_care_contract}'), ('9', '{other_document}')) AS v (entry, codes);
INSERT INTO proof.meaning SELECT 'warehouse', 'dwh.dim_provider', 'provider_type_name', 'provider_type_name', 'provider_type', entry, codes::text[] FROM (VALUES
	('Дом юношества', '{youth_house}'), ('Центр поддержки детей, находящихся в трудной жизненной ситуации', '{children_in_need_support_center}'), ('Приемная семья', '{foster_parent}'),
	('Центр адаптации несовершеннолетних', '{minors_adaptation_center}'), ('Колледж', '{}')) AS v (entry, codes);

INSERT INTO proof.step (world, command) VALUES ('warehouse', 'CREATE SCHEMA mapping_warehouse');
CALL proof.map('warehouse', 'dwh.dim_status', 'name_ru', 'recipient_category', 'status_code', 'mapping_warehouse.category');
CALL proof.map('warehouse', 'dwh.dim_document', 'doc_name', 'placement_basis', 'doc_type', 'mapping_warehouse.basis');
CALL proof.map('warehouse', 'dwh.dim_provider', 'provider_type_name', 'provider_type', 'provider_type_name', 'mapping_warehouse.provider');
INSERT INTO proof.step (world, command) VALUES
	('warehouse', $$INSERT INTO mapping_warehouse.category (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('C001', 'orphan'), ('C002', 'without_parental_care'), ('C003', 'deviant_behavior'),
		('C004', 'abuse_victim'), ('-1', NULL), ('C005', 'orphan')) AS v (entry, code) WHERE v.entry NOT IN (SELECT rtrim(entry) FROM mapping_warehouse.category)$$),
	('warehouse', $$INSERT INTO mapping_warehouse.basis (entry, code, reason) SELECT v.entry, v.code, 'decided' FROM (VALUES (1, 'local_executive_decision'), (2, 'court_act'), (3, 'guardianship_body_referral'),
		(4, 'family_care_contract'), (9, 'other_document')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_warehouse.basis)$$),
	('warehouse', $$INSERT INTO mapping_warehouse.provider (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('Дом юношества', 'youth_house'), ('Центр поддержки детей, находящихся в трудной жизненной ситуации', 'children_in_need_support_center'),
		('Приемная семья', 'foster_parent'), ('Центр адаптации несовершеннолетних', 'minors_adaptation_center')) AS v (entry, code) WHERE v.entry NOT IN (SELECT entry FROM mapping_warehouse.provider)$$),
	('warehouse', $$CREATE SCHEMA facts_warehouse CREATE VIEW placement AS
		SELECT f.source_system, f.region_code, f.doc_no, f.provider_code, f.status_code::text AS status_code, f.doc_type, d.provider_type_name,
			   c.code AS category, b.code AS basis, p.code AS provider, CASE f.stay_name WHEN 'постоянно' THEN 'permanent' WHEN 'временно' THEN 'temporary' END AS stay, f.placed_on AS on_date
		  FROM dwh.fact_placement AS f
		  LEFT JOIN mapping_warehouse.category AS c ON c.entry = f.status_code
		  LEFT JOIN mapping_warehouse.basis AS b ON b.entry = f.doc_type
		  LEFT JOIN dwh.dim_provider AS d ON d.provider_code = f.provider_code
		  LEFT JOIN mapping_warehouse.provider AS p ON p.entry = d.provider_type_name$$),
	('warehouse', $$SELECT * FROM sss.attach_view('facts_warehouse.placement', 'placement')$$);

CREATE FUNCTION proof.warehouse() RETURNS text[] VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	columns CONSTANT text := 'source_system, region_code, doc_no, placed_on, child_key, provider_code, status_code, doc_type, stay_name';
	doc integer := proof.number(1, 180);
	status text := proof.one_of('C001', 'C002', 'C003', 'C004', 'C005', '-1');
	stay text := proof.one_of('постоянно', 'временно', 'днем');
	new_row text := format('(%L, %s, %L, %s, %s, %L, %s, %s, %s)', (ARRAY['EDU', 'SOC'])[1 + doc % 2], 10 + doc % 4, 'D' || doc, proof.day(), doc, 'P' || proof.number(1, 15), status, proof.pick('{1,2,3,4,9}'::text[]), stay);
	other_row text := format('(%L, %s, %L, %s, %s, %L, %s, %s, NULL)', proof.pick('{EDU,SOC}'::text[]), proof.number(10, 14), 'E' || proof.number(1, 300), proof.day(), doc, 'P' || proof.number(1, 15), status, proof.pick('{1,2,3,4,9}'::text[]));
BEGIN
	RETURN CASE proof.number(1, 13)
		WHEN 1 THEN ARRAY[format('INSERT INTO dwh.fact_placement (%s) VALUES %s', columns, other_row)]
		WHEN 2 THEN ARRAY[format('INSERT INTO dwh.fact_placement AS f (%s) VALUES %s, %s ON CONFLICT (source_system, region_code, doc_no) DO UPDATE SET status_code = excluded.status_code, doc_type = excluded.doc_type, provider_code = excluded.provider_code, load_id = f.load_id + 1', columns, new_row, other_row)]
		WHEN 3 THEN ARRAY[format('INSERT INTO dwh.fact_placement (%s) VALUES %s ON CONFLICT DO NOTHING', columns, new_row)]
		WHEN 4 THEN ARRAY[format('UPDATE dwh.fact_placement SET region_code = %s WHERE doc_no = %L', proof.number(10, 14), 'D' || doc)]
		WHEN 5 THEN ARRAY[format('UPDATE dwh.fact_placement SET region_code = %s, doc_type = %s WHERE child_key = %s', proof.number(10, 14), proof.pick('{1,2,3,4,9}'::text[]), proof.number(1, 70))]
		WHEN 6 THEN ARRAY[format('UPDATE dwh.fact_placement SET status_code = %s, load_id = load_id + 1 WHERE region_code = %s AND child_key %% 9 = %s', status, proof.number(10, 13), proof.number(0, 8))]
		WHEN 7 THEN ARRAY[format('UPDATE dwh.dim_provider SET provider_type_name = %s WHERE provider_code = %L', proof.one_of('Дом юношества', 'Приемная семья', 'Колледж', 'Центр адаптации несовершеннолетних'), 'P' || proof.number(1, 15))]
		WHEN 8 THEN ARRAY[format('UPDATE mapping_warehouse.category SET code = %s WHERE entry = %s', proof.one_of('orphan', 'without_parental_care', 'deviant_behavior'), status)]
		-- A region loaded again
		WHEN 9 THEN ARRAY[format('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM dwh.fact_placement WHERE region_code = %s', 10 + doc % 4), format('DELETE FROM dwh.fact_placement WHERE region_code = %s', 10 + doc % 4), 'INSERT INTO dwh.fact_placement SELECT * FROM kept', format('UPDATE dwh.fact_placement SET load_id = 2, doc_type = %s WHERE doc_no = %L', proof.pick('{1,2,3}'::text[]), 'D' || doc)]
		WHEN 10 THEN ARRAY[format('UPDATE dwh.fact_placement SET stay_name = %s WHERE child_key IN (%s, %s)', stay, proof.number(1, 70), proof.number(1, 70))]
		WHEN 11 THEN ARRAY[format('DELETE FROM dwh.fact_placement WHERE doc_no = %L', 'D' || doc)]
		WHEN 12 THEN ARRAY[format('UPDATE dwh.fact_placement SET doc_no = %L WHERE doc_no = %L', 'F' || doc, 'D' || doc)]
		ELSE CASE WHEN proof.has_merge() THEN ARRAY[format('MERGE INTO dwh.fact_placement AS f USING (VALUES %s, %s) AS n (s, r, d, day, child, p, st, t, stay) ON (f.source_system, f.region_code, f.doc_no) = (n.s, n.r, n.d)
				WHEN MATCHED AND f.child_key %% 5 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET doc_type = n.t, status_code = n.st WHEN NOT MATCHED THEN INSERT (source_system, region_code, doc_no, placed_on, child_key, provider_code, status_code, doc_type) VALUES (n.s, n.r, n.d, n.day::date, n.child, n.p, n.st, n.t)', new_row, other_row)]
			ELSE ARRAY[format('INSERT INTO dwh.fact_placement (%s) VALUES %s', columns, other_row)] END
	END;
END
$$;
