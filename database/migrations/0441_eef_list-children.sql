-- The list of a receiver with 100,000 open referrals, and how many there are: row security would read each row on its own, so
-- these functions ask once what the actor may see.
ALTER TABLE referral.referrals ADD COLUMN province_code text GENERATED ALWAYS AS (place ->> 'provinceCode') STORED;
COMMENT ON COLUMN referral.referrals.province_code IS 'Of the place';
CREATE INDEX referrals_to_answer ON referral.referrals
  (to_agency_id, due_at, id) INCLUDE (province_code, service_code, urgency, age_band, case_id, incident_id)
  WHERE status IN ('offered', 'declined-proposed');
CREATE INDEX referrals_to_work ON referral.referrals
  (to_agency_id, outcome_due_at, id) INCLUDE (province_code, service_code, urgency, age_band, case_id, incident_id)
  WHERE status IN ('accepted', 'in-progress', 'on-hold');

CREATE FUNCTION eef.list_received(scope text, province text, service text, band text, urgent text, after_id uuid,
  most integer) RETURNS TABLE (referral_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
  after_at timestamptz;
BEGIN
  IF after_id IS NOT NULL THEN
    SELECT CASE scope WHEN 'to-answer' THEN one.due_at WHEN 'working' THEN one.outcome_due_at ELSE one.ended_at END INTO after_at
      FROM referral.referrals AS one WHERE one.id = after_id AND one.to_agency_id = ANY (agencies);
    IF after_at IS NULL THEN RETURN; END IF;
  END IF;
  IF scope = 'to-answer' THEN
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.due_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.status IN ('offered', 'declined-proposed')
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.due_at, one.id) > (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.due_at, one.id LIMIT most) AS found
    ORDER BY found.due_at, found.id LIMIT most;
  ELSIF scope = 'working' THEN
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.outcome_due_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.status IN ('accepted', 'in-progress', 'on-hold')
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.outcome_due_at, one.id) > (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.outcome_due_at, one.id LIMIT most) AS found
    ORDER BY found.outcome_due_at, found.id LIMIT most;
  ELSE
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.ended_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.ended_at IS NOT NULL AND one.offered_at IS NOT NULL
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.ended_at, one.id) < (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.ended_at DESC, one.id DESC LIMIT most) AS found
    ORDER BY found.ended_at DESC, found.id DESC LIMIT most;
  END IF;
END $$;
COMMENT ON FUNCTION eef.list_received(text, text, text, text, text, uuid, integer)
  IS 'Referrals that the actor''s agencies received, in the order of the work, after one of them';

