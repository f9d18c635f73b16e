-- A table and the index of its key are two pages for every write; kept in the order of the key they are one.
CREATE TABLE record_disclosure_in_key (
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    disclosure TEXT,
    PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
INSERT INTO record_disclosure_in_key (seq, position, field, disclosure)
SELECT seq, position, field, disclosure FROM record_disclosure ORDER BY 1, 2;
DROP TABLE record_disclosure;
ALTER TABLE record_disclosure_in_key RENAME TO record_disclosure;
