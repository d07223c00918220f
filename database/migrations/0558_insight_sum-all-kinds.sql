-- Most who ask how long people waited ask for no kind: all kinds together have rows of their own (decision 0094), eighteen times fewer.
COMMENT ON TABLE insight.interval_bins IS 'How many incidents of a day of the nation took how long; type and channel are empty texts: all together';
COMMENT ON TABLE insight.month_interval_bins IS 'How many incidents of a month and an area took how long, as interval_bins has it';
-- The next recount makes them.
UPDATE insight.cursor SET recounted_on = NULL;
