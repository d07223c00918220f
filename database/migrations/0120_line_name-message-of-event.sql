-- Which message an event brings is known when it comes; kept beside it, working it off needs no statement of its own.
ALTER TABLE line.webhook_events ADD COLUMN message_id text;
COMMENT ON COLUMN line.webhook_events.message_id IS 'The message the event brings, if it brings one';
-- In LINE's message events "id" in quotes is the message's own; mentions and stickers name theirs differently.
UPDATE line.webhook_events SET message_id = substring(payload FROM '"message"\s*:\s*\{[^{}]*"id"\s*:\s*"([^"]+)"')
  WHERE processed_at IS NULL AND payload LIKE '%"type":"message"%';
