CREATE TABLE portal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    published INTEGER NOT NULL,
    report_phone TEXT NOT NULL,
    report_email TEXT NOT NULL,
    report_url TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
