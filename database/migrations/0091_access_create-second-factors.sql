CREATE TABLE access.totp_keys (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  key_sealed text NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE access.totp_keys IS 'Authenticator apps (RFC 6238), one for each person';
COMMENT ON COLUMN access.totp_keys.key_sealed IS 'The key, encrypted by AES-256-GCM with a key derived from AUTH_SECRET: a copy of the database cannot read it';
COMMENT ON COLUMN access.totp_keys.confirmed_at IS 'NULL until a first correct code; before that it is not required';
COMMENT ON COLUMN access.totp_keys.last_step IS 'Last time step whose code was used: a code works once (RFC 6238, 5.2)';

CREATE TABLE access.recovery_codes (
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
COMMENT ON TABLE access.recovery_codes IS 'One-time codes for a lost phone, as keyed hashes (120 random bits each)';

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
COMMENT ON TABLE access.passkeys IS 'WebAuthn credentials; public keys only, useless to a thief';
COMMENT ON COLUMN access.passkeys.name IS 'Personal data: the name the person gave the device';
COMMENT ON COLUMN access.passkeys.counter IS 'Use counter of the authenticator; if it goes back, the key was copied';

CREATE TABLE access.challenges (
  key text PRIMARY KEY,
  purpose text NOT NULL,
  user_id uuid REFERENCES access.users ON DELETE CASCADE,
  facts jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX challenges_expired ON access.challenges (expires_at);
COMMENT ON TABLE access.challenges IS 'Data between two steps of a sign-in or enrolment, valid for minutes';
COMMENT ON COLUMN access.challenges.key IS 'Hash of a cookie, or the session';
COMMENT ON COLUMN access.challenges.facts IS 'Challenge of a passkey, state of a sign-in by the organisation, or the first proof; used once';
