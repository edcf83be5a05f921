-- name: delivery_find
SELECT * FROM deliveries WHERE destination = :destination;

-- name: delivery_all
SELECT deliveries.*,
    (SELECT COUNT(*) FROM outbox WHERE outbox.id > deliveries.position) AS waiting,
    (SELECT at_ms FROM outbox WHERE outbox.id > deliveries.position ORDER BY outbox.id LIMIT 1) AS oldest_ms,
    (SELECT COUNT(*) FROM dead_letters WHERE dead_letters.destination = deliveries.destination) AS dead
FROM deliveries
ORDER BY deliveries.destination
LIMIT :limit;

-- name: delivery_put
INSERT INTO deliveries (destination, position, attempts, next_ms, error)
VALUES (:destination, :position, 0, 0, '')
ON CONFLICT (destination) DO NOTHING;

-- name: delivery_update
UPDATE deliveries
SET position = :position, attempts = :attempts, next_ms = :next_ms, error = :error, delivered = :delivered,
    failed = :failed
WHERE destination = :destination;

-- name: delivery_delete
DELETE FROM deliveries WHERE destination = :destination;

-- name: dead_letter_put
INSERT INTO dead_letters (destination, outbox_id, attempts, buried_ms, error, replay)
VALUES (:destination, :outbox_id, :attempts, :buried_ms, :error, 0)
ON CONFLICT (destination, outbox_id) DO UPDATE
SET attempts = dead_letters.attempts + excluded.attempts, buried_ms = excluded.buried_ms, error = excluded.error,
    replay = 0;

-- name: dead_letter_page
SELECT dead_letters.*, outbox.instance_id, outbox.contact_id, outbox.event_type, outbox.at_ms
FROM dead_letters
JOIN outbox ON outbox.id = dead_letters.outbox_id
WHERE dead_letters.destination > :destination
   OR (dead_letters.destination = :destination AND dead_letters.outbox_id > :outbox_id)
ORDER BY dead_letters.destination, dead_letters.outbox_id
LIMIT :limit;

-- name: dead_letter_replay
UPDATE dead_letters SET replay = 1 WHERE destination = :destination;

-- name: dead_letter_to_replay
SELECT outbox.*
FROM dead_letters
JOIN outbox ON outbox.id = dead_letters.outbox_id
WHERE dead_letters.destination = :destination AND dead_letters.replay = 1
ORDER BY dead_letters.outbox_id
LIMIT 1;

-- name: dead_letter_delete
DELETE FROM dead_letters WHERE destination = :destination AND outbox_id = :outbox_id;

-- name: dead_letter_delete_all
DELETE FROM dead_letters WHERE destination = :destination;
