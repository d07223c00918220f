import type { ChatMessage } from '#contract/incident';
import type { QuestionId } from '#contract/silent-question';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Person } from '../../record/incident.ts';
import { familyOf } from '../../record/store/incident-rows.ts';

export type MessageRow = {
  id: string;
  incidentId: string;
  reportId: string;
  at: Date;
  sender: ChatMessage['from'];
  by: Person | null;
  kind: ChatMessage['kind'];
  text: string | null;
  /** The ready question asked or answered by this message. */
  question?: QuestionId | null;
  answer?: string | null;
  externalId: string | null;
  attachmentId: string | null;
  /** The message this one is shown together with. */
  joinedTo: string | null;
  unsentAt: Date | null;
  delivery: ChatMessage['delivery'];
};

const COLUMNS =
  sql.raw(`id, incident_id AS "incidentId", report_id AS "reportId", at, sender, by, kind, text, question, answer,
  external_id AS "externalId", attachment_id AS "attachmentId", unsent_at AS "unsentAt", delivery, joined_to AS "joinedTo"`);

/** A message with those joined to it. It counts as unsent when all of them are. */
const JOINED_COLUMNS =
  sql.raw(`message.id, incident_id AS "incidentId", report_id AS "reportId", message.at, sender, by, kind, whole.text, message.question, message.answer,
  external_id AS "externalId", attachment_id AS "attachmentId", CASE WHEN whole.is_unsent THEN message.unsent_at END AS "unsentAt",
  delivery, joined_to AS "joinedTo"
  FROM incident.messages AS message CROSS JOIN LATERAL (
    SELECT string_agg(part.text, E'\\n' ORDER BY part.at, part.id) AS text, bool_and(part.unsent_at IS NOT NULL) AS is_unsent
    FROM incident.messages AS part WHERE part.id = message.id OR part.joined_to = message.id) AS whole`);

type NewMessage = Pick<MessageRow, 'id' | 'incidentId' | 'reportId' | 'at' | 'sender' | 'kind' | 'text'> &
  Partial<Pick<MessageRow, 'by' | 'externalId' | 'delivery' | 'question' | 'answer'>>;

/** Stores a message; one with a known external id is a repetition and changes nothing. */
export async function insertMessage(tx: Connection, message: NewMessage): Promise<boolean> {
  const by = message.by ? JSON.stringify(message.by) : null;
  const inserted = await findRow(
    tx,
    sql`INSERT INTO incident.messages (id, incident_id, report_id, at, sender, by, kind, text, external_id, delivery,
        question, answer)
      VALUES (${message.id}, ${message.incidentId}, ${message.reportId}, ${message.at}, ${message.sender}, ${by},
        ${message.kind}, ${message.text}, ${message.externalId ?? null}, ${message.delivery ?? null},
        ${message.question ?? null}, ${message.answer ?? null})
      ON CONFLICT (external_id) WHERE external_id IS NOT NULL DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

/** The chat of an incident and of those merged into it. */
export function listMessages(connection: Connection, incidentId: string): Promise<MessageRow[]> {
  return rows(
    connection,
    sql<MessageRow>`SELECT ${JOINED_COLUMNS} WHERE incident_id = ANY(ARRAY${familyOf(incidentId)}) AND joined_to IS NULL
      ORDER BY message.at, message.id`,
  );
}

/** Chat messages, unordered. Most changes have none, and then there is no query. */
export async function listMessagesById(connection: Connection, ids: string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  return rows(connection, sql<MessageRow>`SELECT ${JOINED_COLUMNS} WHERE message.id = ANY(${ids}::uuid[])`);
}

/** The file that came with a message. */
export async function findAttachmentOf(tx: Connection, externalId: string): Promise<string | undefined> {
  const row = await findRow(
    tx,
    sql<{ id: string | null }>`SELECT attachment_id AS id FROM incident.messages WHERE external_id = ${externalId}`,
  );
  return row?.id ?? undefined;
}

/** The content is erased; the fact that something was written stays. */
export function eraseMessage(tx: Connection, externalId: string, at: Date): Promise<MessageRow | undefined> {
  return findRow(
    tx,
    sql<MessageRow>`UPDATE incident.messages SET text = NULL, attachment_id = NULL, unsent_at = ${at}
      WHERE external_id = ${externalId} AND unsent_at IS NULL RETURNING ${COLUMNS}`,
  );
}

export function attachMedia(tx: Connection, externalId: string, attachmentId: string): Promise<MessageRow | undefined> {
  return findRow(
    tx,
    sql<MessageRow>`UPDATE incident.messages SET attachment_id = ${attachmentId}
      WHERE external_id = ${externalId} AND unsent_at IS NULL RETURNING ${COLUMNS}`,
  );
}

export function setDelivery(tx: Connection, id: string, delivery: 'sent' | 'failed'): Promise<MessageRow | undefined> {
  return findRow(
    tx,
    sql<MessageRow>`UPDATE incident.messages SET delivery = ${delivery} WHERE id = ${id} RETURNING ${COLUMNS}`,
  );
}

/** Whether the file belongs to the chat of this incident or of one merged into it. */
export async function hasAttachment(
  connection: Connection,
  incidentId: string,
  attachmentId: string,
): Promise<boolean> {
  const found = await findRow(
    connection,
    sql`SELECT 1 FROM incident.messages
      WHERE incident_id = ANY(ARRAY${familyOf(incidentId)}) AND attachment_id = ${attachmentId} LIMIT 1`,
  );
  return found !== undefined;
}

/** Whether the reporter has written in the chat since then. */
export async function hasWrittenSince(connection: Connection, reportId: string, since: Date): Promise<boolean> {
  const found = await findRow(
    connection,
    sql`SELECT 1 FROM incident.messages WHERE report_id = ${reportId} AND sender = 'reporter' AND at > ${since} LIMIT 1`,
  );
  return found !== undefined;
}
