-- Incidents nearby are searched in a box of degrees: comparisons of numbers are leakproof, so row-level security lets
-- the index serve them, and a plain index costs each report less than one over points of a sphere.
CREATE INDEX incidents_place_box ON incident.incidents (lat, lng);
DROP INDEX incident.incidents_place;
