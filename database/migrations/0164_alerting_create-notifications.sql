CREATE SCHEMA alerting;
GRANT USAGE ON SCHEMA alerting TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA alerting GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE alerting.alerts (
  id uuid PRIMARY KEY,
  incident_id uuid,
  kind text NOT NULL CHECK (kind <> ''),
  step integer,
  agency_ids uuid[] NOT NULL,
  raised_at timestamptz NOT NULL,
  -- Empty: the notifications for other channels are still to be created. Found again after any crash.
  expanded_at timestamptz
);
CREATE INDEX alerts_to_expand ON alerting.alerts (raised_at) WHERE expanded_at IS NULL;
CREATE INDEX alerts_incident ON alerting.alerts (incident_id);
COMMENT ON TABLE alerting.alerts IS 'Each time staff are to be alerted: an escalation step, a heartbeat, a passed ETA; to whom is in notifications';
COMMENT ON COLUMN alerting.alerts.agency_ids IS 'Agencies whose groups and gateways are notified as well';
COMMENT ON COLUMN alerting.alerts.expanded_at IS 'When the notifications for channels other than the console were created';

CREATE TABLE alerting.notifications (
  id uuid PRIMARY KEY,
  alert_id uuid NOT NULL REFERENCES alerting.alerts (id),
  incident_id uuid,
  person_id uuid,
  agency_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('console', 'web-push', 'line', 'line-group', 'gateway')),
  target_id uuid,
  state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'seen', 'acknowledged', 'suppressed', 'cancelled')),
  cause text,
  tries integer NOT NULL DEFAULT 0,
  -- When the next try is due; during a try, the end of its lease.
  next_try_at timestamptz,
  at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  sent_at timestamptz,
  seen_at timestamptz,
  acknowledged_at timestamptz,
  CHECK ((person_id IS NULL) = (channel IN ('line-group', 'gateway'))),
  CHECK ((target_id IS NOT NULL) = (channel IN ('line-group', 'gateway'))),
  UNIQUE NULLS NOT DISTINCT (alert_id, channel, person_id, target_id)
);
CREATE INDEX notifications_due ON alerting.notifications (next_try_at) WHERE state = 'pending' AND next_try_at IS NOT NULL;
CREATE INDEX notifications_incident ON alerting.notifications (incident_id);
CREATE INDEX notifications_person ON alerting.notifications (person_id, at DESC);
COMMENT ON TABLE alerting.notifications IS 'One alert to one recipient by one channel, and its state; suppressed: not sent because of quiet hours; cancelled: no longer needed before it was sent';
COMMENT ON COLUMN alerting.notifications.person_id IS 'Personal data: which colleague was notified; empty for a group or a gateway';
COMMENT ON COLUMN alerting.notifications.cause IS 'Why it failed or was not sent, as a code';

ALTER TABLE alerting.alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.notifications ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.alerts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON alerting.notifications TO ess_service USING (true) WITH CHECK (true);

-- A person who calls another station alerts its people; they see the notifications of incidents that are visible to them.
GRANT SELECT, INSERT ON alerting.alerts TO ess_user;
CREATE POLICY user_reads ON alerting.alerts FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = alerts.incident_id OFFSET 0));
CREATE POLICY user_adds ON alerting.alerts FOR INSERT TO ess_user
  WITH CHECK (incident_id IS NULL AND (SELECT platform.actor_id()) IS NOT NULL
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = alerts.incident_id AND seen.may_act OFFSET 0));
GRANT SELECT, INSERT, UPDATE (state, cause, next_try_at, changed_at, seen_at, acknowledged_at) ON alerting.notifications TO ess_user;
CREATE POLICY user_reads ON alerting.notifications FOR SELECT TO ess_user
  USING (person_id = (SELECT platform.actor_id())
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = notifications.incident_id OFFSET 0));
CREATE POLICY user_adds ON alerting.notifications FOR INSERT TO ess_user
  WITH CHECK (channel = 'console' AND (SELECT platform.actor_id()) IS NOT NULL);
CREATE POLICY user_changes ON alerting.notifications FOR UPDATE TO ess_user
  USING (person_id = (SELECT platform.actor_id())
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = notifications.incident_id AND seen.may_act OFFSET 0));
