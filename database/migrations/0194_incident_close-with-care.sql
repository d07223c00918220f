-- Whether people need care afterwards: recorded at the end, because a centre takes over from then on.
ALTER TABLE incident.incidents ADD COLUMN has_victims boolean, ADD COLUMN has_children boolean;
COMMENT ON COLUMN incident.incidents.has_victims IS 'An officer''s answer at the end; if empty, derived from answers, notes and the type';
COMMENT ON COLUMN incident.incidents.has_children IS 'An officer''s answer at the end; if empty, derived from answers and notes';

CREATE TABLE incident.nobody_came (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  report_id uuid NOT NULL REFERENCES incident.reports (report_id),
  agency_id uuid NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX nobody_came_at ON incident.nobody_came (at);
CREATE INDEX nobody_came_incident ON incident.nobody_came (incident_id);
COMMENT ON TABLE incident.nobody_came IS 'A reporter said after the end that nobody had come; counted for the agency that had ended it';

CREATE TABLE incident.ratings (
  report_id uuid PRIMARY KEY REFERENCES incident.reports (report_id),
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  agency_id uuid NOT NULL,
  stars integer NOT NULL CHECK (stars BETWEEN 1 AND 5),
  at timestamptz NOT NULL
);
CREATE INDEX ratings_at ON incident.ratings (at);
CREATE INDEX ratings_incident ON incident.ratings (incident_id);
COMMENT ON TABLE incident.ratings IS 'How a reporter rated the help, the newest rating counts; for the agency that had closed it';
CREATE INDEX incidents_closed_at ON incident.incidents (closed_at) WHERE closed_at IS NOT NULL;

ALTER TABLE incident.nobody_came ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.ratings ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.nobody_came TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON incident.ratings TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT ON incident.nobody_came, incident.ratings TO ess_user;
CREATE POLICY user_reads ON incident.nobody_came FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = nobody_came.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_reads ON incident.ratings FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = ratings.incident_id AND seen.may_act OFFSET 0));

-- Whether an incident is withheld from the actor: row security shows nobody a conflict of their own, so the function
-- runs as its owner.
CREATE FUNCTION incident.is_withheld_from_actor(incident uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = $1
    AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $$;
COMMENT ON FUNCTION incident.is_withheld_from_actor(uuid) IS 'Whether the incident is withheld from the actor';
REVOKE EXECUTE ON FUNCTION incident.is_withheld_from_actor(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.is_withheld_from_actor(uuid) TO ess_user;
