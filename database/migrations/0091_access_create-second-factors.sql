CREATE TABLE access.totp_keys (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  key_sealed text NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE access.totp_keys IS 'Authenticator apps (RFC 6238), one for each person';
COMMENT ON COLUMN access.totp_keys.key_sealed IS 'The key under AES-256-GCM by a key from AUTH_SECRET: the server must read it, a copy of the database must not';
COMMENT ON COLUMN access.totp_keys.confirmed_at IS 'Empty until a first code was right: it asks for nothing before';
COMMENT ON COLUMN access.totp_keys.last_step IS 'Last time step whose code was used: a code works once (RFC 6238, 5.2)';

CREATE TABLE access.recovery_codes (
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
COMMENT ON TABLE access.recovery_codes IS 'One-time codes for a lost telephone, as keyed hashes (120 random bits each)';

CREATE TABLE access.passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_user_id ON access.passkeys (user_id);
COMMENT ON TABLE access.passkeys IS 'WebAuthn credentials; public keys only, nothing here opens anything';
COMMENT ON COLUMN access.passkeys.name IS 'Personal data: what the person calls the device';
COMMENT ON COLUMN access.passkeys.counter IS 'Uses as the authenticator counts them; one that goes back is a copy';

CREATE TABLE access.challenges (
  key text PRIMARY KEY,
  purpose text NOT NULL,
  user_id uuid REFERENCES access.users ON DELETE CASCADE,
  facts jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX challenges_expired ON access.challenges (expires_at);
COMMENT ON TABLE access.challenges IS 'What must be remembered between two steps of one sign-in or enrolment, for minutes';
COMMENT ON COLUMN access.challenges.key IS 'Hash of a cookie, or the session it belongs to';
COMMENT ON COLUMN access.challenges.facts IS 'Challenge of a passkey, state of a sign-in by the organisation, first proof given; each is used once';
