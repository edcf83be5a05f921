-- name: contact_find
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: contact_put
INSERT INTO contacts (
    instance_id, contact_id, initial_contact_id, previous_contact_id, related_contact_id, channel, initiation_method,
    initiated_ms, updated_ms, connected_ms, scheduled_ms, disconnected_ms, details
) VALUES (
    :instance_id, :contact_id, :initial_contact_id, :previous_contact_id, :related_contact_id, :channel,
    :initiation_method, :initiated_ms, :updated_ms, :connected_ms, :scheduled_ms, :disconnected_ms, :details
);

-- name: contact_update
UPDATE contacts
SET updated_ms = :updated_ms, connected_ms = :connected_ms, scheduled_ms = :scheduled_ms,
    disconnected_ms = :disconnected_ms, details = :details
WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: contact_count_in_chain
SELECT COUNT(*) AS number
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND channel = :channel;

-- name: contact_delete_of_instance
DELETE FROM contacts WHERE instance_id = :instance_id;

-- name: contact_page_of_chain
SELECT leg.*
FROM contacts AS named
JOIN contacts AS leg
    ON leg.instance_id = named.instance_id AND leg.initial_contact_id = named.initial_contact_id
WHERE named.instance_id = :instance_id AND named.contact_id = :contact_id AND leg.contact_id > :after
ORDER BY leg.contact_id
LIMIT :limit;
