-- Pictures that a care worker takes: a court order, an injury, the home. For staff who may see their section.
CREATE TABLE care.pictures (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES care.cases (id),
  kind text NOT NULL,
  section text NOT NULL,
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  happened_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX pictures_case ON care.pictures (case_id, happened_at);
CREATE INDEX pictures_attachment ON care.pictures (attachment_id);
COMMENT ON TABLE care.pictures IS 'Personal data: pictures of papers, injuries and homes of people in care; the files themselves are attachments';
COMMENT ON COLUMN care.pictures.kind IS 'What it shows, as a code; the section follows from it';
COMMENT ON COLUMN care.pictures.section IS 'What somebody must be invited to';
COMMENT ON COLUMN care.pictures.attachment_id IS 'A cleaned file of platform.attachments; no foreign key across schemas';
COMMENT ON COLUMN care.pictures.by_person_id IS 'Who took it; an account of access';
COMMENT ON COLUMN care.pictures.happened_at IS 'When it was taken, by the clock of the phone; never later than when it arrived';

-- Nobody changes or removes one; retention does.
ALTER TABLE care.pictures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.pictures TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON care.pictures TO ess_user;
CREATE POLICY user_reads ON care.pictures FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = pictures.case_id
    AND (seen.sections IS NULL OR pictures.section = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_adds ON care.pictures FOR INSERT TO ess_user
  WITH CHECK (by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = pictures.case_id
      AND (seen.sections IS NULL AND seen.may_act OR pictures.section = ANY (seen.sections)) OFFSET 0));
CREATE POLICY user_reads_case_pictures ON platform.attachments FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM care.pictures AS picture WHERE picture.attachment_id = attachments.id));
