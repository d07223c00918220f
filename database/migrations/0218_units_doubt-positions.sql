-- What a phone says of itself is judged before anything is told by it: a doubtful position is shown as one.
ALTER TABLE units.unit_positions ADD COLUMN doubt text;
COMMENT ON COLUMN units.unit_positions.doubt IS 'Why the position is not believed to the metre, as a code; empty: it is';
