-- The chain is kept beside the entries, so that an entry never has to be changed to be sealed.
ALTER TABLE audit.entries DROP COLUMN sealed_seq, DROP COLUMN hash;
ALTER TABLE audit.entries ADD COLUMN session_id text CHECK (session_id <> '');
-- Filling a new column is not an UPDATE: the entries that exist keep what they say.
ALTER TABLE audit.entries ADD COLUMN nonce uuid NOT NULL DEFAULT gen_random_uuid();
COMMENT ON COLUMN audit.entries.session_id IS 'Sign-in through which a person acted; empty for reporters and the house';
COMMENT ON COLUMN audit.entries.nonce IS 'Drawn at random and goes with the entry: once an old entry is erased, its digest can''t be guessed back';
CREATE INDEX entries_views ON audit.entries (at) WHERE kind = 'view' AND subject_kind = 'incident';

CREATE TABLE audit.seals (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  entry_id bigint NOT NULL UNIQUE,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE audit.seals IS 'The chain over the entries, in the order in which they were sealed after their commit. Never erased.';
COMMENT ON COLUMN audit.seals.entry_id IS 'No foreign key: when retention erases an old entry its seal stays and the chain holds';
COMMENT ON COLUMN audit.seals.digest IS 'SHA-256 over the entry''s canonical form';
COMMENT ON COLUMN audit.seals.hash IS 'SHA-256 over this seal with the hash of the seal before it';

CREATE TABLE audit.roots (
  day date PRIMARY KEY,
  last_seq bigint NOT NULL CHECK (last_seq >= 0),
  seals bigint NOT NULL CHECK (seals >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  root bytea NOT NULL CHECK (octet_length(root) = 32)
);
COMMENT ON TABLE audit.roots IS 'One row for each day of Thailand that is over: what is published, so that nobody can write the past anew';
COMMENT ON COLUMN audit.roots.root IS 'SHA-256 over this row with the root of the day before';

-- A queue and not a mark on the entry: a slow transaction with a smaller id is sealed when it commits, not skipped.
CREATE TABLE audit.unsealed (
  entry_id bigint PRIMARY KEY,
  since timestamptz NOT NULL
);
COMMENT ON TABLE audit.unsealed IS 'Entries the sealer has not reached; filled by the trigger of audit.entries';
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

-- The server's roles, where they exist already: a desk writes entries, the house also reads and seals.
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
