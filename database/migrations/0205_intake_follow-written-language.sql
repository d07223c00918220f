ALTER TABLE intake.reporters ADD COLUMN language_written boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN intake.reporters.language_written IS 'True: they wrote in this language, so the language of their app no longer counts; writing in another one changes it.';
