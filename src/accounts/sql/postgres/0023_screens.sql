CREATE TABLE screen (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    pages TEXT NOT NULL,
    language TEXT NOT NULL,
    pairing BYTEA UNIQUE,
    pairing_ends_at BIGINT NOT NULL,
    digest BYTEA UNIQUE,
    made_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_on TEXT NOT NULL,
    paired_at BIGINT,
    last_seen_at BIGINT,
    revision BIGINT NOT NULL
);
