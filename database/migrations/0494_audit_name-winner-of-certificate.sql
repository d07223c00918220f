-- Whoever loses a race for a certificate learns who won, if they may see that certificate.
CREATE FUNCTION recognition.is_visible_to_actor(id text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM recognition.certificates AS one WHERE one.id::text = $1 AND platform.actor_may('certificate:view')
    AND (one.agency_id = ANY (recognition.agencies_of_actor()) OR one.proposed_by_person_id = platform.actor_id())
    AND (one.incident_id IS NULL OR one.incident_id <> ALL (incident.withheld_from_actor())));
END $$;
COMMENT ON FUNCTION recognition.is_visible_to_actor(text) IS 'Whether the actor may see this certificate';
REVOKE EXECUTE ON FUNCTION recognition.is_visible_to_actor(text) FROM PUBLIC;

DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''system-alert'',', '''system-alert'', ''certificate'','),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind <> ''certificate'' OR recognition.is_visible_to_actor(entry.subject_id))
  ORDER BY entry.id DESC');
END $$;
