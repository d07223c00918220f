-- What waits too long calls somebody; and every measurement for the family logbook.
REVOKE DELETE ON self_reliance.plans, self_reliance.measurements, self_reliance.goals, self_reliance.proposals,
  self_reliance.timeline FROM ess_service;

-- The day by which the next step of a plan is due; empty: a decision of somebody else, or nothing.
CREATE FUNCTION self_reliance.due_on(plan self_reliance.plans, first_days integer, monitoring_months integer) RETURNS date LANGUAGE sql STABLE
RETURN CASE
  WHEN plan.status IN ('active', 'graduated', 'monitoring') AND plan.next_measure_on IS NOT NULL THEN plan.next_measure_on
  WHEN plan.status = 'monitoring' THEN (plan.graduated_at AT TIME ZONE 'Asia/Bangkok' + make_interval(months => monitoring_months))::date
  WHEN plan.status IN ('baseline', 'agreed', 'relapsed') THEN (plan.status_since AT TIME ZONE 'Asia/Bangkok')::date + first_days
END;
COMMENT ON FUNCTION self_reliance.due_on(self_reliance.plans, integer, integer) IS 'By which day the next step of a plan is due';
REVOKE EXECUTE ON FUNCTION self_reliance.due_on(self_reliance.plans, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.due_on(self_reliance.plans, integer, integer) TO ess_service;

CREATE FUNCTION self_reliance.export_measurements(since date, most integer) RETURNS TABLE (plan_code text, status text,
  agreed_on date, graduated_on date, relapses integer, end_reason text, case_code text, id_number text, subdistrict_code text,
  number integer, kind text, month integer, measured_on date, members integer, monthly_income integer, answers jsonb,
  scores jsonb, meets_criteria boolean, tool_version text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT plan.code, plan.status, plan.agreed_on, (plan.graduated_at AT TIME ZONE 'Asia/Bangkok')::date,
    plan.relapses, plan.end_reason, mine.code, person.id_number, mine.place ->> 'subdistrictCode', measured.number, measured.kind,
    measured.month, measured.measured_on, measured.members, measured.monthly_income, measured.answers, measured.scores,
    measured.meets_criteria, measured.tool_version
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id JOIN care.people AS person ON person.id = mine.person_id
    JOIN self_reliance.measurements AS measured ON measured.plan_id = plan.id
  WHERE measured.measured_on >= $1 ORDER BY plan.code, measured.number LIMIT $2;
END $$;
COMMENT ON FUNCTION self_reliance.export_measurements(date, integer) IS 'Every measurement since a day of families that the actor may see, for the family logbook';
REVOKE EXECUTE ON FUNCTION self_reliance.export_measurements(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.export_measurements(date, integer) TO ess_user;

CREATE FUNCTION self_reliance.forget_plans(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[] := ARRAY(SELECT plan.id FROM self_reliance.plans AS plan
    WHERE NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = plan.case_id) LIMIT $1);
BEGIN
  DELETE FROM self_reliance.timeline AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.proposals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.goals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.measurements AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.plans AS gone_row WHERE gone_row.id = ANY (gone);
  RETURN cardinality(gone);
END $$;
COMMENT ON FUNCTION self_reliance.forget_plans(integer) IS 'Deletes plans whose case was forgotten; with them everything that was measured';
REVOKE EXECUTE ON FUNCTION self_reliance.forget_plans(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.forget_plans(integer) TO ess_service;
