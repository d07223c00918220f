-- People are notified of changes to their account, one last time also on browsers that lose their access by it.
ALTER TABLE alerting.alerts ADD COLUMN account_action text;
COMMENT ON COLUMN alerting.alerts.account_action IS 'For an alert about the person''s own account: the audit''s code of the action';
ALTER TABLE alerting.push_subscriptions ADD COLUMN ended_at timestamptz;
COMMENT ON COLUMN alerting.push_subscriptions.ended_at IS 'Set when the person was signed out everywhere: the browser is notified of that once and then removed';
