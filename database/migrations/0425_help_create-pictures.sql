-- Pictures of a request: the home, what is wrong, papers. What they are for is burnt into each before it is stored.
CREATE TABLE help.pictures (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  kind text NOT NULL CHECK (kind IN ('home-outside', 'home-inside', 'problem', 'person', 'family', 'id-card',
    'home-registration', 'bank-book', 'other')),
  attachment_id uuid NOT NULL,
  by_person_id uuid,
  added_at timestamptz NOT NULL
);
CREATE INDEX pictures_request ON help.pictures (request_id, added_at);
CREATE INDEX pictures_attachment ON help.pictures (attachment_id);
COMMENT ON TABLE help.pictures IS 'Personal data: pictures of homes and papers of people who ask for help; the files themselves are attachments';
COMMENT ON COLUMN help.pictures.kind IS 'What it shows, as a code; who checks a request sees only some kinds';
COMMENT ON COLUMN help.pictures.attachment_id IS 'A cleaned file of platform.attachments with its purpose burnt in; no foreign key across schemas';
COMMENT ON COLUMN help.pictures.by_person_id IS 'Who added it, an account of access; empty: the person themselves';

-- Staff of the branch see all of them. Whoever files it sees what they added, while they may write; who is asked to check it
-- what shows whether it is so: neither papers nor faces.
ALTER TABLE help.pictures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.pictures TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON help.pictures TO ess_user;
CREATE POLICY user_reads ON help.pictures FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = pictures.request_id
    AND (seen.as_staff
      OR seen.sees_form AND pictures.by_person_id = (SELECT platform.actor_id())
      OR seen.sees_form AND pictures.kind IN ('home-outside', 'home-inside', 'problem') AND EXISTS (
        SELECT FROM help.checks AS asked WHERE asked.request_id = pictures.request_id AND asked.result IS NULL
          AND asked.checker_ids @> ARRAY[(SELECT platform.actor_id())])) OFFSET 0));
CREATE POLICY user_adds ON help.pictures FOR INSERT TO ess_user
  WITH CHECK (by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM help.visible_to_actor AS seen
    WHERE seen.request_id = pictures.request_id AND (seen.as_staff AND seen.may_act
      OR seen.sees_form AND EXISTS (SELECT FROM help.requests AS own WHERE own.id = pictures.request_id
        AND own.filed_by_person_id = (SELECT platform.actor_id()))) OFFSET 0));
CREATE POLICY user_reads_help_pictures ON platform.attachments FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM help.pictures AS picture WHERE picture.attachment_id = attachments.id));

-- They are forgotten with their request.
CREATE OR REPLACE FUNCTION help.forget_requests(not_sent_before timestamptz, ended_before timestamptz, refused_before timestamptz,
  closed_before timestamptz, counted_from timestamptz, most integer)
RETURNS TABLE (request_id uuid, kind text, status text, agency_id uuid, granted_at timestamptz, granted_benefit text,
  granted_amount integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  gone uuid[];
  files uuid[];
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
  files := ARRAY(SELECT picture.attachment_id FROM help.pictures AS picture WHERE picture.request_id = ANY (gone));
  DELETE FROM help.pictures AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM platform.attachments AS file WHERE file.id = ANY (files);
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
