import type { MultiPolygon } from 'geojson';
import type { Agency, Readiness } from '#contract/jurisdiction';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { StationArea } from './responsible-station.ts';

/** Every agency in the order of its code: the same order, hence the same index, in every process. */
export function listAgencyRows(connection: Connection): Promise<Agency[]> {
  return rows(
    connection,
    sql<Agency>`
      SELECT id, code, kind, name_th AS "nameTh", name_en AS "nameEn", parent_id AS "parentId", path::text AS path, phone,
        json_build_object('lat', lat, 'lng', lng) AS position, is_active AS "isActive", readiness,
        is_demonstration AS "isDemonstration"
      FROM jurisdiction.agencies ORDER BY code COLLATE "C"`,
  );
}

/** What the copy in memory is of: the edition, and the transaction from which on changes of readiness are not in it. */
export type ReadState = { edition: number; readUntil: string };
type ReadinessChange = Pick<Agency, 'id' | 'readiness'>;

/**
 * What is read now, and the agencies whose readiness was changed by transactions from `since` on. By transaction and not
 * by time: one that was still under way at the last read is found by the next, whatever the clocks say.
 */
export async function readReadinessChanges(
  connection: Connection,
  since: string | undefined,
): Promise<ReadState & { changed: ReadinessChange[] }> {
  const [first, ...others] = await rows(
    connection,
    sql<ReadState & { [Key in keyof ReadinessChange]: ReadinessChange[Key] | null }>`
      SELECT edition.number AS edition, pg_snapshot_xmin(pg_current_snapshot())::text AS "readUntil",
        changed.id, changed.readiness
      FROM jurisdiction.edition LEFT JOIN jurisdiction.agencies AS changed
        ON changed.readiness_changed_in >= ${since ?? null}::xid8`,
  );
  if (!first) throw new Error('there is no edition of the agencies');
  const changed = [first, ...others].flatMap(({ id, readiness }) => (id && readiness ? [{ id, readiness }] : []));
  return { edition: first.edition, readUntil: first.readUntil, changed };
}

export function listAgencyAreas(connection: Connection): Promise<StationArea[]> {
  return rows(
    connection,
    sql<StationArea>`
      SELECT agency_id AS "agencyId", polygon, is_approximate AS "isApproximate"
      FROM jurisdiction.agency_areas ORDER BY agency_id`,
  );
}

/** Serialises imports; readers are not blocked. */
export async function lockAgencies(tx: Connection): Promise<void> {
  await sql`LOCK TABLE jurisdiction.agencies IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
}

/** Adds or replaces agencies by id in one statement; readiness stays as it is. */
export async function saveAgencies(tx: Connection, agencies: Agency[]): Promise<void> {
  if (agencies.length === 0) return;
  const records = agencies.map(({ position, ...agency }) => ({ ...agency, ...position }));
  await sql`
    INSERT INTO jurisdiction.agencies
      (id, code, kind, name_th, name_en, parent_id, path, phone, lat, lng, is_active, is_demonstration)
    SELECT id, code, kind, "nameTh", "nameEn", "parentId", path::ltree, phone, lat, lng, "isActive", "isDemonstration"
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS record
      (id uuid, code text, kind text, "nameTh" text, "nameEn" text, "parentId" uuid, path text, phone text,
       lat float8, lng float8, "isActive" boolean, "isDemonstration" boolean)
    ON CONFLICT (id) DO UPDATE SET
      name_th = EXCLUDED.name_th, name_en = EXCLUDED.name_en, parent_id = EXCLUDED.parent_id, path = EXCLUDED.path,
      phone = EXCLUDED.phone, lat = EXCLUDED.lat, lng = EXCLUDED.lng, is_active = EXCLUDED.is_active,
      is_demonstration = EXCLUDED.is_demonstration, updated_at = now()`.execute(tx);
}

/** After many new rows: until PostgreSQL does it by itself its guesses lead to reading the whole table. */
export async function analyzeAgencies(tx: Connection): Promise<void> {
  await sql`ANALYZE jurisdiction.agencies`.execute(tx);
}

/** Adds or replaces areas; returns how many changed. */
export async function saveAgencyAreas(
  tx: Connection,
  areas: { agencyId: string; polygon: MultiPolygon; isApproximate: boolean }[],
): Promise<number> {
  if (areas.length === 0) return 0;
  const saved = await rows(
    tx,
    sql<{ agency_id: string }>`
      INSERT INTO jurisdiction.agency_areas AS area (agency_id, polygon, is_approximate)
      SELECT "agencyId", polygon, "isApproximate" FROM jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) AS record
        ("agencyId" uuid, polygon jsonb, "isApproximate" boolean)
      ON CONFLICT (agency_id) DO UPDATE SET polygon = EXCLUDED.polygon, is_approximate = EXCLUDED.is_approximate
        WHERE (area.polygon, area.is_approximate) IS DISTINCT FROM (EXCLUDED.polygon, EXCLUDED.is_approximate)
      RETURNING agency_id`,
  );
  return saved.length;
}

/** Sets a station's readiness; returns the value before, undefined if the agency does not exist. */
export function setAgencyReadiness(
  tx: Connection,
  agencyId: string,
  readiness: Readiness,
  now: Date,
): Promise<{ before: Readiness } | undefined> {
  return findRow(
    tx,
    sql<{ before: Readiness }>`
      WITH before AS (SELECT id, readiness FROM jurisdiction.agencies WHERE id = ${agencyId}::uuid FOR UPDATE)
      UPDATE jurisdiction.agencies AS agency
      SET readiness = ${readiness}, readiness_changed_in = pg_current_xact_id(),
        readiness_changed_at = CASE WHEN before.readiness = ${readiness} THEN readiness_changed_at ELSE ${now} END
      FROM before WHERE agency.id = before.id
      RETURNING before.readiness AS before`,
  );
}
