COMMENT ON SCHEMA incident IS 'Incidents: what is being handled, by whom, and the conversation about it';
COMMENT ON COLUMN incident.incidents.acknowledged_by IS 'Personal data: id and name of the officer who acknowledged it';
COMMENT ON COLUMN incident.incidents.resolved_by IS 'Personal data: id and name of the officer who resolved it';
COMMENT ON COLUMN incident.incidents.unit_name IS 'The assigned unit, by the station''s name for it';
COMMENT ON COLUMN incident.incidents.transfer IS 'Personal data: which agency was asked to take over, by which officer and why';
COMMENT ON COLUMN incident.messages.by IS 'Personal data: id and name of the officer who wrote it';
COMMENT ON COLUMN incident.timeline.by IS 'Personal data: id and name of the officer who acted; empty for a reporter or the system';
COMMENT ON COLUMN incident.timeline.details IS 'Personal data: details of the entry, such as a note or a reason';
