-- The directory of services: what can be had where, by whom and for whom (decision 0065).
CREATE SCHEMA services;
COMMENT ON SCHEMA services IS 'The directory of services to which people are referred';
GRANT USAGE ON SCHEMA services TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA services GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE services.services (
  id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  agency_id uuid NOT NULL,
  code text NOT NULL,
  name_th text NOT NULL CHECK (name_th <> ''),
  name_en text,
  about_th text NOT NULL,
  about_en text NOT NULL,
  eligibility_th text NOT NULL,
  eligibility_en text NOT NULL,
  rules jsonb NOT NULL,
  papers text[] NOT NULL,
  papers_note text NOT NULL,
  area_ids uuid[] NOT NULL CHECK (cardinality(area_ids) > 0),
  hours jsonb NOT NULL,
  hours_note text NOT NULL,
  places integer CHECK (places >= 0),
  free integer CHECK (free >= 0),
  free_at timestamptz,
  wait_days integer CHECK (wait_days >= 0),
  cost text NOT NULL CHECK (cost IN ('free', 'partly', 'paid')),
  cost_note text NOT NULL,
  languages text[] NOT NULL,
  phone text NOT NULL,
  lat float8,
  lng float8,
  statutory boolean NOT NULL,
  statutory_source text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  checked_on date,
  checked_by text,
  updated_by_person_id uuid,
  updated_at timestamptz NOT NULL,
  UNIQUE (agency_id, name_th),
  CHECK ((lat IS NULL) = (lng IS NULL)),
  CHECK ((free IS NULL) = (free_at IS NULL))
);
CREATE INDEX services_code ON services.services (code) WHERE status <> 'ended';
CREATE INDEX services_areas ON services.services USING gin (area_ids);
COMMENT ON TABLE services.services IS 'Services to which somebody can be referred; one that ends is kept, because referrals name it';
COMMENT ON COLUMN services.services.agency_id IS 'The provider, whose queue gets the referrals; an agency of jurisdiction';
COMMENT ON COLUMN services.services.phone IS 'A number of the provider, for whoever refers somebody';
COMMENT ON COLUMN services.services.name_th IS 'What the service is called';
COMMENT ON COLUMN services.services.name_en IS 'The same in English';
COMMENT ON COLUMN services.services.papers_note IS 'What to bring, in words';
COMMENT ON COLUMN services.services.lat IS 'Where the service is; empty: at its provider';
COMMENT ON COLUMN services.services.lng IS 'Where the service is; empty: at its provider';
COMMENT ON COLUMN services.services.hours_note IS 'What to mind about the hours, in words';
COMMENT ON COLUMN services.services.cost_note IS 'What it costs, in words';
COMMENT ON COLUMN services.services.rules IS 'Who may use it, as rules: contract/service-eligibility.ts';
COMMENT ON COLUMN services.services.area_ids IS 'Whose areas it serves: agencies of jurisdiction, with those below them';
COMMENT ON COLUMN services.services.hours IS 'When it is open: contract/service-hours.ts';
COMMENT ON COLUMN services.services.free IS 'How many can be taken, counted at free_at; an old count is no knowledge';
COMMENT ON COLUMN services.services.statutory IS 'Its provider has a duty to take who is eligible: a refusal needs their supervisor';
COMMENT ON COLUMN services.services.checked_on IS 'When somebody last asked the provider whether all of this is still so';
COMMENT ON COLUMN services.services.checked_by IS 'Personal data: the name of whoever checked it, an officer or as an imported file says';

ALTER TABLE services.services ENABLE ROW LEVEL SECURITY;
REVOKE DELETE ON services.services FROM ess_service;
CREATE POLICY service ON services.services TO ess_service USING (true) WITH CHECK (true);
-- Offices and what they offer: whoever may use the directory sees all of it. Whose entries somebody may change, the command decides.
GRANT SELECT, INSERT, UPDATE ON services.services TO ess_user;
CREATE POLICY user_reads ON services.services FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('service:view')));
CREATE POLICY user_adds ON services.services FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('service:edit')) AND updated_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_changes ON services.services FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('service:edit')))
  WITH CHECK (updated_by_person_id = (SELECT platform.actor_id()));
