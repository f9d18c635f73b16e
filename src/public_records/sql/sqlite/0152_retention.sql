-- How long kinds of records are kept, and what is done with them then.
CREATE TABLE retention_series (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    starts_with TEXT NOT NULL,
    period INTEGER NOT NULL,
    unit TEXT NOT NULL,
    disposition TEXT NOT NULL,
    citation TEXT NOT NULL,
    source TEXT NOT NULL,
    redaction_allowed INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- Which records belong to a series. Number 0: every object of the kind but those with a row of
-- their own.
CREATE TABLE retention_assignment (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES retention_series (id),
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    starts_on TEXT,
    reason TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX retention_assignment_by_object ON retention_assignment (object_kind, object_id);
