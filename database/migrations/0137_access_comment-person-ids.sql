COMMENT ON COLUMN access.invitations.invited_by IS 'Who invited: an id in access.users';
COMMENT ON COLUMN access.invitations.accepted_by IS 'Who accepted: an id in access.users';
COMMENT ON COLUMN access.password_links.made_by IS 'Who made the link: an id in access.users';
