-- Accounts are the house's: no desk has any right to passwords, sessions, second factors, invitations or addresses.
-- Of colleagues a desk reads what they are called and where they serve, to send, invite or keep out one of them.
ALTER TABLE access.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.passkeys ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.line_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON access.users TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON access.sessions TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON access.memberships TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON access.passkeys TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON access.invitations TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON access.line_links TO ess_house USING (true) WITH CHECK (true);

GRANT SELECT (id, name, staff_number) ON access.users TO ess_desk;
CREATE POLICY desk_sees ON access.users FOR SELECT TO ess_desk USING ((SELECT platform.asker_id()) IS NOT NULL);
GRANT SELECT ON access.memberships TO ess_desk;
CREATE POLICY desk_sees ON access.memberships FOR SELECT TO ess_desk USING ((SELECT platform.asker_id()) IS NOT NULL);
