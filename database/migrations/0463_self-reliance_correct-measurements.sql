-- A wrong measurement is taken back and measured again, with a reason. What was wrong is kept beside; lists, figures and the
-- logbook read the right one alone.
ALTER TABLE self_reliance.measurements ADD COLUMN plan_before jsonb;
COMMENT ON COLUMN self_reliance.measurements.plan_before IS 'How the plan stood before it, so that a correction begins there; empty for those taken before corrections existed';

CREATE TABLE self_reliance.corrected_measurements (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES self_reliance.plans (id),
  measured jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  corrected_by_person_id uuid NOT NULL,
  corrected_at timestamptz NOT NULL
);
CREATE INDEX corrected_measurements_plan ON self_reliance.corrected_measurements (plan_id);
COMMENT ON TABLE self_reliance.corrected_measurements IS 'Personal data: measurements that were wrong, as they were; never changed';
COMMENT ON COLUMN self_reliance.corrected_measurements.measured IS 'Personal data: the row of measurements';
COMMENT ON COLUMN self_reliance.corrected_measurements.reason IS 'Personal data: what the worker wrote';
COMMENT ON COLUMN self_reliance.corrected_measurements.corrected_by_person_id IS 'Personal data: who corrected it';
ALTER TABLE self_reliance.corrected_measurements ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.corrected_measurements TO ess_service USING (true) WITH CHECK (true);
REVOKE UPDATE, DELETE ON self_reliance.corrected_measurements FROM ess_service;
GRANT SELECT ON self_reliance.corrected_measurements TO ess_user;
CREATE POLICY user_reads ON self_reliance.corrected_measurements FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM self_reliance.plans AS plan WHERE plan.id = corrected_measurements.plan_id OFFSET 0));

-- Neither role of the server may change or delete a measurement; this function alone moves one, for whoever may work on its case.
CREATE FUNCTION self_reliance.take_measurement_back(measurement uuid, reason text, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM self_reliance.measurements AS measured JOIN self_reliance.plans AS plan ON plan.id = measured.plan_id
    JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id
    WHERE measured.id = $1 AND seen.may_act AND seen.sections IS NULL) THEN RETURN false; END IF;
  INSERT INTO self_reliance.corrected_measurements (id, plan_id, measured, reason, corrected_by_person_id, corrected_at)
  SELECT wrong.id, wrong.plan_id, to_jsonb(wrong), $2, platform.actor_id(), $3 FROM self_reliance.measurements AS wrong
  WHERE wrong.id = $1;
  DELETE FROM self_reliance.measurements AS wrong WHERE wrong.id = $1;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION self_reliance.take_measurement_back(uuid, text, timestamptz) IS 'Moves a wrong measurement to corrected_measurements, for whoever may work on the case';
REVOKE EXECUTE ON FUNCTION self_reliance.take_measurement_back(uuid, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION self_reliance.take_measurement_back(uuid, text, timestamptz) TO ess_user;

CREATE OR REPLACE FUNCTION self_reliance.forget_plans(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[] := ARRAY(SELECT plan.id FROM self_reliance.plans AS plan
    WHERE NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = plan.case_id) LIMIT $1);
BEGIN
  DELETE FROM self_reliance.timeline AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.proposals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.goals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.measurements AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.corrected_measurements AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.plans AS gone_row WHERE gone_row.id = ANY (gone);
  RETURN cardinality(gone);
END $$;

-- A relapse that was a wrong measurement is none: the entry that says so names the measurement's number.
CREATE OR REPLACE FUNCTION self_reliance.count_plans(today date, since timestamptz, before timestamptz) RETURNS TABLE (agency_id uuid,
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
        count(*) FILTER (WHERE entry.kind = 'relapsed' AND NOT EXISTS (SELECT FROM self_reliance.timeline AS undone
          WHERE undone.plan_id = entry.plan_id AND undone.kind = 'relapse-undone' AND undone.at >= entry.at
            AND undone.details -> 'number' = entry.details -> 'number')) AS relapsed,
        count(*) FILTER (WHERE entry.kind = 'stopped') AS stopped
      FROM self_reliance.timeline AS entry WHERE entry.plan_id = plan.id AND entry.at >= $2 AND entry.at < $3) AS step
  GROUP BY mine.agency_id;
END $$;
