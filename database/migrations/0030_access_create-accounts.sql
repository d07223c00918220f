-- better-auth's tables with our naming. A test runs better-auth's migration planner to find anything missing.
CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Staff accounts, their memberships and sessions';

CREATE TABLE access.users (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL,
  image text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  is_demonstration boolean NOT NULL
);
COMMENT ON TABLE access.users IS 'People of the agencies who can sign in; never reporters';
COMMENT ON COLUMN access.users.name IS 'Personal data: rank and name as shown to colleagues and reporters';
COMMENT ON COLUMN access.users.email IS 'Personal data: e-mail address to sign in with';
COMMENT ON COLUMN access.users.image IS 'Personal data: address of a picture; not used so far';
COMMENT ON COLUMN access.users.is_demonstration IS 'True: an invented person whose password is public; production refuses to start with one';

CREATE TABLE access.sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text
);
CREATE INDEX sessions_user_id_idx ON access.sessions (user_id);
COMMENT ON TABLE access.sessions IS 'Open sessions; a session without a row has ended';
COMMENT ON COLUMN access.sessions.token IS 'Useless without AUTH_SECRET, which signs it in the cookie';
COMMENT ON COLUMN access.sessions.ip_address IS 'Personal data: address the person signed in from';
COMMENT ON COLUMN access.sessions.user_agent IS 'Personal data: browser the person signed in with';

CREATE TABLE access.accounts (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
CREATE INDEX accounts_user_id_idx ON access.accounts (user_id);
COMMENT ON TABLE access.accounts IS 'Sign-in credentials of a person; provider credential is a password';
COMMENT ON COLUMN access.accounts.password IS 'argon2id hash, never the password';

CREATE TABLE access.verifications (
  id uuid PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verifications_identifier_idx ON access.verifications (identifier);
COMMENT ON TABLE access.verifications IS 'Short-lived values of better-auth between two steps of a sign-in';
