ALTER TABLE incident.incidents ADD COLUMN eta_passed timestamptz;
COMMENT ON COLUMN incident.incidents.eta_passed IS 'The ETA that was recorded as passed; each passes once';
CREATE INDEX incidents_eta ON incident.incidents (eta_at)
  WHERE eta_at IS NOT NULL AND status IN ('acknowledged', 'unit-assigned', 'en-route');
CREATE INDEX incidents_unanswered ON incident.incidents (id) WHERE status IN ('open', 'reopened');
