-- One reporter's flood of files: each is shown as refused, with the reason.
ALTER TABLE platform.attachments DROP CONSTRAINT attachments_refusal_check;
ALTER TABLE platform.attachments ADD CONSTRAINT attachments_refusal_check
  CHECK (refusal IN ('type', 'too-large', 'too-many', 'unreadable', 'gone'));
