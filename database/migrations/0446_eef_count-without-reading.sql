-- What is open is counted from the narrowest index there is, and what is late from the end of another; the few that the actor
-- must not know of are taken off. Asked of each row, it took most of the time of the page.
CREATE OR REPLACE FUNCTION eef.count_received(at timestamptz)
RETURNS TABLE (scope text, province text, waiting integer, late integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY SELECT counted.scope, counted.province_code, sum(counted.waiting)::integer, sum(counted.late)::integer FROM (
      SELECT 'to-answer' AS scope, one.province_code, count(*) AS waiting, 0::bigint AS late FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('offered', 'declined-proposed') GROUP BY one.province_code
    UNION ALL
      SELECT 'working', one.province_code, count(*), 0 FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('accepted', 'in-progress', 'on-hold')
      GROUP BY one.province_code
    UNION ALL
      SELECT 'to-answer', one.province_code, 0, count(*) FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('offered', 'declined-proposed') AND one.due_at <= at
      GROUP BY one.province_code
    UNION ALL
      SELECT 'working', one.province_code, 0, count(*) FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('accepted', 'in-progress', 'on-hold')
        AND one.outcome_due_at <= at
      GROUP BY one.province_code
    UNION ALL
      SELECT hidden.scope, hidden.province_code, -count(*), -count(*) FILTER (WHERE hidden.late_at <= at) FROM (
          SELECT CASE WHEN one.accepted_at IS NULL THEN 'to-answer' ELSE 'working' END AS scope, one.province_code,
            CASE WHEN one.accepted_at IS NULL THEN one.due_at ELSE one.outcome_due_at END AS late_at
          FROM referral.referrals AS one
          WHERE (one.case_id = ANY (barred) OR one.incident_id = ANY (withheld)) AND one.ended_at IS NULL
            AND one.to_agency_id = ANY (agencies) AND one.status <> 'draft') AS hidden
      GROUP BY hidden.scope, hidden.province_code
    ) AS counted GROUP BY counted.scope, counted.province_code HAVING sum(counted.waiting) > 0;
END $$;

-- Each child once, as before. What the actor may see is asked once, and each table is read once: a child that is both received
-- and sent comes twice, which the last line undoes.
CREATE OR REPLACE FUNCTION eef.list_children(from_at timestamptz, to_at timestamptz)
RETURNS TABLE (case_id uuid, referral_id uuid, province text, came_to text, outcome text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY
  WITH sent AS (
    SELECT one.id, one.case_id, one.province_code, one.status, one.outcome, one.offered_at, one.confirmation
    FROM referral.referrals AS one
    WHERE one.offered_at >= from_at AND one.offered_at < to_at AND one.service_code IN ('school-return', 'scholarship')
      AND one.to_agency_id = ANY (agencies) AND one.case_id <> ALL (barred)
      AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
    UNION ALL
    SELECT one.id, one.case_id, one.province_code, one.status, one.outcome, one.offered_at, one.confirmation
    FROM care.visible_to_actor AS seen JOIN referral.referrals AS one ON one.case_id = seen.case_id
    WHERE seen.sections IS NULL
      AND one.offered_at >= from_at AND one.offered_at < to_at AND one.service_code IN ('school-return', 'scholarship')
  ), judged AS (
    SELECT sent.*, CASE
      WHEN sent.status = 'completed' AND sent.id IN (SELECT gone.referral_id FROM eef.checks AS gone WHERE gone.result = 'left')
        THEN 'left'
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

