-- A desk writes down what the person who asks does and sees, under no other name; who may see who looked reads the
-- entries of incidents that are theirs to see. Nobody changes or removes one.
ALTER TABLE audit.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON audit.entries TO ess_house USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON audit.entries TO ess_desk;
CREATE POLICY desk_adds ON audit.entries FOR INSERT TO ess_desk
  WITH CHECK (actor_kind = 'person' AND actor_id = (SELECT platform.asker_id())::text);
CREATE POLICY desk_sees ON audit.entries FOR SELECT TO ess_desk
  USING (subject_kind = 'incident' AND (SELECT platform.asker_may('audit:view'))
    AND EXISTS (SELECT FROM incident.seen_by_asker AS seen
      WHERE seen.may_act AND seen.incident_id = CASE WHEN subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN subject_id::uuid END OFFSET 0));
