-- name: secret_find
SELECT value
FROM secrets
WHERE instance_id = '' AND name = :name;

-- name: secret_put
INSERT INTO secrets (instance_id, name, value)
VALUES ('', :name, :value)
ON CONFLICT (instance_id, name) DO NOTHING;
