-- Cases whose referrals are to be brought up to date after the commit: another owner, or a person known better.
CREATE TABLE referral.cases_to_follow (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL
);
COMMENT ON TABLE referral.cases_to_follow IS 'Cases, until it was looked whether their referrals have another sender or packet';
COMMENT ON COLUMN referral.cases_to_follow.case_id IS 'A case of care; no foreign key across capabilities';

-- A supervisor accepts that help was not to be had, never whoever proposed it.
CREATE TABLE referral.loss_proposals (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  need_id uuid NOT NULL,
  reason text NOT NULL,
  requested_by_person_id uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  accepted boolean,
  decision_reason text,
  decided_by_person_id uuid,
  decided_at timestamptz,
  CHECK (decided_by_person_id IS NULL OR decided_by_person_id <> requested_by_person_id),
  CHECK ((accepted IS NULL) = (decided_at IS NULL)),
  CHECK ((accepted IS NULL) = (decided_by_person_id IS NULL))
);
CREATE UNIQUE INDEX loss_proposals_open ON referral.loss_proposals (need_id) WHERE accepted IS NULL;
CREATE INDEX loss_proposals_case ON referral.loss_proposals (case_id, requested_at);
COMMENT ON TABLE referral.loss_proposals IS 'Personal data: needs for which no help was to be had, proposed by a worker and decided by a supervisor';
COMMENT ON COLUMN referral.loss_proposals.case_id IS 'A case and a need of care; no foreign key across capabilities';
COMMENT ON COLUMN referral.loss_proposals.reason IS 'Personal data: what somebody wrote';
COMMENT ON COLUMN referral.loss_proposals.decision_reason IS 'Personal data: what somebody wrote';

-- "Can you take one?" before anybody is named.
CREATE TABLE referral.capacity_questions (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  incident_id uuid,
  need_code text NOT NULL,
  service_code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('emergency', 'urgent', 'normal')),
  age_band text NOT NULL,
  place jsonb NOT NULL,
  asked_by_person_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('yes', 'no', 'later')),
  free_from date,
  answered_by_person_id uuid,
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((answer = 'later') = (free_from IS NOT NULL) OR answer IS NULL AND free_from IS NULL)
);
CREATE UNIQUE INDEX capacity_questions_open ON referral.capacity_questions (case_id, service_code, to_agency_id) WHERE answer IS NULL;
CREATE INDEX capacity_questions_to ON referral.capacity_questions (to_agency_id, asked_at) WHERE answer IS NULL;
CREATE INDEX capacity_questions_case ON referral.capacity_questions (case_id, asked_at);
COMMENT ON TABLE referral.capacity_questions IS 'Personal data: whether a receiver has a place, asked with need, age band and area alone';
COMMENT ON COLUMN referral.capacity_questions.case_id IS 'A case of care, never shown to the receiver; no foreign key across capabilities';
COMMENT ON COLUMN referral.capacity_questions.age_band IS 'Personal data: how old, never more exactly';
COMMENT ON COLUMN referral.capacity_questions.place IS 'Personal data: the subdistrict, as text';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['cases_to_follow', 'loss_proposals', 'capacity_questions'] LOOP
    EXECUTE format('ALTER TABLE referral.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON referral.%I TO ess_service USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

GRANT INSERT ON referral.cases_to_follow TO ess_user;
-- It only makes the service look.
CREATE POLICY user_adds ON referral.cases_to_follow FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_id()) IS NOT NULL);

GRANT SELECT, INSERT, UPDATE (accepted, decision_reason, decided_by_person_id, decided_at) ON referral.loss_proposals TO ess_user;
-- Of a list, so that the actor is proved once and not for each row.
CREATE POLICY user_reads ON referral.loss_proposals FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = loss_proposals.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON referral.loss_proposals FOR INSERT TO ess_user
  WITH CHECK (accepted IS NULL AND requested_by_person_id = (SELECT platform.actor_id()) AND care.actor_sees_all(case_id));
CREATE POLICY user_changes ON referral.loss_proposals FOR UPDATE TO ess_user
  USING (accepted IS NULL AND care.actor_sees_all(case_id))
  WITH CHECK (decided_by_person_id = (SELECT platform.actor_id()));

GRANT SELECT, INSERT, UPDATE (answer, free_from, answered_by_person_id, answered_at) ON referral.capacity_questions TO ess_user;
CREATE POLICY user_reads ON referral.capacity_questions FOR SELECT TO ess_user
  USING (to_agency_id = ANY ((SELECT referral.agencies_of_actor())::uuid[])
      AND (SELECT platform.actor_id()) IS NOT NULL
      AND case_id <> ALL ((SELECT care.barred_from_actor())::uuid[])
      AND (incident_id IS NULL OR incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]))
    OR EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = capacity_questions.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON referral.capacity_questions FOR INSERT TO ess_user
  WITH CHECK (answer IS NULL AND asked_by_person_id = (SELECT platform.actor_id()) AND care.actor_sees_all(case_id));
CREATE POLICY user_changes ON referral.capacity_questions FOR UPDATE TO ess_user
  USING (answer IS NULL AND (SELECT platform.actor_may('referral:answer'))
    AND to_agency_id = ANY ((SELECT referral.agencies_of_actor())::uuid[])
    AND case_id <> ALL ((SELECT care.barred_from_actor())::uuid[]))
  WITH CHECK (answered_by_person_id = (SELECT platform.actor_id()));

-- Referrals with something due, by the indexes of their clocks.
CREATE FUNCTION referral.due_referrals(now timestamptz, at_most integer) RETURNS SETOF uuid LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$
  (SELECT id FROM referral.referrals WHERE half_at <= $1 AND status IN ('offered', 'declined-proposed') AND reminded_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE due_at <= $1 AND status IN ('offered', 'declined-proposed') LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE province_at <= $1 AND status = 'expired' AND province_told_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE hold_until <= $1 AND status = 'on-hold' LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE update_due_at <= $1 AND status IN ('accepted', 'in-progress') AND update_told_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE outcome_due_at <= $1 AND status IN ('accepted', 'in-progress') AND outcome_told_at IS NULL LIMIT $2)
$$;
COMMENT ON FUNCTION referral.due_referrals(timestamptz, integer) IS 'Referrals whose reminder, deadline, hold or next word is due';
REVOKE EXECUTE ON FUNCTION referral.due_referrals(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referral.due_referrals(timestamptz, integer) TO ess_service;
