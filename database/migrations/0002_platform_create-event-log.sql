CREATE TABLE platform.event_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seq bigint UNIQUE,
  at timestamptz NOT NULL DEFAULT now(),
  type text NOT NULL,
  body jsonb NOT NULL
);
CREATE INDEX event_log_unnumbered ON platform.event_log (id) WHERE seq IS NULL;
COMMENT ON TABLE platform.event_log IS 'What live streams follow. Bodies hold ids only, never personal data.';
COMMENT ON COLUMN platform.event_log.seq IS 'Given after commit, without gaps, in one order for everybody; a stream resumes from it.';

CREATE TABLE platform.idempotency_keys (
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);
COMMENT ON TABLE platform.idempotency_keys IS 'The answer each submission got; the same submission twice is one.';

CREATE TABLE platform.system_alerts (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL,
  raised_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  count integer NOT NULL DEFAULT 1,
  details jsonb NOT NULL,
  resolved_at timestamptz,
  resolved_by text
);
CREATE UNIQUE INDEX system_alerts_one_open ON platform.system_alerts (kind, subject) WHERE resolved_at IS NULL;
COMMENT ON TABLE platform.system_alerts IS 'What a technician must mend. Details hold codes and ids, never text of a reporter.';
