-- While a case is on hold its own clocks stand still; afterwards they go on with the time that was left.
ALTER TABLE care.clocks ADD COLUMN paused_at timestamptz, ADD COLUMN paused_ms bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN care.clocks.paused_at IS 'Since when it stands still; its other times are as if it did not';
COMMENT ON COLUMN care.clocks.paused_ms IS 'How long it stood still before, in milliseconds: part of its other times';
