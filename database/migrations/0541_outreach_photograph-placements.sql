-- A sign that hangs, photographed where it hangs. Only the newest photo of a placement is kept.
CREATE TABLE outreach.placement_photos (
  id uuid PRIMARY KEY,
  code text NOT NULL REFERENCES outreach.placements (code),
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  added_at timestamptz NOT NULL
);
CREATE INDEX placement_photos_code ON outreach.placement_photos (code, added_at);
CREATE INDEX placement_photos_attachment ON outreach.placement_photos (attachment_id);
COMMENT ON TABLE outreach.placement_photos IS 'A photo of a sign where it hangs; who passes by may be on it; the file itself is an attachment';
COMMENT ON COLUMN outreach.placement_photos.attachment_id IS 'A cleaned file of platform.attachments, without place and camera; no foreign key across schemas';
COMMENT ON COLUMN outreach.placement_photos.by_person_id IS 'Who added it, an account of access';

-- Seen by whoever sees the placement, which its own policy decides; added by whoever looks after it.
ALTER TABLE outreach.placement_photos ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.placement_photos TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON outreach.placement_photos TO ess_service;
GRANT SELECT, INSERT ON outreach.placement_photos TO ess_user;
CREATE POLICY user_reads ON outreach.placement_photos FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM outreach.placements AS place WHERE place.code = placement_photos.code));
CREATE POLICY user_adds ON outreach.placement_photos FOR INSERT TO ess_user
  WITH CHECK ((SELECT platform.actor_may('outreach:check')) AND by_person_id = (SELECT platform.actor_id())
    AND EXISTS (SELECT FROM outreach.placements AS place WHERE place.code = placement_photos.code));
CREATE POLICY user_reads_placement_photos ON platform.attachments FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM outreach.placement_photos AS photo WHERE photo.attachment_id = attachments.id));
