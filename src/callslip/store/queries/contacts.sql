-- name: contact_find
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: contact_put
INSERT INTO contacts (
    instance_id, contact_id, initial_contact_id, association_id, previous_contact_id, related_contact_id, channel,
    initiation_method, initiated_ms, updated_ms, connected_ms, scheduled_ms, paused_ms, expires_ms, disconnected_ms,
    due_ms, details, queue_id, agent_id, enqueued_ms, agent_connected_ms
) VALUES (
    :instance_id, :contact_id, :initial_contact_id, :association_id, :previous_contact_id, :related_contact_id,
    :channel, :initiation_method, :initiated_ms, :updated_ms, :connected_ms, :scheduled_ms, :paused_ms, :expires_ms,
    :disconnected_ms, :due_ms, :details, :queue_id, :agent_id, :enqueued_ms, :agent_connected_ms
);

-- name: contact_update
UPDATE contacts
SET updated_ms = :updated_ms, related_contact_id = :related_contact_id, connected_ms = :connected_ms,
    scheduled_ms = :scheduled_ms, paused_ms = :paused_ms, expires_ms = :expires_ms,
    disconnected_ms = :disconnected_ms, due_ms = :due_ms, details = :details, queue_id = :queue_id,
    agent_id = :agent_id, enqueued_ms = :enqueued_ms, agent_connected_ms = :agent_connected_ms
WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: contact_count_in_chain
SELECT COUNT(*) AS number
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND channel = :channel;

-- name: contact_in_chain
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND channel = :channel
ORDER BY initiated_ms, contact_id
LIMIT :limit;

-- name: contact_monitors
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id
    AND previous_contact_id = :contact_id AND initiation_method = 'MONITOR' AND disconnected_ms IS NULL
ORDER BY initiated_ms, contact_id;

-- name: contact_tree_page
SELECT *
FROM (
    SELECT *
    FROM contacts
    WHERE instance_id = :instance_id AND initial_contact_id = :association_id
    UNION ALL
    SELECT *
    FROM contacts
    WHERE instance_id = :instance_id AND association_id = :association_id AND association_id <> initial_contact_id
) AS tree
WHERE initiated_ms > :after_ms OR (initiated_ms = :after_ms AND contact_id > :after_contact_id)
ORDER BY initiated_ms, contact_id
LIMIT :limit;

-- name: contact_move_tree
UPDATE contacts
SET association_id = :association_id
WHERE instance_id = :instance_id AND contact_id IN (
    SELECT contact_id
    FROM contacts
    WHERE instance_id = :instance_id AND initial_contact_id = :root_id
    UNION ALL
    SELECT contact_id
    FROM contacts
    WHERE instance_id = :instance_id AND association_id = :root_id AND association_id <> initial_contact_id
);

-- name: contact_due
SELECT *
FROM contacts
WHERE due_ms <= :now_ms
ORDER BY due_ms, contact_id
LIMIT :limit;

-- name: contact_delete_of_instance
DELETE FROM contacts WHERE instance_id = :instance_id;

-- name: contact_of_chain
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id
ORDER BY initiated_ms, contact_id;

-- name: contact_page
SELECT *
FROM contacts
WHERE instance_id = :instance_id AND contact_id > :after_contact_id
ORDER BY contact_id
LIMIT :limit;

-- name: contact_page_of_chain
SELECT leg.*
FROM contacts AS named
JOIN contacts AS leg
    ON leg.instance_id = named.instance_id AND leg.initial_contact_id = named.initial_contact_id
WHERE named.instance_id = :instance_id AND named.contact_id = :contact_id AND leg.contact_id > :after
ORDER BY leg.contact_id
LIMIT :limit;
