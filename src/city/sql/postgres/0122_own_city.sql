-- What the city had before the fictional one took its place.
CREATE TABLE own_city (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    data TEXT NOT NULL
);
