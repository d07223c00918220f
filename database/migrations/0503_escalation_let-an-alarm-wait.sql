-- An alarm that waits begins now and comes later. With a beginning in the future it looked like a run of a server whose clock is
-- ahead, which begins at once.
ALTER TABLE escalation.runs DROP CONSTRAINT runs_advanced_ms_check;
COMMENT ON COLUMN escalation.runs.advanced_ms IS
  'How much earlier than planned its steps come, because agencies were passed over; below zero: how much later, because the alarm waits';
