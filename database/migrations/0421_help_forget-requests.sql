-- Ended requests for help are forgotten as a whole after the time that database/reference-data/help-keeping.json gives them.
-- Neither role of the server may delete a row of a request; this function alone does, and only what is due.
CREATE INDEX requests_ended ON help.requests (ended_at) WHERE ended_at IS NOT NULL;

CREATE FUNCTION help.forget_requests(not_sent_before timestamptz, ended_before timestamptz, refused_before timestamptz,
  closed_before timestamptz, counted_from timestamptz, most integer)
RETURNS TABLE (request_id uuid, kind text, status text, agency_id uuid, granted_at timestamptz, granted_benefit text,
  granted_amount integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[];
BEGIN
  -- What others were merged into stays as long as they do, and what counts in the running fiscal year stays in any case.
  gone := ARRAY(SELECT mine.id FROM help.requests AS mine
    WHERE CASE WHEN mine.status = 'draft' THEN mine.updated_at < $1
        WHEN mine.ended_at IS NULL THEN false
        WHEN mine.status = 'closed' THEN mine.ended_at < $4
        WHEN mine.status IN ('not-eligible', 'upheld') THEN mine.ended_at < $3
        ELSE mine.ended_at < $2 END
      AND (mine.granted_at IS NULL OR mine.granted_at < $5)
      AND NOT EXISTS (SELECT FROM help.requests AS other WHERE other.merged_into_id = mine.id)
    ORDER BY mine.ended_at, mine.id LIMIT $6 FOR UPDATE SKIP LOCKED);
  IF cardinality(gone) = 0 THEN RETURN; END IF;
  RETURN QUERY SELECT mine.id, CASE WHEN mine.status = 'draft' THEN 'not-sent' WHEN mine.status = 'closed' THEN 'closed'
      WHEN mine.status IN ('not-eligible', 'upheld') THEN 'refused' ELSE 'ended' END,
    mine.status, mine.agency_id, mine.granted_at, mine.granted_benefit, mine.granted_amount
    FROM help.requests AS mine WHERE mine.id = ANY (gone);
  DELETE FROM help.waiting_news AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.appeals AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.payments AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.proposals AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.visits AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.corrections AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.checks AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.timeline AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.forms AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.requests AS gone_row WHERE gone_row.id = ANY (gone);
END $$;
COMMENT ON FUNCTION help.forget_requests(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, integer) IS 'Deletes requests whose time has come; their ids, why, and what was granted, without a person';
REVOKE EXECUTE ON FUNCTION help.forget_requests(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION help.forget_requests(timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, integer) TO ess_service;
