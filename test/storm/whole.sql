\set first :client_id * :rows + 1
UPDATE cases SET since = since + 1 - 2 * (since - '2024-02-29') WHERE id BETWEEN :first AND :first + :rows - 1;
