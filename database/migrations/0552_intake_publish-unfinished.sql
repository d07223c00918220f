-- Reports that nobody finished are counted too: whoever could not say where is the one the service missed.
CREATE OR REPLACE VIEW intake.published_first_contacts AS
  SELECT id AS report_id, started_at, unfinished_since IS NOT NULL AND state <> 'submitted' AS is_unfinished FROM intake.reports;
COMMENT ON VIEW intake.published_first_contacts IS 'When somebody first turned to the service with each report, and whether it was left unfinished';
CREATE INDEX reports_left_unfinished ON intake.reports (started_at) WHERE unfinished_since IS NOT NULL AND state <> 'submitted';
