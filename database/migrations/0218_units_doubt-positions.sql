-- A position is judged before it is used: a doubtful one is shown as vague.
ALTER TABLE units.unit_positions ADD COLUMN doubt text;
COMMENT ON COLUMN units.unit_positions.doubt IS 'Why the position is not exact, as a code; empty: it is exact';
