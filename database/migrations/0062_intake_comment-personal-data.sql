COMMENT ON SCHEMA intake IS 'People who report, their conversations and what they sent before there was an incident';
COMMENT ON COLUMN intake.reports.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.conversations.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.conversations.offered IS 'Personal data: the last buttons, which may have their own phone number';
