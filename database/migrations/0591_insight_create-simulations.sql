-- Simulations of a province's units (decision 0093). What was known when somebody asked is kept with the question: asked again after a
-- kill, it has the same answer.
CREATE TABLE insight.simulations (
  id uuid PRIMARY KEY,
  province_code text NOT NULL,
  asked_by_person_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  asked jsonb NOT NULL,
  staffing jsonb NOT NULL,
  model jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'too-long')),
  result jsonb,
  proposed_to uuid[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE insight.simulations IS 'Questions about the units of a province and their answers; gone after a year';
COMMENT ON COLUMN insight.simulations.asked_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.simulations.asked IS 'The question, target, seed and number of replications';
COMMENT ON COLUMN insight.simulations.staffing IS 'Stations, units, incidents and assumptions, as shown';
COMMENT ON COLUMN insight.simulations.model IS 'The same as the simulation takes it';
COMMENT ON COLUMN insight.simulations.result IS 'Of the first replications while it waits for the others';
COMMENT ON COLUMN insight.simulations.proposed_to IS 'Stations that were sent the result as a proposal; agencies of jurisdiction';
CREATE INDEX simulations_waiting ON insight.simulations (asked_at) WHERE state = 'waiting';
