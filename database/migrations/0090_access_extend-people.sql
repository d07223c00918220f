ALTER TABLE access.users
  ADD COLUMN staff_number text UNIQUE CHECK (staff_number = upper(staff_number) AND staff_number <> ''),
  ADD COLUMN disabled_at timestamptz;
COMMENT ON COLUMN access.users.staff_number IS 'Personal data: staff number in their organisation; can be used to sign in';
COMMENT ON COLUMN access.users.disabled_at IS 'Since when the account is disabled: no sign-in and no session';

-- Ends all sessions, because earlier ones lack the data of the new columns.
DELETE FROM access.sessions;
ALTER TABLE access.sessions
  ADD COLUMN signed_in_by text CHECK (signed_in_by IN ('password', 'passkey', 'organisation')),
  ADD COLUMN second_factor boolean NOT NULL DEFAULT false,
  ADD COLUMN last_seen_at timestamptz,
  ADD COLUMN proved_at timestamptz;
COMMENT ON COLUMN access.sessions.token IS 'SHA-256 of the token: a copy of this table opens no session';
COMMENT ON COLUMN access.sessions.signed_in_by IS 'How it was opened; NULL until the sign-in is complete, and then it is not valid';
COMMENT ON COLUMN access.sessions.second_factor IS 'A second factor was used: TOTP, recovery code, passkey, or one of the organisation';
COMMENT ON COLUMN access.sessions.last_seen_at IS 'Written at most once a minute';
COMMENT ON COLUMN access.sessions.proved_at IS 'When the person last proved who they are; sensitive actions require a recent proof';

ALTER TABLE access.sign_in_tries ADD COLUMN rounds integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN access.sign_in_tries.rounds IS 'How often the limit was reached in a row; each time the wait doubles';

CREATE TABLE access.known_devices (
  token_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX known_devices_user_id ON access.known_devices (user_id);
COMMENT ON TABLE access.known_devices IS 'Browsers in which a person has signed in; tries of strangers elsewhere do not lock them out';

CREATE TABLE access.revocations (
  number bigint NOT NULL
);
INSERT INTO access.revocations VALUES (0);
COMMENT ON TABLE access.revocations IS 'A counter of revocations of sessions and permissions; a change tells other processes to clear their caches';
