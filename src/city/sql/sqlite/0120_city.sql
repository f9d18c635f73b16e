-- `data` is the place as JSON; the other columns are there to find it by.
CREATE TABLE polling_place (
    id INTEGER PRIMARY KEY,
    place_key TEXT NOT NULL,
    data TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX polling_place_by_key ON polling_place (place_key);

CREATE TABLE precinct (
    precinct_key TEXT PRIMARY KEY,
    data TEXT NOT NULL
) STRICT;

CREATE TABLE election (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    data TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- `plan` is what a person decided, `result` what was confirmed, `before` the city until then.
CREATE TABLE city_import (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    plan TEXT NOT NULL,
    result TEXT NOT NULL,
    before TEXT NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE city_import_file (
    import INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (import, number)
) STRICT;

CREATE TABLE city_import_content (
    import INTEGER NOT NULL,
    number INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (import, number, piece)
) STRICT;

-- What columns meant the last time their headings were seen.
CREATE TABLE column_mapping (
    headings TEXT PRIMARY KEY,
    columns TEXT NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;
