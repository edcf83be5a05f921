-- Each history row has a digest over the row before it, its own columns and its values, these behind a salt. When values
-- are erased, the salt goes with them, and only their digest stays. Rows of an older store have none of this.

ALTER TABLE attribute_history ADD COLUMN salt TEXT;
ALTER TABLE attribute_history ADD COLUMN values_digest TEXT;
ALTER TABLE attribute_history ADD COLUMN digest TEXT;
ALTER TABLE attributes ADD COLUMN last_digest TEXT;

CREATE INDEX IF NOT EXISTS contacts_by_initiation ON contacts (instance_id, initiated_ms, contact_id);
CREATE INDEX client_tokens_by_time ON client_tokens (instance_id, created_ms);

-- How long contacts of an instance are kept, where it is not the server's setting; 0 months is for ever.
CREATE TABLE retention_rules (
    instance_id TEXT NOT NULL PRIMARY KEY REFERENCES instances (instance_id),
    months INTEGER NOT NULL,
    author TEXT NOT NULL,
    set_ms BIGINT NOT NULL
);

-- A hold keeps the whole chain of a contact; released_ms is NULL while it does.
CREATE TABLE holds (
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    hold_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    placed_ms BIGINT NOT NULL,
    released_ms BIGINT,
    released_by TEXT,
    PRIMARY KEY (instance_id, initial_contact_id, hold_id)
);

-- What was erased, without its values.
CREATE TABLE erasures (
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    erasure_id TEXT NOT NULL,
    erased_ms BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id, erasure_id)
);

-- Told to SQLite's planner: without it, the order of a few rows by time makes it read a whole instance.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'contacts';
INSERT INTO sqlite_stat1 (tbl, idx, stat)
VALUES
    ('contacts', 'sqlite_autoindex_contacts_1', '1000000 1000000 1'),
    ('contacts', 'contacts_by_chain', '1000000 1000000 2 1'),
    ('contacts', 'contacts_by_initiation', '1000000 1000000 2 1');
ANALYZE sqlite_schema;
