-- Names and phone numbers of the emergency protocol, sealed with the key file.
CREATE TABLE protocol_contacts (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    sealed BYTEA NOT NULL,
    revision BIGINT NOT NULL
);
