-- Every station has a monthly exercise unless it is switched off.
ALTER TABLE duty.stations ADD COLUMN has_exercises boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN duty.stations.has_exercises IS 'False: no monthly exercise is started here';
