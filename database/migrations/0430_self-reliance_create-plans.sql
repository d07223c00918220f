-- Families that come to stand on their own (decision 0067). A plan belongs to a case, and whoever sees the whole case sees it.
CREATE SCHEMA self_reliance;
GRANT USAGE ON SCHEMA self_reliance TO ess_service, ess_user;
ALTER DEFAULT PRIVILEGES IN SCHEMA self_reliance GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE SEQUENCE self_reliance.plan_number;
GRANT USAGE ON SEQUENCE self_reliance.plan_number TO ess_service, ess_user;
CREATE TABLE self_reliance.plans (
  id uuid PRIMARY KEY,
  number bigint NOT NULL DEFAULT nextval('self_reliance.plan_number'),
  buddhist_year integer NOT NULL,
  code text NOT NULL GENERATED ALWAYS AS
    ('SR-' || buddhist_year || '-' || lpad(number::text, greatest(6, length(number::text)), '0')) STORED UNIQUE,
  version integer NOT NULL DEFAULT 1,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN
    ('baseline', 'agreed', 'active', 'ready', 'graduated', 'monitoring', 'sustained', 'relapsed', 'stopped')),
  status_since timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  agreed_on date,
  agreed_by text,
  agreed_how text,
  schedule_from date,
  next_month integer,
  next_measure_on date,
  reminded_at timestamptz,
  late_told_at timestamptz,
  province_told_at timestamptz,
  graduated_at timestamptz,
  relapses integer NOT NULL DEFAULT 0,
  ended_at timestamptz,
  end_reason text,
  end_note text,
  updated_at timestamptz NOT NULL,
  CHECK ((status IN ('sustained', 'stopped')) = (ended_at IS NOT NULL)),
  CHECK ((status = 'stopped') = (end_reason IS NOT NULL)),
  CHECK ((next_month IS NULL) = (next_measure_on IS NULL)),
  -- Nobody is on the way who has not agreed to it.
  CHECK (status IN ('baseline', 'stopped') OR (agreed_on IS NOT NULL AND agreed_by IS NOT NULL AND schedule_from IS NOT NULL)),
  CHECK (status NOT IN ('graduated', 'monitoring', 'sustained') OR graduated_at IS NOT NULL)
);
CREATE UNIQUE INDEX plans_open_of_case ON self_reliance.plans (case_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX plans_open_of_household ON self_reliance.plans (household_id) WHERE ended_at IS NULL;
CREATE INDEX plans_of_case ON self_reliance.plans (case_id, started_at DESC);
CREATE INDEX plans_to_measure ON self_reliance.plans (next_measure_on) WHERE ended_at IS NULL AND next_measure_on IS NOT NULL;
COMMENT ON TABLE self_reliance.plans IS 'Personal data: a family''s way to standing on its own, one open plan for a household';
COMMENT ON COLUMN self_reliance.plans.case_id IS 'The case it is worked on with, whose owner and worker are its own; no foreign key across capabilities';
COMMENT ON COLUMN self_reliance.plans.household_id IS 'The household of care that agreed to it';
COMMENT ON COLUMN self_reliance.plans.agreed_by IS 'Who of the family agreed, as a code';
COMMENT ON COLUMN self_reliance.plans.schedule_from IS 'Measurements count and are planned from here: the agreement, the graduation, or the new beginning after a relapse';
COMMENT ON COLUMN self_reliance.plans.next_month IS 'Which of the planned measurements is next, in months';
COMMENT ON COLUMN self_reliance.plans.late_told_at IS 'When those who supervise learned that the next step is late';
COMMENT ON COLUMN self_reliance.plans.relapses IS 'How often the family fell back after it had graduated';
COMMENT ON COLUMN self_reliance.plans.end_reason IS 'Why it was stopped, as a code';
COMMENT ON COLUMN self_reliance.plans.end_note IS 'Personal data: what the worker wrote about it';

CREATE TABLE self_reliance.measurements (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES self_reliance.plans (id),
  number integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('baseline', 'review', 'monitoring')),
  month integer,
  measured_on date NOT NULL,
  how text NOT NULL,
  members integer,
  monthly_income integer,
  answers jsonb NOT NULL,
  scores jsonb NOT NULL,
  tool_version text NOT NULL,
  meets_criteria boolean NOT NULL,
  note text,
  by_person_id uuid NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (plan_id, number)
);
COMMENT ON TABLE self_reliance.measurements IS 'Personal data: how the family stood on a day; never changed';
COMMENT ON COLUMN self_reliance.measurements.number IS 'In the order in which they were taken; 0 is the first baseline';
COMMENT ON COLUMN self_reliance.measurements.month IS 'Which of the planned ones it is; empty: between them';
COMMENT ON COLUMN self_reliance.measurements.monthly_income IS 'Personal data: baht of the whole family';
COMMENT ON COLUMN self_reliance.measurements.answers IS 'Personal data: a code for each indicator';
COMMENT ON COLUMN self_reliance.measurements.scores IS 'Each dimension, 0 to 3';
COMMENT ON COLUMN self_reliance.measurements.note IS 'Personal data: what the worker wrote';

