-- The server signs the actor of a transaction (decision 0040). A login as ess_user may set any setting; without a signature made for
-- its own connection and moment it is nobody, nowhere, and may do nothing.

CREATE TABLE platform.actor_keys (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  inner_block bytea NOT NULL CHECK (length(inner_block) = 64),
  outer_block bytea NOT NULL CHECK (length(outer_block) = 64)
);
COMMENT ON TABLE platform.actor_keys IS 'The key that signs the actor, as the two blocks of HMAC-SHA256 (RFC 2104); written by the owner at each start, read by platform.actor_is_proved() alone';
REVOKE ALL ON platform.actor_keys FROM ess_service, ess_user;

-- app.proof: until when, in milliseconds since 1970 of this server's clock, and the signature. The moment is the
-- transaction's, so that a long one does not end in the middle. Computed once for each place in a statement that
-- asks by (SELECT …), never for each row.
CREATE FUNCTION platform.actor_is_proved() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
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
    coalesce(current_setting('app.hand_over_scopes', true), ''), coalesce(current_setting('app.permissions', true), '')),
    'UTF8'))), 'hex') IS NOT DISTINCT FROM right(proof, 64);
END $$;
COMMENT ON FUNCTION platform.actor_is_proved() IS 'Whether the server signed the actor, for this connection and moment';

-- Called at the beginning of every transaction: a signature that is not valid is an error, never an empty board.
CREATE FUNCTION platform.must_be_proved() RETURNS void LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
BEGIN
  IF NOT platform.actor_is_proved() THEN
    RAISE EXCEPTION 'nobody is proved to ask' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
END $$;
COMMENT ON FUNCTION platform.must_be_proved() IS 'Refuses a transaction without a proved actor';

CREATE OR REPLACE FUNCTION platform.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN current_setting('app.person_id', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  AND platform.actor_is_proved() THEN current_setting('app.person_id', true)::uuid END;

CREATE OR REPLACE FUNCTION platform.actor_view_scopes() RETURNS public.ltree[] LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
  said CONSTANT pg_catalog.text := pg_catalog.current_setting('app.view_scopes', true);
BEGIN
  IF said ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND said !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(said) < 20000 AND platform.actor_is_proved() THEN
    RETURN pg_catalog.string_to_array(said, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;

CREATE OR REPLACE FUNCTION platform.actor_hand_over_scopes() RETURNS public.ltree[] LANGUAGE plpgsql STABLE
PARALLEL RESTRICTED AS $$
DECLARE
  said CONSTANT pg_catalog.text := pg_catalog.current_setting('app.hand_over_scopes', true);
BEGIN
  IF said ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND said !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(said) < 20000 AND platform.actor_is_proved() THEN
    RETURN pg_catalog.string_to_array(said, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;

CREATE OR REPLACE FUNCTION platform.actor_may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN coalesce(permission = ANY (string_to_array(current_setting('app.permissions', true), ',')), false)
  AND platform.actor_is_proved();
