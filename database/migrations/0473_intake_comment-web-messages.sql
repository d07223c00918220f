COMMENT ON COLUMN intake.web_messages.text IS 'Personal data: what the reporter, an officer or we wrote';
COMMENT ON COLUMN intake.web_messages.sender_name IS 'The officer''s agency, as the reporter reads it: no person';
COMMENT ON COLUMN intake.web_reports.reporter_id IS 'Personal data (pseudonym): its reporter';
