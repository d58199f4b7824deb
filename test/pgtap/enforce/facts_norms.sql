-- The examples of doc/norms.md, run unchanged and enforced: rooms, a norm of the user's own, evidence in another table.
-- Annex 1, paragraph 5, items 1 and 3; annex 1, paragraph 7, item 10; annex 3, paragraph 6, items 1 and 4.
BEGIN;
\ir ../common.psql
CREATE SCHEMA norms_tables;
SET LOCAL search_path = norms_tables, public;
SELECT plan(38);
\set examples `awk '/^\140\140\140/ { inside = /sql$/; next } inside' doc/norms.md`
\o /dev/null
:examples
\o
SELECT is(count(*), 12::bigint, 'the examples attach') FROM sss_internal.attached WHERE facts::text IN ('room_facts', 'clothing_facts', 'norm_facts', 'service_evidence') AND problem IS NULL;
SELECT sss.set_mode(relation::regclass, 'enforce', name) FROM sss_internal.attached WHERE facts::text IN ('room_facts', 'clothing_facts', 'norm_facts', 'service_evidence') \g /dev/null

INSERT INTO homes VALUES (1, 'youth_house'), (2, 'guardian'), (3, 'minors_adaptation_center');
INSERT INTO rooms VALUES (1, 1, 8), (2, 2, 30);
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (1, 1), (2, 1)'), 'done', '1.5.1: two in 8 m2');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (3, 1)'), 'sss_living_space: area violation 1.5.1', '1.5.1: three');
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (3, 2), (4, 2)'), 'done', '3.6.1: two in 30 m2');
SELECT is(pg_temp.outcome('UPDATE rooms SET area_m2 = 29.99 WHERE id = 2'), 'sss_living_space: area violation 3.6.1', '3.6.1: less');
SELECT is(pg_temp.outcome('UPDATE homes SET provider_type = ''guardian'' WHERE id = 1'), 'sss_living_space: area violation 3.6.1', '3.6.1: a youth house is no dwelling');
INSERT INTO rooms VALUES (7, 1, 4);
SELECT is(pg_temp.outcome('INSERT INTO residents VALUES (71, 7), (72, 7)'), 'done', '1.5.1: two in 4 m2 of a room that has a waiver');

-- Norms of other acts, by the clause that refers to them
INSERT INTO norms VALUES ('degrees', '1.6.1', 18, 24), ('lux', '1.6.1', 300, NULL), ('tread', '1.6.7', 1.6, NULL);
SELECT is(pg_temp.outcome($$INSERT INTO measurements VALUES (1, 1, 'degrees', 24, '2024-02-29'), (2, 1, 'lux', 300, '2024-02-29'), (3, 1, 'noise', 90, '2024-02-29')$$), 'done', '1.6.1: at the norms, and where there is none');
SELECT is(pg_temp.outcome($$INSERT INTO measurements VALUES (4, 1, 'degrees', 24.1, '2024-02-29')$$), 'sss_other_act_norm: maximum violation 1.6.1', '1.6.1: too warm');
SELECT is(pg_temp.outcome($$INSERT INTO measurements VALUES (4, 1, 'tread', 1.5, '2024-02-29')$$), 'sss_other_act_norm: quantity violation 1.6.7', '1.6.7: worn');
SELECT is(pg_temp.outcome($$UPDATE norms SET most = 23 WHERE indicator = 'degrees'$$), 'sss_other_act_norm: maximum violation 1.6.1', '1.6.1: the norm falls below what was measured');
SELECT is(pg_temp.outcome($$UPDATE norms SET clause = '3.7.1' WHERE indicator = 'lux'$$), 'sss_other_act_norm: condition violation 0.1.1', '0.1.1: a clause of another standard');
SELECT is(pg_temp.outcome($$UPDATE homes SET provider_type = 'rehabilitation_center' WHERE id = 1$$), 'done', '1.6.1: the same standard');
UPDATE homes SET provider_type = 'youth_house' WHERE id = 1;

