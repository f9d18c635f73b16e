-- The days on which the city's offices are closed each year, as it chose them: one row or none. Rules are JSON.
CREATE TABLE holiday_list (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    rules TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
