-- Patrol units, their members and their jobs.
CREATE SCHEMA units;

CREATE TABLE units.units (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  call_sign text NOT NULL CHECK (call_sign <> ''),
  kind text NOT NULL CHECK (kind IN ('car', 'motorcycle', 'foot', 'boat')),
  version integer NOT NULL DEFAULT 1,
  out_of_service_at timestamptz,
  out_of_service_reason text,
  back_at timestamptz,
  disbanded_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (out_of_service_reason IS NULL OR out_of_service_at IS NOT NULL)
);
-- With the same call sign on the radio both units would go, or neither.
CREATE UNIQUE INDEX units_call_sign ON units.units (agency_id, lower(call_sign)) WHERE disbanded_at IS NULL;
CREATE INDEX units_agency ON units.units (agency_id) WHERE disbanded_at IS NULL;
COMMENT ON TABLE units.units IS 'Patrol units of a station; a disbanded unit keeps its row';
COMMENT ON COLUMN units.units.out_of_service_at IS 'Since when it cannot be sent; empty: in service';
COMMENT ON COLUMN units.units.out_of_service_reason IS 'Personal data: the reason, as an officer wrote it';
COMMENT ON COLUMN units.units.back_at IS 'When its crew last reported that it is back from a job; it is no longer returning then';

CREATE TABLE units.members (
  unit_id uuid NOT NULL REFERENCES units.units (id),
  person_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (unit_id, person_id)
);
-- Nobody is in two units: the second would be sent without its driver.
CREATE UNIQUE INDEX members_person ON units.members (person_id);
COMMENT ON TABLE units.members IS 'Personal data: the present members of each unit; former ones are in the audit';
COMMENT ON COLUMN units.members.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN units.members.by_person_id IS 'Who added them; a person of access';

CREATE TABLE units.assignments (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL REFERENCES units.units (id),
  incident_id uuid NOT NULL,
  -- The call sign when it was sent, so that everybody who sees the incident can read it, even without seeing the unit.
  call_sign text NOT NULL,
  kind text NOT NULL,
  status text NOT NULL CHECK (status IN ('assigned', 'en-route', 'on-scene', 'done', 'withdrawn')),
  is_queued boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  by_person_id uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  en_route_at timestamptz,
  on_scene_at timestamptz,
  ended_at timestamptz,
  eta_at timestamptz,
  eta_notified_at timestamptz,
  note text,
  disposition text,
  updated_at timestamptz NOT NULL,
  CHECK ((status IN ('done', 'withdrawn')) = (ended_at IS NOT NULL)),
  CHECK (NOT is_queued OR ended_at IS NULL)
);
-- The second guard after the lock of the unit: one job at a time, unless a further one was given on purpose.
CREATE UNIQUE INDEX assignments_one_at_a_time ON units.assignments (unit_id) WHERE ended_at IS NULL AND NOT is_queued;
CREATE UNIQUE INDEX assignments_once_per_incident ON units.assignments (unit_id, incident_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_incident ON units.assignments (incident_id, assigned_at);
CREATE INDEX assignments_ended ON units.assignments (unit_id, ended_at);
COMMENT ON TABLE units.assignments IS 'Which unit is sent to which incident; each job has its own status and times';
COMMENT ON COLUMN units.assignments.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN units.assignments.by_person_id IS 'Who sent it; a person of access';
COMMENT ON COLUMN units.assignments.is_queued IS 'A further job, given on purpose while another was open; it becomes the current one when that one ends';
COMMENT ON COLUMN units.assignments.en_route_at IS 'When it happened, as reported by the unit; the time of receipt is in the timeline';
COMMENT ON COLUMN units.assignments.eta_at IS 'This unit''s own arrival time';
COMMENT ON COLUMN units.assignments.eta_notified_at IS 'When a correction was last sent, which limits how often that happens';
COMMENT ON COLUMN units.assignments.note IS 'Personal data: what the patrol wrote at the end';

-- Open jobs as numbers, also for actors who may not see one of its incidents: the unit is not sent twice, and nothing is
-- revealed. The view runs with the rights of the owner, like incident.visible_to_actor.
CREATE VIEW units.loads AS
SELECT unit.id AS unit_id,
  (SELECT count(*)::integer FROM units.assignments AS open WHERE open.unit_id = unit.id AND open.ended_at IS NULL) AS open_jobs,
  (SELECT max(ended.ended_at) FROM units.assignments AS ended
    WHERE ended.unit_id = unit.id AND ended.ended_at IS NOT NULL AND ended.en_route_at IS NOT NULL) AS last_ended_at
FROM units.units AS unit;
COMMENT ON VIEW units.loads IS 'How many open jobs each unit has and when its last one ended; no incident is named';

-- Units the actor may see: those of their branches, and the one they serve in.
CREATE VIEW units.visible_to_actor WITH (security_barrier) AS
SELECT unit.id AS unit_id, (SELECT platform.actor_may('unit:manage')) AS may_manage
FROM units.units AS unit JOIN jurisdiction.agencies AS agency ON agency.id = unit.agency_id
WHERE (SELECT platform.actor_may('unit:view'))
  AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_view_scopes())::public.ltree[])
UNION ALL
SELECT member.unit_id, false FROM units.members AS member
WHERE member.person_id = (SELECT platform.actor_id()) AND (SELECT platform.actor_may('unit:serve'));
COMMENT ON VIEW units.visible_to_actor IS 'Units that the actor may see, and whether they may change them';

GRANT USAGE ON SCHEMA units TO ess_service, ess_user;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA units TO ess_service;
REVOKE ALL ON units.visible_to_actor FROM ess_service;
REVOKE INSERT, UPDATE, DELETE ON units.loads FROM ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA units GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;
GRANT SELECT ON units.loads, units.visible_to_actor TO ess_user;

ALTER TABLE units.units ENABLE ROW LEVEL SECURITY;
ALTER TABLE units.members ENABLE ROW LEVEL SECURITY;
ALTER TABLE units.assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.units TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON units.members TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON units.assignments TO ess_service USING (true) WITH CHECK (true);

-- The crew may set its unit out of service or back; everything else is for the station.
GRANT SELECT, INSERT, UPDATE ON units.units TO ess_user;
CREATE POLICY user_reads ON units.units FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM units.visible_to_actor AS seen WHERE seen.unit_id = units.id OFFSET 0));
CREATE POLICY user_changes ON units.units FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM units.visible_to_actor AS seen WHERE seen.unit_id = units.id OFFSET 0));
CREATE POLICY user_adds ON units.units FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('unit:manage')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
    WHERE agency.id = units.agency_id
      AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_view_scopes())::public.ltree[])));

GRANT SELECT, INSERT, DELETE ON units.members TO ess_user;
CREATE POLICY user_reads ON units.members FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM units.visible_to_actor AS seen WHERE seen.unit_id = members.unit_id OFFSET 0));
CREATE POLICY user_changes ON units.members TO ess_user
  USING (EXISTS (SELECT FROM units.visible_to_actor AS seen
    WHERE seen.unit_id = members.unit_id AND seen.may_manage OFFSET 0));

-- Visible with the incident; changed by everybody who may act on the incident.
GRANT SELECT, INSERT, UPDATE ON units.assignments TO ess_user;
CREATE POLICY user_reads ON units.assignments FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = assignments.incident_id OFFSET 0));
CREATE POLICY user_adds ON units.assignments FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = assignments.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON units.assignments FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = assignments.incident_id AND seen.may_act OFFSET 0));
