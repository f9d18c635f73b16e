-- `data` is the place as JSON; the other columns are there to find it by.
CREATE TABLE polling_place (
    id BIGINT PRIMARY KEY,
    place_key TEXT NOT NULL,
    data TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX polling_place_by_key ON polling_place (place_key);

CREATE TABLE precinct (
    precinct_key TEXT PRIMARY KEY,
    data TEXT NOT NULL
);

CREATE TABLE election (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    data TEXT NOT NULL,
    revision BIGINT NOT NULL
);

-- `plan` is what a person decided, `result` what was confirmed, `before` the city until then.
CREATE TABLE city_import (
    id BIGINT PRIMARY KEY,
    state TEXT NOT NULL,
    plan TEXT NOT NULL,
    result TEXT NOT NULL,
    before TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE city_import_file (
    import BIGINT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (import, number)
);

CREATE TABLE city_import_content (
    import BIGINT NOT NULL,
    number BIGINT NOT NULL,
    piece BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (import, number, piece)
);

-- What columns meant the last time their headings were seen.
CREATE TABLE column_mapping (
    headings TEXT PRIMARY KEY,
    columns TEXT NOT NULL,
    used_at BIGINT NOT NULL
);
