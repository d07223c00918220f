-- A call to 191 or 1300, typed in while it lasts. Its report is like any other; its reporter has no address but the
-- call itself.
CREATE TABLE intake.phone_calls (
  report_id uuid PRIMARY KEY REFERENCES intake.reports (id),
  line text NOT NULL CHECK (line IN ('191', '1300')),
  agency_id uuid NOT NULL,
  taken_by_person_id uuid NOT NULL,
  taken_by_name text NOT NULL,
  at timestamptz NOT NULL,
  call_back boolean NOT NULL DEFAULT true,
  cut_off boolean NOT NULL DEFAULT false
);
CREATE INDEX phone_calls_taken_by ON intake.phone_calls (taken_by_person_id, at DESC);
COMMENT ON TABLE intake.phone_calls IS 'Calls that became reports: who took them, for which agency, and whether the caller may be called';
COMMENT ON COLUMN intake.phone_calls.agency_id IS 'The agency that took it; a draft without a place belongs to its province';
COMMENT ON COLUMN intake.phone_calls.taken_by_person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN intake.phone_calls.taken_by_name IS 'Personal data: the clerk, as colleagues know them';
COMMENT ON COLUMN intake.phone_calls.call_back IS 'False: the caller must not be called, somebody may be listening';
COMMENT ON COLUMN intake.phone_calls.cut_off IS 'The line broke before the call was finished';
COMMENT ON TABLE intake.early_messages IS 'Messages sent (or notes of a call) before there was a place; passed on to the officers when the incident opens.';

-- Personal data of reports is in the same rows as before.
-- Policies of the two tables would call each other in a circle; functions of the owner bypass them.
CREATE FUNCTION intake.is_unfinished(id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM intake.reports AS report
  WHERE report.id = $1 AND report.state = 'draft' AND report.unfinished_since IS NOT NULL);
COMMENT ON FUNCTION intake.is_unfinished(uuid) IS 'Whether control rooms see this report because its type or place is missing';
CREATE FUNCTION intake.actor_took_call(id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM intake.phone_calls AS call
  WHERE call.report_id = $1 AND call.taken_by_person_id = platform.actor_id());
COMMENT ON FUNCTION intake.actor_took_call(uuid) IS 'Whether the actor took this call';
CREATE FUNCTION intake.actor_took_call_of(reporter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM intake.reports AS report JOIN intake.phone_calls AS call ON call.report_id = report.id
  WHERE report.reporter_id = $1 AND call.taken_by_person_id = platform.actor_id());
COMMENT ON FUNCTION intake.actor_took_call_of(uuid) IS 'Whether the actor took a call of this reporter';
REVOKE EXECUTE ON FUNCTION intake.is_unfinished(uuid), intake.actor_took_call(uuid), intake.actor_took_call_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.is_unfinished(uuid), intake.actor_took_call(uuid), intake.actor_took_call_of(uuid) TO ess_user;

ALTER TABLE intake.phone_calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.phone_calls TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT ON intake.phone_calls TO ess_user;
CREATE POLICY user_reads ON intake.phone_calls FOR SELECT TO ess_user
  USING (taken_by_person_id = (SELECT platform.actor_id())
    OR (SELECT platform.actor_may('report:view-unfinished')) AND intake.is_unfinished(report_id));

-- The clerk who took a call still sees what they typed, and its state.
CREATE POLICY user_reads_taken ON intake.reports FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('report:take-by-phone')) AND intake.actor_took_call(reports.id));
CREATE POLICY user_reads_taken ON intake.reporters FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('report:take-by-phone')) AND intake.actor_took_call_of(reporters.id));
CREATE POLICY user_reads_taken ON intake.early_messages FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('report:take-by-phone')) AND intake.actor_took_call(early_messages.report_id));
