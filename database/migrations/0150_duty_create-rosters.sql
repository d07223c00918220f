CREATE SCHEMA duty;
COMMENT ON SCHEMA duty IS 'Who is on duty where, now and in the past, and which stations can take alerts';
GRANT USAGE ON SCHEMA duty TO ess_service, ess_user;

CREATE TABLE duty.stations (
  agency_id uuid PRIMARY KEY,
  since timestamptz NOT NULL,
  asks_heartbeat boolean NOT NULL DEFAULT true,
  readiness text CHECK (readiness IN ('unknown', 'ready', 'nobody-on-duty', 'no-heartbeat')),
  declared_readiness text CHECK (declared_readiness IN ('ready', 'nobody-on-duty')),
  declared_at timestamptz,
  CHECK ((declared_readiness IS NULL) = (declared_at IS NULL))
);
COMMENT ON TABLE duty.stations IS 'Agencies that have ever had a roster or a check-in; the readiness of all others is unknown and counts as ready';
COMMENT ON COLUMN duty.stations.asks_heartbeat IS 'False: the daily heartbeat is not asked here';
COMMENT ON COLUMN duty.stations.readiness IS 'The readiness last saved in jurisdiction';
COMMENT ON COLUMN duty.stations.declared_readiness IS 'What the station declared last; valid until duty changes hands there';

CREATE TABLE duty.patterns (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL CHECK (post IN ('radio-room', 'patrol-unit', 'duty-chief')),
  first_date date NOT NULL,
  until_date date CHECK (until_date >= first_date),
  cycle_days integer NOT NULL CHECK (cycle_days BETWEEN 1 AND 56),
  turns jsonb NOT NULL,
  generated_until date NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX patterns_to_extend ON duty.patterns (generated_until) WHERE ended_at IS NULL;
CREATE INDEX patterns_agency ON duty.patterns (agency_id);
COMMENT ON TABLE duty.patterns IS 'Personal data: repeating shifts of a person; generated as shifts some weeks ahead';
COMMENT ON COLUMN duty.patterns.turns IS 'Shifts of one cycle: [{day, startsAt (minutes after midnight in Thailand), minutes}]';
COMMENT ON COLUMN duty.patterns.generated_until IS 'Last day for which its shifts have been generated';

CREATE TABLE duty.absences (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sick', 'leave', 'training')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  noted_at timestamptz NOT NULL,
  lifted_at timestamptz
);
CREATE INDEX absences_person ON duty.absences (person_id, ends_at);
CREATE INDEX absences_agency ON duty.absences (agency_id, ends_at);
COMMENT ON TABLE duty.absences IS 'Personal data: when somebody does not serve';
COMMENT ON COLUMN duty.absences.kind IS 'Personal data: shown to planners and to the person only';

CREATE TABLE duty.shifts (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL CHECK (post IN ('radio-room', 'patrol-unit', 'duty-chief')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '36 hours'),
  source text NOT NULL CHECK (source IN ('pattern', 'import', 'typed', 'stand-in')),
  pattern_id uuid REFERENCES duty.patterns (id),
  stands_in_for uuid REFERENCES duty.shifts (id),
  created_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  cancel_reason text CHECK (cancel_reason IN ('sick', 'leave', 'training', 'swapped', 'withdrawn', 'left-agency')),
  CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL))
);
CREATE INDEX shifts_agency ON duty.shifts (agency_id, ends_at);
CREATE INDEX shifts_person ON duty.shifts (person_id, ends_at);
CREATE INDEX shifts_pattern ON duty.shifts (pattern_id, starts_at) WHERE pattern_id IS NOT NULL;
COMMENT ON TABLE duty.shifts IS 'Personal data: planned shifts. Nothing is removed: a cancelled shift counts until cancelled_at';
COMMENT ON COLUMN duty.shifts.created_at IS 'The shift counts from this time at the earliest: a later plan does not change the past';
COMMENT ON COLUMN duty.shifts.cancel_reason IS 'Personal data: an absence is shown to planners and to the person only';

