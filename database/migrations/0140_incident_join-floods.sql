ALTER TABLE incident.messages ADD COLUMN joined_to uuid REFERENCES incident.messages (id);
CREATE INDEX messages_joined ON incident.messages (joined_to) WHERE joined_to IS NOT NULL;
COMMENT ON COLUMN incident.messages.joined_to IS 'Of a message in a flood: the message it is shown with. Each is stored separately, so that each can be unsent.';

CREATE INDEX reports_reporter ON incident.reports (reporter_id, received_at);

-- Counts of an account's other reports, which the actor may not see: only the numbers are returned.
CREATE FUNCTION incident.count_reports_of_same_account(asked uuid[], since timestamptz)
RETURNS TABLE (report_id uuid, reports int, unfounded int) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT one.report_id, count(*)::int, count(*) FILTER (WHERE incident.disposition IN ('unfounded', 'false-report'))::int
  FROM incident.reports AS one
    JOIN incident.reports AS own ON own.reporter_id = one.reporter_id AND own.received_at > since
    JOIN incident.incidents AS incident ON incident.id = own.incident_id
  WHERE one.report_id = ANY (asked) GROUP BY one.report_id;
END;
REVOKE EXECUTE ON FUNCTION incident.count_reports_of_same_account(uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.count_reports_of_same_account(uuid[], timestamptz) TO ess_service, ess_user;
