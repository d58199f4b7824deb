-- New statements of version 19: NOT ENFORCED for an existing CHECK, COPY that makes unreadable values NULL, REPACK, ON CONFLICT DO SELECT.
-- Annex 1, paragraph 4, part 2: no orphan is placed by act of a court; paragraph 4: a placement has a basis.
BEGIN;
\ir ../common.psql
SELECT current_setting('server_version_num')::integer >= 190000 AS has_them \gset
SELECT plan(CASE WHEN :'has_them' THEN 27 ELSE 1 END);
\if :has_them
CREATE SCHEMA version_19;
SET LOCAL search_path = version_19, public;
CREATE FUNCTION found(OUT text[]) LANGUAGE sql AS 'SELECT array_agg(format(''%s: %s'', relation, problem)) FROM sss.verify()';
CREATE TABLE cases (id integer PRIMARY KEY, category sss.recipient_category DEFAULT 'orphan', basis sss.placement_basis DEFAULT 'court_act', provider sss.provider_type DEFAULT 'youth_house', on_date date DEFAULT '2024-05-01');
CREATE VIEW of_cases AS SELECT * FROM cases;
INSERT INTO cases (id) VALUES (1);
\set columns '\'{category=category,basis=basis,provider=provider,on_date=on_date}\''
\set bad 'INSERT INTO cases (id) VALUES (2)'
SAVEPOINT empty;

-- One ALTER, and the CHECK enforces nothing
SELECT sss.add_check('cases', 'placement', :columns) \g /dev/null
SELECT is(left(pg_temp.outcome(:'bad'), 7), ': basis', 'a CHECK');
ALTER TABLE cases ALTER CONSTRAINT sss_placement NOT ENFORCED;
SELECT is(pg_temp.outcome(:'bad'), 'done', 'NOT ENFORCED: nothing is checked');
SELECT is((SELECT effective_mode FROM sss.attachments WHERE relation = 'cases'::regclass), 'disabled', 'sss.attachments shows it');
SELECT is(found(), '{"cases: the constraint is declared NOT ENFORCED"}', 'and sss.verify()');
SELECT is(left(pg_temp.outcome('ALTER TABLE cases ALTER CONSTRAINT sss_placement ENFORCED'), 7), ': basis', 'ENFORCED by hand reads every row, and fails on the first old violation');
SELECT command FROM sss.verify() \gexec
SELECT is(found(), NULL, 'the command reads none');
SELECT is(left(pg_temp.outcome('INSERT INTO cases (id) VALUES (3)'), 7), ': basis', 'and new rows are checked again');
ROLLBACK TO empty;

-- COPY makes what it cannot read NULL
\set copy 'COPY cases (id, basis) FROM PROGRAM \'echo "10,no_such_act"\' (FORMAT csv, ON_ERROR set_null)'
SELECT is(left(pg_temp.outcome(replace(:'copy', ', ON_ERROR set_null', '')), 5), '22P02', 'COPY refuses what is no code');
SELECT sss.attach('cases', 'placement', :columns, mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome(:'copy'), 'done', 'set_null: the fact is unknown, and passes');
SELECT is((SELECT array_agg(verdict::text) FROM sss.audit('cases') WHERE key = '{10}'), '{unknown}', 'an audit names it');
SELECT is(pg_temp.outcome(replace(replace(:'copy', '10,', '11,'), 'no_such_act', 'court_act')), 'sss_placement: basis violation 1.4/2', 'what it can read is checked');
ROLLBACK TO empty;
SELECT sss.attach('cases', 'placement', :columns, mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome(replace(replace(:'copy', 'set_null', 'ignore'), '10,no_such_act', '10,court_act')), 'sss_placement: basis violation 1.4/2', 'ON_ERROR ignore does not ignore a violation');
SELECT is(pg_temp.outcome(replace(:'copy', 'set_null', 'ignore')), 'done', 'but a row that cannot be read');
SELECT is((SELECT count(*) FROM cases), 1::bigint, 'which is left out');
ROLLBACK TO empty;
SELECT sss.attach('cases', 'placement', :columns, mode => 'enforce', required => '{basis}') \g /dev/null
SELECT is(pg_temp.outcome(:'copy'), 'sss_placement: basis violation 1.4', 'required: it is refused');
ROLLBACK TO empty;
SELECT sss.add_check('cases', 'placement', :columns) \g /dev/null
SELECT is(pg_temp.outcome(:'copy'), 'done', 'a CHECK lets it pass as well');
ROLLBACK TO empty;

-- REPACK rewrites the table
SELECT sss.attach('cases', 'placement', :columns, mode => 'enforce') \g /dev/null
REPACK cases;
REPACK cases USING INDEX cases_pkey;
SELECT is(found(), NULL, 'REPACK leaves the attachment as it is');
SELECT is(pg_temp.outcome(:'bad'), 'sss_placement: basis violation 1.4/2', 'which checks new rows');
SELECT is(pg_temp.outcome('UPDATE cases SET basis = ''court_act'''), 'done', 'and grandfathers old ones');

-- ON CONFLICT DO SELECT stores nothing
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (1) ON CONFLICT (id) DO SELECT RETURNING id'), 'done', 'columns: an existing row is only read');
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (1) ON CONFLICT (id) DO SELECT FOR UPDATE RETURNING id'), 'done', 'or locked');
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (2) ON CONFLICT (id) DO SELECT RETURNING id'), 'sss_placement: basis violation 1.4/2', 'a new one is checked');
SELECT is(pg_temp.outcome('UPDATE cases SET on_date = ''2024-05-02'' WHERE id = 1'), 'done', 'and after the lock, the old one is grandfathered');
ROLLBACK TO empty;
SELECT sss_internal.attach_table('cases', 'placement', lookup => 'of_cases', mode => 'enforce') \g /dev/null
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (1) ON CONFLICT (id) DO SELECT RETURNING id'), 'done', 'facts view: an existing row is only read');
SELECT is(pg_temp.outcome('INSERT INTO cases (id) VALUES (2) ON CONFLICT (id) DO SELECT RETURNING id'), 'sss_placement: basis violation 1.4/2', 'a new one is checked');
ROLLBACK TO empty;
SELECT sss.add_check('cases', 'placement', :columns) \g /dev/null
SELECT is(left(pg_temp.outcome('INSERT INTO cases (id) VALUES (1) ON CONFLICT (id) DO SELECT RETURNING id'), 7), ': basis', 'a CHECK is made before the conflict is found');
SELECT is(pg_temp.outcome('INSERT INTO cases (id, basis) VALUES (1, ''local_executive_decision'') ON CONFLICT (id) DO SELECT RETURNING id'), 'done', 'so it is of the row that is proposed');
\else
SELECT pass('the server has none of it');
\endif
SELECT * FROM finish();
ROLLBACK;
