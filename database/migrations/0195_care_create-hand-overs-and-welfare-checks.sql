-- Ended incidents with a victim or a child, for the centre that cares for them from then on.
CREATE SCHEMA care;
GRANT USAGE ON SCHEMA care TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA care GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

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

CREATE TABLE care.hand_overs (
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
CREATE INDEX hand_overs_to ON care.hand_overs (to_agency_id, at DESC);
CREATE INDEX hand_overs_from ON care.hand_overs (from_agency_id, at DESC);
COMMENT ON TABLE care.hand_overs IS 'Hand-overs to a centre at closing: enough to open a case, no name, no phone and no exact place';
COMMENT ON COLUMN care.hand_overs.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.hand_overs.place IS 'Personal data: the subdistrict, as text';

ALTER TABLE care.hand_overs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.hand_overs TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON care.hand_overs TO ess_user;
CREATE POLICY user_reads ON care.hand_overs FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('care:view-hand-overs')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
      WHERE agency.id IN (hand_overs.to_agency_id, hand_overs.from_agency_id)
        AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_hand_over_scopes())::public.ltree[]))
    AND NOT incident.is_withheld_from_actor(hand_overs.incident_id));
-- Whoever ends an incident adds the hand-over, also without the right to see it.
CREATE POLICY user_adds ON care.hand_overs FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = hand_overs.incident_id AND seen.may_act OFFSET 0));

-- A day and a week after the end reporters are asked how they are, in words that reveal nothing.
CREATE TABLE care.welfare_checks (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('day', 'week')),
  due_at timestamptz NOT NULL,
  asked_at timestamptz,
  skipped text CHECK (skipped IN ('reopened', 'not-wanted', 'unreachable', 'in-touch', 'not-closed')),
  answer text CHECK (answer IN ('fine', 'need-help', 'stop')),
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (asked_at IS NULL OR skipped IS NULL)
);
CREATE INDEX welfare_checks_due ON care.welfare_checks (due_at) WHERE asked_at IS NULL AND skipped IS NULL;
CREATE INDEX welfare_checks_incident ON care.welfare_checks (incident_id);
CREATE INDEX welfare_checks_report ON care.welfare_checks (report_id);
COMMENT ON TABLE care.welfare_checks IS 'Welfare checks by LINE after a closing; each due one is taken once, by any process';
COMMENT ON COLUMN care.welfare_checks.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.welfare_checks.report_id IS 'A report of intake; no foreign key across capabilities';
COMMENT ON COLUMN care.welfare_checks.answer IS 'Personal data: the answer, as a code';
COMMENT ON COLUMN care.welfare_checks.skipped IS 'Why it was not sent';

ALTER TABLE care.welfare_checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.welfare_checks TO ess_service USING (true) WITH CHECK (true);
-- Closing plans them and reopening cancels them; the service writes answers.
GRANT SELECT, INSERT, UPDATE (skipped) ON care.welfare_checks TO ess_user;
CREATE POLICY user_reads ON care.welfare_checks FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON care.welfare_checks FOR INSERT TO ess_user
  WITH CHECK (answer IS NULL AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON care.welfare_checks FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = welfare_checks.incident_id AND seen.may_act OFFSET 0));
