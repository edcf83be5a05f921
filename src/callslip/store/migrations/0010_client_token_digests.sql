-- What the first request with a token said, for operations that refuse another request with it; empty for the others.
ALTER TABLE client_tokens ADD COLUMN members_digest TEXT NOT NULL DEFAULT '';
