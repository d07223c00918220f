-- What a placement brought in is counted from views of others, read by the service alone: no user role sees a report by its code.
CREATE VIEW intake.published_placement_reports AS
  SELECT web.report_id, web.placement_code, report.started_at, report.state
  FROM intake.web_reports AS web JOIN intake.reports AS report ON report.id = web.report_id
  WHERE web.placement_code IS NOT NULL;
COMMENT ON VIEW intake.published_placement_reports IS 'Reports that came by a placement''s code; nothing of who reported and what';
CREATE VIEW incident.published_report_outcomes AS
  SELECT report.report_id, incident.acknowledged_at IS NOT NULL AS is_acknowledged, incident.is_exercise
  FROM incident.reports AS report JOIN incident.incidents AS incident ON incident.id = report.incident_id;
COMMENT ON VIEW incident.published_report_outcomes IS 'Whether somebody answered the incident of a report';
CREATE VIEW incident.published_incident_places AS
  SELECT place ->> 'subdistrictCode' AS subdistrict_code, opened_at FROM incident.incidents
  WHERE NOT is_exercise AND status <> 'merged' AND disposition IS DISTINCT FROM 'test';
COMMENT ON VIEW incident.published_incident_places IS 'The subdistrict and time of each incident; no place, no person and no type';
GRANT SELECT ON intake.published_placement_reports, incident.published_report_outcomes, incident.published_incident_places
  TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON intake.published_placement_reports, incident.published_report_outcomes,
  incident.published_incident_places FROM ess_service;
REVOKE ALL ON intake.published_placement_reports, incident.published_report_outcomes, incident.published_incident_places FROM ess_user;
