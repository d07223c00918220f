-- The user role has no rights to passwords, sessions, second factors, invitations or addresses. It reads the names and
-- memberships of colleagues, to assign, invite or exclude them.
ALTER TABLE access.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.passkeys ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.line_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.users TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON access.sessions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON access.memberships TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON access.passkeys TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON access.invitations TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON access.line_links TO ess_service USING (true) WITH CHECK (true);

GRANT SELECT (id, name, staff_number) ON access.users TO ess_user;
CREATE POLICY user_reads ON access.users FOR SELECT TO ess_user USING ((SELECT platform.actor_id()) IS NOT NULL);
GRANT SELECT ON access.memberships TO ess_user;
CREATE POLICY user_reads ON access.memberships FOR SELECT TO ess_user USING ((SELECT platform.actor_id()) IS NOT NULL);
