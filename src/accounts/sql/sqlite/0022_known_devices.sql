CREATE TABLE known_device (
    account INTEGER NOT NULL,
    digest BLOB NOT NULL,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (account, digest)
) STRICT;
