-- What the clerk typed as the number, even if it is incomplete or an extension: a draft must not lose it.
ALTER TABLE intake.phone_calls ADD COLUMN caller_phone text;
COMMENT ON COLUMN intake.phone_calls.caller_phone IS 'Personal data: the caller''s number as the clerk typed it';
