-- What an officer does is told to the reporters of that incident in the same transaction: their conversations and no
-- others are within reach. All reports of such a reporter are, because what may be said on their screen depends on them.
-- A function, planned once for each connection: few rows are asked about, in statements that ask about them many times.
-- No search_path is set, which each call would pay for; every name says its schema instead.
CREATE FUNCTION intake.asker_reaches(reporter_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 2000 AS $$
BEGIN
  RETURN EXISTS (SELECT FROM intake.reports AS report JOIN incident.reports AS known ON known.report_id = report.id
    WHERE report.reporter_id = $1 AND EXISTS (SELECT FROM incident.seen_by_asker AS seen
      WHERE seen.incident_id = known.incident_id AND seen.may_act OFFSET 0));
END $$;
COMMENT ON FUNCTION intake.asker_reaches(uuid) IS 'Whether the person who asks may act in an incident of this reporter';
REVOKE EXECUTE ON FUNCTION intake.asker_reaches(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.asker_reaches(uuid) TO ess_desk;

ALTER TABLE intake.reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.reporters ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.early_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON intake.reports TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON intake.reporters TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON intake.conversations TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON intake.early_messages TO ess_house USING (true) WITH CHECK (true);

-- What is still unfinished after it was asked about again has no place yet, hence no area: who holds the permission
-- sees it wherever it is.
GRANT SELECT, UPDATE (state, type, silent, position, phone, told, stars, ask_again_at, give_up_at) ON intake.reports TO ess_desk;
CREATE POLICY desk_sees ON intake.reports FOR SELECT TO ess_desk
  USING (state = 'draft' AND unfinished_since IS NOT NULL AND (SELECT platform.asker_may('report:view-unfinished'))
    OR intake.asker_reaches(reports.reporter_id));
CREATE POLICY desk_tells ON intake.reports FOR UPDATE TO ess_desk
  USING (intake.asker_reaches(reports.reporter_id));

-- The right to change one column lets the row be held (FOR UPDATE); the policy lets nothing be changed.
GRANT SELECT, UPDATE (unreachable) ON intake.reporters TO ess_desk;
CREATE POLICY desk_sees ON intake.reporters FOR SELECT TO ess_desk
  USING (intake.asker_reaches(reporters.id)
    OR (SELECT platform.asker_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
      WHERE report.reporter_id = reporters.id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
CREATE POLICY desk_holds ON intake.reporters FOR UPDATE TO ess_desk
  USING (intake.asker_reaches(reporters.id))
  WITH CHECK (false);

GRANT SELECT, INSERT, UPDATE ON intake.conversations TO ess_desk;
CREATE POLICY desk ON intake.conversations TO ess_desk
  USING (intake.asker_reaches(conversations.reporter_id));

GRANT SELECT ON intake.early_messages TO ess_desk;
CREATE POLICY desk_sees ON intake.early_messages FOR SELECT TO ess_desk
  USING ((SELECT platform.asker_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
    WHERE report.id = early_messages.report_id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
