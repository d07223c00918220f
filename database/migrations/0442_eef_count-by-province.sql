-- How many wait in each province is counted from an index alone, which is a fifth of the table.
CREATE INDEX referrals_to_answer_by_province ON referral.referrals
  (to_agency_id, province_code, due_at) INCLUDE (case_id, incident_id) WHERE status IN ('offered', 'declined-proposed');
CREATE INDEX referrals_to_work_by_province ON referral.referrals
  (to_agency_id, province_code, outcome_due_at) INCLUDE (case_id, incident_id)
  WHERE status IN ('accepted', 'in-progress', 'on-hold');
