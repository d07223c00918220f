import { insertRecords } from '#platform/database/columns';
import { type Connection, getRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import { INCIDENT } from '../../record/store/incident-rows.ts';
import { insertPositions } from '../../record/store/position-rows.ts';
import type { ReportedPastIncident } from '../past-incident.ts';

/** Whether anything was ever reported here. */
export async function hasIncidents(connection: Connection): Promise<boolean> {
  const { found } = await getRow(
    connection,
    sql<{ found: boolean }>`SELECT EXISTS (SELECT FROM incident.incidents) AS found`,
  );
  return found;
}

/** So many numbers for codes, in order. */
export async function takeCodeNumbers(tx: Connection, count: number): Promise<number[]> {
  const taken = await rows(
    tx,
    sql<{
      number: number;
    }>`SELECT nextval('incident.code_numbers')::int AS number FROM generate_series(1, ${count}::int)`,
  );
  return taken.map(({ number }) => number).sort((one, other) => one - other);
}

const REPORT = {
  reportId: 'report_id',
  incidentId: 'incident_id',
  reporterId: 'reporter_id',
  channel: 'channel',
  type: 'type',
  silent: 'silent',
  unreachable: 'unreachable',
  language: 'language',
  receivedAt: 'received_at',
  lineVerified: 'line_verified',
} as const;
const INVOLVEMENT = { incidentId: 'incident_id', agencyId: 'agency_id', role: 'role', since: 'since' } as const;
const ENTRY = { id: 'id', incidentId: 'incident_id', at: 'at', kind: 'kind', by: 'by', details: 'details' } as const;

/** Stores what ended long ago, with its reports, in a few statements. */
export async function insertPastIncidents(tx: Connection, past: readonly ReportedPastIncident[]): Promise<void> {
  const incidents = past.map(({ incident }) => incident);
  const reports = past.map(({ incident, report }) => ({
    ...report,
    ...{ reportId: report.id, incidentId: incident.id, receivedAt: report.startedAt },
    ...{ unreachable: false, lineVerified: false },
  }));
  const placed = past.map(({ incident, report }) => ({ incidentId: incident.id, position: report.position }));
  const entries = past.flatMap(({ incident, entries: of }) =>
    of.map((entry) => ({ details: {}, ...entry, by: entry.by ?? null, id: newId(), incidentId: incident.id })),
  );
  const involved = past.flatMap(({ incident: { id: incidentId, openedAt: since }, involved: agencies }) =>
    agencies.map((one) => ({ ...one, incidentId, since })),
  );
  await sql`INSERT INTO incident.incidents ${insertRecords('incident.incidents', INCIDENT, incidents)}`.execute(tx);
  await sql`INSERT INTO incident.reports ${insertRecords('incident.reports', REPORT, reports)}`.execute(tx);
  await sql`INSERT INTO incident.involvements ${insertRecords('incident.involvements', INVOLVEMENT, involved)}`.execute(
    tx,
  );
  await insertPositions(placed).execute(tx);
  await sql`INSERT INTO incident.timeline ${insertRecords('incident.timeline', ENTRY, entries)}`.execute(tx);
}
