-- What must be kept as it is, whatever retention says: for a lawsuit, an investigation, an audit.
CREATE TABLE legal_hold (
    id BIGINT PRIMARY KEY,
    matter TEXT NOT NULL,
    authority TEXT NOT NULL,
    scope TEXT NOT NULL,
    kinds TEXT NOT NULL,
    objects TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    placed_by BIGINT NOT NULL,
    released_by BIGINT,
    released_at BIGINT,
    release_reason TEXT NOT NULL,
    revision BIGINT NOT NULL
);
