ALTER TABLE incident.reports ADD COLUMN line_verified boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN incident.reports.line_verified IS 'LINE itself vouched for the account of whoever reports on the citizen page';
