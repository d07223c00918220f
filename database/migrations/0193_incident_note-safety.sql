-- Information that protects the next patrol at a place: notes by those who were there, and earlier incidents.
CREATE TABLE incident.safety_notes (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  kind text NOT NULL CHECK (kind IN ('weapon', 'children', 'mental-health', 'dog', 'officer-attacked', 'other')),
  text text,
  until timestamptz NOT NULL,
  by jsonb NOT NULL,
  at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by jsonb,
  withdraw_reason text,
  CHECK (until > at),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX safety_notes_incident ON incident.safety_notes (incident_id);
COMMENT ON TABLE incident.safety_notes IS 'Notes for the safety of officers and of the people they meet; in force until a day, or until withdrawn with a reason';
COMMENT ON COLUMN incident.safety_notes.text IS 'Personal data: what an officer wrote about a person or a place';
COMMENT ON COLUMN incident.safety_notes.withdraw_reason IS 'Personal data: why it was withdrawn, as an officer wrote it';

ALTER TABLE incident.safety_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.safety_notes TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON incident.safety_notes TO ess_user;
CREATE POLICY user_reads ON incident.safety_notes FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = safety_notes.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON incident.safety_notes FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = safety_notes.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON incident.safety_notes FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = safety_notes.incident_id AND seen.may_act OFFSET 0));

-- Earlier incidents at a place, or of the same reporter or phone, for whoever may act in the present one: a patrol sees
-- no other incident, but what it must know before knocking is in other incidents. So the function runs as its owner,
-- returns no names and no text except safety notes, leaves out exercises and what is withheld from the actor, and
-- searches within a box first, because the index is over plain numbers (0136).
CREATE FUNCTION incident.earlier_around(present uuid, metres double precision, moment timestamptz, at_most integer)
RETURNS TABLE (id uuid, type text, status text, disposition text, opened_at timestamptz, responsible_agency_id uuid,
  metres_apart double precision, same_reporter boolean, same_phone boolean, answers jsonb, notes jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  here incident.incidents;
  degrees CONSTANT double precision := metres / 111320.0;
BEGIN
  IF NOT EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = present AND seen.may_act) THEN
    RETURN;
  END IF;
  SELECT * INTO here FROM incident.incidents AS one WHERE one.id = present;
  IF here.is_exercise THEN RETURN; END IF;
  RETURN QUERY
  WITH own AS (
    SELECT report.reporter_id, report.phone FROM incident.reports AS report
    WHERE report.incident_id = present
  ), found AS (
    SELECT near.id FROM incident.incidents AS near
    WHERE near.lat BETWEEN here.lat - degrees AND here.lat + degrees
      AND near.lng BETWEEN here.lng - degrees / cos(radians(here.lat)) AND here.lng + degrees / cos(radians(here.lat))
    UNION SELECT report.incident_id FROM incident.reports AS report JOIN own ON own.reporter_id = report.reporter_id
    UNION SELECT report.incident_id FROM incident.reports AS report JOIN own ON own.phone = report.phone
  ), earlier AS (
    SELECT past.*, 12742000 * asin(least(1, sqrt(
        power(sin(radians(past.lat - here.lat) / 2), 2)
        + cos(radians(here.lat)) * cos(radians(past.lat)) * power(sin(radians(past.lng - here.lng) / 2), 2)))) AS apart,
      EXISTS (SELECT FROM incident.reports AS report JOIN own ON own.reporter_id = report.reporter_id
        WHERE report.incident_id = past.id) AS by_same_reporter,
      EXISTS (SELECT FROM incident.reports AS report JOIN own ON own.phone = report.phone
        WHERE report.incident_id = past.id) AS by_same_phone
    FROM found JOIN incident.incidents AS past ON past.id = found.id
    WHERE past.id <> present AND NOT past.is_exercise AND past.opened_at <= here.opened_at AND past.status <> 'merged'
      AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = past.id
        AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL)
  )
  SELECT past.id, past.type, past.status, past.disposition, past.opened_at, past.responsible_agency_id, past.apart,
    past.by_same_reporter, past.by_same_phone,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('question', asked.question, 'answer', asked.answer))
      FROM incident.questions AS asked WHERE asked.incident_id = past.id AND asked.answer IS NOT NULL), '[]'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', note.id, 'kind', note.kind, 'text', note.text, 'at', note.at,
        'until', note.until) ORDER BY note.at)
      FROM incident.safety_notes AS note
      WHERE note.incident_id = past.id AND note.withdrawn_at IS NULL AND note.until > moment), '[]')
  FROM earlier AS past
  WHERE past.apart <= metres OR past.by_same_reporter OR past.by_same_phone
  ORDER BY past.opened_at DESC LIMIT at_most;
END $$;
COMMENT ON FUNCTION incident.earlier_around(uuid, double precision, timestamptz, integer) IS 'Earlier incidents within so many metres, or of the same reporter or phone; only for whoever may act in the present incident, without names';
REVOKE EXECUTE ON FUNCTION incident.earlier_around(uuid, double precision, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.earlier_around(uuid, double precision, timestamptz, integer) TO ess_user;
