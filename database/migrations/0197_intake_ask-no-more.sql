ALTER TABLE intake.reporters ADD COLUMN asks_no_more boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.reporters.asks_no_more IS 'They do not want to be asked how they are';
