-- Whoever waits may ask for the answer from half of its time on, once in each further half.
CREATE TABLE care.nudges (
  subject_id uuid NOT NULL,
  period integer NOT NULL CHECK (period > 0),
  case_id uuid NOT NULL REFERENCES care.cases (id),
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, period)
);
COMMENT ON TABLE care.nudges IS 'Who asked for a decision or an answer that they wait for, once in each half of its time';
COMMENT ON COLUMN care.nudges.subject_id IS 'An approval or a transfer';
COMMENT ON COLUMN care.nudges.period IS 'How many halves of the time were over';
COMMENT ON COLUMN care.nudges.by_person_id IS 'An account of access';
ALTER TABLE care.nudges ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.nudges TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON care.nudges TO ess_user;
CREATE POLICY user_reads ON care.nudges FOR SELECT TO ess_user USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
  WHERE seen.case_id = nudges.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.nudges FOR INSERT TO ess_user WITH CHECK (by_person_id = (SELECT platform.actor_id())
  AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = nudges.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
