-- Contacts in the order of a time, from the place (a time and an id) given on, each with the document of its chain
-- where that is asked for. The lists to choose from are texts in which each entry stands between marks; an empty text
-- admits all. CROSS JOIN keeps the order of the tables: a page is read and no more. A second attribute that a contact
-- must have too is looked up in the index before the contact is; an empty name asks for none.

-- name: search_by_initiated
SELECT contacts.*, contacts.initiated_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.initiated_ms >= :from_ms AND (contacts.initiated_ms, contact_id) < (:place_ms, :place_id)
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.initiated_ms DESC, contact_id DESC
LIMIT :limit;

-- name: search_by_scheduled
SELECT contacts.*, contacts.scheduled_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.scheduled_ms >= :from_ms AND (contacts.scheduled_ms, contact_id) < (:place_ms, :place_id)
    AND contacts.initiated_ms >= :floor_ms
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.scheduled_ms DESC, contact_id DESC
LIMIT :limit;

-- name: search_by_agent_connected
SELECT contacts.*, contacts.agent_connected_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.agent_connected_ms >= :from_ms AND (contacts.agent_connected_ms, contact_id) < (:place_ms, :place_id)
    AND contacts.initiated_ms >= :floor_ms
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.agent_connected_ms DESC, contact_id DESC
LIMIT :limit;

-- name: search_by_disconnected
SELECT contacts.*, contacts.disconnected_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.disconnected_ms >= :from_ms AND (contacts.disconnected_ms, contact_id) < (:place_ms, :place_id)
    AND contacts.initiated_ms >= :floor_ms
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.disconnected_ms DESC, contact_id DESC
LIMIT :limit;

-- name: search_by_enqueued
SELECT contacts.*, contacts.enqueued_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.enqueued_ms >= :from_ms AND (contacts.enqueued_ms, contact_id) < (:place_ms, :place_id)
    AND contacts.initiated_ms >= :floor_ms
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.enqueued_ms DESC, contact_id DESC
LIMIT :limit;

-- name: search_by_initiated_ascending
SELECT contacts.*, contacts.initiated_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM contacts
WHERE contacts.instance_id = :instance_id
    AND contacts.initiated_ms <= :to_ms AND (contacts.initiated_ms, contact_id) > (:place_ms, :place_id)
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY contacts.initiated_ms, contact_id
LIMIT :limit;

-- name: search_by_attribute
SELECT contacts.*, contacts.initiated_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM attribute_index AS found
CROSS JOIN contacts
WHERE found.instance_id = :instance_id AND found.name = :name AND found.value = :value
    AND found.initiated_ms >= :from_ms AND (found.initiated_ms, found.contact_id) < (:place_ms, :place_id)
    AND (:also_name = '' OR EXISTS (
        SELECT 1
        FROM attribute_index AS also
        WHERE also.instance_id = found.instance_id AND also.name = :also_name AND also.value = :also_value
            AND also.initiated_ms = found.initiated_ms AND also.contact_id = found.contact_id
    ))
    AND contacts.instance_id = found.instance_id AND contacts.contact_id = found.contact_id
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY found.initiated_ms DESC, found.contact_id DESC
LIMIT :limit;

-- name: search_by_attribute_ascending
SELECT contacts.*, contacts.initiated_ms AS at_ms,
    CASE WHEN :reads_attributes = 1 THEN (
        SELECT document
        FROM attributes
        WHERE attributes.instance_id = contacts.instance_id
            AND attributes.initial_contact_id = contacts.initial_contact_id
    ) END AS document
FROM attribute_index AS found
CROSS JOIN contacts
WHERE found.instance_id = :instance_id AND found.name = :name AND found.value = :value
    AND found.initiated_ms <= :to_ms AND (found.initiated_ms, found.contact_id) > (:place_ms, :place_id)
    AND (:also_name = '' OR EXISTS (
        SELECT 1
        FROM attribute_index AS also
        WHERE also.instance_id = found.instance_id AND also.name = :also_name AND also.value = :also_value
            AND also.initiated_ms = found.initiated_ms AND also.contact_id = found.contact_id
    ))
    AND contacts.instance_id = found.instance_id AND contacts.contact_id = found.contact_id
    AND (:channels = '' OR REPLACE(:channels, :mark || channel || :mark, '') <> :channels)
    AND (:methods = '' OR REPLACE(:methods, :mark || initiation_method || :mark, '') <> :methods)
    AND (:queue_ids = '' OR REPLACE(:queue_ids, :mark || queue_id || :mark, '') <> :queue_ids)
    AND (:agent_ids = '' OR REPLACE(:agent_ids, :mark || agent_id || :mark, '') <> :agent_ids)
ORDER BY found.initiated_ms, found.contact_id
LIMIT :limit;

-- name: search_count_initiated
SELECT COUNT(*) AS number
FROM (
    SELECT 1
    FROM contacts
    WHERE instance_id = :instance_id AND initiated_ms >= :from_ms AND initiated_ms <= :to_ms
    LIMIT :limit
) AS found;

-- name: search_count_attribute
SELECT COUNT(*) AS number
FROM (
    SELECT 1
    FROM attribute_index AS found
    WHERE instance_id = :instance_id AND name = :name AND value = :value
        AND initiated_ms >= :from_ms AND initiated_ms <= :to_ms
        AND (:also_name = '' OR EXISTS (
            SELECT 1
            FROM attribute_index AS also
            WHERE also.instance_id = found.instance_id AND also.name = :also_name AND also.value = :also_value
                AND also.initiated_ms = found.initiated_ms AND also.contact_id = found.contact_id
        ))
    LIMIT :limit
) AS counted;

-- name: search_found_by_attribute
SELECT contact_id
FROM attribute_index
WHERE instance_id = :instance_id AND name = :name AND value = :value
    AND initiated_ms >= :from_ms AND initiated_ms <= :to_ms
LIMIT :limit;
