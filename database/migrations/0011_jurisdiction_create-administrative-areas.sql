CREATE TABLE jurisdiction.data_sets (
  name text PRIMARY KEY,
  version text NOT NULL,
  attribution text NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE jurisdiction.data_sets IS 'The loaded edition of each table, and the attribution that its licence requires';
COMMENT ON COLUMN jurisdiction.data_sets.version IS 'Hash of the files it was loaded from; another hash is loaded again';

CREATE TABLE jurisdiction.administrative_areas (
  code text PRIMARY KEY CHECK (code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'),
  level text NOT NULL GENERATED ALWAYS AS (
    CASE length(code) WHEN 2 THEN 'province' WHEN 4 THEN 'district' ELSE 'subdistrict' END) STORED,
  parent_code text GENERATED ALWAYS AS (CASE length(code) WHEN 2 THEN NULL ELSE left(code, -2) END) STORED
    REFERENCES jurisdiction.administrative_areas,
  name_th text NOT NULL CHECK (name_th <> ''),
  name_en text NOT NULL CHECK (name_en <> ''),
  postal_code text,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  location cube NOT NULL GENERATED ALWAYS AS (jurisdiction.earth_point(lat, lng)) STORED
);
CREATE INDEX administrative_areas_subdistrict_location ON jurisdiction.administrative_areas USING gist (location)
  WHERE level = 'subdistrict';
COMMENT ON TABLE jurisdiction.administrative_areas IS 'Provinces, districts and subdistricts by official code, with a representative point';

CREATE TABLE jurisdiction.boundaries (
  code text PRIMARY KEY CHECK (code = 'TH' OR code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'),
  name_th text,
  name_en text,
  polygon jsonb NOT NULL CHECK (polygon ->> 'type' = 'MultiPolygon'),
  data_set text NOT NULL REFERENCES jurisdiction.data_sets
);
COMMENT ON TABLE jurisdiction.boundaries IS 'Outlines of the country (TH) and, once imported, of administrative areas (GeoJSON MultiPolygon, WGS 84)';
COMMENT ON COLUMN jurisdiction.boundaries.name_th IS 'Name in the boundary file: needed for an area that has been divided or renamed since';
