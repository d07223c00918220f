import type { CareFact } from '#contract/early-notification';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';

export type NewEarlyNotification = {
  id: string;
  incidentId: string;
  incidentCode: string;
  fact: CareFact;
  place: AdministrativePlace;
  silent: boolean;
  agencyId: string;
  byPersonId: string | null;
  knownAt: Date;
  provinceAt: Date;
};

export type EarlyNotificationRow = NewEarlyNotification & {
  sentAt: Date | null;
  provinceToldAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedByPersonId: string | null;
  arrivesAt: Date | null;
};

/** What the police see of them on their incident. */
export type EarlyOfIncident = Pick<
  EarlyNotificationRow,
  'agencyId' | 'knownAt' | 'provinceToldAt' | 'acknowledgedAt' | 'acknowledgedByPersonId' | 'arrivesAt'
>;

const COLUMNS = sql`id, incident_id AS "incidentId", incident_code AS "incidentCode", fact, place, silent,
  agency_id AS "agencyId", by_person_id AS "byPersonId", known_at AS "knownAt", province_at AS "provinceAt",
  sent_at AS "sentAt", province_told_at AS "provinceToldAt", acknowledged_at AS "acknowledgedAt",
  acknowledged_by_person_id AS "acknowledgedByPersonId", arrives_at AS "arrivesAt"`;

const addRow = createLastWrite<NewEarlyNotification>('early_notifications', (added) => {
  const of = <Value>(choose: (one: NewEarlyNotification) => Value) => added.map(choose);
  return sql`INSERT INTO care.early_notifications (id, incident_id, incident_code, fact, place, silent, agency_id,
      by_person_id, known_at, province_at)
    SELECT id, incident_id, incident_code, fact, place::jsonb, silent, agency_id, by_person_id, known_at, province_at
    FROM unnest(${of(({ id }) => id)}::uuid[], ${of(({ incidentId }) => incidentId)}::uuid[],
      ${of(({ incidentCode }) => incidentCode)}::text[], ${of(({ fact }) => fact)}::text[],
      ${of(({ place }) => JSON.stringify(place))}::text[], ${of(({ silent }) => silent)}::boolean[],
      ${of(({ agencyId }) => agencyId)}::uuid[], ${of(({ byPersonId }) => byPersonId)}::uuid[],
      ${of(({ knownAt }) => knownAt)}::timestamptz[], ${of(({ provinceAt }) => provinceAt)}::timestamptz[])
      AS new (id, incident_id, incident_code, fact, place, silent, agency_id, by_person_id, known_at, province_at)
    ON CONFLICT DO NOTHING`;
});

/** Adds it right before the commit; what is known of the incident already stays as it is. */
export function addEarlyNotification(work: Work, one: NewEarlyNotification): void {
  addRow(work, one);
}

/** Finds one of these: an index is kept for each of the two. */
export const findDueEarly = (now: Date): RawBuilder<unknown> =>
  sql`SELECT coalesce(
    (SELECT 1 FROM care.early_notifications WHERE sent_at IS NULL AND over_at IS NULL ORDER BY known_at LIMIT 1),
    (SELECT 1 FROM care.early_notifications WHERE acknowledged_at IS NULL AND province_told_at IS NULL
      AND over_at IS NULL AND province_at <= ${now} ORDER BY province_at LIMIT 1))`;

