-- An insurance system: before a row is changed, a copy of it is kept in the same table, and the present row has no end.
CREATE SCHEMA ins;
CREATE TABLE ins."tblCategory" ("CategoryCode" char(1) PRIMARY KEY, "Category" varchar(80), "AltLanguage" varchar(80), "SortOrder" integer);
CREATE TABLE ins."tblBasis" ("BasisID" smallint PRIMARY KEY, "Description" varchar(120), "AltLanguage" varchar(120));
CREATE TABLE ins."tblHF" (
	"HfID" serial PRIMARY KEY, "HfUUID" uuid DEFAULT gen_random_uuid(), "HFCode" varchar(8), "HFName" varchar(100), "HFKind" varchar(80),
	"LegacyID" integer, "ValidityFrom" timestamp NOT NULL DEFAULT now(), "ValidityTo" timestamp
);
CREATE TABLE ins."tblInsuree" (
	"InsureeID" serial PRIMARY KEY, "CHFID" varchar(12), "LastName" varchar(100), "DOB" date,
	"LegacyID" integer, "ValidityFrom" timestamp NOT NULL DEFAULT now(), "ValidityTo" timestamp, "AuditUserID" integer
);
CREATE TABLE ins."tblInsureeCategory" (
	"InsureeID" integer NOT NULL REFERENCES ins."tblInsuree", "CategoryCode" char(1) NOT NULL REFERENCES ins."tblCategory", "ValidityTo" timestamp, PRIMARY KEY ("InsureeID", "CategoryCode")
);
CREATE TABLE ins."tblReferral" (
	"ReferralID" serial PRIMARY KEY, "InsureeID" integer NOT NULL REFERENCES ins."tblInsuree", "HfID" integer REFERENCES ins."tblHF", "BasisID" smallint REFERENCES ins."tblBasis",
	"DateFrom" timestamp, "DateTo" timestamp, "StayMode" varchar(20), "Status" smallint DEFAULT 2,
	"LegacyID" integer, "ValidityFrom" timestamp NOT NULL DEFAULT now(), "ValidityTo" timestamp, "AuditUserID" integer, "RowID" bigint
);

INSERT INTO ins."tblCategory" VALUES ('O', 'Orphan', 'Сирота', 1), ('P', 'Child without parental care', 'Ребенок без попечения родителей', 2), ('D', 'Deviant behaviour', 'Девиантное поведение', 3), ('A', 'Victim of abuse', 'Жертва жестокого обращения', 4), ('N', 'None', 'Нет', 9);
INSERT INTO ins."tblBasis" VALUES (1, 'Decision of the akimat', 'Решение акимата'), (2, 'Court act', 'Судебный акт'), (3, 'Referral of the guardianship body', 'Направление органа опеки'), (4, 'Decision on guardianship', 'Решение об установлении опеки'), (5, 'Paper', 'Бумага');
INSERT INTO ins."tblHF" ("HFCode", "HFName", "HFKind")
	SELECT 'HF' || n, 'facility ' || n, (ARRAY['Youth house', 'Guardian', 'Adaptation center', 'Hospital', 'Special organization'])[1 + n % 5] FROM generate_series(1, 10) AS n;
INSERT INTO ins."tblHF" ("HFCode", "HFName", "HFKind", "LegacyID", "ValidityTo") SELECT "HFCode", 'was ' || "HFName", 'Youth house', "HfID", '2024-01-01' FROM ins."tblHF" WHERE "HfID" % 3 = 0;
INSERT INTO ins."tblInsuree" ("CHFID", "LastName") SELECT '9' || n, 'name ' || n FROM generate_series(1, 50) AS n;
INSERT INTO ins."tblInsuree" ("CHFID", "LastName", "LegacyID", "ValidityTo") SELECT "CHFID", 'was ' || "LastName", "InsureeID", '2024-01-01' FROM ins."tblInsuree" WHERE "InsureeID" % 4 = 0;
INSERT INTO ins."tblInsureeCategory" ("InsureeID", "CategoryCode", "ValidityTo")
	SELECT 1 + n % 50, (ARRAY['O', 'P', 'D', 'A', 'N'])[1 + (n + n / 50) % 5], CASE WHEN n % 8 = 0 THEN timestamp '2024-01-01' END FROM generate_series(1, 80) AS n;
INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode") SELECT 1 + n % 50, 1 + n % 10, 1 + n % 5, timestamp '2023-06-01 09:00' + n * interval '4 days', (ARRAY['permanent', 'day', NULL, 'Permanent'])[1 + n % 4] FROM generate_series(1, 120) AS n;
INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "LegacyID", "ValidityTo") SELECT "InsureeID", 1, 2, "DateFrom", "ReferralID", '2024-01-01' FROM ins."tblReferral" WHERE "ReferralID" % 5 = 0;

INSERT INTO proof.world (name, schemas, view) VALUES ('insurance', '{ins}', 'facts_insurance."Referral"');
INSERT INTO proof.found VALUES
	('insurance', 'ins."tblCategory"', 'Category', 'category'), ('insurance', 'ins."tblCategory"', 'AltLanguage', 'category'), ('insurance', 'ins."tblBasis"', 'Description', 'basis'), ('insurance', 'ins."tblBasis"', 'AltLanguage', 'basis'),
	('insurance', 'ins."tblHF"', 'HFKind', 'provider'), ('insurance', 'ins."tblReferral"', 'DateFrom', 'on_date'), ('insurance', 'ins."tblReferral"', 'StayMode', 'stay');
INSERT INTO proof.meaning SELECT 'insurance', 'ins."tblCategory"', 'AltLanguage', 'CategoryCode', 'recipient_category', entry, codes::text[] FROM (VALUES
	('O', '{orphan}'), ('P', '{without_parental_care}'), ('D', '{deviant_behavior}'), ('A', '{abuse_victim}'), ('N', '{}')) AS v (entry, codes);
INSERT INTO proof.meaning SELECT 'insurance', 'ins."tblBasis"', 'AltLanguage', 'BasisID', 'placement_basis', entry, codes::text[] FROM (VALUES
	('1', '{local_executive_decision}'), ('2', '{court_act}'), ('3', '{guardianship_body_referral}'), ('4', '{guardianship_decision}'), ('5', '{other_document}')) AS v (entry, codes);
INSERT INTO proof.meaning SELECT 'insurance', 'ins."tblHF"', 'HFKind', 'HFKind', 'provider_type', entry, codes::text[] FROM (VALUES
	('Youth house', '{youth_house}'), ('Guardian', '{guardian}'), ('Adaptation center', '{minors_adaptation_center}'), ('Hospital', '{}'), ('Special organization', '{special_organization}')) AS v (entry, codes);

