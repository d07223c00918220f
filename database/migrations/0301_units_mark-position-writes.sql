-- Every process reads what the others wrote since its last read: by transaction, so that no row is read twice to be sure.
ALTER TABLE units.unit_positions DROP COLUMN written_at,
  ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
COMMENT ON COLUMN units.unit_positions.written_in IS 'Transaction that wrote it';
