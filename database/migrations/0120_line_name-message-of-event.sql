-- The id of an event's message is known on arrival; stored in the row, processing needs no statement of its own.
ALTER TABLE line.webhook_events ADD COLUMN message_id text;
COMMENT ON COLUMN line.webhook_events.message_id IS 'The id of the event''s message, if it has one';
-- In LINE's message events the key "id" is the message's id; ids of mentions and stickers have other keys.
UPDATE line.webhook_events SET message_id = substring(payload FROM '"message"\s*:\s*\{[^{}]*"id"\s*:\s*"([^"]+)"')
  WHERE processed_at IS NULL AND payload LIKE '%"type":"message"%';
