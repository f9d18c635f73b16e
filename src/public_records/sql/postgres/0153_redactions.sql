-- Values that somebody proposed to remove under a law, who approved that, and what came of it.
CREATE TABLE redaction (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    statute TEXT NOT NULL,
    reason TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    targets TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    approvals TEXT NOT NULL,
    ended_by BIGINT,
    ended_at BIGINT,
    ended_reason TEXT NOT NULL,
    executed_at BIGINT,
    revision BIGINT NOT NULL
);
