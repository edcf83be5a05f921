-- name: retention_rule_find
SELECT months FROM retention_rules WHERE instance_id = :instance_id;

-- name: retention_rule_all
SELECT instance_id, months, author, set_ms FROM retention_rules ORDER BY instance_id;

-- name: retention_rule_put
INSERT INTO retention_rules (instance_id, months, author, set_ms)
VALUES (:instance_id, :months, :author, :set_ms)
ON CONFLICT (instance_id) DO UPDATE SET months = excluded.months, author = excluded.author, set_ms = excluded.set_ms;

-- name: retention_rule_delete
DELETE FROM retention_rules WHERE instance_id = :instance_id;

-- name: retention_expired
-- Not NOT EXISTS: PostgreSQL would read every contact that is kept, to look up a few.
SELECT contacts.contact_id, contacts.initial_contact_id, contacts.initiated_ms, (
        SELECT 1 FROM contacts AS later
        WHERE later.instance_id = contacts.instance_id
            AND later.initial_contact_id = contacts.initial_contact_id AND later.initiated_ms >= :floor_ms
        LIMIT 1
    ) IS NULL AS ends_chain
FROM contacts
WHERE contacts.instance_id = :instance_id AND contacts.initiated_ms < :floor_ms
    AND (contacts.initiated_ms, contacts.contact_id) > (:after_ms, :after_contact_id)
    AND NOT EXISTS (
        SELECT 1 FROM holds
        WHERE holds.instance_id = contacts.instance_id
            AND holds.initial_contact_id = contacts.initial_contact_id AND holds.released_ms IS NULL
    )
    AND (contacts.details <> :emptied OR contacts.contact_id <> contacts.initial_contact_id OR (
        SELECT 1 FROM contacts AS later
        WHERE later.instance_id = contacts.instance_id
            AND later.initial_contact_id = contacts.initial_contact_id AND later.initiated_ms >= :floor_ms
        LIMIT 1
    ) IS NULL)
ORDER BY contacts.initiated_ms, contacts.contact_id
LIMIT :limit;

-- name: retention_held
SELECT COUNT(*) AS number
FROM holds
JOIN contacts
    ON contacts.instance_id = holds.instance_id AND contacts.initial_contact_id = holds.initial_contact_id
WHERE holds.instance_id = :instance_id AND holds.released_ms IS NULL AND contacts.initiated_ms < :floor_ms
    AND NOT EXISTS (
        SELECT 1 FROM holds AS earlier
        WHERE earlier.instance_id = holds.instance_id AND earlier.initial_contact_id = holds.initial_contact_id
            AND earlier.released_ms IS NULL AND earlier.hold_id < holds.hold_id
    );

-- name: retention_empty_contact
UPDATE contacts
SET details = :emptied, queue_id = NULL, agent_id = NULL
WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: retention_delete_contact
DELETE FROM contacts WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: retention_rule_delete_of_instance
DELETE FROM retention_rules WHERE instance_id = :instance_id;
