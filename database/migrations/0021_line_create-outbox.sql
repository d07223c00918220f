CREATE TABLE line.outbound_messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL CHECK (account IN ('reporter', 'staff')),
  chat_id text NOT NULL,
  messages text,
  message_count integer NOT NULL CHECK (message_count BETWEEN 1 AND 5),
  quiet boolean NOT NULL,
  about jsonb,
  created_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed')),
  retry_key uuid NOT NULL,
  call_key uuid,
  via text CHECK (via IN ('reply', 'push')),
  reply_token text,
  reply_token_delivered_at timestamptz,
  outcome_unknown boolean NOT NULL DEFAULT false,
  first_tried_at timestamptz,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz,
  status integer,
  request_id text,
  finalised_at timestamptz
);
CREATE INDEX outbound_messages_pending ON line.outbound_messages (account, chat_id, id) WHERE state = 'pending';
CREATE INDEX outbound_messages_finalised ON line.outbound_messages USING brin (finalised_at);
COMMENT ON TABLE line.outbound_messages IS 'The outbox: messages to LINE, in order per chat, with their outcome';
COMMENT ON COLUMN line.outbound_messages.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.outbound_messages.messages IS 'Personal data: 1 to 5 LINE message objects as JSON text. Erased some days after they were finalised.';
COMMENT ON COLUMN line.outbound_messages.retry_key IS 'X-Line-Retry-Key of the call that begins with this row; stored before the first try';
COMMENT ON COLUMN line.outbound_messages.call_key IS 'Rows with the same key are sent in one call, on each try with the same body';
COMMENT ON COLUMN line.outbound_messages.outcome_unknown IS 'A try began and its answer never came: LINE may have accepted it';
COMMENT ON COLUMN line.outbound_messages.request_id IS 'X-Line-Request-Id of the last answer: LINE''s support needs it to find a request';
