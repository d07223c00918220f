-- Figures that anybody may read: frozen sets, each proposed by one person and published by another (decision 0091).
CREATE TABLE insight.publications (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('month', 'year')),
  period text NOT NULL CHECK (period ~ '^\d{4}(-\d{2})?$'),
  status text NOT NULL CHECK (status IN ('proposed', 'published', 'discarded')),
  version integer CHECK (version > 0),
  note text NOT NULL,
  discard_reason text,
  rules_version integer NOT NULL,
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamptz,
  CHECK ((status = 'published') = (version IS NOT NULL)),
  CHECK ((status = 'proposed') = (decided_at IS NULL)),
  CHECK (decided_by_person_id IS DISTINCT FROM proposed_by_person_id OR status <> 'published')
);
COMMENT ON TABLE insight.publications IS 'Sets of public figures: a month of provinces, a year of districts; what was published is never changed, a correction is a version of its own';
COMMENT ON COLUMN insight.publications.period IS 'A month (2026-10) or a year (2026), Christian era';
COMMENT ON COLUMN insight.publications.note IS 'What is different from the version before, for the public';
COMMENT ON COLUMN insight.publications.rules_version IS 'By which rules small counts were hidden';
COMMENT ON COLUMN insight.publications.proposed_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.publications.decided_by_person_id IS 'Who published or discarded it, a person of access; whoever proposed it does not publish it';
CREATE UNIQUE INDEX publications_one_proposal ON insight.publications (kind, period) WHERE status = 'proposed';
CREATE UNIQUE INDEX publications_version ON insight.publications (kind, period, version) WHERE status = 'published';

CREATE TABLE insight.publication_files (
  publication_id uuid NOT NULL REFERENCES insight.publications,
  name text NOT NULL,
  content text NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (publication_id, name)
);
COMMENT ON TABLE insight.publication_files IS 'The files of a set, byte for byte as they are proposed and published';
COMMENT ON COLUMN insight.publication_files.name IS 'As it is called where it is downloaded, such as incidents.csv';

CREATE TABLE insight.rounding_key (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  key text NOT NULL
);
COMMENT ON TABLE insight.rounding_key IS 'Decides which public counts are rounded up: made once and kept, because a count that is rounded in two ways says more; one row';
REVOKE UPDATE, DELETE ON insight.publication_files FROM ess_service;
REVOKE DELETE ON insight.publications FROM ess_service;
REVOKE UPDATE, DELETE ON insight.rounding_key FROM ess_service;

-- Who was faster with a set is said to those who work on sets: their routes run as the service.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''system-alert'', ', '''system-alert'', ''publication'', '),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind <> ''publication'' OR session_user = ''ess_service'')
  ORDER BY entry.id DESC');
END $$;
