-- What must be kept as it is, whatever retention says: for a lawsuit, an investigation, an audit.
CREATE TABLE legal_hold (
    id INTEGER PRIMARY KEY,
    matter TEXT NOT NULL,
    authority TEXT NOT NULL,
    scope TEXT NOT NULL,
    kinds TEXT NOT NULL,
    objects TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    placed_by INTEGER NOT NULL,
    released_by INTEGER,
    released_at INTEGER,
    release_reason TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
