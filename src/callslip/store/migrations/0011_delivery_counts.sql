-- How many entries of the outbox each destination was given, and how often it did not take one.
ALTER TABLE deliveries ADD COLUMN delivered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN failed BIGINT NOT NULL DEFAULT 0;
