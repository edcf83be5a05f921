-- name: searchable_all
SELECT name, is_complete FROM searchable_attributes WHERE instance_id = '*' ORDER BY name;

-- name: searchable_put
INSERT INTO searchable_attributes (instance_id, name, is_complete) VALUES ('*', :name, :is_complete);

-- name: searchable_delete
DELETE FROM searchable_attributes WHERE instance_id = '*' AND name = :name;

-- name: searchable_complete
UPDATE searchable_attributes SET is_complete = 1 WHERE instance_id = '*';

-- name: index_put
INSERT INTO attribute_index (instance_id, name, value, initiated_ms, contact_id)
VALUES (:instance_id, :name, :value, :initiated_ms, :contact_id)
ON CONFLICT DO NOTHING;

-- name: index_put_chain
INSERT INTO attribute_index (instance_id, name, value, initiated_ms, contact_id)
SELECT instance_id, :name, :value, initiated_ms, contact_id
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :contact_id
ON CONFLICT DO NOTHING;

-- name: index_delete
DELETE FROM attribute_index
WHERE instance_id = :instance_id AND name = :name AND value = :value AND initiated_ms = :initiated_ms
    AND contact_id = :contact_id;

-- name: index_change
UPDATE attribute_index
SET value = :value
WHERE instance_id = :instance_id AND name = :name AND value = :old_value AND initiated_ms = :initiated_ms
    AND contact_id = :contact_id;

-- name: index_delete_chain
DELETE FROM attribute_index
WHERE instance_id = :instance_id AND name = :name AND value = :old_value
    AND (initiated_ms, contact_id) IN (
        SELECT initiated_ms, contact_id
        FROM contacts
        WHERE instance_id = :instance_id AND initial_contact_id = :contact_id
    );

-- name: index_delete_of_instance
DELETE FROM attribute_index WHERE instance_id = :instance_id;

-- name: index_next_name
SELECT instance_id, name
FROM attribute_index
WHERE (instance_id, name) > (:instance_id, :name)
ORDER BY instance_id, name
LIMIT 1;

-- name: index_delete_some
DELETE FROM attribute_index
WHERE instance_id = :instance_id AND name = :name
    AND (value, initiated_ms, contact_id) IN (
        SELECT value, initiated_ms, contact_id
        FROM attribute_index
        WHERE instance_id = :instance_id AND name = :name
        LIMIT :limit
    );

-- name: index_page
SELECT attribute_index.*, attributes.document
FROM attribute_index
LEFT JOIN contacts
    ON contacts.instance_id = attribute_index.instance_id
    AND contacts.contact_id = attribute_index.contact_id
    AND contacts.initiated_ms = attribute_index.initiated_ms
LEFT JOIN attributes
    ON attributes.instance_id = contacts.instance_id
    AND attributes.initial_contact_id = contacts.initial_contact_id
WHERE (attribute_index.instance_id, name, value, attribute_index.initiated_ms, attribute_index.contact_id)
    > (:instance_id, :name, :value, :initiated_ms, :contact_id)
ORDER BY attribute_index.instance_id, name, value, attribute_index.initiated_ms, attribute_index.contact_id
LIMIT :limit;
