-- For training: what is still to come of one case and its incident comes sooner. Only where the owner of the case is invented: no
-- case of real people loses a day, whatever the server believes. It looks past what the actor may read, as for the questions in LINE.
ALTER TABLE care.welfare_checks DROP CONSTRAINT welfare_checks_skipped_check,
  ADD CONSTRAINT welfare_checks_skipped_check CHECK (skipped IN ('reopened', 'not-wanted', 'unreachable', 'in-touch', 'not-closed',
    'silent', 'barred', 'not-agreed', 'child', 'other-channel', 'answered', 'days-passed'));

CREATE FUNCTION care.let_days_pass(one uuid, days integer, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  sooner interval := make_interval(days => days);
  mine record;
BEGIN
  SELECT known.incident_id, known.report_id INTO mine
  FROM care.cases AS known JOIN jurisdiction.agencies AS owner ON owner.id = known.agency_id AND owner.is_demonstration
  WHERE known.id = $1 AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = $1 AND seen.may_act AND seen.sections IS NULL);
  IF NOT FOUND THEN RETURN false; END IF;

  -- With their beginnings: a limit that is counted anew, as when the risk changes, does not bring the days back.
  UPDATE care.clocks AS clock SET started_at = started_at - sooner, half_at = half_at - sooner, due_at = due_at - sooner,
    province_at = province_at - sooner, paused_at = paused_at - sooner
    WHERE clock.case_id = $1 AND clock.stopped_at IS NULL;
  UPDATE care.cases AS held SET hold_until = hold_until - sooner WHERE held.id = $1 AND held.hold_until IS NOT NULL;
  UPDATE care.approvals AS asked SET due_at = due_at - sooner WHERE asked.case_id = $1 AND asked.decision IS NULL;
  UPDATE care.transfers AS offered SET due_at = due_at - sooner WHERE offered.case_id = $1 AND offered.answer IS NULL;
  UPDATE care.team_members AS member SET until = until - sooner WHERE member.case_id = $1 AND member.ended_at IS NULL;
  UPDATE care.early_notifications AS known SET arrives_at = arrives_at - sooner,
    province_at = CASE WHEN acknowledged_at IS NULL AND province_told_at IS NULL THEN province_at - sooner ELSE province_at END
    WHERE known.incident_id = mine.incident_id AND known.over_at IS NULL;
  UPDATE care.welfare_checks AS planned SET due_at = due_at - sooner
    WHERE (planned.case_id = $1 OR planned.incident_id = mine.incident_id AND planned.case_id IS NULL)
      AND planned.asked_at IS NULL AND planned.skipped IS NULL;

  -- Of several questions whose days are over now, a person gets the last one: nobody is asked three times in a minute.
  UPDATE care.clocks AS earlier SET passed_at = $3
    WHERE earlier.case_id = $1 AND earlier.rule LIKE 'after-closure-%' AND earlier.stopped_at IS NULL AND earlier.passed_at IS NULL
      AND EXISTS (SELECT FROM care.clocks AS later WHERE later.case_id = $1 AND later.rule LIKE 'after-closure-%'
        AND later.stopped_at IS NULL AND later.passed_at IS NULL AND later.due_at <= $3 AND later.due_at > earlier.due_at);
  UPDATE care.welfare_checks AS earlier SET skipped = 'days-passed'
    WHERE (earlier.case_id = $1 OR earlier.incident_id = mine.incident_id AND earlier.case_id IS NULL)
      AND earlier.asked_at IS NULL AND earlier.skipped IS NULL AND earlier.due_at <= $3
      AND (EXISTS (SELECT FROM care.welfare_checks AS later WHERE later.report_id = earlier.report_id AND later.asked_at IS NULL
          AND later.skipped IS NULL AND later.due_at <= $3 AND later.due_at > earlier.due_at
          AND (later.case_id = $1 OR later.case_id IS NULL))
        OR earlier.report_id = mine.report_id AND EXISTS (SELECT FROM care.clocks AS later WHERE later.case_id = $1
          AND later.rule LIKE 'after-closure-%' AND later.stopped_at IS NULL AND later.passed_at IS NULL AND later.due_at <= $3));
  RETURN true;
END $$;
COMMENT ON FUNCTION care.let_days_pass(uuid, integer, timestamptz) IS 'For training: all that is still to come of one case comes so many days sooner; false where the owner is no invented agency';
REVOKE EXECUTE ON FUNCTION care.let_days_pass(uuid, integer, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.let_days_pass(uuid, integer, timestamptz) TO ess_user;
