import type { ServiceCode } from '#contract/case-forms';
import type { ThaiDay } from '#contract/thai-day';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, escapeLike, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { StoredService } from '../service.ts';

type Row = Omit<StoredService, 'place'> & { lat: number | null; lng: number | null };
const SERVICE = {
  id: 'id',
  version: 'version',
  agencyId: 'agency_id',
  code: 'code',
  nameTh: 'name_th',
  nameEn: 'name_en',
  aboutTh: 'about_th',
  aboutEn: 'about_en',
  eligibilityTh: 'eligibility_th',
  eligibilityEn: 'eligibility_en',
  rules: 'rules',
  papers: 'papers',
  papersNote: 'papers_note',
  areaIds: 'area_ids',
  hours: 'hours',
  hoursNote: 'hours_note',
  places: 'places',
  free: 'free',
  freeAt: 'free_at',
  waitDays: 'wait_days',
  cost: 'cost',
  costNote: 'cost_note',
  languages: 'languages',
  phone: 'phone',
  lat: 'lat',
  lng: 'lng',
  statutory: 'statutory',
  statutorySource: 'statutory_source',
  status: 'status',
  checkedOn: 'checked_on',
  checkedBy: 'checked_by',
  updatedByPersonId: 'updated_by_person_id',
  updatedAt: 'updated_at',
} as const satisfies Columns<Row>;
/** A date would come as a moment of this machine's zone. */
const READ = { ...SERVICE, checkedOn: 'checked_on::text' } as const;
const COLUMNS = selectColumns(READ);

const toRow = ({ place, ...service }: StoredService): Row => ({
  ...service,
  lat: place?.lat ?? null,
  lng: place?.lng ?? null,
});
const toService = ({ lat, lng, ...row }: Row): StoredService => ({
  ...row,
  place: lat === null || lng === null ? null : { lat, lng },
});
const services = async (connection: Connection, statement: RawBuilder<Row>): Promise<StoredService[]> =>
  (await rows(connection, statement)).map(toService);

export type ServiceFilter = {
  /** A part of a name or a description. */
  text?: string | undefined;
  codes?: readonly ServiceCode[] | undefined;
  agencyIds?: readonly string[] | undefined;
  /** Services for the area of one of these. */
  areaIds?: readonly string[] | undefined;
  /** Checked before this day, or never. */
  checkedBefore?: ThaiDay | undefined;
  withEnded?: boolean | undefined;
};

const filterBy = ({ text, codes, agencyIds, areaIds, checkedBefore, withEnded = false }: ServiceFilter) => {
  const like = text === undefined ? null : `%${escapeLike(text)}%`;
  return sql`(${withEnded} OR status <> 'ended')
    AND (${codes ?? null}::text[] IS NULL OR code = ANY(${codes ?? null}::text[]))
    AND (${agencyIds ?? null}::uuid[] IS NULL OR agency_id = ANY(${agencyIds ?? null}::uuid[]))
    AND (${areaIds ?? null}::uuid[] IS NULL OR area_ids && ${areaIds ?? null}::uuid[])
    AND (${checkedBefore ?? null}::date IS NULL OR checked_on IS NULL OR checked_on < ${checkedBefore ?? null}::date)
    AND (${like}::text IS NULL OR name_th ILIKE ${like} OR name_en ILIKE ${like} OR about_th ILIKE ${like}
      OR about_en ILIKE ${like} OR eligibility_th ILIKE ${like})`;
};

