-- name: history_row_of_change
SELECT MIN(id) AS id FROM attribute_history WHERE id >= :change_id;

-- name: history_erase
UPDATE attribute_history
SET changes = :changes
WHERE id = :id;

-- name: erasure_put
INSERT INTO erasures (instance_id, initial_contact_id, erasure_id, erased_ms, receipt)
VALUES (:instance_id, :initial_contact_id, :erasure_id, :erased_ms, :receipt);

-- name: erasure_all
SELECT * FROM erasures WHERE instance_id = :instance_id ORDER BY erased_ms, erasure_id;

-- name: erasure_delete_of_instance
DELETE FROM erasures WHERE instance_id = :instance_id;

-- name: history_mark_put
INSERT INTO history_marks (instance_id, last_id) VALUES (:instance_id, :last_id)
ON CONFLICT (instance_id) DO UPDATE SET last_id = excluded.last_id WHERE excluded.last_id > history_marks.last_id;

-- name: history_head_page
SELECT instance_id, initial_contact_id, last_change_id, last_digest
FROM attributes
WHERE (instance_id, initial_contact_id) > (:instance_id, :initial_contact_id) AND last_digest IS NOT NULL
ORDER BY instance_id, initial_contact_id
LIMIT :limit;

-- name: history_digest_at
SELECT instance_id, initial_contact_id, digest FROM attribute_history WHERE id = :id;

-- name: history_has
SELECT 1 AS yes FROM attributes WHERE instance_id = :instance_id AND initial_contact_id = :initial_contact_id;
