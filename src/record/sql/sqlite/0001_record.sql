-- The entries of the log, in order. The columns after `entry` repeat what it says, for searching.
CREATE TABLE record_entry (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_entry_by_object ON record_entry (object_kind, object_id, revision);

-- The values behind the digests of an entry. NULL where the law had a value removed.
CREATE TABLE record_disclosure (
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    disclosure TEXT,
    PRIMARY KEY (seq, position)
) STRICT;

-- Every complete node of the tree; level 0 holds the leaves.
CREATE TABLE record_node (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (level, position)
) STRICT;

CREATE TABLE record_object (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

CREATE TABLE record_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    peaks BLOB NOT NULL,
    next_object INTEGER NOT NULL
) STRICT;
INSERT INTO record_head (id, size, peaks, next_object) VALUES (1, 0, x'', 1);
