-- name: history_put
INSERT INTO attribute_history (
    instance_id, initial_contact_id, sequence, contact_id, name, old_value, new_value, changed_ms, caller, through
) VALUES (
    :instance_id, :initial_contact_id, :sequence, :contact_id, :name, :old_value, :new_value, :changed_ms, :caller,
    :through
);

-- name: history_of_chain
SELECT sequence, contact_id, name, old_value, new_value, changed_ms, caller, through
FROM attribute_history
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND sequence > :after
ORDER BY sequence
LIMIT :limit;

-- name: history_orphans
SELECT DISTINCT attribute_history.instance_id, attribute_history.initial_contact_id
FROM attribute_history
LEFT JOIN attributes
    ON attributes.instance_id = attribute_history.instance_id
    AND attributes.initial_contact_id = attribute_history.initial_contact_id
WHERE attributes.instance_id IS NULL
LIMIT :limit;

-- name: history_delete_of_instance
DELETE FROM attribute_history WHERE instance_id = :instance_id;
