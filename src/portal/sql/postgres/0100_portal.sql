CREATE TABLE portal (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    published BIGINT NOT NULL,
    report_phone TEXT NOT NULL,
    report_email TEXT NOT NULL,
    report_url TEXT NOT NULL,
    revision BIGINT NOT NULL
);
