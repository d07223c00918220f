-- What was written before a step began does not count for it: after a reopening the old assessment is the past.
ALTER TABLE care.cases ADD COLUMN status_since timestamptz NOT NULL;
COMMENT ON COLUMN care.cases.status_since IS 'Since when it has its status';

-- Whoever ends an incident adds to the cases of its people, also without the right to see them.
CREATE OR REPLACE FUNCTION care.actor_may_add(case_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = $1)
    OR EXISTS (SELECT FROM care.cases AS opened WHERE opened.id = $1
      AND (opened.version = 1 AND opened.opened_by_person_id = platform.actor_id()
        OR EXISTS (SELECT FROM incident.visible_to_actor AS ended
          WHERE ended.incident_id = opened.incident_id AND ended.may_act)));
END $$;

-- Who sees a case looks at its views: of the case and of its forms, by whom and when. Not for invited people.
CREATE FUNCTION audit.views_of_case(case_id uuid) RETURNS TABLE (at timestamptz, person_id text, view text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT entry.at, entry.actor_id, entry.action FROM audit.entries AS entry
  WHERE entry.kind = 'view' AND entry.subject_kind = 'case' AND entry.subject_id = $1::text
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = $1 AND seen.sections IS NULL AND seen.may_act)
  ORDER BY entry.id DESC LIMIT 500;
END $$;
COMMENT ON FUNCTION audit.views_of_case(uuid) IS 'Who looked at a case, newest first, for whoever is responsible for it';
REVOKE EXECUTE ON FUNCTION audit.views_of_case(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.views_of_case(uuid) TO ess_user;

-- The outcomes are a list of the contract, and some of them only the person can say.
ALTER TABLE care.needs DROP CONSTRAINT needs_outcome_check, ADD COLUMN outcome_said_by text,
  ADD CONSTRAINT needs_outcome_said CHECK ((outcome IS NULL) = (outcome_said_by IS NULL));
COMMENT ON COLUMN care.needs.outcome_said_by IS 'By whose word it ended: the person, a guardian, the worker, a supervisor';
GRANT UPDATE (outcome_said_by) ON care.needs TO ess_user;
