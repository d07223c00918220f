-- A station practises every month by itself, unless somebody decided otherwise.
ALTER TABLE duty.stations ADD COLUMN has_exercises boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN duty.stations.has_exercises IS 'False: no monthly exercise begins here by itself';
