import type { TimelineEntry } from '#contract/incident';
import type { ReporterEvents } from '#events/reporter-events';
import { insertRecords } from '#platform/database/columns';
import { type RawBuilder, sql } from '#platform/database/database';
import { createSharedStatement } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Incident } from '../../record/incident.ts';
import { INCIDENT } from '../../record/store/incident-rows.ts';
import type { Involvement } from '../../record/store/involvement-rows.ts';
import { insertPositions } from '../../record/store/position-rows.ts';

export type Opening = {
  incident: Incident;
  /** Null for an exercise, which has no report. */
  report: ReporterEvents['report-submitted'] | null;
  involved: Pick<Involvement, 'agencyId' | 'role'>[];
  /** The first timeline entries, oldest first; all have the time of the opening. */
  entries: Pick<TimelineEntry, 'kind' | 'details'>[];
};

type Reported = { incidentId: string; report: NonNullable<Opening['report']> };

/**
 * Inserts everything that new incidents need in one statement: in a disaster ten round trips to the database per report
 * would delay the next alarm.
 */
export const insertOpening = createSharedStatement<Opening, void>(async (tx, openings) => {
  const incidents = openings.map(({ incident }) => incident);
  const reported = openings.flatMap(({ incident, report }) => (report ? [{ incidentId: incident.id, report }] : []));
  const involved = openings.flatMap((opening) =>
    opening.involved.map((one) => ({ ...one, incident: opening.incident })),
  );
  const entries = openings.flatMap(entriesOf);
  await sql`
    WITH opened AS (
      INSERT INTO incident.incidents ${insertRecords('incident.incidents', INCIDENT, incidents)}),
    ${reported.length > 0 ? insertReported(reported) : sql``}
    alerted AS (
      INSERT INTO incident.involvements (incident_id, agency_id, role, since)
      SELECT * FROM unnest(
        ${involved.map(({ incident }) => incident.id)}::uuid[], ${involved.map(({ agencyId }) => agencyId)}::uuid[],
        ${involved.map(({ role }) => role)}::text[], ${involved.map(({ incident }) => incident.openedAt)}::timestamptz[]))
    INSERT INTO incident.timeline (id, incident_id, at, kind, details)
    SELECT * FROM unnest(
      ${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ incident }) => incident.id)}::uuid[],
      ${entries.map(({ incident }) => incident.openedAt)}::timestamptz[], ${entries.map(({ kind }) => kind)}::text[],
      ${entries.map(({ details }) => JSON.stringify(details))}::jsonb[])`.execute(tx);
  return openings.map(() => undefined);
});

function entriesOf({ incident, entries }: Opening) {
  return entries.map((entry) => ({ ...entry, incident, id: newId() }));
}

/** The reports and their positions. */
function insertReported(reported: readonly Reported[]): RawBuilder<unknown> {
  const reports = reported.map(({ report }) => report);
  const positions = reported.map(({ incidentId, report }) => ({ incidentId, position: report.position }));
  return sql`reported AS (
      INSERT INTO incident.reports (report_id, incident_id, reporter_id, channel, type, silent, phone, unreachable, language,
        received_at, written_at, gathered, line_verified)
      SELECT report_id, incident_id, reporter_id, channel, type, silent, phone, false, language, received_at, written_at, gathered,
        line_verified FROM unnest(
        ${reports.map(({ reportId }) => reportId)}::uuid[], ${reported.map(({ incidentId }) => incidentId)}::uuid[],
        ${reports.map(({ reporterId }) => reporterId)}::uuid[], ${reports.map(({ channel }) => channel)}::text[],
        ${reports.map(({ type }) => type)}::text[], ${reports.map(({ silent }) => silent)}::bool[],
        ${reports.map(({ phone }) => phone)}::text[], ${reports.map(({ language }) => language)}::text[],
        ${reports.map(({ startedAt }) => startedAt)}::timestamptz[],
        ${reports.map(({ writtenAt }) => writtenAt)}::timestamptz[], ${reports.map(({ gathered }) => gathered)}::int[],
        ${reports.map(({ lineVerified = false }) => lineVerified)}::bool[]
      ) AS report (report_id, incident_id, reporter_id, channel, type, silent, phone, language, received_at, written_at, gathered, line_verified)),
    placed AS (${insertPositions(positions)}),`;
}
