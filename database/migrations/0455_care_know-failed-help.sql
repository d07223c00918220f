-- A need for which somebody worked already and that nobody works on now: help failed, and its worker looks for other help.
ALTER TABLE care.needs ADD COLUMN was_held boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN care.needs.was_held IS 'A referral or an own service worked on it once';
UPDATE care.needs AS mine SET was_held = true WHERE EXISTS (SELECT FROM care.need_holders AS held WHERE held.need_id = mine.id);

CREATE FUNCTION care.mark_held_need() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE care.needs AS mine SET was_held = true WHERE mine.id = NEW.need_id AND NOT mine.was_held;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION care.mark_held_need() IS 'Keeps in mind that somebody worked on a need';
REVOKE EXECUTE ON FUNCTION care.mark_held_need() FROM PUBLIC;
CREATE TRIGGER mark_held_need AFTER INSERT ON care.need_holders FOR EACH ROW EXECUTE FUNCTION care.mark_held_need();
