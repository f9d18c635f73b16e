-- Other cities, the county, the state: pinned by their keys.
CREATE TABLE witness_peer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    url TEXT NOT NULL,
    log_key TEXT NOT NULL,
    witness_key TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- The newest checkpoint of each foreign log that this city cosigned.
CREATE TABLE witness_held (
    origin TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- What each peer last said of this city's log, and what it last cosigned.
CREATE TABLE witness_visit (
    peer INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    cosigned_at INTEGER,
    tried_at INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT;

-- The newest checkpoint of this city's log with enough cosignatures.
CREATE TABLE witness_quorum (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Proofs of a fork, and of entries that are lost: both notes, and the consistency proof between them
-- where there is one. Kept for ever.
CREATE TABLE witness_alarm (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    peer TEXT NOT NULL,
    held TEXT NOT NULL,
    submitted TEXT NOT NULL,
    at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by INTEGER,
    revision INTEGER NOT NULL
) STRICT;
