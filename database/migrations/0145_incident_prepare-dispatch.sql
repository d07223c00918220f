-- An exercise is an incident in everything but the danger: the same way through the house, marked wherever it is shown.
ALTER TABLE incident.incidents ADD COLUMN is_exercise boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN incident.incidents.is_exercise IS 'True: a station practises; shown everywhere, counted nowhere, told to no reporter';

-- Who may come to help: a station called because nobody answered, and one that works on it beside the one that leads.
ALTER TABLE incident.involvements DROP CONSTRAINT involvements_role_check;
ALTER TABLE incident.involvements ADD CONSTRAINT involvements_role_check
  CHECK (role IN ('responsible', 'neighbour', 'transfer-target', 'former', 'called', 'supporting'));
COMMENT ON COLUMN incident.involvements.role IS 'responsible: answers for it (exactly one) · called: asked by the ladder, becomes responsible by acknowledging · supporting: works on it beside the responsible one · neighbour: told · transfer-target: asked to take it · former: gave it away';