CREATE FUNCTION eef.count_received(at timestamptz) RETURNS TABLE (scope text, province text, waiting integer, late integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY SELECT 'to-answer'::text, one.province_code, count(*)::integer,
      (count(*) FILTER (WHERE one.due_at <= at))::integer
    FROM referral.referrals AS one
    WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('offered', 'declined-proposed')
      AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
    GROUP BY one.province_code
  UNION ALL
  SELECT 'working'::text, one.province_code, count(*)::integer,
      (count(*) FILTER (WHERE one.outcome_due_at <= at))::integer
    FROM referral.referrals AS one
    WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('accepted', 'in-progress', 'on-hold')
      AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
    GROUP BY one.province_code;
END $$;
COMMENT ON FUNCTION eef.count_received(timestamptz) IS 'Open referrals that the actor''s agencies received, by province, and how many are late';

-- Checks without an answer, the most overdue first: those of received referrals, and those of cases that one works on.
CREATE FUNCTION eef.list_open_checks(until_day date, most integer) RETURNS TABLE (check_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY SELECT every.id FROM (
      SELECT found.id, found.due_on FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
        SELECT one.id, one.due_on FROM eef.checks AS one
        WHERE one.to_agency_id = mine.agency_id AND one.result IS NULL AND NOT one.is_void AND one.due_on <= until_day
          AND one.case_id <> ALL (barred)
          AND (withheld = '{}' OR NOT EXISTS (SELECT FROM referral.referrals AS about
            WHERE about.id = one.referral_id AND about.incident_id = ANY (withheld) OFFSET 0))
        ORDER BY one.due_on, one.id LIMIT most) AS found
      UNION
      SELECT sent.id, sent.due_on FROM care.visible_to_actor AS seen JOIN eef.checks AS sent ON sent.case_id = seen.case_id
      WHERE seen.may_act AND seen.sections IS NULL AND sent.result IS NULL AND NOT sent.is_void AND sent.due_on <= until_day
    ) AS every
    ORDER BY every.due_on, every.id LIMIT most;
END $$;
COMMENT ON FUNCTION eef.list_open_checks(date, integer) IS 'Checks due until a day that the actor may answer';

-- Each child once, with what it came to: figures are counted and lists are written from this alone, so that they agree to the
-- child. A child is one case. Whoever is back in learning counts as back, whatever was asked for besides.
CREATE FUNCTION eef.list_children(from_at timestamptz, to_at timestamptz)
RETURNS TABLE (case_id uuid, referral_id uuid, province text, came_to text, outcome text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY
  WITH sent AS (
    SELECT one.id, one.case_id, one.province_code, one.status, one.outcome, one.offered_at, one.confirmation,
      EXISTS (SELECT FROM eef.checks AS gone WHERE gone.referral_id = one.id AND gone.result = 'left') AS has_left
    FROM referral.referrals AS one
    WHERE one.offered_at >= from_at AND one.offered_at < to_at AND one.service_code IN ('school-return', 'scholarship')
      AND one.id IN (SELECT seen.referral_id FROM referral.visible_to_actor AS seen)
  ), judged AS (
    SELECT sent.*, CASE
      WHEN sent.status = 'completed' AND sent.has_left THEN 'left'
      WHEN sent.status = 'completed' AND sent.confirmation = 'not-received' THEN 'not-received'
      WHEN sent.status = 'completed' AND sent.outcome IN ('formal-returned', 'non-formal', 'mobile-or-learning-centre',
        'vocational', 'early-childhood') THEN 'back'
      WHEN sent.status = 'completed' THEN 'other-outcome'
      WHEN sent.status IN ('offered', 'declined-proposed') THEN 'to-answer'
      WHEN sent.status IN ('accepted', 'in-progress', 'on-hold') THEN 'working'
      ELSE sent.status END AS came_to
    FROM sent
  )
  SELECT DISTINCT ON (judged.case_id) judged.case_id, judged.id, judged.province_code, judged.came_to, judged.outcome
  FROM judged ORDER BY judged.case_id, judged.came_to = 'back' DESC, judged.offered_at DESC, judged.id DESC;
END $$;
COMMENT ON FUNCTION eef.list_children(timestamptz, timestamptz)
  IS 'Children sent to learning in a time that the actor may see, each once, with what it came to';

CREATE FUNCTION eef.count_checks(from_at timestamptz, to_at timestamptz, today date, answer_days integer)
RETURNS TABLE (kind text, state text, checks integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT one.kind, coalesce(one.result, CASE WHEN one.is_void THEN 'void' WHEN one.due_on > today THEN 'waiting'
      WHEN today - one.due_on > answer_days THEN 'late' ELSE 'due' END), count(*)::integer
    FROM eef.checks AS one JOIN eef.list_children(from_at, to_at) AS child ON child.case_id = one.case_id
    GROUP BY 1, 2;
END $$;
COMMENT ON FUNCTION eef.count_checks(timestamptz, timestamptz, date, integer)
  IS 'Checks of the same children, by kind and by where they stand';

CREATE FUNCTION eef.name_provinces() RETURNS TABLE (code text, th text, en text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY SELECT area.code, area.name_th, area.name_en FROM jurisdiction.administrative_areas AS area
    WHERE area.level = 'province' ORDER BY area.name_th;
END $$;
COMMENT ON FUNCTION eef.name_provinces() IS 'Provinces by their codes';

DO $$
DECLARE
  one regprocedure;
BEGIN
  FOR one IN SELECT oid FROM pg_proc WHERE pronamespace = 'eef'::regnamespace LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ess_user', one);
  END LOOP;
END $$;
