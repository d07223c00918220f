-- Who is barred from a case changes also without the case: a colleague gets a number, or is linked in LINE. What they still
-- have of the case is taken a moment later, in the name of the service, which sees every case.
CREATE TABLE care.barring_to_follow (
  id uuid PRIMARY KEY,
  case_id uuid,
  account_id uuid,
  CHECK ((case_id IS NULL) <> (account_id IS NULL))
);
COMMENT ON TABLE care.barring_to_follow IS 'Cases and accounts, until it was looked whether somebody who is barred still has something of a case';
COMMENT ON COLUMN care.barring_to_follow.account_id IS 'An account of access; no foreign key across capabilities';
ALTER TABLE care.barring_to_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.barring_to_follow TO ess_service USING (true) WITH CHECK (true);
GRANT INSERT ON care.barring_to_follow TO ess_user;
-- It only makes the service look.
CREATE POLICY user_adds ON care.barring_to_follow FOR INSERT TO ess_user WITH CHECK ((SELECT platform.actor_id()) IS NOT NULL);

CREATE FUNCTION care.cases_barring_number(number text) RETURNS TABLE (case_id uuid) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
  SELECT barred.case_id FROM care.case_exclusions AS barred
  WHERE barred.kind = 'phone' AND barred.compared = platform.comparable('phone', number) AND barred.lifted_at IS NULL
    AND barred.value IS NOT NULL
$$;
COMMENT ON FUNCTION care.cases_barring_number(text) IS 'Cases from which whoever is known by this telephone number is barred';
REVOKE EXECUTE ON FUNCTION care.cases_barring_number(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.cases_barring_number(text) TO ess_service, ess_user;
