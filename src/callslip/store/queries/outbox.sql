-- name: outbox_is_read
SELECT 1 AS yes FROM deliveries LIMIT 1;

-- name: outbox_last_id
SELECT COALESCE(MAX(id), 0) AS id FROM outbox;

-- name: outbox_put
INSERT INTO outbox (
    id, instance_id, contact_id, event_type, properties, at_ms, sequence, change_count, last_change_id
) VALUES (
    :id, :instance_id, :contact_id, :event_type, :properties, :at_ms, :sequence, :change_count, :last_change_id
);

-- name: outbox_set_changes
UPDATE outbox
SET sequence = :sequence, change_count = :change_count, last_change_id = :last_change_id
WHERE id = :id;

-- name: outbox_page
SELECT * FROM outbox WHERE id > :after ORDER BY id LIMIT :limit;

-- name: outbox_prune
DELETE FROM outbox
WHERE id <= (SELECT MIN(position) FROM deliveries)
    AND id < (SELECT MAX(id) FROM outbox)
    AND id NOT IN (SELECT outbox_id FROM dead_letters);
