-- Fifty pictures of one person must not delay the first one of everybody else.
ALTER TABLE line.media_fetches ADD COLUMN turn integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN line.media_fetches.turn IS 'How many of the same chat waited when it came: the first of each chat is fetched before the second of any';
DROP INDEX line.media_fetches_pending;
CREATE INDEX media_fetches_pending ON line.media_fetches (turn, created_at) WHERE state = 'pending';
CREATE INDEX media_fetches_pending_of_chat ON line.media_fetches (account, chat_id) WHERE state = 'pending';
