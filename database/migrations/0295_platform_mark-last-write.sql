-- How long nothing could be stored must be known afterwards: nobody could use a session meanwhile (decision 0039).
CREATE TABLE platform.last_write (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  at timestamptz NOT NULL
);
COMMENT ON TABLE platform.last_write IS 'One row: when any process last stored something, to measure an outage once it is over';
COMMENT ON COLUMN platform.last_write.at IS 'By the database''s own clock, once a second. More than a minute old: an outage that has not been dealt with yet';

CREATE OR REPLACE FUNCTION platform.try_to_write(process integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF pg_relation_size('platform.write_trials') > 1048576 THEN TRUNCATE platform.write_trials; END IF;
  INSERT INTO platform.write_trials (content) VALUES (repeat('.', 500));
  UPDATE platform.last_write SET at = clock_timestamp() WHERE at > clock_timestamp() - interval '1 minute';
  UPDATE platform.processes SET seen_at = clock_timestamp() WHERE id = process;
  RETURN FOUND;
END $$;
