CREATE TABLE backup_settings (
    id BIGINT PRIMARY KEY,
    recipients TEXT NOT NULL,
    at TEXT NOT NULL,
    keep BIGINT NOT NULL,
    drill_on TEXT NOT NULL,
    revision BIGINT NOT NULL
);

-- What came of restoring a backup into an empty place.
CREATE TABLE backup_drill (
    id BIGINT PRIMARY KEY,
    backup TEXT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    entries BIGINT NOT NULL,
    total_rows BIGINT NOT NULL,
    root TEXT NOT NULL,
    milliseconds BIGINT NOT NULL
);
