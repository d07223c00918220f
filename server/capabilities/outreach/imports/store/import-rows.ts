import type { ImportProblem, PlacementImport, PlacementKind } from '#contract/outreach';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { Header, ImportRow } from '../import-row.ts';

export type StoredImport = {
  id: string;
  campaignId: string;
  agencyId: string;
  fileName: string;
  status: PlacementImport['status'];
  /** Of rows that do not say what they are. */
  kind: PlacementKind;
  header: Header | null;
  /** How many parts were read. */
  parts: number;
  counts: ImportCounts;
  madeByPersonId: string;
  madeAt: Date;
  committedAt: Date | null;
};
export type ImportCounts = Pick<PlacementImport, 'rows' | 'new' | 'changed' | 'same' | 'wrong' | 'missing'>;
const COLUMNS = sql.raw(`id, campaign_id AS "campaignId", agency_id AS "agencyId", file_name AS "fileName", status,
  kind, header, parts, counts,
  made_by_person_id AS "madeByPersonId", made_at AS "madeAt", committed_at AS "committedAt"`);

export async function insertImport(tx: Connection, made: StoredImport): Promise<void> {
  await sql`INSERT INTO outreach.imports (id, campaign_id, agency_id, file_name, status, kind, counts, made_by_person_id, made_at)
    VALUES (${made.id}, ${made.campaignId}, ${made.agencyId}, ${made.fileName}, ${made.status}, ${made.kind},
      ${JSON.stringify(made.counts)}::jsonb, ${made.madeByPersonId}, ${made.madeAt})`.execute(tx);
}

export function findImport(connection: Connection, id: string): Promise<StoredImport | undefined> {
  return findRow(connection, sql<StoredImport>`SELECT ${COLUMNS} FROM outreach.imports WHERE id = ${id}`);
}

export function lockImport(tx: Connection, id: string): Promise<StoredImport | undefined> {
  return findRow(tx, sql<StoredImport>`SELECT ${COLUMNS} FROM outreach.imports WHERE id = ${id} FOR UPDATE`);
}

export async function updateImport(
  tx: Connection,
  { id, status, header, parts, counts, committedAt }: StoredImport,
): Promise<void> {
  await sql`UPDATE outreach.imports SET status = ${status},
    header = ${header && JSON.stringify(header)}::jsonb, parts = ${parts}, counts = ${JSON.stringify(counts)}::jsonb,
    committed_at = ${committedAt} WHERE id = ${id}`.execute(tx);
}

/**
 * Rows as they were read, hundreds in one statement, each column as one value: a text with all of them would be so large that
 * V8 keeps it until it next goes through all of its memory.
 */
export async function insertImportRows(tx: Connection, importId: string, read: readonly ImportRow[]): Promise<void> {
  const all = <Field extends keyof ImportRow>(field: Field) => read.map((row) => row[field]);
  await sql`INSERT INTO outreach.import_rows
      (import_id, row, code, kind, name, reference, lat, lng, subdistrict_code, problem, about)
    SELECT ${importId}, * FROM unnest(${all('row')}::integer[], ${all('code')}::text[], ${all('kind')}::text[],
      ${all('name')}::text[], ${all('reference')}::text[], ${all('lat')}::double precision[],
      ${all('lng')}::double precision[], ${all('subdistrictCode')}::text[], ${all('problem')}::text[],
      ${all('about')}::text[])`.execute(tx);
}

export async function deleteImportRows(tx: Connection, importId: string): Promise<void> {
  await sql`DELETE FROM outreach.import_rows WHERE import_id = ${importId}`.execute(tx);
}

/**
 * A file that has just been read has no statistics: PostgreSQL would take it for a few rows, and look through all placements for
 * each of them.
 */
export async function planForManyRows(tx: Connection): Promise<void> {
  await sql`SELECT set_config('enable_nestloop', 'off', true)`.execute(tx);
}

/** The first of several rows with one reference stays. */
export async function markSameReferences(tx: Connection, importId: string): Promise<void> {
  await sql`UPDATE outreach.import_rows AS later SET problem = 'reference-twice', about = first.row::text
    FROM (SELECT reference, min(row) AS row FROM outreach.import_rows WHERE import_id = ${importId} AND problem IS NULL
      GROUP BY reference HAVING count(*) > 1) AS first
    WHERE later.import_id = ${importId} AND later.problem IS NULL AND later.reference = first.reference
      AND later.row > first.row`.execute(tx);
}

