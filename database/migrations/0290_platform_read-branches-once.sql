-- Two settings name branches of the agency tree; one function reads both.
CREATE FUNCTION platform.actor_branches(setting text) RETURNS public.ltree[] LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
  said CONSTANT pg_catalog.text := pg_catalog.current_setting(setting, true);
BEGIN
  IF said ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND said !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(said) < 20000 AND platform.actor_is_proved() THEN
    RETURN pg_catalog.string_to_array(said, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;
COMMENT ON FUNCTION platform.actor_branches(text) IS 'Branches of the agency tree that a signed setting names';

CREATE OR REPLACE FUNCTION platform.actor_view_scopes() RETURNS public.ltree[] LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.view_scopes');
CREATE OR REPLACE FUNCTION platform.actor_hand_over_scopes() RETURNS public.ltree[] LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.hand_over_scopes');
