-- A sign-in is begun under what the account asks for, and must end under the same.
ALTER TABLE access.users ADD COLUMN credentials_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN access.users.credentials_version IS 'Counts up with every change of password or second factor, with signing out everywhere and with disabling: a sign-in that was begun before ends nowhere';

-- A code that links a chat is worth no more than the sign-in that asked for it.
DELETE FROM access.line_link_codes;
ALTER TABLE access.line_link_codes ADD COLUMN session_id uuid NOT NULL REFERENCES access.sessions ON DELETE CASCADE;
CREATE INDEX line_link_codes_session_id ON access.line_link_codes (session_id);
COMMENT ON COLUMN access.line_link_codes.session_id IS 'The sign-in that asked for the code; the code ends with it';

-- One open invitation for an address: of those that are open today the newest stays.
UPDATE access.invitations AS older SET revoked_at = now()
  WHERE accepted_at IS NULL AND revoked_at IS NULL AND EXISTS (
    SELECT FROM access.invitations AS newer WHERE newer.email = older.email AND newer.accepted_at IS NULL
      AND newer.revoked_at IS NULL AND (newer.invited_at, newer.id) > (older.invited_at, older.id));
CREATE UNIQUE INDEX invitations_open ON access.invitations (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_invited_by ON access.invitations (invited_by) WHERE accepted_at IS NULL AND revoked_at IS NULL;
