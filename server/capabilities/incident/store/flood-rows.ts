import type { ReporterEvents } from '#events/reporter-events';
import { type Connection, findRow, sql } from '#platform/database/database';

/** The bubble that the reporter's next words can join: their own, of words, with nothing of an officer's behind it. */
export function findBubble(tx: Connection, reportId: string): Promise<{ id: string; parts: number } | undefined> {
  return findRow(
    tx,
    sql<{ id: string; parts: number }>`WITH last AS (SELECT coalesce(joined_to, id) AS id, sender, kind
        FROM incident.messages WHERE report_id = ${reportId} ORDER BY at DESC, id DESC LIMIT 1)
      SELECT last.id, (SELECT count(*)::int FROM incident.messages AS part WHERE part.joined_to = last.id) AS parts
      FROM last WHERE sender = 'reporter' AND kind IN ('text', 'sticker')`,
  );
}

type Place = { bubbleId: string; incidentId: string; reportId: string };

/** Keeps all parts in one statement; those already known stay as they are. */
export async function insertParts(
  tx: Connection,
  { bubbleId, incidentId, reportId }: Place,
  parts: ReporterEvents['report-flooded']['parts'],
): Promise<void> {
  await sql`INSERT INTO incident.messages (id, incident_id, report_id, at, sender, kind, text, external_id, joined_to)
    SELECT id, ${incidentId}, ${reportId}, at, 'reporter', kind, text, external_id, ${bubbleId} FROM unnest(
      ${parts.map(({ messageId }) => messageId)}::uuid[], ${parts.map(({ at }) => at)}::timestamptz[],
      ${parts.map(({ kind }) => kind)}::text[], ${parts.map(({ text }) => text)}::text[],
      ${parts.map(({ externalId }) => externalId)}::text[]) AS part (id, at, kind, text, external_id)
    ON CONFLICT (external_id) WHERE external_id IS NOT NULL DO NOTHING`.execute(tx);
}
