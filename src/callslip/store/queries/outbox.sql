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

-- name: outbox_check_page
SELECT outbox.*, contacts.initial_contact_id, attributes.change_count AS changes_now,
    attribute_history.instance_id AS changed_instance_id,
    attribute_history.initial_contact_id AS changed_contact_id,
    outbox.id > (SELECT MIN(position) FROM deliveries) AS waits
FROM outbox
LEFT JOIN contacts ON contacts.instance_id = outbox.instance_id AND contacts.contact_id = outbox.contact_id
LEFT JOIN attributes
    ON attributes.instance_id = contacts.instance_id
    AND attributes.initial_contact_id = contacts.initial_contact_id
LEFT JOIN attribute_history ON attribute_history.id = outbox.last_change_id
WHERE outbox.id > :after
ORDER BY outbox.id
LIMIT :limit;

-- name: outbox_check_deliveries
SELECT destination, position
FROM deliveries
WHERE position > (SELECT COALESCE(MAX(id), 0) FROM outbox)
ORDER BY destination
LIMIT :limit;

-- name: outbox_check_dead_letters
SELECT dead_letters.destination, dead_letters.outbox_id
FROM dead_letters
LEFT JOIN outbox ON outbox.id = dead_letters.outbox_id
WHERE outbox.id IS NULL
ORDER BY dead_letters.destination, dead_letters.outbox_id
LIMIT :limit;
