-- Other cities, the county, the state: pinned by their keys.
CREATE TABLE witness_peer (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    url TEXT NOT NULL,
    log_key TEXT NOT NULL,
    witness_key TEXT NOT NULL,
    revision BIGINT NOT NULL
);

-- The newest checkpoint of each foreign log that this city cosigned.
CREATE TABLE witness_held (
    origin TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- What each peer last said of this city's log, and what it last cosigned.
CREATE TABLE witness_visit (
    peer BIGINT PRIMARY KEY,
    origin TEXT NOT NULL,
    size BIGINT NOT NULL,
    cosigned_at BIGINT,
    tried_at BIGINT NOT NULL,
    problem TEXT NOT NULL
);

-- The newest checkpoint of this city's log with enough cosignatures.
CREATE TABLE witness_quorum (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Proofs of a fork, and of entries that are lost: both notes, and the consistency proof between them
-- where there is one. Kept for ever.
CREATE TABLE witness_alarm (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    peer TEXT NOT NULL,
    held TEXT NOT NULL,
    submitted TEXT NOT NULL,
    at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by BIGINT,
    revision BIGINT NOT NULL
);
