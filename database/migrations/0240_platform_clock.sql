CREATE TABLE platform.clock (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  at timestamptz NOT NULL,
  set_backs bigint NOT NULL DEFAULT 0
);
INSERT INTO platform.clock (at) VALUES ('1970-01-01T00:00:00Z');
GRANT SELECT, UPDATE ON platform.clock TO ess_service;
COMMENT ON TABLE platform.clock IS 'One row: how far the wall clock has come, written once a second by every server process';
COMMENT ON COLUMN platform.clock.at IS 'The latest time any process has seen; a clock behind it was set back';
COMMENT ON COLUMN platform.clock.set_backs IS 'How often stored times were moved because the clock went back; of several processes one does it';
