-- Nearest-first searches run in memory. Only the stations' GiST index stays, for queries about the past in SQL: the others
-- were unused and made the first start two seconds longer.
DROP INDEX jurisdiction.agencies_path;
DROP INDEX jurisdiction.agencies_help_centre_location;
DROP INDEX jurisdiction.administrative_areas_subdistrict_location;
ALTER TABLE jurisdiction.administrative_areas DROP COLUMN location;

-- The same point as ll_to_earth (6,378,168 m is earth() of earthdistance) written out with schemas: the planner can inline it,
-- which is three times as fast as switching search_path for every row, and a dump can still be restored.
CREATE OR REPLACE FUNCTION jurisdiction.earth_point(lat double precision, lng double precision) RETURNS cube
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN public.cube(
    public.cube(
      public.cube(6378168 * pg_catalog.cos(pg_catalog.radians(lat)) * pg_catalog.cos(pg_catalog.radians(lng))),
      6378168 * pg_catalog.cos(pg_catalog.radians(lat)) * pg_catalog.sin(pg_catalog.radians(lng))),
    6378168 * pg_catalog.sin(pg_catalog.radians(lat)));
