CREATE TABLE known_device (
    account BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (account, digest)
);
