CREATE SCHEMA incident;

CREATE SEQUENCE incident.code_numbers;

CREATE TABLE incident.incidents (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  version integer NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  priority text NOT NULL,
  silent boolean NOT NULL,
  responsible_agency_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  place jsonb NOT NULL,
  routing jsonb NOT NULL,
  distance_metres double precision NOT NULL,
  opened_at timestamptz NOT NULL,
  alerted_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by jsonb,
  eta_at timestamptz,
  unit_name text,
  en_route_at timestamptz,
  on_scene_at timestamptz,
  resolved_at timestamptz,
  resolved_by jsonb,
  closed_at timestamptz,
  disposition text,
  disposition_note text,
  reopen_count integer NOT NULL DEFAULT 0,
  cancel_requested_at timestamptz,
  cancel_reason text,
  transfer jsonb,
  past_agency_ids uuid[] NOT NULL DEFAULT '{}',
  merged_into uuid REFERENCES incident.incidents (id),
  status_before_merge text,
  last_reporter_message_at timestamptz,
  has_duplicate_suggestions boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL,
  -- An incident always has a responsible agency, and a closed one a disposition; the database enforces it too.
  CHECK (status NOT IN ('resolved', 'closed') OR disposition IS NOT NULL),
  CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
  CHECK (status IN ('open', 'reopened', 'merged', 'cancelled', 'resolved', 'closed') OR acknowledged_at IS NOT NULL)
);
CREATE INDEX incidents_open ON incident.incidents (opened_at)
  WHERE status IN ('open', 'reopened', 'acknowledged', 'unit-assigned', 'en-route', 'on-scene');
CREATE INDEX incidents_recent ON incident.incidents (updated_at DESC);
CREATE INDEX incidents_merged ON incident.incidents (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX incidents_place ON incident.incidents USING gist (ll_to_earth(lat, lng));
COMMENT ON TABLE incident.incidents IS 'What is being handled: one or more reports about one danger in one place.';
COMMENT ON COLUMN incident.incidents.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.place IS 'Personal data: the names of the place.';
COMMENT ON COLUMN incident.incidents.disposition_note IS 'Personal data: what the officer wrote about the outcome.';
COMMENT ON COLUMN incident.incidents.past_agency_ids IS 'Agencies that gave it away: it is never transferred back to them.';

CREATE TABLE incident.involvements (
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  agency_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('responsible', 'neighbour', 'transfer-target', 'former')),
  since timestamptz NOT NULL,
  PRIMARY KEY (incident_id, agency_id)
);
CREATE INDEX involvements_agency ON incident.involvements (agency_id, incident_id);
CREATE UNIQUE INDEX involvements_one_responsible ON incident.involvements (incident_id) WHERE role = 'responsible';
COMMENT ON TABLE incident.involvements IS 'The agencies involved in an incident, and so who may see it; exactly one is responsible.';

CREATE TABLE incident.reports (
  report_id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  reporter_id uuid NOT NULL,
  type text NOT NULL,
  silent boolean NOT NULL,
  phone text,
  can_take_calls boolean,
  unreachable boolean NOT NULL DEFAULT false,
  language text NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX reports_incident ON incident.reports (incident_id);
CREATE INDEX reports_phone ON incident.reports (phone) WHERE phone IS NOT NULL;
COMMENT ON TABLE incident.reports IS 'Who reported it, as far as the officers handling it need to know.';
COMMENT ON COLUMN incident.reports.phone IS 'Personal data: the reporter''s phone, E.164.';
COMMENT ON COLUMN incident.reports.reporter_id IS 'Personal data (pseudonym): the reporter in intake.';

CREATE TABLE incident.positions (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  source text NOT NULL,
  at timestamptz NOT NULL,
  accuracy_metres double precision,
  label text
);
CREATE INDEX positions_incident ON incident.positions (incident_id, at);
COMMENT ON TABLE incident.positions IS 'Every reported position, with source, time and accuracy; a LINE pin is a claim.';
COMMENT ON COLUMN incident.positions.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.label IS 'Personal data: the label that came with the pin.';

CREATE TABLE incident.timeline (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL
);
CREATE INDEX timeline_incident ON incident.timeline (incident_id, id);
COMMENT ON TABLE incident.timeline IS 'What happened, append-only.';

CREATE TABLE incident.messages (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  report_id uuid NOT NULL REFERENCES incident.reports (report_id),
  at timestamptz NOT NULL,
  sender text NOT NULL CHECK (sender IN ('reporter', 'officer')),
  by jsonb,
  kind text NOT NULL,
  text text,
  external_id text,
  attachment_id uuid,
  unsent_at timestamptz,
  delivery text CHECK (delivery IN ('pending', 'sent', 'failed'))
);
CREATE INDEX messages_incident ON incident.messages (incident_id, at);
CREATE UNIQUE INDEX messages_external ON incident.messages (external_id) WHERE external_id IS NOT NULL;
COMMENT ON TABLE incident.messages IS 'The chat between officers and each reporter.';
COMMENT ON COLUMN incident.messages.text IS 'Personal data: erased when the reporter unsends the message.';

CREATE FUNCTION incident.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident.timeline
  FOR EACH STATEMENT EXECUTE FUNCTION incident.refuse_change();

CREATE TABLE platform.attachments (
  id uuid PRIMARY KEY,
  sha256 text NOT NULL,
  content_type text NOT NULL,
  bytes integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE platform.attachments IS 'Files stored outside the database under their content hash.';
