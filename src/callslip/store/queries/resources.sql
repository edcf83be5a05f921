-- name: resource_find
SELECT *
FROM resources
WHERE instance_id = :instance_id AND kind = :kind AND resource_id = :resource_id;

-- name: resource_find_by_name
SELECT *
FROM resources
WHERE instance_id = :instance_id AND kind = :kind AND owner_id = :owner_id AND name = :name;

-- name: resource_page
SELECT *
FROM resources
WHERE instance_id = :instance_id AND kind = :kind AND resource_id > :after AND owner_id = :owner_id
ORDER BY resource_id
LIMIT :limit;

-- name: resource_count
SELECT COUNT(*) AS number
FROM resources
WHERE instance_id = :instance_id AND kind = :kind AND owner_id = :owner_id;

-- name: resource_put
INSERT INTO resources (instance_id, kind, resource_id, owner_id, name, updated_ms, tags, document)
VALUES (:instance_id, :kind, :resource_id, :owner_id, :name, :updated_ms, :tags, :document);

-- name: resource_update
UPDATE resources
SET name = :name, updated_ms = :updated_ms, tags = :tags, document = :document
WHERE instance_id = :instance_id AND kind = :kind AND resource_id = :resource_id;

-- name: resource_delete
DELETE FROM resources
WHERE instance_id = :instance_id AND kind = :kind AND resource_id = :resource_id;

-- name: resource_delete_of_instance
DELETE FROM resources WHERE instance_id = :instance_id;

-- name: resource_reference_put
INSERT INTO resource_references (instance_id, target_kind, target_id, kind, resource_id)
VALUES (:instance_id, :target_kind, :target_id, :kind, :resource_id);

-- name: resource_reference_first
SELECT resources.*
FROM resource_references
JOIN resources
    ON resources.instance_id = resource_references.instance_id
    AND resources.kind = resource_references.kind
    AND resources.resource_id = resource_references.resource_id
WHERE resource_references.instance_id = :instance_id
    AND resource_references.target_kind = :target_kind
    AND resource_references.target_id = :target_id
ORDER BY resource_references.kind, resource_references.resource_id
LIMIT 1;

-- name: resource_reference_count
SELECT COUNT(*) AS number
FROM resource_references
WHERE instance_id = :instance_id AND target_kind = :target_kind AND target_id = :target_id AND kind = :kind;

-- name: resource_reference_delete
DELETE FROM resource_references
WHERE instance_id = :instance_id AND kind = :kind AND resource_id = :resource_id;

-- name: resource_reference_delete_of_instance
DELETE FROM resource_references WHERE instance_id = :instance_id;
