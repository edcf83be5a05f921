-- name: instance_find
SELECT *
FROM instances
WHERE instance_id = :instance_id;

-- name: instance_find_by_alias
SELECT *
FROM instances
WHERE alias = :alias;

-- name: instance_page
SELECT *
FROM instances
WHERE instance_id > :after
ORDER BY instance_id
LIMIT :limit;

-- name: instance_put
INSERT INTO instances (
    instance_id, identity_management_type, alias, inbound_calls_enabled, outbound_calls_enabled, created_ms, tags
) VALUES (
    :instance_id, :identity_management_type, :alias, :inbound_calls_enabled, :outbound_calls_enabled, :created_ms,
    :tags
);

-- name: instance_delete
DELETE FROM instances WHERE instance_id = :instance_id;
