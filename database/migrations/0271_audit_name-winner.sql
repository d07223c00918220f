-- Tells the loser of a race who won. The user role may not read the audit, but may call this function for the newest of
-- some actions on some subjects, after the command has checked access. Incidents withheld from the actor are excluded.
CREATE FUNCTION audit.newest_action(actions text[], subjects text[])
RETURNS TABLE (action text, at timestamptz, actor_kind text, actor_id text, details jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT entry.action, entry.at, entry.actor_kind, entry.actor_id, entry.details
  FROM audit.entries AS entry
  WHERE entry.subject_kind IN ('incident', 'assignment', 'report', 'call-back', 'person', 'agency', 'unit', 'invitation',
      'escalation-policy', 'system-alert')
    AND entry.subject_id = ANY (subjects) AND entry.kind = 'action' AND entry.action = ANY (actions)
    AND (entry.subject_kind <> 'incident' OR NOT incident.is_withheld_from_actor(entry.subject_id::uuid))
  ORDER BY entry.id DESC LIMIT 1;
END $$;
COMMENT ON FUNCTION audit.newest_action(text[], text[]) IS 'The newest of these actions on any of these subjects';
REVOKE EXECUTE ON FUNCTION audit.newest_action(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.newest_action(text[], text[]) TO ess_service, ess_user;
