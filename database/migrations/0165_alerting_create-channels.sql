-- The channels of staff, and the groups and gateways of their agencies. Routes about them use the service role: the user role
-- may not read addresses at all.

CREATE TABLE alerting.settings (
  person_id uuid PRIMARY KEY,
  web_push boolean NOT NULL,
  line boolean NOT NULL,
  quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until smallint CHECK (quiet_until BETWEEN 0 AND 1439),
  changed_at timestamptz NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);
COMMENT ON TABLE alerting.settings IS 'Which channels a person wants, and their quiet hours; being on duty overrides the hours';
COMMENT ON COLUMN alerting.settings.quiet_from IS 'Personal data: when somebody does not want to be woken, in minutes since midnight in Bangkok; may cross midnight';

CREATE TABLE alerting.push_subscriptions (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  endpoint text NOT NULL UNIQUE,
  p256dh text NOT NULL,
  auth text NOT NULL,
  label text NOT NULL,
  language text NOT NULL CHECK (language IN ('th', 'en')),
  created_at timestamptz NOT NULL,
  last_sent_at timestamptz,
  last_failed_at timestamptz,
  failure text
);
CREATE INDEX push_subscriptions_person ON alerting.push_subscriptions (person_id);
COMMENT ON TABLE alerting.push_subscriptions IS 'Browsers that a person has allowed to ring; removed when their push service says that they are gone';
COMMENT ON COLUMN alerting.push_subscriptions.endpoint IS 'Personal data: the address of somebody''s browser at its push service';
COMMENT ON COLUMN alerting.push_subscriptions.auth IS 'Personal data: a key of that browser; worthless without our own VAPID key';

CREATE TABLE alerting.group_codes (
  code_hash text PRIMARY KEY,
  agency_id uuid NOT NULL,
  made_by uuid NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE alerting.group_codes IS 'Codes that enrol a LINE group of a station; each works once and for ten minutes';
COMMENT ON COLUMN alerting.group_codes.made_by IS 'Personal data: who asked for the code';

CREATE TABLE alerting.groups (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  line_group_id text NOT NULL,
  enrolled_by uuid NOT NULL,
  enrolled_at timestamptz NOT NULL,
  removed_at timestamptz,
  removed_how text CHECK (removed_how IN ('by-us', 'put-out'))
);
CREATE UNIQUE INDEX groups_in_use ON alerting.groups (line_group_id) WHERE removed_at IS NULL;
CREATE INDEX groups_agency ON alerting.groups (agency_id) WHERE removed_at IS NULL;
COMMENT ON TABLE alerting.groups IS 'LINE groups that a station enrolled with a code; a group that merely added the account is not notified';
COMMENT ON COLUMN alerting.groups.enrolled_by IS 'Personal data: who made the code that enrolled it';

CREATE TABLE alerting.gateways (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  url text NOT NULL,
  called text NOT NULL CHECK (called IN ('always', 'when-others-fail')),
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  removed_at timestamptz
);
CREATE INDEX gateways_agency ON alerting.gateways (agency_id) WHERE removed_at IS NULL;
COMMENT ON TABLE alerting.gateways IS 'Outgoing webhooks to SMS or radio of an agency; what they are sent is signed with a secret derived from AUTH_SECRET';
COMMENT ON COLUMN alerting.gateways.made_by IS 'Personal data: who set it up';

ALTER TABLE alerting.settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.push_subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.group_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.groups ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.gateways ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.settings TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON alerting.push_subscriptions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON alerting.group_codes TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON alerting.groups TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON alerting.gateways TO ess_service USING (true) WITH CHECK (true);

-- For the channel health in the console.
CREATE INDEX notifications_results ON alerting.notifications (channel, changed_at DESC) WHERE state IN ('sent', 'failed');
-- One statement makes every change of state; notification.ts decides which changes are allowed.
GRANT UPDATE (sent_at) ON alerting.notifications TO ess_user;
COMMENT ON COLUMN alerting.push_subscriptions.label IS 'Personal data: which of somebody''s devices it is, e.g. "Chrome, Android"';
COMMENT ON COLUMN alerting.gateways.name IS 'What the station calls its gateway: an installation, not a person';
