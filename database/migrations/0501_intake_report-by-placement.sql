-- A report that began in a chat with the code of a placement; the citizen page keeps its code with the report itself.
CREATE TABLE intake.placement_reports (
  report_id uuid PRIMARY KEY,
  placement_code text NOT NULL,
  at timestamptz NOT NULL,
  -- The report is written at the end of the transaction.
  FOREIGN KEY (report_id) REFERENCES intake.reports (id) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE intake.placement_reports IS 'By which QR code a report in a chat began; the first one counts';
ALTER TABLE intake.placement_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.placement_reports TO ess_service USING (true) WITH CHECK (true);

CREATE OR REPLACE VIEW intake.published_placement_reports AS
  SELECT came.report_id, came.placement_code, report.started_at, report.state
  FROM (SELECT report_id, placement_code FROM intake.web_reports WHERE placement_code IS NOT NULL
    UNION ALL SELECT report_id, placement_code FROM intake.placement_reports) AS came
  JOIN intake.reports AS report ON report.id = came.report_id;
