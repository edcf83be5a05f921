-- name: flow_invocation_put
INSERT INTO flow_invocations (instance_id, invocation_id, contact_id, attempts, next_ms, document)
VALUES (:instance_id, :invocation_id, :contact_id, :attempts, :next_ms, :document);

-- name: flow_invocation_due
SELECT *
FROM flow_invocations
WHERE next_ms <= :now_ms
ORDER BY next_ms, invocation_id
LIMIT :limit;

-- name: flow_invocation_try
UPDATE flow_invocations
SET attempts = :attempts, next_ms = :next_ms
WHERE instance_id = :instance_id AND invocation_id = :invocation_id;

-- name: flow_invocation_delete
DELETE FROM flow_invocations
WHERE instance_id = :instance_id AND invocation_id = :invocation_id;

-- name: flow_invocation_delete_of_instance
DELETE FROM flow_invocations WHERE instance_id = :instance_id;

-- name: flow_invocation_delete_of_contact
DELETE FROM flow_invocations WHERE instance_id = :instance_id AND contact_id = :contact_id;
