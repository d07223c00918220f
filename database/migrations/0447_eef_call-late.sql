-- A check that nobody answers calls somebody: the fund's officers are reminded, then both supervisors, then the province;
-- each once, however many processes there are.
ALTER TABLE eef.checks ADD COLUMN reminded_at timestamptz, ADD COLUMN late_told_at timestamptz,
  ADD COLUMN province_told_at timestamptz;
COMMENT ON COLUMN eef.checks.reminded_at IS 'When those who answer for the fund were reminded';
COMMENT ON COLUMN eef.checks.late_told_at IS 'When the supervisors of both sides were called, because nobody answered in time';
COMMENT ON COLUMN eef.checks.province_told_at IS 'When the provincial office was called';
CREATE INDEX checks_to_call ON eef.checks (due_on) WHERE result IS NULL AND NOT is_void AND province_told_at IS NULL;
