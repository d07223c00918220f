-- Findings: one account reported falsely, knowing better. Heard before, decided by another person, open to appeal (decision 0090).
CREATE TABLE incident.findings (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL REFERENCES incident.incidents (id),
  report_id uuid NOT NULL REFERENCES incident.reports (report_id),
  reporter_id uuid NOT NULL,
  other_incident_ids uuid[] NOT NULL,
  agency_id uuid NOT NULL,
  status text NOT NULL,
  evidence text[] NOT NULL CHECK (cardinality(evidence) > 0),
  note text NOT NULL,
  proposed_at timestamptz NOT NULL,
  proposed_by jsonb NOT NULL,
  proposed_as jsonb NOT NULL,
  hearing text NOT NULL,
  answer_by timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by jsonb,
  reason text,
  drop_reason text,
  clauses text[] NOT NULL,
  notice text,
  notice_given_at timestamptz,
  notice_way text,
  appealed_at timestamptz,
  appeal_taken_by jsonb,
  appeal_text text,
  appeal_decided_at timestamptz,
  appeal_decided_by jsonb,
  appeal_reason text,
  -- Who proposes does not decide, and who decides hears no appeal.
  CHECK (status NOT IN ('confirmed', 'dropped', 'appealed', 'upheld', 'overturned')
    OR decided_by IS NOT NULL AND decided_by ->> 'id' <> proposed_by ->> 'id'),
  CHECK (appeal_decided_by IS NULL
    OR appeal_decided_by ->> 'id' NOT IN (proposed_by ->> 'id', decided_by ->> 'id'))
);
-- One finding about one report at a time, and none again that was decided.
CREATE UNIQUE INDEX findings_report ON incident.findings (report_id) WHERE status <> 'withdrawn';
CREATE INDEX findings_incident ON incident.findings (incident_id);
CREATE INDEX findings_others ON incident.findings USING gin (other_incident_ids);
CREATE INDEX findings_reporter ON incident.findings (reporter_id);
CREATE INDEX findings_open ON incident.findings (proposed_at) WHERE status IN ('proposed', 'confirmed', 'appealed', 'upheld');
COMMENT ON TABLE incident.findings IS 'Who reported falsely, as somebody proposed it, and what became of that; gone a year after its last end';
COMMENT ON COLUMN incident.findings.report_id IS 'The report that the reporter is heard about';
COMMENT ON COLUMN incident.findings.reporter_id IS 'Personal data: the account, of intake; no foreign key across capabilities';
COMMENT ON COLUMN incident.findings.other_incident_ids IS 'Further incidents of the same account: a flood or a series is one finding';
COMMENT ON COLUMN incident.findings.agency_id IS 'The station responsible when it was proposed, for the figures';
COMMENT ON COLUMN incident.findings.note IS 'Personal data: what the evidence is, as an officer wrote it';
COMMENT ON COLUMN incident.findings.proposed_by IS 'Personal data: the officer who proposed it, id and name';
COMMENT ON COLUMN incident.findings.proposed_as IS 'Where and as what they served: the decider is of another agency or another role';
COMMENT ON COLUMN incident.findings.answer_by IS 'Until then the reporter may answer';
COMMENT ON COLUMN incident.findings.decided_by IS 'Personal data: the officer who decided, id and name; empty where reopening ended it';
COMMENT ON COLUMN incident.findings.reason IS 'Personal data: why, as the decider wrote it; the reporter reads it';
COMMENT ON COLUMN incident.findings.notice IS 'sent; pointed-to: they were told where to ask for it; to-give: an officer gives it, because a message could be read by an attacker';
COMMENT ON COLUMN incident.findings.appeal_taken_by IS 'Personal data: the officer who took the appeal down, id and name';
COMMENT ON COLUMN incident.findings.appeal_text IS 'Personal data: what the reporter says against it';
COMMENT ON COLUMN incident.findings.appeal_decided_by IS 'Personal data: the third person, id and name';
COMMENT ON COLUMN incident.findings.appeal_reason IS 'Personal data: why, as the third person wrote it';

CREATE TABLE incident.finding_measures (
  finding_id uuid NOT NULL REFERENCES incident.findings (id) ON DELETE CASCADE,
  kind text NOT NULL,
  until timestamptz NOT NULL,
  ended_at timestamptz,
  note text,
  PRIMARY KEY (finding_id, kind)
);
COMMENT ON TABLE incident.finding_measures IS 'What follows from a finding, each until a time; none of them keeps a report from ringing';
COMMENT ON COLUMN incident.finding_measures.note IS 'Personal data: what the inquiry officer answered';

ALTER TABLE incident.findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.finding_measures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.findings TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON incident.finding_measures TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON incident.findings, incident.finding_measures TO ess_user;
GRANT UPDATE (status, decided_at, decided_by, reason, drop_reason, clauses, notice, notice_given_at, notice_way, appealed_at,
  appeal_taken_by, appeal_text, appeal_decided_at, appeal_decided_by, appeal_reason) ON incident.findings TO ess_user;
GRANT UPDATE (until, ended_at, note) ON incident.finding_measures TO ess_user;
CREATE POLICY user_reads ON incident.findings FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = findings.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_adds ON incident.findings FOR INSERT TO ess_user
  WITH CHECK (proposed_by ->> 'id' = (SELECT platform.actor_id())::text
    AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = findings.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON incident.findings FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = findings.incident_id AND seen.may_act OFFSET 0));
-- Whoever may read a finding.
CREATE POLICY user_all ON incident.finding_measures TO ess_user
  USING (EXISTS (SELECT FROM incident.findings AS finding WHERE finding.id = finding_id OFFSET 0));

-- Whoever answers a new report of an account reads that it is called back first, whichever station found so. Whether it is in force
-- the rules say (fairness/finding.ts).
CREATE FUNCTION incident.call_backs_of(asked uuid[])
RETURNS TABLE (report_id uuid, status text, appealed_at timestamptz, until timestamptz, ended_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT report.report_id, finding.status, finding.appealed_at, measure.until, measure.ended_at
  FROM incident.reports AS report
  JOIN incident.findings AS finding ON finding.reporter_id = report.reporter_id
  JOIN incident.finding_measures AS measure ON measure.finding_id = finding.id AND measure.kind = 'call-back-first'
  WHERE report.report_id = ANY (asked)
    AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = finding.incident_id
      AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END;
COMMENT ON FUNCTION incident.call_backs_of(uuid[]) IS 'The call-back-first measures about the accounts of these reports, past ones too';
REVOKE EXECUTE ON FUNCTION incident.call_backs_of(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.call_backs_of(uuid[]) TO ess_service, ess_user;
