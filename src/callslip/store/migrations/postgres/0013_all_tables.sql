-- The tables that SQLite's migrations 0001 to 0013 make, where they are described, in PostgreSQL's own types: texts are
-- compared byte by byte, as SQLite does, whatever the language of the database; ids and counts have 64 bits.

CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY);

INSERT INTO schema_version VALUES (0);

CREATE TABLE writers (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    commits BIGINT NOT NULL,
    last_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE instances (
    instance_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    identity_management_type TEXT COLLATE "C" NOT NULL,
    alias TEXT COLLATE "C" UNIQUE,
    inbound_calls_enabled BIGINT NOT NULL,
    outbound_calls_enabled BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    tags TEXT COLLATE "C" NOT NULL
);

CREATE TABLE contacts (
    instance_id TEXT COLLATE "C" NOT NULL REFERENCES instances (instance_id),
    contact_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    previous_contact_id TEXT COLLATE "C",
    related_contact_id TEXT COLLATE "C",
    channel TEXT COLLATE "C" NOT NULL,
    initiation_method TEXT COLLATE "C" NOT NULL,
    initiated_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    connected_ms BIGINT,
    scheduled_ms BIGINT,
    disconnected_ms BIGINT,
    details TEXT COLLATE "C" NOT NULL,
    association_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    paused_ms BIGINT,
    expires_ms BIGINT,
    due_ms BIGINT,
    queue_id TEXT COLLATE "C",
    agent_id TEXT COLLATE "C",
    enqueued_ms BIGINT,
    agent_connected_ms BIGINT,
    PRIMARY KEY (instance_id, contact_id)
);

CREATE INDEX contacts_by_chain ON contacts (instance_id, initial_contact_id);

CREATE TABLE attributes (
    instance_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    initiated_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    change_count BIGINT NOT NULL,
    last_change_id BIGINT,
    document TEXT COLLATE "C" NOT NULL,
    last_digest TEXT COLLATE "C",
    contact_count BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (instance_id, initial_contact_id),
    FOREIGN KEY (instance_id, initial_contact_id) REFERENCES contacts (instance_id, contact_id)
);

CREATE TABLE client_tokens (
    instance_id TEXT COLLATE "C" NOT NULL,
    operation TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    members_digest TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (instance_id, operation, token)
);

CREATE INDEX contacts_due ON contacts (due_ms, contact_id) WHERE due_ms IS NOT NULL;

CREATE INDEX contacts_by_tree ON contacts (instance_id, association_id) WHERE association_id <> initial_contact_id;

CREATE TABLE resources (
    instance_id TEXT COLLATE "C" NOT NULL REFERENCES instances (instance_id),
    kind TEXT COLLATE "C" NOT NULL,
    resource_id TEXT COLLATE "C" NOT NULL,
    owner_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    updated_ms BIGINT NOT NULL,
    tags TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, kind, resource_id),
    UNIQUE (instance_id, kind, owner_id, name)
);

CREATE TABLE resource_references (
    instance_id TEXT COLLATE "C" NOT NULL,
    target_kind TEXT COLLATE "C" NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    resource_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, target_kind, target_id, kind, resource_id)
);

CREATE INDEX resource_references_by_resource ON resource_references (instance_id, kind, resource_id);

CREATE TABLE instance_attributes (
    instance_id TEXT COLLATE "C" NOT NULL REFERENCES instances (instance_id),
    attribute_type TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, attribute_type)
);

CREATE TABLE secrets (
    instance_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, name)
);

CREATE TABLE outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    instance_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    event_type TEXT COLLATE "C" NOT NULL,
    properties TEXT COLLATE "C" NOT NULL,
    at_ms BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    change_count BIGINT NOT NULL,
    last_change_id BIGINT
);

