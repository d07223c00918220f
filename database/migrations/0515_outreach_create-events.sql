-- Roadshows, meetings and trainings: where people are met, which codes were shown there, and what came of it.
CREATE TABLE outreach.events (
  id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  campaign_id uuid NOT NULL REFERENCES outreach.campaigns (id),
  agency_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('roadshow', 'meeting', 'training')),
  name text NOT NULL CHECK (name <> ''),
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  place_name text NOT NULL CHECK (place_name <> ''),
  lat float8,
  lng float8,
  hosts text NOT NULL,
  attendance integer CHECK (attendance >= 0),
  results text NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
  codes text[] NOT NULL,
  changed_by_person_id uuid,
  changed_at timestamptz NOT NULL,
  CHECK (ends_on >= starts_on),
  CHECK ((lat IS NULL) = (lng IS NULL))
);
CREATE INDEX events_day ON outreach.events (starts_on DESC, id);
COMMENT ON TABLE outreach.events IS 'Roadshows, meetings and trainings of a campaign; nobody who came is known';
COMMENT ON COLUMN outreach.events.agency_id IS 'Of the campaign, for the policies';
COMMENT ON COLUMN outreach.events.name IS 'What the event is called';
COMMENT ON COLUMN outreach.events.place_name IS 'Where, as people know it';
COMMENT ON COLUMN outreach.events.lat IS 'Where it is held, in degrees';
COMMENT ON COLUMN outreach.events.lng IS 'Where it is held, in degrees';
COMMENT ON COLUMN outreach.events.hosts IS 'Who invites and who speaks: offices and companies';
COMMENT ON COLUMN outreach.events.attendance IS 'How many came; empty until they were counted';
COMMENT ON COLUMN outreach.events.codes IS 'Codes of placements that were shown there; one may be shown at many';
COMMENT ON COLUMN outreach.events.changed_by_person_id IS 'An account of access';

-- One code may be shown at many events: that stands with the event.
ALTER TABLE outreach.placements DROP COLUMN event_id;
ALTER TABLE outreach.placement_counts DROP CONSTRAINT placement_counts_step_check,
  ADD CONSTRAINT placement_counts_step_check
    CHECK (step IN ('opened', 'preview', 'bot', 'to-line', 'to-web', 'practised', 'passed'));

ALTER TABLE outreach.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.events TO ess_service USING (true) WITH CHECK (true);
REVOKE DELETE ON outreach.events FROM ess_service;
GRANT SELECT, INSERT, UPDATE ON outreach.events TO ess_user;
CREATE POLICY user_reads ON outreach.events FOR SELECT TO ess_user
  USING (agency_id IN (SELECT outreach.agencies_of_actor()));
CREATE POLICY user_adds ON outreach.events FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('outreach:edit')) AND agency_id IN (SELECT outreach.agencies_of_actor())
    AND changed_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_changes ON outreach.events FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('outreach:edit')) AND agency_id IN (SELECT outreach.agencies_of_actor()))
  WITH CHECK (agency_id IN (SELECT outreach.agencies_of_actor()) AND changed_by_person_id = (SELECT platform.actor_id()));

-- Whoever is second to change an event learns who was first, if they may see it. What the function knows already stays.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''campaign'', ''placement'', ''import'', ', '''campaign'', ''placement'', ''import'', ''outreach-event'', '),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind <> ''outreach-event'' OR session_user = ''ess_service''
      OR EXISTS (SELECT FROM outreach.events AS seen WHERE seen.id::text = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor())))
  ORDER BY entry.id DESC');
END $$;
