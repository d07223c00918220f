CREATE SCHEMA line;
COMMENT ON SCHEMA line IS 'LINE as a channel: incoming events, the outbox, files to fetch';

CREATE TABLE line.webhook_events (
  webhook_event_id text PRIMARY KEY,
  account text NOT NULL CHECK (account IN ('reporter', 'staff')),
  chat_id text NOT NULL,
  event_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  payload text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  processed_at timestamptz,
  failed_at timestamptz
);
-- Only two indexes: each one delays the 200 of every webhook.
CREATE INDEX webhook_events_waiting ON line.webhook_events (account, chat_id, event_at) WHERE processed_at IS NULL;
CREATE INDEX webhook_events_received ON line.webhook_events USING brin (received_at);
COMMENT ON TABLE line.webhook_events IS 'Every webhook event once. Stored before LINE gets its 200; processed afterwards, in order per chat.';
COMMENT ON COLUMN line.webhook_events.webhook_event_id IS 'LINE''s id (ULID), the key against duplicates; events without one have the hash of their content';
COMMENT ON COLUMN line.webhook_events.chat_id IS 'Personal data: LINE''s user id (or group or room id); empty where the event names none';
COMMENT ON COLUMN line.webhook_events.event_at IS 'LINE''s own time of the event, unchanged when it is delivered again';
COMMENT ON COLUMN line.webhook_events.payload IS 'Personal data: the event as JSON text (text, because jsonb refuses \u0000). Erased when unsent or old.';
COMMENT ON COLUMN line.webhook_events.failed_at IS 'Given up after several tries; a system alert was raised and the payload stays';

CREATE TABLE line.chats (
  account text NOT NULL CHECK (account IN ('reporter', 'staff')),
  chat_id text NOT NULL,
  language text CHECK (language IN ('th', 'en')),
  standby boolean NOT NULL DEFAULT false,
  sender_until timestamptz,
  PRIMARY KEY (account, chat_id)
);
COMMENT ON TABLE line.chats IS 'One row per chat: who may send to it right now, and what is known about it';
COMMENT ON COLUMN line.chats.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.chats.language IS 'Language of the person''s LINE app, as far as it is one of ours';
COMMENT ON COLUMN line.chats.standby IS 'Another module of the account has the chat: we must not answer';
COMMENT ON COLUMN line.chats.sender_until IS 'A process is sending to this chat until then; a lease, so that a dead process blocks nobody for long';

CREATE TABLE line.messages (
  message_id text PRIMARY KEY,
  webhook_event_id text,
  unsent_at timestamptz
);
COMMENT ON TABLE line.messages IS 'Which event brought a message. With unsent_at it is the tombstone that stops an unsent message from coming back.';

CREATE TABLE line.reply_tokens (
  token text PRIMARY KEY,
  webhook_event_id text NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  event_at timestamptz NOT NULL,
  delivered_at timestamptz NOT NULL
);
CREATE INDEX reply_tokens_chat ON line.reply_tokens (account, chat_id);
CREATE INDEX reply_tokens_event ON line.reply_tokens (webhook_event_id);
COMMENT ON TABLE line.reply_tokens IS 'Unused reply tokens: free answers, good for one use and about a minute after the (re)delivery';
COMMENT ON COLUMN line.reply_tokens.chat_id IS 'Personal data: LINE''s user id';
