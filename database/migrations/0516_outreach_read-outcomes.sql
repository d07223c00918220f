-- The funnel also says by which way reports came, and how many of them were nothing.
CREATE OR REPLACE VIEW intake.published_placement_reports AS
  SELECT came.report_id, came.placement_code, report.started_at, report.state, came.way
  FROM (SELECT report_id, placement_code, 'web'::text AS way FROM intake.web_reports WHERE placement_code IS NOT NULL
    UNION ALL SELECT report_id, placement_code, 'line' FROM intake.placement_reports) AS came
  JOIN intake.reports AS report ON report.id = came.report_id;
CREATE OR REPLACE VIEW incident.published_report_outcomes AS
  SELECT report.report_id, incident.acknowledged_at IS NOT NULL AS is_acknowledged, incident.is_exercise, incident.disposition
  FROM incident.reports AS report JOIN incident.incidents AS incident ON incident.id = report.incident_id;
COMMENT ON VIEW incident.published_report_outcomes IS 'Whether somebody answered the incident of a report, and how it ended';
