COMMENT ON SCHEMA incident IS 'What is being handled, by whom, and what was said about it';
COMMENT ON COLUMN incident.incidents.acknowledged_by IS 'Personal data: id and name of the officer who took it';
COMMENT ON COLUMN incident.incidents.resolved_by IS 'Personal data: id and name of the officer who said what it came to';
COMMENT ON COLUMN incident.incidents.unit_name IS 'The unit that goes, as the station calls it';
COMMENT ON COLUMN incident.incidents.transfer IS 'Personal data: which agency was asked to take over, by which officer and why';
COMMENT ON COLUMN incident.messages.by IS 'Personal data: id and name of the officer who wrote it';
COMMENT ON COLUMN incident.timeline.by IS 'Personal data: id and name of the officer who acted; empty when a reporter or the house did';
COMMENT ON COLUMN incident.timeline.details IS 'Personal data: what completes the sentence, such as a note or a reason';
