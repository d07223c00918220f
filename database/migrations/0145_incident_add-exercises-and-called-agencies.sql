-- An exercise is an incident in everything but the danger: handled by the same code, marked wherever it is shown.
ALTER TABLE incident.incidents ADD COLUMN is_exercise boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN incident.incidents.is_exercise IS 'True: an exercise; shown everywhere, counted nowhere, no reporter is notified';

-- Helping agencies: one called because nobody answered, and one that supports the responsible one.
ALTER TABLE incident.involvements DROP CONSTRAINT involvements_role_check;
ALTER TABLE incident.involvements ADD CONSTRAINT involvements_role_check
  CHECK (role IN ('responsible', 'neighbour', 'transfer-target', 'former', 'called', 'supporting'));
COMMENT ON COLUMN incident.involvements.role IS 'responsible: leads it (exactly one) · called: alerted by the escalation, becomes responsible by acknowledging · supporting: works on it beside the responsible one · neighbour: notified · transfer-target: asked to take over · former: was responsible or supporting';
