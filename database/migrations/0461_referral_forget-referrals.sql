-- Referrals go with their case. Neither role of the server may delete one; this function alone does, and only where the case
-- is gone. No case is forgotten sooner than a year after it began, so that younger referrals need no look.
CREATE FUNCTION referral.forget_referrals(made_before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[] := ARRAY(SELECT one.id FROM referral.referrals AS one WHERE one.created_at < $1
    AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2);
  others integer;
BEGIN
  DELETE FROM referral.answer_links AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.packets AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.timeline AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.referrals AS gone_row WHERE gone_row.id = ANY (gone);
  WITH proposals AS (DELETE FROM referral.loss_proposals AS gone_row WHERE gone_row.id IN (SELECT one.id
        FROM referral.loss_proposals AS one WHERE one.requested_at < $1
          AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2) RETURNING 1),
    questions AS (DELETE FROM referral.capacity_questions AS gone_row WHERE gone_row.id IN (SELECT one.id
        FROM referral.capacity_questions AS one WHERE one.asked_at < $1
          AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2) RETURNING 1)
  SELECT greatest((SELECT count(*) FROM proposals), (SELECT count(*) FROM questions)) INTO others;
  RETURN greatest(cardinality(gone), others);
END $$;
COMMENT ON FUNCTION referral.forget_referrals(timestamptz, integer) IS 'Deletes referrals whose case was forgotten, with packet, timeline and links, and what else was asked for such a case';
REVOKE EXECUTE ON FUNCTION referral.forget_referrals(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION referral.forget_referrals(timestamptz, integer) TO ess_service;
