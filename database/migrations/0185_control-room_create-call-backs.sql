CREATE SCHEMA control_room;
GRANT USAGE ON SCHEMA control_room TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA control_room GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE control_room.call_backs (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  incident_id uuid,
  province_code text,
  reason text NOT NULL CHECK (reason IN ('unfinished', 'cut-off', 'unreachable', 'news', 'message', 'officer')),
  note text,
  due_at timestamptz NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by_name text,
  tries integer NOT NULL DEFAULT 0,
  last_result text CHECK (last_result IN ('reached', 'no-answer', 'wrong-number', 'not-safe')),
  last_tried_at timestamptz,
  claimed_by_person_id uuid,
  claimed_by_name text,
  claimed_at timestamptz,
  ended_at timestamptz,
  ended_because text CHECK (ended_because IN ('reached', 'wrong-number', 'not-safe', 'not-needed', 'silent')),
  CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  CHECK ((claimed_by_person_id IS NULL) = (claimed_at IS NULL))
);
-- One open entry of each reason for a report: later news changes it instead of adding another call.
CREATE UNIQUE INDEX call_backs_open ON control_room.call_backs (report_id, reason) WHERE ended_at IS NULL AND reason <> 'officer';
CREATE INDEX call_backs_due ON control_room.call_backs (due_at) WHERE ended_at IS NULL;
CREATE INDEX call_backs_incident ON control_room.call_backs (incident_id) WHERE incident_id IS NOT NULL;
COMMENT ON TABLE control_room.call_backs IS 'Reporters to be called, each by one clerk. No phone number is stored here: it is read from the report, under the report''s own rules';
COMMENT ON COLUMN control_room.call_backs.report_id IS 'A report of intake; no foreign key across capabilities';
COMMENT ON COLUMN control_room.call_backs.incident_id IS 'Its incident; empty while type or place is missing';
COMMENT ON COLUMN control_room.call_backs.province_code IS 'The province whose control room calls; empty: every control room';
COMMENT ON COLUMN control_room.call_backs.note IS 'Personal data: what an officer wants to ask or say';
COMMENT ON COLUMN control_room.call_backs.asked_by_name IS 'Personal data: the officer who asked for it; empty: added by the system';
COMMENT ON COLUMN control_room.call_backs.claimed_by_person_id IS 'A person of access who is calling now';
COMMENT ON COLUMN control_room.call_backs.claimed_by_name IS 'Personal data: the name of the clerk';

ALTER TABLE control_room.call_backs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON control_room.call_backs TO ess_service USING (true) WITH CHECK (true);
-- With an incident: visible to those who may act in it, because an officer's action can be news for a caller. Without one
-- the report has no area yet: visible to everybody who may call back.
GRANT SELECT, INSERT, UPDATE ON control_room.call_backs TO ess_user;
CREATE POLICY user_all ON control_room.call_backs TO ess_user
  USING (incident_id IS NULL AND (SELECT platform.actor_may('report:call-back'))
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = call_backs.incident_id AND seen.may_act OFFSET 0));
