-- One narrow fact per case, per need and per referral, replaced whenever something about it changes (decision 0097).
CREATE TABLE insight.case_facts (
  case_id uuid PRIMARY KEY,
  opened_at timestamptz NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  source text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'working', 'closed', 'not-opened')),
  end_reason text,
  risk text,
  is_minor boolean NOT NULL,
  is_duplicate boolean NOT NULL,
  is_reopened boolean NOT NULL,
  to_contact integer CHECK (to_contact >= 0)
);
COMMENT ON TABLE insight.case_facts IS 'One fact per case of care, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.case_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.case_facts.day IS 'The day in Thailand';
COMMENT ON COLUMN insight.case_facts.agency_id IS 'Whose case it is now; an agency of jurisdiction';
COMMENT ON COLUMN insight.case_facts.to_contact IS 'Seconds from the opening until the person was met for the first time; null: not recorded, or not yet';
CREATE INDEX case_facts_agency ON insight.case_facts (agency_id, day);
CREATE INDEX case_facts_province ON insight.case_facts (province_code, day);
CREATE INDEX case_facts_day ON insight.case_facts (day);

CREATE TABLE insight.need_facts (
  need_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  code text NOT NULL,
  outcome text,
  is_minor boolean NOT NULL,
  is_duplicate boolean NOT NULL,
  to_met integer CHECK (to_met >= 0)
);
COMMENT ON TABLE insight.need_facts IS 'One fact per need of a case, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.need_facts.need_id IS 'A need of care';
COMMENT ON COLUMN insight.need_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.need_facts.day IS 'The day in Thailand on which the need was found';
COMMENT ON COLUMN insight.need_facts.agency_id IS 'Whose case it is now; an agency of jurisdiction';
COMMENT ON COLUMN insight.need_facts.to_met IS 'Seconds until the person had received help; null: did not, or not yet';
CREATE INDEX need_facts_case ON insight.need_facts (case_id);
CREATE INDEX need_facts_agency ON insight.need_facts (agency_id, day);
CREATE INDEX need_facts_province ON insight.need_facts (province_code, day);
CREATE INDEX need_facts_day ON insight.need_facts (day);

CREATE TABLE insight.referral_facts (
  referral_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  offered_at timestamptz NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  service_code text NOT NULL,
  state text NOT NULL,
  came_to text NOT NULL,
  end_reason text,
  outcome text,
  confirmation text NOT NULL,
  to_answer integer CHECK (to_answer >= 0),
  to_due integer NOT NULL CHECK (to_due >= 0)
);
COMMENT ON TABLE insight.referral_facts IS 'One fact per referral that was offered, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.referral_facts.referral_id IS 'A referral';
COMMENT ON COLUMN insight.referral_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.referral_facts.day IS 'The day in Thailand on which it was offered';
COMMENT ON COLUMN insight.referral_facts.agency_id IS 'Who sent it; an agency of jurisdiction';
COMMENT ON COLUMN insight.referral_facts.state IS 'to-answer, working, or how it ended';
COMMENT ON COLUMN insight.referral_facts.came_to IS 'Of a child that was sent to learning: what eef counts it as; for others the state';
COMMENT ON COLUMN insight.referral_facts.to_answer IS 'Seconds until the receiver accepted or declined; null: nobody has answered';
COMMENT ON COLUMN insight.referral_facts.to_due IS 'Seconds within which an answer was due';
CREATE INDEX referral_facts_case ON insight.referral_facts (case_id);
CREATE INDEX referral_facts_agency ON insight.referral_facts (agency_id, day);
CREATE INDEX referral_facts_province ON insight.referral_facts (province_code, day);
CREATE INDEX referral_facts_day ON insight.referral_facts (day);

-- What the facts ought to be, from what their owners publish.
CREATE VIEW insight.computed_case_facts AS
  SELECT one.case_id, one.opened_at, (one.opened_at AT TIME ZONE 'Asia/Bangkok')::date AS day,
    coalesce(one.province_code, '') AS province_code, one.agency_id, one.source,
    CASE WHEN one.status IN ('registered', 'reopened') THEN 'waiting' WHEN one.status IN ('closed', 'not-opened') THEN one.status
      ELSE 'working' END AS state,
    one.end_reason, one.risk, one.is_minor, one.end_reason IS NOT DISTINCT FROM 'duplicate' AS is_duplicate,
    one.reopen_count > 0 AS is_reopened, insight.seconds_between(one.opened_at, one.contact_at) AS to_contact
  FROM care.published_case_facts AS one;
COMMENT ON VIEW insight.computed_case_facts IS 'case_facts as it would be made now';
CREATE VIEW insight.computed_need_facts AS
  SELECT need.need_id, need.case_id, (need.opened_at AT TIME ZONE 'Asia/Bangkok')::date AS day,
    coalesce(one.province_code, '') AS province_code, one.agency_id, need.code, need.outcome, one.is_minor,
    one.end_reason IS NOT DISTINCT FROM 'duplicate' AS is_duplicate,
    CASE WHEN need.outcome = 'received-help' THEN insight.seconds_between(need.opened_at, need.outcome_at) END AS to_met
  FROM care.published_need_facts AS need JOIN care.published_case_facts AS one ON one.case_id = need.case_id;
COMMENT ON VIEW insight.computed_need_facts IS 'need_facts as it would be made now';
-- A child counts here as it counts on the page of the Equitable Education Fund (eef.list_children).
CREATE VIEW insight.computed_referral_facts AS
  SELECT one.referral_id, one.case_id, one.offered_at, (one.offered_at AT TIME ZONE 'Asia/Bangkok')::date AS day,
    coalesce(one.province_code, '') AS province_code, one.from_agency_id AS agency_id, one.service_code, stands.state,
    CASE WHEN one.status <> 'completed' THEN stands.state WHEN gone.referral_id IS NOT NULL THEN 'left'
      WHEN one.confirmation = 'not-received' THEN 'not-received'
      WHEN one.outcome IN ('formal-returned', 'non-formal', 'mobile-or-learning-centre', 'vocational', 'early-childhood') THEN 'back'
      ELSE 'other-outcome' END AS came_to,
    one.end_reason, one.outcome, one.confirmation,
    -- Accepted, or declined in the end; a referral that ended without either was never answered.
    insight.seconds_between(one.offered_at, coalesce(one.accepted_at, CASE WHEN one.status = 'declined' THEN one.ended_at END)) AS to_answer,
    coalesce(insight.seconds_between(one.offered_at, one.due_at), 0) AS to_due
  FROM referral.published_facts AS one
  LEFT JOIN eef.published_left AS gone ON gone.referral_id = one.referral_id
  CROSS JOIN LATERAL (SELECT CASE WHEN one.status IN ('offered', 'declined-proposed') THEN 'to-answer'
    WHEN one.status IN ('accepted', 'in-progress', 'on-hold') THEN 'working' ELSE one.status END AS state) AS stands;
COMMENT ON VIEW insight.computed_referral_facts IS 'referral_facts as it would be made now';
REVOKE INSERT, UPDATE, DELETE ON insight.computed_case_facts, insight.computed_need_facts, insight.computed_referral_facts FROM ess_service;

-- What is there already: nothing says that it has changed.
INSERT INTO insight.case_facts SELECT * FROM insight.computed_case_facts;
INSERT INTO insight.need_facts SELECT * FROM insight.computed_need_facts;
INSERT INTO insight.referral_facts SELECT * FROM insight.computed_referral_facts;