CREATE TABLE deliveries (
    destination TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    next_ms BIGINT NOT NULL,
    error TEXT COLLATE "C" NOT NULL,
    delivered BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE dead_letters (
    destination TEXT COLLATE "C" NOT NULL REFERENCES deliveries (destination),
    outbox_id BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    buried_ms BIGINT NOT NULL,
    error TEXT COLLATE "C" NOT NULL,
    replay BIGINT NOT NULL,
    PRIMARY KEY (destination, outbox_id)
);

CREATE TABLE flags (
    instance_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    raised_by TEXT COLLATE "C" NOT NULL,
    raised_ms BIGINT NOT NULL,
    assignee TEXT COLLATE "C" NOT NULL,
    resolution TEXT COLLATE "C" NOT NULL,
    changed_by TEXT COLLATE "C" NOT NULL,
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id, name)
);

CREATE INDEX flags_by_time ON flags (instance_id, raised_ms, initial_contact_id, name);

CREATE TABLE flag_rules (
    instance_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, name)
);

CREATE INDEX contacts_by_initiation ON contacts (instance_id, initiated_ms, contact_id);

CREATE INDEX client_tokens_by_time ON client_tokens (instance_id, created_ms);

CREATE TABLE retention_rules (
    instance_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES instances (instance_id),
    months BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    set_ms BIGINT NOT NULL
);

CREATE TABLE holds (
    instance_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    hold_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    placed_ms BIGINT NOT NULL,
    released_ms BIGINT,
    released_by TEXT COLLATE "C",
    PRIMARY KEY (instance_id, initial_contact_id, hold_id)
);

CREATE TABLE erasures (
    instance_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    erasure_id TEXT COLLATE "C" NOT NULL,
    erased_ms BIGINT NOT NULL,
    receipt TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id, erasure_id)
);

CREATE INDEX contacts_by_schedule ON contacts (instance_id, scheduled_ms, contact_id) WHERE scheduled_ms IS NOT NULL;

CREATE INDEX contacts_by_disconnection ON contacts (instance_id, disconnected_ms, contact_id)
    WHERE disconnected_ms IS NOT NULL;

CREATE INDEX contacts_by_enqueueing ON contacts (instance_id, enqueued_ms, contact_id) WHERE enqueued_ms IS NOT NULL;

CREATE INDEX contacts_by_agent_connection ON contacts (instance_id, agent_connected_ms, contact_id)
    WHERE agent_connected_ms IS NOT NULL;

CREATE TABLE searchable_attributes (
    instance_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    is_complete BIGINT NOT NULL,
    PRIMARY KEY (instance_id, name)
);

CREATE TABLE attribute_index (
    instance_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    initiated_ms BIGINT NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, name, value, initiated_ms, contact_id)
);

CREATE TABLE flow_runs (
    instance_id TEXT COLLATE "C" NOT NULL REFERENCES instances (instance_id),
    contact_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    flow_id TEXT COLLATE "C" NOT NULL,
    begun_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    due_ms BIGINT,
    ended_ms BIGINT,
    event_count BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, contact_id, number)
);

CREATE INDEX flow_runs_due ON flow_runs (due_ms, contact_id) WHERE due_ms IS NOT NULL;

CREATE TABLE flow_run_events (
    instance_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    run_number BIGINT NOT NULL,
    number BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, contact_id, run_number, number)
);

CREATE TABLE flow_run_contents (
    instance_id TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, sha256)
);

CREATE TABLE flow_invocations (
    instance_id TEXT COLLATE "C" NOT NULL,
    invocation_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    next_ms BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (instance_id, invocation_id)
);

CREATE INDEX flow_invocations_next ON flow_invocations (next_ms, invocation_id);

CREATE TABLE history_marks (
    instance_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last_id BIGINT NOT NULL
);

CREATE TABLE attribute_history (
    id BIGINT NOT NULL PRIMARY KEY,
    previous_id BIGINT,
    instance_id TEXT COLLATE "C" NOT NULL,
    initial_contact_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    changed_ms BIGINT NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    through TEXT COLLATE "C" NOT NULL,
    changes TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C"
);
