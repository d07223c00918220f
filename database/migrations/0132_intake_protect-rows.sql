-- What an officer does is told to the reporters of that incident in the same transaction: their conversations and no
-- others are within reach. All reports of such a reporter are, because what may be said on their screen depends on them.
CREATE VIEW intake.reporters_of_asker WITH (security_barrier) AS
SELECT report.reporter_id
FROM intake.reports AS report
JOIN incident.reports AS known ON known.report_id = report.id
JOIN incident.seen_by_asker AS seen ON seen.incident_id = known.incident_id
WHERE seen.may_act;
COMMENT ON VIEW intake.reporters_of_asker IS 'Reporters of the incidents in which the person who asks may act';
REVOKE ALL ON intake.reporters_of_asker FROM ess_house;
GRANT SELECT ON intake.reporters_of_asker TO ess_desk;

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
    OR EXISTS (SELECT FROM intake.reporters_of_asker AS theirs WHERE theirs.reporter_id = reports.reporter_id OFFSET 0));
CREATE POLICY desk_tells ON intake.reports FOR UPDATE TO ess_desk
  USING (EXISTS (SELECT FROM intake.reporters_of_asker AS theirs WHERE theirs.reporter_id = reports.reporter_id OFFSET 0));

-- The right to change one column lets the row be held (FOR UPDATE); the policy lets nothing be changed.
GRANT SELECT, UPDATE (unreachable) ON intake.reporters TO ess_desk;
CREATE POLICY desk_sees ON intake.reporters FOR SELECT TO ess_desk
  USING (EXISTS (SELECT FROM intake.reporters_of_asker AS theirs WHERE theirs.reporter_id = reporters.id OFFSET 0)
    OR (SELECT platform.asker_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
      WHERE report.reporter_id = reporters.id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
CREATE POLICY desk_holds ON intake.reporters FOR UPDATE TO ess_desk
  USING (EXISTS (SELECT FROM intake.reporters_of_asker AS theirs WHERE theirs.reporter_id = reporters.id OFFSET 0))
  WITH CHECK (false);

GRANT SELECT, INSERT, UPDATE ON intake.conversations TO ess_desk;
CREATE POLICY desk ON intake.conversations TO ess_desk
  USING (EXISTS (SELECT FROM intake.reporters_of_asker AS theirs WHERE theirs.reporter_id = conversations.reporter_id OFFSET 0));

GRANT SELECT ON intake.early_messages TO ess_desk;
CREATE POLICY desk_sees ON intake.early_messages FOR SELECT TO ess_desk
  USING ((SELECT platform.asker_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
    WHERE report.id = early_messages.report_id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
