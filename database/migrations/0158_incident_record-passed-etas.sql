ALTER TABLE incident.incidents ADD COLUMN eta_passed timestamptz;
COMMENT ON COLUMN incident.incidents.eta_passed IS 'The promise of which it was said that it has passed; each passes once';
CREATE INDEX incidents_eta ON incident.incidents (eta_at)
  WHERE eta_at IS NOT NULL AND status IN ('acknowledged', 'unit-assigned', 'en-route');
CREATE INDEX incidents_unanswered ON incident.incidents (id) WHERE status IN ('open', 'reopened');
