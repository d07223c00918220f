-- A report by the citizen page. There is no account and no address: the device made an id, from which its code and its
-- secret are made too; only hashes of both are kept.
CREATE TABLE intake.web_reports (
  report_id uuid PRIMARY KEY,
  reporter_id uuid NOT NULL,
  client_hash text NOT NULL UNIQUE,
  code text NOT NULL UNIQUE,
  secret_hash text NOT NULL,
  written_at timestamptz,
  received_at timestamptz NOT NULL,
  placement_code text,
  -- Claimed before anything else of the report is written.
  FOREIGN KEY (report_id) REFERENCES intake.reports (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX web_reports_reporter ON intake.web_reports (reporter_id);
COMMENT ON TABLE intake.web_reports IS 'Reports by the citizen page, each the only one of its reporter; one row for each id that a device made';
COMMENT ON COLUMN intake.web_reports.client_hash IS 'SHA-256 of the id that the device made; the same id again is the same report';
COMMENT ON COLUMN intake.web_reports.secret_hash IS 'SHA-256 of the secret that its reporter holds';
COMMENT ON COLUMN intake.web_reports.written_at IS 'When they pressed send, by the clock of their device; null where that can not be';
COMMENT ON COLUMN intake.web_reports.placement_code IS 'The QR code by which they came';

CREATE TABLE intake.web_messages (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL,
  at timestamptz NOT NULL,
  sender text NOT NULL CHECK (sender IN ('reporter', 'officer', 'system')),
  kind text NOT NULL CHECK (kind IN ('text', 'image')),
  text text,
  sender_name text,
  message_id uuid,
  question jsonb,
  answer text,
  seen_at timestamptz,
  FOREIGN KEY (report_id) REFERENCES intake.reports (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX web_messages_report ON intake.web_messages (report_id, at);
COMMENT ON TABLE intake.web_messages IS 'Personal data: the conversation with a reporter as the citizen page shows it';
COMMENT ON COLUMN intake.web_messages.message_id IS 'The officer''s message in the chat of the incident, to say there that the page has shown it';
COMMENT ON COLUMN intake.web_messages.question IS 'A ready question: its id, what was asked about, its answers';
COMMENT ON COLUMN intake.web_messages.seen_at IS 'When the page first got it';

ALTER TABLE intake.web_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.web_reports TO ess_service USING (true) WITH CHECK (true);
ALTER TABLE intake.web_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.web_messages TO ess_service USING (true) WITH CHECK (true);
-- An officer's action tells the reporter of it, and reads nothing of the conversation.
GRANT INSERT ON intake.web_messages TO ess_user;
CREATE POLICY user_adds ON intake.web_messages FOR INSERT TO ess_user
  WITH CHECK (sender <> 'reporter' AND EXISTS (SELECT FROM intake.reports AS report
    WHERE report.id = web_messages.report_id AND intake.actor_in_scope(report.reporter_id)));

COMMENT ON COLUMN intake.reporters.address IS 'Personal data: the person''s id in the channel (LINE user id); of the citizen page a hash.';
