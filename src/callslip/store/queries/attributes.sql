-- name: attributes_of_first_contact
SELECT
    initial_contact_id, initiated_ms, initiated_ms, updated_ms, byte_count, change_count, last_change_id, last_digest,
    contact_count, document
FROM attributes
WHERE instance_id = :instance_id AND initial_contact_id = :contact_id;

-- name: attributes_of_contact
SELECT
    attributes.initial_contact_id, attributes.initiated_ms, contacts.initiated_ms, attributes.updated_ms,
    attributes.byte_count, attributes.change_count, attributes.last_change_id, attributes.last_digest,
    attributes.contact_count, attributes.document
FROM contacts
JOIN attributes
    ON attributes.instance_id = contacts.instance_id
    AND attributes.initial_contact_id = contacts.initial_contact_id
WHERE contacts.instance_id = :instance_id AND contacts.contact_id = :contact_id;

-- name: attributes_of_first_contacts
SELECT
    initial_contact_id, initiated_ms, initiated_ms, updated_ms, byte_count, change_count, last_change_id, last_digest,
    contact_count, document
FROM json_each(:contact_ids) AS wanted
CROSS JOIN attributes
WHERE instance_id = :instance_id AND initial_contact_id = wanted.value;

-- name: attributes_put
INSERT INTO attributes (
    instance_id, initial_contact_id, initiated_ms, updated_ms, byte_count, change_count, last_change_id,
    last_digest, document
) VALUES (
    :instance_id, :initial_contact_id, :initiated_ms, :updated_ms, :byte_count, :change_count, :last_change_id,
    :last_digest, :document
);

-- name: attributes_update
UPDATE attributes
SET document = :document, byte_count = :byte_count, change_count = :change_count,
    last_change_id = :last_change_id, last_digest = :last_digest, updated_ms = :updated_ms
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;

-- name: attributes_count_contact
UPDATE attributes
SET contact_count = contact_count + 1
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;

-- name: attributes_delete
DELETE FROM attributes WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;

-- name: attributes_delete_of_instance
DELETE FROM attributes WHERE instance_id = :instance_id;

-- name: attributes_page
SELECT instance_id, initial_contact_id, byte_count, change_count, last_change_id, last_digest, document
FROM attributes
WHERE (instance_id, initial_contact_id) > (:instance_id, :initial_contact_id)
ORDER BY instance_id, initial_contact_id
LIMIT :limit;

-- name: attributes_any
SELECT instance_id FROM attributes LIMIT 1;

-- name: attributes_orphan_contacts
SELECT contacts.instance_id, contacts.contact_id
FROM contacts
LEFT JOIN attributes
    ON attributes.instance_id = contacts.instance_id
    AND attributes.initial_contact_id = contacts.initial_contact_id
WHERE attributes.instance_id IS NULL
LIMIT :limit;

-- name: attributes_orphans
SELECT attributes.instance_id, attributes.initial_contact_id
FROM attributes
LEFT JOIN contacts
    ON contacts.instance_id = attributes.instance_id
    AND contacts.contact_id = attributes.initial_contact_id
WHERE contacts.instance_id IS NULL
LIMIT :limit;
