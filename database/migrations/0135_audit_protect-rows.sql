-- The user role inserts entries for its actor only. Actors with audit:view read the entries of incidents that they may
-- see. Nobody changes or deletes entries.
ALTER TABLE audit.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON audit.entries TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON audit.entries TO ess_user;
CREATE POLICY user_adds ON audit.entries FOR INSERT TO ess_user
  WITH CHECK (actor_kind = 'person' AND actor_id = (SELECT platform.actor_id())::text);
CREATE POLICY user_reads ON audit.entries FOR SELECT TO ess_user
  USING (subject_kind = 'incident' AND (SELECT platform.actor_may('audit:view'))
    AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.may_act AND seen.incident_id = CASE WHEN subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN subject_id::uuid END OFFSET 0));
