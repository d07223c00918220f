-- Materials of many placements as one archive (decision 0081).
CREATE TABLE outreach.material_batches (
  id uuid PRIMARY KEY,
  asked_by_person_id uuid NOT NULL,
  campaign_id uuid REFERENCES outreach.campaigns (id),
  material text NOT NULL,
  format text NOT NULL,
  language text NOT NULL,
  codes text[] NOT NULL CHECK (cardinality(codes) > 0),
  parts integer NOT NULL CHECK (parts > 0),
  made integer NOT NULL DEFAULT 0,
  bytes integer NOT NULL DEFAULT 0,
  is_failed boolean NOT NULL DEFAULT false,
  asked_at timestamptz NOT NULL
);
CREATE INDEX material_batches_person ON outreach.material_batches (asked_by_person_id, asked_at);
COMMENT ON TABLE outreach.material_batches IS 'Posters, cards and pictures of many placements, made one part after the other; gone after two days';
COMMENT ON COLUMN outreach.material_batches.asked_by_person_id IS 'An account of access: nobody else fetches it';
COMMENT ON COLUMN outreach.material_batches.codes IS 'Of which placements, by district; what was chosen stays chosen';
COMMENT ON COLUMN outreach.material_batches.parts IS 'How many parts it will have';
COMMENT ON COLUMN outreach.material_batches.made IS 'Sheets that are made so far';

-- Can be made again at any time: lost with a crash of the database, and then made again.
CREATE UNLOGGED TABLE outreach.material_parts (
  batch_id uuid NOT NULL,
  part integer NOT NULL,
  sheets jsonb NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (batch_id, part)
);
-- Compressed already.
ALTER TABLE outreach.material_parts ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE outreach.material_parts IS 'Some sheets of a batch, one behind the other';
COMMENT ON COLUMN outreach.material_parts.sheets IS 'Of each sheet its file name, its length, and what the list says of its placement';

ALTER TABLE outreach.material_batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach.material_parts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.material_batches TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON outreach.material_parts TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON outreach.material_batches TO ess_user;
CREATE POLICY user_reads ON outreach.material_batches FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('outreach:view')) AND asked_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_adds ON outreach.material_batches FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('outreach:view')) AND asked_by_person_id = (SELECT platform.actor_id()));
