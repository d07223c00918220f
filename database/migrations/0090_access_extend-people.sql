ALTER TABLE access.users
  ADD COLUMN staff_number text UNIQUE CHECK (staff_number = upper(staff_number) AND staff_number <> ''),
  ADD COLUMN disabled_at timestamptz;
COMMENT ON COLUMN access.users.staff_number IS 'Personal data: number of the officer or official in their own organisation; a name to sign in with';
COMMENT ON COLUMN access.users.disabled_at IS 'Since then the person cannot sign in and has no session';

-- Nobody is signed in across this change: sessions of before do not say how they were opened.
DELETE FROM access.sessions;
ALTER TABLE access.sessions
  ADD COLUMN signed_in_by text CHECK (signed_in_by IN ('password', 'passkey', 'organisation')),
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN last_seen_at timestamptz,
  ADD COLUMN proved_at timestamptz;
COMMENT ON COLUMN access.sessions.token IS 'SHA-256 of the token: a copy of this table opens no session';
COMMENT ON COLUMN access.sessions.signed_in_by IS 'How it was opened; empty while that is under way, and then it does not count';
COMMENT ON COLUMN access.sessions.second_factor IS 'A second factor was used: TOTP, recovery code, passkey, or the organisation''s own';
COMMENT ON COLUMN access.sessions.last_seen_at IS 'Written at most once a minute';
COMMENT ON COLUMN access.sessions.proved_at IS 'When the person last proved who they are; sensitive acts ask for a recent proof';

ALTER TABLE access.sign_in_tries ADD COLUMN rounds integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN access.sign_in_tries.rounds IS 'How often the limit was reached in a row: each round waits twice as long as the one before';

CREATE TABLE access.known_devices (
  token_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX known_devices_user_id ON access.known_devices (user_id);
COMMENT ON TABLE access.known_devices IS 'Browsers in which a person has signed in: a stranger''s guessing elsewhere does not keep them out';

CREATE TABLE access.revocations (
  number bigint NOT NULL
);
INSERT INTO access.revocations VALUES (0);
COMMENT ON TABLE access.revocations IS 'One number that counts up whenever sessions or rights end early: other processes look whether it moved';
