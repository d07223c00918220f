-- Statements of a reporter count by the time they were made, whatever the order in which LINE delivers them.
ALTER TABLE intake.reports ADD COLUMN statements jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN intake.reports.statements IS 'When the values that count now were stated: type, telephone number, calls, cancelling';

-- A place is enough for an alert: drafts that only lack the type become due at once, which alerts.
UPDATE intake.reports SET ask_again_at = now() WHERE state = 'draft' AND position IS NOT NULL;
GRANT UPDATE (statements) ON intake.reports TO ess_user;
