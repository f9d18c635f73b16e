CREATE TABLE backup_settings (
    id INTEGER PRIMARY KEY,
    recipients TEXT NOT NULL,
    at TEXT NOT NULL,
    keep INTEGER NOT NULL,
    drill_on TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- What came of restoring a backup into an empty place.
CREATE TABLE backup_drill (
    id INTEGER PRIMARY KEY,
    backup TEXT NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    entries INTEGER NOT NULL,
    total_rows INTEGER NOT NULL,
    root TEXT NOT NULL,
    milliseconds INTEGER NOT NULL
) STRICT;
