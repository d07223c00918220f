-- One look into the index for each branch: `<@ ANY (…)` uses none.
CREATE OR REPLACE FUNCTION referral.agencies_of_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('referral:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT agency.id FROM unnest(platform.actor_referral_scopes()) AS scope (path)
    JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) scope.path);
END $$;

-- For what is withheld from somebody; there are few.
CREATE INDEX referrals_open_of_incident ON referral.referrals (incident_id) WHERE incident_id IS NOT NULL AND ended_at IS NULL;
-- How many wait in each province: one row for each of many that are alike, a tenth of an index that tells them apart.
CREATE INDEX referrals_to_answer_in_province ON referral.referrals (to_agency_id, province_code)
  WHERE status IN ('offered', 'declined-proposed');
CREATE INDEX referrals_to_work_in_province ON referral.referrals (to_agency_id, province_code)
  WHERE status IN ('accepted', 'in-progress', 'on-hold');
DROP INDEX referral.referrals_to_answer_by_province, referral.referrals_to_work_by_province;
