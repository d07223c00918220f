-- Where people learn that they can report, and what each place brought in (decision 0074).
CREATE SCHEMA outreach;
COMMENT ON SCHEMA outreach IS 'Campaigns, placements with their codes, and counts of what they brought in';
GRANT USAGE ON SCHEMA outreach TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA outreach GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

-- Agencies that may own campaigns, in the branches of whoever asks. Few, so that each statement reads them once.
CREATE FUNCTION outreach.agencies_of_actor() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('outreach:view') THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT agency.id FROM unnest(platform.actor_outreach_scopes()) AS scope (path)
    JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) scope.path
    WHERE agency.kind IN ('outreach-partner', 'national-desk', 'national-police', 'provincial-social-office', 'education-fund');
END $$;
COMMENT ON FUNCTION outreach.agencies_of_actor() IS 'Agencies whose campaigns and placements the person may see';
REVOKE EXECUTE ON FUNCTION outreach.agencies_of_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outreach.agencies_of_actor() TO ess_user, ess_service;

CREATE TABLE outreach.campaigns (
  id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  agency_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  aim text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  languages text[] NOT NULL,
  budget_baht integer CHECK (budget_baht >= 0),
  status text NOT NULL CHECK (status IN ('draft', 'running', 'closed')),
  changed_by_person_id uuid,
  changed_at timestamptz NOT NULL,
  UNIQUE (agency_id, name),
  CHECK (ends_on >= starts_on)
);
COMMENT ON TABLE outreach.campaigns IS 'What is made known where, by whom and how long';
COMMENT ON COLUMN outreach.campaigns.agency_id IS 'Whose campaign it is: a partner or an office; an agency of jurisdiction';
COMMENT ON COLUMN outreach.campaigns.name IS 'What the campaign is called';
COMMENT ON COLUMN outreach.campaigns.changed_by_person_id IS 'An account of access';

CREATE TABLE outreach.placements (
  code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  version integer NOT NULL DEFAULT 1,
  campaign_id uuid NOT NULL REFERENCES outreach.campaigns (id),
  agency_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  reference text CHECK (reference <> ''),
  lat float8,
  lng float8,
  subdistrict_code text,
  status text NOT NULL CHECK (status IN ('planned', 'shown', 'checked', 'removed')),
  checked_on date,
  event_id uuid,
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (agency_id, reference),
  CHECK ((lat IS NULL) = (lng IS NULL))
);
CREATE INDEX placements_changed ON outreach.placements (changed_in);
CREATE INDEX placements_campaign ON outreach.placements (campaign_id, code);
CREATE INDEX placements_subdistrict ON outreach.placements (subdistrict_code);
COMMENT ON TABLE outreach.placements IS 'Places and screens with a code each; none is ever deleted, because what is printed lives on';
COMMENT ON COLUMN outreach.placements.agency_id IS 'Of the campaign, for the policies';
COMMENT ON COLUMN outreach.placements.name IS 'What the place is called, as whoever stands there knows it';
COMMENT ON COLUMN outreach.placements.reference IS 'The number that its owner knows it by';
COMMENT ON COLUMN outreach.placements.lat IS 'Empty where there is no place: a group in LINE, an app of the staff';
COMMENT ON COLUMN outreach.placements.lng IS 'Empty where there is no place: a group in LINE, an app of the staff';
COMMENT ON COLUMN outreach.placements.event_id IS 'The event at which this code is used';
COMMENT ON COLUMN outreach.placements.changed_in IS 'The transaction that wrote it: every process reads what others have committed since it last asked';

CREATE TABLE outreach.placement_counts (
  code text COLLATE "C" NOT NULL REFERENCES outreach.placements (code),
  day date NOT NULL,
  step text NOT NULL CHECK (step IN ('opened', 'preview', 'bot', 'to-line', 'to-web')),
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (code, day, step)
);
CREATE INDEX placement_counts_campaign ON outreach.placement_counts (campaign_id, step);
COMMENT ON TABLE outreach.placement_counts IS 'How often a code was opened each day; no address, no device and no time of day is kept';

CREATE TABLE outreach.imports (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES outreach.campaigns (id),
  agency_id uuid NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('reading', 'ready', 'committed', 'failed')),
  kind text NOT NULL,
  header jsonb,
  parts integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  committed_at timestamptz
);
COMMENT ON TABLE outreach.imports IS 'Files of placements: what they would change, and whether they have';
COMMENT ON COLUMN outreach.imports.header IS 'Which column is which, and what stands between them; known with the first part';
COMMENT ON COLUMN outreach.imports.file_name IS 'As it was called on the device it came from';
COMMENT ON COLUMN outreach.imports.made_by_person_id IS 'An account of access';

-- A preview only: lost with a crash of the database, and asked for again.
CREATE UNLOGGED TABLE outreach.import_rows (
  import_id uuid NOT NULL,
  row integer NOT NULL,
  code text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  reference text NOT NULL,
  lat float8,
  lng float8,
  subdistrict_code text,
  problem text,
  about text,
  PRIMARY KEY (import_id, row)
);
COMMENT ON TABLE outreach.import_rows IS 'The rows of a file before they are placements; gone after a day';
COMMENT ON COLUMN outreach.import_rows.name IS 'What the place is called';
COMMENT ON COLUMN outreach.import_rows.lat IS 'Where it is, in degrees';
COMMENT ON COLUMN outreach.import_rows.lng IS 'Where it is, in degrees';
COMMENT ON COLUMN outreach.import_rows.code IS 'The code it will have';
COMMENT ON COLUMN outreach.import_rows.about IS 'What completes the problem: a value, or the row that is the same';

ALTER TABLE outreach.campaigns ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach.placements ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach.placement_counts ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach.imports ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach.import_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.campaigns TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON outreach.placements TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON outreach.placement_counts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON outreach.imports TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON outreach.import_rows TO ess_service USING (true) WITH CHECK (true);
REVOKE DELETE ON outreach.campaigns, outreach.placements FROM ess_service;

-- Imports are of the service: a policy would be asked for each of hundreds of thousands of rows. Whose they are, the commands decide.
GRANT SELECT, INSERT, UPDATE ON outreach.campaigns, outreach.placements TO ess_user;
GRANT SELECT ON outreach.placement_counts TO ess_user;
CREATE POLICY user_reads ON outreach.campaigns FOR SELECT TO ess_user
  USING (agency_id IN (SELECT outreach.agencies_of_actor()));
CREATE POLICY user_adds ON outreach.campaigns FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('outreach:edit')) AND agency_id IN (SELECT outreach.agencies_of_actor())
    AND changed_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_changes ON outreach.campaigns FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('outreach:edit')) AND agency_id IN (SELECT outreach.agencies_of_actor()))
  WITH CHECK (agency_id IN (SELECT outreach.agencies_of_actor()) AND changed_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_reads ON outreach.placements FOR SELECT TO ess_user
  USING (agency_id IN (SELECT outreach.agencies_of_actor()));
CREATE POLICY user_adds ON outreach.placements FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('outreach:edit')) AND agency_id IN (SELECT outreach.agencies_of_actor()));
CREATE POLICY user_changes ON outreach.placements FOR UPDATE TO ess_user
  USING (((SELECT platform.actor_may('outreach:edit')) OR (SELECT platform.actor_may('outreach:check')))
    AND agency_id IN (SELECT outreach.agencies_of_actor()))
  WITH CHECK (agency_id IN (SELECT outreach.agencies_of_actor()));
CREATE POLICY user_reads ON outreach.placement_counts FOR SELECT TO ess_user
  USING (agency_id IN (SELECT outreach.agencies_of_actor()));
