-- The chain is stored beside the entries, so that sealing does not change an entry.
ALTER TABLE audit.entries DROP COLUMN sealed_seq, DROP COLUMN hash;
ALTER TABLE audit.entries ADD COLUMN session_id text CHECK (session_id <> '');
-- Filling a new column is not an UPDATE of the existing entries.
ALTER TABLE audit.entries ADD COLUMN nonce uuid NOT NULL DEFAULT gen_random_uuid();
COMMENT ON COLUMN audit.entries.session_id IS 'Session of a person; NULL for reporters and the system';
COMMENT ON COLUMN audit.entries.nonce IS 'Random, deleted with the entry: afterwards nobody can guess the entry from its digest';
CREATE INDEX entries_views ON audit.entries (at) WHERE kind = 'view' AND subject_kind = 'incident';

CREATE TABLE audit.seals (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  entry_id bigint NOT NULL UNIQUE,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE audit.seals IS 'The hash chain over the entries, in the order of sealing after their commits. Never deleted.';
COMMENT ON COLUMN audit.seals.entry_id IS 'No foreign key: when retention deletes an old entry, its seal stays and the chain remains valid';
COMMENT ON COLUMN audit.seals.digest IS 'SHA-256 over the entry''s canonical form';
COMMENT ON COLUMN audit.seals.hash IS 'SHA-256 over this seal and the hash of the previous one';

CREATE TABLE audit.roots (
  day date PRIMARY KEY,
  last_seq bigint NOT NULL CHECK (last_seq >= 0),
  seals bigint NOT NULL CHECK (seals >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  root bytea NOT NULL CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE audit.roots IS 'One row for each past Thai day, to be published, so that nobody can rewrite the past';
COMMENT ON COLUMN audit.roots.root IS 'SHA-256 over this row and the root of the previous day';

-- A queue, not a position by id: a slow transaction with a smaller id is sealed when it commits, not skipped.
CREATE TABLE audit.unsealed (
  entry_id bigint PRIMARY KEY,
  since timestamptz NOT NULL
);
COMMENT ON TABLE audit.unsealed IS 'Entries not sealed yet; filled by the trigger of audit.entries';
INSERT INTO audit.unsealed SELECT id, at FROM audit.entries;

CREATE FUNCTION audit.await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO audit.unsealed (entry_id, since) VALUES (NEW.id, NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER entries_await_seal AFTER INSERT ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.await_seal();
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_await_seal;

CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER seals_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seals
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER roots_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.roots
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.seals ENABLE ALWAYS TRIGGER seals_never_change;
ALTER TABLE audit.roots ENABLE ALWAYS TRIGGER roots_never_change;

-- Rights of the server's roles, if they exist already: the user role inserts entries, the service role also reads and seals.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ess_service') THEN
    GRANT USAGE ON SCHEMA audit TO ess_service;
    GRANT SELECT, INSERT ON audit.entries, audit.seals, audit.roots TO ess_service;
    GRANT SELECT, DELETE ON audit.unsealed TO ess_service;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'ess_user') THEN
    GRANT USAGE ON SCHEMA audit TO ess_user;
    GRANT INSERT ON audit.entries TO ess_user;
  END IF;
END $$;
