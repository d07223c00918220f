-- Insight follows the event log by its own cursor and asks, together with the other timed work, whether there is more of it.
CREATE VIEW platform.published_log AS SELECT id, seq, at FROM platform.event_log;
COMMENT ON VIEW platform.published_log IS 'The numbers and times of the entries of the event log; not what they say';
GRANT SELECT ON platform.published_log TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON platform.published_log FROM ess_service;
REVOKE ALL ON platform.published_log FROM ess_user;
