-- `data` is the thing as JSON.
CREATE TABLE scenario (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE contingency_plan (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- A city's day as a run saw it: packed canonical JSON, once for all runs that saw the same.
CREATE TABLE run_city (
    sha256 TEXT PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;

-- `wish` is what was asked for, `inputs` the scenarios and plans as they were then, `found` what an
-- optimisation came to so far.
CREATE TABLE rehearsal_run (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    job INTEGER NOT NULL,
    wish TEXT NOT NULL,
    inputs TEXT NOT NULL,
    city_sha256 TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    started_by INTEGER,
    created_at INTEGER NOT NULL,
    found TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- What the plans of one scenario came to after so many days: differences between them.
CREATE TABLE run_part (
    run INTEGER NOT NULL,
    scenario INTEGER NOT NULL,
    days INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    pairs TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (run, scenario)
) STRICT;

-- One plan in one scenario: its figures as JSON, and all sums, packed.
CREATE TABLE run_cell (
    run INTEGER NOT NULL,
    scenario INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    figures TEXT NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (run, scenario, plan)
) STRICT;
