-- The entries of the log, in order. The columns after `entry` repeat what it says, for searching.
CREATE TABLE record_entry (
    seq BIGINT PRIMARY KEY,
    entry TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX record_entry_by_object ON record_entry (object_kind, object_id, revision);

-- The values behind the digests of an entry. NULL where the law had a value removed.
CREATE TABLE record_disclosure (
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    field TEXT NOT NULL,
    disclosure TEXT,
    PRIMARY KEY (seq, position)
);

-- Every complete node of the tree; level 0 holds the leaves.
CREATE TABLE record_node (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (level, position)
);

CREATE TABLE record_object (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE record_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    peaks BYTEA NOT NULL,
    next_object BIGINT NOT NULL
);
INSERT INTO record_head (id, size, peaks, next_object) VALUES (1, 0, '', 1);
