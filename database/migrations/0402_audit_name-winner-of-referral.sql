-- Whoever loses a race for a referral learns who won, on either side; never of one that they may not see.
CREATE OR REPLACE FUNCTION audit.newest_action(actions text[], subjects text[])
RETURNS TABLE (action text, at timestamptz, actor_kind text, actor_id text, details jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT entry.action, entry.at, entry.actor_kind, entry.actor_id, entry.details
  FROM audit.entries AS entry
  WHERE entry.subject_kind IN ('incident', 'assignment', 'report', 'call-back', 'person', 'agency', 'unit', 'invitation',
      'escalation-policy', 'system-alert', 'case', 'referral')
    AND entry.subject_id = ANY (subjects) AND entry.kind = 'action' AND entry.action = ANY (actions)
    AND (entry.subject_kind <> 'incident' OR NOT incident.is_withheld_from_actor(entry.subject_id::uuid))
    AND (entry.subject_kind <> 'case'
      OR EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = entry.subject_id::uuid))
    AND (entry.subject_kind <> 'referral'
      OR EXISTS (SELECT FROM referral.visible_to_actor AS seen WHERE seen.referral_id = entry.subject_id::uuid))
  ORDER BY entry.id DESC LIMIT 1;
END $$;
