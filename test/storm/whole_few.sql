\set first :client_id * :rows + random(1, :rows - :few)
UPDATE cases SET since = since + 1 - 2 * (since - '2024-02-29') WHERE id BETWEEN :first AND :first + :few;
