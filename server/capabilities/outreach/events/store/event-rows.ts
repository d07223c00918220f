import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { StoredEvent } from '../event.ts';

type Row = Omit<StoredEvent, 'position'> & { lat: number | null; lng: number | null };
const EVENT = {
  id: 'id',
  version: 'version',
  campaignId: 'campaign_id',
  agencyId: 'agency_id',
  kind: 'kind',
  name: 'name',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  placeName: 'place_name',
  lat: 'lat',
  lng: 'lng',
  hosts: 'hosts',
  attendance: 'attendance',
  results: 'results',
  status: 'status',
  codes: 'codes',
  changedByPersonId: 'changed_by_person_id',
  changedAt: 'changed_at',
} as const satisfies Columns<Row>;
/** A date would come as a moment of this machine's zone. */
const READ = { ...EVENT, startsOn: 'starts_on::text', endsOn: 'ends_on::text' } as const;
const COLUMNS = selectColumns(READ);

const toRow = ({ position, ...rest }: StoredEvent): Row => ({
  ...rest,
  lat: position?.lat ?? null,
  lng: position?.lng ?? null,
});
const toEvent = ({ lat, lng, ...row }: Row): StoredEvent => ({
  ...row,
  position: lat === null || lng === null ? null : { lat, lng },
});

/** The latest first. */
export async function listEventRows(connection: Connection, campaignId: string | undefined): Promise<StoredEvent[]> {
  const found = await rows(
    connection,
    sql<Row>`SELECT ${COLUMNS} FROM outreach.events
      WHERE (${campaignId ?? null}::uuid IS NULL OR campaign_id = ${campaignId ?? null}::uuid)
      ORDER BY starts_on DESC, id LIMIT 1000`,
  );
  return found.map(toEvent);
}

export async function findEventRow(connection: Connection, id: string): Promise<StoredEvent | undefined> {
  const found = await findRow(connection, sql<Row>`SELECT ${COLUMNS} FROM outreach.events WHERE id = ${id}`);
  return found && toEvent(found);
}

export async function lockEventRow(tx: Connection, id: string): Promise<StoredEvent | undefined> {
  const found = await findRow(tx, sql<Row>`SELECT ${COLUMNS} FROM outreach.events WHERE id = ${id} FOR UPDATE`);
  return found && toEvent(found);
}

export async function insertEvent(tx: Connection, event: StoredEvent): Promise<void> {
  await sql`INSERT INTO outreach.events ${insertColumns(EVENT, toRow(event))}`.execute(tx);
}

export async function updateEvent(tx: Connection, event: StoredEvent): Promise<void> {
  await sql`UPDATE outreach.events SET ${updateColumns(EVENT, toRow(event))} WHERE id = ${event.id}`.execute(tx);
}

/** How many of these codes are placements of this owner. */
export async function countOwnCodes(
  connection: Connection,
  { agencyId, codes }: Pick<StoredEvent, 'agencyId' | 'codes'>,
): Promise<number> {
  const found = await getRow(
    connection,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM outreach.placements
      WHERE agency_id = ${agencyId} AND code = ANY(${codes}::text[])`,
  );
  return found.n;
}

type EventCounts = { opened: number; wentOn: number; practised: number; passed: number };
export const NO_EVENT_COUNTS: EventCounts = { opened: 0, wentOn: 0, practised: 0, passed: 0 };

/** What was counted of the codes of these events on their days. */
export async function countByEvent(connection: Connection, ids: readonly string[]): Promise<Map<string, EventCounts>> {
  const found = await rows(
    connection,
    sql<EventCounts & { id: string }>`SELECT event.id,
        (coalesce(sum(n) FILTER (WHERE step = 'opened'), 0))::int AS opened,
        (coalesce(sum(n) FILTER (WHERE step IN ('to-line', 'to-web')), 0))::int AS "wentOn",
        (coalesce(sum(n) FILTER (WHERE step = 'practised'), 0))::int AS practised,
        (coalesce(sum(n) FILTER (WHERE step = 'passed'), 0))::int AS passed
      FROM outreach.events AS event
      JOIN outreach.placement_counts AS counted ON counted.code = ANY (event.codes)
        AND counted.day BETWEEN event.starts_on AND event.ends_on
      WHERE event.id = ANY(${ids}::uuid[]) GROUP BY event.id`,
  );
  return new Map(found.map(({ id, ...counts }) => [id, counts]));
}
