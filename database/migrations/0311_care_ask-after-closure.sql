-- Thirty and ninety days after a case was closed the person is asked how they are, where that was agreed and is safe.
ALTER TABLE care.welfare_checks ALTER COLUMN incident_id DROP NOT NULL, ADD COLUMN case_id uuid REFERENCES care.cases (id),
  DROP CONSTRAINT welfare_checks_kind_check, DROP CONSTRAINT welfare_checks_skipped_check,
  DROP CONSTRAINT welfare_checks_answer_check,
  ADD CONSTRAINT welfare_checks_kind_check CHECK (kind IN ('day', 'week', 'month', 'quarter')),
  ADD CONSTRAINT welfare_checks_of_case CHECK ((case_id IS NOT NULL) = (kind IN ('month', 'quarter'))),
  ADD CONSTRAINT welfare_checks_skipped_check CHECK (skipped IN ('reopened', 'not-wanted', 'unreachable', 'in-touch',
    'not-closed', 'silent', 'barred', 'not-agreed', 'child', 'other-channel', 'answered')),
  ADD CONSTRAINT welfare_checks_answer_check CHECK (answer IN ('fine', 'need-help', 'stop', 'later'));
CREATE INDEX welfare_checks_case ON care.welfare_checks (case_id) WHERE case_id IS NOT NULL;
COMMENT ON COLUMN care.welfare_checks.case_id IS 'The closed case after which it is asked; empty: asked after the incident';

-- New incidents, until it was looked whether they concern a person or a place of an open case; then the row is gone.
CREATE TABLE care.incidents_to_match (incident_id uuid PRIMARY KEY);
COMMENT ON TABLE care.incidents_to_match IS 'New incidents, until it was looked whether an open case concerns the same person or place';
COMMENT ON COLUMN care.incidents_to_match.incident_id IS 'An incident; no foreign key across capabilities';
ALTER TABLE care.incidents_to_match ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.incidents_to_match TO ess_service USING (true) WITH CHECK (true);
GRANT INSERT ON care.incidents_to_match TO ess_user;
CREATE POLICY user_adds ON care.incidents_to_match FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = incidents_to_match.incident_id AND seen.may_act OFFSET 0));
