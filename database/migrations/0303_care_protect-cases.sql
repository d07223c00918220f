-- Who sees a case, and which sections: people of its owner and above, whoever it is offered to, and invited people until
-- their day. Whoever is barred sees nothing. The view runs with the rights of the owner, like incident.visible_to_actor.
CREATE VIEW care.visible_to_actor WITH (security_barrier) AS
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
  AND known.case_id <> ALL (ARRAY(SELECT barred.case_id FROM care.case_exclusions AS barred
    WHERE barred.account_id = (SELECT platform.actor_id()) AND barred.lifted_at IS NULL))
  AND (known.incident_id IS NULL OR known.incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]));
COMMENT ON VIEW care.visible_to_actor IS 'Cases that the actor may see, whether they may change them, and which sections (empty: all)';
REVOKE ALL ON care.visible_to_actor FROM ess_service;
GRANT SELECT ON care.visible_to_actor TO ess_user;

-- The row that somebody has just opened is not theirs to see (a police officer), and yet its first entries are theirs.
CREATE FUNCTION care.actor_may_add(case_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = $1)
    OR EXISTS (SELECT FROM care.cases AS opened WHERE opened.id = $1 AND opened.version = 1
      AND opened.opened_by_person_id = platform.actor_id());
END $$;
COMMENT ON FUNCTION care.actor_may_add(uuid) IS 'Whether the actor may add to the case: they see it, or have just opened it';
REVOKE EXECUTE ON FUNCTION care.actor_may_add(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.actor_may_add(uuid) TO ess_user;

-- Whoever works on an incident learns whether people of it are in care already, and nothing else of their cases.
CREATE FUNCTION care.open_cases_of(incident uuid) RETURNS TABLE (case_id uuid, concern text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT mine.id, mine.concern FROM care.cases AS mine WHERE mine.incident_id = $1 AND mine.closed_at IS NULL
    AND (session_user = 'ess_service' OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $1));
END $$;
COMMENT ON FUNCTION care.open_cases_of(uuid) IS 'Open cases of an incident, for whoever sees the incident: ids and whom they are about';
REVOKE EXECUTE ON FUNCTION care.open_cases_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.open_cases_of(uuid) TO ess_service, ess_user;

CREATE FUNCTION care.actor_sees_section(case_id uuid, section text) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM care.visible_to_actor AS seen
  WHERE seen.case_id = $1 AND (seen.sections IS NULL OR $2 = ANY (seen.sections)));
COMMENT ON FUNCTION care.actor_sees_section(uuid, text) IS 'Whether the actor may see this section of the case';
REVOKE EXECUTE ON FUNCTION care.actor_sees_section(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.actor_sees_section(uuid, text) TO ess_user;

GRANT USAGE ON SEQUENCE care.case_number TO ess_service, ess_user;
REVOKE UPDATE, DELETE ON care.case_timeline FROM ess_service;
REVOKE DELETE ON care.cases, care.people, care.case_records, care.approvals, care.transfers, care.case_exclusions FROM ess_service;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['people', 'households', 'household_members', 'cases', 'case_timeline', 'case_links',
    'case_exclusions', 'case_records', 'needs', 'approvals', 'transfers', 'team_members', 'clocks', 'early_notifications'] LOOP
    EXECUTE format('ALTER TABLE care.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON care.%I TO ess_service USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- Cases: visible ones. Whoever ends an incident opens them, also without the right to see them.
GRANT SELECT, INSERT, UPDATE ON care.cases TO ess_user;
CREATE POLICY user_reads ON care.cases FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = cases.id OFFSET 0));
CREATE POLICY user_changes ON care.cases FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = cases.id AND seen.may_act OFFSET 0))
  WITH CHECK (true);
CREATE POLICY user_adds ON care.cases FOR INSERT TO ess_user
  WITH CHECK (version = 1 AND opened_by_person_id = (SELECT platform.actor_id())
    AND ((SELECT platform.actor_may('case:open')) OR EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = cases.incident_id AND seen.may_act OFFSET 0)));

GRANT SELECT, INSERT ON care.case_timeline TO ess_user;
CREATE POLICY user_reads ON care.case_timeline FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_timeline.case_id
    AND (seen.sections IS NULL OR case_timeline.section = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.case_timeline FOR INSERT TO ess_user WITH CHECK (care.actor_may_add(case_id));

-- People: those of visible cases with the section, and who lives in the same household. Whoever has left is not shown
-- there any more: a new address may be secret.
GRANT SELECT, INSERT, UPDATE ON care.people TO ess_user;
CREATE POLICY user_reads ON care.people FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.person_id = people.id
      AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)) OFFSET 0)
    OR EXISTS (SELECT FROM care.household_members AS member WHERE member.person_id = people.id AND member.to_on IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.people FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.person_id = people.id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON care.people FOR INSERT TO ess_user
  WITH CHECK (created_by_person_id = (SELECT platform.actor_id()));

GRANT SELECT, INSERT ON care.households TO ess_user;
CREATE POLICY user_reads ON care.households FOR SELECT TO ess_user
  USING (created_by_person_id = (SELECT platform.actor_id())
    OR EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.household_id = households.id
      AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.households FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('case:work')) AND created_by_person_id = (SELECT platform.actor_id()));

