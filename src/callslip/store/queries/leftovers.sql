-- name: leftover_flow_runs
SELECT number AS part, 0 AS number, '' AS id, state AS text
FROM flow_runs
WHERE instance_id = :instance_id AND contact_id = :contact_id
ORDER BY number;

-- name: leftover_flow_runs_put
UPDATE flow_runs
SET state = :text
WHERE instance_id = :instance_id AND contact_id = :contact_id AND number = :part;

-- name: leftover_flow_run_events
SELECT run_number AS part, number, '' AS id, document AS text
FROM flow_run_events
WHERE instance_id = :instance_id AND contact_id = :contact_id
ORDER BY run_number, number;

-- name: leftover_flow_run_events_put
UPDATE flow_run_events
SET document = :text
WHERE instance_id = :instance_id AND contact_id = :contact_id AND run_number = :part AND number = :number;

-- name: leftover_flow_invocations
SELECT 0 AS part, 0 AS number, invocation_id AS id, document AS text
FROM flow_invocations
WHERE instance_id = :instance_id AND contact_id = :contact_id
ORDER BY invocation_id;

-- name: leftover_flow_invocations_put
UPDATE flow_invocations
SET document = :text
WHERE instance_id = :instance_id AND contact_id = :contact_id AND invocation_id = :id;

-- name: leftover_holds
SELECT 0 AS part, 0 AS number, hold_id AS id, reason AS text
FROM holds
WHERE instance_id = :instance_id AND contact_id = :contact_id
ORDER BY hold_id;

-- name: leftover_holds_put
UPDATE holds
SET reason = :text
WHERE instance_id = :instance_id AND contact_id = :contact_id AND hold_id = :id;
