CREATE TABLE screen (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    pages TEXT NOT NULL,
    language TEXT NOT NULL,
    pairing BLOB UNIQUE,
    pairing_ends_at INTEGER NOT NULL,
    digest BLOB UNIQUE,
    made_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_on TEXT NOT NULL,
    paired_at INTEGER,
    last_seen_at INTEGER,
    revision INTEGER NOT NULL
) STRICT;
