COMMENT ON COLUMN access.invitations.invited_by IS 'Who invited: an id in access.users';
COMMENT ON COLUMN access.invitations.accepted_by IS 'Whose seat it became: an id in access.users';
COMMENT ON COLUMN access.password_links.made_by IS 'Who handed it over: an id in access.users';
