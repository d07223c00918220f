-- Requests for help that is not urgent, from the first typed letter until the person says that they got it (decision 0066).
CREATE SCHEMA help;
GRANT USAGE ON SCHEMA help TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA help GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE SEQUENCE help.request_number;
GRANT USAGE ON SEQUENCE help.request_number TO ess_service;
CREATE TABLE help.requests (
  id uuid PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('help.request_number'),
  buddhist_year integer NOT NULL,
  code text NOT NULL GENERATED ALWAYS AS
    ('HR-' || buddhist_year || '-' || lpad(number::text, greatest(6, length(number::text)), '0')) STORED UNIQUE,
  version integer NOT NULL DEFAULT 1,
  status text NOT NULL CHECK (status IN
    ('draft', 'submitted', 'checked', 'received', 'fact-finding', 'proposed', 'committee', 'approved', 'waiting-budget',
     'paying', 'helped', 'confirmed', 'closed', 'returned-for-correction', 'not-eligible', 'appeal', 'upheld', 'withdrawn',
     'merged', 'became-case', 'became-incident')),
  status_since timestamptz NOT NULL,
  returned_from text,
  channel text NOT NULL CHECK (channel IN ('line', 'volunteer', 'phone-1300', 'walk-in')),
  agency_id uuid NOT NULL,
  place jsonb,
  worker_id uuid,
  filed_by_person_id uuid,
  reporter_id uuid,
  label text,
  benefit text,
  id_number text,
  family_ids text[] NOT NULL DEFAULT '{}',
  barred_ids uuid[] NOT NULL DEFAULT '{}',
  danger text CHECK (danger IN ('yes', 'no', 'unknown')),
  danger_report_id uuid,
  is_known_client boolean,
  opened_at timestamptz NOT NULL,
  submitted_at timestamptz,
  received_at timestamptz,
  clock_from timestamptz,
  clock_days integer,
  late_said_at timestamptz,
  granted_at timestamptz,
  granted_benefit text,
  granted_amount integer,
  ask_due_at timestamptz,
  asked_at timestamptz,
  not_received_count integer NOT NULL DEFAULT 0,
  merged_into_id uuid REFERENCES help.requests (id),
  case_id uuid,
  ended_at timestamptz,
  end_reason text,
  updated_at timestamptz NOT NULL,
  CHECK ((returned_from IS NOT NULL) = (status = 'returned-for-correction')),
  CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
  CHECK (status <> 'became-case' OR case_id IS NOT NULL),
  CHECK (status <> 'became-incident' OR danger_report_id IS NOT NULL),
  CHECK (status = 'draft' OR status IN ('withdrawn', 'became-incident') OR submitted_at IS NOT NULL),
  CHECK ((received_at IS NULL) = (clock_days IS NULL)),
  CHECK ((granted_at IS NULL) = (granted_benefit IS NULL))
);
-- One open request of a person for the same benefit, whoever files it. One that comes back after a newer one was filed, because
-- the help did not arrive or by an appeal, is not refused for that.
CREATE UNIQUE INDEX requests_open_once ON help.requests (id_number, benefit)
  WHERE id_number IS NOT NULL AND benefit IS NOT NULL AND not_received_count = 0 AND status NOT IN
    ('draft', 'closed', 'confirmed', 'not-eligible', 'appeal', 'upheld', 'withdrawn', 'merged', 'became-case', 'became-incident');
CREATE INDEX requests_of_agency ON help.requests (agency_id, status);
CREATE INDEX requests_of_filer ON help.requests (filed_by_person_id, opened_at DESC) WHERE filed_by_person_id IS NOT NULL;
CREATE INDEX requests_of_reporter ON help.requests (reporter_id, opened_at DESC) WHERE reporter_id IS NOT NULL;
CREATE INDEX requests_family ON help.requests USING gin (family_ids);
CREATE INDEX requests_ask ON help.requests (ask_due_at) WHERE ask_due_at IS NOT NULL;
CREATE INDEX requests_clock ON help.requests (clock_from) WHERE clock_from IS NOT NULL AND late_said_at IS NULL;
COMMENT ON TABLE help.requests IS 'Personal data: requests for help; always owned by exactly one agency';
COMMENT ON COLUMN help.requests.agency_id IS 'The centre or office that answers for it';
COMMENT ON COLUMN help.requests.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN help.requests.filed_by_person_id IS 'Who typed it for the person, an account of access; empty: the person themselves';
COMMENT ON COLUMN help.requests.reporter_id IS 'Personal data (pseudonym): who writes in LINE; a reporter of intake, no foreign key across capabilities';
COMMENT ON COLUMN help.requests.label IS 'Personal data: first name and initial, so that whoever filed several can tell them apart';
COMMENT ON COLUMN help.requests.id_number IS 'Personal data: the ID number of the person';
COMMENT ON COLUMN help.requests.family_ids IS 'Personal data: ID numbers of the household, by which a family is counted';
COMMENT ON COLUMN help.requests.barred_ids IS 'Accounts known by a number of this household: they must not learn of it';
COMMENT ON COLUMN help.requests.danger IS 'Whether somebody is in danger now, as last answered';
COMMENT ON COLUMN help.requests.danger_report_id IS 'The report of intake that the danger became; no foreign key across capabilities';
COMMENT ON COLUMN help.requests.clock_from IS 'From when the days count: the receipt, later by the time that it lay with the person for correction';
COMMENT ON COLUMN help.requests.case_id IS 'The case of care that it became; no foreign key across capabilities';

