-- What a reporter says counts by the time it was said, whatever the order in which LINE delivers it.
ALTER TABLE intake.reports ADD COLUMN statements jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN intake.reports.statements IS 'When that was said which counts now: type, telephone number, calls, cancelling';

-- A place is enough for an alert: whoever waits for the type alone is asked about at once, which alerts.
UPDATE intake.reports SET ask_again_at = now() WHERE state = 'draft' AND position IS NOT NULL;
GRANT UPDATE (statements) ON intake.reports TO ess_user;
