-- name: flow_run_last
SELECT *
FROM flow_runs
WHERE instance_id = :instance_id AND contact_id = :contact_id
ORDER BY number DESC
LIMIT 1;

-- name: flow_run_put
INSERT INTO flow_runs (
    instance_id, contact_id, number, flow_id, begun_ms, updated_ms, due_ms, ended_ms, event_count, state
) VALUES (
    :instance_id, :contact_id, :number, :flow_id, :begun_ms, :updated_ms, :due_ms, :ended_ms, :event_count, :state
);

-- name: flow_run_update
UPDATE flow_runs
SET updated_ms = :updated_ms, due_ms = :due_ms, ended_ms = :ended_ms, event_count = :event_count, state = :state
WHERE instance_id = :instance_id AND contact_id = :contact_id AND number = :number;

-- name: flow_run_due
SELECT *
FROM flow_runs
WHERE due_ms <= :now_ms
ORDER BY due_ms, contact_id
LIMIT :limit;

-- name: flow_run_page
SELECT *
FROM flow_runs
WHERE instance_id = :instance_id AND contact_id = :contact_id AND number > :after
ORDER BY number
LIMIT :limit;

-- name: flow_run_event_put
INSERT INTO flow_run_events (instance_id, contact_id, run_number, number, at_ms, document)
VALUES (:instance_id, :contact_id, :run_number, :number, :at_ms, :document);

-- name: flow_run_event_page
SELECT *
FROM flow_run_events
WHERE instance_id = :instance_id AND contact_id = :contact_id AND run_number = :run_number AND number > :after
ORDER BY number
LIMIT :limit;

-- name: flow_run_content_find
SELECT content
FROM flow_run_contents
WHERE instance_id = :instance_id AND sha256 = :sha256;

-- name: flow_run_content_put
INSERT INTO flow_run_contents (instance_id, sha256, content)
VALUES (:instance_id, :sha256, :content)
ON CONFLICT DO NOTHING;

-- name: flow_run_delete_of_instance
DELETE FROM flow_runs WHERE instance_id = :instance_id;

-- name: flow_run_event_delete_of_instance
DELETE FROM flow_run_events WHERE instance_id = :instance_id;

-- name: flow_run_content_delete_of_instance
DELETE FROM flow_run_contents WHERE instance_id = :instance_id;

-- name: flow_run_event_delete_of_contact
DELETE FROM flow_run_events WHERE instance_id = :instance_id AND contact_id = :contact_id;

-- name: flow_run_delete_of_contact
DELETE FROM flow_runs WHERE instance_id = :instance_id AND contact_id = :contact_id;