CREATE TABLE help.forms (
  request_id uuid PRIMARY KEY REFERENCES help.requests (id),
  version integer NOT NULL,
  form jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by_person_id uuid
);
COMMENT ON TABLE help.forms IS 'Personal data: the form as it was typed last, also what can not be read';
COMMENT ON COLUMN help.forms.form IS 'Personal data: contract/help-form.ts';
COMMENT ON COLUMN help.forms.saved_by_person_id IS 'Empty: the person themselves';

CREATE TABLE help.checks (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  level text NOT NULL CHECK (level IN ('tambon', 'amphoe')),
  checker_ids uuid[] NOT NULL,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  result text CHECK (result IN ('confirmed', 'doubted', 'skipped')),
  reason text,
  by_person_id uuid,
  decided_at timestamptz,
  UNIQUE (request_id, level),
  CHECK ((result IS NULL) = (decided_at IS NULL)),
  CHECK ((result IN ('confirmed', 'doubted')) = (by_person_id IS NOT NULL))
);
CREATE INDEX checks_open ON help.checks (due_at) WHERE result IS NULL;
CREATE INDEX checks_of ON help.checks USING gin (checker_ids);
COMMENT ON TABLE help.checks IS 'Whom of the place was asked whether a request is so, and what became of it';
COMMENT ON COLUMN help.checks.checker_ids IS 'Leaders who may check it: neither who filed it nor a relative';

CREATE TABLE help.corrections (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  field text NOT NULL,
  reason text NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  answered_at timestamptz
);
CREATE UNIQUE INDEX corrections_open ON help.corrections (request_id, field) WHERE answered_at IS NULL;
COMMENT ON TABLE help.corrections IS 'Personal data: fields that were sent back, each with its reason, until they are answered';
COMMENT ON COLUMN help.corrections.reason IS 'Personal data: what the worker wrote to the person';

