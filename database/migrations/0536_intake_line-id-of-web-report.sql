-- Whoever reports on the citizen page inside LINE is vouched for by LINE, after the alarm.
ALTER TABLE intake.web_reports ADD COLUMN line_user_id text;
COMMENT ON COLUMN intake.web_reports.line_user_id IS 'Personal data: the account that LINE itself named for this report; null where it named none. Forgotten with the row';

-- By which way a code was used outlives the report's keys: until now a forgotten report of the web page counted as one of a chat.
ALTER TABLE intake.placement_reports ADD COLUMN way text NOT NULL DEFAULT 'line' CHECK (way IN ('line', 'web', 'liff'));
COMMENT ON COLUMN intake.placement_reports.way IS 'line: by the text in the chat; web: on the citizen page; liff: there, inside LINE';
UPDATE intake.placement_reports AS came SET way = 'web'
  FROM intake.reports AS report JOIN intake.reporters AS reporter ON reporter.id = report.reporter_id
  WHERE report.id = came.report_id AND reporter.channel = 'web';
CREATE OR REPLACE VIEW intake.published_placement_reports AS
  SELECT came.report_id, came.placement_code, report.started_at, report.state, came.way
  FROM (SELECT report_id, placement_code, CASE WHEN line_user_id IS NULL THEN 'web' ELSE 'liff' END AS way
      FROM intake.web_reports WHERE placement_code IS NOT NULL
    UNION ALL SELECT report_id, placement_code, way FROM intake.placement_reports) AS came
  JOIN intake.reports AS report ON report.id = came.report_id;
