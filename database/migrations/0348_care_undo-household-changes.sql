-- Every change of a household can be undone, once, not only a merge.
ALTER TABLE care.household_changes DROP CONSTRAINT household_changes_kind_check, DROP CONSTRAINT household_changes_check,
  ADD COLUMN part_of uuid,
  ADD CHECK (kind IN ('begun', 'joined', 'left', 'merged', 'undone')),
  ADD CHECK (kind <> 'undone' AND part_of IS NULL OR undone_at IS NULL);
COMMENT ON COLUMN care.household_changes.part_of IS 'The change that this one belongs to and is undone with: that of another household, or what it undoes';
COMMENT ON COLUMN care.household_changes.other_household_id IS 'The household that was merged into this one, or that they came from; empty for whoever left: their new place may be secret';
COMMENT ON COLUMN care.household_changes.undone_at IS 'When it was undone';
