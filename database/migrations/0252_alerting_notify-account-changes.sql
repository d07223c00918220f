-- Whoever has an account is told when it changes, for the last time also by browsers whose right to ring ends with that.
ALTER TABLE alerting.alerts ADD COLUMN account_action text;
COMMENT ON COLUMN alerting.alerts.account_action IS 'Of an alert about the person''s own account: what happened, as the audit names it';
ALTER TABLE alerting.push_subscriptions ADD COLUMN ended_at timestamptz;
COMMENT ON COLUMN alerting.push_subscriptions.ended_at IS 'Set when the person was signed out everywhere: it is told so once and then removed, and rings for nothing else';
