-- One row of history for each update, where there was one for each key. `changes` is a list in JSON, of lists:
-- name, old value, new value, salt, and where the values are erased their digest. A row has the id of its last change;
-- those before it in the list have the ids before it.
-- The digest of a row that has one change is what it was: rows of an older store are kept as they are.

CREATE TABLE attribute_updates (
    id INTEGER PRIMARY KEY,
    previous_id BIGINT,
    instance_id TEXT NOT NULL,
    initial_contact_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    caller TEXT NOT NULL,
    through TEXT NOT NULL,
    changes TEXT NOT NULL,
    digest TEXT
);

INSERT INTO attribute_updates
SELECT id, previous_id, instance_id, initial_contact_id, contact_id, changed_ms, caller, through,
    json_array(json_array(name, old_value, new_value, salt, values_digest)), digest
FROM attribute_history
ORDER BY id;

DROP TABLE attribute_history;
ALTER TABLE attribute_updates RENAME TO attribute_history;
