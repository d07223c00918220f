-- Where incidents happened, so that those behind one door are found and somebody goes back there (decision 0089).
CREATE VIEW incident.published_exact_places AS
  SELECT id AS incident_id, code, opened_at, type, status, disposition, responsible_agency_id AS agency_id, lat, lng, accuracy_metres,
    place_detail, place_label, place,
    (silent OR duress_at IS NOT NULL OR type = 'sexual-violence-risk') AS is_quiet,
    (NOT is_exercise AND status NOT IN ('merged', 'cancelled')
      AND coalesce(disposition, '') NOT IN ('test', 'duplicate', 'unfounded', 'false-report')) AS is_counted
  FROM incident.incidents;
COMMENT ON VIEW incident.published_exact_places IS 'Where each incident was, exactly, for the service alone: no reporter, no telephone number, no text but that of the place';
COMMENT ON COLUMN incident.published_exact_places.is_quiet IS 'Nobody at the place may learn that anything was reported';
COMMENT ON COLUMN incident.published_exact_places.is_counted IS 'It happened there, as far as anybody knows';
GRANT SELECT ON incident.published_exact_places TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON incident.published_exact_places FROM ess_service;
REVOKE ALL ON incident.published_exact_places FROM ess_user;
