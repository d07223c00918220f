-- Who comes along, and when; and when the incident is over, because then nobody has to any more.
ALTER TABLE care.early_notifications
  ADD COLUMN arrives_at timestamptz,
  ADD COLUMN over_at timestamptz,
  ADD CHECK ((acknowledged_at IS NULL) = (acknowledged_by_person_id IS NULL)),
  ADD CHECK (arrives_at IS NULL OR acknowledged_at IS NOT NULL);
COMMENT ON COLUMN care.early_notifications.arrives_at IS 'When the social worker is there; empty with an acknowledgement: they help by telephone';
COMMENT ON COLUMN care.early_notifications.over_at IS 'Since when nobody has to come along any more: the incident is closed';
CREATE INDEX early_notifications_not_over ON care.early_notifications (incident_id) WHERE over_at IS NULL;
GRANT UPDATE (arrives_at) ON care.early_notifications TO ess_user;

-- Whoever records the fact sees the incident, also where they may do little else with it.
DROP POLICY user_adds ON care.early_notifications;
CREATE POLICY user_adds ON care.early_notifications FOR INSERT TO ess_user
  WITH CHECK (acknowledged_at IS NULL AND sent_at IS NULL AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = early_notifications.incident_id OFFSET 0));

CREATE FUNCTION care.early_notifications_of(incident uuid) RETURNS TABLE (agency_id uuid, known_at timestamptz,
  province_told_at timestamptz, acknowledged_at timestamptz, acknowledged_by_person_id uuid, arrives_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT known.agency_id, known.known_at, known.province_told_at, known.acknowledged_at,
    known.acknowledged_by_person_id, known.arrives_at
  FROM care.early_notifications AS known
  WHERE known.incident_id = $1 AND known.sent_at IS NOT NULL
    AND EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $1)
  ORDER BY known.acknowledged_at IS NULL, known.known_at;
END $$;
COMMENT ON FUNCTION care.early_notifications_of(uuid) IS 'Whether a social worker was told of an incident and comes along, for whoever sees the incident';
REVOKE EXECUTE ON FUNCTION care.early_notifications_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.early_notifications_of(uuid) TO ess_user;

-- The police who merge two incidents may not read what the centre got, and it must not be lost with the merge.
CREATE FUNCTION care.move_early_notifications(merged uuid, target uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF session_user <> 'ess_service' AND NOT EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $2) THEN
    RETURN;
  END IF;
  UPDATE care.early_notifications AS known SET incident_id = $2, incident_code = one.code
  FROM incident.incidents AS one
  WHERE one.id = $2 AND known.incident_id = $1 AND known.over_at IS NULL
    AND NOT EXISTS (SELECT FROM care.early_notifications AS there WHERE there.incident_id = $2 AND there.fact = known.fact);
END $$;
COMMENT ON FUNCTION care.move_early_notifications(uuid, uuid) IS 'What was said of a merged incident is said of its target';
REVOKE EXECUTE ON FUNCTION care.move_early_notifications(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.move_early_notifications(uuid, uuid) TO ess_service, ess_user;
