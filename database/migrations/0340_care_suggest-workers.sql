-- Whom a waiting case was proposed to. A proposal, not ownership: anybody of the agency may still accept it.
ALTER TABLE care.cases
  ADD COLUMN suggested_worker_id uuid,
  ADD COLUMN suggested_at timestamptz,
  ADD CHECK (suggested_worker_id IS NULL OR suggested_at IS NOT NULL);
COMMENT ON COLUMN care.cases.suggested_worker_id IS 'Whom the system proposes while the case waits, an account of access; a proposal, not ownership: anybody of the agency may accept';
COMMENT ON COLUMN care.cases.suggested_at IS 'When a worker was looked for; without one everybody was full. Empty: not looked for yet at this owner';
CREATE INDEX cases_to_suggest ON care.cases (waiting_since, id)
  WHERE suggested_at IS NULL AND worker_id IS NULL AND status IN ('registered', 'reopened');
CREATE INDEX cases_suggested ON care.cases (suggested_worker_id) WHERE suggested_worker_id IS NOT NULL;
