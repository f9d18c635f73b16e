-- `data` is the thing as JSON.
CREATE TABLE scenario (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE contingency_plan (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

-- A city's day as a run saw it: packed canonical JSON, once for all runs that saw the same.
CREATE TABLE run_city (
    sha256 TEXT PRIMARY KEY,
    packed BYTEA NOT NULL
);

-- `wish` is what was asked for, `inputs` the scenarios and plans as they were then, `found` what an
-- optimisation came to so far.
CREATE TABLE rehearsal_run (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    job BIGINT NOT NULL,
    wish TEXT NOT NULL,
    inputs TEXT NOT NULL,
    city_sha256 TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    started_by BIGINT,
    created_at BIGINT NOT NULL,
    found TEXT NOT NULL,
    revision BIGINT NOT NULL
);

-- What the plans of one scenario came to after so many days: differences between them.
CREATE TABLE run_part (
    run BIGINT NOT NULL,
    scenario BIGINT NOT NULL,
    days BIGINT NOT NULL,
    complete BIGINT NOT NULL,
    pairs TEXT NOT NULL,
    packed BYTEA NOT NULL,
    PRIMARY KEY (run, scenario)
);

-- One plan in one scenario: its figures as JSON, and all sums, packed.
CREATE TABLE run_cell (
    run BIGINT NOT NULL,
    scenario BIGINT NOT NULL,
    plan BIGINT NOT NULL,
    figures TEXT NOT NULL,
    packed BYTEA NOT NULL,
    PRIMARY KEY (run, scenario, plan)
);
