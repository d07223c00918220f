-- House number, lane and landmark: details of a place that no map has. Written by a call taker or an officer, or taken
-- from a reporter's message; `place_label` is what came with the newest pin.
ALTER TABLE incident.incidents ADD COLUMN place_detail text, ADD COLUMN place_label text;
COMMENT ON COLUMN incident.incidents.place_detail IS 'Personal data: house number, lane, landmark, as given by the caller, a reporter or an officer';
COMMENT ON COLUMN incident.incidents.place_label IS 'Personal data: the label of the current position (title and address of a pin, name of a place)';

ALTER TABLE intake.reports ADD COLUMN place_detail text;
COMMENT ON COLUMN intake.reports.place_detail IS 'Personal data: house number, lane, landmark, as given by this reporter';
GRANT UPDATE (place_detail) ON intake.reports TO ess_user;
