-- Where it is late: which cases, by which rules and who must act; and how many there are in each subdistrict. Read at once
-- for all that the actor may see, as care.count_open_cases does. What stands still is not late.
CREATE FUNCTION care.list_late_cases(at timestamptz, subdistrict text, most integer) RETURNS TABLE (case_id uuid,
  rules text[], due_at timestamptz[], to_agency_id uuid, to_worker_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT mine.id, overdue.rules, overdue.due_at, offer.to_agency_id, offer.to_worker_id
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    JOIN (SELECT clock.case_id, array_agg(clock.rule ORDER BY clock.due_at, clock.id) AS rules,
        array_agg(clock.due_at ORDER BY clock.due_at, clock.id) AS due_at,
        (array_agg(clock.subject_id ORDER BY clock.due_at, clock.id))[1] AS subject_id
      FROM care.clocks AS clock WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
    LEFT JOIN care.transfers AS offer ON offer.id = overdue.subject_id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
    AND ($2 IS NULL OR mine.place ->> 'subdistrictCode' = $2)
  ORDER BY overdue.due_at[1], mine.id LIMIT $3;
END $$;
COMMENT ON FUNCTION care.list_late_cases(timestamptz, text, integer) IS 'Late cases that the actor may see, the longest first, each with its late clocks and to whom it is offered';
REVOKE EXECUTE ON FUNCTION care.list_late_cases(timestamptz, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.list_late_cases(timestamptz, text, integer) TO ess_user;

CREATE FUNCTION care.count_open_places(at timestamptz) RETURNS TABLE (subdistrict_code text, open integer, waiting integer,
  late integer, late_since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT mine.place ->> 'subdistrictCode', count(*)::integer,
    (count(*) FILTER (WHERE mine.status IN ('registered', 'reopened')))::integer,
    count(overdue.due_at)::integer, min(overdue.due_at)
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    LEFT JOIN (SELECT clock.case_id, min(clock.due_at) AS due_at FROM care.clocks AS clock
      WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
  GROUP BY mine.place ->> 'subdistrictCode';
END $$;
COMMENT ON FUNCTION care.count_open_places(timestamptz) IS 'Open, waiting and late cases that the actor may see, by subdistrict';
REVOKE EXECUTE ON FUNCTION care.count_open_places(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.count_open_places(timestamptz) TO ess_user;
