ALTER TABLE intake.reporters ADD COLUMN language_chosen boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.reporters.language_chosen IS 'True: they chose this language, so the language of their app no longer counts.';

ALTER TABLE intake.reports ADD COLUMN phone text;
COMMENT ON COLUMN intake.reports.phone IS 'Personal data: the phone given for this very report, E.164.';

ALTER TABLE intake.conversations ADD COLUMN silent_mode boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.conversations.silent_mode IS 'Silent mode: messages reveal nothing on the screen; lasts beyond the silent report.';
