-- An audit of a view judges each of its cases once, whether or not the view's query proves that a key names one row.
BEGIN;
SELECT plan(17);
\i test/pgtap/common.psql
CREATE SCHEMA views;
SET search_path = views, public, pg_catalog;

CREATE TABLE child (id integer PRIMARY KEY, passport text UNIQUE, main sss.recipient_category);
CREATE TABLE child_category (child integer, category sss.recipient_category, UNIQUE (child, category));
CREATE TABLE organization (id integer PRIMARY KEY, code text UNIQUE, provider sss.provider_type);
CREATE TABLE paper (placement integer, no integer, basis sss.placement_basis, UNIQUE (placement, no));
CREATE TABLE placement (id integer PRIMARY KEY, child integer, organization integer, organization_code text, since date);
INSERT INTO child SELECT i, CASE WHEN i % 3 = 0 THEN 'N' || i END, CASE i % 4 WHEN 0 THEN 'orphan' WHEN 1 THEN 'crime_suspect' WHEN 2 THEN 'abuse_victim' END::sss.recipient_category
	FROM generate_series(1, 60) AS i;
INSERT INTO child_category SELECT i, c FROM generate_series(1, 60) AS i, unnest(ARRAY['orphan', 'abuse_victim', 'deviant_behavior']::sss.recipient_category[]) WITH ORDINALITY AS c (c, n)
	WHERE i % (n + 1) = 0;
INSERT INTO organization SELECT row_number() OVER (ORDER BY code), code::text, code FROM sss.provider_types;
INSERT INTO placement SELECT i, 1 + i % 60, 1 + i % 21, (SELECT code FROM organization WHERE id = 1 + i % 21), CASE WHEN i % 17 <> 0 THEN date '2023-06-20' + i END
	FROM generate_series(1, 300) AS i;
INSERT INTO paper SELECT id, n, CASE n WHEN 1 THEN 'court_act' ELSE 'guardianship_decision' END::sss.placement_basis FROM placement, generate_series(1, 2) AS n WHERE id % (n + 1) = 0;
ANALYZE child, child_category, organization, placement, paper;

