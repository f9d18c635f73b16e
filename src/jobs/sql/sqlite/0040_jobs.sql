CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    message_values TEXT NOT NULL,
    result TEXT,
    asked_by INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    lease_by TEXT,
    lease_until INTEGER,
    cancel_asked INTEGER NOT NULL,
    attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX job_by_state ON job (state, id);

CREATE TABLE job_schedule (
    kind TEXT PRIMARY KEY,
    last_slot INTEGER NOT NULL
) STRICT;