GRANT SELECT, INSERT, UPDATE (to_on) ON care.household_members TO ess_user;
CREATE POLICY user_reads ON care.household_members FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.household_id = household_members.household_id
    AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.household_members FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('case:work')) AND added_by_person_id = (SELECT platform.actor_id()));
CREATE POLICY user_changes ON care.household_members FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.household_id = household_members.household_id AND seen.may_act OFFSET 0));

-- A link is shown to whoever sees both cases.
GRANT SELECT, INSERT, DELETE ON care.case_links TO ess_user;
CREATE POLICY user_reads ON care.case_links FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_links.case_id AND seen.sections IS NULL OFFSET 0)
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_links.other_case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.case_links FOR INSERT TO ess_user
  WITH CHECK (care.actor_may_add(case_id) AND care.actor_may_add(other_case_id));
CREATE POLICY user_removes ON care.case_links FOR DELETE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_links.case_id AND seen.may_act OFFSET 0)
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_links.other_case_id AND seen.may_act OFFSET 0));

-- Exclusions: a barred person sees none, because they do not see the case.
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by_person_id) ON care.case_exclusions TO ess_user;
CREATE POLICY user_reads ON care.case_exclusions FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = case_exclusions.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.case_exclusions FOR INSERT TO ess_user
  WITH CHECK (by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = case_exclusions.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.case_exclusions FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = case_exclusions.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

-- Forms and needs: by section. Invited people write in theirs.
GRANT SELECT, INSERT, UPDATE ON care.case_records TO ess_user;
CREATE POLICY user_reads ON care.case_records FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = case_records.case_id
    AND (seen.sections IS NULL OR case_records.section = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.case_records FOR INSERT TO ess_user
  WITH CHECK (author_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = case_records.case_id
      AND (seen.sections IS NULL AND seen.may_act OR case_records.section = ANY (seen.sections)) OFFSET 0));
-- What is signed is never changed.
CREATE POLICY user_changes ON care.case_records FOR UPDATE TO ess_user
  USING (signed_at IS NULL AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = case_records.case_id
      AND (seen.sections IS NULL AND seen.may_act OR case_records.section = ANY (seen.sections)) OFFSET 0))
  WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE (outcome, outcome_at, outcome_by_person_id) ON care.needs TO ess_user;
CREATE POLICY user_reads ON care.needs FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = needs.case_id
    AND (seen.sections IS NULL OR 'assessment' = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.needs FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = needs.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.needs FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = needs.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

GRANT SELECT, INSERT, UPDATE (decision, fields, decided_by_person_id, decided_at) ON care.approvals TO ess_user;
CREATE POLICY user_reads ON care.approvals FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = approvals.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.approvals FOR INSERT TO ess_user
  WITH CHECK (decision IS NULL AND requested_by_person_id = (SELECT platform.actor_id())
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = approvals.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.approvals FOR UPDATE TO ess_user
  USING (decision IS NULL AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = approvals.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0))
  WITH CHECK (decided_by_person_id = (SELECT platform.actor_id()));

GRANT SELECT, INSERT, UPDATE (answer, answer_reason, answered_by_person_id, answered_at) ON care.transfers TO ess_user;
CREATE POLICY user_reads ON care.transfers FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = transfers.case_id
    AND (seen.sections IS NULL OR seen.may_act) OFFSET 0));
CREATE POLICY user_adds ON care.transfers FOR INSERT TO ess_user
  WITH CHECK (offered_by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = transfers.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.transfers FOR UPDATE TO ess_user
  USING (answer IS NULL AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = transfers.case_id AND seen.may_act OFFSET 0))
  WITH CHECK (answered_by_person_id = (SELECT platform.actor_id()));

GRANT SELECT, INSERT, UPDATE (sections, until, ended_at, ended_by_person_id) ON care.team_members TO ess_user;
CREATE POLICY user_reads ON care.team_members FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = team_members.case_id
    AND (seen.sections IS NULL OR team_members.account_id = (SELECT platform.actor_id())) OFFSET 0));
CREATE POLICY user_adds ON care.team_members FOR INSERT TO ess_user
  WITH CHECK (invited_by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = team_members.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON care.team_members FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = team_members.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

GRANT SELECT, INSERT, UPDATE ON care.clocks TO ess_user;
CREATE POLICY user_reads ON care.clocks FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = clocks.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON care.clocks FOR INSERT TO ess_user WITH CHECK (care.actor_may_add(case_id));
CREATE POLICY user_changes ON care.clocks FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = clocks.case_id OFFSET 0))
  WITH CHECK (true);

-- Early notifications: for the centre on call and those above it; whoever records the fact adds one.
GRANT SELECT, INSERT, UPDATE (acknowledged_at, acknowledged_by_person_id) ON care.early_notifications TO ess_user;
CREATE POLICY user_reads ON care.early_notifications FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('case:view')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
      WHERE agency.id = early_notifications.agency_id
        AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[]) OFFSET 0)
    AND incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]));
CREATE POLICY user_adds ON care.early_notifications FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = early_notifications.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON care.early_notifications FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('case:work')) AND EXISTS (SELECT FROM jurisdiction.agencies AS agency
    WHERE agency.id = early_notifications.agency_id
      AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[]) OFFSET 0));
