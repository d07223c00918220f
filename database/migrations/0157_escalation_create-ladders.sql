CREATE SCHEMA escalation;
COMMENT ON SCHEMA escalation IS 'Who is told next while nobody answers, and when';
GRANT USAGE ON SCHEMA escalation TO ess_house, ess_desk;
ALTER DEFAULT PRIVILEGES IN SCHEMA escalation GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_house;

CREATE TABLE escalation.ladders (
  id uuid PRIMARY KEY,
  agency_kind text NOT NULL,
  branch_agency_id uuid,
  version integer NOT NULL CHECK (version > 0),
  rungs jsonb NOT NULL CHECK (jsonb_array_length(rungs) > 0),
  repeat_seconds integer NOT NULL CHECK (repeat_seconds BETWEEN 30 AND 600),
  note text,
  published_at timestamptz NOT NULL,
  published_by uuid,
  UNIQUE NULLS NOT DISTINCT (agency_kind, branch_agency_id, version)
);
COMMENT ON TABLE escalation.ladders IS 'Whom an unanswered alert reaches after how many seconds, for a kind of agency; the highest version counts, none is ever changed';
COMMENT ON COLUMN escalation.ladders.branch_agency_id IS 'The branch of the tree it is for; empty: the country';
COMMENT ON COLUMN escalation.ladders.published_by IS 'Personal data: which colleague published it; empty for what the system came with';

-- DESIGN 4. An agency above a station has no next station: it goes straight to those above it.
INSERT INTO escalation.ladders (id, agency_kind, version, rungs, repeat_seconds, published_at)
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

CREATE TABLE escalation.climbs (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('unanswered', 'eta-passed')),
  began_at timestamptz NOT NULL,
  ladder_id uuid REFERENCES escalation.ladders (id),
  next_rung integer NOT NULL DEFAULT 0 CHECK (next_rung >= 0),
  repeats integer NOT NULL DEFAULT 0 CHECK (repeats >= 0),
  advanced_ms bigint NOT NULL DEFAULT 0 CHECK (advanced_ms >= 0),
  next_due_at timestamptz NOT NULL,
  rings_at uuid[] NOT NULL DEFAULT '{}',
  stopped_at timestamptz,
  stopped_by text CHECK (stopped_by IN ('answered', 'ended', 'begun-anew', 'promised-anew')),
  CHECK ((stopped_at IS NULL) = (stopped_by IS NULL))
);
-- Rows change several times in their first minutes, and only among those that still climb.
ALTER TABLE escalation.climbs SET (fillfactor = 70);
CREATE UNIQUE INDEX climbs_one_running ON escalation.climbs (incident_id, reason) WHERE stopped_at IS NULL;
CREATE INDEX climbs_due ON escalation.climbs (next_due_at) WHERE stopped_at IS NULL;
CREATE INDEX climbs_incident ON escalation.climbs (incident_id, began_at DESC);
COMMENT ON TABLE escalation.climbs IS 'Each round of an alert that nobody has answered, or of a promise that has passed; it stops at the first human answer';
COMMENT ON COLUMN escalation.climbs.ladder_id IS 'The version that counted when its first rung was due; a later one does not change this round';
COMMENT ON COLUMN escalation.climbs.advanced_ms IS 'By how much its rungs came earlier than written, because agencies without anybody were passed over';
COMMENT ON COLUMN escalation.climbs.stopped_by IS 'What ended it, as a code: no person';
COMMENT ON COLUMN escalation.climbs.rings_at IS 'Agencies that could answer by now; when none of them can any more, the next rung is due at once';

CREATE TABLE escalation.firings (
  id uuid PRIMARY KEY,
  climb_id uuid NOT NULL REFERENCES escalation.climbs (id),
  incident_id uuid NOT NULL,
  rung integer NOT NULL,
  repeat integer NOT NULL,
  due_at timestamptz NOT NULL,
  fired_at timestamptz NOT NULL,
  reached jsonb NOT NULL,
  owes_reporters boolean NOT NULL,
  UNIQUE (climb_id, rung, repeat)
);
CREATE INDEX firings_incident ON escalation.firings (incident_id);
CREATE INDEX firings_owing ON escalation.firings (fired_at) WHERE owes_reporters;
COMMENT ON TABLE escalation.firings IS 'Each rung that fired, once: when it was due and when it fired, and which agencies it reached or passed over; its id is the alert''s';
COMMENT ON COLUMN escalation.firings.owes_reporters IS 'True until the reporters were told, or had nothing more to be told';

ALTER TABLE escalation.ladders ENABLE ROW LEVEL SECURITY;
ALTER TABLE escalation.climbs ENABLE ROW LEVEL SECURITY;
ALTER TABLE escalation.firings ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON escalation.ladders TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON escalation.climbs TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON escalation.firings TO ess_house USING (true) WITH CHECK (true);

-- Ladders are no secret among those who may look at them; who may publish one for which branch, the command decides.
GRANT SELECT, INSERT ON escalation.ladders TO ess_desk;
CREATE POLICY desk_sees ON escalation.ladders FOR SELECT TO ess_desk USING ((SELECT platform.asker_may('ladder:view')));
CREATE POLICY desk_publishes ON escalation.ladders FOR INSERT TO ess_desk
  WITH CHECK ((SELECT platform.asker_may('ladder:edit')) AND published_by = (SELECT platform.asker_id()));
-- An act at a desk stops a climb or begins one anew; only the house climbs.
GRANT SELECT, INSERT, UPDATE (stopped_at, stopped_by) ON escalation.climbs TO ess_desk;
CREATE POLICY desk_sees ON escalation.climbs FOR SELECT TO ess_desk
  USING (EXISTS (SELECT FROM incident.seen_by_asker AS seen WHERE seen.incident_id = climbs.incident_id OFFSET 0));
CREATE POLICY desk_begins ON escalation.climbs FOR INSERT TO ess_desk
  WITH CHECK (EXISTS (SELECT FROM incident.seen_by_asker AS seen
    WHERE seen.incident_id = climbs.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY desk_stops ON escalation.climbs FOR UPDATE TO ess_desk
  USING (EXISTS (SELECT FROM incident.seen_by_asker AS seen
    WHERE seen.incident_id = climbs.incident_id AND seen.may_act OFFSET 0));
GRANT SELECT ON escalation.firings TO ess_desk;
CREATE POLICY desk_sees ON escalation.firings FOR SELECT TO ess_desk
  USING (EXISTS (SELECT FROM incident.seen_by_asker AS seen WHERE seen.incident_id = firings.incident_id OFFSET 0));
