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

-- name: instance_update
UPDATE instances
SET inbound_calls_enabled = :inbound_calls_enabled, outbound_calls_enabled = :outbound_calls_enabled, tags = :tags
WHERE instance_id = :instance_id;

-- name: instance_attributes
SELECT attribute_type, value
FROM instance_attributes
WHERE instance_id = :instance_id
LIMIT 100;

-- name: instance_attribute_put
INSERT INTO instance_attributes (instance_id, attribute_type, value)
VALUES (:instance_id, :attribute_type, :value)
ON CONFLICT (instance_id, attribute_type) DO UPDATE SET value = excluded.value;

-- name: instance_attributes_delete
DELETE FROM instance_attributes WHERE instance_id = :instance_id;