INSERT INTO proof.step (world, command) VALUES ('insurance', 'CREATE SCHEMA mapping_insurance');
CALL proof.map('insurance', 'ins."tblCategory"', 'AltLanguage', 'recipient_category', 'CategoryCode', 'mapping_insurance.category');
CALL proof.map('insurance', 'ins."tblBasis"', 'AltLanguage', 'placement_basis', 'BasisID', 'mapping_insurance.basis');
CALL proof.map('insurance', 'ins."tblHF"', 'HFKind', 'provider_type', 'HFKind', 'mapping_insurance.provider');
INSERT INTO proof.step (world, command) VALUES
	('insurance', $$INSERT INTO mapping_insurance.category (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('O', 'orphan'), ('P', 'without_parental_care'), ('D', 'deviant_behavior'), ('A', 'abuse_victim'), ('N', NULL)) AS v (entry, code)
		WHERE v.entry NOT IN (SELECT entry FROM mapping_insurance.category)$$),
	('insurance', $$INSERT INTO mapping_insurance.basis (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES (1, 'local_executive_decision'), (2, 'court_act'), (3, 'guardianship_body_referral'), (4, 'guardianship_decision'), (5, 'other_document')) AS v (entry, code)
		WHERE v.entry NOT IN (SELECT entry FROM mapping_insurance.basis)$$),
	('insurance', $$INSERT INTO mapping_insurance.provider (entry, code, reason) SELECT v.*, 'decided' FROM (VALUES ('Youth house', 'youth_house'), ('Guardian', 'guardian'), ('Adaptation center', 'minors_adaptation_center'), ('Special organization', 'special_organization')) AS v (entry, code)
		WHERE v.entry NOT IN (SELECT entry FROM mapping_insurance.provider)$$),
	('insurance', $$CREATE SCHEMA facts_insurance CREATE VIEW "Referral" AS
		SELECT r."ReferralID", r."InsureeID", r."HfID", r."BasisID", c."CategoryCode"::text AS "Code", h."HFKind",
			   m.code AS category, b.code AS basis, p.code AS provider, sss.try_stay_mode(r."StayMode") AS stay, r."DateFrom" AS on_date
		  FROM ins."tblReferral" AS r
		  JOIN ins."tblInsuree" AS i ON i."InsureeID" = r."InsureeID" AND i."ValidityTo" IS NULL
		  LEFT JOIN ins."tblInsureeCategory" AS c ON c."InsureeID" = r."InsureeID" AND c."ValidityTo" IS NULL
		  LEFT JOIN mapping_insurance.category AS m ON m.entry = c."CategoryCode"
		  LEFT JOIN mapping_insurance.basis AS b ON b.entry = r."BasisID"
		  LEFT JOIN ins."tblHF" AS h ON h."HfID" = r."HfID" AND h."ValidityTo" IS NULL
		  LEFT JOIN mapping_insurance.provider AS p ON p.entry = h."HFKind"
		 WHERE r."ValidityTo" IS NULL AND (m.entry IS NULL OR m.code IS NOT NULL)$$),
	('insurance', $$SELECT * FROM sss.attach_view('facts_insurance."Referral"', 'placement', key => '{ReferralID}')$$);

CREATE FUNCTION proof.insurance() RETURNS text[] VOLATILE LANGUAGE plpgsql AS $$
DECLARE
	insuree integer := proof.number(1, 50);
	referral integer := proof.number(1, 140);
	category text := proof.one_of('O', 'P', 'D', 'A', 'N');
	stay text := proof.one_of('permanent', 'day', 'Permanent', 'temporary');
	new_row text := format('(%s, %s, %s, %s, %s)', insuree, proof.number(1, 12), proof.number(1, 5), proof.day(), stay);
	other_row text := format('(%s, %s, %s, %s, NULL)', proof.number(1, 55), proof.number(1, 10), proof.number(1, 5), proof.day());
	kept text := format('INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode", "LegacyID", "ValidityFrom", "ValidityTo") SELECT "InsureeID", "HfID", "BasisID", "DateFrom", "StayMode", "ReferralID", "ValidityFrom", now() FROM ins."tblReferral" WHERE "ReferralID" = %s AND "ValidityTo" IS NULL', referral);
