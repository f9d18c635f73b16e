CREATE TABLE identity_provider (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client TEXT NOT NULL,
    secret BLOB,
    own_network INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account INTEGER NOT NULL,
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT;
CREATE INDEX identity_by_account ON identity (account);
