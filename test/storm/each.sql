\set first :client_id * :rows + 1
SELECT date_each(:first, :first + :rows - 1);
