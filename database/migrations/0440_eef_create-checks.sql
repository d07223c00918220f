-- Whether a child who is back in learning stays there (decision 0068). The referral itself is of the schema referral.
CREATE SCHEMA eef;
GRANT USAGE ON SCHEMA eef TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA eef GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE TABLE eef.checks (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL,
  case_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('day-30', 'day-90', 'day-180', 'term-end')),
  returned_on date NOT NULL,
  due_on date NOT NULL,
  result text CHECK (result IN ('attending', 'attending-less', 'left')),
  attendance smallint CHECK (attendance BETWEEN 0 AND 100),
  seen_on date,
  answered_at timestamptz,
  answered_by_person_id uuid,
  is_void boolean NOT NULL DEFAULT false,
  to_reopen boolean NOT NULL DEFAULT false,
  UNIQUE (referral_id, kind),
  CHECK ((result IS NULL) = (answered_at IS NULL)),
  CHECK ((result IS NULL) = (seen_on IS NULL)),
  CHECK (attendance IS NULL OR result IS NOT NULL),
  CHECK (NOT (is_void AND result IS NOT NULL)),
  CHECK (NOT to_reopen OR result = 'left')
);
CREATE INDEX checks_open ON eef.checks (to_agency_id, due_on, id) WHERE result IS NULL AND NOT is_void;
CREATE INDEX checks_case ON eef.checks (case_id);
CREATE INDEX checks_to_reopen ON eef.checks (id) WHERE to_reopen;
COMMENT ON TABLE eef.checks IS 'Personal data: when it is asked whether a child is still learning, and what was answered';
COMMENT ON COLUMN eef.checks.referral_id IS 'A referral of referral, and its case of care; no foreign keys across capabilities';
COMMENT ON COLUMN eef.checks.returned_on IS 'Personal data: the day on which the child was back';
COMMENT ON COLUMN eef.checks.result IS 'Personal data: still there, there too seldom, or gone';
COMMENT ON COLUMN eef.checks.answered_by_person_id IS 'An account of access';
COMMENT ON COLUMN eef.checks.is_void IS 'Not asked any more: the child left before, or was never back';
COMMENT ON COLUMN eef.checks.to_reopen IS 'The child left, and its need is not open again yet';

-- A referral whose outcome or confirmation has changed, until a job has planned its checks or ended them.
CREATE TABLE eef.referrals_to_follow (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL
);
COMMENT ON TABLE eef.referrals_to_follow IS 'Referrals with an outcome that was not looked at yet';

ALTER TABLE eef.checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON eef.checks TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT ON eef.checks TO ess_user;
GRANT UPDATE (result, attendance, seen_on, answered_at, answered_by_person_id, is_void, to_reopen) ON eef.checks TO ess_user;
CREATE POLICY user_reads ON eef.checks FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen WHERE seen.referral_id = checks.referral_id OFFSET 0));
CREATE POLICY user_changes ON eef.checks FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = checks.referral_id AND seen.may_act OFFSET 0));
REVOKE DELETE ON eef.checks FROM ess_service;

ALTER TABLE eef.referrals_to_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON eef.referrals_to_follow TO ess_service USING (true) WITH CHECK (true);
GRANT INSERT ON eef.referrals_to_follow TO ess_user;
-- It only makes the service look.
CREATE POLICY user_adds ON eef.referrals_to_follow FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_id()) IS NOT NULL);
