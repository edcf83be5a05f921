-- What people have to look at: one flag of a name for each chain of contacts, under the id of its first contact.
CREATE TABLE flags (
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    name TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_ms BIGINT NOT NULL,
    assignee TEXT NOT NULL,
    resolution TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    PRIMARY KEY (instance_id, initial_contact_id, name)
) WITHOUT ROWID;

CREATE INDEX flags_by_time ON flags (instance_id, raised_ms, initial_contact_id, name);

-- The rules of the server that was started last; an empty instance_id means every instance.
CREATE TABLE flag_rules (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (instance_id, name)
);
