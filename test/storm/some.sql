\set first :client_id * :rows + random(1, :rows - :few)
BEGIN;
SELECT date_some(:first, :first + :few / 2);
SELECT date_each(:first, :first + :few / 2);
COMMIT;
