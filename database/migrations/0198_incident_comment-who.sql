COMMENT ON COLUMN incident.questions.by IS 'Personal data: the officer who asked, id and name';
COMMENT ON COLUMN incident.safety_notes.by IS 'Personal data: the officer who noted it, id and name';
COMMENT ON COLUMN incident.safety_notes.withdrawn_by IS 'Personal data: the officer who withdrew it, id and name';
