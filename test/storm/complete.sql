-- Several rows of those that make a case together
\set act random(1, 31)
\set a random(1, 3)
\set b random(1, 3)
\set c random(1, 3)
\set act2 random(1, 31)
\set a2 random(1, 3)
\set b2 random(1, 3)
\set c2 random(1, 3)
SET deadlock_timeout = '10ms';
BEGIN;
SELECT complete(:act, :a, :b, :c);
SELECT complete(:act2, :a2, :b2, :c2);
SELECT pg_sleep(0.003);
COMMIT;
-- Later acts may mend it
INSERT INTO completed SELECT 'broken' FROM broken_places;