CREATE TABLE duty.check_ins (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL CHECK (post IN ('radio-room', 'patrol-unit', 'duty-chief')),
  shift_id uuid REFERENCES duty.shifts (id),
  checked_in_at timestamptz NOT NULL,
  checked_in_via text NOT NULL CHECK (checked_in_via IN ('console', 'line')),
  ends_by timestamptz NOT NULL CHECK (ends_by > checked_in_at),
  checked_out_at timestamptz,
  checked_out_via text CHECK (checked_out_via IN ('console', 'line')),
  CHECK ((checked_out_at IS NULL) = (checked_out_via IS NULL))
);
CREATE INDEX check_ins_agency ON duty.check_ins (agency_id, ends_by);
CREATE INDEX check_ins_person ON duty.check_ins (person_id, ends_by);
CREATE INDEX check_ins_shift ON duty.check_ins (shift_id) WHERE shift_id IS NOT NULL;
CREATE UNIQUE INDEX check_ins_one_open ON duty.check_ins (person_id, agency_id, ends_by) WHERE checked_out_at IS NULL;
COMMENT ON TABLE duty.check_ins IS 'Personal data: when somebody checked in and out';
COMMENT ON COLUMN duty.check_ins.checked_in_via IS 'Channel: console or LINE';
COMMENT ON COLUMN duty.check_ins.checked_out_via IS 'Channel: console or LINE';
COMMENT ON COLUMN duty.check_ins.ends_by IS 'When a forgotten check-out stops counting';

