-- name: history_put_together
INSERT INTO attribute_history (
    id, previous_id, instance_id, initial_contact_id, contact_id, changed_ms, caller, through, changes, digest
)
SELECT *
FROM json_to_recordset(CAST(:rows AS JSON)) AS given (
    id BIGINT, previous_id BIGINT, instance_id TEXT, initial_contact_id TEXT, contact_id TEXT, changed_ms BIGINT,
    caller TEXT, through TEXT, changes TEXT, digest TEXT
);
