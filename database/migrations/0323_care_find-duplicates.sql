-- Before a case is opened by hand: does the person have one already? Exact numbers and names only, not a search; shows
-- what the actor may see, and whoever is barred finds nothing and is not told.
CREATE FUNCTION care.find_cases_of_person(asked_numbers text[], asked_name text, most integer)
RETURNS TABLE (case_id uuid, found_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('case:open') THEN RETURN; END IF;
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT mine.id, 'id-number' AS found_by FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.id_number = ANY (asked_numbers)
    UNION ALL
    SELECT mine.id, 'phone' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.safe_contact ->> 'detail' IS NOT NULL
      AND regexp_replace(person.safe_contact ->> 'detail', '\D', '', 'g') = ANY (asked_numbers)
    UNION ALL
    SELECT mine.id, 'name' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE lower(coalesce(person.name, '') || ' ' || coalesce(person.alias, '')) LIKE '%' || asked_name || '%'
      AND asked_name IN (lower(person.name), lower(person.alias)))
  SELECT known.id, min(known.found_by) FROM known JOIN care.cases AS mine ON mine.id = known.id
  WHERE mine.status <> 'not-opened' AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = known.id AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)))
  GROUP BY known.id, mine.closed_at, mine.opened_at
  ORDER BY mine.closed_at IS NULL DESC, mine.opened_at DESC, known.id LIMIT most;
END $$;
COMMENT ON FUNCTION care.find_cases_of_person(text[], text, integer) IS 'Cases that the actor may see of whoever has this number or exactly this name';
REVOKE EXECUTE ON FUNCTION care.find_cases_of_person(text[], text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.find_cases_of_person(text[], text, integer) TO ess_user;
