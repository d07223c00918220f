-- A person's own actions, messages, orders and notifications lead to an incident as well: once it is withheld, they are
-- withheld too. Row security shows nobody a conflict of their own, so functions of the owner answer this.
CREATE FUNCTION incident.is_report_withheld_from_actor(report uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM incident.reports AS known JOIN incident.conflicts AS conflict ON conflict.incident_id = known.incident_id
    WHERE known.report_id = $1 AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $$;
COMMENT ON FUNCTION incident.is_report_withheld_from_actor(uuid) IS 'Whether the incident of this report is withheld from the actor';
REVOKE EXECUTE ON FUNCTION incident.is_report_withheld_from_actor(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.is_report_withheld_from_actor(uuid) TO ess_service, ess_user;

-- A clerk's own call.
CREATE OR REPLACE FUNCTION intake.actor_took_call(id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM intake.phone_calls AS call
  WHERE call.report_id = $1 AND call.taken_by_person_id = platform.actor_id())
  AND NOT incident.is_report_withheld_from_actor($1);
CREATE OR REPLACE FUNCTION intake.actor_took_call_of(reporter uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
RETURN EXISTS (SELECT FROM intake.reports AS report JOIN intake.phone_calls AS call ON call.report_id = report.id
  WHERE report.reporter_id = $1 AND call.taken_by_person_id = platform.actor_id()
    AND NOT incident.is_report_withheld_from_actor(report.id));
DROP POLICY user_reads ON intake.phone_calls;
CREATE POLICY user_reads ON intake.phone_calls FOR SELECT TO ess_user
  USING (taken_by_person_id = (SELECT platform.actor_id()) AND NOT incident.is_report_withheld_from_actor(report_id)
    OR (SELECT platform.actor_may('report:view-unfinished')) AND intake.is_unfinished(report_id));

-- A record made before its report had a place, and taken by the same person.
DROP POLICY user_all ON control_room.call_backs;
CREATE POLICY user_all ON control_room.call_backs TO ess_user
  USING (incident_id IS NULL AND (SELECT platform.actor_may('report:call-back'))
      AND NOT incident.is_report_withheld_from_actor(report_id)
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = call_backs.incident_id AND seen.may_act OFFSET 0));

-- An order that was withdrawn, and a notification that was sent.
DROP POLICY user_reads ON units.orders;
CREATE POLICY user_reads ON units.orders FOR SELECT TO ess_user
  USING (person_ids @> ARRAY[(SELECT platform.actor_id())] AND NOT incident.is_withheld_from_actor(incident_id)
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = orders.incident_id OFFSET 0));
DROP POLICY user_reads ON alerting.notifications;
CREATE POLICY user_reads ON alerting.notifications FOR SELECT TO ess_user
  USING (person_id = (SELECT platform.actor_id()) AND (incident_id IS NULL OR NOT incident.is_withheld_from_actor(incident_id))
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = notifications.incident_id OFFSET 0));
DROP POLICY user_changes ON alerting.notifications;
CREATE POLICY user_changes ON alerting.notifications FOR UPDATE TO ess_user
  USING (person_id = (SELECT platform.actor_id()) AND (incident_id IS NULL OR NOT incident.is_withheld_from_actor(incident_id))
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = notifications.incident_id AND seen.may_act OFFSET 0));

-- How often the same account has reported, without what is withheld from the actor.
CREATE OR REPLACE FUNCTION incident.count_reports_of_same_account(asked uuid[], since timestamptz)
RETURNS TABLE (report_id uuid, reports integer, unfounded integer) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT one.report_id, count(*)::integer,
    (count(*) FILTER (WHERE incident.disposition IN ('unfounded', 'false-report')))::integer
  FROM incident.reports AS one
  JOIN incident.reports AS own ON own.reporter_id = one.reporter_id AND own.received_at > since
  JOIN incident.incidents AS incident ON incident.id = own.incident_id
  WHERE one.report_id = ANY (asked)
    AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = own.incident_id
      AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL)
  GROUP BY one.report_id;
END;
