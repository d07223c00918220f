ALTER TABLE alerting.notices ADD COLUMN trying_process integer;
COMMENT ON COLUMN alerting.notices.trying_process IS 'The server process that is trying just now; when it has ended the next one tries at once';
