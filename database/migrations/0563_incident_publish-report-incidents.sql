-- Which incident each report is part of, so that statistics know what somebody reported and what was found on a visit (decision 0096).
CREATE VIEW incident.published_report_incidents AS SELECT report_id, incident_id FROM incident.reports;
COMMENT ON VIEW incident.published_report_incidents IS 'Which incident each report is part of; no person';
GRANT SELECT ON incident.published_report_incidents TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON incident.published_report_incidents FROM ess_service;
REVOKE ALL ON incident.published_report_incidents FROM ess_user;
