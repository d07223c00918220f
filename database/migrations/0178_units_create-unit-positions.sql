-- The latest position of each unit with an open job. Unlogged, because every phone sends again within seconds: after a
-- crash the table is empty, and no log or copy of the database contains anybody's movements. Half of each page is free and
-- there is no index but the key, so that about 800 changes a second only touch a few hundred pages.
CREATE UNLOGGED TABLE units.unit_positions (
  unit_id uuid PRIMARY KEY REFERENCES units.units (id),
  person_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  accuracy_metres double precision,
  at timestamptz NOT NULL,
  battery_percent smallint,
  -- The clock of the database, not of a process: every process reads what the others wrote since its last read.
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE units.unit_positions IS 'Personal data: the latest position of units with an open job; deleted when the job ends';
COMMENT ON COLUMN units.unit_positions.person_id IS 'Whose phone sent it; a person of access';
COMMENT ON COLUMN units.unit_positions.lat IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.lng IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.at IS 'When the phone measured it; never later than when it arrived';
COMMENT ON COLUMN units.unit_positions.battery_percent IS 'Tells a station why positions of a unit may stop';

ALTER TABLE units.unit_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.unit_positions TO ess_service USING (true) WITH CHECK (true);
-- The service writes positions, many units in one statement; a user reads those of units in their branches.
GRANT SELECT ON units.unit_positions TO ess_user;
CREATE POLICY user_reads ON units.unit_positions FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('unit:view-positions'))
    AND EXISTS (SELECT FROM units.visible_to_actor AS seen WHERE seen.unit_id = unit_positions.unit_id OFFSET 0)
    -- A unit on its way to a withheld incident would reveal its place: the actor must see all its jobs.
    AND (SELECT count(*) FROM units.assignments AS open
      WHERE open.unit_id = unit_positions.unit_id AND open.ended_at IS NULL)
      = (SELECT load.open_jobs FROM units.loads AS load WHERE load.unit_id = unit_positions.unit_id));
