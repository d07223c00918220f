-- What became of cases and needs is counted by insight (decision 0097), from views that the service alone reads: no person, no text.
CREATE VIEW care.published_case_facts AS
  SELECT one.id AS case_id, one.opened_at, one.source, one.status, one.risk, one.is_minor, one.agency_id,
    one.place ->> 'provinceCode' AS province_code, one.closed_at,
    CASE WHEN one.closed_at IS NOT NULL THEN one.end_reason END AS end_reason, one.reopen_count, met.contact_at
  FROM care.cases AS one
  -- What the clock of the first contact stops with: a signed danger form, or a signed follow-up in which the person was met.
  CROSS JOIN LATERAL (SELECT min(form.signed_at) AS contact_at FROM care.case_records AS form
    WHERE form.case_id = one.id AND form.signed_at IS NOT NULL
      AND (form.kind = 'danger' OR form.kind = 'follow-up' AND form.body ->> 'seen' IS DISTINCT FROM 'not')) AS met;
COMMENT ON VIEW care.published_case_facts IS 'When each case was opened, met for the first time and closed, and whose it is; no person';
CREATE VIEW care.published_need_facts AS
  SELECT id AS need_id, case_id, code, opened_at, outcome, outcome_at FROM care.needs;
COMMENT ON VIEW care.published_need_facts IS 'Needs of cases and what became of each; no person';
GRANT SELECT ON care.published_case_facts, care.published_need_facts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON care.published_case_facts, care.published_need_facts FROM ess_service;
REVOKE ALL ON care.published_case_facts, care.published_need_facts FROM ess_user;
