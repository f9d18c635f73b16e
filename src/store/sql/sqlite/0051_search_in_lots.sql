-- The index takes many entries at once: a write of its own for each cost as much as all else that
-- a change writes. Those after `indexed_to` wait for their turn and are looked through meanwhile.
DROP TRIGGER search_entry_added;
DROP TRIGGER search_entry_removed;
DROP TRIGGER search_entry_changed;
CREATE TABLE search_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    indexed_to INTEGER NOT NULL
) STRICT;
INSERT INTO search_head (id, indexed_to) SELECT 1, coalesce(max(position), 0) FROM search_entry;