-- Who is on duty at a moment: whoever has checked in, and whoever is on the roster and has not checked out. The same for
-- the service and the user role, because an alert for another station asks it too. Ids and times only.
CREATE FUNCTION duty.on_duty(agencies uuid[], moment timestamptz)
RETURNS TABLE (person_id uuid, agency_id uuid, post text, since timestamptz, until timestamptz, presence text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT DISTINCT ON (there.agency_id, there.person_id)
    there.person_id, there.agency_id, there.post, there.since, there.until, there.presence
  FROM (
    SELECT here.person_id, here.agency_id, here.post, here.checked_in_at AS since, here.ends_by AS until,
      'checked-in' AS presence, 1 AS rank
    FROM duty.check_ins AS here
    WHERE here.agency_id = ANY (agencies) AND here.ends_by > moment AND here.checked_in_at <= moment
      AND (here.checked_out_at IS NULL OR here.checked_out_at > moment)
    UNION ALL
    SELECT plan.person_id, plan.agency_id, plan.post, greatest(plan.starts_at, plan.created_at), plan.ends_at,
      'planned', 2
    FROM duty.shifts AS plan
    WHERE plan.agency_id = ANY (agencies) AND plan.ends_at > moment AND plan.starts_at <= moment
      AND plan.created_at <= moment AND (plan.cancelled_at IS NULL OR plan.cancelled_at > moment)
      AND NOT EXISTS (SELECT FROM duty.check_ins AS gone
        WHERE gone.shift_id = plan.id AND gone.checked_out_at <= moment)
  ) AS there
  ORDER BY there.agency_id, there.person_id, there.rank, there.since;
END;
COMMENT ON FUNCTION duty.on_duty(uuid[], timestamptz) IS 'Who is on duty in these agencies at a moment, each person once for each agency';
REVOKE EXECUTE ON FUNCTION duty.on_duty(uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duty.on_duty(uuid[], timestamptz) TO ess_service, ess_user;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA duty TO ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA duty GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;
-- Readiness is saved in jurisdiction in the same transaction, also by scheduled jobs.
GRANT UPDATE (readiness, readiness_changed_at) ON jurisdiction.agencies TO ess_service;
-- Agencies and their readiness: no personal data.
GRANT SELECT, INSERT, UPDATE ON duty.stations TO ess_user;

-- Somebody sees or plans the rosters of the branches in which they see incidents, with the permission; and everybody sees
-- their own shifts.
CREATE FUNCTION duty.actor_in_scope(agency uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM jurisdiction.agencies AS known
  WHERE known.id = agency AND known.path OPERATOR(public.<@) ANY (platform.actor_view_scopes()));
COMMENT ON FUNCTION duty.actor_in_scope(uuid) IS 'Whether the agency is in a branch whose incidents the person may see';

ALTER TABLE duty.patterns ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty.absences ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty.shifts ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty.check_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.patterns TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON duty.absences TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON duty.shifts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON duty.check_ins TO ess_service USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON duty.patterns, duty.absences, duty.shifts, duty.check_ins TO ess_user;
CREATE POLICY user_reads ON duty.patterns FOR SELECT TO ess_user USING (person_id = (SELECT platform.actor_id())
  OR (SELECT platform.actor_may('duty:view')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_plans ON duty.patterns TO ess_user
  USING ((SELECT platform.actor_may('duty:manage')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_reads ON duty.absences FOR SELECT TO ess_user USING (person_id = (SELECT platform.actor_id())
  OR (SELECT platform.actor_may('duty:manage')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_plans ON duty.absences TO ess_user
  USING ((SELECT platform.actor_may('duty:manage')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_reads ON duty.shifts FOR SELECT TO ess_user USING (person_id = (SELECT platform.actor_id())
  OR (SELECT platform.actor_may('duty:view')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_plans ON duty.shifts TO ess_user
  USING ((SELECT platform.actor_may('duty:manage')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_reads ON duty.check_ins FOR SELECT TO ess_user USING (person_id = (SELECT platform.actor_id())
  OR (SELECT platform.actor_may('duty:view')) AND duty.actor_in_scope(agency_id));
-- People check in and out themselves.
CREATE POLICY user_serves ON duty.check_ins TO ess_user
  USING (person_id = (SELECT platform.actor_id()) AND (SELECT platform.actor_may('duty:serve')));

-- The facts that decide a station's readiness, the same for every process and for both roles.
CREATE FUNCTION duty.station_facts(agencies uuid[], moment timestamptz)
RETURNS TABLE (agency_id uuid, people_on_duty integer, declared_readiness text, declared_at timestamptz, changed_at timestamptz, readiness text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT station.agency_id, coalesce(people.number, 0), station.declared_readiness, station.declared_at,
    CASE WHEN station.declared_readiness IS NOT NULL THEN greatest(
      (SELECT max(plan.starts_at) FROM duty.shifts AS plan WHERE plan.agency_id = station.agency_id
        AND plan.ends_at > station.declared_at AND plan.starts_at <= moment AND plan.cancelled_at IS NULL),
      (SELECT max(here.checked_in_at) FROM duty.check_ins AS here WHERE here.agency_id = station.agency_id
        AND here.ends_by > station.declared_at AND here.checked_in_at <= moment),
      (SELECT max(gone.checked_out_at) FROM duty.check_ins AS gone WHERE gone.agency_id = station.agency_id
        AND gone.ends_by > station.declared_at AND gone.checked_out_at <= moment)) END,
    station.readiness
  FROM duty.stations AS station
  LEFT JOIN (SELECT there.agency_id, count(*)::integer AS number FROM duty.on_duty(agencies, moment) AS there
    GROUP BY there.agency_id) AS people ON people.agency_id = station.agency_id
  WHERE station.agency_id = ANY (agencies);
END;
COMMENT ON FUNCTION duty.station_facts(uuid[], timestamptz) IS 'People on duty and the declared readiness, for each agency with a roster here';
REVOKE EXECUTE ON FUNCTION duty.station_facts(uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duty.station_facts(uuid[], timestamptz) TO ess_service, ess_user;
