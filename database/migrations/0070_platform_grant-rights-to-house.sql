-- The running server is neither owner nor superuser. ess_house may do what the house does, and no more: no right to
-- truncate, to change tables, or to change what is written once. What ess_desk may do stands beside its policies.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, access, audit, incident, intake, jurisdiction, line, platform TO ess_house, ess_desk;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA access, incident, intake, line, platform TO ess_house;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA access, incident, intake, line, platform TO ess_house;
-- Registers are filled by imports, which run as the owner.
GRANT SELECT ON ALL TABLES IN SCHEMA jurisdiction TO ess_house;
-- Written once.
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA audit TO ess_house;
REVOKE UPDATE, DELETE ON incident.timeline FROM ess_house;
-- Only a migration says that it has run.
REVOKE INSERT, UPDATE, DELETE ON platform.migrations FROM ess_house;

-- Tables of later migrations are the house's to use; a desk sees none of them until a policy says which rows.
ALTER DEFAULT PRIVILEGES IN SCHEMA access, incident, intake, line, platform
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_house;
ALTER DEFAULT PRIVILEGES IN SCHEMA access, incident, intake, line, platform GRANT USAGE ON SEQUENCES TO ess_house;
ALTER DEFAULT PRIVILEGES IN SCHEMA jurisdiction GRANT SELECT ON TABLES TO ess_house;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT, INSERT ON TABLES TO ess_house;
