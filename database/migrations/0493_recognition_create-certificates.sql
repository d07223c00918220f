-- Certificates for citizens and officers who helped (decision 0075): four eyes, a number, a signature, and a public check.
CREATE SCHEMA recognition;
GRANT USAGE ON SCHEMA recognition TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA recognition GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE recognition.certificates (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('citizen', 'officer')),
  status text NOT NULL CHECK (status IN ('proposed', 'approved', 'issued', 'revoked', 'declined', 'withdrawn')),
  agency_id uuid NOT NULL,
  name text NOT NULL,
  position text NOT NULL,
  role text,
  citation text NOT NULL,
  given_on date NOT NULL,
  signers jsonb NOT NULL,
  person_id uuid,
  incident_id uuid,
  consent jsonb,
  shown text NOT NULL CHECK (shown IN ('private', 'initials', 'name')),
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamptz,
  decline_reason text,
  issued_by_person_id uuid,
  issued_at timestamptz,
  number integer,
  buddhist_year integer,
  serial text UNIQUE,
  secret jsonb,
  document text,
  signature text,
  key_id text,
  revoked_by_person_id uuid,
  revoked_at timestamptz,
  revoke_reason text,
  revoke_note text,
  checked_times integer NOT NULL DEFAULT 0,
  UNIQUE (agency_id, buddhist_year, number),
  -- Four eyes, and nobody on their own.
  CHECK (status IN ('proposed', 'withdrawn') OR (decided_by_person_id IS NOT NULL AND decided_by_person_id <> proposed_by_person_id)),
  CHECK (decided_by_person_id <> person_id),
  -- A citizen only on their written consent, and after what they did has ended.
  CHECK (kind = 'officer' OR (consent IS NOT NULL AND incident_id IS NOT NULL)),
  CHECK (shown = 'private' OR consent IS NOT NULL),
  CHECK ((status IN ('issued', 'revoked')) = (signature IS NOT NULL)),
  CHECK ((signature IS NULL) = (serial IS NULL) AND (signature IS NULL) = (document IS NULL) AND (signature IS NULL) = (number IS NULL)),
  CHECK ((status = 'revoked') = (revoked_at IS NOT NULL))
);
CREATE INDEX certificates_listed ON recognition.certificates (status, proposed_at DESC);
CREATE INDEX certificates_incident ON recognition.certificates (incident_id) WHERE incident_id IS NOT NULL;
-- One officer is not thanked twice for the same.
CREATE UNIQUE INDEX certificates_once ON recognition.certificates (incident_id, person_id)
  WHERE status IN ('proposed', 'approved', 'issued');
COMMENT ON TABLE recognition.certificates IS 'Personal data: who was or will be thanked by a certificate';
COMMENT ON COLUMN recognition.certificates.name IS 'Personal data: to whom it is given';
COMMENT ON COLUMN recognition.certificates.position IS 'Personal data: rank or office of whom it is given to';
COMMENT ON COLUMN recognition.certificates.signers IS 'Personal data: who signs the paper, with their offices';
COMMENT ON COLUMN recognition.certificates.person_id IS 'An officer''s account of access';
COMMENT ON COLUMN recognition.certificates.incident_id IS 'Personal data: the incident it comes from; never printed, never shown outside';
COMMENT ON COLUMN recognition.certificates.consent IS 'Personal data: when a citizen asked for it in writing, and where that is kept';
COMMENT ON COLUMN recognition.certificates.shown IS 'What the public page may say of the holder';
COMMENT ON COLUMN recognition.certificates.decline_reason IS 'Personal data: what somebody wrote';
COMMENT ON COLUMN recognition.certificates.secret IS 'Personal data: salts of the digests in the document';
COMMENT ON COLUMN recognition.certificates.document IS 'What was signed: canonical JSON with digests in place of names';
COMMENT ON COLUMN recognition.certificates.revoke_note IS 'Personal data: what somebody wrote';

-- The last number that an agency gave in a year: numbers have no gaps and are never used again.
CREATE TABLE recognition.numbers (
  agency_id uuid NOT NULL,
  buddhist_year integer NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (agency_id, buddhist_year)
);
COMMENT ON TABLE recognition.numbers IS 'The last number of each agency and year';

CREATE TABLE recognition.signing_keys (
  key_id text PRIMARY KEY,
  public_key text NOT NULL,
  since timestamptz NOT NULL
);
COMMENT ON TABLE recognition.signing_keys IS 'Public keys of all signatures ever made: those of old certificates stay';
REVOKE UPDATE, DELETE ON recognition.signing_keys FROM ess_service;
REVOKE DELETE ON recognition.certificates, recognition.numbers FROM ess_service;

-- Agencies for which the actor may see certificates: theirs and those below them.
CREATE FUNCTION recognition.agencies_of_actor() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('certificate:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT agency.id FROM access.memberships AS served
      JOIN jurisdiction.agencies AS own ON own.id = served.agency_id
      JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) own.path
    WHERE served.user_id = platform.actor_id() AND served.from_date <= (now() AT TIME ZONE 'Asia/Bangkok')::date
      AND (served.until_date IS NULL OR served.until_date >= (now() AT TIME ZONE 'Asia/Bangkok')::date));
END $$;
COMMENT ON FUNCTION recognition.agencies_of_actor() IS 'Agencies of the branches in which the actor serves, if they may see certificates at all';
REVOKE EXECUTE ON FUNCTION recognition.agencies_of_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recognition.agencies_of_actor() TO ess_user;

ALTER TABLE recognition.certificates ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON recognition.certificates TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON recognition.certificates TO ess_user;
GRANT UPDATE (status, shown, consent, decided_by_person_id, decided_at, decline_reason, issued_by_person_id, issued_at, number,
  buddhist_year, serial, secret, document, signature, key_id, revoked_by_person_id, revoked_at, revoke_reason, revoke_note)
  ON recognition.certificates TO ess_user;
-- From whom an incident is withheld, the certificate of whoever reported it is withheld too.
CREATE POLICY user_reads ON recognition.certificates FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('certificate:view'))
    AND (agency_id = ANY ((SELECT recognition.agencies_of_actor())::uuid[]) OR proposed_by_person_id = (SELECT platform.actor_id()))
    AND (incident_id IS NULL OR incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[])));
CREATE POLICY user_adds ON recognition.certificates FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('certificate:propose')) AND status = 'proposed'
    AND proposed_by_person_id = (SELECT platform.actor_id())
    AND (incident_id IS NULL OR incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[])));
CREATE POLICY user_changes ON recognition.certificates FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('certificate:propose')) OR (SELECT platform.actor_may('certificate:approve')));

ALTER TABLE recognition.numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON recognition.numbers TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON recognition.numbers TO ess_user;
CREATE POLICY user_counts ON recognition.numbers TO ess_user
  USING (agency_id = ANY ((SELECT recognition.agencies_of_actor())::uuid[]))
  WITH CHECK (agency_id = ANY ((SELECT recognition.agencies_of_actor())::uuid[]));