CREATE TABLE help.visits (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  how text NOT NULL CHECK (how IN ('home', 'phone', 'office')),
  happened_at timestamptz NOT NULL,
  with_whom text,
  confirms text[] NOT NULL,
  differs text[] NOT NULL,
  dog boolean NOT NULL DEFAULT false,
  note text,
  by_person_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX visits_request ON help.visits (request_id, happened_at);
COMMENT ON TABLE help.visits IS 'Personal data: what was found out about a request, at home or otherwise';
COMMENT ON COLUMN help.visits.note IS 'Personal data: what the worker saw';

CREATE TABLE help.proposals (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  kind text NOT NULL CHECK (kind IN ('grant', 'refuse')),
  benefit text,
  amount integer CHECK (amount >= 0),
  reason text,
  rule text,
  note text,
  counted integer,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  committee jsonb,
  decision text CHECK (decision IN ('approved', 'sent-back', 'withdrawn')),
  decision_note text,
  decided_by_person_id uuid,
  decided_at timestamptz,
  -- Four eyes, whatever the program thinks.
  CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_by_person_id <> by_person_id),
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (kind <> 'grant' OR benefit IS NOT NULL),
  CHECK (kind <> 'refuse' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX proposals_open ON help.proposals (request_id) WHERE decision IS NULL;
CREATE INDEX proposals_request ON help.proposals (request_id, at);
COMMENT ON TABLE help.proposals IS 'Personal data: what a worker proposed for a request and another person decided';
COMMENT ON COLUMN help.proposals.note IS 'Personal data: why, as the worker wrote it';
COMMENT ON COLUMN help.proposals.decision_note IS 'Personal data: why it was decided so';
COMMENT ON COLUMN help.proposals.committee IS 'When the committee met and how many were there, where one was asked';

CREATE TABLE help.payments (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  method text NOT NULL,
  amount integer NOT NULL CHECK (amount >= 0),
  paid_on date NOT NULL,
  reference text,
  by_person_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('received', 'partly', 'not-received')),
  answered_by text,
  answered_at timestamptz,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX payments_request ON help.payments (request_id, recorded_at);
COMMENT ON TABLE help.payments IS 'Personal data: what was paid or handed over elsewhere, as recorded, and whether the person got it';

COMMENT ON COLUMN help.payments.answered_by IS 'How the person was asked, as a code';

CREATE TABLE help.appeals (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  proposal_id uuid NOT NULL REFERENCES help.proposals (id),
  text text NOT NULL,
  by_person_id uuid,
  at timestamptz NOT NULL,
  decision text CHECK (decision IN ('granted', 'upheld')),
  decision_note text,
  decided_by_person_id uuid,
  decided_at timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX appeals_open ON help.appeals (request_id) WHERE decision IS NULL;
COMMENT ON TABLE help.appeals IS 'Personal data: against a refusal; decided by somebody who had no part in it';
COMMENT ON COLUMN help.appeals.text IS 'Personal data: why the person does not agree';
COMMENT ON COLUMN help.appeals.decision_note IS 'Personal data: why it was decided so';
COMMENT ON COLUMN help.appeals.by_person_id IS 'Who typed it for the person; empty: the person themselves';

CREATE TABLE help.timeline (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL
);
CREATE INDEX timeline_request ON help.timeline (request_id, at, id);
COMMENT ON TABLE help.timeline IS 'What happened to a request, in order; the database refuses to change or delete it';
COMMENT ON COLUMN help.timeline.by IS 'Personal data: who did it; empty for the system and the person themselves';
COMMENT ON COLUMN help.timeline.details IS 'Personal data: codes and what somebody wrote as a reason';
REVOKE UPDATE, DELETE ON help.timeline FROM ess_service;
REVOKE DELETE ON help.requests, help.forms, help.proposals, help.payments, help.appeals, help.checks, help.visits FROM ess_service;

-- Who sees a request: staff of its branch, whoever filed it (its status; its form only while they may still write it), and
-- leaders who are asked to check it, until they have. Never whoever is known by a number of the household.
CREATE VIEW help.visible_to_actor WITH (security_barrier) AS
SELECT known.request_id, known.as_staff, known.may_act, known.sees_form FROM (
  SELECT mine.id AS request_id, mine.barred_ids, mine.danger_report_id, true AS as_staff,
    -- Whoever takes calls writes down an appeal and a withdrawal, too; what else may be done is asked for each action.
    (SELECT platform.actor_may('help:work') OR platform.actor_may('help:approve') OR platform.actor_may('help:file')) AS may_act,
    true AS sees_form
  FROM help.requests AS mine JOIN jurisdiction.agencies AS agency ON agency.id = mine.agency_id
  WHERE (SELECT platform.actor_may('help:view')) AND mine.status <> 'draft'
    AND agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_case_scopes())::public.ltree[])
  UNION ALL
  SELECT filed.id, filed.barred_ids, NULL, false, false, filed.status IN ('draft', 'returned-for-correction')
  FROM help.requests AS filed
  WHERE filed.filed_by_person_id = (SELECT platform.actor_id()) AND (SELECT platform.actor_may('help:file'))
  UNION ALL
  SELECT asked.id, asked.barred_ids, NULL, false, false, true
  FROM help.checks AS open_check JOIN help.requests AS asked ON asked.id = open_check.request_id
  WHERE open_check.result IS NULL AND asked.status = 'submitted'
    AND open_check.checker_ids @> ARRAY[(SELECT platform.actor_id())]
    AND (SELECT platform.actor_may('help:check-tambon') OR platform.actor_may('help:check-amphoe'))) AS known
WHERE (SELECT platform.actor_id()) IS NOT NULL
  AND (SELECT platform.actor_id()) <> ALL (known.barred_ids)
  AND (known.danger_report_id IS NULL OR NOT incident.is_report_withheld_from_actor(known.danger_report_id));
COMMENT ON VIEW help.visible_to_actor IS 'Requests that the actor may see, as whom, and whether they may change them';
REVOKE ALL ON help.visible_to_actor FROM ess_service;
GRANT SELECT ON help.visible_to_actor TO ess_user;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['requests', 'forms', 'checks', 'corrections', 'visits', 'proposals', 'payments', 'appeals', 'timeline'] LOOP
    EXECUTE format('ALTER TABLE help.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON help.%I TO ess_service USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- What staff write about a request of theirs.
  FOREACH name IN ARRAY ARRAY['visits', 'proposals', 'payments', 'appeals', 'timeline'] LOOP
    EXECUTE format('GRANT SELECT, INSERT ON help.%I TO ess_user', name);
    EXECUTE format('CREATE POLICY user_reads ON help.%1$I FOR SELECT TO ess_user USING (EXISTS (SELECT FROM help.visible_to_actor AS seen
      WHERE seen.request_id = %1$I.request_id AND seen.as_staff OFFSET 0))', name);
    EXECUTE format('CREATE POLICY user_adds ON help.%1$I FOR INSERT TO ess_user WITH CHECK (EXISTS (SELECT FROM help.visible_to_actor AS seen
      WHERE seen.request_id = %1$I.request_id AND seen.may_act OFFSET 0))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['requests', 'proposals', 'payments', 'appeals', 'forms'] LOOP
    EXECUTE format('GRANT SELECT, UPDATE ON help.%I TO ess_user', name);
    EXECUTE format('CREATE POLICY user_changes ON help.%1$I FOR UPDATE TO ess_user USING (EXISTS (SELECT FROM help.visible_to_actor AS seen
      WHERE seen.request_id = %1$I.%2$I AND seen.may_act OFFSET 0))', name, CASE name WHEN 'requests' THEN 'id' ELSE 'request_id' END);
  END LOOP;
