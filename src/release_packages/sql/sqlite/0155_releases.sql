-- What people asked for under public-records law. Lists are JSON.
CREATE TABLE records_request (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    requester TEXT NOT NULL,
    contact TEXT NOT NULL,
    details TEXT NOT NULL,
    received TEXT NOT NULL,
    days INTEGER NOT NULL,
    extra_days INTEGER NOT NULL,
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
    revision INTEGER NOT NULL
) STRICT;

-- The entries of the record that were found for a request. `outside`: found, but not asked for.
CREATE TABLE release_item (
    request INTEGER NOT NULL REFERENCES records_request (id),
    seq INTEGER NOT NULL,
    outside INTEGER NOT NULL,
    PRIMARY KEY (request, seq)
) STRICT;

-- What was decided of a value: withheld under an exemption, or given out where there is none.
CREATE TABLE release_choice (
    request INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    exemption INTEGER,
    PRIMARY KEY (request, seq, position)
) STRICT;

-- Packages that were made, without their proofs. `content`: NULL once a value in it was removed by law.
CREATE TABLE release_package (
    request INTEGER NOT NULL REFERENCES records_request (id),
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    entries INTEGER NOT NULL,
    released INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    content BLOB,
    PRIMARY KEY (request, number)
) STRICT;

-- Which values a package gave out.
CREATE TABLE release_given (
    request INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (request, number, seq, position)
) STRICT;
