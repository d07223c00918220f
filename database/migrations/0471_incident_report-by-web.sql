ALTER TABLE incident.reports DROP CONSTRAINT reports_channel_check;
ALTER TABLE incident.reports ADD CONSTRAINT reports_channel_check CHECK (channel IN ('line', 'phone', 'web'));
COMMENT ON COLUMN incident.reports.channel IS 'line: writes and reads in LINE · phone: called 191 or 1300; can only be called back · web: the citizen page';
ALTER TABLE incident.reports ADD COLUMN written_at timestamptz;
COMMENT ON COLUMN incident.reports.written_at IS 'When they wrote it, by the clock of their device; null where it came at once or is not known';
