ALTER TABLE incident.incidents ADD COLUMN duress_seen_at timestamptz;
COMMENT ON COLUMN incident.incidents.duress_seen_at IS 'When an officer confirmed that they saw the latest duress signal; until then consoles ring';
