CREATE TABLE search_entry (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_entry_by_object ON search_entry (kind, id);

-- The words of search_entry, which keeps the text itself.
CREATE VIRTUAL TABLE search_words USING fts5 (
    title,
    text,
    content = 'search_entry',
    content_rowid = 'position',
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3'
);
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_words (rowid, title, text) VALUES (new.position, new.title, new.text);
END;
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_words (search_words, rowid, title, text)
    VALUES ('delete', old.position, old.title, old.text);
END;
CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN
    INSERT INTO search_words (search_words, rowid, title, text)
    VALUES ('delete', old.position, old.title, old.text);
    INSERT INTO search_words (rowid, title, text) VALUES (new.position, new.title, new.text);
END;
