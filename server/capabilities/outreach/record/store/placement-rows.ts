import type { PlacementKind, PlacementStatus } from '#contract/outreach';
import { type Columns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, escapeLike, findRow, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { StoredPlacement } from '../placement.ts';

type Row = Omit<StoredPlacement, 'position'> & { lat: number | null; lng: number | null };
const PLACEMENT = {
  code: 'code',
  version: 'version',
  campaignId: 'campaign_id',
  agencyId: 'agency_id',
  kind: 'kind',
  name: 'name',
  reference: 'reference',
  lat: 'lat',
  lng: 'lng',
  subdistrictCode: 'subdistrict_code',
  status: 'status',
  checkedOn: 'checked_on',
} as const satisfies Columns<Row>;
const READ = { ...PLACEMENT, checkedOn: 'checked_on::text' } as const;
const COLUMNS = selectColumns(READ);

const toRow = ({ position, ...rest }: StoredPlacement): Row => ({
  ...rest,
  lat: position?.lat ?? null,
  lng: position?.lng ?? null,
});
const toPlacement = ({ lat, lng, ...row }: Row): StoredPlacement => ({
  ...row,
  position: lat === null || lng === null ? null : { lat, lng },
});
const placements = async (connection: Connection, statement: RawBuilder<Row>) =>
  (await rows(connection, statement)).map(toPlacement);

export type PlacementFilter = {
  /** A part of a name, a reference, or the beginning of a code. */
  text?: string | undefined;
  campaignId?: string | undefined;
  kind?: PlacementKind | undefined;
  status?: PlacementStatus | undefined;
  /** A province, a district or a subdistrict: what its code begins with. */
  area?: string | undefined;
};

const filterBy = ({ text, campaignId, kind, status, area }: PlacementFilter) => {
  const like = text === undefined ? null : `%${escapeLike(text)}%`;
  const code = text === undefined ? null : `${escapeLike(text.replace(/[\s-]/g, '').toUpperCase())}%`;
  return sql`(${campaignId ?? null}::uuid IS NULL OR campaign_id = ${campaignId ?? null}::uuid)
    AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null}::text)
    AND (${status ?? null}::text IS NULL OR status = ${status ?? null}::text)
    AND (${area ?? null}::text IS NULL OR starts_with(subdistrict_code, ${area ?? null}::text))
    AND (${like}::text IS NULL OR name ILIKE ${like} OR reference ILIKE ${like} OR code LIKE ${code})`;
};

export function listPlacementRows(
  connection: Connection,
  filter: PlacementFilter,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<StoredPlacement[]> {
  return placements(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM outreach.placements
      WHERE ${filterBy(filter)} AND (${after ?? null}::text IS NULL OR code > ${after ?? null}::text)
      ORDER BY code LIMIT ${limit}`,
  );
}

/** Codes that hang somewhere or will, by district, so many of them. */
export async function listCodesToPrint(
  connection: Connection,
  filter: PlacementFilter,
  limit: number,
): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ code: string }>`SELECT code FROM outreach.placements WHERE ${filterBy(filter)} AND status <> 'removed'
      ORDER BY subdistrict_code NULLS LAST, name, code LIMIT ${limit}`,
  );
  return found.map(({ code }) => code);
}

/** These placements, in this order. */
export function listPlacementsByCode(connection: Connection, codes: readonly string[]): Promise<StoredPlacement[]> {
  return placements(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM outreach.placements WHERE code = ANY(${[...codes]}::text[])
      ORDER BY array_position(${[...codes]}::text[], code)`,
  );
}

export async function countPlacementRows(connection: Connection, filter: PlacementFilter): Promise<number> {
  const found = await getRow(
    connection,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM outreach.placements WHERE ${filterBy(filter)}`,
  );
  return found.n;
}

export async function findPlacementRow(connection: Connection, code: string): Promise<StoredPlacement | undefined> {
  return (await placements(connection, sql<Row>`SELECT ${COLUMNS} FROM outreach.placements WHERE code = ${code}`))[0];
}

export async function lockPlacementRow(tx: Connection, code: string): Promise<StoredPlacement | undefined> {
  return (
    await placements(tx, sql<Row>`SELECT ${COLUMNS} FROM outreach.placements WHERE code = ${code} FOR UPDATE`)
  )[0];
}

/** Adds placements. @returns how many; fewer when a code or a reference is taken */
export async function insertPlacements(tx: Connection, added: readonly StoredPlacement[]): Promise<number> {
  const made = await sql`INSERT INTO outreach.placements
    ${insertRecords('outreach.placements', PLACEMENT, added.map(toRow))} ON CONFLICT DO NOTHING`.execute(tx);
  return Number(made.numAffectedRows);
}

/** Writes one that is locked. */
export async function updatePlacement(tx: Connection, placement: StoredPlacement): Promise<void> {
  await sql`UPDATE outreach.placements
    SET ${updateColumns(PLACEMENT, toRow(placement))}, changed_in = pg_current_xact_id()
    WHERE code = ${placement.code}`.execute(tx);
}

/** The code of another placement of this owner with this reference. */
export async function findCodeOf(
  connection: Connection,
  { agencyId, reference, code }: Pick<StoredPlacement, 'agencyId' | 'reference' | 'code'>,
): Promise<string | undefined> {
  const found = await findRow(
    connection,
    sql<{ code: string }>`SELECT code FROM outreach.placements
      WHERE agency_id = ${agencyId} AND reference = ${reference} AND code <> ${code}`,
  );
  return found?.code;
}

/** What each process keeps of a placement. */
export type KnownPlacementRow = Pick<Row, 'code' | 'kind' | 'name' | 'lat' | 'lng' | 'status'>;
const KNOWN = sql.raw('code, kind, name, lat, lng, status');

/** From when on changes have to be read: what was committed before this moment is seen by whoever reads now. */
export async function readMark(connection: Connection): Promise<string> {
  const { mark } = await getRow(
    connection,
    sql<{ mark: string }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark`,
  );
  return mark;
}

export function measureKnown(connection: Connection): Promise<{ placements: number; nameBytes: number }> {
  return getRow(
    connection,
    sql<{ placements: number; nameBytes: number }>`SELECT count(*)::int AS placements,
      coalesce(sum(octet_length(name)), 0)::float8 AS "nameBytes" FROM outreach.placements`,
  );
}

/** In the order of their codes, so many at a time. */
export function listKnownAfter(connection: Connection, code: string, limit: number): Promise<KnownPlacementRow[]> {
  return rows(
    connection,
    sql<KnownPlacementRow>`SELECT ${KNOWN} FROM outreach.placements WHERE code > ${code} ORDER BY code LIMIT ${limit}`,
  );
}

/** At most so many that were written since, by transactions that may have ended later than they began. */
export function listKnownSince(connection: Connection, mark: string, limit: number): Promise<KnownPlacementRow[]> {
  return rows(
    connection,
    sql<KnownPlacementRow>`SELECT ${KNOWN} FROM outreach.placements WHERE changed_in >= ${mark}::xid8 LIMIT ${limit}`,
  );
}
