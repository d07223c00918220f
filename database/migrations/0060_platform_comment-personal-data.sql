COMMENT ON SCHEMA platform IS 'What every part of the server uses; nothing of the business';
COMMENT ON TABLE platform.migrations IS 'The migrations that this database has been through, with the hash of their text';
COMMENT ON COLUMN platform.idempotency_keys.actor IS 'Who submitted it: an id in access.users';
COMMENT ON COLUMN platform.idempotency_keys.body IS 'Personal data: the answer as it was given, kept for a day';
COMMENT ON COLUMN platform.system_alerts.resolved_by IS 'Who said that it is mended: an id in access.users';
