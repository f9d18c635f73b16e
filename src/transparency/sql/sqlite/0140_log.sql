-- The log's name, keys and address. Both seeds are sealed with the key file.
CREATE TABLE log_identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    address TEXT NOT NULL,
    origin TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    log_seed BLOB NOT NULL,
    witness_seed BLOB NOT NULL,
    log_key TEXT NOT NULL,
    witness_key TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- Which entry committed a published document. The newest of a path is the one shown there.
CREATE TABLE publication (
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (sha256, path)
) STRICT;
CREATE INDEX publication_by_path ON publication (path, seq);
