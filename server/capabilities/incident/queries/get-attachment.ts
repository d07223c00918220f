import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Attachments, StoredFile } from '#platform/attachments/attachments';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { hasAttachment } from '../store/message-rows.ts';
import { getVisibleIncident } from './get-incident-detail.ts';

type Context = { jurisdiction: Jurisdiction; clock: Clock; attachments: Attachments };

/**
 * A file from the chat of an incident this person may see. The route records the look.
 * @throws AppError `incident/not-found`, `incident/attachment-not-found`
 */
export async function getAttachment(
  context: Context,
  connection: Connection,
  actor: Actor,
  incidentId: string,
  attachmentId: string,
): Promise<StoredFile> {
  const { view } = await getVisibleIncident(context, connection, actor, incidentId);
  const isTheirs = view.place === 'exact' && (await hasAttachment(connection, incidentId, attachmentId));
  const file = isTheirs && (await context.attachments.find(connection, attachmentId));
  if (!file) throw new AppError('incident/attachment-not-found');
  return file;
}
