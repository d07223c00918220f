-- How a reporter reached us decides how they can be told anything: a caller has no chat.
ALTER TABLE incident.reports ADD COLUMN channel text NOT NULL DEFAULT 'line' CHECK (channel IN ('line', 'phone'));
COMMENT ON COLUMN incident.reports.channel IS 'line: writes and reads in LINE · phone: called 191 or 1300; is told by calling back or not at all';