CREATE TABLE self_reliance.goals (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES self_reliance.plans (id),
  dimension text NOT NULL,
  indicator text,
  target_level integer CHECK (target_level BETWEEN 1 AND 3),
  what text NOT NULL,
  responsible text NOT NULL CHECK (responsible IN ('person', 'worker', 'provider', 'joint')),
  who text,
  due_on date NOT NULL,
  outcome text CHECK (outcome IN ('reached', 'partly', 'dropped')),
  added_by_person_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  ended_by_person_id uuid,
  ended_at timestamptz,
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE INDEX goals_plan ON self_reliance.goals (plan_id, added_at);
COMMENT ON TABLE self_reliance.goals IS 'Personal data: what a family wants to reach, and who does what for it';
COMMENT ON COLUMN self_reliance.goals.what IS 'Personal data: the goal in words';
COMMENT ON COLUMN self_reliance.goals.who IS 'Personal data: the provider, or who of the family';

CREATE TABLE self_reliance.proposals (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES self_reliance.plans (id),
  requested_by_person_id uuid NOT NULL,
  requested_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  late_told_at timestamptz,
  decision text CHECK (decision IN ('approved', 'sent-back', 'withdrawn')),
  reason text,
  decided_by_person_id uuid,
  decided_at timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  -- Four eyes.
  CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_by_person_id <> requested_by_person_id)
);
CREATE UNIQUE INDEX proposals_open ON self_reliance.proposals (plan_id) WHERE decision IS NULL;
CREATE INDEX proposals_plan ON self_reliance.proposals (plan_id, requested_at DESC);
CREATE INDEX proposals_due ON self_reliance.proposals (due_at) WHERE decision IS NULL;
COMMENT ON TABLE self_reliance.proposals IS 'That a family graduates, proposed by one and decided by another person';
COMMENT ON COLUMN self_reliance.proposals.reason IS 'Personal data: why it was sent back';
COMMENT ON COLUMN self_reliance.proposals.late_told_at IS 'When those who decide were called once more';

CREATE TABLE self_reliance.timeline (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES self_reliance.plans (id),
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL
);
CREATE INDEX timeline_plan ON self_reliance.timeline (plan_id, at, id);
CREATE INDEX timeline_counted ON self_reliance.timeline (at)
  WHERE kind IN ('started', 'graduated', 'sustained', 'relapsed', 'stopped');
COMMENT ON TABLE self_reliance.timeline IS 'What happened to a plan, in order; the database refuses to change or delete it';
COMMENT ON COLUMN self_reliance.timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN self_reliance.timeline.details IS 'Personal data: codes and what somebody wrote as a reason';

