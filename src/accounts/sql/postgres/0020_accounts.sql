CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    agency TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    password_hash TEXT,
    totp BYTEA,
    totp_offer BYTEA,
    totp_step BIGINT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    weekly_brief BIGINT NOT NULL,
    quiet_from TEXT,
    quiet_to TEXT,
    invited_by BIGINT,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT,
    revision BIGINT NOT NULL
);

CREATE TABLE session (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    started_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX session_by_account ON session (account);

CREATE TABLE recovery_code (
    account BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    PRIMARY KEY (account, digest)
);

CREATE TABLE api_token (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    digest BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    read_only BIGINT NOT NULL,
    expires_on TEXT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX api_token_by_account ON api_token (account);

CREATE TABLE secret_link (
    digest BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    account BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX secret_link_by_account ON secret_link (account, kind);

CREATE TABLE mail_settings (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port BIGINT NOT NULL,
    security TEXT NOT NULL,
    username TEXT NOT NULL,
    password BYTEA,
    sender TEXT NOT NULL,
    public_url TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE outgoing_mail (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    content BYTEA,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    answer TEXT,
    finished_at BIGINT
);
CREATE INDEX outgoing_mail_due ON outgoing_mail (state, due_at);
