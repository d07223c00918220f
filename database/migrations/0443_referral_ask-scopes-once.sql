-- The branches of the actor are asked once for a statement, not for each of nine thousand agencies: they are proved each time.
CREATE OR REPLACE FUNCTION referral.agencies_of_actor() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  IF NOT platform.actor_may('referral:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT agency.id FROM jurisdiction.agencies AS agency
    WHERE agency.path OPERATOR(public.<@) ANY ((SELECT platform.actor_referral_scopes())::public.ltree[]));
END $$;
