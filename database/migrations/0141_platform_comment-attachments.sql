COMMENT ON COLUMN platform.attachments.bytes IS 'Length of the cleaned file on disk.';
COMMENT ON COLUMN platform.attachments.original_bytes IS 'Length of what was sent, beside its hash; no personal data.';
