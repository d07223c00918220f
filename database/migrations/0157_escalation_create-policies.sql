CREATE SCHEMA escalation;
COMMENT ON SCHEMA escalation IS 'Who is alerted next while nobody answers, and when';
GRANT USAGE ON SCHEMA escalation TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA escalation GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE escalation.policies (
  id uuid PRIMARY KEY,
  agency_kind text NOT NULL,
  branch_agency_id uuid,
  version integer NOT NULL CHECK (version > 0),
  steps jsonb NOT NULL CHECK (jsonb_array_length(steps) > 0),
  repeat_seconds integer NOT NULL CHECK (repeat_seconds BETWEEN 30 AND 600),
  note text,
  published_at timestamptz NOT NULL,
  published_by uuid,
  UNIQUE NULLS NOT DISTINCT (agency_kind, branch_agency_id, version)
);
COMMENT ON TABLE escalation.policies IS 'Whom an unanswered alert reaches after how many seconds, for a kind of agency; the highest version is in force, none is ever changed';
COMMENT ON COLUMN escalation.policies.branch_agency_id IS 'The branch of the tree it is for; empty: the country';
COMMENT ON COLUMN escalation.policies.published_by IS 'Personal data: which colleague published it; empty for what the system came with';

-- An agency above a station has no next station: it goes straight to those above it.
INSERT INTO escalation.policies (id, agency_kind, version, steps, repeat_seconds, published_at)
VALUES
  ('00000000-0000-4000-8000-000000157001', 'station', 1, '[
    {"afterSeconds": 0, "targets": ["on-duty"]},
    {"afterSeconds": 30, "targets": ["on-duty", "duty-chief"]},
    {"afterSeconds": 60, "targets": ["next-station", "centre-191"]},
    {"afterSeconds": 120, "targets": ["province-command", "national-desk"]}]', 120, '2026-01-01T00:00:00Z'),
  ('00000000-0000-4000-8000-000000157002', 'centre-191', 1, '[
    {"afterSeconds": 0, "targets": ["on-duty"]},
    {"afterSeconds": 60, "targets": ["on-duty", "next-station"]},
    {"afterSeconds": 120, "targets": ["province-command", "national-desk"]}]', 120, '2026-01-01T00:00:00Z'),
  ('00000000-0000-4000-8000-000000157003', 'provincial-police', 1, '[
    {"afterSeconds": 0, "targets": ["on-duty"]},
    {"afterSeconds": 60, "targets": ["next-station", "centre-191"]},
    {"afterSeconds": 120, "targets": ["national-desk"]}]', 120, '2026-01-01T00:00:00Z'),
  ('00000000-0000-4000-8000-000000157004', 'national-desk', 1, '[
    {"afterSeconds": 0, "targets": ["on-duty"]},
    {"afterSeconds": 60, "targets": ["next-station", "centre-191"]},
    {"afterSeconds": 120, "targets": ["province-command", "national-desk"]}]', 120, '2026-01-01T00:00:00Z');

CREATE TABLE escalation.runs (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('unanswered', 'eta-passed')),
  began_at timestamptz NOT NULL,
  policy_id uuid REFERENCES escalation.policies (id),
  next_step integer NOT NULL DEFAULT 0 CHECK (next_step >= 0),
  repeats integer NOT NULL DEFAULT 0 CHECK (repeats >= 0),
  advanced_ms bigint NOT NULL DEFAULT 0 CHECK (advanced_ms >= 0),
  next_due_at timestamptz NOT NULL,
  ringing_agency_ids uuid[] NOT NULL DEFAULT '{}',
  stopped_at timestamptz,
  stopped_by text CHECK (stopped_by IN ('answered', 'ended', 'restarted', 'eta-changed')),
  CHECK ((stopped_at IS NULL) = (stopped_by IS NULL))
);
-- Active rows change several times in their first minutes.
ALTER TABLE escalation.runs SET (fillfactor = 70);
CREATE UNIQUE INDEX runs_one_active ON escalation.runs (incident_id, reason) WHERE stopped_at IS NULL;
CREATE INDEX runs_due ON escalation.runs (next_due_at) WHERE stopped_at IS NULL;
CREATE INDEX runs_incident ON escalation.runs (incident_id, began_at DESC);
COMMENT ON TABLE escalation.runs IS 'A run for an incident that nobody has answered, or whose ETA has passed; it stops at the first human answer';
COMMENT ON COLUMN escalation.runs.policy_id IS 'The version in force when the first step was due; a later one does not change this run';
COMMENT ON COLUMN escalation.runs.advanced_ms IS 'How much earlier than planned its steps came, because agencies were passed over';
COMMENT ON COLUMN escalation.runs.stopped_by IS 'What ended it, as a code: no person';
COMMENT ON COLUMN escalation.runs.ringing_agency_ids IS 'Alerted agencies that could answer; when none of them can any more, the next step is due at once';

CREATE TABLE escalation.executions (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES escalation.runs (id),
  incident_id uuid NOT NULL,
  step integer NOT NULL,
  repeat integer NOT NULL,
  due_at timestamptz NOT NULL,
  executed_at timestamptz NOT NULL,
  recipients jsonb NOT NULL,
  needs_reporter_update boolean NOT NULL,
  UNIQUE (run_id, step, repeat)
);
CREATE INDEX executions_incident ON escalation.executions (incident_id);
CREATE INDEX executions_needing_reporter_update ON escalation.executions (executed_at) WHERE needs_reporter_update;
COMMENT ON TABLE escalation.executions IS 'Each executed step of a run: when it was due and when it was executed, and which agencies it alerted or passed over; its id is that of the alert';
COMMENT ON COLUMN escalation.executions.needs_reporter_update IS 'True until the reporters were notified, or there was nothing to notify them of';

ALTER TABLE escalation.policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE escalation.runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE escalation.executions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON escalation.policies TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON escalation.runs TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON escalation.executions TO ess_service USING (true) WITH CHECK (true);

-- Whoever may view policies sees all of them; the command decides who may publish for which branch.
GRANT SELECT, INSERT ON escalation.policies TO ess_user;
CREATE POLICY user_reads ON escalation.policies FOR SELECT TO ess_user USING ((SELECT platform.actor_may('escalation-policy:view')));
CREATE POLICY user_adds ON escalation.policies FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('escalation-policy:edit')) AND published_by = (SELECT platform.actor_id()));
-- A person's action stops or restarts a run; only the service role executes steps.
GRANT SELECT, INSERT, UPDATE (stopped_at, stopped_by) ON escalation.runs TO ess_user;
CREATE POLICY user_reads ON escalation.runs FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = runs.incident_id OFFSET 0));
CREATE POLICY user_adds ON escalation.runs FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = runs.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON escalation.runs FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = runs.incident_id AND seen.may_act OFFSET 0));
GRANT SELECT ON escalation.executions TO ess_user;
CREATE POLICY user_reads ON escalation.executions FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = executions.incident_id OFFSET 0));
