-- A day and a week after the end reporters are asked how they are, in words that reveal nothing.
CREATE TABLE control_room.welfare_checks (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('day', 'week')),
  due_at timestamptz NOT NULL,
  asked_at timestamptz,
  skipped text CHECK (skipped IN ('reopened', 'not-wanted', 'unreachable', 'in-touch', 'not-closed')),
  answer text CHECK (answer IN ('fine', 'need-help', 'stop')),
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (asked_at IS NULL OR skipped IS NULL)
);
CREATE INDEX welfare_checks_due ON control_room.welfare_checks (due_at) WHERE asked_at IS NULL AND skipped IS NULL;
CREATE INDEX welfare_checks_incident ON control_room.welfare_checks (incident_id);
CREATE INDEX welfare_checks_report ON control_room.welfare_checks (report_id);
COMMENT ON TABLE control_room.welfare_checks IS 'Welfare checks by LINE after a closing; each due one is taken once, by any process';
COMMENT ON COLUMN control_room.welfare_checks.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN control_room.welfare_checks.report_id IS 'A report of intake; no foreign key across capabilities';
COMMENT ON COLUMN control_room.welfare_checks.answer IS 'Personal data: the answer, as a code';
COMMENT ON COLUMN control_room.welfare_checks.skipped IS 'Why it was not sent';

ALTER TABLE control_room.welfare_checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON control_room.welfare_checks TO ess_service USING (true) WITH CHECK (true);
-- Closing plans them and reopening cancels them; the service writes answers.
GRANT SELECT, INSERT, UPDATE (skipped) ON control_room.welfare_checks TO ess_user;
CREATE POLICY user_reads ON control_room.welfare_checks FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON control_room.welfare_checks FOR INSERT TO ess_user
  WITH CHECK (answer IS NULL AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON control_room.welfare_checks FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