END $$;
CREATE POLICY user_reads ON help.requests FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = requests.id OFFSET 0));
CREATE POLICY user_reads ON help.forms FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = forms.request_id AND seen.sees_form OFFSET 0));
GRANT SELECT ON help.checks TO ess_user;
CREATE POLICY user_reads ON help.checks FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = checks.request_id
    AND (seen.as_staff OR checks.checker_ids @> ARRAY[(SELECT platform.actor_id())]) OFFSET 0));
GRANT SELECT, INSERT, UPDATE (answered_at) ON help.corrections TO ess_user;
CREATE POLICY user_reads ON help.corrections FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = corrections.request_id AND seen.sees_form OFFSET 0));
CREATE POLICY user_adds ON help.corrections FOR INSERT TO ess_user WITH CHECK (by_person_id = (SELECT platform.actor_id())
  AND EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = corrections.request_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON help.corrections FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = corrections.request_id AND seen.may_act OFFSET 0));

-- Earlier requests of a person or their household, wherever they were filed: what must be known before one more is filed or
-- granted. Codes, states and amounts; no name and no form. By reporter and barred accounts the program knows whom it may show one.
CREATE FUNCTION help.earlier_requests(own uuid, person text, family text[])
RETURNS TABLE (request_id uuid, code text, status text, channel text, benefit text, same_person boolean, agency_id uuid,
  submitted_at timestamptz, granted_at timestamptz, granted_benefit text, granted_amount integer, reporter_id uuid, barred_ids uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT other.id, other.code, other.status, other.channel, other.benefit, coalesce(other.id_number = person, false),
    other.agency_id, other.submitted_at, other.granted_at, other.granted_benefit, other.granted_amount, other.reporter_id,
    other.barred_ids
  FROM help.requests AS other
  WHERE other.family_ids && family AND other.id IS DISTINCT FROM own AND other.status NOT IN ('draft', 'merged')
    AND (session_user = 'ess_service' OR platform.actor_may('help:work') OR platform.actor_may('help:approve'))
  ORDER BY other.submitted_at DESC
$$;
COMMENT ON FUNCTION help.earlier_requests(uuid, text, text[]) IS 'Requests of the same person or household: codes, states, amounts';
REVOKE EXECUTE ON FUNCTION help.earlier_requests(uuid, text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION help.earlier_requests(uuid, text, text[]) TO ess_service, ess_user;

-- Two grants to one family at once: one waits for the other, so that both count.
CREATE FUNCTION help.lock_family(family text[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  number text;
BEGIN
  FOR number IN SELECT DISTINCT each FROM unnest(family) AS each ORDER BY each LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('help family ' || number, 0));
  END LOOP;
  RETURN cardinality(family);
END $$;
COMMENT ON FUNCTION help.lock_family(text[]) IS 'Until the transaction ends nobody else decides on a grant of this family';
REVOKE EXECUTE ON FUNCTION help.lock_family(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION help.lock_family(text[]) TO ess_service, ess_user;

-- Accounts known by a telephone or ID number of the household.
CREATE FUNCTION help.accounts_known_by(id_numbers text[], phones text[]) RETURNS TABLE (account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT own.user_id FROM access.own_numbers AS own
  WHERE own.kind = 'id-number' AND own.compared IN (SELECT platform.comparable('id-number', each) FROM unnest(id_numbers) AS each)
    OR own.kind = 'phone' AND own.compared IN (SELECT platform.comparable('phone', each) FROM unnest(phones) AS each)
  UNION
  SELECT link.user_id FROM intake.reporters AS reporter
    JOIN access.line_links AS link ON link.line_user_id = reporter.address
  WHERE reporter.channel = 'line' AND reporter.phone IS NOT NULL
    AND platform.comparable('phone', reporter.phone) IN (SELECT platform.comparable('phone', each) FROM unnest(phones) AS each)
$$;
COMMENT ON FUNCTION help.accounts_known_by(text[], text[]) IS 'Accounts that belong to this household: they neither check a request nor learn of it';
REVOKE EXECUTE ON FUNCTION help.accounts_known_by(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION help.accounts_known_by(text[], text[]) TO ess_service, ess_user;
