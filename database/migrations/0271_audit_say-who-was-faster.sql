-- Who loses a race is told who won. A desk may not read the audit; it may ask for the newest of certain acts on certain
-- things, after the command has found that the thing is theirs to see. Never of an incident that is kept from whoever asks.
CREATE FUNCTION audit.newest_action(actions text[], subjects text[])
RETURNS TABLE (action text, at timestamptz, actor_kind text, actor_id text, details jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT entry.action, entry.at, entry.actor_kind, entry.actor_id, entry.details
  FROM audit.entries AS entry
  WHERE entry.subject_kind IN ('incident', 'assignment', 'report', 'call-back', 'person', 'agency', 'unit', 'invitation',
      'ladder', 'system-alert')
    AND entry.subject_id = ANY (subjects) AND entry.kind = 'action' AND entry.action = ANY (actions)
    AND (entry.subject_kind <> 'incident' OR NOT incident.is_withheld_from_actor(entry.subject_id::uuid))
  ORDER BY entry.id DESC LIMIT 1;
END $$;
COMMENT ON FUNCTION audit.newest_action(text[], text[]) IS 'Who did one of these acts last to one of these things, and when';
REVOKE EXECUTE ON FUNCTION audit.newest_action(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.newest_action(text[], text[]) TO ess_service, ess_user;