/** A statement over all 400,000 rows may last longer than a connection may be silent on a busy machine. */
const ROWS_AT_A_TIME = 50_000;
/** Degrees, more than 30 metres northwards. */
const BESIDE = 0.0003;

/**
 * Marks rows of the same name and kind within 30 metres of an earlier row, or of a placement of this owner that the file does
 * not name: from south to north, some rows with each statement.
 */
export async function markDuplicates(
  tx: Connection,
  known: Pick<StoredImport, 'id' | 'agencyId'>,
  rowsAtATime = ROWS_AT_A_TIME,
): Promise<void> {
  const begins = await rows(
    tx,
    sql<{ lat: number }>`SELECT DISTINCT lat FROM (
        SELECT lat, row_number() OVER (ORDER BY lat) AS place FROM outreach.import_rows
        WHERE import_id = ${known.id} AND problem IS NULL AND lat IS NOT NULL
      ) AS ordered WHERE (place - 1) % ${rowsAtATime}::int = 0 ORDER BY lat`,
  );
  for (const [index, { lat }] of begins.entries())
    await markDuplicatesBetween(tx, known, lat, begins[index + 1]?.lat ?? Number.POSITIVE_INFINITY);
}

/**
 * Two places that are close enough share a square of 60 metres in one of four grids, each moved by half a square. A row that is
 * a duplicate itself, marked by the statement before, can still be the earlier one of two.
 */
async function markDuplicatesBetween(
  tx: Connection,
  { id, agencyId }: Pick<StoredImport, 'id' | 'agencyId'>,
  south: number,
  north: number,
): Promise<void> {
  await sql`WITH places AS MATERIALIZED (
      SELECT row, NULL::text AS code, kind, lower(name) AS name, lat, lng FROM outreach.import_rows
        WHERE import_id = ${id} AND (problem IS NULL OR problem = 'duplicate')
          AND lat >= ${south - BESIDE} AND lat < ${north + BESIDE}
      UNION ALL
      SELECT 0, code, kind, lower(name), lat, lng FROM outreach.placements AS known
        WHERE agency_id = ${agencyId} AND lat >= ${south - BESIDE} AND lat < ${north + BESIDE} AND status <> 'removed'
          AND NOT EXISTS (SELECT FROM outreach.import_rows AS same
            WHERE same.import_id = ${id} AND same.reference = known.reference)
    ), squares AS (
      SELECT array_agg(row ORDER BY row, code) AS numbers, array_agg(code ORDER BY row, code) AS codes,
        array_agg(lat ORDER BY row, code) AS lats, array_agg(lng ORDER BY row, code) AS lngs
      FROM places CROSS JOIN (VALUES (0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)) AS moved (north, east)
      GROUP BY kind, name, floor(lat / 0.00054 + north), floor(lng / 0.0006 + east), north, east
      HAVING count(*) > 1 AND max(row) > 0
    ), pairs AS (
      SELECT later.number AS row, coalesce(earlier.code, earlier.number::text) AS about, earlier.number AS other
      FROM squares
      CROSS JOIN LATERAL unnest(numbers, codes, lats, lngs) AS later (number, code, lat, lng)
      CROSS JOIN LATERAL unnest(numbers, codes, lats, lngs) AS earlier (number, code, lat, lng)
      WHERE later.number > earlier.number AND later.lat >= ${south} AND later.lat < ${north}
        AND sqrt(power((later.lat - earlier.lat) * 111320, 2)
          + power((later.lng - earlier.lng) * 111320 * cos(radians(later.lat)), 2)) <= 30
    ), first AS (SELECT DISTINCT ON (row) row, about FROM pairs ORDER BY row, other, about)
    UPDATE outreach.import_rows AS twin SET problem = 'duplicate', about = first.about
    FROM first WHERE twin.import_id = ${id} AND twin.row = first.row`.execute(tx);
}

const IS_SAME = sql.raw(`known.kind = read.kind AND known.name = read.name AND known.lat IS NOT DISTINCT FROM read.lat
  AND known.lng IS NOT DISTINCT FROM read.lng`);

