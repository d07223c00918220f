-- Editions of the annual report: made by one person, signed off by another, then never changed (decision 0092).
CREATE TABLE insight.annual_reports (
  id uuid PRIMARY KEY,
  calendar text NOT NULL CHECK (calendar IN ('calendar', 'fiscal')),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  edition integer NOT NULL CHECK (edition > 0),
  status text NOT NULL CHECK (status IN ('draft', 'signed-off', 'discarded')),
  note text NOT NULL,
  discard_reason text,
  rules_version integer NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamptz,
  CHECK ((status = 'draft') = (decided_at IS NULL)),
  CHECK ((decided_by_person_id IS NULL) = (decided_at IS NULL)),
  CHECK ((status = 'discarded') = (discard_reason IS NOT NULL)),
  CHECK (edition = 1 OR note <> ''),
  CHECK (decided_by_person_id IS DISTINCT FROM made_by_person_id OR status <> 'signed-off')
);
COMMENT ON TABLE insight.annual_reports IS 'Editions of the annual report under the Domestic Violence Victim Protection Act; a correction is an edition of its own';
COMMENT ON COLUMN insight.annual_reports.calendar IS 'From January, or the fiscal year from October of the year before';
COMMENT ON COLUMN insight.annual_reports.year IS 'Christian era; of a fiscal year the one in which it ends';
COMMENT ON COLUMN insight.annual_reports.edition IS 'Which one it is, or would be once it is signed off: it stands in the files';
COMMENT ON COLUMN insight.annual_reports.note IS 'What is different from the edition before';
COMMENT ON COLUMN insight.annual_reports.rules_version IS 'By which rules it was counted';
COMMENT ON COLUMN insight.annual_reports.made_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.annual_reports.decided_by_person_id IS 'Who signed it off or discarded it, a person of access; whoever made it does not sign it off';
CREATE UNIQUE INDEX annual_reports_one_draft ON insight.annual_reports (calendar, year) WHERE status = 'draft';
CREATE UNIQUE INDEX annual_reports_edition ON insight.annual_reports (calendar, year, edition) WHERE status = 'signed-off';

CREATE TABLE insight.annual_files (
  report_id uuid NOT NULL REFERENCES insight.annual_reports,
  name text NOT NULL,
  content bytea NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (report_id, name)
);
-- Compressed already.
ALTER TABLE insight.annual_files ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE insight.annual_files IS 'The files of an edition, byte for byte as they were made and signed off';
COMMENT ON COLUMN insight.annual_files.name IS 'As it is called where it is downloaded, such as report-th.pdf; figures.json is what the others were made of';
REVOKE UPDATE, DELETE ON insight.annual_files FROM ess_service;
REVOKE UPDATE, DELETE ON insight.annual_reports FROM ess_service;
GRANT UPDATE (status, discard_reason, decided_by_person_id, decided_at) ON insight.annual_reports TO ess_service;

-- Who was faster with an edition is said to those who work on it: their routes run as the service.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''publication'',', '''publication'', ''annual-report'','),
    'entry.subject_kind <> ''publication''', 'entry.subject_kind NOT IN (''publication'', ''annual-report'')');
END $$;
