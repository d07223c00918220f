CREATE TABLE access.invitations (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL CHECK (email = lower(email)),
  staff_number text,
  agency_id uuid NOT NULL,
  role text NOT NULL CHECK (role <> ''),
  from_date date NOT NULL,
  until_date date,
  invited_by uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  invited_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES access.users ON DELETE CASCADE,
  revoked_at timestamptz,
  CHECK (until_date >= from_date)
);
CREATE INDEX invitations_agency ON access.invitations (agency_id, invited_at);
COMMENT ON TABLE access.invitations IS 'Invitations to a role in an agency; the inviter hands the link over, the table has its hash';
COMMENT ON COLUMN access.invitations.email IS 'Personal data: e-mail address of the invited person';
COMMENT ON COLUMN access.invitations.staff_number IS 'Personal data: staff number of the invited person';

CREATE TABLE access.password_links (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  made_by uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX password_links_user_id ON access.password_links (user_id);
COMMENT ON TABLE access.password_links IS 'Links for forgotten passwords: an administrator hands one over, it sets a new password once';
