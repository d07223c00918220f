-- Aftercare of one person each, from the hand-over to the closure and after (decision 0058).
CREATE TABLE care.people (
  id uuid PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  name text,
  alias text,
  id_number text,
  no_id_reason text,
  birth_date date,
  birth_year integer CHECK (birth_year BETWEEN 1850 AND 2200),
  sex text,
  nationality text,
  language text,
  disabilities text[] NOT NULL DEFAULT '{}',
  pregnant text,
  school_status text,
  caregiver jsonb,
  safe_contact jsonb,
  basis text,
  created_by_person_id uuid,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (birth_date IS NULL OR birth_year IS NULL)
);
CREATE INDEX people_id_number ON care.people (id_number) WHERE id_number IS NOT NULL;
COMMENT ON TABLE care.people IS 'Personal data: people in care. Right after a hand-over nothing is known but that somebody is there';
COMMENT ON COLUMN care.people.name IS 'Personal data: may stay empty; some people are known by an alias only';
COMMENT ON COLUMN care.people.alias IS 'Personal data: how the person is called, where the name is unknown or must not be written';
COMMENT ON COLUMN care.people.id_number IS 'Personal data: 13 digits whose last one fits, or a number of a school';
COMMENT ON COLUMN care.people.no_id_reason IS 'Why there is no number';
COMMENT ON COLUMN care.people.birth_date IS 'Personal data: exact';
COMMENT ON COLUMN care.people.birth_year IS 'Personal data: estimated, where the date is not known (Christian era)';
COMMENT ON COLUMN care.people.disabilities IS 'Personal data: health, as codes';
COMMENT ON COLUMN care.people.pregnant IS 'Personal data: health';
COMMENT ON COLUMN care.people.caregiver IS 'Personal data: who looks after the person';
COMMENT ON COLUMN care.people.safe_contact IS 'Personal data: channel, number, hours, who must not know, check question';
COMMENT ON COLUMN care.people.created_by_person_id IS 'Whose action made the row; an account of access';

