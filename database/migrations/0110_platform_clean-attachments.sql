ALTER TABLE platform.attachments
  ALTER COLUMN sha256 DROP NOT NULL,
  ALTER COLUMN content_type DROP NOT NULL,
  ALTER COLUMN bytes DROP NOT NULL,
  ADD COLUMN refusal text CHECK (refusal IN ('type', 'too-large', 'unreadable', 'gone')),
  ADD COLUMN original_sha256 text,
  ADD COLUMN original_bytes integer,
  ADD CHECK ((refusal IS NULL) = (sha256 IS NOT NULL AND content_type IS NOT NULL AND bytes IS NOT NULL));
CREATE INDEX attachments_sha256 ON platform.attachments (sha256);
COMMENT ON COLUMN platform.attachments.sha256 IS 'Of the cleaned file on disk, which is its name there.';
COMMENT ON COLUMN platform.attachments.content_type IS 'Decided by content, never by what the sender called it.';
COMMENT ON COLUMN platform.attachments.refusal IS 'Why there is no file: shown to an officer instead of the file.';
COMMENT ON COLUMN platform.attachments.original_sha256 IS 'Of what was sent: the original on the sender''s phone can be compared with it. Empty when nothing was fetched, and for files kept before they were cleaned.';
