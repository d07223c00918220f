import type { MultiPolygon } from 'geojson';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { AdministrativeArea, Boundary } from './administrative-place.ts';

export type DataSet = { name: string; version: string; attribution: string };
export type AreaRecord = {
  code: string;
  nameTh: string;
  nameEn: string;
  postalCode: string | null;
  lat: number;
  lng: number;
};

export function listAdministrativeAreas(connection: Connection): Promise<AdministrativeArea[]> {
  return rows(
    connection,
    sql<AdministrativeArea>`
      SELECT code, name_th AS "nameTh", name_en AS "nameEn", json_build_object('lat', lat, 'lng', lng) AS position
      FROM jurisdiction.administrative_areas ORDER BY code`,
  );
}

/** Which of these codes the tables have. */
export async function listKnownCodes(connection: Connection, codes: string[]): Promise<Set<string>> {
  const known = await rows(
    connection,
    sql<{ code: string }>`SELECT code FROM jurisdiction.administrative_areas WHERE code = ANY(${codes})`,
  );
  return new Set(known.map(({ code }) => code));
}

/** Subdistrict boundaries and the outlines of countries, which name a place. */
export function listPlaceBoundaries(connection: Connection): Promise<Boundary[]> {
  return rows(
    connection,
    sql<Boundary>`
      SELECT code, name_th AS "nameTh", name_en AS "nameEn", polygon
      FROM jurisdiction.boundaries WHERE code IN ('TH', 'NEIGHBOURS') OR length(code) = 6 ORDER BY code`,
  );
}

/** Data sets in use; a data set whose boundaries have all been replaced is not listed. */
export function listDataSets(connection: Connection): Promise<DataSet[]> {
  return rows(
    connection,
    sql<DataSet>`
      SELECT name, version, attribution FROM jurisdiction.data_sets AS data_set
      WHERE name IN ('administrative-areas', 'demonstration-agencies')
        OR EXISTS (SELECT FROM jurisdiction.boundaries WHERE boundaries.data_set = data_set.name)
      ORDER BY name`,
  );
}

export function findDataSet(connection: Connection, name: string): Promise<DataSet | undefined> {
  return findRow(
    connection,
    sql<DataSet>`SELECT name, version, attribution FROM jurisdiction.data_sets WHERE name = ${name}`,
  );
}

/** Serialises loads of data sets, so that two processes that start together load once. */
export async function lockDataSets(tx: Connection): Promise<void> {
  await sql`LOCK TABLE jurisdiction.data_sets IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
}

export async function saveDataSet(tx: Connection, { name, version, attribution }: DataSet): Promise<void> {
  await sql`
    INSERT INTO jurisdiction.data_sets (name, version, attribution) VALUES (${name}, ${version}, ${attribution})
    ON CONFLICT (name) DO UPDATE SET version = EXCLUDED.version, attribution = EXCLUDED.attribution, loaded_at = now()`.execute(
    tx,
  );
}

/** Adds or corrects areas by code. Codes are never removed: incidents of the past refer to them. */
export async function saveAdministrativeAreas(tx: Connection, areas: AreaRecord[]): Promise<void> {
  await sql`
    INSERT INTO jurisdiction.administrative_areas (code, name_th, name_en, postal_code, lat, lng)
    SELECT code, "nameTh", "nameEn", "postalCode", lat, lng
    FROM jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) AS record
      (code text, "nameTh" text, "nameEn" text, "postalCode" text, lat float8, lng float8)
    ORDER BY length(code), code
    ON CONFLICT (code) DO UPDATE SET name_th = EXCLUDED.name_th, name_en = EXCLUDED.name_en,
      postal_code = EXCLUDED.postal_code, lat = EXCLUDED.lat, lng = EXCLUDED.lng`.execute(tx);
}

/** Adds or replaces boundaries by code; returns how many changed. */
export async function saveBoundaries(
  tx: Connection,
  dataSet: string,
  boundaries: { code: string; nameTh: string | null; nameEn: string | null; polygon: MultiPolygon }[],
): Promise<number> {
  const saved = await rows(
    tx,
    sql<{ code: string }>`
      INSERT INTO jurisdiction.boundaries AS known (code, name_th, name_en, polygon, data_set)
      SELECT code, "nameTh", "nameEn", polygon, ${dataSet}
      FROM jsonb_to_recordset(${JSON.stringify(boundaries)}::jsonb) AS record
        (code text, "nameTh" text, "nameEn" text, polygon jsonb)
      ON CONFLICT (code) DO UPDATE SET name_th = EXCLUDED.name_th, name_en = EXCLUDED.name_en,
        polygon = EXCLUDED.polygon, data_set = EXCLUDED.data_set
        WHERE (known.name_th, known.name_en, known.polygon, known.data_set)
          IS DISTINCT FROM (EXCLUDED.name_th, EXCLUDED.name_en, EXCLUDED.polygon, EXCLUDED.data_set)
      RETURNING code`,
  );
  return saved.length;
}

/** Saves a computed outline of a country unless an official one has been imported. */
export async function saveApproximateOutline(
  tx: Connection,
  dataSet: string,
  code: 'TH' | 'NEIGHBOURS',
  polygon: MultiPolygon,
): Promise<void> {
  await sql`
    INSERT INTO jurisdiction.boundaries AS known (code, polygon, data_set)
    VALUES (${code}, ${JSON.stringify(polygon)}::jsonb, ${dataSet})
    ON CONFLICT (code) DO UPDATE SET polygon = EXCLUDED.polygon WHERE known.data_set = EXCLUDED.data_set`.execute(tx);
}

/** The number of the current edition of agencies, areas and boundaries. */
/** After the commit, every process sees that its copy in memory is out of date. */
export async function startNextEdition(tx: Connection): Promise<void> {
  await sql`UPDATE jurisdiction.edition SET number = number + 1`.execute(tx);
}
