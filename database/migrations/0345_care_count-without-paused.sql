-- What stands still is not late.
CREATE OR REPLACE FUNCTION care.count_open_cases(at timestamptz) RETURNS TABLE (agency_id uuid, worker_id uuid, open integer,
  high integer, waiting integer, late integer, late_a_day integer, late_since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT mine.agency_id, mine.worker_id, count(*)::integer,
    (count(*) FILTER (WHERE mine.risk = 'high'))::integer,
    (count(*) FILTER (WHERE mine.status IN ('registered', 'reopened')))::integer,
    count(overdue.due_at)::integer, (count(*) FILTER (WHERE overdue.due_at <= $1 - interval '1 day'))::integer, min(overdue.due_at)
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    LEFT JOIN (SELECT clock.case_id, min(clock.due_at) AS due_at FROM care.clocks AS clock
      WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
  GROUP BY mine.agency_id, mine.worker_id;
END $$;
