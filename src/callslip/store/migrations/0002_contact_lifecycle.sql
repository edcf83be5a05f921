-- association_id is the first contact of the tree: of the chain, or of the chain that its first contact is related to.
-- due_ms is when a contact starts or expires by itself; NULL when nothing is due, so that the index holds what waits.
-- Contacts of an older store have no expiry, and are in the tree of their chain.

ALTER TABLE contacts ADD COLUMN association_id TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN paused_ms BIGINT;
ALTER TABLE contacts ADD COLUMN expires_ms BIGINT;
ALTER TABLE contacts ADD COLUMN due_ms BIGINT;

UPDATE contacts SET association_id = initial_contact_id;
UPDATE contacts SET due_ms = scheduled_ms WHERE connected_ms IS NULL AND disconnected_ms IS NULL;

CREATE INDEX contacts_due ON contacts (due_ms, contact_id) WHERE due_ms IS NOT NULL;

-- The chains of a tree but the first, which contacts_by_chain has: few contacts are related to another.
CREATE INDEX contacts_by_tree ON contacts (instance_id, association_id) WHERE association_id <> initial_contact_id;
