-- The channel of a report decides how the reporter can be notified: a caller has no chat.
ALTER TABLE incident.reports ADD COLUMN channel text NOT NULL DEFAULT 'line' CHECK (channel IN ('line', 'phone'));
COMMENT ON COLUMN incident.reports.channel IS 'line: writes and reads in LINE · phone: called 191 or 1300; can only be called back';
