import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { ReporterMessage } from './conversation.ts';

export type EarlyMessage = ReporterMessage & { id: string; attachmentId: string | null; at: Date };

/** Stores a message that came before there was an incident; a duplicate is ignored. */
export async function insertEarlyMessage(tx: Connection, reportId: string, message: ReporterMessage, at: Date) {
  await sql`INSERT INTO intake.early_messages (id, report_id, kind, text, external_id, at)
    VALUES (${newId()}, ${reportId}, ${message.kind}, ${message.text}, ${message.externalId}, ${at})
    ON CONFLICT (external_id) DO NOTHING`.execute(tx);
}

/** Removes and returns the report's early messages, in order. */
export function takeEarlyMessages(tx: Connection, reportId: string): Promise<EarlyMessage[]> {
  return rows(
    tx,
    sql<EarlyMessage>`WITH taken AS (DELETE FROM intake.early_messages WHERE report_id = ${reportId} RETURNING *)
      SELECT id, kind, text, external_id AS "externalId", attachment_id AS "attachmentId", at FROM taken ORDER BY at, id`,
  );
}

/** The reporter unsent it before an officer saw it. */
export async function eraseEarlyMessage(tx: Connection, externalId: string): Promise<void> {
  await sql`DELETE FROM intake.early_messages WHERE external_id = ${externalId}`.execute(tx);
}

/** The draft ended without an incident: nobody needs its messages. */
export async function eraseEarlyMessages(tx: Connection, reportId: string): Promise<void> {
  await sql`DELETE FROM intake.early_messages WHERE report_id = ${reportId}`.execute(tx);
}

/** Attaches the fetched file to an early message; false if there is no such message. */
export async function attachToEarlyMessage(tx: Connection, externalId: string, attachmentId: string): Promise<boolean> {
  const attached = await findRow(
    tx,
    sql`UPDATE intake.early_messages SET attachment_id = ${attachmentId} WHERE external_id = ${externalId} RETURNING id`,
  );
  return attached !== undefined;
}
