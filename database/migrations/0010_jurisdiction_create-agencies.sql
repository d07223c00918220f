CREATE SCHEMA jurisdiction;
COMMENT ON SCHEMA jurisdiction IS 'Agencies, their areas, and the administrative geography of Thailand';

-- Before PostgreSQL 17 contrib's ll_to_earth calls its functions without a schema, so an index or a generated column that
-- uses it directly can't be restored from a dump. A fixed search_path solves that.
CREATE FUNCTION jurisdiction.earth_point(lat double precision, lng double precision) RETURNS cube
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  SET search_path = public, pg_catalog
  RETURN public.ll_to_earth(lat, lng)::public.cube;
COMMENT ON FUNCTION jurisdiction.earth_point IS 'A point on the globe in metres (earthdistance): "<->" is the straight line through the earth';

CREATE TABLE jurisdiction.agencies (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'),
  kind text NOT NULL CHECK (kind IN ('national-police', 'region', 'provincial-police', 'station', 'centre-191',
    'national-desk', 'provincial-social-office', 'tambon-centre', 'education-fund')),
  name_th text NOT NULL CHECK (name_th <> ''),
  name_en text CHECK (name_en <> ''),
  parent_id uuid REFERENCES jurisdiction.agencies,
  path ltree NOT NULL UNIQUE,
  phone text,
  lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lng double precision NOT NULL CHECK (lng BETWEEN -180 AND 180),
  location cube NOT NULL GENERATED ALWAYS AS (jurisdiction.earth_point(lat, lng)) STORED,
  is_active boolean NOT NULL DEFAULT true,
  readiness text NOT NULL DEFAULT 'unknown' CHECK (readiness IN ('unknown', 'ready', 'nobody-on-duty', 'no-heartbeat')),
  readiness_changed_at timestamptz,
  is_demonstration boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (parent_id <> id)
);
CREATE INDEX agencies_path ON jurisdiction.agencies USING gist (path);
CREATE INDEX agencies_parent ON jurisdiction.agencies (parent_id);
CREATE INDEX agencies_station_location ON jurisdiction.agencies USING gist (location)
  WHERE kind = 'station' AND is_active;

COMMENT ON TABLE jurisdiction.agencies IS 'Every participating agency in one tree: stations, 191 centres, provincial and regional police, social services, the education fund';
COMMENT ON COLUMN jurisdiction.agencies.code IS 'Stable code in import files; the last label of path is made from it';
COMMENT ON COLUMN jurisdiction.agencies.path IS 'The path from the root th down to this agency; decides who sees what';
COMMENT ON COLUMN jurisdiction.agencies.phone IS 'Telephone of the agency (E.164 or a short number such as 191), never of a person';
COMMENT ON COLUMN jurisdiction.agencies.readiness IS 'unknown counts as ready; alerts pass over nobody-on-duty and no-heartbeat when they look for a station';
COMMENT ON COLUMN jurisdiction.agencies.is_demonstration IS 'True: invented for demonstration, never to be shown as an official register';

CREATE TABLE jurisdiction.agency_areas (
  agency_id uuid PRIMARY KEY REFERENCES jurisdiction.agencies ON DELETE CASCADE,
  polygon jsonb NOT NULL CHECK (polygon ->> 'type' = 'MultiPolygon'),
  is_approximate boolean NOT NULL
);
COMMENT ON TABLE jurisdiction.agency_areas IS 'Areas for which an agency is responsible, where they are known (GeoJSON MultiPolygon, WGS 84)';
COMMENT ON COLUMN jurisdiction.agency_areas.is_approximate IS 'True: computed for demonstration, not decided by an authority';
