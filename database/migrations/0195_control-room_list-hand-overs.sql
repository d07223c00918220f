-- Ended incidents with a victim or a child, for the centre that cares for them from then on.
CREATE SCHEMA IF NOT EXISTS control_room;
GRANT USAGE ON SCHEMA control_room TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA control_room GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

-- A separate right with its own branches: a centre sees no incidents, only what was handed over to it.
CREATE FUNCTION platform.actor_hand_over_scopes() RETURNS public.ltree[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  setting CONSTANT pg_catalog.text := pg_catalog.current_setting('app.hand_over_scopes', true);
BEGIN
  IF setting ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND setting !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(setting) < 20000 THEN
    RETURN pg_catalog.string_to_array(setting, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;
COMMENT ON FUNCTION platform.actor_hand_over_scopes() IS 'Branches of the agency tree in which the person may see hand-overs';

CREATE TABLE control_room.hand_overs (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  type text NOT NULL,
  disposition text NOT NULL,
  victims boolean NOT NULL,
  children boolean NOT NULL,
  silent boolean NOT NULL,
  place jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX hand_overs_to ON control_room.hand_overs (to_agency_id, at DESC);
CREATE INDEX hand_overs_from ON control_room.hand_overs (from_agency_id, at DESC);
COMMENT ON TABLE control_room.hand_overs IS 'Hand-overs to a centre at closing: enough to open a case, no name, no phone and no exact place';
COMMENT ON COLUMN control_room.hand_overs.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN control_room.hand_overs.place IS 'Personal data: the subdistrict, as text';

ALTER TABLE control_room.hand_overs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON control_room.hand_overs TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON control_room.hand_overs TO ess_user;
CREATE POLICY user_reads ON control_room.hand_overs FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('hand-over:view')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
      WHERE agency.id IN (hand_overs.to_agency_id, hand_overs.from_agency_id)
        AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_hand_over_scopes())::public.ltree[]))
    AND NOT incident.is_withheld_from_actor(hand_overs.incident_id));
-- Whoever ends an incident adds the hand-over, also without the right to see it.
CREATE POLICY user_adds ON control_room.hand_overs FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = hand_overs.incident_id AND seen.may_act OFFSET 0));
