-- What the annual report under the Domestic Violence Victim Protection Act counts (decision 0092): to the service alone, nobody is named.
CREATE VIEW care.published_cases AS
  SELECT one.id AS case_id, one.incident_id, one.opened_at, one.source, one.status, one.end_reason, one.is_minor, person.sex,
    assessed.signed_at AS assessed_at, assessed.found
  FROM care.cases AS one
  JOIN care.people AS person ON person.id = one.person_id
  LEFT JOIN LATERAL (SELECT record.signed_at,
      ARRAY(SELECT jsonb_array_elements_text(coalesce(record.body #> '{domains,safety,codes}', '[]'::jsonb))) AS found
    FROM care.case_records AS record
    WHERE record.case_id = one.id AND record.kind = 'assessment' AND record.signed_at IS NOT NULL
    ORDER BY record.signed_at DESC, record.id DESC LIMIT 1) AS assessed ON true;
COMMENT ON VIEW care.published_cases IS 'Each case with what its newest signed assessment found about safety, as codes; no name, number or place';
CREATE VIEW care.published_legal_facts AS
  SELECT entry.case_id, entry.details ->> 'fact' AS fact, (entry.details ->> 'happenedAt')::timestamptz AS happened_at
  FROM care.case_timeline AS entry WHERE entry.kind = 'legal-fact';
COMMENT ON VIEW care.published_legal_facts IS 'What the law counts or counts from, of each case, and when it happened; no person';
GRANT SELECT ON care.published_cases, care.published_legal_facts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON care.published_cases, care.published_legal_facts FROM ess_service;
REVOKE ALL ON care.published_cases, care.published_legal_facts FROM ess_user;
