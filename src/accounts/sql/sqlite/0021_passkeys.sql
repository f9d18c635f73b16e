CREATE TABLE passkey (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    credential BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    party TEXT NOT NULL,
    user_handle TEXT NOT NULL,
    sign_count INTEGER NOT NULL,
    name TEXT NOT NULL,
    can_be_backed_up INTEGER NOT NULL,
    backed_up INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_by_account ON passkey (account);

CREATE TABLE spent_challenge (
    digest BLOB PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    passkey_grace_days INTEGER NOT NULL,
    proof_minutes INTEGER NOT NULL,
    dormant_days INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

ALTER TABLE account ADD COLUMN passkey_asked_at INTEGER;
ALTER TABLE account ADD COLUMN expires_on TEXT;
ALTER TABLE account ADD COLUMN dormant_told_at INTEGER;
ALTER TABLE session ADD COLUMN proved_at INTEGER;
