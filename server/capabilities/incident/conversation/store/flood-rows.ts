import type { ReporterEvents } from '#events/reporter-events';
import { type Connection, findRow, sql } from '#platform/database/database';

/**
 * The message to which the reporter's next ones can be joined: their newest text, with no officer's message after it.
 */
export function findJoinableMessage(
  tx: Connection,
  reportId: string,
): Promise<{ id: string; parts: number } | undefined> {
  return findRow(
    tx,
    sql<{ id: string; parts: number }>`WITH last AS (SELECT coalesce(joined_to, id) AS id, sender, kind
        FROM incident.messages WHERE report_id = ${reportId} ORDER BY at DESC, id DESC LIMIT 1)
      SELECT last.id, (SELECT count(*)::int FROM incident.messages AS part WHERE part.joined_to = last.id) AS parts
      FROM last WHERE sender = 'reporter' AND kind IN ('text', 'sticker')`,
  );
}

type Place = { joinedTo: string; incidentId: string; reportId: string };

/** Stores all parts in one statement; known ones are left unchanged. */
export async function insertParts(
  tx: Connection,
  { joinedTo, incidentId, reportId }: Place,
  parts: ReporterEvents['report-flooded']['parts'],
): Promise<void> {
  await sql`INSERT INTO incident.messages (id, incident_id, report_id, at, sender, kind, text, external_id, joined_to)
    SELECT id, ${incidentId}, ${reportId}, at, 'reporter', kind, text, external_id, ${joinedTo} FROM unnest(
      ${parts.map(({ messageId }) => messageId)}::uuid[], ${parts.map(({ at }) => at)}::timestamptz[],
      ${parts.map(({ kind }) => kind)}::text[], ${parts.map(({ text }) => text)}::text[],
      ${parts.map(({ externalId }) => externalId)}::text[]) AS part (id, at, kind, text, external_id)
    ON CONFLICT (external_id) WHERE external_id IS NOT NULL DO NOTHING`.execute(tx);
}
