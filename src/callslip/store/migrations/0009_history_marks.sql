-- The highest id that a deleted history row had: ids are counted on from it, and never come twice.
CREATE TABLE history_marks (
    instance_id TEXT NOT NULL PRIMARY KEY,
    last_id BIGINT NOT NULL
);
