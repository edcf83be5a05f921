-- name: hold_put
INSERT INTO holds (instance_id, initial_contact_id, hold_id, contact_id, reason, author, placed_ms)
VALUES (:instance_id, :initial_contact_id, :hold_id, :contact_id, :reason, :author, :placed_ms);

-- name: hold_find_active
SELECT *
FROM holds
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND released_ms IS NULL
ORDER BY placed_ms, hold_id
LIMIT 1;

-- name: hold_page
SELECT *
FROM holds
WHERE instance_id = :instance_id AND (initial_contact_id, hold_id) > (:after_contact_id, :after_hold_id)
ORDER BY initial_contact_id, hold_id
LIMIT :limit;

-- name: hold_release
UPDATE holds SET released_ms = :released_ms, released_by = :released_by
WHERE instance_id = :instance_id AND hold_id = :hold_id AND released_ms IS NULL;

-- name: hold_count_active
SELECT COUNT(*) AS number FROM holds WHERE instance_id = :instance_id AND released_ms IS NULL;

-- name: hold_delete_of_chain
DELETE FROM holds WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;

-- name: hold_delete_of_instance
DELETE FROM holds WHERE instance_id = :instance_id;
