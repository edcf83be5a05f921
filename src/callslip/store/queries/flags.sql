-- name: flag_find
SELECT * FROM flags
WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id AND name = :name;

-- name: flag_put
INSERT INTO flags (
    instance_id, initial_contact_id, name, contact_id, state, reason, raised_by, raised_ms, assignee, resolution,
    changed_by, changed_ms
) VALUES (
    :instance_id, :initial_contact_id, :name, :contact_id, :state, :reason, :raised_by, :raised_ms, :assignee,
    :resolution, :changed_by, :changed_ms
)
ON CONFLICT (instance_id, initial_contact_id, name) DO UPDATE
SET contact_id = excluded.contact_id, state = excluded.state, reason = excluded.reason,
    raised_by = excluded.raised_by, raised_ms = excluded.raised_ms, assignee = excluded.assignee,
    resolution = excluded.resolution, changed_by = excluded.changed_by, changed_ms = excluded.changed_ms;

-- name: flag_page
SELECT * FROM flags
WHERE instance_id = :instance_id
    AND (:state = '' OR state = :state)
    AND (:name = '' OR name = :name)
    AND (:assignee = '' OR assignee = :assignee)
    AND (:initial_contact_id = '' OR initial_contact_id = :initial_contact_id)
    AND (raised_ms > :after_ms OR (raised_ms = :after_ms AND (
        initial_contact_id > :after_contact_id
        OR (initial_contact_id = :after_contact_id AND name > :after_name))))
ORDER BY raised_ms, initial_contact_id, name
LIMIT :limit;

-- name: flag_delete_of_chain
DELETE FROM flags WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;

-- name: flag_delete_of_instance
DELETE FROM flags WHERE instance_id = :instance_id;

-- name: flag_rules
SELECT document FROM flag_rules ORDER BY instance_id, name LIMIT :limit;

-- name: flag_rule_put
INSERT INTO flag_rules (instance_id, name, document) VALUES (:instance_id, :name, :document);

-- name: flag_rule_delete_all
DELETE FROM flag_rules;

-- name: flag_check_page
SELECT flags.*, attributes.document, attributes.last_change_id, attributes.change_count
FROM flags
LEFT JOIN attributes
    ON attributes.instance_id = flags.instance_id AND attributes.initial_contact_id = flags.initial_contact_id
WHERE (flags.instance_id, flags.initial_contact_id, flags.name) > (:instance_id, :initial_contact_id, :name)
ORDER BY flags.instance_id, flags.initial_contact_id, flags.name
LIMIT :limit;
