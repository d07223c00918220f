-- Whether a station would answer an alarm is asked every day and tested every month, not assumed.
CREATE TABLE duty.heartbeats (
  agency_id uuid NOT NULL,
  day date NOT NULL,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at > asked_at),
  answered_at timestamptz,
  answered_by text CHECK (answered_by IN ('console', 'line', 'presence')),
  failed_at timestamptz,
  PRIMARY KEY (agency_id, day),
  CHECK ((answered_at IS NULL) = (answered_by IS NULL))
);
CREATE INDEX heartbeats_unanswered ON duty.heartbeats (due_at) WHERE answered_at IS NULL AND failed_at IS NULL;
COMMENT ON TABLE duty.heartbeats IS 'The daily heartbeat, one for each station and day; who answered is in the audit';
COMMENT ON COLUMN duty.heartbeats.answered_by IS 'The channel, or presence: somebody on duty was active at an open console that day';
COMMENT ON COLUMN duty.heartbeats.failed_at IS 'Nobody answered in time; a late answer still counts';

CREATE TABLE duty.consoles (
  person_id uuid PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
COMMENT ON TABLE duty.consoles IS 'Personal data: when somebody''s open console was last seen; deleted after a day';

CREATE TABLE duty.exercises (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  incident_id uuid NOT NULL UNIQUE,
  month date CHECK (extract(day FROM month) = 1),
  begun_at timestamptz NOT NULL,
  ends_by timestamptz NOT NULL,
  acknowledged_at timestamptz,
  ended_at timestamptz,
  UNIQUE (agency_id, month)
);
CREATE INDEX exercises_agency ON duty.exercises (agency_id, begun_at DESC);
CREATE INDEX exercises_running ON duty.exercises (ends_by) WHERE ended_at IS NULL;
COMMENT ON TABLE duty.exercises IS 'Exercises: test incidents that measure the time until somebody answers. Who answered is in the incident';
COMMENT ON COLUMN duty.exercises.month IS 'Month of a scheduled exercise, so that each station has one a month; null where a person started it';
COMMENT ON COLUMN duty.exercises.acknowledged_at IS 'Null after its end: nobody answered within the hour';

-- Agencies and times: no personal data.
GRANT SELECT, INSERT, UPDATE ON duty.heartbeats, duty.exercises TO ess_user;
ALTER TABLE duty.consoles ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.consoles TO ess_service USING (true) WITH CHECK (true);
-- Somebody with a disabled account is not on duty anywhere.
GRANT SELECT (disabled_at) ON access.users TO ess_user;

-- A check-out before a shift begins does not end that shift.
CREATE OR REPLACE FUNCTION duty.on_duty(agencies uuid[], moment timestamptz)
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
        WHERE gone.shift_id = plan.id AND gone.checked_out_at >= plan.starts_at AND gone.checked_out_at <= moment)
  ) AS there
  ORDER BY there.agency_id, there.person_id, there.rank, there.since;
END;

DROP FUNCTION duty.station_facts(uuid[], timestamptz);
CREATE FUNCTION duty.station_facts(agencies uuid[], moment timestamptz)
RETURNS TABLE (agency_id uuid, people_on_duty integer, declared_readiness text, declared_at timestamptz, changed_at timestamptz,
  heartbeat_failed boolean, readiness text)
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
    station.asks_heartbeat AND coalesce((SELECT last.answered_at IS NULL FROM duty.heartbeats AS last
      WHERE last.agency_id = station.agency_id AND (last.answered_at IS NOT NULL OR last.failed_at IS NOT NULL)
      ORDER BY last.day DESC LIMIT 1), false),
    station.readiness
  FROM duty.stations AS station
  LEFT JOIN (SELECT there.agency_id, count(*)::integer AS number FROM duty.on_duty(agencies, moment) AS there
    GROUP BY there.agency_id) AS people ON people.agency_id = station.agency_id
  WHERE station.agency_id = ANY (agencies);
END;
COMMENT ON FUNCTION duty.station_facts(uuid[], timestamptz) IS 'People on duty, the last heartbeat and the declared readiness, for each agency with a roster here';
REVOKE EXECUTE ON FUNCTION duty.station_facts(uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duty.station_facts(uuid[], timestamptz) TO ess_service, ess_user;
COMMENT ON COLUMN duty.exercises.ends_by IS 'When it ends by itself if nobody ended it; no personal data';
