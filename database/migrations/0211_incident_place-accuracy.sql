-- How exact the place of an incident is: the name of a tambon is no point, and nothing may look more exact than it is.
ALTER TABLE incident.incidents ADD COLUMN accuracy_metres double precision CHECK (accuracy_metres >= 0);
COMMENT ON COLUMN incident.incidents.accuracy_metres IS 'Accuracy of the position in metres; null if it was not measured';
UPDATE incident.incidents AS incident SET accuracy_metres = (SELECT accuracy_metres FROM incident.positions AS said
  WHERE said.incident_id = incident.id AND said.lat = incident.lat AND said.lng = incident.lng ORDER BY at DESC LIMIT 1);
