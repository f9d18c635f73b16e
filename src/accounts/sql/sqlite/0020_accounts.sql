CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    agency TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL,
    password_hash TEXT,
    totp BLOB,
    totp_offer BLOB,
    totp_step INTEGER NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    weekly_brief INTEGER NOT NULL,
    quiet_from TEXT,
    quiet_to TEXT,
    invited_by INTEGER,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account);

CREATE TABLE recovery_code (
    account INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (account, digest)
) STRICT;

CREATE TABLE api_token (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    read_only INTEGER NOT NULL,
    expires_on TEXT,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;
CREATE INDEX api_token_by_account ON api_token (account);

CREATE TABLE secret_link (
    digest BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    account INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX secret_link_by_account ON secret_link (account, kind);

CREATE TABLE mail_settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    security TEXT NOT NULL,
    username TEXT NOT NULL,
    password BLOB,
    sender TEXT NOT NULL,
    public_url TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE outgoing_mail (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    content BLOB,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    answer TEXT,
    finished_at INTEGER
) STRICT;
CREATE INDEX outgoing_mail_due ON outgoing_mail (state, due_at);
