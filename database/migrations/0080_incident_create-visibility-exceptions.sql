-- Exceptions from visibility by the agency tree: assignees and guests see more, people with a conflict of interest
-- nothing.

CREATE TABLE incident.assignees (
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  person_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (incident_id, person_id)
);
CREATE INDEX assignees_person ON incident.assignees (person_id, incident_id);
COMMENT ON TABLE incident.assignees IS 'Officers sent to an incident now; a patrol sees only what it is sent to. Earlier assignees are in the audit trail';
COMMENT ON COLUMN incident.assignees.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.assignees.by_person_id IS 'Who sent them';

CREATE TABLE incident.guests (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  person_id uuid NOT NULL,
  until timestamptz NOT NULL,
  by_person_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by_person_id uuid,
  CHECK (until > at)
);
CREATE UNIQUE INDEX guests_in_force ON incident.guests (incident_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX guests_person ON incident.guests (person_id, incident_id) WHERE ended_at IS NULL;
CREATE INDEX guests_until ON incident.guests (until) WHERE ended_at IS NULL;
COMMENT ON TABLE incident.guests IS 'Multidisciplinary partners invited to one incident: they see it, masked, until the day given, unless the invitation was ended';
COMMENT ON COLUMN incident.guests.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.guests.until IS 'End of the last day (Asia/Bangkok) on which the guest sees it';
COMMENT ON COLUMN incident.guests.reason IS 'Personal data: why, as the inviting officer wrote it';
COMMENT ON COLUMN incident.guests.ended_at IS 'When the invitation was withdrawn or expired; empty while in force';
COMMENT ON COLUMN incident.guests.ended_by_person_id IS 'Who withdrew it; empty if it expired or the guest got a conflict of interest';

CREATE TABLE incident.conflicts (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('named', 'marked')),
  by_person_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  lifted_at timestamptz,
  lifted_by_person_id uuid,
  lift_reason text,
  CHECK ((lifted_at IS NULL) = (lifted_by_person_id IS NULL)),
  CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX conflicts_in_force ON incident.conflicts (incident_id, person_id) WHERE lifted_at IS NULL;
CREATE INDEX conflicts_person ON incident.conflicts (person_id, incident_id) WHERE lifted_at IS NULL;
COMMENT ON TABLE incident.conflicts IS 'Conflicts of interest: while lifted_at is empty the person can neither see the incident nor learn that it exists. Merging copies them to all merged incidents';
COMMENT ON COLUMN incident.conflicts.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.conflicts.kind IS 'named: the person appears in the report; marked: a supervisor''s judgement';
COMMENT ON COLUMN incident.conflicts.reason IS 'Personal data: why, as the supervisor wrote it';
COMMENT ON COLUMN incident.conflicts.lift_reason IS 'Personal data: why it was lifted, as the supervisor wrote it';

CREATE TABLE incident.unmaskings (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  person_id uuid NOT NULL,
  field text NOT NULL CHECK (field IN ('phone', 'place')),
  reason_code text NOT NULL CHECK (reason_code <> ''),
  reason_text text,
  at timestamptz NOT NULL
);
CREATE INDEX unmaskings_incident ON incident.unmaskings (incident_id, at);
COMMENT ON TABLE incident.unmaskings IS 'Masked fields that were shown to somebody, and why; the audit event refers to this row, whose text can be erased';
COMMENT ON COLUMN incident.unmaskings.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.unmaskings.reason_text IS 'Personal data: why, as the person wrote it';
