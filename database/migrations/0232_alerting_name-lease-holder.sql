ALTER TABLE alerting.notifications ADD COLUMN trying_process integer;
COMMENT ON COLUMN alerting.notifications.trying_process IS 'The server process that holds the lease; when it has ended, another one tries at once';
