-- Who asks, as the transaction says it. What is missing or malformed reads as nobody, nowhere, nothing: no rows, and no
-- error that would tell why.

CREATE FUNCTION platform.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN current_setting('app.person_id', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  THEN current_setting('app.person_id', true)::uuid END;
COMMENT ON FUNCTION platform.actor_id() IS 'The person whose request this transaction is; empty for nobody';

-- The tree's labels, as PostgreSQL 15 takes them; one that is none makes all of it nothing.
CREATE FUNCTION platform.actor_view_scopes() RETURNS public.ltree[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  said CONSTANT pg_catalog.text := pg_catalog.current_setting('app.view_scopes', true);
BEGIN
  IF said ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND said !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(said) < 20000 THEN
    RETURN pg_catalog.string_to_array(said, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;
COMMENT ON FUNCTION platform.actor_view_scopes() IS 'Branches of the agency tree in which the person may see incidents';

CREATE FUNCTION platform.actor_may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(permission = ANY (string_to_array(current_setting('app.permissions', true), ',')), false);
COMMENT ON FUNCTION platform.actor_may(text) IS 'Whether the person may do this somewhere; where, actor_view_scopes says for incident:view';

-- Answers kept for repeated submissions: each person's own.
ALTER TABLE platform.idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON platform.idempotency_keys TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON platform.idempotency_keys TO ess_user
  USING (actor = (SELECT platform.actor_id())::text) WITH CHECK (actor = (SELECT platform.actor_id())::text);
GRANT SELECT, INSERT, UPDATE ON platform.idempotency_keys TO ess_user;

-- A supervisor who keeps an incident from somebody makes their stored answers go too, without seeing one of them.
CREATE FUNCTION platform.delete_stored_answers(person text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog
BEGIN ATOMIC
  DELETE FROM platform.idempotency_keys WHERE actor = person;
END;
REVOKE EXECUTE ON FUNCTION platform.delete_stored_answers(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.delete_stored_answers(text) TO ess_service, ess_user;

-- Ids only; read by the house, which decides whom each entry is shown to.
GRANT INSERT ON platform.event_log TO ess_user;
-- Kinds, counts and codes.
GRANT SELECT, UPDATE (resolved_at, resolved_by) ON platform.system_alerts TO ess_user;
-- Agencies are offices, not people.
GRANT SELECT ON ALL TABLES IN SCHEMA jurisdiction TO ess_user;
GRANT UPDATE (readiness, readiness_changed_at) ON jurisdiction.agencies TO ess_user;
