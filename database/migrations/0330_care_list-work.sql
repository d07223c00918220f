-- What a worker, a supervisor and a province have to do is read in sets, with 200,000 open cases in the country.
CREATE INDEX approvals_requested_by ON care.approvals (requested_by_person_id) WHERE decision IS NULL;
CREATE INDEX transfers_offered_by ON care.transfers (offered_by_person_id) WHERE answer IS NULL;
CREATE INDEX people_called ON care.people
  USING gin (lower(coalesce(name, '') || ' ' || coalesce(alias, '')) public.gin_trgm_ops);
CREATE INDEX people_phone ON care.people (regexp_replace(safe_contact ->> 'detail', '\D', '', 'g'))
  WHERE safe_contact ->> 'detail' IS NOT NULL;

-- Row security reads each row on its own; sums over a province or the country join what the actor may see at once. What
-- stands still is not late.
CREATE FUNCTION care.count_open_cases(at timestamptz) RETURNS TABLE (agency_id uuid, worker_id uuid, open integer,
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
COMMENT ON FUNCTION care.count_open_cases(timestamptz) IS 'Open, high, waiting and late cases that the actor may see, by owner and worker';
REVOKE EXECUTE ON FUNCTION care.count_open_cases(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.count_open_cases(timestamptz) TO ess_user;

-- Finds by an index first and shows only what the actor may see; whoever is barred finds nothing and is not told.
CREATE FUNCTION care.find_cases(asked_code text, asked_number text, asked_name text, most integer)
RETURNS TABLE (case_id uuid, found_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('case:search') THEN RETURN; END IF;
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT mine.id, 'code' AS found_by FROM care.cases AS mine WHERE mine.code = asked_code
    UNION ALL
    SELECT mine.id, 'id-number' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.id_number = asked_number
    UNION ALL
    SELECT mine.id, 'phone' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.safe_contact ->> 'detail' IS NOT NULL
      AND regexp_replace(person.safe_contact ->> 'detail', '\D', '', 'g') = asked_number
    UNION ALL
    SELECT mine.id, 'name' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE lower(coalesce(person.name, '') || ' ' || coalesce(person.alias, '')) LIKE asked_name)
  SELECT known.id, min(known.found_by) FROM known JOIN care.cases AS mine ON mine.id = known.id
  WHERE EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = known.id AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)))
  GROUP BY known.id, mine.closed_at, mine.opened_at
  ORDER BY mine.closed_at IS NULL DESC, mine.opened_at DESC, known.id LIMIT most;
END $$;
COMMENT ON FUNCTION care.find_cases(text, text, text, integer) IS 'Cases that the actor may see, by number, ID or phone number, or name';
REVOKE EXECUTE ON FUNCTION care.find_cases(text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.find_cases(text, text, text, integer) TO ess_user;
