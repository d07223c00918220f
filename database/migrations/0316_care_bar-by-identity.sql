-- Numbers by which a colleague is known in private life. Nobody is shown them: they are compared with who is barred from cases.
CREATE TABLE access.own_numbers (
  user_id uuid NOT NULL REFERENCES access.users (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('phone', 'id-number')),
  number text NOT NULL CHECK (number <> ''),
  PRIMARY KEY (user_id, kind)
);
CREATE INDEX own_numbers_number ON access.own_numbers (kind, number);
COMMENT ON TABLE access.own_numbers IS 'Personal data: private telephone and ID number of a colleague, only compared, never shown';
COMMENT ON COLUMN access.own_numbers.number IS 'Personal data: the last nine digits of a telephone number, or an ID number';
ALTER TABLE access.own_numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.own_numbers TO ess_service USING (true) WITH CHECK (true);

-- The same number, however it was typed: +66 81 234 5678 is 081-234-5678.
CREATE FUNCTION platform.comparable(kind text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'phone' THEN right(regexp_replace(value, '\D', '', 'g'), 9)
  WHEN 'id-number' THEN upper(regexp_replace(value, '[\s-]', '', 'g')) ELSE value END;
COMMENT ON FUNCTION platform.comparable(text, text) IS 'A number as it is compared: without country, spaces and dashes';

-- Somebody is also known as the reporter who writes to us in LINE; and everything is compared in one form.
ALTER TABLE care.case_exclusions DROP CONSTRAINT case_exclusions_kind_check,
  ADD CONSTRAINT case_exclusions_kind_check CHECK (kind IN ('account', 'phone', 'id-number', 'reporter')),
  ADD COLUMN compared text GENERATED ALWAYS AS (platform.comparable(kind, value)) STORED;
COMMENT ON COLUMN care.case_exclusions.value IS 'Personal data: a telephone or ID number by which the person is known, or a reporter (pseudonym)';
COMMENT ON COLUMN care.case_exclusions.compared IS 'Personal data: the value as it is compared';
CREATE INDEX case_exclusions_compared ON care.case_exclusions (kind, compared) WHERE lifted_at IS NULL AND value IS NOT NULL;
DROP INDEX care.case_exclusions_value;
CREATE UNIQUE INDEX case_exclusions_value ON care.case_exclusions (case_id, kind, compared) WHERE lifted_at IS NULL AND value IS NOT NULL;

-- Everything by which an account is known: numbers of its own, the reporter who writes from its LINE, and what they gave us.
CREATE FUNCTION care.identities_of(account uuid) RETURNS TABLE (kind text, compared text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT own.kind, platform.comparable(own.kind, own.number) FROM access.own_numbers AS own WHERE own.user_id = account
  UNION ALL
  SELECT known.kind, known.compared FROM access.line_links AS link
    JOIN intake.reporters AS reporter ON reporter.channel = 'line' AND reporter.address = link.line_user_id
    CROSS JOIN LATERAL (VALUES ('reporter', reporter.id::text), ('phone', platform.comparable('phone', reporter.phone)))
      AS known (kind, compared)
  WHERE link.user_id = account AND known.compared IS NOT NULL
$$;
COMMENT ON FUNCTION care.identities_of(uuid) IS 'By which numbers and as which reporter an account is known';
REVOKE EXECUTE ON FUNCTION care.identities_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.identities_of(uuid) TO ess_service;

CREATE FUNCTION care.is_own_identity(kind text, value text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM care.identities_of(platform.actor_id()) AS own
    WHERE own.kind = $1 AND own.compared = platform.comparable($1, $2));
END $$;
COMMENT ON FUNCTION care.is_own_identity(text, text) IS 'Whether the actor is known by this number';
REVOKE EXECUTE ON FUNCTION care.is_own_identity(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.is_own_identity(text, text) TO ess_user;

-- Cases from which the actor is barred, in whatever way they are known.
CREATE FUNCTION care.barred_from_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN ARRAY(
    SELECT barred.case_id FROM care.case_exclusions AS barred
    WHERE barred.account_id = platform.actor_id() AND barred.lifted_at IS NULL
    UNION
    SELECT barred.case_id FROM care.identities_of(platform.actor_id()) AS known
      JOIN care.case_exclusions AS barred ON barred.kind = known.kind AND barred.compared = known.compared
    WHERE barred.lifted_at IS NULL AND barred.value IS NOT NULL);
END $$;
COMMENT ON FUNCTION care.barred_from_actor() IS 'Every case that the actor must not learn of';
REVOKE EXECUTE ON FUNCTION care.barred_from_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.barred_from_actor() TO ess_service, ess_user;

-- The accounts that are barred from cases, for what goes out to people: offers, invitations, alarms, open consoles.
CREATE FUNCTION care.barred_accounts(cases uuid[]) RETURNS TABLE (case_id uuid, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT barred.case_id, barred.account_id FROM care.case_exclusions AS barred
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL AND barred.account_id IS NOT NULL
  UNION
  SELECT barred.case_id, own.user_id FROM care.case_exclusions AS barred
    JOIN access.own_numbers AS own ON own.kind = barred.kind AND platform.comparable(own.kind, own.number) = barred.compared
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL
  UNION
  SELECT barred.case_id, link.user_id FROM care.case_exclusions AS barred
    JOIN intake.reporters AS reporter ON reporter.channel = 'line' AND (barred.kind = 'reporter' AND reporter.id::text = barred.compared
      OR barred.kind = 'phone' AND platform.comparable('phone', reporter.phone) = barred.compared)
    JOIN access.line_links AS link ON link.line_user_id = reporter.address
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL AND barred.kind IN ('reporter', 'phone')
$$;
COMMENT ON FUNCTION care.barred_accounts(uuid[]) IS 'Accounts that must not learn of these cases, in whatever way they are known';
REVOKE EXECUTE ON FUNCTION care.barred_accounts(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.barred_accounts(uuid[]) TO ess_service, ess_user;
CREATE INDEX reporters_compared_phone ON intake.reporters (platform.comparable('phone', phone)) WHERE phone IS NOT NULL;

-- Who reported the incident of a case, for whoever is responsible for it: they are barred without a name.
CREATE FUNCTION care.reporter_of_case(case_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN (SELECT report.reporter_id FROM care.cases AS mine JOIN intake.reports AS report ON report.id = mine.report_id
    WHERE mine.id = $1 AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = $1 AND seen.may_act AND seen.sections IS NULL));
END $$;
COMMENT ON FUNCTION care.reporter_of_case(uuid) IS 'The reporter whose incident led to the case';
REVOKE EXECUTE ON FUNCTION care.reporter_of_case(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.reporter_of_case(uuid) TO ess_user;

CREATE OR REPLACE VIEW care.visible_to_actor WITH (security_barrier) AS
SELECT known.case_id, known.person_id, known.household_id, known.may_act, known.sections FROM (
  SELECT mine.id AS case_id, mine.person_id, mine.household_id, mine.incident_id,
    (SELECT platform.actor_may('case:work') OR platform.actor_may('case:approve')) AS may_act, NULL::text[] AS sections
  FROM care.cases AS mine JOIN jurisdiction.agencies AS agency ON agency.id = mine.agency_id
  WHERE (SELECT platform.actor_may('case:view'))
    AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[])
  UNION ALL
  SELECT offered.id, offered.person_id, offered.household_id, offered.incident_id,
    (SELECT platform.actor_may('case:transfer')), ARRAY['person', 'danger']
  FROM care.transfers AS transfer JOIN care.cases AS offered ON offered.id = transfer.case_id
    JOIN jurisdiction.agencies AS agency ON agency.id = transfer.to_agency_id
  WHERE transfer.answer IS NULL AND (SELECT platform.actor_may('case:view'))
    AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[])
  UNION ALL
  SELECT team.id, team.person_id, team.household_id, team.incident_id, false, member.sections
  FROM care.team_members AS member JOIN care.cases AS team ON team.id = member.case_id
  WHERE member.account_id = (SELECT platform.actor_id()) AND member.ended_at IS NULL AND member.until > now()
    AND (SELECT platform.actor_may('case:view-invited'))) AS known
WHERE (SELECT platform.actor_id()) IS NOT NULL
  AND known.case_id <> ALL ((SELECT care.barred_from_actor())::uuid[])
  AND (known.incident_id IS NULL OR known.incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]));

-- Incidents whose people are in care, and the actor must not learn of it.
CREATE FUNCTION care.incidents_barred_from_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN ARRAY(SELECT mine.incident_id FROM care.cases AS mine
    WHERE mine.id = ANY (care.barred_from_actor()) AND mine.incident_id IS NOT NULL);
END $$;
COMMENT ON FUNCTION care.incidents_barred_from_actor() IS 'Incidents with a case that the actor must not learn of';
REVOKE EXECUTE ON FUNCTION care.incidents_barred_from_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.incidents_barred_from_actor() TO ess_service, ess_user;

-- What the police are shown; who must not learn of the case is answered as if there were none.
CREATE FUNCTION care.is_in_care(incident uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM care.open_cases_of($1)) AND $1 <> ALL (care.incidents_barred_from_actor());
END $$;
COMMENT ON FUNCTION care.is_in_care(uuid) IS 'Whether somebody of the incident is in care, for whoever sees the incident and may know';
REVOKE EXECUTE ON FUNCTION care.is_in_care(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.is_in_care(uuid) TO ess_user;

ALTER POLICY user_reads ON care.hand_overs
  USING ((SELECT platform.actor_may('care:view-hand-overs')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
      WHERE agency.id = ANY (ARRAY[hand_overs.to_agency_id, hand_overs.from_agency_id])
        AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_hand_over_scopes())::public.ltree[]))
    AND NOT incident.is_withheld_from_actor(incident_id)
    AND incident_id <> ALL ((SELECT care.incidents_barred_from_actor())::uuid[]));
ALTER POLICY user_reads ON care.early_notifications
  USING ((SELECT platform.actor_may('case:view')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
      WHERE agency.id = early_notifications.agency_id
        AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[]) OFFSET 0)
    AND incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[])
    AND incident_id <> ALL ((SELECT care.incidents_barred_from_actor())::uuid[]));
