-- A sign-in must finish under the same credentials under which it started.
ALTER TABLE access.users ADD COLUMN credentials_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN access.users.credentials_version IS 'Incremented by changes of password or second factor, by signing out everywhere and by disabling: unfinished sign-ins from before fail';

-- A link code is valid only as long as the session that requested it.
DELETE FROM access.line_link_codes;
ALTER TABLE access.line_link_codes ADD COLUMN session_id uuid NOT NULL REFERENCES access.sessions ON DELETE CASCADE;
CREATE INDEX line_link_codes_session_id ON access.line_link_codes (session_id);
COMMENT ON COLUMN access.line_link_codes.session_id IS 'The session that requested the code; the code ends with it';

-- At most one open invitation for an address: of those open now, the newest stays.
UPDATE access.invitations AS older SET revoked_at = now()
  WHERE accepted_at IS NULL AND revoked_at IS NULL AND EXISTS (
    SELECT FROM access.invitations AS newer WHERE newer.email = older.email AND newer.accepted_at IS NULL
      AND newer.revoked_at IS NULL AND (newer.invited_at, newer.id) > (older.invited_at, older.id));
CREATE UNIQUE INDEX invitations_open ON access.invitations (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_invited_by ON access.invitations (invited_by) WHERE accepted_at IS NULL AND revoked_at IS NULL;
