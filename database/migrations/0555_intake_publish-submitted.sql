-- How long people took to report, and how long officers were alerted after that, are two things: the first is theirs.
CREATE OR REPLACE VIEW intake.published_first_contacts AS
  SELECT id AS report_id, started_at, unfinished_since IS NOT NULL AND state <> 'submitted' AS is_unfinished,
    (statements ->> 'submitted')::timestamptz AS submitted_at
  FROM intake.reports;
COMMENT ON VIEW intake.published_first_contacts IS 'When somebody first turned to the service with each report, when type and place were known, and whether it was left unfinished';
COMMENT ON COLUMN intake.published_first_contacts.submitted_at IS 'By the clock of where it was stated; null: a draft, or from before this was kept';
COMMENT ON COLUMN intake.reports.statements IS 'When the values that count now were stated: type, telephone number, calls, cancelling; and when the report was whole';
