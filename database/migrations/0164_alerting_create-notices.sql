CREATE SCHEMA alerting;
GRANT USAGE ON SCHEMA alerting TO ess_house, ess_desk;
ALTER DEFAULT PRIVILEGES IN SCHEMA alerting GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_house;

CREATE TABLE alerting.alerts (
  id uuid PRIMARY KEY,
  incident_id uuid,
  kind text NOT NULL CHECK (kind <> ''),
  rung integer,
  agency_ids uuid[] NOT NULL,
  raised_at timestamptz NOT NULL,
  -- Empty: the channels of the people are still to be worked out. Found again after any crash.
  expanded_at timestamptz
);
CREATE INDEX alerts_to_expand ON alerting.alerts (raised_at) WHERE expanded_at IS NULL;
CREATE INDEX alerts_incident ON alerting.alerts (incident_id);
COMMENT ON TABLE alerting.alerts IS 'Each time somebody of ours was to be reached: a rung of the ladder, a heartbeat, an arrival that is late; who stands in notices';
COMMENT ON COLUMN alerting.alerts.agency_ids IS 'Agencies whose station groups and gateways are told as well';
COMMENT ON COLUMN alerting.alerts.expanded_at IS 'When notices for channels other than the console were written';

CREATE TABLE alerting.notices (
  id uuid PRIMARY KEY,
  alert_id uuid NOT NULL REFERENCES alerting.alerts (id),
  incident_id uuid,
  person_id uuid,
  agency_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('console', 'web-push', 'line', 'line-group', 'gateway')),
  target_id uuid,
  state text NOT NULL CHECK (state IN ('owed', 'accepted', 'failed', 'seen', 'acknowledged', 'quiet', 'overtaken')),
  cause text,
  tries integer NOT NULL DEFAULT 0,
  -- Set while somebody has to try: a time, also the lease of whoever is trying now.
  next_try_at timestamptz,
  at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  accepted_at timestamptz,
  seen_at timestamptz,
  acknowledged_at timestamptz,
  CHECK ((person_id IS NULL) = (channel IN ('line-group', 'gateway'))),
  CHECK ((target_id IS NOT NULL) = (channel IN ('line-group', 'gateway'))),
  UNIQUE NULLS NOT DISTINCT (alert_id, channel, person_id, target_id)
);
CREATE INDEX notices_due ON alerting.notices (next_try_at) WHERE state = 'owed' AND next_try_at IS NOT NULL;
CREATE INDEX notices_incident ON alerting.notices (incident_id);
CREATE INDEX notices_person ON alerting.notices (person_id, at DESC);
COMMENT ON TABLE alerting.notices IS 'Who was told by which channel, and what became of it: owed, accepted or failed, seen, acknowledged; quiet: not sent in the person''s quiet hours; overtaken: somebody had it before it went';
COMMENT ON COLUMN alerting.notices.person_id IS 'Personal data: which colleague was told; empty for a station group or a gateway';
COMMENT ON COLUMN alerting.notices.cause IS 'Why it failed or was not sent, as a code';

ALTER TABLE alerting.alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerting.notices ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON alerting.alerts TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON alerting.notices TO ess_house USING (true) WITH CHECK (true);

-- A desk that calls another station owes its people notices; it sees what became of them for incidents it sees.
GRANT SELECT, INSERT ON alerting.alerts TO ess_desk;
CREATE POLICY desk_sees ON alerting.alerts FOR SELECT TO ess_desk
  USING (EXISTS (SELECT FROM incident.seen_by_asker AS seen WHERE seen.incident_id = alerts.incident_id OFFSET 0));
CREATE POLICY desk_adds ON alerting.alerts FOR INSERT TO ess_desk
  WITH CHECK (incident_id IS NULL AND (SELECT platform.asker_id()) IS NOT NULL
    OR EXISTS (SELECT FROM incident.seen_by_asker AS seen
      WHERE seen.incident_id = alerts.incident_id AND seen.may_act OFFSET 0));
GRANT SELECT, INSERT, UPDATE (state, cause, next_try_at, changed_at, seen_at, acknowledged_at) ON alerting.notices TO ess_desk;
CREATE POLICY desk_sees ON alerting.notices FOR SELECT TO ess_desk
  USING (person_id = (SELECT platform.asker_id())
    OR EXISTS (SELECT FROM incident.seen_by_asker AS seen WHERE seen.incident_id = notices.incident_id OFFSET 0));
CREATE POLICY desk_adds ON alerting.notices FOR INSERT TO ess_desk
  WITH CHECK (channel = 'console' AND (SELECT platform.asker_id()) IS NOT NULL);
CREATE POLICY desk_changes ON alerting.notices FOR UPDATE TO ess_desk
  USING (person_id = (SELECT platform.asker_id())
    OR EXISTS (SELECT FROM incident.seen_by_asker AS seen
      WHERE seen.incident_id = notices.incident_id AND seen.may_act OFFSET 0));
