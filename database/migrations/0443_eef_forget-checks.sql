-- Checks go with their case, as its referrals do. Neither role of the server may delete one; this function alone does.
CREATE FUNCTION eef.forget_checks(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[] := ARRAY(SELECT one.id FROM eef.checks AS one
    WHERE NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $1);
BEGIN
  DELETE FROM eef.checks AS gone_row WHERE gone_row.id = ANY (gone);
  RETURN cardinality(gone);
END $$;
COMMENT ON FUNCTION eef.forget_checks(integer) IS 'Deletes checks whose case was forgotten';
REVOKE EXECUTE ON FUNCTION eef.forget_checks(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION eef.forget_checks(integer) TO ess_service;
