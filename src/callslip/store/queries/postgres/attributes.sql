-- name: attributes_of_first_contacts
SELECT
    initial_contact_id, initiated_ms, initiated_ms, updated_ms, byte_count, change_count, last_change_id, last_digest,
    contact_count, document
FROM attributes
WHERE instance_id = :instance_id
    AND initial_contact_id = ANY (ARRAY (SELECT json_array_elements_text(CAST(:contact_ids AS JSON))));

-- name: attributes_update_together
UPDATE attributes
SET document = given.document, byte_count = given.byte_count, change_count = given.change_count,
    last_change_id = given.last_change_id, last_digest = given.last_digest, updated_ms = given.updated_ms
FROM (
    SELECT DISTINCT ON (instance_id, initial_contact_id) *
    FROM ROWS FROM (json_to_recordset(CAST(:rows AS JSON)) AS (
        instance_id TEXT, initial_contact_id TEXT, document TEXT, byte_count BIGINT, change_count BIGINT,
        last_change_id BIGINT, last_digest TEXT, updated_ms BIGINT
    )) WITH ORDINALITY AS one (
        instance_id, initial_contact_id, document, byte_count, change_count, last_change_id, last_digest, updated_ms,
        place
    )
    ORDER BY instance_id, initial_contact_id, place DESC
) AS given
WHERE attributes.instance_id = given.instance_id AND attributes.initial_contact_id = given.initial_contact_id;
