import { amongIds } from '#platform/database/among-ids';
import { type Columns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { type Incident, QUEUED_FIELDS, type QueuedIncident } from '../incident.ts';
import { insertEntry, type NewEntry } from './timeline-rows.ts';

/** What an incident keeps for life. */
const KEPT = {
  id: 'id',
  code: 'code',
  openedAt: 'opened_at',
  isExercise: 'is_exercise',
} as const satisfies Partial<Columns<Incident>>;
const CHANGING = {
  version: 'version',
  type: 'type',
  status: 'status',
  priority: 'priority',
  silent: 'silent',
  responsibleAgencyId: 'responsible_agency_id',
  lat: 'lat',
  lng: 'lng',
  place: 'place',
  placeDetail: 'place_detail',
  placeLabel: 'place_label',
  routing: 'routing',
  distanceMetres: 'distance_metres',
  accuracyMetres: 'accuracy_metres',
  alertedAt: 'alerted_at',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedBy: 'acknowledged_by',
  etaAt: 'eta_at',
  unitName: 'unit_name',
  enRouteAt: 'en_route_at',
  onSceneAt: 'on_scene_at',
  resolvedAt: 'resolved_at',
  resolvedBy: 'resolved_by',
  closedAt: 'closed_at',
  disposition: 'disposition',
  dispositionNote: 'disposition_note',
  hasVictims: 'has_victims',
  hasChildren: 'has_children',
  handedOverAt: 'handed_over_at',
  reopenCount: 'reopen_count',
  cancelRequestedAt: 'cancel_requested_at',
  cancelReason: 'cancel_reason',
  duressAt: 'duress_at',
  duressSeenAt: 'duress_seen_at',
  transfer: 'transfer',
  pastAgencyIds: 'past_agency_ids',
  mergedInto: 'merged_into',
  statusBeforeMerge: 'status_before_merge',
  lastReporterMessageAt: 'last_reporter_message_at',
  hasDuplicateSuggestions: 'has_duplicate_suggestions',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<Incident, keyof typeof KEPT>>;

/** The row of an `Incident`: its columns by their fields. */
export const INCIDENT = { ...KEPT, ...CHANGING };
export const INCIDENT_COLUMNS = selectColumns(INCIDENT);
const QUEUED = Object.fromEntries(QUEUED_FIELDS.map((field) => [field, INCIDENT[field]]));
export const QUEUED_COLUMNS = selectColumns(QUEUED as Pick<typeof INCIDENT, keyof QueuedIncident>);

/** The states of `isOpen`, as the indexes of open incidents name them: PostgreSQL does not use those for a list of values. */
export const OPEN_STATUSES = sql.raw(`('open', 'reopened', 'acknowledged', 'unit-assigned', 'en-route', 'on-scene')`);

/** Reads an incident and locks it until the transaction ends: of two officers acting at once, one waits here. */
export function findIncidentForChange(tx: Connection, id: string): Promise<Incident | undefined> {
  return findRow(tx, sql<Incident>`SELECT ${INCIDENT_COLUMNS} FROM incident.incidents WHERE id = ${id} FOR UPDATE`);
}

export function findIncident(connection: Connection, id: string): Promise<Incident | undefined> {
  return findRow(connection, sql<Incident>`SELECT ${INCIDENT_COLUMNS} FROM incident.incidents WHERE id = ${id}`);
}

export async function listIncidentsById(connection: Connection, ids: string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  return rows(connection, sql<Incident>`SELECT ${INCIDENT_COLUMNS} FROM incident.incidents WHERE id ${amongIds(ids)}`);
}

/** The incidents merged into this one, directly or through another. */
export function listMergedInto(connection: Connection, id: string): Promise<Incident[]> {
  return rows(
    connection,
    sql<Incident>`SELECT ${INCIDENT_COLUMNS} FROM incident.incidents WHERE id <> ${id} AND id = ANY(ARRAY${familyOf(id)}) ORDER BY opened_at`,
  );
}

/**
 * The incident and all merged into it, at any depth. Used as `ANY(ARRAY…)`, so that PostgreSQL expects a few ids and
 * uses the index instead of reading the whole table; `OFFSET 0` does the same for those merged.
 */
export function familyOf(id: string) {
  return sql`(WITH RECURSIVE family (id) AS (SELECT ${id}::uuid UNION
    SELECT merged.id FROM family
      CROSS JOIN LATERAL (SELECT id FROM incident.incidents WHERE merged_into = family.id OFFSET 0) AS merged)
    SELECT id FROM family)`;
}

/** Where each incident is shown now: itself, or the final target of its merges. */
export async function findShownIn(connection: Connection, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    connection,
    sql<{ id: string; shownIn: string }>`
      WITH RECURSIVE path (id, at, next) AS (
        SELECT id, id, merged_into FROM incident.incidents WHERE id = ANY(${ids}::uuid[])
        UNION SELECT path.id, incident.id, incident.merged_into
          FROM path JOIN incident.incidents AS incident ON incident.id = path.next)
      SELECT id, at AS "shownIn" FROM path WHERE next IS NULL`,
  );
  return new Map(found.map(({ id, shownIn }) => [id, shownIn]));
}

/**
 * For whom ended incidents are listed: the agencies they may view (or all), and their own assignments and invitations.
 */
export type Reader = {
  agencies: string[] | 'everything';
  personId: string;
  seesAssigned: boolean;
  seesInvited: boolean;
  now: Date;
};

/**
 * The open incidents that row security shows to this connection, oldest first: ids begin with the time. Checking visibility
 * again here would double the cost for a board of a thousand. No limit: a missing row is an alarm that nobody hears.
 * @param among only those of these ids; undefined for all
 */
export function listOpenIncidents(connection: Connection, among?: string[]): Promise<QueuedIncident[]> {
  return rows(
    connection,
    sql<QueuedIncident>`SELECT ${QUEUED_COLUMNS} FROM incident.incidents
      WHERE status IN ${OPEN_STATUSES} ${among ? sql`AND id ${amongIds(among)}` : sql``} ORDER BY id`,
  );
}

/** Ended incidents, latest first. */
export function listEndedIncidents(connection: Connection, reader: Reader, limit: number): Promise<QueuedIncident[]> {
  return rows(
    connection,
    sql<QueuedIncident>`SELECT ${QUEUED_COLUMNS} FROM incident.incidents AS incident
      WHERE status IN ('resolved', 'closed', 'cancelled', 'merged') AND ${isSeenBy(reader)}
      ORDER BY updated_at DESC LIMIT ${limit}`,
  );
}

/** The same rule as `incidentVisibilityOf` in visibility.ts; a test compares the two. */
function isSeenBy({ agencies, personId, seesAssigned, seesInvited, now }: Reader) {
  const isInvolved =
    agencies === 'everything'
      ? sql`true`
      : sql`EXISTS (SELECT 1 FROM incident.involvements AS involved
        WHERE involved.incident_id = incident.id AND involved.agency_id = ANY(${agencies}::uuid[]))`;
  return sql`(${isInvolved}
      OR ${seesAssigned} AND EXISTS (SELECT 1 FROM incident.assignees AS sent
        WHERE sent.incident_id = incident.id AND sent.person_id = ${personId})
      OR ${seesInvited} AND EXISTS (SELECT 1 FROM incident.guests AS guest WHERE guest.incident_id = incident.id
        AND guest.person_id = ${personId} AND guest.ended_at IS NULL AND guest.until > ${now}))
    AND NOT EXISTS (SELECT 1 FROM incident.conflicts AS conflict WHERE conflict.incident_id = incident.id
      AND conflict.person_id = ${personId} AND conflict.lifted_at IS NULL)`;
}

/** Writes the incident's present state, with the timeline entry that explains the change. */
export async function updateIncident(tx: Connection, incident: Incident, entry?: NewEntry): Promise<void> {
  const noted = entry ? sql`WITH noted AS (${insertEntry(incident.id, entry)})` : sql``;
  await sql`${noted} UPDATE incident.incidents SET ${updateColumns(CHANGING, incident)}
    WHERE id = ${incident.id}`.execute(tx);
}