-- The norm of another act
INSERT INTO clothing_norms VALUES ('coat', 1), ('shirt', 3.5);
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (1, 1, 'coat', 1, '2024-02-29'), (2, 2, 'shirt', 3.5, '2024-02-29')$$), 'done', '1.5.3, 3.6.4: as many as the norm says');
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (3, 1, 'shirt', 3.4999, '2024-02-29')$$), 'sss_clothing_norm: quantity violation 1.5.3', '1.5.3: less');
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (3, 3, 'shirt', 3, '2024-02-29')$$), 'sss_clothing_norm: quantity violation 2.5.3', '2.5.3: less');
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (3, 2, 'coat', 0, '2024-02-29')$$), 'sss_clothing_norm: quantity violation 3.6.4', '3.6.4: none');
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (3, 2, 'hat', 0, '2024-02-29')$$), 'done', '3.6.4: an article without a norm');
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (4, 1, 'coat', 0, '2023-06-30')$$), 'done', '0.5: before the order');
SELECT is(pg_temp.outcome($$UPDATE clothing_norms SET pieces = 2 WHERE article = 'coat'$$), 'sss_clothing_norm: quantity violation 1.5.3', '1.5.3: the norm rises');
SELECT is(pg_temp.detail($$UPDATE clothing_norms SET pieces = 2 WHERE article = 'coat'$$)->'key'->>'id', '1', '1.5.3: above the number issued to one, while the other was before the order');
SELECT is(pg_temp.outcome($$UPDATE clothing_norms SET pieces = 3 WHERE article = 'shirt'$$), 'done', '3.6.4: it falls');
SELECT is(pg_temp.outcome($$INSERT INTO clothing_norms VALUES ('hat', 1)$$), 'sss_clothing_norm: quantity violation 3.6.4', '3.6.4: a norm where there was none');
SELECT is(pg_temp.outcome($$DELETE FROM clothing_norms$$), 'done', '1.5.3: no norm at all');
INSERT INTO homes VALUES (4), (5);
SELECT is(pg_temp.outcome($$INSERT INTO issued VALUES (5, 4, 'boot', 1, '2024-02-29')$$), 'done', '1.5.3: by a provider of no known type, without a norm');
SELECT is(pg_temp.outcome($$INSERT INTO clothing_norms VALUES ('boot', 2)$$), 'sss_clothing_norm: quantity violation 1.5.3', '1.5.3, 2.5.3, 3.6.4: below the norm, whatever type it is');

-- Evidence
INSERT INTO prescriptions VALUES (1, '12-p'), (2, ' '), (3, '14-p');
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (1, 1, 'medical.laboratory_sampling', '2024-02-29', 1)$$), 'done', '1.7.10: by prescription');
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (2, 1, 'medical.laboratory_sampling', '2024-02-29', NULL)$$), 'sss_evidence: prescription violation 1.7.10', '1.7.10: by none');
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (2, 3, 'medical.prescribed_procedures', '2024-02-29', 2)$$), 'sss_evidence: prescription violation 2.7.10', '2.7.10: by a blank one');
SELECT is(pg_temp.outcome($$INSERT INTO services VALUES (2, 1, 'legal.help_filing_complaints', '2024-02-29', NULL)$$), 'done', '1.7.10: another service needs none');
SELECT is(pg_temp.outcome($$DELETE FROM prescriptions WHERE id = 1$$), 'sss_evidence: prescription violation 1.7.10', '1.7.10: the prescription behind a record goes');
SELECT is(pg_temp.detail($$DELETE FROM prescriptions$$)->'key'->>'id', '1', '1.7.10: the record is named');
SELECT is(pg_temp.outcome($$UPDATE prescriptions SET number = NULL WHERE id = 1$$), 'sss_evidence: prescription violation 1.7.10', '1.7.10: or its number');
SELECT is(pg_temp.outcome($$UPDATE prescriptions SET id = 9 WHERE id = 1$$), 'sss_evidence: prescription violation 1.7.10', '1.7.10: or its key');
SELECT is(pg_temp.outcome($$UPDATE prescriptions SET number = '12-q' WHERE id = 1$$), 'done', '1.7.10: it is corrected');
SELECT is(pg_temp.outcome($$UPDATE services SET prescription_id = 3 WHERE id = 1; DELETE FROM prescriptions WHERE id = 1$$), 'done', '1.7.10: another takes its place');
SELECT is(pg_temp.outcome($$DELETE FROM prescriptions WHERE id = 2$$), 'done', '1.7.10: one behind no record');
INSERT INTO services VALUES (3, 5, 'medical.laboratory_sampling', '2024-02-29');
SELECT is(pg_temp.outcome($$UPDATE homes SET provider_type = 'youth_house' WHERE id = 5$$), 'sss_evidence: prescription violation 1.7.10', '1.7.10: in a youth house, as it turns out');
SELECT * FROM finish();
ROLLBACK;
