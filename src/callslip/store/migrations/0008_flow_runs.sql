-- Flows under way. A contact has at most one run that has not ended; runs are numbered from 1 for each contact.
-- due_ms is when the run goes on by itself; NULL while it waits for something else, so that the index holds what waits.

CREATE TABLE flow_runs (
    instance_id TEXT NOT NULL REFERENCES instances (instance_id),
    contact_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    flow_id TEXT NOT NULL,
    begun_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    due_ms BIGINT,
    ended_ms BIGINT,
    event_count INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (instance_id, contact_id, number)
);

CREATE INDEX flow_runs_due ON flow_runs (due_ms, contact_id) WHERE due_ms IS NOT NULL;

-- What reached a run, and what it did then: one row per event, never updated.
CREATE TABLE flow_run_events (
    instance_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    run_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at_ms BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (instance_id, contact_id, run_number, number)
);

-- What flows said when a run began: a run goes on with that, whatever is published meanwhile.
CREATE TABLE flow_run_contents (
    instance_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (instance_id, sha256)
);

-- Lambda functions that are still to be called. next_ms is when it is tried, or tried again.
CREATE TABLE flow_invocations (
    instance_id TEXT NOT NULL,
    invocation_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_ms BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (instance_id, invocation_id)
);

CREATE INDEX flow_invocations_next ON flow_invocations (next_ms, invocation_id);
