ALTER TABLE jurisdiction.boundaries DROP CONSTRAINT boundaries_code_check;
ALTER TABLE jurisdiction.boundaries ADD CONSTRAINT boundaries_code_check
  CHECK (code IN ('TH', 'NEIGHBOURS') OR code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$');
COMMENT ON TABLE jurisdiction.boundaries IS 'Outlines of the country (TH), of the land of its neighbours around it (NEIGHBOURS) and, once imported, of administrative areas (GeoJSON MultiPolygon, WGS 84)';
