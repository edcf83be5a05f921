-- What contacts are searched by. Copies of what their details say, so that an index can hold them.
ALTER TABLE contacts ADD COLUMN queue_id TEXT;
ALTER TABLE contacts ADD COLUMN agent_id TEXT;
ALTER TABLE contacts ADD COLUMN enqueued_ms BIGINT;
ALTER TABLE contacts ADD COLUMN agent_connected_ms BIGINT;

UPDATE contacts
SET queue_id = json_extract(details, '$.QueueInfo.Id'),
    agent_id = json_extract(details, '$.AgentInfo.Id'),
    enqueued_ms = json_extract(details, '$.QueueInfo.EnqueueTimestamp'),
    agent_connected_ms = json_extract(details, '$.AgentInfo.ConnectedToAgentTimestamp');

-- How many contacts share a set: most sets have one, and need not be asked for the others.
ALTER TABLE attributes ADD COLUMN contact_count INTEGER NOT NULL DEFAULT 1;

UPDATE attributes
SET contact_count = (
    SELECT COUNT(*)
    FROM contacts
    WHERE contacts.instance_id = attributes.instance_id
        AND contacts.initial_contact_id = attributes.initial_contact_id
);

-- Times come in the order in which they are written, so that each of these dirties its last page alone.
CREATE INDEX IF NOT EXISTS contacts_by_initiation ON contacts (instance_id, initiated_ms, contact_id);
CREATE INDEX contacts_by_schedule ON contacts (instance_id, scheduled_ms, contact_id) WHERE scheduled_ms IS NOT NULL;
CREATE INDEX contacts_by_disconnection ON contacts (instance_id, disconnected_ms, contact_id)
    WHERE disconnected_ms IS NOT NULL;
CREATE INDEX contacts_by_enqueueing ON contacts (instance_id, enqueued_ms, contact_id) WHERE enqueued_ms IS NOT NULL;
CREATE INDEX contacts_by_agent_connection ON contacts (instance_id, agent_connected_ms, contact_id)
    WHERE agent_connected_ms IS NOT NULL;

-- The keys that the index below is kept for: instance * for all instances, name * for every key. It is complete when
-- contacts from before the key was named are in it too.
CREATE TABLE searchable_attributes (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    is_complete INTEGER NOT NULL,
    PRIMARY KEY (instance_id, name)
);

-- One row for each contact and searchable key; the value is cut after 101 characters (decision 0006).
CREATE TABLE attribute_index (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    initiated_ms BIGINT NOT NULL,
    contact_id TEXT NOT NULL,
    PRIMARY KEY (instance_id, name, value, initiated_ms, contact_id)
) WITHOUT ROWID;

-- What SQLite's planner would learn from a large store, told beforehand: without it, it takes an index whose first
-- column alone fits, and reads a whole instance where a few rows were meant.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
VALUES
    ('contacts', 'sqlite_autoindex_contacts_1', '1000000 1000000 1'),
    ('contacts', 'contacts_by_chain', '1000000 1000000 2 1'),
    ('contacts', 'contacts_by_initiation', '1000000 1000000 2 1'),
    ('contacts', 'contacts_by_schedule', '100000 100000 2 1'),
    ('contacts', 'contacts_by_disconnection', '1000000 1000000 2 1'),
    ('contacts', 'contacts_by_enqueueing', '1000000 1000000 2 1'),
    ('contacts', 'contacts_by_agent_connection', '1000000 1000000 2 1'),
    ('attributes', 'attributes', '1000000 1000000 1'),
    ('attribute_index', 'attribute_index', '3000000 3000000 1000000 10000 2 1');
ANALYZE sqlite_schema;
