-- One person, one need, one service: sent to an agency's queue, answered there, and never lost (decision 0064).
CREATE SCHEMA referral;
GRANT USAGE ON SCHEMA referral TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA referral GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;
CREATE SEQUENCE referral.referral_number;
CREATE TABLE referral.referrals (
  id uuid PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('referral.referral_number'),
  buddhist_year integer NOT NULL,
  code text NOT NULL GENERATED ALWAYS AS
    ('RF-' || buddhist_year || '-' || lpad(number::text, greatest(6, length(number::text)), '0')) STORED UNIQUE,
  version integer NOT NULL DEFAULT 1,
  case_id uuid NOT NULL,
  case_code text NOT NULL,
  incident_id uuid,
  need_id uuid NOT NULL,
  need_code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  service_id uuid,
  service_code text NOT NULL,
  statutory boolean NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('emergency', 'urgent', 'normal')),
  age_band text NOT NULL,
  is_minor boolean NOT NULL,
  silent boolean NOT NULL,
  place jsonb NOT NULL,
  papers text[] NOT NULL,
  bundle_id uuid,
  status text NOT NULL CHECK (status IN ('draft', 'offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold',
    'completed', 'not-completed', 'declined', 'expired', 'withdrawn')),
  status_since timestamptz NOT NULL,
  created_by_person_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  offered_at timestamptz,
  half_at timestamptz,
  due_at timestamptz,
  province_at timestamptz,
  reminded_at timestamptz,
  province_told_at timestamptz,
  accepted_at timestamptz,
  update_due_at timestamptz,
  update_told_at timestamptz,
  outcome_due_at timestamptz,
  outcome_told_at timestamptz,
  hold_reason text,
  hold_until timestamptz,
  ended_at timestamptz,
  end_reason text,
  decline_by_person_id uuid,
  decline_decided_by_person_id uuid,
  outcome text,
  outcome_on date,
  outcome_place_code text,
  confirmation text NOT NULL DEFAULT 'none' CHECK (confirmation IN ('none', 'waiting', 'to-ask', 'received', 'partly', 'not-received')),
  confirmed_way text CHECK (confirmed_way IN ('line', 'call', 'visit')),
  confirmed_at timestamptz,
  updated_at timestamptz NOT NULL,
  CHECK (status = 'draft' OR offered_at IS NOT NULL OR status = 'withdrawn'),
  CHECK ((offered_at IS NULL) = (due_at IS NULL)),
  CHECK ((hold_reason IS NULL) = (hold_until IS NULL)),
  CHECK ((status = 'on-hold') = (hold_until IS NOT NULL)),
  CHECK ((status IN ('completed', 'not-completed', 'declined', 'expired', 'withdrawn')) = (ended_at IS NOT NULL)),
  CHECK ((status = 'completed') = (outcome IS NOT NULL)),
  CHECK (status NOT IN ('accepted', 'in-progress', 'on-hold', 'completed', 'not-completed') OR accepted_at IS NOT NULL),
  -- Four eyes, whatever the program thinks.
  CHECK (decline_decided_by_person_id IS NULL OR decline_decided_by_person_id <> decline_by_person_id)
);
-- One need waits for one receiver at a time.
CREATE UNIQUE INDEX referrals_live_of_need ON referral.referrals (need_id)
  WHERE status IN ('offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold');
CREATE INDEX referrals_case ON referral.referrals (case_id, created_at DESC);
CREATE INDEX referrals_bundle ON referral.referrals (bundle_id) WHERE bundle_id IS NOT NULL;
CREATE INDEX referrals_to_open ON referral.referrals (to_agency_id, status, due_at) WHERE ended_at IS NULL;
CREATE INDEX referrals_to_ended ON referral.referrals (to_agency_id, ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX referrals_from_open ON referral.referrals (from_agency_id, status) WHERE ended_at IS NULL;
CREATE INDEX referrals_from_ended ON referral.referrals (from_agency_id, ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX referrals_half ON referral.referrals (half_at) WHERE status IN ('offered', 'declined-proposed') AND reminded_at IS NULL;
CREATE INDEX referrals_due ON referral.referrals (due_at) WHERE status IN ('offered', 'declined-proposed');
CREATE INDEX referrals_province ON referral.referrals (province_at) WHERE status = 'expired' AND province_told_at IS NULL;
CREATE INDEX referrals_hold ON referral.referrals (hold_until) WHERE status = 'on-hold';
CREATE INDEX referrals_update ON referral.referrals (update_due_at)
  WHERE status IN ('accepted', 'in-progress') AND update_told_at IS NULL;
CREATE INDEX referrals_outcome ON referral.referrals (outcome_due_at)
  WHERE status IN ('accepted', 'in-progress') AND outcome_told_at IS NULL;
COMMENT ON TABLE referral.referrals IS 'Personal data: what a receiver may know before accepting; who it is about stands in the packet';
COMMENT ON COLUMN referral.referrals.case_id IS 'A case and a need of care; no foreign key across capabilities';
COMMENT ON COLUMN referral.referrals.incident_id IS 'The incident of the case: from whom it is withheld, from them this is too';
COMMENT ON COLUMN referral.referrals.service_id IS 'An entry of the service directory; no foreign key across capabilities';
COMMENT ON COLUMN referral.referrals.statutory IS 'The receiver has a duty by law: declining needs its supervisor';
COMMENT ON COLUMN referral.referrals.age_band IS 'Personal data: how old, never more exactly';
COMMENT ON COLUMN referral.referrals.silent IS 'Reported in silence: a call or a visit may put somebody in danger';
COMMENT ON COLUMN referral.referrals.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN referral.referrals.end_reason IS 'Why it was declined, did not come about or was withdrawn, as a code';
COMMENT ON COLUMN referral.referrals.outcome IS 'Personal data: what became of it, in the receiver''s words, as a code';
COMMENT ON COLUMN referral.referrals.confirmation IS 'Personal data: what the person says of it; only this closes the need';
COMMENT ON COLUMN referral.referrals.province_at IS 'When the province is alerted, if nobody answered';

CREATE TABLE referral.packets (
  referral_id uuid PRIMARY KEY REFERENCES referral.referrals (id),
  person jsonb NOT NULL,
  safe_contact jsonb,
  why text,
  basis text NOT NULL,
  extra jsonb NOT NULL,
  built_at timestamptz NOT NULL
);
COMMENT ON TABLE referral.packets IS 'Personal data: who a referral is about, as far as its service needs to know; for the receiver only after acceptance';

CREATE TABLE referral.timeline (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral.referrals (id),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL
);
CREATE INDEX timeline_referral ON referral.timeline (referral_id, at, id);
COMMENT ON TABLE referral.timeline IS 'What happened to a referral, in order; the database refuses to change it';
COMMENT ON COLUMN referral.timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN referral.timeline.details IS 'Personal data: codes and what somebody wrote';

GRANT USAGE ON SEQUENCE referral.referral_number TO ess_service, ess_user;
REVOKE UPDATE, DELETE ON referral.timeline FROM ess_service;
REVOKE DELETE ON referral.referrals, referral.packets FROM ess_service;

-- Agencies whose received referrals the actor may see, once for a statement.
-- Asked once and not for each agency: the proof of the actor is computed each time.
CREATE FUNCTION referral.agencies_of_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('referral:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT agency.id FROM jurisdiction.agencies AS agency
    WHERE agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_referral_scopes())::public.ltree[]));
