-- What the law lets a city withhold, and until when.
CREATE TABLE exemption (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    statute TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    valid_from TEXT,
    review_on TEXT,
    expires_on TEXT,
    revision INTEGER NOT NULL
) STRICT;

-- Where an exemption applies. Number 0: every object of the kind; no field: the whole object.
CREATE TABLE exemption_mark (
    id INTEGER PRIMARY KEY,
    exemption INTEGER NOT NULL REFERENCES exemption (id),
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX exemption_mark_by_object ON exemption_mark (object_kind, object_id);
