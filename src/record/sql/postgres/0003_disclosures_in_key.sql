-- SQLite keeps these rows in the order of their key from here on; PostgreSQL has no such tables.
COMMENT ON TABLE record_disclosure IS 'The values behind the digests of an entry';