REVOKE UPDATE ON self_reliance.timeline, self_reliance.measurements FROM ess_service;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['plans', 'measurements', 'goals', 'proposals', 'timeline'] LOOP
    EXECUTE format('ALTER TABLE self_reliance.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON self_reliance.%I TO ess_service USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

-- Whoever sees the whole case. Invited people see their sections of it, and the plan is none of them.
GRANT SELECT, INSERT, UPDATE ON self_reliance.plans TO ess_user;
CREATE POLICY user_reads ON self_reliance.plans FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = plans.case_id AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_adds ON self_reliance.plans FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = plans.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_changes ON self_reliance.plans FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = plans.case_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

GRANT SELECT, INSERT ON self_reliance.measurements, self_reliance.timeline TO ess_user;
GRANT SELECT, INSERT, UPDATE (outcome, ended_by_person_id, ended_at) ON self_reliance.goals TO ess_user;
GRANT SELECT, INSERT, UPDATE (decision, reason, decided_by_person_id, decided_at) ON self_reliance.proposals TO ess_user;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['measurements', 'goals', 'proposals', 'timeline'] LOOP
    EXECUTE format('CREATE POLICY user_reads ON self_reliance.%I FOR SELECT TO ess_user
      USING (EXISTS (SELECT FROM self_reliance.plans AS plan WHERE plan.id = %I.plan_id OFFSET 0))', name, name);
    EXECUTE format('CREATE POLICY user_adds ON self_reliance.%I FOR INSERT TO ess_user
      WITH CHECK (EXISTS (SELECT FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id
        WHERE plan.id = %I.plan_id AND seen.may_act AND seen.sections IS NULL OFFSET 0))', name, name);
  END LOOP;
END $$;
CREATE POLICY user_changes ON self_reliance.goals FOR UPDATE TO ess_user
  USING (ended_at IS NULL AND EXISTS (SELECT FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen
    ON seen.case_id = plan.case_id WHERE plan.id = goals.plan_id AND seen.may_act OFFSET 0))
  WITH CHECK (ended_by_person_id = (SELECT platform.actor_id()));
-- A measurement below the criteria takes the proposal back, whoever measured.
CREATE POLICY user_changes ON self_reliance.proposals FOR UPDATE TO ess_user
  USING (decision IS NULL AND EXISTS (SELECT FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen
    ON seen.case_id = plan.case_id WHERE plan.id = proposals.plan_id AND seen.may_act OFFSET 0))
  WITH CHECK (decided_by_person_id = (SELECT platform.actor_id()));

-- Lists and figures read all visible plans at once, as care.count_open_cases does.
CREATE FUNCTION self_reliance.list_plans(worker uuid, agencies uuid[], ended boolean, most integer) RETURNS TABLE (plan_id uuid,
  case_id uuid, case_code text, agency_id uuid, worker_id uuid, is_minor boolean, person_name text, place jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT plan.id, mine.id, mine.code, mine.agency_id, mine.worker_id, mine.is_minor,
    coalesce(person.name, person.alias), mine.place
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id JOIN care.people AS person ON person.id = mine.person_id
  WHERE (plan.ended_at IS NOT NULL) = $3 AND ($1 IS NULL OR mine.worker_id = $1)
    AND ($2 IS NULL OR plan.status = 'ready' AND mine.agency_id = ANY ($2))
  ORDER BY CASE WHEN $3 THEN plan.ended_at END DESC, plan.next_measure_on NULLS FIRST, plan.id LIMIT $4;
END $$;
COMMENT ON FUNCTION self_reliance.list_plans(uuid, uuid[], boolean, integer) IS 'Plans that the actor may see: of a worker, waiting for a decision in these agencies, or all; open or ended';
REVOKE EXECUTE ON FUNCTION self_reliance.list_plans(uuid, uuid[], boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.list_plans(uuid, uuid[], boolean, integer) TO ess_user;

CREATE FUNCTION self_reliance.count_plans(today date, since timestamptz, before timestamptz) RETURNS TABLE (agency_id uuid,
  on_the_way integer, waiting integer, monitoring integer, late integer, started integer, graduated integer, sustained integer,
  relapsed integer, stopped integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT mine.agency_id,
    (count(*) FILTER (WHERE plan.status IN ('baseline', 'agreed', 'active', 'relapsed')))::integer,
    (count(*) FILTER (WHERE plan.status = 'ready'))::integer,
    (count(*) FILTER (WHERE plan.status IN ('graduated', 'monitoring')))::integer,
    (count(*) FILTER (WHERE plan.ended_at IS NULL AND plan.next_measure_on < $1))::integer,
    sum(step.started)::integer, sum(step.graduated)::integer, sum(step.sustained)::integer, sum(step.relapsed)::integer,
    sum(step.stopped)::integer
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE entry.kind = 'started') AS started,
        count(*) FILTER (WHERE entry.kind = 'graduated') AS graduated,
        count(*) FILTER (WHERE entry.kind = 'sustained') AS sustained,
        count(*) FILTER (WHERE entry.kind = 'relapsed') AS relapsed,
        count(*) FILTER (WHERE entry.kind = 'stopped') AS stopped
      FROM self_reliance.timeline AS entry WHERE entry.plan_id = plan.id AND entry.at >= $2 AND entry.at < $3) AS step
  GROUP BY mine.agency_id;
END $$;
COMMENT ON FUNCTION self_reliance.count_plans(date, timestamptz, timestamptz) IS 'Families that the actor may see, by the owner of their case: where they are now, and the steps they made in this time';
REVOKE EXECUTE ON FUNCTION self_reliance.count_plans(date, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.count_plans(date, timestamptz, timestamptz) TO ess_user;

CREATE FUNCTION self_reliance.count_changes() RETURNS TABLE (dimension text, families integer, first double precision, last double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT known.dimension, count(*)::integer, avg(known.first)::double precision, avg(known.last)::double precision
  FROM (SELECT score.key AS dimension,
      (array_agg(score.value ORDER BY measured.number))[1]::text::numeric AS first,
      (array_agg(score.value ORDER BY measured.number DESC))[1]::text::numeric AS last
    FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
      JOIN self_reliance.measurements AS measured ON measured.plan_id = plan.id
      CROSS JOIN LATERAL jsonb_each(measured.scores) AS score (key, value)
    WHERE jsonb_typeof(score.value) = 'number'
    GROUP BY plan.id, score.key HAVING count(*) > 1) AS known
  GROUP BY known.dimension;
END $$;
COMMENT ON FUNCTION self_reliance.count_changes() IS 'Of families that the actor may see and that were measured twice: the mean of the first and the last, by dimension';
REVOKE EXECUTE ON FUNCTION self_reliance.count_changes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.count_changes() TO ess_user;
