-- A write touches as few pages as can be: each is written to the log of the database and synced.

-- The newest revision of an object stands in its newest entry.
DROP TABLE record_object;

-- Nodes in the order in which they became complete, so that they are only ever added at the end:
-- by the leaf (counted from 0) that completed them, then by level.
CREATE TABLE record_node_by_leaf (
    leaf BIGINT NOT NULL,
    level BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (leaf, level)
);
INSERT INTO record_node_by_leaf (leaf, level, hash)
SELECT ((position + 1) << level::int) - 1, level, hash FROM record_node ORDER BY 1, 2;
DROP TABLE record_node;
ALTER TABLE record_node_by_leaf RENAME TO record_node;
