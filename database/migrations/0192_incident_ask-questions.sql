-- Silent two-way help: ready questions with ready answers, and what follows an unanswered one.
CREATE TABLE incident.question_waits (
  question text PRIMARY KEY,
  seconds integer NOT NULL CHECK (seconds BETWEEN 10 AND 3600)
);
COMMENT ON TABLE incident.question_waits IS 'How long each ready question may stay unanswered before the incident becomes critical; a province may change it without a new version';
INSERT INTO incident.question_waits (question, seconds) VALUES
  ('safe-to-write', 60), ('are-you-hurt', 60), ('is-the-person-still-there', 60), ('weapon-seen', 60),
  ('children-there', 90), ('can-you-leave', 90), ('which-room', 90), ('how-many', 90);
REVOKE INSERT, UPDATE, DELETE ON incident.question_waits FROM ess_service;
GRANT SELECT ON incident.question_waits TO ess_user;

CREATE TABLE incident.questions (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  report_id uuid NOT NULL REFERENCES incident.reports (report_id),
  question text NOT NULL,
  at timestamptz NOT NULL,
  by jsonb NOT NULL,
  due_at timestamptz NOT NULL,
  raised_at timestamptz,
  answer text,
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX questions_incident ON incident.questions (incident_id, at);
CREATE INDEX questions_report ON incident.questions (report_id);
CREATE INDEX questions_due ON incident.questions (due_at) WHERE raised_at IS NULL AND answered_at IS NULL;
COMMENT ON TABLE incident.questions IS 'Ready questions to reporters and their answers; each overdue one is taken by one process, once';
COMMENT ON COLUMN incident.questions.answer IS 'Personal data: what somebody in danger answered, as a code';
COMMENT ON COLUMN incident.questions.raised_at IS 'When it counted as unanswered; empty: answered in time, or not due yet';

ALTER TABLE incident.questions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.questions TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON incident.questions TO ess_user;
CREATE POLICY user_reads ON incident.questions FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = questions.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON incident.questions FOR INSERT TO ess_user
  WITH CHECK (answer IS NULL AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = questions.incident_id AND seen.may_act OFFSET 0));

-- Duress: the reporter had to say that all is well. Their screen shows a cancelled report, the officer's shows the
-- signal.
ALTER TABLE incident.incidents ADD COLUMN duress_at timestamptz;
COMMENT ON COLUMN incident.incidents.duress_at IS 'When the reporter signalled duress ("I am made to say this"); while set nobody may cancel';
ALTER TABLE incident.reports ADD COLUMN duress_at timestamptz;
COMMENT ON COLUMN incident.reports.duress_at IS 'When this reporter signalled duress; nothing is written to them until they write again';

-- The question or answer behind the text shown on the phone.
ALTER TABLE incident.messages ADD COLUMN question text, ADD COLUMN answer text;
COMMENT ON COLUMN incident.messages.question IS 'The ready question that is asked or answered here; empty for every other message';
COMMENT ON COLUMN incident.messages.answer IS 'Personal data: the answer as a code';
