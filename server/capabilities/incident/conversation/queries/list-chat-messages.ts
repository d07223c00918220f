import type { Actor } from '#capabilities/access';
import type { ChatMessage } from '#contract/incident';
import type { FileFacts } from '#platform/attachments/attachments';
import type { Connection } from '#platform/database/database';
import type { IncidentContext } from '../../context.ts';
import type { MessageRow } from '../store/message-rows.ts';

type Context = Pick<IncidentContext, 'attachments' | 'links' | 'clock'>;

/** The chat for one person; each file has a link valid for this person and session, for five minutes. */
export async function listChatMessages(
  context: Context,
  connection: Connection,
  actor: Actor,
  rows: MessageRow[],
  shownIn: string,
): Promise<ChatMessage[]> {
  const files = await describeFiles(context, connection, rows);
  return rows.map((row) => {
    const message = toChatMessage(row, files);
    if (!row.attachmentId || !message.attachment || message.attachment.refusal) return message;
    const path = `/api/v1/incidents/${shownIn}/attachments/${row.attachmentId}`;
    return { ...message, attachmentUrl: context.links.sign(path, actor, context.clock.now()) };
  });
}

export function describeFiles(
  { attachments }: Pick<Context, 'attachments'>,
  connection: Connection,
  rows: MessageRow[],
): Promise<FileFacts[]> {
  return attachments.describe(
    connection,
    rows.flatMap(({ attachmentId }) => attachmentId ?? []),
  );
}

/** The same for every reader, so without a link. */
export function toChatMessage(row: MessageRow, files: FileFacts[]): ChatMessage {
  const { id, reportId, by, kind, text, delivery, question = null, answer = null } = row;
  const file = files.find((one) => one.id === row.attachmentId);
  const attachment = file ? { contentType: file.contentType, bytes: file.bytes, refusal: file.refusal } : null;
  const times = { at: row.at.toISOString(), unsentAt: row.unsentAt?.toISOString() ?? null };
  return {
    id,
    reportId,
    from: row.sender,
    by,
    kind,
    text,
    question,
    answer,
    delivery,
    attachmentUrl: null,
    attachment,
    ...times,
  };
}
