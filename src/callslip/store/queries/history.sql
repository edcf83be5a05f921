-- name: history_put
INSERT INTO attribute_history (
    id, previous_id, instance_id, initial_contact_id, contact_id, changed_ms, caller, through, changes, digest
) VALUES (
    :id, :previous_id, :instance_id, :initial_contact_id, :contact_id, :changed_ms, :caller, :through, :changes,
    :digest
);

-- name: history_last_id
SELECT COALESCE(MAX(id), 0) AS id
FROM (
    SELECT MAX(id) AS id FROM attribute_history
    UNION ALL
    SELECT MAX(last_id) AS id FROM history_marks
) AS ids;

-- name: history_page
SELECT *
FROM attribute_history
WHERE id > :after
ORDER BY id
LIMIT :limit;

-- name: history_last_id_of_instance
SELECT MAX(id) AS id FROM attribute_history WHERE instance_id = :instance_id;

-- name: history_deleted_id
SELECT COALESCE(MAX(last_id), 0) AS id
FROM history_marks
WHERE :instance_id = '' OR instance_id = :instance_id;

-- name: history_total
SELECT COUNT(*) AS number FROM attribute_history;

-- name: history_of_chain
WITH RECURSIVE chain AS (
    SELECT * FROM attribute_history WHERE id = :last_change_id
    UNION ALL
    SELECT earlier.* FROM attribute_history AS earlier JOIN chain ON earlier.id = chain.previous_id
)
SELECT *
FROM chain
LIMIT :limit;

-- name: history_delete_of_chain
DELETE FROM attribute_history
WHERE id IN (
    WITH RECURSIVE chain AS (
        SELECT id, previous_id FROM attribute_history WHERE id = :last_change_id
        UNION
        SELECT earlier.id, earlier.previous_id
        FROM attribute_history AS earlier JOIN chain ON earlier.id = chain.previous_id
    )
    SELECT id FROM chain
);

-- name: history_delete_of_instance
DELETE FROM attribute_history WHERE instance_id = :instance_id;
