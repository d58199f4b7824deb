-- Some of them write many cases of their own before
\set first :client_id * :rows + random(1, :rows - :few)
\set own random(0, 100)
\set shared random(-20, 0)
\set act random(0, 3)
BEGIN;
SELECT date_each(:first, :first + :own);
SELECT meet(:shared, :act);
COMMIT;
