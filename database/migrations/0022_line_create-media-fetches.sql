CREATE TABLE line.media_fetches (
  message_id text PRIMARY KEY,
  account text NOT NULL CHECK (account IN ('reporter', 'staff')),
  chat_id text NOT NULL,
  created_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'stored', 'gone', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  fetching_until timestamptz,
  finalised_at timestamptz
);
CREATE INDEX media_fetches_pending ON line.media_fetches (created_at) WHERE state = 'pending';
COMMENT ON TABLE line.media_fetches IS 'Photos, videos, sound and files to be fetched from LINE, which deletes them after an unknown time';
COMMENT ON COLUMN line.media_fetches.chat_id IS 'Personal data: LINE''s user id';
COMMENT ON COLUMN line.media_fetches.fetching_until IS 'A process is fetching it until then (a lease)';
