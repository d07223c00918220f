-- An incident is handed over when it is resolved as handed to care, or when it is closed: once.
ALTER TABLE incident.incidents ADD COLUMN handed_over_at timestamptz;
COMMENT ON COLUMN incident.incidents.handed_over_at IS 'When it was handed over for aftercare; empty again when it is reopened';

-- All that is withheld from the actor at once, for views of other capabilities that hide what belongs to it.
CREATE FUNCTION incident.withheld_from_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN ARRAY(SELECT conflict.incident_id FROM incident.conflicts AS conflict
    WHERE conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $$;
COMMENT ON FUNCTION incident.withheld_from_actor() IS 'Every incident that is withheld from the actor';
REVOKE EXECUTE ON FUNCTION incident.withheld_from_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.withheld_from_actor() TO ess_service, ess_user;
