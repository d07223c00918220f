-- Whether somebody can be sent out now. Like duty.on_duty it runs with the owner's rights, so both roles get the same
-- answer. People whom no roster and no check-in of the last two weeks names are unknown, and are not left out.
CREATE FUNCTION duty.presence_of(people uuid[], moment timestamptz)
RETURNS TABLE (person_id uuid, presence text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
  SELECT who.person_id,
    CASE
      WHEN EXISTS (SELECT FROM duty.check_ins AS here WHERE here.person_id = who.person_id AND here.checked_in_at <= moment
          AND here.ends_by > moment AND (here.checked_out_at IS NULL OR here.checked_out_at > moment)) THEN 'on-duty'
      WHEN EXISTS (SELECT FROM duty.shifts AS plan WHERE plan.person_id = who.person_id AND plan.starts_at <= moment
          AND plan.ends_at > moment AND plan.created_at <= moment
          AND (plan.cancelled_at IS NULL OR plan.cancelled_at > moment)
          AND NOT EXISTS (SELECT FROM duty.check_ins AS gone WHERE gone.shift_id = plan.id
            AND gone.checked_out_at >= plan.starts_at AND gone.checked_out_at <= moment)) THEN 'on-duty'
      WHEN EXISTS (SELECT FROM duty.shifts AS plan WHERE plan.person_id = who.person_id AND plan.created_at <= moment
          AND plan.ends_at > moment - interval '14 days' AND plan.starts_at < moment + interval '14 days')
        OR EXISTS (SELECT FROM duty.check_ins AS here WHERE here.person_id = who.person_id
          AND here.checked_in_at <= moment AND here.ends_by > moment - interval '14 days') THEN 'off-duty'
      ELSE 'unknown'
    END
  FROM unnest(people) AS who (person_id);
END;
REVOKE ALL ON FUNCTION duty.presence_of(uuid[], timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION duty.presence_of(uuid[], timestamptz) TO ess_service, ess_user;
COMMENT ON FUNCTION duty.presence_of(uuid[], timestamptz) IS 'on-duty, off-duty, or unknown where no roster and no check-in names the person';
