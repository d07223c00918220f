ALTER TABLE incident.incidents ADD COLUMN duress_seen_at timestamptz;
COMMENT ON COLUMN incident.incidents.duress_seen_at IS 'When an officer said that the newest such answer was seen; until then consoles ring';
