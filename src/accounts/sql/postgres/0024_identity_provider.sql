CREATE TABLE identity_provider (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    client TEXT NOT NULL,
    secret BYTEA,
    own_network BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BIGINT NOT NULL,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_by_account ON identity (account);
