-- An officer's action sends news to the reporters of that incident in the same transaction, so the officer may change
-- their conversations and no others. And all reports of such a reporter, because silent mode depends on them.
-- A function, because it is planned once for each connection and called many times for few rows.
-- No search_path is set, because each call would pay for it; every name has its schema instead.
CREATE FUNCTION intake.actor_in_scope(reporter_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 2000 AS $$
BEGIN
  RETURN EXISTS (SELECT FROM intake.reports AS report JOIN incident.reports AS known ON known.report_id = report.id
    WHERE report.reporter_id = $1 AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = known.incident_id AND seen.may_act OFFSET 0));
END $$;
COMMENT ON FUNCTION intake.actor_in_scope(uuid) IS 'Whether the actor may act in an incident of this reporter';
REVOKE EXECUTE ON FUNCTION intake.actor_in_scope(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.actor_in_scope(uuid) TO ess_user;

ALTER TABLE intake.reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.reporters ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake.early_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.reports TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON intake.reporters TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON intake.conversations TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON intake.early_messages TO ess_service USING (true) WITH CHECK (true);

-- A report that is still unfinished after the second question has no place and so no area: everybody with the permission
-- sees it.
GRANT SELECT, UPDATE (state, type, silent, position, phone, last_notified, stars, ask_again_at, give_up_at) ON intake.reports TO ess_user;
CREATE POLICY user_reads ON intake.reports FOR SELECT TO ess_user
  USING (state = 'draft' AND unfinished_since IS NOT NULL AND (SELECT platform.actor_may('report:view-unfinished'))
    OR intake.actor_in_scope(reports.reporter_id));
CREATE POLICY user_changes ON intake.reports FOR UPDATE TO ess_user
  USING (intake.actor_in_scope(reports.reporter_id));

-- The right to change one column allows locking the row (FOR UPDATE); the policy allows no change.
GRANT SELECT, UPDATE (unreachable) ON intake.reporters TO ess_user;
CREATE POLICY user_reads ON intake.reporters FOR SELECT TO ess_user
  USING (intake.actor_in_scope(reporters.id)
    OR (SELECT platform.actor_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
      WHERE report.reporter_id = reporters.id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
CREATE POLICY user_locks ON intake.reporters FOR UPDATE TO ess_user
  USING (intake.actor_in_scope(reporters.id))
  WITH CHECK (false);

GRANT SELECT, INSERT, UPDATE ON intake.conversations TO ess_user;
CREATE POLICY user_all ON intake.conversations TO ess_user
  USING (intake.actor_in_scope(conversations.reporter_id));

GRANT SELECT ON intake.early_messages TO ess_user;
CREATE POLICY user_reads ON intake.early_messages FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('report:view-unfinished')) AND EXISTS (SELECT FROM intake.reports AS report
    WHERE report.id = early_messages.report_id AND report.state = 'draft' AND report.unfinished_since IS NOT NULL));
