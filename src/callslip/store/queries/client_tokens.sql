-- name: client_token_find
SELECT answer, members_digest
FROM client_tokens
WHERE instance_id = :instance_id AND operation = :operation AND token = :token AND created_ms > :floor_ms;

-- name: client_token_put
INSERT INTO client_tokens (instance_id, operation, token, created_ms, answer, members_digest)
VALUES (:instance_id, :operation, :token, :created_ms, :answer, :members_digest)
ON CONFLICT (instance_id, operation, token) DO UPDATE
SET created_ms = excluded.created_ms, answer = excluded.answer, members_digest = excluded.members_digest;

-- name: client_token_delete_of_instance
DELETE FROM client_tokens WHERE instance_id = :instance_id;

-- name: client_token_delete_old
DELETE FROM client_tokens
WHERE (instance_id, operation, token) IN (
    SELECT instance_id, operation, token
    FROM client_tokens
    WHERE instance_id = :instance_id AND created_ms <= :floor_ms
    LIMIT :limit
);

-- name: client_token_find_old
SELECT token FROM client_tokens WHERE instance_id = :instance_id AND created_ms <= :floor_ms
ORDER BY created_ms
LIMIT 1;