END $$;
COMMENT ON FUNCTION referral.agencies_of_actor() IS 'Agencies whose received referrals the actor may see';
REVOKE EXECUTE ON FUNCTION referral.agencies_of_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referral.agencies_of_actor() TO ess_user;

-- Who sees a referral, and from which side. A draft is the sender's alone; whoever is barred from the case sees nothing,
-- on either side.
CREATE VIEW referral.visible_to_actor WITH (security_barrier) AS
SELECT mine.id AS referral_id, mine.case_id, 'sender' AS side, seen.may_act
FROM referral.referrals AS mine JOIN care.visible_to_actor AS seen ON seen.case_id = mine.case_id AND seen.sections IS NULL
UNION ALL
SELECT theirs.id, theirs.case_id, 'receiver',
  (SELECT platform.actor_may('referral:answer') OR platform.actor_may('referral:confirm-decline'))
FROM referral.referrals AS theirs
WHERE (SELECT platform.actor_id()) IS NOT NULL AND theirs.offered_at IS NOT NULL
  AND theirs.to_agency_id = ANY ((SELECT referral.agencies_of_actor())::uuid[])
  AND theirs.case_id <> ALL ((SELECT care.barred_from_actor())::uuid[])
  AND (theirs.incident_id IS NULL OR theirs.incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]));
COMMENT ON VIEW referral.visible_to_actor IS 'Referrals that the actor may see, from which side, and whether they may change them';
REVOKE ALL ON referral.visible_to_actor FROM ess_service;
GRANT SELECT ON referral.visible_to_actor TO ess_user;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['referrals', 'packets', 'timeline'] LOOP
    EXECUTE format('ALTER TABLE referral.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON referral.%I TO ess_service USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- What is asked of a row alone stands first, so that the queue of a receiver needs no look into care.
GRANT SELECT, INSERT, UPDATE ON referral.referrals TO ess_user;
CREATE POLICY user_reads ON referral.referrals FOR SELECT TO ess_user
  USING (offered_at IS NOT NULL AND to_agency_id = ANY ((SELECT referral.agencies_of_actor())::uuid[])
      AND (SELECT platform.actor_id()) IS NOT NULL
      AND case_id <> ALL ((SELECT care.barred_from_actor())::uuid[])
      AND (incident_id IS NULL OR incident_id <> ALL ((SELECT incident.withheld_from_actor())::uuid[]))
    OR EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = referrals.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON referral.referrals FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = referrals.id AND seen.may_act OFFSET 0))
  WITH CHECK (true);
CREATE POLICY user_adds ON referral.referrals FOR INSERT TO ess_user
  WITH CHECK (version = 1 AND status IN ('draft', 'offered') AND created_by_person_id = (SELECT platform.actor_id())
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = referrals.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

-- Who it is about: the sender, and the receiver from acceptance on, while it is theirs.
GRANT SELECT, INSERT, UPDATE ON referral.packets TO ess_user;
CREATE POLICY user_reads ON referral.packets FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen JOIN referral.referrals AS about ON about.id = seen.referral_id
    WHERE seen.referral_id = packets.referral_id AND (seen.side = 'sender'
      OR about.status IN ('accepted', 'in-progress', 'on-hold', 'completed')) OFFSET 0));
CREATE POLICY user_adds ON referral.packets FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = packets.referral_id AND seen.side = 'sender' AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON referral.packets FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = packets.referral_id AND seen.side = 'sender' AND seen.may_act OFFSET 0));

GRANT SELECT, INSERT ON referral.timeline TO ess_user;
CREATE POLICY user_reads ON referral.timeline FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen WHERE seen.referral_id = timeline.referral_id OFFSET 0));
CREATE POLICY user_adds ON referral.timeline FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = timeline.referral_id AND seen.may_act OFFSET 0));
