CREATE TABLE search_entry (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', text), 'D')
    ) STORED
);
CREATE UNIQUE INDEX search_entry_by_object ON search_entry (kind, id);
CREATE INDEX search_entry_by_word ON search_entry USING gin (words);
