-- Cases that are new to all tables
\set first 1000000000 + :client_id * :rows
BEGIN;
INSERT INTO cases SELECT i, -i, i % 10, 'guardianship_body_referral', '2024-02-29' FROM generate_series(:first, :first + :few) AS i;
INSERT INTO links SELECT i, 'orphan' FROM generate_series(:first, :first + :few) AS i;
DELETE FROM links WHERE case_id BETWEEN :first AND :first + :few;
DELETE FROM cases WHERE id BETWEEN :first AND :first + :few;
COMMIT;
