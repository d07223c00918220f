ALTER TABLE intake.web_reports ADD COLUMN change_ids uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN intake.web_reports.change_ids IS 'The ids that the device gave to changes that were made, the newest 200: the same one again changes nothing';
