-- Where each unit that is sent to something is: its latest position and no other. Unlogged, because every phone says it
-- again within seconds: after a crash the table is empty, and no log or copy of the database holds anybody's way. Half of
-- each page stays free, and no index but the key: some 800 changes a second then touch a few hundred pages, for ever.
CREATE UNLOGGED TABLE units.unit_positions (
  unit_id uuid PRIMARY KEY REFERENCES units.units (id),
  person_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  accuracy_metres double precision,
  at timestamptz NOT NULL,
  battery_percent smallint,
  -- The database's clock and not a process's: every process looks for what the others wrote since it looked last.
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE units.unit_positions IS 'Personal data: where units are that are sent to something, latest only; gone with the end of the job';
COMMENT ON COLUMN units.unit_positions.person_id IS 'Whose phone said it; a person of access';
COMMENT ON COLUMN units.unit_positions.lat IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.lng IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.at IS 'When the phone measured it; never later than when it arrived';
COMMENT ON COLUMN units.unit_positions.battery_percent IS 'So that a station knows why a unit may fall silent';

ALTER TABLE units.unit_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.unit_positions TO ess_service USING (true) WITH CHECK (true);
-- Positions come in through the house, many units in one statement; a desk reads those of units in its branches.
GRANT SELECT ON units.unit_positions TO ess_user;
CREATE POLICY user_reads ON units.unit_positions FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('unit:view-positions'))
    AND EXISTS (SELECT FROM units.visible_to_actor AS seen WHERE seen.unit_id = unit_positions.unit_id OFFSET 0)
    -- A unit on its way to what is kept from somebody would lead them there: all its jobs must be theirs to see.
    AND (SELECT count(*) FROM units.assignments AS open
      WHERE open.unit_id = unit_positions.unit_id AND open.ended_at IS NULL)
      = (SELECT load.open_jobs FROM units.loads AS load WHERE load.unit_id = unit_positions.unit_id));
