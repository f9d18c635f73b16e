-- The newest is the map; the one before it comes back when an import is undone. `glance` is `data`
-- without features.
CREATE TABLE basemap (
    revision INTEGER PRIMARY KEY,
    glance TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
