CREATE VIEW referral.published_facts AS
  SELECT id AS referral_id, case_id, need_code, service_code, urgency, from_agency_id, to_agency_id, province_code, status, offered_at,
    accepted_at, due_at, ended_at, end_reason, outcome, confirmation
  FROM referral.referrals WHERE offered_at IS NOT NULL;
COMMENT ON VIEW referral.published_facts IS 'Referrals that were offered, the times of their steps and what became of each; no person';
GRANT SELECT ON referral.published_facts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON referral.published_facts FROM ess_service;
REVOKE ALL ON referral.published_facts FROM ess_user;
