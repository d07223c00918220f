-- Placements are seen in branches of their own: a partner sees its own shops and nothing else.
CREATE FUNCTION platform.actor_outreach_scopes() RETURNS public.ltree[] LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.outreach_scopes');
COMMENT ON FUNCTION platform.actor_outreach_scopes() IS 'Branches of the agency tree whose campaigns and placements the person may see';

CREATE OR REPLACE FUNCTION platform.actor_is_proved() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  proof CONSTANT text := current_setting('app.proof', true);
  key platform.actor_keys;
BEGIN
  IF proof IS NULL OR proof !~ '^[0-9]{13}:[0-9a-f]{64}$'
    OR to_timestamp(left(proof, 13)::float8 / 1000) NOT BETWEEN now() AND now() + interval '1 minute' THEN
    RETURN false;
  END IF;
  SELECT * INTO key FROM platform.actor_keys;
  RETURN encode(sha256(key.outer_block || sha256(key.inner_block || convert_to(concat_ws(E'\n', 'ess-actor/1',
    left(proof, 13), pg_backend_pid(), coalesce(inet_client_port(), -1),
    coalesce(current_setting('app.person_id', true), ''), coalesce(current_setting('app.view_scopes', true), ''),
    coalesce(current_setting('app.hand_over_scopes', true), ''), coalesce(current_setting('app.case_scopes', true), ''),
    coalesce(current_setting('app.referral_scopes', true), ''), coalesce(current_setting('app.outreach_scopes', true), ''),
    coalesce(current_setting('app.permissions', true), '')), 'UTF8'))), 'hex') IS NOT DISTINCT FROM right(proof, 64);
END $$;