-- The counts that the audit must give: a case is a key, provider, basis and date, with all its categories
CREATE FUNCTION expected(view text, key text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	counts text[];
BEGIN
	EXECUTE format($sql$
		SELECT array_agg(format('%%s %%s', verdict, n) ORDER BY verdict)
		  FROM (SELECT verdict, count(*) AS n
				  FROM (SELECT sss.placement_verdict_any(array_agg(category), basis, provider, NULL, on_date) AS verdict
						  FROM %I GROUP BY %s, basis, provider, on_date) AS one GROUP BY verdict) AS c
		$sql$, view, key) INTO counts;
	RETURN counts;
END
$$;
CREATE FUNCTION audited(view text, key text) RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(format('%s %s', verdict, n) ORDER BY verdict)
	  FROM (SELECT verdict, sum(rows) AS n FROM sss_internal.audit_counts(format('views.%I', $1)::regclass, 'placement', key => string_to_array($2, ', '))
			 GROUP BY verdict HAVING sum(rows) > 0) AS c
$$;

\set facts 'c.main AS category, p.since AS on_date'
CREATE VIEW one_table AS SELECT id, 'crime_suspect'::sss.recipient_category AS category, 'court_act'::sss.placement_basis AS basis, 'youth_house'::sss.provider_type AS provider, since AS on_date FROM placement;
CREATE VIEW inner_joins AS SELECT p.id, :facts, b.basis, o.provider FROM placement AS p JOIN child AS c ON c.id = p.child JOIN organization AS o ON o.id = p.organization JOIN paper AS b ON b.placement = p.id AND b.no = 1;
CREATE VIEW left_joins AS SELECT p.id, :facts, b.basis, o.provider FROM placement AS p LEFT JOIN child AS c ON c.id = p.child LEFT JOIN organization AS o ON o.code = p.organization_code LEFT JOIN paper AS b ON b.placement = p.id AND b.no = 2;
CREATE VIEW nested AS SELECT p.id, c.main AS category, p.since AS on_date, b.basis, o.provider FROM placement AS p LEFT JOIN (child AS c JOIN paper AS b ON b.placement = c.id AND b.no = 1) ON c.id = p.child LEFT JOIN organization AS o ON o.id = p.organization;
CREATE VIEW categories AS SELECT p.id, k.category, p.since AS on_date, b.basis, o.provider FROM placement AS p JOIN organization AS o ON o.id = p.organization LEFT JOIN paper AS b ON b.placement = p.id AND b.no = 1 LEFT JOIN child_category AS k ON k.child = p.child;
CREATE VIEW bases AS SELECT p.id, :facts, b.basis, o.provider FROM placement AS p JOIN child AS c ON c.id = p.child JOIN organization AS o ON o.id = p.organization LEFT JOIN paper AS b ON b.placement = p.id;
-- The first ON says p.organization = 5 of partners alone
CREATE VIEW half_constant AS SELECT p.id, k.category, p.since AS on_date, b.basis, o.provider FROM placement AS p JOIN organization AS o ON o.id = p.organization LEFT JOIN child_category AS k ON k.child = p.child LEFT JOIN paper AS b ON b.placement = p.id AND b.no = 1 AND k.category = 'orphan';
CREATE VIEW by_passport AS SELECT c.passport, k.category, p.since AS on_date, b.basis, o.provider FROM child AS c JOIN placement AS p ON p.id = c.id JOIN organization AS o ON o.id = p.organization LEFT JOIN paper AS b ON b.placement = p.id AND b.no = 1 LEFT JOIN child_category AS k ON k.child = c.id AND k.category = c.main;
CREATE VIEW united AS SELECT * FROM inner_joins UNION ALL SELECT * FROM inner_joins WHERE id % 2 = 0 UNION ALL SELECT id, 'orphan', on_date, basis, provider FROM inner_joins WHERE id % 3 = 0;
CREATE VIEW all_sides AS SELECT p.id, :facts, 'court_act'::sss.placement_basis AS basis, 'guardian'::sss.provider_type AS provider FROM placement AS p FULL JOIN child AS c ON c.id = p.child;
CREATE VIEW over_view AS SELECT v.id, v.category, v.on_date, v.basis, o.provider FROM left_joins AS v JOIN organization AS o ON o.provider::text = v.provider::text;
CREATE VIEW lateral_paper AS SELECT p.id, :facts, b.basis, o.provider FROM placement AS p JOIN child AS c ON c.id = p.child JOIN organization AS o ON o.id = p.organization LEFT JOIN LATERAL (SELECT basis FROM paper WHERE placement = p.id ORDER BY no LIMIT 1) AS b ON true;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM categories;

SELECT is(audited(v, 'id'), expected(v, 'id'), 'audit of the view ' || v)
  FROM unnest(ARRAY['one_table', 'inner_joins', 'left_joins', 'nested', 'categories', 'bases', 'half_constant', 'united', 'all_sides', 'over_view', 'lateral_paper', 'kept']) AS v;
SELECT is(audited('by_passport', 'passport'), expected('by_passport', 'passport'), 'a key that may be NULL');

-- Attached, and with a waiver: a row that fails is looked up while the view is being read.
SELECT count(*) FROM sss.attach_view('one_table', 'placement', mode => 'log') \g /dev/null
SELECT is((SELECT sum(rows) FROM sss_internal.audit_counts('one_table')), 300::numeric, 'an attached view, all rows');
SELECT count(*) AS failing, min(key[1]) AS one, min(requirement) AS requirement, min(provision) AS provision FROM sss.audit('one_table') WHERE refused \gset
SELECT ok(:failing > 0, 'some are refused');
SELECT sss.grant_waiver('one_table', 'placement', ARRAY[:'one'], '№ 1', '2024-01-01', 'Управление', '[2023-01-01,2026-01-01)', :'requirement', :'provision') \g /dev/null
SELECT is((SELECT count(*) FROM sss.audit('one_table') WHERE refused), :failing - 1::bigint, 'one of them has a waiver');

-- An error in the view reaches whoever audits, and the next audit works.
CREATE VIEW broken AS SELECT id, 'orphan'::sss.recipient_category AS category, 'court_act'::sss.placement_basis AS basis, 'guardian'::sss.provider_type AS provider, date '2024-01-01' + 1 / (id - 200) AS on_date FROM placement;
SELECT throws_ok($$ SELECT * FROM sss_internal.audit_counts('broken', 'placement', key => '{id}') $$, '22012', NULL, 'a row that the view fails on');
SELECT * FROM finish();
ROLLBACK;
