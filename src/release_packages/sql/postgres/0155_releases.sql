-- What people asked for under public-records law. Lists are JSON.
CREATE TABLE records_request (
    id BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    requester TEXT NOT NULL,
    contact TEXT NOT NULL,
    details TEXT NOT NULL,
    received TEXT NOT NULL,
    days BIGINT NOT NULL,
    extra_days BIGINT NOT NULL,
    extra_reason TEXT NOT NULL,
    counted TEXT NOT NULL,
    law TEXT NOT NULL,
    closed_days TEXT NOT NULL,
    due TEXT NOT NULL,
    words TEXT NOT NULL,
    kinds TEXT NOT NULL,
    since TEXT,
    until TEXT,
    state TEXT NOT NULL,
    closed_on TEXT,
    closing_note TEXT NOT NULL,
    revision BIGINT NOT NULL
);

-- The entries of the record that were found for a request. `outside`: found, but not asked for.
CREATE TABLE release_item (
    request BIGINT NOT NULL REFERENCES records_request (id),
    seq BIGINT NOT NULL,
    outside BIGINT NOT NULL,
    PRIMARY KEY (request, seq)
);

-- What was decided of a value: withheld under an exemption, or given out where there is none.
CREATE TABLE release_choice (
    request BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    exemption BIGINT,
    PRIMARY KEY (request, seq, position)
);

-- Packages that were made, without their proofs. `content`: NULL once a value in it was removed by law.
CREATE TABLE release_package (
    request BIGINT NOT NULL REFERENCES records_request (id),
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    entries BIGINT NOT NULL,
    released BIGINT NOT NULL,
    withheld BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    content BYTEA,
    PRIMARY KEY (request, number)
);

-- Which values a package gave out.
CREATE TABLE release_given (
    request BIGINT NOT NULL,
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (request, number, seq, position)
);