/** What the file would do now. */
export async function countChanges(
  tx: Connection,
  { id, agencyId, campaignId }: Pick<StoredImport, 'id' | 'agencyId' | 'campaignId'>,
): Promise<ImportCounts> {
  const counted = await getRow(
    tx,
    sql<Omit<ImportCounts, 'missing'>>`SELECT count(*)::int AS rows,
        (count(*) FILTER (WHERE read.problem IS NOT NULL))::int AS wrong,
        (count(*) FILTER (WHERE read.problem IS NULL AND known.code IS NULL))::int AS new,
        (count(*) FILTER (WHERE read.problem IS NULL AND known.campaign_id = ${campaignId} AND ${IS_SAME}))::int AS same,
        (count(*) FILTER (WHERE read.problem IS NULL AND known.code IS NOT NULL
          AND NOT (known.campaign_id = ${campaignId} AND ${IS_SAME})))::int AS changed
      FROM outreach.import_rows AS read
      LEFT JOIN outreach.placements AS known ON known.agency_id = ${agencyId} AND known.reference = read.reference
      WHERE read.import_id = ${id}`,
  );
  const { missing } = await getRow(
    tx,
    sql<{ missing: number }>`SELECT count(*)::int AS missing FROM outreach.placements AS known
      WHERE campaign_id = ${campaignId} AND reference IS NOT NULL AND status <> 'removed' AND NOT EXISTS (
        SELECT FROM outreach.import_rows AS read WHERE read.import_id = ${id} AND read.reference = known.reference)`,
  );
  return { ...counted, missing };
}

export type WrongRow = { row: number; problem: ImportProblem; about: string | null; reference: string; name: string };

export function listWrongRows(connection: Connection, importId: string, limit: number): Promise<WrongRow[]> {
  return rows(
    connection,
    sql<WrongRow>`SELECT row, problem, about, reference, name FROM outreach.import_rows
      WHERE import_id = ${importId} AND problem IS NOT NULL ORDER BY row LIMIT ${limit}`,
  );
}

/** Rows whose code was given to another placement meanwhile, or to another row: of 400,000 random ones a few meet. */
export async function listTakenCodes(tx: Connection, importId: string): Promise<number[]> {
  const taken = await rows(
    tx,
    sql<{ row: number }>`SELECT read.row FROM outreach.import_rows AS read
      JOIN outreach.placements AS known ON known.code = read.code
      WHERE read.import_id = ${importId} AND read.problem IS NULL
      UNION SELECT max(row) FROM outreach.import_rows WHERE import_id = ${importId} GROUP BY code HAVING count(*) > 1`,
  );
  return taken.map(({ row }) => row);
}

export async function giveCodes(tx: Connection, importId: string, given: readonly { row: number; code: string }[]) {
  await sql`UPDATE outreach.import_rows AS read SET code = given.code
    FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS given (row integer, code text)
    WHERE read.import_id = ${importId} AND read.row = given.row`.execute(tx);
}

type Part = Pick<StoredImport, 'id' | 'agencyId' | 'campaignId'> & { from: number; to: number };

/** Adds the new ones among these rows. */
export async function addFromRows(tx: Connection, { id, agencyId, campaignId, from, to }: Part): Promise<number> {
  const made = await sql`INSERT INTO outreach.placements
      (code, campaign_id, agency_id, kind, name, reference, lat, lng, subdistrict_code, status)
    SELECT read.code, ${campaignId}, ${agencyId}, read.kind, read.name, read.reference, read.lat, read.lng,
      read.subdistrict_code, 'planned'
    FROM outreach.import_rows AS read
    WHERE read.import_id = ${id} AND read.row >= ${from} AND read.row < ${to} AND read.problem IS NULL
    ON CONFLICT (agency_id, reference) DO NOTHING`.execute(tx);
  return Number(made.numAffectedRows);
}

/** Writes what has changed; the code stays, because it is printed. */
export async function changeFromRows(
  tx: Connection,
  { id, agencyId, campaignId }: Omit<Part, 'from' | 'to'>,
): Promise<number> {
  const changed = await sql`UPDATE outreach.placements AS known
    SET version = known.version + 1, campaign_id = ${campaignId}, kind = read.kind, name = read.name, lat = read.lat,
      lng = read.lng, subdistrict_code = read.subdistrict_code, changed_in = pg_current_xact_id()
    FROM outreach.import_rows AS read
    WHERE read.import_id = ${id} AND read.problem IS NULL AND known.agency_id = ${agencyId}
      AND known.reference = read.reference AND NOT (known.campaign_id = ${campaignId} AND ${IS_SAME})`.execute(tx);
  return Number(changed.numAffectedRows);
}

/** Previews nobody has committed, and what a killed process left. */
export async function deleteOldImports(tx: Connection, before: Date): Promise<void> {
  await sql`WITH old AS (UPDATE outreach.imports SET status = 'failed'
      WHERE status IN ('reading', 'ready') AND made_at < ${before} RETURNING id)
    DELETE FROM outreach.import_rows WHERE import_id IN (SELECT id FROM old)`.execute(tx);
}
