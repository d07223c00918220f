-- One row for each running server process, so that a lease can name its holder (decision 0036).
CREATE TABLE platform.processes (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE platform.processes IS 'Running server processes. Each holds an advisory lock on its number while it lives; a row without lock and heartbeat is deleted, and the leases it held are free.';
COMMENT ON COLUMN platform.processes.seen_at IS 'Last heartbeat, by the database''s own clock';

-- Each trial takes a new page of 8 kB (no page takes a second row), so that a full disk is found before a report is lost.
CREATE TABLE platform.write_trials (content text NOT NULL) WITH (fillfactor = 10, autovacuum_enabled = false);
COMMENT ON TABLE platform.write_trials IS 'Written once a second by each process to know that something can be stored; holds nothing, emptied at 1 MB';

-- Emptying a table is a right that the running server has of no other.
CREATE FUNCTION platform.try_to_write(process integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF pg_relation_size('platform.write_trials') > 1048576 THEN TRUNCATE platform.write_trials; END IF;
  INSERT INTO platform.write_trials (content) VALUES (repeat('.', 500));
  UPDATE platform.processes SET seen_at = clock_timestamp() WHERE id = process;
  RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION platform.try_to_write(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.try_to_write(integer) TO ess_service;
