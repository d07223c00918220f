CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did and who saw what; append-only';

CREATE TABLE audit.entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('action', 'view')),
  action text NOT NULL CHECK (action ~ '^[a-z-]+(/[a-z0-9-]+)+$'),
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'reporter', 'system')),
  actor_id text CHECK (actor_id <> ''),
  subject_kind text NOT NULL CHECK (subject_kind <> ''),
  subject_id text NOT NULL CHECK (subject_id <> ''),
  details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
  origin text NOT NULL CHECK (origin <> ''),
  sealed_seq bigint UNIQUE,
  hash bytea,
  CHECK (actor_kind = 'system' OR actor_id IS NOT NULL),
  CHECK ((sealed_seq IS NULL) = (hash IS NULL))
);
CREATE INDEX entries_subject ON audit.entries (subject_kind, subject_id, id);
CREATE INDEX entries_actor ON audit.entries (actor_id, id);
COMMENT ON TABLE audit.entries IS 'All actions, and all views of personal data, recorded in the same transaction. Ids and codes only.';
COMMENT ON COLUMN audit.entries.action IS 'What was done or viewed, e.g. incident/acknowledge';
COMMENT ON COLUMN audit.entries.actor_id IS 'Id of a person or reporter; their name is stored where it can be erased';
COMMENT ON COLUMN audit.entries.details IS 'Ids, codes and numbers; never names, texts, phones or positions';
COMMENT ON COLUMN audit.entries.origin IS 'Personal data: network address of a person, or the channel of the action';
COMMENT ON COLUMN audit.entries.sealed_seq IS 'Position in the hash chain, set by the sealer after the commit';
COMMENT ON COLUMN audit.entries.hash IS 'Hash over this entry and the previous one';

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.entries is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER entries_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
-- Also fires when a session disables triggers (session_replication_role).
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_never_change;
