-- Names and phone numbers of the emergency protocol, sealed with the key file.
CREATE TABLE protocol_contacts (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BLOB NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