/** At most so many services, ordered by name; nobody has to read more. */
export function listServiceRows(
  connection: Connection,
  filter: ServiceFilter,
  limit: number,
): Promise<StoredService[]> {
  return services(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM services.services WHERE ${filterBy(filter)}
      ORDER BY name_th COLLATE "C", id LIMIT ${limit}`,
  );
}

/** How many match, and how many of them are checked no more. */
export async function countServiceRows(
  connection: Connection,
  filter: ServiceFilter,
  staleBefore: ThaiDay,
): Promise<{ total: number; stale: number }> {
  const found = await findRow(
    connection,
    sql<{ total: number; stale: number }>`SELECT count(*)::int AS total,
        (count(*) FILTER (WHERE checked_on IS NULL OR checked_on <= ${staleBefore}::date))::int AS stale
      FROM services.services WHERE ${filterBy(filter)}`,
  );
  return found ?? { total: 0, stale: 0 };
}

export async function findServiceRow(connection: Connection, id: string): Promise<StoredService | undefined> {
  return (await services(connection, sql<Row>`SELECT ${COLUMNS} FROM services.services WHERE id = ${id}`))[0];
}

export function listServicesById(connection: Connection, ids: readonly string[]): Promise<StoredService[]> {
  return services(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM services.services WHERE id = ANY(${ids}::uuid[]) ORDER BY id`,
  );
}

/** The service of this name of this provider. */
export async function findServiceByName(
  connection: Connection,
  { agencyId, nameTh }: Pick<StoredService, 'agencyId' | 'nameTh'>,
): Promise<StoredService | undefined> {
  const found = await services(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM services.services WHERE agency_id = ${agencyId} AND name_th = ${nameTh}`,
  );
  return found[0];
}

/** Reads and locks one. */
export async function lockServiceRow(tx: Connection, id: string): Promise<StoredService | undefined> {
  return (await services(tx, sql<Row>`SELECT ${COLUMNS} FROM services.services WHERE id = ${id} FOR UPDATE`))[0];
}

/** Locks those of these ids, and those of these providers: what a file may change. */
export function lockServicesFor(
  tx: Connection,
  ids: readonly string[],
  agencyIds: readonly string[],
): Promise<StoredService[]> {
  return services(
    tx,
    sql<Row>`SELECT ${COLUMNS} FROM services.services
      WHERE id = ANY(${ids}::uuid[]) OR agency_id = ANY(${agencyIds}::uuid[]) ORDER BY id FOR UPDATE`,
  );
}

/** Adds services. @returns false when a provider has one of these names already: then not all were added */
export async function insertServices(tx: Connection, added: readonly StoredService[]): Promise<boolean> {
  if (added.length === 0) return true;
  const made = await sql`INSERT INTO services.services ${insertRecords('services.services', SERVICE, added.map(toRow))}
    ON CONFLICT DO NOTHING`.execute(tx);
  return made.numAffectedRows === BigInt(added.length);
}

/** Writes services that are locked. */
export async function updateServices(tx: Connection, changed: readonly StoredService[]): Promise<void> {
  if (changed.length === 0) return;
  const records = changed.map((service) => {
    const row: Record<string, unknown> = toRow(service);
    return Object.fromEntries(Object.entries(SERVICE).map(([field, column]) => [column, row[field]]));
  });
  await sql`UPDATE services.services AS known SET version = written.version, agency_id = written.agency_id, code = written.code,
      name_th = written.name_th, name_en = written.name_en, about_th = written.about_th,
      about_en = written.about_en, eligibility_th = written.eligibility_th,
      eligibility_en = written.eligibility_en, rules = written.rules, papers = written.papers,
      papers_note = written.papers_note, area_ids = written.area_ids, hours = written.hours,
      hours_note = written.hours_note, places = written.places, free = written.free,
      free_at = written.free_at, wait_days = written.wait_days, cost = written.cost,
      cost_note = written.cost_note, languages = written.languages, phone = written.phone, lat = written.lat,
      lng = written.lng, statutory = written.statutory, statutory_source = written.statutory_source,
      status = written.status, checked_on = written.checked_on, checked_by = written.checked_by,
      updated_by_person_id = written.updated_by_person_id, updated_at = written.updated_at
    FROM jsonb_populate_recordset(NULL::services.services, ${JSON.stringify(records)}::jsonb) AS written
    WHERE known.id = written.id`.execute(tx);
}
