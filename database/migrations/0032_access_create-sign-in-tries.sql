CREATE TABLE access.sign_in_tries (
  key text PRIMARY KEY,
  window_ends_at timestamptz NOT NULL,
  tries integer NOT NULL
);
CREATE INDEX sign_in_tries_ended ON access.sign_in_tries (window_ends_at);
COMMENT ON TABLE access.sign_in_tries IS 'Recent failed sign-ins, counted for all server processes together';
COMMENT ON COLUMN access.sign_in_tries.key IS 'Keyed hash of an address, or of an address and an account; no address can be read from it';
