CREATE TABLE passkey (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    credential BYTEA NOT NULL UNIQUE,
    public_key BYTEA NOT NULL,
    party TEXT NOT NULL,
    user_handle TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    can_be_backed_up BIGINT NOT NULL,
    backed_up BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revision BIGINT NOT NULL
);
CREATE INDEX passkey_by_account ON passkey (account);

CREATE TABLE spent_challenge (
    digest BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE TABLE sign_in_settings (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    passkey_grace_days BIGINT NOT NULL,
    proof_minutes BIGINT NOT NULL,
    dormant_days BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

ALTER TABLE account ADD COLUMN passkey_asked_at BIGINT;
ALTER TABLE account ADD COLUMN expires_on TEXT;
ALTER TABLE account ADD COLUMN dormant_told_at BIGINT;
ALTER TABLE session ADD COLUMN proved_at BIGINT;
