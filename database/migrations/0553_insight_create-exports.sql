-- Who took which figures away as a file, and what for (decision 0088).
CREATE TABLE insight.exports (
  id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL,
  asked_by_person_id uuid NOT NULL,
  dataset text NOT NULL CHECK (dataset IN ('incidents', 'table', 'intervals')),
  format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
  purpose text NOT NULL,
  query jsonb NOT NULL,
  province_code text,
  agency_id uuid,
  fetched_at timestamptz,
  lines integer CHECK (lines >= 0)
);
COMMENT ON TABLE insight.exports IS 'Files of figures that people asked for; each is fetched once, by whoever asked, and made while it is sent';
COMMENT ON COLUMN insight.exports.asked_by_person_id IS 'Who asked; an account of access: nobody else fetches it';
COMMENT ON COLUMN insight.exports.purpose IS 'What it is for, in the words of the person who asked';
COMMENT ON COLUMN insight.exports.agency_id IS 'Whose figures; an agency of jurisdiction';
COMMENT ON COLUMN insight.exports.lines IS 'Lines that were sent to the end; null: not fetched, or broken off';
CREATE INDEX exports_asked ON insight.exports (asked_at DESC);
-- A line an incident is no sum: it leaves out what is withheld from whoever takes it away.
CREATE VIEW incident.published_conflicts AS SELECT incident_id, person_id FROM incident.conflicts WHERE lifted_at IS NULL;
COMMENT ON VIEW incident.published_conflicts IS 'From whom each incident is withheld now';
GRANT SELECT ON incident.published_conflicts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON incident.published_conflicts FROM ess_service;
REVOKE ALL ON incident.published_conflicts FROM ess_user;
