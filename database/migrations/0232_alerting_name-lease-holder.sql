ALTER TABLE alerting.notifications ADD COLUMN trying_process integer;
COMMENT ON COLUMN alerting.notifications.trying_process IS 'The server process that is trying just now; when it has ended the next one tries at once';
