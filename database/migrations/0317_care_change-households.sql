-- A place that must stay secret; and what happened to a household, so that a merge can be undone.
ALTER TABLE care.households ADD COLUMN secret boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN care.households.secret IS 'The place may be known to those who work on cases of its members only';

CREATE TABLE care.household_changes (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES care.households (id),
  kind text NOT NULL CHECK (kind IN ('begun', 'joined', 'left', 'merged', 'merge-undone')),
  person_ids uuid[] NOT NULL,
  other_household_id uuid REFERENCES care.households (id),
  on_day date NOT NULL,
  at timestamptz NOT NULL,
  by_person_id uuid NOT NULL,
  undone_at timestamptz,
  CHECK ((kind = 'merged') OR undone_at IS NULL)
);
CREATE INDEX household_changes_household ON care.household_changes (household_id, at);
COMMENT ON TABLE care.household_changes IS 'Personal data: who joined and left a household and which were merged; where somebody went is not in it';
COMMENT ON COLUMN care.household_changes.other_household_id IS 'The household that was merged into this one; empty for whoever left: their new place may be secret';
COMMENT ON COLUMN care.household_changes.undone_at IS 'When the merge was undone';
ALTER TABLE care.household_changes ENABLE ROW LEVEL SECURITY;
REVOKE DELETE ON care.household_changes FROM ess_service;
CREATE POLICY service ON care.household_changes TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (undone_at) ON care.household_changes TO ess_user;
CREATE POLICY user_reads ON care.household_changes FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.household_id = household_changes.household_id
    AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.household_changes FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('case:work')) AND by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_changes ON care.household_changes FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.household_id = household_changes.household_id
    AND seen.may_act AND seen.sections IS NULL OFFSET 0));

-- Where somebody lives is for those who have the case, not for whoever it is offered to or who is invited to it.
ALTER POLICY user_reads ON care.households
  USING (created_by_person_id = (SELECT platform.actor_id()) AND NOT secret
    OR EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.household_id = households.id
      AND (seen.sections IS NULL OR 'person' = ANY (seen.sections) AND NOT households.secret) OFFSET 0));
ALTER POLICY user_reads ON care.household_members
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen JOIN care.households AS home ON home.id = seen.household_id
    WHERE seen.household_id = household_members.household_id
      AND (seen.sections IS NULL OR 'person' = ANY (seen.sections) AND NOT home.secret) OFFSET 0));
