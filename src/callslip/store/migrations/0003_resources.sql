-- What contacts refer to: queues, users, flows … Each is a document with an id and a name that is unique among those
-- of its kind with the same owner (empty for most; a flow owns its versions).

CREATE TABLE resources (
    instance_id TEXT NOT NULL REFERENCES instances (instance_id),
    kind TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    updated_ms BIGINT NOT NULL,
    tags TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (instance_id, kind, resource_id),
    UNIQUE (instance_id, kind, owner_id, name)
);

-- Which resource names which other in its document.
CREATE TABLE resource_references (
    instance_id TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    PRIMARY KEY (instance_id, target_kind, target_id, kind, resource_id)
);

CREATE INDEX resource_references_by_resource ON resource_references (instance_id, kind, resource_id);

-- The switches of an instance that somebody has set, but for those in the instance's own row.
CREATE TABLE instance_attributes (
    instance_id TEXT NOT NULL REFERENCES instances (instance_id),
    attribute_type TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (instance_id, attribute_type)
);

-- Secrets of the store itself, under an empty instance id.
CREATE TABLE secrets (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (instance_id, name)
);
