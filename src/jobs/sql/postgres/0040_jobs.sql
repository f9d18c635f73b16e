CREATE TABLE job (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    message TEXT NOT NULL,
    message_values TEXT NOT NULL,
    result TEXT,
    asked_by BIGINT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    lease_by TEXT,
    lease_until BIGINT,
    cancel_asked BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX job_by_state ON job (state, id);

CREATE TABLE job_schedule (
    kind TEXT PRIMARY KEY,
    last_slot BIGINT NOT NULL
);
