-- Every key begins with the instance id: the column to distribute by where a database is more than one machine.
-- Times are milliseconds since 1970; documents are JSON text.

CREATE TABLE instances (
    instance_id TEXT NOT NULL PRIMARY KEY,
    identity_management_type TEXT NOT NULL,
    alias TEXT UNIQUE,
    inbound_calls_enabled INTEGER NOT NULL,
    outbound_calls_enabled INTEGER NOT NULL,
    created_ms BIGINT NOT NULL,
    tags TEXT NOT NULL
);

CREATE TABLE contacts (
    instance_id TEXT NOT NULL REFERENCES instances (instance_id),
    contact_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    previous_contact_id TEXT,
    related_contact_id TEXT,
    channel TEXT NOT NULL,
    initiation_method TEXT NOT NULL,
    initiated_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    connected_ms BIGINT,
    scheduled_ms BIGINT,
    disconnected_ms BIGINT,
    details TEXT NOT NULL,
    PRIMARY KEY (instance_id, contact_id)
);

CREATE INDEX contacts_by_chain ON contacts (instance_id, initial_contact_id);

-- One document per chain of contacts, under the id of its first contact.
CREATE TABLE attributes (
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    initiated_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    byte_count INTEGER NOT NULL,
    change_count INTEGER NOT NULL,
    last_change_id BIGINT,
    document TEXT NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id),
    FOREIGN KEY (instance_id, initial_contact_id) REFERENCES contacts (instance_id, contact_id)
) WITHOUT ROWID;

-- One row per changed key, never updated. Rows are appended in the order of their ids; those of one chain are linked
-- backwards from attributes.last_change_id, for an index by chain would cost more than the rows (decision 0003).
CREATE TABLE attribute_history (
    id INTEGER PRIMARY KEY,
    previous_id BIGINT,
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    name TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    caller TEXT NOT NULL,
    through TEXT NOT NULL
);

-- What a repeated request with the same ClientToken is answered.
CREATE TABLE client_tokens (
    instance_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    token TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (instance_id, operation, token)
);
