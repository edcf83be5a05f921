-- What the outside has to hear of, in the order of writing (decision 0008). A row names what happened and holds no value
-- of an attribute: what is sent is read from contacts, attributes and history when it is sent. Rows that every
-- destination has are deleted, all but the newest, so that an id never comes twice.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    instance_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    properties TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    sequence INTEGER NOT NULL,
    change_count INTEGER NOT NULL,
    last_change_id BIGINT
);

-- How far each destination is. While there is none, nothing is written to the outbox.
CREATE TABLE deliveries (
    destination TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    next_ms BIGINT NOT NULL,
    error TEXT NOT NULL
);

-- What a destination did not take, time after time; `replay` is 1 for those that are to be tried again.
CREATE TABLE dead_letters (
    destination TEXT NOT NULL REFERENCES deliveries (destination),
    outbox_id BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    buried_ms BIGINT NOT NULL,
    error TEXT NOT NULL,
    replay INTEGER NOT NULL,
    PRIMARY KEY (destination, outbox_id)
);