CREATE TABLE care.households (
  id uuid PRIMARY KEY,
  address text,
  place jsonb,
  created_by_person_id uuid NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE care.households IS 'People who live together. A split begins a new household; nothing is rewritten';
COMMENT ON COLUMN care.households.address IS 'Personal data: where they live; a secret place stays in its own household';
COMMENT ON COLUMN care.households.place IS 'Personal data: the subdistrict';

CREATE TABLE care.household_members (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES care.households (id),
  person_id uuid NOT NULL REFERENCES care.people (id),
  relation text NOT NULL,
  from_on date NOT NULL,
  to_on date,
  added_by_person_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  CHECK (to_on IS NULL OR to_on >= from_on)
);
CREATE UNIQUE INDEX household_members_once ON care.household_members (household_id, person_id) WHERE to_on IS NULL;
CREATE INDEX household_members_person ON care.household_members (person_id);
COMMENT ON TABLE care.household_members IS 'Personal data: who lived where, from when to when; rows end and are never rewritten';

CREATE SEQUENCE care.case_number;
CREATE TABLE care.cases (
  id uuid PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('care.case_number'),
  buddhist_year integer NOT NULL,
  code text NOT NULL GENERATED ALWAYS AS
    ('CS-' || buddhist_year || '-' || lpad(number::text, greatest(6, length(number::text)), '0')) STORED UNIQUE,
  version integer NOT NULL DEFAULT 1,
  person_id uuid NOT NULL REFERENCES care.people (id),
  household_id uuid REFERENCES care.households (id),
  concern text NOT NULL CHECK (concern IN ('victim', 'child', 'person')),
  is_minor boolean NOT NULL DEFAULT false,
  source text NOT NULL CHECK (source IN ('incident', 'call-1300', 'walk-in', 'welfare-check', 'request', 'referral')),
  incident_id uuid,
  incident_code text,
  incident_type text,
  report_id uuid,
  silent boolean NOT NULL DEFAULT false,
  place jsonb NOT NULL,
  status text NOT NULL CHECK (status IN
    ('registered', 'assessing', 'planning', 'implementing', 'following-up', 'closed', 'not-opened', 'reopened')),
  risk text CHECK (risk IN ('high', 'medium', 'low')),
  agency_id uuid NOT NULL,
  worker_id uuid,
  opened_by_person_id uuid,
  opened_at timestamptz NOT NULL,
  waiting_since timestamptz NOT NULL,
  accepted_at timestamptz,
  closed_at timestamptz,
  end_reason text,
  reopen_count integer NOT NULL DEFAULT 0,
  hold_reason text,
  hold_until timestamptz,
  reporter_message text NOT NULL DEFAULT 'none' CHECK (reporter_message IN ('none', 'due', 'sent', 'withheld')),
  updated_at timestamptz NOT NULL,
  CHECK ((hold_reason IS NULL) = (hold_until IS NULL)),
  CHECK ((status IN ('closed', 'not-opened')) = (closed_at IS NOT NULL)),
  CHECK (closed_at IS NULL OR end_reason IS NOT NULL),
  -- Nobody works on what nobody accepted.
  CHECK (status NOT IN ('assessing', 'planning', 'implementing', 'following-up') OR worker_id IS NOT NULL)
);
CREATE INDEX cases_open_of_agency ON care.cases (agency_id, status) WHERE closed_at IS NULL;
CREATE INDEX cases_of_worker ON care.cases (worker_id) WHERE closed_at IS NULL;
CREATE INDEX cases_of_agency ON care.cases (agency_id, opened_at DESC);
CREATE INDEX cases_person ON care.cases (person_id);
CREATE INDEX cases_household ON care.cases (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX cases_incident ON care.cases (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX cases_report ON care.cases (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX cases_message_due ON care.cases (opened_at) WHERE reporter_message = 'due';
COMMENT ON TABLE care.cases IS 'Personal data: aftercare of one person, one episode; always owned by exactly one agency';
COMMENT ON COLUMN care.cases.agency_id IS 'The owner; changes only with an accepted or forced transfer, or when the clock of acceptance has run out';
COMMENT ON COLUMN care.cases.worker_id IS 'The caseworker, an account of access; empty until somebody accepted it';
COMMENT ON COLUMN care.cases.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.cases.report_id IS 'The report of intake whose LINE chat belongs to it; no foreign key across capabilities';
COMMENT ON COLUMN care.cases.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN care.cases.silent IS 'Reported in silence: a call or a visit may put somebody in danger';
COMMENT ON COLUMN care.cases.waiting_since IS 'Start of the current clock of acceptance: opening, reopening, or the change of the owner';
COMMENT ON COLUMN care.cases.end_reason IS 'Why it was closed or not opened, as a code';
COMMENT ON COLUMN care.cases.reporter_message IS 'Whether the reporter was told in LINE who will contact them; taken once, by any process';

CREATE TABLE care.case_timeline (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  section text,
  by jsonb,
  details jsonb NOT NULL
);
CREATE INDEX case_timeline_case ON care.case_timeline (case_id, at, id);
COMMENT ON TABLE care.case_timeline IS 'What happened to a case, in order; the database refuses to change or delete it';
COMMENT ON COLUMN care.case_timeline.section IS 'The section it belongs to; empty: of the case as a whole, not for invited people';
COMMENT ON COLUMN care.case_timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN care.case_timeline.details IS 'Personal data: codes and what somebody wrote as a reason';

CREATE TABLE care.case_links (
  case_id uuid NOT NULL REFERENCES care.cases (id),
  other_case_id uuid NOT NULL REFERENCES care.cases (id),
  kind text NOT NULL CHECK (kind IN ('sibling', 'same-incident', 'caregiver', 'same-household')),
  by_person_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (case_id, other_case_id),
  CHECK (case_id < other_case_id)
);
CREATE INDEX case_links_other ON care.case_links (other_case_id);
COMMENT ON TABLE care.case_links IS 'Cases that belong together; whoever may not see one of them does not learn of it';

CREATE TABLE care.case_exclusions (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  kind text NOT NULL CHECK (kind IN ('account', 'phone', 'id-number')),
  account_id uuid,
  value text,
  reason text NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  lifted_at timestamptz,
  lifted_by_person_id uuid,
  CHECK ((kind = 'account') = (account_id IS NOT NULL)),
  CHECK ((kind = 'account') = (value IS NULL))
);
CREATE UNIQUE INDEX case_exclusions_account ON care.case_exclusions (case_id, account_id) WHERE lifted_at IS NULL AND account_id IS NOT NULL;
CREATE UNIQUE INDEX case_exclusions_value ON care.case_exclusions (case_id, kind, value) WHERE lifted_at IS NULL AND value IS NOT NULL;
CREATE INDEX case_exclusions_of ON care.case_exclusions (account_id) WHERE lifted_at IS NULL;
COMMENT ON TABLE care.case_exclusions IS 'Personal data: who must not learn of a case (an alleged abuser, a relative who works there); they are not told';
COMMENT ON COLUMN care.case_exclusions.account_id IS 'An account of access; no foreign key across capabilities';
COMMENT ON COLUMN care.case_exclusions.value IS 'Personal data: a phone number or ID number by which the person is known';

CREATE TABLE care.case_records (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  kind text NOT NULL CHECK (kind IN
    ('registration', 'danger', 'assessment', 'plan', 'safety-plan', 'follow-up', 'conference', 'closure', 'note')),
  section text,
  series_id uuid NOT NULL,
  version integer NOT NULL,
  based_on uuid REFERENCES care.case_records (id),
  body jsonb NOT NULL,
  tool text,
  tool_version text,
  author_id uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  signed_at timestamptz,
  signed_by_person_id uuid,
  CHECK ((signed_at IS NULL) = (signed_by_person_id IS NULL)),
  UNIQUE (series_id, version)
);
CREATE INDEX case_records_case ON care.case_records (case_id, kind, saved_at DESC);
COMMENT ON TABLE care.case_records IS 'Personal data: forms that workers fill in; each saved version is a row, a signed one is never changed';
COMMENT ON COLUMN care.case_records.section IS 'What somebody must be invited to; empty: only for those who see the whole case';
COMMENT ON COLUMN care.case_records.series_id IS 'The same form in its versions: one assessment, one visit';
COMMENT ON COLUMN care.case_records.based_on IS 'The version it was written over; another one meanwhile is a conflict for a person to solve';
COMMENT ON COLUMN care.case_records.body IS 'Personal data: the form, as contract/case-forms.ts describes it';
COMMENT ON COLUMN care.case_records.tool IS 'Which questionnaire, so that a validated one can replace ours';
COMMENT ON COLUMN care.case_records.author_id IS 'An account of access';

CREATE TABLE care.needs (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  code text NOT NULL,
  record_id uuid REFERENCES care.case_records (id),
  opened_at timestamptz NOT NULL,
  opened_by_person_id uuid NOT NULL,
  outcome text CHECK (outcome IN ('met', 'partly-met', 'gone', 'refused', 'accepted-loss')),
  outcome_at timestamptz,
  outcome_by_person_id uuid,
  CHECK ((outcome IS NULL) = (outcome_at IS NULL))
);
CREATE UNIQUE INDEX needs_open ON care.needs (case_id, code) WHERE outcome IS NULL;
CREATE INDEX needs_case ON care.needs (case_id);
COMMENT ON TABLE care.needs IS 'Personal data: what a person needs; open until there is an outcome, whatever became of a referral';

CREATE TABLE care.approvals (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  subject text NOT NULL CHECK (subject IN ('not-opened', 'high-risk-assessment', 'plan', 'closure')),
  record_id uuid REFERENCES care.case_records (id),
  reason text,
  requested_by_person_id uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('approved', 'sent-back', 'refused', 'withdrawn')),
  fields jsonb NOT NULL DEFAULT '[]',
  decided_by_person_id uuid,
  decided_at timestamptz,
  -- Four eyes, whatever the program thinks.
  CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_by_person_id <> requested_by_person_id),
  CHECK ((decision IS NULL) = (decided_by_person_id IS NULL)),
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX approvals_open ON care.approvals (case_id, subject) WHERE decision IS NULL;
CREATE INDEX approvals_case ON care.approvals (case_id, requested_at);
CREATE INDEX approvals_due ON care.approvals (due_at) WHERE decision IS NULL;
COMMENT ON TABLE care.approvals IS 'What a worker proposed and a second person decides; one open for each subject of a case';
COMMENT ON COLUMN care.approvals.reason IS 'The coded reason of what is proposed';
COMMENT ON COLUMN care.approvals.fields IS 'Personal data: the fields that were sent back, each with a reason';

CREATE TABLE care.transfers (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  from_agency_id uuid NOT NULL,
  from_worker_id uuid,
  to_agency_id uuid NOT NULL,
  to_worker_id uuid,
  reason text NOT NULL,
  note text,
  offered_by_person_id uuid NOT NULL,
  offered_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('accepted', 'declined', 'withdrawn', 'forced')),
  answer_reason text,
  answered_by_person_id uuid,
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (from_agency_id <> to_agency_id OR to_worker_id IS NOT NULL)
);
CREATE UNIQUE INDEX transfers_open ON care.transfers (case_id) WHERE answer IS NULL;
CREATE INDEX transfers_case ON care.transfers (case_id, offered_at);
CREATE INDEX transfers_to ON care.transfers (to_agency_id) WHERE answer IS NULL;
CREATE INDEX transfers_due ON care.transfers (due_at) WHERE answer IS NULL;
COMMENT ON TABLE care.transfers IS 'Offers of ownership; until one is accepted the old owner keeps the case';
COMMENT ON COLUMN care.transfers.note IS 'Personal data: what the offering worker wrote';

CREATE TABLE care.team_members (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  account_id uuid NOT NULL,
  profession text NOT NULL,
  sections text[] NOT NULL CHECK (cardinality(sections) > 0),
  until timestamptz NOT NULL,
  invited_by_person_id uuid NOT NULL,
  invited_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by_person_id uuid
);
CREATE UNIQUE INDEX team_members_once ON care.team_members (case_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX team_members_account ON care.team_members (account_id) WHERE ended_at IS NULL;
COMMENT ON TABLE care.team_members IS 'Personal data: people of other professions, the sections they were invited to and until when';
COMMENT ON COLUMN care.team_members.account_id IS 'An account of access; no foreign key across capabilities';

CREATE TABLE care.clocks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  rule text NOT NULL,
  subject_id uuid,
  started_at timestamptz NOT NULL,
  half_at timestamptz,
  due_at timestamptz NOT NULL,
  province_at timestamptz,
  reminded_at timestamptz,
  passed_at timestamptz,
  province_told_at timestamptz,
  stopped_at timestamptz,
  stopped_by text
);
CREATE INDEX clocks_case ON care.clocks (case_id, rule);
CREATE UNIQUE INDEX clocks_running ON care.clocks (case_id, rule, coalesce(subject_id, case_id)) WHERE stopped_at IS NULL;
CREATE INDEX clocks_half ON care.clocks (half_at) WHERE stopped_at IS NULL AND reminded_at IS NULL;
CREATE INDEX clocks_due ON care.clocks (due_at) WHERE stopped_at IS NULL AND passed_at IS NULL;
CREATE INDEX clocks_province ON care.clocks (province_at) WHERE stopped_at IS NULL AND province_told_at IS NULL;
COMMENT ON TABLE care.clocks IS 'Deadlines of a case: they start and stop with what causes them; each mark is set once, by any process';
COMMENT ON COLUMN care.clocks.rule IS 'A rule of database/reference-data/care-clocks.json';
COMMENT ON COLUMN care.clocks.stopped_by IS 'What stopped it, as a code; nobody is named';
COMMENT ON COLUMN care.clocks.subject_id IS 'What it counts for: an approval, a transfer, a visit; empty: the case';

CREATE TABLE care.early_notifications (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  incident_code text NOT NULL,
  fact text NOT NULL CHECK (fact IN ('child', 'sexual-violence')),
  place jsonb NOT NULL,
  silent boolean NOT NULL,
  agency_id uuid NOT NULL,
  by_person_id uuid,
  known_at timestamptz NOT NULL,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by_person_id uuid,
  province_at timestamptz NOT NULL,
  province_told_at timestamptz,
  UNIQUE (incident_id, fact)
);
CREATE INDEX early_notifications_agency ON care.early_notifications (agency_id, known_at DESC);
CREATE INDEX early_notifications_due ON care.early_notifications (province_at) WHERE acknowledged_at IS NULL AND province_told_at IS NULL;
CREATE INDEX early_notifications_unsent ON care.early_notifications (known_at) WHERE sent_at IS NULL;
COMMENT ON TABLE care.early_notifications IS 'During an incident: a child or sexual violence is known, so that a social worker can come along; masked';
COMMENT ON COLUMN care.early_notifications.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.early_notifications.place IS 'Personal data: the subdistrict, as text';
