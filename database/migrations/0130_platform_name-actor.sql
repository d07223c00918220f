-- The actor, as the transaction's settings name them. What is missing or malformed means nobody, nowhere: no rows, and no
-- error that would reveal why.

CREATE FUNCTION platform.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN current_setting('app.person_id', true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  THEN current_setting('app.person_id', true)::uuid END;
COMMENT ON FUNCTION platform.actor_id() IS 'The person on whose behalf this transaction runs; empty for nobody';

-- The tree's labels, as PostgreSQL 15 takes them; one that is none makes all of it nothing.
CREATE FUNCTION platform.actor_view_scopes() RETURNS public.ltree[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  setting CONSTANT pg_catalog.text := pg_catalog.current_setting('app.view_scopes', true);
BEGIN
  IF setting ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND setting !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(setting) < 20000 THEN
    RETURN pg_catalog.string_to_array(setting, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $$;
COMMENT ON FUNCTION platform.actor_view_scopes() IS 'Branches of the agency tree in which the person may see incidents';

CREATE FUNCTION platform.actor_may(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(permission = ANY (string_to_array(current_setting('app.permissions', true), ',')), false);
COMMENT ON FUNCTION platform.actor_may(text) IS 'Whether the person may do this somewhere; where, actor_view_scopes says for incident:view';

-- Answers stored for repeated submissions: each person's own.
ALTER TABLE platform.idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON platform.idempotency_keys TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON platform.idempotency_keys TO ess_user
  USING (actor = (SELECT platform.actor_id())::text) WITH CHECK (actor = (SELECT platform.actor_id())::text);
GRANT SELECT, INSERT, UPDATE ON platform.idempotency_keys TO ess_user;

-- When a supervisor withholds an incident from somebody, that person's stored answers are deleted too, unseen by the supervisor.
CREATE FUNCTION platform.delete_stored_answers(person text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog
BEGIN ATOMIC
  DELETE FROM platform.idempotency_keys WHERE actor = person;
END;
REVOKE EXECUTE ON FUNCTION platform.delete_stored_answers(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.delete_stored_answers(text) TO ess_service, ess_user;

-- Ids only; read as ess_service, which decides whom each entry is shown to.
GRANT INSERT ON platform.event_log TO ess_user;
-- Kinds, counts and codes.
GRANT SELECT, UPDATE (resolved_at, resolved_by) ON platform.system_alerts TO ess_user;
-- Agencies are not people.
GRANT SELECT ON ALL TABLES IN SCHEMA jurisdiction TO ess_user;
GRANT UPDATE (readiness, readiness_changed_at) ON jurisdiction.agencies TO ess_user;
