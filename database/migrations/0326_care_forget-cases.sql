-- Ended cases are forgotten as a whole after the time that database/reference-data/care-keeping.json gives them. Neither role of the
-- server may delete a row of a case; this function alone does, and only what is due.
CREATE INDEX cases_ended ON care.cases (closed_at) WHERE closed_at IS NOT NULL;

CREATE FUNCTION care.forget_cases(not_opened_before timestamptz, closed_before timestamptz, closed_minor_before timestamptz, most integer)
RETURNS TABLE (case_id uuid, kind text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[];
  kinds text[];
  persons uuid[];
  homes uuid[];
  files uuid[];
BEGIN
  -- A life is not cut in two: as long as a younger case of the same person is kept, so are the older ones.
  SELECT array_agg(due.id), array_agg(due.kind), array_agg(DISTINCT due.person_id), array_agg(DISTINCT due.household_id)
  INTO gone, kinds, persons, homes
  FROM (SELECT mine.id, mine.person_id, mine.household_id,
      CASE WHEN mine.status = 'not-opened' THEN 'not-opened' WHEN mine.is_minor THEN 'closed-minor' ELSE 'closed' END AS kind
    FROM care.cases AS mine
    WHERE mine.closed_at < CASE WHEN mine.status = 'not-opened' THEN $1 WHEN mine.is_minor THEN $3 ELSE $2 END
      AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.person_id = mine.person_id
        AND (other.closed_at IS NULL
          OR other.closed_at >= CASE WHEN other.status = 'not-opened' THEN $1 WHEN other.is_minor THEN $3 ELSE $2 END))
    ORDER BY mine.closed_at LIMIT most FOR UPDATE SKIP LOCKED) AS due;
  IF gone IS NULL THEN RETURN; END IF;

  SELECT array_agg(picture.attachment_id) INTO files FROM care.pictures AS picture WHERE picture.case_id = ANY (gone);
  DELETE FROM care.pictures AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM platform.attachments AS file WHERE file.id = ANY (files)
    AND NOT EXISTS (SELECT FROM care.pictures AS other WHERE other.attachment_id = file.id);
  DELETE FROM care.welfare_checks AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.nudges AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.clocks AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.team_members AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.transfers AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.approvals AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.needs AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_records AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_exclusions AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_links AS gone_row WHERE gone_row.case_id = ANY (gone) OR gone_row.other_case_id = ANY (gone);
  DELETE FROM care.case_timeline AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.cases AS gone_row WHERE gone_row.id = ANY (gone);

  -- A household goes with the last case of anybody who ever lived in it, and its people with it.
  homes := ARRAY(SELECT home.id FROM care.households AS home
    WHERE (home.id = ANY (homes) OR home.id IN (SELECT lived.household_id FROM care.household_members AS lived
        WHERE lived.person_id = ANY (persons)))
      AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.household_id = home.id)
      AND NOT EXISTS (SELECT FROM care.household_members AS lived JOIN care.cases AS other ON other.person_id = lived.person_id
        WHERE lived.household_id = home.id));
  persons := persons || ARRAY(SELECT lived.person_id FROM care.household_members AS lived WHERE lived.household_id = ANY (homes));
  DELETE FROM care.household_changes AS gone_row
    WHERE gone_row.household_id = ANY (homes) OR gone_row.other_household_id = ANY (homes);
  DELETE FROM care.household_members AS gone_row WHERE gone_row.household_id = ANY (homes);
  DELETE FROM care.households AS gone_row WHERE gone_row.id = ANY (homes);
  DELETE FROM care.people AS gone_row WHERE gone_row.id = ANY (persons)
    AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.person_id = gone_row.id)
    AND NOT EXISTS (SELECT FROM care.household_members AS lived WHERE lived.person_id = gone_row.id);
  RETURN QUERY SELECT unnest(gone), unnest(kinds);
END $$;
COMMENT ON FUNCTION care.forget_cases(timestamptz, timestamptz, timestamptz, integer) IS 'Deletes ended cases whose time has come, with people and households that nothing needs any more; the ids and why';
REVOKE EXECUTE ON FUNCTION care.forget_cases(timestamptz, timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.forget_cases(timestamptz, timestamptz, timestamptz, integer) TO ess_service;
