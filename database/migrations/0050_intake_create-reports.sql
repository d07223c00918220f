CREATE SCHEMA intake;

CREATE TABLE intake.reporters (
  id uuid PRIMARY KEY,
  channel text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  phone text,
  unreachable boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL,
  UNIQUE (channel, address)
);
COMMENT ON TABLE intake.reporters IS 'People who wrote to us, by their address in the channel.';
COMMENT ON COLUMN intake.reporters.address IS 'Personal data: the person''s id in the channel (LINE user id).';
COMMENT ON COLUMN intake.reporters.phone IS 'Personal data: the last phone they gave, E.164, offered to them as one tap.';

CREATE TABLE intake.reports (
  id uuid PRIMARY KEY,
  reporter_id uuid NOT NULL REFERENCES intake.reporters (id),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'dropped', 'abandoned')),
  type text,
  silent boolean NOT NULL,
  position jsonb,
  last_notified jsonb,
  started_at timestamptz NOT NULL,
  ask_again_at timestamptz,
  give_up_at timestamptz,
  asked_times integer NOT NULL DEFAULT 1,
  unfinished_since timestamptz,
  stars integer CHECK (stars BETWEEN 1 AND 5),
  CHECK (state <> 'submitted' OR (type IS NOT NULL AND position IS NOT NULL))
);
CREATE INDEX reports_reporter ON intake.reports (reporter_id, started_at DESC);
CREATE INDEX reports_ask_again ON intake.reports (ask_again_at) WHERE ask_again_at IS NOT NULL;
CREATE INDEX reports_give_up ON intake.reports (give_up_at) WHERE give_up_at IS NOT NULL;
CREATE INDEX reports_unfinished ON intake.reports (unfinished_since) WHERE unfinished_since IS NOT NULL AND state = 'draft';
COMMENT ON TABLE intake.reports IS 'What a person sent: a draft until type and place are known, then an incident''s report.';
COMMENT ON COLUMN intake.reports.position IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN intake.reports.last_notified IS 'The last status that the reporter was notified of.';

CREATE TABLE intake.conversations (
  reporter_id uuid PRIMARY KEY REFERENCES intake.reporters (id),
  report_id uuid REFERENCES intake.reports (id),
  question text,
  offered jsonb NOT NULL DEFAULT '[]',
  wants_silence boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE intake.conversations IS 'The state of each conversation between two messages.';

CREATE TABLE intake.early_messages (
  id uuid PRIMARY KEY,
  report_id uuid NOT NULL REFERENCES intake.reports (id),
  kind text NOT NULL,
  text text,
  external_id text NOT NULL UNIQUE,
  attachment_id uuid,
  at timestamptz NOT NULL
);
CREATE INDEX early_messages_report ON intake.early_messages (report_id, at);
COMMENT ON TABLE intake.early_messages IS 'Messages sent before there was a place; passed on to the officers when the incident opens.';
COMMENT ON COLUMN intake.early_messages.text IS 'Personal data: erased when the reporter unsends the message.';
