-- Values that somebody proposed to remove under a law, who approved that, and what came of it.
CREATE TABLE redaction (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    statute TEXT NOT NULL,
    reason TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    targets TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by INTEGER NOT NULL,
    proposed_at INTEGER NOT NULL,
    approvals TEXT NOT NULL,
    ended_by INTEGER,
    ended_at INTEGER,
    ended_reason TEXT NOT NULL,
    executed_at INTEGER,
    revision INTEGER NOT NULL
) STRICT;
