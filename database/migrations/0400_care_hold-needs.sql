-- Who works on an open need right now. One row at most: no need has two holders, and one without is on the list of whoever
-- owns its case.
CREATE TABLE care.need_holders (
  need_id uuid PRIMARY KEY REFERENCES care.needs (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('referral', 'own-service')),
  holder_id uuid NOT NULL,
  service_code text,
  since timestamptz NOT NULL,
  by_person_id uuid,
  CHECK ((kind = 'own-service') = (service_code IS NOT NULL))
);
CREATE INDEX need_holders_holder ON care.need_holders (holder_id);
COMMENT ON TABLE care.need_holders IS 'Personal data: the one referral or own service that an open need waits for';
COMMENT ON COLUMN care.need_holders.holder_id IS 'A referral (no foreign key across capabilities), or the number of the own service';
COMMENT ON COLUMN care.need_holders.service_code IS 'Of an own service: which one';
COMMENT ON COLUMN care.need_holders.by_person_id IS 'Whose action it was; an account of access';

ALTER TABLE care.need_holders ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.need_holders TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON care.need_holders TO ess_user;
CREATE POLICY user_reads ON care.need_holders FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.needs AS need WHERE need.id = need_holders.need_id OFFSET 0));
CREATE POLICY user_adds ON care.need_holders FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM care.needs AS need JOIN care.visible_to_actor AS seen ON seen.case_id = need.case_id
    WHERE need.id = need_holders.need_id AND need.outcome IS NULL AND seen.may_act AND seen.sections IS NULL OFFSET 0));
CREATE POLICY user_removes ON care.need_holders FOR DELETE TO ess_user
  USING (EXISTS (SELECT FROM care.needs AS need JOIN care.visible_to_actor AS seen ON seen.case_id = need.case_id
    WHERE need.id = need_holders.need_id AND seen.may_act AND seen.sections IS NULL OFFSET 0));

CREATE FUNCTION care.actor_sees_all(case_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  RETURN session_user = 'ess_service' OR EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = $1 AND seen.sections IS NULL);
END $$;
COMMENT ON FUNCTION care.actor_sees_all(uuid) IS 'Whether the actor sees the whole case, not only sections they were invited to';
REVOKE EXECUTE ON FUNCTION care.actor_sees_all(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.actor_sees_all(uuid) TO ess_service, ess_user;

-- Whoever ends what holds a need gives the need back, also a receiver who may not see the case: they name the holder, which
-- only those who work on it know.
CREATE FUNCTION care.release_need(need_id uuid, holder_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
BEGIN
  IF session_user <> 'ess_service' AND platform.actor_id() IS NULL THEN RETURN false; END IF;
  DELETE FROM care.need_holders AS held WHERE held.need_id = $1 AND held.holder_id = $2;
  RETURN FOUND;
END $$;
COMMENT ON FUNCTION care.release_need(uuid, uuid) IS 'Puts a need back on the list of whoever owns its case; false when this does not hold it';
REVOKE EXECUTE ON FUNCTION care.release_need(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care.release_need(uuid, uuid) TO ess_service, ess_user;

-- A need that has an outcome is held by nobody.
CREATE FUNCTION care.free_ended_need() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM care.need_holders AS held WHERE held.need_id = NEW.id;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION care.free_ended_need() IS 'Removes the holder of a need that got an outcome';
REVOKE EXECUTE ON FUNCTION care.free_ended_need() FROM PUBLIC;
CREATE TRIGGER free_ended_need AFTER UPDATE OF outcome ON care.needs
  FOR EACH ROW WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION care.free_ended_need();
