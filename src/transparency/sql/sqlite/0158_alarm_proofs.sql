-- The consistency proof that shows a fork: Base64, a line for each hash. Before this, notes were kept
-- without it.
ALTER TABLE witness_alarm ADD COLUMN proof TEXT NOT NULL DEFAULT '';