/** Those that nobody was told of yet, and those that the province must be told of, locked. */
export function takeDueEarly(tx: Connection, now: Date, limit: number): Promise<EarlyNotificationRow[]> {
  return rows(
    tx,
    sql<EarlyNotificationRow>`SELECT ${COLUMNS} FROM care.early_notifications
      WHERE over_at IS NULL AND (sent_at IS NULL
        OR acknowledged_at IS NULL AND province_told_at IS NULL AND province_at <= ${now})
      ORDER BY known_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

export async function markEarlySent(
  tx: Connection,
  sent: readonly { id: string; agencyId: string; provinceToldAt: Date | null }[],
  now: Date,
): Promise<void> {
  if (sent.length === 0) return;
  await sql`UPDATE care.early_notifications AS one
    SET sent_at = coalesce(one.sent_at, ${now}), agency_id = new.agency_id, province_told_at = new.province_told_at
    FROM unnest(${sent.map(({ id }) => id)}::uuid[], ${sent.map(({ agencyId }) => agencyId)}::uuid[],
      ${sent.map(({ provinceToldAt }) => provinceToldAt)}::timestamptz[]) AS new (id, agency_id, province_told_at)
    WHERE one.id = new.id`.execute(tx);
}

/** Incidents whose notifications are not over. */
export async function listIncidentsNotOver(connection: Connection, limit: number): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ incidentId: string }>`SELECT DISTINCT incident_id AS "incidentId" FROM care.early_notifications
      WHERE over_at IS NULL ORDER BY 1 LIMIT ${limit}`,
  );
  return found.map(({ incidentId }) => incidentId);
}

/** @returns the ids of those that are over by it */
export async function endEarly(tx: Connection, incidentIds: string[], now: Date): Promise<string[]> {
  const ended = await rows(
    tx,
    sql<{ id: string }>`UPDATE care.early_notifications SET over_at = ${now}
      WHERE incident_id = ANY(${incidentIds}::uuid[]) AND over_at IS NULL RETURNING id`,
  );
  return ended.map(({ id }) => id);
}

/** What row security shows to the actor of incidents that are not over, the longest known first. */
export function listEarlyRows(connection: Connection, limit: number): Promise<EarlyNotificationRow[]> {
  return rows(
    connection,
    sql<EarlyNotificationRow>`SELECT ${COLUMNS} FROM care.early_notifications
      WHERE over_at IS NULL AND sent_at IS NOT NULL ORDER BY known_at, id LIMIT ${limit}`,
  );
}

/** All of the same incident, as far as the actor sees them; the first is the one that was asked for. */
export function listEarlyBeside(
  connection: Connection,
  id: string,
): Promise<(EarlyNotificationRow & { isOver: boolean })[]> {
  return rows(
    connection,
    sql<EarlyNotificationRow & { isOver: boolean }>`SELECT ${COLUMNS}, over_at IS NOT NULL AS "isOver"
      FROM care.early_notifications
      WHERE incident_id = (SELECT incident_id FROM care.early_notifications WHERE id = ${id}) ORDER BY id <> ${id}, known_at`,
  );
}

/** @returns how many were answered by it; none where somebody was faster */
export async function acknowledgeEarlyRows(
  tx: Connection,
  ids: string[],
  { personId, at, arrivesAt }: { personId: string; at: Date; arrivesAt: Date | null },
): Promise<number> {
  const answered = await rows(
    tx,
    sql<{ id: string }>`UPDATE care.early_notifications
      SET acknowledged_at = ${at}, acknowledged_by_person_id = ${personId}, arrives_at = ${arrivesAt}
      WHERE id = ANY(${ids}::uuid[]) AND acknowledged_at IS NULL RETURNING id`,
  );
  return answered.length;
}

/** For whoever sees the incident, the answered one first. */
export function listEarlyOfIncident(connection: Connection, incidentId: string): Promise<EarlyOfIncident[]> {
  return rows(
    connection,
    sql<EarlyOfIncident>`SELECT agency_id AS "agencyId", known_at AS "knownAt", province_told_at AS "provinceToldAt",
        acknowledged_at AS "acknowledgedAt", acknowledged_by_person_id AS "acknowledgedByPersonId",
        arrives_at AS "arrivesAt"
      FROM care.early_notifications_of(${incidentId})`,
  );
}

export async function moveEarly(tx: Connection, incidentId: string, intoIncidentId: string): Promise<void> {
  await sql`SELECT care.move_early_notifications(${incidentId}, ${intoIncidentId})`.execute(tx);
}

/** What open consoles must know of changed ones: for whom they are. */
export function listEarlyById(
  connection: Connection,
  ids: string[],
): Promise<Pick<EarlyNotificationRow, 'id' | 'agencyId' | 'incidentId'>[]> {
  return rows(
    connection,
    sql<Pick<EarlyNotificationRow, 'id' | 'agencyId' | 'incidentId'>>`SELECT id, agency_id AS "agencyId",
        incident_id AS "incidentId"
      FROM care.early_notifications WHERE id = ANY(${ids}::uuid[])`,
  );
}
