-- Decisions that pick one of several: a JSON array of texts, and the one that was picked.
ALTER TABLE decision ADD COLUMN options TEXT NOT NULL DEFAULT '[]';
ALTER TABLE decision ADD COLUMN picked TEXT;

-- People of the fictional city never sign in, whatever link they are given.
UPDATE account SET state = 'fictional'
WHERE id IN (SELECT id FROM demo_object WHERE kind = 'account');

-- The calendar's address is a link like the others: a new password ends it.
INSERT INTO secret_link (digest, kind, account, created_at, expires_at)
SELECT key_hash, 'calendar', account, made_at, made_at + 3155695200000 FROM calendar_feed;
DROP TABLE calendar_feed;