BEGIN
	RETURN CASE proof.number(1, 15)
		WHEN 1 THEN ARRAY['INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode") VALUES ' || new_row]
		WHEN 2 THEN ARRAY[format('INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode") VALUES %s, %s', new_row, other_row)]
		-- A copy of the row as it was, then the row as it is
		WHEN 3 THEN ARRAY[kept, format('UPDATE ins."tblReferral" SET "BasisID" = %s, "ValidityFrom" = now() WHERE "ReferralID" = %s AND "ValidityTo" IS NULL', proof.number(1, 5), referral)]
		WHEN 4 THEN ARRAY[kept, format('UPDATE ins."tblReferral" SET "HfID" = %s, "StayMode" = %s WHERE "ReferralID" = %s', proof.number(1, 12), stay, referral)]
		WHEN 5 THEN ARRAY[format('WITH was AS (UPDATE ins."tblReferral" SET "ValidityTo" = now() WHERE "ReferralID" = %s AND "ValidityTo" IS NULL RETURNING *) INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode") SELECT "InsureeID", "HfID", %s, "DateFrom", "StayMode" FROM was', referral, proof.number(1, 5))]
		WHEN 6 THEN ARRAY[format('UPDATE ins."tblReferral" SET "ValidityTo" = NULL WHERE "LegacyID" = %s', referral)]
		WHEN 7 THEN ARRAY[format('UPDATE ins."tblInsuree" SET "ValidityTo" = CASE WHEN "ValidityTo" IS NULL THEN now() END WHERE "InsureeID" IN (%s, %s)', insuree, proof.number(1, 62))]
		WHEN 8 THEN ARRAY[format('INSERT INTO ins."tblInsureeCategory" AS c ("InsureeID", "CategoryCode") VALUES (%s, %s), (%s, %s) ON CONFLICT ("InsureeID", "CategoryCode") DO UPDATE SET "ValidityTo" = CASE WHEN c."ValidityTo" IS NULL THEN now() END', insuree, category, proof.number(1, 50), proof.one_of('O', 'D'))]
		WHEN 9 THEN ARRAY[format('UPDATE ins."tblInsureeCategory" SET "CategoryCode" = %s WHERE "InsureeID" = %s AND "CategoryCode" = %s', proof.one_of('O', 'P', 'D'), insuree, category)]
		WHEN 10 THEN ARRAY[format('UPDATE ins."tblHF" SET "HFKind" = %s WHERE "HfID" = %s', proof.one_of('Youth house', 'Guardian', 'Adaptation center', 'Hospital', 'Special organization', 'new kind'), proof.number(1, 13))]
		WHEN 11 THEN ARRAY[format('UPDATE mapping_insurance.basis SET code = %s WHERE entry = %s', proof.one_of('local_executive_decision', 'court_act', 'guardianship_decision'), proof.number(1, 5))]
		WHEN 12 THEN ARRAY[format('DELETE FROM ins."tblInsureeCategory" WHERE "InsureeID" = %s', insuree), format('INSERT INTO ins."tblInsureeCategory" ("InsureeID", "CategoryCode") VALUES (%s, %s)', insuree, proof.one_of('O', 'P', 'D', 'A'))]
		WHEN 13 THEN ARRAY[format('CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ins."tblInsureeCategory" WHERE "InsureeID" = %s', insuree), format('DELETE FROM ins."tblInsureeCategory" WHERE "InsureeID" = %s', insuree), 'INSERT INTO ins."tblInsureeCategory" SELECT * FROM kept']
		WHEN 14 THEN ARRAY[format('UPDATE ins."tblReferral" SET "DateFrom" = "DateFrom" + %s * interval ''1 day'' WHERE "InsureeID" = %s', proof.number(-300, 300), insuree), format('UPDATE ins."tblReferral" SET "Status" = 4 WHERE "ReferralID" = %s', referral)]
		ELSE CASE WHEN proof.has_merge() THEN ARRAY[format('MERGE INTO ins."tblReferral" AS r USING (VALUES %s, %s) AS n (insuree, hf, basis, day, stay) ON r."InsureeID" = n.insuree AND r."ValidityTo" IS NULL
				WHEN MATCHED AND r."ReferralID" %% 3 = 0 THEN UPDATE SET "ValidityTo" = now() WHEN MATCHED THEN UPDATE SET "BasisID" = n.basis WHEN NOT MATCHED THEN INSERT ("InsureeID", "HfID", "BasisID", "DateFrom") VALUES (n.insuree, n.hf, n.basis, n.day::timestamp)', new_row, other_row)]
			ELSE ARRAY['INSERT INTO ins."tblReferral" ("InsureeID", "HfID", "BasisID", "DateFrom", "StayMode") VALUES ' || other_row] END
	END;
END
$$;
