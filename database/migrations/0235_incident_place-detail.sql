-- House number, lane and landmark: what words say of a place that no map holds. Written by who takes the call, by
-- officers, or taken from what a reporter typed; `place_label` is what came with the newest pin.
ALTER TABLE incident.incidents ADD COLUMN place_detail text, ADD COLUMN place_label text;
COMMENT ON COLUMN incident.incidents.place_detail IS 'Personal data: house number, lane, landmark, as said by the caller, a reporter or an officer';
COMMENT ON COLUMN incident.incidents.place_label IS 'Personal data: the words that came with the position the incident is shown at (title and address of a pin, name of a place)';

ALTER TABLE intake.reports ADD COLUMN place_detail text;
COMMENT ON COLUMN intake.reports.place_detail IS 'Personal data: house number, lane, landmark, as this reporter said them';
GRANT UPDATE (place_detail) ON intake.reports TO ess_user;
