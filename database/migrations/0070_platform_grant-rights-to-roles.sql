-- The running server is neither owner nor superuser. ess_service may do what the application does, and no more: no right to
-- truncate, to change tables, or to change what is written once. What ess_user may do stands beside its policies.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public, access, audit, incident, intake, jurisdiction, line, platform TO ess_service, ess_user;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA access, incident, intake, line, platform TO ess_service;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA access, incident, intake, line, platform TO ess_service;
-- Registers are filled by imports, which run as the owner.
GRANT SELECT ON ALL TABLES IN SCHEMA jurisdiction TO ess_service;
-- Written once.
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA audit TO ess_service;
REVOKE UPDATE, DELETE ON incident.timeline FROM ess_service;
-- Only a migration says that it has run.
REVOKE INSERT, UPDATE, DELETE ON platform.migrations FROM ess_service;

-- ess_service may use tables of later migrations; ess_user sees none of them until a policy says which rows.
ALTER DEFAULT PRIVILEGES IN SCHEMA access, incident, intake, line, platform
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA access, incident, intake, line, platform GRANT USAGE ON SEQUENCES TO ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA jurisdiction GRANT SELECT ON TABLES TO ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT, INSERT ON TABLES TO ess_service;
